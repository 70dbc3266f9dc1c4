import { FOREIGN_INFORMATION, FOREIGN_UNKNOWNS, type Form, SHARED_USE_MATTERS } from "../law/index.ts";
import type { Policy } from "../policy/index.ts";
import { type Draw, given } from "./draw.test.ts";
import { type Act, type QuestionInput, SOURCES } from "./question.ts";

/*
 * The facts of a question: aimed at what is asked, and missed in places.
 */

export type Recipient = NonNullable<QuestionInput["recipient"]>;
type FactInput = NonNullable<QuestionInput["facts"]>[number];

/** What the facts of a question are aimed at. Instants are epoch milliseconds. */
export interface Target {
  readonly at: number;
  readonly known: number | undefined;
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
  readonly age: number | undefined;
  /** An exception of a statute is claimed. */
  readonly lawful: boolean;
}

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const DAY = 24 * HOUR;

/** Remembered: questions are asked at few moments, and their facts begin so long before. */
const written: readonly [utc: Map<number, string>, japan: Map<number, string>] = [new Map(), new Map()];

/** As the schema takes an instant, in UTC or, the same moment, with Japan's offset. */
export function iso(instant: number, inJapan = false): string {
  const texts = written[inJapan ? 1 : 0];
  const known = texts.get(instant);
  if (known !== undefined) return known;
  const text = Temporal.Instant.fromEpochMilliseconds(instant + (inJapan ? 9 * HOUR : 0)).toString();
  const found = inJapan ? text.replace("Z", "+09:00") : text;
  texts.set(instant, found);
  return found;
}

export function drawFacts(draw: Draw, target: Target): FactInput[] {
  const { act, recipient, purpose } = target;
  const facts: (FactInput | undefined)[] = [];
  const often = (percent: number, make: (draw: Draw, target: Target) => FactInput): void => {
    facts.push(draw.maybe(percent, () => make(draw, target)));
  };
  often(act === "acquire" || act === "disclose" ? 45 : 30, consentFact);
  often(act === "provide" ? 45 : 10, consentFact);
  often(10, withdrawalFact);
  often(14, objectionFact);
  often(optOutAsked(target) ? 35 : 20, acquisitionFact);
  if (draw.chance(25)) often(60, acquisitionFact);
  often(act === "disclose" ? 42 : 8, protectionFact);
  often(target.lawful ? 14 : 3, () => violationFact(draw, target));
  if (draw.chance(4)) often(30, violationFact);
  if (act === "disclose") often(6, () => ({ kind: "refusal", ...begins(draw, target), of: "33(2)(i)" }));
  if (act === "acquire" || draw.chance(4)) often(75, noticeFact);
  if (act === "disclose" || purpose === "law.own-request" || draw.chance(4)) {
    often(85, requestFact);
    often(30, requestFact);
  }
  if (act === "retain" || draw.chance(3)) {
    often(50, () => endedFact(draw, target));
    often(12, () => endedFact(draw, target));
  }
  if (recipient !== undefined) facts.push(...recipientFacts(draw, target, recipient));
  return draw.shuffle(facts.filter((fact) => fact !== undefined).map((fact) => given(fact)));
}

// ── When ────────────────────────────────────────────────────────────────────────────────────────────

/** When a fact begins: mostly well before, at times exactly then, or too late. And when it came to be known. */
function begins(draw: Draw, target: Target): { at: string; recordedAt?: string | undefined } {
  const inJapan = draw.chance(50);
  const ago = draw.pick(30 * DAY, 10 * DAY, 2 * DAY, HOUR, 0, 375 * DAY, DAY, 4 * DAY, 20 * DAY);
  const at = draw.chance(4) ? target.at + draw.pick(1, 0) : target.at - ago;
  return { at: iso(at, inJapan), recordedAt: recordedNear(draw, target, at, inJapan) };
}

/** Around the day from which a person had to be told more. */
function beginsOld(draw: Draw, target: Target): { at: string; recordedAt?: string | undefined } {
  const at = draw.pick("2021-06-15T12:00:00+09:00", "2022-03-31T23:59:59.999+09:00", "2022-04-01T00:00:00+09:00");
  return { at, recordedAt: recordedNear(draw, target, Temporal.Instant.from(at).epochMilliseconds) };
}

/** Around what the question goes by; where it goes by all that is known, whenever. */
function recordedNear(draw: Draw, { known }: Target, at: number, inJapan = false): string | undefined {
  if (known === undefined) return draw.maybe(5, () => iso(at + draw.pick(DAY, 0, 400 * DAY, -HOUR), inJapan));
  return draw.maybe(30, () =>
    iso(draw.chance(50) ? known + draw.pick(0, 1, DAY) : at + draw.pick(0, -HOUR, HOUR), inJapan),
  );
}

function until(draw: Draw, target: Target): string | undefined {
  return draw.maybe(16, () => iso(target.at + draw.pick(SECOND, 1, 0, -SECOND, DAY)));
}

/** Around the moment at which the retention period of some kind is over; and at the ends of months. */
function endedFact(draw: Draw, target: Target): FactInput {
  if (draw.chance(25)) {
    const at = draw.pick(
      "2026-01-31T23:30:00+09:00",
      "2026-01-28T23:30:00+09:00",
      "2024-02-29T12:00:00+09:00",
      "2025-01-31T12:00:00.001+09:00",
      "2025-01-29T12:00:00+09:00",
    );
    return {
      kind: "ended",
      at,
      recordedAt: recordedNear(draw, target, Temporal.Instant.from(at).epochMilliseconds),
    };
  }
  const period = draw.of(Object.values(target.policy.settings.retention))?.period ?? "P1M";
  const start = calendarBefore(target.at, draw.pick(period, "P1D", "P1D"));
  const at = start + draw.pick(1, 0, -1, 5_000 * SECOND);
  return { kind: "ended", at: iso(at), recordedAt: recordedNear(draw, target, at) };
}

function calendarBefore(at: number, time: string | Temporal.DurationLike): number {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO("Asia/Tokyo").subtract(time).epochMilliseconds;
}

// ── What the person said, and what was done with the data ───────────────────────────────────────────

function consentFact(draw: Draw, target: Target): FactInput {
  const { recipient, policy } = target;
  const party = recipient?.party ?? recipient?.operator;
  const country = countryOf(target);
  const old = draw.chance(country === "JP" ? 1 : 30);
  return {
    kind: "consent",
    ...(old ? beginsOld(draw, target) : begins(draw, target)),
    until: until(draw, target),
    by: draw.chance(isYoung(target) ? 45 : target.able ? 12 : 60)
      ? ("representative" as const)
      : ("principal" as const),
    operators: near(draw, target.operator, Object.keys(policy.operators)),
    purposes: near(draw, target.purpose, Object.keys(policy.purposes)),
    items: draw.maybe(50, () => (draw.chance(15) ? draw.some(Object.keys(policy.items), 50) : [...target.items])),
    recipients:
      recipient?.class === undefined
        ? draw.maybe(5, () => ["class-1"])
        : draw.maybe(75, () => near(draw, recipient.class ?? "", Object.keys(policy.recipients))),
    party:
      party === undefined
        ? draw.maybe(5, () => "party-1")
        : draw.maybe(recipient?.class === undefined ? 80 : 45, () => (draw.chance(8) ? "party-2" : party)),
    deal: draw.maybe(target.deal === undefined ? 4 : 50, () => (draw.chance(15) ? "deal-2" : target.deal)),
    foreign: draw.maybe(country === "JP" ? 4 : 70, () =>
      given({
        country: draw.maybe(85, () => (draw.chance(10) ? draw.pick("TW", country.slice(0, 2)) : country)),
        informed: draw.chance(old || isOld(target) ? 85 : 30)
          ? draw.some([...FOREIGN_INFORMATION, ...FOREIGN_UNKNOWNS], 40)
          : [...FOREIGN_INFORMATION],
      }),
    ),
  };
}

function withdrawalFact(draw: Draw, target: Target): FactInput {
  return { kind: "withdrawal", ...begins(draw, target), ...drawScope(draw, target) };
}

function objectionFact(draw: Draw, target: Target): FactInput {
  return {
    kind: "objection",
    ...begins(draw, target),
    to: draw.pick("provision", "use", "direct-mail", "erasure", target.act === "retain" ? "erasure" : "use"),
    ...drawScope(draw, target),
  };
}

function drawScope(draw: Draw, target: Target) {
  const { policy, recipient } = target;
  return {
    operators: draw.maybe(40, () => near(draw, target.operator, Object.keys(policy.operators), 20)),
    purposes: draw.maybe(40, () => near(draw, target.purpose, Object.keys(policy.purposes), 20)),
    recipients: draw.maybe(25, () => near(draw, recipient?.class ?? "class-1", Object.keys(policy.recipients), 30)),
    items: draw.maybe(35, () => itemsNear(draw, target, 40)),
  };
}

function violationFact(draw: Draw, target: Target): FactInput {
  return { kind: "violation", ...begins(draw, target), of: draw.pick("20(1)", "20(1)", "19", "20(1)", "41(7)") };
}

/** From a predecessor, an entruster, the person or whoever: bound to purposes or not, all of it or some items. */
function acquisitionFact(draw: Draw, target: Target): FactInput {
  return {
    kind: "acquisition",
    ...begins(draw, target),
    source: draw.pick(...SOURCES, "entrustment", "direct-writing"),
    items: draw.maybe(45, () => itemsNear(draw, target, 25)),
    purposes: draw.maybe(55, () => near(draw, target.purpose, Object.keys(target.policy.purposes), 35)),
    byOptOut: draw.chance(optOutAsked(target) ? 40 : 8),
  };
}

function protectionFact(draw: Draw, target: Target): FactInput {
  return {
    kind: "protection",
    ...begins(draw, target),
    until: until(draw, target),
    closes: draw.chance(20)
      ? draw.some(["existence", "agents", "items"] as const, 40)
      : [draw.pick("items", "agents", "items", "existence")],
    items: draw.maybe(50, () => itemsNear(draw, target, 25)),
  };
}

function noticeFact(draw: Draw, target: Target): FactInput {
  return {
    kind: "notice",
    ...begins(draw, target),
    how: draw.chance(12) ? draw.pick("notified", "announced") : "stated",
    operators: near(draw, target.operator, Object.keys(target.policy.operators), 5),
    purposes: near(draw, target.purpose, Object.keys(target.policy.purposes), 5),
  };
}

function requestFact(draw: Draw, target: Target): FactInput {
  return {
    kind: "request",
    ...begins(draw, target),
    by: draw.chance(target.able ? 35 : 65) ? "representative" : "principal",
    verified: !draw.chance(15),
  };
}

// ── What goes to a recipient ────────────────────────────────────────────────────────────────────────

function recipientFacts(draw: Draw, target: Target, recipient: Recipient): (FactInput | undefined)[] {
  const party = recipient.party ?? recipient.operator ?? "party-1";
  const aimed = (): string => (draw.chance(6) ? "party-2" : party);
  const facts: (FactInput | undefined)[] = [];
  const often = (percent: number, make: () => FactInput): void => {
    facts.push(draw.maybe(percent, make));
  };
  if (recipient.class !== undefined || draw.chance(5)) {
    often(85, () => contractFact(draw, target, aimed()));
  }
  if (optOutAsked(target) || draw.chance(2)) {
    often(75, () => filingFact(draw, target, recipient.class ?? "class-1"));
  }
  if (recipient.class === undefined) facts.push(...sharedUseFacts(draw, target, aimed));
  const country = countryOf(target);
  if (country !== "JP" || draw.chance(5)) {
    often(65, () => safeguardFact(draw, target, aimed(), country));
    often(12, () => safeguardFact(draw, target, aimed(), country));
  }
  if (target.form === "personal-related") {
    often(75, () => ({
      kind: "confirmation",
      ...begins(draw, target),
      until: until(draw, target),
      party: aimed(),
      items: draw.maybe(45, () => itemsNear(draw, target, 30)),
      foreignInformed: draw.chance(40),
    }));
  }
  return facts;
}

function contractFact(draw: Draw, target: Target, party: string): FactInput {
  const contracts = {
    entrustment: "entrustment",
    succession: "succession",
    negotiation: "safety",
    supervised: "supervision",
  } as const;
  const asked = routesOf(target).flatMap((route) =>
    route === "entrustment" || route === "succession" || route === "negotiation" || route === "supervised"
      ? [contracts[route]]
      : [],
  );
  return {
    kind: "contract",
    ...begins(draw, target),
    until: until(draw, target),
    party,
    covers: draw.chance(8) ? (draw.of(Object.values(contracts)) ?? "safety") : (draw.of(asked) ?? "entrustment"),
  };
}

function filingFact(draw: Draw, target: Target, recipient: string): FactInput {
  const { policy, operator } = target;
  const known = begins(draw, target);
  const filed = Temporal.Instant.from(known.at).epochMilliseconds;
  return {
    kind: "filing",
    ...known,
    until: until(draw, target),
    operators: near(draw, operator, Object.keys(policy.operators), 5),
    recipients: near(draw, recipient, Object.keys(policy.recipients), 5),
    items: draw.chance(85) ? Object.keys(policy.items) : itemsNear(draw, target, 25),
    starts: iso(
      draw.chance(25)
        ? filed + draw.pick(0, 1, -1, 30 * DAY)
        : target.at + draw.pick(-9 * DAY, 0, 1, -1, DAY, -DAY, 30 * DAY),
    ),
  };
}

function sharedUseFacts(draw: Draw, target: Target, aimed: () => string): (FactInput | undefined)[] {
  const uses = Object.keys(target.policy.sharedUses);
  const use = (): string => draw.of(uses) ?? "use-1";
  return [
    draw.maybe(65, () => ({
      kind: "membership",
      ...begins(draw, target),
      until: until(draw, target),
      sharedUse: use(),
      party: aimed(),
    })),
    draw.maybe(25, () => ({
      kind: "shared-use-notice",
      ...begins(draw, target),
      sharedUse: use(),
      matters: draw.chance(15) ? draw.some(SHARED_USE_MATTERS, 20) : [...SHARED_USE_MATTERS],
      items: draw.chance(20) ? draw.some(Object.keys(target.policy.items), 40) : [...target.items],
      purposes: near(draw, target.purpose, Object.keys(target.policy.purposes)),
    })),
  ];
}

function safeguardFact(draw: Draw, target: Target, party: string, country: string): FactInput {
  const months = draw.pick(0, 0, target.policy.settings.foreignCheckMonths, 11, 13);
  return {
    kind: "safeguard",
    ...begins(draw, target),
    party,
    country: draw.chance(8) ? draw.pick("TW", country.slice(0, 2)) : country,
    basis: "contract",
    checkedAt: iso(calendarBefore(target.at, { months }) + draw.pick(0, -1, 1, -1)),
    suspended: draw.chance(8),
  };
}

// ── What is aimed at ────────────────────────────────────────────────────────────────────────────────

function routesOf({ policy, recipient }: Target): string[] {
  const routes = (recipient?.class === undefined ? undefined : policy.recipients[recipient.class])?.reading.routes;
  return (routes ?? []).map(({ route }) => route);
}

function optOutAsked(target: Target): boolean {
  return routesOf(target).includes("opt-out");
}

/** Someone for whom a bill would have somebody else consent. */
function isYoung({ age = 99 }: Target): boolean {
  return age < 16;
}

/** Before most of what a person is told was owed. */
function isOld({ at }: Target): boolean {
  return iso(at) < "2022-03-31T15:00:00Z";
}

function countryOf({ recipient, policy }: Target): string {
  const ofClass = recipient?.class === undefined ? undefined : policy.recipients[recipient.class]?.country;
  const operator = recipient?.operator ?? recipient?.party ?? "none";
  const ofOperator = Object.hasOwn(policy.operators, operator) ? policy.operators[operator]?.country : undefined;
  return recipient?.country ?? ofClass ?? ofOperator ?? "JP";
}

/** A list that mostly holds the word, and sometimes others or only others. */
function near(draw: Draw, word: string, words: readonly string[], miss = 8): string[] {
  if (draw.chance(miss)) return [draw.of(words.filter((one) => one !== word)) ?? "none"];
  return draw.chance(25) ? [...new Set([word, ...draw.some(words, 50)])] : [word];
}

/** What is asked or a part of it; or, at times, only what is not asked. */
function itemsNear(draw: Draw, { items, policy }: Target, miss: number): string[] {
  const others = Object.keys(policy.items).filter((item) => !items.includes(item));
  if (draw.chance(miss) && others.length > 0) return draw.some(others, 30);
  return draw.chance(50) ? [...items] : draw.some(items, 40);
}
