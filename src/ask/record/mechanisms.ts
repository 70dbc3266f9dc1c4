import type { Pack } from "../../policy/index.ts";
import type { Mechanism } from "../../room/index.ts";
import type { Words } from "../../wire/index.ts";

const CONSENT: Words = {
  ja: "同意による提供を、記録にある同意と照らし合わせます。",
  en: "Holds each provision by consent against the consent on record.",
};
const STOP: Words = {
  ja: "停止の求めが記録にある人の判断には、必ずその求めを数えます。",
  en: "Counts a stop that is on record in every decision about that person.",
};
const EVIDENCE: Words = {
  ja: "緊急を理由に認めたときは、資料の提出期限を記録し、出たかどうかを確かめます。",
  en: "Notes by when the evidence of an emergency is to follow, and whether it did.",
};

/** What decisions about people on record carry out of a pack, by the pack's own words. */
export function recordMechanisms(pack: Pack): Mechanism[] {
  const program = pack.versions.at(-1);
  if (program === undefined) return [];
  const { commitments, recipients, policy } = program;
  const byConsent = [...recipients.values()].filter(({ routes }) => routes.has("consent")).map(({ clause }) => clause);
  const stops = ["stop-provision", "stop-direct-mail"].map((name) => commitments.get(name));
  const claim = (name: string, how: Words, clauses: readonly (string | undefined)[]): Mechanism[] =>
    [...new Set(clauses)].flatMap((clause) =>
      clause === undefined || !Object.hasOwn(policy.promises, clause) ? [] : [{ clause, room: "ask", name, how }],
    );
  return [
    ...claim("consent", CONSENT, byConsent),
    ...claim("stop", STOP, stops),
    ...claim("exception-evidence", EVIDENCE, [commitments.get("exceptions")]),
  ];
}
