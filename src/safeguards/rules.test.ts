import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { built, type Edit, marks } from "../../test/marked-pack.ts";
import { describeRules, packWith } from "../../test/rule-situations.ts";
import { SAFEGUARD_RULES } from "./rules.ts";
import { SAFEGUARDS } from "./section.ts";

/** A section of which no rule has anything to say. */
const SECTION = `
safeguards:
  measures:
    basic-policy: { clause: C1 }
    rules: { clause: C1 }
    organisation: { clause: C2 }
    people: { clause: C1 }
    premises: { clause: C1 }
    technology: { clause: C1 }
  complaints: { clause: C1 }
  incidents: { because: { ja: 試験のため, en: For tests }, reportTo: { ja: 店主, en: the owner }, within: P1D }
`;
const pack = (...edits: Edit[]): string => packWith(SECTION, ...edits);

const ENVIRONMENT: Edit = [
  "    technology: { clause: C1 }\n",
  "    technology: { clause: C1 }\n    environment: { clause: C2 }\n",
];
const SEOUL: Edit = [
  "people:\n",
  "  seoul: { name: { ja: ソウル支店, en: Seoul branch }, kind: branch, of: shop, country: KR }\npeople:\n",
];
const GUAM: Edit = [
  "people:\n",
  "  guam: { name: { ja: グアムの店, en: Guam Shop }, kind: company, country: US-GU }\npeople:\n",
];
const KOREA: Edit = [
  "  complaints: { clause",
  "  countries: { KR: { regime: { ja: 個人情報保護法, en: PIPA } } }\n  complaints: { clause",
];
const AT_TOP: Edit = ["safeguards:\n", "▸safeguards:\n"];
const VISITORS: Edit = ["purposes:\n", "  visitor: { name: { ja: 来店者, en: visitors }, items: [name] }\npurposes:\n"];
const ALSO_BUYERS: Edit = ["items: [name] }\npurposes:", "items: [name], also: [buyer] }\npurposes:"];
const OF_VISITORS: Edit = ["people: [buyer], items: [name, phone]", "people: [buyer, visitor], items: [name, phone]"];

describeRules("safeguards", { section: SAFEGUARDS, rules: SAFEGUARD_RULES }, [
  {
    rule: "safeguards-missing",
    severity: "law",
    article: "CO10(i)",
    en: /Add a section `safeguards`/,
    ja: /safeguards の節に/,
    fires: packWith("", ["policy:\n", "▸policy:\n"]),
    silent: pack(),
  },
  {
    rule: "safeguard-areas-missing",
    severity: "law",
    article: "CO10(i)",
    en: /parts of General 10: rules for handling data, premises and devices\. /,
    ja: /：取扱いに係る規律の整備・物理的安全管理措置（/,
    fires: pack(
      ["    rules: { clause: C1 }\n", ""],
      ["    premises: { clause: C1 }\n", ""],
      ["  measures:", "  ▸measures:"],
    ),
    // What is not handled abroad needs no laws of other countries.
    silent: pack(GUAM),
  },
  {
    rule: "safeguard-areas-missing",
    severity: "law",
    article: "CO10(i)",
    en: /the laws of the countries where data is handled/,
    ja: /外的環境の把握/,
    fires: pack(SEOUL, KOREA, ["  measures:", "  ▸measures:"]),
    silent: pack(SEOUL, KOREA, ENVIRONMENT),
  },
  {
    rule: "safeguards-narrow",
    severity: "law",
    article: "23",
    en: /only of data of buyers, and data of others is handled too: visitors\. /,
    ja: /お客様の情報についてだけ.+：来店者。/,
    fires: pack(VISITORS, OF_VISITORS, ["safeguards:\n", "safeguards:\n  ▸people: [buyer]\n"]),
    silent: pack(VISITORS, OF_VISITORS, ALSO_BUYERS, ["safeguards:\n", "safeguards:\n  people: [buyer]\n"]),
  },
  {
    rule: "countries-unpublished",
    severity: "law",
    article: "CO10(i)",
    clause: "C2",
    en: /told: Seoul branch \(KR\)\. /,
    ja: /：ソウル支店（KR）。/,
    fires: pack(SEOUL, ENVIRONMENT, AT_TOP),
    silent: pack(SEOUL, ENVIRONMENT, KOREA),
  },
  {
    rule: "countries-unpublished",
    severity: "law",
    article: "CO10(i)",
    clause: "C2",
    en: /Seoul branch \(KR\)/,
    ja: /ソウル支店（KR）/,
    fires: pack(SEOUL, ENVIRONMENT, [
      "  complaints: { clause",
      "  ▸countries: { TW: { regime: { ja: 個人資料保護法, en: PDPA } } }\n  complaints: { clause",
    ]),
    // A company abroad is another legal person, and publishes its own.
    silent: pack(GUAM, ENVIRONMENT),
  },
  {
    rule: "environment-without-country",
    severity: "advice",
    article: "CO10(i)",
    clause: "C2",
    en: /name no country/,
    ja: /どの国かが書かれていません/,
    fires: pack(ENVIRONMENT, ["    environment:", "    ▸environment:"]),
    // Said more exactly by countries-unpublished.
    silent: pack(ENVIRONMENT, SEOUL),
  },
  {
    rule: "environment-without-country",
    severity: "advice",
    article: "CO10(i)",
    clause: "C2",
    en: /in Japan alone, write `countries: \{\}`/,
    ja: /日本国内だけで扱うなら countries: \{\}/,
    fires: pack(ENVIRONMENT, ["    environment:", "    ▸environment:"]),
    silent: pack(ENVIRONMENT, ["  complaints: { clause", "  countries: {}\n  complaints: { clause"]),
  },
  {
    rule: "complaints-window-missing",
    severity: "law",
    article: "CO10(ii)",
    en: /where complaints about personal data go/,
    ja: /苦情の申出先/,
    fires: pack(["  complaints: { clause: C1 }\n", ""], AT_TOP),
    silent: pack(),
  },
  {
    rule: "complaints-window-missing",
    severity: "law",
    article: "CO10(ii)",
    en: /`complaints` under `safeguards`/,
    ja: /safeguards の complaints/,
    fires: packWith("", ["policy:\n", "▸policy:\n"]),
    silent: packWith("", ["items: [name, phone] }", "items: [] }"]),
  },
  {
    rule: "incidents-unset",
    severity: "advice",
    article: "26(1)",
    clause: "C2",
    en: /within what time, for example P1D/,
    ja: /概ね3～5日以内/,
    fires: pack(
      [
        "  incidents: { because: { ja: 試験のため, en: For tests }, reportTo: { ja: 店主, en: the owner }, within: P1D }\n",
        "",
      ],
      AT_TOP,
    ),
    silent: pack(),
  },
  {
    rule: "incidents-late",
    severity: "law",
    article: "General 3-5-3-3",
    en: /With P5D to tell/,
    ja: /（P5D）では/,
    fires: pack(["within: P1D", "▸within: P5D"]),
    silent: pack(["within: P1D", "within: P4D"]),
  },
]);

describe("the section of safeguards", () => {
  const extension = { sections: [SAFEGUARDS], rules: SAFEGUARD_RULES };

  it("can be filled so that no rule finds anything", () => {
    assert.deepEqual(built(pack(), extension).diagnostics, []);
    assert.deepEqual(built(pack(SEOUL, ENVIRONMENT, KOREA), extension).diagnostics, []);
  });

  const refused: readonly (readonly [what: string, code: string, edit: Edit])[] = [
    ["a part that General 10 does not have", "unknown-key", ["    rules:", "    ▸ruels:"]],
    ["people that there are not", "dangling-reference", ["safeguards:\n", "safeguards:\n  people: [▸nobody]\n"]],
    ["a clause that no promise makes", "unknown-clause", ["complaints: { clause: C1 }", "complaints: { ▸clause: C9 }"]],
    [
      "a country that is no code",
      "bad-name",
      [
        "  complaints: { clause",
        "  countries: { ▸Korea: { regime: { ja: 法律, en: a law } } }\n  complaints: { clause",
      ],
    ],
    [
      "a country without its regime",
      "missing-key",
      ["  complaints: { clause", "  countries: { ▸KR: {} }\n  complaints: { clause"],
    ],
    ["a time that is no length of time", "bad-form", ["within: P1D", "▸within: soon"]],
  ];
  for (const [what, code, edit] of refused) {
    it(`refuses ${what}, where it stands`, () => {
      const text = pack(edit);
      const { program, diagnostics } = built(text, extension);
      assert.equal(program, undefined);
      assert.deepEqual(
        diagnostics
          .filter(({ severity }) => severity === "error")
          .map(({ rule, line, column }) => [rule, line, column]),
        marks(text).map(({ line, column }) => [code, line, column]),
      );
    });
  }
});
