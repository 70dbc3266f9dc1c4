import { z } from "zod";
import type { Command, Desk } from "../act/index.ts";
import { eventKind, listEvents } from "../evidence/index.ts";

const begun = eventKind("sample.begun", z.strictObject({ people: z.int(), seed: z.int(), first: z.int() }), {
  ja: "見本のデータの記録を始めた",
  en: "The recording of sample data began",
});

const counts = z.strictObject({
  people: z.int(),
  facts: z.int(),
  provisions: z.int(),
  receipts: z.int(),
  parties: z.int(),
  erased: z.int(),
});

/** How much was recorded. */
export type SampleCounts = Readonly<z.output<typeof counts>>;

const finished = eventKind("sample.finished", counts, {
  ja: "見本のデータを記録し終えた",
  en: "The sample data was recorded",
});

/** Says first that what follows is made up: should the rest be broken off, the log tells of it. */
export function beginSample(body: z.output<typeof begun.body>): Command<null> {
  return {
    name: "sample.begin",
    input: body,
    run: async (step) => {
      await step.append({ kind: begun, body });
      return null;
    },
  };
}

export function finishSample(body: SampleCounts): Command<null> {
  return {
    name: "sample.finish",
    input: body,
    run: async (step) => {
      await step.append({ kind: finished, body });
      return null;
    },
  };
}

/** Whether made-up people are among those on record. */
export async function holdsSample({ database }: Pick<Desk, "database">): Promise<boolean> {
  return (await listEvents(database.kysely, { kind: begun.name, limit: 1 })).length > 0;
}
