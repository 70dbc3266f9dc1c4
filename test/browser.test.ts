import assert from "node:assert/strict";
import { once } from "node:events";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { after, before, describe, it } from "node:test";
import { serve } from "@hono/node-server";
import type { AxeResults } from "axe-core";
import { type Browser, chromium, type Page, type Request } from "playwright-core";
import { locate, needs } from "./needs.ts";
import { proposedApp, REVISED, revisedApp } from "./revised.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const ASKED = "operator=lp21&person=customer&act=provide&purpose=customer.credit-inquiry&items=name&items=phone";
const ANSWERED = `${ASKED}&class=credit-agency&party=Example&from=facts`;

const VERSION = "/policies/leopalace21/2023-05-01";
const COMPARISON = `/policies/leopalace21/compare/2023-05-01/${REVISED}`;

/** Every kind of page there is, without its language. */
const PAGES = [
  "",
  VERSION,
  `${VERSION}/people`,
  `${VERSION}/people/customer`,
  `${VERSION}/people/guarantor`,
  `${VERSION}/operators`,
  `${VERSION}/operators/seoul`,
  "/policies/leopalace21/history",
  COMPARISON,
  "/api",
  "/promises",
  "/ask",
  "/ask?operator=lp21&from=person",
  "/ask?operator=lp21&person=customer&act=use",
  "/ask?operator=lp21&person=customer&act=acquire&purpose=customer.inquiries&items=name",
  `/ask?${ASKED}`,
  `/ask?${ASKED}&class=credit-agency&party=Example&country=KR`,
  `/ask?${ANSWERED}`,
  `/ask?${ANSWERED}&facts=consent`,
  "/ask?operator=lp21&person=azumi-user&act=provide&purpose=azumi.cooperation&items=name&class=care-cooperation&party=Example&from=facts",
  "/no-such-page",
  "/problems/invalid-question",
];

/** Those that can be read in easy Japanese, of the proposed version, whose short texts have easy words. */
const EASY = "/ja-simple/policies/leopalace21";
const EASY_PAGES = [
  `${EASY}/2027-04-01`,
  `${EASY}/2027-04-01/people`,
  `${EASY}/2027-04-01/people/customer`,
  `${EASY}/2027-04-01/operators/seoul`,
  `${EASY}/history`,
];
const MAX_PAGE_BYTES = 60 * 1024;

/** Given to each test, so that each is counted as skipped where there is no browser. */
const need = needs("chromium");

type Listening = { readonly origin: string; readonly server: ReturnType<typeof serve> };

async function listen(app: { readonly fetch: Parameters<typeof serve>[0]["fetch"] }): Promise<Listening> {
  const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 });
  await once(server, "listening");
  const address: AddressInfo | string | null = server.address();
  return { server, origin: `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}` };
}

describe("in a real browser", () => {
  let browser: Browser;
  let origin = "";
  let easyOrigin = "";
  let stop: () => void = () => undefined;

  before(async () => {
    if (need.skip !== false) return;
    const [revised, proposed] = [await listen(await revisedApp()), await listen(await proposedApp())];
    origin = revised.origin;
    easyOrigin = proposed.origin;
    stop = () => {
      revised.server.close();
      proposed.server.close();
    };
    browser = await chromium.launch({
      executablePath: locate("chromium") ?? "",
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    });
  });
  after(async () => {
    if (need.skip !== false) return;
    await browser.close();
    stop();
  });

  async function withPage(width: number, options: object, visit: (page: Page) => Promise<void>): Promise<void> {
    const context = await browser.newContext({ viewport: { width, height: 800 }, ...options });
    try {
      await visit(await context.newPage());
    } finally {
      await context.close();
    }
  }

  // Each language in each theme, on a phone and on a wide screen.
  for (const [language, width, colorScheme] of [
    ["ja", 320, "light"],
    ["en", 390, "dark"],
    ["en", 1280, "light"],
    ["ja", 1280, "dark"],
  ] as const) {
    it(
      `has no page that axe, or a narrow screen would complain about: ${language}, ${width} px, ${colorScheme}`,
      need,
      async () => {
        // The policy forbids scripts, so axe needs it lifted; what it would have blocked is watched for in the next test.
        await withPage(width, { bypassCSP: true, colorScheme }, async (page) => {
          for (const path of PAGES) {
            const where = `/${language}${path}`;
            await page.goto(origin + where);
            await page.addScriptTag({ content: AXE });
            const results: AxeResults = await page.evaluate(
              `axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })`,
            );
            const found = results.violations.map(
              ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`,
            );
            assert.deepEqual(found, [], where);
            assert.ok(results.passes.length > 10, where);
            const beyond = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
            assert.equal(beyond, 0, `${where} scrolls sideways`);
          }
        });
      },
    );
  }

  for (const [width, colorScheme] of [[320, "dark"]] as const) {
    it(`has no page in easy Japanese that axe or a narrow screen would complain about: ${width} px`, need, async () => {
      await withPage(width, { bypassCSP: true, colorScheme }, async (page) => {
        for (const path of [...EASY_PAGES.map((one) => easyOrigin + one), `${origin}/ja-simple${COMPARISON}`]) {
          await page.goto(path);
          await page.addScriptTag({ content: AXE });
          const results: AxeResults = await page.evaluate(
            `axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })`,
          );
          assert.deepEqual(
            results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`),
            [],
            path,
          );
          assert.equal(await page.evaluate("document.documentElement.scrollWidth - innerWidth"), 0, path);
        }
      });
    });
  }

  it("comes to easy Japanese by the language switch, where nothing is heavier or blocked", need, async () => {
    await withPage(390, {}, async (page) => {
      const complaints: string[] = [];
      page.on("console", (message) => complaints.push(message.text()));
      await page.goto(`${easyOrigin}/ja/policies/leopalace21/2027-04-01/people/customer`);
      await page.getByRole("link", { name: "やさしい日本語", exact: true }).click();
      await page.waitForURL(`**${EASY}/2027-04-01/people/customer`);
      assert.equal(await page.evaluate("document.documentElement.lang"), "ja-simple");
      assert.match(await page.locator("h1").innerText(), /お客さま.*どう 使うか/);
      assert.match(await page.locator(".notice").first().innerText(), /正しいのは、日本語の 文です/);
      assert.deepEqual(complaints, []);
    });
    for (const path of EASY_PAGES) {
      await withPage(390, {}, async (page) => {
        const requests: Request[] = [];
        page.on("request", (request) => requests.push(request));
        await page.goto(easyOrigin + path, { waitUntil: "load" });
        const loaded = requests.filter((request) => request.resourceType() !== "font");
        const sizes = await Promise.all(loaded.map((request) => request.sizes()));
        const bytes = sizes.reduce((sum, size) => sum + size.responseBodySize + size.responseHeadersSize, 0);
        assert.ok(bytes > 1_000 && bytes <= MAX_PAGE_BYTES, `${path} weighs ${bytes} bytes`);
      });
    }
  });

  it("weighs at most 60 KB a page apart from fonts, all of it ours, and nothing is blocked", need, async (t) => {
    let heaviest = { where: "", bytes: 0 };
    for (const path of PAGES) {
      for (const language of ["ja", "en"]) {
        const where = `/${language}${path}`;
        await withPage(390, {}, async (page) => {
          const complaints: string[] = [];
          const requests: Request[] = [];
          page.on("console", (message) => {
            // A page that is rightly missing says so here too.
            if (message.type() === "error" && !message.text().includes("404")) complaints.push(message.text());
          });
          page.on("request", (request) => requests.push(request));
          await page.goto(origin + where, { waitUntil: "load" });
          const loaded = requests.filter((request) => request.resourceType() !== "font");
          const sizes = await Promise.all(loaded.map((request) => request.sizes()));
          const bytes = sizes.reduce((sum, size) => sum + size.responseBodySize + size.responseHeadersSize, 0);
          const foreign = requests.map((request) => request.url()).filter((url) => !url.startsWith(origin));
          assert.deepEqual([complaints, foreign], [[], []], where);
          assert.ok(bytes > 1_000 && bytes <= MAX_PAGE_BYTES, `${where} weighs ${bytes} bytes`);
          if (bytes > heaviest.bytes) heaviest = { where, bytes };
        });
      }
    }
    t.diagnostic(`the heaviest page is ${heaviest.where} with ${heaviest.bytes} bytes`);
  });

  it("answers a question asked by keyboard alone, without scripts, and Back keeps what was chosen", need, async () => {
    await withPage(390, { javaScriptEnabled: false }, async (page) => {
      await page.goto(`${origin}/en/ask`);
      const choose = async (label: string): Promise<void> => {
        const field = page.getByLabel(label, { exact: true });
        await field.focus();
        await page.keyboard.press("Space");
      };
      const go = async (): Promise<void> => {
        await page.locator("main form button").focus();
        await Promise.all([page.waitForURL(/from=/), page.keyboard.press("Enter")]);
      };
      await choose("Leopalace21 Corporation");
      await go();
      await page.waitForURL(/from=operator/);
      await choose("customers and those who consider becoming one");
      await go();
      await page.waitForURL(/from=person/);
      await choose("use");
      await go();
      await page.waitForURL(/from=act/);
      await page.goBack();
      await page.goForward();
      await page.locator('input[value="customer.inquiries"]').focus();
      await page.keyboard.press("Space");
      await go();
      await page.waitForURL(/from=purpose/);
      await choose("name");
      await go();
      await page.waitForURL(/from=items/);
      await go();
      await page.waitForURL(/from=facts/);
      assert.match(await page.locator("h1").innerText(), /Permitted/);
      await page.goBack();
      await page.goBack();
      assert.match(await page.locator("main").innerText(), /To answer inquiries from customers/);
    });
  });

  it("shows where the keyboard is, and lets it skip to the content", need, async () => {
    await withPage(1280, {}, async (page) => {
      await page.goto(`${origin}/en`);
      await page.keyboard.press("Tab");
      assert.equal(await page.evaluate("document.activeElement.getAttribute('href')"), "#content");
      const outline = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle");
      assert.notEqual(outline, "none");
      await page.keyboard.press("Enter");
      assert.equal(await page.evaluate("document.activeElement.id"), "content");
    });
  });

  it("leads from a reason to its clause", need, async () => {
    await withPage(390, {}, async (page) => {
      await page.goto(`${origin}/ja/ask?${ANSWERED}`);
      await page.getByRole("link", { name: /C7\.4/ }).first().click();
      await page.waitForURL(/#C7\.4$/);
      const top = await page.evaluate("document.getElementById('C7.4').getBoundingClientRect().top");
      assert.ok(typeof top === "number" && top >= -1 && top < 800, `the clause stands at ${String(top)}`);
    });
  });

  it("folds the contents on a phone, and keeps them open and in sight where there is room", need, async () => {
    const first = ".contents ol a";
    await withPage(390, { javaScriptEnabled: false }, async (page) => {
      await page.goto(`${origin}/ja${VERSION}`);
      assert.equal(await page.locator(first).first().isVisible(), false);
      await page.locator(".contents summary").click();
      assert.equal(await page.locator(first).first().isVisible(), true);
    });
    await withPage(1280, { javaScriptEnabled: false }, async (page) => {
      await page.goto(`${origin}/ja${VERSION}#V1`);
      assert.equal(await page.locator(".contents summary").isVisible(), false);
      const link = await page.locator(first).first().boundingBox();
      assert.ok(link !== null && link.y >= 0 && link.y < 800, "the contents stay beside the last clause");
    });
  });

  it(
    "prints the policy without navigation, with nothing folded, and says on paper which version it is",
    need,
    async () => {
      await withPage(1280, {}, async (page) => {
        await page.goto(`${origin}/en${VERSION}`);
        assert.equal(await page.locator(".print-foot").isVisible(), false);
        await page.emulateMedia({ media: "print" });
        for (const gone of ["header.site", ".contents", ".skip", ".clause summary", ".screen"])
          assert.equal(await page.locator(gone).first().isVisible(), false, gone);
        assert.match(await page.locator(".print-foot").innerText(), /1 May 2023\s+sha256:[0-9a-f]{64}/);
        assert.equal(await page.locator(".clause details dd").first().isVisible(), true);
        const pseudo = (where: string): string =>
          `getComputedStyle(document.querySelector('${where}'), '::after').content`;
        assert.equal(await page.evaluate(pseudo('a[data-clause="S1"]')), '" (S1)"');
        const sheets = (await page.pdf({ format: "A4", preferCSSPageSize: true })).toString("latin1");
        const count = sheets.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
        assert.ok(count > 10 && count < 100, `${count} sheets`);
      });
    },
  );

  it("opens what did not change between two versions without a script", need, async () => {
    await withPage(320, { javaScriptEnabled: false }, async (page) => {
      await page.goto(`${origin}/en${COMPARISON}`);
      const unchanged = page.locator("details.unchanged").first();
      assert.equal(await unchanged.locator("dt").first().isVisible(), false);
      await unchanged.locator("summary").focus();
      await page.keyboard.press("Enter");
      assert.equal(await unchanged.locator("dt").first().isVisible(), true);
      const struck = await page.evaluate("getComputedStyle(document.querySelector('del')).textDecorationLine");
      assert.equal(struck, "line-through");
    });
  });

  it("keeps two tabs apart", need, async () => {
    const context = await browser.newContext();
    const [one, two] = [await context.newPage(), await context.newPage()];
    await one.goto(`${origin}/en/ask?operator=lp21&person=customer`);
    await two.goto(`${origin}/en/ask?operator=guam&person=guam-guest`);
    await one.reload();
    assert.match(await one.locator(".so-far").innerText(), /Leopalace21 Corporation/);
    assert.match(await two.locator(".so-far").innerText(), /GUAM/i);
    await context.close();
  });
});
