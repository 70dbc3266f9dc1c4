import type { PolicySource, SourceFile } from "../src/policy/index.ts";
import { type Random, seeded } from "./random.ts";

/*
 * A policy of any size that nobody wrote. Its identifiers and texts are as long, and its purposes as wide, whatever the
 * size: only their number changes, so that a difference in time is a difference of size.
 */

export interface Size {
  readonly purposes: number;
  /** Kinds of people. */
  readonly kinds: number;
}

type Text = Readonly<Record<"ja" | "en", string>>;
type Purpose = PolicySource["purposes"][string];

const OPERATORS = 20;
const ITEMS = 200;
/** There is one class of recipients for so many purposes, and it serves some of them. */
const PURPOSES_PER_RECIPIENT = 100;
const PURPOSES_SERVED = 20;
const SEED = 20_230_501;
/** Well under the limit of one file of the language. */
const ENTRIES_PER_FILE = 1_000;

/** Builds the policy as an object, as `parse` gives it. */
export function largeSource({ purposes: purposeCount, kinds: kindCount }: Size): PolicySource {
  const random = seeded(SEED);
  const operators = names("operator", OPERATORS, 2);
  const kinds = names("kind", kindCount, 4);
  const items = names("item", ITEMS, 3);
  const purposes = Object.fromEntries(
    names("area.purpose", purposeCount, 5).map((id, index) => [
      id,
      purpose(random, clauseOf("P", index), operators, kinds, items),
    ]),
  );
  const recipients = names("recipient", Math.ceil(purposeCount / PURPOSES_PER_RECIPIENT), 3);
  return {
    policy: {
      id: "large",
      version: "2023-05-01",
      inForceFrom: "2023-05-01",
      title: { ja: "大きなポリシー", en: "A large policy" },
      languages: { required: ["ja", "en"], prevailing: "ja" },
      publisher: operators[0] ?? "",
    },
    settings: {
      because: { ja: "計測のために定めました。", en: "Set for measuring." },
      retention: Object.fromEntries(
        kinds.map((kind) => [kind, { period: "P5Y", after: say("契約の終了から", "the end") }]),
      ),
      emergencyEvidenceHours: 24,
      foreignCheckMonths: 12,
    },
    document: {
      parts: [
        { id: "basic", clauses: ["B1"] },
        { id: "purposes", clauses: Object.values(purposes).map(({ clause }) => clause) },
        { id: "recipients", clauses: recipients.map((_, index) => clauseOf("R", index)) },
      ],
    },
    items: Object.fromEntries(items.map((id, index) => [id, item(id, index)])),
    itemSets: {},
    operators: Object.fromEntries(
      operators.map((id) => [id, { name: say(`株式会社${id}`, `${id} Ltd.`), kind: "company", country: "JP" }]),
    ),
    people: Object.fromEntries(kinds.map((id, index) => [id, person(id, index, kinds, random.some(items, 30))])),
    purposes,
    recipients: Object.fromEntries(
      recipients.map((id, index) => {
        const first = index * PURPOSES_PER_RECIPIENT;
        return [id, recipient(id, index, Object.entries(purposes).slice(first, first + PURPOSES_SERVED))];
      }),
    ),
    sharedUses: {},
    contacts: {},
    mirrors: {},
    linkedPolicies: {},
    promises: Object.fromEntries([
      ["B1", { text: say("個人情報を大切に扱います。", "We handle personal data with care.") }],
      ...Array.from({ length: purposeCount }, (_, index) => promise(clauseOf("P", index))),
      ...recipients.map((_, index) => promise(clauseOf("R", index))),
    ]),
    commitments: { "purpose-limit": { clause: "B1" } },
    rooms: {},
    place: () => ({ file: "large", line: 1, column: 1 }),
  };
}

/** The policy as files of the language: JSON is YAML. */
export function largeFiles({ place: _place, rooms: _rooms, ...sections }: PolicySource): SourceFile[] {
  return Object.entries(sections).flatMap(([section, content]) => {
    const entries: [string, unknown][] = Object.entries(content);
    return Array.from({ length: Math.ceil(entries.length / ENTRIES_PER_FILE) }, (_, part) => ({
      path: `${section}-${part}.yaml`,
      bytes: Buffer.from(
        JSON.stringify({
          [section]: Object.fromEntries(entries.slice(part * ENTRIES_PER_FILE, (part + 1) * ENTRIES_PER_FILE)),
        }),
      ),
    }));
  });
}

function purpose(
  random: Random,
  clause: string,
  operators: readonly string[],
  kinds: readonly string[],
  items: readonly string[],
): Purpose {
  return {
    operators: random.some(operators, 1 + random.below(3)),
    people: random.some(kinds, 1 + random.below(3)),
    items: random.some(items, 6 + random.below(10)),
    clause,
    ...(random.percent(30) ? { acts: ["use", "retain"] as const satisfies Purpose["acts"] } : {}),
    ...(random.percent(15) ? { stoppable: "direct-mail" as const } : {}),
    ...(random.percent(3) ? { catchAll: true } : {}),
  };
}

function item(id: string, index: number): PolicySource["items"][string] {
  const name = say(`項目${id}`, `the ${id}`);
  return index % 20 === 0 ? { name, specialCare: "medical-history" } : { name };
}

/** Every tenth kind of person is also of the kind before it. */
function person(id: string, index: number, kinds: readonly string[], items: string[]): PolicySource["people"][string] {
  const name = say(`区分${id}の方`, `people of ${id}`);
  const before = index % 10 === 9 ? kinds[index - 1] : undefined;
  return before === undefined ? { name, items } : { name, items, also: [before] };
}

function recipient(
  id: string,
  index: number,
  served: readonly (readonly [string, Purpose])[],
): PolicySource["recipients"][string] {
  const union = (of: (purpose: Purpose) => readonly string[]): string[] => [
    ...new Set(served.flatMap(([, one]) => of(one))),
  ];
  return {
    name: say(`提供先${id}`, `the ${id}`),
    clause: clauseOf("R", index),
    operators: union((one) => one.operators),
    people: union((one) => one.people),
    items: union((one) => one.items),
    purposes: served.map(([one]) => one),
    published: { routes: ["consent"] },
    reading: { routes: [{ route: "consent" }], because: say("本人の同意を得て渡します。", "Handed over by consent.") },
  };
}

function promise(clause: string): [string, PolicySource["promises"][string]] {
  return [
    clause,
    {
      text: say(
        `${clause} お申し込みの受付、ご契約の履行、ならびにこれに付随するご連絡とご案内のために利用します。`,
        `${clause} To accept applications, to carry out contracts, and for the notices that come with them.`,
      ),
    },
  ];
}

function names(word: string, count: number, digits: number): string[] {
  return Array.from({ length: count }, (_, index) => `${word}-${String(index).padStart(digits, "0")}`);
}

function clauseOf(letter: string, index: number): string {
  return `${letter}${String(index).padStart(5, "0")}`;
}

function say(ja: string, en: string): Text {
  return { ja, en };
}
