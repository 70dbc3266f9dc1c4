import { z } from "zod";
import { AUTHORITY_PAPERS, IDENTITY_DOCUMENTS, REQUEST_KINDS } from "../law/index.ts";
import { blocks, type Section } from "../policy/index.ts";

/*
 * What a policy says of requests (32 to 38): what can be asked, with which documents, by what ways, for what fee. What is published
 * stands here as it is published; what an office decided in order to operate stands under `settings`.
 */

const { clause, duration, text } = blocks;

const kind = z
  .enum(keysOf(REQUEST_KINDS))
  .meta({ description: "A request that the Act gives the person: 32(2) to 35" });

/** Papers by which people show who they are. */
const identity = z.strictObject({
  clause,
  atLeast: z.int().min(0).max(5).meta({ description: "How many of them are asked for" }),
  accepted: z
    .array(z.enum(keysOf(IDENTITY_DOCUMENTS)))
    .min(1)
    .meta({ description: "Any of these will do" }),
});

const authority = z.strictObject({
  clause,
  accepted: z
    .array(
      z.strictObject({
        papers: z
          .array(z.enum([...keysOf(AUTHORITY_PAPERS), ...keysOf(IDENTITY_DOCUMENTS)]))
          .min(1)
          .meta({ description: "All of these together" }),
        for: z
          .array(z.enum(["parent-of-minor", "adult-guardian", "mandated", "relative"]))
          .min(1)
          .meta({ description: "For whom the policy takes these papers together" }),
      }),
    )
    .min(1)
    .meta({ description: "Any of these will do" }),
});

const schema = z
  .strictObject({
    kinds: z.array(kind).min(1).meta({ description: "The kinds of request that the policy tells people of" }),
    clause,
    documents: z
      .strictObject({
        principal: identity.meta({ description: "What shows who the person is: Cabinet Order 12(iii)" }),
        proxy: identity.optional().meta({ description: "What shows who the agent is" }),
        authority: authority
          .optional()
          .meta({ description: "What shows that the agent may ask: 37(3), Cabinet Order 13" }),
      })
      .meta({ description: "The papers that are asked for" }),
    insufficient: z
      .strictObject({
        clause,
        answer: z
          .enum(["none", "asked-again"])
          .meta({ description: "none: no answer; asked-again: the person is asked for what is missing" }),
      })
      .meta({ description: "What happens where documents fall short: 33(3), 37(4)" })
      .optional(),
    ways: z
      .strictObject({
        clause,
        accepted: z
          .array(z.enum(["post", "email", "upload", "counter", "telephone"]))
          .min(1)
          .meta({ description: "Any of these will do; upload: a secure page" }),
      })
      .meta({ description: "How a request reaches the window: Cabinet Order 12(i)" }),
    methods: z
      .strictObject({
        clause,
        offered: z
          .array(z.enum(["electronic", "paper", "other"]))
          .min(1)
          .meta({
            description: "The person chooses; other: one that the operator defines, such as reading on its premises",
          }),
      })
      .optional()
      .meta({ description: "How what is disclosed is handed over: 33(1), Rule 30" }),
    fees: z
      .partialRecord(
        kind,
        z.strictObject({
          clause,
          yen: z.int().min(0).max(1_000_000).meta({ description: "In yen; 0 where it costs nothing" }),
        }),
      )
      .optional()
      .meta({ description: "By kind of request; a fee is lawful for 32(2), 33(1) and 33(5) alone: 38" }),
    usedForAnswerAlone: z
      .strictObject({ clause })
      .optional()
      .meta({ description: "The policy promises to use what comes with a request for its answer alone" }),
    directMail: z
      .strictObject({
        clause,
        reaches: z
          .enum(["sender", "operator", "group"])
          .meta({ description: "The office that sends it, the whole company, or the whole group" }),
      })
      .optional()
      .meta({ description: "How far a wish for no more direct mail reaches" }),
    settings: z
      .strictObject({
        because: text,
        term: duration.meta({ description: "Within what time an answer is to go out: P14D" }),
      })
      .optional()
      .meta({ description: "What an office decided in order to operate" }),
  })
  .meta({ description: "How people make requests (32 to 38): which, with what documents, by what ways, for what fee" });

export type Requests = z.output<typeof schema>;

export const REQUESTS: Section<typeof schema> = { name: "requests", schema };

/** The keys of a table as a list that zod takes. */
function keysOf<Key extends string>(table: Readonly<Record<Key, unknown>>): [Key, ...Key[]] {
  const isKey = (key: string): key is Key => Object.hasOwn(table, key);
  const [first, ...more] = Object.keys(table).filter(isKey);
  if (first === undefined) throw new TypeError("an empty table has no keys");
  return [first, ...more];
}
