import type { Words } from "../wire/index.ts";

export const WORDS = {
  navigation: { ja: "約束の一覧", en: "Promises" },
  navigationSays: {
    ja: "条項の一つひとつについて、それを守る仕組みがあるか、まだないかを確かめられます。",
    en: "For every clause: what keeps it, or that nothing does yet.",
  },
  title: {
    ja: "条項{count}件のうち、{kept}件に守る仕組みがあります",
    en: "{kept} of {count} clauses have a mechanism that keeps them",
  },
  lead: {
    ja: "ほかに、姿勢を述べたものが{aspirations}件、まだ仕組みのないものが{open}件あります。仕組みがあるとは、このソフトウェアがその条項のとおりに動くということです。",
    en: "Of the others, those that only state an attitude: {aspirations}; those without a mechanism yet: {open}. A mechanism means that this software acts by the clause.",
  },
  policy: { ja: "対象のポリシー", en: "The policy" },
  otherPolicies: { ja: "ほかのポリシー", en: "Other policies" },
  clause: { ja: "条項", en: "Clause" },
  promise: { ja: "約束", en: "Promise" },
  state: { ja: "仕組み", en: "What keeps it" },
  partCount: { ja: "{count}件のうち{kept}件に仕組みがあります", en: "{kept} of {count} have a mechanism" },
  rest: { ja: "文書に置かれていない条項", en: "Clauses that the document does not set out" },
  mechanism: { ja: "仕組みがあります", en: "Has a mechanism" },
  aspiration: { ja: "姿勢を述べたもの", en: "An attitude" },
  "not-yet": { ja: "まだありません", en: "Not yet" },
} as const satisfies Record<string, Words>;

/** What a mechanism is called where people read it; its name as the rooms claim it, where it has no other. */
export const MECHANISM_NAMES: Readonly<Record<string, Words>> = {
  decision: { ja: "判断", en: "Decision" },
  "provision-record": { ja: "提供の記録", en: "Record of provision" },
  "published-policy": { ja: "ポリシーの公表", en: "Published policy" },
};
