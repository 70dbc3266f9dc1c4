import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { needs } from "./needs.ts";
import { visiting } from "./visiting.ts";

const need = needs("chromium");

describe("the address printed at start, in a real browser", () => {
  it("opens the records, makes one key shown once, and is closed again", need, async () => {
    await visiting(async (page, access, said) => {
      const token = new URL(access).searchParams.get("token") ?? "?";
      const { origin } = new URL(access);
      const referers: string[] = [];
      page.on("request", (request) => void referers.push(request.headers()["referer"] ?? ""));
      await page.goto(`${origin}/en/records/keys`);
      assert.equal(page.url(), `${origin}/en/access`);
      await page.goto(access.replace(/.$/, "!"));
      assert.match(await page.innerText("h1"), /does not open/);
      await page.goto(access);
      assert.equal(page.url(), `${origin}/en/records`);
      const cookies = await page.context().cookies();
      assert.deepEqual(
        cookies.map(({ httpOnly, sameSite, path, secure }) => ({ httpOnly, sameSite, path, secure })),
        [{ httpOnly: true, sameSite: "Strict", path: "/", secure: false }],
      );

      await page.click("main >> text=API keys");
      await page.fill("input[name=name]", "Booking system");
      await page.check("input[value=decide]");
      await page.dblclick("main form button");
      await page.waitForURL(/\/made\//);
      const key = await page.inputValue("input[name=token]");
      assert.match(key, /^key_/);
      const asked = await page.request.fetch(`${origin}/en/records/keys`, {
        headers: { Authorization: `Bearer ${key}` },
      });
      assert.equal(asked.status(), 401, "the key is not for pages");
      await page.click("text=Go to the list of API keys");
      assert.equal(await page.locator("main section h3").count(), 1, "pressed twice, made once");
      await page.goBack();
      assert.match(await page.innerText("h1"), /cannot be shown again/);
      assert.ok(!(await page.content()).includes(key));

      await page.goto(`${origin}/en/records`);
      await page.click("form.so-far button");
      assert.equal(page.url(), `${origin}/en/access`);
      await page.goto(`${origin}/en/records`);
      assert.equal(page.url(), `${origin}/en/access`);
      assert.ok(
        referers.every((referer) => !referer.includes("token=")),
        "no Referer names the token",
      );
      assert.ok(!said().includes(token) && !said().includes("key_"), "no log names a secret");
    });
  });
});
