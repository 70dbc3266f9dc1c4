import { pick, type Text } from "../wire/index.ts";
import { contentOf, type PolicyContent } from "./parse.ts";
import type { Mirror, PromiseEntry, Purpose, Recipient, Part } from "./schema.ts";

/**
 * The policy with its own short forms written out: item sets become items, mirrors become purposes, recipients
 * and clauses of the other operator, and an opt-out is read with the filing that was published. What the rooms read; positions stay with the source.
 */
export interface Policy extends Omit<PolicyContent, "itemSets" | "mirrors"> {
  /** Clauses made by mirrors, in the order of their originals, keyed by mirror. */
  readonly mirrored: Readonly<Record<string, readonly string[]>>;
}

/** @returns the policy written out. References that lead nowhere are left as they are: `check` reports them. */
export function expand(source: PolicyContent): Policy {
  const items = (ids: readonly string[]): string[] => [
    ...new Set(ids.flatMap((id) => source.itemSets[id]?.items ?? [id])),
  ];
  // What is as it was written stays the same object: a program holds both.
  const withItems = <Entry extends { items: string[] }>(entry: Entry): Entry => {
    const written = items(entry.items);
    return written.join() === entry.items.join() ? entry : { ...entry, items: written };
  };
  const purposes: Record<string, Purpose> = {};
  for (const [id, purpose] of Object.entries(source.purposes)) purposes[id] = withItems(purpose);
  const recipients: Record<string, Recipient> = {};
  for (const [id, recipient] of Object.entries(source.recipients)) {
    recipients[id] = withFiling(withItems(recipient));
  }
  const promises: Record<string, PromiseEntry> = { ...source.promises };
  const mirrored: Record<string, readonly string[]> = {};
  for (const [name, mirror] of Object.entries(source.mirrors)) {
    mirrored[name] = reflect(name, mirror, purposes, recipients, promises);
  }
  const speakerOf = speakers(source);
  for (const [clause, promise] of Object.entries(promises)) {
    const operator = speakerOf(clause);
    if (promise.text === undefined) continue;
    const text = withOperator(promise.text, operator, source);
    if (text !== promise.text) promises[clause] = { ...promise, text };
  }
  for (const [id, purpose] of Object.entries(purposes)) {
    if (purpose.text === undefined) continue;
    const text = withOperator(purpose.text, purpose.operators[0], source);
    if (text !== purpose.text) purposes[id] = { ...purpose, text };
  }
  const { itemSets: _sets, mirrors: _mirrors, ...rest } = contentOf(source);
  return {
    ...rest,
    people: Object.fromEntries(Object.entries(source.people).map(([id, person]) => [id, withItems(person)])),
    sharedUses: Object.fromEntries(
      Object.entries(source.sharedUses).map(([id, use]) => [
        id,
        use.items === undefined ? use : { ...use, items: items(use.items) },
      ]),
    ),
    purposes,
    recipients,
    promises,
    mirrored,
  };
}

/** A filing stands once, where it is published; the reading has one of its own only where none was. */
function withFiling(recipient: Recipient): Recipient {
  const { published, reading } = recipient;
  const unfiled = reading.routes.some((one) => one.route === "opt-out" && one.filing === undefined);
  if (published.filing === undefined || !unfiled) return recipient;
  const routes = reading.routes.map((one) =>
    one.route === "opt-out" && one.filing === undefined ? { ...one, filing: published.filing } : one,
  );
  return { ...recipient, reading: { ...reading, routes } };
}

/**
 * Says again, for `mirror.to`, what the mirrored clauses say for `mirror.from`; what the pack says itself under the same
 * name stands. Returns the clauses of the mirror.
 */
function reflect(
  name: string,
  mirror: Mirror,
  purposes: Record<string, Purpose>,
  recipients: Record<string, Recipient>,
  promises: Record<string, PromiseEntry>,
): string[] {
  const clauses = new Set(mirror.clauses);
  const covered = (clause: string): boolean => clauses.has(clause) || parentsOf(clause).some((one) => clauses.has(one));
  const renamed = (clause: string): string => `${mirror.clause}.${clause}`;
  const people = (kinds: readonly string[]): string[] => [
    ...new Set(kinds.flatMap((kind) => (Object.hasOwn(mirror.people, kind) ? [mirror.people[kind] ?? kind] : []))),
  ];
  const newId = (id: string): string => `${name}.${id}`;

  const copied = new Map<string, string>();
  for (const [id, purpose] of Object.entries({ ...purposes })) {
    const kinds = people(purpose.people);
    if (!covered(purpose.clause) || !purpose.operators.includes(mirror.from) || kinds.length === 0) continue;
    copied.set(id, newId(id));
    purposes[newId(id)] ??= { ...purpose, operators: [mirror.to], people: kinds, clause: renamed(purpose.clause) };
  }
  for (const [id, recipient] of Object.entries({ ...recipients })) {
    const kinds = people(recipient.people);
    const reasons = recipient.purposes.flatMap((purpose) => copied.get(purpose) ?? []);
    if (!covered(recipient.clause) || !recipient.operators.includes(mirror.from) || kinds.length === 0) continue;
    recipients[newId(id)] ??= {
      ...recipient,
      operators: [mirror.to],
      people: kinds,
      purposes: reasons,
      clause: renamed(recipient.clause),
    };
  }
  const made: string[] = [];
  for (const [clause, promise] of Object.entries({ ...promises })) {
    if (!covered(clause)) continue;
    promises[renamed(clause)] ??= promise;
    made.push(renamed(clause));
  }
  return made;
}

/** The clauses that a clause stands under: C7 and C7.6 of C7.6.a. */
export function parentsOf(clause: string): string[] {
  const parents: string[] = [];
  for (let dot = clause.indexOf("."); dot >= 0; dot = clause.indexOf(".", dot + 1)) parents.push(clause.slice(0, dot));
  return parents;
}

/** Who promises a clause: for what a mirror makes the one it is for, for what it copies the one it is from, else the publisher. */
function speakers({ mirrors, policy }: PolicyContent): (clause: string) => string {
  const made = new Map<string, string>();
  const copied = new Map<string, string>();
  // Where several mirrors speak of a clause, the first does.
  for (const mirror of Object.values(mirrors).toReversed()) {
    made.set(mirror.clause, mirror.to);
    for (const clause of mirror.clauses) copied.set(clause, mirror.from);
  }
  const first = (known: ReadonlyMap<string, string>, clauses: readonly string[]): string | undefined => {
    const found = clauses.find((clause) => known.has(clause));
    return found === undefined ? undefined : known.get(found);
  };
  return (clause) => {
    const parents = parentsOf(clause);
    return first(made, parents) ?? first(copied, [clause, ...parents]) ?? policy.publisher;
  };
}

function withOperator(text: Text, operator: string | undefined, source: PolicyContent): Text {
  const name = operator === undefined ? undefined : source.operators[operator]?.name;
  if (name === undefined || !Object.values(text).some((words) => words.includes("{operator}"))) return text;
  return Object.fromEntries(
    Object.entries(text).map(([language, words]) => [
      language,
      words.replaceAll("{operator}", pick(name, language).words),
    ]),
  );
}

/** The published words of a purpose: its own, else those of the clause it carries out. */
export function purposeText(policy: Policy, id: string): Text {
  const purpose = policy.purposes[id];
  return purpose?.text ?? policy.promises[purpose?.clause ?? ""]?.text ?? { en: id, ja: id };
}

/** The clauses that a part of the document sets out itself, without the parts inside it: its own, and those its mirror makes. */
export function clausesOf({ mirrored }: Pick<Policy, "mirrored">, { clauses = [], mirror }: Part): readonly string[] {
  return mirror === undefined ? clauses : [...clauses, ...(mirrored[mirror] ?? [])];
}

/** The operator's legal person: a branch is its company. */
export function legalPerson(policy: Pick<Policy, "operators">, operator: string): string {
  const entry = policy.operators[operator];
  return entry?.kind === "branch" && entry.of !== undefined ? entry.of : operator;
}

/** A kind of person and every kind it also is, itself first. Cycles end where they began. */
export function kindsOf(policy: Pick<Policy, "people">, kind: string): string[] {
  const found = new Set<string>();
  const visit = (one: string): void => {
    if (found.has(one)) return;
    found.add(one);
    for (const next of policy.people[one]?.also ?? []) visit(next);
  };
  visit(kind);
  return [...found];
}
