import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { OUTCOMES, type QuestionInput, questionSchema } from "../decision/index.ts";
import { versionAt } from "../policy/index.ts";
import { referencePack } from "../../test/reference.ts";
import { questionOn } from "../../test/asked.ts";
import { NOW } from "../../test/served.ts";
import { answer } from "./answer.ts";
import { questionQuery, readQuestionQuery } from "./link.ts";
import { meetNeed } from "./meet-need.ts";

const now = NOW.epochMilliseconds;

describe("a question in an address", () => {
  it("comes back as the same question, with the same answer", async () => {
    const { pack } = await referencePack();
    fc.assert(
      fc.property(questionOn(pack), (question) => {
        const query = questionQuery(question).toString();
        const read = readQuestionQuery(new URLSearchParams(query));
        assert.deepEqual(questionSchema.parse(read), questionSchema.parse(question), query);
        const asked = { pack, now, preview: undefined };
        assert.deepEqual(answer(asked, read), answer(asked, question));
        assert.equal(questionQuery(shuffled(question)).toString(), query, "stable");
      }),
      { numRuns: 600, seed: 20261122 },
    );
  });

  it("is readable, and in one order whatever order it was written in", () => {
    const question: QuestionInput = {
      facts: [{ kind: "consent", purposes: ["p"], operators: ["lp21"], at: "2026-10-01T09:00:00+09:00" }],
      items: ["name", "phone"],
      purpose: "customer.credit-inquiry",
      act: "provide",
      person: { kind: "customer", able: false },
      operator: "lp21",
      recipient: { class: "credit-agency" },
    };
    const query = decodeURIComponent(questionQuery(question).toString());
    assert.equal(
      query,
      "operator=lp21&person.kind=customer&person.able=false&act=provide&items=name&items=phone&purpose=customer.credit-inquiry&recipient.class=credit-agency&facts.1.kind=consent&facts.1.at=2026-10-01T09:00:00+09:00&facts.1.operators=lp21&facts.1.purposes=p",
    );
  });

  it("any query is read as some value, and never as more than it says", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ maxLength: 20 }), fc.string({ maxLength: 6 }))), (pairs) => {
        const value = readQuestionQuery(pairs);
        assert.ok(typeof value === "object" || typeof value === "string");
      }),
    );
    const read = readQuestionQuery(new URLSearchParams("__proto__.act=use&constructor=x"));
    assert.equal(Object.getPrototypeOf(read), Object.prototype);
    assert.equal(questionSchema.safeParse(read).success, false);
  });
});

describe("a need that is met", () => {
  it("is a question that can be asked, and never lowers the answer", async () => {
    const { pack } = await referencePack();
    const asked = { pack, now, preview: undefined };
    const met = new Map<string, number>();
    fc.assert(
      fc.property(questionOn(pack), (question) => {
        const before = answer(asked, question);
        const version = versionAt(pack, Temporal.Instant.from(before.at).epochMilliseconds);
        if (version === undefined) return;
        for (const need of before.needs) {
          const step = meetNeed(need, question, version, before.at);
          if ("human" in step) continue;
          const after = answer(asked, step.question);
          assert.ok(
            OUTCOMES.indexOf(after.outcome) >= OUTCOMES.indexOf(before.outcome),
            `${need.code}: ${JSON.stringify(step.question)}`,
          );
          if (after.outcome === "permit") met.set(need.code, (met.get(need.code) ?? 0) + 1);
        }
      }),
      { numRuns: 1500, seed: 20261122 },
    );
    for (const code of ["consent", "consent-recipient", "contract", "notice-stated", "stop-lifted"])
      assert.ok((met.get(code) ?? 0) > 0, `${code} leads to a permit: ${JSON.stringify([...met])}`);
  });
});

/** The same value, its names in the opposite order. */
function shuffled<T>(value: T): T;
function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => shuffled(one));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]: [string, unknown]): [string, unknown] => [
    name,
    shuffled(inner),
  ]);
  return Object.fromEntries(entries.reverse());
}
