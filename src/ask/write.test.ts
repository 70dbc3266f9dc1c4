import assert from "node:assert/strict";
import { it } from "node:test";
import { decide, foresee, type QuestionInput, questionSchema } from "../decision/index.ts";
import { lawPreview } from "../law/index.ts";
import { referencePack } from "../../test/reference.ts";
import { writeAnswer } from "./write.ts";

const ID = "dec_019ab3f0-6d2e-7c41-9f3a-2b8f8f5f2c10";
const NOW = Temporal.Instant.from("2026-11-22T12:00:00+09:00").epochMilliseconds;

it("an answer is written letter for letter as JSON.stringify writes it, the first time and the next", async () => {
  const { pack } = await referencePack();
  const use: QuestionInput = {
    operator: "lp21",
    person: "customer",
    act: "use",
    items: ["name"],
    purpose: "customer.inquiries",
  };
  const questions: readonly QuestionInput[] = [
    use,
    { ...use, items: ["name", "credit-info"] },
    { ...use, operator: 'no "such" \\ operator' },
    { ...use, at: "2019-01-01T00:00:00Z" },
    { ...use, act: "provide", recipient: { party: "ACME <株式会社>\u2028", country: "PH" } },
    { ...use, act: "retain", facts: [{ kind: "ended", at: "2026-01-01T00:00:00.123Z" }] },
  ];
  const bill = lawPreview("appi-bill-2026");
  assert.ok(bill);
  for (const input of [...questions, ...questions]) {
    const question = questionSchema.parse(input);
    for (const decision of [decide(pack, question, NOW), foresee(pack, question, NOW, bill)])
      assert.equal(writeAnswer(ID, decision), JSON.stringify({ id: ID, ...decision }));
  }
});
