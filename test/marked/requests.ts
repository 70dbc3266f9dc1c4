import { COMPANY, OTHERS, PERSON } from "./values.ts";

/*
 * A request of every operation of the API that takes a body or a query, with a marked value wherever it takes a text that is no word of
 * the policy. They come in this order, and each may name what one before it made.
 */

export interface Marked {
  /** As the API document has it: `post /v1/people/{person}/facts`. */
  readonly operation: string;
  /** What stands for the names in braces, by what made it. */
  readonly at?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** A body that is no JSON, and its media type. */
  readonly raw?: { readonly type: string; readonly text: string };
  /** Under this name its `id`, or the first of its `ids`, is known to those that follow. */
  readonly makes?: string;
}

/** Stands for what one before it made. */
export const of = (made: string): string => `{{${made}}}`;

const AT = "2026-01-05T10:00:00+09:00";
const WORDS = { version: PERSON.text, hash: PERSON.text };
const DETAILS = {
  words: WORDS,
  evidence: PERSON.text,
  giver: PERSON.name,
  channel: PERSON.text,
  reason: PERSON.text,
  note: PERSON.all,
};
const PRINCIPAL = {
  name: OTHERS.name,
  kana: OTHERS.kana,
  number: OTHERS.text,
  address: OTHERS.address,
  phone: OTHERS.phone,
  email: OTHERS.email,
};
const CONSENT = {
  kind: "consent",
  at: AT,
  operators: ["lp21"],
  purposes: ["customer.inquiries"],
  party: PERSON.name,
  deal: PERSON.text,
};
const identifiers = (of_: typeof PERSON): object[] => [
  { kind: "name", value: of_.name },
  { kind: "kana", value: of_.kana },
  { kind: "phone", value: of_.phone, shared: true },
  { kind: "email", value: of_.email },
  { kind: "address", value: of_.address, shared: true },
  { kind: "customer-number", value: of_.number },
];
const QUESTION = {
  asker: PERSON.name,
  operator: "lp21",
  act: "provide",
  items: ["name"],
  purpose: "customer.inquiries",
  recipient: { class: "credit-agency", party: PERSON.name },
  deal: PERSON.text,
  exceptions: [{ article: "27(1)(ii)", evidence: PERSON.text }],
  facts: [CONSENT],
};
const PROVISION = {
  person: of("person"),
  at: AT,
  operator: "lp21",
  party: of("company"),
  class: "lender",
  items: ["name"],
  channel: "paper",
  principal: PRINCIPAL,
};

export const REQUESTS: readonly Marked[] = [
  {
    operation: "post /v1/people",
    body: {
      people: [
        { identifiers: identifiers(PERSON), roles: [{ operator: "lp21", kind: "customer" }], able: true, living: true },
      ],
    },
    makes: "person",
  },
  {
    operation: "post /v1/people",
    body: { people: [{ identifiers: identifiers(OTHERS), roles: [{ operator: "lp21", kind: "customer" }] }] },
    makes: "other",
  },
  { operation: "get /v1/people", query: { kind: "phone", value: PERSON.phone } },
  { operation: "get /v1/people", query: { kind: "name", value: PERSON.name } },
  { operation: "get /v1/people/search", query: { kana: PERSON.kana } },
  { operation: "patch /v1/people/{person}", at: { person: "person" }, body: { able: true, living: true } },
  {
    operation: "post /v1/people/{person}/facts",
    at: { person: "person" },
    body: { facts: [CONSENT], details: DETAILS },
    makes: "fact",
  },
  {
    operation: "post /v1/facts",
    body: {
      entries: [
        {
          person: of("person"),
          facts: [
            { kind: "protection", at: AT, closes: ["agents"] },
            { kind: "confirmation", at: AT, party: PERSON.name },
            { kind: "objection", at: AT, to: "direct-mail" },
          ],
          details: DETAILS,
        },
      ],
    },
  },
  {
    operation: "post /v1/people/{person}/facts/{entry}/end",
    at: { person: "person", entry: "fact" },
    body: { reason: PERSON.text },
  },
  {
    operation: "post /v1/people/{person}/identifiers",
    at: { person: "person" },
    body: { kind: "alias", value: PERSON.name },
    makes: "identifier",
  },
  {
    operation: "post /v1/people/{person}/identifiers/open",
    at: { person: "person" },
    body: { reason: PERSON.text },
  },
  { operation: "post /v1/people/{person}/identifiers/{entry}/end", at: { person: "person", entry: "identifier" } },
  {
    operation: "post /v1/people/{person}/roles",
    at: { person: "person" },
    body: { operator: "lp21", kind: "customer", since: AT },
  },
  {
    operation: "post /v1/people/{person}/links",
    at: { person: "person" },
    body: { other: of("other"), reason: PERSON.text },
  },
  {
    operation: "post /v1/people/{person}/links/{entry}/end",
    at: { person: "person", entry: "other" },
    body: { reason: PERSON.text },
  },
  {
    operation: "post /v1/people/{person}/representatives",
    at: { person: "person" },
    body: { capacity: "mandate", name: PERSON.name, evidence: PERSON.text, contact: PERSON.phone },
    makes: "representative",
  },
  {
    operation: "post /v1/people/{person}/representatives/{entry}/end",
    at: { person: "person", entry: "representative" },
  },
  {
    operation: "post /v1/parties",
    body: {
      kind: "company",
      name: COMPANY,
      number: OTHERS.phone,
      address: OTHERS.address,
      representative: OTHERS.name,
    },
    makes: "company",
  },
  {
    operation: "post /v1/parties",
    body: { kind: "individual", name: OTHERS.name, number: OTHERS.email, address: OTHERS.address },
    makes: "individual",
  },
  { operation: "get /v1/parties", query: { limit: "10" } },
  {
    operation: "post /v1/parties/{party}/facts",
    at: { party: "company" },
    body: { facts: [{ fact: { kind: "contract", at: AT, covers: "entrustment" }, document: "2026-0117" }] },
    makes: "contract",
  },
  { operation: "post /v1/party-facts/{fact}/end", at: { fact: "contract" }, body: { at: AT } },
  {
    operation: "post /v1/parties/{party}/facts",
    at: { party: "company" },
    body: { facts: [{ fact: { kind: "membership", at: AT, sharedUse: "group" } }] },
    makes: "membership",
  },
  { operation: "post /v1/party-facts/{fact}/review", at: { fact: "membership" }, body: { as: "within-range" } },
  {
    operation: "post /v1/operators/{operator}/facts",
    at: { operator: "operator" },
    body: {
      facts: [
        {
          fact: {
            kind: "filing",
            at: AT,
            operators: ["lp21"],
            recipients: ["lender"],
            items: ["name"],
            starts: "2026-03-01T00:00:00+09:00",
          },
          document: "2026-0118",
        },
      ],
    },
  },
  {
    operation: "post /v1/parties/{party}/checks",
    at: { party: "company" },
    body: { of: "entrustment", on: "2026-01-05", result: "remedied", found: OTHERS.text },
  },
  {
    operation: "post /v1/series",
    body: {
      method: "lump",
      operator: "lp21",
      party: of("company"),
      class: "lender",
      form: "consent",
      continuous: true,
      document: "2026-0119",
    },
  },
  { operation: "post /v1/provisions", body: { ...PROVISION, basis: "consent", consent: of("fact") } },
  {
    operation: "post /v1/provisions",
    body: {
      ...PROVISION,
      basis: "exception",
      exception: { article: "27(1)(ii)", evidence: OTHERS.text, approver: OTHERS.name },
    },
  },
  {
    operation: "get /v1/provisions",
    query: { operator: "lp21", party: of("company"), basis: "consent", from: "2026-01-01", to: "2026-12-31" },
  },
  { operation: "get /v1/people/{person}/provisions", at: { person: "person" }, query: { limit: "10" } },
  {
    operation: "post /v1/receipts",
    body: {
      person: of("person"),
      at: AT,
      operator: "lp21",
      party: of("individual"),
      basis: "receipt-by-consent",
      items: ["name"],
      principal: PRINCIPAL,
    },
    makes: "receipt",
  },
  {
    operation: "post /v1/receipts",
    body: {
      person: of("person"),
      at: AT,
      operator: "lp21",
      party: of("company"),
      basis: "receipt-by-opt-out",
      items: ["name"],
      publication: OTHERS.text,
      background: { how: "document", at: AT, acquired: OTHERS.text },
      principal: PRINCIPAL,
    },
  },
  {
    operation: "post /v1/receipts/{receipt}/confirmation",
    at: { receipt: "receipt" },
    body: { person: of("person"), background: { how: "statement", at: AT, acquired: OTHERS.text } },
  },
  { operation: "post /v1/tellings", body: { person: of("person"), what: "stop-provision" }, makes: "telling" },
  { operation: "get /v1/tellings", query: { limit: "10" }, makes: "telling" },
  {
    operation: "post /v1/tellings/told",
    body: { tellings: [{ person: of("person"), id: of("telling") }], by: "paper" },
  },
  {
    operation: "post /v1/tellings/acknowledged",
    body: { tellings: [{ person: of("person"), id: of("telling") }] },
  },
  // One that is told and one that is not, for the forms.
  { operation: "post /v1/tellings", body: { person: of("person"), what: "stop-use" } },
  { operation: "get /v1/tellings", query: { limit: "10" }, makes: "told" },
  { operation: "post /v1/tellings/told", body: { tellings: [{ person: of("person"), id: of("told") }], by: "paper" } },
  { operation: "post /v1/tellings", body: { person: of("person"), what: "erasure" } },
  { operation: "post /v1/decisions", body: { ...QUESTION, person: { id: of("person") } }, makes: "decision" },
  {
    operation: "post /v1/decisions",
    body: { ...QUESTION, person: { identifier: { kind: "email", value: PERSON.email }, kind: "customer" } },
  },
  // Words that no policy has: such a question is decided, too, and is on record.
  {
    operation: "post /v1/decisions",
    body: { ...QUESTION, operator: PERSON.name, purpose: PERSON.text, person: { id: of("person"), kind: PERSON.name } },
  },
  { operation: "post /v1/decisions", body: { questions: [{ ...QUESTION, person: "customer" }] } },
  // One that permits, for the form of its hand-over.
  {
    operation: "post /v1/decisions",
    body: {
      operator: "lp21",
      act: "provide",
      items: ["name"],
      purpose: "customer.inquiries",
      recipient: { class: "lender", party: of("company") },
      exceptions: [{ article: "27(1)(i)", evidence: OTHERS.text }],
      person: { id: of("other"), kind: "customer" },
    },
    makes: "permitted",
  },
  { operation: "get /v1/decisions", query: { person: of("person") } },
  { operation: "get /v1/jobs", query: { limit: "10" } },
  { operation: "get /v1/mail", query: { limit: "10" } },
  {
    operation: "post /v1/mail/bounces",
    raw: { type: "message/rfc822", text: `To: ${OTHERS.email}\r\nSubject: ${OTHERS.all}\r\n\r\n${OTHERS.all}` },
  },
  { operation: "get /v1/evidence/consistency", query: { from: "1" } },
  {
    operation: "get /v1/policies/{pack}/diff",
    at: { pack: "pack" },
    query: { from: "2023-05-01", to: "2023-05-01" },
  },
];
