import { type Edit, smallPack } from "../marked-pack.ts";
import type { RuleSituation } from "../rule-situations.ts";
import { WITH_RECIPIENT, WITH_SHARED_USE } from "./additions.ts";

const BIRTH_DATE: Edit = ["\ncontacts:", "\n  birth-date: { name: { ja: 生年月日, en: date of birth } }\ncontacts:"];
const MEMBERS: Edit = [
  "\npurposes:",
  "\n  member: { name: { ja: 会員, en: members }, items: [name], also: [buyer] }\npurposes:",
];

export const ITEM_SITUATIONS: readonly RuleSituation[] = [
  {
    rule: "item-without-purpose",
    severity: "law",
    article: "17(1)",
    en: /Data is held of “buyers” that no purpose covers: date of birth\. .+erase/,
    ja: /「お客様」の情報のうち.+（生年月日）/,
    fires: smallPack(BIRTH_DATE, ["buyers }, items: [name,", "buyers }, ▸items: [name, birth-date,"]),
    silent: smallPack(BIRTH_DATE, ["buyers }, items: [name,", "buyers }, items: [name, allergy,"]),
  },
  {
    rule: "recipient-item-without-purpose",
    severity: "law",
    article: "18(1)",
    clause: "C2",
    en: /“an agency” receives what none of the purposes of handing it over covers: allergy\./,
    ja: /提供先「調査会社」.+（アレルギー）/,
    fires: smallPack(WITH_RECIPIENT, ["    items: [name]\n", "    ▸items: [name, allergy]\n"]),
    silent: smallPack(WITH_RECIPIENT, ["    items: [name]\n", "    items: [name, phone]\n"]),
  },
  {
    rule: "shared-item-without-purpose",
    severity: "law",
    article: "18(1)",
    clause: "C2",
    en: /Shared use “the arcade” shares what none of the users' purposes covers: allergy\./,
    ja: /共同利用「商店街」.+（アレルギー）/,
    fires: smallPack(WITH_SHARED_USE, ["    items: [name]\n", "    ▸items: [name, allergy]\n"]),
    silent: smallPack(
      WITH_SHARED_USE,
      ["    items: [name]\n", "    items: [name, allergy]\n"],
      ["purposes: [buyer.sale]", "purposes: [buyer.sale, buyer.meals]"],
    ),
  },
  {
    rule: "unused-item",
    severity: "advice",
    en: /Nothing speaks of the item “date of birth”/,
    ja: /項目「生年月日」はどこでも使われていません/,
    fires: smallPack(BIRTH_DATE, ["  birth-date:", "  ▸birth-date:"]),
    silent: smallPack(BIRTH_DATE, [
      "\npeople:",
      "\nitemSets: { papers: { name: { ja: 書類, en: papers }, items: [birth-date] } }\npeople:",
    ]),
  },
  {
    rule: "people-without-items",
    severity: "advice",
    en: /Nothing says which items are held of “buyers”/,
    ja: /「お客様」のどんな情報を持つのか/,
    fires: smallPack(["buyers }, items: [name, phone]", "buyers }, ▸items: []"]),
    silent: smallPack(["buyers }, items: [name, phone]", "buyers }, items: [name]"]),
  },
  {
    rule: "circular-kinds",
    severity: "advice",
    en: /“(?:buyers|members)” and “(?:members|buyers)” are each also the other/,
    ja: /互いに also で含み合っています/,
    fires: smallPack(MEMBERS, ["buyers }, ", "buyers }, also: [▸member], "], ["also: [buyer]", "also: [▸buyer]"]),
    silent: smallPack(MEMBERS),
  },
];
