import { sql } from "kysely";
import { z } from "zod";
import type { Command, Step } from "../act/index.ts";
import { commit, type DataKey, newDataKey, newSalt, sealJson, storeDataKeys } from "../database/index.ts";
import { type EventDraft, eventKind } from "../evidence/index.ts";
import { type Id, ProblemError, uuidOf } from "../wire/index.ts";
import type { Kind } from "./kinds.ts";
import { Refusal, type RefusalCode } from "./refusals.ts";
import type { Part, UploadTables } from "./tables.ts";

/** Whose an upload is: a room, and an identifier of its own choice, which is never a personal value. */
export interface Owner {
  readonly room: string;
  readonly id: string;
}

const upload = z.string();
const begun = eventKind("upload.begun", z.strictObject({ upload, room: z.string() }), {
  ja: "ファイルの受け取りを始めた",
  en: "The receipt of a file began",
});
const stored = eventKind(
  "upload.stored",
  z.strictObject({
    upload,
    kind: z.string(),
    bytes: z.int(),
    /** Commitment to the SHA-256 of the file that is kept; its salt is sealed with the file's name. */
    content: z.string(),
    scanned: z.boolean(),
  }),
  { ja: "ファイルを預かった", en: "A file was taken in" },
);
const scanned = eventKind("upload.scanned", z.strictObject({ upload }), {
  ja: "預かったファイルをウイルス検査した",
  en: "A file that had been taken in was scanned",
});
const refused = eventKind("upload.refused", z.strictObject({ upload, reason: z.string() }), {
  ja: "ファイルを受け取らなかった",
  en: "A file was refused",
});
const infected = eventKind("upload.infected", z.strictObject({ upload, signature: z.string() }), {
  ja: "ウイルス検査で見つかったファイルを消した",
  en: "A file that the virus scan found was destroyed",
});
const shredded = eventKind("upload.shredded", z.strictObject({ upload }), {
  ja: "預かったファイルを破棄した",
  en: "A file that had been taken in was shredded",
});

/** Removes the files of uploads of which nothing is to be kept. */
export const REMOVE_FILES = "uploads.remove-files";

/** What is sealed in the row. */
export const detailsSchema = z.strictObject({
  name: z.string().nullable(),
  /** What `content` of the event commits to. base64url and hexadecimal. */
  content: z.strictObject({ salt: z.string(), sha256: z.string() }).optional(),
});

export const detailsPlace = (
  row: string,
): { readonly table: string; readonly column: string; readonly row: string } => ({
  table: "upload",
  column: "sealed",
  row,
});

export interface Begun {
  readonly id: Id<"upload">;
  readonly uuid: string;
  readonly key: DataKey;
}

/** The row of an upload that is about to come in, with a key of its own. */
export function begin(asked: {
  readonly owner: Owner;
  readonly name: string | undefined;
  readonly seconds: number;
}): Command<Begun> {
  const { owner, name, seconds } = asked;
  return {
    name: "upload.begin",
    input: { owner: { ...owner } },
    run: async ({ append, ids, keys, tx, at }) => {
      const id = ids("upload");
      const uuid = uuidOf("upload", id) ?? "";
      await append({ kind: begun, body: { upload: id, room: owner.room } });
      const made = await newDataKey(keys);
      await storeDataKeys(tx, "upload", [made]);
      const sealed = sealJson(made.key, { name: name ?? null }, detailsPlace(uuid));
      await sql`insert into upload (id, owner_room, owner_id, key_id, state, sealed, begun_at, until_at)
        values (${uuid}, ${owner.room}, ${owner.id}, ${made.key.id}, 'receiving', ${sealed}, ${at},
          ${at.add({ seconds })})`.execute(tx);
      return { id, uuid, key: made.key };
    },
  };
}

/** What came in and was found to be in order. */
export interface Checked {
  readonly kind: Kind;
  readonly part: Part;
  /** Of the file that is kept, in clear. */
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly name: string | undefined;
  readonly isScanned: boolean;
  /** Bytes that one owner may have. */
  readonly ownerBytes: number;
}

/** @throws {Refusal} owner-full @throws {ProblemError} `no-such-upload` where it was given up meanwhile */
export function store({ id, uuid, key }: Begun, owner: Owner, checked: Checked): Command<void> {
  const { kind, part, bytes, sha256, name, isScanned, ownerBytes } = checked;
  return {
    name: "upload.store",
    input: { id },
    run: async ({ append, tx, at }) => {
      // Two that come at once are counted one after the other.
      await sql`select pg_advisory_xact_lock(hashtextextended(${`upload ${owner.room} ${owner.id}`}, 0))`.execute(tx);
      await taken(tx, uuid, ["receiving"]);
      const had = await ownedBytes(tx, owner);
      if (had + bytes > ownerBytes) throw ownerFull(ownerBytes);
      const salt = newSalt();
      const content = commit(salt, sha256);
      await append({ kind: stored, body: { upload: id, kind, bytes, content, scanned: isScanned } });
      const details = {
        name: name ?? null,
        content: { salt: salt.toBase64({ alphabet: "base64url", omitPadding: true }), sha256 },
      };
      await sql`update upload set state = ${isScanned ? "stored" : "unscanned"}, part = ${part}, kind = ${kind},
        bytes = ${bytes}, sealed = ${sealJson(key, details, detailsPlace(uuid))}, settled_at = ${at}
        where id = ${uuid}`.execute(tx);
    },
  };
}

export function ownerFull(ownerBytes: number): Refusal {
  return new Refusal("owner-full", { limit: Math.floor(ownerBytes / 1_048_576) });
}

/** Bytes that are kept for an owner. */
export async function ownedBytes(db: Step["tx"], { room, id }: Owner): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`select coalesce(sum(bytes), 0)::int8 as bytes from upload
    where owner_room = ${room} and owner_id = ${id} and state in ('stored', 'unscanned')`.execute(db);
  return rows[0]?.bytes ?? 0;
}

/** Nothing of it is kept. @throws {ProblemError} `no-such-upload` where it is not being received */
export function refuse(id: Id<"upload">, reason: RefusalCode): Command<void> {
  return {
    name: "upload.refuse",
    input: { id, reason },
    run: async (step) => {
      await end(step, id, ["receiving"], "refused", reason, { kind: refused, body: { upload: id, reason } });
    },
  };
}

/** Scanned after it had waited. @throws {ProblemError} `no-such-upload` where it does not wait */
export function release(id: Id<"upload">): Command<void> {
  return {
    name: "upload.release",
    input: { id },
    run: async ({ append, tx }) => {
      const uuid = uuidOf("upload", id) ?? "";
      await taken(tx, uuid, ["unscanned"]);
      await append({ kind: scanned, body: { upload: id } });
      await sql`update upload set state = 'stored' where id = ${uuid}`.execute(tx);
    },
  };
}

/** Nothing of it is kept. @throws {ProblemError} `no-such-upload` where it is neither received nor waits for its scan */
export function condemn(id: Id<"upload">, signature: string): Command<void> {
  return {
    name: "upload.condemn",
    input: { id, signature },
    run: async (step) => {
      const event = { kind: infected, body: { upload: id, signature } };
      await end(step, id, ["receiving", "unscanned"], "infected", null, event);
    },
  };
}

/**
 * Shreds an upload within a command: its key is gone for good when the command is done, its file right after. The last thing that a
 * command does, as `step.shred` is.
 * @throws {ProblemError} `no-such-upload` where there is none that is kept
 */
export async function shredUpload(step: Step, id: Id<"upload">): Promise<void> {
  await step.enqueue({ name: REMOVE_FILES, data: { upload: id } });
  await end(step, id, ["unscanned", "stored"], "shredded", null, { kind: shredded, body: { upload: id } });
}

/** The same for one whose key is gone already: the server was killed in between, or a backup of before was restored. */
export function shredAgain(id: Id<"upload">): Command<void> {
  return {
    name: "upload.shred-again",
    input: { id },
    run: async (step) => {
      await end(step, id, ["unscanned", "stored"], "shredded", null, { kind: shredded, body: { upload: id } });
    },
  };
}

async function end(
  step: Step,
  id: Id<"upload">,
  from: readonly UploadTables["upload"]["state"][],
  to: UploadTables["upload"]["state"],
  reason: RefusalCode | null,
  event: EventDraft,
): Promise<void> {
  const uuid = uuidOf("upload", id) ?? "";
  const { key_id: key } = await taken(step.tx, uuid, from);
  await step.append(event);
  await sql`update upload set state = ${to}, reason = ${reason}, part = null, kind = null, bytes = null, sealed = null,
    settled_at = ${step.at} where id = ${uuid}`.execute(step.tx);
  await step.shred([key]);
}

/** The row, held until the command is done. @throws {ProblemError} `no-such-upload` where it does not stand there */
async function taken(
  tx: Step["tx"],
  uuid: string,
  states: readonly UploadTables["upload"]["state"][],
): Promise<Pick<UploadTables["upload"], "key_id">> {
  const { rows } = await sql<Pick<UploadTables["upload"], "key_id" | "state">>`
    select key_id, state from upload where id = ${uuid} for update`.execute(tx);
  const [row] = rows;
  if (row === undefined || !states.includes(row.state)) throw new ProblemError("no-such-upload");
  return row;
}
