import type { Words } from "../wire/index.ts";
import { LogFault } from "./fault.ts";
import { HASH_BYTES, type HashReader, isSameHash, nodeHash } from "./merkle.ts";

/*
 * Tiles (c2sp.org/tlog-tiles): the hashes of a log, and its entries, as files of up to 256, that never change once they are full.
 * Tile `index` of `level` holds the hashes of complete subtrees of 256^level entries.
 */

export const TILE_WIDTH = 256;
/** Levels of the tree in one tile. */
export const TILE_HEIGHT = 8;
/** The length of an entry stands in 16 bits. */
export const LONGEST_ENTRY = 65_535;

const FAULTS = {
  tooLong: {
    ja: "束の {index} 番のイベントが {given} バイトあります。一件は {limit} バイトまでです。",
    en: "Event {index} of the bundle has {given} bytes; an event has {limit} at most.",
  },
  tooMany: {
    ja: "一つの束に {given} 件のイベントは入りません。256 件までです。",
    en: "A bundle does not hold {given} events; 256 are the most.",
  },
} as const satisfies Record<string, Words>;

/** A tile of hashes at a level from 0 on, or the bundle of entries over it. */
export type TileLevel = number | "entries";

export interface Tile {
  readonly level: TileLevel;
  readonly index: number;
  /** 1 to 256; less than 256: a partial tile, the last of its level. */
  readonly width: number;
}

/** The path below the log's prefix: `tile/0/x001/x234/067`, or with `.p/112` for a partial tile. */
export function tilePath({ level, index, width }: Tile): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, "0").match(/\d{3}/g) ?? [];
  const path = groups.map((group, place) => (place < groups.length - 1 ? `x${group}` : group)).join("/");
  return `tile/${level}/${path}${width === TILE_WIDTH ? "" : `.p/${width}`}`;
}

/** How many hashes a log of `size` entries has at a level of tiles; entries count as level 0. */
function hashesAt(level: TileLevel, size: number): number {
  return Math.floor(size / TILE_WIDTH ** (level === "entries" ? 0 : level));
}

/** What has to be written when a log has grown from one size to another: full tiles and partial ones, entries first. */
export function tilesBetween(before: number, size: number): Tile[] {
  const tiles: Tile[] = [];
  for (let level = 0; hashesAt(level, size) > 0; level += 1) {
    const [had, has] = [hashesAt(level, before), hashesAt(level, size)];
    if (had === has) continue;
    for (let index = Math.floor(had / TILE_WIDTH); index * TILE_WIDTH < has; index += 1) {
      const width = Math.min(TILE_WIDTH, has - index * TILE_WIDTH);
      if (level === 0) tiles.push({ level: "entries", index, width });
      tiles.push({ level, index, width });
    }
  }
  return tiles;
}

/** @throws {LogFault} for an entry that is too long, or more entries than fit */
export function encodeBundle(entries: readonly Uint8Array[]): Buffer {
  if (entries.length > TILE_WIDTH) throw new LogFault(FAULTS.tooMany, { given: entries.length });
  const parts = entries.flatMap((entry, index) => {
    if (entry.length > LONGEST_ENTRY)
      throw new LogFault(FAULTS.tooLong, { index, given: entry.length, limit: LONGEST_ENTRY });
    const length = Buffer.alloc(2);
    length.writeUInt16BE(entry.length);
    return [length, entry];
  });
  return Buffer.concat(parts);
}

/** The entries of a bundle, as far as their lengths lead; `rest` counts the bytes that follow and are no whole entry. */
export function decodeBundle(bytes: Uint8Array): { readonly entries: readonly Uint8Array[]; readonly rest: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at + 2 <= bytes.length) {
    const end = at + 2 + view.getUint16(at);
    if (end > bytes.length) break;
    entries.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return { entries, rest: bytes.length - at };
}

/** The hashes of a tile; undefined where its bytes are not whole hashes. */
export function decodeTile(bytes: Uint8Array): readonly Uint8Array[] | undefined {
  if (bytes.length % HASH_BYTES !== 0) return undefined;
  return Array.from({ length: bytes.length / HASH_BYTES }, (_none, index) =>
    bytes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES),
  );
}

/**
 * Reads the hashes of subtrees out of tiles, those between the levels of tiles made by hashing.
 * @param hash gives one hash of a tile: its level, and its index among all of that level
 */
export function hashReader(hash: (tileLevel: number, index: number) => Uint8Array): HashReader {
  const read = (level: number, index: number): Uint8Array =>
    level % TILE_HEIGHT === 0
      ? hash(level / TILE_HEIGHT, index)
      : nodeHash(read(level - 1, index * 2), read(level - 1, index * 2 + 1));
  return read;
}

/** The first index at which two lists of hashes differ, their lengths too; -1 where they are the same. */
export function firstDifference(one: readonly Uint8Array[], other: readonly Uint8Array[]): number {
  const longer = Math.max(one.length, other.length);
  for (let index = 0; index < longer; index += 1) if (!isSameHash(one[index], other[index])) return index;
  return -1;
}
