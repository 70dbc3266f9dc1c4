import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  CHECKPOINT_FILE,
  encodeBundle,
  generateKeys,
  KEY_FILE,
  leafHash,
  parseSignerKey,
  rightEdge,
  signNote,
  TILE_WIDTH,
  tilePath,
  tilesBetween,
  writeCheckpoint,
} from "../src/evidence/index.ts";

/** A log as tests write it: by the functions of the evidence room, into a folder. */

export const ORIGIN = "yakusoku.example/log";
/** Made for this run only. */
export const KEYS = generateKeys(ORIGIN);

/** Events of a log; one is told from another by its number. */
export function someEvents(count: number, kind = "consent.recorded"): string[] {
  return Array.from({ length: count }, (_none, index) =>
    JSON.stringify({ at: "2026-01-01T00:00:00Z", id: `evt_${String(index).padStart(6, "0")}`, kind }),
  );
}

/** The root over events, and the hashes of every level of tiles. */
function treeOf(events: readonly string[]): { readonly root: Uint8Array; readonly levels: Uint8Array[][] } {
  const levels: Uint8Array[][] = [];
  const edge = rightEdge([], (level, _index, hash) => {
    if (level % 8 === 0) (levels[level / 8] ??= []).push(hash);
  });
  for (const event of events) edge.append(leafHash(Buffer.from(event)));
  return { root: edge.root(), levels };
}

/** A checkpoint over events. */
export function checkpointOf(
  events: readonly string[],
  { origin = ORIGIN, signer = KEYS.signer }: { origin?: string; signer?: string } = {},
): string {
  const text = writeCheckpoint({ origin, size: events.length, root: treeOf(events).root, extensions: [] });
  return signNote(text, [parseSignerKey(signer)]);
}

/** Writes what an honest log would: tiles, events, checkpoint and key. */
export async function writeLog(folder: string, events: readonly string[]): Promise<void> {
  const { levels } = treeOf(events);
  for (const tile of tilesBetween(0, events.length)) {
    const from = tile.index * TILE_WIDTH;
    const bytes =
      tile.level === "entries"
        ? encodeBundle(events.slice(from, from + tile.width).map((event) => Buffer.from(event)))
        : Buffer.concat((levels[tile.level] ?? []).slice(from, from + tile.width));
    await writeInto(folder, tilePath(tile), bytes);
  }
  await writeInto(folder, CHECKPOINT_FILE, checkpointOf(events));
  await writeInto(folder, KEY_FILE, `${KEYS.verifier}\n`);
}

/** Puts other events into the bundles of a log, as whoever has the files but not the hashes would. */
export async function writeEvents(folder: string, events: readonly string[], size = events.length): Promise<void> {
  for (const { level, index, width } of tilesBetween(0, size)) {
    if (level !== "entries") continue;
    const from = index * TILE_WIDTH;
    const last = from + TILE_WIDTH >= size;
    const here = events.slice(from, last ? undefined : from + width);
    await writeInto(folder, tilePath({ level, index, width }), encodeBundle(here.map((event) => Buffer.from(event))));
  }
}

export async function writeInto(folder: string, path: string, bytes: Uint8Array | string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), bytes);
}
