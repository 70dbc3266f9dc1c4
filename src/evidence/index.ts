export { type Checkpoint, parseCheckpoint, writeCheckpoint } from "./checkpoint.ts";
export { LogFault } from "./fault.ts";
export type { Finding, FindingCode, Standing } from "./findings.ts";
export {
  consistencyProof,
  type HashReader,
  inclusionProof,
  leafHash,
  type RightEdge,
  rightEdge,
  rootAt,
  type Subtree,
  verifyConsistency,
  verifyInclusion,
} from "./merkle.ts";
export {
  generateKeys,
  openNote,
  parseSignerKey,
  parseVerifierKey,
  type SignerKey,
  signNote,
  type VerifierKey,
} from "./note.ts";
export { CHECKPOINT_FILE, folderSource, httpSource, KEY_FILE, type LogSource } from "./source.ts";
export { decodeTile, encodeBundle, hashReader, tilePath, tilesBetween, TILE_WIDTH } from "./tiles.ts";
export { type KeptCheckpoint, type Verification, verifyLog } from "./verify.ts";
export {
  type Actor,
  appendEvents,
  type Appending,
  type EventDraft,
  type EventKind,
  eventKind,
  type Subject,
} from "./events.ts";
export { type Head, head, sequence, type SignCheckpoint } from "./sequencer.ts";
export { EVIDENCE_MIGRATIONS, type EvidenceTables, guarded, insertOnly, NOBODY, WITHOUT_EVENT } from "./tables.ts";
