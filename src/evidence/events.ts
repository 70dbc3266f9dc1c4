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

const said = new Map<string, Words>();

export function eventKind<Body>(name: string, body: z.ZodType<Body>, says: Words): EventKind<Body> {
  said.set(name, says);
  return { name, body, says };
}

/** What a kind of event says to people; of a kind that no room here has, as in an older log, its name. */
export function eventWords(name: string): Words {
  return said.get(name) ?? { ja: name, en: name };
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
  /**
   * Whom it concerns, a bare UUID, for rooms that react in the same transaction. It stands nowhere in the event: of an erasure nobody is
   * to learn whose it was.
   */
  readonly concerns?: string | undefined;
  /** Personal values that belong to it, by name: a commitment stands in the event, the value is sealed beside it. */
  readonly values?: Readonly<Record<string, unknown>> | undefined;
}

/** What all events of one act have in common. */
export interface Appending {
  /** A bare UUID. */
  readonly act: string;
  readonly at: Temporal.Instant;
  readonly ids: IdFactory;
  readonly actor: Actor;
  /** The data key that seals who acted. */
  readonly actorKey: DataKey;
  /** Free text, and so taken for personal data: of the person an event is about, else of the actor. */
  readonly why?: string | undefined;
}

/** The form of an entry: a later one is another number. */
const FORM = 1;

/** What a commitment was made from, as it is sealed. */
interface Committed {
  /** base64url of 16 bytes. */
  readonly salt: string;
  readonly value: unknown;
}

/** Appends events of one act, in one or several steps. */
export interface Appender {
  /**
   * First in its transaction, for every guarded table refuses a write before. The order given is kept.
   * @returns their identifiers, in the same order
   * @throws {ZodError} where a body is not one of its kind: a slip of ours, not of the asker
   */
  readonly append: (drafts: readonly EventDraft[]) => Promise<readonly Id<"event">[]>;
}

export function appenderOf(tx: Transaction<EvidenceTables>, appending: Appending): Appender {
  const { act, at, actor, actorKey } = appending;
  // One salt for one act: that its events have one actor is plain from the act that they name.
  const committedActor = committed(actor.id);
  // Keys in their canonical order; none of these values has a character that JSON escapes.
  const head = `{"act":"${act}","actor":"${commitmentOf(committedActor)}","at":"${at.toString()}","body":`;
  const tail = (id: string, kind: string): string =>
    `,"by":"${actor.kind}","form":${FORM},"id":"${id}","kind":"${kind}"`;
  let isActorStored = false;
  return {
    append: async (drafts) => {
      const rows: EventRow[] = [];
      let inserted: Promise<unknown> = Promise.resolve();
      for (let from = 0; from < drafts.length; from += CHUNK) {
        const chunk = drafts.slice(from, from + CHUNK).map((draft) => rowOf(draft, { head, tail }, appending));
        rows.push(...chunk);
        await inserted;
        inserted = insertEvents(tx, chunk, appending);
      }
      await inserted;
      if (!isActorStored) {
        isActorStored = true;
        const sealed = sealJson(
          actorKey,
          { actor: committedActor },
          { table: "event_actor", column: "sealed", row: act },
        );
        await sql`insert into event_actor (act_id, sealed) values (${act}, ${sealed})`.execute(tx);
      }
      const secrets = rows.flatMap(({ uuid, secret }) => (secret === undefined ? [] : [{ uuid, ...secret }]));
      if (secrets.length > 0) {
        await sql`insert into event_secret (person_id, event_id, sealed)
          select * from unnest(${secrets.map(({ person }) => person)}::uuid[],
            ${secrets.map(({ uuid }) => uuid)}::uuid[], ${secrets.map(({ sealed }) => sealed)}::bytea[])`.execute(tx);
      }
      return rows.map(({ id }) => id);
    },
  };
}

/** While the database takes in one chunk, the next is made. */
const CHUNK = 128;

async function insertEvents(
  tx: Transaction<EvidenceTables>,
  rows: readonly EventRow[],
  { act, at }: Appending,
): Promise<void> {
  await sql`insert into event (id, kind, at, entry, hash, act_id)
    select id, kind, ${at}, entry, hash, ${act}
    from unnest(${rows.map(({ uuid }) => uuid)}::uuid[], ${rows.map(({ kind }) => kind)}::text[],
      ${rows.map(({ entry }) => entry)}::text[], ${rows.map(({ hash }) => hash)}::bytea[])
      with ordinality as given (id, kind, entry, hash, place) order by place`.execute(tx);
}

interface EventRow {
  readonly id: Id<"event">;
  readonly uuid: string;
  readonly kind: string;
  readonly entry: string;
  readonly hash: Uint8Array;
  readonly secret: { readonly person: string; readonly sealed: Uint8Array } | undefined;
}

function rowOf(
  { kind, body, about, values = {} }: EventDraft,
  { head, tail }: { readonly head: string; readonly tail: (id: string, kind: string) => string },
  { at, ids, actorKey, why }: Appending,
): EventRow {
  const id = ids("event", at.epochMilliseconds);
  const uuid = uuidOf("event", id) ?? "";
  const told = Object.entries(why === undefined ? values : { ...values, why });
  const secrets: Record<string, Committed> = Object.fromEntries(told.map(([name, value]) => [name, committed(value)]));
  const commitments = Object.fromEntries(Object.entries(secrets).map(([name, one]) => [name, commitmentOf(one)]));
  const person = about === undefined ? undefined : committed(idOf("person", about.person));
  const committedTo = [
    ...(person === undefined ? [] : [`,"person":"${commitmentOf(person)}"`]),
    ...(told.length === 0 ? [] : [`,"values":${canonicalJson(commitments)}`]),
  ].join("");
  const entry = `${head}${canonicalJson(kind.body.parse(body))}${tail(id, kind.name)}${committedTo}}`;
  const place = { table: "event_secret", column: "sealed", row: uuid };
  return {
    id,
    uuid,
    kind: kind.name,
    entry,
    hash: leafHash(Buffer.from(entry, "utf8")),
    secret:
      about === undefined && told.length === 0
        ? undefined
        : {
            person: about?.person ?? NOBODY,
            sealed: sealJson(
              about?.key ?? actorKey,
              { ...(person === undefined ? {} : { person }), ...secrets },
              place,
            ),
          },
  };
}

function committed(value: unknown): Committed {
  return { salt: newSalt().toBase64({ alphabet: "base64url", omitPadding: true }), value };
}

function commitmentOf({ salt, value }: Committed): string {
  return commit(Uint8Array.fromBase64(salt, { alphabet: "base64url" }), value);
}
