import type { Desk } from "../../act/index.ts";
import type { Sight } from "../../people/index.ts";
import { canonicalJson, ProblemError } from "../../wire/index.ts";
import { type Answered, decideAbout, type PersonQuestion } from "./decide.ts";

interface Waiting {
  readonly asked: PersonQuestion;
  readonly sight: Sight;
  readonly done: (answer: Answered) => void;
  readonly failed: (error: unknown) => void;
}

/** Asks one question about a person on record. @throws {ProblemError} as `decideAbout` gives it */
export type AskAbout = (asked: PersonQuestion, sight: Sight) => Promise<Answered>;

/** More in one transaction would keep others waiting longer than it saves. */
const MOST = 256;

/**
 * Questions that come while another is being decided are gathered and decided together: a commit costs the same for one decision and
 * for a hundred. One that comes alone does not wait.
 */
export function gatherQuestions(desk: Desk): AskAbout {
  const waiting = new Map<string, Waiting[]>();
  const busy = new Set<string>();

  const work = async (actor: string): Promise<void> => {
    busy.add(actor);
    for (;;) {
      const all = waiting.get(actor) ?? [];
      const batch = all.splice(0, MOST);
      const [first] = batch;
      if (first === undefined) break;
      try {
        const answers = await decideAbout(
          desk,
          batch.map(({ asked }) => asked),
          first.sight,
        );
        for (const [index, one] of batch.entries()) {
          const answer = answers[index];
          if (answer === undefined || answer instanceof ProblemError) one.failed(answer);
          else one.done(answer);
        }
      } catch (error) {
        for (const one of batch) one.failed(error);
      }
    }
    busy.delete(actor);
    waiting.delete(actor);
  };

  return (asked, sight) =>
    new Promise((done, failed) => {
      // An event has one actor, and so has an act; and what they may see can change between two questions.
      const { actor: who, roles, reach } = sight.caller;
      const actor = canonicalJson([who.kind, who.id, [...roles], reach]);
      const queue = waiting.get(actor) ?? [];
      queue.push({ asked, sight, done, failed });
      waiting.set(actor, queue);
      if (!busy.has(actor)) work(actor).catch(failed);
    });
}
