import assert from "node:assert/strict";
import { before, test } from "node:test";
import { z } from "zod";
import { onEachDatabase } from "../../test/databases.ts";
import { type Kept, keptApp } from "../../test/kept.ts";

const madeSchema = z.looseObject({ ids: z.array(z.string()).default([]), id: z.string().default("") });

onEachDatabase("what needs somebody today, and the search over everything", (open) => {
  let kept: Kept;
  let person: string;
  let party: string;
  let decision: string;
  before(async () => {
    kept = await keptApp(open);
    const made = async (path: string, body: unknown): Promise<z.infer<typeof madeSchema>> => {
      const answer = await kept.ask("POST", path, body);
      assert.ok(answer.ok, path);
      return madeSchema.parse(await answer.json());
    };
    const { ids } = await made("/v1/people", {
      people: [
        {
          identifiers: [
            { kind: "name", value: "探索 花子" },
            { kind: "kana", value: "タンサクハナコ" },
            { kind: "phone", value: "03-5550-1234" },
          ],
          roles: [{ operator: "lp21", kind: "customer" }],
        },
      ],
    });
    person = ids[0] ?? "";
    party = (await made("/v1/parties", { kind: "company", name: "株式会社見つけ物" })).id;
    const question = { operator: "lp21", act: "use", items: ["name"], purpose: "customer.inquiries" };
    decision = (await made("/v1/decisions", { ...question, person: { id: person } })).id;
  });
  const page = async (language: string): Promise<string> => await (await kept.see(`/${language}/records`)).text();
  const found = async (word: string): Promise<string> => {
    const answer = await kept.send("/en/records/search", [["word", word]]);
    assert.equal(answer.headers.get("Cache-Control"), "no-store");
    return await answer.text();
  };

  test("says that nothing needs anybody, and then what does, with its clause and the page that mends it", async () => {
    assert.match(await page("en"), /Nothing needs you right now/);
    await kept.ask("POST", "/v1/receipts", {
      person,
      at: "2026-01-05T10:00:00+09:00",
      operator: "lp21",
      party,
      basis: "receipt-by-consent",
      items: ["name"],
      principal: { name: "探索 花子" },
    });
    const needs = await page("en");
    assert.match(needs, /Matters that need attention: 1/);
    assert.match(needs, /href="\/en\/records\/provisions">Receipts to be confirmed: 1</);
    assert.match(needs, /Clause B3/);
    assert.match(await page("ja"), /対応が必要なことが1件あります/);
  });

  test("finds a person by phone, name and kana, a recipient by a part of its name, a decision by its spoken number", async () => {
    for (const word of ["0355501234", "探索花子", "タンサク", "０３-５５５０-１２３４"])
      assert.match(await found(word), new RegExp(`/en/records/people/${person}`), word);
    for (const word of ["見つけ物", party]) assert.match(await found(word), new RegExp(`/en/records/parties/${party}`));
    const spoken = decision.replaceAll("-", "").slice(-8);
    for (const word of [decision, spoken, `${spoken.slice(0, 4)} ${spoken.slice(4)}`])
      assert.match(await found(word), new RegExp(`/en/records/counter/${decision}`), word);
    assert.match(await found("誰でもない"), /Nothing was found/);
    assert.match(await found("<b>"), /&lt;b&gt;/);
  });

  test("asks for a word where none was typed", async () => {
    const answer = await kept.send("/ja/records/search", [["word", " "]]);
    assert.equal(answer.status, 422);
    assert.match(await answer.text(), /探す言葉か番号を入れてください/);
  });
});
