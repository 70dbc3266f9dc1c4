import type { Case } from "./case.ts";

/** Parts of rules that bite seldom. The reference says which did, so that a comparison shows that it met them. */
export const REFERENCE_PARTS = [
  "1 no policy",
  "1 no law",
  "1 before 2022",
  "1 pseudonymous before 2022",
  "4 recorded too late",
  "6 identifies",
  "6 damages property",
  "8 before 2022",
  "8 other items confirmed",
  "9 not to be matched",
  "10 withdrawn",
  "10 items withdrawn",
  "10 other items withdrawn",
  "11 valid",
  "12 erasure",
  "12 items stopped",
  "12 other items stopped",
  "12 ordered by statute",
  "13 bound",
  "14 existence closed",
  "14 agents closed",
  "17c consent for an item",
  "17c bound",
  "17f filed in the policy",
  "17f filed by a fact",
  "17f waiting",
  "17f had by opt-out",
  "18 informed beside a safeguard",
  "18 uninformed before 2022",
  "18 unchecked before 2022",
  "19 public body",
  "20 existence closed",
  "20 agents closed",
  "21 provide",
  "21 disclose",
  "22 under 16",
  "22 to make",
  "22 held back",
] as const;
export type ReferencePart = (typeof REFERENCE_PARTS)[number];

/** Remembers that this part of a rule decided something, if it did; the answer does not depend on it. */
export function bites(c: Pick<Case, "parts">, part: ReferencePart, condition: boolean): boolean {
  if (condition) c.parts.add(part);
  return condition;
}
