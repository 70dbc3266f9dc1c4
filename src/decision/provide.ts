import { type Article, recordForm } from "../law/index.ts";
import { allIn, anyIn, isIn, type Route, routeBit } from "../policy/index.ts";
import { type Abroad, safeguarded, safeguardNeed, toldOfAbroad, whereAbroad } from "./abroad.ts";
import { boundReasons, handling, stopped, unfounded } from "./acts.ts";
import type { Ground } from "./decision.ts";
import type { Question } from "./question.ts";
import { isPublicBody, unclearRecipient } from "./recipient.ts";
import { bySharedUse } from "./shared-use.ts";
import {
  authorises,
  consentCounts,
  contains,
  covers,
  exceptions,
  knows,
  purposeFits,
  type Situation,
  statute,
} from "./situation.ts";
import {
  all,
  best,
  byException,
  CLOSED,
  deny,
  exempt,
  failedExceptions,
  joined,
  noted,
  OPEN,
  permit,
  review,
  type Verdict,
} from "./verdict.ts";

type BasisName = NonNullable<NonNullable<Question["recipient"]>["as"]>;

type ContractRoute = "entrustment" | "succession" | "negotiation" | "supervised";

const CONTRACTS = {
  entrustment: { covers: "entrustment", article: "27(5)(i)" },
  succession: { covers: "succession", article: "27(5)(ii)" },
  negotiation: { covers: "safety", article: "27(5)(ii)" },
  supervised: { covers: "supervision", article: "24" },
} as const satisfies Record<ContractRoute, { covers: string; article: Article }>;

/** Rules 17–19: handing over, and what it is in law, decided from the recipient. */
export function provide(s: Situation): Verdict {
  const { recipient } = s.question;
  const unclear = unclearRecipient(s);
  if (recipient === undefined || unclear !== undefined) return unclear ?? CLOSED;
  const claimed = recipient.as;
  const outside = isOutsideDatabase(s);
  if (claimed !== undefined && (outside || !offers(s, claimed))) {
    const ground = { article: "27(1)" as const, clause: s.recipient?.clause };
    return deny(
      [s.book.reason("deny", "claim-mismatch", ground, { route: claimed })],
      [s.book.need("claim-corrected", { article: "27(1)" })],
    );
  }
  if (outside) return outsideDatabase(s);
  if (s.sameEntity) return withinEntity(s);
  // A stop leaves one ground, a law that asks for it; naming another beside it would mislead.
  if (s.stop !== undefined) return (isWanted(claimed, "statute") ? byStatute(s) : undefined) ?? stopped(s);
  return onSomeBasis(s, claimed);
}

/** 16(3): what stands in no database is no personal data. Forms other than personal come from databases. */
function isOutsideDatabase({ question }: Situation): boolean {
  return question.inDatabase === false && question.form === "personal";
}

function isWanted(claimed: BasisName | undefined, basis: BasisName): boolean {
  return claimed === undefined || claimed === basis;
}

/** Rule 17, b to g: in this order, and no further than the first that permits. */
function onSomeBasis(s: Situation, claimed: BasisName | undefined): Verdict {
  const abroad = whereAbroad(s);
  const bases = basesOf(s, claimed);
  // Without a contract on record none permits: what each lacks is looked at when nothing else permits either.
  const signed = knows(s, "contract");
  const byContracts: Verdict[] = [];
  const otherwise: Verdict[] = [];
  const permitted =
    (signed ? firstPermit(s, CONTRACT_BASES, bases, abroad, byContracts) : undefined) ??
    firstPermit(s, OTHER_BASES, bases, abroad, otherwise);
  if (permitted !== undefined) return permitted;
  if (!signed) firstPermit(s, CONTRACT_BASES, bases, abroad, byContracts);
  const tried = joined(byContracts, otherwise);
  if (s.question.form !== "pseudonymous" || tried.some(({ outcome }) => outcome !== "deny")) return best(tried);
  const params = { form: "pseudonymous", act: "provide" };
  return best([deny([s.book.reason("deny", "form-cannot", { article: "41(6)" }, params)]), ...tried]);
}

/** The permit of the first basis that gives one; else nothing, and what the others said is added to what was tried. */
function firstPermit(
  s: Situation,
  order: readonly BasisBit[],
  bases: number,
  abroad: Abroad | undefined,
  tried: Verdict[],
): Verdict | undefined {
  for (const { basis, bit } of order) {
    if ((bases & bit) === 0) continue;
    const verdict = byBasis(s, basis, abroad);
    if (verdict.outcome === "permit") return verdict;
    if (verdict !== CLOSED) tried.push(verdict);
  }
  return undefined;
}

type Basis = Route | "shared-use";

interface BasisBit {
  readonly basis: Basis;
  readonly bit: number;
}

const SHARED_USE_BIT = 2 ** 30;

function withBits(bases: readonly Basis[]): readonly BasisBit[] {
  return bases.map((basis) => ({ basis, bit: bitOf(basis) }));
}

function bitOf(basis: BasisName): number {
  if (basis === "same-entity") return 0;
  return basis === "shared-use" ? SHARED_USE_BIT : routeBit(basis);
}

const CONTRACT_BASES = withBits(["entrustment", "succession", "negotiation", "supervised"]);
const OTHER_BASES = withBits(["shared-use", "statute", "consent", "opt-out", "review"]);
const ALWAYS_OPEN = routeBit("statute") | routeBit("consent");
/** Rule 9: the ways that are open to pseudonymous data. */
const PSEUDONYMOUS_BASES = (["entrustment", "succession", "negotiation", "shared-use", "statute"] as const).reduce(
  (bits, basis) => bits | bitOf(basis),
  0,
);

/** The bases to look at: those that the recipient has, as far as one is claimed that one alone. */
function basesOf(s: Situation, claimed: BasisName | undefined): number {
  const forForm = s.question.form === "pseudonymous" ? PSEUDONYMOUS_BASES : ~0;
  return openBases(s) & forForm & (claimed === undefined ? ~0 : bitOf(claimed));
}

function openBases({ recipient, party }: Situation): number {
  return ALWAYS_OPEN | (recipient?.routeBits ?? (party === undefined ? 0 : SHARED_USE_BIT));
}

function byBasis(s: Situation, basis: Basis, abroad: Abroad | undefined): Verdict {
  switch (basis) {
    case "shared-use":
      return bySharedUse(s, abroad);
    case "statute":
      return byLaw(s);
    case "consent":
      return byConsent(s, abroad);
    case "opt-out":
      return byOptOut(s, abroad);
    case "review":
      return byReview(s, abroad);
    default:
      return byContract(s, basis, abroad);
  }
}

/** What a law demands of a provision, which then needs no record; undefined where none does. */
export function byStatute(s: Situation): Verdict | undefined {
  const demanded = statute(s, "provision");
  if (demanded === undefined) return undefined;
  return exempt(s, byException(s, demanded), isOutsideDatabase(s) ? "16(3)" : demanded.exception.article);
}

/** Rule 5: what a law demands even of data that should not have been taken; undefined where none does. */
export function byStatuteAlone(s: Situation): Verdict | undefined {
  const { act, form, recipient } = s.question;
  if (s.lawPurpose !== undefined) return undefined;
  if (act === "provide" && !s.sameEntity) {
    const claimed = form === "personal" || form === "pseudonymous" ? recipient?.as : undefined;
    return isWanted(claimed, "statute") ? byStatute(s) : undefined;
  }
  if (act === "acquire" || act === "disclose") return undefined;
  const demanded = statute(s, "purpose");
  if (demanded === undefined) return undefined;
  const verdict = byException(s, demanded);
  return act === "provide" ? exempt(s, verdict, isOutsideDatabase(s) ? "16(3)" : "General 3-6-1") : verdict;
}

/** Whether the recipient has such a basis at all, however it may turn out. */
function offers(s: Situation, basis: BasisName): boolean {
  return basis === "same-entity" ? s.sameEntity : !s.sameEntity && (openBases(s) & bitOf(basis)) !== 0;
}

/** A permit by consent or opt-out, with the record that rule 19 asks for, or why none is due. */
function recorded(s: Situation, basis: "consent" | "opt-out", { reasons, duties }: Verdict): Verdict {
  if (isPublicBody(s)) return exempt(s, permit(reasons, duties), "16(2)");
  const { article, matters, period } = RECORDS[basis];
  return permit(reasons, [s.book.duty("record-provision", { article }, { matters, period }), ...duties]);
}

function recordOf(basis: "consent" | "opt-out") {
  const form = recordForm(basis);
  const matters = [...new Set(["date", ...form.matters])].join(" ");
  return { article: form.article, matters, period: form.kept.period };
}
const RECORDS = { consent: recordOf("consent"), "opt-out": recordOf("opt-out") };

/** Personal information that is no personal data: only its purpose binds it (18), and a stop that the policy promises. */
function outsideDatabase(s: Situation): Verdict {
  const note = s.book.reason("note", "not-personal-data", { article: "16(3)" });
  return exempt(s, noted(handling(s), note), "16(3)");
}

/** 17a. */
function withinEntity(s: Situation): Verdict {
  const within = s.book.reason("note", "same-entity", { article: "General 3-6-1" });
  return exempt(s, noted(handling(s), within), "General 3-6-1");
}

/** 17b. */
function byContract(s: Situation, route: ContractRoute, abroad: Abroad | undefined): Verdict {
  const { covers: covered, article } = CONTRACTS[route];
  const { book } = s;
  const ground = { article, clause: s.recipient?.clause };
  const recipient = s.recipient?.id ?? "";
  const party = s.question.recipient?.party;
  const signed =
    knows(s, "contract") &&
    s.facts.some((fact) => fact.kind === "contract" && fact.covers === covered && fact.party === party);
  const contract = signed
    ? permit([book.reason("permit", route, ground, { recipient })], supervision(s, route))
    : deny(
        [book.reason("deny", "contract-missing", ground, { recipient })],
        [book.need("contract", ground, { recipient, covers: covered })],
      );
  return exempt(s, all([fitting(s), authorising(s), contract, safeguarded(s, abroad)]), article);
}

function supervision({ book }: Situation, route: ContractRoute): Verdict["duties"] {
  if (route === "entrustment") return [book.duty("supervise-entrusted", { article: "25" })];
  return route === "supervised" ? [book.duty("supervise-staff", { article: "24" })] : OPEN.duties;
}

/** 17d. */
function byLaw(s: Situation): Verdict {
  if (s.exceptions.length > 0) {
    const lifted = exceptions(s, "provision").map((claimed) =>
      exempt(s, byException(s, claimed), claimed.exception.article),
    );
    return best([...lifted, failedExceptions(s, ["provision"])]);
  }
  const { book } = s;
  const exception = { exception: "27(1)(i)" };
  if (s.recipient?.routes.has("statute") === true || s.question.recipient?.as === "statute") {
    const ground = { article: "27(1)(i)" as const, clause: s.recipient?.clause };
    return deny([book.reason("deny", "statute-unclaimed", ground)], [book.need("evidence", ground, exception)]);
  }
  const outsider = s.recipient === undefined && s.receivingOperator === undefined;
  return outsider ? deny(CLOSED.reasons, [book.need("evidence", { article: "27(1)(i)" }, exception)]) : CLOSED;
}

/** Rule 20: handing what is disclosed to somebody whom the person named. */
export function toNominee(s: Situation): Verdict {
  return unclearRecipient(s) ?? byConsent(s, whereAbroad(s));
}

/** What a consent must name: as the class says, or, where none is named, as every class says that serves the purpose. */
function mustName({ recipient, program, question, operator }: Situation): {
  readonly party: boolean;
  readonly deal: boolean;
} {
  if (recipient !== undefined) return recipient.consentNames;
  const names = { party: false, deal: false };
  for (const { scope, consentNames } of program.serving.get(question.purpose) ?? []) {
    if (!isIn(scope, operator.bit)) continue;
    names.party ||= consentNames.party;
    names.deal ||= consentNames.deal;
  }
  return names;
}

/** 17e and 18. A consent that was informed of what is abroad is the ground even where a safeguard would do (28(3)). */
function byConsent(s: Situation, abroad: Abroad | undefined): Verdict {
  const { book } = s;
  if (!consentCounts(s)) return deny(boundReasons(s));
  let found: "none" | "plain" | "informed" = "none";
  if (knows(s, "consent")) {
    const names = mustName(s);
    for (const fact of s.facts) {
      if (fact.kind !== "consent" || !covers(fact, s, true)) continue;
      if ((names.party && fact.party === undefined) || (names.deal && fact.deal === undefined)) continue;
      if (abroad === undefined || toldOfAbroad(fact, abroad.country)) found = "informed";
      else if (found === "none") found = "plain";
    }
  }
  const clause = s.recipient?.clause;
  if (found === "informed") {
    const article = abroad === undefined ? "27(1)" : "28(1)";
    const reasons = [book.reason("permit", "consent-covers", { article, clause })];
    if (abroad !== undefined) {
      reasons.push(book.reason("note", "abroad-consented", { article: "28(2)" }, { country: abroad.country }));
    }
    return recorded(s, "consent", permit(reasons));
  }
  if (found === "plain" && abroad?.safeguarded === true) {
    const safe = safeguarded(s, abroad);
    const reason = book.reason("permit", "consent-covers", { article: "27(1)", clause });
    return recorded(s, "consent", permit([reason, ...safe.reasons], safe.duties));
  }
  if (abroad?.safeguarded === false) {
    const { country } = abroad;
    return deny(
      [book.reason("deny", "abroad-open", { article: "28(1)", clause }, { country })],
      [book.need("consent-foreign", { article: "28(2)" }, { country }), safeguardNeed(s)],
    );
  }
  const ground = { article: "27(1)" as const, clause };
  return deny([book.reason("deny", "consent-missing", ground)], [consentNeed(s, ground)]);
}

function consentNeed(s: Situation, ground: Ground): Verdict["needs"][number] {
  const { recipient } = s.question;
  // The policy's own string: the same object each time is found at once, an equal one has to be read.
  const purpose = s.purpose?.id ?? s.question.purpose;
  const declared = s.recipient?.id ?? recipient?.operator;
  const params =
    declared === undefined ? { recipient: "", party: s.party ?? "", purpose } : { recipient: declared, purpose };
  return s.book.need("consent-recipient", ground, params);
}

/** 17f. */
function byOptOut(s: Situation, abroad: Abroad | undefined): Verdict {
  const { book } = s;
  const ground = { article: "27(2)" as const, clause: s.recipient?.clause };
  if (s.specialCare) return deny([book.reason("deny", "special-care-opt-out", ground)]);
  if (cameByOptOut(s)) return deny([book.reason("deny", "opt-out-onward", ground)]);
  const filed = filingState(s);
  if (filed === "none") return deny([book.reason("deny", "opt-out-unfiled", ground)], [book.need("filing", ground)]);
  if (filed === "waiting") {
    const early = { article: "R11(1)" as const, clause: s.recipient?.clause };
    return deny([book.reason("deny", "opt-out-waiting", early)], [book.need("time-to-object", early)]);
  }
  const parts = all([
    fitting(s),
    authorising(s),
    permit([book.reason("permit", "opt-out", ground, { recipient: s.recipient?.id ?? "" })]),
    safeguarded(s, abroad),
  ]);
  return parts.outcome === "permit" ? recorded(s, "opt-out", parts) : parts;
}

/** 27(2), proviso: what came by another's opt-out, copies and what was made of it included. */
function cameByOptOut({ facts, question }: Situation): boolean {
  return facts.some(
    (fact) =>
      fact.kind === "acquisition" &&
      fact.byOptOut &&
      question.items.some((item) => fact.items === undefined || fact.items.includes(item)),
  );
}

/** Whether the opt-out was filed, and whether its first day of provision has come, with time to object before it. */
function filingState(s: Situation): "none" | "waiting" | "open" {
  const { at, recipient, question } = s;
  let state: "none" | "waiting" = "none";
  for (const { on, starts } of recipient?.filings ?? []) {
    if (on > at) continue;
    if (starts <= at) return "open";
    state = "waiting";
  }
  // Where the policy knows of a filing, an asker's word of another one does not count.
  for (const fact of recipient?.unfiled === true ? s.facts : []) {
    if (fact.kind !== "filing" || recipient === undefined || !fact.recipients.includes(recipient.id)) continue;
    if (!fact.operators.includes(question.operator) || !contains(fact.items, question.items)) continue;
    if (fact.at < fact.starts && fact.starts <= at) return "open";
    state = "waiting";
  }
  return state;
}

/** 17g. */
function byReview(s: Situation, abroad: Abroad | undefined): Verdict {
  const ground = { clause: s.recipient?.clause };
  const purpose = purposeFits(s) ? OPEN : unfounded(s);
  const open = review([s.book.reason("review", "route-review", ground, { recipient: s.recipient?.id ?? "" })]);
  return all([fitting(s), purpose, safeguarded(s, abroad), open]);
}

/** That the class of recipients is published for this operator, person, items and purpose. */
function fitting(s: Situation): Verdict {
  const { recipient, question, kind } = s;
  if (
    recipient !== undefined &&
    isIn(recipient.scope, s.operator.bit) &&
    anyIn(recipient.scope, kind.bits) &&
    allIn(recipient.scope, s.items) &&
    recipient.purposes.has(question.purpose)
  ) {
    return OPEN;
  }
  const ground = { article: "18(1)" as const, clause: recipient?.clause };
  return deny([s.book.reason("deny", "recipient-other", ground, { recipient: recipient?.id ?? "" })]);
}

function authorising(s: Situation): Verdict {
  return authorises(s) ? OPEN : unfounded(s);
}
