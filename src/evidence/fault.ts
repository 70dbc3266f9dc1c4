import { fillWords, type Words } from "../wire/index.ts";

/** Why something of a log cannot be read or written: what, where, and how to mend it. */
export class LogFault extends Error {
  readonly words: Words;
  constructor(words: Words, values: Readonly<Record<string, string | number | Words>> = {}) {
    const filled = fillWords(words, values);
    super(filled.en);
    this.name = "LogFault";
    this.words = filled;
  }
}
