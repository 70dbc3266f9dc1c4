import { laterInJapan } from "../wire/index.ts";
import type { Article } from "../law/index.ts";
import { actBit, allIn, anyIn, isIn } from "../policy/index.ts";
import type { Need, Reason } from "./decision.ts";
import { LAW_PURPOSES } from "./question.ts";
import {
  authorises,
  boundItems,
  consentCounts,
  consented,
  exceptions,
  isBound,
  isClosed,
  purposeFits,
  type Situation,
  statute,
} from "./situation.ts";
import { all, best, byException, deny, failedExceptions, OPEN, permit, type Verdict } from "./verdict.ts";

/** Rules 12–14: the purpose, a consent or an exception covers the handling. */
export function handling(s: Situation): Verdict {
  const { purpose, book } = s;
  if (s.stop !== undefined) {
    const demanded = statute(s, "purpose");
    return demanded === undefined ? stopped(s) : byException(s, demanded);
  }
  if (purpose !== undefined && authorises(s)) {
    return permit([book.ofPurpose("permit", "purpose-fits", "18(1)", purpose)]);
  }
  if (consented(s, false)) {
    // Within a purpose too open to authorise alone, consent completes that clause; beyond every purpose, the one on consent.
    const clause = purposeFits(s) ? purpose?.clause : s.program.commitments.get("purpose-limit");
    return permit([book.reason("permit", "consent-covers", { article: "18(1)", clause })]);
  }
  const lifted = exceptions(s, "purpose");
  return lifted.length === 0 && s.exceptions.length === 0
    ? unfounded(s)
    : best([
        ...lifted.map((claimed) => byException(s, claimed)),
        unfounded(s),
        failedExceptions(s, s.question.act === "acquire" ? ["purpose", "special-care", "notice"] : ["purpose"]),
      ]);
}

/** The denial of a handling that no purpose covers, with every reason and what would help. */
export function unfounded(s: Situation): Verdict {
  const { purpose, question, book } = s;
  const { operator, person } = question;
  const limit = s.program.commitments.get("purpose-limit");
  // Disclosure asks for a purpose that fits, and nothing in its place (rule 20).
  const consentHelps = question.act !== "disclose" && consentCounts(s);
  // What came under other purposes stays bound to them, whatever is published here.
  const isFree = !isBound(s);
  if (purpose === undefined) {
    const exception = question.act === "provide" ? "27(1)(i)" : "18(3)(i)";
    const needs = [book.need("evidence", { article: "18(3)(i)" }, { exception })];
    if (consentHelps) needs.push(book.need("consent", { article: "18(1)" }, { purpose: question.purpose }));
    if (isFree) needs.push(book.need("published-purpose", { article: "17(1)" }, { operator, person: person.kind }));
    return deny(
      [book.reason("deny", "outside-policy", { article: "18(1)", clause: limit }), ...boundReasons(s)],
      needs,
    );
  }
  const reasons = misfits(s, purpose);
  const needs: Need[] = [];
  if (reasons.length === 0 && purpose.catchAll) {
    reasons.push(book.ofPurpose("deny", "catch-all", "17(1)", purpose));
    needs.push(book.need("specific-purpose", { article: "17(1)" }));
  }
  if (s.operator.purposesElsewhere) {
    const ground = { article: "17(1)" as const, clause: s.operator.clause };
    reasons.unshift(book.reason("deny", "purposes-elsewhere", ground, { operator }));
  }
  if (isFree && !anyIn(s.operator.covered, s.kind.bits)) {
    needs.push(book.need("published-purpose", { article: "17(1)" }, { operator, person: person.kind }));
  }
  if (consentHelps) {
    needs.push(book.need("consent", { article: "18(1)", clause: limit }, { purpose: purpose.id }));
  }
  return deny(reasons, needs);
}

/** Why the purpose does not fit (rule 13); empty when it does. */
function misfits(s: Situation, purpose: NonNullable<Situation["purpose"]>): Reason[] {
  const { question, book } = s;
  const { operator, act } = question;
  const ground = { article: "18(1)" as const, clause: purpose.clause };
  const found: Reason[] = [];
  const base = { purpose: purpose.id };
  if (!isIn(purpose.scope, s.operator.bit)) {
    found.push(book.reason("deny", "purpose-other-operator", ground, { ...base, operator }));
  }
  if (!anyIn(purpose.scope, s.kind.bits)) {
    found.push(book.reason("deny", "purpose-other-people", ground, { ...base, person: question.person.kind }));
  }
  if (!allIn(purpose.scope, s.items)) {
    const outside = question.items.filter((_, place) => !isIn(purpose.scope, s.items[place]?.bit ?? 0));
    found.push(book.reason("deny", "purpose-other-items", ground, { ...base, items: listed(outside) }));
  }
  if (act !== "provide" && !isIn(purpose.scope, actBit(act))) {
    found.push(book.reason("deny", "purpose-other-act", ground, { ...base, act }));
  }
  found.push(...boundReasons(s));
  return found;
}

/** Rule 13: that items came here under purposes of which this is none; empty where none did. */
export function boundReasons(s: Situation): readonly Reason[] {
  const bound = boundItems(s);
  if (bound.length === 0) return [];
  const article = boundItems(s, "entrustment").length > 0 ? "27(5)(i)" : "18(2)";
  const params = { purpose: s.purpose?.id ?? s.question.purpose, items: listed(bound) };
  return [s.book.reason("deny", "purpose-bound", { article }, params)];
}

/** Items in one order, each once, as a parameter carries them. */
export function listed(items: readonly string[]): string {
  return items.length === 1 ? (items[0] ?? "") : [...new Set(items)].sort().join(" ");
}

/** A stop that the policy promises stands on its clause; one that it does not promise, on the Act. */
export function stopped(s: Situation): Verdict {
  const promise = s.stop === "provision" ? "stop-provision" : s.stop === "direct-mail" ? "stop-direct-mail" : undefined;
  const clause = promise === undefined ? undefined : s.program.commitments.get(promise);
  const ground = clause === undefined ? { article: "35(5)" as const } : { clause };
  return deny([s.book.reason("deny", "stopped", ground)], [s.book.need("stop-lifted", ground)]);
}

/** Rule 14, for the purposes that the Act itself gives. */
export function lawPurpose(s: Situation, purpose: keyof typeof LAW_PURPOSES): Verdict {
  const { book, question } = s;
  const { act, items } = question;
  const article: Article = LAW_PURPOSES[purpose];
  const own = purpose === "law.own-request";
  if (act !== "use" && act !== "contact" && !(own && act === "disclose")) {
    return deny([book.reason("deny", "law-purpose-act", { article }, { act })]);
  }
  if (own) {
    if (act === "disclose" && question.recipient !== undefined) {
      return deny([book.reason("deny", "nominee-unconfirmed", { article: "27(1)" }, { party: nameOf(s) })]);
    }
    const request = ownRequest(s, act === "disclose");
    return request.outcome === "permit" ? permit([book.reason("permit", "own-request", { article })]) : request;
  }
  const others = items.filter((item) => s.program.items.get(item)?.contact !== true);
  if (others.length > 0) {
    return deny([book.reason("deny", "contact-items-only", { article }, { items: listed(others) })]);
  }
  return permit([book.reason("permit", purpose === "law.ask-consent" ? "ask-consent" : "breach-notice", { article })]);
}

/** That the person, or their representative, asked; for disclosure the asker must also have been verified. */
function ownRequest(s: Situation, disclosing: boolean): Verdict {
  const { book, facts } = s;
  if (disclosing) {
    if (s.question.existenceHarms === true || isClosed(s, "existence"))
      return deny([book.reason("deny", "not-retained", { article: "16(4)" })]);
    const grounds = facts.flatMap((fact) => (fact.kind === "refusal" ? [fact.of] : [])).sort();
    if (grounds[0] !== undefined) return deny([book.reason("deny", "refused", { article: grounds[0] })]);
  }
  if (facts.some((fact) => fact.kind === "request" && (!disclosing || mayBeTold(s, fact))))
    return permit([book.reason("permit", "own-request", { article: "33(2)" })]);
  const agentOnly = disclosing && isClosed(s, "agents") && facts.some((fact) => fact.kind === "request");
  return deny(
    [
      book.reason("deny", agentOnly ? "agents-closed" : "request-missing", {
        article: agentOnly ? "33(2)(i)" : "33(2)",
      }),
    ],
    [book.need(agentOnly ? "request-own" : "request-verified", { article: "33(2)" })],
  );
}

/** Whether who asked may be told: verified, and where it is a representative, one for whom nothing is closed. */
function mayBeTold(s: Situation, { verified, by }: { readonly verified: boolean; readonly by: string }): boolean {
  if (!verified) return false;
  return by === "representative" ? !isClosed(s, "agents") : s.question.person.able;
}

/** Rule 15. */
export function retain(s: Situation): Verdict {
  const base = handling(s);
  const demanded = statute(s, "purpose");
  if (demanded !== undefined) return byException(s, demanded);
  const { book } = s;
  const person = s.question.person.kind;
  const retention = s.program.retention.get(person);
  if (retention === undefined) {
    const unset = deny(
      [book.reason("deny", "retention-unset", { article: "22" }, { person })],
      [book.need("retention-period", { article: "22" }, { person })],
    );
    return all([base, unset]);
  }
  let end = Number.NEGATIVE_INFINITY;
  for (const fact of s.facts) if (fact.kind === "ended" && fact.at > end) end = fact.at;
  const over = end > Number.NEGATIVE_INFINITY && laterInJapan(end, retention) <= s.at;
  const { period } = retention;
  const kept = over
    ? deny([book.reason("deny", "retention-over", { article: "22" }, { period })])
    : permit(
        [book.reason("note", "retention-runs", { article: "22" }, { period })],
        [book.duty("erase-when-over", { article: "22" }, { period })],
      );
  return all([base, kept]);
}

/** Who receives, as it was given. */
function nameOf(s: Situation): string {
  return s.party ?? s.recipient?.id ?? "";
}

/** Rule 20. No stop reaches the answer to the person. What goes to somebody else is provided by consent, and recorded. */
export function disclose(s: Situation, nominated: (s: Situation) => Verdict): Verdict {
  const { purpose, question, book } = s;
  const covered =
    purpose !== undefined && purposeFits(s)
      ? permit([book.ofPurpose("permit", "purpose-fits", "18(1)", purpose)])
      : unfounded(s);
  return all([covered, ownRequest(s, true), question.recipient === undefined ? OPEN : toAnother(s, nominated)]);
}

function toAnother(s: Situation, nominated: (s: Situation) => Verdict): Verdict {
  if (s.question.recipient?.class === undefined && s.party !== undefined) return nominated(s);
  const ground = { article: "27(1)" as const, clause: s.purpose?.clause };
  return deny([s.book.reason("deny", "nominee-unconfirmed", ground, { party: nameOf(s) })]);
}

/** Rule 21: whether closed items would come out to somebody who is not the person. */
export function isGuarded(s: Situation): boolean {
  const { act, form, recipient } = s.question;
  if (form === "anonymous" || (act !== "provide" && act !== "disclose") || !isClosed(s, "items")) return false;
  if (act === "provide") return !s.sameEntity;
  const asked = (by: "principal" | "representative"): boolean =>
    s.facts.some((fact) => fact.kind === "request" && fact.verified && fact.by === by);
  const toThePersonAlone = s.question.person.able && asked("principal") && !asked("representative");
  return recipient !== undefined || !toThePersonAlone;
}
