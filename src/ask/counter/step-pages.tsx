import { ACT_WORDS, LAW_PURPOSES, OUTSIDE_POLICY, purposeName } from "../../decision/index.ts";
import { anyIn, type CompiledPurpose, isIn, type Program } from "../../policy/index.ts";
import { Button, localPath, type Option, RadioField, SelectField, TextField } from "../../web/index.ts";
import { fill, type Language } from "../../wire/index.ts";
import { ACT_HINTS } from "../words.ts";
import { COUNTER, type Spoken, spokenHere } from "./draft.ts";
import { Known, StepFrame, type StepView } from "./step-frame.tsx";
import { nameIn, nameOf } from "./view.ts";
import { ACTS_HERE, WORDS } from "./words.ts";

/** Where the record does not say in one way for whom the counter speaks. */
export const AsPage = (view: StepView) => {
  const { lang, house, draft } = view;
  const words = (section: "operators" | "people"): Option[] => {
    const ids = spokenHere(house).flatMap(({ program }) => Object.keys(program.policy[section]));
    return [...new Set(ids)].map((value) => ({ value, label: nameOf(view, section, value) }));
  };
  return (
    <StepFrame {...view} step={2} title={WORDS.as[lang]} own={["operator", "kind"]}>
      <form method="get" action={localPath(lang, COUNTER)}>
        <h1>{WORDS.as[lang]}</h1>
        <p class="hint">{WORDS.asHint[lang]}</p>
        <Known draft={draft} without={["operator", "kind"]} />
        <SelectField
          name="operator"
          label={WORDS.operator[lang]}
          options={words("operators")}
          value={draft.operator}
          empty={WORDS.choose[lang]}
        />
        <SelectField
          name="kind"
          label={WORDS.kind[lang]}
          options={words("people")}
          value={draft.kind}
          empty={WORDS.choose[lang]}
        />
        <p class="actions">
          <Button>{WORDS.next[lang]}</Button>
        </p>
      </form>
    </StepFrame>
  );
};

/** What is to be done, and for which purpose. */
export const WhatPage = ({
  narrow,
  spoken,
  ...view
}: StepView & { readonly narrow: string; readonly spoken: Spoken }) => {
  const { lang, draft, errors } = view;
  const error = (name: string): string | undefined => errors.find((one) => one.name === name)?.message;
  const all = purposeOptions(spoken.program, draft, lang);
  const fits = all.filter(({ label }) => label.toLowerCase().includes(narrow.toLowerCase()));
  const missed = narrow !== "" && fits.length === 0;
  const options = missed ? all : fits;
  return (
    <StepFrame {...view} spoken={spoken} step={2} title={WORDS.what[lang]} own={["act", "purpose", "to"]}>
      <form method="get" action={localPath(lang, COUNTER)}>
        <Known draft={draft} without={["act", "purpose", "to"]} />
        <input type="hidden" name="from" value="what" />
        <RadioField
          name="act"
          label={WORDS.what[lang]}
          heading
          error={error("act")}
          value={draft.act}
          options={ACTS_HERE.map((value) => ({
            value,
            label: ACT_WORDS[value][lang],
            // To whom tells these two apart; the others speak for themselves.
            hint: value === "provide" || value === "disclose" ? ACT_HINTS[value][lang] : undefined,
          }))}
        />
        <SelectField
          name="purpose"
          label={WORDS.purpose[lang]}
          hint={all.some(({ published }) => published) ? WORDS.purposeHint[lang] : WORDS.purposeNone[lang]}
          error={error("purpose")}
          value={draft.purpose}
          empty={WORDS.choose[lang]}
          options={[...options, { value: OUTSIDE_POLICY, label: WORDS.outside[lang] }]}
        />
        <p class="actions">
          <Button>{WORDS.next[lang]}</Button>
        </p>
        <details open={narrow !== ""}>
          <summary>{WORDS.narrow[lang]}</summary>
          <TextField
            name="narrow"
            label={WORDS.narrow[lang]}
            hint={missed ? fill(WORDS.narrowNone[lang], { given: narrow }) : WORDS.narrowHint[lang]}
            value={narrow}
          />
          <p class="actions">
            <Button kind="quiet" name="from" value="narrow">
              {WORDS.narrowDo[lang]}
            </Button>
          </p>
        </details>
      </form>
    </StepFrame>
  );
};

/** Purposes published for the operator and the kind of person, and those that the Act gives. */
function purposeOptions(
  program: Program,
  { operator, kind }: StepView["draft"],
  lang: Language,
): (Option & { readonly published: boolean })[] {
  const bits = program.kinds.get(kind ?? "")?.bits ?? [];
  const bit = program.operators.get(operator ?? "")?.bit;
  const fits = ({ scope }: CompiledPurpose): boolean => bit !== undefined && isIn(scope, bit) && anyIn(scope, bits);
  const published = [...program.purposes.values()].filter(fits).map(({ id, clause }) => ({
    value: id,
    label: `${purposeName(program.policy, id)[lang]} (${clause})`,
    published: true,
  }));
  const given = Object.keys(LAW_PURPOSES).map((value) => ({
    value,
    label: purposeName(program.policy, value)[lang],
    published: false,
  }));
  return [...published, ...given];
}

/** Which kind of recipient; who exactly is asked with the items, in a body. */
export const ToPage = ({ spoken, ...view }: StepView & { readonly spoken: Spoken }) => {
  const { lang, draft, errors } = view;
  const { program } = spoken;
  const ours = Object.entries(program.policy.recipients).filter(([, { operators }]) =>
    operators.includes(draft.operator ?? ""),
  );
  const likely = ours.filter(([, { purposes }]) => purposes.includes(draft.purpose ?? ""));
  const rest = ours.filter((entry) => !likely.includes(entry));
  const classes = (entries: typeof ours): Option[] =>
    entries.map(([id, { clause }]) => ({
      value: `class:${id}`,
      label: `${nameIn(program, "recipients", id, lang) ?? id} (${clause})`,
    }));
  const companies = Object.keys(program.policy.operators)
    .filter((id) => id !== draft.operator)
    .map((id) => ({ value: `operator:${id}`, label: nameIn(program, "operators", id, lang) ?? id }));
  return (
    <StepFrame {...view} spoken={spoken} step={3} title={WORDS.to[lang]} own={["to"]}>
      <form method="get" action={localPath(lang, COUNTER)}>
        <Known draft={draft} without={["to"]} />
        <input type="hidden" name="from" value="to" />
        <SelectField
          name="to"
          label={WORDS.to[lang]}
          heading
          error={errors[0]?.message}
          value={draft.to}
          empty={WORDS.choose[lang]}
          groups={[
            { label: WORDS.toLikely[lang], options: classes(likely) },
            { label: WORDS.toClass[lang], options: classes(rest) },
            { label: WORDS.toOperator[lang], options: companies },
            { label: WORDS.toOther[lang], options: [{ value: "other", label: WORDS.toAnyone[lang] }] },
          ]}
        />
        <p class="actions">
          <Button>{WORDS.next[lang]}</Button>
        </p>
      </form>
    </StepFrame>
  );
};
