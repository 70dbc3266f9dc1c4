import type { Child } from "hono/jsx";
import type { House } from "../room/index.ts";
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
  TextField,
} from "../web/index.ts";
import { type Language, ProblemError, type Text, type Words } from "../wire/index.ts";
import { PAGE } from "./words.ts";

/** One field of a form: under which name it is sent, and what may be chosen. */
export interface Field {
  readonly name: string;
  readonly type: "text" | "date" | "datetime-local" | "select" | "radio" | "checkbox";
  readonly label: string;
  readonly hint?: string;
  readonly options?: readonly Option[];
  readonly empty?: string;
  /** Where it goes in what is recorded (JSON Pointer), where its name does not say so. */
  readonly pointer?: string;
}

/** What a form sent: each name with all its values. */
export type Sent = Readonly<Record<string, readonly string[]>>;

export function one(sent: Sent, name: string): string | undefined {
  const value = sent[name]?.[0]?.trim();
  return value === undefined || value === "" ? undefined : value;
}

/** A time in Japan as a form sends it, with its offset. */
export function instantOf(value: string | undefined): string | undefined {
  return value === undefined || !/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(value) ? value : `${value}:00+09:00`;
}

/** Leaves out what was left empty, so that a schema sees it missing. */
export function filled(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined));
}

export interface FieldError {
  readonly name: string;
  readonly message: string;
}

/** Which field each fault is about: the one that stands there, else the last word of its pointer that is a field's, else the first. */
export function errorsOf(error: unknown, fields: readonly Field[], lang: Language): readonly FieldError[] {
  if (!(error instanceof ProblemError)) throw error;
  const faults = error.in(lang).errors;
  if (faults === undefined) throw error;
  return faults.map(({ pointer, detail }) => {
    const parts = pointer.split("/").toReversed();
    const placed = fields.find((field) => field.pointer !== undefined && pointer.endsWith(field.pointer))?.name;
    const named = parts.find((part) => fields.some(({ name }) => name === part));
    return { name: placed ?? named ?? fields[0]?.name ?? "", message: detail };
  });
}

/** A page with one form. */
export const FormPage = ({
  house,
  lang,
  title,
  path,
  fields,
  sent,
  errors,
  children,
}: {
  readonly house: House;
  readonly lang: Language;
  readonly title: string;
  /** Also where it is sent. */
  readonly path: string;
  readonly fields: readonly Field[];
  readonly sent: Sent;
  readonly errors: readonly FieldError[];
  readonly children?: Child;
}) => (
  <Page site={house} lang={lang} title={errors.length === 0 ? title : `${PAGE.error[lang]}${title}`} path={path}>
    <h1>{title}</h1>
    {children}
    <ErrorSummary lang={lang} errors={errors} />
    <form method="post" action={localPath(lang, path)}>
      <Fields fields={fields} sent={sent} errors={errors} lang={lang} />
      <p class="actions">
        <Button>{PAGE.save[lang]}</Button>
      </p>
    </form>
  </Page>
);

/** The fields of a form, with what was sent and what is wrong. */
export const Fields = ({
  fields,
  sent,
  errors,
  lang,
}: {
  readonly fields: readonly Field[];
  readonly sent: Sent;
  readonly errors: readonly FieldError[];
  readonly lang: Language;
}) => (
  <>
    {fields.map(({ type, options = [], empty, pointer: _pointer, ...field }) => {
      const error = errors.find(({ name }) => name === field.name)?.message;
      const values = sent[field.name] ?? [];
      if (type === "checkbox") return <CheckboxField {...field} error={error} options={options} value={values} />;
      if (type === "radio") return <RadioField {...field} error={error} options={options} value={values[0]} />;
      if (type === "select") {
        return (
          <SelectField
            {...field}
            error={error}
            options={options}
            value={values[0]}
            empty={empty ?? PAGE.choose[lang]}
          />
        );
      }
      return <TextField {...field} error={error} type={type} value={values[0]} />;
    })}
  </>
);

export function choices(words: Readonly<Record<string, Words>>, lang: Language): Option[] {
  return Object.entries(words).map(([value, label]) => ({ value, label: label[lang] }));
}

/** Operators, classes or items of the policies served, by their newest version. */
export function policyChoices(house: House, kind: "operators" | "recipients" | "items", lang: Language): Option[] {
  const options = new Map<string, string>();
  for (const pack of house.packs.values()) {
    const entries: Readonly<Record<string, { readonly name: Text }>> = pack.versions.at(-1)?.policy[kind] ?? {};
    for (const [value, { name }] of Object.entries(entries)) {
      const { words } = localText(name, lang);
      if (!options.has(value)) options.set(value, words);
    }
  }
  return [...options].map(([value, label]) => ({ value, label }));
}
