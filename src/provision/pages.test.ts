import assert from "node:assert/strict";
import { before, test } from "node:test";
import { onEachDatabase } from "../../test/databases.ts";
import { COOKIE, type ProvisionDesk, provisionDesk, servedRecords } from "../../test/provision-desk.ts";
import { referencePack } from "../../test/reference.ts";
import { openTellings, recordPartyFacts, recordProvisions, tellRecipients } from "./index.ts";
import { provisionInput, tellInput } from "./input.ts";
import { provisionMechanisms } from "./mechanisms.ts";

onEachDatabase("the pages of records", (open) => {
  let own: ProvisionDesk;
  let app: Awaited<ReturnType<typeof servedRecords>>;
  before(async () => {
    own = await provisionDesk(open);
    app = await servedRecords(own);
  });
  const get = async (path: string): Promise<{ status: number; html: string }> => {
    const response = await app.request(path, { headers: { Cookie: COOKIE } });
    return { status: response.status, html: await response.text() };
  };
  const post = async (path: string, fields: readonly (readonly [string, string])[]) => {
    const body = new URLSearchParams(fields.map(([name, value]) => [name, value]));
    const response = await app.request(path, { method: "POST", headers: { Cookie: COOKIE }, body });
    return { status: response.status, to: response.headers.get("Location") ?? "", html: await response.text() };
  };
  const newParty = async (name: string): Promise<string> => {
    const made = await post("/ja/records/parties/new", [
      ["kind", "company"],
      ["name", name],
      ["address", "大阪府大阪市1-1"],
    ]);
    assert.equal(made.status, 303, made.html);
    return /pty_[0-9a-f-]+/.exec(made.to)?.[0] ?? "";
  };

  test("a form that lacks something says so at the field, in the reader's language, and keeps what was typed", async () => {
    for (const [lang, says] of [
      ["ja", /「person」|誰のデータか/],
      ["en", /whose data/],
    ] as const) {
      const party = await newParty(`あおい銀行 ${lang}`);
      const answer = await post(`/${lang}/records/provisions/new`, [
        ["at", "2026-11-20T10:00"],
        ["operator", "lp21"],
        ["party", party],
        ["items", "name"],
        ["basis", "consent"],
        ["channel", "paper"],
      ]);
      assert.equal(answer.status, 422);
      assert.match(answer.html, says);
      assert.match(answer.html, /href="#field-person"/);
      assert.ok(answer.html.includes(`value="${party}"`));
      assert.match(answer.html, /value="2026-11-20T10:00"/);
    }
  });

  test("a provision sent by the form stands in the list, the party's page and the file", async () => {
    const person = await own.person();
    const party = await newParty("ひかり保証株式会社");
    const answer = await post("/ja/records/provisions/new", [
      ["at", "2026-11-20T10:00"],
      ["operator", "lp21"],
      ["party", party],
      ["items", "name"],
      ["items", "phone"],
      ["basis", "consent"],
      ["channel", "electronic"],
      ["person", person],
      ["principal", "髙橋花子"],
    ]);
    assert.equal(answer.status, 303, answer.html);
    for (const lang of ["ja", "en"]) {
      const { status, html } = await get(`/${lang}/records/provisions?party=${party}`);
      assert.equal(status, 200);
      assert.match(html, /ひかり保証株式会社/);
      assert.match(html, lang === "ja" ? /法第29条第1項/ : /APPI Art\. 29\(1\)/);
      assert.doesNotMatch(html, /髙橋花子/);
      const link = new RegExp(`/${lang}/records/provisions\\.csv\\?party=${party}`);
      assert.match(html, link);
    }
    const file = await get(`/ja/records/provisions.csv?party=${party}`);
    assert.equal(file.html.trim().split("\r\n").length, 2);
    const response = await app.request("/ja/records/provisions");
    assert.deepEqual([response.status, response.headers.get("Location")], [303, "/ja/access"]);
  });

  test("a party's page shows since when it shares, what waits for a review, and when it is checked again", async () => {
    const party = await newParty("さくら修繕");
    assert.ok(party.startsWith("pty_"));
    await own.run(
      recordPartyFacts({
        party,
        facts: [
          { fact: { kind: "contract", at: "2026-04-01T00:00:00+09:00", covers: "entrustment" }, document: "K-2026-1" },
          { fact: { kind: "membership", at: "2026-06-01T00:00:00+09:00", sharedUse: "partners" } },
        ],
      }),
    );
    const list = await get("/en/records/parties");
    assert.match(list.html, /さくら修繕<\/a>.*?Never checked/s);
    const page = await get(`/en/records/parties/${party}`);
    assert.match(page.html, /Since 1 Jun 2026/);
    assert.match(page.html, /K-2026-1/);
    assert.match(page.html, /It joined later/);
    const fact = /name="fact" value="(fct_[0-9a-f-]+)"/.exec(page.html)?.[1] ?? "";
    const reviewed = await post(`/en/records/parties/${party}/review`, [
      ["fact", fact],
      ["as", "within-range"],
    ]);
    assert.equal(reviewed.status, 303);
    assert.doesNotMatch((await get(`/en/records/parties/${party}`)).html, /It joined later/);
    const bad = await post(`/en/records/parties/${party}/checks`, [
      ["of", "entrustment"],
      ["on", "2026-12-24"],
      ["result", "fine"],
    ]);
    assert.equal(bad.status, 422);
    assert.match(bad.html, /lies in the future/);
    const checked = await post(`/en/records/parties/${party}/checks`, [
      ["of", "entrustment"],
      ["on", "2026-11-20"],
      ["result", "fine"],
    ]);
    assert.equal(checked.status, 303);
    assert.match((await get(`/en/records/parties/${party}`)).html, /To be checked by 20 Nov 2027/);
    assert.doesNotMatch((await get("/en/records/parties")).html, /Never checked/);
  });

  test("a receipt is recorded by its form, to be confirmed later or at once", async () => {
    const person = await own.person();
    const party = await newParty("みどり不動産");
    const fields = [
      ["at", "2026-11-20T10:00"],
      ["operator", "lp21"],
      ["party", party],
      ["items", "name"],
      ["basis", "receipt-by-opt-out"],
      ["person", person],
      ["principal", "髙橋花子"],
    ] as const;
    const lacking = await post("/ja/records/receipts/new", fields);
    assert.equal(lacking.status, 422);
    assert.match(lacking.html, /href="#field-publication"/);
    const half = await post("/ja/records/receipts/new", [...fields, ["publication", "第1号"], ["how", "contract"]]);
    assert.match(half.html, /href="#field-confirmed"/);
    assert.equal((await post("/ja/records/receipts/new", [...fields, ["publication", "第1号"]])).status, 303);
  });

  test("what recipients are to be told is told, then acknowledged, from the page", async () => {
    const person = await own.person();
    const party = await newParty("たより印刷");
    const provision = provisionInput.parse({
      person,
      at: "2026-11-20T10:00:00+09:00",
      operator: "lp21",
      party,
      basis: "entrustment",
      items: ["name"],
      channel: "electronic",
    });
    await own.run(recordProvisions(own.subjects, { provisions: [provision] }));
    const { tellings } = await own.run(tellRecipients(own.subjects, tellInput.parse({ person, what: "erasure" })));
    const [id = ""] = tellings;
    const fields = [
      ["person", person],
      ["id", id],
    ] as const;
    assert.match((await get("/ja/records/tellings")).html, /たより印刷.*?伝えたことを記録する/s);
    assert.equal((await post("/ja/records/tellings/told", [...fields, ["by", "paper"]])).status, 303);
    assert.match((await get("/ja/records/tellings")).html, /相手が対応したことを記録する/);
    assert.equal((await post("/ja/records/tellings/acknowledged", fields)).status, 303);
    assert.ok((await openTellings(own.desk, { limit: 100 })).items.every((telling) => telling.id !== id));
  });

  test("each clause that is claimed of a class of recipients has its provision on record", async () => {
    const { pack } = await referencePack();
    const program = pack.versions.at(-1);
    const claimed = new Set(provisionMechanisms(pack).map(({ clause }) => clause));
    assert.ok(["C6", "C7", "C7.1", "C7.4", "A2.1a", "U1", "U2", "U3"].every((clause) => claimed.has(clause)));
    const person = await own.person();
    const party = await newParty("すべての提供先");
    for (const { id, clause, routes } of program?.recipients.values() ?? []) {
      if (!claimed.has(clause)) continue;
      const basis = routes.has("entrustment") ? "entrustment" : routes.has("statute") ? "exception" : "consent";
      const provision = provisionInput.parse({
        person,
        at: "2026-11-20T10:00:00+09:00",
        operator: "lp21",
        party,
        class: id,
        basis,
        ...(basis === "exception"
          ? { exception: { article: "27(1)(i)", evidence: "請求書", approver: "課長" } }
          : { principal: { name: "髙橋花子" } }),
        items: ["name"],
        channel: "electronic",
      });
      const made = await own.run(recordProvisions(own.subjects, { provisions: [provision] }));
      const article = { entrustment: "27(5)(i)", exception: "27(1)(i)", consent: "29(1)" }[basis];
      assert.equal(made.provisions[0]?.article, article, clause);
    }
  });
});
