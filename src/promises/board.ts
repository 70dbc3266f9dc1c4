import { clausesOf, type Part, type Policy, type Program } from "../policy/index.ts";
import type { Mechanism } from "../room/index.ts";
import type { Text, Words } from "../wire/index.ts";

export const STATES = ["mechanism", "aspiration", "not-yet"] as const;
export type State = (typeof STATES)[number];

/** One clause of a policy, and what is known of how it is kept. */
export interface PromiseRow {
  readonly clause: string;
  readonly title: Text;
  readonly state: State;
  readonly mechanisms: readonly { readonly room: string; readonly name: string; readonly how: Words }[];
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
 * Every promise of a version once, in the order of the document. Only what a room claims counts: a clause inherits
 * nothing from those under it or above it.
 */
export function promiseBoard(program: Program, mechanisms: readonly Mechanism[]): PromiseGroup[] {
  const { policy } = program;
  const claimed = Map.groupBy(mechanisms, ({ clause }) => clause);
  const seen = new Set<string>();
  const rows = (clauses: readonly string[]): PromiseRow[] =>
    clauses.flatMap((clause) => {
      const promise = policy.promises[clause];
      if (promise === undefined || seen.has(clause)) return [];
      seen.add(clause);
      const { title, text, aspiration } = promise;
      const found = (claimed.get(clause) ?? []).map(({ room, name, how }) => ({ room, name, how }));
      const state: State = found.length > 0 ? "mechanism" : aspiration === undefined ? "not-yet" : "aspiration";
      return [
        {
          clause,
          title: title ?? text ?? {},
          state,
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

function clausesWithin(part: Part, policy: Policy): string[] {
  return [...clausesOf(policy, part), ...(part.parts ?? []).flatMap((child) => clausesWithin(child, policy))];
}

/** How many rows stand in each state. */
export function countStates(rows: readonly PromiseRow[]): Readonly<Record<State, number>> {
  const count = (state: State): number => rows.filter((row) => row.state === state).length;
  return { mechanism: count("mechanism"), aspiration: count("aspiration"), "not-yet": count("not-yet") };
}
