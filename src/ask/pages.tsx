import { type Context, Hono } from "hono";
import type { Child } from "hono/jsx";
import {
  ACT_WORDS,
  ACTS,
  countryName,
  LAW_PURPOSES,
  OUTCOME_WORDS,
  OUTSIDE_POLICY,
  purposeName,
  SOURCES,
} from "../decision/index.ts";
import { actBit, anyIn, type CompiledPurpose, isIn, type Pack, type Program, versionAt } from "../policy/index.ts";
import type { House } from "../room/index.ts";
import {
  Button,
  CheckboxField,
  ErrorSummary,
  LANGUAGE_PATH,
  localPath,
  localText,
  longDate,
  type Option,
  Page,
  pageLanguage,
  RadioField,
  SelectField,
  Steps,
  SummaryList,
  TextField,
} from "../web/index.ts";
import { fill, type Language, ProblemError, type Words } from "../wire/index.ts";
import { answer } from "./answer.ts";
import { DecisionCard } from "./decision-card.tsx";
import {
  type Draft,
  draftQuery,
  factChoices,
  isAnswered,
  nextStep,
  readDraft,
  recipientFault,
  type Step,
  stepsFor,
  toQuestion,
} from "./draft.ts";
import { ACT_HINTS, FACT_WORDS, SOURCE_WORDS, WORDS } from "./words.ts";

interface View {
  readonly house: House;
  readonly pack: Pack;
  readonly program: Program;
  readonly draft: Draft;
  readonly lang: Language;
}

/** `GET /ja/ask`: one question a page, everything in the address, and the decision at the end. */
export function askPages(house: House): Hono {
  const app = new Hono();
  app.get(`${LANGUAGE_PATH}/ask`, (c) => {
    const view = viewOf(house, c);
    const step = nextStep(view.draft);
    return c.html(step === undefined ? <AnswerPage {...view} /> : <StepPage {...view} step={step} />);
  });
  return app;
}

function viewOf(house: House, c: Context): View {
  const query = new URL(c.req.url).searchParams;
  const id = query.get("policy");
  const pack = id === null ? [...house.packs.values()][0] : house.packs.get(id);
  const program = pack === undefined ? undefined : versionAt(pack, house.clock.now().epochMilliseconds);
  if (pack === undefined || program === undefined) throw new ProblemError("not-found", { path: `policy=${id ?? ""}` });
  return { house, pack, program, draft: readDraft(query, program), lang: pageLanguage(c) };
}

const StepPage = ({ step, ...view }: View & { readonly step: Step }) => {
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

/** What has been answered, each with a way back to it. */
const Asked = ({ draft, lang, program, steps }: View & { readonly steps: readonly Step[] }) => {
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

const AnswerPage = (view: View) => {
  const { house, pack, program, draft, lang } = view;
  const now = house.clock.now();
  const question = toQuestion(draft, program, now.toString({ smallestUnit: "millisecond" }));
  const decision = answer({ pack, now: now.epochMilliseconds, preview: undefined }, question);
  const query = draftQuery(draft);
  query.set("from", "facts");
  return (
    <Page
      site={house}
      lang={lang}
      title={`${WORDS.answerTitle[lang]}: ${OUTCOME_WORDS[decision.outcome][lang]}`}
      path={`/ask?${query.toString()}`}
    >
      <DecisionCard decision={decision} lang={lang} />
      <section aria-labelledby="asked">
        <h2 id="asked">{WORDS.asked[lang]}</h2>
        <Asked {...view} steps={stepsFor(draft)} />
        <p class="hint">
          {fill(WORDS.answeredAt[lang], { when: inJapan(decision.at, lang) })}{" "}
          {fill(WORDS.basis[lang], {
            version: decision.policy === undefined ? "–" : longDate(decision.policy.version, lang),
            law: decision.law ?? "–",
          })}
        </p>
        <p class="hint">{WORDS.share[lang]}</p>
        <p>
          <a href={localPath(lang, "/ask")}>{WORDS.again[lang]}</a>
        </p>
      </section>
      <details>
        <summary>{WORDS.machine[lang]}</summary>
        <pre tabindex={0}>
          <code>{`POST /v1/decisions\nContent-Type: application/json\n\n${JSON.stringify(question, null, 2)}`}</code>
        </pre>
        <p class="hint">
          {WORDS.fingerprint[lang]} <code>{decision.policy?.fingerprint}</code>
        </p>
      </details>
    </Page>
  );
};

/** An instant as a clock in Japan shows it: 2026年11月22日（令和8年）17:09, 22 Nov 2026 17:09. */
function inJapan(instant: string, lang: Language): string {
  const there = Temporal.Instant.from(instant).toZonedDateTimeISO("Asia/Tokyo");
  const time = there.toPlainTime().toString({ smallestUnit: "minute" });
  return `${longDate(there.toPlainDate().toString(), lang)} ${time}`;
}
