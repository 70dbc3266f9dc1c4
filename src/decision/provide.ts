import { type Article, recordForm } from "../law/index.ts";
import type { CompiledRecipient, RouteReading } from "../policy/index.ts";
import { midnightInJapan } from "../wire/index.ts";
import {
  type Abroad,
  checking,
  operatorCountry,
  safeguarded,
  safeguardNeed,
  toldOfAbroad,
  whereAbroad,
} from "./abroad.ts";
import { handling, stopped, unfounded } from "./acts.ts";
import type { Duty, Reason } from "./decision.ts";
import type { Question } from "./question.ts";
import { bySharedUse } from "./shared-use.ts";
import { authorises, consents, exceptions, purposeFits, sharesOne, type Situation } from "./situation.ts";
import {
  all,
  best,
  byException,
  deny,
  duty,
  exempt,
  failedExceptions,
  type Ground,
  need,
  permit,
  reason,
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

const CONTRACT_ROUTES: readonly ContractRoute[] = ["entrustment", "succession", "negotiation", "supervised"];

/** Rules 17–19: handing over, and what it is in law, decided from the recipient. */
export function provide(s: Situation): Verdict {
  const { recipient } = s.question;
  const unclear = unclearRecipient(s);
  if (recipient === undefined || unclear !== undefined) return unclear ?? deny([]);
  const claimed = recipient.as;
  const wanted = (basis: BasisName): boolean => claimed === undefined || claimed === basis;
  const outside = s.question.inDatabase === false && s.question.form === "personal";
  if (claimed !== undefined && (outside || !offers(s, claimed))) {
    return deny(
      [reason("deny", "claim-mismatch", { article: "27(1)", clause: s.recipient?.clause }, { route: claimed })],
      [need("claim-corrected", { article: "27(1)" })],
    );
  }
  if (outside) return outsideDatabase(s);
  if (s.sameEntity) return wanted("same-entity") ? withinEntity(s) : deny([]);
  // A stop leaves one ground, a law that asks for it; naming another beside it would mislead.
  if (s.stop !== undefined) return (wanted("statute") ? byStatute(s) : undefined) ?? stopped(s);

  const abroad = whereAbroad(s);
  const pseudonymous = s.question.form === "pseudonymous";
  const verdicts: Verdict[] = [];
  const offer = (basis: BasisName, verdict: () => Verdict): void => {
    if (wanted(basis)) verdicts.push(verdict());
  };
  for (const route of CONTRACT_ROUTES) {
    if (hasRoute(s, route) && !(pseudonymous && route === "supervised"))
      offer(route, () => byContract(s, route, abroad));
  }
  if (s.recipient === undefined && s.party !== undefined) offer("shared-use", () => bySharedUse(s, abroad));
  offer("statute", () => byLaw(s));
  if (!pseudonymous) {
    offer("consent", () => byConsent(s, abroad));
    if (hasRoute(s, "opt-out")) offer("opt-out", () => byOptOut(s, abroad));
    if (hasRoute(s, "review")) offer("review", () => byReview(s, abroad));
  } else if (verdicts.every(({ outcome }) => outcome === "deny")) {
    verdicts.unshift(
      deny([reason("deny", "form-cannot", { article: "41(6)" }, { form: "pseudonymous", act: "provide" })]),
    );
  }
  return best(verdicts);
}

/** Rule 17: that one recipient is named, and nothing said of it that the policy knows otherwise. */
function unclearRecipient(s: Situation): Verdict | undefined {
  const { recipient } = s.question;
  const article = s.question.form === "personal-related" ? "31(1)" : "27(1)";
  const refuse = (code: "recipient-unstated" | "recipient-two"): Verdict =>
    deny([reason("deny", code, { article })], [need("recipient-stated", { article })]);
  if ((recipient?.class ?? recipient?.operator ?? recipient?.party) === undefined) return refuse("recipient-unstated");
  if (recipient?.operator !== undefined && (recipient.class ?? recipient.party) !== undefined)
    return refuse("recipient-two");
  const operator = s.receivingOperator;
  if (operator === undefined || s.sameEntity) return undefined;
  const contradicted =
    recipient?.databaseInJapan === true ||
    (recipient?.country !== undefined && recipient.country !== operatorCountry(s, operator));
  return contradicted ? deny([reason("deny", "country-contradicts", { article: "28(1)" }, { operator })]) : undefined;
}

function byStatute(s: Situation): Verdict | undefined {
  const statute = exceptions(s, "provision").find(({ exception }) => exception.statute);
  return statute === undefined ? undefined : exempt(byException(s, statute), statute.exception.article);
}

/** Rule 5: what a law demands even of data that should not have been taken; undefined where none does. */
export function byStatuteAlone(s: Situation): Verdict | undefined {
  if (s.question.act === "provide" && !s.sameEntity) return unclearRecipient(s) ?? byStatute(s);
  if (s.question.act === "acquire" || s.question.act === "disclose") return undefined;
  const statute = exceptions(s, "purpose").find(({ exception }) => exception.statute);
  if (statute === undefined) return undefined;
  return s.question.act === "provide" ? exempt(byException(s, statute), "General 3-6-1") : byException(s, statute);
}

/** Whether the recipient has such a basis at all, however it may turn out. */
function offers(s: Situation, basis: BasisName): boolean {
  switch (basis) {
    case "same-entity":
      return s.sameEntity;
    case "shared-use":
      return !s.sameEntity && s.recipient === undefined && s.party !== undefined;
    case "consent":
    case "statute":
      return !s.sameEntity;
    default:
      return hasRoute(s, basis);
  }
}

function hasRoute(s: Situation, name: RouteReading["route"]): boolean {
  return s.recipient?.routes.some(({ route }) => route === name) === true;
}

function recorded(basis: "consent" | "opt-out"): Duty {
  const form = recordForm(basis);
  return duty(
    "record-provision",
    { article: form.article },
    { matters: [...new Set(["date", ...form.matters])].join(" "), period: form.kept.period },
  );
}

/** Personal information that is no personal data: only its purpose binds it (18), and a stop that the policy promises. */
function outsideDatabase(s: Situation): Verdict {
  const covered = handling(s);
  if (covered.outcome !== "permit") return covered;
  const note = reason("note", "not-personal-data", { article: "16(3)" });
  return exempt({ ...covered, reasons: [...covered.reasons, note] }, "16(3)");
}

/** 17a. */
function withinEntity(s: Situation): Verdict {
  const within = reason("note", "same-entity", { article: "General 3-6-1" });
  const covered = handling(s);
  if (covered.outcome !== "permit") return covered;
  return exempt({ ...covered, reasons: [...covered.reasons, within] }, "General 3-6-1");
}

/** 17b. */
function byContract(s: Situation, route: ContractRoute, abroad: Abroad | undefined): Verdict {
  const { covers, article } = CONTRACTS[route];
  const ground = { article, clause: s.recipient?.clause };
  const params = { recipient: s.recipient?.id ?? "" };
  const parts = [fitting(s), authorising(s)];
  const signed = s.facts.some(
    (fact) => fact.kind === "contract" && fact.covers === covers && fact.party === s.question.recipient?.party,
  );
  if (signed) {
    const duties =
      route === "entrustment"
        ? [duty("supervise-entrusted", { article: "25" })]
        : route === "supervised"
          ? [duty("supervise-staff", { article: "24" })]
          : [];
    parts.push(permit([reason("permit", route, ground, params)], duties));
  } else {
    parts.push(
      deny([reason("deny", "contract-missing", ground, params)], [need("contract", ground, { ...params, covers })]),
    );
  }
  parts.push(safeguarded(s, abroad));
  return exempt(all(parts), article);
}

/** 17d. */
function byLaw(s: Situation): Verdict {
  const verdicts = exceptions(s, "provision").map((claimed) =>
    exempt(byException(s, claimed), claimed.exception.article),
  );
  const failed = failedExceptions(s, ["provision"]);
  if (s.exceptions.length > 0) return best([...verdicts, failed]);
  const outsider = s.recipient === undefined && s.receivingOperator === undefined;
  if (!hasRoute(s, "statute") && outsider) {
    return deny([], [need("evidence", { article: "27(1)(i)" }, { exception: "27(1)(i)" })]);
  }
  if (!hasRoute(s, "statute")) return deny([]);
  const ground = { article: "27(1)(i)" as const, clause: s.recipient?.clause };
  return deny(
    [reason("deny", "statute-unclaimed", ground, { recipient: s.recipient?.id ?? "" })],
    [need("evidence", ground, { exception: "27(1)(i)" })],
  );
}

/** What consent must name: as the class says, or, where none is named, as every class says that serves the purpose. */
function consentRoutes({ recipient, program, question }: Situation): string[] {
  const serving = (one: CompiledRecipient): boolean =>
    one.purposes.has(question.purpose) && one.operators.has(question.operator);
  const classes = recipient === undefined ? [...program.recipients.values()].filter(serving) : [recipient];
  return classes.flatMap(({ routes }) =>
    routes.flatMap((route) => (route.route === "consent" ? (route.per ?? []) : [])),
  );
}

/** Rule 20: handing what is disclosed to somebody whom the person named. */
export function toNominee(s: Situation): Verdict {
  return unclearRecipient(s) ?? byConsent(s, whereAbroad(s));
}

/** 17e and 18. */
function byConsent(s: Situation, abroad: Abroad | undefined): Verdict {
  const ground: Ground = {
    article: abroad === undefined || abroad.safeguarded ? "27(1)" : "28(1)",
    clause: s.recipient?.clause,
  };
  const per = consentRoutes(s);
  const naming = consents(s, true).filter(
    (consent) =>
      (!per.includes("party") || consent.party !== undefined) && (!per.includes("deal") || consent.deal !== undefined),
  );
  const country = abroad?.country ?? "";
  const sufficient = naming.filter(
    ({ foreign }) => abroad === undefined || abroad.safeguarded || toldOfAbroad(foreign, country),
  );
  if (sufficient.length > 0) {
    const reasons: Reason[] = [reason("permit", "consent-covers", ground)];
    if (abroad?.safeguarded === false)
      reasons.push(reason("note", "abroad-consented", { article: "28(2)" }, { country }));
    const { duties, reasons: abroadReasons } = abroad?.safeguarded === true ? safeguarded(s, abroad) : permit([]);
    return permit([...reasons, ...abroadReasons], [recorded("consent"), ...duties]);
  }
  const params = {
    recipient: s.recipient?.id ?? s.question.recipient?.operator ?? "",
    party: s.party ?? "",
    purpose: s.question.purpose,
  };
  if (abroad?.safeguarded === false) {
    return deny(
      [reason("deny", "abroad-open", ground, { country })],
      [need("consent-foreign", { article: "28(2)" }, { country }), safeguardNeed(s)],
    );
  }
  return deny([reason("deny", "consent-missing", ground)], [need("consent-recipient", ground, params)]);
}

/** 17f. */
function byOptOut(s: Situation, abroad: Abroad | undefined): Verdict {
  const ground = { article: "27(2)" as const, clause: s.recipient?.clause };
  if (s.specialCare) return deny([reason("deny", "special-care-opt-out", ground)]);
  const filed =
    s.recipient?.routes.some(
      (route) =>
        route.route === "opt-out" &&
        route.filing !== undefined &&
        midnightInJapan(route.filing.on).epochMilliseconds <= s.at,
    ) === true;
  if (!filed) return deny([reason("deny", "opt-out-unfiled", ground)], [need("filing", ground)]);
  const open = permit(
    [reason("permit", "opt-out", ground, { recipient: s.recipient?.id ?? "" })],
    [recorded("opt-out")],
  );
  return all([fitting(s), authorising(s), open, safeguarded(s, abroad)]);
}

/** 17g. */
function byReview(s: Situation, abroad: Abroad | undefined): Verdict {
  const ground = { clause: s.recipient?.clause };
  const purpose = purposeFits(s) ? permit([]) : unfounded(s);
  const open = review([reason("review", "route-review", ground, { recipient: s.recipient?.id ?? "" })]);
  return all([fitting(s), purpose, safeguarded(s, abroad), open]);
}

/** That the class of recipients is published for this operator, person, items and purpose. */
function fitting(s: Situation): Verdict {
  const { recipient, question } = s;
  if (
    recipient !== undefined &&
    recipient.operators.has(question.operator) &&
    sharesOne(s.kinds, recipient.people) &&
    question.items.every((item) => recipient.items.has(item)) &&
    recipient.purposes.has(question.purpose)
  ) {
    return permit([]);
  }
  const ground = { article: "18(1)" as const, clause: recipient?.clause };
  return deny([reason("deny", "recipient-other", ground, { recipient: recipient?.id ?? "" })]);
}

function authorising(s: Situation): Verdict {
  return authorises(s) ? permit([]) : unfounded(s);
}

/** Rule 8: personal-related information that the recipient may come to know as somebody's. */
export function providePersonalRelated(s: Situation): Verdict {
  const { recipient } = s.question;
  const unclear = unclearRecipient(s);
  if (recipient === undefined || unclear !== undefined) return unclear ?? deny([]);
  if (recipient.acquiresAsPersonal === undefined) {
    return deny(
      [reason("deny", "related-unstated", { article: "31(1)" })],
      [need("acquisition-stated", { article: "31(1)" })],
    );
  }
  if (s.stop !== undefined) return byStatute(s) ?? stopped(s);
  if (!recipient.acquiresAsPersonal) return permit([reason("permit", "related-stays", { article: "31(1)" })]);
  const abroad = whereAbroad(s);
  const confirmed = s.facts.some(
    (fact) =>
      fact.kind === "confirmation" &&
      fact.party === s.party &&
      (fact.foreignInformed || abroad === undefined || abroad.safeguarded),
  );
  const byLawToo = exceptions(s, "provision").map((claimed) => byException(s, claimed));
  const confirmation = confirmed
    ? permit(
        [reason("permit", "related-confirmed", { article: "31(1)" })],
        [
          duty("record-confirmation", { article: recordForm("personal-related").article }),
          ...(abroad?.safeguarded === true ? [checking(s, "31(2)")] : []),
        ],
      )
    : deny([reason("deny", "related-unconfirmed", { article: "31(1)" })], [need("confirmation", { article: "31(1)" })]);
  return best([...byLawToo, confirmation, failedExceptions(s, ["provision"])]);
}
