import type { Words } from "../../wire/index.ts";

export interface PromiseText {
  readonly title: Words;
  readonly text: Words;
}

/** A part of the document, with the clauses that it sets out. */
export interface PartText {
  readonly id: string;
  readonly heading: Words;
  readonly clauses?: string[];
  readonly contacts?: readonly string[];
  readonly parts?: PartText[];
}

/** Numbers promises as they are made, C1, C2 …, and sets each out in a part of the document: none is left out. */
export interface Clauses {
  readonly promises: Readonly<Record<string, PromiseText>>;
  readonly parts: readonly PartText[];
  /** Begins a part, inside another where one is given. */
  readonly part: (part: Omit<PartText, "clauses" | "parts">, inside?: PartText) => PartText;
  /** Makes a promise in a part and gives its clause. */
  readonly promise: (letter: string, part: PartText, title: Words, text: Words) => string;
}

export function numberClauses(): Clauses {
  const promises: Record<string, PromiseText> = {};
  const parts: PartText[] = [];
  const last = new Map<string, number>();
  return {
    promises,
    parts,
    part: (begun, inside) => {
      const part = { ...begun, clauses: [], parts: [] };
      (inside?.parts ?? parts).push(part);
      return part;
    },
    promise: (letter, part, title, text) => {
      const number = (last.get(letter) ?? 0) + 1;
      last.set(letter, number);
      const clause = `${letter}${number}`;
      promises[clause] = { title, text };
      part.clauses?.push(clause);
      return clause;
    },
  };
}
