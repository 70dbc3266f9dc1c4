import { countPeople } from "../people/index.ts";
import { type Command, type CommandContext, usablePack } from "../room/index.ts";
import { fill } from "../wire/index.ts";
import { MOST_PEOPLE } from "./places.ts";
import { DEFAULT_PEOPLE, DEFAULT_SEED, SAMPLE_POLICY } from "./record.ts";
import { tellProgress } from "./tell-progress.ts";
import { WORDS } from "./words.ts";

/** `yakusoku sample`: made-up people with two years of records. */
export const sampleCommand: Command = {
  name: "sample",
  usage: "sample [--people 2000] [--seed N] [--more] [--json] [--language ja|en]",
  summary: WORDS.summary,
  accepts: { flags: ["more", "json"], options: { people: [], seed: [] } },
  run: async (asked, context) => {
    const { language: lang, err, out } = context;
    const people = wholeNumber(asked.given, "people", DEFAULT_PEOPLE, [1, MOST_PEOPLE], context);
    const seed = wholeNumber(asked.given, "seed", DEFAULT_SEED, [0, Number.MAX_SAFE_INTEGER], context);
    if (people === undefined || seed === undefined) return 2;
    const loaded = await usablePack(context.defaultPack, context);
    if (loaded === undefined) return 2;
    if (loaded.pack.id !== SAMPLE_POLICY) {
      err(`${fill(WORDS.otherPolicy[lang], { pack: SAMPLE_POLICY })}\n`);
      return 2;
    }
    const records = await context.records({ whileLocked: WORDS.stopFirst });
    if (records === undefined) return 2;
    try {
      const { desk } = records;
      const count = await countPeople(desk);
      if (count > 0 && !asked.flags.has("more")) {
        err(`${fill(WORDS.peopleThere[lang], { count })}\n`);
        return 1;
      }
      if (count + people > MOST_PEOPLE) {
        err(`${fill(WORDS.full[lang], { count, most: MOST_PEOPLE })}\n`);
        return 1;
      }
      const { counts, seconds } = await tellProgress(desk, [loaded.pack], { people, seed }, context);
      out(
        asked.flags.has("json")
          ? `${JSON.stringify({ ...counts, seconds: Number(seconds) })}\n`
          : `${fill(WORDS.done[lang], { ...counts, seconds })}\n`,
      );
      return 0;
    } finally {
      await records.close();
    }
  },
};

function wholeNumber(
  given: Readonly<Record<string, string>>,
  name: "people" | "seed",
  unless: number,
  [least, most]: readonly [number, number],
  { err, language: lang }: CommandContext,
): number | undefined {
  const text = given[name] ?? String(unless);
  const number = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  err(`${fill(WORDS.notANumber[lang], { name, least, most, given: text })}\n`);
  return undefined;
}
