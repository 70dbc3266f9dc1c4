import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { built, type Edit, marks } from "../../test/marked-pack.ts";
import { describeRules, packWith } from "../../test/rule-situations.ts";
import { REQUEST_RULES } from "./rules.ts";
import { REQUESTS } from "./section.ts";

/** A section of which no rule has anything to say. */
const SECTION = `
requests:
  clause: C2
  kinds: [purpose-notice, disclosure, record-disclosure, correction, stop-use, stop-provision, stop]
  documents:
    principal: { clause: C1, atLeast: 1, accepted: [my-number-card, drivers-licence] }
    proxy: { clause: C1, atLeast: 1, accepted: [passport, qualification-certificate, basic-resident-card] }
    authority:
      clause: C1
      accepted:
        - { papers: [mandate], for: [mandated, relative] }
        - { papers: [family-register], for: [parent-of-minor] }
        - { papers: [guardianship-certificate], for: [adult-guardian] }
  insufficient: { clause: C1, answer: asked-again }
  ways: { clause: C1, accepted: [post, upload] }
  methods: { clause: C1, offered: [electronic, paper] }
  fees:
    purpose-notice: { clause: C1, yen: 0 }
    disclosure: { clause: C1, yen: 300 }
    record-disclosure: { clause: C1, yen: 300 }
  usedForAnswerAlone: { clause: C1 }
  directMail: { clause: C1, reaches: operator }
  settings: { because: { ja: 試験のため, en: For tests }, term: P14D }
`;
const ADDRESS: Edit = ["phone: 03-1234-5678 }", "phone: 03-1234-5678, address: { ja: 東京都, en: Tokyo } }"];
const pack = (...edits: Edit[]): string => packWith(SECTION, ADDRESS, ...edits);

const MAIL: Edit = ["phone], clause: C1 }", "phone], clause: C1, stoppable: direct-mail }"];
const SECOND_SHOP: Edit = [
  "people:\n",
  "  bakery: { name: { ja: パン屋, en: The Bakery }, kind: company, country: JP }\npeople:\n",
];
const MAIL_OF_BOTH: Edit = ["operators: [shop], people", "operators: [shop, bakery], people"];
const WITHOUT_SETTINGS: Edit = ["  settings: { because: { ja: 試験のため, en: For tests }, term: P14D }\n", ""];

describeRules("requests", { section: REQUESTS, rules: REQUEST_RULES }, [
  {
    rule: "requests-missing",
    severity: "law",
    article: "32(1)(iii)",
    en: /Add a section `requests`/,
    ja: /requests の節に/,
    fires: packWith("", ["policy:\n", "▸policy:\n"]),
    silent: packWith(
      "",
      ["items: [name, phone] }", "items: [] }"],
      ["people: [buyer], items: [name, phone]", "people: [buyer], items: [name]"],
    ),
  },
  {
    rule: "request-kinds-missing",
    severity: "law",
    article: "32(1)(iii)",
    clause: "C2",
    en: /told for these requests: purpose-notice \(APPI Art\. 32\(2\)\), record-disclosure \(APPI Art\. 33\(5\)\)\. /,
    ja: /：利用目的の通知の求め（purpose-notice、法第32条第2項）・第三者提供記録の開示の請求（record-disclosure、/,
    fires: pack(["  kinds: [purpose-notice, disclosure, record-disclosure,", "  ▸kinds: [disclosure,"]),
    silent: pack(),
  },
  {
    rule: "insufficient-documents-unanswered",
    severity: "law",
    article: "33(3)",
    clause: "C1",
    en: /told without delay.+answer: asked-again/,
    ja: /遅滞なく本人に知らせ.+answer: asked-again/,
    fires: pack([
      "  insufficient: { clause: C1, answer: asked-again }",
      "  ▸insufficient: { clause: C1, answer: none }",
    ]),
    silent: pack(["  insufficient: { clause: C1, answer: asked-again }\n", ""]),
  },
  {
    rule: "fee-outside-38",
    severity: "law",
    article: "38(1)",
    clause: "C2",
    en: /A fee of 500 yen is set for this: correction.+Take it out/,
    ja: /「訂正・追加・削除の請求」に 500 円.+外してください/,
    fires: pack(["  fees:\n", "  fees:\n    ▸correction: { clause: C2, yen: 500 }\n"]),
    silent: pack(["  fees:\n", "  fees:\n    correction: { clause: C2, yen: 0 }\n"]),
  },
  {
    rule: "fee-unstated",
    severity: "advice",
    article: "32(1)(iii)",
    clause: "C2",
    en: /these requests: to be notified of the purposes of use\. .+0 where it costs nothing/,
    ja: /手数料が書かれていません：利用目的の通知の求め。/,
    fires: pack(["  fees:\n    purpose-notice: { clause: C1, yen: 0 }\n", "  ▸fees:\n"]),
    silent: pack(
      ["  fees:\n    purpose-notice: { clause: C1, yen: 0 }\n", "  fees:\n"],
      ["kinds: [purpose-notice, ", "kinds: ["],
    ),
  },
  {
    rule: "fee-unstated",
    severity: "advice",
    article: "32(1)(iii)",
    clause: "C2",
    en: /requests: disclosure\. /,
    ja: /：開示の請求。/,
    fires: pack(
      ["  kinds: [purpose-notice, disclosure, record-disclosure,", "  ▸kinds: [disclosure,"],
      [
        "  fees:\n    purpose-notice: { clause: C1, yen: 0 }\n    disclosure: { clause: C1, yen: 300 }\n    record-disclosure: { clause: C1, yen: 300 }\n",
        "",
      ],
    ),
    silent: pack(),
  },
  {
    rule: "disclosure-method-refused",
    severity: "law",
    article: "33(1)",
    clause: "C1",
    en: /not offered electronically\. .+add it to `offered`/,
    ja: /電磁的記録の提供がありません/,
    fires: pack([
      "  methods: { clause: C1, offered: [electronic, paper] }",
      "  methods: { clause: C1, ▸offered: [paper] }",
    ]),
    silent: pack(["offered: [electronic, paper]", "offered: [electronic, paper, other]"]),
  },
  {
    rule: "disclosure-method-unsaid",
    severity: "advice",
    article: "33(1)",
    clause: "C2",
    en: /under `methods`/,
    ja: /methods に書いて/,
    fires: pack(["  methods: { clause: C1, offered: [electronic, paper] }\n", ""], ["  kinds:", "  ▸kinds:"]),
    silent: pack(
      ["  methods: { clause: C1, offered: [electronic, paper] }\n", ""],
      ["  kinds: [purpose-notice, disclosure, record-disclosure, correction,", "  kinds: [correction,"],
    ),
  },
  {
    rule: "request-term-missing",
    severity: "advice",
    article: "33(2)",
    clause: "C2",
    en: /settings\.term, for example P14D/,
    ja: /settings\.term に期限/,
    fires: pack(WITHOUT_SETTINGS, ["requests:\n", "▸requests:\n"]),
    silent: pack(),
  },
  {
    rule: "identity-by-email",
    severity: "advice",
    article: "23",
    clause: "C1",
    en: /secure upload \(`upload`\)/,
    ja: /アップロードの窓口/,
    fires: pack([
      "  ways: { clause: C1, accepted: [post, upload] }",
      "  ways: { clause: C1, ▸accepted: [post, email] }",
    ]),
    silent: pack(["accepted: [post, upload]", "accepted: [post, email, upload]"]),
  },
  {
    rule: "identity-by-email",
    severity: "advice",
    article: "23",
    clause: "C1",
    en: /secure upload/,
    ja: /アップロード/,
    fires: pack(["accepted: [post, upload]", "▸accepted: [email]"]),
    silent: pack(["atLeast: 1", "atLeast: 0"], ["accepted: [post, upload]", "accepted: [email]"]),
  },
  {
    rule: "way-without-address",
    severity: "law",
    article: "32(1)(iii)",
    clause: "C1",
    en: /taken by post, telephone, and no window/,
    ja: /郵送・電話で請求を受け付ける/,
    fires: pack(
      [", phone: 03-1234-5678, address: { ja: 東京都, en: Tokyo } }", " }"],
      ["accepted: [post, upload]", "▸accepted: [post, telephone]"],
    ),
    silent: pack(["accepted: [post, upload]", "accepted: [post, telephone, counter]"]),
  },
  {
    rule: "request-data-unlimited",
    severity: "advice",
    article: "18(1)",
    clause: "C2",
    en: /`usedForAnswerAlone`/,
    ja: /usedForAnswerAlone/,
    fires: pack(["  usedForAnswerAlone: { clause: C1 }\n", ""], ["requests:\n", "▸requests:\n"]),
    silent: pack(),
  },
  {
    rule: "direct-mail-stop-missing",
    severity: "advice",
    article: "35(5)",
    clause: "C2",
    en: /Direct mail is sent \(buyer\.sale\)/,
    ja: /（buyer\.sale）/,
    fires: pack(MAIL, ["  directMail: { clause: C1, reaches: operator }\n", ""], ["requests:\n", "▸requests:\n"]),
    silent: pack(["  directMail: { clause: C1, reaches: operator }\n", ""]),
  },
  {
    rule: "stop-narrower-than-mail",
    severity: "policy",
    article: "35(5)",
    clause: "C1",
    en: /only the whole company, and mail is sent by The Small Shop, The Bakery\. .+\(reaches: group\)/,
    ja: /会社全体にしか及びませんが、案内を送るのは小さな店・パン屋です.+reaches: group/,
    fires: pack(MAIL, SECOND_SHOP, MAIL_OF_BOTH, ["reaches: operator", "▸reaches: operator"]),
    silent: pack(MAIL, SECOND_SHOP, MAIL_OF_BOTH, ["reaches: operator", "reaches: group"]),
  },
  {
    rule: "stop-narrower-than-mail",
    severity: "policy",
    article: "35(5)",
    clause: "C1",
    en: /only the office that sent it.+\(reaches: operator\)/,
    ja: /送っている部署にしか.+reaches: operator/,
    fires: pack(MAIL, ["reaches: operator", "▸reaches: sender"]),
    // A branch is its company: nobody else sends.
    silent: pack(MAIL, SECOND_SHOP, MAIL_OF_BOTH, [
      "kind: company, country: JP }",
      "kind: branch, of: shop, country: KR }",
    ]),
  },
  {
    rule: "document-no-longer-valid",
    severity: "law",
    article: "General 3-8-1",
    clause: "C1",
    en: /“health insurance card”: good until 1 Dec 2025.+the health insurance qualification certificate\./,
    ja: /「健康保険証」が使えたのは2025年12月1日.+「健康保険の資格確認書」/,
    fires: {
      on: "2025-12-02",
      text: pack(
        ["accepted: [my-number-card,", "accepted: [▸health-insurance-card, my-number-card,"],
        ["accepted: [passport,", "accepted: [passport, ▸health-insurance-card,"],
      ),
    },
    silent: {
      on: "2025-12-01",
      text: pack(["accepted: [my-number-card,", "accepted: [health-insurance-card, my-number-card,"]),
    },
  },
  {
    rule: "common-document-missing",
    severity: "advice",
    article: "37(4)",
    clause: "C1",
    en: /good on 1 Jan 2026: driver's licence\. None of them/,
    ja: /2026年1月1日（令和8年）の時点で使えるのは運転免許証です/,
    fires: {
      on: "2026-01-01",
      text: pack(["accepted: [my-number-card, drivers-licence]", "▸accepted: [basic-resident-card, drivers-licence]"]),
    },
    silent: {
      on: "2025-12-31",
      text: pack(["accepted: [my-number-card, drivers-licence]", "accepted: [basic-resident-card, drivers-licence]"]),
    },
  },
  {
    rule: "common-document-missing",
    severity: "advice",
    article: "37(4)",
    clause: "C1",
    en: /good on 1 Jan 2026: none\. /,
    ja: /使えるのは0点です/,
    fires: {
      on: "2026-01-01",
      text: pack(["accepted: [my-number-card, drivers-licence]", "▸accepted: [foreign-registration-card]"]),
    },
    silent: pack(),
  },
  {
    rule: "documents-excessive",
    severity: "law",
    article: "37(4)",
    clause: "C1",
    en: /asks for 2 documents.+atLeast: 1/,
    ja: /2点求めていますが、写真付き/,
    fires: pack(["clause: C1, atLeast: 1, accepted: [my", "clause: C1, ▸atLeast: 2, accepted: [my"]),
    // Neither of them has a photo.
    silent: pack([
      "atLeast: 1, accepted: [my-number-card, drivers-licence]",
      "atLeast: 2, accepted: [qualification-certificate, pension-book]",
    ]),
  },
  {
    rule: "authority-papers-excessive",
    severity: "advice",
    article: "37(4)",
    clause: "C1",
    en: /letter of proxy, seal registration certificate, with the seal\. .+\(letter of proxy; /,
    ja: /委任状・印鑑登録証明書と実印を一緒に.+「代理権を与える旨の委任状」で足ります/,
    fires: pack(["papers: [mandate]", "▸papers: [mandate, seal-certificate]"]),
    // Each shows another authority, so both are needed for the two.
    silent: pack([
      "papers: [mandate], for: [mandated, relative]",
      "papers: [mandate, guardianship-certificate], for: [mandated, adult-guardian]",
    ]),
  },
  {
    rule: "authority-unproven",
    severity: "law",
    article: "CO13",
    clause: "C1",
    en: /do not show that relatives may ask: extract of the family register.+letter of proxy/,
    ja: /戸籍謄抄本では、親族に代理権があることを示せません/,
    fires: pack(["for: [parent-of-minor]", "▸for: [parent-of-minor, relative]"]),
    silent: pack([
      "papers: [family-register], for: [parent-of-minor]",
      "papers: [family-register, mandate], for: [parent-of-minor, relative]",
    ]),
  },
  {
    rule: "proxy-missing",
    severity: "law",
    article: "37(3)",
    clause: "C1",
    en: /how an agent asks.+`authority`/,
    ja: /代理人による請求の手続がありません/,
    fires: pack(
      ["  documents:\n", "  ▸documents:\n"],
      [
        `    authority:
      clause: C1
      accepted:
        - { papers: [mandate], for: [mandated, relative] }
        - { papers: [family-register], for: [parent-of-minor] }
        - { papers: [guardianship-certificate], for: [adult-guardian] }
`,
        "",
      ],
    ),
    silent: pack(),
  },
  {
    rule: "representative-missing",
    severity: "advice",
    article: "CO13",
    clause: "C1",
    en: /authority of the guardian of an adult\. /,
    ja: /成年後見人のためのものがありません/,
    fires: pack(
      ["        - { papers: [guardianship-certificate], for: [adult-guardian] }\n", ""],
      ["      accepted:\n", "      ▸accepted:\n"],
    ),
    silent: pack(["papers: [family-register]", "papers: [resident-record]"]),
  },
  {
    rule: "proxy-identity-missing",
    severity: "advice",
    article: "23",
    clause: "C1",
    en: /documents\.proxy/,
    ja: /documents\.proxy/,
    fires: pack(
      [
        "    proxy: { clause: C1, atLeast: 1, accepted: [passport, qualification-certificate, basic-resident-card] }\n",
        "",
      ],
      ["    authority:", "    ▸authority:"],
    ),
    silent: pack(),
  },
]);

describe("the section of requests", () => {
  const extension = { sections: [REQUESTS], rules: REQUEST_RULES };

  it("can be filled so that no rule finds anything, mail or not", () => {
    assert.deepEqual(built(pack(), extension).diagnostics, []);
    const stops: Edit = ["\npromises:", "\ncommitments: { stop-direct-mail: { clause: C1 } }\npromises:"];
    assert.deepEqual(built(pack(MAIL, stops), extension).diagnostics, []);
  });

  const refused: readonly (readonly [what: string, code: string, edit: Edit])[] = [
    [
      "a kind of request that the Act does not give",
      "not-one-of",
      ["kinds: [purpose-notice,", "kinds: [▸portability,"],
    ],
    [
      "no kinds at all",
      "empty",
      [
        "kinds: [purpose-notice, disclosure, record-disclosure, correction, stop-use, stop-provision, stop]",
        "▸kinds: []",
      ],
    ],
    ["a document nobody knows", "not-one-of", ["accepted: [my-number-card,", "accepted: [▸library-card,"]],
    ["a number of documents below 0", "too-small", ["atLeast: 1", "▸atLeast: -1"]],
    ["a paper for nobody", "empty", ["papers: [mandate], for: [mandated, relative]", "papers: [mandate], ▸for: []"]],
    ["an agent the Act does not know", "not-one-of", ["for: [mandated, relative]", "for: [mandated, ▸neighbour]"]],
    ["a fee in parts of a yen", "wrong-type", ["yen: 300", "▸yen: 0.5"]],
    ["a fee below 0", "too-small", ["yen: 300", "▸yen: -1"]],
    ["a way the language does not know", "not-one-of", ["accepted: [post, upload]", "accepted: [post, ▸pigeon]"]],
    ["a term that is no length of time", "bad-form", ["term: P14D", "▸term: two weeks"]],
    [
      "a term that nobody accounts for",
      "missing-key",
      ["settings: { because: { ja: 試験のため, en: For tests }, term: P14D }\n", "▸settings: { term: P14D }\n"],
    ],
    ["requests without ways", "missing-key", ["requests:\n", "▸requests:\n"]],
    ["a key the language does not know", "unknown-key", ["  ways:", "  ▸way: {}\n  ways:"]],
  ];
  for (const [what, code, edit] of refused) {
    it(`refuses ${what}, where it stands`, () => {
      const without: Edit[] =
        what === "requests without ways" ? [["  ways: { clause: C1, accepted: [post, upload] }\n", ""]] : [];
      const text = pack(edit, ...without);
      const { program, diagnostics } = built(text, extension);
      assert.equal(program, undefined);
      assert.deepEqual(
        diagnostics.map(({ rule, line, column }) => [rule, line, column]),
        marks(text).map(({ line, column }) => [code, line, column]),
      );
    });
  }

  it("names only clauses that there are", () => {
    const text = pack(["directMail: { clause: C1,", "directMail: { ▸clause: C9,"]);
    assert.deepEqual(
      built(text, extension).diagnostics.map(({ rule, line, column }) => ({ rule, line, column })),
      marks(text).map((place) => ({ rule: "unknown-clause", ...place })),
    );
  });
});
