import { smallPack } from "../marked-pack.ts";
import type { RuleSituation } from "../rule-situations.ts";

const PERIOD = " buyer: { period: P1Y, after: { ja: 最後の買い物, en: the last purchase }, clause: C2 } ";

export const RETENTION_SITUATIONS: readonly RuleSituation[] = [
  {
    rule: "retention-missing",
    severity: "law",
    article: "22",
    en: /Nothing says how long data of “buyers” is kept/,
    ja: /「お客様」の情報をいつまで保存するか決まっていません/,
    fires: smallPack([PERIOD, ""], ["  buyer: { name", "  ▸buyer: { name"]),
    silent: smallPack([
      "\npurposes:",
      "\n  member: { name: { ja: 会員, en: members }, items: [name], also: [buyer] }\npurposes:",
    ]),
  },
  {
    rule: "retention-unpublished",
    severity: "advice",
    article: "22",
    en: /How long data of buyers is kept stands in the operating settings alone/,
    ja: /お客様 の保存期間は、運用の設定にあるだけ/,
    fires: smallPack([", clause: C2 } }\n  records", " } }\n  records"], ["  retention:", "  ▸retention:"]),
    silent: smallPack(),
  },
  {
    rule: "own-records-unpurposed",
    severity: "law",
    article: "17(1)",
    en: /\(requests\) are personal information too, and have no purpose/,
    ja: /（開示などの請求）も個人情報ですが/,
    fires: smallPack(
      ["    requests: { purpose: { ja: 請求への対応, en: To answer requests }, period: P3Y }\n", ""],
      ["  records:", "  ▸records:"],
    ),
    silent: smallPack(),
  },
];
