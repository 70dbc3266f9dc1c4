import { stateOf } from "../law/index.ts";
import { countryKnown } from "./abroad.ts";
import type { Question } from "./question.ts";
import type { Situation } from "./situation.ts";
import { deny, type Verdict } from "./verdict.ts";

/** Rule 17: that one recipient is named, and nothing said of it that the policy knows otherwise. */
export function unclearRecipient(s: Situation): Verdict | undefined {
  const { recipient } = s.question;
  if ((recipient?.class ?? recipient?.operator ?? recipient?.party) === undefined)
    return refuse(s, "recipient-unstated");
  if (recipient?.operator !== undefined && (recipient.class ?? recipient.party) !== undefined)
    return refuse(s, "recipient-two");
  if (s.sameEntity) return undefined;
  const operator = s.receivingOperator;
  if (operator !== undefined && contradicts(recipient, countryKnown(s))) return refuseCountry(s, operator);
  const ofClass = s.recipient;
  return ofClass !== undefined && contradicts(recipient, ofClass.country) ? refuseCountry(s, ofClass.id) : undefined;
}

/** Whether a question says otherwise of a recipient than the policy, which knows its country. */
function contradicts({ country, databaseInJapan }: NonNullable<Question["recipient"]> = {}, known?: string): boolean {
  return known !== undefined && (databaseInJapan === true || (country !== undefined && country !== known));
}

function refuseCountry(s: Situation, recipient: string): Verdict {
  return deny([s.book.reason("deny", "country-contradicts", { article: "28(1)" }, { recipient })]);
}

function refuse(s: Situation, code: "recipient-unstated" | "recipient-two"): Verdict {
  const article = s.question.form === "personal-related" ? "31(1)" : "27(1)";
  return deny([s.book.reason("deny", code, { article })], [s.book.need("recipient-stated", { article })]);
}

/** A body of 16(2), which is Japan's and no operator of the group. */
export function isPublicBody(s: Situation): boolean {
  const { recipient } = s.question;
  return (
    recipient?.publicBody === true &&
    s.receivingOperator === undefined &&
    stateOf(countryKnown(s) ?? recipient.country ?? "JP") === "JP"
  );
}
