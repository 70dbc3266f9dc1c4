import fc from "fast-check";
import { mixedQuestions } from "../bench/asked.ts";
import { grantsOf } from "../bench/engine.ts";
import { SHAPES } from "../bench/questions.ts";
import { ACTS, type QuestionInput, SOURCES } from "../src/decision/index.ts";
import {
  EXCEPTIONS,
  FOREIGN_INFORMATION,
  FOREIGN_UNKNOWNS,
  FORMS,
  isArticle,
  SHARED_USE_MATTERS,
} from "../src/law/index.ts";
import { type Pack, type Program, ROUTES } from "../src/policy/index.ts";

type FactInput = NonNullable<QuestionInput["facts"]>[number];

/** Questions on the newest version of a pack: those of the benchmark, those aimed at a purpose or a recipient, and with facts of every kind. */
export function questionOn(pack: Pack): fc.Arbitrary<QuestionInput> {
  const program = pack.versions.at(-1);
  if (program === undefined) throw new TypeError("a pack without a version");
  const bench = [...SHAPES.map(({ question }) => question), ...mixedQuestions(grantsOf(pack), 300)];
  return fc.oneof(fc.constantFrom(...bench), { weight: 4, arbitrary: drawn(program) });
}

const INSTANTS = [
  "2026-10-01T09:00:00+09:00",
  "2026-11-20T00:00:00Z",
  "2026-11-22T01:00:00.123Z",
  "2025-01-01T00:00:00+09:00",
  "2027-01-01T00:00:00+09:00",
] as const;
const PARTIES = ["ACME <株式会社>&=", "見本商事", "guam", "a.b"] as const;

function drawn({ policy }: Program): fc.Arbitrary<QuestionInput> {
  const operator = fc.constantFrom(...Object.keys(policy.operators));
  const kind = fc.constantFrom(...Object.keys(policy.people));
  const purpose = fc.constantFrom(...Object.keys(policy.purposes), "law.outside-policy", "law.own-request");
  const someItems = fc.uniqueArray(fc.constantFrom(...Object.keys(policy.items)), { minLength: 1, maxLength: 3 });
  const recipients = Object.entries(policy.recipients);
  const recipientClass = fc.constantFrom(...Object.keys(policy.recipients));
  const sharedUse = fc.constantFrom(...Object.keys(policy.sharedUses));
  const at = fc.constantFrom(...INSTANTS);
  const party = fc.constantFrom(...PARTIES);
  const country = fc.constantFrom("JP", "KR", "US-GU", "PH");
  const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
    fc.option(arbitrary, { nil: undefined, freq: 3 });
  const list = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(one, { minLength: 1, maxLength: 2 });

  const recipient = fc.record({
    class: maybe(recipientClass),
    operator: maybe(operator),
    party: maybe(party),
    country: maybe(country),
    databaseInJapan: maybe(fc.boolean()),
    as: maybe(fc.constantFrom(...ROUTES, "shared-use" as const, "same-entity" as const)),
    publicBody: maybe(fc.boolean()),
    acquiresAsPersonal: maybe(fc.boolean()),
  });
  const fact: fc.Arbitrary<FactInput> = fc.oneof(
    fc.record({
      kind: fc.constant("consent" as const),
      at,
      until: maybe(at),
      by: fc.constantFrom("principal" as const, "representative" as const),
      operators: list(operator),
      purposes: list(purpose),
      items: maybe(someItems),
      recipients: maybe(list(recipientClass)),
      party: maybe(party),
      deal: maybe(fc.constantFrom("deal-1", "true")),
      foreign: maybe(
        fc.record({
          country: maybe(country),
          informed: fc.subarray([...FOREIGN_INFORMATION, ...FOREIGN_UNKNOWNS]),
        }),
      ),
    }),
    fc.record({ kind: fc.constant("withdrawal" as const), at, recordedAt: maybe(at), items: maybe(someItems) }),
    fc.record({
      kind: fc.constant("objection" as const),
      at,
      to: fc.constantFrom("use" as const, "erasure" as const, "provision" as const, "direct-mail" as const),
      purposes: maybe(list(purpose)),
    }),
    fc.record({
      kind: fc.constant("notice" as const),
      at,
      how: fc.constantFrom("stated" as const, "notified" as const, "announced" as const),
      operators: list(operator),
      purposes: list(purpose),
    }),
    fc.record({
      kind: fc.constant("shared-use-notice" as const),
      at,
      sharedUse,
      matters: fc.subarray([...SHARED_USE_MATTERS]),
      items: someItems,
      purposes: list(purpose),
    }),
    fc.record({
      kind: fc.constant("contract" as const),
      at,
      party,
      covers: fc.constantFrom("entrustment" as const, "succession" as const, "safety" as const, "supervision" as const),
    }),
    fc.record({ kind: fc.constant("membership" as const), at, sharedUse, party }),
    fc.record({
      kind: fc.constant("safeguard" as const),
      at,
      party,
      country,
      basis: fc.constantFrom("contract" as const, "group-rules" as const, "cbpr" as const),
      checkedAt: at,
      suspended: fc.boolean(),
    }),
    fc.record({
      kind: fc.constant("request" as const),
      at,
      by: fc.constantFrom("principal" as const, "representative" as const),
      verified: fc.boolean(),
    }),
    fc.record({ kind: fc.constant("confirmation" as const), at, party, foreignInformed: fc.boolean() }),
    fc.record({ kind: fc.constant("ended" as const), at }),
    fc.record({
      kind: fc.constant("acquisition" as const),
      at,
      source: fc.constantFrom(...SOURCES),
      purposes: maybe(list(purpose)),
      byOptOut: fc.boolean(),
    }),
    fc.record({
      kind: fc.constant("protection" as const),
      at,
      closes: fc.subarray(["existence" as const, "agents" as const, "items" as const], { minLength: 1 }),
    }),
    fc.record({ kind: fc.constant("refusal" as const), at, of: fc.constant("33(2)(i)" as const) }),
    fc.record({ kind: fc.constant("violation" as const), at, of: fc.constant("19" as const) }),
  );
  const articles = EXCEPTIONS.map(({ article }) => article).filter(isArticle);
  const exception = fc.record({
    article: fc.constantFrom(...articles),
    evidence: maybe(fc.constantFrom("令状 1号", "a=b&c")),
    statuteOf: maybe(fc.constantFrom("JP", "US")),
  });

  return fc
    .record({
      at: maybe(at),
      knownAt: fc.option(at, { nil: undefined, freq: 8 }),
      asker: maybe(fc.constantFrom("受付", "a b+c")),
      operator,
      person: fc.oneof(kind, fc.record({ kind, living: fc.boolean(), able: fc.boolean(), age: maybe(fc.nat(150)) })),
      act: fc.constantFrom(...ACTS, "provide" as const, "provide" as const),
      items: someItems,
      form: fc.oneof({ weight: 5, arbitrary: fc.constant("personal" as const) }, fc.constantFrom(...FORMS)),
      purpose,
      source: maybe(fc.constantFrom(...SOURCES)),
      recipient: fc.option(recipient, { nil: undefined, freq: 3 }),
      deal: maybe(fc.constantFrom("deal-1", "7")),
      inDatabase: maybe(fc.boolean()),
      existenceHarms: maybe(fc.boolean()),
      exceptions: fc.array(exception, { maxLength: 1 }),
      facts: fc.array(fact, { maxLength: 3 }),
      aim: fc.tuple(fc.nat(9), fc.nat()),
    })
    .map(({ aim: [how, which], ...question }): QuestionInput => {
      // Blind questions are nearly all denied for many things at once: most are aimed, so that one need is what is wanting.
      const [aimedAt, aimed] = recipients[which % recipients.length] ?? [];
      if (how < 4 && aimed !== undefined)
        return given({
          ...question,
          act: "provide",
          form: "personal",
          operator: aimed.operators[0] ?? "",
          person: aimed.people[0] ?? "",
          items: aimed.items.slice(0, 2),
          purpose: aimed.purposes[0] ?? "",
          recipient: { class: aimedAt, party: how < 3 ? PARTIES[1] : undefined, country: question.recipient?.country },
          exceptions: [],
        });
      const purposes = Object.entries(policy.purposes);
      const [id, target] = purposes[which % purposes.length] ?? [];
      if (how < 8 && target !== undefined && id !== undefined)
        return given({
          ...question,
          operator: target.operators[0] ?? "",
          person: target.people[0] ?? "",
          items: target.items.slice(0, 2),
          purpose: id,
          form: "personal",
        });
      return given(question);
    });
}

/** The value without what is undefined, at every depth, as JSON would have it. */
function given<T>(value: T): T;
function given(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => given(one));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(entries.map(([name, inner]: [string, unknown]) => [name, given(inner)]));
}
