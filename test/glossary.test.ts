import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";

const root = join(import.meta.dirname, "..");

const rows = readFileSync(join(root, "docs/glossary.md"), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| English"))
  .map((line) => {
    const [english = "", japanese = "", article = "", code = ""] = line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
    return { english, japanese, article, code };
  });

function twice(words: readonly string[]): string[] {
  return words.filter((word, index) => words.indexOf(word) !== index);
}

describe("the glossary", () => {
  it("has one word for one thing, in both languages", () => {
    assert.ok(rows.length > 60);
    assert.deepEqual(twice(rows.map(({ english }) => english.replace(/[:,].*$/, ""))), []);
    assert.deepEqual(twice(rows.map(({ japanese }) => japanese)), []);
    for (const { english, japanese } of rows)
      assert.ok(/[a-z]/.test(english) && /[ぁ-んァ-ヶ一-龠]/.test(japanese), english);
  });

  it("names words that stand in the code", () => {
    const code = globSync("src/**/*.{ts,tsx}", { cwd: root })
      .filter((path) => !/\.test\.tsx?$/.test(path))
      .map((path) => readFileSync(join(root, path), "utf8"))
      .join("\n");
    for (const { english, code: cell } of rows) {
      const words = [...cell.matchAll(/`([^`]+)`/g)].map(([, word = ""]) => word);
      assert.ok(words.length > 0 || cell === "–", `${english} says where it stands`);
      for (const word of words) {
        const known = new RegExp(`(?<![A-Za-z-])${RegExp.escape(word)}(?![A-Za-z-])`).test(code);
        assert.ok(known, `${english}: nothing in src is called ${word}`);
      }
    }
  });
});
