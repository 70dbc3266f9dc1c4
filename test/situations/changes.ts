import { EXTENSION } from "../../src/app.ts";
import type { PolicyContent } from "../../src/policy/index.ts";
import { type Edit, smallPack, sourceOf } from "../marked-pack.ts";

/** The small pack with one of everything that a change may touch. */
export const FULL: readonly Edit[] = [
  [
    "\npeople:",
    `
  sister: { name: { ja: 姉妹店, en: The Sister }, kind: company, country: JP }
itemSets:
  reach: { name: { ja: 連絡先, en: contact details }, items: [name, phone] }
recipients:
  carrier: { name: { ja: 運送会社, en: carriers }, clause: C2, operators: [shop], people: [buyer], items: [name], purposes: [buyer.sale], published: { routes: [unstated] }, reading: { routes: [{ route: entrustment }], because: { ja: 委託, en: Entrusted } } }
  bank: { name: { ja: 銀行, en: banks }, clause: C3, operators: [shop], people: [buyer], items: [name], purposes: [buyer.sale], published: { text: { ja: 銀行に渡します, en: To banks }, routes: [consent] }, reading: { routes: [{ route: consent, per: party }], because: { ja: 同意, en: Consent } } }
  broker: { name: { ja: 名簿業者, en: list brokers }, clause: C3, operators: [shop], people: [buyer], items: [name], purposes: [buyer.sale], published: { text: { ja: 名簿, en: Lists }, routes: [opt-out], filing: { number: "1", on: 2023-01-01, starts: 2023-03-01 }, matters: { acquisition: { ja: 書面, en: On paper }, stop: { ja: 止めます, en: It stops } } }, reading: { routes: [], because: { ja: 届出, en: Filed } } }
sharedUses:
  group: { name: { ja: 共同, en: together }, clause: C3, people: [buyer], items: [name], purposes: [buyer.sale], users: { text: { ja: 二店, en: both shops }, members: [{ operator: shop, from: 2024-01-01 }] }, responsible: shop }
linkedPolicies:
  away: { name: { ja: 別の方針, en: Another policy }, clause: C3, url: "https://example.com/a", snapshot: { taken: 2024-01-01, sha256: "${"0".repeat(64)}" } }
commitments: { purpose-limit: { clause: C1 } }
requests:
  clause: C3
  kinds: [disclosure]
  documents: { principal: { clause: C3, atLeast: 1, accepted: [passport] } }
  ways: { clause: C3, accepted: [post] }
  fees: { disclosure: { clause: C3, yen: 300 } }
  settings: { because: { ja: 試験, en: test }, term: P14D }
cookies:
  clause: C3
  transmissions:
    counter: { clause: C3, name: { ja: 計測, en: A counter }, sends: { ja: 閲覧, en: Pages }, kind: analysis }
calls: { clause: C3, purposes: [buyer.sale] }
safeguards: { measures: { people: { clause: C3 } }, complaints: { clause: C3 } }
people:`,
  ],
  [", clause: C2 } }\n", ", clause: C2 }, guest: { period: P6M, after: { ja: 来店, en: the visit } } }\n"],
  ["\n  C2:", "\n  C3: { text: { ja: そのほか, en: The rest } }\n  C2:"],
];

/** A version that holds one of everything, edited. */
export function version(...edits: readonly Edit[]): PolicyContent {
  const { place: _place, ...content } = sourceOf(smallPack(...FULL, ...edits), EXTENSION.sections);
  return content;
}

/** An edit, what it must come to, and what its reverse must come to where that differs. */
type Row = readonly [name: string, edit: Edit, forth: readonly string[], back?: readonly string[]];

const NEW_PURPOSE = "judgement 21(3) 18(1)";
export const FILED_BEFORE = "file 27(3) 27(3) R14";

export const CHANGES: readonly Row[] = [
  ["a title", ["en: A small shop's promises", "en: Promises"], ["editorial"]],
  ["a heading of the page", ["heading: { ja: 利用目的", "heading: { ja: 目的"], ["editorial"]],
  ["a clause set out on the page", ["clauses: [C1, C2]", "clauses: [C1]"], ["publish"], ["publish"]],
  ["the language that prevails", ["prevailing: ja", "prevailing: en"], ["publish"]],
  ["only a translation", ["en: Selling", "en: Sale"], ["editorial"]],
  ["only white space", ["ja: 止めます", 'ja: "止めます "'], []],
  ["the words of a purpose that is shared", ["ja: 販売", "ja: 広告"], ["judgement 21(3) 18(1) 27(6) General 3-6-3"]],
  ["the words of a clause that nothing stands on", ["ja: そのほか", "ja: その他"], ["publish"]],
  [
    "words of its own, that are those of the clause",
    ["phone], clause: C1", "phone], clause: C1, text: { ja: 販売, en: Selling }"],
    ["editorial"],
  ],
  [
    "an item of a purpose",
    ["items: [name, phone], clause: C1", "items: [name], clause: C1"],
    ["publish 32(1)(ii)"],
    [NEW_PURPOSE],
  ],
  [
    "a special-care item of a purpose",
    ["phone], clause: C1", "phone, allergy], clause: C1"],
    ["consent 20(2) 21(3) 18(1)"],
    ["publish 32(1)(ii)"],
  ],
  [
    "items by another way of writing",
    ["items: [name, phone], clause: C1", "items: [reach], clause: C1"],
    ["editorial"],
  ],
  ["the order of items", ["items: [name, phone], clause: C1", "items: [phone, name], clause: C1"], ["editorial"]],
  [
    "acts of a purpose",
    ["phone], clause: C1", "phone], clause: C1, acts: [acquire, use]"],
    ["publish 32(1)(ii)"],
    [NEW_PURPOSE],
  ],
  [
    "acts that are those by default",
    ["phone], clause: C1", "phone], clause: C1, acts: [acquire, use, contact, retain]"],
    ["editorial"],
  ],
  [
    "a purpose for people who had one",
    ["\npromises:", "\n  buyer.mail: { operators: [shop], people: [buyer], items: [name], clause: C2 }\npromises:"],
    [NEW_PURPOSE],
    ["publish 32(1)(ii)"],
  ],
  [
    "a purpose for new people",
    [
      "\npurposes:",
      "\n  guest: { name: { ja: 来客, en: guests }, items: [name] }\npurposes:\n  guest.visit: { operators: [shop], people: [guest], items: [name], clause: C2 }",
    ],
    ["announce 21(1)", "announce 21(1)"],
    ["publish", "publish 32(1)(ii)"],
  ],
  [
    "a purpose for people who are also others",
    [
      "\npurposes:",
      "\n  member: { name: { ja: 会員, en: members }, items: [name], also: [buyer] }\npurposes:\n  member.visit: { operators: [shop], people: [member], items: [name], clause: C2 }",
    ],
    ["announce 21(1)", NEW_PURPOSE],
    ["publish", "publish 32(1)(ii)"],
  ],
  [
    "a purpose for another operator",
    [
      "operators: [shop], people: [buyer], items: [name, phone], clause: C1",
      "operators: [shop, sister], people: [buyer], items: [name, phone], clause: C1",
    ],
    ["announce 21(1)"],
    ["publish 32(1)(ii)"],
  ],
  [
    "a mark “too open”",
    ["phone], clause: C1", "phone], clause: C1, catchAll: true"],
    ["publish 17(1)"],
    ["judgement 32(1)(ii) 17(1)"],
  ],
  [
    "a promise to stop direct mail",
    ["phone], clause: C1", "phone], clause: C1, stoppable: direct-mail"],
    ["publish"],
    ["publish 35(5)"],
  ],
  ["an item's name", ["en: telephone", "en: phone"], ["editorial"]],
  [
    "a mark of special care on an item",
    ["en: telephone }", "en: telephone }, specialCare: disability"],
    ["consent 20(2)"],
    ["judgement 20(2)"],
  ],
  [
    "an item set that a purpose does not use",
    ["items: [name, phone] }\nrecipients", "items: [name] }\nrecipients"],
    ["editorial"],
  ],
  [
    "what people also are",
    [
      "buyer: { name: { ja: お客様, en: buyers }, items: [name, phone] }",
      "buyer: { name: { ja: お客様, en: buyers }, items: [name] }",
    ],
    ["publish"],
  ],
  [
    "the address of who answers for a shared use and provides by opt-out",
    ["ja: 東京都", "ja: 大阪府"],
    ["file 32(1)(i) 27(6) 27(3) 27(3) R14"],
  ],
  ["the name of another operator", ["ja: 姉妹店", "ja: 兄弟店"], ["publish 32(1)(i)"]],
  [
    "a company that becomes a branch",
    ["en: The Sister }, kind: company,", "en: The Sister }, kind: branch, of: shop,"],
    ["judgement 27(1) 32(1)(i)", "judgement 27(1) 32(1)(i)"],
  ],
  [
    "the country of an operator",
    ["en: The Sister }, kind: company, country: JP", "en: The Sister }, kind: company, country: KR"],
    ["consent 32(1)(i) 28(1)"],
    ["publish 32(1)(i)"],
  ],
  [
    "the country of an operator, to one that counts as equal",
    ["en: The Sister }, kind: company, country: JP", "en: The Sister }, kind: company, country: FR"],
    ["publish 32(1)(i)"],
  ],
  [
    "an item to an entrusted party",
    [
      "people: [buyer], items: [name], purposes: [buyer.sale], published: { routes: [unstated]",
      "people: [buyer], items: [name, phone], purposes: [buyer.sale], published: { routes: [unstated]",
    ],
    ["publish 27(5)(i)"],
    ["publish"],
  ],
  [
    "an item to a recipient by consent",
    [
      "items: [name], purposes: [buyer.sale], published: { text: { ja: 銀行",
      "items: [name, phone], purposes: [buyer.sale], published: { text: { ja: 銀行",
    ],
    ["consent 27(1)"],
    ["publish"],
  ],
  [
    "an item to a recipient by opt-out",
    [
      "items: [name], purposes: [buyer.sale], published: { text: { ja: 名簿",
      "items: [name, phone], purposes: [buyer.sale], published: { text: { ja: 名簿",
    ],
    [FILED_BEFORE],
  ],
  ["how data of an opt-out was acquired", ["ja: 書面", "ja: 電話"], [FILED_BEFORE]],
  ["the translation of that", ["en: On paper", "en: In writing"], ["editorial"]],
  ["that provision stops on request", ["ja: 止めます", "ja: 止めません"], ["judgement 27(2)(vi) 27(2)(vi)"]],
  ["a matter of an opt-out", [", stop: { ja: 止めます, en: It stops }", ""], ["barred 27(2)"], [FILED_BEFORE]],
  ["the day on which an opt-out starts", ["starts: 2023-03-01", "starts: 2023-04-01"], [FILED_BEFORE]],
  ["the number of a filing", ['number: "1"', 'number: "2"'], ["publish R14"]],
  [
    "the filing of an opt-out",
    [', filing: { number: "1", on: 2023-01-01, starts: 2023-03-01 }', ""],
    ["barred 27(2)"],
    ["publish R14"],
  ],
  [
    "an opt-out instead of words that say nothing",
    ["published: { routes: [unstated] }", "published: { routes: [opt-out] }"],
    ["file 27(2) 27(2) R14", "publish"],
    ["publish", "file 27(3) 27(3) R14"],
  ],
  [
    "consent beside entrustment",
    ["routes: [{ route: entrustment }]", "routes: [{ route: entrustment }, { route: consent }]"],
    ["consent 27(1)"],
    ["publish"],
  ],
  ["what consent must name", ["per: party", "per: deal"], ["consent 27(1)"], ["publish"]],
  ["the words of a recipient", ["ja: 銀行に渡します", "ja: 銀行と保険会社に渡します"], ["judgement 27(1)"]],
  ["the name of a recipient", ["name: { ja: 銀行", "name: { ja: 金融機関"], ["judgement 27(1)"]],
  ["the reason of a reading", ["because: { ja: 委託", "because: { ja: 委託です"], ["editorial"]],
  [
    "the country of a recipient",
    ["because: { ja: 同意, en: Consent } }", "because: { ja: 同意, en: Consent } }, country: KR"],
    ["consent 28(1)"],
    ["publish"],
  ],
  [
    "a shared item",
    [
      "people: [buyer], items: [name], purposes: [buyer.sale], users",
      "people: [buyer], items: [name, phone], purposes: [buyer.sale], users",
    ],
    ["barred General 3-6-3"],
    ["publish 27(5)(iii)"],
  ],
  [
    "a shared item, first stated",
    ["people: [buyer], items: [name], purposes: [buyer.sale], users", "people: [buyer], purposes: [buyer.sale], users"],
    ["barred 27(5)(iii)"],
    ["beforehand 27(5)(iii)"],
  ],
  [
    "a user of shared use",
    ["from: 2024-01-01 }]", "from: 2024-01-01 }, { operator: sister, from: 2025-01-01 }]"],
    ["barred General 3-6-3"],
    ["publish 27(5)(iii)"],
  ],
  [
    "how long a user takes part",
    ["from: 2024-01-01 }]", "from: 2024-01-01, to: 2025-01-01 }]"],
    ["publish 27(5)(iii)"],
    ["barred General 3-6-3"],
  ],
  [
    "a copy of the list of users",
    [
      "ja: 二店, en: both shops }, members",
      `ja: 二店, en: both shops }, snapshot: { taken: 2024-01-31, sha256: "${"0".repeat(64)}" }, members`,
    ],
    ["editorial"],
  ],
  ["the words for the range of users", ["ja: 二店", "ja: 三店"], ["judgement 27(5)(iii) General 3-6-3"]],
  ["who is responsible", ["responsible: shop", "responsible: sister"], ["beforehand 27(6)"]],
  ["the telephone of a contact", ["03-1234-5678", "03-1234-5679"], ["publish 32(1)(iii)"]],
  ["a copy of a policy elsewhere", [`sha256: "${"0".repeat(64)}"`, `sha256: "${"1".repeat(64)}"`], ["judgement 21(3)"]],
  ["a commitment", ["commitments: { purpose-limit: { clause: C1 } }", "commitments: {}"], ["publish"], ["publish"]],
  ["a period that a clause publishes", ["period: P1Y", "period: P2Y"], ["publish 22"], ["publish 22"]],
  ["a period that only the office knows", ["period: P6M", "period: P9M"], ["editorial 22"], ["editorial 22"]],
  ["a setting", ["emergencyEvidenceHours: 24", "emergencyEvidenceHours: 48"], ["editorial"]],
  ["how many papers a request needs", ["atLeast: 1", "atLeast: 2"], ["publish 32(1)(iii) 37(4)"]],
  ["a fee", ["yen: 300", "yen: 500"], ["publish 32(1)(iii) 38(2)"]],
  ["the term of a request, in the settings of its room", ["term: P14D", "term: P7D"], ["editorial"]],
  ["what a page sends elsewhere", ["ja: 閲覧", "ja: 閲覧と位置"], ["beforehand"]],
  ["where complaints go", [", complaints: { clause: C3 }", ""], ["publish CO10(ii)"]],
  [
    "a safeguard",
    ["measures: { people: { clause: C3 } }", "measures: { people: { clause: C3 }, rules: { clause: C3 } }"],
    ["publish CO10(i)"],
  ],
];
