import type { Article } from "../law/index.ts";
import type { Need, Reason } from "./decision.ts";
import { LAW_PURPOSES } from "./question.ts";
import {
  authorises,
  consents,
  exceptions,
  misfits,
  purposeFits,
  sharesOne,
  type Situation,
  type TimedFact,
} from "./situation.ts";
import { all, best, byException, deny, duty, failedExceptions, need, permit, reason, type Verdict } from "./verdict.ts";

const NO_KINDS: ReadonlySet<string> = new Set();

/** Rules 12–14: the purpose, a consent or an exception covers the handling. */
export function handling(s: Situation): Verdict {
  const limit = s.program.commitments.get("purpose-limit");
  const lifted = exceptions(s, "purpose");
  if (s.stop !== undefined) {
    const statute = lifted.find(({ exception }) => exception.statute);
    return statute === undefined ? stopped(s) : byException(s, statute);
  }
  const { purpose } = s;
  if (purpose !== undefined && authorises(s)) {
    return permit([
      reason("permit", "purpose-fits", { article: "18(1)", clause: purpose.clause }, { purpose: purpose.id }),
    ]);
  }
  if (consents(s, false).length > 0) {
    // Within a purpose too open to authorise alone, consent completes that clause; beyond every purpose, the one on consent.
    const clause = purposeFits(s) ? purpose?.clause : limit;
    return permit([reason("permit", "consent-covers", { article: "18(1)", clause })]);
  }
  return best([
    ...lifted.map((claimed) => byException(s, claimed)),
    unfounded(s),
    failedExceptions(s, relevantLifts(s)),
  ]);
}

function relevantLifts(s: Situation): ("purpose" | "special-care" | "notice")[] {
  return s.question.act === "acquire" ? ["purpose", "special-care", "notice"] : ["purpose"];
}

/** The denial of a handling that no purpose covers, with every reason and what would help. */
export function unfounded(s: Situation): Verdict {
  const { purpose, question } = s;
  if (purpose === undefined) {
    const { operator, person } = question;
    return deny(
      [reason("deny", "outside-policy", { article: "18(1)", clause: s.program.commitments.get("purpose-limit") })],
      [
        need("evidence", { article: "18(3)(i)" }, { exception: question.act === "provide" ? "27(1)(i)" : "18(3)(i)" }),
        need("consent", { article: "18(1)" }, { purpose: question.purpose }),
        need("published-purpose", { article: "17(1)" }, { operator, person: person.kind }),
      ],
    );
  }
  const operator = s.program.policy.operators[question.operator];
  const ground = { article: "18(1)" as const, clause: purpose.clause };
  const found = misfits(s);
  const reasons: Reason[] = found.map(({ code, params }) => reason("deny", code, ground, params));
  if (operator?.purposesElsewhere !== undefined) {
    reasons.unshift(
      reason(
        "deny",
        "purposes-elsewhere",
        { article: "17(1)", clause: operator.clause },
        { operator: question.operator },
      ),
    );
  }
  const needs: Need[] = [];
  if (found.length === 0 && purpose.catchAll) {
    reasons.push(reason("deny", "catch-all", { article: "17(1)", clause: purpose.clause }, { purpose: purpose.id }));
    needs.push(need("specific-purpose", { article: "17(1)" }));
  }
  const unpublished = !sharesOne(s.kinds, s.program.covered.get(question.operator) ?? NO_KINDS);
  if (unpublished) {
    needs.push(
      need("published-purpose", { article: "17(1)" }, { operator: question.operator, person: question.person.kind }),
    );
  }
  if (question.form !== "pseudonymous") {
    needs.push(
      need(
        "consent",
        { article: "18(1)", clause: s.program.commitments.get("purpose-limit") },
        { purpose: purpose.id },
      ),
    );
  }
  return deny(reasons, needs);
}

/** A stop that the policy promises stands on its clause; one that it does not promise, on the Act. */
export function stopped(s: Situation): Verdict {
  const promised = s.stop === "use" || s.stop === undefined ? undefined : s.program.commitments.get(`stop-${s.stop}`);
  const ground = promised === undefined ? { article: "35(5)" as const } : { clause: promised };
  return deny([reason("deny", "stopped", ground)], [need("stop-lifted", ground)]);
}

/** Rule 14, for the purposes that the Act itself gives. */
export function lawPurpose(s: Situation, purpose: keyof typeof LAW_PURPOSES): Verdict {
  const { act, items } = s.question;
  const article: Article = LAW_PURPOSES[purpose];
  const possible = purpose === "law.own-request" ? ["use", "contact", "disclose"] : ["use", "contact"];
  if (!possible.includes(act)) return deny([reason("deny", "law-purpose-act", { article }, { act })]);
  if (purpose === "law.own-request") {
    if (act === "disclose" && s.question.recipient !== undefined) {
      return deny([reason("deny", "nominee-unconfirmed", { article: "27(1)" }, { party: nameOf(s) })]);
    }
    const request = ownRequest(s, act === "disclose");
    return request.outcome === "permit" ? permit([reason("permit", "own-request", { article })]) : request;
  }
  const others = items.filter((item) => s.program.policy.items[item]?.contact !== true);
  if (others.length > 0) {
    return deny([reason("deny", "contact-items-only", { article }, { items: [...others].sort().join(" ") })]);
  }
  return permit([reason("permit", purpose === "law.ask-consent" ? "ask-consent" : "breach-notice", { article })]);
}

/** That the person, or their representative, asked; for disclosure the asker must also have been verified. */
function ownRequest(s: Situation, disclosing: boolean): Verdict {
  if (disclosing) {
    if (s.question.existenceHarms === true) return deny([reason("deny", "not-retained", { article: "16(4)" })]);
    const grounds = s.facts.flatMap((fact) => (fact.kind === "refusal" ? [fact.of] : [])).sort();
    if (grounds[0] !== undefined) return deny([reason("deny", "refused", { article: grounds[0] })]);
  }
  const found = s.facts.some(
    (fact) =>
      fact.kind === "request" &&
      (!disclosing || (fact.verified && (fact.by === "representative" || s.question.person.able))),
  );
  if (found) return permit([reason("permit", "own-request", { article: "33(2)" })]);
  return deny(
    [reason("deny", "request-missing", { article: "33(2)" })],
    [need("request-verified", { article: "33(2)" })],
  );
}

/** Rule 15. */
export function retain(s: Situation): Verdict {
  const base = handling(s);
  const statute = exceptions(s, "purpose").find(({ exception }) => exception.statute);
  if (statute !== undefined) return byException(s, statute);
  const period = s.program.retention.get(s.question.person.kind);
  const person = s.question.person.kind;
  if (period === undefined) {
    const unset = deny(
      [reason("deny", "retention-unset", { article: "22" }, { person })],
      [need("retention-period", { article: "22" }, { person })],
    );
    return all([base, unset]);
  }
  const end = s.facts.reduce(
    (latest, fact) => (fact.kind === "ended" ? Math.max(latest, fact.since) : latest),
    -Infinity,
  );
  const over = end > -Infinity && after(end, period) <= s.at;
  const kept = over
    ? deny([reason("deny", "retention-over", { article: "22" }, { period })])
    : permit(
        [reason("note", "retention-runs", { article: "22" }, { period })],
        [duty("erase-when-over", { article: "22" }, { period })],
      );
  return all([base, kept]);
}

/** A length of calendar time after an instant, counted in Japan. Epoch milliseconds in and out. */
export function after(instant: number, period: string): number {
  return Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO("Asia/Tokyo")
    .add(Temporal.Duration.from(period))
    .toInstant().epochMilliseconds;
}

/** Ways of receiving that are no provision by a third party, and the article that says so. */
const RECEIVED: ReadonlyMap<string, Article> = new Map([
  ["entrustment", "27(5)(i)"],
  ["succession", "27(5)(ii)"],
  ["shared-use", "27(5)(iii)"],
]);

/** Rule 16. */
export function acquire(s: Situation): Verdict {
  const { source } = s.question;
  if (source === undefined) {
    return deny(
      [reason("deny", "source-unstated", { article: "21(1)" })],
      [need("source-stated", { article: "21(1)" })],
    );
  }
  const direct = source === "direct-writing" || source === "direct-other";
  const parts = [handling(s), specialCare(s, source)];
  if (direct) parts.push(stated(s), consentPromised(s));
  parts.push(announced(s));
  if (source === "third-party") parts.push(permit([], [duty("confirm-receipt", { article: "30(1)" })]));
  const received = RECEIVED.get(source);
  // 30(1), proviso: who receives from an entruster, a predecessor or a partner in shared use confirms and records nothing.
  if (received !== undefined) parts.push(permit([reason("note", "record-exempt", { article: received })]));
  return all(parts);
}

/** 20(2): special care-required data needs prior consent, which giving it directly counts as. */
function specialCare(s: Situation, source: string): Verdict {
  if (!s.specialCare) return permit([]);
  // What is received by 27(5) needs no consent of its own (Cabinet Order 9).
  if (RECEIVED.has(source)) return permit([reason("note", "exception-holds", { article: "20(2)(viii)" })]);
  // Giving it counts as consent only of someone who can judge what that means (General 2-16).
  if (source.startsWith("direct-") && s.question.person.able)
    return permit([reason("note", "special-care-direct", { article: "General 3-3-2" })]);
  if (consents(s, false).length > 0) return permit([reason("permit", "consent-covers", { article: "20(2)" })]);
  const missing = deny(
    [reason("deny", "special-care-unconsented", { article: "20(2)" })],
    [need("consent", { article: "20(2)" }, { purpose: s.question.purpose })],
  );
  return best([...exceptions(s, "special-care").map((claimed) => byException(s, claimed)), missing]);
}

/** 21(1): announced beforehand by being published, else told; an emergency lifts 21(2) and leaves this (General 3-3-4). */
function announced(s: Situation): Verdict {
  const ground = { article: "21(1)" as const, clause: s.program.commitments.get("announce-purpose") };
  if (purposeFits(s)) return permit([reason("note", "announced", ground)]);
  if (notices(s).length > 0) return permit([]);
  const lifted = exceptions(s, "notice")[0];
  return lifted === undefined ? permit([], [duty("notify-promptly", ground)]) : byException(s, lifted);
}

/** The notices that told of this operator and purpose, in whatever way. */
function notices(s: Situation): Extract<TimedFact, { kind: "notice" }>[] {
  const { operator, purpose } = s.question;
  return s.facts.flatMap((fact) =>
    fact.kind === "notice" && fact.operators.includes(operator) && fact.purposes.includes(purpose) ? [fact] : [],
  );
}

/** 21(2), and the promise that goes beyond it: the purpose is stated before data is taken from the person. */
function stated(s: Situation): Verdict {
  const { source } = s.question;
  const clause = s.program.commitments.get("state-purpose-when-direct");
  if (source !== "direct-writing" && clause === undefined) return permit([]);
  const ground = source === "direct-writing" ? ({ article: "21(2)", clause } as const) : { clause };
  const shown = notices(s).some((fact) => fact.how === "stated");
  if (shown) return permit([reason("note", "purpose-stated", ground)]);
  const urgent = exceptions(s, "purpose").filter(({ exception }) => exception.emergency);
  // What is shown already is a better ground than an emergency whose evidence is still to come.
  const lifted = [...exceptions(s, "notice"), ...urgent].sort((a, b) => Number(b.evidenced) - Number(a.evidenced))[0];
  if (lifted !== undefined) return byException(s, lifted);
  return deny([reason("deny", "purpose-unstated", ground)], [need("notice-stated", ground)]);
}

/** The reference policy's B4b: consent is obtained whenever data is taken directly. */
function consentPromised(s: Situation): Verdict {
  const clause = s.program.commitments.get("consent-when-direct");
  if (clause === undefined) return permit([]);
  if (consents(s, false).length > 0) return permit([reason("note", "consent-covers", { clause })]);
  const lifted = [...exceptions(s, "purpose"), ...exceptions(s, "special-care")]
    .filter(({ exception }) => !exception.judgement)
    .sort((a, b) => Number(b.evidenced) - Number(a.evidenced))[0];
  if (lifted !== undefined) return byException(s, lifted);
  return deny(
    [reason("deny", "consent-promised", { clause })],
    [need("consent", { clause }, { purpose: s.question.purpose })],
  );
}

/** Who receives, as it was given. */
function nameOf(s: Situation): string {
  return s.party ?? s.recipient?.id ?? "";
}

/** Rule 20. No stop reaches the answer to the person. What goes to somebody else is provided by consent, and recorded. */
export function disclose(s: Situation, nominated: (s: Situation) => Verdict): Verdict {
  const { purpose, question } = s;
  const covered =
    purpose !== undefined && purposeFits(s)
      ? permit([
          reason("permit", "purpose-fits", { article: "18(1)", clause: purpose.clause }, { purpose: purpose.id }),
        ])
      : unfounded(s);
  const parts = [covered, ownRequest(s, true)];
  if (question.recipient !== undefined) {
    const party = question.recipient.class === undefined ? s.party : undefined;
    const ground = { article: "27(1)" as const, clause: purpose?.clause };
    parts.push(
      party === undefined ? deny([reason("deny", "nominee-unconfirmed", ground, { party: nameOf(s) })]) : nominated(s),
    );
  }
  return all(parts);
}
