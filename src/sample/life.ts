import type { NewFacts, NewPerson, recordRepresentative } from "../people/index.ts";
import type { Policy } from "../policy/index.ts";
import type { recordProvisions, recordReceipts } from "../provision/index.ts";
import type { Card } from "./decks.ts";
import type { Draw } from "./draw.ts";
import type { PartyKey, SeriesKey } from "./parties.ts";

/*
 * What is made up of one person: who they are, what they said, what was handed over, and what comes later. Plain data, so that the same
 * seed can be seen to give the same people; identifiers are given when it is recorded.
 */

type ProvisionInput = Parameters<typeof recordProvisions>[1]["provisions"][number];
type ReceiptInput = Parameters<typeof recordReceipts>[1]["receipts"][number];
type RepresentativeInput = Parameters<typeof recordRepresentative>[0]["representative"];

export type FactInput = NewFacts["facts"][number];
type Untimed<Fact> = Fact extends unknown ? Omit<Fact, "at"> : never;
/** A fact whose instant is not known yet. */
export type FactToCome = Untimed<FactInput>;

/** Facts that were told at once, and what shows them. */
export interface Told {
  readonly facts: readonly FactInput[];
  readonly details?: NewFacts["details"];
}

export interface Handover extends Omit<ProvisionInput, "person" | "party" | "consent" | "series"> {
  readonly to: PartyKey;
  /** Which of `told` holds the one consent it rests on. */
  readonly consent?: number;
  readonly inSeries?: SeriesKey;
}

export interface Arrival extends Omit<ReceiptInput, "person" | "party" | "series"> {
  readonly from: PartyKey;
}

/** What happens some time after. */
export interface Later {
  /** How long after: 0 soon, 1 as late as it may be. */
  readonly lag: number;
  readonly facts: readonly FactToCome[];
  readonly details?: NewFacts["details"];
  /** The first of the facts is lifted again, at once. */
  readonly lifted?: boolean;
  /** The person is erased, after the facts. */
  readonly erased?: boolean;
}

export interface Life {
  readonly person: NewPerson;
  readonly told: readonly Told[];
  readonly handovers: readonly Handover[];
  readonly arrivals: readonly Arrival[];
  readonly representatives: readonly RepresentativeInput[];
  readonly later: readonly Later[];
  /** It is the one before under another number. */
  readonly sameAsBefore: boolean;
}

/** What a life is told from. Instants are epoch milliseconds. */
export interface Setting {
  readonly card: Card;
  readonly draw: Draw;
  readonly policy: Policy;
  /** Counts everybody from 0, in every run. */
  readonly serial: number;
  readonly came: number;
  /** Up to when what is told and handed over lies before it is recorded. */
  readonly until: number;
  readonly principal: { readonly name: string; readonly kana: string; readonly phone?: string };
}

/** What the story of a kind adds. */
export interface Story {
  readonly told: Told[];
  readonly handovers: Handover[];
  readonly arrivals: Arrival[];
  readonly representatives: RepresentativeInput[];
  readonly later: Later[];
}

export function isoOf(at: number): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toString();
}

/** An instant between coming and being recorded, to the minute. */
export function momentOf({ draw, came, until }: Pick<Setting, "draw" | "came" | "until">): string {
  const at = came + draw.share() * (until - came);
  return isoOf(Math.max(came, Math.floor(at / 60_000) * 60_000));
}
