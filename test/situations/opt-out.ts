import { smallPack } from "../marked-pack.ts";
import { type Situation, WITH_RECIPIENT } from "./situation.ts";

const FILING = 'filing: { number: "123", on: 2024-02-01, starts: 2024-03-01 }';

export const OPT_OUT_SITUATIONS: readonly Situation[] = [
  {
    rule: "special-care-opt-out",
    severity: "law",
    article: "27(2)",
    clause: "C2",
    en: /“an agency” is an opt-out recipient.+\(allergies\).+never leaves by opt-out/,
    ja: /「調査会社」.+（アレルギー）.+オプトアウトでは提供できません/,
    fires: smallPack(
      WITH_RECIPIENT,
      ["  agency:", "  ▸agency:"],
      ["items: [name]\n", "items: [name, allergy]\n"],
      ["[unstated]", "[opt-out]"],
      ["en: allergy", "en: allergies"],
    ),
    silent: smallPack(WITH_RECIPIENT, ["items: [name]\n", "items: [name, allergy]\n"]),
  },
  {
    rule: "opt-out-without-filing",
    severity: "law",
    article: "27(2)",
    clause: "C2",
    en: /“an agency” is published as an opt-out recipient without a filing/,
    ja: /「調査会社」.+届出がありません/,
    fires: smallPack(WITH_RECIPIENT, ["  agency:", "  ▸agency:"], ["[unstated]", "[opt-out]"]),
    silent: smallPack(WITH_RECIPIENT, [
      "[unstated] }",
      '[opt-out], filing: { number: "123", on: 2024-02-01, starts: 2024-03-01 } }',
    ]),
  },
  {
    rule: "opt-out-matters",
    severity: "law",
    article: "27(2)",
    clause: "C2",
    en: /“an agency” the policy does not say how they were acquired, how to ask for it, the day provision starts\./,
    ja: /取得の方法・求めを受け付ける方法・提供の開始予定日がありません/,
    fires: smallPack(
      WITH_RECIPIENT,
      ["    published: {", "    ▸published: {"],
      [
        "[unstated] }",
        "[opt-out], stated: { provision: C2, stop: C2 }, matters: { update: { ja: 毎月, en: every month } } }",
      ],
    ),
    silent: smallPack(WITH_RECIPIENT, [
      "[unstated] }",
      `[opt-out], ${FILING}, stated: { acquisition: C2, provision: C2, stop: C2, how-to-ask: C2, update: C2 } }`,
    ]),
  },
  {
    rule: "opt-out-own-publication",
    severity: "law",
    article: "R14",
    clause: "C2",
    en: /“an agency” were published by the operator itself/,
    ja: /「調査会社」の届出事項を、自社で公表した日がありません/,
    fires: smallPack(WITH_RECIPIENT, ["  agency:", "  ▸agency:"], ["[unstated] }", `[opt-out], ${FILING} }`]),
    silent: smallPack(WITH_RECIPIENT, [
      "[unstated] }",
      `[opt-out], ${FILING.replace(" }", ", publishedOn: 2024-02-20 }")} }`,
    ]),
  },
  {
    rule: "opt-out-read-otherwise",
    severity: "advice",
    article: "27(2)",
    clause: "C2",
    en: /“an agency” is published as an opt-out recipient and read as something else/,
    ja: /「調査会社」は、オプトアウトで提供すると公表されていますが/,
    fires: smallPack(WITH_RECIPIENT, ["[unstated]", "[opt-out]"], ["    reading:", "    ▸reading:"]),
    silent: smallPack(WITH_RECIPIENT, ["[unstated]", "[opt-out]"], ["{ route: consent }", "{ route: opt-out }"]),
  },
];
