import { z } from "zod";
import { type QuestionInput, questionSchema } from "../decision/index.ts";

/*
 * A whole question in the query of an address, so that it can be sent to somebody: `operator=lp21&items=name&items=phone&
 * facts.1.kind=consent`. Names are those of the question as JSON has them; what lies inside another stands after a dot, lists of
 * objects count from 1, lists of words repeat their name. The order is that of the schema, whatever order was written.
 */

/** What mail and chat pass on whole. Characters. */
export const MAX_LINK = 4_000;

type Kind = "boolean" | "integer" | "list" | "object";

const nodeSchema = z.looseObject({
  type: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
});

/** What stands under each name of a question that is not plain text, and the order of the names, as the schema has them. */
function namesOfSchema(): { kinds: ReadonlyMap<string, Kind>; order: ReadonlyMap<string, number> } {
  const kinds = new Map<string, Kind>();
  // A fact begins with what kind it is.
  const order = new Map([["kind", -1]]);
  const visit = (value: unknown, name: string): void => {
    const node = nodeSchema.safeParse(value).data;
    if (node === undefined) return;
    if (node.type === "boolean" || node.type === "integer") kinds.set(name, node.type);
    if (node.type === "object" && name !== "") kinds.set(name, "object");
    if (node.type === "array" && nodeSchema.safeParse(node.items).data?.type === "string") kinds.set(name, "list");
    for (const [key, child] of Object.entries(node.properties ?? {})) {
      if (!order.has(key)) order.set(key, order.size);
      visit(child, key);
    }
    for (const child of [...(node.anyOf ?? []), ...(node.oneOf ?? []), node.items]) visit(child, name);
  };
  visit(z.toJSONSchema(questionSchema, { io: "input", unrepresentable: "any" }), "");
  return { kinds, order };
}

const NAMES = namesOfSchema();

/** The query that stands for a question. */
export function questionQuery(question: QuestionInput): URLSearchParams {
  const query = new URLSearchParams();
  const write = (path: string, value: unknown): void => {
    if (value === undefined) return;
    if (Array.isArray(value)) {
      const words = value.filter((one) => typeof one === "string");
      if (words.length < value.length) for (const [index, one] of value.entries()) write(`${path}.${index + 1}`, one);
      else if (words.length > 0) for (const word of words) query.append(path, word);
      // A list with nothing in it may say something: nothing was told. Without exceptions or facts nothing is said.
      else if (NAMES.kinds.get(path.split(".").at(-1) ?? "") === "list") query.append(path, "");
      return;
    }
    if (typeof value === "object" && value !== null) {
      const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
      if (entries.length === 0) query.append(path, "");
      const place = (name: string): number => NAMES.order.get(name) ?? Number.MAX_SAFE_INTEGER;
      for (const [name, inner] of entries.sort(([a], [b]) => place(a) - place(b)))
        write(path === "" ? name : `${path}.${name}`, inner);
      return;
    }
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
      query.append(path, String(value));
  };
  write("", question);
  return query;
}

interface Branch {
  readonly values: string[];
  readonly inner: Map<string, Branch>;
}

/** The value that a query stands for; whether it is a question, `questionSchema` says. */
export function readQuestionQuery(query: Iterable<readonly [string, string]>): unknown {
  const root: Branch = { values: [], inner: new Map() };
  for (const [path, value] of query) {
    let branch = root;
    for (const name of path.split(".").slice(0, MAX_DEPTH)) {
      const next = branch.inner.get(name) ?? { values: [], inner: new Map() };
      branch.inner.set(name, next);
      branch = next;
    }
    branch.values.push(value);
  }
  return valueOf("", root);
}

const MAX_DEPTH = 6;

function valueOf(name: string, { values, inner }: Branch): unknown {
  // Both a word and something inside it: no question, and the schema says so of the word.
  if (inner.size > 0 && values.length === 0) {
    const entries = [...inner];
    if (entries.every(([key]) => /^[1-9]\d{0,3}$/.test(key)))
      return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, branch]) => valueOf(name, branch));
    return Object.fromEntries(entries.map(([key, branch]) => [key, valueOf(key, branch)]));
  }
  const kind = NAMES.kinds.get(name);
  const [value = ""] = values;
  if (kind === "list") return values.length === 1 && value === "" ? [] : values;
  if (values.length > 1) return values;
  if (kind === "boolean" && (value === "true" || value === "false")) return value === "true";
  if (kind === "integer" && /^\d{1,15}$/.test(value)) return Number(value);
  return kind === "object" && value === "" ? {} : value;
}
