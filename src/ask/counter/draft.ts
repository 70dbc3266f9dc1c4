import { ACTS, type Act } from "../../decision/index.ts";
import { type Pack, type Program, versionAt } from "../../policy/index.ts";
import type { House } from "../../room/index.ts";
import { type Id, idOf, uuidOf } from "../../wire/index.ts";

/*
 * A question at the counter while it is put together. It stands in the address of the page, so that Back loses nothing and a second tab
 * is a second question: a person by their number, everything else in words of the policy. What is typed goes in bodies.
 */

export interface Draft {
  readonly person: Id<"person"> | undefined;
  readonly operator: string | undefined;
  readonly kind: string | undefined;
  readonly act: Act | undefined;
  readonly purpose: string | undefined;
  /** `class:…`, `operator:…` or `other`. */
  readonly to: string | undefined;
}

const NAMES = ["person", "operator", "kind", "act", "purpose", "to"] as const;
export type DraftName = (typeof NAMES)[number];

/** The policy that speaks for an operator, in the version in force. */
export interface Spoken {
  readonly pack: Pack;
  readonly program: Program;
}

/** The policies served, each in the version in force; one that has none yet is left out. */
export function spokenHere(house: House): readonly Spoken[] {
  const now = house.clock.now().epochMilliseconds;
  return [...house.packs.values()].flatMap((pack) => {
    const program = versionAt(pack, now);
    return program === undefined ? [] : [{ pack, program }];
  });
}

export function spokenFor(house: House, operator: string | undefined): Spoken | undefined {
  return spokenHere(house).find(({ program }) => operator !== undefined && program.operators.has(operator));
}

/** Reads an address or a form. What is no word of the policy counts as not given, and is asked again. */
export function readDraft(given: (name: DraftName) => string | undefined, house: House): Draft {
  const uuid = uuidOf("person", given("person") ?? "");
  const operator = given("operator");
  const program = spokenFor(house, operator)?.program;
  const known = (name: DraftName, has: (word: string, program: Program) => boolean): string | undefined => {
    const word = given(name);
    return word !== undefined && program !== undefined && has(word, program) ? word : undefined;
  };
  return {
    person: uuid === undefined ? undefined : idOf("person", uuid),
    operator: program === undefined ? undefined : operator,
    kind: known("kind", (word, { kinds }) => kinds.has(word)),
    act: ACTS.find((act) => act === given("act")),
    purpose: known("purpose", (word, { purposes }) => word.startsWith("law.") || purposes.has(word)),
    to: known("to", (word, policy) => recipientOf(word, policy) !== undefined),
  };
}

/** A recipient as far as the address says it. */
export interface Recipient {
  readonly class?: string;
  readonly operator?: string;
}

/** @returns undefined where the policy has no such recipient; nothing in it where it is none that the policy names */
export function recipientOf(to: string | undefined, { recipients, operators }: Program): Recipient | undefined {
  if (to === "other") return {};
  const [of, word = ""] = (to ?? "").split(/:(.*)/s);
  if (of === "class" && recipients.has(word)) return { class: word };
  if (of === "operator" && operators.has(word)) return { operator: word };
  return undefined;
}

export function draftQuery(draft: Draft, without: readonly DraftName[] = []): URLSearchParams {
  const query = new URLSearchParams();
  for (const name of NAMES) {
    const value = draft[name];
    if (value !== undefined && !without.includes(name)) query.set(name, value);
  }
  return query;
}

export const COUNTER = "/records/counter";

export function counterPath(draft: Draft, without: readonly DraftName[] = []): string {
  const query = draftQuery(draft, without).toString();
  return query === "" ? COUNTER : `${COUNTER}?${query}`;
}
