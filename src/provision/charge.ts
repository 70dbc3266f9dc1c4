import type { Context } from "hono";
import { allowedCaller, type Caller, covers } from "../access/index.ts";
import type { Desk } from "../act/index.ts";
import type { House } from "../room/index.ts";
import { type Id, idOf, ProblemError, uuidOf, type Words } from "../wire/index.ts";
import type { KnownPeople, Subjects } from "./ports.ts";
import type { Filters, PersonEntry } from "./read.ts";

/** What this room needs of the one that keeps people; `app.ts` brings the two together. */
export interface PeoplePorts {
  readonly subjects: Subjects;
  readonly known: KnownPeople;
  /** Puts on record that a caller sees what the records state of somebody. */
  readonly seen: (desk: Desk, caller: Caller, house: House, people: readonly Id<"person">[]) => Promise<void>;
}

/** What whoever sent a request has charge of: of which operators, and of whom. */
export interface Charge {
  /** Filters that let no other operator through. */
  readonly within: (filters: Filters) => Filters;
  /** Of a list, the entries about people of whom the caller may know; and those about nobody. */
  readonly known: <Entry extends { readonly person: Id<"person"> | undefined }>(
    entries: readonly Entry[],
  ) => Promise<readonly Entry[]>;
  /** @throws {ProblemError} `no-such-person` for the first of whom the caller is not to know */
  readonly mustKnow: (people: readonly (string | undefined)[]) => Promise<void>;
  /** @throws {ProblemError} `invalid-record` with the place of each operator that the caller has no charge of */
  readonly mustHave: (operators: readonly { readonly operator: string; readonly pointer: string }[]) => void;
  /** By which numbers the records of a person are looked up; their entries leave out what the caller is not to see. */
  readonly recordsOf: (person: Id<"person">) => Promise<RecordsOf>;
}

export interface RecordsOf {
  readonly people: readonly Id<"person">[];
  readonly show: (entries: readonly PersonEntry[]) => Promise<readonly PersonEntry[]>;
}

const OUTSIDE: Words = {
  ja: "この事業者の記録を扱う権限がありません。ご自分の担当に直してください。",
  en: "You have no charge of the records of this operator. Name your own.",
};

export function chargeIn(c: Context, house: House, desk: Desk, ports: PeoplePorts): Charge {
  const caller = allowedCaller(c);
  const { operators } = caller.reach;
  const knownOf = (people: readonly Id<"person">[]) => ports.known(desk, caller, house, people);
  return {
    within: (filters) => (operators === "all" ? filters : { ...filters, operators }),
    known: async (entries) => {
      const people = await knownOf([...new Set(entries.flatMap(({ person }) => person ?? []))]);
      return entries.filter(({ person }) => person === undefined || people.has(person));
    },
    mustKnow: async (given) => {
      const people = given.flatMap((id) => {
        const uuid = id === undefined ? undefined : uuidOf("person", id);
        return uuid === undefined ? [] : [idOf("person", uuid)];
      });
      const found = await knownOf(people);
      const missing = people.find((person) => !found.has(person));
      if (missing !== undefined) throw new ProblemError("no-such-person", { person: missing });
    },
    mustHave: (given) => {
      const faults = given.filter(({ operator }) => !covers(operators, operator));
      if (faults.length === 0) return;
      throw new ProblemError("invalid-record", { count: faults.length }, (language) =>
        faults.map(({ pointer }) => ({ pointer, detail: OUTSIDE[language] })),
      );
    },
    recordsOf: async (person) => {
      const known = (await knownOf([person])).get(person);
      if (known === undefined) throw new ProblemError("no-such-person", { person });
      return {
        people: [person, ...known.linked],
        show: async (entries) => {
          const mine = entries.filter(({ operator }) => covers(operators, operator));
          if (!known.whole) return mine.map((entry) => ({ ...entry, matters: undefined }));
          if (mine.some(({ matters }) => matters !== undefined)) await ports.seen(desk, caller, house, [person]);
          return mine;
        },
      };
    },
  };
}
