import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Hono } from "hono";
import { onEachDatabase } from "./databases.ts";
import { type Kept, keptApp } from "./kept.ts";
import { CLIENT, type RunningProvider, startProvider } from "./provider.ts";
import { referencePack } from "./reference.ts";
import { Browser } from "./staff.ts";
import { EVERYONE, inviteAccount, type ProviderSettings, readProvider } from "../src/access/index.ts";
import { createApp } from "../src/app.ts";

/** To be registered with a provider. */
const CALLBACK = "http://localhost/sign-in/provider/return";
const PEOPLE = {
  "sub-ken": { email: "Ken@Example.jp", verified: true },
  "sub-other": { email: "ken@example.jp", verified: true },
  "sub-unverified": { email: "yui@example.jp", verified: false },
  "sub-stranger": { email: "stranger@elsewhere.example", verified: true },
};

/** Walks through the provider's own pages as the person of this subject. @returns the address that it leads back to */
async function walk(from: string, subject: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let url = new URL(from);
  let body: string | undefined;
  for (let steps = 0; steps < 12; steps += 1) {
    const response = await fetch(url, {
      method: body === undefined ? "GET" : "POST",
      redirect: "manual",
      headers: {
        Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        ...(body === undefined ? {} : { "Content-Type": "application/x-www-form-urlencoded" }),
      },
      ...(body === undefined ? {} : { body }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const [name = "", value = ""] = pair.split("=");
      cookies.set(name, value);
    }
    body = undefined;
    const to = response.headers.get("Location");
    if (to !== null) {
      url = new URL(to, url);
      if (url.href.startsWith(CALLBACK)) return url;
      continue;
    }
    const page = await response.text();
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? assert.fail(page);
    url = new URL(/action="([^"]+)"/.exec(page)?.[1] ?? "", url);
    body = new URLSearchParams({ prompt, login: subject, password: "x" }).toString();
  }
  return assert.fail("the provider led nowhere");
}

describe("settings of the company's provider", () => {
  const ENTRA = "https://login.microsoftonline.com/0f3c1f5a-6a0e-4a1b-9d55-6f9f2f0c1d2e/v2.0";
  const given = (issuer: string, more: Readonly<Record<string, string>> = {}) =>
    readProvider({
      YAKUSOKU_OIDC_ISSUER: issuer,
      YAKUSOKU_OIDC_CLIENT_ID: "id",
      YAKUSOKU_OIDC_CLIENT_SECRET: "secret",
      ...more,
    });
  const settings = (read: ReturnType<typeof readProvider>): ProviderSettings =>
    "settings" in read && read.settings !== undefined ? read.settings : assert.fail(JSON.stringify(read));
  const faults = (read: ReturnType<typeof readProvider>): string =>
    "faults" in read ? read.faults.map(({ ja, en }) => `${ja} ${en}`).join("\n") : assert.fail(JSON.stringify(read));

  test("are none, whole, or told apart by what is missing", () => {
    assert.deepEqual(readProvider({}), { settings: undefined });
    assert.match(faults(readProvider({ YAKUSOKU_OIDC_ISSUER: "https://id.example" })), /CLIENT_ID[\s\S]*CLIENT_SECRET/);
    assert.deepEqual(settings(given("https://id.example")).name, "id.example");
    assert.equal(settings(given("https://id.example", { YAKUSOKU_OIDC_NAME: "社員証" })).name, "社員証");
    assert.match(faults(given("http://id.example")), /https/);
    assert.match(faults(given("id.example")), /https/);
    assert.equal(settings(given(ENTRA)).kind, "entra");
    for (const tenant of ["common", "organizations", "consumers"]) {
      assert.match(faults(given(`https://login.microsoftonline.com/${tenant}/v2.0`)), /テナント/);
    }
    assert.match(faults(given("https://accounts.google.com")), /YAKUSOKU_OIDC_DOMAIN/);
    const google = settings(given("https://accounts.google.com", { YAKUSOKU_OIDC_DOMAIN: "Example.jp" }));
    assert.deepEqual([google.kind, google.domain], ["google", "example.jp"]);
  });
});

onEachDatabase("the company's provider", (open) => {
  let kept: Kept;
  let provider: RunningProvider;
  let app: Hono;
  const appWith = async (issuer: string): Promise<Hono> => {
    const { pack } = await referencePack();
    const { desk } = kept.door;
    const settings = {
      issuer,
      clientId: CLIENT.id,
      clientSecret: CLIENT.secret,
      name: "社員証",
      kind: "standard",
    } as const;
    const door = { ...kept.door, provider: settings };
    return createApp({ packs: [pack], clock: desk.clock, ids: desk.ids, version: "0", door });
  };
  const leave = async (browser: Browser, path = "/en/sign-in/provider", to = ""): Promise<string> => {
    const page = await (await browser.send(path, { to })).text();
    return (/<a href="(http:\/\/localhost:[^"]+)"/.exec(page)?.[1] ?? assert.fail(page)).replaceAll("&amp;", "&");
  };
  const comeBack = async (browser: Browser, url: URL) => await browser.open(`${url.pathname}${url.search}`);
  const enter = async (subject: string, browser = new Browser(app)) => {
    const answer = await comeBack(browser, await walk(await leave(browser), subject));
    return { browser, status: answer.status, text: await answer.text() };
  };

  before(async () => {
    kept = await keptApp(open);
    kept.hands.now = Temporal.Now.instant();
    provider = await startProvider(PEOPLE, CALLBACK);
    app = await appWith(provider.issuer);
    for (const [name, email] of [
      ["Baba Ken", "ken@example.jp"],
      ["Chiba Yui", "yui@example.jp"],
    ] as const) {
      const account = { name, email, language: "en", roles: ["department"], reach: EVERYONE } as const;
      await inviteAccount(kept.door.desk, account, { actor: { kind: "staff", id: "local" } });
    }
  });
  after(async () => await provider.close());

  test("lets in whoever was invited under the address that it has verified, and knows them again by subject", async () => {
    const first = await enter("sub-ken");
    assert.equal(first.status, 200, first.text);
    assert.equal(first.browser.at, "/en/records");
    assert.match(first.text, /Baba Ken/);
    assert.equal((await enter("sub-ken")).status, 200);
    assert.equal((await enter("sub-other")).status, 403, "who has the address after them does not get their account");
  });

  test("lets in nobody whom it has not verified, and nobody who was not invited", async () => {
    for (const subject of ["sub-unverified", "sub-stranger"]) {
      const { status, text } = await enter(subject);
      assert.equal(status, 403);
      assert.match(text, /there is no account for you here/);
      assert.ok(!text.includes("elsewhere.example") && !text.includes("yui@"));
    }
  });

  test("an answer counts once, for the browser that asked, with its own state and nonce", async () => {
    const browser = new Browser(app);
    const url = await walk(await leave(browser), "sub-ken");
    assert.equal((await comeBack(new Browser(app), url)).status, 400, "of another browser");
    const forged = new URL(url);
    forged.searchParams.set("state", "another");
    assert.equal((await comeBack(browser, forged)).status, 400, "another state");
    assert.equal((await comeBack(browser, url)).status, 400, "what was asked is used up");

    // The answer to one question given for another: its nonce, and its verifier, are of the first.
    const [one, two] = [new Browser(app), new Browser(app)];
    const answer = await walk(await leave(one), "sub-ken");
    const asked = new URL(await leave(two));
    answer.searchParams.set("state", asked.searchParams.get("state") ?? "");
    assert.equal((await comeBack(two, answer)).status, 400, "wrong nonce");

    const same = new Browser(app);
    const address = new URL(await leave(same));
    address.searchParams.set("nonce", "a nonce of somebody else");
    assert.equal((await comeBack(same, await walk(address.href, "sub-ken"))).status, 400, "wrong nonce alone");
  });

  test("shows again who somebody is, where it says that it has asked them just now", async () => {
    const { browser } = await enter("sub-ken");
    kept.hands.now = kept.hands.now.add({ minutes: 11 });
    await browser.open("/en/account/enrol");
    assert.match(browser.at, /^\/en\/confirm/);
    const earlier = browser.cookies.get("yakusoku-session");
    const late = await comeBack(
      browser,
      await walk(await leave(browser, "/en/confirm/provider", "/en/account"), "sub-ken"),
    );
    assert.equal(late.status, 403, "eleven minutes ago by our clock");
    kept.hands.now = Temporal.Now.instant();
    const url = await walk(await leave(browser, "/en/confirm/provider", "/en/account"), "sub-ken");
    assert.equal((await comeBack(browser, url)).status, 200);
    assert.equal(browser.at, "/en/account");
    assert.notEqual(browser.cookies.get("yakusoku-session"), earlier);
  });

  test("that cannot be reached is said so, and nothing else stops", async () => {
    const down = await appWith("http://localhost:1");
    const answer = await new Browser(down).send("/en/sign-in/provider", {});
    assert.equal(answer.status, 502);
    assert.match(await answer.text(), /cannot be reached/);
    assert.equal((await new Browser(down).open("/en/sign-in")).status, 200);
  });
});
