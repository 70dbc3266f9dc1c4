import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { EXTENSION } from "../src/app.ts";
import { citation } from "../src/law/index.ts";
import { readPolicyFiles } from "../src/packs/index.ts";
import {
  blocks,
  type CheckRule,
  CORE_RULES,
  expand,
  type Policy,
  type PolicySource,
  parse,
  policyJsonSchema,
} from "../src/policy/index.ts";
import { PACK } from "./small-pack.ts";
import { REFERENCE_FOLDER } from "./reference.ts";

/* Writes docs/policy-language.md from the schema of a policy file and the rules of the linter. */

export const LANGUAGE_REFERENCE = join(import.meta.dirname, "..", "docs", "policy-language.md");

const SECTIONS = EXTENSION.sections ?? [];
const RULES: readonly CheckRule[] = [...CORE_RULES, ...(EXTENSION.rules ?? [])];

/** The part of JSON Schema that a policy file uses. */
interface Schema {
  readonly $ref?: string | undefined;
  readonly $defs?: Readonly<Record<string, Schema>> | undefined;
  readonly type?: string | undefined;
  readonly description?: string | undefined;
  readonly properties?: Readonly<Record<string, Schema>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly propertyNames?: Schema | undefined;
  readonly additionalProperties?: boolean | Schema | undefined;
  readonly items?: Schema | undefined;
  readonly minItems?: number | undefined;
  readonly oneOf?: readonly Schema[] | undefined;
  readonly const?: string | undefined;
  readonly enum?: readonly string[] | undefined;
  readonly pattern?: string | undefined;
  readonly format?: string | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
}

const schemaSchema: z.ZodType<Schema> = z.lazy(() =>
  z.object({
    $ref: z.string().optional(),
    $defs: z.record(z.string(), schemaSchema).optional(),
    type: z.string().optional(),
    description: z.string().optional(),
    properties: z.record(z.string(), schemaSchema).optional(),
    required: z.array(z.string()).optional(),
    propertyNames: schemaSchema.optional(),
    additionalProperties: z.union([z.boolean(), schemaSchema]).optional(),
    items: schemaSchema.optional(),
    minItems: z.number().optional(),
    oneOf: z.array(schemaSchema).optional(),
    const: z.string().optional(),
    enum: z.array(z.string()).optional(),
    pattern: z.string().optional(),
    format: z.string().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
  }),
);

const WHOLE = schemaSchema.parse(policyJsonSchema(SECTIONS));

/** What a block of the language is called here; known by its pattern. */
const BLOCKS: readonly (readonly [block: z.ZodType, name: string])[] = [
  [blocks.id, "identifier"],
  [blocks.clause, "clause"],
  [blocks.date, "date"],
  [blocks.duration, "length of time"],
  [blocks.country, "country"],
];
const BLOCK_SCHEMAS = BLOCKS.map(([block, name]) => ({ name, ...schemaSchema.parse(z.toJSONSchema(block)) }));
const TEXT = schemaSchema.parse(z.toJSONSchema(blocks.text));

interface Row {
  readonly field: string;
  readonly type: string;
  readonly required: boolean;
  readonly says: string;
}

/** The fields below a value, each with the path to it: `*` for a name, `[]` for an entry of a list. */
function rows(schema: Schema, path: string, seen: ReadonlyMap<string, string>): Row[] {
  if (schema.$ref !== undefined) {
    if (seen.has(schema.$ref)) return [];
    const definition = WHOLE.$defs?.[schema.$ref.replace("#/$defs/", "")];
    if (definition === undefined) throw new Error(`The schema has no ${schema.$ref}.`);
    return rows(definition, path, new Map([...seen, [schema.$ref, path]]));
  }
  if (isText(schema)) return [];
  if (schema.items !== undefined) return rows(schema.items, `${path}[]`, seen);
  if (schema.oneOf !== undefined) return schema.oneOf.flatMap((variant) => variantRows(variant, path, seen));
  if (typeof schema.additionalProperties === "object") return rows(schema.additionalProperties, below(path, "*"), seen);
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const here = below(path, name);
    const row = {
      field: here,
      type: typeOf(field, seen),
      required: schema.required?.includes(name) === true,
      says: said(field),
    };
    return [row, ...rows(field, here, seen)];
  });
}

/** One form of several: the field that tells it from the others, and what else it takes. */
function variantRows(variant: Schema, path: string, seen: ReadonlyMap<string, string>): Row[] {
  const [name, mark] = Object.entries(variant.properties ?? {}).find(([, field]) => field.const !== undefined) ?? [];
  const others = Object.fromEntries(Object.entries(variant.properties ?? {}).filter(([field]) => field !== name));
  const which = `${path}(${mark?.const ?? "?"})`;
  return [
    {
      field: below(path, name ?? "?"),
      type: `\`${mark?.const ?? "?"}\``,
      required: true,
      says: variant.description ?? "",
    },
    ...rows({ ...variant, properties: others }, which, seen),
  ];
}

function below(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

function isText({ propertyNames, additionalProperties }: Schema): boolean {
  return typeof additionalProperties === "object" && propertyNames?.pattern === TEXT.propertyNames?.pattern;
}

function typeOf(schema: Schema, seen: ReadonlyMap<string, string>): string {
  if (schema.$ref !== undefined) {
    const place = seen.get(schema.$ref);
    return place === undefined ? "fields, below" : `the same as \`${place}\``;
  }
  if (isText(schema)) return "text";
  if (schema.const !== undefined) return `\`${schema.const}\``;
  if (schema.enum !== undefined) return `one of ${words(schema.enum)}`;
  if (schema.oneOf !== undefined) return "one of the forms below";
  if (schema.items !== undefined)
    return `list: ${typeOf(schema.items, seen)}${(schema.minItems ?? 0) > 0 ? "; at least one" : ""}`;
  if (typeof schema.additionalProperties === "object") {
    const { propertyNames = {}, additionalProperties } = schema;
    return `map, by ${typeOf(propertyNames, seen)}: ${typeOf(additionalProperties, seen)}`;
  }
  if (schema.properties !== undefined) return "fields, below";
  if (schema.type === "boolean") return "`true` or `false`";
  if (schema.type === "integer") return `whole number, ${schema.minimum} to ${schema.maximum}`;
  const block = BLOCK_SCHEMAS.find(({ pattern }) => pattern === schema.pattern);
  if (block !== undefined) return block.name;
  if (schema.pattern === TEXT.propertyNames?.pattern) return "language tag";
  if (schema.format === "uri") return "address on the web";
  if (schema.format === "email") return "e-mail address";
  return schema.pattern === undefined ? "words" : `words like \`${schema.pattern}\``;
}

/** What a field says of itself, beyond what its type says already. */
function said({ description = "" }: Schema): string {
  const general = [TEXT, ...BLOCK_SCHEMAS].some((block) => block.description === description);
  return general ? "" : description;
}

function words(list: readonly string[]): string {
  return list.map((word) => `\`${word}\``).join(", ");
}

/** The sections that a policy cannot do without, as the reading of an empty file names them. */
function requiredSections(): Set<string> {
  const { diagnostics } = parse([{ path: "empty.yaml", bytes: new Uint8Array() }], SECTIONS);
  return new Set(
    diagnostics
      .filter(({ rule }) => rule === "missing-section")
      .flatMap(({ message }) => /“(.+?)”/.exec(message.en)?.[1] ?? []),
  );
}

/** Which sections each rule reads while it goes over a policy: those it asks the policy for. */
function sectionsRead(rule: CheckRule, sources: readonly PolicySource[]): Set<string> {
  const read = new Set<string>();
  const known = new Set(Object.keys(WHOLE.properties ?? {}));
  const watch = <Watched extends object>(value: Watched): Watched =>
    new Proxy(value, {
      get: (target, key, receiver): unknown => {
        if (typeof key === "string" && known.has(key)) read.add(key);
        const got: unknown = Reflect.get(target, key, receiver);
        return key === "rooms" && typeof got === "object" && got !== null ? watch(got) : got;
      },
      getOwnPropertyDescriptor: (target, key) => {
        if (typeof key === "string" && known.has(key)) read.add(key);
        return Reflect.getOwnPropertyDescriptor(target, key);
      },
    });
  for (const source of sources) {
    const policy: Policy = expand(source);
    // Only what it reads counts, not what it finds.
    for (const _ of rule.find(watch(source), watch(policy), { on: source.policy.inForceFrom, sections: SECTIONS }));
  }
  return read;
}

/** The document, whole. */
export async function policyLanguage(): Promise<string> {
  const small = { path: "small.yaml", bytes: new TextEncoder().encode(PACK) };
  const parsed = [
    parse(await readPolicyFiles(join(REFERENCE_FOLDER, "2023-05-01")), SECTIONS),
    parse([small], SECTIONS),
  ];
  const sources = parsed.flatMap(({ source }) => source ?? []);
  const sections = Object.entries(WHOLE.properties ?? {});
  const read = RULES.map((rule) => ({ rule, sections: sectionsRead(rule, sources) }));
  const general = read.filter((one) => one.sections.size > sections.length / 2);
  const required = requiredSections();
  const written = ([name, schema]: readonly [string, Schema]): string[] => {
    const about = read.filter((one) => !general.includes(one) && one.sections.has(name)).map(({ rule }) => rule);
    return section(name, schema, about);
  };

  return [
    "# The policy language, section by section",
    "",
    "Made from the schema and the rules of `check` by `npm run language`; a test holds it to them. [Write a policy](write-a-policy.md)",
    "is the way in, and `policies/policy.schema.json` the same for editors.",
    "",
    "A field is named by the path to it inside its section: `*` is a name of your own (or one of the words the type lists), `[]` each entry",
    "of a list, `(word)` the form of that word. Types:",
    "",
    "| type | what stands there |",
    "| --- | --- |",
    ...BLOCK_SCHEMAS.map(({ name, description }) => `| ${name} | ${cell(description ?? "")} |`),
    `| text | ${cell(TEXT.description ?? "")}; in every language that \`policy.languages\` asks for |`,
    "| language tag | As BCP 47 writes it: ja, en, zh-Hans |",
    "| words | Letters in one language or none |",
    "",
    "Findings weigh `error` (the policy cannot run), `law` (the Act asks for something else), `policy` (it breaks a promise of its own)",
    "or `advice` (lawful, and better otherwise). A section names the rules that read it; these read every section:",
    `${general.map(({ rule }) => ruleName(rule)).join(", ")}.`,
    "",
    "## What every policy has",
    "",
    ...sections.filter(([name]) => required.has(name)).flatMap(written),
    "## What a policy may have",
    "",
    ...sections.filter(([name]) => !required.has(name)).flatMap(written),
    "## The rules of `check`",
    "",
    "What stands in braces is filled from the policy.",
    "",
    "| rule | weighs | cites | says |",
    "| --- | --- | --- | --- |",
    ...RULES.map(
      ({ id, severity, article, message }) =>
        `| \`${id}\` | ${severity} | ${article === undefined ? "" : citation(article).en} | ${cell(message.en)} |`,
    ),
    "",
  ].join("\n");
}

function section(name: string, schema: Schema, rules: readonly CheckRule[]): string[] {
  const fields = rows(schema, "", new Map());
  return [
    `### \`${name}\``,
    "",
    `${schema.description ?? ""}.${schema.properties === undefined ? ` A ${typeOf(schema, new Map()).replace(": fields, below", "")}.` : ""}`,
    "",
    "| field | type | required | what it says |",
    "| --- | --- | --- | --- |",
    ...fields.map(
      ({ field, type, required, says }) =>
        `| \`${field}\` | ${cell(type)} | ${required ? "yes" : "no"} | ${cell(says)} |`,
    ),
    "",
    ...(rules.length === 0 ? [] : [`Read by: ${rules.map(ruleName).join(", ")}.`, ""]),
  ];
}

function ruleName({ id, severity }: CheckRule): string {
  return `\`${id}\` (${severity})`;
}

function cell(content: string): string {
  return content.replaceAll("|", "\\|");
}

if (import.meta.main) {
  const language = await policyLanguage();
  await writeFile(LANGUAGE_REFERENCE, language);
  process.stdout.write(`docs/policy-language.md: ${Object.keys(WHOLE.properties ?? {}).length} sections\n`);
}
