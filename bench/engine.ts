import {
  type Decision,
  decide,
  type Outcome,
  type Question,
  type QuestionInput,
  questionSchema,
} from "../src/decision/index.ts";
import { compile, type Pack, type PolicySource, type Program } from "../src/policy/index.ts";
import type { Side } from "./measure.ts";

/*
 * All that the benchmark knows of the engine: the one file here to change when its functions do.
 */

const LANGUAGE = "ja";
/** One instant for every run, so that no fact comes into force or lapses between two of them. */
const now = Temporal.Instant.from("2026-11-02T10:00:00+09:00").epochMilliseconds;

/** A question that is ready to be decided: parsed, its defaults filled in and its facts at hand. */
export type Ready = Question;

/** Reads questions from JSON, so that no string in them is the very object that the pack holds. */
export function prepare(inputs: readonly QuestionInput[]): Ready[] {
  return inputs.map((input) => questionSchema.parse(JSON.parse(JSON.stringify(input))));
}

export function outcomeOf(pack: Pack, question: Ready): Outcome {
  return decide(pack, question, now).outcome;
}

/** Decides, and reads the decision in one language: its sentence, reasons, duties and needs. Gives the letters read. */
function answerAndSay(pack: Pack, question: Ready): number {
  const { sentence, reasons, duties, needs } = decide(pack, question, now);
  let letters = read(sentence);
  for (const { text } of reasons) letters += read(text);
  for (const { text } of duties) letters += read(text);
  for (const { text } of needs) letters += read(text);
  return letters;
}

/** A text put together from parts is only written out when it is read: so its last letter is read. */
function read({ [LANGUAGE]: text }: Decision["sentence"]): number {
  return text.length + (text.charCodeAt(text.length - 1) & 1);
}

/** Asks for decisions with their words. */
export function saying(name: string, pack: Pack, questions: readonly Ready[]): Side {
  return {
    name,
    questions: questions.length,
    ask: (index) => {
      const question = questions[index];
      return question === undefined ? 0 : answerAndSay(pack, question);
    },
  };
}

/** Asks for decisions alone. */
export function deciding(name: string, pack: Pack, questions: readonly Ready[]): Side {
  return {
    name,
    questions: questions.length,
    ask: (index) => {
      const question = questions[index];
      return question === undefined ? 0 : outcomeOf(pack, question).length;
    },
  };
}

export function compilePack(source: PolicySource): Pack {
  const program = compile(source);
  return { id: program.pack, versions: [program] };
}

/** What a purpose lets be done: the permissions that every engine here can express. */
export interface Grant {
  readonly purpose: string;
  readonly operators: readonly string[];
  readonly people: readonly string[];
  readonly items: readonly string[];
  readonly acts: readonly string[];
  /** An objection to direct mail stops it. */
  readonly directMail: boolean;
  /** Too open to permit anything alone. */
  readonly catchAll: boolean;
}

/** A pack as lists: to draw questions from, and to say again in the words of other engines. */
export interface Grants {
  readonly purposes: readonly Grant[];
  readonly recipients: readonly { readonly id: string; readonly purposes: readonly string[] }[];
  readonly operators: readonly string[];
  readonly items: readonly string[];
  /** Each kind of person with the kinds it also is, itself among them. */
  readonly kinds: ReadonlyMap<string, readonly string[]>;
}

export function grantsOf(pack: Pack): Grants {
  const program = newest(pack);
  return {
    purposes: Object.entries(program.policy.purposes).map(([purpose, { operators, people, items, ...rest }]) => ({
      purpose,
      operators,
      people,
      items,
      acts: rest.acts ?? ["acquire", "use", "contact", "retain"],
      directMail: rest.stoppable === "direct-mail",
      catchAll: rest.catchAll === true,
    })),
    recipients: Array.from(program.recipients.values(), ({ id, purposes }) => ({ id, purposes: [...purposes] })),
    operators: Object.keys(program.policy.operators),
    items: Object.keys(program.policy.items),
    kinds: new Map(Array.from(program.kinds, ([kind, { kinds }]) => [kind, [...kinds]])),
  };
}

function newest(pack: Pack): Program {
  const program = pack.versions.at(-1);
  if (program === undefined) throw new Error(`${pack.id} has no version`);
  return program;
}
