import type { Article } from "../law/index.ts";
import type { DutyCode, NeedCode, ReasonCode } from "./codes.ts";
import type { Duty, Grounded, Need, Outcome, Params, Reason } from "./decision.ts";
import type { Claim, Situation } from "./situation.ts";

/** An answer in the making. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly reasons: readonly Reason[];
  readonly duties: readonly Duty[];
  readonly needs: readonly Need[];
}

/** Where a sentence stands: an article makes it LAW; a clause alone makes it POLICY. */
export interface Ground {
  readonly article?: Article;
  readonly clause?: string | undefined;
}

const NO_PARAMS: Params = {};

/** Written out: spreading objects together here was a third of a decision's time. */
function grounded({ article, clause }: Ground, params: Params): Grounded {
  if (article === undefined)
    return clause === undefined ? { basis: "POLICY", params } : { basis: "POLICY", clause, params };
  return clause === undefined ? { basis: "LAW", article, params } : { basis: "LAW", article, clause, params };
}

export function reason(effect: Reason["effect"], code: ReasonCode, ground: Ground, params: Params = NO_PARAMS): Reason {
  return { code, effect, ...grounded(ground, params) };
}

export function duty(code: DutyCode, ground: Ground, params: Params = NO_PARAMS): Duty {
  return { code, ...grounded(ground, params) };
}

export function need(code: NeedCode, ground: Ground, params: Params = NO_PARAMS): Need {
  return { code, ...grounded(ground, params) };
}

export function permit(reasons: readonly Reason[], duties: readonly Duty[] = []): Verdict {
  return { outcome: "permit", reasons, duties, needs: [] };
}

export function review(reasons: readonly Reason[]): Verdict {
  return { outcome: "review", reasons, duties: [], needs: [] };
}

export function deny(reasons: readonly Reason[], needs: readonly Need[] = []): Verdict {
  return { outcome: "deny", reasons, duties: [], needs };
}

/** The first verdict with the best outcome; when all deny, what all of them said. */
export function best(verdicts: readonly Verdict[]): Verdict {
  for (const outcome of ["permit", "review"] as const) {
    const found = verdicts.find((verdict) => verdict.outcome === outcome);
    if (found !== undefined) return found;
  }
  return deny(
    verdicts.flatMap((verdict) => verdict.reasons),
    verdicts.flatMap((verdict) => verdict.needs),
  );
}

/** All of them must hold: the worst outcome, with what every part of that outcome said, and every duty of a permit. */
export function all(verdicts: readonly Verdict[]): Verdict {
  for (const outcome of ["deny", "review"] as const) {
    const found = verdicts.filter((verdict) => verdict.outcome === outcome);
    if (found.length > 0) {
      return {
        outcome,
        reasons: found.flatMap((verdict) => verdict.reasons),
        duties: [],
        needs: found.flatMap((verdict) => verdict.needs),
      };
    }
  }
  return permit(
    verdicts.flatMap((verdict) => verdict.reasons),
    verdicts.flatMap((verdict) => verdict.duties),
  );
}

/** The clause that speaks of an exception beside the Act: of provision, or of use beyond the purpose; of the others none does. */
function clauseFor(s: Situation, lifts: Claim["exception"]["lifts"]): string | undefined {
  if (lifts === "provision") return s.recipient?.clause ?? s.program.commitments.get("exceptions");
  return lifts === "purpose" ? s.program.commitments.get("purpose-limit") : undefined;
}

/** What a valid exception gives: a permit with its duties, or a review where only a human can judge. */
export function byException(s: Situation, claimed: Claim): Verdict {
  const ground = { article: claimed.exception.article, clause: clauseFor(s, claimed.exception.lifts) };
  if (claimed.exception.judgement) return review([reason("review", "exception-judgement", ground)]);
  if (claimed.evidenced) {
    return permit([reason("permit", "exception-holds", ground)], [duty("record-exception", ground)]);
  }
  const hours = s.program.policy.settings.emergencyEvidenceHours;
  return permit(
    [reason("permit", "exception-emergency", ground)],
    [duty("supply-evidence", ground, { hours }), duty("review-emergency", ground)],
  );
}

/** What to say of exceptions that were claimed and do not count, or do not count here. */
export function failedExceptions(s: Situation, lifts: readonly Claim["exception"]["lifts"][]): Verdict {
  const found = s.exceptions.map((claimed) => {
    const ground = { article: claimed.exception.article };
    if (claimed.foreign) return deny([reason("deny", "foreign-statute", { article: "Foreign 2" })]);
    if (!lifts.includes(claimed.exception.lifts)) return deny([reason("deny", "exception-elsewhere", ground)]);
    if (claimed.valid) return deny([]);
    return deny(
      [reason("deny", "exception-unproved", ground)],
      [need("evidence", ground, { exception: claimed.exception.article })],
    );
  });
  return best(found);
}

export function exempt(verdict: Verdict, article: Article): Verdict {
  if (verdict.outcome !== "permit") return verdict;
  return { ...verdict, reasons: [...verdict.reasons, reason("note", "record-exempt", { article })] };
}
