import { type Edit, smallPack } from "../marked-pack.ts";
import type { RuleSituation } from "../rule-situations.ts";
import { WITH_SISTER } from "./additions.ts";

const TILL = "  till: { name: { ja: レジ, en: the till }, for: { ja: ご質問, en: questions }, phone: 03-1234-5678 }";
const GUESTS: Edit = [
  "\npurposes:",
  "\n  guest: { name: { ja: 宿泊客, en: guests }, items: [name], clause: C2 }\npurposes:\n  guest.stay: { operators: [shop], people: [guest], items: [name], clause: C1 }",
];

export const CONTACT_SITUATIONS: readonly RuleSituation[] = [
  {
    rule: "no-contact",
    severity: "law",
    article: "32(1)(iii)",
    en: /There is nobody to turn to/,
    ja: /問い合わせや請求の窓口が一つもありません/,
    fires: smallPack([`contacts:\n${TILL}\n`, ""], [", contacts: [till] }", " }"], ["\npolicy:", "▸\npolicy:"]),
    silent: smallPack(),
  },
  {
    rule: "window-missing",
    severity: "law",
    article: "32(1)(iii)",
    clause: "C2",
    en: /No window is named for “guests”.+The office sends them to “the till” meanwhile/,
    ja: /「宿泊客」の窓口が示されていません.+「レジ」へ案内していますが/,
    fires: smallPack(
      GUESTS,
      ["  guest: {", "  ▸guest: {"],
      ["phone: 03-1234-5678 }", "phone: 03-1234-5678, people: [buyer], default: { ja: 決めました, en: We decided } }"],
    ),
    silent: smallPack(
      GUESTS,
      ["clause: C2 }\npurposes", "also: [buyer] }\npurposes"],
      ["phone: 03-1234-5678 }", "phone: 03-1234-5678, people: [buyer] }"],
    ),
  },
  {
    rule: "operator-without-window",
    severity: "law",
    article: "32(1)(iii)",
    en: /No window takes requests to “The Sister Shop”/,
    ja: /「姉妹店」への請求を受け付ける窓口が示されていません/,
    fires: smallPack(
      WITH_SISTER,
      ["  sister: {", "  ▸sister: {"],
      ["operators: [shop], people", "operators: [shop, sister], people"],
      ["phone: 03-1234-5678 }", "phone: 03-1234-5678, operators: [shop] }"],
    ),
    silent: smallPack(
      WITH_SISTER,
      ["kind: company, country: JP }", "kind: branch, of: shop, country: JP }"],
      ["operators: [shop], people", "operators: [shop, sister], people"],
      ["phone: 03-1234-5678 }", "phone: 03-1234-5678, operators: [shop] }"],
    ),
  },
  {
    rule: "window-unreachable",
    severity: "law",
    article: "CO10(ii)",
    en: /“the till” gives no address, telephone or e-mail/,
    ja: /窓口「レジ」には住所も電話番号もメールアドレスもなく/,
    fires: smallPack(["  till: {", "  ▸till: {"], [", phone: 03-1234-5678 }", " }"]),
    silent: smallPack([
      `contacts:\n`,
      "contacts:\n  desk: { name: { ja: 受付, en: the desk }, for: { ja: ご質問, en: questions }, people: [buyer] }\n",
    ]),
  },
  {
    rule: "contact-unpublished",
    severity: "advice",
    article: "32(1)(iii)",
    en: /No part of the document sets out the window “the till”/,
    ja: /窓口「レジ」は公表文書のどこにも載りません/,
    fires: smallPack(["  till: {", "  ▸till: {"], [", contacts: [till] }", " }"]),
    silent: smallPack(),
  },
];
