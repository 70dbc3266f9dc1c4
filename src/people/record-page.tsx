import { Button, ErrorSummary, localPath, Page, RadioField, SelectField, TextField } from "../web/index.ts";
import type { Id } from "../wire/index.ts";
import { RECORD_WORDS } from "./person-page.tsx";
import { optionsOf, purposeOptions, type View } from "./view.ts";
import { NOTICE_WORDS, OBJECTION_WORDS, WORDS } from "./words.ts";

export type Recordable = keyof typeof RECORD_WORDS;

export function isRecordable(text: string): text is Recordable {
  return Object.hasOwn(RECORD_WORDS, text);
}

export type RecordForm = Readonly<Record<string, string | undefined>>;

/** Records an objection, a withdrawal or a consent, as somebody at the counter or on the phone says it. */
export const RecordPage = ({
  person,
  kind,
  form,
  formKey,
  errors = [],
  ...view
}: View & {
  readonly person: Id<"person">;
  readonly kind: Recordable;
  readonly form: RecordForm;
  readonly formKey: string;
  readonly errors?: readonly { readonly name: string; readonly message: string }[];
}) => {
  const { house, lang, programs } = view;
  const title = RECORD_WORDS[kind][lang];
  const path = `/records/people/${person}/record/${kind}`;
  const error = (name: string): string | undefined => errors.find((one) => one.name === name)?.message;
  const isConsent = kind === "consent";
  const isNotice = kind === "notice";
  const needsScope = isConsent || isNotice;
  return (
    <Page site={house} lang={lang} title={title} path={path}>
      <ErrorSummary errors={errors} lang={lang} />
      <h1>{title}</h1>
      <form method="post" action={localPath(lang, path)}>
        <input type="hidden" name="key" value={formKey} />
        {kind === "objection" && (
          <RadioField
            name="to"
            label={WORDS.to[lang]}
            options={Object.entries(OBJECTION_WORDS).map(([value, words]) => ({ value, label: words[lang] }))}
            value={form["to"]}
            error={error("to")}
          />
        )}
        {isNotice && (
          <RadioField
            name="how"
            label={WORDS.how[lang]}
            options={Object.entries(NOTICE_WORDS).map(([value, words]) => ({ value, label: words[lang] }))}
            value={form["how"]}
            error={error("how")}
          />
        )}
        <SelectField
          name="operators"
          label={WORDS.operator[lang]}
          options={optionsOf(view, "operators")}
          value={form["operators"]}
          empty={needsScope ? WORDS.choose[lang] : WORDS.anyOperator[lang]}
          error={error("operators")}
        />
        <SelectField
          name="purposes"
          label={WORDS.purpose[lang]}
          options={purposeOptions(view)}
          value={form["purposes"]}
          empty={needsScope ? WORDS.choose[lang] : WORDS.anyPurpose[lang]}
          error={error("purposes")}
        />
        {!isNotice && (
          <SelectField
            name="recipients"
            label={WORDS.recipient[lang]}
            options={optionsOf(view, "recipients")}
            value={form["recipients"]}
            empty={WORDS.anyRecipient[lang]}
            error={error("recipients")}
          />
        )}
        {isConsent && (
          <>
            <TextField
              name="party"
              label={WORDS.party[lang]}
              hint={WORDS.partyHint[lang]}
              value={form["party"]}
              error={error("party")}
            />
            <TextField
              name="deal"
              label={WORDS.deal[lang]}
              hint={WORDS.dealHint[lang]}
              value={form["deal"]}
              error={error("deal")}
            />
          </>
        )}
        {needsScope && (
          <SelectField
            name="words"
            label={WORDS.version[lang]}
            options={programs.map(({ pack, version }) => ({
              value: `${pack} ${version}`,
              label: `${pack} ${version}`,
            }))}
            value={form["words"]}
            empty={WORDS.choose[lang]}
            error={error("words")}
          />
        )}
        <TextField
          name="at"
          type="datetime-local"
          label={WORDS.at[lang]}
          hint={WORDS.whenHint[lang]}
          value={form["at"]}
          error={error("at")}
        />
        <TextField
          name="giver"
          label={WORDS.giver[lang]}
          hint={WORDS.giverHint[lang]}
          value={form["giver"]}
          error={error("giver")}
        />
        <TextField
          name="channel"
          label={WORDS.channel[lang]}
          hint={WORDS.channelHint[lang]}
          value={form["channel"]}
          error={error("channel")}
        />
        <TextField
          name="evidence"
          label={WORDS.evidence[lang]}
          hint={WORDS.evidenceHint[lang]}
          value={form["evidence"]}
          error={error("evidence")}
        />
        <p class="actions">
          <Button>{WORDS.record[lang]}</Button>
        </p>
      </form>
      <p>
        <a href={localPath(lang, `/records/people/${person}`)}>{WORDS.back[lang]}</a>
      </p>
    </Page>
  );
};
