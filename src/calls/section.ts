import { z } from "zod";
import { blocks, type Section } from "../policy/index.ts";

/** What a policy says of the recording of calls: 17, 21 and 22 hold for a voice as for a letter. */
const { clause, duration, ids, text } = blocks;

const schema = z
  .strictObject({
    clause,
    purposes: ids.meta({ description: "The published purposes for which calls are recorded: of `purposes`" }),
    announced: z
      .strictObject({ clause })
      .optional()
      .meta({ description: "The policy promises that callers hear of it before it begins" }),
    settings: z
      .strictObject({
        because: text,
        retention: duration.optional().meta({ description: "How long recordings are kept: P6M" }),
      })
      .optional()
      .meta({ description: "What the office decided in order to operate" }),
  })
  .meta({ description: "The recording of calls: 17, 21, 22" });

export const CALLS: Section<typeof schema> = {
  name: "calls",
  schema,
  *references({ purposes }) {
    for (const [index, id] of purposes.entries()) yield { path: ["purposes", index], id, section: "purposes" };
  },
};
