import sharp from "sharp";
import { endsAsZip } from "./check-pdf.ts";
import type { Kind } from "./kinds.ts";
import { Refusal } from "./refusals.ts";

export type ImageKind = Exclude<Kind, "pdf">;

/** The reader of each kind in libvips; all others are switched off. */
const READERS = ["VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp"];
const QUALITY = 90;

/**
 * The picture drawn anew: turned as its orientation says, in sRGB, of an animation the first frame, and without all that came along,
 * such as the place where it was taken.
 * @throws {Refusal} two-kinds, too-many-pixels, image-unreadable
 */
export async function remakeImage(
  bytes: Buffer,
  kind: ImageKind,
  limits: { readonly pixels: number },
): Promise<Buffer> {
  if (endsAsZip(bytes) || bytes.subarray(0, 1_024).includes("%PDF-")) throw new Refusal("two-kinds");
  sharp.cache(false);
  sharp.concurrency(1);
  sharp.block({ operation: ["VipsForeignLoad"] });
  sharp.unblock({ operation: READERS });
  try {
    const image = sharp(bytes, { limitInputPixels: limits.pixels, failOn: "error", sequentialRead: true });
    const { format } = await image.metadata();
    if (format !== kind) throw new Refusal("two-kinds");
    const turned = image.autoOrient().toColourspace("srgb");
    if (kind === "jpeg") return await turned.jpeg({ quality: QUALITY }).toBuffer();
    if (kind === "png") return await turned.png().toBuffer();
    return await turned.webp({ quality: QUALITY }).toBuffer();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(
      error instanceof Error && /pixel limit|dimensions|too large/i.test(error.message)
        ? "too-many-pixels"
        : "image-unreadable",
      { limit: Math.floor(limits.pixels / 10_000), millions: Math.floor(limits.pixels / 1_000_000) },
    );
  }
}
