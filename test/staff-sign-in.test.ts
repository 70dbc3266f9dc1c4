import assert from "node:assert/strict";
import { before, test } from "node:test";
import { sql } from "kysely";
import { onEachDatabase } from "./databases.ts";
import { ALL_MIGRATIONS, type Kept, keptApp } from "./kept.ts";
import { referencePack } from "./reference.ts";
import { Browser, codeOf, PASSWORD, setPassword } from "./staff.ts";
import { ACCESS_EXEMPT, type Door, EVERYONE, inviteAccount, rehashAccounts } from "../src/access/index.ts";
import { createApp, ROOMS } from "../src/app.ts";
import { runningUnset, settingsOf } from "../src/room/index.ts";
import { readSettings } from "../src/settings/index.ts";

const SET_UP = "the-set-up-token";
const LOCAL = { actor: { kind: "staff", id: "local" } } as const;

interface Known {
  readonly email: string;
  readonly secret: string;
  readonly codes: readonly string[];
  readonly browser: Browser;
}

onEachDatabase("staff", (open) => {
  let kept: Kept;
  let door: Door;
  let app: ReturnType<typeof createApp>;
  let mari: Known;
  let ken: Known;
  const tick = (seconds: number): void => {
    kept.hands.now = kept.hands.now.add({ seconds });
  };
  const signIn = async (who: Known, code = codeOf(who.secret, kept.hands.now), browser = new Browser(app)) => {
    const answer = await browser.send("/en/sign-in", { email: who.email, password: PASSWORD, code });
    return { browser, status: answer.status, text: await answer.text() };
  };
  const entered = async (who: Known): Promise<Browser> => {
    tick(31);
    const { browser, status, text } = await signIn(who);
    assert.equal(status, 200, text);
    return browser;
  };
  const rows = async <Row>(query: ReturnType<typeof sql<Row>>): Promise<readonly Row[]> =>
    (await query.execute(kept.door.desk.database.kysely)).rows;
  const kinds = async (): Promise<readonly string[]> =>
    (await rows(sql<{ kind: string }>`select kind from event order by xid, position`)).map(({ kind }) => kind);

  before(async () => {
    kept = await keptApp(open);
    const { pack } = await referencePack();
    const { desk } = kept.door;
    door = { ...kept.door, setUpToken: SET_UP };
    app = createApp({ packs: [pack], clock: desk.clock, ids: desk.ids, version: "0.0.0-test", door });
  });

  test("from the set-up link to password and app to the records, once", async () => {
    const local = new Browser(app);
    local.cookies.set("yakusoku-access", door.accessToken);
    assert.equal((await local.open("/en/records")).status, 200);

    const browser = new Browser(app);
    assert.equal((await browser.open("/en/set-up?token=wrong")).status, 410);
    assert.equal((await browser.open(`/en/set-up?token=${SET_UP}`)).status, 200);
    const wrong = await browser.send("/en/set-up", { token: SET_UP, name: "", email: "nobody" });
    assert.equal(wrong.status, 422);
    await browser.send("/en/set-up", { token: SET_UP, name: "Aoki Mari", email: "Mari@Example.jp" });
    assert.equal(browser.at, "/en/account/enrol");
    // Closed half-way and begun again: the same account, and a new link.
    const other = new Browser(app);
    await other.send("/en/set-up", { token: SET_UP, name: "Aoki Mari", email: "mari@example.jp" });
    await other.open("/en/records");
    assert.equal(other.at, "/en/access", "nothing but enrolment is open yet");
    const set = await setPassword(other, kept.hands.now);
    mari = { email: "mari@example.jp", browser: other, ...set };
    assert.equal(other.at, "/en/account/codes");
    assert.equal(mari.codes.length, 10);
    assert.equal((await other.open("/en/account/codes")).status, 410, "shown once");
    const page = await (await other.open("/en/records")).text();
    assert.match(page, /Aoki Mari/);
    assert.match(page, /Sign out/);
    assert.equal((await new Browser(app).open(`/en/set-up?token=${SET_UP}`)).status, 410, "the link is used up");
    await browser.open("/en/account/enrol");
    assert.match(browser.at, /^\/en\/sign-in/, "and so is the session that it began first");
    await local.open("/en/records");
    assert.match(local.at, /^\/en\/sign-in/, "the access token opens nothing any more");
    assert.deepEqual(
      (await kinds()).filter((kind) => kind.startsWith("account.")),
      ["account.invited", "account.link-made", "account.activated"],
    );
  });

  test("with the setting, the access token goes on working", async () => {
    const { pack } = await referencePack();
    const always = createApp({ packs: [pack], version: "0", door: { ...door, localAccess: "always" } });
    const local = new Browser(always);
    local.cookies.set("yakusoku-access", door.accessToken);
    assert.equal((await local.open("/en/records")).status, 200);
  });

  test("nothing of a name, an address or a secret stands in clear", async () => {
    const all = JSON.stringify(
      await rows(sql<{ row: string }>`
        select to_jsonb(a)::text as row from account a union all select to_jsonb(s)::text from session s
        union all select to_jsonb(t)::text from account_totp t union all select entry from event`),
    );
    const codes = mari.codes.map((code) => code.replaceAll("-", ""));
    for (const value of ["Aoki", "mari@example", mari.secret, PASSWORD, ...mari.codes, ...codes]) {
      assert.ok(!all.includes(value), value);
    }
    const [password] = await rows(sql<{ hash: string }>`select hash from account_password`);
    assert.match(password?.hash ?? "", /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  test("every table of the house is guarded or exempt by name", async () => {
    const unguarded = await rows(sql<{ name: string }>`
      select c.relname as name from pg_class c where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
        and not exists (select 1 from pg_trigger t join pg_proc p on p.oid = t.tgfoid
          where t.tgrelid = c.oid and p.proname = 'require_event')`);
    for (const name of Object.keys(ACCESS_EXEMPT))
      assert.ok(
        unguarded.some((one) => one.name === name),
        name,
      );
    assert.ok(ALL_MIGRATIONS.length > 0);
    const guarded = [
      "account",
      "account_link",
      "account_password",
      "account_totp",
      "recovery_code",
      "passkey",
      "account_identity",
    ];
    assert.deepEqual(
      unguarded.map(({ name }) => name).filter((name) => guarded.includes(name)),
      [],
    );
  });

  test("somebody who is invited opens their link once, by a button, and weak passwords are refused", async () => {
    const invited = await inviteAccount(
      door.desk,
      {
        name: "Baba Ken",
        email: "ken@example.jp",
        language: "ja",
        roles: ["department"],
        reach: { ...EVERYONE, kinds: ["customer"] },
      },
      LOCAL,
    );
    const { token } = invited.link;
    const browser = new Browser(app);
    for (let times = 0; times < 2; times += 1) {
      assert.equal((await browser.open(`/en/invitation?token=${token}`)).status, 200, "looking uses nothing up");
    }
    await browser.send("/en/invitation", { token });
    assert.equal(browser.at, "/en/account/enrol");
    const page = await (await browser.open("/en/account/password")).text();
    const secret = (/<code>([A-Z2-7 ]+)<\/code>/.exec(page)?.[1] ?? "").replaceAll(" ", "");
    for (const password of ["short", "passwordpassword", "Password123456", "baba ken is here", "aaaaaaaaaaaaa"]) {
      const code = codeOf(secret, kept.hands.now);
      const refused = await browser.send("/en/account/password", { password, code });
      assert.equal(refused.status, 422, password);
    }
    assert.equal((await browser.send("/en/account/password", { password: PASSWORD, code: "000000" })).status, 422);
    ken = { email: "ken@example.jp", browser, ...(await setPassword(browser, kept.hands.now)) };
    assert.equal((await new Browser(app).send("/en/invitation", { token })).status, 410);
    assert.equal((await browser.open("/en/records/people")).status, 200);
    assert.equal((await browser.open("/en/records/accounts")).status, 403);
    assert.equal((await browser.open("/en/records/keys")).status, 403);
  });

  test("a code is taken once, in its time, and a recovery code once", async () => {
    tick(31);
    const code = codeOf(ken.secret, kept.hands.now);
    assert.equal((await signIn(ken, code)).status, 200);
    assert.equal((await signIn(ken, code)).status, 401, "replayed");
    tick(31);
    const early = codeOf(ken.secret, kept.hands.now);
    tick(120);
    assert.equal((await signIn(ken, early)).status, 401, "too old");
    const [recovery = ""] = ken.codes;
    assert.equal((await signIn(ken, recovery.toLowerCase().replaceAll("-", " "))).status, 200);
    assert.equal((await signIn(ken, recovery)).status, 401, "used");
    assert.equal((await signIn(ken, mari.codes[0])).status, 401, "of somebody else");
  });

  test("a code sent twice at once lets in once", async () => {
    tick(60);
    const code = codeOf(ken.secret, kept.hands.now);
    const both = await Promise.all([signIn(ken, code), signIn(ken, code)]);
    assert.deepEqual(
      both.map(({ status }) => status).toSorted((a, b) => a - b),
      [200, 401],
    );
  });

  test("known and unknown addresses are answered alike, and too many tries wait without shutting anybody out", async () => {
    const told = async (email: string): Promise<readonly [number, string]> => {
      const answer = await new Browser(app).send("/en/sign-in", {
        email,
        password: "not the password",
        code: "123456",
      });
      return [answer.status, (await answer.text()).replaceAll(email, "")];
    };
    tick(3_600);
    for (let times = 0; times < 6; times += 1) {
      const [known, unknown] = [await told("ken@example.jp"), await told("nobody@example.jp")];
      assert.deepEqual(known, unknown, String(times));
      assert.equal(known[0], times < 5 ? 401 : 429);
    }
    // The browser that its owner has signed in with before is counted apart.
    await ken.browser.send("/en/sign-out", {});
    const { status } = await signIn(ken, codeOf(ken.secret, kept.hands.now), ken.browser);
    assert.equal(status, 200);
    tick(3_600);
    assert.equal((await signIn(ken)).status, 200);
  });

  test("a session has another token once somebody is signed in, and ends when it is idle, old, ended or suspended", async () => {
    const fixed = new Browser(app);
    const mine = await entered(ken);
    const token = mine.cookies.get("yakusoku-session") ?? "";
    // Somebody plants the cookie that they know; whoever signs in with it has another afterwards.
    fixed.cookies.set("yakusoku-session", token);
    tick(31);
    await signIn(ken, undefined, fixed);
    assert.notEqual(fixed.cookies.get("yakusoku-session"), token);
    await mine.open("/en/account");
    assert.match(mine.at, /sign-in/, "the planted one is gone");

    const idle = await entered(ken);
    for (let times = 0; times < 3; times += 1) {
      tick(20 * 60);
      assert.equal((await idle.open("/en/account")).status, 200);
      assert.equal(idle.at, "/en/account");
    }
    tick(32 * 60);
    await idle.open("/en/account");
    assert.match(idle.at, /sign-in/);

    const old = await entered(ken);
    for (let hours = 0; hours < 12 * 3; hours += 1) {
      tick(20 * 60);
      await old.open("/en/account");
    }
    assert.match(old.at, /sign-in/);
  });

  test("of two tabs and two browsers each session is listed, ended alone or with all others, with an event", async () => {
    const [one, two] = [await entered(ken), await entered(ken)];
    const page = await (await one.open("/en/account")).text();
    assert.match(page, /this browser/);
    const other = /name="session" value="(ses_[0-9a-f-]+)"/.exec(page)?.[1] ?? assert.fail(page);
    await one.send("/en/account/sessions/end", { session: other });
    const three = await entered(ken);
    await one.send("/en/account/sessions/end", {});
    for (const gone of [two, three]) {
      await gone.open("/en/account");
      assert.match(gone.at, /sign-in/);
    }
    assert.equal((await one.open("/en/account")).status, 200);
    assert.equal(one.at, "/en/account");
    await one.send("/en/sign-out", {});
    await one.open("/en/account");
    assert.match(one.at, /sign-in/);
    const ended = (await kinds()).filter((kind) => kind === "session.ended");
    assert.ok(ended.length >= 3);
  });

  test("something dangerous asks again who it is, offers the form again, and gives the session another token", async () => {
    const browser = await entered(mari);
    assert.equal((await browser.open("/en/records/accounts/invite")).status, 200, "fresh from signing in");
    tick(11 * 60);
    const earlier = browser.cookies.get("yakusoku-session");
    await browser.open("/en/records/accounts/invite");
    assert.equal(browser.at, "/en/confirm?to=%2Fen%2Frecords%2Faccounts%2Finvite");
    browser.at = "/en/records/accounts/invite";
    const fields = { name: "Chiba Yui", email: "yui@example.jp", roles: ["auditor", "hr"], language: "ja" };
    const asked = await (await browser.send("/en/records/accounts/invite", fields)).text();
    assert.match(asked, /What you sent was not carried out/);
    const form = (/name="form" value="([^"]+)"/.exec(asked)?.[1] ?? "").replaceAll("&quot;", '"');
    assert.deepEqual(JSON.parse(form), {
      action: "/en/records/accounts/invite",
      fields: [
        ["name", "Chiba Yui"],
        ["email", "yui@example.jp"],
        ["roles", "auditor"],
        ["roles", "hr"],
        ["language", "ja"],
      ],
    });
    const given = { form, to: "/en/records/accounts/invite", password: PASSWORD };
    assert.equal((await browser.send("/en/confirm", { ...given, code: "000000" })).status, 401);
    tick(31);
    const code = codeOf(mari.secret, kept.hands.now);
    const again = await (await browser.send("/en/confirm", { ...given, code })).text();
    assert.match(again, /action="\/en\/records\/accounts\/invite"/);
    assert.match(again, /name="email" value="yui@example.jp"/);
    assert.notEqual(browser.cookies.get("yakusoku-session"), earlier);
    assert.equal((await browser.send("/en/records/accounts/invite", fields)).status, 422, "it gets through now");
    const elsewhere = JSON.stringify({ action: "//elsewhere.example/", fields: [] });
    tick(31);
    const code2 = codeOf(mari.secret, kept.hands.now);
    await browser.send("/en/confirm", {
      form: elsewhere,
      to: "https://elsewhere.example/",
      password: PASSWORD,
      code: code2,
    });
    assert.equal(browser.at, "/en/records");
  });

  test("an account's roles count from the next request on; suspended it is signed out, and the last administrator stays", async () => {
    const clerk = await entered(ken);
    const browser = await entered(mari);
    const list = await (await browser.open("/en/records/accounts")).text();
    const idOf = (name: string): string =>
      new RegExp(`<h2>${name}[\\s\\S]*?/en/records/accounts/(acc_[0-9a-f-]{36})"`).exec(list)?.[1] ?? assert.fail(list);
    const [own, other] = [idOf("Aoki Mari"), idOf("Baba Ken")];
    const limits = Object.fromEntries(
      ["operators", "departments", "kinds", "purposes"].map((name) => [`${name}-limit`, "all"]),
    );
    const path = `/en/records/accounts/${other}`;
    assert.equal((await browser.send(path, { ...limits, roles: "auditor" })).status, 422, "without a reason");
    assert.equal((await browser.send(path, { ...limits, roles: "auditor", why: "配置換え" })).status, 200);
    assert.equal((await clerk.open("/en/records/people")).status, 403);
    assert.equal((await browser.send(`${path}/suspend`, { why: "退職" })).status, 200);
    await clerk.open("/en/account");
    assert.match(clerk.at, /sign-in/);
    tick(31);
    assert.equal((await signIn(ken)).status, 401);
    const self = await browser.send(`/en/records/accounts/${own}/suspend`, { why: "試し" });
    assert.equal(self.status, 409);
    assert.equal(
      (await browser.send(`/en/records/accounts/${own}`, { ...limits, roles: "hr", why: "試し" })).status,
      409,
    );
    assert.equal((await browser.send(`${path}/reactivate`, { why: "復職" })).status, 200);
    tick(31);
    assert.equal((await signIn(ken)).status, 200);
    const entries = JSON.stringify(await rows(sql`select entry from event`));
    for (const said of ["配置換え", "退職", own, other]) assert.ok(!entries.includes(said), said);
  });

  test("a key does no more than its maker, is rotated without a stop, and expires", async () => {
    const browser = await entered(mari);
    const page = await (await browser.open("/en/records/keys")).text();
    assert.ok(!page.includes('value="accounts:write"'), "no key makes keys");
    const form = /name="form" value="([^"]+)"/.exec(page)?.[1] ?? "";
    const made = await browser.send("/en/records/keys", { form, name: "Booking", scopes: "people:read", days: "90" });
    const shown = await made.text();
    const token = /value="(key_[^"]+)"/.exec(shown)?.[1] ?? assert.fail(shown);
    const ask = async (bearer: string): Promise<number> =>
      (await app.request("/v1/people?limit=1", { headers: { Authorization: `Bearer ${bearer}` } })).status;
    assert.notEqual(await ask(token), 401);
    const [id = ""] = token.split(".");
    const rotate = await (await browser.open(`/en/records/keys/${id}/rotate`)).text();
    const second = /name="form" value="([^"]+)"/.exec(rotate)?.[1] ?? "";
    const again = await (await browser.send(`/en/records/keys/${id}/rotate`, { form: second, hours: "24" })).text();
    const newer = /value="(key_[^"]+)"/.exec(again)?.[1] ?? assert.fail(again);
    assert.notEqual(newer, token);
    assert.notEqual(await ask(token), 401, "the one before lives on");
    assert.notEqual(await ask(newer), 401);
    tick(25 * 3_600);
    assert.equal(await ask(token), 401);
    assert.notEqual(await ask(newer), 401);
    tick(90 * 24 * 3_600);
    assert.equal(await ask(newer), 401, "expired");
    const [used] = await rows(sql<{ used_on: Temporal.PlainDate }>`select used_on from api_key_use`);
    assert.ok(used !== undefined);
  });

  test("an account is found under a new lookup key, and the older one is not needed any more", async () => {
    const { keys } = door.desk;
    await keys.rotate("lookup");
    tick(31);
    assert.equal((await signIn(ken)).status, 200, "while both live");
    await rehashAccounts(door.desk);
    await keys.retire("lookup", 1, () => Promise.resolve(false));
    tick(31);
    assert.equal((await signIn(ken)).status, 200);
  });

  test("nobody signs in over a connection that others can read", async () => {
    const answer = await app.request("http://localhost/en/sign-in", { headers: { Host: "127.0.0.1" } });
    assert.equal(answer.status, 200);
    const { pack } = await referencePack();
    const { settings } = readSettings(settingsOf(ROOMS), { YAKUSOKU_HOSTS: "privacy.example" });
    assert.ok(settings !== undefined);
    const running = { ...runningUnset(ROOMS, "0"), settings };
    const outside = createApp({ packs: [pack], version: "0", door, running });
    const plain = await outside.request("http://privacy.example/en/sign-in", { headers: { Host: "privacy.example" } });
    assert.equal(plain.status, 403);
    tick(31);
    const behind = await outside.request("https://privacy.example/en/sign-in", {
      method: "POST",
      headers: {
        Host: "privacy.example",
        "Content-Type": "application/x-www-form-urlencoded",
      },
      body: new URLSearchParams({
        email: ken.email,
        password: PASSWORD,
        code: codeOf(ken.secret, kept.hands.now),
      }).toString(),
    });
    assert.equal(behind.status, 303);
    const cookie = behind.headers.getSetCookie().find((line) => line.startsWith("__Host-yakusoku-session="));
    assert.match(cookie ?? "", /Path=\/; HttpOnly; Secure; SameSite=Lax/);
  });
});
