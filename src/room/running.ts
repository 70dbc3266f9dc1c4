import { readSettings, type Settings } from "../settings/index.ts";
import { createMetrics, errorsOnly, type Log, type Loop, type Metrics, watchLoop } from "../telemetry/index.ts";
import type { Room } from "./index.ts";
import { settingsOf } from "./settings.ts";

/** How this process runs: by which settings, and for whoever watches it. */
export interface Running {
  readonly settings: Settings;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly loop: Loop;
  readonly version: string;
  /** True once it was asked to stop: it still answers, and takes no more from whoever asks whether it is ready. */
  readonly stopping: () => boolean;
}

/** Where nothing was set, nothing is watched and nobody is told of anything but errors. */
export function runningUnset(rooms: readonly Room[], version: string): Running {
  const { settings } = readSettings(settingsOf(rooms), {});
  if (settings === undefined) throw new TypeError("a setting refuses its own default");
  return {
    settings,
    log: errorsOnly,
    metrics: createMetrics(),
    loop: watchLoop(),
    version,
    stopping: () => false,
  };
}
