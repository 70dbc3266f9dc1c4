import { z } from "zod";
import { blocks, type Section } from "../policy/index.ts";

/*
 * What a policy says of cookies and of what a page makes a reader's device send elsewhere (Telecommunications Business Act 27-12 and the
 * rules under it; articles 2(7) and 31 where it can be matched to a person).
 */

const { clause, country, id, text } = blocks;

const transmission = z.strictObject({
  clause,
  name: text.meta({ description: "The service, as readers know it" }),
  recipient: text.optional().meta({ description: "Who receives it, by name" }),
  country: country.optional().meta({ description: "Where the receiver is, by ISO 3166" }),
  sends: text.optional().meta({ description: "What is sent from the reader's device" }),
  purpose: text.optional().meta({ description: "What it is used for, by the site and by who receives it" }),
  kind: z.enum(["function", "analysis", "advertising"]).meta({ description: "function: what showing the page needs" }),
  policy: z
    .url({ protocol: /^https$/ })
    .optional()
    .meta({ description: "The recipient's own policy" }),
  optOut: z
    .url({ protocol: /^https$/ })
    .optional()
    .meta({ description: "Where a reader stops it" }),
});

const schema = z
  .strictObject({
    clause,
    matchedToPeople: z
      .strictObject({ clause, claim: z.boolean().meta({ description: "true: it is matched; false: it is not" }) })
      .optional()
      .meta({ description: "Whether the policy says that it is matched to people, or that it is not" }),
    refusal: z
      .strictObject({ clause, by: z.array(z.enum(["browser", "banner", "opt-out"])).min(1) })
      .optional()
      .meta({ description: "How a reader refuses" }),
    transmissions: z.record(id, transmission).meta({
      description: "What a page makes a reader's device send elsewhere, one entry for each receiver or service",
    }),
  })
  .meta({ description: "Cookies and other external transmission (Telecommunications Business Act 27-12; 31)" });

export type Cookies = z.output<typeof schema>;

export const COOKIES: Section<typeof schema> = { name: "cookies", schema };
