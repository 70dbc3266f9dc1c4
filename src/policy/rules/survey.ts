import type { Text, Words } from "../../wire/index.ts";
import { kindsOf, type Policy } from "../expand.ts";
import { inOurLanguages } from "./rule.ts";

/** What several rules ask of one policy, worked out once so that a large policy is walked once. */
export interface Survey {
  /** A kind of person and every kind it also is. */
  kinds(kind: string): ReadonlySet<string>;
  /** The items that some purpose covers, by the kind of person that the purpose names. */
  readonly itemsWithPurpose: ReadonlyMap<string, ReadonlySet<string>>;
  /** Operators that some purpose names. */
  readonly operatorsWithPurpose: ReadonlySet<string>;
  /** Those of the items and kinds of people that are special care-required, by name. */
  specialCare(items: readonly string[], people: readonly string[]): Words[];
  /** Whether some purpose names this kind of person, or a kind it also is. */
  hasPurpose(kind: string): boolean;
}

const surveys = new WeakMap<Policy, Survey>();

/** The survey of a policy, which does not change while it is judged. */
export function surveyOf(policy: Policy): Survey {
  const known = surveys.get(policy);
  if (known !== undefined) return known;
  const made = survey(policy);
  surveys.set(policy, made);
  return made;
}

function survey(policy: Policy): Survey {
  const itemsWithPurpose = new Map<string, Set<string>>();
  const operatorsWithPurpose = new Set<string>();
  const every = Object.keys(policy.items).length;
  for (const { operators, people, items } of Object.values(policy.purposes)) {
    for (const operator of operators) operatorsWithPurpose.add(operator);
    for (const kind of people) {
      const covered = itemsWithPurpose.get(kind) ?? new Set();
      if (covered.size < every) for (const item of items) covered.add(item);
      itemsWithPurpose.set(kind, covered);
    }
  }
  const known = new Map<string, ReadonlySet<string>>();
  const kinds = (kind: string): ReadonlySet<string> => {
    const found = known.get(kind) ?? new Set(kindsOf(policy, kind));
    known.set(kind, found);
    return found;
  };
  return {
    kinds,
    itemsWithPurpose,
    operatorsWithPurpose,
    specialCare: (items, people) => [
      ...items.flatMap((item) => named(policy.items[item]?.specialCare, policy.items[item])),
      ...people.flatMap((kind) => {
        const why = kinds(kind)
          .values()
          .find((one) => policy.people[one]?.specialCare !== undefined);
        return named(why, policy.people[kind]);
      }),
    ],
    hasPurpose: (kind) =>
      kinds(kind)
        .values()
        .some((one) => itemsWithPurpose.has(one)),
  };
}

function named(why: string | undefined, entry: { readonly name: Text } | undefined): Words[] {
  return why === undefined || entry === undefined ? [] : [inOurLanguages(entry.name)];
}
