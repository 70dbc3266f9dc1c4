import { type Program, partyName } from "../policy/index.ts";
import { fillWords, type Words } from "../wire/index.ts";
import { DUTIES, type DutyCode, NEEDS, type NeedCode, type ReasonCode, REASONS } from "./codes.ts";
import type { Duty, Grounded, Ground, Need, Outcome, Params, Reason } from "./decision.ts";
import { namesOf } from "./names.ts";

/** What is kept where only declared words vary; enough for every purpose of a large policy in several answers. */
const MAX_KEPT = 200_000;
/** What is kept where an asker's own words vary: names of parties, and lists, which have no end. */
const MAX_TYPED = 5_000;
const TYPED: ReadonlySet<string> = new Set(["given", "party", "items"]);

/** One step of the way to a sentence: its code, article, clause and parameters, in this order. */
interface Step<Said> {
  readonly next: Map<string | number, Step<Said>>;
  said: Said | undefined;
}

const NO_PARAMS: Params = Object.freeze({});

/**
 * Everything the engine says about one version of a policy. Each sentence is made once, with its words, and the same frozen
 * object is given to every answer that says it: an answer costs no more than finding it. Nothing said depends on what was
 * said before, so a decision stays a pure function.
 */
export class Phrasebook {
  readonly #program: Program | undefined;
  readonly #reasons: Readonly<Record<Reason["effect"], Step<Reason>>>;
  readonly #duties: Step<Duty> = step();
  readonly #needs: Step<Need> = step();
  readonly #operators = new Map<string, string | undefined>();
  #kept = 0;
  #typed = 0;

  constructor(program: Program | undefined) {
    this.#program = program;
    this.#reasons = { permit: step(), review: step(), deny: step(), note: step() };
  }

  reason(effect: Outcome | "note", code: ReasonCode, ground: Ground, params: Params = NO_PARAMS): Reason {
    const place = this.#place(this.#reasons[effect], code, ground, params);
    place.said ??= Object.freeze({ code, effect, ...this.#grounded(REASONS[code], ground, params) });
    return place.said;
  }

  duty(code: DutyCode, ground: Ground, params: Params = NO_PARAMS): Duty {
    const place = this.#place(this.#duties, code, ground, params);
    place.said ??= Object.freeze({ code, ...this.#grounded(DUTIES[code], ground, params) });
    return place.said;
  }

  need(code: NeedCode, ground: Ground, params: Params = NO_PARAMS): Need {
    const place = this.#place(this.#needs, code, ground, params);
    place.said ??= Object.freeze({ code, ...this.#grounded(NEEDS[code], ground, params) });
    return place.said;
  }

  /** Rule 17: an operator by its identifier or by one of its names is that operator, however it was named. */
  operatorNamed(name: string): string | undefined {
    const names = this.#program?.operatorNames;
    const exact = names?.get(name);
    if (exact !== undefined || this.#operators.has(name)) return exact ?? this.#operators.get(name);
    // Normalising a name costs more than the rest of a decision, and the same few parties come again and again.
    const operator = names?.get(partyName(name));
    if (this.#operators.size < MAX_TYPED) this.#operators.set(name, operator);
    return operator;
  }

  #place<Said>(root: Step<Said>, code: string, { article, clause }: Ground, params: Params): Step<Said> {
    let place = this.#step(root, code, false);
    place = this.#step(place, article ?? "", false);
    place = this.#step(place, clause ?? "", false);
    for (const name in params) place = this.#step(place, params[name] ?? "", TYPED.has(name));
    return place;
  }

  #step<Said>(from: Step<Said>, key: string | number, typed: boolean): Step<Said> {
    const known = from.next.get(key);
    if (known !== undefined) return known;
    const made = step<Said>();
    if (typed ? this.#typed < MAX_TYPED : this.#kept < MAX_KEPT) {
      from.next.set(key, made);
      if (typed) this.#typed += 1;
      else this.#kept += 1;
    }
    return made;
  }

  #grounded(template: Words, { article, clause, law }: Ground, params: Params): Grounded {
    return {
      basis: article === undefined && law !== true ? "POLICY" : "LAW",
      ...(article === undefined ? {} : { article }),
      ...(clause === undefined ? {} : { clause }),
      params: Object.freeze(params),
      text: Object.freeze(fillWords(template, namesOf(this.#program?.policy, params))),
    };
  }
}

function step<Said>(): Step<Said> {
  return { next: new Map(), said: undefined };
}

const books = new WeakMap<Program, Phrasebook>();
const WITHOUT_POLICY = new Phrasebook(undefined);

/** The book of a version; of none where none was in force. */
export function phrasebook(program: Program | undefined): Phrasebook {
  if (program === undefined) return WITHOUT_POLICY;
  const known = books.get(program);
  if (known !== undefined) return known;
  const book = new Phrasebook(program);
  books.set(program, book);
  return book;
}
