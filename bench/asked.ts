import type { QuestionInput } from "../src/decision/index.ts";
import type { Grant, Grants } from "./engine.ts";
import { type Random, seeded } from "./random.ts";

/*
 * Questions drawn from a pack: different ones, spread evenly over all its purposes, about half of them to be permitted.
 * What the answer is, the engine says; here only what is asked is made to fit a purpose or to miss it in one point.
 */

type Fact = NonNullable<QuestionInput["facts"]>[number];
type Simple = Omit<QuestionInput, "facts"> & { facts: Fact[] };

const SEED = 4_711;
const SINCE = "2026-09-01T09:00:00+09:00";
const NO_MAIL = { kind: "objection", at: SINCE, to: "direct-mail" } as const satisfies Fact;
const NO_PROVISION = { ...NO_MAIL, to: "provision" } as const satisfies Fact;

/** Questions of every sort: using, contacting, providing and acquiring, with consents, objections and notices. */
export function mixedQuestions(grants: Grants, count: number): QuestionInput[] {
  const servedBy = new Map(grants.recipients.flatMap(({ id, purposes }) => purposes.map((purpose) => [purpose, id])));
  return draw(grants, count, (random, grant) => {
    const recipient = servedBy.get(grant.purpose);
    if (recipient !== undefined && random.percent(75)) return provision(random, grants, grant, recipient);
    if (grant.acts.includes("acquire") && random.percent(15)) return acquisition(random, grants, grant);
    const question = handling(random, grants, grant);
    if (random.percent(15)) question.facts.push(consentTo(question, grants.purposes[0]?.purpose ?? grant.purpose));
    return question;
  });
}

/**
 * Only what every engine can be asked: whether an operator may use items of a kind of person for a purpose, or contact
 * the person, who may have objected to direct mail.
 */
export function plainQuestions(grants: Grants, count: number): QuestionInput[] {
  return draw(grants, count, (random, grant) => handling(random, grants, grant));
}

function draw(grants: Grants, count: number, about: (random: Random, grant: Grant) => Simple): QuestionInput[] {
  const random = seeded(SEED);
  const questions = new Map<string, QuestionInput>();
  const order = grants.purposes.filter(({ people, acts }) => people.length > 0 && handled(acts).length > 0);
  for (let index = 0; questions.size < count; index += 1) {
    const grant = order[index % order.length];
    if (grant === undefined) throw new RangeError("a pack without purposes");
    const question = about(random, grant);
    questions.set(JSON.stringify(question), question);
  }
  return [...questions.values()];
}

function fitting(random: Random, { kinds }: Grants, grant: Grant): Simple {
  const person = random.pick(grant.people);
  const also = [...kinds].find(([, all]) => all.length > 1 && all.includes(person))?.[0] ?? person;
  return {
    operator: random.pick(grant.operators),
    person: random.percent(20) ? also : person,
    act: random.pick(handled(grant.acts)),
    items: random.some(grant.items, 1 + random.below(4)),
    purpose: grant.purpose,
    facts: [],
  };
}

function handled(acts: readonly string[]): ("use" | "contact")[] {
  return (["use", "contact"] as const).filter((act) => acts.includes(act));
}

/** Use or contact: half as the purpose allows it, half beside it in one point. */
function handling(random: Random, grants: Grants, grant: Grant): Simple {
  const question = fitting(random, grants, grant);
  if (random.percent(10)) question.facts.push(NO_MAIL);
  if (random.percent(50)) return question;
  return missing(random, grants, grant, question);
}

function missing(random: Random, { operators, kinds, items }: Grants, grant: Grant, question: Simple): Simple {
  const others = { operators: without(operators, grant.operators), items: without(items, grant.items) };
  switch (random.below(4)) {
    case 0:
      return { ...question, operator: random.pick(others.operators.length === 0 ? operators : others.operators) };
    case 1:
      return { ...question, person: random.pick(without([...kinds.keys()], grant.people)) };
    case 2:
      return { ...question, items: [...question.items, ...random.some(others.items, 1 + random.below(2))] };
    default:
      return { ...question, act: "contact", facts: [NO_MAIL] };
  }
}

/** Half with the consent that it takes; of the others some were objected to. */
function provision(random: Random, grants: Grants, grant: Grant, recipient: string): Simple {
  const question: Simple = {
    ...fitting(random, grants, grant),
    act: "provide",
    recipient: { class: recipient, party: `Mihon ${random.below(50)}` },
  };
  const consent = consentTo(question, grant.purpose, recipient);
  if (random.percent(60)) return { ...question, facts: [consent] };
  return { ...question, facts: random.percent(50) ? [consent, NO_PROVISION] : [] };
}

/** Half with the notice that taking data from the person needs. */
function acquisition(random: Random, grants: Grants, grant: Grant): Simple {
  const question: Simple = { ...fitting(random, grants, grant), act: "acquire", source: "direct-writing" };
  if (random.percent(50)) return question;
  const { operator } = question;
  const notice: Fact = { kind: "notice", at: SINCE, how: "stated", operators: [operator], purposes: [grant.purpose] };
  return { ...question, facts: [notice] };
}

function consentTo({ operator }: Simple, purpose: string, recipient?: string): Fact {
  const recipients = recipient === undefined ? {} : { recipients: [recipient] };
  return { kind: "consent", at: SINCE, operators: [operator], purposes: [purpose], ...recipients };
}

function without(all: readonly string[], some: readonly string[]): string[] {
  return all.filter((one) => !some.includes(one));
}
