import { mkdir } from "node:fs/promises";
import { recordSome, visiting } from "./visiting.ts";
const out = "/tmp/h-clerk-shots/";
await mkdir(out, { recursive: true });
await visiting(async (page, access) => {
  const { person, protectedPerson } = await recordSome(page, access);
  const { origin } = new URL(access);
  for (const [size, viewport] of [
    ["phone", { width: 390, height: 844 }],
    ["desk", { width: 1280, height: 900 }],
  ] as const) {
    await page.setViewportSize(viewport);
    for (const lang of ["ja", "en"]) {
      let n = 0;
      const shot = async (name: string) => {
        await page.evaluate("document.fonts.ready.then(() => undefined)");
        n += 1;
        await page.screenshot({ path: `${out}${size}-${lang}-${n}-${name}.png`, fullPage: true });
      };
      await page.goto(`${origin}/${lang}/records/counter`);
      await page.fill("input[name=value]", "ヤマダ");
      await page.click("main form button");
      await shot("found");
      await page.click(`main a[href*="person=${person}"]`);
      await page.check("input[value=provide]");
      await page.selectOption("select[name=purpose]", "customer.credit-inquiry");
      await shot("what");
      await page.click("main form button.primary");
      await page.selectOption("select[name=to]", "class:credit-agency");
      await shot("to");
      await page.click("main form button.primary");
      await page.fill("input[name=party]", "見本信用情報センター");
      await shot("details");
      await page.click("main form button.primary");
      await shot("deny");
      if (size === "phone" && lang === "ja") {
        await page.click('a[href*="/record/consent"]');
        await page.fill("input[name=party]", "見本信用情報センター");
        await page.selectOption("select[name=words]", { index: 1 });
        await page.fill("input[name=giver]", "本人");
        await page.fill("input[name=evidence]", "申込書 A-102");
        await shot("consent");
        await page.click("main form button");
        await shot("person");
      } else {
        n += 2;
      }
      await page.goto(
        `${origin}/${lang}/records/counter?person=${person}&operator=lp21&kind=customer&act=provide&purpose=customer.credit-inquiry&to=class:credit-agency`,
      );
      await page.fill("input[name=party]", "見本信用情報センター");
      await page.click("main form button.primary");
      await shot("permit");
      await page.check("input[value=paper]");
      await page.click("main form button");
      await shot("recorded");
      await page.goto(`${origin}/${lang}/records/people/${person}`);
      await shot("person");
      await page.goto(`${origin}/${lang}/records/counter?person=${protectedPerson}`);
      await shot("protected");
    }
  }
});
