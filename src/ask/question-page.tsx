import { ACT_WORDS, countryName, purposeName, type QuestionInput } from "../decision/index.ts";
import { citation, FORM_WORDS, isArticle } from "../law/index.ts";
import { localPath, localText, SummaryList } from "../web/index.ts";
import { fill, type Language } from "../wire/index.ts";
import { AnswerSheet, inJapan, questionPath } from "./answer-page.tsx";
import { draftOf, draftQuery } from "./draft.ts";
import { questionQuery } from "./link.ts";
import type { View } from "./view.ts";
import { KIND_WORDS, SOURCE_WORDS, WORDS } from "./words.ts";

/** A whole question from a link, with its answer. */
export const QuestionPage = ({
  question,
  ...view
}: View & { readonly origin: string; readonly question: QuestionInput }) => {
  const { lang } = view;
  const own = questionPath(question, view);
  const draft = draftQuery(draftOf(question, view.draft.policy)).toString();
  return (
    <AnswerSheet
      {...view}
      question={question}
      path={"path" in own ? own.path : `/ask/question?${questionQuery(question).toString()}`}
    >
      <SummaryList rows={rowsOf(question, view)} />
      <p class="hint">{WORDS.example[lang]}</p>
      <p>
        <a href={`${localPath(lang, "/ask")}?${draft}`}>{WORDS.stepwise[lang]}</a>
      </p>
    </AnswerSheet>
  );
};

type Named = Readonly<Record<string, { readonly name: Readonly<Record<string, string>> }>>;

/** What the question says, in words. What is left out stands in the JSON below it. */
function rowsOf(
  question: QuestionInput,
  { program, lang }: View,
): { readonly term: string; readonly detail: string }[] {
  const { policy } = program;
  const join = (parts: readonly (string | undefined)[]): string =>
    parts.filter((part) => part !== undefined && part !== "").join(lang === "ja" ? "、" : ", ");
  // What the policy does not know is shown as it was written.
  const name = (entries: Named, id: string | undefined): string | undefined => {
    const entry = id !== undefined && Object.hasOwn(entries, id) ? entries[id] : undefined;
    return entry === undefined ? id : localText(entry.name, lang).words;
  };
  const { operator, person, act, purpose, items, form, source, recipient, deal, at, knownAt } = question;
  const about = typeof person === "string" ? { kind: person } : person;
  const { operators, people, recipients } = policy;

  const facts = (question.facts ?? []).map((fact) => {
    const purposes = "purposes" in fact ? (fact.purposes ?? []) : [];
    const classes = "recipients" in fact ? (fact.recipients ?? []) : [];
    const party = "party" in fact ? fact.party : undefined;
    const says = join([
      inJapan(fact.at, lang),
      ...purposes.map((one) => purposeName(policy, one)[lang]),
      ...classes.map((one) => name(recipients, one)),
      party,
    ]);
    return lang === "ja" ? `${KIND_WORDS[fact.kind].ja}（${says}）` : `${KIND_WORDS[fact.kind].en} (${says})`;
  });
  const exceptions = (question.exceptions ?? []).map(({ article, evidence }) =>
    join([isArticle(article) ? citation(article)[lang] : article, evidence]),
  );
  const rows: readonly (readonly [string, string | undefined])[] = [
    [WORDS.operatorShort[lang], name(operators, operator)],
    [
      WORDS.personShort[lang],
      join([
        name(people, about.kind),
        about.living === false ? WORDS.notLiving[lang] : undefined,
        about.able === false ? WORDS.notAble[lang] : undefined,
        about.age === undefined ? undefined : fill(WORDS.years[lang], { age: about.age }),
      ]),
    ],
    [WORDS.actShort[lang], ACT_WORDS[act][lang]],
    [WORDS.purposeShort[lang], purposeName(policy, purpose)[lang]],
    [WORDS.itemsShort[lang], join(items.map((item) => name(policy.items, item)))],
    [WORDS.formShort[lang], form === undefined || form === "personal" ? undefined : FORM_WORDS[form][lang]],
    [WORDS.sourceShort[lang], source === undefined ? undefined : SOURCE_WORDS[source][lang]],
    [
      WORDS.recipientShort[lang],
      join([
        name(recipients, recipient?.class),
        name(operators, recipient?.operator),
        recipient?.party,
        recipient?.country === undefined ? undefined : countryName(recipient.country)[lang],
      ]),
    ],
    [WORDS.dealShort[lang], deal],
    [WORDS.exceptionsShort[lang], exceptions.join(lang === "ja" ? "。" : "; ")],
    [WORDS.factsShort[lang], facts.length === 0 ? WORDS.factsNone[lang] : join(facts)],
    [WORDS.atShort[lang], when(at, lang)],
    [WORDS.knownAtShort[lang], when(knownAt, lang)],
  ];
  return rows.flatMap(([term, detail]) => (detail === undefined || detail === "" ? [] : [{ term, detail }]));
}

function when(instant: string | undefined, lang: Language): string | undefined {
  return instant === undefined ? undefined : inJapan(instant, lang);
}
