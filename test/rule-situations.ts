import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Article } from "../src/law/index.ts";
import type { CheckRule, Diagnostic, Extension, Section, Severity } from "../src/policy/index.ts";
import { built, type Edit, marks, smallPack } from "./marked-pack.ts";

/** A pack, and the day as of which it is judged where that matters. */
interface Judged {
  readonly text: string;
  readonly on?: string;
}

/** What a rule says of one pack, and that it says nothing of another one near to it. */
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

/** Holds the rules of a room to their situations: one at least for each, and its marks filled in both languages. */
export function describeRules(
  room: string,
  { section, rules }: { readonly section: Section; readonly rules: readonly CheckRule[] },
  situations: readonly RuleSituation[],
): void {
  const findings = ({ text, on }: Judged, rule: string): readonly Diagnostic[] => {
    const extension: Extension = { sections: [section], rules, ...(on === undefined ? {} : { on }) };
    const { program, diagnostics } = built(text, extension);
    assert.ok(program, `the pack must run: ${JSON.stringify(diagnostics.map(({ message }) => message.en))}`);
    return diagnostics.filter((finding) => finding.rule === rule);
  };

  describe(`the rules of ${room}`, () => {
    for (const { rule, severity, article, clause, en, ja, fires, silent } of situations) {
      it(`${rule}: says where, how much it weighs, and what to do`, () => {
        const found = findings(fires, rule);
        assert.ok(found.length > 0, "nothing was found");
        assert.deepEqual(
          found.map(({ line, column }) => ({ line, column })),
          marks(fires.text),
        );
        for (const one of found) {
          assert.deepEqual([one.severity, one.article, one.clause], [severity, article, clause]);
          assert.match(one.message.en, en);
          assert.match(one.message.ja, ja);
          assert.ok(!/\{[a-zA-Z]+\}/.test(one.message.en + one.message.ja), `an unfilled mark in ${one.message.en}`);
        }
      });

      it(`${rule}: is silent where nothing is wrong`, () => assert.deepEqual(findings(silent, rule), []));
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
