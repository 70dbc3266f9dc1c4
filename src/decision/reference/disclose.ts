import { requestVerified } from "./acts.ts";
import { all, type Case, hasSafeguard, isAbroad, isUnclear, type Leave, permit, when } from "./case.ts";
import { purposeFits } from "./cover.ts";
import { consentToProvide } from "./provide.ts";

// 20. Disclose.
export function disclose(c: Case): Leave {
  const { recipient } = c.question;
  const answer = when(purposeFits(c) && requestVerified(c));
  if (recipient === undefined) return answer;
  const toSomebody = recipient.class === undefined && (recipient.party ?? recipient.operator) !== undefined;
  const checks = isAbroad(c) && hasSafeguard(c) ? permit("check-equivalent-measures") : permit();
  return all([answer, checks, when(toSomebody && !isUnclear(c) && consentToProvide(c), permit("record-provision"))]);
}
