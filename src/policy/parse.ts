import type { z } from "zod";
import type { Words } from "../wire/index.ts";
import { byPlace, type Diagnostic, type Place, readingError } from "./diagnostic.ts";
import { CORE_SECTIONS } from "./schema.ts";
import { MAX_FILES, pointer, readYaml, type SourceFile } from "./yaml.ts";

type Core = { [Name in keyof typeof CORE_SECTIONS]: z.infer<(typeof CORE_SECTIONS)[Name]> };

/** One version of a policy as its files say it: nothing expanded, nothing decided. */
export interface PolicySource extends Core {
  /** Sections that rooms added to the language, validated by the room's own schema. */
  readonly rooms: Readonly<Record<string, unknown>>;
  /** Where an object stands: the section, its key, and the path inside it. Falls back to the nearest thing above. */
  place(...path: readonly PropertyKey[]): Place;
}

/** A section that a room adds to the language. */
export interface Section {
  readonly name: string;
  readonly schema: z.ZodType;
}

export interface Parsed {
  /** Absent when a diagnostic of severity `error` stands against it. */
  readonly source: PolicySource | undefined;
  /** Everything wrong at once, in the order of files and lines. */
  readonly diagnostics: readonly Diagnostic[];
}

const SINGLE = new Set(["policy", "settings", "document"]);
const OPTIONAL = ["itemSets", "recipients", "sharedUses", "contacts", "mirrors", "commitments"] as const;

/** Reads the files of one version. The order of files, and of keys in them, does not matter. */
export function parse(files: readonly SourceFile[], sections: readonly Section[] = []): Parsed {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
  const top: Place = { file: files[0]?.path ?? ".", line: 1, column: 1 };
  if (files.length === 0) report(readingError("no-files", top));
  if (files.length > MAX_FILES) {
    report(readingError("too-many-files", top, { count: files.length, limit: MAX_FILES }));
    return { source: undefined, diagnostics };
  }

  const schemas = new Map<string, z.ZodType>([
    ...Object.entries(CORE_SECTIONS),
    ...sections.map((section): [string, z.ZodType] => [section.name, section.schema]),
  ]);
  const merged = new Map<string, Record<string, unknown>>();
  const places = new Map<string, Place>();

  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const located = readYaml(file, report);
    if (located === undefined) continue;
    const start: Place = { file: file.path, line: 1, column: 1 };
    if (!isRecord(located.value)) {
      report(readingError("wrong-type", start, { key: file.path, expected: MAP, given: typeName(located.value), hint: NONE }));
      continue;
    }
    const placeOf = (path: readonly PropertyKey[]): Place => nearest(located.places, path) ?? start;
    for (const [name, value] of Object.entries(located.value)) {
      const schema = schemas.get(name);
      if (schema === undefined) {
        report(readingError("unknown-key", placeOf([name]), { key: name, hint: suggestion(name, [...schemas.keys()]) }));
        continue;
      }
      const result = schema.safeParse(value);
      if (!result.success) {
        for (const issue of result.error.issues) {
          for (const diagnostic of explain(issue, [name], value, placeOf)) report(diagnostic);
        }
      }
      if (!isRecord(value)) continue;
      const content = result.success && isRecord(result.data) ? result.data : value;
      const known = merged.get(name);
      if (known === undefined) {
        merged.set(name, { ...content });
      } else {
        for (const [key, entry] of Object.entries(content)) {
          const path = SINGLE.has(name) ? [name] : [name, key];
          const first = places.get(pointer(path));
          if (Object.hasOwn(known, key) || SINGLE.has(name)) {
            report(readingError("declared-twice", placeOf(path), { key: SINGLE.has(name) ? name : key, file: first?.file ?? "", line: first?.line ?? 0 }));
            if (SINGLE.has(name)) break;
          } else known[key] = entry;
        }
      }
      for (const [key, place] of located.places) {
        if ((key === `/${name}` || key.startsWith(`/${name}/`)) && !places.has(key)) places.set(key, place);
      }
    }
  }

  for (const name of Object.keys(CORE_SECTIONS)) {
    if (merged.has(name)) continue;
    if (OPTIONAL.some((optional) => optional === name)) merged.set(name, {});
    else if (files.length > 0) report(readingError("missing-section", top, { key: name }));
  }
  diagnostics.sort(byPlace);
  if (diagnostics.length > 0) return { source: undefined, diagnostics };

  const core = Object.fromEntries([...merged].filter(([name]) => Object.hasOwn(CORE_SECTIONS, name)));
  const rooms = Object.fromEntries([...merged].filter(([name]) => !Object.hasOwn(CORE_SECTIONS, name)));
  if (!isCore(core)) throw new TypeError("sections were validated one by one, and do not form a policy");
  return {
    source: { ...core, rooms, place: (...path) => nearest(places, path) ?? top },
    diagnostics,
  };
}

function isCore(value: Record<string, unknown>): value is Core {
  return Object.keys(CORE_SECTIONS).every((name) => Object.hasOwn(value, name));
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function nearest(places: ReadonlyMap<string, Place>, path: readonly PropertyKey[]): Place | undefined {
  for (let length = path.length; length >= 0; length -= 1) {
    const place = places.get(pointer(path.slice(0, length)));
    if (place !== undefined) return place;
  }
  return undefined;
}

const NONE: Words = { ja: "", en: "" };
const MAP: Words = { ja: "「名前: 値」の並び", en: "a map of names to values" };
const TYPES: Readonly<Record<string, Words>> = {
  string: { ja: "文字", en: "text" },
  number: { ja: "数", en: "a number" },
  int: { ja: "整数", en: "a whole number" },
  boolean: { ja: "true か false", en: "true or false" },
  array: { ja: "並び（リスト）", en: "a list" },
  object: MAP,
  record: MAP,
  null: { ja: "空", en: "nothing" },
};
const QUOTE: Words = {
  ja: "文字として書くときは引用符で囲んでください。",
  en: "To write it as text, put it in quotes.",
};
const IDENTIFIER: Words = {
  ja: "英小文字・数字・「-」「.」で書いてください（例: care-record）。",
  en: "Write small letters, digits, “-” and “.” (for example care-record).",
};

/** Says a zod issue in our words, at the place where it can be mended. */
function explain(
  issue: z.core.$ZodIssue,
  prefix: readonly PropertyKey[],
  root: unknown,
  placeOf: (path: readonly PropertyKey[]) => Place,
): Diagnostic[] {
  const path = [...prefix, ...issue.path];
  const place = placeOf(path);
  const key = String(path.at(-1) ?? "");
  const given = issue.path.reduce<unknown>((value, part) => (isIndexable(value) ? value[part] : undefined), root);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((name) =>
        readingError("unknown-key", placeOf([...path, name]), { key: name, hint: { ja: "つづりを確かめてください。", en: "Check the spelling." } }),
      );
    case "invalid_type":
      if (given === undefined) return [readingError("missing-key", place, { key })];
      return [
        readingError("wrong-type", place, {
          key,
          expected: TYPES[issue.expected] ?? { ja: issue.expected, en: issue.expected },
          given: typeName(given),
          hint: issue.expected === "string" && typeof given !== "object" ? QUOTE : NONE,
        }),
      ];
    case "invalid_value":
      return [readingError("not-one-of", place, { key, allowed: issue.values.map(String).join(", ") })];
    case "invalid_union": {
      const allowed = "options" in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
      return [readingError("not-one-of", place, { key, allowed: allowed.join(", ") })];
    }
    case "invalid_key":
      return [readingError("bad-name", place, { key, hint: IDENTIFIER })];
    case "invalid_format":
      return [readingError("bad-form", place, { key, hint: formHint(issue) })];
    case "too_small":
      return [readingError("empty", place, { key })];
    case "too_big":
      return [readingError("too-long", place, { key, limit: Number(issue.maximum) })];
    case "custom":
      if (issue.message === "hidden-characters" || issue.message === "no-such-date") {
        return [readingError(issue.message, place, { key })];
      }
      return [readingError("bad-form", place, { key, hint: NONE })];
    default:
      return [readingError("bad-form", place, { key, hint: NONE })];
  }
}

function formHint(issue: { readonly format?: string; readonly pattern?: string | undefined }): Words {
  const pattern = issue.pattern ?? "";
  if (pattern.includes("\\d{4}-\\d{2}")) return { ja: "YYYY-MM-DD の形で書いてください。", en: "Write YYYY-MM-DD." };
  if (pattern.includes("^P(?:")) return { ja: "P6M や P3Y の形で書いてください。", en: "Write it like P6M or P3Y." };
  if (pattern.includes("[A-Z]{2}")) return { ja: "JP や US-GU の形で書いてください。", en: "Write it like JP or US-GU." };
  if (pattern.includes("[A-Z0-9][A-Za-z0-9]")) return { ja: "B2 や C7.4 の形で書いてください。", en: "Write it like B2 or C7.4." };
  if (issue.format === "email") return { ja: "メールアドレスの形で書いてください。", en: "Write an e-mail address." };
  return pattern.includes("[a-z0-9]") ? IDENTIFIER : NONE;
}

function isIndexable(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === "object" && value !== null;
}

function typeName(value: unknown): Words {
  const kind = value === null || value === undefined ? "null" : Array.isArray(value) ? "array" : typeof value;
  return TYPES[kind] ?? { ja: kind, en: kind };
}

/** The known word nearest to a misspelt one, as a hint; all of them when none is near. */
export function suggestion(word: string, known: readonly string[]): Words {
  const best = known
    .map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)[0];
  if (best !== undefined && best.distance <= Math.max(2, word.length / 4)) {
    return { ja: `「${best.candidate}」ではありませんか。`, en: `Did you mean “${best.candidate}”?` };
  }
  const some = known.slice(0, 12).join(", ");
  return { ja: `使えるのは ${some} などです。`, en: `Known here are: ${some}${known.length > 12 ? " …" : ""}.` };
}

/** Levenshtein distance, capped in cost by cutting both words to 40 characters. */
function editDistance(left: string, right: string): number {
  const a = left.slice(0, 40);
  const b = right.slice(0, 40);
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, change));
    }
    row = next;
  }
  return row[b.length] ?? Math.max(a.length, b.length);
}
