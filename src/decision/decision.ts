import type { Article } from "../law/index.ts";
import type { Words } from "../wire/index.ts";
import type { DutyCode } from "./codes/duties.ts";
import type { NeedCode } from "./codes/needs.ts";
import type { ReasonCode } from "./codes/reasons.ts";

export const OUTCOMES = ["deny", "review", "permit"] as const;
/** Ordered: deny < review < permit. */
export type Outcome = (typeof OUTCOMES)[number];

/** Who asks for it: the Act, or only the policy, which may promise more than the Act demands. */
export type Basis = "LAW" | "POLICY";

/** What a sentence is about: identifiers of the pack, numbers, or words as they were given. */
export type Params = Readonly<Record<string, string | number>>;

/** Where a sentence stands: an article makes it LAW; a clause alone makes it POLICY. */
export interface Ground {
  readonly article?: Article;
  readonly clause?: string | undefined;
  /** It is about the Act as a whole, and no article says it. */
  readonly law?: true;
}

/** A sentence of a decision with what it stands on, and its words. */
export interface Grounded {
  readonly basis: Basis;
  readonly clause: string | undefined;
  readonly article: Article | undefined;
  readonly params: Params;
  readonly text: Words;
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
  /** One sentence that can be read aloud on the telephone. */
  readonly sentence: Words;
  readonly reasons: readonly Reason[];
  readonly duties: readonly Duty[];
  readonly needs: readonly Need[];
  /** The version decided by; absent where none was in force. */
  readonly policy: { readonly pack: string; readonly version: string; readonly fingerprint: string } | undefined;
  /** The version of the law; absent where none is loaded for that instant. */
  readonly law: string | undefined;
  readonly engine: string;
  /** The instant decided for, ISO 8601 in UTC. */
  readonly at: string;
  /** True where the answer rests on facts that the asker claimed and nobody loaded. */
  readonly claimed: boolean;
  /** The bill under which this was looked at. Such an answer decides nothing. */
  readonly preview?: string;
}
