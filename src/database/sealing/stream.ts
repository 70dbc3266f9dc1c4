import { parse } from "uuid";
import { canonicalJson } from "../../wire/index.ts";
import type { DataKey } from "./data-key.ts";
import type { Place } from "./envelope.ts";
import { decrypt, encrypt, GCM_BYTES } from "./gcm.ts";
import { SealError } from "./seal-error.ts";

/*
 * A sealed stream: form (1 byte), data key (16 bytes, its UUID), then chunks as gcm.ts has them: nonce (12), ciphertext, tag (16). Every
 * chunk holds 64 KiB, and the last one that or less. Associated data of a chunk: the domain, the form, the data key, the place as
 * canonical JSON [table, column, row], the number of the chunk from 0 (8 bytes), and whether it is the last (1 byte). So a chunk that is
 * missing, doubled, moved, or of another stream does not open, and neither does a stream that was cut.
 */
const FORM = 1;
const DOMAIN = Buffer.from("yakusoku stream\0", "utf8");
const HEADER_BYTES = 1 + 16;
/** Plain bytes of a chunk. */
export const CHUNK_BYTES = 65_536;
const SEALED_CHUNK_BYTES = CHUNK_BYTES + GCM_BYTES;

/** Seals bytes as they come, for one place under a data key, by AES-256-GCM; holds one chunk at a time. */
export async function* sealStream(
  key: DataKey,
  plain: AsyncIterable<Uint8Array>,
  place: Place,
): AsyncGenerator<Buffer, void, undefined> {
  const header = Buffer.concat([Buffer.of(FORM), parse(key.id)]);
  yield header;
  let number = 0;
  for await (const { bytes, last } of chunksOf(plain, CHUNK_BYTES)) {
    yield encrypt(key.secret, bytes, associated(header, place, number, last));
    number += 1;
  }
}

/**
 * The bytes that were sealed, as they are read. Each chunk is authentic when it is given; that the stream was not cut is known once it
 * has come to its end.
 * @throws {SealError} cut, unknown-form, wrong-key, tampered
 */
export async function* openStream(
  key: DataKey,
  sealed: AsyncIterable<Uint8Array>,
  place: Place,
): AsyncGenerator<Buffer, void, undefined> {
  const what = { ja: `「${place.table}」の「${place.row}」のファイル`, en: `The file of ${place.table} ${place.row}` };
  let header: Buffer | undefined;
  let number = 0;
  for await (const { bytes, last } of chunksOf(sealed, SEALED_CHUNK_BYTES, HEADER_BYTES)) {
    if (header === undefined) {
      if (bytes.length < HEADER_BYTES || last)
        throw new SealError("cut", { what, length: bytes.length, least: HEADER_BYTES + GCM_BYTES });
      if (bytes[0] !== FORM) throw new SealError("unknown-form", { what, form: String(bytes[0]) });
      header = Buffer.concat([Buffer.of(FORM), parse(key.id)]);
      if (!header.equals(bytes)) throw new SealError("wrong-key", { key: bytes.toString("hex", 1), given: key.id });
      continue;
    }
    if (bytes.length < GCM_BYTES) throw new SealError("cut", { what, length: bytes.length, least: GCM_BYTES });
    const plain = decrypt(key.secret, bytes, associated(header, place, number, last));
    if (plain === undefined) throw new SealError("tampered", { what });
    yield plain;
    number += 1;
  }
}

/**
 * The same bytes in pieces of a size: all of `size`, the first of `first` where that is given, the last of what is left. There is always
 * a last one, which may be empty.
 */
async function* chunksOf(
  source: AsyncIterable<Uint8Array>,
  size: number,
  first = size,
): AsyncGenerator<{ readonly bytes: Buffer; readonly last: boolean }, void, undefined> {
  let wanted = first;
  let held: Uint8Array[] = [];
  let length = 0;
  for await (const piece of source) {
    let rest = piece;
    // A chunk goes out only once there is a byte after it: whether it is the last is known then.
    while (length + rest.length > wanted) {
      const taken = wanted - length;
      yield { bytes: Buffer.concat([...held, rest.subarray(0, taken)]), last: false };
      rest = rest.subarray(taken);
      held = [];
      length = 0;
      wanted = size;
    }
    if (rest.length > 0) held.push(rest);
    length += rest.length;
  }
  yield { bytes: Buffer.concat(held), last: true };
}

function associated(header: Uint8Array, { table, column, row }: Place, number: number, last: boolean): Buffer {
  const tail = Buffer.alloc(9);
  tail.writeBigUInt64BE(BigInt(number));
  tail.writeUInt8(last ? 1 : 0, 8);
  return Buffer.concat([DOMAIN, header, Buffer.from(canonicalJson([table, column, row]), "utf8"), tail]);
}
