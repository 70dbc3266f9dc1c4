import { z } from "zod";
import { blocks, type Section } from "../policy/index.ts";

/** What a policy says of the measures that keep personal data safe: 23 to 25, 32(1)(iv) with Cabinet Order 10, General 10. */
const { clause, country, ids, text } = blocks;

/** The parts of General 10, in its order. */
export const SAFEGUARD_AREAS = [
  "basic-policy",
  "rules",
  "organisation",
  "people",
  "premises",
  "technology",
  "environment",
] as const;

const schema = z
  .strictObject({
    people: ids.optional().meta({
      description:
        "Whose data the published measures speak of, where they name only some, of `people`; absent: everyone's",
    }),
    measures: z
      .partialRecord(z.enum(SAFEGUARD_AREAS), z.strictObject({ clause }))
      .meta({ description: "What is done in each part of General 10, in outline: which clause says it" }),
    countries: z
      .record(
        country,
        z.strictObject({
          clause: clause.optional(),
          regime: text.meta({ description: "The country's regime of data protection, for readers" }),
        }),
      )
      .optional()
      .meta({
        description:
          "Countries other than Japan in which data is handled, each with its regime of data protection; `{}` says that there is none",
      }),
    complaints: z
      .strictObject({ clause })
      .optional()
      .meta({ description: "Where complaints go: Cabinet Order 10(ii)" }),
    incidents: z
      .strictObject({
        because: text,
        reportTo: text.meta({ description: "Who is told" }),
        within: blocks.duration.meta({ description: "How soon: P1D" }),
      })
      .optional()
      .meta({ description: "What the office decided: who is told of a leak or a sign of one, and how soon" }),
  })
  .meta({
    description: "What keeps personal data safe, as made knowable (23, 32(1)(iv) with Cabinet Order 10, General 10)",
  });

export const SAFEGUARDS: Section<typeof schema> = {
  name: "safeguards",
  schema,
  *references({ people }) {
    for (const [index, id] of (people ?? []).entries()) yield { path: ["people", index], id, section: "people" };
  },
};
