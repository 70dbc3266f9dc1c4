import type { Decision } from "../decision/index.ts";
import type { Id } from "../wire/index.ts";

/*
 * Answers as JSON text. What a decision says is one frozen object wherever it is said again, so each is written once and
 * its text kept beside it; `JSON.stringify` of a whole answer would take several times as long as deciding it.
 */

const written = new WeakMap<object, string>();

function once(said: object): string {
  const known = written.get(said);
  if (known !== undefined) return known;
  const text = JSON.stringify(said);
  if (Object.isFrozen(said)) written.set(said, text);
  return text;
}

function list(said: readonly object[]): string {
  let text = "[";
  for (let index = 0; index < said.length; index += 1) {
    const entry = said[index];
    if (entry !== undefined) text += index === 0 ? once(entry) : `,${once(entry)}`;
  }
  return `${text}]`;
}

/** What `JSON.stringify({ id, ...decision })` gives, byte for byte, as a test holds. */
export function writeAnswer(id: Id<"decision">, decision: Decision): string {
  const { outcome, sentence, reasons, duties, needs, policy, law, engine, at, claimed, preview } = decision;
  const by = policy === undefined ? "" : `"policy":${once(policy)},`;
  const under = law === undefined ? "" : `"law":"${law}",`;
  const bill = preview === undefined ? "" : `,"preview":"${preview}"`;
  return `{"id":"${id}","outcome":"${outcome}","sentence":${once(sentence)},"reasons":${list(reasons)},"duties":${list(duties)},"needs":${list(needs)},${by}${under}"engine":"${engine}","at":"${at}","claimed":${claimed}${bill}}`;
}
