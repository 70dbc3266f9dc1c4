export {
  act,
  type Appended,
  type Around,
  type Command,
  type Desk,
  jobAround,
  type JobHands,
  type Reaction,
  type RoomJob,
  type Step,
  type WorkTables,
} from "./act.ts";
export { backUp, restore } from "./backup.ts";
export { type DeskOptions, openDesk } from "./desk.ts";
export { restoreRecords } from "./restore-records.ts";
export { allMigrations, NothingKeptError, openRecords, type Records } from "./open.ts";
export { rewrapDataKeys, rotateKey } from "./rotate.ts";
export { expireAnswers } from "./expire-answers.ts";
export { ACT_MIGRATIONS, EXEMPT } from "./tables.ts";
