import { writeFile } from "node:fs/promises";
import { z } from "zod";
import { DUTIES, NEEDS, questionSchema, REASONS } from "../src/decision/index.ts";
import { citation, EXCEPTIONS } from "../src/law/index.ts";
import type { Words } from "../src/wire/index.ts";

/* Writes docs/questions.md: a question, its facts and what an answer says, from the schema and the engine's words. */

export const QUESTION_REFERENCE = new URL("../docs/questions.md", import.meta.url);

/** The part of JSON Schema that a question uses. */
interface Schema {
  readonly type?: string | undefined;
  readonly description?: string | undefined;
  readonly properties?: Readonly<Record<string, Schema>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly items?: Schema | undefined;
  readonly minItems?: number | undefined;
  readonly oneOf?: readonly Schema[] | undefined;
  readonly anyOf?: readonly Schema[] | undefined;
  readonly const?: string | undefined;
  readonly enum?: readonly string[] | undefined;
  readonly format?: string | undefined;
  readonly pattern?: string | undefined;
  readonly maxLength?: number | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly default?: unknown;
}

const schemaSchema: z.ZodType<Schema> = z.lazy(() =>
  z.object({
    type: z.string().optional(),
    description: z.string().optional(),
    properties: z.record(z.string(), schemaSchema).optional(),
    required: z.array(z.string()).optional(),
    items: schemaSchema.optional(),
    minItems: z.number().optional(),
    oneOf: z.array(schemaSchema).optional(),
    anyOf: z.array(schemaSchema).optional(),
    const: z.string().optional(),
    enum: z.array(z.string()).optional(),
    format: z.string().optional(),
    pattern: z.string().optional(),
    maxLength: z.number().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    default: z.unknown().optional(),
  }),
);

const WHOLE = schemaSchema.parse(z.toJSONSchema(questionSchema, { io: "input" }));
const FACTS = WHOLE.properties?.["facts"]?.items?.oneOf ?? [];
/** What every fact has, said once. */
const COMMON = ["kind", "at", "recordedAt", "id"];

/** Facts as they are written most often; a test asks a question with each of them. */
const EXAMPLES = `operator: clinic
person: { kind: patient, able: false } # or the kind alone: patient
act: provide
items: [name, chart]
purpose: patient.treatment
recipient: { class: hospital, party: 見本病院 }
exceptions:
  - { article: 27(1)(ii), evidence: "救急隊からの電話、2026年11月22日 9時40分" }
facts:
  - { kind: consent, at: 2026-11-01T09:00:00+09:00, by: representative, operators: [clinic], purposes: [patient.treatment], recipients: [hospital] }
  - { kind: withdrawal, at: 2026-11-10T09:00:00+09:00, recipients: [hospital] }
  - { kind: objection, at: 2026-11-10T09:00:00+09:00, to: provision, recipients: [hospital] }
  - { kind: notice, at: 2026-11-01T08:55:00+09:00, how: stated, operators: [clinic], purposes: [patient.treatment] }
  - { kind: contract, at: 2026-04-01T00:00:00+09:00, until: 2027-04-01T00:00:00+09:00, party: 見本病院, covers: entrustment }
  - { kind: request, at: 2026-11-20T10:00:00+09:00, by: principal, verified: true }
  - { kind: acquisition, at: 2026-11-01T09:00:00+09:00, source: third-party, items: [chart] }
  - { kind: ended, at: 2026-11-21T18:00:00+09:00 }
`;

function table(schema: Schema, without: readonly string[] = []): string[] {
  return [
    "| key | type | required | absent | what it says |",
    "| --- | --- | --- | --- | --- |",
    ...rows(schema, "", without),
  ];
}

function rows(schema: Schema, path: string, without: readonly string[] = []): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    if (without.includes(name)) return [];
    const here = path === "" ? name : `${path}.${name}`;
    const unless = field.default === undefined ? "" : `\`${JSON.stringify(field.default).replaceAll('"', "")}\``;
    const required = schema.required?.includes(name) === true ? "yes" : "no";
    const row = `| \`${here}\` | ${typeOf(field)} | ${required} | ${unless} | ${cell(field.description ?? "")} |`;
    const inner = field.anyOf?.find(({ properties }) => properties !== undefined) ?? field.items ?? field;
    return [row, ...rows(inner, field.items === undefined ? here : `${here}[]`)];
  });
}

function typeOf(schema: Schema): string {
  if (schema.const !== undefined) return `\`${schema.const}\``;
  if (schema.enum !== undefined) return `one of ${schema.enum.map((word) => `\`${word}\``).join(", ")}`;
  if (schema.anyOf !== undefined) return schema.anyOf.map(typeOf).join(", or ");
  if (schema.oneOf !== undefined) return "facts, below";
  if (schema.items !== undefined)
    return `list: ${typeOf(schema.items)}${(schema.minItems ?? 0) > 0 ? "; at least one" : ""}`;
  if (schema.properties !== undefined) return "keys, below";
  if (schema.type === "boolean") return "`true` or `false`";
  if (schema.type === "integer") return `whole number, ${schema.minimum} to ${schema.maximum}`;
  if (schema.format === "date-time") return "instant";
  if (schema.pattern !== undefined) return "country";
  return schema.maxLength === 80 ? "identifier" : `words, ${schema.maxLength} characters at most`;
}

function factSection(fact: Schema): string[] {
  const own = Object.keys(fact.properties ?? {}).filter((key) => !COMMON.includes(key));
  return [
    `### \`${fact.properties?.["kind"]?.const ?? ""}\``,
    "",
    `${fact.description ?? ""}.`,
    "",
    ...(own.length === 0 ? ["No keys of its own.", ""] : [...table(fact, COMMON), ""]),
  ];
}

function codes(said: Readonly<Record<string, Words>>): string[] {
  return [
    "| code | in English | in Japanese |",
    "| --- | --- | --- |",
    ...Object.entries(said).map(([code, { ja, en }]) => `| \`${code}\` | ${cell(en)} | ${cell(ja)} |`),
    "",
  ];
}

function cell(content: string): string {
  return content.replaceAll("|", "\\|");
}

/** The document, whole. */
export function questionReference(): string {
  const common = FACTS[0] ?? {};
  const shared = Object.keys(common.properties ?? {}).filter((key) => !COMMON.includes(key));
  return [
    "# A question, its facts, and what an answer says",
    "",
    "Made from the schema of a question and the words of the engine by `npm run questions`; a test holds it to them. A question stands under",
    "`ask` in a [case](cases.md), and is what `yakusoku decide` and `POST /v1/decisions` take. [How a question is decided](decisions.md) has the rules.",
    "",
    "An *identifier* is a name that the policy gives (an operator, an item, a purpose, a class of recipients). An *instant* is written",
    "`2026-11-22T09:00:00+09:00`, with its offset; a *country* `JP`, `KR` or `US-GU`.",
    "",
    "```yaml",
    EXAMPLES.trimEnd(),
    "```",
    "",
    "This shows how facts are written, not facts that belong together.",
    "",
    "## The question",
    "",
    "`a.b` is `b` inside `a`, `a[]` each entry of the list `a`. *absent* is what stands where the key is left out.",
    "",
    ...table(WHOLE),
    "",
    "## Facts",
    "",
    "A fact is what somebody states to be so. Yakusoku keeps none yet: whoever asks brings those that matter, and answers for them.",
    "Every fact has:",
    "",
    "| key | type | required | absent | what it says |",
    "| --- | --- | --- | --- | --- |",
    `| \`kind\` | one of the kinds below | yes |  | Which kind of fact it is |`,
    ...rows(common, "", ["kind", ...shared]),
    "",
    ...FACTS.flatMap(factSection),
    "## Exceptions that can be claimed",
    "",
    "All but an emergency need `evidence`; a judgement gives at most `review` ([rule 11](decisions.md)).",
    "",
    "| `article` | of the Act | lifts | |",
    "| --- | --- | --- | --- |",
    ...EXCEPTIONS.map(({ article, lifts, emergency, judgement, statute }) => {
      const kinds = [emergency ? "emergency" : "", judgement ? "judgement" : "", statute ? "a law asks for it" : ""];
      const { ja, en } = citation(article);
      const lifted = { purpose: "limit to the purpose", "special-care": "consent to acquire special care data" };
      const others = { provision: "consent to provision", notice: "notice of the purpose" };
      return `| \`${article}\` | ${en}<br>${ja} | ${{ ...lifted, ...others }[lifts]} | ${kinds.join("")} |`;
    }),
    "",
    "## What an answer says",
    "",
    "An answer has an `outcome` (`permit`, `review`, `deny`), `reasons` for it, with a permit the `duties` that follow, and without one the",
    "`needs`: what would have to be there. A case names them by code. What stands in braces is filled from the policy and the question.",
    "",
    "### Reasons",
    "",
    ...codes(REASONS),
    "### Duties",
    "",
    ...codes(DUTIES),
    "### Needs",
    "",
    ...codes(NEEDS),
  ]
    .join("\n")
    .replace(/\n+$/, "\n");
}

if (import.meta.main) {
  await writeFile(QUESTION_REFERENCE, questionReference());
  process.stdout.write("docs/questions.md is current\n");
}
