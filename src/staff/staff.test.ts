import assert from "node:assert/strict";
import { before, test } from "node:test";
import { sql } from "kysely";
import { onEachDatabase } from "../../test/databases.ts";
import { type Kept, keptApp } from "../../test/kept.ts";
import { servedApp } from "../../test/served.ts";
import { findApiKey, listApiKeys, makeApiKey, recordRefusals, REFUSALS_A_MINUTE } from "../access/index.ts";

const STAFF = { actor: { kind: "staff", id: "local" } } as const;

/** The value of the form's own hidden field. */
async function formOf(page: Response): Promise<string> {
  return / name="form" value="(?<form>[^"]+)"/.exec(await page.text())?.groups?.["form"] ?? "";
}

onEachDatabase("the doors", (open) => {
  let kept: Kept;
  before(async () => {
    kept = await keptApp(open);
  });
  const events = async (kind: string): Promise<string[]> => {
    const { rows } = await sql<{
      entry: string;
    }>`select entry from event where kind = ${kind} order by position`.execute(kept.door.desk.database.kysely);
    return rows.map(({ entry }) => entry);
  };

  test("the printed address gives a browser access and leaves no token in the address", async () => {
    const { app, door } = kept;
    const answer = await app.request(`/ja/access?token=${door.accessToken}`);
    assert.equal(answer.status, 303);
    assert.equal(answer.headers.get("Location"), "/ja/records");
    assert.equal(answer.headers.get("Referrer-Policy"), "no-referrer");
    assert.equal(answer.headers.get("Cache-Control"), "no-store");
    const cookie = answer.headers.get("Set-Cookie") ?? "";
    assert.match(cookie, /^yakusoku-access=the-access-token;/);
    for (const part of ["Path=/", "HttpOnly", "SameSite=Strict"]) assert.ok(cookie.split("; ").includes(part), part);
    assert.doesNotMatch(cookie, /Domain|Secure|Max-Age|Expires/i);
    const overTls = await app.request(`https://localhost/en/access?token=${door.accessToken}`);
    assert.match(overTls.headers.get("Set-Cookie") ?? "", /Secure/);
  });

  test("a wrong address says what to do, gives no cookie and does not repeat the token", async () => {
    const answer = await kept.app.request("/en/access?token=WRONG-MARK");
    const page = await answer.text();
    assert.equal(answer.status, 401);
    assert.equal(answer.headers.get("Set-Cookie"), null);
    assert.equal(answer.headers.get("Referrer-Policy"), "no-referrer");
    assert.match(page, /start Yakusoku again/);
    assert.doesNotMatch(page, /WRONG-MARK/);
  });

  test("a page without access leads to the page that says how to get it; the API answers with a problem", async () => {
    for (const path of ["/ja/records", "/ja/records/keys", "/ja/records/keys/key_x/revoke"]) {
      const answer = await kept.app.request(path);
      assert.deepEqual([answer.status, answer.headers.get("Location")], [303, "/ja/access"], path);
    }
    const how = await (await kept.app.request("/ja/access")).text();
    assert.match(how, /起動したときに表示されるアドレス/);
  });

  test("the first page and the header lead to the records only where something is kept", async () => {
    assert.match(await (await kept.app.request("/en")).text(), /href="\/en\/records"/);
    const without = await servedApp();
    assert.doesNotMatch(await (await without.request("/en")).text(), /\/records/);
    assert.equal((await without.request("/en/records")).status, 404);
    assert.equal((await without.request("/en/access?token=x")).status, 404);
    const page = await (await kept.see("/en/records")).text();
    assert.match(page, /href="\/en\/records\/keys"/);
  });

  test("closing takes the cookie away", async () => {
    const answer = await kept.send("/en/access/end", []);
    assert.deepEqual([answer.status, answer.headers.get("Location")], [303, "/en/access"]);
    assert.match(answer.headers.get("Set-Cookie") ?? "", /yakusoku-access=; Max-Age=0; Path=\//);
  });

  test("a form makes one key however often it is sent, shows it once, and the key works until it is revoked", async () => {
    const { desk } = kept.door;
    const list = await kept.see("/en/records/keys");
    assert.equal(list.headers.get("Cache-Control"), "no-store");
    const form = await formOf(list);
    const fields = [
      ["form", form],
      ["name", "Booking system"],
      ["scopes", "decide"],
      ["scopes", "people:read"],
    ] as const;
    const earlier = (await listApiKeys(desk)).length;
    const answers = await Promise.all([1, 2, 3].map(() => kept.send("/en/records/keys", fields)));
    const where = answers.map((answer) => [answer.status, answer.headers.get("Location")]);
    assert.deepEqual(
      where,
      Array.from({ length: 3 }, () => [303, `/en/records/keys/made/${form}`]),
    );
    const keys = await listApiKeys(desk);
    assert.equal(keys.length, earlier + 1);
    const [key] = keys;
    assert.deepEqual([key?.name, key?.scopes], ["Booking system", ["decide", "people:read"]]);

    const shown = await kept.see(`/en/records/keys/made/${form}`);
    assert.equal(shown.headers.get("Cache-Control"), "no-store");
    const token = / value="(?<token>key_[^"]+)"/.exec(await shown.text())?.groups?.["token"] ?? "";
    assert.equal((await findApiKey(desk, token))?.id, key?.id);
    const back = await kept.see(`/en/records/keys/made/${form}`);
    assert.equal(back.status, 410);
    assert.doesNotMatch(await back.text(), /key_/);
    const listed = await (await kept.see("/en/records/keys")).text();
    assert.ok(listed.includes(key?.id ?? "?") && !listed.includes(token));

    const revoke = `/en/records/keys/${key?.id}/revoke`;
    assert.match(await (await kept.see(revoke)).text(), /Revoke “Booking system”\?/);
    assert.equal((await findApiKey(desk, token))?.id, key?.id, "asking revokes nothing");
    assert.equal((await kept.send(revoke, [])).headers.get("Location"), "/en/records/keys");
    assert.equal(await findApiKey(desk, token), undefined);
    assert.equal((await kept.see(revoke)).status, 303, "there is nothing left to ask");
    assert.equal((await kept.see("/en/records/keys/key_none/revoke")).status, 404);
  });

  test("a browser that sends again sees the key; a form sent much later makes and shows nothing", async () => {
    const form = await formOf(await kept.see("/en/records/keys"));
    const fields = [
      ["form", form],
      ["name", "Again"],
      ["scopes", "decide"],
    ] as const;
    await kept.send("/en/records/keys", fields);
    assert.equal((await kept.see(`/en/records/keys/made/${form}`)).status, 200);
    kept.hands.now = kept.hands.now.add({ seconds: 2 });
    await kept.send("/en/records/keys", fields);
    assert.equal(
      (await kept.see(`/en/records/keys/made/${form}`)).status,
      200,
      "the second press is the one that is seen",
    );
    kept.hands.now = kept.hands.now.add({ minutes: 5 });
    await kept.send("/en/records/keys", fields);
    assert.equal((await kept.see(`/en/records/keys/made/${form}`)).status, 410);
    kept.hands.now = kept.hands.now.add({ hours: 2 });
    const late = await kept.send("/en/records/keys", fields);
    assert.equal(late.status, 422);
    assert.match(await late.text(), /out of date, and no key was made/);
    const named = (await listApiKeys(kept.door.desk)).filter(({ name }) => name === "Again");
    assert.equal(named.length, 1);
  });

  test("a form without name or scope says so at its fields and makes nothing", async () => {
    const earlier = (await listApiKeys(kept.door.desk)).length;
    const form = await formOf(await kept.see("/ja/records/keys"));
    const answer = await kept.send("/ja/records/keys", [
      ["form", form],
      ["name", " "],
      ["scopes", "everything"],
    ]);
    const page = await answer.text();
    assert.equal(answer.status, 422);
    assert.match(page, /href="#field-name">名前を入れてください。/);
    assert.match(page, /href="#field-scopes">権限を一つ以上選んでください。/);
    const long = await kept.send("/en/records/keys", [
      ["form", form],
      ["name", "n".repeat(101)],
      ["scopes", "decide"],
    ]);
    assert.match(await long.text(), /Keep the name to 100 characters/);
    assert.equal((await listApiKeys(kept.door.desk)).length, earlier);
  });

  test("no API key opens the pages where keys are made, whatever its scopes", async () => {
    const { token } = await makeApiKey(kept.door.desk, { name: "x", scopes: ["decide", "people:write"] }, STAFF);
    const answer = await kept.app.request("/en/records/keys", { headers: { Authorization: `Bearer ${token}` } });
    assert.equal(answer.status, 401);
  });

  test("wrong keys and tokens are slowed down, counted once for a minute, and hold nobody up afterwards", async () => {
    const { app, door, hands } = kept;
    await recordRefusals(door.desk);
    hands.now = hands.now.add({ minutes: 2 });
    const earlier = (await events("access.refused")).length;
    const wrong = (n: number): Promise<Response> | Response =>
      n % 2 === 0
        ? app.request(`/en/access?token=${n}`)
        : app.request("/en/records", { headers: { Authorization: `Bearer key_${n}` } });
    for (let n = 0; n < REFUSALS_A_MINUTE; n += 1) assert.equal((await wrong(n)).status, 401);
    const slowed = await app.request(`/en/access?token=${door.accessToken}`, {
      headers: { Accept: "application/json" },
    });
    assert.equal(slowed.status, 429);
    assert.ok(Number(slowed.headers.get("Retry-After")) > 0);
    assert.equal((await kept.see("/en/records")).status, 200, "a browser that has access already goes on");
    hands.now = hands.now.add({ minutes: 1 });
    assert.equal((await app.request(`/en/access?token=${door.accessToken}`)).status, 303);
    await recordRefusals(door.desk);
    await recordRefusals(door.desk);
    const [entry = "", ...more] = (await events("access.refused")).slice(earlier);
    assert.deepEqual(more, []);
    assert.match(entry, new RegExp(`"body":\\{"count":${REFUSALS_A_MINUTE}\\}`));
  });
});
