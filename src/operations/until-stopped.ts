/** Waits for the signal that asks this process to stop: Ctrl+C, or SIGTERM of whoever runs it. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    // A promise alone keeps no process alive.
    const held = setInterval(() => undefined, 60_000);
    const stop = (): void => {
      clearInterval(held);
      process.off("SIGINT", stop);
      process.off("SIGTERM", stop);
      resolve();
    };
    process.on("SIGINT", stop);
    process.on("SIGTERM", stop);
  });
}
