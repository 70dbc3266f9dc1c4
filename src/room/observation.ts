import type { Kysely } from "kysely";
import type { WorkTables } from "../act/index.ts";
import type { Pack, Program } from "../policy/index.ts";
import type { Words } from "../wire/index.ts";

/**
 * What can be seen of a mechanism, rising. Of several the highest counts, so that one that had no occasion yet takes nothing from
 * another that was seen to work, and nothing that is well makes up for what is not.
 */
export const OBSERVED_STATES = ["unobserved", "kept", "at-risk", "broken"] as const;
export type ObservedState = (typeof OBSERVED_STATES)[number];

/** By what, and as of when, mechanisms are looked at. */
export interface Observing {
  readonly pack: Pack;
  /** The version by which it is judged: the one in force at the instant. */
  readonly program: Program;
  /** Only what was on record at this instant counts. */
  readonly at: Temporal.Instant;
  /** What happened is looked at from here on; what is still open, from whenever it is. */
  readonly since: Temporal.Instant;
  /** What is kept, for reading; absent where only a policy is served. */
  readonly records: Kysely<WorkTables> | undefined;
}

/** How far back the board looks: a slip of long ago, put right since, says nothing of how a promise is kept today. */
export const LOOKED_BACK_DAYS = 90;

/** How many were looked at for a clause, and how many of them are not as they should be. */
export interface Counted {
  readonly clause: string;
  readonly looked: number;
  readonly atRisk?: number;
  readonly broken?: number;
  /** When the next of them turns worse if nobody does anything. */
  readonly due?: Temporal.Instant | undefined;
  /** Identifiers of what is not as it should be; never of people. */
  readonly wrong?: readonly string[];
}

/** What was looked at, and what it means where it is not as it should be. */
export interface Subject {
  readonly room: string;
  /** Name of the mechanism that the room claims for the clause. */
  readonly mechanism: string;
  readonly says: Words;
  readonly atRisk: Words;
  readonly broken: Words;
  /** Kinds of events by which the log shows it. */
  readonly events: readonly string[];
  /** The page of the records that shows it, without its language. */
  readonly page?: string;
  /** What an earlier instant cannot show any more. */
  readonly lacking?: Words;
}

/** What was seen of one mechanism, for one clause. It names nobody. */
export interface Observation extends Subject {
  readonly clause: string;
  readonly state: ObservedState;
  readonly counts: { readonly looked: number; readonly atRisk: number; readonly broken: number };
  readonly due: Temporal.Instant | undefined;
  readonly wrong: readonly string[];
}

/** Identifiers that an observation gives at most: whoever has more to mend opens the records. */
const MOST_WRONG = 20;

/** Makes observations of what was counted: the state follows from the counts alone. */
export function observed(subject: Subject, counted: readonly Counted[]): readonly Observation[] {
  return counted.map(({ clause, looked, atRisk = 0, broken = 0, due, wrong = [] }) => ({
    ...subject,
    clause,
    state: stateOf({ looked, atRisk, broken }),
    counts: { looked, atRisk, broken },
    due,
    wrong: wrong.slice(0, MOST_WRONG),
  }));
}

function stateOf({ looked, atRisk, broken }: Observation["counts"]): ObservedState {
  if (broken > 0) return "broken";
  if (atRisk > 0) return "at-risk";
  return looked > 0 ? "kept" : "unobserved";
}

/** The worst of what was seen; nothing seen is `unobserved`. */
export function worstOf(states: readonly ObservedState[]): ObservedState {
  const worst = Math.max(0, ...states.map((state) => OBSERVED_STATES.indexOf(state)));
  return OBSERVED_STATES[worst] ?? "broken";
}

/** What rooms together see, one after the other: within one transaction there is one connection. */
export async function observeAll(
  rooms: readonly { readonly observe?: (from: Observing) => Promise<readonly Observation[]> }[],
  from: Observing,
): Promise<readonly Observation[]> {
  const all: Observation[] = [];
  for (const { observe } of rooms) all.push(...((await observe?.(from)) ?? []));
  return all;
}
