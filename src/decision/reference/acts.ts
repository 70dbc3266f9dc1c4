import { DENY, all, factsOf, isSpecialCare, later, permit, when, type Case, type Leave } from "./case.ts";
import { byException, consents, exceptions, hasStatute, isCatchAll, purposeFits } from "./cover.ts";
import { mayBeAnswered } from "./person.ts";

// 14. Use, contact; and under the purposes of the Act.
export function purposeCovered(c: Case): Leave {
  if (purposeFits(c) && !isCatchAll(c)) return permit();
  return consents(c, false).length > 0 ? permit() : byException(c, "purpose");
}

export function underTheAct(c: Case): Leave {
  const { act, purpose, items } = c.question;
  if (purpose === "law.own-request" && act === "disclose") {
    return when(mayBeAnswered(c) && c.question.recipient === undefined);
  }
  if (!["use", "contact"].includes(act)) return DENY;
  if (purpose === "law.own-request") return when(factsOf(c, "request").length > 0);
  return when(items.every((item) => c.policy.items[item]?.contact === true));
}

// 15. Retain.
export function retain(c: Case): Leave {
  if (hasStatute(c, "purpose")) return permit();
  const { retention } = c.policy.settings;
  const length = (period: string): Temporal.Duration => Temporal.Duration.from(period);
  const shortest = c.kinds
    .flatMap((kind) => (Object.hasOwn(retention, kind) ? (retention[kind]?.period ?? []) : []))
    .sort((x, y) => Temporal.Duration.compare(length(x), length(y), { relativeTo: "2024-01-01" }))[0];
  const own = c.question.person.kind;
  const period = Object.hasOwn(retention, own) ? retention[own]?.period : shortest;
  if (period === undefined) return DENY;
  const ended = factsOf(c, "ended").map((fact) => fact.at);
  const over = ended.length > 0 && later(Math.max(...ended), period) <= c.at;
  return over ? DENY : purposeCovered(c);
}

// 16. Acquire.
export function acquire(c: Case): Leave {
  const { source, operator, purpose, form } = c.question;
  if (source === undefined) return DENY;
  const direct = source === "direct-writing" || source === "direct-other";
  const consented = consents(c, false).length > 0;

  const byGiving = direct && c.question.person.able;
  const received = ["entrustment", "succession", "shared-use"].includes(source);
  const consentGiven = form === "personal-related" || !isSpecialCare(c) || byGiving || received || consented;
  const forSpecialCare = consentGiven ? permit() : byException(c, "special-care");

  const mustState =
    source === "direct-writing" || (direct && c.policy.commitments["state-purpose-when-direct"] !== undefined);
  const notices = factsOf(c, "notice").filter(
    (notice) => notice.operators.includes(operator) && notice.purposes.includes(purpose),
  );
  const stated = notices.some(({ how }) => how === "stated");
  const emergencies = exceptions(c, "purpose").filter((exception) => exception.emergency);
  const proved = emergencies.some((exception) => !exception.unproved);
  const excusedNotice = proved ? permit() : permit("supply-evidence", "review-emergency");
  const needless = !mustState || stated || exceptions(c, "notice").length > 0;
  const forNotice = needless ? permit() : when(emergencies.length > 0, excusedNotice);

  const promised = direct && c.policy.commitments["consent-when-direct"] !== undefined;
  const excused = byException(c, "purpose", "special-care");
  const forPromise = !promised || consented ? permit() : when(excused.outcome === "permit", excused);

  const known = purposeFits(c) || notices.length > 0 || exceptions(c, "notice").length > 0;
  const announce = known ? permit() : permit("notify-promptly");
  const confirm = source === "third-party" ? permit("confirm-receipt") : permit();
  return all([purposeCovered(c), forSpecialCare, forNotice, forPromise, announce, confirm]);
}
