import type { Room } from "../room/index.ts";
import { backupCommand, restoreCommand } from "./backup-commands.ts";
import { exportCommand } from "./export-command.ts";
import { keysCommand } from "./keys-command.ts";
import { verifyCommand } from "./verify-command.ts";

/** Whatever shows that the records are what they were: the evidence log for others to check, backups, the keys. */
export const auditRoom: Room = {
  name: "audit",
  commands: [verifyCommand, exportCommand, backupCommand, restoreCommand, keysCommand],
};
