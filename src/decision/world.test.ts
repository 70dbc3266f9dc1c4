import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { EXCEPTIONS, FOREIGN_INFORMATION, FOREIGN_UNKNOWNS, type Form, SHARED_USE_MATTERS } from "../law/index.ts";
import { expand, type Pack, type Policy, type PolicySource, ROUTES } from "../policy/index.ts";
import { type Act, type Fact, type Question, questionSchema, SOURCES } from "./question.ts";
import { Draw, drawSources, given, PACK_TAPE, packOf, tape } from "./world-policy.test.ts";

/*
 * Small policies and questions about them, for the properties of the engine. Questions are aimed at what the policy
 * grants and then missed in places: blind ones would nearly all be denied.
 */

test("every question that is generated is one that the schema takes as it stands", () => {
  for (const { questions } of fc.sample(worlds(10), { seed: 1, numRuns: 200 })) {
    for (const question of questions) assert.deepEqual(questionSchema.parse(question), question);
  }
});

/** Policies in versions, as written, written out and compiled, and questions about them. */
export interface World {
  readonly sources: readonly PolicySource[];
  readonly policies: readonly Policy[];
  readonly pack: Pack;
  readonly questions: readonly Question[];
}

/** What `now` is in every world; questions without `at` are asked then. */
export const NOW = Temporal.Instant.from("2025-06-15T12:00:00+09:00");

const QUESTION_TAPE = 260;

/** @param questions how many are asked in one world, on average; a failing one is shrunk to a single question */
export function worlds(questions: number): fc.Arbitrary<World> {
  const tapes = fc.array(tape(QUESTION_TAPE), { minLength: 1, maxLength: 2 * questions, size: "max" });
  return fc.tuple(tape(PACK_TAPE), fc.noBias(tapes)).map(([pack, asked]) => {
    const sources = drawSources(new Draw(pack));
    const policies = sources.map(expand);
    return {
      sources,
      policies,
      pack: packOf(sources),
      questions: asked.map((one) => drawQuestion(new Draw(one), policies)),
    };
  });
}

const LAW_PURPOSES = ["law.ask-consent", "law.breach-notice", "law.own-request"];
const PARTIES = ["party-1", "party-2"];

/** Around midnights of versions and memberships, at the ends of months, and before the law that is loaded. */
const TIMES = [
  "2025-06-15T12:00:00+09:00",
  "2025-06-01T00:00:00+09:00",
  "2025-05-31T14:59:59.999Z",
  "2025-02-28T12:00:00+09:00",
  "2026-02-28T23:30:00+09:00",
  "2025-06-16T00:30:00+09:00",
  "2024-04-01T00:00:00+09:00",
] as const;
const EARLY_TIMES = ["2024-03-31T23:59:59+09:00", "2022-03-31T23:59:59+09:00", "2022-04-01T00:00:00+09:00"] as const;

type Recipient = NonNullable<Question["recipient"]>;
/** What the aimed facts of a question are aimed at. */
interface Target {
  readonly at: Temporal.Instant;
  readonly policy: Policy;
  readonly operator: string;
  readonly kind: string;
  readonly purpose: string;
  readonly act: Act;
  readonly form: Form;
  readonly items: readonly string[];
  readonly recipient: Recipient | undefined;
  readonly deal: string | undefined;
  readonly able: boolean;
}

function drawQuestion(draw: Draw, policies: readonly Policy[]): Question {
  const at = draw.chance(4) ? draw.pick(...EARLY_TIMES) : draw.pick(...TIMES);
  const instant = Temporal.Instant.from(at);
  const policy = inForce(policies, instant);
  const act: Act = draw.pick("use", "provide", "acquire", "contact", "retain", "provide", "disclose", "provide");
  const form: Form = draw.chance(18)
    ? draw.pick("pseudonymous", "personal-related", "anonymous", "statistics", "personal-related", "pseudonymous")
    : "personal";

  // First what the data is handled for, and by which way it goes; then who may do so, about whom, with what.
  const way = act === "provide" ? draw.pick("class", "shared", "party", "class", "entity", "shared", "odd") : "none";
  const className = draw.of(Object.keys(policy.recipients));
  const aimedClass = way === "class" && className !== undefined ? policy.recipients[className] : undefined;
  const aimedUse = way === "shared" ? draw.of(Object.values(policy.sharedUses)) : undefined;
  const purposeNames = Object.keys(policy.purposes).filter(
    (id) => act === "provide" || actsOf(policy, id).includes(act),
  );
  const purpose = draw.chance(act === "provide" ? 2 : 16)
    ? draw.pick("law.own-request", "law.outside-policy", ...LAW_PURPOSES)
    : (draw.of(
        draw.chance(10) ? Object.keys(policy.purposes) : hits(purposeNames, aimedClass?.purposes ?? aimedUse?.purposes),
      ) ?? "service");
  const aimed = policy.purposes[purpose];
  const operators = Object.keys(policy.operators);
  const members = aimedUse?.users?.members?.map((member) => member.operator);
  const operator =
    draw.of(draw.chance(6) ? operators : hits(hits(operators, aimed?.operators), aimedClass?.operators ?? members)) ??
    "home";
  const reached = Object.keys(policy.people).filter((kind) =>
    kindsOf(policy, kind).some((one) => aimed?.people.includes(one) ?? true),
  );
  const people = (aimedClass ?? aimedUse)?.people;
  const kind =
    draw.of(
      draw.chance(6)
        ? Object.keys(policy.people)
        : reached.filter((one) => people === undefined || kindsOf(policy, one).some((also) => people.includes(also))),
    ) ??
    draw.of(reached) ??
    "customer";
  const wanted =
    LAW_PURPOSES.includes(purpose) && !draw.chance(15) ? ["name", "phone"] : (aimedClass ?? aimedUse)?.items;
  const allItems = Object.keys(policy.items);
  const careless = aimedClass?.reading.routes.some(({ route }) => route === "opt-out") === true && draw.chance(70);
  const items = draw.some(
    draw.chance(6)
      ? allItems
      : hits(hits(hits(allItems, aimed?.items), wanted), careless ? ["name", "phone", "photo"] : undefined),
    40,
  );

  const recipient =
    act === "provide" || draw.chance(6) ? drawRecipient(draw, policy, way, className, aimedUse, operator) : undefined;
  const deal = draw.maybe(20, () => draw.pick("deal-1", "deal-2"));
  const able = !draw.chance(12);
  const target: Target = { at: instant, policy, operator, kind, purpose, act, form, items, recipient, deal, able };

  const stray = <T>(word: T): T | "no-such-word" => (draw.number() >= 997 ? "no-such-word" : word);
  return given({
    at: at === TIMES[0] ? draw.pick(undefined, at) : at,
    operator: stray(operator),
    person: { kind: stray(kind), living: !draw.chance(2.5), able },
    act,
    items: items.map(stray),
    form,
    purpose: stray(purpose),
    source:
      act === "acquire" ? draw.maybe(95, () => draw.pick(...SOURCES, "direct-writing", "direct-writing")) : undefined,
    recipient: recipient === undefined || (act === "provide" && draw.chance(2)) ? undefined : recipient,
    deal,
    inDatabase: draw.maybe(5, () => draw.chance(30)),
    existenceHarms: draw.maybe(4, () => draw.chance(60)),
    exceptions: drawExceptions(draw, act),
    facts: drawFacts(draw, target),
  });
}

/** The elements of a list that another one names; all of them where that leaves none. */
function hits(list: readonly string[], named: readonly string[] | undefined): readonly string[] {
  const both = list.filter((one) => named === undefined || named.includes(one));
  return both.length > 0 ? both : list;
}

function actsOf(policy: Policy, purpose: string): readonly string[] {
  return policy.purposes[purpose]?.acts ?? ["acquire", "use", "contact", "retain"];
}

function kindsOf(policy: Policy, kind: string): string[] {
  const found = [kind];
  for (const one of found) found.push(...(policy.people[one]?.also ?? []).filter((next) => !found.includes(next)));
  return found;
}

function inForce(policies: readonly Policy[], at: Temporal.Instant): Policy {
  const day = at.toZonedDateTimeISO("Asia/Tokyo").toPlainDate().toString();
  const [first, ...more] = policies;
  if (first === undefined) throw new TypeError("a pack has a version");
  return more.reduce((best, one) => {
    const from = one.policy.inForceFrom;
    return from <= day && (best.policy.inForceFrom > day || best.policy.inForceFrom < from) ? one : best;
  }, first);
}

function drawRecipient(
  draw: Draw,
  policy: Policy,
  way: string,
  className: string | undefined,
  use: Policy["sharedUses"][string] | undefined,
  operator: string,
): Recipient {
  const operators = Object.keys(policy.operators);
  const others = operators.filter((one) => one !== operator);
  const who: Recipient =
    way === "class"
      ? { class: className, party: draw.chance(85) ? draw.pick(...nonEmpty(PARTIES)) : undefined }
      : way === "shared"
        ? use?.users?.list !== undefined && draw.chance(40)
          ? { party: "party-1" }
          : {
              operator:
                draw.of(
                  hits(
                    others,
                    use?.users?.members?.map((member) => member.operator),
                  ),
                ) ?? operator,
            }
        : way === "entity"
          ? { operator: draw.of(operators) }
          : way === "party"
            ? { party: draw.chance(15) ? draw.pick("foreign", "FOREI GN", "sister") : draw.pick(...nonEmpty(PARTIES)) }
            : draw.pick<Recipient>(
                {},
                { operator: draw.of(operators), party: "party-1" },
                { operator: draw.of(operators), class: className },
                { class: draw.of(Object.keys(policy.recipients)) },
                { operator: draw.of(operators), party: "party-2" },
              );
  const routes =
    who.class === undefined ? [] : (policy.recipients[who.class]?.reading.routes ?? []).map(({ route }) => route);
  const stray = (word: string | undefined): string | undefined =>
    word !== undefined && draw.number() >= 995 ? "no-such-word" : word;
  return given({
    class: stray(who.class),
    operator: stray(who.operator),
    party: who.party,
    country: draw.maybe(22, () => draw.pick("KR", "JP", "GB", "TW")),
    databaseInJapan: draw.maybe(8, () => draw.chance(70)),
    as: draw.maybe(22, () =>
      draw.chance(45)
        ? (draw.of(routes) ?? (way === "shared" ? "shared-use" : "same-entity"))
        : draw.pick(...ROUTES, "shared-use", "same-entity"),
    ),
    acquiresAsPersonal: draw.maybe(75, () => !draw.chance(30)),
  });
}

function nonEmpty(list: readonly string[]): [string, ...string[]] {
  const [first, ...more] = list;
  if (first === undefined) throw new TypeError("empty");
  return [first, ...more];
}

function drawExceptions(draw: Draw, act: Act): Question["exceptions"] {
  const count = draw.chance(30) ? draw.pick(1, 2, 1, 3) : 0;
  const lifts =
    act === "provide"
      ? ["provision", "provision", "purpose"]
      : act === "acquire"
        ? ["purpose", "special-care", "notice"]
        : ["purpose"];
  const statutes = draw.chance(25);
  return Array.from({ length: count }, () => {
    const lift = draw.of(lifts);
    const aimed = draw.chance(12)
      ? EXCEPTIONS
      : EXCEPTIONS.filter((entry) => entry.lifts === lift && (entry.statute || !statutes));
    const article = draw.of(aimed.map((entry) => entry.article)) ?? "27(1)(i)";
    return given({
      article,
      evidence: draw.maybe(70, () => "paper 1"),
      statuteOf: draw.maybe(20, () => draw.pick("JP", "US", "KR")),
    });
  });
}

// ── The facts ───────────────────────────────────────────────────────────────────────────────────────

function drawFacts(draw: Draw, target: Target): Fact[] {
  const { act, recipient, purpose, form } = target;
  const facts: (Fact | undefined)[] = [];
  const often = (percent: number, make: () => Fact): void => {
    facts.push(draw.maybe(percent, make));
  };
  often(act === "acquire" || act === "disclose" ? 45 : 30, () => consentFact(draw, target));
  often(act === "provide" ? 40 : 10, () => consentFact(draw, target));
  often(10, () => withdrawalFact(draw, target));
  often(16, () => objectionFact(draw, target));
  often(2, () => ({ kind: "violation", at: when(draw, target), of: draw.pick("19", "20(1)", "20(1)", "41(7)") }));
  if (act === "disclose") often(6, () => ({ kind: "refusal", at: when(draw, target), of: "33(2)(i)" }));
  if (act === "acquire" || draw.chance(4)) {
    often(60, () => ({
      kind: "notice",
      at: when(draw, target),
      how: draw.chance(15) ? draw.pick("notified", "announced") : "stated",
      operators: near(draw, target.operator, Object.keys(target.policy.operators)),
      purposes: near(draw, purpose, Object.keys(target.policy.purposes)),
    }));
  }
  if (act === "disclose" || purpose === "law.own-request" || draw.chance(4)) {
    often(80, () => ({
      kind: "request",
      at: when(draw, target),
      by: draw.chance(target.able ? 25 : 60) ? "representative" : "principal",
      verified: !draw.chance(20),
    }));
  }
  if (act === "retain" || draw.chance(3)) {
    often(60, () => ({ kind: "ended", at: endedAt(draw, target) }));
    often(12, () => ({ kind: "ended", at: endedAt(draw, target) }));
  }
  if (recipient !== undefined) {
    const party = recipient.party ?? recipient.operator ?? "party-1";
    if (recipient.class !== undefined || draw.chance(5)) {
      const routes = (
        recipient.class === undefined ? [] : (target.policy.recipients[recipient.class]?.reading.routes ?? [])
      ).map(({ route }) => route);
      const covers = (["entrustment", "succession", "safety", "supervision"] as const).filter((_, index) =>
        routes.some((route) => route === (["entrustment", "succession", "negotiation", "supervised"] as const)[index]),
      );
      often(80, () =>
        given({
          kind: "contract" as const,
          at: when(draw, target),
          until: until(draw, target),
          party: draw.chance(8) ? "party-2" : party,
          covers: draw.chance(10)
            ? draw.pick("entrustment", "succession", "safety", "supervision")
            : (draw.of(covers) ?? "entrustment"),
        }),
      );
    }
    const uses = Object.keys(target.policy.sharedUses);
    if (recipient.class === undefined) {
      often(55, () =>
        given({
          kind: "membership" as const,
          at: when(draw, target),
          until: until(draw, target),
          sharedUse: draw.of(uses) ?? "use-1",
          party: draw.chance(8) ? "party-2" : party,
        }),
      );
      often(25, () => ({
        kind: "shared-use-notice",
        at: when(draw, target),
        sharedUse: draw.of(uses) ?? "use-1",
        matters: draw.chance(20) ? draw.some(SHARED_USE_MATTERS, 20) : [...SHARED_USE_MATTERS],
        items: draw.chance(20) ? draw.some(Object.keys(target.policy.items), 40) : [...target.items],
        purposes: near(draw, purpose, Object.keys(target.policy.purposes)),
      }));
    }
    const country = countryOf(target);
    if (country !== "JP" || draw.chance(5)) {
      often(60, () => safeguardFact(draw, target, country));
      often(15, () => safeguardFact(draw, target, country));
    }
    if (form === "personal-related") {
      often(70, () => ({
        kind: "confirmation",
        at: when(draw, target),
        party: draw.chance(8) ? "party-2" : party,
        foreignInformed: draw.chance(40),
      }));
    }
  }
  const present = facts.filter((fact) => fact !== undefined);
  return draw.shuffle(present);
}

function consentFact(draw: Draw, target: Target): Fact {
  const { recipient, policy } = target;
  const party = recipient?.party ?? recipient?.operator;
  const country = countryOf(target);
  return given({
    kind: "consent" as const,
    at: when(draw, target),
    until: until(draw, target),
    by: draw.chance(target.able ? 15 : 60) ? ("representative" as const) : ("principal" as const),
    operators: near(draw, target.operator, Object.keys(policy.operators)),
    purposes: near(draw, target.purpose, Object.keys(policy.purposes)),
    items: draw.maybe(45, () => (draw.chance(15) ? draw.some(Object.keys(policy.items), 50) : [...target.items])),
    recipients:
      recipient?.class === undefined
        ? draw.maybe(5, () => ["class-1"])
        : draw.maybe(75, () => near(draw, recipient.class ?? "", Object.keys(policy.recipients))),
    party:
      party === undefined
        ? draw.maybe(5, () => "party-1")
        : draw.maybe(recipient?.class === undefined ? 75 : 45, () => (draw.chance(10) ? "party-2" : party)),
    deal: draw.maybe(target.deal === undefined ? 4 : 50, () => (draw.chance(15) ? "deal-2" : target.deal)),
    foreign: draw.maybe(country === "JP" ? 4 : 70, () =>
      given({
        country: draw.maybe(85, () => (draw.chance(10) ? "TW" : country)),
        informed: draw.chance(25)
          ? draw.some([...FOREIGN_INFORMATION, ...FOREIGN_UNKNOWNS], 40)
          : [...FOREIGN_INFORMATION],
      }),
    ),
  });
}

function withdrawalFact(draw: Draw, target: Target): Fact {
  return given({ kind: "withdrawal" as const, at: when(draw, target), ...drawScope(draw, target) });
}

function objectionFact(draw: Draw, target: Target): Fact {
  return given({
    kind: "objection" as const,
    at: when(draw, target),
    to: draw.pick("provision", "use", "direct-mail"),
    ...drawScope(draw, target),
  });
}

function drawScope(draw: Draw, target: Target) {
  const { policy, recipient } = target;
  return {
    operators: draw.maybe(40, () => near(draw, target.operator, Object.keys(policy.operators), 20)),
    purposes: draw.maybe(40, () => near(draw, target.purpose, Object.keys(policy.purposes), 20)),
    recipients: draw.maybe(30, () => near(draw, recipient?.class ?? "class-1", Object.keys(policy.recipients), 30)),
  };
}

function safeguardFact(draw: Draw, target: Target, country: string): Fact {
  const { recipient, policy, at } = target;
  const months = draw.pick(0, 0, policy.settings.foreignCheckMonths, 11, 13);
  const checked = at
    .toZonedDateTimeISO("Asia/Tokyo")
    .subtract({ months })
    .add({ milliseconds: draw.pick(0, 1, -1) });
  return {
    kind: "safeguard",
    at: when(draw, target),
    party: draw.chance(8) ? "party-2" : (recipient?.party ?? recipient?.operator ?? "party-1"),
    country: draw.chance(8) ? "TW" : country,
    basis: "contract",
    checkedAt: checked.toString({ timeZoneName: "never" }),
    suspended: draw.chance(10),
  };
}

/** An instant at which a fact begins: mostly well before, at times exactly then, or too late. In any offset. */
function when(draw: Draw, target: Target): string {
  const hours = draw.pick(720, 240, 48, 1, 0, 9000, 24, 96, 480);
  const moment = target.at.subtract({ hours });
  if (draw.chance(5)) return target.at.add({ milliseconds: draw.pick(1, 0) }).toString();
  return draw.chance(50)
    ? moment.toString()
    : moment.toZonedDateTimeISO("Asia/Tokyo").toString({ timeZoneName: "never" });
}

function until(draw: Draw, target: Target): string | undefined {
  return draw.maybe(20, () => target.at.add({ milliseconds: draw.pick(1000, 1, 0, -1000, 86_400_000) }).toString());
}

/** Around the moment at which the retention period of some kind is over; and at the ends of months. */
function endedAt(draw: Draw, target: Target): string {
  if (draw.chance(25))
    return draw.pick(
      "2026-01-31T23:30:00+09:00",
      "2026-01-28T23:30:00+09:00",
      "2024-02-29T12:00:00+09:00",
      "2025-01-31T12:00:00.001+09:00",
      "2025-01-29T12:00:00+09:00",
    );
  const period = draw.of(Object.values(target.policy.settings.retention))?.period ?? "P1M";
  const start = target.at.toZonedDateTimeISO("Asia/Tokyo").subtract(draw.pick(period, "P1D"));
  return start.add({ milliseconds: draw.pick(1, 0, -1, 5_000_000) }).toString({ timeZoneName: "never" });
}

function countryOf({ recipient, policy }: Target): string {
  const ofClass = recipient?.class === undefined ? undefined : policy.recipients[recipient.class]?.country;
  const ofOperator = recipient?.operator === undefined ? undefined : policy.operators[recipient.operator]?.country;
  return recipient?.country ?? ofClass ?? ofOperator ?? "JP";
}

/** A list that mostly holds the word, and sometimes others or only others. */
function near(draw: Draw, word: string, words: readonly string[], miss = 8): string[] {
  if (draw.chance(miss)) return [draw.of(words.filter((one) => one !== word)) ?? "none"];
  return draw.chance(25) ? [...new Set([word, ...draw.some(words, 50)])] : [word];
}
