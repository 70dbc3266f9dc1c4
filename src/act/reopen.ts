import { z } from "zod";
import { currentLog, eventKind, type Loss } from "../evidence/index.ts";
import { act, type Desk } from "./act.ts";

const logReopened = eventKind(
  "log.reopened",
  z.strictObject({
    origin: z.string(),
    generation: z.int().positive(),
    known: z.strictObject({ origin: z.string(), size: z.int(), root: z.base64() }),
    found: z.strictObject({ size: z.int() }),
  }),
  {
    ja: "記録が失われていたので、新しい世代を始めた",
    en: "Events had been lost, and the next generation of the log was opened",
  },
);

/**
 * Opens the next generation of the log, under another name: what was signed under the old one cannot be gone on from without
 * contradicting it.
 * @returns its origin
 */
export async function reopenLog(desk: Desk, { known, found }: Loss): Promise<string> {
  return await act(
    desk,
    {
      name: "log.reopen",
      input: { origin: known.origin, size: known.size },
      run: async ({ append, tx, at }) => {
        const log = await currentLog(tx);
        const [base, generation] = [
          baseOf(log.origin),
          1 + Math.max(log.generation, generationOf(known.origin, log.origin)),
        ];
        const origin = `${base}/${generation}`;
        const root = Buffer.from(known.root).toString("base64");
        const before = { origin: known.origin, size: known.size, root };
        await append({ kind: logReopened, body: { origin, generation, known: before, found: { size: found.size } } });
        await tx.insertInto("log").values({ generation, origin, opened_at: at }).execute();
        return origin;
      },
    },
    { actor: { kind: "system", id: "yakusoku" } },
  );
}

/** An origin is `yakusoku/UUID`, and from the second generation on `yakusoku/UUID/2`. */
function baseOf(origin: string): string {
  return origin.split("/").slice(0, 2).join("/");
}

/** Of the checkpoint that is known: it may be of a later generation than an older copy of the database. */
function generationOf(known: string, ours: string): number {
  return baseOf(known) === baseOf(ours) ? Number(known.split("/")[2] ?? 1) : 0;
}
