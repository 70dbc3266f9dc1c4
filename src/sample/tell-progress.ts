import type { Desk } from "../act/index.ts";
import type { Pack } from "../policy/index.ts";
import type { CommandContext } from "../room/index.ts";
import { fill } from "../wire/index.ts";
import type { SampleCounts } from "./events.ts";
import { sampleRecords } from "./record.ts";
import { WORDS } from "./words.ts";

interface Asked {
  readonly people: number;
  readonly seed: number;
}

/** Records the sample and says on `err` how far it is: at a terminal in one line that is written over. */
export async function tellProgress(
  desk: Desk,
  packs: Iterable<Pack>,
  asked: Asked,
  { err, terminal, language: lang, clock }: CommandContext,
): Promise<{ readonly counts: SampleCounts; readonly seconds: string }> {
  const began = clock.now();
  const counts = await sampleRecords(desk, packs, {
    ...asked,
    ...(terminal === undefined
      ? {}
      : {
          progress: (done, of) => err(fill(WORDS.progress[lang], { done, of }) + (done === of ? "\n" : "")),
        }),
  });
  const seconds = clock.now().since(began).total("seconds").toFixed(1);
  return { counts, seconds };
}
