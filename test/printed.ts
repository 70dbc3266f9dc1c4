import assert from "node:assert/strict";
import { EXTENSION } from "../src/app.ts";
import { parse, type PolicyContent, type PolicySource, print, printFiles } from "../src/policy/index.ts";
import { file, sourceOf } from "./marked-pack.ts";

export function contentOf({ place: _place, ...content }: PolicySource): PolicyContent {
  return content;
}

/** What is read of a printed policy: from one file, and from one for each section. */
export function readAgain(content: PolicyContent): PolicyContent {
  const text = print(content);
  const whole = contentOf(sourceOf(text, EXTENSION.sections));
  const parted = parse(
    printFiles(content).map(({ path, text: part }) => file(part, path)),
    EXTENSION.sections,
  );
  assert.ok(parted.source, JSON.stringify(parted.diagnostics));
  assert.deepEqual(contentOf(parted.source), whole);
  assert.equal(print(whole), text);
  return whole;
}
