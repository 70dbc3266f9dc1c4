import type { Desk, RoomJob } from "../act/index.ts";
import { removeFiles, scanWaiting, tidyUp } from "./jobs.ts";
import { setUp, type UploadsOptions } from "./settings.ts";
import { settleUploads } from "./settle.ts";

export type { Caps } from "./caps.ts";
export { shredUpload } from "./commands.ts";
export { CLAMD } from "./settings.ts";
export { downloadOf, listUploads, openUpload, SANDBOXED } from "./open-upload.ts";
export { receiveUploads, requireTaken } from "./receive.ts";
export { UPLOAD_MIGRATIONS } from "./tables.ts";

/** What uploads do in the background. */
export const UPLOAD_JOBS: readonly RoomJob[] = [scanWaiting, removeFiles, tidyUp];

/** Makes uploads possible on a desk, and puts right what a crash or a restored backup left; before anything is served. */
export function openUploads(options: UploadsOptions): (desk: Desk) => Promise<void> {
  return async (desk) => {
    await setUp(desk, options);
    await settleUploads(desk);
  };
}
