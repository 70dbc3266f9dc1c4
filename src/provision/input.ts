import { z } from "zod";
import { type Article, COUNTRY_PATTERN, EXCEPTIONS, isArticle, RECORD_METHODS } from "../law/index.ts";
import { BASES, BASES_WITHIN, CHECK_RESULTS, NONE_DUE, RANGES } from "./rules.ts";

/* What the commands and the API take, in one place. Instants are ISO 8601 with an offset; lists of items and classes are policy words. */

const word = z.string().min(1).max(80);
const text = z.string().trim().min(1).max(500);
const longText = z.string().trim().min(1).max(4_000);
const instant = z.iso
  .datetime({ offset: true })
  .refine((value) => !/\.\d{4}/.test(value), { error: "too-fine" })
  .meta({ description: "An instant: 2026-11-22T09:00:00+09:00" });
const day = z.iso.date();
const country = z.string().regex(COUNTRY_PATTERN).meta({ description: "ISO 3166: JP, KR, US-GU" });
const items = z.array(word).min(1).max(200);
const typed = (prefix: string) =>
  z.string().regex(new RegExp(`^${prefix}_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$`));
const person = typed("per").meta({ description: "A person: per_…" });
const partyId = typed("pty").meta({ description: "A party: pty_…" });

/** What a party is. A body of 16(2) is Japanese: the state, a local body, an incorporated agency of either. */
export const PARTY_KINDS = ["company", "individual", "public-body"] as const;

export const partyInput = z
  .strictObject({
    kind: z.enum(PARTY_KINDS),
    name: text.max(200).meta({ description: "As it stands in the register, or a natural person's name" }),
    number: text.max(80).optional().meta({ description: "A partner or customer number of your own" }),
    address: text.optional(),
    representative: text.max(200).optional().meta({ description: "Of a company: who represents it (R20)" }),
    country: country.default("JP"),
    databaseInJapan: z
      .boolean()
      .default(false)
      .meta({ description: "A foreign company that runs its database in Japan is not abroad (28)" }),
    operator: word.optional().meta({ description: "The operator of the policy that this party is" }),
  })
  .meta({ description: "A recipient, a provider or a partner" });
export type PartyInput = z.output<typeof partyInput>;

/** Kinds of facts that are known of a party, and those that are known of an operator as such. */
const PARTY_FACTS = ["contract", "membership", "safeguard", "confirmation"] as const;
const OPERATOR_FACTS = ["filing", "shared-use-notice"] as const;
const details = {
  document: text.optional().meta({ description: "The number of the contract or other document; no name of a person" }),
  range: z.enum(RANGES).optional().meta({
    description:
      "Of a membership: how it falls into the range of users. Absent: it waits for a review and counts for nothing",
  }),
};

/** A fact as the engine takes it, without `id` and `recordedAt`. The engine's own schema reads it; this one says which kinds. */
const factOf = (kinds: readonly string[]) =>
  z
    .looseObject({ kind: z.enum(kinds) })
    .meta({ description: `A fact of a question, without id, recordedAt and party: ${kinds.join(", ")}` });

export const partyFactsInput = z.strictObject({
  party: partyId,
  facts: z
    .array(z.strictObject({ fact: factOf(PARTY_FACTS), ...details }))
    .min(1)
    .max(200),
});
export type PartyFactsInput = z.output<typeof partyFactsInput>;
export const operatorFactsInput = z.strictObject({
  operator: word,
  facts: z
    .array(z.strictObject({ fact: factOf(OPERATOR_FACTS), ...details }))
    .min(1)
    .max(200),
});
export type OperatorFactsInput = z.output<typeof operatorFactsInput>;

const exceptionArticles = EXCEPTIONS.flatMap(({ article, lifts }): Article[] =>
  lifts === "provision" && isArticle(article) ? [article] : [],
);

/** What tells who the person is (R20): enough to find them again, so not a number that only a machine resolves. */
const principal = z
  .strictObject({
    name: text.max(200).optional(),
    kana: text.max(200).optional(),
    number: text.max(80).optional().meta({ description: "A customer or contract number that your office can look up" }),
    birthDate: day.optional(),
    address: text.optional(),
    phone: text.max(40).optional(),
    email: text.max(254).optional(),
  })
  .refine(
    ({ name, number, phone, email }) =>
      [name, number, phone, email].some((value) => value !== undefined && !/^[0-9a-f]{32,}$/i.test(value)),
    { error: "does-not-identify" },
  )
  .meta({ description: "What tells who the person is (R20(1)(iii)); a hash alone does not" });

export const CHANNELS = ["spoken", "paper", "electronic", "other"] as const;
const grounds = {
  basis: z.enum(BASES).meta({ description: "On what it rests" }),
  within: z.enum(BASES_WITHIN).optional().meta({ description: "For foreign-system: what article 27 asks besides" }),
  exempt: z.enum(NONE_DUE).optional().meta({ description: "For none-due: why it is no provision to a third party" }),
  exception: z
    .strictObject({
      article: z.enum(exceptionArticles),
      evidence: longText.meta({ description: "What shows it: a document's number, who asked, when" }),
      approver: text.max(200).meta({ description: "Who let it happen" }),
    })
    .optional(),
};

export const provisionInput = z
  .strictObject({
    person: person
      .optional()
      .meta({ description: "Whose data: per_…; absent for personal-related information (31(3))" }),
    at: instant,
    operator: word,
    party: partyId,
    class: word.optional().meta({ description: "A class of recipients of the policy" }),
    ...grounds,
    items,
    channel: z.enum(CHANNELS),
    decision: typed("dec").optional().meta({ description: "The decision that permitted it" }),
    series: typed("srs")
      .optional()
      .meta({ description: "Recorded in lump, or under a contract: the series it belongs to" }),
    consent: typed("fct").optional().meta({ description: "The fact of the consent: fct_…" }),
    principal: principal.optional().meta({ description: "Needed wherever a record is due" }),
  })
  .meta({ description: "One provision" });
export type ProvisionInput = z.output<typeof provisionInput>;

export const MAX_RECORDS = 1_000;
export const provisionsInput = z.strictObject({ provisions: z.array(provisionInput).min(1).max(MAX_RECORDS) });

export const RECEIPT_BASES = ["receipt", "receipt-by-consent", "receipt-by-opt-out", "receipt-as-personal"] as const;
export const CONFIRMATION_WAYS = ["contract", "document", "website", "statement", "other"] as const;
const background = z
  .strictObject({
    how: z.enum(CONFIRMATION_WAYS).meta({ description: "How it was confirmed (R22)" }),
    at: instant,
    acquired: longText.meta({ description: "How the provider acquired the data (30(1)(ii))" }),
  })
  .meta({ description: "How the provider had come by it, and how and when that was confirmed" });

export const receiptInput = z
  .strictObject({
    person,
    at: instant,
    operator: word,
    party: partyId.meta({ description: "Who provided it" }),
    basis: z.enum(RECEIPT_BASES).meta({
      description:
        "receipt: from somebody who is no business operator; the others: on what the provider's own providing rested",
    }),
    exempt: z
      .enum([...exceptionArticles, "27(5)(i)", "27(5)(ii)", "27(5)(iii)"])
      .optional()
      .meta({ description: "Where 30 asks for nothing: the item of 27(1) or 27(5)" }),
    items,
    series: typed("srs").optional(),
    publication: text.optional().meta({ description: "By opt-out: that the Commission published it, and where" }),
    background: background.optional().meta({ description: "Absent: to be confirmed before the data is used" }),
    principal: principal.optional(),
  })
  .meta({ description: "Personal data that came in from somebody else (30)" });
export type ReceiptInput = z.output<typeof receiptInput>;
export const receiptsInput = z.strictObject({ receipts: z.array(receiptInput).min(1).max(MAX_RECORDS) });

export const confirmInput = z.strictObject({
  person,
  receipt: typed("rcp"),
  background,
});
export type ConfirmInput = z.output<typeof confirmInput>;

export const seriesInput = z
  .strictObject({
    side: z.enum(["provision", "receipt"]).default("provision"),
    method: z.enum(RECORD_METHODS).exclude(["each"]),
    operator: word,
    party: partyId,
    class: word.optional(),
    form: z
      .enum(["consent", "opt-out", "personal-related", ...RECEIPT_BASES])
      .meta({ description: "The form of the record: what the data goes or comes by" }),
    continuous: z
      .boolean()
      .default(false)
      .meta({ description: "It goes on or recurs with this party, or is certain to" }),
    forGoodsOrServices: z
      .boolean()
      .default(false)
      .meta({ description: "Made in connection with supplying goods or services to the person" }),
    documentStatesMatters: z
      .boolean()
      .default(false)
      .meta({ description: "A contract or other document states all matters of the record" }),
    document: text.optional().meta({ description: "Its number; needed for a contract in the place of records" }),
  })
  .meta({ description: "Provisions or receipts that are recorded together (R19(2), R19(3), R23(2), R23(3))" });
export type SeriesInput = z.output<typeof seriesInput>;

export const checkInput = z
  .strictObject({
    party: partyId,
    of: z.enum(["entrustment", "foreign"]).meta({ description: "The supervision of 25, or the measures of 28(3)" }),
    on: day,
    result: z.enum(CHECK_RESULTS),
    found: longText.optional().meta({ description: "What was seen, and what was put right" }),
    basis: z
      .enum(["contract", "group-rules", "cbpr"])
      .optional()
      .meta({ description: "For foreign: what the measures rest on (R16)" }),
    nextOn: day.optional().meta({ description: "When to look again; absent: after a year" }),
  })
  .meta({ description: "A check of an entrusted party or of a recipient abroad" });
export type CheckInput = z.output<typeof checkInput>;

/** What a recipient may have to be told about a person whose data it holds. */
export const TOLD = ["stop-use", "stop-provision", "stop-direct-mail", "erasure", "correction", "withdrawal"] as const;
export const tellInput = z.strictObject({
  person,
  what: z.enum(TOLD),
  operators: z.array(word).min(1).max(200).optional().meta({ description: "Whose provisions; absent: all" }),
  classes: z.array(word).min(1).max(200).optional().meta({ description: "Classes of recipients; absent: all" }),
  items: items.optional().meta({ description: "Absent: all items" }),
});
export type TellInput = z.output<typeof tellInput>;
export const toldInput = z.strictObject({
  tellings: z
    .array(z.strictObject({ person, id: typed("tel") }))
    .min(1)
    .max(MAX_RECORDS),
  by: z.enum(CHANNELS),
});
export type ToldInput = z.output<typeof toldInput>;
export const acknowledgedInput = toldInput.omit({ by: true });
export type AcknowledgedInput = z.output<typeof acknowledgedInput>;
