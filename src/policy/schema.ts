import { z } from "zod";
import {
  COUNTRY_PATTERN,
  FOREIGN_BASES,
  SPECIAL_CARE_KINDS,
  type SpecialCareKind,
  STATED_OPT_OUT_MATTERS,
} from "../law/index.ts";

/*
 * The policy language. One zod schema: it validates, it types, and it becomes the JSON Schema that editors use.
 * Every object may carry the clause it carries out; what was published and our reading of it stand apart.
 */

const ID = /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/;
const CLAUSE = /^[A-Z0-9][A-Za-z0-9]*(?:\.[A-Za-z0-9]+)*$/;
const LANGUAGE_TAG = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
/** Control characters and bidirectional overrides: they make a text read as something other than what it is. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/;

const words = z
  .string()
  .trim()
  .min(1)
  .max(20_000)
  .refine((value) => !HIDDEN.test(value), { error: "hidden-characters" });

const id = z.string().max(80).regex(ID).meta({ description: "An identifier: small letters, digits, '-' and '.'" });
const clause = z.string().max(40).regex(CLAUSE).meta({ description: "The clause of the policy that this carries out" });
const text = z
  .record(z.string().regex(LANGUAGE_TAG), words)
  .meta({ description: "One text in several languages: { ja: …, en: … }" });
const date = z
  .string()
  .regex(DATE)
  .refine(isCalendarDate, { error: "no-such-date" })
  .meta({ description: "A date in Japan: YYYY-MM-DD" });
const duration = z
  .string()
  .regex(/^P(?=\d)(?:\d{1,3}Y)?(?:\d{1,4}M)?(?:\d{1,5}D)?$/)
  .meta({ description: "A length of time as ISO 8601 writes it: P6M, P3Y" });
const country = z.string().regex(COUNTRY_PATTERN).meta({ description: "ISO 3166: JP, KR, US-GU" });
const ids = z.array(id).max(500);

function isCalendarDate(value: string): boolean {
  try {
    return Temporal.PlainDate.from(value, { overflow: "reject" }).toString() === value;
  } catch {
    return false;
  }
}

function isSpecialCareKind(kind: string): kind is SpecialCareKind {
  return Object.hasOwn(SPECIAL_CARE_KINDS, kind);
}
/** The building blocks of the language, for the sections that rooms add. */
export const blocks = { id, ids, clause, text, date, duration, country } as const;

const SPECIAL_CARE = Object.keys(SPECIAL_CARE_KINDS).filter(isSpecialCareKind);
const specialCare = z
  .enum(SPECIAL_CARE)
  .meta({ description: "Why it is special care-required: 2(3) and Cabinet Order 2" });

/** Said by us, not by the published policy; the text says why. */
const ours = text.meta({ description: "Not in the published policy: added by us, and why" });
const because = text.meta({ description: "Why the published words are read like this" });

/** What may be done with personal data under a purpose. Handing over is governed by recipients and shared use. */
export const PURPOSE_ACTS = ["acquire", "use", "contact", "disclose", "retain"] as const;

/** `none`: without notice; `published`: by publishing it; `beforehand`: before it comes into force. */
export const CHANGE_NOTICES = ["none", "published", "beforehand"] as const;

const policy = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .max(60),
  version: date.meta({ description: "The date by which this version is called" }),
  inForceFrom: date.meta({ description: "In force from midnight in Japan at the start of this date" }),
  title: text,
  about: text.meta({ description: "What every page of this policy must say of it" }).optional(),
  languages: z.strictObject({
    required: z.array(z.string().regex(LANGUAGE_TAG)).min(1),
    prevailing: z.string().regex(LANGUAGE_TAG).meta({ description: "The language whose words win" }).optional(),
  }),
  publisher: id,
  changes: z
    .strictObject({
      clause,
      notice: z.enum(CHANGE_NOTICES).meta({ description: "When the policy promises to tell of a change of itself" }),
    })
    .optional(),
});

const item = z.strictObject({
  name: text,
  specialCare: specialCare.optional(),
  identifies: z
    .boolean()
    .optional()
    .meta({ description: "Tells who it is by itself, so that data with it is personal whatever it is called" }),
  damagesProperty: z.boolean().optional().meta({
    description: "Could do damage to property where it is misused: card numbers, logins that pay (R31(iii))",
  }),
  contact: z.boolean().optional().meta({ description: "Serves to reach the person: name, address, telephone …" }),
});

const itemSet = z.strictObject({ name: text, items: ids.min(1) });

const operator = z.strictObject({
  name: text,
  kind: z.enum(["company", "branch"]),
  of: id.optional().meta({ description: "The company a branch belongs to: one legal person with it" }),
  country,
  address: text.optional(),
  representative: z.strictObject({ name: text, title: text }).optional(),
  clause: clause.optional(),
  purposesElsewhere: text
    .optional()
    .meta({ description: "The purposes are published elsewhere and not loaded: everything is denied until they are" }),
});

const person = z.strictObject({
  name: text,
  items: ids,
  specialCare: specialCare.optional().meta({ description: "Being of this kind is itself special care-required" }),
  also: ids.optional().meta({ description: "People of this kind are also of these kinds: their purposes apply too" }),
  clause: clause.optional(),
  ours: ours.optional(),
});

const purpose = z.strictObject({
  operators: ids.min(1),
  people: ids,
  items: ids,
  acts: z.array(z.enum(PURPOSE_ACTS)).optional().meta({ description: "Absent: acquire, use, contact and retain" }),
  clause,
  text: text.optional().meta({ description: "The published words; absent: those of the clause" }),
  catchAll: z.boolean().optional().meta({ description: "Too open to authorise anything alone (17(1))" }),
  stoppable: z.literal("direct-mail").optional(),
  because: because.optional(),
});

/** By what way of the Act data reaches a recipient, or under which it stays within the operator. */
export const ROUTES = [
  "entrustment",
  "succession",
  "negotiation",
  "supervised",
  "consent",
  "opt-out",
  "statute",
  "review",
] as const;
export type Route = (typeof ROUTES)[number];

const filing = z
  .strictObject({
    number: words,
    on: date,
    starts: date.meta({ description: "The first day of provision, with time to object before it: R11(1), R11(4)" }),
    publishedOn: date
      .optional()
      .meta({ description: "The day on which the operator itself published what the Commission had published: R14" }),
  })
  .refine(({ on, starts }) => on < starts, { error: "no-time-to-object", path: ["starts"] })
  .meta({ description: "The filing with the Personal Information Protection Commission: 27(2)" });

const route = z.discriminatedUnion("route", [
  z.strictObject({ route: z.literal("entrustment") }).meta({ description: "27(5)(i): needs a contract in force" }),
  z
    .strictObject({ route: z.literal("succession") })
    .meta({ description: "27(5)(ii): needs the contract of succession" }),
  z
    .strictObject({ route: z.literal("negotiation") })
    .meta({ description: "Before succession: needs a contract on the safety of the data (General 3-6-3)" }),
  z
    .strictObject({ route: z.literal("supervised") })
    .meta({ description: "People who work under the operator's direction, not third parties (24): needs a pledge" }),
  z.strictObject({
    route: z.literal("consent"),
    per: z.enum(["recipient", "party", "deal"]).optional().meta({ description: "What the consent must name" }),
  }),
  z.strictObject({ route: z.literal("opt-out"), filing: filing.optional() }),
  z
    .strictObject({ route: z.literal("statute") })
    .meta({ description: "27(1)(i): a Japanese law asks for it; needs the claim and its evidence" }),
  z.strictObject({ route: z.literal("review") }).meta({ description: "Too open to decide: a human decides" }),
]);

const abroad = z
  .strictObject({ basis: z.enum(FOREIGN_BASES), text })
  .meta({ description: "On what basis of article 28 data goes abroad, and how that is done" });

const recipient = z.strictObject({
  name: text,
  clause,
  operators: ids.min(1),
  people: ids.min(1),
  items: ids.min(1),
  purposes: ids.min(1),
  country: country.optional(),
  published: z.strictObject({
    text: text.optional().meta({ description: "The published words; absent: those of the clause" }),
    routes: z.array(z.enum([...ROUTES, "unstated"])).min(1),
    filing: filing.optional(),
    matters: z
      .partialRecord(z.enum(STATED_OPT_OUT_MATTERS), text)
      .optional()
      .meta({ description: "What an opt-out must state beside what stands here already: 27(2)(iv) to (vii), R11(4)" }),
    stated: z
      .partialRecord(z.enum(STATED_OPT_OUT_MATTERS), clause)
      .optional()
      .meta({ description: "Matters that another clause states for several recipients at once, and which clause" }),
  }),
  abroad: abroad.optional(),
  reading: z.strictObject({ routes: z.array(route), because }),
});

const member = z.strictObject({ operator: id, from: date, to: date.optional() });

const sharedUse = z.strictObject({
  name: text,
  clause,
  people: ids.min(1),
  items: ids.optional(),
  purposes: ids.optional(),
  users: z
    .strictObject({
      text,
      members: z.array(member).optional().meta({ description: "Group members, each with the dates it belongs" }),
      list: text.optional().meta({ description: "A list kept elsewhere: a party counts only when shown to be on it" }),
    })
    .optional(),
  responsible: id.optional(),
  abroad: abroad.optional(),
  reading: z.strictObject({ because }).optional(),
});

const contact = z.strictObject({
  name: text,
  for: text,
  people: ids
    .optional()
    .meta({ description: "Whom the policy sends here; absent: whoever has no window of their own" }),
  operators: ids.optional().meta({ description: "For which operators it answers; absent: for all of them" }),
  default: text.optional().meta({
    description: "Whoever has no window of their own is sent here though the policy does not say so, and why",
  }),
  address: text.optional(),
  postalCode: z
    .string()
    .regex(/^\d{3}-\d{4}$/)
    .optional(),
  phone: z
    .string()
    .regex(/^\+?[0-9-]{6,20}$/)
    .optional(),
  email: z.email().optional(),
  clause: clause.optional(),
});

const mirror = z.strictObject({
  clause,
  from: id,
  to: id,
  people: z.record(id, id).meta({ description: "Whose purposes become whose" }),
  clauses: z.array(clause).min(1).meta({ description: "The clauses that are said again for the other operator" }),
  because,
});

const promise = z.strictObject({
  title: text.optional(),
  text: text.optional().meta({ description: "The published words; {operator} stands for who promises" }),
  aspiration: text.optional().meta({ description: "Not a duty that can run, and why" }),
  ours: ours.optional(),
});

interface DocumentPart {
  id: string;
  heading?: z.infer<typeof text> | undefined;
  text?: z.infer<typeof text> | undefined;
  clauses?: string[] | undefined;
  contacts?: string[] | undefined;
  mirror?: string | undefined;
  parts?: DocumentPart[] | undefined;
}
const documentPart: z.ZodType<DocumentPart> = z.lazy(() =>
  z.strictObject({
    id,
    heading: text.optional(),
    text: text.optional(),
    clauses: z.array(clause).optional().meta({ description: "The clauses set out here, in this order" }),
    contacts: ids.optional(),
    mirror: id.optional().meta({ description: "Sets out here the clauses that this mirror makes" }),
    parts: z.array(documentPart).optional(),
  }),
);

const document = z.strictObject({ parts: z.array(documentPart).min(1) });

/**
 * Promises that decisions cite, and which clause makes each. The two of direct collection go beyond the Act
 * (21(2)) and bind only where the policy makes them; the others name the clause beside the article.
 */
export const COMMITMENTS = [
  "purpose-limit",
  "proper-acquisition",
  "announce-purpose",
  "state-purpose-when-direct",
  "consent-when-direct",
  "exceptions",
  "stop-provision",
  "stop-direct-mail",
] as const;

const commitments = z.partialRecord(z.enum(COMMITMENTS), z.strictObject({ clause }));

/** The records about people that carrying out a policy makes by itself. */
export const OWN_RECORDS = ["consents", "objections", "requests", "complaints", "provisions", "decisions"] as const;
export type OwnRecord = (typeof OWN_RECORDS)[number];

const linked = z
  .strictObject({
    name: text,
    clause,
    operator: id.optional().meta({ description: "Whose purposes stand there" }),
    url: z.url({ protocol: /^https$/ }).optional(),
    snapshot: z
      .strictObject({
        taken: date,
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
        file: z.string().max(200).optional().meta({ description: "Where the copy lies, beside this version" }),
      })
      .optional()
      .meta({ description: "The copy that was read: the day, and the SHA-256 of its bytes" }),
    watchEvery: duration.optional().meta({ description: "How often it is looked at for changes" }),
  })
  .meta({ description: "A policy elsewhere that a clause sends its readers to" });

const settings = z
  .strictObject({
    because,
    retention: z.record(
      id,
      z.strictObject({
        period: duration,
        after: text,
        clause: clause.optional().meta({ description: "The clause that publishes it; absent: only the office knows" }),
      }),
    ),
    records: z
      .partialRecord(z.enum(OWN_RECORDS), z.strictObject({ purpose: text, period: duration }))
      .optional()
      .meta({ description: "What is kept here about people in order to keep the promises: why, and for how long" }),
    emergencyEvidenceHours: z.int().min(1).max(720),
    foreignCheckMonths: z.int().min(1).max(12),
  })
  .meta({ description: "What an office decided in order to operate; no part of the published text" });

/** The sections of the language itself. A room adds its own beside them. */
export const CORE_SECTIONS = {
  policy,
  settings,
  document,
  items: z.record(id, item),
  itemSets: z.record(id, itemSet),
  operators: z.record(id, operator),
  people: z.record(id, person),
  purposes: z.record(
    id.refine((name) => !name.startsWith("law."), { error: "reserved-name" }),
    purpose,
  ),
  recipients: z.record(id, recipient),
  sharedUses: z.record(id, sharedUse),
  contacts: z.record(id, contact),
  mirrors: z.record(id, mirror),
  linkedPolicies: z.record(id, linked),
  promises: z.record(clause, promise),
  commitments,
};

export type Purpose = z.infer<typeof purpose>;
export type Recipient = z.infer<typeof recipient>;
export type RouteReading = z.infer<typeof route>;
export type Mirror = z.infer<typeof mirror>;
export type PromiseEntry = z.infer<typeof promise>;
export type Part = DocumentPart;
export type PurposeAct = (typeof PURPOSE_ACTS)[number];
