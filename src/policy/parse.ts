import type { z } from "zod";
import { describeIssues, pointer, typeName, type Words } from "../wire/index.ts";
import { byPlace, type Diagnostic, type Place, readingError } from "./diagnostic.ts";
import { CORE_SECTIONS } from "./schema.ts";
import { MAX_FILES, nearest, readYaml, type SourceFile } from "./yaml.ts";

type Core = { [Name in keyof typeof CORE_SECTIONS]: z.infer<(typeof CORE_SECTIONS)[Name]> };

/** Everything that one version of a policy says, wherever in its files it stands. */
export interface PolicyContent extends Core {
  /** Sections that rooms added to the language, validated by the room's own schema. */
  readonly rooms: Readonly<Record<string, unknown>>;
}

/** One version of a policy as its files say it: nothing expanded, nothing decided. */
export interface PolicySource extends PolicyContent {
  /** Where an object stands: the section, its key, and the path inside it. Falls back to the nearest thing above. */
  place(...path: readonly PropertyKey[]): Place;
}

/** A section that a room adds to the language. A key `clause` in it names a promise, as everywhere. */
export interface Section<Schema extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly schema: Schema;
  /** What it names of other sections. */
  references?(value: z.output<Schema>): Iterable<SectionReference>;
}

/** That an object inside a section names something of another one. */
export interface SectionReference {
  /** Inside the section. */
  readonly path: readonly PropertyKey[];
  readonly id: string;
  readonly section: "items" | "operators" | "people" | "purposes" | "contacts" | "recipients" | "linkedPolicies";
}

/** By the section as it was read and the schema that typed it: many rules of one check ask for the same section. */
const typed = new WeakMap<object, Map<z.ZodType, unknown>>();

/** What a policy says in a room's section; undefined where it has none. The same object each time: nobody may change it. */
export function sectionOf<Schema extends z.ZodType>(
  source: Pick<PolicySource, "rooms">,
  section: Section<Schema>,
): z.output<Schema> | undefined;
export function sectionOf({ rooms }: Pick<PolicySource, "rooms">, { name, schema }: Section): unknown {
  const read = Object.hasOwn(rooms, name) ? rooms[name] : undefined;
  if (!isRecord(read)) return read === undefined ? undefined : schema.parse(read);
  const bySchema = typed.get(read) ?? new Map<z.ZodType, unknown>();
  typed.set(read, bySchema);
  if (!bySchema.has(schema)) bySchema.set(schema, schema.parse(read));
  return bySchema.get(schema);
}

export interface Parsed {
  /** Absent when a diagnostic of severity `error` stands against it. */
  readonly source: PolicySource | undefined;
  /** Everything wrong at once, in the order of files and lines. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A policy without its places. */
export function contentOf(source: PolicyContent & Partial<Pick<PolicySource, "place">>): PolicyContent {
  const { place: _place, ...content } = source;
  return content;
}

const SINGLE = new Set(["policy", "settings", "document"]);
const OPTIONAL = [
  "itemSets",
  "recipients",
  "sharedUses",
  "contacts",
  "mirrors",
  "linkedPolicies",
  "commitments",
] as const;

const UNREADABLE = new Set([
  "yaml-syntax",
  "yaml-tag",
  "yaml-alias",
  "too-deep",
  "not-utf8",
  "file-too-large",
  "duplicate-key",
]);

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
  /** Sections that are there and hold nothing: already told, so not missing as well. */
  const emptied = new Set<string>();

  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const located = readYaml(file, report);
    if (located === undefined) continue;
    if (located.value === null) continue;
    const start: Place = { file: file.path, line: 1, column: 1 };
    if (!isRecord(located.value)) {
      report(readingError("not-a-map", start, { given: typeName(located.value) }));
      continue;
    }
    const placeOf = (path: readonly PropertyKey[]): Place => located.place(...path);
    for (const [name, value] of Object.entries(located.value)) {
      const schema = schemas.get(name);
      if (schema === undefined) {
        report(
          readingError("unknown-section", placeOf([name]), { key: name, hint: suggestion(name, [...schemas.keys()]) }),
        );
        continue;
      }
      const result = schema.safeParse(value);
      if (!result.success) {
        for (const { code, path, message } of describeIssues(result.error, value, name)) {
          report({ rule: code, severity: "error", ...placeOf([name, ...path]), message });
        }
      }
      if (!isRecord(value)) {
        emptied.add(name);
        continue;
      }
      const content = result.success && isRecord(result.data) ? result.data : value;
      const known = merged.get(name);
      if (known === undefined) {
        merged.set(name, { ...content });
      } else {
        for (const [key, entry] of Object.entries(content)) {
          const path = SINGLE.has(name) ? [name] : [name, key];
          const first = places.get(pointer(path));
          if (Object.hasOwn(known, key) || SINGLE.has(name)) {
            report(
              readingError("declared-twice", placeOf(path), {
                key: SINGLE.has(name) ? name : key,
                file: first?.file ?? "",
                line: first?.line ?? 0,
              }),
            );
            if (SINGLE.has(name)) break;
          } else known[key] = entry;
        }
      }
      for (const [key, place] of located.places) {
        if ((key === `/${name}` || key.startsWith(`/${name}/`)) && !places.has(key)) places.set(key, place);
      }
    }
  }

  // A file that could not be read may well hold what seems to be missing.
  const unread = diagnostics.some(({ rule }) => UNREADABLE.has(rule));
  for (const name of Object.keys(CORE_SECTIONS)) {
    if (merged.has(name) || emptied.has(name)) continue;
    if (OPTIONAL.some((optional) => optional === name)) merged.set(name, {});
    else if (files.length > 0 && !unread) report(readingError("missing-section", top, { key: name }));
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

/** Whether a value has every section of a policy, and those of rooms: what stands in them was validated before. */
export function isContent(value: Record<string, unknown>): value is Record<string, unknown> & PolicyContent {
  const { rooms } = value;
  return isRecord(rooms) && isCore(value);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
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
