import type { Decision } from "../decision/index.ts";
import type { Id } from "../wire/index.ts";

/*
 * Answers of a batch as JSON, in bytes. What a decision says is one frozen object wherever it is said again, so each is written once
 * and copied from then on: writing an answer with `JSON.stringify` and encoding it takes longer than deciding it.
 */

const entries = new WeakMap<object, Buffer>();

/** A reason, duty or need, after a comma. */
function entryOf(said: object): Buffer {
  const known = entries.get(said);
  if (known !== undefined) return known;
  const made = Buffer.from(`,${JSON.stringify(said)}`);
  entries.set(said, made);
  return made;
}

/** From behind the identifier to the first reason. A sentence belongs to one outcome, so it stands for both. */
const heads = new WeakMap<object, Buffer>();

function headOf({ outcome, sentence }: Decision): Buffer {
  const known = heads.get(sentence);
  if (known !== undefined) return known;
  const made = Buffer.from(`","outcome":"${outcome}","sentence":${JSON.stringify(sentence)},"reasons":[`);
  heads.set(sentence, made);
  return made;
}

const DUTIES = Buffer.from('],"duties":[');
const NEEDS = Buffer.from('],"needs":[');
const CLAIMED = { true: Buffer.from("true"), false: Buffer.from("false") };
const START = Buffer.from('{"id":"');
const END = Buffer.from("}");
const FIRST_BYTES = 4_096;

/** Writes answers and problems one after the other into bytes that grow. */
export class AnswerWriter {
  #bytes = Buffer.allocUnsafe(FIRST_BYTES);
  #length = 0;
  #tail: { readonly of: Decision; readonly bytes: Buffer } | undefined;

  /** Adds what `JSON.stringify({ id, ...decision })` gives, byte for byte. */
  answer(id: Id<"decision">, decision: Decision): this {
    this.#copy(START);
    this.ascii(id);
    this.#copy(headOf(decision));
    this.#list(decision.reasons);
    this.#copy(DUTIES);
    this.#list(decision.duties);
    this.#copy(NEEDS);
    this.#list(decision.needs);
    this.#copy(this.#tailOf(decision));
    this.#copy(decision.claimed ? CLAIMED.true : CLAIMED.false);
    if (decision.preview !== undefined) this.text(`,"preview":${JSON.stringify(decision.preview)}`);
    this.#copy(END);
    return this;
  }

  text(text: string): this {
    this.#copy(Buffer.from(text));
    return this;
  }

  /** Adds a short text of nothing but ASCII, which takes no encoder. */
  ascii(text: string): this {
    this.#reserve(text.length);
    for (let index = 0; index < text.length; index += 1) this.#bytes[this.#length + index] = text.charCodeAt(index);
    this.#length += text.length;
    return this;
  }

  /** Everything that was written. The writer is done with then. */
  finish(): Buffer<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Which policy and law, and when: the same for all answers of most requests, so that the last one is kept. */
  #tailOf(decision: Decision): Buffer {
    const { policy, law, engine, at } = decision;
    const last = this.#tail?.of;
    if (this.#tail !== undefined && last?.policy === policy && last?.law === law && last?.at === at)
      return this.#tail.bytes;
    const members = JSON.stringify({ law, engine, at }).slice(1, -1);
    const by = policy === undefined ? "" : `,"policy":${entryOf(policy).toString().slice(1)}`;
    const bytes = Buffer.from(`]${by},${members},"claimed":`);
    this.#tail = { of: decision, bytes };
    return bytes;
  }

  #list(said: readonly object[]): void {
    let from = 1;
    for (const one of said) {
      this.#copy(entryOf(one), from);
      from = 0;
    }
  }

  #copy(fragment: Buffer, from = 0): void {
    this.#reserve(fragment.length);
    this.#bytes.set(from === 0 ? fragment : fragment.subarray(from), this.#length);
    this.#length += fragment.length - from;
  }

  #reserve(more: number): void {
    const wanted = this.#length + more;
    if (wanted <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(wanted, this.#bytes.length * 2));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
  }
}
