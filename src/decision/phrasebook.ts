import type { Article } from "../law/index.ts";
import { type CompiledPurpose, type Program, partyName } from "../policy/index.ts";
import { fillWords, type Words } from "../wire/index.ts";
import { DUTIES, type DutyCode } from "./codes/duties.ts";
import { NEEDS, type NeedCode } from "./codes/needs.ts";
import { type ReasonCode, REASONS } from "./codes/reasons.ts";
import type { Duty, Grounded, Ground, Need, Outcome, Params, Reason } from "./decision.ts";
import { namesOf } from "./names.ts";

/** What is kept where only declared words vary; enough for every purpose of a large policy in several answers. */
const MAX_KEPT = 200_000;
/** What is kept where an asker's own words vary: names of parties, and lists, which have no end. */
const MAX_TYPED = 5_000;
const TYPED: ReadonlySet<string> = new Set(["given", "party", "items", "country"]);

/**
 * A way to a sentence by the values of its parameters, one step for each. At its end stands what was said for them: nearly
 * always once, and now and then again, on other grounds, which are kept by their clause. Small: a policy of ten
 * thousand purposes has so many of these that reaching them is what takes time.
 */
interface Step<Said extends Grounded> {
  next: Map<string | number, Step<Said>> | undefined;
  said: Said | undefined;
  article: string | undefined;
  clause: string | undefined;
  again: Map<string | undefined, Said[]> | undefined;
}

type Shelf<Said extends Grounded> = Map<string, Step<Said>>;

const NO_PARAMS: Params = Object.freeze({});

/**
 * Everything the engine says about one version of a policy. Each sentence is made once, with its words, and the same frozen
 * object is given to every answer that says it: an answer costs no more than finding it. Nothing said depends on what was
 * said before, so a decision stays a pure function.
 */
export class Phrasebook {
  readonly #program: Program | undefined;
  readonly #reasons: Readonly<Record<Reason["effect"], Shelf<Reason>>>;
  readonly #duties: Shelf<Duty> = new Map();
  readonly #needs: Shelf<Need> = new Map();
  readonly #ofPurposes = new Map<ReasonCode, Reason[]>();
  /** Parties that were asked for: the operator each is, or null where it is none. */
  readonly #operators = new Map<string, string | null>();
  #kept = 0;
  #typed = 0;

  constructor(program: Program | undefined) {
    this.#program = program;
    this.#reasons = { permit: new Map(), review: new Map(), deny: new Map(), note: new Map() };
  }

  reason(effect: Outcome | "note", code: ReasonCode, ground: Ground, params: Params = NO_PARAMS): Reason {
    const place = this.#place(this.#reasons[effect], code, params);
    const known = saidOn(place, ground);
    if (known !== undefined) return known;
    return keep(place, ground, Object.freeze({ code, effect, ...this.#grounded(REASONS[code], ground, params) }));
  }

  /** What is said of one purpose, on its clause: said so often that it has a place of its own. */
  ofPurpose(effect: Outcome, code: ReasonCode, article: Article, { id, index, clause }: CompiledPurpose): Reason {
    const known = this.#ofPurposes.get(code)?.[index];
    if (known?.effect === effect && known.article === article) return known;
    const said = this.reason(effect, code, { article, clause }, { purpose: id });
    const all = this.#ofPurposes.get(code) ?? [];
    this.#ofPurposes.set(code, all);
    all[index] = said;
    return said;
  }

  duty(code: DutyCode, ground: Ground, params: Params = NO_PARAMS): Duty {
    const place = this.#place(this.#duties, code, params);
    const known = saidOn(place, ground);
    if (known !== undefined) return known;
    return keep(place, ground, Object.freeze({ code, ...this.#grounded(DUTIES[code], ground, params) }));
  }

  need(code: NeedCode, ground: Ground, params: Params = NO_PARAMS): Need {
    const place = this.#place(this.#needs, code, params);
    const known = saidOn(place, ground);
    if (known !== undefined) return known;
    return keep(place, ground, Object.freeze({ code, ...this.#grounded(NEEDS[code], ground, params) }));
  }

  /** Rule 17: an operator by its identifier or by one of its names is that operator, however it was named. */
  operatorNamed(name: string): string | undefined {
    const known = this.#operators.get(name);
    if (known !== undefined) return known === null ? undefined : known;
    // Normalising a name costs more than the rest of a decision, and the same few parties come again and again.
    const names = this.#program?.operatorNames;
    const operator = names?.get(name) ?? names?.get(partyName(name));
    if (this.#operators.size < MAX_TYPED) this.#operators.set(name, operator ?? null);
    return operator;
  }

  #place<Said extends Grounded>(shelf: Shelf<Said>, code: string, params: Params): Step<Said> {
    let place = shelf.get(code);
    if (place === undefined) {
      place = step();
      shelf.set(code, place);
    }
    for (const name in params) {
      const value = params[name] ?? "";
      place = place.next?.get(value) ?? this.#grow(place, value, TYPED.has(name));
    }
    return place;
  }

  #grow<Said extends Grounded>(from: Step<Said>, key: string | number, typed: boolean): Step<Said> {
    const made = step<Said>();
    if (typed ? this.#typed < MAX_TYPED : this.#kept < MAX_KEPT) {
      from.next ??= new Map();
      from.next.set(key, made);
      if (typed) this.#typed += 1;
      else this.#kept += 1;
    }
    return made;
  }

  #grounded(template: Words, { article, clause, law }: Ground, params: Params): Grounded {
    return {
      basis: article === undefined && law !== true ? "POLICY" : "LAW",
      // Always there: readers of answers meet one shape of sentence instead of four, which V8 reads much faster.
      article,
      clause,
      params: Object.freeze(params),
      text: Object.freeze(fillWords(template, namesOf(this.#program?.policy, params))),
    };
  }
}

function step<Said extends Grounded>(): Step<Said> {
  return { next: undefined, said: undefined, article: undefined, clause: undefined, again: undefined };
}

function saidOn<Said extends Grounded>(place: Step<Said>, { article, clause }: Ground): Said | undefined {
  if (place.clause === clause && place.article === article) return place.said;
  return place.again?.get(clause)?.find((other) => other.article === article);
}

/** Clauses come from the pack and articles from the Act, so there is an end to what is kept in one place. */
function keep<Said extends Grounded>(place: Step<Said>, { article, clause }: Ground, said: Said): Said {
  if (place.said === undefined) {
    place.said = said;
    place.article = article;
    place.clause = clause;
    return said;
  }
  place.again ??= new Map();
  const others = place.again.get(clause);
  if (others === undefined) place.again.set(clause, [said]);
  else others.push(said);
  return said;
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
