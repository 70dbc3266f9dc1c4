import { readFile } from "node:fs/promises";
import { recordBounce, REASONS } from "../mail/index.ts";
import type { Command } from "../room/index.ts";
import { fillWords, type Words } from "../wire/index.ts";
import { MAIL } from "./mail-words.ts";

const USAGE = "mail bounces [FILE …] [--json] [--language ja|en]";
const MAX_FILES = 10_000;
/** Whoever may run commands on the machine's own data is who sits at it. */
const AROUND = { actor: { kind: "staff", id: "local" } } as const;

/** `yakusoku mail bounces`: which mails came back, from the reports in files or on the standard input. */
export const mailCommand: Command = {
  name: "mail",
  usage: USAGE,
  summary: MAIL.summary,
  accepts: { flags: ["json"], positionals: MAX_FILES, words: ["bounces"] },
  run: async ({ positionals: [verb, ...files], flags }, { out, err, language, stdin, records: open }) => {
    if (verb !== "bounces") {
      err(`${MAIL.which[language]}\nyakusoku ${USAGE}\n`);
      return 2;
    }
    const reports: { file: string; bytes: Uint8Array }[] = [];
    if (files.length === 0) reports.push({ file: "-", bytes: Buffer.from(await stdin()) });
    for (const file of files) reports.push({ file, bytes: await readFile(file) });
    const records = await open({ whileLocked: MAIL.locked });
    if (records === undefined) return 2;
    try {
      let isWhole = true;
      for (const { file, bytes } of reports) {
        const outcome = await recordBounce(records.desk, bytes, AROUND);
        if (outcome.outcome === "unknown" || outcome.outcome === "unreadable") isWhole = false;
        out(flags.has("json") ? `${JSON.stringify({ file, ...outcome })}\n` : `${wordsOf(file, outcome)[language]}\n`);
      }
      return isWhole ? 0 : 1;
    } finally {
      await records.close();
    }
  },
};

function wordsOf(file: string, outcome: Awaited<ReturnType<typeof recordBounce>>): Words {
  const values = {
    file,
    ...("message" in outcome ? { id: outcome.message } : {}),
    ...("reason" in outcome ? { reason: REASONS[outcome.reason] } : {}),
  };
  return fillWords(MAIL[outcome.outcome], values);
}
