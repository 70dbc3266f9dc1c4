import { fill, fillWords, pick, type Text, type Words } from "../wire/index.ts";
import { oneLine } from "./address.ts";

/** Direct mail can be stopped by whoever gets it; what is transactional answers something that they did or are owed. */
export type MailKind = "transactional" | "direct-mail";

export interface TemplateWords {
  readonly subject: string;
  /** Plain text; paragraphs are parted by an empty line. */
  readonly text: string;
}

export interface Placeholder {
  readonly says: Words;
  /** By language edition; what a preview shows. */
  readonly sample: Text;
  /** Whether words without it are refused. Unless said otherwise they are. */
  readonly optional?: boolean;
}

/** A mail that a room sends: its own words, which the office may put in others. */
export interface MailTemplate<Name extends string = string> {
  /** `request.received`. */
  readonly id: string;
  readonly kind: MailKind;
  readonly says: Words;
  /** By language edition (BCP 47); Japanese and English at least. */
  readonly words: Readonly<Record<"ja" | "en", TemplateWords>> & Readonly<Record<string, TemplateWords>>;
  readonly placeholders: Readonly<Record<Name, Placeholder>>;
}

/** In every direct mail: where it is stopped. It is filled with the address of the header. */
export const UNSUBSCRIBE = "unsubscribe";

const MARK = /\{([^{}\n]*)\}/g;
const NAME = /^[a-zA-Z]+$/;
const LONGEST_SUBJECT = 200;
const LONGEST_TEXT = 20_000;

/** @throws {TypeError} where its words and its placeholders do not fit: a slip of whoever declares it */
export function mailTemplate<Name extends string>(template: MailTemplate<Name>): MailTemplate<Name> {
  const faults = Object.entries(template.words).flatMap(([language, words]) =>
    templateFaults(template, language, words),
  );
  const [fault] = faults;
  if (fault !== undefined) throw new TypeError(`${template.id}: ${fault.field}: ${fault.words.en}`);
  for (const name of Object.keys(template.placeholders))
    if (!NAME.test(name)) throw new TypeError(`${template.id}: “${name}” cannot name a placeholder`);
  if (template.kind === "direct-mail" && !Object.hasOwn(template.placeholders, UNSUBSCRIBE))
    throw new TypeError(`${template.id}: direct mail says how it is stopped, by {${UNSUBSCRIBE}}`);
  return template;
}

const FAULTS = {
  empty: { ja: "何か書いてください。", en: "Write something here." },
  tooLong: { ja: "{limit} 文字までにしてください。", en: "Keep it to {limit} characters." },
  lines: { ja: "件名は 1 行で書いてください。", en: "A subject is one line." },
  unknown: {
    ja: "{line} 行 {column} 文字目の「{mark}」は、このメールの差し込み項目ではありません。使えるのは {known} です。",
    en: "Line {line}, column {column}: “{mark}” is no placeholder of this mail. It has {known}.",
  },
  brace: {
    ja: "{line} 行 {column} 文字目のかっこ「{mark}」に、対になるものがありません。差し込み項目は {known} のように書きます。",
    en: "Line {line}, column {column}: the brace “{mark}” has no other half. Placeholders are written as {known}.",
  },
  wide: {
    ja: "{line} 行 {column} 文字目の「{mark}」は全角のかっこです。半角の { } で書いてください。",
    en: "Line {line}, column {column}: “{mark}” has full-width braces. Write them as { and }.",
  },
  missing: {
    ja: "件名にも本文にも「{mark}」がありません（{says}）。どちらかに入れてください。",
    en: "“{mark}” stands in neither subject nor text ({says}). Put it into one of them.",
  },
  none: { ja: "ありません", en: "none" },
} as const satisfies Record<string, Words>;

export interface TemplateFault {
  readonly language: string;
  readonly field: keyof TemplateWords;
  readonly words: Words;
}

/** What is wrong with words for a template: placeholders that it does not have, and those that it must and does not name. */
export function templateFaults(
  { placeholders }: Pick<MailTemplate, "placeholders">,
  language: string,
  words: TemplateWords,
): readonly TemplateFault[] {
  const names = Object.keys(placeholders);
  const known = names.length === 0 ? FAULTS.none : bothWays(names.map((name) => `{${name}}`).join(" "));
  const faults: TemplateFault[] = [];
  for (const field of ["subject", "text"] as const) {
    const fault = (said: Words, values: Parameters<typeof fillWords>[1] = {}): void =>
      void faults.push({ language, field, words: fillWords(said, values) });
    const text = words[field];
    const limit = field === "subject" ? LONGEST_SUBJECT : LONGEST_TEXT;
    if (text.trim() === "") fault(FAULTS.empty);
    if (text.length > limit) fault(FAULTS.tooLong, { limit });
    if (field === "subject" && /[\r\n]/.test(text)) fault(FAULTS.lines);
    const where = (at: number): { line: number; column: number } => {
      const lines = text.slice(0, at).split("\n");
      return { line: lines.length, column: Array.from(lines.at(-1) ?? "").length + 1 };
    };
    for (const { 0: mark, 1: name = "", index } of text.matchAll(MARK))
      if (!names.includes(name)) fault(FAULTS.unknown, { ...where(index), mark, known });
    for (const { 0: mark, index } of text.replace(MARK, (whole) => " ".repeat(whole.length)).matchAll(/[{}]/g))
      fault(FAULTS.brace, { ...where(index), mark, known });
    for (const { 0: mark, index } of text.matchAll(/｛[a-zA-Z]*｝/g)) fault(FAULTS.wide, { ...where(index), mark });
  }
  const said = `${words.subject}\n${words.text}`;
  for (const [name, { says, optional = false }] of Object.entries(placeholders))
    if (!optional && !said.includes(`{${name}}`)) {
      faults.push({ language, field: "text", words: fillWords(FAULTS.missing, { mark: `{${name}}`, says }) });
    }
  return faults;
}

function bothWays(text: string): Words {
  return { ja: text, en: text };
}

/**
 * Words with their values. A value adds no line to a subject and no control character to a text, and what looks like a placeholder in
 * it stays as it is.
 * @throws {TypeError} where a placeholder has no value
 */
export function renderMail({ subject, text }: TemplateWords, values: Readonly<Record<string, string>>): TemplateWords {
  const filled = (said: string): string => {
    const missing = [...said.matchAll(MARK)].find(([, name = ""]) => !Object.hasOwn(values, name));
    if (missing !== undefined) throw new TypeError(`no value for ${missing[0]}`);
    return fill(said, values);
  };
  return {
    subject: oneLine(filled(subject)),
    text: filled(text.replaceAll("\r\n", "\n")).replace(/[^\P{Cc}\n\t]/gu, ""),
  };
}

/** The values by which a preview is shown. */
export function sampleValues({ placeholders }: Pick<MailTemplate, "placeholders">, language: string) {
  return Object.fromEntries(
    Object.entries(placeholders).map(([name, { sample }]) => [name, pick(sample, language).words]),
  );
}
