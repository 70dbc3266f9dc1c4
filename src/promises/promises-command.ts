import { type Command, type CommandContext, observeAll, usablePack } from "../room/index.ts";
import { fill, type Language, pick } from "../wire/index.ts";
import { countStates, type PromiseRow, STATES } from "./board.ts";
import { type Board, endOfDay, look } from "./look.ts";
import { WORDS } from "./words.ts";

/** `yakusoku promises [FOLDER]`: every promise of the version in force, its state, and what keeps it. */
export const promisesCommand: Command = {
  name: "promises",
  usage: "promises [FOLDER] [--at DAY|INSTANT] [--no-records] [--json] [--language ja|en]",
  summary: {
    ja: "条項ごとに、守られているか、守る仕組みがあるかを一覧にする（守れていない条項があれば終了コード 1）",
    en: "List for every clause whether it is kept, and by what (exit code 1 where one is broken)",
  },
  accepts: { flags: ["json", "no-records"], options: { at: [] }, positionals: 1 },
  run: async (asked, context) => {
    const now = context.clock.now();
    const given = asked.given["at"];
    const at = given === undefined ? now : instantOf(given, now);
    if (at === undefined) {
      context.err(`${fill(WORDS.wrongInstant[context.language], { given: given ?? "" })}\n`);
      return 2;
    }
    const loaded = await usablePack(asked.positionals[0] ?? context.defaultPack, context);
    if (loaded === undefined) return 2;
    const kept = asked.flags.has("no-records") ? undefined : await recordsOf(context);
    if (kept === "refused") return 2;
    try {
      const board = await look(loaded.pack, at, {
        mechanisms: (pack) => context.rooms.flatMap((room) => room.mechanisms?.(pack) ?? []),
        observe: (from) => observeAll(context.rooms, from),
        database: kept?.desk.database,
      });
      if (board === undefined) return 2;
      context.out(asked.flags.has("json") ? inJson(loaded.pack.id, board) : inWords(board, context.language));
      const rows = board.groups.flatMap((group) => group.rows);
      return countStates(rows).broken > 0 ? 1 : 0;
    } finally {
      await kept?.close();
    }
  },
};

type Records = NonNullable<Awaited<ReturnType<CommandContext["records"]>>>;

/** What is kept; undefined where nothing is yet. Where it could not be opened, that has been said. */
async function recordsOf({ records }: CommandContext): Promise<Records | "refused" | undefined> {
  let isNone = false;
  const kept = await records({ keep: false, whileLocked: WORDS.whileLocked, ifNothing: () => (isNone = true) });
  return kept ?? (isNone ? undefined : "refused");
}

function instantOf(given: string, now: Temporal.Instant): Temporal.Instant | undefined {
  const end = endOfDay(given, now);
  if (end !== undefined) return end;
  try {
    const at = Temporal.Instant.from(given);
    return Temporal.Instant.compare(at, now) > 0 ? undefined : at;
  } catch {
    return undefined;
  }
}

function inJson(pack: string, { program, at, since, hasRecords, groups }: Board): string {
  const board = {
    pack,
    version: program.version,
    at: at.toString(),
    since: since.toString(),
    records: hasRecords,
    promises: groups.flatMap((group) => group.rows),
  };
  return `${JSON.stringify(board)}\n`;
}

/** One line a promise, its columns set off by tabs so that other tools can cut them; what is wrong below it; the counts at the end. */
function inWords({ groups, hasRecords }: Board, lang: Language): string {
  const rows = groups.flatMap((group) => group.rows);
  const counts = countStates(rows);
  const closing = STATES.map((state) => `${WORDS[state][lang]} ${counts[state]}`).join(lang === "ja" ? "、" : ", ");
  const lines = rows.flatMap((row) => [lineOf(row, lang), ...wrongIn(row, lang)]);
  return `${[...lines, "", ...(hasRecords ? [] : [WORDS.without[lang]]), closing].join("\n")}\n`;
}

function lineOf({ clause, state, mechanisms, aspiration, title }: PromiseRow, lang: Language): string {
  const by =
    state === "aspiration" && aspiration !== undefined
      ? pick(aspiration, lang).words
      : mechanisms.map(({ name }) => name).join(", ");
  return [clause, WORDS[state][lang], by, pick(title, lang).words.replaceAll("\n", " ")].join("\t");
}

function wrongIn({ mechanisms }: PromiseRow, lang: Language): string[] {
  return mechanisms
    .flatMap(({ observations }) => observations)
    .flatMap(({ counts, atRisk, broken, wrong }) => {
      const found = (words: typeof atRisk, count: number): string[] =>
        count === 0 ? [] : [`\t${fill(WORDS.found[lang], { says: words[lang], count })}\t${wrong.join(" ")}`];
      return [...found(broken, counts.broken), ...found(atRisk, counts.atRisk)];
    });
}
