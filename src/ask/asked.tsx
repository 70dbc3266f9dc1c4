import type { Child } from "hono/jsx";
import { ACT_WORDS, countryName, purposeName } from "../decision/index.ts";
import type { Program } from "../policy/index.ts";
import { localPath, localText, SummaryList } from "../web/index.ts";
import { fill, type Language } from "../wire/index.ts";
import { type Draft, draftQuery, type Step } from "./draft.ts";
import type { View } from "./view.ts";
import { FACT_WORDS, SOURCE_WORDS, WORDS } from "./words.ts";

/** What has been answered, each with a way back to it. */
export const Asked = ({ draft, lang, program, steps }: View & { readonly steps: readonly Step[] }) => {
  const rows = steps.map((step) => {
    const query = draftQuery(draft);
    query.set("change", step);
    const short = WORDS[`${step}Short`][lang];
    return {
      term: short,
      detail: (
        <>
          {answered(step, draft, program, lang)}{" "}
          <a
            href={`${localPath(lang, "/ask")}?${query.toString()}`}
            aria-label={fill(WORDS.changeWhat[lang], { what: short })}
          >
            {WORDS.change[lang]}
          </a>
        </>
      ),
    };
  });
  return <SummaryList rows={rows} />;
};

function answered(step: Step, draft: Draft, program: Program, lang: Language): Child {
  const { operators, people, items, recipients } = program.policy;
  const join = (parts: readonly string[]): string => parts.join(lang === "ja" ? "、" : ", ");
  const name = (entry: { readonly name: Readonly<Record<string, string>> } | undefined): string =>
    entry === undefined ? "" : localText(entry.name, lang).words;
  switch (step) {
    case "operator":
      return name(operators[draft.operator ?? ""]);
    case "person":
      return name(people[draft.person ?? ""]);
    case "act":
      return draft.act === undefined ? "" : ACT_WORDS[draft.act][lang];
    case "purpose":
      return purposeName(program.policy, draft.purpose ?? "")[lang];
    case "items":
      return join(draft.items.map((item) => name(items[item])));
    case "source":
      return draft.source === undefined ? "" : SOURCE_WORDS[draft.source][lang];
    case "recipient":
      return join(
        [
          name(recipients[draft.class ?? ""]),
          name(operators[draft.to ?? ""]),
          draft.party ?? "",
          draft.country === undefined ? "" : countryName(draft.country)[lang],
        ].filter((part) => part !== ""),
      );
    case "facts":
      return draft.facts.length === 0 ? WORDS.factsNone[lang] : join(draft.facts.map((fact) => FACT_WORDS[fact][lang]));
  }
}
