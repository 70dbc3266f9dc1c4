export { parseCheckpoint, writeCheckpoint } from "./checkpoint.ts";
export { exportLog } from "./export.ts";
export { LogFault } from "./fault.ts";
export {
  consistencyProof,
  type HashReader,
  inclusionProof,
  leafHash,
  rightEdge,
  rootAt,
  verifyConsistency,
  verifyInclusion,
} from "./merkle.ts";
export {
  generateKeys,
  openNote,
  parseNote,
  parseSignerKey,
  parseVerifierKey,
  signNote,
  type VerifierKey,
} from "./note.ts";
export { CHECKPOINT_FILE, folderSource, httpSource, KEY_FILE, type LogSource } from "./source.ts";
export { decodeTile, encodeBundle, hashReader, type Tile, tilePath, tilesBetween, TILE_WIDTH } from "./tiles.ts";
export { type StoredVerification, verifyStored } from "./verify-stored.ts";
export { type KeptCheckpoint, type Verification, verifyLog } from "./verify.ts";
export {
  type Actor,
  appenderOf,
  type EventDraft,
  eventKind,
  eventWords,
  type Subject,
} from "./events.ts";
export { type Keeper, startKeeper } from "./keeper.ts";
export { compareKept, type Comparison, type Loss } from "./kept-checkpoint.ts";
export { keyLabelsOf, verifierLines } from "./log-keys.ts";
export { eventKinds, type ListedEvent, listEvents, proveConsistency, proveEvent, type ProvenEvent } from "./proofs.ts";
export { currentLog, head, sequence } from "./sequencer.ts";
export { logStanding } from "./standing.ts";
export { storedLog } from "./stored-log.ts";
export { EVIDENCE_MIGRATIONS, type EvidenceTables, guarded, insertOnly } from "./tables.ts";
