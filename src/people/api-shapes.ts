import { z } from "zod";
import { factSchema } from "../decision/index.ts";
import { IDENTIFIER_KINDS, type IdentifierKind } from "./identifiers/index.ts";
import { detailsSchema, type FactDetails, type FactInput } from "./person-fact.ts";

export const text = z.string().trim().min(1).max(2_000);
export const instant = z.string().meta({ description: "An instant: 2026-11-22T09:00:00+09:00" });
export const kinds = Object.keys(IDENTIFIER_KINDS).filter((kind): kind is IdentifierKind => kind in IDENTIFIER_KINDS);

export const newIdentifier = z.strictObject({
  kind: z.enum(kinds),
  value: z.string().max(2_000).meta({ description: "As it is written; spellings of one and the same are made equal" }),
  operator: text.optional().meta({ description: "Whose it is, as with a customer number; absent: at every operator" }),
  keep: z.boolean().optional().meta({
    description: "Whether it can be shown again, sealed; unless said: name, kana, address, phone and email",
  }),
  shared: z.boolean().optional().meta({ description: "Several people have it, as a family its phone" }),
});
export const newRole = z.strictObject({
  operator: text,
  kind: text.meta({ description: "A kind of person of the policy" }),
  department: text.optional().meta({ description: "Which department has charge of them, of the policy's `records`" }),
  since: instant.optional(),
  until: instant.optional(),
});
export const newPerson = z.strictObject({
  identifiers: z.array(newIdentifier).max(50).default([]),
  roles: z.array(newRole).max(50).default([]),
  able: z.boolean().optional().meta({ description: "Able to judge what consent means (General 2-16); else true" }),
  living: z.boolean().optional(),
});
export const personId = z.string().meta({ examples: ["per_019ab3f0-6d2e-7c41-9f3a-2b8f8f5f2c10"] });
export const id = z.object({ id: z.string() });
/** What reads a fact says where it is wrong, and in which words; here it only has to be there. */
export const facts = z.array(z.custom<FactInput>()).min(1).max(500);
export const details = z.custom<FactDetails | undefined>().optional();
export const shownFacts = {
  facts: z.array(factSchema).meta({ description: "Without id and recordedAt: they are given here" }),
  details: detailsSchema.optional(),
};

export const by = z
  .enum(["representative"])
  .optional()
  .meta({ description: "Who asks: of someone who is protected, a representative is told of nobody (16(4), CO5)" });
export const reason = text.optional().meta({ description: "Why; sealed" });

/** What is on record of a person, as it is answered. */
export const personShown = z.object({
  id: personId,
  able: z.boolean(),
  living: z.boolean(),
  roles: z.array(
    z.object({
      id: z.string(),
      operator: z.string(),
      kind: z.string(),
      department: z.string().optional(),
      since: instant.optional(),
      until: instant.optional(),
    }),
  ),
  linked: z.array(personId),
  identifiers: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(kinds),
      operator: z.string().optional(),
      text: z.string().optional(),
      kept: z.boolean(),
      closed: z.boolean(),
      from: instant,
      until: instant.optional(),
    }),
  ),
  representatives: z.array(z.object({ id: z.string(), capacity: z.string(), name: z.string() })),
  facts: z.array(
    z.object({
      id: z.string(),
      person: personId,
      fact: z.object({ kind: z.string(), at: instant, recordedAt: instant }).loose(),
      ended: z.object({ at: instant, recordedAt: instant }).optional(),
      details: detailsSchema.optional(),
    }),
  ),
});
