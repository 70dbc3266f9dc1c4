import { type Edit, smallPack } from "../marked-pack.ts";
import type { RuleSituation } from "../rule-situations.ts";

const SNAPSHOT = `, snapshot: { taken: 2024-01-31, sha256: "${"0".repeat(64)}" }`;
const LINKED: Edit = [
  "\npromises:",
  `\nlinkedPolicies:\n  carrier: { name: { ja: 運送会社のポリシー, en: the carrier's policy }, clause: C2${SNAPSHOT} }\npromises:`,
];

export const PUBLICATION_SITUATIONS: readonly RuleSituation[] = [
  {
    rule: "prevailing-language-missing",
    severity: "advice",
    en: /published in ja, en, and does not say which of them prevails/,
    ja: /ja, en で公表しますが.+languages\.prevailing/,
    fires: smallPack(["  languages: { required: [ja, en], prevailing: ja }", "  ▸languages: { required: [ja, en] }"]),
    silent: smallPack(["required: [ja, en], prevailing: ja", "required: [ja]"]),
  },
  {
    rule: "clause-unpublished",
    severity: "policy",
    clause: "C3",
    en: /Clause “C3” has words, and no part of the document sets it out/,
    ja: /条項「C3」の文はありますが.+document/,
    fires: smallPack(["  C2: { text", "  ▸C3: { text: { ja: 修理, en: Repairs } }\n  C2: { text"]),
    silent: smallPack([
      "  C2: { text",
      "  C3: { text: { ja: 修理, en: Repairs }, ours: { ja: 社内, en: inside } }\n  C2: { text",
    ]),
  },
  {
    rule: "empty-promise",
    severity: "policy",
    clause: "C3",
    en: /Clause “C3” promises nothing/,
    ja: /条項「C3」は何も約束していません/,
    fires: smallPack(["  C2: { text", "  ▸C3: { title: { ja: 修理, en: Repairs } }\n  C2: { text"]),
    silent: smallPack([
      "  C2: { text",
      "  C3: { title: { ja: 修理, en: Repairs } }\n  C3.a: { text: { ja: 修理のため, en: To repair } }\n  C2: { text",
    ]),
  },
  {
    rule: "clause-set-out-twice",
    severity: "advice",
    clause: "C1",
    en: /sets out clause “C1” twice/,
    ja: /条項「C1」は公表文書に 2 回載ります/,
    fires: smallPack(["contacts: [till]", "contacts: [till], clauses: [▸C1]"]),
    silent: smallPack(["clauses: [C1, C2]", "clauses: [C2]"], ["contacts: [till]", "contacts: [till], clauses: [C1]"]),
  },
  {
    rule: "part-named-twice",
    severity: "advice",
    en: /Two parts of the document are called “purposes”/,
    ja: /「purposes」という部分が二つあります/,
    fires: smallPack(["{ id: contact, contacts", "{ ▸id: purposes, contacts"]),
    silent: smallPack(["{ id: contact, contacts", "{ id: purposes-more, contacts"]),
  },
  {
    rule: "change-without-notice",
    severity: "law",
    article: "21(3)",
    clause: "C2",
    en: /right to change without notice.+27\(6\).+27\(3\)/,
    ja: /前もって知らせずに.+第27条第6項.+同条第3項/,
    fires: smallPack(["  publisher: shop", "  publisher: shop\n  ▸changes: { clause: C2, notice: none }"]),
    silent: smallPack(["  publisher: shop", "  publisher: shop\n  changes: { clause: C2, notice: published }"]),
  },
  {
    rule: "promise-beyond-law",
    severity: "advice",
    article: "21(2)",
    clause: "C1",
    en: /more than the Act asks for: to state the purpose on every direct collection.+, to obtain consent/,
    ja: /書面以外で直接取得するときも利用目的を明示すること・直接取得するときに同意を得ること/,
    fires: smallPack([
      "\nitems:",
      "\ncommitments:\n  consent-when-direct: { clause: C1 }\n  ▸state-purpose-when-direct: { clause: C1 }\nitems:",
    ]),
    silent: smallPack(["\nitems:", "\ncommitments: { purpose-limit: { clause: C1 } }\nitems:"]),
  },
  {
    rule: "security-detail",
    severity: "advice",
    article: "CO10(i)",
    clause: "C2",
    en: /Clause “C2” says “TLS 1\.2”.+only what kind of measure/,
    ja: /条項「C2」に「TLS 1\.2」とあります/,
    fires: smallPack([
      "C2: { text: { ja: 配送, en: Delivery } }",
      "C2: { ▸text: { ja: 通信は TLS 1.2 で暗号化します, en: We encrypt with TLS 1.2 } }",
    ]),
    silent: smallPack([
      "C2: { text: { ja: 配送, en: Delivery } }",
      "C2: { text: { ja: 通信を暗号化します。窓口は本町2-54-11 3階です, en: 'We encrypt, since version control began in 2019; ask in room 12' } }",
    ]),
  },
  {
    rule: "linked-policy-without-copy",
    severity: "advice",
    article: "21(1)",
    clause: "C2",
    en: /sent to “the carrier's policy”, and no copy of it is kept/,
    ja: /「運送会社のポリシー」へ案内していますが、読んだ写しがありません/,
    fires: smallPack(LINKED, ["  carrier:", "  ▸carrier:"], [SNAPSHOT, ""]),
    silent: smallPack(LINKED),
  },
  {
    rule: "linked-policy-copy-old",
    severity: "advice",
    article: "21(1)",
    clause: "C2",
    en: /copy of “the carrier's policy” is of 2024-01-31 and was to be looked at again by 2024-02-29/,
    ja: /写しは 2024-01-31 のもので、2024-02-29 までに/,
    fires: { text: smallPack(LINKED, [" snapshot:", " watchEvery: P1M, ▸snapshot:"]), on: "2024-03-01" },
    silent: { text: smallPack(LINKED, [" snapshot:", " watchEvery: P30D, snapshot:"]), on: "2024-03-01" },
  },
];
