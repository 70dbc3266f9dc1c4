import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { Command } from "../act/index.ts";
import { json } from "../database/index.ts";
import { eventKind } from "../evidence/index.ts";
import { ProblemError } from "../wire/index.ts";
import type { TemplateRow } from "./tables.ts";
import { type MailTemplate, templateFaults, type TemplateWords } from "./template.ts";

/** The words of a template as the program brought them. */
const BUILT_IN = 0;

export interface TemplateVersion {
  /** `BUILT_IN`, or counted from 1 with each change. */
  readonly version: number;
  readonly words: Readonly<Record<string, TemplateWords>>;
  /** Whether these are the words that the program brought, at first or again. */
  readonly builtIn: boolean;
  readonly madeAt: Temporal.Instant | undefined;
}

const edited = eventKind("mail-template.edited", z.strictObject({ template: z.string(), version: z.int() }), {
  ja: "メールの文面を書き換えた",
  en: "The words of a mail were changed",
});
const reset = eventKind("mail-template.reset", z.strictObject({ template: z.string(), version: z.int() }), {
  ja: "メールの文面を、はじめのものに戻した",
  en: "The words of a mail were set back",
});

/** Every version of a template, the newest first, down to what it came with. */
export async function templateVersions<Tables>(
  db: Kysely<Tables>,
  { id, words }: Pick<MailTemplate, "id" | "words">,
): Promise<readonly [TemplateVersion, ...TemplateVersion[]]> {
  const { rows } = await sql<TemplateRow>`
    select * from mail_template where template = ${id} order by version desc`.execute(db);
  const first: TemplateVersion = { version: BUILT_IN, words, builtIn: true, madeAt: undefined };
  const made = rows.map(
    (row): TemplateVersion => ({
      version: row.version,
      words: row.words ?? words,
      builtIn: row.words === null,
      madeAt: row.made_at,
    }),
  );
  const [newest, ...older] = made;
  return newest === undefined ? [first] : [newest, ...older, first];
}

/** The words that are in use. */
export async function currentWords<Tables>(
  db: Kysely<Tables>,
  template: Pick<MailTemplate, "id" | "words">,
): Promise<TemplateVersion> {
  const [newest] = await templateVersions(db, template);
  return newest;
}

/**
 * Puts a mail in other words, in every language edition that it has; undefined sets it back to those it came with.
 * @param asked.base the version that was changed
 * @returns the new version
 * @throws {ProblemError} when run: `invalid-record` where placeholders do not fit, `mail-template-changed` where somebody else was quicker
 */
export function editTemplate(
  template: MailTemplate,
  asked: { readonly base: number; readonly words: Readonly<Record<string, TemplateWords>> | undefined },
): Command<number> {
  return {
    name: "mail-template.edit",
    input: { template: template.id, base: asked.base, words: asked.words ?? null },
    run: async ({ tx, at, append }) => {
      const { words } = asked;
      const faults = Object.entries(words ?? {}).flatMap(([language, one]) => templateFaults(template, language, one));
      if (faults.length > 0) {
        throw new ProblemError("invalid-record", { count: faults.length }, (language) =>
          faults.map((fault) => ({
            pointer: `/words/${fault.language}/${fault.field}`,
            detail: fault.words[language],
          })),
        );
      }
      const version = asked.base + 1;
      const missing = Object.keys(template.words).find(
        (language) => words !== undefined && !Object.hasOwn(words, language),
      );
      if (missing !== undefined) throw new TypeError(`${template.id} has no words in ${missing}`);
      const body = { template: template.id, version };
      await append(words === undefined ? { kind: reset, body } : { kind: edited, body, values: { words } });
      const { rows } = await sql`insert into mail_template (template, version, words, made_at)
        select ${template.id}, ${version}, ${words === undefined ? null : json(words)}, ${at}
        where ${asked.base} = (select coalesce(max(version), ${BUILT_IN}) from mail_template where template = ${template.id})
        on conflict do nothing returning version`.execute(tx);
      if (rows.length === 0) throw new ProblemError("mail-template-changed");
      return version;
    },
  };
}
