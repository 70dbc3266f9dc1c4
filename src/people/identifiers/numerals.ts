/** The ideographs that a number below ten thousand is written with. */
export const NUMERALS = "〇零一二三四五六七八九十百千";

const DIGITS: ReadonlyMap<string, number> = new Map(
  Array.from("〇一二三四五六七八九")
    .map((numeral, digit) => [numeral, digit] as const)
    .concat([["零", 0]]),
);
const UNITS: ReadonlyMap<string, number> = new Map([
  ["十", 10],
  ["百", 100],
  ["千", 1000],
]);

/** A number written in ideographs, by place (一〇一) or with units (百二十三), in digits. */
export function numeralsToDigits(numerals: string): string {
  const characters = Array.from(numerals);
  if (!characters.some((character) => UNITS.has(character))) {
    return characters.map((character) => DIGITS.get(character) ?? "").join("");
  }
  let sum = 0;
  let pending: number | undefined;
  for (const character of characters) {
    const unit = UNITS.get(character);
    if (unit === undefined) {
      pending = (pending ?? 0) * 10 + (DIGITS.get(character) ?? 0);
    } else {
      sum += (pending ?? 1) * unit;
      pending = undefined;
    }
  }
  return String(sum + (pending ?? 0));
}
