import { fillWords, type Language, pointer, type Text, type Words } from "../../wire/index.ts";
import { type Change, classOf, EDITORIAL, type Verdict } from "./change.ts";
import { type Comparison, quoted } from "./comparison.ts";
import { delta, isSame, keysOf, own } from "./leaves.ts";

/*
 * How a section of named objects is compared: what is there on one side only by one rule, what is there on both field by field.
 * Every field of the schema must have its rule, or this does not compile.
 */

/** One field that differs between the versions of an object. */
export interface FieldChange<Entry, Value = unknown> {
  readonly comparison: Comparison;
  readonly id: string;
  readonly before: Entry;
  readonly after: Entry;
  readonly was: Value;
  readonly is: Value;
}

/** What a rule says of a field. One field may be told of in several lines. */
export interface Told {
  /** After the name of the field; absent: nothing more. */
  readonly says?: Words;
  /** Inside the field; absent: all of it. */
  readonly path?: readonly string[];
  readonly verdict: Verdict;
  /** False for what an office decided in order to operate. */
  readonly published?: boolean;
}

export interface FieldRule<Entry, Value> {
  /** What readers call the field. */
  readonly name: Words;
  tell(change: FieldChange<Entry, Value>): readonly Told[];
}

export type FieldRules<Entry> = {
  readonly [Key in keyof Entry]-?: FieldRule<Entry, Entry[Key]>;
};

export interface SectionRules<Entry> {
  readonly section: string;
  /** What readers call such an object. */
  readonly noun: Words;
  /** What readers call this one, quotes included. */
  name(entry: Entry, id: string, comparison: Comparison): Words;
  clause?(entry: Entry, id: string): string | undefined;
  added(entry: Entry, comparison: Comparison, id: string): Verdict;
  removed(entry: Entry, comparison: Comparison, id: string): Verdict;
  readonly fields: FieldRules<Entry>;
  readonly published?: boolean;
}

const SAID = {
  added: { ja: "{noun}{name}（{id}）：追加", en: "{noun} {name} ({id}) added" },
  removed: { ja: "{noun}{name}（{id}）：削除", en: "{noun} {name} ({id}) removed" },
  changed: { ja: "{noun}{name}（{id}）の{field}：{what}", en: "{noun} {name} ({id}), {field}: {what}" },
} as const satisfies Record<string, Words>;

const ORDER: Words = { ja: "順序だけの変更", en: "only the order" };
const DIFFERENT: Words = { ja: "変更", en: "changed" };

/** Every change in a section of named objects. */
export function entryChanges<Entry extends object>(
  rules: SectionRules<Entry>,
  before: Readonly<Record<string, Entry | undefined>>,
  after: Readonly<Record<string, Entry | undefined>>,
  comparison: Comparison,
): Change[] {
  const { section, published = true } = rules;
  return keysOf(before, after).flatMap((id): Change[] => {
    const was = own(before, id);
    const is = own(after, id);
    const entry = is ?? was;
    if (entry === undefined || was === is) return [];
    const clause = rules.clause?.(entry, id);
    const about = { section, id, ...(clause === undefined ? {} : { clause }) };
    const named = { noun: rules.noun, name: rules.name(entry, id, comparison), id };
    if (was === undefined || is === undefined) {
      const kind = is === undefined ? "removed" : "added";
      const verdict = is === undefined ? rules.removed(entry, comparison, id) : rules.added(entry, comparison, id);
      const says = fillWords(SAID[kind], named);
      return [
        { ...about, kind, says, published, class: classOf(verdict), ...verdict, pointers: [pointer([section, id])] },
      ];
    }
    return fieldChanges(rules.fields, { comparison, id, before: was, after: is }).map(
      ({ key, name, told: { says = DIFFERENT, path = [], verdict, published: visible = published } }): Change => ({
        ...about,
        kind: "changed",
        says: fillWords(SAID.changed, { ...named, field: name, what: says }),
        class: classOf(verdict),
        ...verdict,
        published: visible,
        pointers: [pointer([section, id, key, ...path])],
      }),
    );
  });
}

interface Found {
  readonly key: string;
  readonly name: Words;
  readonly told: Told;
}

/** What is told of the fields that differ. */
export function fieldChanges<Entry extends object>(
  rules: FieldRules<Entry>,
  versions: Pick<FieldChange<Entry>, "comparison" | "id" | "before" | "after">,
): Found[] {
  const found: Found[] = [];
  for (const key in rules) {
    const was = versions.before[key];
    const is = versions.after[key];
    if (isSame(was, is)) continue;
    const { name } = rules[key];
    const told = isReordered(was, is)
      ? [{ says: ORDER, verdict: EDITORIAL }]
      : rules[key].tell({ ...versions, was, is });
    found.push(...told.map((one) => ({ key, name, told: one })));
  }
  return found;
}

/** Whether two lists of words hold the same, in another order. */
function isReordered(was: unknown, is: unknown): boolean {
  if (!isWordList(was) || !isWordList(is)) return false;
  const { added, removed } = delta(was, is);
  return added.length + removed.length === 0;
}

function isWordList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}

/** A field with one verdict, told with its values where they are short words. */
export function field<Entry, Value>(
  ja: string,
  en: string,
  verdict: Verdict | ((change: FieldChange<Entry, Value>) => Verdict),
): FieldRule<Entry, Value> {
  return {
    name: { ja, en },
    tell: (change) => [
      {
        says: values(change.was, change.is),
        verdict: typeof verdict === "function" ? verdict(change) : verdict,
      },
    ],
  };
}

/** A list of identifiers: what joined it is told apart from what left it. */
export function list<Entry>(
  ja: string,
  en: string,
  names: (ids: readonly string[], change: FieldChange<Entry, readonly string[] | undefined>) => Words,
  on: {
    added(ids: readonly string[], change: FieldChange<Entry, readonly string[] | undefined>): Verdict;
    removed(ids: readonly string[], change: FieldChange<Entry, readonly string[] | undefined>): Verdict;
  },
): FieldRule<Entry, readonly string[] | undefined> {
  return {
    name: { ja, en },
    tell: (change) => {
      const { added, removed } = delta(change.was, change.is);
      const told: Told[] = [];
      if (added.length > 0) told.push({ says: signed("+", names(added, change)), verdict: on.added(added, change) });
      if (removed.length > 0)
        told.push({ says: signed("−", names(removed, change)), verdict: on.removed(removed, change) });
      // From no list to an empty one, or back.
      return told.length > 0 ? told : [{ verdict: EDITORIAL }];
    },
  };
}

export function signed(sign: "+" | "−", { ja, en }: Words): Words {
  return { ja: `${sign}${ja}`, en: `${sign}${en}` };
}

/** “A → B” for words and numbers, else whether it was added, removed or changed. */
export function values(was: unknown, is: unknown): Words {
  const [from, to] = [shown(was), shown(is)];
  if (from !== undefined && to !== undefined) {
    // What is cut short, or changed in one language only, may look the same.
    const arrow = (language: Language): string =>
      from[language] === to[language] ? DIFFERENT[language] : `${from[language]} → ${to[language]}`;
    return { ja: arrow("ja"), en: arrow("en") };
  }
  if (was === undefined) return to === undefined ? { ja: "追加", en: "added" } : signed("+", to);
  if (is === undefined) return from === undefined ? { ja: "削除", en: "removed" } : signed("−", from);
  return DIFFERENT;
}

/** A value that fits into a line. */
function shown(value: unknown): Words | undefined {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return { ja: String(value), en: String(value) };
  return isText(value) ? quoted(value) : undefined;
}

function isText(value: unknown): value is Text {
  return (
    typeof value === "object" &&
    value !== null &&
    ("ja" in value || "en" in value) &&
    Object.values(value).every((words) => typeof words === "string")
  );
}
