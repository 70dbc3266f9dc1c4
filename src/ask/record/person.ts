import { z } from "zod";
import type { Question } from "../../decision/index.ts";
import {
  findPeople,
  IDENTIFIER_KINDS,
  type IdentifierKind,
  type InSight,
  type PersonOnRecord,
  type Sight,
} from "../../people/index.ts";
import type { Desk } from "../../act/index.ts";
import { fillWords, type Id, ProblemError, uuidOf, type Words } from "../../wire/index.ts";

const WORDS = {
  several: {
    ja: "{operator} では {kinds} のいずれでもあります。person に kind を書き足してください。",
    en: "At {operator} they are more than one of: {kinds}. Add the kind to person.",
  },
  none: {
    ja: "{operator} での種別が記録にありません。種別を記録するか、person に kind を書き足してください。",
    en: "No kind of person is on record for them at {operator}. Record it, or add the kind to person.",
  },
  notFound: {
    ja: "この手がかりに当たる人は記録にありません。つづりを確かめるか、人を記録してください。",
    en: "Nobody on record has this identifier. Check the spelling, or record the person.",
  },
  ambiguous: {
    ja: "この手がかりには {count} 人が当たります。人を選び、その番号（per_…）で聞いてください。",
    en: "{count} people on record fit this identifier. Choose one, and ask by their number (per_…).",
  },
  onlySimilar: {
    ja: "ぴったり同じ人はいませんが、似た人が {count} 人います。確かめて、その番号（per_…）で聞いてください。",
    en: "Nobody fits exactly, and {count} are similar. Make sure, and ask by the number (per_…).",
  },
} as const satisfies Record<string, Words>;

const kinds = Object.keys(IDENTIFIER_KINDS).filter((kind): kind is IdentifierKind => kind in IDENTIFIER_KINDS);

/** Whose data, by who exactly it is: in place of a kind of person in a question. */
const reference = z.strictObject({
  id: z.string().max(60).optional().meta({ description: "Number of a person on record, per_…" }),
  identifier: z
    .strictObject({
      kind: z.enum(kinds),
      value: z.string().min(1).max(400),
      operator: z.string().max(80).optional(),
    })
    .optional()
    .meta({ description: "What they are known by, as a phone number; it must fit one person exactly" }),
  kind: z.string().min(1).max(80).optional().meta({
    description: "Which kind of person they are here; absent: the one on record for the operator",
  }),
});

export type PersonReference = z.infer<typeof reference>;
export const referenceSchema = reference;

/** Whether a question as it came in asks about a person on record, and not only about a kind of person. */
export function asksAboutPerson(value: unknown): value is { person: Record<string, unknown> } {
  if (typeof value !== "object" || value === null || !("person" in value)) return false;
  const { person } = value;
  return typeof person === "object" && person !== null && ("id" in person || "identifier" in person);
}

/** @throws {ProblemError} `invalid-question` at `/person` */
export function fault(words: Words, place = "/person"): ProblemError {
  return new ProblemError("invalid-question", { count: 1 }, (language) => [
    { pointer: place, detail: words[language] },
  ]);
}

/**
 * Who is meant, of those whom the asker may know of.
 * @throws {ProblemError} `invalid-question` where nobody or several fit; `no-such-person`
 */
export async function whoIsMeant(desk: Desk, { id, identifier }: PersonReference, sight: Sight): Promise<Id<"person">> {
  if (identifier === undefined) return personId(id ?? "");
  const found = await findPeople(desk, identifier, sight);
  const exact = found.filter(({ match }) => match === "exact");
  const [only, ...others] = exact;
  if (only !== undefined && others.length === 0) return only.person;
  if (exact.length > 1) throw fault(fillWords(WORDS.ambiguous, { count: exact.length }), "/person/identifier");
  throw fault(
    found.length === 0 ? WORDS.notFound : fillWords(WORDS.onlySimilar, { count: found.length }),
    "/person/identifier",
  );
}

function personId(id: string): Id<"person"> {
  if (!isPersonId(id)) throw new ProblemError("no-such-person", { person: "–" });
  return id;
}

function isPersonId(id: string): id is Id<"person"> {
  return uuidOf("person", id) !== undefined;
}

/**
 * The person of a question as the engine takes it: the kind as said, or the only one on record for the operator.
 * @param at epoch milliseconds
 * @throws {ProblemError} `invalid-question` where the record does not say which
 */
export function personFrom(
  {
    roles,
    person: { able, living },
  }: Pick<InSight, "roles"> & { readonly person: Pick<PersonOnRecord, "able" | "living"> },
  { operator, kind, at }: { readonly operator: string; readonly kind: string | undefined; readonly at: number },
): Question["person"] {
  if (kind !== undefined) return { kind, able, living };
  const here = roles.filter(
    (role) => role.operator === operator && (role.since ?? at) <= at && (role.until === undefined || at < role.until),
  );
  const [only, ...others] = [...new Set(here.map((role) => role.kind))];
  if (only === undefined) throw fault(fillWords(WORDS.none, { operator }));
  if (others.length > 0) throw fault(fillWords(WORDS.several, { operator, kinds: [only, ...others].join(", ") }));
  return { kind: only, able, living };
}
