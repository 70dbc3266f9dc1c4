import type { Article } from "../law/index.ts";
import type { Duty, Need, Outcome, Reason } from "./decision.ts";
import type { Claim, Situation } from "./situation.ts";

/** An answer in the making. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly reasons: readonly Reason[];
  readonly duties: readonly Duty[];
  readonly needs: readonly Need[];
}

const NONE: readonly never[] = Object.freeze([]);

export function permit(reasons: readonly Reason[], duties: readonly Duty[] = NONE): Verdict {
  return { outcome: "permit", reasons, duties, needs: NONE };
}

export function review(reasons: readonly Reason[]): Verdict {
  return { outcome: "review", reasons, duties: NONE, needs: NONE };
}

export function deny(reasons: readonly Reason[], needs: readonly Need[] = NONE): Verdict {
  return { outcome: "deny", reasons, duties: NONE, needs };
}

/** Nothing stands in the way, and nothing is to be said of it. */
export const OPEN: Verdict = Object.freeze(permit(NONE));
/** Not by this way, of which nothing is to be said. */
export const CLOSED: Verdict = Object.freeze(deny(NONE));

/** One list after the other, without a copy where one of them is empty: most are. */
export function joined<Entry>(before: readonly Entry[], more: readonly Entry[]): readonly Entry[] {
  if (more.length === 0) return before;
  if (before.length === 0) return more;
  // As long as it has to be: a list that grows takes room for a dozen more.
  // oxlint-disable-next-line unicorn/no-new-array -- the length is meant
  const both = new Array<Entry>(before.length + more.length);
  let place = 0;
  for (const entry of before) both[place++] = entry;
  for (const entry of more) both[place++] = entry;
  return both;
}

/** The first verdict with the best outcome; when all deny, what all of them said. */
export function best(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.length === 1 && verdicts[0] !== undefined) return verdicts[0];
  let open: Verdict | undefined;
  for (const verdict of verdicts) {
    if (verdict.outcome === "permit") return verdict;
    if (verdict.outcome === "review") open ??= verdict;
  }
  if (open !== undefined) return open;
  let { reasons, needs } = CLOSED;
  for (const verdict of verdicts) {
    reasons = joined(reasons, verdict.reasons);
    needs = joined(needs, verdict.needs);
  }
  return deny(reasons, needs);
}

/** All of them must hold: the worst outcome, with what every part of that outcome said, and every duty of a permit. */
export function all(verdicts: readonly Verdict[]): Verdict {
  let outcome: Outcome = "permit";
  for (const verdict of verdicts) {
    if (verdict.outcome === "deny") outcome = "deny";
    else if (verdict.outcome === "review" && outcome === "permit") outcome = "review";
  }
  let { reasons, duties, needs } = OPEN;
  for (const verdict of verdicts) {
    if (verdict.outcome !== outcome) continue;
    reasons = joined(reasons, verdict.reasons);
    duties = joined(duties, verdict.duties);
    needs = joined(needs, verdict.needs);
  }
  return { outcome, reasons, duties, needs };
}

/** The clause that speaks of an exception beside the Act: of provision, or of use beyond the purpose; of the others none does. */
function clauseFor(s: Situation, lifts: Claim["exception"]["lifts"]): string | undefined {
  if (lifts === "provision") return s.recipient?.clause ?? s.program.commitments.get("exceptions");
  return lifts === "purpose" ? s.program.commitments.get("purpose-limit") : undefined;
}

/** What a valid exception gives: a permit with its duties, or a review where only a human can judge. */
export function byException(s: Situation, claimed: Claim): Verdict {
  const { book } = s;
  const ground = { article: claimed.exception.article, clause: clauseFor(s, claimed.exception.lifts) };
  if (claimed.exception.judgement) return review([book.reason("review", "exception-judgement", ground)]);
  if (claimed.evidenced) {
    return permit([book.reason("permit", "exception-holds", ground)], [book.duty("record-exception", ground)]);
  }
  const hours = s.program.policy.settings.emergencyEvidenceHours;
  return permit(
    [book.reason("permit", "exception-emergency", ground)],
    [book.duty("supply-evidence", ground, { hours }), book.duty("review-emergency", ground)],
  );
}

/** What to say of exceptions that were claimed and do not count, or do not count here. */
export function failedExceptions(s: Situation, lifts: readonly Claim["exception"]["lifts"][]): Verdict {
  if (s.exceptions.length === 0) return CLOSED;
  const { book } = s;
  return best(
    s.exceptions.map((claimed) => {
      const ground = { article: claimed.exception.article };
      if (claimed.foreign) return deny([book.reason("deny", "foreign-statute", { article: "Foreign 2" })]);
      if (!lifts.includes(claimed.exception.lifts)) return deny([book.reason("deny", "exception-elsewhere", ground)]);
      if (claimed.valid) return CLOSED;
      return deny(
        [book.reason("deny", "exception-unproved", ground)],
        [book.need("evidence", ground, { exception: claimed.exception.article })],
      );
    }),
  );
}

export function exempt(s: Situation, verdict: Verdict, article: Article): Verdict {
  return verdict.outcome === "permit" ? noted(verdict, s.book.reason("note", "record-exempt", { article })) : verdict;
}

/** A permit with one more thing said of it; every other verdict as it is. */
export function noted(verdict: Verdict, note: Reason): Verdict {
  return verdict.outcome === "permit" ? permit(joined(verdict.reasons, [note]), verdict.duties) : verdict;
}
