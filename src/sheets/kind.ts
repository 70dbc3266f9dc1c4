import type { Step } from "../act/index.ts";
import type { Words } from "../wire/index.ts";

/** What a cell became: the value that the importer takes, or what is wrong with it and how to mend it. */
export type Parsed = { readonly value: unknown } | { readonly wrong: Words };

/** A column that an importer asks for. */
export interface SheetColumn {
  readonly key: string;
  readonly words: Words;
  /** Other heads by which people call it, in any language. */
  readonly synonyms?: readonly string[];
  readonly required?: boolean;
  /** @param text of the cell, trimmed, and not empty */
  readonly parse: (text: string) => Parsed;
}

/** Something that can be imported from a sheet. The room that owns the data declares it. */
export interface SheetKind {
  /** One word, as in `people`. */
  readonly name: string;
  readonly words: Words;
  readonly columns: readonly SheetColumn[];
  /** Checks what columns say together. */
  readonly check?: (values: SheetValues) => Words | undefined;
  /**
   * Records rows: called for one batch after the other in one transaction, and appends its events first.
   * @param lines of the sheet, in the order of the rows
   */
  readonly record: (step: Step, rows: readonly SheetValues[], lines: readonly number[]) => Promise<void>;
}

/** The values of a row, by column; a column without one is missing. */
export type SheetValues = Readonly<Record<string, unknown>>;

/** Which column of the sheet, from 0, is which of the importer; one that the sheet does not have is missing. */
export type Mapping = Readonly<Record<string, number>>;

/**
 * Which head is which column: by the words in either language, the synonyms and the key, without regard to width, case, blanks, marks
 * and what stands in brackets. Exact ones come first; of two heads that fit, the left one.
 */
export function suggestMapping({ columns }: Pick<SheetKind, "columns">, heads: readonly string[]): Mapping {
  const mapping: Record<string, number> = {};
  const free = new Set(heads.keys());
  for (const reduce of [exactly, loosely]) {
    const reduced = heads.map(reduce);
    for (const { key, words, synonyms = [] } of columns) {
      if (mapping[key] !== undefined) continue;
      const names = new Set([words.ja, words.en, key, ...synonyms].map(reduce));
      const found = reduced.findIndex((head, index) => head !== "" && free.has(index) && names.has(head));
      if (found === -1) continue;
      mapping[key] = found;
      free.delete(found);
    }
  }
  return mapping;
}

function exactly(head: string): string {
  return head
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_\-*＊※:・.]+/gu, "");
}

function loosely(head: string): string {
  return exactly(head.normalize("NFKC").replace(/\([^()]*\)|\[[^[\]]*\]|【[^【】]*】|「[^「」]*」/gu, ""));
}

const WRONG = {
  missing: {
    ja: "「{column}」がありません。値を入れてください。",
    en: "“{column}” is empty. Fill it in.",
  },
  formula: {
    ja: "「{column}」が数式です。値として貼り付け直してください。",
    en: "“{column}” is a formula. Paste it as a value.",
  },
} as const satisfies Record<string, Words>;

/** What a row became: its values, or everything that is wrong with it. */
export type CheckedRow = { readonly values: SheetValues } | { readonly wrong: readonly Words[] };

/** Reads a row by a mapping. Says all that is wrong with it at once. */
export function checkRow(
  { columns, check }: Pick<SheetKind, "columns" | "check">,
  mapping: Mapping,
  row: { readonly cells: readonly string[]; readonly formulas?: readonly number[] },
): CheckedRow {
  const values: Record<string, unknown> = {};
  const wrong: Words[] = [];
  const named = (words: Words, column: Words): Words => ({
    ja: words.ja.replace("{column}", column.ja),
    en: words.en.replace("{column}", column.en),
  });
  for (const { key, words, required = false, parse } of columns) {
    const at = mapping[key];
    const text = (at === undefined ? "" : (row.cells[at] ?? "")).trim();
    if (at !== undefined && row.formulas?.includes(at) === true) wrong.push(named(WRONG.formula, words));
    else if (text === "") {
      if (required) wrong.push(named(WRONG.missing, words));
    } else {
      const parsed = parse(text);
      if ("wrong" in parsed) wrong.push(named(parsed.wrong, words));
      else values[key] = parsed.value;
    }
  }
  if (wrong.length > 0) return { wrong };
  const together = check?.(values);
  return together === undefined ? { values } : { wrong: [together] };
}
