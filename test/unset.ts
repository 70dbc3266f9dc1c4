import { type CommandContext, runningUnset, settingsOf } from "../src/room/index.ts";
import { readSettings, type Settings } from "../src/settings/index.ts";
import { errorsOnly } from "../src/telemetry/index.ts";

/** What a house by hand needs, where nothing is set and nobody watches. */
export const UNWATCHED = { running: runningUnset([], "0.0.0-test"), migrations: [] } as const;

/** The same for a command. */
export const UNSET: Pick<CommandContext, "settings" | "log"> = {
  settings: (): Settings | undefined => readSettings(settingsOf([]), {}).settings,
  log: () => errorsOnly,
};
