import { canonicalJson, fillWords, pointer, type Words } from "../../wire/index.ts";
import { isContent, isRecord, type PolicyContent } from "../parse.ts";
import { type Change, ask, classOf, verdict } from "./change.ts";
import { changedPointers, own, sectionsOf } from "./leaves.ts";

/*
 * Identifiers that only changed: something is gone, something else is new, and both say the same.
 */

/** In this order: what others refer to comes first, so that their references are renamed before they are compared. */
const SECTIONS = [
  "items",
  "itemSets",
  "operators",
  "promises",
  "people",
  "purposes",
  "recipients",
  "sharedUses",
  "contacts",
  "mirrors",
  "linkedPolicies",
] as const;
type Named = (typeof SECTIONS)[number];

/** Under which keys a policy names something of another section. */
const REFERENCES: Readonly<Record<string, readonly Named[]>> = {
  items: ["items", "itemSets"],
  people: ["people"],
  also: ["people"],
  operators: ["operators"],
  operator: ["operators"],
  of: ["operators"],
  publisher: ["operators"],
  responsible: ["operators"],
  from: ["operators"],
  to: ["operators"],
  purposes: ["purposes"],
  clause: ["promises"],
  clauses: ["promises"],
  contacts: ["contacts"],
  mirror: ["mirrors"],
};

const NOUNS: Readonly<Record<Named, Words>> = {
  items: { ja: "項目", en: "Item" },
  itemSets: { ja: "項目のまとまり", en: "Item set" },
  operators: { ja: "事業者", en: "Operator" },
  promises: { ja: "条項", en: "Clause" },
  people: { ja: "本人の区分", en: "Kind of person" },
  purposes: { ja: "利用目的", en: "Purpose" },
  recipients: { ja: "提供先", en: "Recipient" },
  sharedUses: { ja: "共同利用", en: "Shared use" },
  contacts: { ja: "窓口", en: "Contact" },
  mirrors: { ja: "写し", en: "Mirror" },
  linkedPolicies: { ja: "リンク先のポリシー", en: "Policy elsewhere" },
};

const SAID: Words = {
  ja: "{noun} {from} → {to}：識別子だけの変更",
  en: "{noun} {from} → {to}: only the identifier changed",
};

const SAME = verdict(
  ask("editorial", undefined, "内容は同じです。求められることはありません。", "It says the same: nothing is asked."),
);

/** The earlier version by the identifiers of the later one, and what was renamed for that. */
export function renamed(
  before: PolicyContent,
  after: PolicyContent,
): { readonly before: PolicyContent; readonly changes: readonly Change[] } {
  const changes: Change[] = [];
  let now = before;
  for (const section of SECTIONS) {
    for (const [from, to] of pairs(section, now, after)) {
      const next = rename(now, section, from, to);
      changes.push({
        kind: "renamed",
        section,
        id: to,
        says: fillWords(SAID, { noun: NOUNS[section], from, to }),
        class: classOf(SAME),
        ...SAME,
        published: true,
        pointers: [
          ...new Set([
            pointer([section, to]),
            pointer([section, from]),
            ...changedPointers(sectionsOf(now), sectionsOf(next)),
          ]),
        ],
      });
      now = next;
    }
  }
  return { before: now, changes };
}

/** What is gone and what is new, one to one; where several say the same it cannot be told which became which. */
function pairs(section: Named, before: PolicyContent, after: PolicyContent): (readonly [string, string])[] {
  const gone = byContent(before[section], after[section]);
  const come = byContent(after[section], before[section]);
  return [...gone].flatMap(([content, from]) => {
    const to = come.get(content);
    return to !== undefined && from.length === 1 && to.length === 1 && from[0] !== undefined && to[0] !== undefined
      ? [[from[0], to[0]] as const]
      : [];
  });
}

function byContent(
  entries: Readonly<Record<string, unknown>>,
  others: Readonly<Record<string, unknown>>,
): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [id, entry] of Object.entries(entries)) {
    if (Object.hasOwn(others, id)) continue;
    const content = canonicalJson(entry);
    found.set(content, [...(found.get(content) ?? []), id]);
  }
  return found;
}

function rename(content: PolicyContent, section: Named, from: string, to: string): PolicyContent {
  const word = (value: string): string => (value === from ? to : value);
  const keys = (record: unknown): unknown =>
    isRecord(record) ? Object.fromEntries(Object.entries(record).map(([key, value]) => [word(key), value])) : record;
  const walk = (value: unknown, key: string): unknown => {
    const refers = own(REFERENCES, key)?.includes(section) === true;
    if (typeof value === "string") return refers ? word(value) : value;
    if (Array.isArray(value)) return value.map((one) => walk(one, key));
    if (!isRecord(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, walk(one, name)]));
  };
  const walked: Record<string, unknown> = Object.fromEntries(
    Object.entries(content).map(([name, value]) => [name, walk(value, "")]),
  );
  walked[section] = keys(walked[section]);
  if (section === "people") {
    const { settings, mirrors } = walked;
    if (isRecord(settings)) walked["settings"] = { ...settings, retention: keys(settings["retention"]) };
    if (isRecord(mirrors)) {
      walked["mirrors"] = Object.fromEntries(
        Object.entries(mirrors).map(([name, mirror]) =>
          isRecord(mirror) && isRecord(mirror["people"])
            ? [name, { ...mirror, people: kinds(mirror["people"], word) }]
            : [name, mirror],
        ),
      );
    }
  }
  if (!isContent(walked)) throw new TypeError("a policy with an identifier renamed has all its sections");
  return walked;
}

/** Whose purposes become whose: kinds of people on both sides. */
function kinds(people: Readonly<Record<string, unknown>>, word: (value: string) => string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(people).map(([key, kind]) => [word(key), typeof kind === "string" ? word(kind) : kind]),
  );
}
