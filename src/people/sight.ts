import { covers, type Caller, type Limit } from "../access/index.ts";
import { decide, factsAt, type Question, questionSchema } from "../decision/index.ts";
import { type Pack, type Program, sectionOf, versionAt } from "../policy/index.ts";
import type { House } from "../room/index.ts";
import { type Id, ProblemError, type Words } from "../wire/index.ts";
import { Faults } from "./faults.ts";
import { loadPeople, type PersonOnRecord, type Role } from "./load-people.ts";
import type { NewRole } from "./new-role.ts";
import type { ReadFrom } from "./person-key.ts";
import { type KeptPart, RECORDS, type RecordsSection } from "./section.ts";

/*
 * Whose data a caller comes to, and which of it. Whose: reach names operators, departments and kinds of people; walls of the policy
 * close some of them to all but a few roles. Which: where reach names purposes, the engine decides for each item whether it may be
 * used for one of them, by the same policy and on the same facts as every other use.
 */

/** What a caller sees by, at one instant. */
export interface Sight {
  readonly caller: Pick<Caller, "actor" | "scopes" | "roles" | "reach">;
  /** The policies served, in the version in force, each with what it says of records. */
  readonly policies: readonly Policy[];
  /** Epoch milliseconds. */
  readonly now: number;
}

interface Policy {
  readonly pack: Pack;
  readonly program: Program;
  readonly records: RecordsSection | undefined;
}

export function sightOf(caller: Sight["caller"], { packs, clock }: Pick<House, "packs" | "clock">): Sight {
  const now = clock.now().epochMilliseconds;
  const policies = [...packs.values()].flatMap((pack): Policy[] => {
    const program = versionAt(pack, now) ?? pack.versions[0];
    return program === undefined ? [] : [{ pack, program, records: sectionOf(program.policy, RECORDS) }];
  });
  return { caller, policies, now };
}

/** Somebody as a caller may know them. */
export interface InSight {
  readonly person: PersonOnRecord;
  /** What they are to whom, as far as the caller has to do with it. */
  readonly roles: readonly Role[];
  readonly shows: (part: KeptPart) => boolean;
}

/** @returns undefined where the caller is not to know that somebody is on record */
function inSight(sight: Sight, person: PersonOnRecord): InSight | undefined {
  if (person.erased) return undefined;
  const isTheirs = person.own.some((role) => hasChargeOf(sight, role));
  // Of whom nobody has said what they are to anybody, only those know who come to everybody.
  if (!isTheirs && !(person.own.length === 0 && reachesAll(sight))) return undefined;
  const roles = person.roles.filter((role) => hasChargeOf(sight, role));
  const seen = new Map<KeptPart, boolean>();
  const shows = (part: KeptPart): boolean => {
    const known = seen.get(part) ?? isShown(sight, person, roles, part);
    seen.set(part, known);
    return known;
  };
  return { person, roles, shows };
}

function reachesAll({ caller: { reach } }: Sight): boolean {
  return [reach.operators, reach.departments, reach.kinds].every((limit) => limit === "all");
}

function hasChargeOf(sight: Sight, { operator, kind, department }: Pick<NewRole, "operator" | "kind" | "department">) {
  const { operators, departments, kinds } = sight.caller.reach;
  return (
    covers(operators, operator) &&
    covers(kinds, kind) &&
    (departments === "all" || (department !== undefined && covers(departments, department))) &&
    !isWalled(sight, kind, undefined)
  );
}

function isShown(sight: Sight, person: PersonOnRecord, roles: readonly Role[], part: KeptPart): boolean {
  const { purposes } = sight.caller.reach;
  const items = sight.policies.flatMap(({ records }) => records?.items[part] ?? []);
  if (items.some((item) => person.own.some(({ kind }) => isWalled(sight, kind, item)))) return false;
  return purposes === "all" || roles.some((role) => isNeeded(sight, person, role, part, purposes));
}

/** Whether the policy lets this be used, of such a person, for one of the purposes. */
function isNeeded(
  { policies, now }: Sight,
  person: PersonOnRecord,
  { operator, kind }: Role,
  part: KeptPart,
  purposes: Exclude<Limit, "all">,
): boolean {
  const policy = policies.find(({ program }) => program.operators.has(operator));
  const item = policy?.records?.items[part];
  if (policy === undefined || item === undefined) return false;
  const { able, living } = person;
  const facts = factsAt(person.facts, now, now);
  return purposes.some((purpose) => {
    const asked = questionSchema.safeParse({ operator, person: kind, act: "use", items: [item], purpose });
    if (!asked.success) return false;
    const question: Question = {
      ...asked.data,
      at: now,
      knownAt: now,
      person: { kind, able, living },
      facts: [...facts],
    };
    return decide(policy.pack, question, now).outcome === "permit";
  });
}

/** Whether a wall keeps this from the caller: an item of such people, or without one that they are on record at all. */
function isWalled({ caller, policies }: Sight, kind: string, item: string | undefined): boolean {
  return policies.some(({ records }) =>
    (records?.walls ?? []).some(
      ({ people, items, roles }) =>
        (people === undefined || people.includes(kind)) &&
        (item === undefined ? items === undefined : items?.includes(item) === true) &&
        !roles.some((role) => caller.roles.includes(role)) &&
        !isNamed(caller, kind),
    ),
  );
}

/** A key is nobody's role: it comes behind a wall where it was made for these people by name. */
function isNamed({ actor, reach }: Sight["caller"], kind: string): boolean {
  return actor.kind === "key" && reach.kinds !== "all" && reach.kinds.includes(kind);
}

/** Of these people, those whom the caller may know of; in a handful of queries however many they are. */
export async function loadInSight(
  from: ReadFrom,
  sight: Sight,
  people: readonly Id<"person">[],
): Promise<ReadonlyMap<Id<"person">, InSight>> {
  const loaded = await loadPeople(from, people);
  return new Map(
    [...loaded].flatMap(([id, person]) => {
      const seen = inSight(sight, person);
      return seen === undefined ? [] : [[id, seen] as const];
    }),
  );
}

/** Whether a caller may ask what an operator may do with the data of somebody they know of, as of such a kind of person. */
export function mayAskOf(
  sight: Sight,
  { operator, kind }: { readonly operator: string; readonly kind: string | undefined },
): boolean {
  const { operators, kinds } = sight.caller.reach;
  if (!covers(operators, operator)) return false;
  return kind === undefined || (covers(kinds, kind) && !isWalled(sight, kind, undefined));
}

/** Whether a caller may know of a record about somebody, though they were erased: then only who comes to everybody. */
export async function mayKnowOf(from: ReadFrom, sight: Sight, person: Id<"person">): Promise<boolean> {
  return (await knownPeople(from, sight, [person])).has(person);
}

/** Of these people, those of whom a caller may know, and how far; who was erased for those who come to everybody. */
export async function knownPeople(
  from: ReadFrom,
  sight: Sight,
  people: readonly Id<"person">[],
): Promise<ReadonlyMap<Id<"person">, { readonly linked: readonly Id<"person">[]; readonly whole: boolean }>> {
  const loaded = await loadPeople(from, people);
  const linked = await loadInSight(
    from,
    sight,
    [...loaded.values()].flatMap((person) => person.linked),
  );
  const whole = sight.caller.reach.purposes === "all";
  return new Map(
    [...loaded].flatMap(([id, person]) =>
      (person.erased ? reachesAll(sight) : inSight(sight, person) !== undefined)
        ? [[id, { linked: person.linked.filter((other) => linked.has(other)), whole }] as const]
        : [],
    ),
  );
}

/** @throws {ProblemError} `no-such-person` where there is none, and where the caller is not to know of them: it says no more */
export async function personInSight(from: ReadFrom, sight: Sight, person: Id<"person">): Promise<InSight> {
  const seen = (await loadInSight(from, sight, [person])).get(person);
  if (seen === undefined) throw new ProblemError("no-such-person", { person });
  return seen;
}

const OUTSIDE: Words = {
  ja: "この事業者・部署・区分の人を扱う権限がありません。ご自分の担当に直してください。",
  en: "You have no charge of such people of this operator and department. Name your own.",
};

/**
 * Nobody puts people on record whom they could not see afterwards.
 * @throws {ProblemError} `invalid-record` with the place of each role that the caller has no charge of
 */
export function withinReach(
  sight: Sight,
  given: readonly { readonly role: NewRole; readonly path: readonly (string | number)[] }[],
): void {
  const faults = new Faults();
  for (const { role, path } of given) if (!hasChargeOf(sight, role)) faults.add(path, OUTSIDE);
  faults.check();
}
