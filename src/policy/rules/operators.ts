import type { Words } from "../../wire/index.ts";
import { legalPerson, type Policy } from "../expand.ts";
import { partyName } from "../party-name.ts";
import { type CheckRule, inOurLanguages, listOf } from "./rule.ts";
import { surveyOf } from "./survey.ts";

const MATTERS = {
  address: { ja: "住所", en: "its address" },
  representative: { ja: "代表者の氏名", en: "its representative" },
} as const satisfies Record<string, Words>;

/** What 32(1)(i) asks for beside the name and an operator does not say; a branch has its company's representative. */
function missingOf({ address, representative, kind }: Policy["operators"][string]): Words[] {
  return [
    ...(address === undefined ? [MATTERS.address] : []),
    ...(representative === undefined && kind === "company" ? [MATTERS.representative] : []),
  ];
}

const publisherMatters: CheckRule = {
  id: "publisher-matters",
  severity: "law",
  article: "32(1)(i)",
  message: {
    ja: "このポリシーを公表する「{name}」の{matters}がありません。本人が知り得る状態に置かなければならない事項なので、書き足してください。",
    en: "“{name}”, who publishes this policy, does not say {matters}. People must be able to know it: add it.",
  },
  *find({ policy: { publisher } }, policy) {
    const id = legalPerson(policy, publisher);
    const operator = policy.operators[id];
    const missing = operator === undefined ? [] : missingOf(operator);
    if (operator === undefined || missing.length === 0) return;
    const values = { name: inOurLanguages(operator.name), matters: listOf(missing) };
    yield { path: ["operators", id], clause: operator.clause, values };
  },
};

const operatorMatters: CheckRule = {
  id: "operator-matters",
  severity: "advice",
  article: "32(1)(i)",
  message: {
    ja: "「{name}」の{matters}がありません。求められて遅滞なく答えるのでも足りますが、公表しておけば本人が尋ねずに済みます。",
    en: "“{name}” does not say {matters}. An answer without delay on request is enough; published, nobody needs to ask.",
  },
  *find(_source, policy) {
    const { operatorsWithPurpose } = surveyOf(policy);
    const publisher = legalPerson(policy, policy.policy.publisher);
    for (const [id, operator] of Object.entries(policy.operators)) {
      const { kind, country, name, clause, purposesElsewhere } = operator;
      // Whoever publishes purposes of its own elsewhere is not held to this policy for the rest.
      if (kind !== "company" || country !== "JP" || id === publisher || purposesElsewhere !== undefined) continue;
      const missing = missingOf(operator);
      if (missing.length === 0 || !operatorsWithPurpose.has(id)) continue;
      yield { path: ["operators", id], clause, values: { name: inOurLanguages(name), matters: listOf(missing) } };
    }
  },
};

const duplicateOperatorName: CheckRule = {
  id: "duplicate-operator-name",
  severity: "error",
  message: {
    ja: "「{name}」という名前は {other} も使っています。相手の名前からどちらの事業者か決まらないので、片方の名前を変えてください。",
    en: "“{name}” is also a name of {other}, so that a party of that name could be either. Change one of them.",
  },
  *find(source) {
    // A name that is another's identifier is settled when compiling: the identifier wins.
    const known = new Map<string, string>();
    for (const [id, { name }] of Object.entries(source.operators)) {
      for (const [language, words] of Object.entries(name)) {
        const other = known.get(partyName(words));
        if (other === undefined) known.set(partyName(words), id);
        else if (other !== id) yield { path: ["operators", id, "name", language], values: { name: words, other } };
      }
    }
  },
};

export const OPERATOR_RULES: readonly CheckRule[] = [publisherMatters, operatorMatters, duplicateOperatorName];
