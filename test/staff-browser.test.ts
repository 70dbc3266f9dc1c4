import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { describe, it } from "node:test";
import type { CDPSession, Page } from "playwright-core";
import { z } from "zod";
import { needs } from "./needs.ts";
import { visiting } from "./visiting.ts";

const need = needs("chromium");
const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** A security key of the browser's own, whose owner is always checked. */
async function giveAuthenticator(page: Page): Promise<CDPSession> {
  const client = await page.context().newCDPSession(page);
  await client.send("WebAuthn.enable");
  await client.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return client;
}

/** What axe finds on a page, in a world of its own: the page's own rules let no other script in. */
async function faultsOf(client: CDPSession): Promise<readonly string[]> {
  const { frameTree } = await client.send("Page.getFrameTree");
  const { executionContextId: contextId } = await client.send("Page.createIsolatedWorld", {
    frameId: frameTree.frame.id,
    worldName: "axe",
  });
  await client.send("Runtime.evaluate", { contextId, expression: await readFile(AXE, "utf8") });
  const { result } = await client.send("Runtime.evaluate", {
    contextId,
    awaitPromise: true,
    returnByValue: true,
    expression: `axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] })
      .then(({ violations }) => violations.map(({ id, nodes }) => id + " " + nodes.map(({ html }) => html).join(" ")))`,
  });
  return z.object({ value: z.array(z.string()) }).parse(result).value;
}

describe("staff in a real browser", () => {
  it("go from the printed link to a passkey, and an invited clerk signs in with one of their own", need, async () => {
    await visiting(async (page, _access, said, setUp) => {
      const { origin } = new URL(setUp);
      assert.match(origin, /^http:\/\/localhost:/);
      const looked = new Map<string, readonly string[]>();
      const clients = new Map([[page, await giveAuthenticator(page)]]);
      const look = async (on: Page, name: string): Promise<void> => {
        const client = clients.get(on) ?? (await giveAuthenticator(on));
        clients.set(on, client);
        looked.set(name, await faultsOf(client));
        if (process.env["YAKUSOKU_SHOTS"] !== undefined) {
          await on.screenshot({ path: `${process.env["YAKUSOKU_SHOTS"]}/${name}.png`, fullPage: true });
        }
      };
      await page.goto(setUp);
      await look(page, "set-up-en");
      await page.fill("input[name=name]", "青木 真理");
      await page.fill("input[name=email]", "mari@example.jp");
      await page.click("main form button");
      await page.waitForURL(/\/account\/enrol/);
      await look(page, "enrol-en");
      await page.fill("input[name=name]", "Laptop at work");
      await page.click("main form button");
      await page.waitForURL(`${origin}/en/records`);
      assert.match(await page.innerText("header"), /青木 真理/);

      await page.goto(`${origin}/en/records/accounts/invite`);
      await look(page, "invite-en");
      await page.goto(`${origin}/ja/records/accounts/invite`);
      await look(page, "invite-ja");
      await page.fill("input[name=name]", "馬場 健");
      await page.fill("input[name=email]", "ken@example.jp");
      await page.check("input[name=roles][value=department]");
      const reach = {
        operators: "lp21",
        departments: "nakano",
        kinds: "customer",
        purposes: "customer.inquiries",
      };
      for (const [limit, word] of Object.entries(reach)) {
        await page.check(`input[name=${limit}-limit][value=some]`);
        await page.click(`details:has(input[name=${limit}]) summary`);
        await page.check(`input[name=${limit}][value="${word}"]`);
      }
      await page.click("main form button");
      await page.waitForURL(/accounts\/link/);
      await look(page, "link-ja");
      const link = await page.inputValue("input[name=link]");
      await page.reload();
      assert.equal(await page.locator("input[name=link]").count(), 0, "shown once");
      await page.goto(`${origin}/ja/records/accounts`);
      await look(page, "accounts-ja");

      // A customer of the clerk's own branch, and one of another.
      const customer = (name: string, department: string, phone: string) => ({
        identifiers: [
          { kind: "name", value: name },
          { kind: "phone", value: phone },
          { kind: "shareholder-number", value: `S-${phone}`, keep: true },
        ],
        roles: [{ operator: "lp21", kind: "customer", department }],
      });
      const made = await page.request.post(`${origin}/v1/people`, {
        headers: { Origin: origin },
        data: {
          people: [customer("店野 一郎", "nakano", "03-5555-1001"), customer("店野 次郎", "sendai", "022-555-1002")],
        },
      });
      assert.equal(made.status(), 201, await made.text());
      const { ids } = z.object({ ids: z.tuple([z.string(), z.string()]) }).parse(await made.json());

      const context = await page.context().browser()?.newContext({ locale: "ja-JP" });
      assert.ok(context !== undefined);
      const clerk = await context.newPage();
      await clerk.goto(link);
      await look(clerk, "invitation-ja");
      await clerk.click("main form button");
      await clerk.waitForURL(/\/ja\/account\/enrol/);
      await look(clerk, "enrol-ja");
      await clerk.fill("input[name=name]", "店のパソコン");
      await clerk.click("main form button");
      await clerk.waitForURL(/\/records/);
      await clerk.click("header form button");
      await clerk.waitForURL(/\/sign-in/);
      await look(clerk, "sign-in-ja");
      await clerk.goto(`${origin}/ja/records/people?view=1`);
      assert.match(clerk.url(), /\/ja\/sign-in\?to=/);
      await clerk.click("form[data-passkey] button");
      await clerk.waitForURL(`${origin}/ja/records/people?view=1`);
      assert.match(await clerk.innerText("header"), /馬場 健/);
      for (const [phone, name] of [
        ["03-5555-1001", "店野 一郎"],
        ["022-555-1002", undefined],
      ] as const) {
        await clerk.goto(`${origin}/ja/records`);
        await clerk.fill("input[name=word]", phone);
        await clerk.click("search button");
        const found = await clerk.innerText("main");
        assert.ok(name === undefined ? /見つかりませんでした/.test(found) : found.includes(name), found);
      }
      await clerk.goto(`${origin}/ja/records/people/${ids[0]}`);
      await look(clerk, "person-ja");
      const person = await clerk.innerText("main");
      assert.match(person, /03-5555-1001/);
      assert.doesNotMatch(person, /S-03/, "answering inquiries needs no shareholder number");
      const other = await clerk.goto(`${origin}/ja/records/people/${ids[1]}`);
      assert.equal(other?.status(), 404, "who is a customer of another branch is nobody here");
      const denied = await clerk.goto(`${origin}/ja/records/accounts`);
      assert.equal(denied?.status(), 403, "a clerk looks after no accounts");
      await clerk.goto(`${origin}/ja/account`);
      await look(clerk, "account-ja");
      await clerk.goto(`${origin}/en/account`);
      await look(clerk, "account-en");
      await clerk.goto(`${origin}/ja/account/password`);
      await look(clerk, "password-ja");
      await clerk.goto(`${origin}/ja/confirm?to=/ja/account`);
      await look(clerk, "confirm-ja");
      await clerk.click("form[data-passkey] button");
      await clerk.waitForURL(`${origin}/ja/account`);
      await clerk.setViewportSize({ width: 320, height: 800 });
      const wide = await clerk.evaluate("document.documentElement.scrollWidth");
      assert.equal(wide, 320, "nothing sticks out of a narrow page");

      const { host, port } = new URL(origin);
      await page.goto(`http://127.0.0.1:${port}/en/sign-in`);
      assert.match(await page.innerText("main"), /Passkeys do not work at an address of numbers/);
      assert.ok(host.endsWith(port));
      for (const [name, faults] of looked) assert.deepEqual(faults, [], name);
      assert.ok(!said().includes("example.jp") && !said().includes(new URL(link).searchParams.get("token") ?? "?"));
    });
  });
});
