import { fill, type Language } from "../wire/index.ts";
import { asObject, type JsonObject, listAt, numberAt, objectAt, textAt } from "./json.ts";
import { REFERENCE_WORDS as WORDS } from "./reference-words.ts";

interface Shown {
  readonly schema: JsonObject;
  readonly lang: Language;
}

/** The id under which a shape of the components stands on the page. */
export function schemaId(name: string): string {
  return `schema-${name}`;
}

/** A JSON Schema for people: its type and bounds in a line, its fields below; what lies deeper is folded. */
export const SchemaView = ({ schema, lang }: Shown) => (
  <>
    <SchemaLine schema={schema} lang={lang} />
    <Inside schema={schema} lang={lang} />
  </>
);

/** Type, bounds, values and description; a shape that has a name is linked to. */
const SchemaLine = ({ schema, lang }: Shown) => {
  const description = textAt(schema, "description");
  const values = enumeration(schema);
  const pattern = textAt(schema, "pattern");
  const unlessSaid = schema["default"];
  const examples: unknown[] = Array.isArray(schema["examples"]) ? schema["examples"] : [];
  return (
    <>
      <p>
        <Type schema={schema} lang={lang} />
        {bounds(schema, lang)}
      </p>
      {description !== undefined && <p lang="en">{description}</p>}
      {values.length > 0 && (
        <p>
          {WORDS.values[lang]}
          {lang === "ja" ? "：" : ": "}
          {values.map((value, index) => (
            <>
              {index > 0 && ", "}
              <code>{value}</code>
            </>
          ))}
        </p>
      )}
      {pattern !== undefined && (
        <p>
          {WORDS.pattern[lang]} <code>{pattern}</code>
        </p>
      )}
      {examples.map((example) => (
        <p>
          {WORDS.example[lang]} <code>{typeof example === "string" ? example : JSON.stringify(example)}</code>
        </p>
      ))}
      {unlessSaid !== undefined && (
        <p>
          {WORDS.unlessSaid[lang]} <code>{JSON.stringify(unlessSaid)}</code>
        </p>
      )}
    </>
  );
};

const Type = ({ schema, lang }: Shown) => {
  const name = refName(schema);
  if (name !== undefined) return <a href={`#${schemaId(name)}`}>{name}</a>;
  if (textAt(schema, "type") === "array") {
    const of = refName(objectAt(schema, "items"));
    return of === undefined ? (
      <>{fill(WORDS.listOfType[lang], { type: typeWords(objectAt(schema, "items"), lang) })}</>
    ) : (
      <>
        {WORDS.listOf[lang]} <a href={`#${schemaId(of)}`}>{of}</a>
      </>
    );
  }
  return <>{typeWords(schema, lang)}</>;
};

function refName(schema: JsonObject): string | undefined {
  return textAt(schema, "$ref")?.split("/").at(-1);
}

function alternatives(schema: JsonObject): JsonObject[] {
  return [...listAt(schema, "oneOf"), ...listAt(schema, "anyOf")];
}

function typeWords(schema: JsonObject, lang: Language): string {
  const several = alternatives(schema);
  if (several.length > 0) return fill(WORDS.oneOf[lang], { count: several.length });
  const format = textAt(schema, "format");
  switch (textAt(schema, "type")) {
    case "object":
      return WORDS.object[lang];
    case "string":
      return format === undefined ? WORDS.string[lang] : `${WORDS.string[lang]} (${format})`;
    case "integer":
      return WORDS.integer[lang];
    case "number":
      return WORDS.number[lang];
    case "boolean":
      return WORDS.boolean[lang];
    case "array":
      return fill(WORDS.listOfType[lang], { type: typeWords(objectAt(schema, "items"), lang) });
    default:
      return WORDS.any[lang];
  }
}

function enumeration(schema: JsonObject): string[] {
  const listed = schema["enum"];
  const values: unknown[] = Array.isArray(listed) ? listed : [];
  const only = schema["const"];
  return (only === undefined ? values : [only]).map((value) =>
    typeof value === "string" ? value : JSON.stringify(value),
  );
}

function bounds(schema: JsonObject, lang: Language): string {
  const separator = lang === "ja" ? "、" : ", ";
  const said = (least: string, most: string): string | undefined => {
    const [low, high] = [numberAt(schema, least), numberAt(schema, most)];
    // What a double can hold at most is no bound that anybody set.
    const top = high === Number.MAX_SAFE_INTEGER ? undefined : high;
    const bottom = low === Number.MIN_SAFE_INTEGER ? undefined : low;
    if (bottom !== undefined && top !== undefined) return fill(WORDS.range[lang], { least: bottom, most: top });
    if (bottom !== undefined) return fill(WORDS.least[lang], { least: bottom });
    return top === undefined ? undefined : fill(WORDS.most[lang], { most: top });
  };
  const value = said("minimum", "maximum");
  const length = said("minLength", "maxLength");
  const count = said("minItems", "maxItems");
  return [
    ...(value === undefined ? [] : [value]),
    ...(length === undefined ? [] : [fill(WORDS.characters[lang], { range: length })]),
    ...(count === undefined ? [] : [fill(WORDS.entries[lang], { range: count })]),
  ]
    .map((bound) => separator + bound)
    .join("");
}

/** What a schema is made of: fields, entries of a list, or several shapes. */
const Inside = ({ schema, lang }: Shown) => {
  const fields = Object.entries(objectAt(schema, "properties"));
  const several = alternatives(schema);
  const items = objectAt(schema, "items");
  const anyName = objectAt(schema, "additionalProperties");
  return (
    <>
      {fields.length > 0 && <Fields schema={schema} lang={lang} />}
      {several.map((one, index) => (
        <Folded label={optionLabel(one, index, lang)} schema={one} lang={lang} />
      ))}
      {refName(items) === undefined && hasInside(items) && (
        <Folded label={typeWords(items, lang)} schema={items} lang={lang} />
      )}
      {refName(items) === undefined && !hasInside(items) && enumeration(items).length > 0 && (
        <SchemaLine schema={items} lang={lang} />
      )}
      {Object.keys(anyName).length > 0 && <Folded label={WORDS.anyName[lang]} schema={anyName} lang={lang} />}
    </>
  );
};

function hasInside(schema: JsonObject): boolean {
  return ["properties", "oneOf", "anyOf", "items"].some((name) => Object.hasOwn(schema, name));
}

/** What tells one of several shapes from the others: its name, its `kind`, or what it is said to be. */
function optionLabel(schema: JsonObject, index: number, lang: Language): string {
  const kind = enumeration(objectAt(objectAt(schema, "properties"), "kind"));
  const named = refName(schema) ?? textAt(schema, "title") ?? (kind.length === 1 ? kind[0] : undefined);
  return (
    named ??
    `${fill(WORDS.option[lang], { number: index + 1 })}${lang === "ja" ? "：" : ": "}${typeWords(schema, lang)}`
  );
}

const Folded = ({ label, schema, lang }: Shown & { readonly label: string }) => (
  <details class="details">
    <summary>{label}</summary>
    <div class="inside">
      <SchemaView schema={schema} lang={lang} />
    </div>
  </details>
);

const Fields = ({ schema, lang }: Shown) => {
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  return (
    <dl class="fields">
      {Object.entries(objectAt(schema, "properties")).map(([name, value]) => (
        <div>
          <dt>
            <code>{name}</code>
            {required.includes(name) && <span class="quiet"> {WORDS.required[lang]}</span>}
          </dt>
          <dd>
            <Field schema={asObject(value)} lang={lang} />
          </dd>
        </div>
      ))}
    </dl>
  );
};

/** A field of several fields of its own is folded, so that its neighbours stay in sight. */
const Field = ({ schema, lang }: Shown) => {
  const count = Object.keys(objectAt(schema, "properties")).length;
  if (count === 0) return <SchemaView schema={schema} lang={lang} />;
  return (
    <>
      <SchemaLine schema={schema} lang={lang} />
      <details class="details">
        <summary>{count === 1 ? WORDS.field[lang] : fill(WORDS.fields[lang], { count })}</summary>
        <div class="inside">
          <Fields schema={schema} lang={lang} />
        </div>
      </details>
    </>
  );
};
