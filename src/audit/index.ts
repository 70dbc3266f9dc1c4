import type { Room } from "../room/index.ts";
import { verifyCommand } from "./verify-command.ts";

/** Whatever shows that the records are what they were: the evidence log for others to check, backups, the keys. */
export const auditRoom: Room = {
  name: "audit",
  commands: [verifyCommand],
};
