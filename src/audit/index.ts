import { Hono } from "hono";
import type { Room } from "../room/index.ts";
import { describeEvidenceApi, evidenceApi } from "./api.ts";
import { backupCommand, restoreCommand } from "./backup-commands.ts";
import { exportCommand } from "./export-command.ts";
import { logFiles } from "./files.ts";
import { keysCommand } from "./keys-command.ts";
import { evidencePages } from "./pages.tsx";
import { verifyCommand } from "./verify-command.ts";
import { WORDS } from "./words.ts";

/** Whatever shows that the records are what they were: the evidence log for others to check, backups, the keys. */
export const auditRoom: Room = {
  name: "audit",
  records: [{ path: "/records/evidence", label: WORDS.title, says: WORDS.lead }],
  routes: (house) => {
    const app = new Hono();
    const { door } = house;
    if (door === undefined) return app;
    return app.route("/", logFiles(door)).route("/", evidenceApi(door)).route("/", evidencePages(house, door));
  },
  describe: describeEvidenceApi,
  commands: [verifyCommand, exportCommand, backupCommand, restoreCommand, keysCommand],
};
