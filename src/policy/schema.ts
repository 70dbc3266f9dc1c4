import { z } from "zod";
import { FOREIGN_BASES, SPECIAL_CARE_KINDS, type SpecialCareKind, STATED_OPT_OUT_MATTERS } from "../law/index.ts";
import { blocks, LANGUAGE_TAG, words } from "./blocks.ts";

/*
 * The policy language. One zod schema: it validates, it types, and it becomes the JSON Schema that editors use.
 * Every object may carry the clause it carries out; what was published and our reading of it stand apart.
 */

const { id, ids, clause, text, date, duration, country } = blocks;

function isSpecialCareKind(kind: string): kind is SpecialCareKind {
  return Object.hasOwn(SPECIAL_CARE_KINDS, kind);
}
const SPECIAL_CARE = Object.keys(SPECIAL_CARE_KINDS).filter(isSpecialCareKind);
const specialCare = z
  .enum(SPECIAL_CARE)
  .meta({ description: "Why it is special care-required: 2(3) and Cabinet Order 2" });

/** Said by us, not by the published policy; the text says why. */
const ours = text.meta({ description: "Not in the published policy: added by us, and why" });
const because = text.meta({ description: "Why the published words are read like this" });

/** What may be done with personal data under a purpose. Handing over is governed by recipients and shared use. */
export const PURPOSE_ACTS = ["acquire", "use", "contact", "disclose", "retain"] as const;

/** What a purpose is for where it names no acts. */
export const DEFAULT_ACTS: readonly PurposeAct[] = ["acquire", "use", "contact", "retain"];

/** `none`: without notice; `published`: by publishing it; `beforehand`: before it comes into force. */
const CHANGE_NOTICES = ["none", "published", "beforehand"] as const;

const policy = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .max(60)
    .meta({ description: "The policy's name, the same in all its versions" }),
  version: date.meta({ description: "The date by which this version is called" }),
  inForceFrom: date.meta({ description: "In force from midnight in Japan at the start of this date" }),
  title: text.meta({ description: "What pages call it" }),
  about: text.meta({ description: "What every page of this policy must say of it" }).optional(),
  languages: z.strictObject({
    required: z
      .array(z.string().regex(LANGUAGE_TAG))
      .min(1)
      .meta({ description: "The languages in which every text must stand, by their tags: ja, en" }),
    prevailing: z.string().regex(LANGUAGE_TAG).meta({ description: "The language whose words win" }).optional(),
  }),
  publisher: id.meta({ description: "Who publishes it: of `operators`" }),
  changes: z
    .strictObject({
      clause,
      notice: z.enum(CHANGE_NOTICES).meta({ description: "When the policy promises to tell of a change of itself" }),
    })
    .optional()
    .meta({ description: "What the policy promises about changing itself" }),
});

const item = z.strictObject({
  name: text.meta({ description: "What it is called on pages and in answers" }),
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

const itemSet = z.strictObject({
  name: text,
  items: ids.min(1).meta({ description: "Of `items`" }),
});

const operator = z.strictObject({
  name: text,
  kind: z.enum(["company", "branch"]).meta({ description: "A branch is one legal person with its company" }),
  of: id.optional().meta({ description: "The company that a branch belongs to: of `operators`" }),
  country: country.meta({ description: "Where it is established, by ISO 3166: JP, KR, US-GU" }),
  address: text.optional().meta({ description: "Made knowable by 32(1)(i), and by 27(5)(iii) of who is responsible" }),
  representative: z
    .strictObject({ name: text, title: text })
    .optional()
    .meta({ description: "Who represents a company: 32(1)(i)" }),
  clause: clause.optional(),
  purposesElsewhere: text
    .optional()
    .meta({ description: "The purposes are published elsewhere and not loaded: everything is denied until they are" }),
});

const person = z.strictObject({
  name: text,
  items: ids.meta({ description: "What is handled of them: of `items` and `itemSets`" }),
  specialCare: specialCare.optional().meta({ description: "Being of this kind is itself special care-required" }),
  also: ids.optional().meta({ description: "People of this kind are also of these kinds: their purposes apply too" }),
  clause: clause.optional(),
  ours: ours.optional(),
});

const purpose = z.strictObject({
  operators: ids.min(1).meta({ description: "Who uses data for it: of `operators`" }),
  people: ids.meta({ description: "Whose data: of `people`" }),
  items: ids.meta({ description: "Which data: of `items` and `itemSets`" }),
  acts: z.array(z.enum(PURPOSE_ACTS)).optional().meta({ description: "Absent: acquire, use, contact and retain" }),
  clause,
  text: text.optional().meta({ description: "The published words; absent: those of the clause" }),
  catchAll: z.boolean().optional().meta({ description: "Too open to authorise anything alone (17(1))" }),
  stoppable: z
    .literal("direct-mail")
    .optional()
    .meta({ description: "Whoever wants no direct mail is not contacted for it" }),
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
    number: words.meta({ description: "Its number" }),
    on: date.meta({ description: "The day on which it was filed; before `starts`" }),
    starts: date.meta({ description: "The first day of provision, with time to object before it: R11(1), R11(4)" }),
    publishedOn: date.optional().meta({
      description:
        "The day on which the operator itself published what the Commission had published: R14; between `on` and `starts`",
    }),
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
  z
    .strictObject({
      route: z.literal("consent"),
      per: z.enum(["recipient", "party", "deal"]).optional().meta({
        description: "What the consent must name: the class of recipient (where absent), the party, or the deal",
      }),
    })
    .meta({ description: "27(1): needs the person's prior consent" }),
  z
    .strictObject({
      route: z.literal("opt-out"),
      filing: filing.optional().meta({
        description: "Its filing with the Commission, where none is published; absent: `published.filing`",
      }),
    })
    .meta({ description: "27(2): needs a filing with the Commission, and that the person has not asked to stop" }),
  z
    .strictObject({ route: z.literal("statute") })
    .meta({ description: "27(1)(i): a Japanese law asks for it; needs the claim and its evidence" }),
  z.strictObject({ route: z.literal("review") }).meta({ description: "Too open to decide: a human decides" }),
]);

const abroad = z
  .strictObject({
    basis: z.enum(FOREIGN_BASES),
    text: text.meta({ description: "How it is done, as the policy tells it" }),
  })
  .meta({ description: "On what basis of article 28 data goes abroad, and how that is done" });

const recipient = z.strictObject({
  name: text,
  clause,
  operators: ids.min(1).meta({ description: "Who provides: of `operators`" }),
  people: ids.min(1).meta({ description: "Whose data: of `people`" }),
  items: ids.min(1).meta({ description: "Which data: of `items` and `itemSets`" }),
  purposes: ids.min(1).meta({ description: "For what it is provided: of `purposes`" }),
  country: country
    .optional()
    .meta({ description: "Where recipients of this class are, by ISO 3166, where the policy says it" }),
  published: z
    .strictObject({
      text: text.optional().meta({ description: "The published words; absent: those of the clause" }),
      routes: z
        .array(z.enum([...ROUTES, "unstated"]))
        .min(1)
        .meta({ description: "By which ways the published words provide it; unstated where they do not say" }),
      filing: filing.optional(),
      matters: z.partialRecord(z.enum(STATED_OPT_OUT_MATTERS), text).optional().meta({
        description:
          "What an opt-out must state in words of its own: 27(2)(iv) to (vii), R11(4). The other matters are read from `operators`, `purposes`, `items` and `filing.starts`",
      }),
      stated: z.partialRecord(z.enum(STATED_OPT_OUT_MATTERS), clause).optional().meta({
        description: "Instead of `matters`, for each: the clause that states it, for one recipient or several",
      }),
    })
    .meta({ description: "What was published of it" }),
  abroad: abroad.optional(),
  reading: z
    .strictObject({
      routes: z.array(route).meta({ description: "By which ways data may reach it; empty: by none of them" }),
      because,
    })
    .meta({ description: "How the published words are carried out" }),
});

const snapshot = z.strictObject({
  taken: date.meta({ description: "The day on which the copy was taken" }),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .meta({ description: "Of its bytes, in small hexadecimal digits" }),
  file: z.string().max(200).optional().meta({ description: "Where the copy lies, beside this version" }),
});

const member = z.strictObject({
  operator: id.meta({ description: "Of `operators`" }),
  from: date.meta({ description: "The first day on which it belongs" }),
  to: date.optional().meta({ description: "The first day on which it no longer does; absent: it still belongs" }),
});

const sharedUse = z.strictObject({
  name: text,
  clause,
  people: ids.min(1).meta({ description: "Whose data is shared: of `people`" }),
  items: ids.optional().meta({ description: "Which data: of `items` and `itemSets`; one of the five matters" }),
  purposes: ids.optional().meta({ description: "For what the users use it: of `purposes`; one of the five matters" }),
  users: z
    .strictObject({
      text: text.meta({ description: "The range of users, as published" }),
      members: z.array(member).optional().meta({ description: "Group members, each with the dates it belongs" }),
      list: text.optional().meta({ description: "A list kept elsewhere: a party counts only when shown to be on it" }),
      snapshot: snapshot.optional().meta({
        description:
          "A copy of that list, by which it can be looked up once it has changed: the day, and the SHA-256 of its bytes",
      }),
    })
    .optional()
    .meta({ description: "Who shares it; one of the five matters" }),
  responsible: id.optional().meta({
    description: "Who is responsible, of `operators`, with address and representative there; one of the five matters",
  }),
  abroad: abroad.optional(),
  reading: z.strictObject({ because }).optional(),
});

const contact = z.strictObject({
  name: text.meta({ description: "Who answers" }),
  for: text.meta({ description: "What one can turn to it for" }),
  people: ids
    .optional()
    .meta({ description: "Whom the policy sends here: of `people`; absent: whoever has no window of their own" }),
  operators: ids
    .optional()
    .meta({ description: "For which operators it answers: of `operators`; absent: for all of them" }),
  default: text.optional().meta({
    description: "Whoever has no window of their own is sent here though the policy does not say so, and why",
  }),
  address: text.optional().meta({ description: "Where post and visitors go" }),
  postalCode: z
    .string()
    .regex(/^\d{3}-\d{4}$/)
    .optional()
    .meta({ description: "As post in Japan writes it: 164-8622" }),
  phone: z
    .string()
    .regex(/^\+?[0-9-]{6,20}$/)
    .optional()
    .meta({ description: "Digits and hyphens, with + before the code of a country" }),
  email: z.email().optional().meta({ description: "Where e-mail goes" }),
  clause: clause.optional(),
});

const mirror = z.strictObject({
  clause: clause.meta({ description: "The clause that says so; what the mirror makes is named below it: G5.C1" }),
  from: id.meta({ description: "Whose clauses are said again: of `operators`" }),
  to: id.meta({ description: "For whom: of `operators`" }),
  people: z.record(id, id).meta({ description: "Whose purposes become whose, both of `people`" }),
  clauses: z.array(clause).min(1).meta({ description: "The clauses that are said again for the other operator" }),
  because,
});

const promise = z.strictObject({
  title: text.optional().meta({ description: "Its heading on pages" }),
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
    id: id.meta({ description: "What links to it end with" }),
    heading: text.optional(),
    text: text.optional().meta({ description: "Words of its own, before its clauses" }),
    clauses: z.array(clause).optional().meta({ description: "The clauses set out here, in this order" }),
    contacts: ids.optional().meta({ description: "Windows set out here: of `contacts`" }),
    mirror: id.optional().meta({ description: "Sets out here the clauses that this mirror makes: of `mirrors`" }),
    parts: z.array(documentPart).optional().meta({ description: "Parts inside it, each like this one" }),
  }),
);

const document = z.strictObject({ parts: z.array(documentPart).min(1).meta({ description: "Its parts, in order" }) });

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
    operator: id.optional().meta({ description: "Whose purposes stand there: of `operators`" }),
    url: z
      .url({ protocol: /^https$/ })
      .optional()
      .meta({ description: "Where it stands; https only" }),
    snapshot: snapshot
      .optional()
      .meta({ description: "The copy that was read: the day, and the SHA-256 of its bytes" }),
    watchEvery: duration.optional().meta({ description: "How often it is looked at for changes" }),
  })
  .meta({ description: "A policy elsewhere that a clause sends its readers to" });

const settings = z
  .strictObject({
    because: text.meta({ description: "Who decided this, and why it is no part of the policy" }),
    retention: z
      .record(
        id,
        z.strictObject({
          period: duration.meta({ description: "How long data is kept, as ISO 8601 writes it: P6M, P3Y" }),
          after: text.meta({ description: "From when the period runs" }),
          clause: clause
            .optional()
            .meta({ description: "The clause that publishes it; absent: only the office knows" }),
        }),
      )
      .meta({ description: "How long data of each kind of people is kept: of `people`" }),
    records: z
      .partialRecord(
        z.enum(OWN_RECORDS),
        z.strictObject({ purpose: text.meta({ description: "Why it is kept" }), period: duration }),
      )
      .optional()
      .meta({ description: "What is kept here about people in order to keep the promises: why, and for how long" }),
    emergencyEvidenceHours: z
      .int()
      .min(1)
      .max(720)
      .meta({ description: "Within how many hours the evidence of an emergency is to follow: 18(3)(ii), 27(1)(ii)" }),
    foreignCheckMonths: z
      .int()
      .min(1)
      .max(12)
      .meta({ description: "How often equivalent measures abroad are checked, in months: R18" }),
  })
  .meta({ description: "What an office decided in order to operate; no part of the published text" });

/** The sections of the language itself. A room adds its own beside them. */
export const CORE_SECTIONS = {
  policy: policy.meta({ description: "Which policy this is, and which version of it" }),
  settings,
  document: document.meta({ description: "The published document: headings, and which clauses stand below them" }),
  items: z.record(id, item).meta({ description: "What can be known of people, each piece by its name" }),
  itemSets: z.record(id, itemSet).meta({ description: "Items that go together; a set may stand wherever items do" }),
  operators: z.record(id, operator).meta({ description: "Who handles data: companies and their branches" }),
  people: z.record(id, person).meta({ description: "Kinds of people whose data is handled" }),
  purposes: z
    .record(
      id.refine((name) => !name.startsWith("law."), { error: "reserved-name" }),
      purpose,
    )
    .meta({ description: "Purposes of use (17(1)): who uses whose data for what; no name begins with `law.`" }),
  recipients: z
    .record(id, recipient)
    .meta({ description: "Classes of third parties that receive data (27): what was published, and how it is read" }),
  sharedUses: z.record(id, sharedUse).meta({ description: "Shared use, with its five matters (27(5)(iii))" }),
  contacts: z.record(id, contact).meta({ description: "Windows that people can turn to" }),
  mirrors: z
    .record(id, mirror)
    .meta({ description: "One operator says again what another says: purposes and recipients are made from it" }),
  linkedPolicies: z.record(id, linked).meta({ description: "Policies elsewhere that clauses send their readers to" }),
  promises: z
    .record(clause, promise)
    .meta({ description: "What the policy promises, clause by clause; all else points here by `clause`" }),
  commitments: commitments.meta({
    description:
      "Promises that decisions cite, and which clause makes each; the two of direct collection go beyond the Act",
  }),
};

export type Item = z.infer<typeof item>;
export type Operator = z.infer<typeof operator>;
export type Person = z.infer<typeof person>;
export type Purpose = z.infer<typeof purpose>;
export type SharedUse = z.infer<typeof sharedUse>;
export type Contact = z.infer<typeof contact>;
export type LinkedPolicy = z.infer<typeof linked>;
export type Settings = z.infer<typeof settings>;
export type PolicyHead = z.infer<typeof policy>;
export type Abroad = z.infer<typeof abroad>;
export type Filing = z.infer<typeof filing>;
export type ItemSet = z.infer<typeof itemSet>;
export type Recipient = z.infer<typeof recipient>;
export type RouteReading = z.infer<typeof route>;
export type Mirror = z.infer<typeof mirror>;
export type PromiseEntry = z.infer<typeof promise>;
export type Part = DocumentPart;
export type PurposeAct = (typeof PURPOSE_ACTS)[number];
