import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { built } from "../../test/marked-pack.ts";
import type { Pack } from "../policy/index.ts";
import type { Grounded } from "./decision.ts";
import { decide } from "./engine.ts";
import { type QuestionInput, questionSchema } from "./question.ts";

/*
 * Whole answers, sentence by sentence: with the article and the clause that each stands on, and what it is about. The properties hold
 * engine and reference together by what is decided; here stands what people are told.
 */

export const NOW = Temporal.Instant.from("2026-11-22T12:00:00+09:00").epochMilliseconds;
export const SINCE = "2026-09-01T09:00:00+09:00";

const { program, diagnostics } = built(`
policy:
  id: said
  version: 2024-01-01
  inForceFrom: 2024-01-01
  title: { ja: 試験, en: A test }
  languages: { required: [ja, en], prevailing: ja }
  publisher: shop
settings:
  because: { ja: 試験, en: For tests }
  retention: {}
  emergencyEvidenceHours: 24
  foreignCheckMonths: 12
document: { parts: [{ id: all, clauses: [C1, C2, C4, C5, C6, C7, C8, C9, C10, C11, C12, B1, M1] }] }
items:
  name: { name: { ja: 氏名, en: name }, contact: true }
  phone: { name: { ja: 電話, en: telephone }, contact: true }
  allergy: { name: { ja: アレルギー, en: allergy }, specialCare: medical-history }
  size: { name: { ja: 寸法, en: size } }
operators:
  shop: { name: { ja: 店, en: The Shop }, kind: company, country: JP }
  other: { name: { ja: 別の店, en: Another }, kind: company, country: JP, clause: C5, purposesElsewhere: { ja: 別のページ, en: Elsewhere } }
people:
  buyer: { name: { ja: お客様, en: buyers }, items: [name, phone, size] }
  visitor: { name: { ja: 来店者, en: visitors }, items: [name] }
purposes:
  sale: { operators: [shop], people: [buyer], items: [name, phone], clause: C1 }
  news: { operators: [shop], people: [buyer], items: [name, phone], clause: C2, stoppable: direct-mail }
  any: { operators: [shop], people: [buyer], items: [name, phone], clause: C4, catchAll: true }
  study: { operators: [shop], people: [buyer], items: [size], acts: [use], clause: C1 }
recipients:
  carrier: { name: { ja: 運送, en: carriers }, clause: C6, operators: [shop], people: [buyer], items: [name, phone], purposes: [sale], published: { routes: [entrustment] }, reading: { routes: [{ route: entrustment }], because: { ja: 委託, en: why } } }
  agency: { name: { ja: 調査, en: agencies }, clause: C7, operators: [shop], people: [buyer], items: [name, phone], purposes: [sale], published: { routes: [consent] }, reading: { routes: [{ route: consent, per: party }], because: { ja: 同意, en: why } } }
  court: { name: { ja: 裁判所, en: courts }, clause: C8, operators: [shop], people: [buyer], items: [name], purposes: [sale], published: { routes: [statute] }, reading: { routes: [{ route: statute }], because: { ja: 法令, en: why } } }
  lister: { name: { ja: 名簿, en: listers }, clause: C9, operators: [shop], people: [buyer], items: [name], purposes: [sale], published: { routes: [opt-out] }, reading: { routes: [{ route: opt-out }], because: { ja: 届出, en: why } } }
  helper: { name: { ja: 実習生, en: trainees }, clause: C10, operators: [shop], people: [buyer], items: [name], purposes: [sale], published: { routes: [supervised] }, reading: { routes: [{ route: supervised }], because: { ja: 監督, en: why } } }
  someone: { name: { ja: だれか, en: someone }, clause: C11, operators: [shop], people: [buyer], items: [name], purposes: [sale], published: { routes: [unstated] }, reading: { routes: [{ route: review }], because: { ja: 判断, en: why } } }
  manila: { name: { ja: 海外, en: an office abroad }, clause: C12, operators: [shop], people: [buyer], items: [name], purposes: [sale], country: PH, published: { routes: [entrustment, consent] }, reading: { routes: [{ route: entrustment }, { route: consent }], because: { ja: 委託, en: why } } }
commitments: { purpose-limit: { clause: B1 }, stop-direct-mail: { clause: M1 } }
promises:
  C1: { text: { ja: 販売, en: Selling } }
  C2: { text: { ja: お知らせ, en: News } }
  C4: { text: { ja: その他, en: Anything } }
  C5: { text: { ja: 別の店, en: Another } }
  C6: { text: { ja: 運送, en: Carrying } }
  C7: { text: { ja: 調査, en: Asking } }
  C8: { text: { ja: 裁判, en: Courts } }
  C9: { text: { ja: 名簿, en: Lists } }
  C10: { text: { ja: 実習, en: Training } }
  C11: { text: { ja: だれか, en: Someone } }
  C12: { text: { ja: 海外, en: Abroad } }
  B1: { text: { ja: 目的, en: Purposes } }
  M1: { text: { ja: 停止, en: Stopping } }
`);
assert.ok(program, JSON.stringify(diagnostics.map((found) => [found.line, found.message.en])));
export const pack: Pack = { id: "said", versions: [program] };

export const USE: QuestionInput = { operator: "shop", person: "buyer", act: "use", items: ["name"], purpose: "sale" };
export const GIVE: QuestionInput = { ...USE, act: "provide" };
/** Held for an entruster that named no purpose of ours. */
export const ENTRUSTED = { kind: "acquisition", at: SINCE, source: "entrustment" } as const;
export const FOR_SALE = { at: SINCE, operators: ["shop"], purposes: ["sale"] };

/** A sentence as `code article clause parameters`. */
function line({ code, article, clause, params }: Grounded & { readonly code: string }): string {
  const about = Object.entries(params).map(([name, value]) => `${name}=${value}`);
  return [code, article, clause, ...about].filter((word) => word !== undefined).join(" ");
}

export function answer(input: QuestionInput): readonly string[] {
  const { outcome, reasons, duties, needs } = decide(pack, questionSchema.parse(input), NOW);
  return [
    outcome,
    ...reasons.map((one) => `${one.effect}: ${line(one)}`),
    ...duties.map((one) => `duty: ${line(one)}`),
    ...needs.map((one) => `need: ${line(one)}`),
  ];
}

/** What is asked, and all that is answered. */
type Row = readonly [situation: string, question: QuestionInput, answer: readonly string[]];

/** Holds answers to every sentence that they say. */
export function tells(what: string, rows: readonly Row[]): void {
  describe(`what people are told ${what}`, () => {
    for (const [situation, question, expected] of rows)
      it(situation, () => assert.deepEqual(answer(question), expected));
  });
}
