import { type Case, factsOf, isOfTheAct, type Leave } from "./case.ts";
import { bites } from "./parts.ts";
import { isSameEntity } from "./recipient.ts";

// 14, 20. Whether the person, or someone entitled to act for them, may be answered.
export function mayBeAnswered(c: Case): boolean {
  const { existenceHarms, person, purpose } = c.question;
  const rule = isOfTheAct(purpose) ? 14 : 20;
  if (existenceHarms === true || factsOf(c, "refusal").length > 0) return false;
  if (bites(c, `${rule} existence closed`, closes(c, "existence"))) return false;
  const verified = factsOf(c, "request").filter((request) => request.verified);
  if (person.able && verified.some(({ by }) => by === "principal")) return true;
  const represented = verified.some(({ by }) => by === "representative");
  return represented && !bites(c, `${rule} agents closed`, closes(c, "agents"));
}

// 21. Protections.
function closes(c: Case, what: "existence" | "agents"): boolean {
  return factsOf(c, "protection").some((protection) => protection.closes.includes(what));
}

/** What was decided, with a protection looked at: closed items leave the house only after a human has looked. */
export function guarded(c: Case, leave: Leave): Leave {
  const { act, form, recipient } = c.question;
  if (leave.outcome !== "permit" || form === "statistics" || form === "anonymous" || !hasClosedItem(c)) return leave;
  const leaves =
    bites(c, "21 provide", act === "provide" && !isSameEntity(c)) ||
    bites(c, "21 disclose", act === "disclose" && (recipient !== undefined || !isAskedByThePersonAlone(c)));
  return leaves ? { ...leave, outcome: "review" } : leave;
}

function isAskedByThePersonAlone(c: Case): boolean {
  const verified = factsOf(c, "request").filter((request) => request.verified);
  const own = c.question.person.able && verified.some(({ by }) => by === "principal");
  const represented = verified.some(({ by }) => by === "representative");
  return own && !bites(c, "21 both asked", represented);
}

function hasClosedItem(c: Case): boolean {
  return factsOf(c, "protection").some(
    ({ closes: closed, items }) =>
      closed.includes("items") && c.question.items.some((item) => items?.includes(item) !== false),
  );
}
