import { existsSync, globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { z } from "zod";
import {
  CHECKPOINT_FILE,
  consistencyProof,
  decodeTile,
  folderSource,
  type HashReader,
  hashReader,
  inclusionProof,
  openNote,
  parseCheckpoint,
  parseVerifierKey,
  rootAt,
  TILE_WIDTH,
  verifyConsistency,
  verifyInclusion,
  verifyLog,
} from "../src/evidence/index.ts";

/*
 * npm run vectors -- FOLDER: holds the evidence room against what others made. In the folder stand `merkle/inclusion` and
 * `merkle/consistency`, proofs as JSON, good and bad; and `c2sp-log`, a log as tiles with a checkpoint for each size.
 */

const base64 = z.string().transform((written) => Buffer.from(written, "base64"));
const proof = z
  .array(base64)
  .nullish()
  .transform((parts) => parts ?? []);
const inclusionSchema = z.object({
  leafIdx: z.number(),
  treeSize: z.number(),
  root: base64,
  leafHash: base64,
  proof,
  wantErr: z.boolean(),
});
const consistencySchema = z.object({
  size1: z.number(),
  size2: z.number(),
  root1: base64,
  root2: base64,
  proof,
  wantErr: z.boolean(),
});

const mismatches: string[] = [];
function expect(holds: boolean, what: string): void {
  if (!holds) mismatches.push(what);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Whether a good proof is taken and a bad one refused, of every file of a kind. */
async function checkProofs(folder: string, kind: string, verify: (vector: unknown) => readonly [boolean, boolean]) {
  const files = globSync(join(folder, "merkle", kind, "**/*.json")).sort();
  expect(files.length > 0, `merkle/${kind}: no vector is there`);
  let good = 0;
  for (const file of files) {
    const name = relative(folder, file);
    try {
      const vector: unknown = JSON.parse(await readFile(file, "utf8"));
      const [holds, should] = verify(vector);
      if (should) good += 1;
      expect(holds === should, `${name}: ${should ? "a good proof is refused" : "a bad proof is taken"}`);
    } catch (error) {
      expect(false, `${name}: cannot be read: ${String(error)}`);
    }
  }
  say(`merkle/${kind}: ${files.length} proofs, of which ${good} should hold`);
}

async function checkLog(folder: string): Promise<void> {
  const log = join(folder, "c2sp-log");
  const keyFile = join(log, "verifier-key.txt");
  if (!existsSync(keyFile)) {
    expect(false, "c2sp-log/verifier-key.txt: is not there");
    return;
  }
  const key = parseVerifierKey((await readFile(keyFile, "utf8")).trim());
  const files = globSync(join(log, "checkpoint.*"));
  expect(files.length > 0, "c2sp-log: no checkpoint.SIZE is there");
  const kept = await Promise.all(files.map(async (file) => ({ name: basename(file), bytes: await readFile(file) })));
  const result = await verifyLog(folderSource(log), { keys: [key], kept });
  for (const { words } of result.findings) expect(false, `c2sp-log: ${words.en}`);
  expect(result.ok, "c2sp-log: does not verify");
  say(
    `c2sp-log: ${result.size} entries, signed by ${result.signedBy.join(", ")}; it goes on from ${result.kept.fit} of ${result.kept.given} checkpoints`,
  );
  const { pairs, entries } = await proveAll(
    log,
    kept.map(({ bytes }) => parseCheckpoint(openNote(bytes, [key]).text)),
  );
  say(`c2sp-log: proofs made from its tiles: ${entries} of inclusion, ${pairs} of consistency`);
}

/** Makes every proof between the checkpoints out of the log's tiles, and checks it against their roots. */
async function proveAll(
  log: string,
  checkpoints: readonly { readonly size: number; readonly root: Uint8Array }[],
): Promise<{ pairs: number; entries: number }> {
  const source = folderSource(log);
  const size = parseCheckpoint(openText(await readFile(join(log, CHECKPOINT_FILE), "utf8"))).size;
  const levels: Uint8Array[][] = [];
  for (let level = 0, width = size; width > 0; level += 1, width = Math.floor(width / TILE_WIDTH)) {
    const hashes: Uint8Array[] = [];
    for (let index = 0; index * TILE_WIDTH < width; index += 1) {
      const bytes = await source.tile(level, index, Math.min(TILE_WIDTH, width - index * TILE_WIDTH));
      hashes.push(...(decodeTile(bytes ?? new Uint8Array()) ?? []));
    }
    levels.push(hashes);
  }
  const read: HashReader = hashReader((level, index) => levels[level]?.[index] ?? new Uint8Array(32));
  let entries = 0;
  let pairs = 0;
  for (const now of checkpoints) {
    expect(
      Buffer.compare(rootAt(now.size, read), now.root) === 0,
      `c2sp-log: the tiles have another root at ${now.size}`,
    );
    for (let index = 0; index < now.size; index += 1, entries += 1)
      expect(
        verifyInclusion(read(0, index), index, now.size, inclusionProof(index, now.size, read), now.root),
        `c2sp-log: entry ${index} is not proved to be among ${now.size}`,
      );
    for (const before of checkpoints) {
      if (before.size === 0 || before.size > now.size) continue;
      pairs += 1;
      expect(
        verifyConsistency(before.size, now.size, consistencyProof(before.size, now.size, read), before.root, now.root),
        `c2sp-log: ${before.size} is not proved to be the beginning of ${now.size}`,
      );
    }
  }
  return { pairs, entries };
}

function openText(note: string): string {
  return note.slice(0, note.lastIndexOf("\n\n") + 1);
}

const [folder] = process.argv.slice(2);
if (folder === undefined || !existsSync(folder)) {
  process.stderr.write("Name the folder with the vectors: npm run vectors -- FOLDER\n");
  process.exitCode = 2;
} else {
  await checkProofs(folder, "inclusion", (vector) => {
    const { leafHash, leafIdx, treeSize, root, proof: path, wantErr } = inclusionSchema.parse(vector);
    return [verifyInclusion(leafHash, leafIdx, treeSize, path, root), !wantErr];
  });
  await checkProofs(folder, "consistency", (vector) => {
    const { size1, size2, root1, root2, proof: path, wantErr } = consistencySchema.parse(vector);
    return [verifyConsistency(size1, size2, path, root1, root2), !wantErr];
  });
  try {
    await checkLog(folder);
  } catch (error) {
    expect(false, `c2sp-log: ${error instanceof Error ? error.message : String(error)}`);
  }
  for (const mismatch of mismatches) say(`MISMATCH ${mismatch}`);
  say(mismatches.length === 0 ? "vectors: all as expected" : `vectors: ${mismatches.length} not as expected`);
  process.exitCode = mismatches.length === 0 ? 0 : 1;
}
