import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { referencePack } from "../../test/reference.ts";
import { serving } from "../../test/served.ts";
import type { Pack } from "../policy/index.ts";
import { LANGUAGES } from "../wire/index.ts";

describe("a version of a policy as a PDF", () => {
  let pack: Pack;
  let app: ReturnType<typeof serving>;
  const paper = (path: string) => app.request(`http://localhost${path}`);

  before(async () => {
    ({ pack } = await referencePack());
    app = serving([pack]);
  });

  for (const lang of LANGUAGES) {
    it(`says in ${lang} what is published, under headings that the outline names`, async () => {
      const response = await paper(`/${lang}/policies/leopalace21/2023-05-01/policy.pdf`);
      assert.equal(response.status, 200);
      assert.equal(response.headers.get("Content-Type"), "application/pdf");
      assert.match(
        response.headers.get("Content-Disposition") ?? "",
        new RegExp(`leopalace21-2023-05-01-${lang}\\.pdf`),
      );
      const bytes = Buffer.from(await response.arrayBuffer());
      assert.equal(bytes.subarray(0, 8).toString("latin1"), "%PDF-1.7");
      assert.ok(bytes.includes(`/Lang (${lang})`), "its language is stated");
      assert.ok(bytes.includes("/Marked true"), "it is tagged");
      const { promises, policy } = pack.versions[0]?.policy ?? assert.fail();
      const gap = lang === "ja" ? "　" : "  ";
      const headings = Object.entries(promises).map(([clause, { title }]) => `${clause}${gap}${title?.[lang] ?? ""}`);
      assert.ok(headings.length > 90);
      for (const text of [policy.title[lang] ?? "", ...headings]) assert.ok(bytes.includes(inPdf(text)), text);
    });
  }

  it("is the same file whenever it is asked for, and says so to who has it", async () => {
    const path = "/ja/policies/leopalace21/2023-05-01/policy.pdf";
    const first = await paper(path);
    const other = serving([pack]);
    const again = await other.request(`http://localhost${path}`);
    assert.deepEqual(Buffer.from(await first.arrayBuffer()), Buffer.from(await again.arrayBuffer()));
    const tag = first.headers.get("ETag") ?? assert.fail("no ETag");
    const known = await app.request(`http://localhost${path}`, { headers: { "If-None-Match": tag } });
    assert.equal(known.status, 304);
  });

  it("is not there for a version or a policy that is not", async () => {
    for (const path of ["/ja/policies/leopalace21/2020-01-01/policy.pdf", "/en/policies/nobody/2023-05-01/policy.pdf"])
      assert.equal((await paper(path)).status, 404);
  });
});

/** A text as the outline of a PDF holds it: ASCII as it is, with its brackets escaped, else UTF-16 with a mark before it. */
function inPdf(text: string): Buffer {
  if (/^[\u0000-\u007f]*$/.test(text)) return Buffer.from(text.replaceAll(/[()\\]/g, String.raw`\$&`), "latin1");
  const units = [...Buffer.from(text, "utf16le").swap16()];
  const escaped = units.flatMap((byte) => (ESCAPED.has(byte) ? [0x5c, ESCAPED.get(byte) ?? byte] : [byte]));
  return Buffer.from(escaped);
}

/** Bytes that stand in a PDF string behind a backslash. */
const ESCAPED: ReadonlyMap<number, number> = new Map([
  [0x28, 0x28],
  [0x29, 0x29],
  [0x5c, 0x5c],
  [0x0a, 0x6e],
  [0x0d, 0x72],
  [0x09, 0x74],
  [0x08, 0x62],
  [0x0c, 0x66],
]);
