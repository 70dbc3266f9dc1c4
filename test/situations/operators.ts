import { smallPack } from "../marked-pack.ts";
import type { RuleSituation } from "../rule-situations.ts";
import { WITH_SISTER } from "./additions.ts";

export const OPERATOR_SITUATIONS: readonly RuleSituation[] = [
  {
    rule: "publisher-matters",
    severity: "law",
    article: "32(1)(i)",
    clause: "C1",
    en: /“The Small Shop”, who publishes this policy, does not say its address, its representative/,
    ja: /「小さな店」の住所・代表者の氏名がありません/,
    fires: smallPack(
      ["  shop:\n", "  ▸shop:\n    clause: C1\n"],
      ["    address: { ja: 東京都, en: Tokyo }\n", ""],
      ["    representative: { name: { ja: 店主, en: The Owner }, title: { ja: 代表, en: Owner } }\n", ""],
    ),
    silent: smallPack(),
  },
  {
    rule: "operator-matters",
    severity: "advice",
    article: "32(1)(i)",
    en: /“The Sister Shop” does not say its address, its representative/,
    ja: /「姉妹店」の住所・代表者の氏名がありません/,
    fires: smallPack(WITH_SISTER, ["  sister:", "  ▸sister:"], ["operators: [shop]", "operators: [shop, sister]"]),
    silent: smallPack(
      WITH_SISTER,
      ["kind: company, country: JP }", "kind: company, country: DE }"],
      ["operators: [shop]", "operators: [shop, sister]"],
    ),
  },
  {
    rule: "duplicate-operator-name",
    severity: "error",
    en: /“THE small shop” is also a name of shop/,
    ja: /「THE small shop」という名前は shop も使っています/,
    fires: smallPack(WITH_SISTER, ["en: The Sister Shop", "▸en: THE small shop"]),
    silent: smallPack(WITH_SISTER),
  },
];
