import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Article } from "../src/law/index.ts";
import type { CheckRule, Diagnostic, Extension, Section, Severity } from "../src/policy/index.ts";
import { built, type Edit, marks, smallPack } from "./marked-pack.ts";

/** A pack, with the day as of which it is judged where that matters; else that on which it comes into force. */
type Judged = string | { readonly text: string; readonly on: string };

/** A rule of the linter in a pack in which it speaks, and in one near to it in which it must not. */
export interface RuleSituation {
  readonly rule: string;
  readonly severity: Severity;
  readonly article?: Article;
  readonly clause?: string;
  readonly en: RegExp;
  readonly ja: RegExp;
  /** `▸` where the rule must point, in the order of lines. */
  readonly fires: Judged;
  readonly silent: Judged;
}

/** The small pack with sections added to it, and edited. */
export function packWith(sections: string, ...edits: Edit[]): string {
  return smallPack(["\npromises:", `\n${sections.trim()}\npromises:`], ...edits);
}

/**
 * Holds rules to their situations: one at least for each, and its marks filled in both languages.
 * @param section of the room that the rules belong to; absent for those of the language itself, which are always checked
 */
export function describeRules(
  whose: string,
  { section, rules }: { readonly section?: Section; readonly rules: readonly CheckRule[] },
  situations: readonly RuleSituation[],
): void {
  const extension: Extension = section === undefined ? {} : { sections: [section], rules };
  const judge = (pack: Judged, rule: string) => {
    const { text, on } = typeof pack === "string" ? { text: pack } : pack;
    const { program, diagnostics } = built(text, on === undefined ? extension : { ...extension, on });
    return { text, runs: program !== undefined, found: diagnostics.filter((one) => one.rule === rule), diagnostics };
  };

  describe(`the rules of ${whose}`, () => {
    for (const { rule, severity, article, clause, en, ja, fires, silent } of situations) {
      it(`${rule}: says where, by which article and clause, and what to do`, () => {
        const { text, runs, found, diagnostics } = judge(fires, rule);
        assert.ok(found.length > 0, "nothing was found");
        assert.deepEqual(
          found.map(({ message: _message, ...finding }) => finding),
          marks(text).map((place) => ({
            rule,
            severity,
            file: "pack.yaml",
            ...place,
            ...(article === undefined ? {} : { article }),
            ...(clause === undefined ? {} : { clause }),
          })),
        );
        for (const { message } of found) {
          assert.match(message.en, en);
          assert.match(message.ja, ja);
          assert.ok(!/\{[a-zA-Z]+\}/.test(message.en + message.ja), `an unfilled mark in ${message.en}`);
        }
        assert.equal(runs, severity !== "error", `only an error keeps a policy from running: ${told(diagnostics)}`);
      });

      it(`${rule}: is silent where nothing is wrong`, () => {
        const { runs, found, diagnostics } = judge(silent, rule);
        assert.deepEqual(found, []);
        assert.ok(runs, `the pack must run: ${told(diagnostics)}`);
      });
    }

    it("have a situation each, and stand there once", () => {
      const ids = rules.map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length);
      assert.deepEqual([...new Set(situations.map(({ rule }) => rule))].sort(), [...ids].sort());
    });

    it("say the same in both languages: the marks of a message", () => {
      for (const { id, message } of rules) {
        const [ja, en] = [message.ja, message.en].map((words) => [...new Set(words.match(/\{[a-zA-Z]+\}/g))].sort());
        assert.deepEqual(ja, en, id);
      }
    });
  });
}

function told(diagnostics: readonly Diagnostic[]): string {
  return JSON.stringify(diagnostics.map(({ message }) => message.en));
}
