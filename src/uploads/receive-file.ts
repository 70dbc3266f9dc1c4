import { createHash, type Hash } from "node:crypto";
import { act } from "../act/index.ts";
import type { Id } from "../wire/index.ts";
import { checkFile } from "./check.ts";
import { ClamdError, scanStream } from "./clamd.ts";
import { begin, type Begun, type Checked, condemn, ownedBytes, ownerFull, refuse, store } from "./commands.ts";
import { FIRST_BYTES, isKind, type Kind, kindOf } from "./kinds.ts";
import { cleanName } from "./names.ts";
import type { Within } from "./receive.ts";
import { Refusal } from "./refusals.ts";
import { settingsOf } from "./settings.ts";
import { PARTS } from "./files.ts";

/** What became of a file that was sent. `name` as it can be shown. */
export type ReceivedUpload =
  | {
      readonly state: "stored" | "unscanned";
      readonly id: Id<"upload">;
      readonly name: string | undefined;
      readonly kind: Kind;
      readonly bytes: number;
    }
  | { readonly state: "refused"; readonly name: string | undefined; readonly refusal: Refusal };

/** Takes in one file. A refusal is an outcome and no error. */
export async function receiveFile(
  source: AsyncIterable<Uint8Array>,
  sentAs: string | undefined,
  within: Within,
): Promise<ReceivedUpload> {
  const name = sentAs === undefined ? undefined : cleanName(sentAs);
  try {
    return { name, ...(await takeIn(source, name, within)) };
  } catch (error) {
    if (error instanceof Refusal) return { state: "refused", name, refusal: error };
    throw error;
  }
}

async function takeIn(
  source: AsyncIterable<Uint8Array>,
  name: string | undefined,
  within: Within,
): Promise<{
  readonly state: "stored" | "unscanned";
  readonly id: Id<"upload">;
  readonly kind: Kind;
  readonly bytes: number;
}> {
  const { desk, owner, around, caps } = within;
  const { first, all } = await peeked(source);
  const kind = kindOf(first);
  // Of what is not even of a kind that is taken nothing is written, and no row.
  if (!isKind(kind)) throw new Refusal(kind);
  const left = caps.ownerBytes - (await desk.database.transaction((tx) => ownedBytes(tx, owner)));
  if (left <= 0) throw ownerFull(caps.ownerBytes);
  const begun = await act(desk, begin({ owner, name, seconds: Math.ceil(caps.seconds) + LOOKING_SECONDS }), around);
  try {
    const checked = await lookAt(all, kind, begun, name, within);
    await act(desk, store(begun, owner, checked), around);
    if (checked.part === "remade") await settingsOf(desk).files.remove({ id: begun.uuid, part: "received" });
    return { state: checked.isScanned ? "stored" : "unscanned", id: begun.id, kind, bytes: checked.bytes };
  } catch (error) {
    if (error instanceof Infected) await act(desk, condemn(begun.id, error.signature), around);
    else await act(desk, refuse(begun.id, error instanceof Refusal ? error.code : "interrupted"), around);
    for (const part of PARTS) await settingsOf(desk).files.remove({ id: begun.uuid, part });
    throw error;
  }
}

/** For waiting until others were looked at; then the row counts as given up. */
const LOOKING_SECONDS = 600;

class Infected extends Refusal {
  readonly signature: string;
  constructor(signature: string) {
    super("infected");
    this.signature = signature;
  }
}

/** Writes it sealed, has it scanned and checked, and what is made anew written in its place. */
async function lookAt(
  source: AsyncIterable<Uint8Array>,
  kind: Kind,
  { uuid: id, key }: Begun,
  name: string | undefined,
  { desk, caps }: Within,
): Promise<Checked> {
  const { files, clamd } = settingsOf(desk);
  const received = { id, part: "received" } as const;
  const sent = meter();
  await files.write(received, key, sent.through(source, caps.fileBytes));
  let isScanned = true;
  if (clamd !== undefined) {
    try {
      const { found } = await scanStream(clamd, files.read(received, key));
      if (found !== undefined) throw new Infected(found);
    } catch (error) {
      // Kept from everybody until clamd is there again.
      if (!(error instanceof ClamdError)) throw error;
      isScanned = false;
    }
  }
  const made = meter();
  const limits = { pixels: caps.pixels, pages: caps.pages, seconds: caps.checkSeconds, bytes: caps.checkBytes };
  const isMade = await checkFile(kind, limits, files.read(received, key), (anew) =>
    files.write({ id, part: "remade" }, key, made.through(anew, Number.POSITIVE_INFINITY)),
  );
  const kept = isMade ? made : sent;
  return { kind, name, isScanned, part: isMade ? "remade" : "received", ...kept.read(), ownerBytes: caps.ownerBytes };
}

/** Counts and hashes what goes through. */
function meter(): {
  readonly through: (source: AsyncIterable<Uint8Array>, most: number) => AsyncIterable<Uint8Array>;
  readonly read: () => { readonly bytes: number; readonly sha256: string };
} {
  const hash: Hash = createHash("sha256");
  let bytes = 0;
  const through = async function* (source: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
    for await (const piece of source) {
      bytes += piece.length;
      if (bytes > most) throw new Refusal("too-large", { limit: Math.floor(most / 1_048_576) });
      hash.update(piece);
      yield piece;
    }
  };
  return { through, read: () => ({ bytes, sha256: hash.digest("hex") }) };
}

/** The first bytes, and all of them. */
async function peeked(
  source: AsyncIterable<Uint8Array>,
): Promise<{ readonly first: Buffer; readonly all: AsyncIterable<Uint8Array> }> {
  const iterator = source[Symbol.asyncIterator]();
  const held: Uint8Array[] = [];
  let length = 0;
  try {
    while (length < FIRST_BYTES) {
      const next = await iterator.next();
      if (next.done === true) break;
      held.push(next.value);
      length += next.value.length;
    }
  } catch (error) {
    throw asRefusal(error);
  }
  const first = Buffer.concat(held);
  return {
    first: first.subarray(0, FIRST_BYTES),
    all: (async function* (): AsyncGenerator<Uint8Array> {
      try {
        yield first;
        for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
      } catch (error) {
        throw asRefusal(error);
      }
    })(),
  };
}

/** What breaks while it is sent is the connection. */
function asRefusal(error: unknown): Refusal {
  return error instanceof Refusal ? error : new Refusal("cut-off");
}
