import type { Article } from "../law/index.ts";
import type { DutyCode, NeedCode, ReasonCode } from "./codes.ts";

export const OUTCOMES = ["deny", "review", "permit"] as const;
/** Ordered: deny < review < permit. */
export type Outcome = (typeof OUTCOMES)[number];

/** Who asks for it: the Act, or only the policy, which may promise more than the Act demands. */
export type Basis = "LAW" | "POLICY";

/** What a sentence is about: identifiers of the pack, numbers, or words as they were given. */
export type Params = Readonly<Record<string, string | number>>;

/** A sentence of a decision with what it stands on. */
export interface Grounded {
  readonly basis: Basis;
  readonly clause?: string;
  readonly article?: Article;
  readonly params: Params;
}

/** Why the answer is what it is. `effect` says which way it weighs; a note weighs nothing. */
export interface Reason extends Grounded {
  readonly code: ReasonCode;
  readonly effect: Outcome | "note";
}

/** What a permit obliges to. */
export interface Duty extends Grounded {
  readonly code: DutyCode;
}

/** What would turn a deny into a permit. */
export interface Need extends Grounded {
  readonly code: NeedCode;
}

export interface Decision {
  readonly outcome: Outcome;
  readonly reasons: readonly Reason[];
  readonly duties: readonly Duty[];
  readonly needs: readonly Need[];
  /** The version decided by; absent where none was in force. */
  readonly policy: { readonly pack: string; readonly version: string; readonly fingerprint: string } | undefined;
  readonly law: string | undefined;
  readonly engine: string;
  /** The instant decided for, ISO 8601 in UTC. */
  readonly at: string;
  /** True where the answer rests on facts that the asker claimed and nobody loaded. */
  readonly claimed: boolean;
}
