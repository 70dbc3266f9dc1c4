import { z } from "zod";
import {
  COUNTRY_PATTERN,
  EXCEPTIONS,
  FOREIGN_INFORMATION,
  FOREIGN_UNKNOWNS,
  FORMS,
  SHARED_USE_MATTERS,
  type Article,
} from "../law/index.ts";
import { ROUTES } from "../policy/index.ts";
import { parseInstant } from "../wire/index.ts";

/*
 * What is asked, and the facts that travel with it. Instants come as ISO 8601 with an offset and go on as epoch
 * milliseconds. A fact counts from its `at` on, and where it has an `until`, up to but not including that instant.
 */

const id = z.string().min(1).max(80);
const ids = z.array(id).min(1).max(200);
/** ISO 8601 with an offset comes in; epoch milliseconds go on. */
const instant = z.iso
  .datetime({ offset: true })
  .refine((value) => !/\.\d{4}/.test(value), { error: "too-fine" })
  .transform(parseInstant)
  .meta({ description: "An instant: 2026-11-22T09:00:00+09:00" });
const country = z.string().regex(COUNTRY_PATTERN).meta({ description: "ISO 3166: JP, KR, US-GU" });
const party = z.string().trim().min(1).max(200).meta({ description: "Who exactly: a name or a partner number" });

/** What is about to be done with the data. */
export const ACTS = ["acquire", "use", "contact", "provide", "disclose", "retain"] as const;
export type Act = (typeof ACTS)[number];

/** Purposes that the Act itself gives, whatever the policy says. */
export const LAW_PURPOSES = {
  "law.ask-consent": "General 3-1-3",
  "law.breach-notice": "26(2)",
  "law.own-request": "33(2)",
} as const satisfies Record<string, Article>;

/** For what no purpose of the policy covers: only the person's consent or an exception of the Act can carry it. */
export const OUTSIDE_POLICY = "law.outside-policy";

/** How data comes in. `direct-writing` takes in electronic forms and contracts, as 21(2) does. */
export const SOURCES = [
  "direct-writing",
  "direct-other",
  "third-party",
  "entrustment",
  "succession",
  "shared-use",
  "public",
  "observed",
] as const;

const fact = {
  at: instant.meta({ description: "When it came to be; it counts from then on" }),
  recordedAt: instant.optional().meta({ description: "When it came to be known; absent: at its own instant" }),
  id: id.optional().meta({ description: "A name of your own for this fact" }),
};

const until = instant.optional().meta({ description: "Until when, that instant not included; absent: without end" });

const consent = z
  .strictObject({
    kind: z.literal("consent"),
    ...fact,
    until,
    by: z.enum(["principal", "representative"]).default("principal").meta({
      description: "Who gave it: the person, or, of one not able to judge it, who acts for them (General 2-16)",
    }),
    operators: ids.meta({ description: "To whose handling" }),
    purposes: ids.meta({ description: "For which purposes" }),
    items: ids.optional().meta({ description: "Absent: the items that the purpose or the recipient names" }),
    recipients: ids.optional().meta({ description: "Classes of recipients consented to" }),
    party: party.optional().meta({ description: "The one recipient consented to; absent: any of the classes" }),
    deal: id.optional().meta({ description: "The one deal consented to; absent: any" }),
    foreign: z
      .strictObject({
        country: country
          .optional()
          .meta({ description: "Absent where it could not be known and the person was told so" }),
        informed: z
          .array(z.enum([...FOREIGN_INFORMATION, ...FOREIGN_UNKNOWNS]))
          .meta({ description: "What was told; all three, or for each that could not be known that it could not" }),
      })
      .optional()
      .meta({ description: "Consent to provision in a foreign country, and what the person was told (28(2), R17)" }),
  })
  .meta({ description: "The person consented; whoever took the consent states it, from the form or the record of it" });
const scope = {
  operators: ids.optional().meta({ description: "Absent: all operators" }),
  purposes: ids.optional().meta({ description: "Absent: all purposes" }),
  recipients: ids.optional().meta({ description: "Classes of recipients; absent: all" }),
  items: ids.optional().meta({ description: "Absent: all items" }),
};
const withdrawal = z.strictObject({ kind: z.literal("withdrawal"), ...fact, ...scope }).meta({
  description:
    "The person takes back consents given until then; whoever was told states it. Only a newer consent helps",
});
const objection = z
  .strictObject({
    kind: z.literal("objection"),
    ...fact,
    to: z.enum(["use", "erasure", "provision", "direct-mail"]).meta({ description: "What is to stop" }),
    ...scope,
  })
  .meta({
    description:
      "The person asks to stop, whether or not they ever consented; whoever was told states it. No consent outweighs it: once the person lifts it, leave the fact out",
  });
const notice = z
  .strictObject({
    kind: z.literal("notice"),
    ...fact,
    how: z.enum(["stated", "notified", "announced"]).meta({
      description:
        "stated: shown to the person before they gave the data (21(2)); notified: told them (21(1)); announced: to everybody",
    }),
    operators: ids.meta({ description: "Whose handling it spoke of" }),
    purposes: ids.meta({ description: "Which purposes it named" }),
  })
  .meta({ description: "The purpose was told; whoever takes the data states it" });
const sharedUseNotice = z
  .strictObject({
    kind: z.literal("shared-use-notice"),
    ...fact,
    sharedUse: id.meta({ description: "A shared use of the policy" }),
    matters: z
      .array(z.enum(SHARED_USE_MATTERS))
      .meta({ description: "What it told; all five are needed (27(5)(iii))" }),
    items: ids.meta({ description: "Items it named" }),
    purposes: ids.meta({ description: "Purposes it named" }),
  })
  .meta({ description: "The person was told beforehand of a shared use; whoever told them states it" });
const contract = z
  .strictObject({
    kind: z.literal("contract"),
    ...fact,
    until,
    party,
    covers: z
      .enum(["entrustment", "succession", "safety", "supervision"])
      .meta({ description: "What it is about; safety: the data's, while a succession is negotiated" }),
  })
  .meta({ description: "A contract with a party is in force; whoever keeps the contracts states it" });
const membership = z
  .strictObject({
    kind: z.literal("membership"),
    ...fact,
    until,
    sharedUse: id.meta({ description: "A shared use of the policy whose list of members is open" }),
    party,
  })
  .meta({ description: "A party is among the users of a shared use; whoever keeps that list states it" });
const safeguard = z
  .strictObject({
    kind: z.literal("safeguard"),
    ...fact,
    party,
    country,
    basis: z.enum(["contract", "group-rules", "cbpr"]).meta({ description: "What it rests on (R16)" }),
    checkedAt: instant.meta({ description: "When the measures and the country's regime were last looked at" }),
    suspended: z.boolean().default(false).meta({ description: "true: the measures no longer hold" }),
  })
  .meta({ description: "A system of equivalent measures at a recipient abroad (28(1), R16), last checked when" });
const request = z
  .strictObject({
    kind: z.literal("request"),
    ...fact,
    by: z.enum(["principal", "representative"]).meta({ description: "Who asks" }),
    verified: z.boolean().meta({ description: "Whether identity, and of a representative authority, was shown" }),
  })
  .meta({ description: "The person's request, or one on their behalf; whoever took it in states it" });
const violation = z
  .strictObject({
    kind: z.literal("violation"),
    ...fact,
    of: z
      .enum(["19", "20(1)", "41(7)", "43(5)", "45"])
      .meta({ description: 'Against which article; in YAML "19" and "45" stand in quotes' }),
  })
  .meta({
    description:
      "Found: the data was improperly acquired (20(1)), the use would foster a wrong (19), or it would identify someone (41(7), 43(5), 45)",
  });
const confirmation = z
  .strictObject({
    kind: z.literal("confirmation"),
    ...fact,
    until,
    party,
    items: ids.optional().meta({ description: "Absent: all items" }),
    foreignInformed: z.boolean().default(false).meta({
      description: "Whether the person was told of the country, its regime and the measures there (31(1)(ii))",
    }),
  })
  .meta({ description: "Confirmed that the person consented to the recipient acquiring it as personal data (31(1))" });
const ended = z
  .strictObject({ kind: z.literal("ended"), ...fact })
  .meta({ description: "The relationship from which the retention period runs came to its end" });

const acquisition = z
  .strictObject({
    kind: z.literal("acquisition"),
    ...fact,
    source: z.enum(SOURCES).meta({ description: "From where, and how" }),
    items: ids.optional().meta({ description: "Absent: all items" }),
    purposes: ids.optional().meta({
      description: "What a predecessor or an entruster may use it for, and so who received it (18(2), 27(5)(i))",
    }),
    byOptOut: z.boolean().default(false).meta({ description: "Received under another's opt-out (27(2), proviso)" }),
  })
  .meta({ description: "How the data came to be here" });
const filing = z
  .strictObject({
    kind: z.literal("filing"),
    ...fact,
    until,
    operators: ids.meta({ description: "Who filed it" }),
    recipients: ids.meta({ description: "Classes of recipients it names" }),
    items: ids.meta({ description: "Items it names" }),
    starts: instant.meta({ description: "The first day of provision, with time to object before it (R11(1), R11(4))" }),
  })
  .meta({ description: "An opt-out filed with the Commission (27(2))" });
const protection = z
  .strictObject({
    kind: z.literal("protection"),
    ...fact,
    until,
    closes: z
      .array(z.enum(["existence", "agents", "items"]))
      .min(1)
      .meta({
        description:
          "existence: that there is data at all; agents: every answer to a representative; items: these items",
      }),
    items: ids.optional().meta({ description: "For `items`: which; absent: all" }),
  })
  .meta({
    description: "Someone is threatened, as by a violent spouse or a stalker: what must not come out (16(4), CO5)",
  });

const refusal = z
  .strictObject({
    kind: z.literal("refusal"),
    ...fact,
    of: z.enum(["33(2)(i)", "33(2)(ii)", "33(2)(iii)"]).meta({ description: "On which ground" }),
  })
  .meta({ description: "The office found a ground on which disclosure is refused" });

/** What is known of a person or a party, by kind. */
export const factSchema = z.discriminatedUnion("kind", [
  consent,
  withdrawal,
  objection,
  notice,
  sharedUseNotice,
  contract,
  membership,
  safeguard,
  request,
  violation,
  confirmation,
  ended,
  acquisition,
  filing,
  protection,
  refusal,
]);

function isException(article: string): article is Article {
  return EXCEPTIONS.some((entry) => entry.article === article);
}
const exceptionArticles = EXCEPTIONS.map((entry) => entry.article).filter(isException);

const exception = z.strictObject({
  article: z.enum(exceptionArticles).meta({ description: "Which exception of the Act" }),
  evidence: z
    .string()
    .trim()
    .min(1)
    .max(2_000)
    .optional()
    .meta({ description: "What shows it: a document's number, who called, when" }),
  statuteOf: country.optional().meta({ description: "Whose law, where a law is claimed; absent: Japan's" }),
});

const recipient = z.strictObject({
  class: id.optional().meta({ description: "A class of recipients of the policy" }),
  operator: id.optional().meta({ description: "An operator of the group" }),
  party: party.optional(),
  country: country.optional(),
  databaseInJapan: z
    .boolean()
    .optional()
    .meta({ description: "A foreign company that runs its database in Japan is not abroad (28)" }),
  as: z
    .enum([...ROUTES, "shared-use", "same-entity"])
    .optional()
    .meta({ description: "What the asker takes the hand-over for" }),
  publicBody: z
    .boolean()
    .optional()
    .meta({ description: "A state or local body, or an incorporated agency, of 16(2): no record of provision is due" }),
  acquiresAsPersonal: z
    .boolean()
    .optional()
    .meta({ description: "Will it acquire personal-related data as personal data? (31)" }),
});

const person = z.strictObject({
  kind: id.meta({ description: "A kind of person of the policy" }),
  living: z.boolean().default(true).meta({ description: "false: a human decides" }),
  able: z.boolean().default(true).meta({ description: "Able to judge what consent means (General 2-16)" }),
  age: z.int().min(0).max(150).optional().meta({ description: "Years; looked at only under a bill" }),
});

type Person = z.output<typeof person>;

export const questionSchema = z.strictObject({
  at: instant.optional().meta({ description: "When it is to be done; absent: now" }),
  knownAt: instant
    .optional()
    .meta({ description: "Decide by what was on record at this instant; absent: by all that is known" }),
  asker: z.string().trim().min(1).max(200).optional().meta({ description: "Who asks; it changes nothing" }),
  operator: id.meta({ description: "Who is to do it: an operator of the policy" }),
  person: z.union([id.transform((kind): Person => ({ kind, living: true, able: true })), person]).meta({
    description: "Whose data: a kind of person of the policy as one word, or with more that is known of them",
  }),
  act: z.enum(ACTS).meta({ description: "What is about to be done; disclose: to the person" }),
  items: ids.meta({ description: "Which items; each by its own name, not by that of an item set" }),
  form: z.enum(FORMS).default("personal").meta({ description: "The form in which the data stands" }),
  purpose: id.meta({
    description: `A purpose of the policy, or one of the Act: ${[...Object.keys(LAW_PURPOSES), OUTSIDE_POLICY].join(", ")}`,
  }),
  source: z.enum(SOURCES).optional().meta({ description: "For acquire: from where, and how" }),
  recipient: recipient
    .optional()
    .meta({ description: "For provide: to whom; an operator, or a class, a party or both" }),
  deal: id.optional().meta({ description: "Which deal it is for, where consent is to name the deal" }),
  toMake: z
    .enum(["statistics", "ai-training"])
    .optional()
    .meta({ description: "What the data serves to make; looked at only under a bill" }),
  inDatabase: z
    .boolean()
    .optional()
    .meta({ description: "false: not in a database, so no personal data and 27 to 30 do not apply (16(3))" }),
  existenceHarms: z.boolean().optional().meta({
    description:
      "true: telling that it exists would harm, so it is not retained personal data (16(4), Cabinet Order 5)",
  }),
  channel: z
    .enum(["writing", "spoken", "electronic", "other"])
    .optional()
    .meta({ description: "How it is done; it changes nothing" }),
  exceptions: z.array(exception).max(10).default([]).meta({ description: "Exceptions of the Act that are claimed" }),
  facts: z.array(factSchema).max(500).default([]).meta({ description: "What is known, in any order" }),
});

/** A question as the engine takes it: defaults filled in. */
export type Question = z.output<typeof questionSchema>;
/** A question as an asker writes it. */
export type QuestionInput = z.input<typeof questionSchema>;
export type Fact = z.output<typeof factSchema>;
