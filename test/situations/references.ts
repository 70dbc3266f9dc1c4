import { smallPack } from "../marked-pack.ts";
import type { RuleSituation } from "../rule-situations.ts";

export const REFERENCE_SITUATIONS: readonly RuleSituation[] = [
  {
    rule: "dangling-reference",
    severity: "error",
    en: /no “nmae” in items.+spelling/,
    ja: /items に「nmae」はありません/,
    fires: smallPack(["buyers }, items: [name, phone]", "buyers }, items: [▸nmae, phone]"]),
    silent: smallPack(
      ["\npeople:", "\nitemSets: { all: { name: { ja: 全部, en: all }, items: [name, phone] } }\npeople:"],
      ["buyers }, items: [name, phone]", "buyers }, items: [all]"],
    ),
  },
  {
    rule: "unknown-clause",
    severity: "error",
    en: /Clause “C9” is not in promises/,
    ja: /条項「C9」は promises にありません/,
    fires: smallPack(["phone], clause: C1", "phone], ▸clause: C9"]),
    silent: smallPack(["phone], clause: C1", "phone], clause: C2"]),
  },
  {
    rule: "text-missing",
    severity: "error",
    en: /lacks the required language “en”/,
    ja: /必須の言語「en」の文がありません/,
    fires: smallPack(["name: { name: { ja: 氏名, en: name }", "name: { ▸name: { ja: 氏名 }"]),
    silent: smallPack(["name: { name: { ja: 氏名, en: name }", "name: { name: { ja: 氏名, en: name, ko: 이름 }"]),
  },
];
