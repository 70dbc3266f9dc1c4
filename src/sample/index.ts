import type { Room } from "../room/index.ts";
import { holdsSample } from "./events.ts";
import { SAMPLE } from "./first-start.ts";
import { sampleCommand } from "./sample-command.ts";
import { WORDS } from "./words.ts";

export { sampleAtFirstStart } from "./first-start.ts";
export { sampleRecords } from "./record.ts";

/** Made-up people, so that whoever looks for the first time sees the system at work, and tests and measurements have somebody. */
export const sampleRoom: Room = {
  name: "sample",
  notices: async ({ desk }) => ((await holdsSample(desk)) ? [WORDS.notice] : []),
  commands: [sampleCommand],
  settings: [SAMPLE],
};
