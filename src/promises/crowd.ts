import { fill, type Language } from "../wire/index.ts";
import { WORDS } from "./words.ts";

/** Below this a count says too much of whoever is among those counted. */
const FEW = 5;
/** From here on two digits are enough. */
const MANY = 100;

/**
 * A count as everybody may read it. Few are not counted, and more are rounded down: whoever looks before and after a day they know
 * somebody acted on must not learn by it that the number rose by one.
 */
export function crowd(count: number, lang: Language): string {
  if (count === 0) return fill(WORDS.exact[lang], { count });
  if (count < FEW) return WORDS.few[lang];
  return fill(WORDS.crowd[lang], { count: roundedDown(count) });
}

function roundedDown(count: number): number {
  const step = count < MANY ? FEW : 10 ** (String(count).length - 2);
  return Math.floor(count / step) * step;
}

/** A count as whoever has access to the records reads it. */
export function exact(count: number, lang: Language): string {
  return fill(WORDS.exact[lang], { count });
}
