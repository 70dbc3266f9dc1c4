import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { built, type Edit, marks } from "../../test/marked-pack.ts";
import { describeRules, packWith } from "../../test/rule-situations.ts";
import { CALL_RULES } from "./rules.ts";
import { CALLS } from "./section.ts";

/** A section of which no rule has anything to say. */
const SECTION = `
calls:
  clause: C2
  purposes: [buyer.sale]
  announced: { clause: C1 }
  settings: { because: { ja: 試験のため, en: For tests }, retention: P6M }
`;
const pack = (...edits: Edit[]): string => packWith(SECTION, ...edits);
const acts = (list: string): Edit => ["phone], clause: C1 }", `phone], acts: [${list}], clause: C1 }`];
const CATCH_ALL: Edit = ["phone], clause: C1 }", "phone], clause: C1, catchAll: true }"];
const SECOND: Edit = [
  "purposes:\n  buyer.sale:",
  "purposes:\n  buyer.care: { operators: [shop], people: [buyer], items: [phone], clause: C2 }\n  buyer.sale:",
];

describeRules("calls", { section: CALLS, rules: CALL_RULES }, [
  {
    rule: "calls-without-purpose",
    severity: "law",
    article: "21(1)",
    clause: "C2",
    en: /for no purpose that the policy publishes/,
    ja: /その利用目的がありません/,
    fires: pack(["  purposes: [buyer.sale]", "  ▸purposes: []"]),
    silent: pack(),
  },
  {
    rule: "call-purpose-cannot-record",
    severity: "law",
    article: "18(1)",
    clause: "C2",
    en: /“buyer\.sale” does not allow both.+\(acts: use, acquire\)/,
    ja: /「buyer\.sale」は取得と保存の両方を認めていない/,
    fires: pack(acts("use, acquire"), ["purposes: [buyer.sale]", "purposes: [▸buyer.sale]"]),
    silent: pack(acts("retain, acquire")),
  },
  {
    rule: "call-purpose-too-open",
    severity: "law",
    article: "17(1)",
    clause: "C2",
    en: /too open to authorise anything \(Selling\)/,
    ja: /（販売）だけです/,
    fires: pack(CATCH_ALL, ["  purposes: [buyer.sale]", "  ▸purposes: [buyer.sale]"]),
    silent: pack(CATCH_ALL, SECOND, ["purposes: [buyer.sale]", "purposes: [buyer.sale, buyer.care]"]),
  },
  {
    rule: "calls-retention-missing",
    severity: "advice",
    article: "22",
    clause: "C2",
    en: /settings\.retention, for example P6M/,
    ja: /settings\.retention に期間/,
    fires: pack(
      [", retention: P6M }", " }"],
      [
        "  settings: { because: { ja: 試験のため, en: For tests }",
        "  ▸settings: { because: { ja: 試験のため, en: For tests }",
      ],
    ),
    silent: pack(),
  },
  {
    rule: "calls-retention-missing",
    severity: "advice",
    article: "22",
    clause: "C2",
    en: /erased without delay/,
    ja: /遅滞なく消す/,
    fires: pack(
      ["  settings: { because: { ja: 試験のため, en: For tests }, retention: P6M }\n", ""],
      ["calls:\n", "▸calls:\n"],
    ),
    silent: packWith(""),
  },
  {
    rule: "calls-unannounced",
    severity: "advice",
    article: "21(1)",
    clause: "C2",
    en: /at the start of the call.+`announced`/,
    ja: /録音を始める前に/,
    fires: pack(["  announced: { clause: C1 }\n", ""], ["calls:\n", "▸calls:\n"]),
    silent: packWith(""),
  },
]);

describe("the section of calls", () => {
  const extension = { sections: [CALLS], rules: CALL_RULES };

  it("can be filled so that no rule finds anything, and may be absent", () => {
    assert.deepEqual(built(pack(), extension).diagnostics, []);
    assert.deepEqual(built(packWith(""), extension).diagnostics, []);
  });

  const refused: readonly (readonly [what: string, code: string, edit: Edit])[] = [
    [
      "a purpose that there is not",
      "dangling-reference",
      ["purposes: [buyer.sale]", "purposes: [buyer.sale, ▸buyer.song]"],
    ],
    ["a clause that no promise makes", "unknown-clause", ["announced: { clause: C1 }", "announced: { ▸clause: C9 }"]],
    ["a retention that is no length of time", "bad-form", ["retention: P6M", "▸retention: half a year"]],
    [
      "a retention that nobody accounts for",
      "missing-key",
      ["settings: { because: { ja: 試験のため, en: For tests }, retention: P6M }", "▸settings: { retention: P6M }"],
    ],
    [
      "calls without purposes",
      "missing-key",
      ["calls:\n  clause: C2\n  purposes: [buyer.sale]\n", "▸calls:\n  clause: C2\n"],
    ],
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
