import { buffer } from "node:stream/consumers";
import { crc32, deflateRawSync, deflateSync } from "node:zlib";
import PdfKit from "pdfkit";
import sharp from "sharp";

/* Files that people send, and some that nobody should: made here, byte for byte. */

/** A photograph of 400 × 300 as a phone takes it: lying on its side, with the place and an owner in its metadata. */
export async function photo(): Promise<Buffer> {
  return await sharp({ create: { width: 400, height: 300, channels: 3, background: "#3a6" } })
    .composite([{ input: { create: { width: 100, height: 100, channels: 3, background: "#fff" } }, left: 0, top: 0 }])
    .withExif({
      IFD0: { Artist: "MARKED-OWNER", Orientation: "6" },
      IFD3: {
        GPSLatitudeRef: "N",
        GPSLatitude: "35/1 41/1 22/1",
        GPSLongitudeRef: "E",
        GPSLongitude: "139/1 41/1 30/1",
      },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
}

/** Of so many bytes at least: noise does not compress. */
export async function largePhoto(bytes: number): Promise<Buffer> {
  const side = Math.ceil(Math.sqrt(bytes / 2));
  const noise = { type: "gaussian", mean: 128, sigma: 60 } as const;
  const made = await sharp({ create: { width: side, height: side, channels: 3, background: "#888", noise } })
    .jpeg({ quality: 100, chromaSubsampling: "4:4:4" })
    .toBuffer();
  if (made.length < bytes) throw new RangeError(`${made.length} bytes are fewer than ${bytes}`);
  return made;
}

export async function png(): Promise<Buffer> {
  return await sharp({ create: { width: 30, height: 20, channels: 4, background: "#3a68" } })
    .png()
    .toBuffer();
}

export async function webp(): Promise<Buffer> {
  return await sharp({ create: { width: 30, height: 20, channels: 3, background: "#3a6" } })
    .webp()
    .toBuffer();
}

/** A few bytes that say they are 50,000 × 50,000 pixels. */
export function pngBomb(): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const typed = Buffer.concat([Buffer.from(type, "ascii"), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(typed));
    return Buffer.concat([length, typed, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(50_000, 0);
  header.writeUInt32BE(50_000, 4);
  header.set([1, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.alloc(6_251 * 500))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** An archive of one file. @param size of its content, which is zeros where it is large */
export function zip(size = 10): Buffer {
  const content = Buffer.alloc(size);
  const packed = deflateRawSync(content);
  const name = Buffer.from("a.txt");
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(8, 4);
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(size, 18);
  common.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from("504b0304", "hex"), common, name, packed]);
  const central = Buffer.concat([Buffer.from("504b01021400", "hex"), common, Buffer.alloc(14), name]);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", "latin1");
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}

export const heic = (): Buffer =>
  Buffer.concat([Buffer.from("00000018", "hex"), Buffer.from("ftypheic\0\0\0\0mif1heic", "latin1"), Buffer.alloc(400)]);

export const svg = (): Buffer =>
  Buffer.from(
    '\uFEFF<?xml version="1.0"?>\n<!-- a -->\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  );

/** A document of pages, as a printer of PDF makes it. */
export async function pdf(
  pages = 1,
  options: ConstructorParameters<typeof PdfKit>[0] = {},
  more: (document: InstanceType<typeof PdfKit>) => void = () => undefined,
): Promise<Buffer> {
  const document = new PdfKit({ autoFirstPage: false, ...options });
  for (let page = 1; page <= pages; page += 1) document.addPage().text(`page ${page}`);
  more(document);
  document.end();
  return await buffer(document);
}

/** A document of one page by hand, with entries in its catalogue and further objects. */
export function pdfOf(catalogue: string, ...objects: readonly (string | Buffer)[]): Buffer {
  const all: readonly (string | Buffer)[] = [
    `<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`,
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
    ...objects,
  ];
  const parts: Buffer[] = [Buffer.from("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n", "latin1")];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  for (const [index, one] of all.entries()) {
    const body = typeof one === "string" ? Buffer.from(one, "latin1") : one;
    const whole = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), body, Buffer.from("\nendobj\n")]);
    offsets.push(length);
    parts.push(whole);
    length += whole.length;
  }
  const rows = offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
  parts.push(
    Buffer.from(
      `xref\n0 ${all.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${all.length + 1} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

/** An object stream (ISO 32000-1, 7.5.7) of one object. */
export function objectStream(object: string, dictionary = "/Filter /FlateDecode"): Buffer {
  const head = "9 0 ";
  const plain = Buffer.from(`${head}${object}`, "latin1");
  const body = dictionary.includes("/FlateDecode") ? deflateSync(plain) : plain;
  return Buffer.concat([
    Buffer.from(`<< /Type /ObjStm /N 1 /First ${head.length} /Length ${body.length} ${dictionary} >>\nstream\n`),
    body,
    Buffer.from("\nendstream"),
  ]);
}
