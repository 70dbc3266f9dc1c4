import { recordForm } from "../law/index.ts";
import { checking, whereAbroad } from "./abroad.ts";
import { stopped } from "./acts.ts";
import { byStatute } from "./provide.ts";
import { isPublicBody, unclearRecipient } from "./recipient.ts";
import { contains, exceptions, type Situation } from "./situation.ts";
import { best, byException, CLOSED, deny, exempt, failedExceptions, permit, type Verdict } from "./verdict.ts";

/** Rule 8: personal-related information that the recipient may come to know as somebody's. */
export function providePersonalRelated(s: Situation): Verdict {
  const { recipient } = s.question;
  const { book } = s;
  const unclear = unclearRecipient(s);
  if (recipient === undefined || unclear !== undefined) return unclear ?? CLOSED;
  const article = "31(1)";
  if (s.rules.personalRelated && recipient.acquiresAsPersonal === undefined) {
    return deny([book.reason("deny", "related-unstated", { article })], [book.need("acquisition-stated", { article })]);
  }
  if (s.stop !== undefined) return byStatute(s) ?? stopped(s);
  if (!s.rules.personalRelated) return permit([book.reason("permit", "related-unregulated", { article })]);
  if (recipient.acquiresAsPersonal === false) return permit([book.reason("permit", "related-stays", { article })]);
  const byLawToo = exceptions(s, "provision").map((claimed) => byException(s, claimed));
  return best([...byLawToo, confirmed(s), failedExceptions(s, ["provision"])]);
}

/** 31(1): the recipient's word, confirmed, that the person consented to its acquiring the data as personal data. */
function confirmed(s: Situation): Verdict {
  const { book, question } = s;
  const abroad = whereAbroad(s);
  const holds = s.facts.some(
    (fact) =>
      fact.kind === "confirmation" &&
      fact.party === s.party &&
      contains(fact.items, question.items) &&
      (fact.foreignInformed || abroad === undefined || abroad.safeguarded),
  );
  const ground = { article: "31(1)" as const };
  if (!holds) return deny([book.reason("deny", "related-unconfirmed", ground)], [book.need("confirmation", ground)]);
  const checks = abroad?.safeguarded === true ? [checking(s, "31(2)")] : [];
  const open = permit([book.reason("permit", "related-confirmed", ground)], checks);
  if (isPublicBody(s)) return exempt(s, open, "16(2)");
  return { ...open, duties: [book.duty("record-confirmation", { article: RECORD_31 }), ...checks] };
}

const RECORD_31 = recordForm("personal-related").article;
