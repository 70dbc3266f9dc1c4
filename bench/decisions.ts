import type { Pack } from "../src/policy/index.ts";
import { mixedQuestions } from "./asked.ts";
import { compilePack, grantsOf, outcomeOf, prepare, type Ready, saying } from "./engine.ts";
import { largeSource, type Size } from "./large.ts";
import { compareSides } from "./measure.ts";
import type { Plan } from "./plan.ts";
import { SHAPES } from "./questions.ts";
import { heading, micros, note, ratio, table, under, whole } from "./report.ts";

/* How long one decision takes with its words, and that it takes no longer where there are more purposes or people. */

const BAR_MICROS = 1;
/**
 * Memory further away takes longer, whatever is looked up in it, so the same work on a hundred times the data is never
 * quite as quick. A search through the purposes would show as a hundredfold.
 */
const BAR_GROWTH = 2;

/** A pack with the questions it is asked. */
interface Trial {
  readonly name: string;
  readonly size: Size;
  readonly pack: Pack;
  readonly questions: readonly Ready[];
  /** Held to the bar. */
  readonly judged: boolean;
}

export function measureDecisions(reference: Pack, plan: Plan): void {
  const large = plan.sizes.map((size) => synthetic("synthetic", size, plan.questions, size === plan.largest));
  const inTurn = synthetic("synthetic, every purpose", plan.largest, plan.everyPurpose, false);
  const trials = [everyday(reference), drawn(reference, plan.questions), ...large, inTurn];
  const times = compareSides(
    trials.map(({ name, pack, questions }) => saying(name, pack, questions)),
    plan,
  );

  heading("In process: a decision with its sentence, reasons, duties and needs in one language, facts resolved");
  table(
    ["pack", "purposes", "kinds", "questions", "permit/deny/review", "µs each", "decisions/s", "bar"],
    trials.map((one, index) => {
      const time = times[index] ?? Number.NaN;
      const { purposes, kinds } = one.size;
      return [
        one.name,
        whole(purposes),
        whole(kinds),
        whole(one.questions.length),
        mixOf(one),
        micros(time),
        whole(1e6 / time),
        one.judged ? under(time < BAR_MICROS, `${BAR_MICROS} µs`) : "",
      ];
    }),
  );
  const timeOf = (size: Size): number => times[trials.findIndex((one) => one.size === size)] ?? Number.NaN;
  for (const growth of plan.growth) note(growthLine(growth, timeOf(growth.to) / timeOf(growth.from)));
  note(
    "Where every purpose is asked about in turn, it is memory that is waited for: questions and sentences by the megabyte.",
  );
  note("Times are of the processor, collecting garbage included; other processes do not count.");
  note("No person is stored: a question carries the facts of one, so how many people there are changes nothing.");
}

/** The kinds of question that business systems ask, each with the answer that it has to get. */
function everyday(pack: Pack): Trial {
  const questions = prepare(SHAPES.map(({ question }) => question));
  for (const [index, question] of questions.entries()) {
    const outcome = outcomeOf(pack, question);
    if (outcome !== SHAPES[index]?.expect)
      throw new Error(`question ${index} is answered ${outcome}; mend bench/questions.ts`);
  }
  return { name: "reference, everyday", size: sizeOf(pack), pack, questions, judged: true };
}

function drawn(pack: Pack, count: number): Trial {
  const questions = prepare(mixedQuestions(grantsOf(pack), count));
  return { name: "reference, drawn", size: sizeOf(pack), pack, questions, judged: true };
}

function synthetic(name: string, size: Size, count: number, judged: boolean): Trial {
  const pack = compilePack(largeSource(size));
  const inputs = mixedQuestions(grantsOf(pack), count);
  return { name, size, pack, questions: prepare(inputs), judged };
}

function sizeOf(pack: Pack): Size {
  const { purposes, kinds } = grantsOf(pack);
  return { purposes: purposes.length, kinds: kinds.size };
}

function mixOf({ pack, questions }: Trial): string {
  const counts = { permit: 0, deny: 0, review: 0 };
  for (const question of questions) counts[outcomeOf(pack, question)] += 1;
  return `${counts.permit}/${counts.deny}/${counts.review}`;
}

function growthLine({ of, from, to }: Plan["growth"][number], times: number): string {
  const words = of === "purposes" ? "purposes" : "kinds of people";
  const bar = under(times < BAR_GROWTH, String(BAR_GROWTH));
  return `${whole(to[of])} ${words} against ${whole(from[of])}: ${ratio(times)} times the time; ${bar}`;
}
