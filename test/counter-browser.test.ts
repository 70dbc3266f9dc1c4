import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, it } from "node:test";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { needs } from "./needs.ts";
import { PARTY, recordSome, visiting } from "./visiting.ts";

const need = needs("chromium");
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds on the page that is open, and whether it scrolls sideways. */
async function isFine(page: Page): Promise<void> {
  const where = page.url();
  await page.addScriptTag({ content: AXE });
  const results: AxeResults = await page.evaluate(
    `axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })`,
  );
  const found = results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  assert.deepEqual(found, [], where);
  assert.equal(await page.evaluate("document.documentElement.scrollWidth - innerWidth"), 0, `${where} is too wide`);
}

describe("the counter, in a real browser", () => {
  it("leads from a phone number to an answer, a hand-over and the person's page", need, async () => {
    await visiting(
      async (page, access, said) => {
        const { origin } = new URL(access);
        const { person, protectedPerson } = await recordSome(page, access);
        const addresses: string[] = [];
        page.on("request", (request) => void addresses.push(request.url()));
        const shown = async (): Promise<string> => await page.innerText("main");

        await page.goto(`${origin}/en/records`);
        await page.click("main >> text=At the counter");
        await isFine(page);
        await page.fill("input[name=value]", "０３‐5555‐0101");
        await page.click("main form button");
        await isFine(page);
        assert.equal(await page.locator("#found + p + ul > li").count(), 1);
        await page.click(`main a[href*="person=${person}"]`);
        await isFine(page);
        await page.click("main form button.primary");
        assert.match(await shown(), /Choose what is to be done[\s\S]*Choose a purpose/);
        await isFine(page);
        await page.check("input[value=provide]");
        await page.selectOption("select[name=purpose]", "customer.credit-inquiry");
        await page.click("main form button.primary");
        await isFine(page);
        await page.selectOption("select[name=to]", "class:credit-agency");
        await page.click("main form button.primary");
        assert.ok(await page.isChecked("input[value=name]"), "chosen by purpose and recipient");
        await isFine(page);
        await page.fill("input[name=party]", PARTY);
        await page.click("main form button.primary");
        assert.match(await shown(), /No, not as things stand/);
        await isFine(page);
        const denied = page.url();

        await page.click("text=Record the person’s consent");
        await page.fill("input[name=party]", PARTY);
        await page.selectOption("select[name=words]", { index: 1 });
        await page.fill("input[name=giver]", "principal");
        await page.fill("input[name=evidence]", "A-102");
        await isFine(page);
        await page.click("main form button");
        await page.waitForURL(/\/records\/people\//);

        // Back through the record form to the denial, which stays what it was; and back to the question.
        await page.goBack();
        await page.goBack();
        assert.equal(page.url(), denied);
        assert.match(await shown(), /No, not as things stand/);
        await page.goBack();
        assert.match(page.url(), /\/records\/counter\?person=/);
        await page.fill("input[name=party]", PARTY);
        await page.dblclick("main form button.primary");
        await page.waitForURL(/\/dec_/);
        assert.notEqual(page.url(), denied);
        assert.match(await shown(), /Permitted[\s\S]*Record the hand-over/);
        await isFine(page);

        const second = await page.context().newPage();
        await second.goto(page.url());
        await page.check("input[value=paper]");
        await page.dblclick("main form button");
        await page.waitForURL(/#recorded$/);
        assert.match(await shown(), /The hand-over is on record[\s\S]*through \d+ \w+ \d{4}/);
        await isFine(page);
        await second.check("input[value=spoken]");
        await second.click("main form button");
        assert.match(
          await second.innerText("main"),
          /On paper/,
          "the other tab shows what was recorded, and records no more",
        );

        await page.click("text=See the person’s record");
        await isFine(page);
        const entries = await page.locator("details.done summary").allInnerTexts();
        assert.deepEqual(
          entries.map((entry) => entry.replace(/^.*?\d\d:\d\d /, "")),
          [`Handed over: ${PARTY}`, "Asked before use: hand over Permitted", "Asked before use: hand over Denied"],
        );
        await page.goto(`${origin}/ja/records/counter?person=${protectedPerson}`);
        assert.match(await shown(), /記録があるかどうかも言わないでください/);
        await isFine(page);

        const typed = addresses.filter((address) => /0101|%E8%A6%8B%E6%9C%AC|見本|A-102/i.test(address));
        assert.deepEqual(typed, [], "no address names what was typed");
        assert.ok(!said().includes("0101") && !said().includes(PARTY), "nor does the log");
      },
      { viewport: { width: 320, height: 700 }, bypassCSP: true },
    );
  });
});
