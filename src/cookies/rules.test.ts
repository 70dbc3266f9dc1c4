import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { built, type Edit, marks } from "../../test/marked-pack.ts";
import { describeRules, packWith } from "../../test/rule-situations.ts";
import { presentName } from "./recipient-names.ts";
import { COOKIE_RULES } from "./rules.ts";
import { COOKIES } from "./section.ts";

/** A section of which no rule has anything to say, on any day. */
const SECTION = `
cookies:
  clause: C2
  matchedToPeople: { clause: C1, claim: true }
  refusal: { clause: C1, by: [banner] }
  transmissions:
    session: { clause: C1, name: { ja: 買い物かご, en: the basket }, kind: function }
    counter:
      clause: C1
      name: { ja: カウンター, en: the counter }
      recipient: { ja: 数える会社, en: Counting Ltd }
      sends: { ja: ページの URL, en: the address of the page }
      purpose: { ja: 来訪者を数える, en: counting visitors }
      kind: analysis
      policy: https://counting.example/policy
    banner:
      clause: C1
      name: { ja: 看板, en: the banner }
      recipient: { ja: 広告の会社, en: Adverts Ltd }
      sends: { ja: 見たページ, en: the pages seen }
      purpose: { ja: 広告, en: advertising }
      kind: advertising
      policy: https://adverts.example/policy
      optOut: https://adverts.example/stop
`;
const pack = (...edits: Edit[]): string => packWith(SECTION, ...edits);
const since2023 = (...edits: Edit[]): { text: string; on: string } => ({ text: pack(...edits), on: "2023-06-16" });
const before = (...edits: Edit[]): { text: string; on: string } => ({ text: pack(...edits), on: "2023-06-15" });

const NO_PURPOSE: Edit = ["      purpose: { ja: 来訪者を数える, en: counting visitors }\n", ""];
const NO_RECIPIENT: Edit = ["      recipient: { ja: 数える会社, en: Counting Ltd }\n", ""];
const AT_COUNTER: Edit = ["    counter:", "    ▸counter:"];
const AT_BANNER: Edit = ["    banner:", "    ▸banner:"];
const AT_TOP: Edit = ["cookies:\n", "▸cookies:\n"];
const NO_REFUSAL: Edit = ["  refusal: { clause: C1, by: [banner] }\n", ""];
const NO_CLAIM: Edit = ["  matchedToPeople: { clause: C1, claim: true }\n", ""];
const AS_FUNCTION: Edit = ["kind: analysis", "kind: function"];
const NO_ADVERTISING: Edit = ["kind: advertising", "kind: function"];

describeRules("cookies", { section: COOKIES, rules: COOKIE_RULES }, [
  {
    rule: "transmission-matters",
    severity: "law",
    article: "Telecom 27-12",
    clause: "C1",
    en: /“the counter” lacks who receives it \(recipient\), what it is used for \(purpose\)/,
    ja: /「カウンター」に、送信先の名称（recipient）・利用目的（purpose）がありません/,
    fires: since2023(NO_PURPOSE, NO_RECIPIENT, AT_COUNTER),
    // The day before the rules began.
    silent: before(NO_PURPOSE, NO_RECIPIENT),
  },
  {
    rule: "transmission-matters",
    severity: "law",
    article: "Telecom 27-12",
    clause: "C1",
    en: /“the counter” lacks what is sent \(sends\)/,
    ja: /送信される情報（sends）がありません/,
    fires: since2023(["      sends: { ja: ページの URL, en: the address of the page }\n", ""], AT_COUNTER),
    // What showing the page needs is left out of the rules.
    silent: since2023(NO_PURPOSE, NO_RECIPIENT, AS_FUNCTION),
  },
  {
    rule: "transmission-vague",
    severity: "advice",
    article: "Telecom 27-12",
    clause: "C1",
    en: /“the counter” sends is left open \(“and the like”\)/,
    ja: /「カウンター」が送る情報の書き方があいまいです（「など」）/,
    fires: since2023([
      "      sends: { ja: ページの URL, en: the address of the page }",
      "      ▸sends: { ja: ページの URL など, en: the address of the page and the like }",
    ]),
    // 等 is also a part of other words.
    silent: since2023(["ページの URL, en: the address of the page", "会員の等級, en: the rank of the member"]),
  },
  {
    rule: "advertising-not-matched-claim",
    severity: "policy",
    article: "31(1)",
    clause: "C1",
    en: /browsing history goes out \(the banner\).+consent must be confirmed/,
    ja: /（看板）.+本人の同意の確認/,
    fires: pack(["  matchedToPeople: { clause: C1, claim: true }", "  ▸matchedToPeople: { clause: C1, claim: false }"]),
    silent: pack(["claim: true", "claim: false"], NO_ADVERTISING),
  },
  {
    rule: "matching-unsaid",
    severity: "advice",
    article: "31(1)",
    clause: "C2",
    en: /\(the banner\).+`matchedToPeople`/,
    ja: /（看板）.+matchedToPeople/,
    fires: pack(NO_CLAIM, AT_TOP),
    silent: pack(NO_CLAIM, NO_ADVERTISING),
  },
  {
    rule: "outdated-recipient-name",
    severity: "advice",
    clause: "C1",
    en: /“Yahoo!” is not.+since 1 Oct 2023 it is “LY Corporation”/,
    ja: /「ヤフー株式会社」.+2023年10月1日（令和5年）からは「LINEヤフー株式会社」/,
    fires: {
      on: "2023-10-01",
      text: pack([
        "      recipient: { ja: 広告の会社, en: Adverts Ltd }",
        "      ▸recipient: { ja: ヤフー株式会社, en: Yahoo! }",
      ]),
    },
    silent: {
      on: "2023-09-30",
      text: pack(["{ ja: 広告の会社, en: Adverts Ltd }", "{ ja: ヤフー株式会社, en: Yahoo! }"]),
    },
  },
  {
    rule: "transmission-without-opt-out",
    severity: "advice",
    clause: "C1",
    en: /where to stop “the banner”.+`optOut`/,
    ja: /「看板」を止める方法.+optOut/,
    fires: pack(["      optOut: https://adverts.example/stop\n", ""], AT_BANNER),
    silent: pack(["      optOut: https://adverts.example/stop\n", ""], ["kind: advertising", "kind: analysis"]),
  },
  {
    rule: "recipient-policy-missing",
    severity: "advice",
    clause: "C1",
    en: /who receives “the counter”.+`policy`/,
    ja: /「カウンター」の送信先のポリシー/,
    fires: pack(["      policy: https://counting.example/policy\n", ""], AT_COUNTER),
    silent: pack(["      policy: https://counting.example/policy\n", ""], AS_FUNCTION),
  },
  {
    rule: "refusal-missing",
    severity: "advice",
    clause: "C2",
    en: /how readers refuse.+`refusal`/,
    ja: /断る方法が書かれていません/,
    fires: pack(NO_REFUSAL, AT_TOP),
    silent: pack(NO_REFUSAL, AS_FUNCTION, NO_ADVERTISING),
  },
]);

describe("the name of a receiver", () => {
  for (const [written, day, now] of [
    ["Google Inc.", "2026-11-22", "Google LLC"],
    ["Google, Inc.", "2017-10-01", "Google LLC"],
    ["Google Inc.", "2017-09-30", undefined],
    ["Google", "2026-11-22", undefined],
    ["Google LLC", "2026-11-22", undefined],
    ["Facebook, Inc.", "2021-10-29", "Meta Platforms, Inc."],
    [" Instagram ", "2026-11-22", "Meta Platforms, Inc."],
    ["Facebook", "2021-10-28", undefined],
    ["Yahoo Japan Corporation", "2026-11-22", "LY Corporation"],
    ["LINE株式会社", "2026-11-22", "LY Corporation"],
    ["Yahoo!の広告の相手", "2026-11-22", undefined],
    ["LINEヤフー株式会社", "2026-11-22", undefined],
    ["", "2026-11-22", undefined],
  ] as const) {
    it(`“${written}” on ${day} is ${now ?? "left as it is"}`, () => {
      assert.equal(presentName(written, day)?.now.en, now);
    });
  }
});

describe("the section of cookies", () => {
  const extension = { sections: [COOKIES], rules: COOKIE_RULES, on: "2026-11-22" };

  it("can be filled so that no rule finds anything, and may be absent", () => {
    assert.deepEqual(built(pack(), extension).diagnostics, []);
    assert.deepEqual(built(packWith(""), extension).diagnostics, []);
  });

  const refused: readonly (readonly [what: string, code: string, edit: Edit])[] = [
    ["a kind the language does not know", "not-one-of", ["kind: analysis", "▸kind: spying"]],
    ["an address that is not https", "bad-form", ["policy: https://counting", "▸policy: http://counting"]],
    ["a country that is no code", "bad-form", ["kind: analysis", "kind: analysis\n      ▸country: Japan"]],
    [
      "a transmission without a name",
      "missing-key",
      [
        "    counter:\n      clause: C1\n      name: { ja: カウンター, en: the counter }\n",
        "    ▸counter:\n      clause: C1\n",
      ],
    ],
    ["no way of refusing", "empty", ["by: [banner]", "▸by: []"]],
    ["a claim that is neither yes nor no", "wrong-type", ["claim: true", "▸claim: perhaps"]],
    ["a name that is no identifier", "bad-name", ["    counter:", "    ▸The_Counter:"]],
  ];
  for (const [what, code, edit] of refused) {
    it(`refuses ${what}, where it stands`, () => {
      const text = pack(edit);
      const { program, diagnostics } = built(text, extension);
      assert.equal(program, undefined);
      assert.deepEqual(
        diagnostics.map(({ rule, line, column }) => [rule, line, column]),
        marks(text).map(({ line, column }) => [code, line, column]),
      );
    });
  }
});
