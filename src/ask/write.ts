import type { Decision } from "../decision/index.ts";
import type { Id } from "../wire/index.ts";

/*
 * Answers of a batch as JSON. What a decision says is one frozen object wherever it is said again, so each is written once and
 * its text used from then on: writing a whole answer with `JSON.stringify` takes longer than deciding it.
 */

const texts = new WeakMap<object, string>();

function textOf(said: object): string {
  const known = texts.get(said);
  if (known !== undefined) return known;
  const made = JSON.stringify(said);
  texts.set(said, made);
  return made;
}

function listOf(said: readonly object[]): string {
  let list = "";
  for (const one of said) list += list === "" ? textOf(one) : `,${textOf(one)}`;
  return list;
}

/** What `JSON.stringify({ id, ...decision })` gives, letter for letter. */
export function writeAnswer(id: Id<"decision">, decision: Decision): string {
  const { outcome, sentence, reasons, duties, needs, claimed, preview } = decision;
  const said = `"reasons":[${listOf(reasons)}],"duties":[${listOf(duties)}],"needs":[${listOf(needs)}]`;
  const ahead = preview === undefined ? "" : `,"preview":${JSON.stringify(preview)}`;
  return `{"id":"${id}","outcome":"${outcome}","sentence":${textOf(sentence)},${said}${tailOf(decision)},"claimed":${claimed}${ahead}}`;
}

let last: { readonly of: Decision; readonly tail: string } | undefined;

/** Which policy and law, and when: the same for all answers of most requests, so that the last one is kept. */
function tailOf(decision: Decision): string {
  const { policy, law, engine, at } = decision;
  if (last?.of.policy === policy && last?.of.law === law && last?.of.at === at) return last.tail;
  const members = JSON.stringify({ law, engine, at }).slice(1, -1);
  const tail = `${policy === undefined ? "" : `,"policy":${textOf(policy)}`},${members}`;
  last = { of: decision, tail };
  return tail;
}
