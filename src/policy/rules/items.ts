import type { Policy } from "../expand.ts";
import { type CheckRule, inOurLanguages, listOf } from "./rule.ts";
import { surveyOf } from "./survey.ts";
import { references } from "./walk.ts";

/* Whether what is held, handed over and shared is what the purposes need; and who is of which kind. */

const itemWithoutPurpose: CheckRule = {
  id: "item-without-purpose",
  severity: "law",
  article: "17(1)",
  message: {
    ja: "「{name}」の情報のうち、どの利用目的にも含まれない項目があります（{items}）。要るのなら利用目的を特定し、要らないのなら集めずに消去してください。",
    en: "Data is held of “{name}” that no purpose covers: {items}. Where it is needed, specify the purpose; where not, do not collect it, and erase what is there.",
  },
  *find(_source, policy) {
    const { kinds, hasPurpose, itemsWithPurpose } = surveyOf(policy);
    for (const [id, { name, clause, items }] of Object.entries(policy.people)) {
      // Of people without any purpose another rule speaks.
      if (!hasPurpose(id)) continue;
      const idle = items.filter((item) =>
        kinds(id)
          .values()
          .every((kind) => itemsWithPurpose.get(kind)?.has(item) !== true),
      );
      if (idle.length === 0) continue;
      yield {
        path: ["people", id, "items"],
        clause,
        values: { name: inOurLanguages(name), items: namesOf(policy, idle) },
      };
    }
  },
};

const recipientItemWithoutPurpose: CheckRule = {
  id: "recipient-item-without-purpose",
  severity: "law",
  article: "18(1)",
  message: {
    ja: "提供先「{name}」に渡す項目の中に、提供の利用目的（purposes）に含まれないものがあります（{items}）。同意なく渡せないので、利用目的に加えるか、渡す項目から外してください。",
    en: "“{name}” receives what none of the purposes of handing it over covers: {items}. Without consent it may not go: add it to a purpose, or take it out here.",
  },
  *find(source, policy) {
    for (const [id, { name, clause }] of Object.entries(source.recipients)) {
      const recipient = policy.recipients[id];
      const idle = uncovered(policy, recipient?.items ?? [], recipient?.purposes ?? []);
      if (idle.length === 0) continue;
      yield {
        path: ["recipients", id, "items"],
        clause,
        values: { name: inOurLanguages(name), items: namesOf(policy, idle) },
      };
    }
  },
};

const sharedItemWithoutPurpose: CheckRule = {
  id: "shared-item-without-purpose",
  severity: "law",
  article: "18(1)",
  message: {
    ja: "共同利用「{name}」の項目の中に、利用する者の利用目的に含まれないものがあります（{items}）。利用目的に加えるか、項目から外してください。",
    en: "Shared use “{name}” shares what none of the users' purposes covers: {items}. Add it to a purpose, or take it out here.",
  },
  *find(source, policy) {
    for (const [id, { name, clause }] of Object.entries(source.sharedUses)) {
      const use = policy.sharedUses[id];
      // Missing purposes are a matter of their own.
      if (use?.items === undefined || (use.purposes ?? []).length === 0) continue;
      const idle = uncovered(policy, use.items, use.purposes ?? []);
      if (idle.length === 0) continue;
      yield {
        path: ["sharedUses", id, "items"],
        clause,
        values: { name: inOurLanguages(name), items: namesOf(policy, idle) },
      };
    }
  },
};

/** Which items none of the purposes covers. A purpose that is not there covers none, and is found elsewhere. */
function uncovered(policy: Policy, items: readonly string[], purposes: readonly string[]): string[] {
  if (purposes.every((id) => policy.purposes[id] === undefined)) return [];
  const covered = new Set(purposes.flatMap((id) => policy.purposes[id]?.items ?? []));
  return items.filter((item) => !covered.has(item));
}

const unusedItem: CheckRule = {
  id: "unused-item",
  severity: "advice",
  message: {
    ja: "項目「{name}」はどこでも使われていません。つづりの誤りでなければ、消してください。",
    en: "Nothing speaks of the item “{name}”. Unless a name elsewhere is misspelt, remove it.",
  },
  *find(source, policy, { sections }) {
    const used = new Set<string>();
    for (const { section, id } of references(source, sections)) {
      if (section === "items") for (const item of source.itemSets[id]?.items ?? [id]) used.add(item);
    }
    for (const [id, { name }] of Object.entries(policy.items)) {
      if (!used.has(id)) yield { path: ["items", id], values: { name: inOurLanguages(name) } };
    }
  },
};

const peopleWithoutItems: CheckRule = {
  id: "people-without-items",
  severity: "advice",
  message: {
    ja: "「{name}」のどんな情報を持つのか（items）が書かれていません。持っている項目を挙げてください。",
    en: "Nothing says which items are held of “{name}”. List them.",
  },
  *find(source) {
    for (const [id, { name, clause, items }] of Object.entries(source.people)) {
      if (items.length === 0) yield { path: ["people", id, "items"], clause, values: { name: inOurLanguages(name) } };
    }
  },
};

const circularKinds: CheckRule = {
  id: "circular-kinds",
  severity: "advice",
  message: {
    ja: "「{name}」と「{other}」は、互いに also で含み合っています。同じ人たちなら一つの区分にまとめ、違うならどちらかの also を外してください。",
    en: "“{name}” and “{other}” are each also the other. If they are the same people, make them one kind; if not, take one `also` out.",
  },
  *find(source, policy) {
    const { kinds } = surveyOf(policy);
    for (const [id, { name, clause, also }] of Object.entries(source.people)) {
      for (const [index, other] of (also ?? []).entries()) {
        const person = policy.people[other];
        if (person === undefined || !kinds(other).has(id)) continue;
        const values = { name: inOurLanguages(name), other: inOurLanguages(person.name) };
        yield { path: ["people", id, "also", index], clause, values };
      }
    }
  },
};

function namesOf(policy: Policy, items: readonly string[]): ReturnType<typeof listOf> {
  return listOf(items.map((item) => inOurLanguages(policy.items[item]?.name ?? { ja: item, en: item })));
}

export const ITEM_RULES: readonly CheckRule[] = [
  itemWithoutPurpose,
  recipientItemWithoutPurpose,
  sharedItemWithoutPurpose,
  unusedItem,
  peopleWithoutItems,
  circularKinds,
];
