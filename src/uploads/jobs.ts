import { sql } from "kysely";
import { act, type RoomJob } from "../act/index.ts";
import { loadDataKeys } from "../database/index.ts";
import { idOf, ProblemError, uuidOf } from "../wire/index.ts";
import { ClamdError, scanStream } from "./clamd.ts";
import { condemn, release, REMOVE_FILES } from "./commands.ts";
import { PARTS } from "./files.ts";
import { removeUnkept, settleUploads } from "./settle.ts";
import { settingsOf } from "./settings.ts";
import type { UploadTables } from "./tables.ts";

/** Scans what waits for it. While clamd does not answer it goes on waiting, and so it does where none is configured any more. */
export const scanWaiting: RoomJob = {
  name: "uploads.scan",
  says: { ja: "検査を待っているファイルをウイルス検査する", en: "Scan files that wait for it" },
  every: "*/5 * * * *",
  run: async ({ signal }, { desk, around }) => {
    const { files, clamd } = settingsOf(desk);
    if (clamd === undefined) return;
    const { rows } = await sql<Pick<UploadTables["upload"], "id" | "key_id" | "part">>`
      select id, key_id, part from upload where state = 'unscanned' order by id`.execute(desk.database.kysely);
    for (const { id: uuid, key_id: keyId, part } of rows) {
      if (signal.aborted) return;
      const key = (await loadDataKeys(desk.database.kysely, desk.keys, [keyId])).get(keyId);
      if (key === undefined || part === null) continue;
      const id = idOf("upload", uuid);
      try {
        const { found } = await scanStream(clamd, files.read({ id: uuid, part }, key));
        // Each is an act of its own; that it is done is seen by its state.
        await act(desk, found === undefined ? release(id) : condemn(id, found), { actor: around.actor });
        if (found !== undefined) for (const each of PARTS) await files.remove({ id: uuid, part: each });
      } catch (error) {
        if (error instanceof ClamdError) return;
        // Shredded, or scanned by another process meanwhile.
        if (!(error instanceof ProblemError)) throw error;
      }
    }
  },
};

export const removeFiles: RoomJob = {
  name: REMOVE_FILES,
  says: { ja: "破棄したファイルをディスクから消す", en: "Remove shredded files from the disk" },
  run: async ({ data }, { desk }) => {
    const id = uuidOf("upload", String(data["upload"]));
    if (id !== undefined)
      await removeUnkept(
        desk,
        PARTS.map((part) => ({ id, part })),
      );
  },
};

/** What a process left that was killed, where others go on. */
export const tidyUp: RoomJob = {
  name: "uploads.tidy",
  says: { ja: "受け取りの途中で止まったファイルを片づける", en: "Clear away files whose receipt was broken off" },
  every: "23 * * * *",
  run: async (_job, { desk }) => await settleUploads(desk),
};
