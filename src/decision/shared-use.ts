import { SHARED_USE_MATTERS } from "../law/index.ts";
import type { CompiledSharedUse } from "../policy/index.ts";
import { type Abroad, safeguarded } from "./abroad.ts";
import { sharesOne, type Situation } from "./situation.ts";
import { all, best, deny, exempt, need, permit, reason, type Verdict } from "./verdict.ts";

/** 17c. */
export function bySharedUse(s: Situation, abroad: Abroad | undefined): Verdict {
  const verdicts = s.program.sharedUses.map((use) => oneSharedUse(s, use, abroad));
  const answer = best(verdicts);
  if (answer.outcome === "permit" || verdicts.some(({ reasons }) => reasons.length > 0)) return answer;
  // To speak of shared use helps only where the recipient could have been one of its users.
  const meant =
    s.receivingOperator !== undefined ||
    s.program.sharedUses.some((use) => use.openList && use.purposes.has(s.question.purpose));
  return deny(meant ? [reason("deny", "shared-use-outside", { article: "27(5)(iii)" })] : []);
}

function oneSharedUse(s: Situation, use: CompiledSharedUse, abroad: Abroad | undefined): Verdict {
  const { question } = s;
  const ground = { article: "27(5)(iii)" as const, clause: use.clause };
  // Being of a special-care kind would be told with the name, so such a kind must be listed itself.
  const specialKind = s.program.kinds.get(question.person.kind)?.specialCare === true;
  const people = specialKind ? use.people.has(question.person.kind) : sharesOne(s.kinds, use.people);
  const purposeOurs = s.purpose?.operators.has(question.operator) === true && !s.purpose.catchAll;
  const member = (operator: string | undefined): boolean =>
    use.members.some((entry) => entry.operator === operator && entry.from <= s.at && s.at < entry.to);
  const listed =
    use.openList &&
    s.facts.some(
      (fact) => fact.kind === "membership" && fact.sharedUse === use.id && fact.party === question.recipient?.party,
    );
  const recipientOperator = question.recipient?.operator;
  const belongs = recipientOperator === undefined ? listed : member(recipientOperator);

  const scopes = use.complete
    ? [{ items: use.items, purposes: use.purposes }]
    : s.facts.flatMap((fact) =>
        fact.kind === "shared-use-notice" &&
        fact.sharedUse === use.id &&
        SHARED_USE_MATTERS.every((one) => fact.matters.includes(one))
          ? [{ items: new Set(fact.items), purposes: new Set(fact.purposes) }]
          : [],
      );
  const inScope = scopes.some(
    ({ items, purposes }) => question.items.every((item) => items.has(item)) && purposes.has(question.purpose),
  );
  if (people && purposeOurs && member(question.operator) && belongs && inScope) {
    const shared = permit([reason("permit", "shared-use", ground)]);
    return exempt(all([shared, safeguarded(s, abroad)]), "27(5)(iii)");
  }
  // Speak only of the shared uses that the asker could have meant.
  if (!use.complete && scopes.length === 0 && belongs) {
    return deny([reason("deny", "shared-use-incomplete", ground)], [need("shared-use-notice", ground)]);
  }
  if (people && inScope && !belongs) {
    return deny([reason("deny", "shared-use-not-member", ground)], [need("membership", ground)]);
  }
  return deny(belongs ? [reason("deny", "shared-use-outside", ground)] : []);
}
