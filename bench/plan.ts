import type { Size } from "./large.ts";
import type { Effort } from "./measure.ts";

/** How much is measured of records. */
export interface RecordsPlan {
  readonly rounds: number;
  /** Events in one act. */
  readonly batch: number;
  /** Requests of each number of connections. */
  readonly http: number;
  /** On record when questions are asked. */
  readonly people: readonly number[];
  /** How many of them are asked about. */
  readonly asked: number;
  /** By API, in flat memory. */
  readonly imported: number;
}

/** How much is measured. */
export interface Plan extends Effort {
  /** The large packs, each once. */
  readonly sizes: readonly Size[];
  /** Which two of them tell whether cost grows, and with what. */
  readonly growth: readonly { readonly of: keyof Size; readonly from: Size; readonly to: Size }[];
  readonly largest: Size;
  /** Different questions asked of each pack. */
  readonly questions: number;
  /** Different questions asked of the largest pack once more, so that every purpose of it is asked about in turn. */
  readonly everyPurpose: number;
  /** How many purposes the packs have that are checked; the growth is told from the last two. */
  readonly checked: readonly number[];
  readonly records: RecordsPlan;
  readonly peers: {
    readonly questions: number;
    /** On the large pack a peer is held to our answers for so many milliseconds. */
    readonly checking: number;
  };
  readonly http: {
    readonly single: number;
    /** Requests of each size of batch. */
    readonly batches: readonly { readonly size: number; readonly requests: number }[];
  };
}

const HUNDRED: Size = { purposes: 100, kinds: 100 };
const THOUSAND: Size = { purposes: 1_000, kinds: 100 };
const TEN_THOUSAND: Size = { purposes: 10_000, kinds: 100 };
const FEW_KINDS: Size = { purposes: 1_000, kinds: 10 };
const MANY_KINDS: Size = { purposes: 1_000, kinds: 1_000 };

export const FULL: Plan = {
  rounds: 5,
  milliseconds: 200,
  sizes: [HUNDRED, THOUSAND, TEN_THOUSAND, FEW_KINDS, MANY_KINDS],
  growth: [
    { of: "purposes", from: HUNDRED, to: TEN_THOUSAND },
    { of: "kinds", from: FEW_KINDS, to: MANY_KINDS },
  ],
  largest: TEN_THOUSAND,
  questions: 1_000,
  everyPurpose: 10_000,
  checked: [10_000, 100_000],
  records: { rounds: 9, batch: 2_000, http: 3_000, people: [100_000, 1_000_000], asked: 200, imported: 20_000 },
  peers: { questions: 1_000, checking: 3_000 },
  http: {
    single: 12_000,
    batches: [
      { size: 1_000, requests: 15 },
      { size: 10_000, requests: 3 },
    ],
  },
};

/** Only shows that everything still runs: nothing it prints says how fast anything is. */
export const SMOKE: Plan = {
  rounds: 1,
  milliseconds: 10,
  sizes: [HUNDRED, THOUSAND],
  growth: [{ of: "purposes", from: HUNDRED, to: THOUSAND }],
  largest: THOUSAND,
  questions: 1_000,
  everyPurpose: 1_000,
  checked: [500, 1_000],
  records: { rounds: 1, batch: 200, http: 100, people: [2_000, 4_000], asked: 10, imported: 500 },
  peers: { questions: 200, checking: 300 },
  http: {
    single: 400,
    batches: [
      { size: 1_000, requests: 1 },
      { size: 10_000, requests: 1 },
    ],
  },
};
