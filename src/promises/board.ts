import { clausesOf, type Part, type Policy, type Program } from "../policy/index.ts";
import { type Mechanism, type Observation, type ObservedState, worstOf } from "../room/index.ts";
import type { Text, Words } from "../wire/index.ts";

/** States of a clause, in the order in which they are told: what is seen, then what cannot be. */
export const STATES = ["kept", "at-risk", "broken", "unobserved", "not-yet", "aspiration"] as const;
export type State = (typeof STATES)[number];

/** A mechanism, and what was seen of it. */
export interface ObservedMechanism {
  readonly room: string;
  readonly name: string;
  readonly how: Words;
  readonly state: ObservedState;
  readonly observations: readonly Observation[];
}

/** One clause of a policy, and what is known of how it is kept. */
export interface PromiseRow {
  readonly clause: string;
  readonly title: Text;
  readonly state: State;
  readonly mechanisms: readonly ObservedMechanism[];
  /** Why it is no duty that can run. */
  readonly aspiration?: Text;
}

/** The promises of one part of the document, in its order; `heading` is absent for those that stand in no part. */
export interface PromiseGroup {
  readonly id: string;
  readonly heading: Text | undefined;
  readonly rows: readonly PromiseRow[];
}

/**
 * Every promise of a version once, in the order of the document. Only what a room claims counts, and only what it saw of that: a
 * clause inherits nothing from those under it or above it. Its state is the worst of its mechanisms.
 */
export function promiseBoard(
  program: Program,
  mechanisms: readonly Mechanism[],
  observations: readonly Observation[],
): PromiseGroup[] {
  const { policy } = program;
  const claimed = Map.groupBy(mechanisms, ({ clause }) => clause);
  const seenOf = Map.groupBy(observations, ({ clause }) => clause);
  const listed = new Set<string>();
  const rows = (clauses: readonly string[]): PromiseRow[] =>
    clauses.flatMap((clause) => {
      const promise = policy.promises[clause];
      if (promise === undefined || listed.has(clause)) return [];
      listed.add(clause);
      const { title, text, aspiration } = promise;
      const found = (claimed.get(clause) ?? []).map((one) => seen(one, seenOf.get(clause) ?? []));
      return [
        {
          clause,
          title: title ?? text ?? {},
          state: stateOf(found, aspiration),
          mechanisms: found,
          ...(aspiration === undefined ? {} : { aspiration }),
        },
      ];
    });
  const groups: PromiseGroup[] = policy.document.parts.map((part) => ({
    id: part.id,
    heading: part.heading,
    rows: rows(clausesWithin(part, policy)),
  }));
  const rest = { id: "rest", heading: undefined, rows: rows(Object.keys(policy.promises)) };
  return [...groups, rest].filter((group) => group.rows.length > 0);
}

function seen({ room, name, how }: Mechanism, all: readonly Observation[]): ObservedMechanism {
  const observations = all.filter((one) => one.room === room && one.mechanism === name);
  return { room, name, how, state: worstOf(observations.map(({ state }) => state)), observations };
}

function stateOf(mechanisms: readonly ObservedMechanism[], aspiration: Text | undefined): State {
  if (mechanisms.length > 0) return worstOf(mechanisms.map(({ state }) => state));
  return aspiration === undefined ? "not-yet" : "aspiration";
}

function clausesWithin(part: Part, policy: Policy): string[] {
  return [...clausesOf(policy, part), ...(part.parts ?? []).flatMap((child) => clausesWithin(child, policy))];
}

export type StateCounts = Readonly<Record<State, number>>;

/** How many rows stand in each state. */
export function countStates(rows: readonly PromiseRow[]): StateCounts {
  const count = (state: State): number => rows.filter((row) => row.state === state).length;
  return {
    kept: count("kept"),
    "at-risk": count("at-risk"),
    broken: count("broken"),
    unobserved: count("unobserved"),
    "not-yet": count("not-yet"),
    aspiration: count("aspiration"),
  };
}
