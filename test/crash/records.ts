import { z } from "zod";
import type { Api, Write } from "./load.ts";

/* What the API says is on record of a write. */

const personSchema = z.object({
  roles: z.array(z.object({ operator: z.string(), kind: z.string() })),
  identifiers: z.array(z.object({ kind: z.string(), text: z.string().optional() })),
  facts: z.array(z.object({ id: z.string(), details: z.object({ note: z.string().optional() }).optional() })),
});
export type PersonSeen = z.infer<typeof personSchema>;
const itemsSchema = z.object({
  items: z.array(z.looseObject({ id: z.string().optional(), at: z.string().optional() })),
});
const foundSchema = z.object({ items: z.array(z.object({ person: z.string(), match: z.string() })) });

/** What is on record of a person; undefined of one who is not, or not any more. */
export async function personSeen({ ask }: Api, person: string): Promise<PersonSeen | undefined> {
  const { status, body } = await ask("GET", `/v1/people/${person}`);
  if (status === 404) return undefined;
  if (status !== 200) throw new Error(`GET /v1/people/${person}: ${status} ${JSON.stringify(body)}`);
  return personSchema.parse(body);
}

/** A person as they were sent: both identifiers and the role. */
export function isWhole({ identifiers, roles }: PersonSeen): boolean {
  const kinds = identifiers.map(({ kind, text }) => (kind === "email" && text === undefined ? "closed" : kind));
  return (
    kinds.toSorted().join(" ") === "customer-number email" &&
    roles.map(({ operator, kind }) => `${operator} ${kind}`).join(" ") === "lp21 customer"
  );
}

/** How often a write stands on record, by each of its marks; undefined where that cannot be seen, as its person was erased. */
export async function timesOnRecord(api: Api, write: Write): Promise<readonly number[] | undefined> {
  const { kind, marks, person } = write;
  if (kind === "people") {
    return await Promise.all(
      marks.map(async (mark) => {
        const { body } = await api.ask("GET", `/v1/people?kind=customer-number&value=${mark}`);
        return foundSchema.parse(body).items.filter(({ match }) => match === "exact").length;
      }),
    );
  }
  if (kind === "erasures") return [(await personSeen(api, person)) === undefined ? 1 : 0];
  if (kind === "facts") {
    const seen = await personSeen(api, person);
    if (seen === undefined) return undefined;
    return marks.map((mark) => seen.facts.filter(({ details }) => details?.note === mark).length);
  }
  const listed = await allOf(
    api,
    kind === "provisions" ? `/v1/people/${person}/provisions?` : `/v1/decisions?person=${person}&`,
  );
  return marks.map((mark) => listed.filter(({ at }) => isSameInstant(at, mark)).length);
}

/** Every item of a list, to its last page. */
async function allOf({ ask }: Api, path: string): Promise<z.infer<typeof itemsSchema>["items"]> {
  const all: z.infer<typeof itemsSchema>["items"] = [];
  let cursor: string | null | undefined = "";
  while (typeof cursor === "string") {
    const { status, body } = await ask("GET", `${path}limit=200${cursor === "" ? "" : `&cursor=${cursor}`}`);
    if (status !== 200) throw new Error(`GET ${path}: ${status} ${JSON.stringify(body)}`);
    const page = itemsSchema.extend({ next: z.string().nullish() }).parse(body);
    all.push(...page.items);
    cursor = page.next;
  }
  return all;
}

function isSameInstant(one: string | undefined, other: string): boolean {
  return one !== undefined && Temporal.Instant.from(one).equals(Temporal.Instant.from(other));
}
