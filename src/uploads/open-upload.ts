import { sql } from "kysely";
import type { Desk } from "../act/index.ts";
import { loadDataKeys, openJson } from "../database/index.ts";
import { type Id, idOf, ProblemError, uuidOf } from "../wire/index.ts";
import { detailsPlace, detailsSchema, type Owner } from "./commands.ts";
import { isKind, type Kind, MEDIA_TYPES } from "./kinds.ts";
import { settingsOf } from "./settings.ts";
import type { UploadState, UploadTables } from "./tables.ts";

export interface OpenedUpload {
  readonly id: Id<"upload">;
  readonly owner: Owner;
  readonly kind: Kind;
  /** In clear. */
  readonly bytes: number;
  /** As its sender called it, cleaned. */
  readonly name: string | undefined;
  /** In clear, from the disk as it is read. */
  readonly stream: AsyncIterable<Buffer>;
}

/**
 * An upload that can be shown. Who may see it, and that it was seen, is the caller's matter.
 * @throws {ProblemError} `no-such-upload` for one that is not there, waits for its scan, or of which nothing is kept
 * @throws {SealError} while it is read, where the file was changed or cut; ENOENT where it is missing beside a restored database
 */
export async function openUpload(desk: Desk, id: Id<"upload">): Promise<OpenedUpload> {
  const uuid = uuidOf("upload", id);
  if (uuid === undefined) throw new ProblemError("no-such-upload");
  const { rows } = await sql<UploadTables["upload"]>`
    select * from upload where id = ${uuid} and state = 'stored'`.execute(desk.database.kysely);
  const [row] = rows;
  if (row === undefined) throw new ProblemError("no-such-upload");
  const { part, kind, bytes, sealed, key_id: keyId } = row;
  const key = (await loadDataKeys(desk.database.kysely, desk.keys, [keyId])).get(keyId);
  if (key === undefined || part === null || kind === null || bytes === null || sealed === null || !isKind(kind))
    throw new ProblemError("no-such-upload");
  const { name } = detailsSchema.parse(openJson(key, sealed, detailsPlace(uuid)));
  return {
    id,
    owner: { room: row.owner_room, id: row.owner_id },
    kind,
    bytes,
    name: name ?? undefined,
    stream: settingsOf(desk).files.read({ id: uuid, part }, key),
  };
}

export interface ListedUpload {
  readonly id: Id<"upload">;
  readonly state: UploadState;
  readonly kind: Kind | undefined;
  readonly bytes: number | undefined;
  readonly begunAt: Temporal.Instant;
}

/** What an owner sent, the first first, whatever became of it. */
export async function listUploads(
  { database }: Pick<Desk, "database">,
  owner: Owner,
): Promise<readonly ListedUpload[]> {
  const { rows } = await sql<UploadTables["upload"]>`
    select * from upload where owner_room = ${owner.room} and owner_id = ${owner.id}
    order by id`.execute(database.kysely);
  return rows.map(({ id, state, kind, bytes, begun_at: begunAt }) => ({
    id: idOf("upload", id),
    state,
    kind: kind ?? undefined,
    bytes: bytes ?? undefined,
    begunAt,
  }));
}

/** What a file of somebody else's may do in a browser: nothing. */
export const SANDBOXED = "default-src 'none'; sandbox";

/**
 * The answer that gives an upload away: saved and never opened in place, so that nothing in it acts on this site.
 */
export function downloadOf({ id, kind, bytes, name, stream }: OpenedUpload): Response {
  const iterator = stream[Symbol.asyncIterator]();
  const body = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const next = await iterator.next();
        if (next.done === true) controller.close();
        else controller.enqueue(next.value);
      },
      cancel: async () => {
        await iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
  const ending = kind === "jpeg" ? "jpg" : kind;
  const called = `${(name ?? "file").replace(/\.[A-Za-z0-9]{1,10}$/, "") || "file"}.${ending}`;
  const plain = called.replace(/[^\u0020-\u007e]|["\\%]/gu, "_");
  return new Response(body, {
    headers: {
      "Content-Type": MEDIA_TYPES[kind],
      "Content-Length": String(bytes),
      "Content-Disposition": `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(called).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)}`,
      "Content-Security-Policy": SANDBOXED,
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "no-store",
      // The same for ever; without one the whole of it would be read to make one.
      ETag: `"${id}"`,
    },
  });
}
