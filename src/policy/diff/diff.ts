import { fillWords, pointer, type Words } from "../../wire/index.ts";
import type { PolicyContent } from "../parse.ts";
import type { ItemSet, Mirror } from "../schema.ts";
import { ask, type Change, classOf, EDITORIAL, type Verdict, verdict } from "./change.ts";
import { compare, quoted } from "./comparison.ts";
import { entryChanges, field, fieldChanges, type SectionRules, type Told } from "./entries.ts";
import { changedPointers, isSame, keysOf, own, sectionsOf } from "./leaves.ts";
import { ITEMS, OPERATORS, PEOPLE } from "./people.ts";
import { COMMITMENTS, CONTACTS, documentTold, HEAD, LINKED, PROMISES } from "./publication.ts";
import { PURPOSES } from "./purposes.ts";
import { RECIPIENTS } from "./recipients.ts";
import { renamed } from "./renames.ts";
import { roomChanges } from "./rooms.ts";
import { SETTINGS } from "./settings.ts";
import { SHARED_USES } from "./shared-uses.ts";

/** A short form says nothing by itself: what it stands for is told of where it is used. */
const SHORT_FORM: Verdict = verdict(
  ask(
    "editorial",
    undefined,
    "これ自体に求められることはありません。使うところの変更として示します。",
    "Nothing is asked of it by itself: what follows is told of where it is used.",
  ),
);

const ITEM_SETS: SectionRules<ItemSet> = {
  section: "itemSets",
  noun: { ja: "項目のまとまり", en: "Item set" },
  name: ({ name }) => quoted(name),
  added: () => SHORT_FORM,
  removed: () => SHORT_FORM,
  fields: { name: field("名前", "name", EDITORIAL), items: field("項目", "items", SHORT_FORM) },
};

const MIRRORS: SectionRules<Mirror> = {
  section: "mirrors",
  noun: { ja: "写し", en: "Mirror" },
  name: (_mirror, id) => ({ ja: `「${id}」`, en: `“${id}”` }),
  clause: ({ clause }) => clause,
  added: () => SHORT_FORM,
  removed: () => SHORT_FORM,
  fields: {
    clause: field("条項", "clause", SHORT_FORM),
    from: field("写しの元", "from", SHORT_FORM),
    to: field("写しの先", "to", SHORT_FORM),
    people: field("本人の区分", "people", SHORT_FORM),
    clauses: field("写す条項", "clauses", SHORT_FORM),
    because: field("理由", "reason", EDITORIAL),
  },
};

const REWRITTEN: Words = {
  ja: "{place}：書き方だけの変更（意味は同じ）",
  en: "{place}: only how it is written; it says the same",
};

const LEFT: Words = { ja: "{place}：変更", en: "{place}: changed" };

const PUBLISH = verdict(ask("publish", undefined, "変更後の内容を公表してください。", "Publish it as it is now."));

/** Sections whose meaning is compared written out: what differs there in the files alone says the same. */
const WRITTEN_OUT = new Set(["purposes", "recipients", "people", "sharedUses", "promises"]);

/**
 * What changed from one version of a policy to the next, in meaning first and in words last, and what each change asks for. Nothing
 * stays untold: without a change both say the same. Purposes, recipients, kinds of people, shared uses and clauses are compared with
 * item sets and mirrors written out. Sections come in the order of the language, those of rooms last.
 */
export function diff(before: PolicyContent, after: PolicyContent): Change[] {
  if (isSame(before, after)) return [];
  const { before: from, changes: names } = renamed(before, after);
  const comparison = compare(from, after);
  const [was, is] = [comparison.before.policy, comparison.after.policy];
  const single = (
    section: string,
    told: readonly { readonly key?: string; readonly name?: Words; readonly told: Told }[],
  ) => told.map((one) => singleChange(section, one));
  const changes = [
    ...names,
    ...single("policy", fieldChanges(HEAD, { comparison, id: "", before: from.policy, after: after.policy })),
    ...single("settings", fieldChanges(SETTINGS, { comparison, id: "", before: from.settings, after: after.settings })),
    ...(isSame(from.document, after.document)
      ? []
      : single(
          "document",
          documentTold(from.document, after.document).map((told) => ({ told: { ...told, path: ["parts"] } })),
        )),
    ...entryChanges(ITEMS, from.items, after.items, comparison),
    ...entryChanges(ITEM_SETS, from.itemSets, after.itemSets, comparison),
    ...entryChanges(OPERATORS, from.operators, after.operators, comparison),
    ...entryChanges(PEOPLE, was.people, is.people, comparison),
    ...entryChanges(PURPOSES, was.purposes, is.purposes, comparison),
    ...entryChanges(RECIPIENTS, was.recipients, is.recipients, comparison),
    ...entryChanges(SHARED_USES, was.sharedUses, is.sharedUses, comparison),
    ...entryChanges(CONTACTS, from.contacts, after.contacts, comparison),
    ...entryChanges(MIRRORS, from.mirrors, after.mirrors, comparison),
    ...entryChanges(LINKED, from.linkedPolicies, after.linkedPolicies, comparison),
    ...entryChanges(PROMISES, was.promises, is.promises, comparison),
    ...entryChanges(COMMITMENTS, from.commitments, after.commitments, comparison),
    ...keysOf(from.rooms, after.rooms).flatMap((name) =>
      roomChanges(name, own(from.rooms, name), own(after.rooms, name)),
    ),
  ];
  return [...changes, ...leftOver(before, after, changes)];
}

const SECTION_WORDS: Readonly<Record<string, Words>> = {
  policy: { ja: "ポリシー", en: "Policy" },
  settings: { ja: "運用の設定", en: "Operating settings" },
  document: { ja: "公表文書", en: "Published document" },
};

const SAID: Words = { ja: "{section}：{what}", en: "{section}: {what}" };
const NAMED: Words = { ja: "{section}の{name}：{what}", en: "{section}, {name}: {what}" };

/** A change in a section that is one object. */
function singleChange(
  section: string,
  { key, name, told }: { readonly key?: string; readonly name?: Words; readonly told: Told },
): Change {
  const { says = { ja: "変更", en: "changed" }, path = [], verdict: found, published = section !== "settings" } = told;
  const values = { section: SECTION_WORDS[section] ?? { ja: section, en: section }, what: says };
  return {
    kind: "changed",
    section,
    says: name === undefined ? fillWords(SAID, values) : fillWords(NAMED, { ...values, name }),
    class: classOf(found),
    ...found,
    published,
    pointers: [pointer([section, ...(key === undefined ? [] : [key]), ...path])],
  };
}

/** What differs in the files and was not told of: where meaning was compared written out, only how it is written. */
function leftOver(before: PolicyContent, after: PolicyContent, told: readonly Change[]): Change[] {
  const known = new Set(told.flatMap(({ pointers }) => pointers));
  const above = new Set([...known].flatMap(placesAbove));
  return changedPointers(sectionsOf(before), sectionsOf(after))
    .filter((place) => !known.has(place) && !above.has(place) && !placesAbove(place).some((one) => known.has(one)))
    .map((place): Change => {
      const [section = "", id] = place.split("/").slice(1);
      const same = WRITTEN_OUT.has(section);
      const found = same ? EDITORIAL : PUBLISH;
      return {
        kind: "changed",
        section,
        ...(id === undefined ? {} : { id: id.replaceAll("~1", "/").replaceAll("~0", "~") }),
        says: fillWords(same ? REWRITTEN : LEFT, { place }),
        class: classOf(found),
        ...found,
        published: section !== "settings",
        pointers: [place],
      };
    });
}

/** Every place that a place is inside of, but the whole. */
function placesAbove(place: string): string[] {
  const words = place.split("/");
  return words.slice(2).map((_word, index) => words.slice(0, index + 2).join("/"));
}
