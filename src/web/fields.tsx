import type { Child } from "hono/jsx";
import type { Language } from "../wire/index.ts";
import { Sign } from "./components.tsx";
import { WORDS } from "./words.ts";

interface FieldProps {
  /** The name under which the form sends it. */
  readonly name: string;
  readonly label: string;
  /** An example, or what is meant; stands under the label. */
  readonly hint?: string | undefined;
  /** What is wrong and how to mend it. */
  readonly error?: string | undefined;
  /** The label is the page's heading: for pages that ask one question. */
  readonly heading?: boolean | undefined;
}

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
}

/** The id of a field's first control: where `ErrorSummary` leads. */
function fieldId(name: string): string {
  return `field-${name}`;
}

function describedBy({ name, hint, error }: FieldProps): string | undefined {
  const ids = [
    ...(hint === undefined ? [] : [`${fieldId(name)}-hint`]),
    ...(error === undefined ? [] : [`${fieldId(name)}-error`]),
  ];
  return ids.length === 0 ? undefined : ids.join(" ");
}

const Hint = ({ name, hint }: FieldProps) =>
  hint === undefined ? null : (
    <p class="hint" id={`${fieldId(name)}-hint`}>
      {hint}
    </p>
  );

const FieldError = ({ name, error }: FieldProps) =>
  error === undefined ? null : (
    <p class="error" id={`${fieldId(name)}-error`}>
      <Sign shape="deny" />
      {error}
    </p>
  );

const Legend = ({ label, heading }: FieldProps) => <legend>{heading === true ? <h1>{label}</h1> : label}</legend>;

const Label = (props: FieldProps) => {
  const label = <label for={fieldId(props.name)}>{props.label}</label>;
  return props.heading === true ? <h1 class="label">{label}</h1> : label;
};

const Choices = ({
  type,
  field,
  options,
  chosen,
}: {
  readonly type: "radio" | "checkbox";
  readonly field: FieldProps;
  readonly options: readonly Option[];
  readonly chosen: (value: string) => boolean;
}) => (
  <fieldset class={field.error === undefined ? "field" : "field wrong"} aria-describedby={describedBy(field)}>
    <Legend {...field} />
    <Hint {...field} />
    <FieldError {...field} />
    {options.map(({ value, label, hint }, index) => {
      const id = index === 0 ? fieldId(field.name) : `${fieldId(field.name)}-${index + 1}`;
      return (
        <div class="choice">
          <input
            type={type}
            id={id}
            name={field.name}
            value={value}
            checked={chosen(value)}
            aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          />
          <label for={id}>{label}</label>
          {hint !== undefined && (
            <p class="hint" id={`${id}-hint`}>
              {hint}
            </p>
          )}
        </div>
      );
    })}
  </fieldset>
);

/** One of several. */
export const RadioField = ({
  options,
  value,
  ...field
}: FieldProps & { readonly options: readonly Option[]; readonly value?: string | undefined }) => (
  <Choices type="radio" field={field} options={options} chosen={(one) => one === value} />
);

/** Any of several; the form sends the name once for each. */
export const CheckboxField = ({
  options,
  value,
  ...field
}: FieldProps & { readonly options: readonly Option[]; readonly value: readonly string[] }) => (
  <Choices type="checkbox" field={field} options={options} chosen={(one) => value.includes(one)} />
);

interface OptionGroup {
  readonly label: string;
  readonly options: readonly Option[];
}

/** One of many, where a list of choices would fill the page. `empty` is the entry for no choice yet. */
export const SelectField = ({
  options = [],
  groups = [],
  value,
  empty,
  ...field
}: FieldProps & {
  readonly options?: readonly Option[];
  /** After the options that stand alone; one without options is left out. */
  readonly groups?: readonly OptionGroup[];
  readonly value?: string | undefined;
  readonly empty: string;
}) => (
  <div class={field.error === undefined ? "field" : "field wrong"}>
    <Label {...field} />
    <Hint {...field} />
    <FieldError {...field} />
    <select
      id={fieldId(field.name)}
      name={field.name}
      aria-describedby={describedBy(field)}
      aria-invalid={invalid(field)}
    >
      <option value="">{empty}</option>
      <SelectOptions options={options} value={value} />
      {groups
        .filter((group) => group.options.length > 0)
        .map((group) => (
          <optgroup label={group.label}>
            <SelectOptions options={group.options} value={value} />
          </optgroup>
        ))}
    </select>
  </div>
);

const SelectOptions = ({
  options,
  value,
}: {
  readonly options: readonly Option[];
  readonly value: string | undefined;
}) => (
  <>
    {options.map((option) => (
      <option value={option.value} selected={option.value === value}>
        {option.label}
      </option>
    ))}
  </>
);

/** Free text, or a date and time. */
export const TextField = ({
  type = "text",
  value = "",
  readOnly = false,
  suggestions = [],
  autocomplete = "off",
  inputMode,
  ...field
}: FieldProps & {
  /** What is often entered; anything else may be. */
  readonly suggestions?: readonly string[];
  /** To be selected and copied, not changed. */
  readonly readOnly?: boolean;
  readonly type?: "text" | "date" | "datetime-local" | "email" | "password";
  readonly value?: string | undefined;
  /** What the browser may fill in by itself (HTML, 4.10.18.7). */
  readonly autocomplete?: string;
  readonly inputMode?: "numeric" | undefined;
}) => (
  <div class={field.error === undefined ? "field" : "field wrong"}>
    <Label {...field} />
    <Hint {...field} />
    <FieldError {...field} />
    <input
      type={type}
      id={fieldId(field.name)}
      name={field.name}
      value={value}
      readonly={readOnly}
      autocomplete={autocomplete}
      inputmode={inputMode}
      list={suggestions.length === 0 ? undefined : `${fieldId(field.name)}-list`}
      aria-describedby={describedBy(field)}
      aria-invalid={invalid(field)}
    />
    {suggestions.length > 0 && (
      <datalist id={`${fieldId(field.name)}-list`}>
        {suggestions.map((suggestion) => (
          <option>{suggestion}</option>
        ))}
      </datalist>
    )}
  </div>
);

/** Text of several lines. */
export const TextAreaField = ({
  value = "",
  rows = 12,
  language,
  ...field
}: FieldProps & {
  readonly value?: string | undefined;
  readonly rows?: number;
  /** Of what is written in it, where that is not the page's. */
  readonly language?: string;
}) => (
  <div class={field.error === undefined ? "field" : "field wrong"}>
    <Label {...field} />
    <Hint {...field} />
    <FieldError {...field} />
    <textarea
      id={fieldId(field.name)}
      name={field.name}
      rows={rows}
      lang={language}
      aria-describedby={describedBy(field)}
      aria-invalid={invalid(field)}
    >
      {value}
    </textarea>
  </div>
);

function invalid({ error }: FieldProps): "true" | undefined {
  return error === undefined ? undefined : "true";
}

/** What is wrong on the page, at its top; each line leads to its field. */
export const ErrorSummary = ({
  errors,
  lang,
}: {
  readonly errors: readonly { readonly name: string; readonly message: string }[];
  readonly lang: Language;
}) =>
  errors.length === 0 ? null : (
    <div class="error-summary" role="alert" tabindex={-1} autofocus aria-labelledby="error-summary">
      <h2 id="error-summary">{WORDS.errorHeading[lang]}</h2>
      <ul>
        {errors.map(({ name, message }) => (
          <li>
            <a href={`#${fieldId(name)}`}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  );

/** Says what will happen: “Send the request”. With `name` and `value`, which of several was pressed. */
export const Button = ({
  children,
  kind = "primary",
  name,
  value,
}: {
  readonly children: Child;
  readonly kind?: "primary" | "quiet";
  readonly name?: string;
  readonly value?: string;
}) => (
  <button type="submit" class={kind} name={name} value={value}>
    {children}
  </button>
);
