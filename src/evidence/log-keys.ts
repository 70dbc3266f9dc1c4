import { type QueryExecutorProvider, sql } from "kysely";
import type { KeyRing, KeyVersion } from "../database/index.ts";
import { LogFault } from "./fault.ts";
import { parseCheckpoint, writeCheckpoint } from "./checkpoint.ts";
import {
  keyLabel,
  openNote,
  parseNote,
  parseVerifierKey,
  type SignerKey,
  signerKey,
  signNote,
  type VerifierKey,
  verifierKeyOf,
} from "./note.ts";
import type { SignCheckpoint } from "./sequencer.ts";

/*
 * The keys of the log under the names of its generations. As C2SP has it, a key is called what the log calls itself: the same key has
 * a line for each generation.
 */

/** Signs checkpoints with the active key of the ring; the first after a rotation with the one before too, so that each vouches for the other. */
export function checkpointSigner(keys: KeyRing): SignCheckpoint {
  return (size, root, { origin, newest }) => {
    const text = writeCheckpoint({ origin, size, root, extensions: [] });
    const active = keys.active("log");
    const former = newest === undefined ? undefined : formerSigner(keys, active, newest);
    return signNote(
      text,
      [active, ...(former === undefined ? [] : [former])].map((version) => signerOf(keys, version, origin)),
    );
  };
}

/** The key that signed the newest checkpoint, where that is not the active one. */
function formerSigner(keys: KeyRing, active: KeyVersion, newest: string): KeyVersion | undefined {
  const { text, signatures } = parseNote(Buffer.from(newest));
  const { origin } = parseCheckpoint(text);
  const signed = keys
    .versions("log")
    .filter((version) => signatures.some(({ id }) => id === signerOf(keys, version, origin).id));
  if (signed.some(({ version }) => version === active.version)) return undefined;
  return signed.find(({ state }) => state === "reading");
}

function signerOf(keys: KeyRing, { version, publicKey }: KeyVersion, origin: string): SignerKey {
  if (publicKey === undefined) throw new TypeError("a key of the log without its public half");
  return signerKey(origin, publicKey, (text) => keys.sign(text, version));
}

/** The verifier keys of a log, as they are written: of the newest generation first, the newest key first in each. */
export async function verifierLines(db: QueryExecutorProvider, keys: KeyRing): Promise<readonly string[]> {
  const { rows } = await sql<{ origin: string }>`select origin from log order by generation desc`.execute(db);
  return rows.flatMap(({ origin }) => linesOf(keys, origin));
}

/** The verifier keys under one name, those of retired keys too: what they signed stays signed. */
export function verifiersOf(keys: KeyRing, origin: string): readonly VerifierKey[] {
  return linesOf(keys, origin).map(parseVerifierKey);
}

function linesOf(keys: KeyRing, origin: string): readonly string[] {
  return keys.versions("log").map((version) => verifierKeyOf(signerOf(keys, version, origin)));
}

/** The names of those keys of ours that signed a note, as `name+hash`; none where a signature does not hold. */
export function keyLabelsOf(note: string, keys: KeyRing): readonly string[] {
  const bytes = Buffer.from(note);
  const { origin } = parseCheckpoint(parseNote(bytes).text);
  try {
    return openNote(bytes, verifiersOf(keys, origin)).signedBy.map(keyLabel);
  } catch (error) {
    if (error instanceof LogFault) return [];
    throw error;
  }
}
