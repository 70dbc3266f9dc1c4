import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import busboy from "busboy";
import type { Context } from "hono";
import type { Around, Desk } from "../act/index.ts";
import { type Id, ProblemError } from "../wire/index.ts";
import { CAPS, type Caps } from "./caps.ts";
import { decodeName } from "./names.ts";
import { type ReceivedUpload, receiveFile } from "./receive-file.ts";
import { Refusal } from "./refusals.ts";
import { steady } from "./steady.ts";
import type { Owner } from "./commands.ts";

export interface Receiving {
  readonly desk: Desk;
  readonly owner: Owner;
  /** Who sends it. A key for retries is not taken: send a file again and it is there twice. */
  readonly around: Pick<Around, "actor" | "why">;
  readonly caps?: Partial<Caps>;
}

export interface Received {
  /** Of a form, its fields besides files; the last of a name. */
  readonly fields: ReadonlyMap<string, string>;
  /** In the order in which they were sent. */
  readonly uploads: readonly ReceivedUpload[];
}

/** Bytes of the fields of a form, and of what stands around its files. */
const FORM_BYTES = 1024 * 1024;
const FIELDS = 100;
const FIELD_BYTES = 64 * 1024;

/**
 * Takes in the files of a request: of a form as `multipart/form-data`, or the body itself as one file (PUT), whose name may stand in
 * `Content-Disposition`. Bytes go sealed to the disk as they come. A file that is refused does not keep others from being taken in.
 * @throws {ProblemError} `malformed-form` for a form that cannot be read
 */
export async function receiveUploads(c: Context, { desk, owner, around, caps: given }: Receiving): Promise<Received> {
  const caps = { ...CAPS, ...given };
  const { body } = c.req.raw;
  const type = c.req.header("Content-Type") ?? "";
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same stream; the types of web and Node differ in name
  const source = body === null ? Readable.from([]) : Readable.fromWeb(body as ReadableStream<Uint8Array>);
  const within = { desk, owner, around, caps };
  try {
    if (/^multipart\//i.test(type)) return await receiveForm(type, source, within);
    const sent = steady(source, caps, caps.fileBytes + FORM_BYTES);
    const upload = await receiveFile(sent, nameIn(c.req.header("Content-Disposition")), within);
    return { fields: new Map(), uploads: [upload] };
  } finally {
    source.on("error", () => undefined).destroy();
  }
}

export type Within = Pick<Receiving, "desk" | "owner" | "around"> & { readonly caps: Caps };

async function receiveForm(type: string, source: Readable, within: Within): Promise<Received> {
  const { caps } = within;
  const form = formOf(type, caps);
  const fields = new Map<string, string>();
  const uploads: Promise<ReceivedUpload>[] = [];
  let over = 0;
  form.on("field", (name, value, { nameTruncated, valueTruncated }) => {
    if (!nameTruncated && !valueTruncated) fields.set(name, value);
  });
  form.on("file", (_field, file, { filename }) => {
    // Of the type that is declared nothing is believed. Whatever ends the form ends its file too.
    file.on("error", () => undefined);
    // A browser sends a field for files that was left empty as a file without name and bytes.
    const name = filename === undefined ? undefined : decodeName(filename);
    if (uploads.length >= caps.files) {
      over += 1;
      file.resume();
      return;
    }
    const pieces: AsyncIterator<Uint8Array> = file[Symbol.asyncIterator]();
    const taken = receiveFile({ [Symbol.asyncIterator]: () => ({ next: () => pieces.next() }) }, name, within);
    uploads.push(behind(taken, pieces));
  });
  let fault: unknown;
  await new Promise<void>((resolve) => {
    form.once("close", resolve);
    form.once("error", (error) => {
      fault ??= error;
      resolve();
    });
    const sent = Readable.from(steady(source, caps, caps.files * caps.fileBytes + FORM_BYTES));
    sent.once("error", (error) => {
      fault ??= error;
      form.destroy(error);
      resolve();
    });
    sent.pipe(form);
  });
  const settled = await Promise.all(uploads);
  if (fault !== undefined && !(fault instanceof Refusal) && settled.length === 0)
    throw new ProblemError("malformed-form");
  const why = fault instanceof Refusal ? fault : new Refusal("cut-off");
  const received = settled
    .filter((one) => !(one.state === "refused" && one.refusal.code === "empty" && one.name === undefined))
    .map((one) =>
      fault !== undefined && one.state === "refused" && one.refusal.code === "cut-off" ? { ...one, refusal: why } : one,
    );
  for (let index = 0; index < over; index += 1)
    received.push({ state: "refused", name: undefined, refusal: new Refusal("too-many-files", { limit: caps.files }) });
  return { fields, uploads: received };
}

async function behind(taken: Promise<ReceivedUpload>, pieces: AsyncIterator<unknown>): Promise<ReceivedUpload> {
  try {
    return await taken;
  } finally {
    await passOver(pieces);
  }
}

/** Reads on to the end of a file: what stands behind it in the form comes only then. */
async function passOver(pieces: AsyncIterator<unknown>): Promise<void> {
  try {
    while ((await pieces.next()).done !== true);
  } catch {
    // It broke off; its outcome says so.
  }
}

function formOf(type: string, caps: Caps): busboy.Busboy {
  try {
    return busboy({
      headers: { "content-type": type },
      // Byte for byte, because who knows in what encoding a name was sent: see `decodeName`.
      defParamCharset: "latin1",
      preservePath: true,
      limits: { fields: FIELDS, fieldSize: FIELD_BYTES, parts: FIELDS + caps.files * 2, headerPairs: 32 },
    });
  } catch {
    throw new ProblemError("malformed-form");
  }
}

/** `attachment; filename*=UTF-8''…` (RFC 6266), or `filename="…"`. */
function nameIn(header: string | undefined): string | undefined {
  const { star, quoted, token } =
    /filename\*=UTF-8''(?<star>[^;\s]+)/i.exec(header ?? "")?.groups ??
    /filename="(?<quoted>[^"]*)"|filename=(?<token>[^;\s]+)/i.exec(header ?? "")?.groups ??
    {};
  if (star === undefined) {
    const plain = quoted ?? token;
    return plain === undefined ? undefined : decodeName(plain);
  }
  try {
    return decodeURIComponent(star);
  } catch {
    return undefined;
  }
}

/**
 * What was taken in, for a caller who sends nothing by halves.
 * @throws {ProblemError} `upload-refused`, with a place for each file that was refused; those that were taken in stay
 */
export function requireTaken({ uploads }: Received): readonly Id<"upload">[] {
  const faults = uploads.flatMap((one, index) => (one.state === "refused" ? [{ index, ...one }] : []));
  if (faults.length > 0) {
    throw new ProblemError("upload-refused", { count: faults.length }, (language) =>
      faults.map(({ index, refusal }) => ({ pointer: `/${index}`, detail: refusal.words[language] })),
    );
  }
  return uploads.flatMap((one) => (one.state === "refused" ? [] : [one.id]));
}
