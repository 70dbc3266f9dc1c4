import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { serving } from "./served.ts";

/* Writes client/types.ts: what the API takes and gives, from its own description. */

export const CLIENT_TYPES = new URL("../client/types.ts", import.meta.url);

/** The part of JSON Schema that the API uses. */
interface Schema {
  readonly $ref?: string | undefined;
  readonly type?: string | readonly string[] | undefined;
  readonly description?: string | undefined;
  readonly properties?: Readonly<Record<string, Schema>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly additionalProperties?: boolean | Schema | undefined;
  readonly items?: Schema | undefined;
  readonly anyOf?: readonly Schema[] | undefined;
  readonly oneOf?: readonly Schema[] | undefined;
  readonly allOf?: readonly Schema[] | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly const?: unknown;
}

const schemaSchema: z.ZodType<Schema> = z.lazy(() =>
  z.looseObject({
    $ref: z.string().optional(),
    type: z.union([z.string(), z.array(z.string())]).optional(),
    description: z.string().optional(),
    properties: z.record(z.string(), schemaSchema).optional(),
    required: z.array(z.string()).optional(),
    additionalProperties: z.union([z.boolean(), schemaSchema]).optional(),
    items: schemaSchema.optional(),
    anyOf: z.array(schemaSchema).optional(),
    oneOf: z.array(schemaSchema).optional(),
    allOf: z.array(schemaSchema).optional(),
    enum: z.array(z.unknown()).optional(),
    const: z.unknown().optional(),
  }),
);
const contentSchema = z.looseObject({
  content: z.record(z.string(), z.object({ schema: schemaSchema })).optional(),
});
const operationSchema = z.looseObject({
  summary: z.string(),
  parameters: z
    .array(
      z.looseObject({ name: z.string(), in: z.string(), required: z.boolean().default(false), schema: schemaSchema }),
    )
    .default([]),
  requestBody: contentSchema.optional(),
  responses: z.record(z.string(), contentSchema),
});
const documentSchema = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.looseObject({ schemas: z.record(z.string(), schemaSchema) }),
});
type Operation = z.output<typeof operationSchema>;

/** The text of client/types.ts. */
export async function clientTypes(): Promise<string> {
  const response = await serving([]).request("/openapi.json");
  const { paths, components } = documentSchema.parse(await response.json());
  const named = { ...components.schemas, Fact: factOf(components.schemas) };
  const names = new Map(Object.entries(named).map(([name, schema]) => [JSON.stringify(schema), name]));
  const declared = Object.entries(named).map(([name, schema]) => {
    const { description, ...rest } = schema;
    return `${docOf(description)}export type ${name} = ${typeOf(rest, new Map([...names].filter(([, one]) => one !== name)))};\n`;
  });
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
  );
  const text = `
/* What the API takes and gives. Made from its description by \`npm run client-types\`; not to be changed by hand. */

${declared.join("\n")}
/** By method and path: what goes into the path, the query and the body, and what comes back. */
export interface Operations {
${operations.map(([name, operation]) => `${docOf(operation.summary)}"${name}": ${operationOf(operation, names)};`).join("\n")}
}
`;
  return formatted(text.trimStart());
}

/** A fact is written out wherever one is taken; here it gets its name. */
function factOf(schemas: Readonly<Record<string, Schema>>): Schema {
  const facts = schemas["Question"]?.properties?.["facts"]?.items;
  if (facts === undefined) throw new TypeError("the description of the API has no Question with facts");
  return facts;
}

function operationOf({ parameters, requestBody, responses }: Operation, names: ReadonlyMap<string, string>): string {
  const parts = ["path", "query"].map((place) => {
    const those = parameters.filter((one) => one.in === place);
    if (those.length === 0) return `${place}: undefined;`;
    return `${place}: { ${those.map(({ name, required, schema }) => propertyOf(name, schema, required, names)).join(" ")} };`;
  });
  const body = requestBody?.content?.["application/json"]?.schema;
  const [, answer] = Object.entries(responses).find(([status]) => status.startsWith("2")) ?? [];
  const given = answer?.content?.["application/json"]?.schema;
  return `{ ${parts.join(" ")} body: ${body === undefined ? "undefined" : typeOf(body, names)}; answer: ${
    given === undefined ? "undefined" : typeOf(given, names)
  } }`;
}

function typeOf(schema: Schema, names: ReadonlyMap<string, string>): string {
  const name = schema.$ref?.split("/").at(-1) ?? names.get(JSON.stringify(schema));
  if (name !== undefined) return name;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const either = schema.anyOf ?? schema.oneOf;
  if (either !== undefined) return either.map((one) => typeOf(one, names)).join(" | ");
  if (schema.allOf !== undefined) return schema.allOf.map((one) => typeOf(one, names)).join(" & ");
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? []);
  return types.map((type) => plainTypeOf(type, schema, names)).join(" | ") || "unknown";
}

function plainTypeOf(type: string, schema: Schema, names: ReadonlyMap<string, string>): string {
  if (type === "array") return `readonly (${schema.items === undefined ? "unknown" : typeOf(schema.items, names)})[]`;
  if (type === "integer") return "number";
  if (type !== "object") return type;
  const { additionalProperties: others, properties, required = [] } = schema;
  const listed = Object.entries(properties ?? {}).map(([name, one]) =>
    propertyOf(name, one, required.includes(name), names),
  );
  // A property that is not described may be there all the same: what is loose is open.
  const open = typeof others === "object" ? typeOf(others, names) : "unknown";
  if (others === undefined || others === false) return `{ ${listed.join(" ")} }`;
  return `{ ${listed.join(" ")} readonly [name: string]: ${open}; }`;
}

/** Absent or undefined: JSON knows no difference. */
function propertyOf(name: string, schema: Schema, required: boolean, names: ReadonlyMap<string, string>): string {
  const key = /^\w+$/.test(name) ? name : JSON.stringify(name);
  const { description, ...rest } = schema;
  const type = names.has(JSON.stringify(schema)) ? typeOf(schema, names) : typeOf(rest, names);
  return `${docOf(description)}readonly ${key}${required ? "" : "?"}: ${type}${required ? "" : " | undefined"};`;
}

function docOf(text: string | undefined): string {
  return text === undefined ? "" : `\n/** ${text.replaceAll("*/", "* /")} */\n`;
}

function formatted(text: string): string {
  const biome = createRequire(import.meta.url).resolve("@biomejs/biome/bin/biome");
  const cwd = fileURLToPath(new URL("..", import.meta.url));
  return execFileSync(process.execPath, [biome, "format", "--stdin-file-path=client/types.ts"], {
    input: text,
    cwd,
    encoding: "utf8",
  });
}

if (import.meta.main) await writeFile(CLIENT_TYPES, await clientTypes());
