import fc from "fast-check";
import { EXCEPTIONS, type Form } from "../law/index.ts";
import { expand, type Pack, type Policy, type PolicySource, ROUTES } from "../policy/index.ts";
import { Draw, given, reading, tape } from "./draw.test.ts";
import { type Act, type Question, type QuestionInput, questionSchema, SOURCES } from "./question.ts";
import { drawFacts, iso, type Recipient, type Target } from "./world-facts.test.ts";
import { drawSources, PACK_TAPE, packOf } from "./world-policy.test.ts";

/*
 * Small policies and questions about them, for the properties of the engine. Questions are aimed at what the policy
 * grants and then missed in places: blind ones would nearly all be denied. They are written as an asker writes them
 * and read by the schema, so that no question is asked that nobody could ask.
 */

/** Policies in versions, as written, written out and compiled, and questions about them. */
export interface World {
  readonly sources: readonly PolicySource[];
  readonly policies: readonly Policy[];
  readonly pack: Pack;
  readonly questions: readonly Question[];
}

/** What `now` is in every world (epoch milliseconds); questions without `at` are asked then. */
export const NOW = Temporal.Instant.from("2025-06-15T12:00:00+09:00").epochMilliseconds;

/** How many numbers a question is drawn from. */
export const QUESTION_TAPE = 380;

/** @param questions how many are asked in one world, on average; a failing one is shrunk to a single question */
export function worlds(questions: number): fc.Arbitrary<World> {
  const tapes = fc.array(tape(QUESTION_TAPE), { minLength: 1, maxLength: 2 * questions, size: "max" });
  return fc.tuple(tape(PACK_TAPE), fc.noBias(tapes)).map(([pack, asked]) => {
    const world = drawWorld(new Draw(reading(pack)));
    return { ...world, questions: asked.map((one) => drawQuestion(world, new Draw(reading(one)))) };
  });
}

/** A world in which nothing has been asked yet. */
export function drawWorld(draw: Draw): Omit<World, "questions"> {
  const sources = drawSources(draw);
  return { sources, policies: sources.map(expand), pack: packOf(sources) };
}

/** A question about a world, read by the schema. */
export function drawQuestion({ policies }: Pick<World, "policies">, draw: Draw): Question {
  return questionSchema.parse(drawInput(draw, policies));
}

const LAW_PURPOSES = ["law.ask-consent", "law.breach-notice", "law.own-request"];
const PARTIES = ["party-1", "party-2"] as const;
/** Operators as somebody who does not know them as such would write them. */
const CALLED = ["foreign", "FOREI GN", "sister", "Foreign Company", "ＳＩＳＴＥＲ company"] as const;

const instants = (...times: readonly string[]): number[] =>
  times.map((time) => Temporal.Instant.from(time).epochMilliseconds);

/** Around midnights of versions and memberships, and at the ends of months. */
const TIMES = [
  NOW,
  ...instants(
    "2025-06-01T00:00:00+09:00",
    "2025-05-31T14:59:59.999Z",
    "2025-02-28T12:00:00+09:00",
    "2026-02-28T23:30:00+09:00",
    "2025-06-16T00:30:00+09:00",
    "2024-04-01T00:00:00+09:00",
  ),
];
/** Under the law before 1 April 2022, also before the United Kingdom was designated. */
const OLD_TIMES = instants(
  "2021-06-15T12:00:00+09:00",
  "2022-03-31T23:59:59.999+09:00",
  "2021-02-28T23:30:00+09:00",
  "2019-01-22T23:59:59.999+09:00",
  "2017-05-30T00:00:00+09:00",
);
/** Before the law or most policies, and when the law changed. */
const ODD_TIMES = instants(
  "2017-05-29T23:59:59.999+09:00",
  "2022-04-01T00:00:00+09:00",
  "2024-03-31T23:59:59+09:00",
  "2016-03-31T23:59:59.999+09:00",
);

function drawTime(draw: Draw, policies: readonly Policy[]): number {
  const old = policies.some(({ policy }) => policy.inForceFrom < "2021");
  if (draw.chance(4)) return draw.of(ODD_TIMES) ?? NOW;
  return draw.of(draw.chance(old ? 45 : 1) ? OLD_TIMES : TIMES) ?? NOW;
}

function drawInput(draw: Draw, policies: readonly Policy[]): QuestionInput {
  const at = drawTime(draw, policies);
  const policy = inForce(policies, at);
  const act: Act = draw.pick("use", "provide", "acquire", "contact", "retain", "provide", "disclose", "provide");
  const form: Form = draw.chance(18)
    ? draw.pick("pseudonymous", "personal-related", "anonymous", "statistics", "personal-related", "pseudonymous")
    : "personal";

  // First what the data is handled for, and by which way it goes; then who may do so, about whom, with what.
  const way = act === "provide" ? draw.pick("class", "shared", "party", "class", "entity", "class", "odd") : "none";
  const className = draw.of(Object.keys(policy.recipients));
  const aimedClass = way === "class" && className !== undefined ? policy.recipients[className] : undefined;
  const aimedUse = way === "shared" ? draw.of(Object.values(policy.sharedUses)) : undefined;
  const purpose = drawPurpose(draw, policy, act, (aimedClass ?? aimedUse)?.purposes);
  const aimed = policy.purposes[purpose];
  const operators = Object.keys(policy.operators);
  const members = aimedUse?.users?.members?.map((member) => member.operator);
  const operator =
    draw.of(draw.chance(4) ? operators : hits(hits(operators, aimed?.operators), aimedClass?.operators ?? members)) ??
    "home";
  const careless = aimedClass?.reading.routes.some(({ route }) => route === "opt-out") === true && draw.chance(75);
  const kind = drawKind(draw, policy, aimed?.people, (aimedClass ?? aimedUse)?.people, careless);
  const wanted =
    LAW_PURPOSES.includes(purpose) && !draw.chance(15) ? ["name", "phone"] : (aimedClass ?? aimedUse)?.items;
  const allItems = Object.keys(policy.items);
  // What is asked of a shared use may go a little beyond what it lists.
  const beyond = aimedUse !== undefined && draw.chance(12);
  const items = draw.some(
    draw.chance(4) || beyond
      ? allItems
      : hits(hits(hits(allItems, aimed?.items), wanted), careless ? ["name", "phone", "photo", "card"] : undefined),
    40,
  );

  const recipient =
    act === "provide" || draw.chance(6) ? drawRecipient(draw, policy, way, className, aimedUse, operator) : undefined;
  const deal = draw.maybe(20, () => draw.pick("deal-1", "deal-2"));
  const able = !draw.chance(12);
  const age = draw.maybe(14, () => draw.pick(15, 16, 14, 10, 40, 0));
  const known = draw.chance(20) ? at + draw.pick(0, 86_400_000, -1, 3_600_000, -864_000_000, 0) : undefined;
  const exceptions = drawExceptions(draw, act, form);
  const lawful = exceptions.some(({ article }) => article.endsWith("(i)"));
  const asked = { operator, kind, purpose, act, form, items, recipient, deal, able, age };
  const target: Target = { at, known, policy, lawful, ...asked };

  const stray = <T>(word: T): T | "no-such-word" => (draw.number() >= 997 ? "no-such-word" : word);
  return given({
    at: at === NOW ? draw.pick(undefined, iso(at)) : iso(at),
    knownAt: known === undefined ? undefined : iso(known),
    operator: stray(operator),
    person: drawPerson(draw, stray(kind), able, age),
    act,
    items: items.map(stray),
    form,
    purpose: stray(purpose),
    source:
      act === "acquire" ? draw.maybe(95, () => draw.pick(...SOURCES, "direct-writing", "direct-writing")) : undefined,
    recipient: recipient === undefined || (act === "provide" && draw.chance(1)) ? undefined : recipient,
    deal,
    toMake: draw.maybe(14, () => draw.pick("statistics", "ai-training")),
    inDatabase: draw.maybe(5, () => draw.chance(30)),
    existenceHarms: draw.maybe(4, () => draw.chance(60)),
    exceptions,
    facts: drawFacts(draw, target),
  });
}

/** At times only by the kind, as most askers write it. */
function drawPerson(draw: Draw, kind: string, able: boolean, age: number | undefined): QuestionInput["person"] {
  const living = !draw.chance(2);
  return living && able && age === undefined && draw.chance(30) ? kind : given({ kind, living, able, age });
}

function drawPurpose(draw: Draw, policy: Policy, act: Act, aimedAt: readonly string[] | undefined): string {
  if (draw.chance(act === "provide" ? 3 : 14)) {
    return draw.pick("law.own-request", "law.outside-policy", ...LAW_PURPOSES, "law.outside-policy");
  }
  if (act === "disclose" && draw.chance(15)) return "law.own-request";
  const all = Object.keys(policy.purposes);
  if (draw.chance(8)) return draw.of(all) ?? "service";
  const allowing = all.filter((id) => act === "provide" || actsOf(policy, id).includes(act));
  const specific = draw.chance(10) ? undefined : all.filter((id) => policy.purposes[id]?.catchAll !== true);
  return draw.of(hits(hits(allowing, aimedAt), specific)) ?? "service";
}

function drawKind(
  draw: Draw,
  policy: Policy,
  ofPurpose: readonly string[] | undefined,
  ofRecipient: readonly string[] | undefined,
  careless: boolean,
): string {
  const all = Object.keys(policy.people);
  if (draw.chance(4)) return draw.of(all) ?? "customer";
  const among = (people: readonly string[] | undefined) =>
    people === undefined ? undefined : all.filter((kind) => kindsOf(policy, kind).some((one) => people.includes(one)));
  const plain = all.filter((kind) =>
    kindsOf(policy, kind).every((one) => policy.people[one]?.specialCare === undefined),
  );
  return (
    draw.of(hits(hits(hits(all, among(ofPurpose)), among(ofRecipient)), careless ? plain : undefined)) ?? "customer"
  );
}

/** The elements of a list that another one names; all of them where that leaves none. */
function hits(list: readonly string[], named: readonly string[] | undefined): readonly string[] {
  const both = named === undefined ? list : list.filter((one) => named.includes(one));
  return both.length > 0 ? both : list;
}

function actsOf(policy: Policy, purpose: string): readonly string[] {
  return policy.purposes[purpose]?.acts ?? ["acquire", "use", "contact", "retain"];
}

/** Remembered by policy: hundreds of questions are asked about each. */
const kinds = new WeakMap<Policy, Map<string, readonly string[]>>();

/** A kind of person and all it also is. */
function kindsOf(policy: Policy, kind: string): readonly string[] {
  const known = kinds.get(policy) ?? new Map<string, readonly string[]>();
  kinds.set(policy, known);
  const found = known.get(kind) ?? closure(policy, kind);
  known.set(kind, found);
  return found;
}

function closure(policy: Policy, kind: string): readonly string[] {
  const found = [kind];
  for (const one of found) found.push(...(policy.people[one]?.also ?? []).filter((next) => !found.includes(next)));
  return found;
}

/** The version at an instant, or the first before there is one. */
function inForce(policies: readonly Policy[], at: number): Policy {
  const day = iso(at + 32_400_000).slice(0, 10);
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
  const who = drawWho(draw, policy, way, className, use, operator);
  const routes = (who.class === undefined ? undefined : policy.recipients[who.class])?.reading.routes ?? [];
  const offered = routes.map(({ route }) => route);
  const said = (who.class === undefined ? policy.operators[who.operator ?? ""] : policy.recipients[who.class])?.country;
  const stray = (word: string | undefined): string | undefined =>
    word !== undefined && draw.number() >= 997 ? "no-such-word" : word;
  return given({
    class: stray(who.class),
    operator: stray(who.operator),
    party: who.party,
    // Of whom the policy says where it is, mostly the same.
    country: draw.maybe(said === undefined ? 20 : 12, () =>
      said !== undefined && draw.chance(50) ? said : draw.pick("KR", "JP", "GB", "TW", "US-GU", "GB-SCT", "JP-13"),
    ),
    databaseInJapan: draw.maybe(said === undefined ? 6 : 4, () => draw.chance(70)),
    as: draw.maybe(20, () =>
      draw.chance(60)
        ? (draw.of(offered) ?? (way === "shared" ? "shared-use" : "same-entity"))
        : draw.pick(...ROUTES, "shared-use", "same-entity"),
    ),
    publicBody: draw.maybe(25, () => draw.chance(80)),
    acquiresAsPersonal: draw.maybe(75, () => !draw.chance(30)),
  });
}

/** The recipient itself, by the way that the question is to go. */
function drawWho(
  draw: Draw,
  policy: Policy,
  way: string,
  className: string | undefined,
  use: Policy["sharedUses"][string] | undefined,
  operator: string,
): Recipient {
  const operators = Object.keys(policy.operators);
  const others = operators.filter((one) => one !== operator);
  const members = use?.users?.members?.map((member) => member.operator);
  switch (way) {
    case "class":
      return {
        class: className,
        party: draw.chance(88) ? (draw.chance(3) ? draw.pick(...CALLED) : draw.pick(...PARTIES)) : undefined,
      };
    case "shared":
      if (use?.users?.list !== undefined && draw.chance(40))
        return { party: draw.chance(35) ? drawCalled(draw, others) : "party-1" };
      if (draw.chance(15)) return { party: drawCalled(draw, hits(others, members)) };
      return { operator: draw.of(hits(others, members)) ?? operator };
    case "entity":
      return { operator: draw.chance(60) && operators.includes("branch") ? "branch" : draw.of(operators) };
    case "party":
      return { party: draw.chance(15) ? draw.pick(...CALLED) : draw.pick(...PARTIES) };
    default:
      return draw.pick<Recipient>(
        { class: draw.of(Object.keys(policy.recipients)) },
        { operator: draw.of(operators), party: "party-1" },
        { operator: draw.of(operators), class: className },
        {},
        { party: "party-2", class: className },
        { operator: draw.of(others) },
        { operator: draw.of(others) },
      );
  }
}

/** An operator as a party: by its identifier or its name. */
function drawCalled(draw: Draw, operators: readonly string[]): string {
  const id = draw.of(operators) ?? "sister";
  return draw.pick(id, `${id} company`, id.toUpperCase());
}

/** How often, in percent: the seldom forms would otherwise seldom meet one. */
const EXCEPTIONS_CLAIMED: Readonly<Record<Form, number>> = {
  personal: 26,
  pseudonymous: 45,
  anonymous: 10,
  "personal-related": 70,
  statistics: 10,
};

function drawExceptions(draw: Draw, act: Act, form: Form): NonNullable<QuestionInput["exceptions"]> {
  const count = draw.chance(EXCEPTIONS_CLAIMED[form]) ? draw.pick(1, 2, 1, 3) : 0;
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
