import assert from "node:assert/strict";
import { before, test } from "node:test";
import { onEachDatabase } from "../../test/databases.ts";
import { deskOn, SYSTEM } from "../../test/desk.ts";
import { referencePack } from "../../test/reference.ts";
import { ALL_MIGRATIONS } from "../../test/kept.ts";
import { serving } from "../../test/served.ts";
import { ACCESS_COOKIE } from "../access/index.ts";
import { act, type Desk } from "../act/index.ts";
import type { Id } from "../wire/index.ts";
import { type FactInput, loadPeople, recordFacts, recordPeople } from "./index.ts";

const TOKEN = "a-token-of-this-start";

onEachDatabase("the pages of people", (open) => {
  let desk: Desk;
  let app: ReturnType<typeof serving>;
  let person: Id<"person">;
  before(async () => {
    ({ desk } = await deskOn(open, ALL_MIGRATIONS));
    app = serving([(await referencePack()).pack], { desk, accessToken: TOKEN });
    const identifiers = [
      { kind: "name", value: "見本 花子" },
      { kind: "kana", value: "ミホン ハナコ" },
      { kind: "phone", value: "03-1234-5678" },
    ] as const;
    const roles = [{ operator: "lp21", kind: "customer" }];
    const { ids } = await act(desk, recordPeople({ people: [{ identifiers, roles }] }), { actor: SYSTEM });
    assert.ok(ids[0] !== undefined);
    [person] = [ids[0]];
  });
  const get = async (path: string) => {
    const answer = await app.request(path, { headers: { Cookie: `${ACCESS_COOKIE}=${TOKEN}` } });
    return { status: answer.status, html: await answer.text() };
  };
  const post = async (path: string, fields: Readonly<Record<string, string>>) => {
    const answer = await app.request(path, {
      method: "POST",
      headers: { Cookie: `${ACCESS_COOKIE}=${TOKEN}`, Origin: "http://localhost", "Sec-Fetch-Site": "same-origin" },
      body: new URLSearchParams(fields),
    });
    return { status: answer.status, html: await answer.text(), location: answer.headers.get("Location") };
  };
  const kinds = async () => ((await loadPeople(desk, [person])).get(person)?.facts ?? []).map(({ fact }) => fact.kind);

  test("nobody comes in without the address that was printed at start, nor from another site", async () => {
    const without = await app.request("/ja/records/people");
    assert.deepEqual([without.status, without.headers.get("Location")], [303, "/ja/access"]);
    const foreign = await app.request("/ja/records/people", {
      method: "POST",
      headers: { Cookie: `${ACCESS_COOKIE}=${TOKEN}`, Origin: "https://elsewhere.example" },
    });
    assert.equal(foreign.status, 403);
  });

  test("a person is found by phone or by a part of the name in kana, in both languages", async () => {
    assert.match((await get("/ja/records")).html, /href="\/ja\/records\/people"/);
    assert.match((await get("/en/records/people")).html, /Find a person/);
    const byPhone = await post("/ja/records/people", { kind: "phone", value: "０３（１２３４）５６７８" });
    assert.match(byPhone.html, new RegExp(`href="/ja/records/people/${person}">見本 花子</a>.*一致`, "s"));
    const byPart = await post("/en/records/people", { kind: "kana-part", value: "はなこ" });
    assert.match(byPart.html, new RegExp(`/en/records/people/${person}`));
    assert.match(
      (await post("/ja/records/people", { kind: "phone", value: "03-9999-9999" })).html,
      /見つかりませんでした/,
    );
    const wrong = await post("/ja/records/people", { kind: "kana-part", value: "ハ" });
    assert.equal(wrong.status, 422);
    assert.match(wrong.html, /href="#field-value">検索する「フリガナ」が短すぎます/);
  });

  test("an objection is recorded once however often the form is sent, shown, and lifted", async () => {
    const path = `/ja/records/people/${person}`;
    const form = (await get(`${path}/record/objection`)).html;
    const key = /name="key" value="([^"]+)"/.exec(form)?.[1] ?? "";
    const empty = await post(`${path}/record/objection`, { key });
    assert.equal(empty.status, 422);
    assert.match(empty.html, /href="#field-to">「何を止めますか」が空です/);
    const fields = {
      key,
      to: "direct-mail",
      operators: "lp21",
      at: "2026-10-01T10:00",
      giver: "本人",
      channel: "電話",
    };
    for (const _ of [1, 2]) {
      const sent = await post(`${path}/record/objection`, fields);
      assert.deepEqual([sent.status, sent.location], [303, `${path}#facts`]);
    }
    assert.deepEqual(await kinds(), ["objection"]);
    const shown = (await get(path)).html;
    assert.match(shown, /停止の求め/);
    assert.match(shown, /2026年10月1日 10:00/);
    assert.match(shown, /電話/);
    const end = /action="([^"]+\/end)"/.exec(shown)?.[1] ?? "";
    assert.equal((await post(end, { key: "lift" })).status, 303);
    assert.match((await get(path)).html, /取り消し済み/);
    assert.doesNotMatch((await get(path)).html, /action="[^"]+\/end"/);
  });

  test("a consent is recorded with the version that was shown, who gave it, and what shows it", async () => {
    const path = `/en/records/people/${person}/record/consent`;
    const empty = await post(path, { key: "c0" });
    for (const field of ["operators", "purposes", "words", "evidence", "giver"])
      assert.match(empty.html, new RegExp(`href="#field-${field}">“[^”]+” is empty`), field);
    const words = /<option value="(leopalace21 [^"]+)"/.exec((await get(path)).html)?.[1] ?? "";
    const fields = {
      key: "c1",
      operators: "lp21",
      purposes: "customer.direct-mail",
      words,
      giver: "the person",
      evidence: "form 7",
    };
    const sent = await post(path, fields);
    assert.equal(sent.status, 303, sent.html);
    assert.ok((await kinds()).includes("consent"));
    const shown = (await get(`/en/records/people/${person}`)).html;
    assert.match(shown, /form 7/);
    assert.match(shown, new RegExp(words));
  });

  test("someone who is protected stands under a warning, and their phone is shown only for a reason", async () => {
    const path = `/ja/records/people/${person}`;
    const fact: FactInput = { kind: "protection", at: "2026-01-01T00:00:00Z", closes: ["existence", "agents"] };
    const entries = [{ person, facts: [fact], details: { reason: "court order" } }];
    await act(desk, recordFacts({ entries }), { actor: SYSTEM });
    const closed = (await get(path)).html;
    assert.match(closed, /class="notice warning"[^>]*保護されている人です/);
    assert.doesNotMatch(closed, /03-1234-5678/);
    assert.match((await post(`${path}/open`, {})).html, /href="#field-reason">「住所と電話番号を見る理由」が空です/);
    const opened = await post(`${path}/open`, { reason: "折り返しの電話" });
    assert.match(opened.html, /03-1234-5678/);
    assert.doesNotMatch((await get(path)).html, /03-1234-5678/, "only that once");
  });

  test("who is not on record has no page", async () => {
    assert.equal((await get(`/ja/records/people/${desk.ids("person")}`)).status, 404);
    assert.equal((await get("/ja/records/people/x")).status, 404);
    assert.equal((await get(`/ja/records/people/${person}/record/filing`)).status, 404);
  });
});
