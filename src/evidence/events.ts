import { sql, type Transaction } from "kysely";
import type { z } from "zod";
import { commit, type DataKey, newSalt, sealJson } from "../database/index.ts";
import { canonicalJson, type Id, idOf, type IdFactory, uuidOf, type Words } from "../wire/index.ts";
import { leafHash } from "./merkle.ts";
import { type EvidenceTables, NOBODY } from "./tables.ts";

/** A kind of event: what its body may hold. The body names identifiers and words of the policy, and never a personal value. */
export interface EventKind<Body> {
  /** What it happened to, and what happened: `consent.recorded`. */
  readonly name: string;
  readonly body: z.ZodType<Body>;
  readonly says: Words;
}

export function eventKind<Body>(name: string, body: z.ZodType<Body>, says: Words): EventKind<Body> {
  return { name, body, says };
}

/** Who did it. `id` is a personal value where it names someone; only its commitment stands in the event. */
export interface Actor {
  readonly kind: "system" | "key" | "staff" | "person";
  readonly id: string;
}

/** A person, and the data key that seals what events say of them. */
export interface Subject {
  /** A bare UUID. */
  readonly person: string;
  readonly key: DataKey;
}

/** An event before it is appended. */
export interface EventDraft<Body = unknown> {
  readonly kind: EventKind<Body>;
  readonly body: Body;
  readonly about?: Subject | undefined;
  /** Personal values that belong to it, by name: a commitment stands in the event, the value is sealed beside it. */
  readonly values?: Readonly<Record<string, unknown>> | undefined;
}

/** What all events of one act have in common. */
export interface Appending {
  readonly at: Temporal.Instant;
  readonly ids: IdFactory;
  readonly actor: Actor;
  /** The data key that seals who acted. */
  readonly actorKey: DataKey;
  /** Free text, and so taken for personal data: of the person the event is about, else of the actor. */
  readonly why?: string | undefined;
}

/** The form of an entry: a later one is another number. */
const FORM = 1;

/** What a commitment was made from, as it is sealed. */
interface Committed {
  readonly salt: string;
  readonly value: unknown;
}

/** An event as it stands in the log, read back. */
export interface Entry {
  readonly id: Id<"event">;
  readonly kind: string;
  readonly at: string;
  readonly by: Actor["kind"];
  readonly body: unknown;
}

/**
 * Appends events: first in their transaction, for every guarded table refuses a write before. Their order among each other is kept.
 * @returns their identifiers, in the same order
 * @throws {ZodError} where a body is not one of its kind: a slip of ours, not of the asker
 */
export async function appendEvents(
  tx: Transaction<EvidenceTables>,
  drafts: readonly EventDraft[],
  appending: Appending,
): Promise<readonly Id<"event">[]> {
  const rows = drafts.map((draft) => rowOf(draft, appending));
  await sql`insert into event (id, kind, at, entry, hash)
    select id, kind, ${appending.at}, entry, hash
    from unnest(${rows.map(({ uuid }) => uuid)}::uuid[], ${rows.map(({ kind }) => kind)}::text[],
      ${rows.map(({ entry }) => entry)}::text[], ${rows.map(({ hash }) => hash)}::bytea[])
      with ordinality as given (id, kind, entry, hash, place) order by place`.execute(tx);
  await sql`insert into event_secret (person_id, event_id, person_sealed, actor_sealed)
    select * from unnest(${rows.map(({ person }) => person)}::uuid[], ${rows.map(({ uuid }) => uuid)}::uuid[],
      ${rows.map(({ personSealed }) => personSealed)}::bytea[], ${rows.map(({ actorSealed }) => actorSealed)}::bytea[])`.execute(
    tx,
  );
  return rows.map(({ id }) => id);
}

interface EventRow {
  readonly id: Id<"event">;
  readonly uuid: string;
  readonly kind: string;
  readonly entry: string;
  readonly hash: Uint8Array;
  readonly person: string;
  readonly personSealed: Uint8Array | null;
  readonly actorSealed: Uint8Array;
}

function rowOf({ kind, body, about, values = {} }: EventDraft, { at, ids, actor, actorKey, why }: Appending): EventRow {
  const id = ids("event", at.epochMilliseconds);
  const uuid = uuidOf("event", id) ?? "";
  const ofPerson: Record<string, Committed> = {};
  const ofActor: Record<string, Committed> = {};
  const commitTo = (where: Record<string, Committed>, name: string, value: unknown): string => {
    const salt = newSalt();
    where[name] = { salt: salt.toBase64({ alphabet: "base64url", omitPadding: true }), value };
    return commit(salt, value);
  };
  const told = why === undefined ? values : { ...values, why };
  const commitments = Object.fromEntries(
    Object.entries(told).map(([name, value]) => [
      name,
      commitTo(about === undefined ? ofActor : ofPerson, name, value),
    ]),
  );
  const entry = canonicalJson({
    form: FORM,
    id,
    kind: kind.name,
    at: at.toString(),
    by: actor.kind,
    actor: commitTo(ofActor, "actor", actor.id),
    ...(about === undefined ? {} : { person: commitTo(ofPerson, "person", idOf("person", about.person)) }),
    ...(Object.keys(commitments).length === 0 ? {} : { values: commitments }),
    body: kind.body.parse(body),
  });
  const place = { table: "event_secret", row: uuid };
  return {
    id,
    uuid,
    kind: kind.name,
    entry,
    hash: leafHash(Buffer.from(entry, "utf8")),
    person: about?.person ?? NOBODY,
    personSealed: about === undefined ? null : sealJson(about.key, ofPerson, { ...place, column: "person_sealed" }),
    actorSealed: sealJson(actorKey, ofActor, { ...place, column: "actor_sealed" }),
  };
}
