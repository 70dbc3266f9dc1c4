import { Refusal } from "./refusals.ts";

/** How slowly a sender may be. */
export interface Pace {
  /** Without a byte. */
  readonly idleSeconds: number;
  /** For all of it. */
  readonly seconds: number;
}

/**
 * The same bytes, as long as they keep coming: who holds a connection open and sends next to nothing is cut off.
 * @param most bytes in all
 * @throws {Refusal} too-slow, too-large, cut-off where the connection breaks
 */
export async function* steady(
  body: AsyncIterable<Uint8Array>,
  { idleSeconds, seconds }: Pace,
  most: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  const iterator = body[Symbol.asyncIterator]();
  const end = performance.now() + seconds * 1_000;
  let count = 0;
  let done = false;
  try {
    for (;;) {
      const next = await inTime(iterator.next(), Math.min(idleSeconds * 1_000, end - performance.now()));
      if (next.done === true) {
        done = true;
        return;
      }
      count += next.value.length;
      if (count > most) throw new Refusal("too-large", { limit: Math.floor(most / 1_048_576) });
      yield next.value;
    }
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal("cut-off");
  } finally {
    // Nobody waits for a body that hangs: whoever sends it may never let go.
    if (!done) iterator.return?.().catch(() => undefined);
  }
}

async function inTime<Value>(work: Promise<Value>, milliseconds: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Refusal("too-slow")), Math.max(0, milliseconds));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
