import { SHARED_USE_MATTERS } from "../law/index.ts";
import { type CompiledSharedUse, isIn } from "../policy/index.ts";
import { type Abroad, safeguarded } from "./abroad.ts";
import { consented, contains, hasAll, isBound, sharesOne, type Situation } from "./situation.ts";
import { all, best, CLOSED, deny, exempt, permit, type Verdict } from "./verdict.ts";

/** 17c. */
export function bySharedUse(s: Situation, abroad: Abroad | undefined): Verdict {
  const uses = s.program.sharedUses;
  const verdicts = uses.map((use) => oneSharedUse(s, use, abroad));
  const answer = best(verdicts);
  if (answer.outcome === "permit" || answer.reasons.length > 0) return answer;
  // To speak of shared use helps only where the recipient could have been one of its users.
  const meant =
    s.receivingOperator !== undefined ||
    s.question.recipient?.as === "shared-use" ||
    uses.some((use) => use.openList && use.purposes.has(s.question.purpose));
  return meant ? deny([s.book.reason("deny", "shared-use-outside", { article: "27(5)(iii)" })]) : CLOSED;
}

function oneSharedUse(s: Situation, use: CompiledSharedUse, abroad: Abroad | undefined): Verdict {
  const { question, book } = s;
  const belongs = s.receivingOperator === undefined ? isListed(s, use) : isMember(s, use, s.receivingOperator);
  const people = coversPerson(s, use);
  const inScope = scopeOf(s, use);
  const ground = { article: "27(5)(iii)" as const, clause: use.clause };
  if (people && inScope !== undefined && belongs && isMember(s, use, question.operator) && isOurs(s)) {
    const shared = permit(
      inScope === "consented"
        ? [book.reason("permit", "shared-use", ground), book.reason("note", "consent-covers", { article: "27(6)" })]
        : [book.reason("permit", "shared-use", ground)],
    );
    return exempt(s, all([shared, safeguarded(s, abroad)]), "27(5)(iii)");
  }
  // Speak only of the shared uses that the asker could have meant.
  if (!use.complete && belongs && !hasNotice(s, use)) {
    return deny([book.reason("deny", "shared-use-incomplete", ground)], [book.need("shared-use-notice", ground)]);
  }
  if (people && inScope !== undefined && !belongs) {
    return deny([book.reason("deny", "shared-use-not-member", ground)], [book.need("membership", ground)]);
  }
  return belongs ? deny([book.reason("deny", "shared-use-outside", ground)]) : CLOSED;
}

/** Being of a special-care kind would be told with the name, so such a kind must be listed itself. */
function coversPerson({ question, kind }: Situation, use: CompiledSharedUse): boolean {
  return kind.specialCare ? use.people.has(question.person.kind) : sharesOne(kind.kinds, use.people);
}

function isOurs(s: Situation): boolean {
  return s.purpose?.catchAll === false && isIn(s.purpose.scope, s.operator.bit) && !isBound(s);
}

function isMember({ at }: Situation, use: CompiledSharedUse, operator: string): boolean {
  for (const member of use.members) {
    if (member.operator === operator && member.from <= at && at < member.to) return true;
  }
  return false;
}

/** On a list kept elsewhere, as a fact shows. */
function isListed({ facts, question }: Situation, use: CompiledSharedUse): boolean {
  if (!use.openList) return false;
  const party = question.recipient?.party;
  return facts.some((fact) => fact.kind === "membership" && fact.sharedUse === use.id && fact.party === party);
}

/** Whether the purpose and the items are listed, or the person consented to sharing others (27(6), General 3-6-3). */
function scopeOf(s: Situation, use: CompiledSharedUse): "listed" | "consented" | undefined {
  const { items, purpose } = s.question;
  let named = use.complete && use.purposes.has(purpose);
  let listed = named && hasAll(use.items, items);
  if (!use.complete) {
    for (const fact of s.facts) {
      if (!isNotice(fact, use) || !fact.purposes.includes(purpose)) continue;
      named = true;
      listed ||= contains(fact.items, items);
    }
  }
  if (listed) return "listed";
  return named && consented(s, true) ? "consented" : undefined;
}

function hasNotice({ facts }: Situation, use: CompiledSharedUse): boolean {
  return facts.some((fact) => isNotice(fact, use));
}

type Fact = Situation["facts"][number];

/** A notice of all five matters, in place of what was not published. */
function isNotice(fact: Fact, use: CompiledSharedUse): fact is Extract<Fact, { kind: "shared-use-notice" }> {
  return (
    fact.kind === "shared-use-notice" &&
    fact.sharedUse === use.id &&
    SHARED_USE_MATTERS.every((one) => fact.matters.includes(one))
  );
}
