import { buffer } from "node:stream/consumers";
import { z } from "zod";
import { remakeImage } from "./check-image.ts";
import { checkPdf } from "./check-pdf.ts";
import { Refusal } from "./refusals.ts";

/*
 * A process of its own for each file: what reads hostile bytes may crash or grow, and takes nothing with it. It gets the file on its
 * input and what is allowed as its argument; it tells the outcome through the channel, and writes a picture that was made anew to its
 * output.
 */

const taskSchema = z.strictObject({ kind: z.enum(["jpeg", "png", "webp", "pdf"]), pixels: z.int(), pages: z.int() });

/** What the process tells. */
export const outcomeSchema = z.union([
  z.strictObject({ made: z.boolean() }),
  z.strictObject({ refused: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])) }),
]);

async function look(): Promise<{ readonly outcome: z.infer<typeof outcomeSchema>; readonly made?: Buffer }> {
  const { kind, ...limits } = taskSchema.parse(JSON.parse(process.argv[2] ?? ""));
  const bytes = await buffer(process.stdin);
  try {
    if (kind === "pdf") {
      checkPdf(bytes, limits);
      return { outcome: { made: false } };
    }
    return { outcome: { made: true }, made: await remakeImage(bytes, kind, limits) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { outcome: { refused: error.code, values: error.values } };
  }
}

if (import.meta.main) {
  const { outcome, made } = await look();
  process.send?.(outcome);
  if (made !== undefined) process.stdout.write(made);
  process.disconnect?.();
}
