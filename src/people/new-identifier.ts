import { sql } from "kysely";
import { z } from "zod";
import type { Step } from "../act/index.ts";
import { allLookupHashes, sealJson } from "../database/index.ts";
import type { Subject } from "../evidence/index.ts";
import { type Id, idOf, uuidOf, type Words } from "../wire/index.ts";
import { Faults } from "./faults.ts";
import { IDENTIFIER_KINDS, type IdentifierKind, normalise, type NormalForm } from "./identifiers/index.ts";
import { type Findable, insertLookups, type LookupRow, lookupRows, tellsApart } from "./lookup.ts";
import { checkWords, type PolicyWords } from "./policy-words.ts";

/** An identifier as somebody gives it. */
export interface NewIdentifier {
  readonly kind: IdentifierKind;
  /** As it was written. */
  readonly value: string;
  /** Whose it is, as with a customer number; absent: the same at every operator. */
  readonly operator?: string | undefined;
  /**
   * Whether it can be shown again, sealed; else only its hashes are kept. Unless said, a name, its kana, an address, a phone number
   * and an e-mail address are: the record of a provision has to name the person (29(1)).
   */
  readonly keep?: boolean | undefined;
  /** Several people have it, as a family its phone: it may stand on the record of each. */
  readonly shared?: boolean | undefined;
}

/** What is sealed of an identifier that is kept. */
export const keptSchema = z.strictObject({ text: z.string(), exact: z.string() });

/** An identifier that was read. */
export interface ReadIdentifier {
  readonly kind: IdentifierKind;
  readonly operator: string;
  readonly text: string;
  readonly form: NormalForm;
  readonly keep: boolean;
  readonly alone: boolean;
}

const KEPT: ReadonlySet<IdentifierKind> = new Set(["name", "kana", "address", "phone", "email"]);

/** The day in Japan. */
export function dayInJapan(at: Temporal.Instant): Temporal.PlainDate {
  return at.toZonedDateTimeISO("Asia/Tokyo").toPlainDate();
}

/** Reads identifiers of one person; the same one given twice is one. What cannot be read is told in `faults`. */
export function readIdentifiers(
  given: readonly NewIdentifier[],
  { at, words }: { readonly at: Temporal.Instant; readonly words: PolicyWords | undefined },
  path: readonly (string | number)[],
  faults: Faults,
): readonly ReadIdentifier[] {
  const today = dayInJapan(at);
  const read = new Map<string, ReadIdentifier>();
  for (const [index, { kind, value, operator = "", keep = KEPT.has(kind), shared = false }] of given.entries()) {
    if (operator !== "") checkWords(words, "operators", [operator], [...path, index, "operator"], faults);
    const normal = normalise(kind, value, { today });
    if (!normal.ok) {
      faults.add([...path, index, "value"], normal.words);
      continue;
    }
    const form = normal.value;
    read.set(`${kind} ${operator} ${form.exact}`, {
      kind,
      operator,
      text: value.trim(),
      form,
      keep,
      alone: tellsApart(kind) && !shared,
    });
  }
  return [...read.values()];
}

/** An identifier on its way to the tables. */
export interface PlacedIdentifier extends ReadIdentifier {
  readonly id: Id<"identifier">;
  readonly subject: Subject;
  /** Where it stood in the input. */
  readonly path: readonly (string | number)[];
}

const TAKEN: Words = {
  ja: "この{kind}は {person} の記録にあります。同じ人であれば、新しく記録せずにその人を使うか、2つの記録を結び付けてください。家族などで共有しているものであれば、shared を true にしてください。",
  en: "This {kind} stands on the record of {person}. If it is the same person, use that record, or link the two. If several people share it, as a family does, set shared to true.",
};
const TAKEN_HERE: Words = {
  ja: "この{kind}は、同じ要求にあるほかの人と同じです。同じ人であれば1人にまとめ、共有しているものであれば shared を true にしてください。",
  en: "This {kind} is the same as another person's in this request. If they are one, send one; if they share it, set shared to true.",
};

/**
 * Finds identifiers that another person has alone, under any version of the lookup key.
 * @param only.of bare UUIDs of those that are to be looked at; absent: all
 * @param only.except people who may have them too
 * @throws {ProblemError} `identifier-taken`, with whose it is
 */
export async function refuseTaken(
  { tx, keys }: Step,
  identifiers: readonly PlacedIdentifier[],
  { of, except = new Set() }: { readonly of?: ReadonlySet<string>; readonly except?: ReadonlySet<string> } = {},
): Promise<void> {
  const alone = identifiers.filter((one) => one.alone && (of?.has(uuidOf("identifier", one.id) ?? "") ?? true));
  if (alone.length === 0) return;
  const wanted = alone.flatMap((one) =>
    allLookupHashes(keys, one.kind, one.form.exact).map(({ hash }) => ({ hash: hash.toHex(), one })),
  );
  const { rows } = await sql<{ hash: Uint8Array; person_id: string; operator: string }>`
    select hash, person_id, operator from identifier_lookup
    where hash = any(${wanted.map(({ hash }) => Uint8Array.fromHex(hash))}::bytea[]) and alone`.execute(tx);
  const holders = new Map(rows.map((row) => [`${row.operator} ${row.hash.toHex()}`, row.person_id]));
  const here = new Set(identifiers.map(({ subject }) => subject.person));
  const faults = new Faults();
  for (const { hash, one } of wanted) {
    const holder = holders.get(`${one.operator} ${hash}`);
    if (holder === undefined || holder === one.subject.person || except.has(holder)) continue;
    faults.add(one.path, here.has(holder) ? TAKEN_HERE : TAKEN, {
      kind: IDENTIFIER_KINDS[one.kind],
      person: idOf("person", holder),
    });
  }
  faults.checkTaken();
}

/**
 * Writes identifiers, after their events.
 * @throws {ProblemError} `identifier-taken` where another person has come to have one in the meantime, or in the same request
 */
export async function insertIdentifiers(step: Step, identifiers: readonly PlacedIdentifier[]): Promise<void> {
  if (identifiers.length === 0) return;
  const rows = identifiers.map((one) => {
    const id = uuidOf("identifier", one.id) ?? "";
    const kept: z.output<typeof keptSchema> = { text: one.text, exact: one.form.exact };
    const place = { table: "identifier", column: "sealed", row: id };
    return { ...one, uuid: id, sealed: one.keep ? sealJson(one.subject.key, kept, place) : null };
  });
  await sql`insert into identifier (person_id, id, operator, kind, sealed, from_at)
    select person_id, id, operator, kind, sealed, ${step.at} from unnest(
      ${rows.map(({ subject }) => subject.person)}::uuid[], ${rows.map(({ uuid }) => uuid)}::uuid[],
      ${rows.map(({ operator }) => operator)}::text[], ${rows.map(({ kind }) => kind)}::text[],
      ${rows.map(({ sealed }) => sealed)}::bytea[]) as given (person_id, id, operator, kind, sealed)`.execute(step.tx);
  const refused = await insertLookups(
    step.tx,
    rows.flatMap((one) => lookupRows(step.keys, findable(one))),
  );
  if (refused.length > 0) await tellRefused(step, identifiers, refused);
}

function findable({ subject, id, kind, operator, form, alone, keep }: PlacedIdentifier): Findable {
  const identifier = uuidOf("identifier", id) ?? "";
  // Without its text nobody could tell whether a name that has the parts has them in that order.
  return { person: subject.person, identifier, kind, operator, form, alone, byPart: kind === "kana" && keep };
}

async function tellRefused(
  step: Step,
  identifiers: readonly PlacedIdentifier[],
  refused: readonly LookupRow[],
): Promise<never> {
  // Whoever was first has committed by now, and is seen; another person of this very request is too.
  await refuseTaken(step, identifiers, { of: new Set(refused.map(({ identifier }) => identifier)) });
  throw new TypeError("a lookup row was not written, and nobody has it");
}
