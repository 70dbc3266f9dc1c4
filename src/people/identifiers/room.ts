import type { Words } from "../../wire/index.ts";
import { firstOutside, plainCapitals, rejoin } from "./characters.ts";
import { foldIdeographs, foldParticles } from "./ideographs.ts";
import { foldSound, toKatakana } from "./kana.ts";
import type { NormalForm } from "./kind.ts";
import { NUMERALS, numeralsToDigits } from "./numerals.ts";
import { accept, type Outcome, refuse } from "./refusal.ts";

/** The number at the end: 101, B203, 203A, 1-205; a letter before it is its own unless a Latin word ends in it. */
const NUMBER_AT_END =
  /^(?<building>.*?)(?<number>(?<![A-Z\d])[A-Z]-?\d{1,5}[A-Z]?|(?<!\d)\d{1,5}[A-Z]?)(?:号室|号|室)?$/u;
const IN_IDEOGRAPHS = new RegExp(`[${NUMERALS}]+(?=号室$|号$|室$)`, "u");

export interface Room {
  /** Without blanks and marks; empty where only a number was given. */
  readonly building: string;
  readonly number: string;
}

/** @param text plain, in capital letters */
export function readRoom(text: string): Room | undefined {
  const line = text.replaceAll(/^[ -]+|[ -]+$/g, "").replace(IN_IDEOGRAPHS, numeralsToDigits);
  const { building, number } = NUMBER_AT_END.exec(line)?.groups ?? {};
  if (building === undefined || number === undefined) return undefined;
  return { building: closeUp(building), number: number.replaceAll("-", "") };
}

/** What neither a place nor a building is called; undefined where all is well. */
export function foreignMark(text: string): string | undefined {
  return firstOutside(text, /[\p{L}\p{M}\p{N} ・·'"「」『』(),.、。&+!#~〒/-]/u);
}

export const NO_SUCH_MARK: Words = {
  ja: "文字と数字、ハイフンで書いてください。",
  en: "Write letters, digits and hyphens.",
};

/** A building's name without the blanks, 中黒 and quotation marks that some write. */
export function closeUp(building: string): string {
  return rejoin(building.replaceAll(/[ ・·'"「」『』(),.、。]/gu, "").replaceAll(/^-+|-+$/g, "")).replaceAll(
    /^-+|-+$/g,
    "",
  );
}

/** A building or place as it is heard, with today's ideographs. */
export function foldAsHeard(text: string): string {
  return foldSound(foldParticles(toKatakana(foldIdeographs(text))));
}

/**
 * A building's name and a room number. Exact: the name without blanks, one blank, the number without 号室 (レオパレス桜 101). Loose: the name as
 * it is heard, and no blank, so that it does not matter where the name ends. It does not know a building's other names, 第2 from 第二
 * or Ⅱ, nor that 0101 and 101 are one room.
 */
export function normaliseRoom(text: string): Outcome<NormalForm> {
  const typed = plainCapitals("room", text);
  if (!typed.ok) return typed;
  const character = foreignMark(typed.value);
  if (character !== undefined) return refuse("room", "character", { character, hint: NO_SUCH_MARK });
  const room = readRoom(typed.value);
  if (room === undefined) return refuse("room", "room-number-missing");
  if (room.building === "") return refuse("room", "building-missing");
  return accept({
    exact: `${room.building} ${room.number}`,
    loose: foldAsHeard(`${room.building}${room.number}`).replaceAll("-", ""),
  });
}
