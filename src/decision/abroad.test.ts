import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { built, smallPack } from "../../test/marked-pack.ts";
import { decide } from "./engine.ts";
import { type QuestionInput, questionSchema } from "./question.ts";

const RECIPIENTS = `
recipients:
  helper:
    name: { ja: 手伝い, en: a helper }
    clause: C2
    operators: [shop]
    people: [buyer]
    items: [name, phone]
    purposes: [buyer.sale]
    published: { routes: [unstated] }
    reading: { routes: [{ route: entrustment }], because: { ja: 委託, en: entrusted } }
promises:`;
const { program } = built(smallPack(["\npromises:", RECIPIENTS]));
assert.ok(program);
const pack = { id: "small", versions: [program] };

const PARTY = "Helper Manila";
const NOW = Temporal.Instant.from("2026-11-22T12:00:00+09:00").epochMilliseconds;
type Fact = NonNullable<QuestionInput["facts"]>[number];

const entrusted: Fact = { kind: "contract", at: "2025-01-01T00:00:00+09:00", party: PARTY, covers: "entrustment" };

type Safeguard = Extract<Fact, { kind: "safeguard" }>;

function safeguard(at: string, more: Partial<Safeguard> = {}): Safeguard {
  return { kind: "safeguard", at, party: PARTY, country: "PH", basis: "contract", checkedAt: at, ...more };
}

function handOver(...facts: readonly Fact[]) {
  const question = questionSchema.parse({
    operator: "shop",
    person: "buyer",
    act: "provide",
    items: ["name"],
    purpose: "buyer.sale",
    recipient: { class: "helper", party: PARTY, country: "PH" },
    facts: [entrusted, ...facts],
  });
  return decide(pack, question, NOW);
}

const outcome = (...facts: readonly Fact[]): string => handOver(...facts).outcome;

describe("equivalent measures at a recipient abroad", () => {
  it("open what a contract alone does not, with duties that 28(3) asks for", () => {
    assert.equal(outcome(), "deny");
    const open = handOver(safeguard("2026-05-01T09:00:00+09:00"));
    assert.equal(open.outcome, "permit");
    assert.deepEqual(
      open.duties.map(({ code, article, params }) => [code, article, params]),
      [
        ["supervise-entrusted", "25", {}],
        ["check-equivalent-measures", "R18", { months: 12 }],
        ["inform-on-request", "28(3)", {}],
      ],
    );
  });

  it("are asked for once, though both the contract and consent want them", () => {
    const { reasons, needs } = handOver();
    assert.deepEqual(
      reasons.map(({ code, clause }) => [code, clause]),
      [["abroad-open", "C2"]],
    );
    assert.deepEqual(
      needs.map(({ code }) => code),
      ["safeguard", "consent-foreign"],
    );
  });

  it("are those of this party, in this country", () => {
    assert.equal(outcome(safeguard("2026-05-01T09:00:00+09:00", { party: "Another" })), "deny");
    assert.equal(outcome(safeguard("2026-05-01T09:00:00+09:00", { country: "VN" })), "deny");
  });

  it("hold for twelve months from the check to the instant, in Japan", () => {
    assert.equal(outcome(safeguard("2025-12-01T00:00:00+09:00", { checkedAt: "2025-11-22T12:00:00+09:00" })), "deny");
    assert.equal(
      outcome(safeguard("2025-12-01T00:00:00+09:00", { checkedAt: "2025-11-22T12:00:00.001+09:00" })),
      "permit",
    );
    assert.equal(outcome(safeguard("2026-11-22T12:00:00+09:00")), "permit");
    assert.equal(
      outcome(safeguard("2026-11-01T00:00:00+09:00", { checkedAt: "2026-11-22T12:00:00.001+09:00" })),
      "deny",
    );
  });

  const checked = safeguard("2026-05-01T09:00:00+09:00");
  const suspended = safeguard("2026-08-01T09:00:00+09:00", { checkedAt: "2026-05-01T09:00:00+09:00", suspended: true });
  const again = safeguard("2026-10-01T09:00:00+09:00");
  for (const [name, facts, expected] of [
    ["end with a suspension", [checked, suspended], "deny"],
    ["begin again with a new check", [checked, suspended, again], "permit"],
    ["are not saved by an older check", [suspended, checked], "deny"],
    ["are as found last, in whatever order it is told", [again, checked, suspended], "permit"],
    ["end where of two findings of one instant one is a suspension", [again, { ...again, suspended: true }], "deny"],
    ["end so in either order", [{ ...again, suspended: true }, again], "deny"],
    [
      "hold where of two of one instant one was checked in time",
      [again, { ...again, checkedAt: "2020-01-01T00:00:00Z" }],
      "permit",
    ],
    ["hold so in either order", [{ ...again, checkedAt: "2020-01-01T00:00:00Z" }, again], "permit"],
    [
      "are gone where the last finding rests on an old check",
      [checked, safeguard("2026-09-01T00:00:00Z", { checkedAt: "2020-01-01T00:00:00Z" })],
      "deny",
    ],
    ["are not touched by another party's suspension", [checked, { ...suspended, party: "Another" }], "permit"],
    ["are not touched by a suspension in another country", [checked, { ...suspended, country: "VN" }], "permit"],
  ] as const) {
    it(name, () => {
      assert.equal(outcome(...facts), expected);
    });
  }
});
