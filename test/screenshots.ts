import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { serve } from "@hono/node-server";
import { chromium } from "playwright-core";
import { locate } from "./needs.ts";
import { proposedApp, REVISED, revisedApp } from "./revised.ts";
import { PARTY, recordSome, visiting } from "./visiting.ts";

/*
 * `npm run screenshots`: pictures of the pages that matter, in both languages, on a phone and on a desk. They are
 * committed, so that a change of look is seen in review.
 */

const ASKED = "operator=lp21&person=customer&act=provide&purpose=customer.credit-inquiry&items=name&items=phone";
const SHOTS = {
  home: "",
  policy: "/policies/leopalace21/2023-05-01",
  clause: "/policies/leopalace21/2023-05-01#C7.4",
  person: "/policies/leopalace21/2023-05-01/people/customer",
  operator: "/policies/leopalace21/2023-05-01/operators/seoul",
  history: "/policies/leopalace21/history",
  comparison: `/policies/leopalace21/compare/2023-05-01/${REVISED}#C7.4`,
  api: "/api",
  promises: "/promises",
  question: "/ask?operator=lp21&person=customer",
  answer: `/ask?${ASKED}&class=credit-agency&party=Example&from=facts`,
  permit: `/ask?${ASKED}&class=credit-agency&party=Example&facts=consent&from=facts`,
} as const;
/** In easy Japanese, of the proposed version. */
const EASY_SHOTS = {
  person: "/ja-simple/policies/leopalace21/2027-04-01/people/customer",
  clause: "/ja-simple/policies/leopalace21/2027-04-01#R8",
} as const;
const SIZES = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 900 } } as const;

const folder = fileURLToPath(new URL("../docs/screenshots/", import.meta.url));
await mkdir(folder, { recursive: true });
const servers = [await revisedApp(), await proposedApp()].map((app) =>
  serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }),
);
const origins = await Promise.all(
  servers.map(async (server) => {
    if (!server.listening) await once(server, "listening");
    const address: AddressInfo | string | null = server.address();
    return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  }),
);
const [published = "", easyOrigin = ""] = origins;
const browser = await chromium.launch({ executablePath: locate("chromium") ?? "", args: ["--no-sandbox"] });
try {
  for (const [size, viewport] of Object.entries(SIZES)) {
    for (const language of ["ja", "en"]) {
      const page = await browser.newPage({ viewport });
      for (const [name, path] of Object.entries(SHOTS)) {
        await page.goto(`${published}/${language}${path}`);
        await page.evaluate("document.fonts.ready.then(() => undefined)");
        await page.screenshot({ path: `${folder}${name}-${language}-${size}.png` });
      }
      await page.close();
    }
    const page = await browser.newPage({ viewport });
    for (const [name, path] of Object.entries(EASY_SHOTS)) {
      await page.goto(easyOrigin + path);
      await page.evaluate("document.fonts.ready.then(() => undefined)");
      await page.screenshot({ path: `${folder}${name}-ja-simple-${size}.png` });
    }
    await page.close();
  }
} finally {
  await browser.close();
  for (const server of servers) server.close();
}

// What is kept, from the real server.
await visiting(async (page, access) => {
  const { person, protectedPerson } = await recordSome(page, access);
  const { origin: kept } = new URL(access);
  const asked = `person=${person}&operator=lp21&kind=customer&act=provide&purpose=customer.credit-inquiry&to=class:credit-agency`;
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    for (const language of ["ja", "en"]) {
      const shoot = async (name: string): Promise<void> => {
        await page.evaluate("document.fonts.ready.then(() => undefined)");
        await page.screenshot({ path: `${folder}${name}-${language}-${size}.png` });
      };
      await page.goto(`${kept}/${language}/records/counter?${asked}`);
      await page.fill("input[name=party]", PARTY);
      await page.click("main form button.primary");
      await shoot("counter-answer");
      await page.goto(`${kept}/${language}/records/counter?person=${protectedPerson}`);
      await shoot("counter-protected");
      await page.goto(`${kept}/${language}/records/people/${person}`);
      await shoot("person-record");
    }
  }
});
