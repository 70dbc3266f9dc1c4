import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";

const ROOT = join(import.meta.dirname, "..");
/** A path from the root of the clone, with an ending. */
const PATH = /`((?:\.?[\w-]+\/)*\.?[\w-]+(?:\.[\w-]+)*\.(?:ts|tsx|md|json|yaml|service|conf|css))`|`(deploy\/\w+)`/g;

/** What the documents that claim something of the code name as its proof. */
const DOCUMENTS = [
  { file: "docs/threat-model.md", atLeast: 60 },
  { file: "docs/asvs.md", atLeast: 70 },
  { file: "docs/operations.md", atLeast: 5 },
] as const;

describe("a document that names files", () => {
  for (const { file, atLeast } of DOCUMENTS) {
    test(`names such that exist: ${file}`, async () => {
      const text = await readFile(join(ROOT, file), "utf8");
      const named = [...text.matchAll(PATH)].map(([, path, other]) => path ?? other ?? "");
      assert.ok(named.length >= atLeast, String(named.length));
      // Files of the data folder, of a package, and those that others know by their bare name.
      const paths = named.filter((path) => path.includes("/") || existsSync(join(ROOT, path)));
      assert.deepEqual(
        [...new Set(paths)].filter((path) => !existsSync(join(ROOT, path))),
        [],
      );
    });
  }

  test("gives every chapter of the standard", async () => {
    const text = await readFile(join(ROOT, "docs/asvs.md"), "utf8");
    const chapters = [...text.matchAll(/^## V(\d+) /gm)].map(([, number]) => Number(number));
    assert.deepEqual(
      chapters,
      Array.from({ length: 17 }, (_, index) => index + 1),
    );
    for (const row of text.matchAll(/^\| (?!requirement|---)[^|]+ \| ([^|]+) \|/gm))
      assert.match(row[1] ?? "", /^(met|met in part|open|not applicable)$/, row[0]);
  });
});
