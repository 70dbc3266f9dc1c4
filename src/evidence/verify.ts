import type { Words } from "../wire/index.ts";
import { type Checkpoint, parseCheckpoint } from "./checkpoint.ts";
import { hex } from "./compare.ts";
import { LogFault } from "./fault.ts";
import { countOf, type Finding, inWords, short } from "./findings.ts";
import { isSameHash } from "./merkle.ts";
import { keyLabel, openNote, parseNote, type VerifierKey } from "./note.ts";
import type { LogSource } from "./source.ts";
import { TILE_WIDTH, tilePath } from "./tiles.ts";
import { type Walked, walkLog } from "./walk.ts";

/** A checkpoint of this log that somebody else has kept. */
export interface KeptCheckpoint {
  /** What it is called in findings: the name of its file. */
  readonly name: string;
  /** The signed note. */
  readonly bytes: Uint8Array;
}

export interface VerifyOptions {
  /** Keys that may have signed the log, one at least. */
  readonly keys: readonly VerifierKey[];
  /** What the log calls itself; absent: the name of the first key. */
  readonly origin?: string;
  readonly kept?: readonly KeptCheckpoint[];
  /** Told how many events of all have been read. */
  readonly progress?: (done: number, size: number) => void;
}

/** What became of verifying a log. */
export interface Verification {
  /** Nothing was found, and the events come to the signed root. */
  readonly ok: boolean;
  readonly origin: string;
  /** Number of events that the checkpoint counts. */
  readonly size: number;
  /** The root that the checkpoint says, Base64. */
  readonly root: string;
  /** The keys whose signatures hold, as `name+hash`. */
  readonly signedBy: readonly string[];
  /** How many checkpoints were kept, and of how many the log is still the continuation. */
  readonly kept: { readonly given: number; readonly fit: number };
  readonly findings: readonly Finding[];
}

const FAULTS = {
  none: {
    ja: "「{place}」にログがありません。「checkpoint」というファイルのある場所を指定してください。",
    en: "There is no log at “{place}”: name the place that has the file “checkpoint”.",
  },
  unreadable: {
    ja: "「{place}」のチェックポイントを読めません。{why}",
    en: "The checkpoint of “{place}” cannot be read. {why}",
  },
  kept: {
    ja: "「{name}」はチェックポイントとして読めません。{why}",
    en: "“{name}” cannot be read as a checkpoint. {why}",
  },
} as const satisfies Record<string, Words>;

/**
 * Verifies a log as an outsider can: that its checkpoint is signed, that every event and every tile hashes up to the signed root, and
 * that each kept checkpoint is still a beginning of it. Reads all of it once; the memory it takes does not grow with the log.
 * @throws {LogFault} where there is no log, or it cannot be read: then nothing is known of it
 */
export async function verifyLog(source: LogSource, options: VerifyOptions): Promise<Verification> {
  const { keys, origin = keys[0]?.name ?? "", kept = [], progress } = options;
  const bytes = await source.checkpoint();
  if (bytes === undefined) throw new LogFault(FAULTS.none, { place: source.place });
  const claimed = unsealed(bytes, FAULTS.unreadable, { place: source.place });
  const { size, root } = claimed;
  const seal = checkSeal(bytes, keys);
  const keptOnes = kept.map((one) => ({ ...one, ...unsealed(one.bytes, FAULTS.kept, { name: one.name }) }));
  const findings: Finding[] = [];
  if ("why" in seal) findings.push(inWords({ code: "checkpoint", values: { why: seal.why } }));
  if (claimed.origin !== origin)
    findings.push(inWords({ code: "origin", values: { found: claimed.origin, expected: origin } }));

  const usable: Kept[] = [];
  for (const one of keptOnes) {
    const checked = checkSeal(one.bytes, keys);
    // Of an earlier generation, whose name a key has: its beginning is still that of this one.
    if (!("why" in checked) && (one.origin === origin || keys.some(({ name }) => name === one.origin)))
      usable.push(one);
    else {
      const why = "why" in checked ? checked.why : OTHER;
      findings.push(inWords({ code: "kept-checkpoint", checkpoint: one.name, values: { why } }));
    }
  }
  const walked = await walkLog(source, {
    size,
    sizes: usable.map((one) => one.size),
    progress: progress === undefined ? undefined : (done) => progress(done, size),
  });
  const history = checkHistory(walked, claimed, usable);
  findings.push(...whatWasDone(walked, claimed, history), ...history.findings);
  return {
    // Whatever was found or not: what does not come to the signed root is not in order.
    ok: findings.length === 0 && isSameHash(walked.root, root),
    origin: claimed.origin,
    size,
    root: Buffer.from(root).toString("base64"),
    signedBy: "why" in seal ? [] : seal.signedBy.map(keyLabel),
    kept: { given: kept.length, fit: history.fit },
    findings,
  };
}

type Kept = Checkpoint & KeptCheckpoint;

const OTHER: Words = { ja: "ログの名前が違います。", en: "Its origin is another." };

/** A checkpoint without a look at its signatures. */
function unsealed(bytes: Uint8Array, fault: Words, values: Readonly<Record<string, string>>): Checkpoint {
  try {
    return parseCheckpoint(parseNote(bytes).text);
  } catch (error) {
    if (error instanceof LogFault) throw new LogFault(fault, { ...values, why: error.words });
    throw error;
  }
}

function checkSeal(
  bytes: Uint8Array,
  keys: readonly VerifierKey[],
): { readonly signedBy: readonly VerifierKey[] } | { readonly why: Words } {
  try {
    return openNote(bytes, keys);
  } catch (error) {
    if (error instanceof LogFault) return { why: error.words };
    throw error;
  }
}

/** The lowest level of tiles that comes to the signed root; -1 where none does. */
function trustedLevel({ levels }: Walked, root: Uint8Array): number {
  return levels.findIndex((level) => isSameHash(level.root, root));
}

/** What was done to events and tiles: whatever hashes to the signed root is right, and what differs from it was changed. */
function whatWasDone(walked: Walked, { size, root }: Checkpoint, { lastFit, firstMisfit }: History): Finding[] {
  const { levels, difference, lacking } = walked;
  const findings = [...lacking];
  const level = trustedLevel(walked, root);
  if (isSameHash(walked.root, root)) {
    // The events are right. The hashes may still not be.
    const wrong = difference === undefined ? firstWrong(levels) : ([0, difference.from ?? 0] as const);
    if (wrong !== undefined) findings.push(tileWrong(size, ...wrong));
    return findings;
  }
  if (level > 0) {
    const span = TILE_WIDTH ** level;
    const from = (levels[level]?.firstWrong ?? 0) * span;
    const to = Math.min(size, from + span);
    if (difference === undefined || !isWithin(difference, from, to))
      findings.push(inWords({ code: "rewritten", from, to }));
    if (difference !== undefined) findings.push(difference);
    return findings;
  }
  if (difference !== undefined) findings.push(difference);
  const shown = walked.root ?? levels[0]?.root;
  if (level === -1 && shown !== undefined && !isSameHash(shown, root))
    findings.push(
      inWords({
        code: "root",
        from: lastFit,
        to: firstMisfit ?? size,
        expected: hex(root),
        values: { found: short(hex(shown)) },
      }),
    );
  return findings;
}

function isWithin({ from = 0, to = 0 }: Finding, start: number, end: number): boolean {
  return from >= start && to <= end;
}

/** The first hash above level 0 that is not that of the level below. */
function firstWrong(levels: Walked["levels"]): readonly [number, number] | undefined {
  const level = levels.findIndex((one) => one.firstWrong !== undefined);
  return level === -1 ? undefined : [level, levels[level]?.firstWrong ?? 0];
}

function tileWrong(size: number, level: number, hash: number): Finding {
  const span = TILE_WIDTH ** level;
  const index = Math.floor(hash / TILE_WIDTH);
  const width = Math.min(TILE_WIDTH, Math.floor(size / span) - index * TILE_WIDTH);
  const values = { path: tilePath({ level, index, width }) };
  return inWords({ code: "tile-wrong", from: hash * span, to: Math.min(size, (hash + 1) * span), values });
}

/** What the kept checkpoints say of a log. */
interface History {
  readonly fit: number;
  /** The sizes of the last that fits, before the first that does not. */
  readonly lastFit: number;
  readonly firstMisfit: number | undefined;
  readonly findings: readonly Finding[];
}

/** Whether each kept checkpoint is a beginning of the log: its root is that of as many events as it counts. */
function checkHistory(walked: Walked, { size, root }: Checkpoint, kept: readonly Kept[]): History {
  const findings: Finding[] = [];
  // What comes to the signed root speaks for the log; where neither does, its events do.
  const byHashes = !isSameHash(walked.root, root) && isSameHash(walked.levels[0]?.root, root);
  const inOrder = [...kept].sort((one, other) => one.size - other.size);
  let fit = 0;
  let lastFit = 0;
  let firstMisfit: number | undefined;
  for (const one of inOrder) {
    const { size: at, name: checkpoint } = one;
    const roots = walked.rootsAt.get(at);
    const shown = byHashes ? roots?.hashes : (roots?.events ?? roots?.hashes);
    if (at > size) {
      const values = { kept: countOf(at), size: countOf(size) };
      if (!findings.some(({ code }) => code === "older-copy"))
        findings.push(inWords({ code: "older-copy", from: size, to: at, checkpoint, values }));
    } else if (isSameHash(shown, one.root)) {
      fit += 1;
      if (firstMisfit === undefined) lastFit = at;
    } else if (shown !== undefined && firstMisfit === undefined) {
      firstMisfit = at;
      findings.push(inWords({ code: "fork", from: lastFit, to: at, checkpoint, values: { size: countOf(at) } }));
    }
  }
  return { fit, lastFit, firstMisfit, findings };
}
