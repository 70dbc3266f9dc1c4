import { Document } from "yaml";
import { ACT_WORDS, type Decision, type QuestionInput, purposeName } from "../decision/index.ts";
import { inOurLanguages, listOf, type Program } from "../policy/index.ts";

/** A file of one decision case, as `yakusoku cases` reads it: the question, and that the answer stays what it is. */
export function asCase(question: QuestionInput, decision: Decision, { policy }: Program): string {
  const { at = decision.at, ...ask } = question;
  const items = listOf(
    question.items.map((item) => inOurLanguages(policy.items[item]?.name ?? { ja: item, en: item })),
  );
  const act = ACT_WORDS[question.act];
  const purpose = purposeName(policy, question.purpose);
  const clause =
    decision.reasons.find((reason) => reason.clause !== undefined)?.clause ?? policy.purposes[question.purpose]?.clause;
  const content = {
    at,
    cases: [
      {
        ...(clause === undefined ? {} : { clause }),
        name: { ja: `${items.ja}を${act.ja}（${purpose.ja}）`, en: `${act.en}: ${items.en} (${purpose.en})` },
        ask,
        expect: decision.outcome,
      },
    ],
  };
  // As cases are read: whole numbers and true and false as such, everything else as text.
  return new Document(content, {
    schema: "failsafe",
    customTags: ["bool", "int", "null"],
    aliasDuplicateObjects: false,
  }).toString({ lineWidth: 0 });
}
