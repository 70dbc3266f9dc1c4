import { type Listing, pages } from "./pages.ts";
import type { Call, CallOptions, WriteOptions } from "./transport.ts";
import type { Operations } from "./types.ts";

type Body<Name extends keyof Operations> = Operations[Name]["body"];
type Answer<Name extends keyof Operations> = Operations[Name]["answer"];
type Query<Name extends keyof Operations> = Operations[Name]["query"];
type ItemOf<Name extends keyof Operations> =
  Answer<Name> extends { readonly items: readonly (infer Item)[] } ? Item : never;
type Filters<Name extends keyof Operations> = Omit<NonNullable<Query<Name>>, "cursor" | "limit">;

export type NewPerson = Body<"POST /v1/people">["people"][number];
export type PersonOnRecord = Answer<"GET /v1/people/{person}">;
export type NewFacts = Body<"POST /v1/people/{person}/facts">;
export type NewProvision = Exclude<Body<"POST /v1/provisions">, { readonly provisions: readonly unknown[] }>;
export type NewReceipt = Exclude<Body<"POST /v1/receipts">, { readonly receipts: readonly unknown[] }>;
type ProvisionMade = Answer<"POST /v1/provisions">["provisions"][number];
type ReceiptMade = Answer<"POST /v1/receipts">["receipts"][number];

/** People and what is on record of them. Scopes: `people:read`, `people:write`, `people:erase`. */
export interface People {
  /** Up to 1,000, all or none. @returns their numbers, in the order given */
  readonly record: (people: readonly NewPerson[], options?: WriteOptions) => Promise<readonly string[]>;
  /** By something they are known by, however it is spelled. Only an `exact` match is somebody. */
  readonly find: (asked: Query<"GET /v1/people">, options?: CallOptions) => Promise<Answer<"GET /v1/people">["items"]>;
  /** By a part of their name in kana. */
  readonly search: (
    asked: Filters<"GET /v1/people/search">,
    options?: CallOptions,
  ) => Listing<ItemOf<"GET /v1/people/search">>;
  readonly get: (person: string, options?: CallOptions) => Promise<PersonOnRecord>;
  readonly change: (person: string, change: Body<"PATCH /v1/people/{person}">, options?: WriteOptions) => Promise<void>;
  /** Gone for good, but for what the Act asks to be kept. */
  readonly erase: (person: string, options?: WriteOptions) => Promise<void>;
  /** Facts on record. */
  readonly facts: (person: string, options?: CallOptions) => Promise<PersonOnRecord["facts"]>;
  /** @returns the numbers of the facts, in the order given */
  readonly recordFacts: (person: string, given: NewFacts, options?: WriteOptions) => Promise<readonly string[]>;
  /** Of many people, up to 10,000 entries, all or none. */
  readonly recordFactsOfMany: (
    entries: Body<"POST /v1/facts">["entries"],
    options?: WriteOptions,
  ) => Promise<Answer<"POST /v1/facts">["ids"]>;
  /** As when an objection is lifted. */
  readonly endFact: (
    person: string,
    fact: string,
    given?: Body<"POST /v1/people/{person}/facts/{entry}/end">,
    options?: WriteOptions,
  ) => Promise<void>;
  /** @returns its number */
  readonly addIdentifier: (
    person: string,
    identifier: Body<"POST /v1/people/{person}/identifiers">,
    options?: WriteOptions,
  ) => Promise<string>;
  readonly endIdentifier: (person: string, identifier: string, options?: WriteOptions) => Promise<void>;
  /** What they are to an operator. @returns its number */
  readonly setRole: (
    person: string,
    role: Body<"POST /v1/people/{person}/roles">,
    options?: WriteOptions,
  ) => Promise<string>;
  /** What was provided of them and came in about them. Scope: `provision:read`. */
  readonly provisions: (
    person: string,
    filters?: Filters<"GET /v1/people/{person}/provisions">,
    options?: CallOptions,
  ) => Listing<ItemOf<"GET /v1/people/{person}/provisions">>;
}

export function peopleBy(call: Call): People {
  const get: People["get"] = (person, options) => call("GET /v1/people/{person}", { path: { person } }, options);
  return {
    get,
    record: async (people, options) => (await call("POST /v1/people", { body: { people } }, options)).ids,
    find: async (query, options) => (await call("GET /v1/people", { query }, options)).items,
    search: (asked, options) =>
      pages((cursor, limit) =>
        call("GET /v1/people/search", { query: { ...asked, cursor, limit: Number(limit) } }, options),
      ),
    change: async (person, body, options) => {
      await call("PATCH /v1/people/{person}", { path: { person }, body }, options);
    },
    erase: async (person, options) => {
      await call("DELETE /v1/people/{person}", { path: { person } }, options);
    },
    facts: async (person, options) => (await get(person, options)).facts,
    recordFacts: async (person, body, options) =>
      (await call("POST /v1/people/{person}/facts", { path: { person }, body }, options)).ids,
    recordFactsOfMany: async (entries, options) => (await call("POST /v1/facts", { body: { entries } }, options)).ids,
    endFact: async (person, entry, body = {}, options = {}) => {
      await call("POST /v1/people/{person}/facts/{entry}/end", { path: { person, entry }, body }, options);
    },
    addIdentifier: async (person, body, options) =>
      (await call("POST /v1/people/{person}/identifiers", { path: { person }, body }, options)).id,
    endIdentifier: async (person, entry, options) => {
      await call("POST /v1/people/{person}/identifiers/{entry}/end", { path: { person, entry } }, options);
    },
    setRole: async (person, body, options) =>
      (await call("POST /v1/people/{person}/roles", { path: { person }, body }, options)).id,
    provisions: (person, filters, options) =>
      pages((cursor, limit) =>
        call("GET /v1/people/{person}/provisions", { path: { person }, query: { ...filters, cursor, limit } }, options),
      ),
  };
}

/** Recipients and providers. Scopes: `provision:read`, `parties:write`. */
export interface Parties {
  /** @returns its number */
  readonly record: (party: Body<"POST /v1/parties">, options?: WriteOptions) => Promise<string>;
  readonly list: (options?: CallOptions) => Listing<ItemOf<"GET /v1/parties">>;
  readonly get: (party: string, options?: CallOptions) => Promise<Answer<"GET /v1/parties/{party}">>;
  /** Contracts, memberships and the like. @returns the numbers of the facts */
  readonly recordFacts: (
    party: string,
    facts: Body<"POST /v1/parties/{party}/facts">["facts"],
    options?: WriteOptions,
  ) => Promise<readonly string[]>;
}

export function partiesBy(call: Call): Parties {
  return {
    record: async (body, options) => (await call("POST /v1/parties", { body }, options)).id,
    list: (options) => pages((cursor, limit) => call("GET /v1/parties", { query: { cursor, limit } }, options)),
    get: (party, options) => call("GET /v1/parties/{party}", { path: { party } }, options),
    recordFacts: async (party, facts, options) =>
      (await call("POST /v1/parties/{party}/facts", { path: { party }, body: { facts } }, options)).ids,
  };
}

/** Records of provision (29). Scopes: `provision:read`, `provision:write`. */
export interface Provisions {
  /** One. @returns its number, whether the Act asks for the record, by which article, and how long it is kept */
  readonly record: (provision: NewProvision, options?: WriteOptions) => Promise<ProvisionMade>;
  /** Up to 1,000, all or none, in the order given. */
  readonly recordMany: (
    provisions: readonly NewProvision[],
    options?: WriteOptions,
  ) => Promise<readonly ProvisionMade[]>;
  /** The newest first. */
  readonly list: (
    filters?: Filters<"GET /v1/provisions">,
    options?: CallOptions,
  ) => Listing<ItemOf<"GET /v1/provisions">>;
}

export function provisionsBy(call: Call): Provisions {
  const recordMany: Provisions["recordMany"] = async (provisions, options) =>
    (await call("POST /v1/provisions", { body: { provisions } }, options)).provisions;
  return {
    recordMany,
    record: async (provision, options) => only(await recordMany([provision], options)),
    list: (filters, options) =>
      pages((cursor, limit) => call("GET /v1/provisions", { query: { ...filters, cursor, limit } }, options)),
  };
}

/** Records of receipt (30). Scopes: `provision:read`, `provision:write`. */
export interface Receipts {
  readonly record: (receipt: NewReceipt, options?: WriteOptions) => Promise<ReceiptMade>;
  readonly recordMany: (receipts: readonly NewReceipt[], options?: WriteOptions) => Promise<readonly ReceiptMade[]>;
  /** How it was confirmed how the provider had come by the data (30(1)). */
  readonly confirm: (
    receipt: string,
    given: Body<"POST /v1/receipts/{receipt}/confirmation">,
    options?: WriteOptions,
  ) => Promise<void>;
}

export function receiptsBy(call: Call): Receipts {
  const recordMany: Receipts["recordMany"] = async (receipts, options) =>
    (await call("POST /v1/receipts", { body: { receipts } }, options)).receipts;
  return {
    recordMany,
    record: async (receipt, options) => only(await recordMany([receipt], options)),
    confirm: async (receipt, body, options) => {
      await call("POST /v1/receipts/{receipt}/confirmation", { path: { receipt }, body }, options);
    },
  };
}

/** The evidence log. Scope: `evidence:read`. */
export interface Evidence {
  /** An event, with the proof that it is in the log once it has its place there. */
  readonly event: (event: string, options?: CallOptions) => Promise<Answer<"GET /v1/evidence/events/{event}">>;
  /** That the log goes on from what it was. @param from, to numbers of events; `to` absent: as it is now */
  readonly consistency: (
    from: number,
    to?: number,
    options?: CallOptions,
  ) => Promise<Answer<"GET /v1/evidence/consistency">>;
}

export function evidenceBy(call: Call): Evidence {
  return {
    event: (event, options) => call("GET /v1/evidence/events/{event}", { path: { event } }, options),
    consistency: (from, to, options) =>
      call(
        "GET /v1/evidence/consistency",
        { query: { from: String(from), to: to === undefined ? undefined : String(to) } },
        options,
      ),
  };
}

function only<Made>([made]: readonly Made[]): Made {
  if (made === undefined) throw new TypeError("the server recorded one and named none");
  return made;
}
