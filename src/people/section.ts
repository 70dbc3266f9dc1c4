import { z } from "zod";
import { isRole, ROLES } from "../access/index.ts";
import { blocks, type Section } from "../policy/index.ts";
import { IDENTIFIER_KINDS, type IdentifierKind } from "./identifiers/index.ts";

/** Which of what is kept here is which item of the policy, who has charge of whom, and what only some of the staff may know: 23, 24. */
const { id, ids, text } = blocks;

const kinds = Object.keys(IDENTIFIER_KINDS).filter((kind): kind is IdentifierKind => kind in IDENTIFIER_KINDS);

/** What is kept of a person besides what they are found by. */
export const KEPT_BESIDES = ["notes", "representatives"] as const;
export type KeptPart = IdentifierKind | (typeof KEPT_BESIDES)[number];

const schema = z
  .strictObject({
    because: text,
    items: z.partialRecord(z.enum([...kinds, ...KEPT_BESIDES]), id).meta({
      description:
        "Which item of `items` each thing kept of a person is; `notes` are remarks beside facts, `representatives` those who act for them. What is not named here is seen only by staff whose purposes are not limited",
    }),
    departments: z
      .record(id, z.strictObject({ name: text, operator: id.meta({ description: "Of `operators`" }) }))
      .default({})
      .meta({ description: "Departments and branches that have charge of people; of staff, whose data they come to" }),
    walls: z
      .array(
        z.strictObject({
          people: ids.optional().meta({ description: "Whom it protects, of `people`; absent: everyone" }),
          items: ids
            .optional()
            .meta({ description: "What it closes, of `items`; absent: all, and that they are on record" }),
          roles: z
            .array(z.enum(Object.keys(ROLES).filter(isRole)))
            .min(1)
            .meta({
              description: "Who of the staff comes behind it, by role",
            }),
        }),
      )
      .default([])
      .meta({ description: "What only some of the staff may know, whatever else they may: health data of employees" }),
  })
  .meta({
    description:
      "Records of people: items, departments, walls (23, 24). Operating settings, no part of the published text",
  });

export const RECORDS: Section<typeof schema> = {
  name: "records",
  schema,
  *references({ items, departments, walls }) {
    for (const [part, item] of Object.entries(items)) yield { path: ["items", part], id: item, section: "items" };
    for (const [name, { operator }] of Object.entries(departments))
      yield { path: ["departments", name, "operator"], id: operator, section: "operators" };
    for (const [index, { people = [], items: closed = [] }] of walls.entries()) {
      for (const [place, kind] of people.entries())
        yield { path: ["walls", index, "people", place], id: kind, section: "people" };
      for (const [place, item] of closed.entries())
        yield { path: ["walls", index, "items", place], id: item, section: "items" };
    }
  },
};

export type RecordsSection = z.output<typeof schema>;
