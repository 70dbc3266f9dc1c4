import type { Desk } from "../act/index.ts";
import { LogFault, type StoredVerification, verifyStored } from "../evidence/index.ts";
import type { Words } from "../wire/index.ts";

/** A verification of the whole log, under way or done. */
export interface Run {
  readonly begun: Temporal.Instant;
  /** Steps done, of all; 0 of 0 before the first. */
  done: number;
  of: number;
  outcome: { readonly at: Temporal.Instant; readonly result: StoredVerification } | { readonly why: Words } | undefined;
}

const FAILED: Words = {
  ja: "途中で読めなくなりました。もう一度お試しください。",
  en: "Reading broke off. Try again.",
};

/** One verification at a time: whoever asks meanwhile sees the one under way. */
export function verifications({ database, keys, clock }: Pick<Desk, "database" | "keys" | "clock">): {
  readonly start: () => void;
  readonly last: () => Run | undefined;
} {
  let last: Run | undefined;
  const verify = async (run: Run): Promise<void> => {
    try {
      const progress = (done: number, of: number): void => {
        run.done = done;
        run.of = of;
      };
      const result = await verifyStored(database.kysely, { keys, progress });
      run.outcome = { at: clock.now(), result };
    } catch (error) {
      run.outcome = { why: error instanceof LogFault ? error.words : FAILED };
    }
  };
  return {
    last: () => last,
    start: () => {
      if (last !== undefined && last.outcome === undefined) return;
      last = { begun: clock.now(), done: 0, of: 0, outcome: undefined };
      verify(last).catch(() => undefined);
    },
  };
}
