import type { Policy } from "../../policy/index.ts";
import { factsOf, midnight, type Case } from "./case.ts";
import { consents, hasBoundItem, isCatchAll } from "./cover.ts";
import { bites } from "./parts.ts";
import { operatorAsked, partyOf } from "./recipient.ts";

type SharedUse = Policy["sharedUses"][string];

// 17c. Shared use.
export function isShared(c: Case): boolean {
  const { operator, purpose, recipient } = c.question;
  const ours = c.policy.purposes[purpose]?.operators.includes(operator) === true && !isCatchAll(c);
  if (recipient?.class !== undefined || !ours) return false;
  const shared = Object.entries(c.policy.sharedUses).some(
    ([id, use]) => takesTheKind(c, use) && isBetweenUsers(c, id, use) && isListed(c, id, use),
  );
  return shared && !bites(c, "17c bound", hasBoundItem(c));
}

/** A kind of special care must be listed itself. */
function takesTheKind(c: Case, use: SharedUse): boolean {
  const specialKind = c.kinds.some((kind) => c.policy.people[kind]?.specialCare !== undefined);
  return (specialKind ? [c.question.person.kind] : c.kinds).some((kind) => use.people.includes(kind));
}

function isBetweenUsers(c: Case, id: string, use: SharedUse): boolean {
  const { operator, recipient } = c.question;
  const asked = operatorAsked(c);
  const isMember = (one: string): boolean =>
    use.users?.members?.some(
      ({ operator: member, from, to }) =>
        member === one && midnight(from) <= c.at && (to === undefined || c.at < midnight(to)),
    ) === true;
  const isOnList = (): boolean =>
    use.users?.list !== undefined &&
    factsOf(c, "membership").some((fact) => fact.sharedUse === id && fact.party === partyOf(c));
  if (!isMember(operator)) return false;
  if (asked === undefined) return isOnList();
  // An operator is one by the dates, whatever it is called.
  const user = isMember(asked);
  bites(c, "17c operator as party", recipient?.party !== undefined && user);
  bites(c, "17c operator not by a list", recipient?.party !== undefined && !user && isOnList());
  return user;
}

/** Items and purposes, as published, or as told where what was published is not complete. */
function isListed(c: Case, id: string, use: SharedUse): boolean {
  const { items, purpose } = c.question;
  const lists = (listed: { items?: string[] | undefined; purposes?: string[] | undefined }): boolean => {
    if (listed.purposes?.includes(purpose) !== true) return false;
    // What is not listed goes with it where the person consented to this recipient (27(6)).
    return (
      items.every((item) => listed.items?.includes(item) === true) ||
      bites(c, "17c consent for an item", consents(c, true).length > 0)
    );
  };
  if (isComplete(c.policy, use)) return lists(use);
  return factsOf(c, "shared-use-notice").some(
    (fact) =>
      fact.sharedUse === id &&
      (["fact", "items", "users", "purposes", "responsible"] as const).every((matter) =>
        fact.matters.includes(matter),
      ) &&
      lists(fact),
  );
}

/** All five matters of 27(5)(iii) are published: the fact, items, users, purposes, and who is responsible. */
function isComplete(policy: Policy, use: SharedUse): boolean {
  const responsible = use.responsible === undefined ? undefined : policy.operators[use.responsible];
  return (
    Object.hasOwn(policy.promises, use.clause) &&
    (use.items ?? []).length > 0 &&
    use.users !== undefined &&
    (use.purposes ?? []).length > 0 &&
    responsible?.address !== undefined &&
    (responsible.representative !== undefined || responsible.kind === "branch")
  );
}
