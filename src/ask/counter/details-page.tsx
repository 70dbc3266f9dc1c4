import { type Act, SOURCES } from "../../decision/index.ts";
import { citation, EXCEPTIONS, isArticle, PROVISIONS } from "../../law/index.ts";
import { allIn, isIn, type Program } from "../../policy/index.ts";
import { Button, CheckboxField, localPath, type Option, RadioField, SelectField, TextField } from "../../web/index.ts";
import type { Language } from "../../wire/index.ts";
import { SOURCE_WORDS } from "../words.ts";
import { COUNTER, recipientOf, type Spoken } from "./draft.ts";
import { Known, StepFrame, type StepView } from "./step-frame.tsx";
import { nameIn } from "./view.ts";
import { WORDS } from "./words.ts";

/** What the last step sends besides the draft. */
export interface Details {
  readonly items: readonly string[];
  readonly party: string;
  readonly deal: string;
  readonly exception: string;
  readonly evidence: string;
  readonly asker: string;
  readonly source: string;
}

/** What an exception would lift, for what is to be done. */
const LIFTED: Readonly<Record<Act, readonly string[]>> = {
  provide: ["provision"],
  acquire: ["special-care", "notice", "purpose"],
  use: ["purpose"],
  contact: ["purpose"],
  retain: ["purpose"],
  disclose: [],
};

/** The last step: which items, and for some acts a little more. It is sent in a body, for here names are typed. */
export const DetailsPage = ({
  spoken,
  sent,
  formKey,
  parties,
  ...view
}: StepView & {
  readonly spoken: Spoken;
  /** Absent: nothing was sent yet, and the items that fit are chosen. */
  readonly sent: Details | undefined;
  /** Sent with the form: the same question under it is decided once. */
  readonly formKey: string;
  /** Names of parties on record. */
  readonly parties: readonly string[];
}) => {
  const { lang, draft, errors } = view;
  const { program } = spoken;
  const { act = "use" } = draft;
  const recipient = recipientOf(draft.to, program);
  const error = (name: string): string | undefined => errors.find((one) => one.name === name)?.message;
  const names = program.recipients.get(recipient?.class ?? "")?.consentNames;
  const exceptions = exceptionOptions(act, lang);
  return (
    <StepFrame {...view} spoken={spoken} step={act === "provide" ? 4 : 3} title={WORDS.details[lang]} own={[]}>
      <form method="post" action={localPath(lang, `${COUNTER}/decisions`)}>
        <Known draft={draft} without={[]} />
        <input type="hidden" name="key" value={formKey} />
        <CheckboxField
          name="items"
          label={WORDS.details[lang]}
          heading
          hint={WORDS.itemsHint[lang]}
          error={error("items")}
          value={sent?.items ?? fittingItems(program, draft)}
          options={itemOptions(program, draft, lang)}
        />
        {act === "provide" && recipient?.operator === undefined && (
          <TextField
            name="party"
            label={WORDS.party[lang]}
            hint={WORDS.partyHint[lang]}
            error={error("party")}
            value={sent?.party}
            suggestions={parties}
          />
        )}
        {act === "provide" && names?.deal === true && (
          <TextField name="deal" label={WORDS.deal[lang]} hint={WORDS.dealHint[lang]} value={sent?.deal} />
        )}
        {act === "disclose" && (
          <RadioField
            name="asker"
            label={WORDS.asker[lang]}
            error={error("asker")}
            value={sent?.asker}
            options={[
              { value: "principal", label: WORDS.askerPrincipal[lang] },
              { value: "representative", label: WORDS.askerRepresentative[lang] },
              { value: "unverified", label: WORDS.askerUnverified[lang] },
            ]}
          />
        )}
        {act === "acquire" && (
          <RadioField
            name="source"
            label={WORDS.source[lang]}
            error={error("source")}
            value={sent?.source}
            options={SOURCES.map((value) => ({ value, label: SOURCE_WORDS[value][lang] }))}
          />
        )}
        {exceptions.length > 0 && (
          <details open={(sent?.exception ?? "") !== "" || draft.purpose === "law.outside-policy"}>
            <summary>{WORDS.exception[lang]}</summary>
            <SelectField
              name="exception"
              label={WORDS.exception[lang]}
              empty={WORDS.exceptionNone[lang]}
              value={sent?.exception}
              options={exceptions}
            />
            <TextField
              name="evidence"
              label={WORDS.evidence[lang]}
              hint={WORDS.evidenceHint[lang]}
              error={error("evidence")}
              value={sent?.evidence}
            />
          </details>
        )}
        <p class="actions">
          <Button>{WORDS.decide[lang]}</Button>
        </p>
      </form>
    </StepFrame>
  );
};

function exceptionOptions(act: Act, lang: Language): Option[] {
  return EXCEPTIONS.filter(({ lifts }) => LIFTED[act].includes(lifts)).flatMap(({ article }) =>
    isArticle(article)
      ? [{ value: article, label: `${PROVISIONS[article].says[lang]} (${citation(article)[lang]})` }]
      : [],
  );
}

type Asked = Pick<StepView["draft"], "operator" | "kind" | "purpose" | "to">;

/** The items of the purpose and of the kind of person. */
function itemsOf(program: Program, { kind, purpose }: Asked): readonly string[] {
  const { people, purposes } = program.policy;
  const kinds = program.kinds.get(kind ?? "")?.kinds ?? new Set<string>();
  const ofPurpose = purposes[purpose ?? ""]?.items ?? [];
  return [...new Set([...ofPurpose, ...[...kinds].flatMap((one) => people[one]?.items ?? [])])];
}

/** Those that the purpose covers and the recipient may have. Special care is taken in by hand. */
function fittingItems(program: Program, draft: Asked): readonly string[] {
  const purpose = program.purposes.get(draft.purpose ?? "");
  const recipient = program.recipients.get(recipientOf(draft.to, program)?.class ?? "");
  return itemsOf(program, draft).filter((id) => {
    const item = program.items.get(id);
    if (item === undefined || item.specialCare || purpose === undefined || !isIn(purpose.scope, item.bit)) return false;
    return recipient === undefined || allIn(recipient.scope, [item]);
  });
}

function itemOptions(program: Program, draft: Asked, lang: Language): Option[] {
  const fitting = new Set(fittingItems(program, draft));
  return itemsOf(program, draft)
    .toSorted((a, b) => Number(fitting.has(b)) - Number(fitting.has(a)))
    .map((value) => ({
      value,
      label: nameIn(program, "items", value, lang) ?? value,
      hint: program.items.get(value)?.specialCare === true ? WORDS.special[lang] : undefined,
    }));
}
