import { type Bundle, watchDifferences } from "./compare.ts";
import { countOf, type Finding, inWords } from "./findings.ts";
import { isSameHash, leafHash, type RightEdge, rightEdge, rootOf, rootOfEdge } from "./merkle.ts";
import type { LogSource } from "./source.ts";
import { decodeBundle, decodeTile, firstDifference, TILE_HEIGHT, TILE_WIDTH, tilePath } from "./tiles.ts";

/*
 * Reads a whole log once, from the first event to the last. Held in memory: the right edges, one tile for each level, and two
 * bundles where something has been found. Which of what was read is to be believed is for the signed root to say: see verify.ts.
 */

export interface Walked {
  /** The root over the events; undefined where some are not there. */
  readonly root: Uint8Array | undefined;
  /** From level 0 up. */
  readonly levels: readonly LevelOutcome[];
  /** The roots at the sizes that were asked for. */
  readonly rootsAt: ReadonlyMap<number, SizedRoots>;
  /** What is not there, or broken. */
  readonly lacking: readonly Finding[];
  /** The first place where events and hashes of level 0 differ. */
  readonly difference: Finding | undefined;
}

/** What the files of one level of tiles come to. */
export interface LevelOutcome {
  /** The root over these hashes, and those that the last tiles of lower levels add; undefined where some are not there. */
  readonly root: Uint8Array | undefined;
  /** The first hash that is not that of the level below, by its index among all of this level. */
  readonly firstWrong: number | undefined;
}

/** Over the events, and over the hashes of level 0. */
export interface SizedRoots {
  readonly events: Uint8Array | undefined;
  readonly hashes: Uint8Array | undefined;
}

export interface WalkOptions {
  /** Number of events, as the checkpoint says. */
  readonly size: number;
  /** Sizes whose roots are wanted. */
  readonly sizes: readonly number[];
  /** Told how many events have been read. */
  readonly progress?: ((done: number) => void) | undefined;
}

/** @throws {LogFault} where a file is there and cannot be read */
export async function walkLog(source: LogSource, { size, sizes, progress }: WalkOptions): Promise<Walked> {
  const events = newRow(0);
  const hashes = newRow(0);
  const levels: Level[] = [];
  const lacking: Finding[] = [];
  const rootsAt = new Map<number, SizedRoots>();
  const differences = watchDifferences(size);
  const lastBundle = Math.ceil(size / TILE_WIDTH) - 1;

  const lackTile = (level: number, index: number, width: number): void => {
    if (lacking.some(({ code }) => code === "tile-missing")) return;
    const span = TILE_WIDTH ** level;
    const from = index * TILE_WIDTH * span;
    const values = { path: tilePath({ level, index, width }) };
    lacking.push(inWords({ code: "tile-missing", from, to: from + width * span, values }));
  };
  const lackEvents = ({ index, width }: Bundle, ended: boolean): void => {
    if (lacking.some(({ code }) => code === "missing" || code === "truncated")) return;
    const from = index * TILE_WIDTH;
    lacking.push(
      inWords(
        ended
          ? { code: "truncated", from, to: size, values: { size: countOf(size) } }
          : { code: "missing", from, to: from + width },
      ),
    );
  };

  /** Takes the hash over a full tile up: compares the tile above with those below it, once all of them are there. */
  const climb = async (number: number, hash: Uint8Array | undefined): Promise<void> => {
    const level = (levels[number - 1] ??= { ...newRow(number), below: [], firstWrong: undefined });
    level.below.push(hash);
    if (level.below.length === TILE_WIDTH) await closeTile(number, level);
  };
  const closeTile = async (number: number, level: Level): Promise<void> => {
    const { below, tiles: index } = level;
    level.below = [];
    const width = below.length;
    const stored = await readTile(source, number, index, width);
    if (stored === undefined) lackTile(number, index, width);
    const wrong = stored?.findIndex((hash, place) => below[place] !== undefined && !isSameHash(hash, below[place]));
    if (wrong !== undefined && wrong !== -1) level.firstWrong ??= index * TILE_WIDTH + wrong;
    const over = take(level, stored);
    if (width === TILE_WIDTH) await climb(number + 1, over);
  };

  if (sizes.includes(0)) rootsAt.set(0, { events: rootOf([]), hashes: rootOf([]) });
  let ended = false;
  for await (const bundle of bundlesOf(source, size)) {
    const { index, width, entries, expected, rest } = bundle;
    const base = index * TILE_WIDTH;
    if (entries === undefined) {
      // Where the last one is not there either, the log ends here; without hashes there is nothing more to read.
      const last = size - lastBundle * TILE_WIDTH;
      const isEnd = index === lastBundle || (await source.entries(lastBundle, last)) === undefined;
      lackEvents(bundle, isEnd);
      ended = isEnd && expected === undefined;
      if (ended) break;
    }
    if (expected === undefined) lackTile(0, index, width);
    const leaves = entries?.map(leafHash);
    for (const at of sizes) {
      if (at <= base || at > base + width) continue;
      const part = at - base;
      rootsAt.set(at, { events: rootWithin(events, leaves, part), hashes: rootWithin(hashes, expected, part) });
    }
    const whole = rest === 0 && leaves?.length === width ? leaves : undefined;
    const overHashes = take(hashes, expected);
    const agreed = whole !== undefined && expected !== undefined && firstDifference(whole, expected) === -1;
    const overEvents = take(events, whole, agreed ? overHashes : undefined);
    if (width === TILE_WIDTH) await climb(1, overHashes ?? overEvents);
    if (!agreed) differences.look(bundle, leaves);
    else differences.pass();
    progress?.(base + width);
  }
  // A level is added only by one that has just been filled, so that none comes to be while these are closed.
  if (!ended)
    for (const [place, level] of levels.entries()) if (level.below.length > 0) await closeTile(place + 1, level);

  const rows = [hashes, ...levels];
  return {
    root: ended ? undefined : rootFrom([events], 0),
    levels: rows.map((_row, number) => ({
      root: ended ? undefined : rootFrom(rows, number),
      firstWrong: levels[number - 1]?.firstWrong,
    })),
    rootsAt,
    lacking,
    difference: differences.first(),
  };
}

/** The hashes of one level of tiles, or of the events, as far as they have been read. */
interface Row {
  /** Of the subtrees that are hashed: 0 for leaves. */
  readonly height: number;
  readonly edge: RightEdge;
  /** How many have been taken. */
  tiles: number;
  /** None has been missing so far. */
  whole: boolean;
  /** The edge that the last tile alone comes to, where that is a partial one. */
  tail: RightEdge;
}

/** A level of tiles from 1 on, and what the level below comes to. */
interface Level extends Row {
  /** Of the tile that is being filled from below; undefined where that could not be made. */
  below: (Uint8Array | undefined)[];
  firstWrong: number | undefined;
}

function newRow(level: number): Row {
  return { height: level * TILE_HEIGHT, edge: rightEdge(), tiles: 0, whole: true, tail: rightEdge() };
}

/**
 * Appends a tile to its row.
 * @param known the hash over it, where that has been made already
 * @returns the hash over a full tile; undefined for a partial one, and for one that is not there
 */
function take(row: Row, tile: readonly Uint8Array[] | undefined, known?: Uint8Array): Uint8Array | undefined {
  row.tiles += 1;
  if (tile === undefined) {
    row.whole = false;
    return undefined;
  }
  if (tile.length === TILE_WIDTH) {
    const over = known ?? rootOf(tile);
    if (row.whole) row.edge.append(over, row.height + TILE_HEIGHT);
    return over;
  }
  for (const hash of tile) {
    row.tail.append(hash, row.height);
    if (row.whole) row.edge.append(hash, row.height);
  }
  return undefined;
}

/** The root over a level, and over what the last tiles of the levels below it add. */
function rootFrom(rows: readonly Row[], number: number): Uint8Array | undefined {
  const own = rows[number];
  if (own === undefined || !own.whole) return undefined;
  const tails = rows.slice(0, number).reverse();
  return rootOfEdge([...own.edge.subtrees(), ...tails.flatMap(({ tail }) => tail.subtrees())]);
}

/** The root that a row has with so many of the leaves that come next. */
function rootWithin(row: Row, leaves: readonly Uint8Array[] | undefined, part: number): Uint8Array | undefined {
  if (!row.whole || leaves === undefined || leaves.length < part) return undefined;
  const edge = rightEdge(row.edge.subtrees());
  for (const leaf of leaves.slice(0, part)) edge.append(leaf);
  return edge.root();
}

/** Bundles that are asked for before they are needed: enough to hide the way to a server. */
const AHEAD = 4;

async function* bundlesOf(source: LogSource, size: number): AsyncGenerator<Bundle> {
  const asked: Promise<Bundle>[] = [];
  let next = 0;
  while (next * TILE_WIDTH < size || asked.length > 0) {
    while (asked.length < AHEAD && next * TILE_WIDTH < size) {
      const bundle = readBundle(source, next, Math.min(TILE_WIDTH, size - next * TILE_WIDTH));
      // One that nobody waits for any more must not end the process.
      bundle.catch(() => {});
      asked.push(bundle);
      next += 1;
    }
    const first = asked.shift();
    if (first !== undefined) yield await first;
  }
}

async function readBundle(source: LogSource, index: number, width: number): Promise<Bundle> {
  const [bytes, expected] = await Promise.all([source.entries(index, width), readTile(source, 0, index, width)]);
  const { entries, rest } = bytes === undefined ? { entries: undefined, rest: 0 } : decodeBundle(bytes);
  return { index, width, entries, rest, expected };
}

/** A tile of as many hashes as it should have; undefined where there is none such. */
async function readTile(
  source: LogSource,
  level: number,
  index: number,
  width: number,
): Promise<readonly Uint8Array[] | undefined> {
  const bytes = await source.tile(level, index, width);
  const tile = bytes === undefined ? undefined : decodeTile(bytes);
  return tile?.length === width ? tile : undefined;
}
