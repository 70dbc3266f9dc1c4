import { smallPack } from "../marked-pack.ts";
import type { RuleSituation } from "../rule-situations.ts";
import { WITH_RECIPIENT, WITH_SISTER } from "./additions.ts";

export const RECIPIENT_SITUATIONS: readonly RuleSituation[] = [
  {
    rule: "recipient-route-unstated",
    severity: "advice",
    article: "27(1)",
    clause: "C2",
    en: /does not say on what ground “an agency” receives data/,
    ja: /提供先「調査会社」に何を根拠に渡すのか/,
    fires: smallPack(WITH_RECIPIENT, ["    published:", "    ▸published:"]),
    silent: smallPack(WITH_RECIPIENT, ["[unstated]", "[consent]"]),
  },
  {
    rule: "recipient-too-open",
    severity: "law",
    article: "27(1)",
    clause: "C2",
    en: /“an agency” is too open a class/,
    ja: /提供先「調査会社」は範囲が広く/,
    fires: smallPack(WITH_RECIPIENT, [
      "    reading: { routes: [{ route: consent }]",
      "    ▸reading: { routes: [{ route: review }]",
    ]),
    silent: smallPack(WITH_RECIPIENT, ["[{ route: consent }]", "[{ route: consent }, { route: review }]"]),
  },
  {
    rule: "recipient-without-route",
    severity: "advice",
    article: "27(1)",
    clause: "C2",
    en: /No way by which “an agency” may receive data/,
    ja: /提供先「調査会社」に渡す方法が一つも読み取られていません/,
    fires: smallPack(WITH_RECIPIENT, ["reading: { routes: [{ route: consent }]", "reading: { ▸routes: []"]),
    silent: smallPack(WITH_RECIPIENT),
  },
  {
    rule: "recipient-abroad-without-basis",
    severity: "law",
    article: "28(1)",
    clause: "C2",
    en: /“an agency” is abroad \(KR\)/,
    ja: /提供先「調査会社」は外国（KR）にあり/,
    fires: smallPack(
      WITH_RECIPIENT,
      ["    published:", "    ▸country: KR\n    published:"],
      ["[{ route: consent }]", "[{ route: consent }, { route: entrustment }]"],
    ),
    silent: smallPack(
      WITH_RECIPIENT,
      ["    published:", "    country: FR\n    published:"],
      ["[{ route: consent }]", "[{ route: entrustment }]"],
    ),
  },
  {
    rule: "recipient-purpose-not-its-own",
    severity: "policy",
    clause: "C2",
    en: /“an agency” names purposes of other operators or other people than it lists: buyer\.sale\./,
    ja: /提供先「調査会社」.+（buyer\.sale）/,
    fires: smallPack(
      WITH_SISTER,
      WITH_RECIPIENT,
      ["    operators: [shop]\n", "    operators: [sister]\n"],
      ["    purposes: [buyer.sale]", "    ▸purposes: [buyer.sale]"],
    ),
    silent: smallPack(
      ["\npurposes:", "\n  member: { name: { ja: 会員, en: members }, items: [name], also: [buyer] }\npurposes:"],
      WITH_RECIPIENT,
      ["    people: [buyer]\n", "    people: [member]\n"],
    ),
  },
];
