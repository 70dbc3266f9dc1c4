import { type OpenAPIHono, z } from "@hono/zod-openapi";
import {
  acknowledgedInput,
  checkInput,
  confirmInput,
  operatorFactsInput,
  partyFactsInput,
  partyInput,
  provisionInput,
  provisionsInput,
  receiptInput,
  receiptsInput,
  seriesInput,
  tellInput,
  toldInput,
} from "./input.ts";
import { RANGES } from "./rules.ts";

const id = z.object({ id: z.string() });
const ids = z.object({ ids: z.array(z.string()) });
const made = { due: z.boolean(), article: z.string(), keptThrough: z.string() };
const listQuery = z.object({
  operator: z.string().optional(),
  party: z.string().optional(),
  basis: z.string().optional(),
  from: z.string().optional().meta({ description: "A day in Japan or an instant" }),
  to: z.string().optional().meta({ description: "A day, the whole of it, or an instant, which is not included" }),
  limit: z.string().optional().meta({ description: "At most 200" }),
  cursor: z.string().optional().meta({ description: "`next` of the page before" }),
});
const pageQuery = listQuery.pick({ limit: true, cursor: true });
const pageOf = (item: z.ZodType) => z.object({ items: z.array(item), next: z.string().nullable() });
const instant = z.string().meta({ description: "ISO 8601, UTC" });
const day = z.string().meta({ description: "YYYY-MM-DD" });
const party = z.object({
  id: z.string(),
  kind: z.string(),
  name: z.string(),
  country: z.string(),
  databaseInJapan: z.boolean(),
  operator: z.string().optional(),
  number: z.string().optional(),
  address: z.string().optional(),
  representative: z.string().optional(),
  at: instant,
});
const entry = {
  id: z.string(),
  at: instant,
  operator: z.string(),
  class: z.string().optional(),
  basis: z.string(),
  items: z.array(z.string()),
  method: z.string(),
  due: z.boolean().meta({ description: "Whether the Act asks for the record" }),
  article: z.string(),
  keptThrough: day.optional(),
};
const listed = z.object({
  ...entry,
  person: z.string().optional().meta({ description: "Absent for personal-related information (31(3))" }),
  party: party.pick({ id: true, name: true, country: true }).optional(),
  channel: z.string(),
  decision: z.string().optional(),
});
const personEntry = z.object({
  ...entry,
  kind: z.enum(["provision", "receipt"]),
  party: z.string(),
  channel: z.string().optional(),
  between: z.array(day).optional().meta({ description: "Of a series: its first and last day" }),
  matters: z.looseObject({}).optional().meta({ description: "What the record states; absent where its key is gone" }),
  withheld: z.string().optional().meta({ description: "Why it is left out of what the person is shown" }),
});

interface Route {
  readonly method: "get" | "post";
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  readonly body?: z.ZodType;
  readonly query?: z.ZodObject;
  readonly status: 200 | 201 | 204;
  readonly answer?: z.ZodType;
  readonly csv?: boolean;
}

const ROUTES: readonly Route[] = [
  {
    method: "post",
    path: "/v1/parties",
    summary: "Record a recipient or provider",
    body: partyInput,
    status: 201,
    answer: id,
  },
  {
    method: "get",
    path: "/v1/parties",
    summary: "List recipients and providers",
    query: pageQuery,
    status: 200,
    answer: pageOf(party),
  },
  {
    method: "get",
    path: "/v1/parties/{party}",
    summary: "A party and what is known of it",
    status: 200,
    answer: party.extend({ facts: z.array(z.looseObject({})) }),
  },
  {
    method: "post",
    path: "/v1/parties/{party}/facts",
    summary: "Record contracts, memberships, systems of equivalent measures, confirmations",
    body: partyFactsInput.omit({ party: true }),
    status: 201,
    answer: ids,
  },
  {
    method: "post",
    path: "/v1/parties/{party}/checks",
    summary: "Record a check of an entrusted party (25) or of a recipient abroad (28(3))",
    body: checkInput.omit({ party: true }),
    status: 201,
    answer: z.object({ id: z.string(), next: z.string() }),
  },
  {
    method: "post",
    path: "/v1/operators/{operator}/facts",
    summary: "Record filings of an opt-out and announced notices of shared use",
    body: operatorFactsInput.omit({ operator: true }),
    status: 201,
    answer: ids,
  },
  {
    method: "post",
    path: "/v1/party-facts/{fact}/end",
    summary: "Say from when on a fact no longer counts",
    body: z.strictObject({ at: z.string() }),
    status: 204,
  },
  {
    method: "post",
    path: "/v1/party-facts/{fact}/review",
    summary: "Say how a member that joined falls into the range of users",
    body: z.strictObject({ as: z.enum(RANGES) }),
    status: 204,
  },
  {
    method: "post",
    path: "/v1/provisions",
    summary: "Record one provision, or up to 1,000 in one request",
    description:
      "Each answer says whether a record was due, by which article, and how long it is kept. All are recorded or none.",
    body: z.union([provisionInput, provisionsInput]),
    status: 201,
    answer: z.object({ provisions: z.array(z.object({ id: z.string(), ...made })) }),
  },
  {
    method: "get",
    path: "/v1/provisions",
    summary: "List provisions, the newest first; as CSV where `Accept` asks for text/csv",
    query: listQuery,
    status: 200,
    answer: pageOf(listed),
    csv: true,
  },
  {
    method: "get",
    path: "/v1/people/{person}/provisions",
    summary: "What is on record of provisions and receipts of one person (33(5))",
    query: listQuery.pick({ from: true, to: true, limit: true, cursor: true }),
    status: 200,
    answer: pageOf(personEntry),
  },
  {
    method: "post",
    path: "/v1/receipts",
    summary: "Record what came in from somebody else, one or up to 1,000 (30(3))",
    body: z.union([receiptInput, receiptsInput]),
    status: 201,
    answer: z.object({ receipts: z.array(z.object({ id: z.string(), ...made, toConfirm: z.boolean() })) }),
  },
  {
    method: "post",
    path: "/v1/receipts/{receipt}/confirmation",
    summary: "Record how it was confirmed how the provider had come by the data (30(1))",
    body: confirmInput.omit({ receipt: true }),
    status: 204,
  },
  {
    method: "post",
    path: "/v1/series",
    summary: "Open a series: provisions or receipts recorded in lump, or by a contract",
    body: seriesInput,
    status: 201,
    answer: id,
  },
  {
    method: "get",
    path: "/v1/tellings",
    summary: "What recipients are still to be told",
    query: pageQuery,
    status: 200,
    answer: pageOf(z.looseObject({})),
  },
  {
    method: "post",
    path: "/v1/tellings",
    summary: "Note what every recipient of a person's data is to be told",
    body: tellInput,
    status: 201,
    answer: z.object({ tellings: z.array(z.string()) }),
  },
  {
    method: "post",
    path: "/v1/tellings/told",
    summary: "Record that recipients were told",
    body: toldInput,
    status: 204,
  },
  {
    method: "post",
    path: "/v1/tellings/acknowledged",
    summary: "Record that recipients said that they had acted",
    body: acknowledgedInput,
    status: 204,
  },
];

const PROBLEMS: Readonly<Record<number, string>> = {
  401: "No valid API key",
  403: "The API key may not do that",
  404: "There is no such party",
  422: "What was sent is not well formed, or the law refuses it",
};

/** Describes the routes for the OpenAPI document, from the schemas that validate. */
export function describeProvisions(api: OpenAPIHono["openAPIRegistry"]): void {
  const problem = { "application/problem+json": { schema: z.looseObject({ code: z.string(), detail: z.string() }) } };
  for (const { method, path, summary, description, body, query, status, answer, csv } of ROUTES) {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
    api.registerPath({
      method,
      path,
      summary,
      ...(description === undefined ? {} : { description }),
      request: {
        ...(names.length === 0
          ? {}
          : { params: z.object(Object.fromEntries(names.map((name) => [name, z.string()]))) }),
        ...(query === undefined ? {} : { query }),
        ...(body === undefined ? {} : { body: { required: true, content: { "application/json": { schema: body } } } }),
      },
      responses: {
        [status]: {
          description: status === 204 ? "It is recorded" : summary,
          ...(answer === undefined
            ? {}
            : {
                content: {
                  "application/json": { schema: answer },
                  ...(csv === true ? { "text/csv": { schema: z.string() } } : {}),
                },
              }),
        },
        ...Object.fromEntries(
          Object.entries(PROBLEMS).map(([code, text]) => [code, { description: text, content: problem }]),
        ),
      },
    });
  }
}
