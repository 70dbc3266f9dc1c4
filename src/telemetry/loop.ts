import { monitorEventLoopDelay } from "node:perf_hooks";

/** How late turns of the event loop come. */
export interface Loop {
  /** The mean of the last whole second, in milliseconds. */
  readonly lateMs: () => number;
  /** The worst since this was last asked, in milliseconds. */
  readonly worstMs: () => number;
}

/** How often the loop is looked at, in milliseconds. */
const EVERY_MS = 20;
const WINDOW_MS = 1_000;
const NANOSECONDS = 1_000_000;

let watched: Loop | undefined;

/** Watches the event loop of this process, which has one. Its timer does not hold the process. */
export function watchLoop(): Loop {
  watched ??= beginToWatch();
  return watched;
}

function beginToWatch(): Loop {
  const window = monitorEventLoopDelay({ resolution: EVERY_MS });
  window.enable();
  let late = 0;
  let worst = 0;
  const over = (nanoseconds: number): number => Math.max(0, nanoseconds / NANOSECONDS - EVERY_MS);
  const take = (): void => {
    worst = Math.max(worst, over(window.max));
  };
  setInterval(() => {
    take();
    late = window.count === 0 ? 0 : over(window.mean);
    window.reset();
  }, WINDOW_MS).unref();
  return {
    lateMs: () => late,
    worstMs: () => {
      take();
      const seen = worst;
      worst = 0;
      window.reset();
      return Math.round(seen);
    },
  };
}
