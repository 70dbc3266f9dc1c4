import { ACT_WORDS, ACTS, countryName, LAW_PURPOSES, OUTSIDE_POLICY, purposeName, SOURCES } from "../decision/index.ts";
import { actBit, anyIn, type CompiledPurpose, isIn } from "../policy/index.ts";
import {
  Button,
  CheckboxField,
  ErrorSummary,
  localPath,
  localText,
  type Option,
  Page,
  RadioField,
  SelectField,
  Steps,
  TextField,
} from "../web/index.ts";
import type { Language, Words } from "../wire/index.ts";
import { Asked } from "./asked.tsx";
import { type Draft, draftQuery, factChoices, isAnswered, recipientFault, type Step, stepsFor } from "./draft.ts";
import type { View } from "./view.ts";
import { ACT_HINTS, FACT_WORDS, SOURCE_WORDS, WORDS } from "./words.ts";

/** One question of the form. */
export const StepPage = ({ step, ...view }: View & { readonly step: Step }) => {
  const { house, draft, lang } = view;
  const steps = stepsFor(draft);
  // A recipient may also turn out wrong later, by a fact that speaks of a party nobody named.
  const wrongSince = step === "recipient" && !["none", undefined].includes(recipientFault(draft));
  const missed = (draft.from === step || wrongSince) && draft.change === undefined && !isAnswered(draft, step);
  const error = missed ? messageFor(step, draft, lang) : undefined;
  const isFirst = draft.operator === undefined;
  const last = steps.at(-1) === step;
  const query = draftQuery(draft).toString();
  return (
    <Page
      site={house}
      lang={lang}
      title={error === undefined ? WORDS[step][lang] : `${WORDS.error[lang]}${WORDS[step][lang]}`}
      path={query === "" ? "/ask" : `/ask?${query}`}
    >
      {isFirst && <p class="lead">{WORDS.lead[lang]}</p>}
      {isFirst && query === "" && (
        <nav aria-label={WORDS.shortcuts[lang]}>
          <p class="hint">{WORDS.shortcuts[lang]}</p>
          <ul>
            {SHORTCUTS.map(({ query: start, label }) => (
              <li>
                <a href={`${localPath(lang, "/ask")}?${start}`}>{label[lang]}</a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <Steps step={steps.indexOf(step) + 1} of={steps.length} lang={lang} />
      <ErrorSummary lang={lang} errors={error === undefined ? [] : [{ name: fieldOf(step, draft), message: error }]} />
      <form method="get" action={localPath(lang, "/ask")}>
        {[...draftQuery(without(draft, step))].map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <input type="hidden" name="from" value={step} />
        <Field {...view} step={step} error={error} />
        <p class="actions">
          <Button>{last ? WORDS.decide[lang] : WORDS.next[lang]}</Button>
        </p>
      </form>
      {!isFirst && (
        <section class="so-far" aria-labelledby="so-far">
          <h2 id="so-far">{WORDS.soFar[lang]}</h2>
          <Asked {...view} steps={steps.slice(0, steps.indexOf(step))} />
        </section>
      )}
    </Page>
  );
};

/** What branches and call centres are asked most, with as much of the question as that already says. */
const SHORTCUTS: readonly { readonly query: string; readonly label: Words }[] = [
  { query: "act=provide&purpose=law.outside-policy", label: WORDS.askedByOthers },
  { query: "act=provide", label: WORDS.wantToHandOver },
  { query: "act=disclose&purpose=law.own-request", label: WORDS.askedByPerson },
];

function messageFor(step: Step, draft: Draft, lang: Language): string {
  if (step === "items") return WORDS.chooseSome[lang];
  if (step !== "recipient") return WORDS.chooseOne[lang];
  switch (recipientFault(draft)) {
    case "two":
      return WORDS.oneRecipient[lang];
    case "name":
      return WORDS.nameRecipient[lang];
    default:
      return WORDS.chooseRecipient[lang];
  }
}

/** The field that an error of this step is about. */
function fieldOf(step: Step, draft: Draft): string {
  if (step !== "recipient") return step;
  return recipientFault(draft) === "name" ? "party" : "class";
}

/** What the step's own fields will send anew, taken out of the hidden ones. A changed start makes later answers moot only where they no longer exist. */
function without(draft: Draft, step: Step): Draft {
  switch (step) {
    case "items":
      return { ...draft, items: [] };
    case "facts":
      return { ...draft, facts: [] };
    case "recipient":
      return { ...draft, class: undefined, to: undefined, party: undefined, country: undefined };
    default:
      return { ...draft, [step]: undefined };
  }
}

const Field = ({ step, error, ...view }: View & { readonly step: Step; readonly error: string | undefined }) => {
  const { draft, lang, program } = view;
  const { policy } = program;
  const field = { label: WORDS[step][lang], error, heading: true };
  switch (step) {
    case "operator":
      return <RadioField {...field} name="operator" value={draft.operator} options={named(policy.operators, lang)} />;
    case "person":
      return (
        <RadioField
          {...field}
          name="person"
          value={draft.person}
          options={Object.entries(policy.people).map(([value, { name, ours }]) => ({
            value,
            label: localText(name, lang).words,
            hint: ours === undefined ? undefined : WORDS.personOurs[lang],
          }))}
        />
      );
    case "act":
      return (
        <RadioField
          {...field}
          name="act"
          value={draft.act}
          options={ACTS.map((value) => ({ value, label: ACT_WORDS[value][lang], hint: ACT_HINTS[value][lang] }))}
        />
      );
    case "purpose":
      return <PurposeField {...view} error={error} />;
    case "items":
      return <CheckboxField {...field} name="items" value={draft.items} options={itemOptions(view)} />;
    case "source":
      return (
        <RadioField
          {...field}
          name="source"
          value={draft.source}
          options={SOURCES.map((value) => ({ value, label: SOURCE_WORDS[value][lang] }))}
        />
      );
    case "recipient":
      return <RecipientFields {...view} error={error} />;
    case "facts":
      return (
        <CheckboxField
          {...field}
          hint={WORDS.factsHint[lang]}
          name="facts"
          value={draft.facts}
          options={factChoices(draft, program).map((value) => ({ value, label: FACT_WORDS[value][lang] }))}
        />
      );
  }
};

function named(
  entries: Readonly<Record<string, { readonly name: Readonly<Record<string, string>> }>>,
  lang: Language,
): Option[] {
  return Object.entries(entries).map(([value, { name }]) => ({ value, label: localText(name, lang).words }));
}

const PurposeField = ({ draft, lang, program, error }: View & { readonly error: string | undefined }) => {
  const kind = program.kinds.get(draft.person ?? "")?.bits ?? [];
  const operator = program.operators.get(draft.operator ?? "");
  const handedOver = new Set(
    [...program.recipients.values(), ...program.sharedUses].flatMap(({ purposes }) => [...purposes]),
  );
  const likely = ({ id, scope }: CompiledPurpose): boolean =>
    draft.act === "provide" ? handedOver.has(id) : isIn(scope, actBit(draft.act ?? ""));
  const published = [...program.purposes.values()]
    .filter(({ scope }) => operator !== undefined && isIn(scope, operator.bit) && anyIn(scope, kind))
    // The others stay: to ask about them is how one learns that they do not cover it.
    .sort((a, b) => Number(likely(b)) - Number(likely(a)));
  const options: Option[] = published.map((purpose) => ({
    value: purpose.id,
    label: purposeName(program.policy, purpose.id)[lang],
    hint: purpose.catchAll ? `${purpose.clause} – ${WORDS.catchAll[lang]}` : purpose.clause,
  }));
  for (const id of Object.keys(LAW_PURPOSES)) options.push({ value: id, label: purposeName(program.policy, id)[lang] });
  options.push({ value: OUTSIDE_POLICY, label: WORDS.noneOfThese[lang], hint: WORDS.noneOfTheseHint[lang] });
  return (
    <RadioField
      name="purpose"
      label={WORDS.purpose[lang]}
      heading
      hint={published.length === 0 ? WORDS.purposeNone[lang] : WORDS.purposeHint[lang]}
      error={error}
      value={draft.purpose}
      options={options}
    />
  );
};

/** The items of the kind of person, those of the purpose first: what the purpose leaves out may be asked about too. */
function itemOptions({ draft, program, lang }: View): Option[] {
  const { items, people } = program.policy;
  const ofPurpose = draft.purpose === undefined ? [] : (program.policy.purposes[draft.purpose]?.items ?? []);
  const kinds = program.kinds.get(draft.person ?? "")?.kinds ?? new Set<string>();
  const ofPerson = [...kinds].flatMap((kind) => people[kind]?.items ?? []);
  return [...new Set([...ofPurpose, ...ofPerson])].map((value) => {
    const item = items[value];
    return {
      value,
      label: item === undefined ? value : localText(item.name, lang).words,
      hint: item?.specialCare === undefined ? undefined : WORDS.itemSpecial[lang],
    };
  });
}

const COUNTRIES = ["JP", "KR", "TW", "CN", "US-GU", "US", "GB", "DE", "FR"];

const RecipientFields = ({ draft, lang, program, error }: View & { readonly error: string | undefined }) => {
  const { recipients, operators } = program.policy;
  const ours = Object.entries(recipients).filter(([, recipient]) => recipient.operators.includes(draft.operator ?? ""));
  const likely = ours.filter(([, recipient]) => recipient.purposes.includes(draft.purpose ?? ""));
  const wrong = fieldOf("recipient", draft);
  const rest = ours.filter((entry) => !likely.includes(entry));
  return (
    <>
      <h1>{WORDS.recipient[lang]}</h1>
      <SelectField
        name="class"
        label={WORDS.recipientClass[lang]}
        error={wrong === "class" ? error : undefined}
        empty={WORDS.notChosen[lang]}
        value={draft.class}
        options={[...likely, ...rest].map(([value, { name, clause }]) => ({
          value,
          label: `${localText(name, lang).words} (${clause})`,
        }))}
      />
      <SelectField
        name="to"
        label={WORDS.recipientOperator[lang]}
        empty={WORDS.notChosen[lang]}
        value={draft.to}
        options={named(operators, lang).filter(({ value }) => value !== draft.operator)}
      />
      <TextField
        name="party"
        label={WORDS.recipientParty[lang]}
        hint={WORDS.recipientPartyHint[lang]}
        error={wrong === "party" ? error : undefined}
        value={draft.party}
      />
      <SelectField
        name="country"
        label={WORDS.recipientCountry[lang]}
        empty={WORDS.notChosen[lang]}
        value={draft.country}
        options={COUNTRIES.map((value) => ({ value, label: countryName(value)[lang] }))}
      />
    </>
  );
};
