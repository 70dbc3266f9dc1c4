import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { STATUS_CODES } from "node:http";
import { join } from "node:path";
import { describe, it } from "node:test";
import { LANGUAGES, PROBLEM_CODES, ProblemError, problemEntry } from "./index.ts";

const root = join(import.meta.dirname, "../..");

function marksOf(words: string): string[] {
  return [...new Set(words.match(/\{[a-zA-Z]+\}/g) ?? [])].sort();
}

/** The tables of docs/problems.md: for each language code, status and title of every row. */
function documented(): { code: string; status: number; title: string; cells: string[] }[][] {
  const text = readFileSync(join(root, "docs/problems.md"), "utf8");
  const tables = text.split("\n\n").filter((block) => block.startsWith("|"));
  return tables.map((table) =>
    table
      .trimEnd()
      .split("\n")
      .slice(2)
      .map((row) => {
        const cells = row
          .split("|")
          .slice(1, -1)
          .map((cell) => cell.trim());
        const [code = "", status = "", title = ""] = cells;
        return { code: code.replaceAll("`", ""), status: Number(status), title, cells };
      }),
  );
}

describe("the table of problems", () => {
  for (const code of PROBLEM_CODES) {
    const { status, title, detail } = problemEntry(code);

    it(`${code} has a status of HTTP, and says the same in both languages`, () => {
      assert.ok(status >= 400 && status in STATUS_CODES, `${status} is an error of HTTP`);
      for (const words of [title, detail]) {
        assert.deepEqual(marksOf(words.ja), marksOf(words.en));
        assert.ok(/[ぁ-んァ-ヶ一-龠]/.test(words.ja) && /[a-z]/.test(words.en));
      }
      assert.deepEqual(marksOf(title.en), [], "a title stands alone");
    });

    it(`${code} fills its detail in both languages`, () => {
      const values = Object.fromEntries(
        marksOf(detail.en).map((mark) => [mark.slice(1, -1), `some-${mark.slice(1, -1).toLowerCase()}`]),
      );
      for (const language of LANGUAGES) {
        const problem = new ProblemError(code, values).in(language);
        assert.deepEqual(
          { ...problem, detail: "" },
          { type: `/problems/${code}`, title: title[language], status, detail: "", code },
        );
        assert.deepEqual(marksOf(problem.detail), []);
        for (const value of Object.values(values)) assert.ok(problem.detail.includes(value));
      }
    });
  }

  it("is documented in both languages: every code, in the order of the table, with its status and title", () => {
    const [english, japanese, ...others] = documented();
    assert.deepEqual(others, []);
    for (const [rows, language] of [
      [english ?? [], "en"],
      [japanese ?? [], "ja"],
    ] as const) {
      assert.deepEqual(
        rows.map(({ code, status, title }) => [code, status, title]),
        PROBLEM_CODES.map((code) => [code, problemEntry(code).status, problemEntry(code).title[language]]),
      );
      for (const { code, cells } of rows) assert.ok(cells.length === 5 && cells.every((cell) => cell !== ""), code);
    }
  });

  it("holds nothing that no room speaks of", () => {
    const said = globSync("src/**/*.{ts,tsx}", { cwd: root })
      .filter((path) => !/\.test\.tsx?$/.test(path) && !path.endsWith(join("wire", "problem.ts")))
      .map((path) => readFileSync(join(root, path), "utf8"));
    const unused = PROBLEM_CODES.filter((code) => !said.some((text) => text.includes(`new ProblemError("${code}"`)));
    assert.deepEqual(unused, []);
  });
});

describe("a problem on its way", () => {
  it("is an error whose message is English, for the log", () => {
    const error = new ProblemError("body-too-large", { limit: 10 });
    assert.ok(error instanceof Error);
    assert.equal(error.name, "ProblemError");
    assert.equal(error.message, "One request may carry 10 bytes. Send it in several.");
  });

  it("leaves a mark that nobody filled, so that the slip is seen", () => {
    assert.match(new ProblemError("body-too-large").in("en").detail, /\{limit\}/);
  });

  it("carries the single faults in the reader's language, and no `errors` where there are none", () => {
    const error = new ProblemError("invalid-question", { count: 1 }, (language) => [
      { pointer: "/act", detail: language === "ja" ? "行為" : "act" },
    ]);
    assert.deepEqual(error.in("ja").errors, [{ pointer: "/act", detail: "行為" }]);
    assert.deepEqual(error.in("en").errors, [{ pointer: "/act", detail: "act" }]);
    assert.ok(!("errors" in new ProblemError("invalid-question", { count: 1 }).in("en")));
  });
});
