import { smallPack } from "../marked-pack.ts";
import type { RuleSituation } from "../rule-situations.ts";
import { WITH_RECIPIENT } from "./additions.ts";

const FILING = 'filing: { number: "123", on: 2024-02-01, starts: 2024-03-01 }';

export const OPT_OUT_SITUATIONS: readonly RuleSituation[] = [
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
    en: /“an agency”.+no filing with the Commission at `recipients\.agency\.published\.filing`\. File it, and write/,
    ja: /「調査会社」.+recipients\.agency\.published\.filing に個人情報保護委員会への届出がありません。届け出たうえで/,
    fires: smallPack(WITH_RECIPIENT, ["    published: {", "    ▸published: {"], ["[unstated]", "[opt-out]"]),
    silent: smallPack(WITH_RECIPIENT, [
      "[unstated] }",
      '[opt-out], filing: { number: "123", on: 2024-02-01, starts: 2024-03-01 } }',
    ]),
  },
  {
    rule: "opt-out-filing-differs",
    severity: "law",
    article: "27(2)",
    clause: "C2",
    en: /“an agency”.+\(number: 123 \/ 124, publishedOn: – \/ 2024-02-20\)\. Decisions go by the reading/,
    ja: /「調査会社」.+違います（number: 123 \/ 124, publishedOn: – \/ 2024-02-20）/,
    fires: smallPack(
      WITH_RECIPIENT,
      ["[unstated] }", `[opt-out], ${FILING} }`],
      [
        "{ route: consent }",
        '{ route: opt-out, ▸filing: { number: "124", on: 2024-02-01, starts: 2024-03-01, publishedOn: 2024-02-20 } }',
      ],
    ),
    silent: smallPack(WITH_RECIPIENT, ["[unstated] }", `[opt-out], ${FILING} }`], ["route: consent", "route: opt-out"]),
  },
  {
    rule: "opt-out-filing-repeated",
    severity: "advice",
    article: "27(2)",
    clause: "C2",
    en: /“an agency” stands under `published` and again under `reading`.+Take it out of `reading`/,
    ja: /「調査会社」の届出が、published と reading の両方に/,
    fires: smallPack(
      WITH_RECIPIENT,
      ["[unstated] }", `[opt-out], ${FILING} }`],
      ["{ route: consent }", `{ route: opt-out, ▸${FILING} }`],
    ),
    // A filing that is not published stands under the reading alone.
    silent: smallPack(WITH_RECIPIENT, ["{ route: consent }", `{ route: opt-out, ${FILING} }`]),
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
    rule: "opt-out-publication-day",
    severity: "advice",
    article: "R14",
    clause: "C2",
    en: /“an agency”.+on 2024-01-31 \(`publishedOn`\), it says, before the day of filing \(on: 2024-02-01\)/,
    ja: /「調査会社」.+2024-01-31 とありますが、届け出た日（on、2024-02-01）より前です/,
    fires: {
      text: smallPack(WITH_RECIPIENT, [
        "[unstated] }",
        `[opt-out], ${FILING.replace(" }", ", ▸publishedOn: 2024-01-31 }")} }`,
      ]),
      on: "2024-06-01",
    },
    silent: {
      text: smallPack(WITH_RECIPIENT, [
        "[unstated] }",
        `[opt-out], ${FILING.replace(" }", ", publishedOn: 2024-03-01 }")} }`,
      ]),
      on: "2024-06-01",
    },
  },
  {
    rule: "opt-out-publication-day",
    severity: "advice",
    article: "R14",
    clause: "C2",
    en: /on 2024-03-02.+after the first day of provision \(starts: 2024-03-01\)/,
    ja: /提供を始める日（starts、2024-03-01）より後です/,
    fires: {
      text: smallPack(WITH_RECIPIENT, [
        "{ route: consent }",
        `{ route: opt-out, ${FILING.replace(" }", ", ▸publishedOn: 2024-03-02 }")} }`,
      ]),
      on: "2024-06-01",
    },
    silent: {
      text: smallPack(WITH_RECIPIENT, [
        "[unstated] }",
        `[opt-out], ${FILING.replace(" }", ", publishedOn: 2024-02-01 }")} }`,
      ]),
      on: "2024-06-01",
    },
  },
  {
    rule: "opt-out-publication-day",
    severity: "advice",
    article: "R14",
    clause: "C2",
    en: /on 2024-02-20.+a day that is still to come/,
    ja: /まだ来ていない日です/,
    fires: {
      text: smallPack(WITH_RECIPIENT, [
        "[unstated] }",
        `[opt-out], ${FILING.replace(" }", ", ▸publishedOn: 2024-02-20 }")} }`,
      ]),
      on: "2024-02-19",
    },
    silent: {
      text: smallPack(WITH_RECIPIENT, [
        "[unstated] }",
        `[opt-out], ${FILING.replace(" }", ", publishedOn: 2024-02-19 }")} }`,
      ]),
      on: "2024-02-19",
    },
  },
  {
    rule: "opt-out-stop-unpromised",
    severity: "advice",
    article: "27(2)",
    clause: "C2",
    en: /by opt-out \(an agency\), and no `stop-provision` under `commitments`/,
    ja: /オプトアウトの提供先（調査会社）.+stop-provision で示してください/,
    fires: smallPack(WITH_RECIPIENT, ["  agency:", "  ▸agency:"], ["{ route: consent }", "{ route: opt-out }"]),
    silent: smallPack(
      WITH_RECIPIENT,
      ["[unstated]", "[opt-out]"],
      ["\npromises:", "\ncommitments: { stop-provision: { clause: C2 } }\npromises:"],
    ),
  },
  {
    rule: "opt-out-changed-untold",
    severity: "advice",
    article: "27(3)",
    clause: "C1",
    en: /told by publishing it, and there is an opt-out \(an agency\).+write `notice: beforehand`/,
    ja: /オプトアウトの提供先（調査会社）があります.+notice を beforehand に/,
    fires: smallPack(
      WITH_RECIPIENT,
      ["[unstated]", "[opt-out]"],
      ["  publisher: shop\n", "  publisher: shop\n  ▸changes: { clause: C1, notice: published }\n"],
    ),
    silent: smallPack(
      WITH_RECIPIENT,
      ["[unstated]", "[opt-out]"],
      ["  publisher: shop\n", "  publisher: shop\n  changes: { clause: C1, notice: beforehand }\n"],
    ),
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
