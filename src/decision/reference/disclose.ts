import { all, type Case, type Leave, when } from "./case.ts";
import { purposeFits } from "./cover.ts";
import { mayBeAnswered } from "./person.ts";
import { consentToProvide } from "./provide.ts";
import { isUnclear } from "./recipient.ts";

// 20. Disclose.
export function disclose(c: Case): Leave {
  const { recipient } = c.question;
  const answer = when(purposeFits(c) && mayBeAnswered(c));
  if (recipient === undefined) return answer;
  const toSomebody = recipient.class === undefined && !isUnclear(c);
  const provision = consentToProvide(c);
  return { ...all([answer, when(toSomebody, provision)]), recordExempt: provision.recordExempt };
}
