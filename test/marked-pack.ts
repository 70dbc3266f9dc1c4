import assert from "node:assert/strict";
import {
  build,
  type Built,
  check,
  type Diagnostic,
  type Extension,
  parse,
  type PolicySource,
  type Section,
  type SourceFile,
} from "../src/policy/index.ts";
import { PACK } from "./small-pack.ts";

/** A text edit: what stands in the pack, and what is to stand there instead. */
export type Edit = readonly [from: string, to: string];

/** Stands in a text where a finding is expected; taken out before the text is read. */
const MARK = "▸";

/** The small pack, edited. An edit whose `from` is not there is a slip of the test. */
export function smallPack(...edits: readonly Edit[]): string {
  return edits.reduce((text, [from, to]) => {
    assert.ok(text.includes(from), `the small pack has no ${from}`);
    return text.replace(from, () => to);
  }, PACK);
}

/** A text as a file of a pack, without its marks. */
export function file(text: string, path = "pack.yaml"): SourceFile {
  return { path, bytes: new TextEncoder().encode(text.replaceAll(MARK, "")) };
}

/** Line and column, from 1, of every mark in a text. */
export function marks(text: string): { line: number; column: number }[] {
  return text.split("\n").flatMap((line, index) =>
    line
      .split(MARK)
      .slice(0, -1)
      .map((_, nth, before) => ({ line: index + 1, column: before.slice(0, nth + 1).join("").length + 1 })),
  );
}

/** Reads, checks and compiles a text that is a whole policy. */
export function built(text: string, extension: Extension = {}): Built {
  return build([file(text)], extension);
}

/** Reads a text that is a whole policy, and must be one. */
export function sourceOf(text: string, sections: readonly Section[] = []): PolicySource {
  const { source, diagnostics } = parse([file(text)], sections);
  assert.ok(source, JSON.stringify(diagnostics.map(({ line, column, message }) => [line, column, message.en])));
  return source;
}

/** What one rule finds in a text that is a whole policy; `on` as in `Extension`. */
export function findings(text: string, rule: string, on?: string): readonly Diagnostic[] {
  return check(sourceOf(text), on === undefined ? {} : { on }).filter((finding) => finding.rule === rule);
}
