import { Ability, createMongoAbility, type ForcedSubject, type MatchConditions, subject } from "@casl/ability";
import type { Grant } from "./engine.ts";
import type { Asked, Peer } from "./peer.ts";

/*
 * CASL: each purpose is a type of subject, by which it finds its rules, and the question is the subject. Its conditions
 * are written once in the language of MongoDB, as its guide does, and once as functions, which is the quickest it can be.
 */

type Subject = Asked & ForcedSubject<string>;

export function caslPeers(grants: readonly Grant[], asked: readonly Asked[]): Peer[] {
  const subjects = asked.map((one): Subject => subject(one.purpose, { ...one }));
  const queries = createMongoAbility<[string, string | Subject]>(grants.flatMap(queryRules));
  const functions = new Ability<[string, string | Subject], MatchConditions>(grants.map(functionRule), {
    conditionsMatcher: (test) => test,
  });
  return [
    { name: "@casl/ability, conditions as queries", permits: asking(queries, subjects) },
    { name: "@casl/ability, conditions as functions", permits: asking(functions, subjects) },
  ];
}

interface Asks {
  can(act: string, what: Subject): boolean;
}

function asking(ability: Asks, subjects: readonly Subject[]): Peer["permits"] {
  return (index) => {
    const one = subjects[index];
    if (one === undefined) throw new RangeError(`there is no question ${index}`);
    return ability.can(one.act, one);
  };
}

/** The language has no word for “all of them are among these”; a second rule takes back what has an item beyond them. */
function queryRules({ purpose, operators, acts, people, items, directMail }: Grant) {
  const action = [...acts];
  const noMail = directMail ? { noMail: false } : {};
  return [
    { action, subject: purpose, conditions: { operator: { $in: operators }, kinds: { $in: people }, ...noMail } },
    { action, subject: purpose, inverted: true, conditions: { items: { $elemMatch: { $nin: items } } } },
  ];
}

function functionRule(grant: Grant) {
  const [operators, people, items] = [new Set(grant.operators), new Set(grant.people), new Set(grant.items)];
  // To CASL a subject is a record of anything, so that none of its fields is sure to be there.
  const conditions = ({ operator = "", kinds = [], items: asked = [], noMail = true }: Partial<Asked>): boolean =>
    operators.has(operator) &&
    kinds.some((kind) => people.has(kind)) &&
    asked.every((item) => items.has(item)) &&
    !(grant.directMail && noMail);
  return { action: [...grant.acts], subject: grant.purpose, conditions };
}
