import type { Article } from "../law/index.ts";
import { handling } from "./acts.ts";
import { consented, exceptions, knows, purposeFits, type Situation } from "./situation.ts";
import { all, best, byException, deny, OPEN, permit, type Verdict } from "./verdict.ts";

/** Ways of receiving that are no provision by a third party, and the article that says so. */
const RECEIVED: ReadonlyMap<string, Article> = new Map([
  ["entrustment", "27(5)(i)"],
  ["succession", "27(5)(ii)"],
  ["shared-use", "27(5)(iii)"],
]);

/** Rule 16. */
export function acquire(s: Situation): Verdict {
  const { book, question } = s;
  const { source } = question;
  if (source === undefined) {
    return deny(
      [book.reason("deny", "source-unstated", { article: "21(1)" })],
      [book.need("source-stated", { article: "21(1)" })],
    );
  }
  const direct = source === "direct-writing" || source === "direct-other";
  const parts = [handling(s), specialCare(s, direct)];
  if (direct) parts.push(stated(s), consentPromised(s));
  parts.push(announced(s));
  if (source === "third-party") parts.push(permit(OPEN.reasons, [book.duty("confirm-receipt", { article: "30(1)" })]));
  const received = RECEIVED.get(source);
  // 30(1), proviso: who receives from an entruster, a predecessor or a partner in shared use confirms and records nothing.
  if (received !== undefined) parts.push(permit([book.reason("note", "receipt-exempt", { article: received })]));
  return all(parts);
}

/** 20(2): special care-required data needs prior consent, which giving it directly counts as. */
function specialCare(s: Situation, direct: boolean): Verdict {
  if (!s.specialCare) return OPEN;
  const { book, question } = s;
  // What is received by 27(5) needs no consent of its own (Cabinet Order 9).
  if (RECEIVED.has(question.source ?? "")) {
    return permit([book.reason("note", "exception-holds", { article: "20(2)(viii)" })]);
  }
  // Giving it counts as consent only of someone who can judge what that means (General 2-16).
  if (direct && question.person.able) {
    return permit([book.reason("note", "special-care-direct", { article: "General 3-3-2" })]);
  }
  if (consented(s, false)) return permit([book.reason("permit", "consent-covers", { article: "20(2)" })]);
  const missing = deny(
    [book.reason("deny", "special-care-unconsented", { article: "20(2)" })],
    [book.need("consent", { article: "20(2)" }, { purpose: question.purpose })],
  );
  return best([...exceptions(s, "special-care").map((claimed) => byException(s, claimed)), missing]);
}

/** 21(1): announced beforehand by being published, else told; an emergency lifts 21(2) and leaves this (General 3-3-4). */
function announced(s: Situation): Verdict {
  const ground = { article: "21(1)" as const, clause: s.program.commitments.get("announce-purpose") };
  if (purposeFits(s)) return permit([s.book.reason("note", "announced", ground)]);
  if (wasTold(s, false)) return OPEN;
  const lifted = exceptions(s, "notice")[0];
  return lifted === undefined ? permit(OPEN.reasons, [s.book.duty("notify-promptly", ground)]) : byException(s, lifted);
}

/** Whether a notice told of this operator and purpose; `beforehand` asks that it was stated to the person. */
function wasTold(s: Situation, beforehand: boolean): boolean {
  if (!knows(s, "notice")) return false;
  const { operator, purpose } = s.question;
  for (const fact of s.facts) {
    if (fact.kind !== "notice" || (beforehand && fact.how !== "stated")) continue;
    if (fact.operators.includes(operator) && fact.purposes.includes(purpose)) return true;
  }
  return false;
}

/** 21(2), and the promise that goes beyond it: the purpose is stated before data is taken from the person. */
function stated(s: Situation): Verdict {
  const { book } = s;
  const written = s.question.source === "direct-writing";
  const clause = s.program.commitments.get("state-purpose-when-direct");
  if (!written && clause === undefined) return OPEN;
  const ground = written ? ({ article: "21(2)", clause } as const) : { clause };
  if (wasTold(s, true)) return permit([book.reason("note", "purpose-stated", ground)]);
  const urgent = exceptions(s, "purpose").filter(({ exception }) => exception.emergency);
  // What is shown already is a better ground than an emergency whose evidence is still to come.
  const lifted = [...exceptions(s, "notice"), ...urgent].sort((a, b) => Number(b.evidenced) - Number(a.evidenced))[0];
  if (lifted !== undefined) return byException(s, lifted);
  return deny([book.reason("deny", "purpose-unstated", ground)], [book.need("notice-stated", ground)]);
}

/** The promise that goes beyond 21(2): consent is obtained whenever data is taken directly. */
function consentPromised(s: Situation): Verdict {
  const clause = s.program.commitments.get("consent-when-direct");
  if (clause === undefined) return OPEN;
  const { book } = s;
  if (consented(s, false)) return permit([book.reason("note", "consent-covers", { clause })]);
  const lifted = [...exceptions(s, "purpose"), ...exceptions(s, "special-care")]
    .filter(({ exception }) => !exception.judgement)
    .sort((a, b) => Number(b.evidenced) - Number(a.evidenced))[0];
  if (lifted !== undefined) return byException(s, lifted);
  return deny(
    [book.reason("deny", "consent-promised", { clause })],
    [book.need("consent", { clause }, { purpose: s.question.purpose })],
  );
}
