import { drawFor, shuffled } from "./draw.ts";

/*
 * Kinds of people in the shares they may have at such a company. They are dealt from a deck of two hundred and not drawn one by one:
 * among any two hundred people in a row that begin with a deck everybody is there whom the pages are to show.
 */

/** Of two hundred people; `operator` where it is not the company itself. */
const SHARES: readonly { readonly kind: string; readonly cards: number; readonly operator?: string }[] = [
  { kind: "customer", cards: 84 },
  { kind: "corporate-occupant", cards: 14 },
  { kind: "co-resident", cards: 12 },
  { kind: "guarantor", cards: 10 },
  { kind: "emergency-contact", cards: 8 },
  { kind: "owner", cards: 12 },
  { kind: "azumi-user", cards: 8 },
  { kind: "azumi-family", cards: 6 },
  { kind: "azu-user", cards: 4, operator: "azu" },
  { kind: "shareholder", cards: 12 },
  { kind: "applicant", cards: 8 },
  { kind: "prospective-employee", cards: 3 },
  { kind: "former-employee", cards: 4 },
  { kind: "employee", cards: 6 },
  { kind: "dispatched-worker", cards: 3 },
  { kind: "intern", cards: 2 },
  { kind: "guam-guest", cards: 4, operator: "guam" },
];

/** The company itself. */
export const COMPANY = "lp21";

/** Which of the deck a person is. `place` counts from 0 among those of the kind in the deck. */
export interface Card {
  readonly kind: string;
  readonly operator: string;
  readonly place: number;
}

const CARDS: readonly Card[] = SHARES.flatMap(({ kind, cards, operator = COMPANY }) =>
  Array.from({ length: cards }, (_, place) => ({ kind, operator, place })),
);

/** Deals cards: the same to the same person, whoever was asked for before. */
export function dealer(seed: number): (person: number) => Card {
  let deck = -1;
  let order: readonly number[] = [];
  return (person) => {
    const wanted = Math.floor(person / CARDS.length);
    if (wanted !== deck) {
      deck = wanted;
      order = shuffled(CARDS.length, drawFor(seed, deck, 1));
    }
    const card = CARDS[order[person % CARDS.length] ?? -1];
    if (card === undefined) throw new RangeError("a person is counted from 0");
    return card;
  };
}
