import { lawAt, type LawRules, type LawVersion } from "../law/index.ts";
import { type CompiledItem, type Pack, type Program, versionAt } from "../policy/index.ts";
import { writeInstant } from "../wire/index.ts";
import { acquire } from "./acquire.ts";
import { disclose, handling, isGuarded, lawPurpose, listed, retain } from "./acts.ts";
import type { Decision, Grounded } from "./decision.ts";
import { sentenceFor } from "./names.ts";
import { type Phrasebook, phrasebook } from "./phrasebook.ts";
import { providePersonalRelated } from "./personal-related.ts";
import { byStatuteAlone, provide, toNominee } from "./provide.ts";
import { OUTSIDE_POLICY, type Question } from "./question.ts";
import { isLawPurpose, knows, type Named, type Situation, situate } from "./situation.ts";
import { unknownWords } from "./unknown.ts";
import { deny, permit, review, type Verdict } from "./verdict.ts";

/** Rises whenever the same question could get another answer. */
const ENGINE_VERSION = "3";

/**
 * Decides one question by the version of the policy, and of the Act, in force at its instant. Pure: the same
 * question on the same pack gives the same answer. Never throws on a question that `questionSchema` accepts.
 * The rules stand in docs/decisions.md.
 * @param now epoch milliseconds: what `at` means when the question leaves it out
 */
export function decide(pack: Pack, question: Question, now: number): Decision {
  const at = question.at ?? now;
  const law = lawAt(at);
  const program = versionAt(pack, at);
  const book = phrasebook(program);
  const { outcome, reasons, duties, needs } = verdictOf(program, book, law, question, at);
  return {
    outcome,
    sentence: sentenceFor(outcome, duties.length, needs.length),
    reasons: distinct(reasons),
    duties: distinct(duties),
    needs: distinct(needs),
    policy: program?.identity,
    law: law?.id,
    engine: ENGINE_VERSION,
    at: instantText(at),
    claimed: isClaimed(question),
  };
}

/** Whether anything but what is to be done, by whom, about whom and to whom was said by the asker alone. */
export function isClaimed(question: Question): boolean {
  const { facts, exceptions, form, person, recipient } = question;
  return (
    facts.length + exceptions.length > 0 ||
    form !== "personal" ||
    !person.living ||
    !person.able ||
    question.source !== undefined ||
    question.inDatabase !== undefined ||
    question.existenceHarms !== undefined ||
    question.knownAt !== undefined ||
    (recipient !== undefined &&
      (recipient.country ?? recipient.databaseInJapan ?? recipient.publicBody ?? recipient.acquiresAsPersonal) !==
        undefined)
  );
}

function verdictOf(
  program: Program | undefined,
  book: Phrasebook,
  law: LawVersion | undefined,
  question: Question,
  at: number,
): Verdict {
  if (program === undefined) return deny([book.reason("deny", "not-in-force", { article: "17(1)" })]);
  if (law === undefined) return deny([book.reason("deny", "law-not-loaded", { law: true })]);
  const verdict = asKnown(answer(program, book, law.rules, question, at), book, question, at);
  if (law.verified) return verdict;
  return { ...verdict, reasons: [...verdict.reasons, book.reason("note", "law-unverified", { law: true })] };
}

/** Rule 4: an answer by what was on record says so, and an old record permits nothing by itself. */
function asKnown(verdict: Verdict, book: Phrasebook, question: Question, at: number): Verdict {
  if (question.knownAt === undefined) return verdict;
  const note = book.reason("note", "as-known", {});
  if (verdict.outcome === "permit" && isKnownTooEarly(question, at))
    return review([book.reason("review", "known-too-early", {}), note]);
  return { ...verdict, reasons: [...verdict.reasons, note] };
}

function isKnownTooEarly({ knownAt }: Question, at: number): boolean {
  return knownAt !== undefined && knownAt < at;
}

let lastInstant = { at: Number.NaN, text: "" };

/** ISO 8601 in UTC. Questions come in batches that share an instant, so the last one is kept. */
function instantText(at: number): string {
  if (lastInstant.at !== at) lastInstant = { at, text: writeInstant(at) };
  return lastInstant.text;
}

function answer(program: Program, book: Phrasebook, rules: LawRules, question: Question, at: number): Verdict {
  const named = namedIn(program, question);
  if (named === undefined) return unknownWords(program, book, question);
  const { form } = question;
  if (form !== "personal") {
    const misnamed = misnamedForm(program, book, question);
    if (misnamed !== undefined) return misnamed;
    if (form === "pseudonymous" && !rules.pseudonymous) return formCannot(book, question, "2(5)");
  }
  const s = situate(program, book, rules, question, named, at);
  const verdict = untainted(s);
  return knows(s, "violation") ? tainted(s, verdict) : verdict;
}

/** By all rules but that of taint. */
function untainted(s: Situation): Verdict {
  const { book, question } = s;
  if (!question.person.living) return review([book.reason("review", "not-living", { article: "2(1)" })]);
  switch (question.form) {
    case "statistics":
      return statistics(s);
    case "anonymous":
      return anonymous(s);
    case "pseudonymous":
      return pseudonymous(s);
    default:
      return bounded(s, byAct(s));
  }
}

/** Rule 2: what the question names, where the version declares all of it. */
function namedIn(program: Program, question: Question): Named | undefined {
  const { items, recipient: to, purpose: purposeId } = question;
  const operator = program.operators.get(question.operator);
  const kind = program.kinds.get(question.person.kind);
  if (operator === undefined || kind === undefined) return undefined;
  const found = itemsIn(program, items);
  if (found === undefined) return undefined;
  const purpose = program.purposes.get(purposeId);
  const lawPurposeId = purpose === undefined && isLawPurpose(purposeId) ? purposeId : undefined;
  if (purpose === undefined && lawPurposeId === undefined && purposeId !== OUTSIDE_POLICY) return undefined;
  if (to?.operator !== undefined && !program.operators.has(to.operator)) return undefined;
  const recipient = to?.class === undefined ? undefined : program.recipients.get(to.class);
  if (to?.class !== undefined && recipient === undefined) return undefined;
  return { operator, kind, items: found, purpose, lawPurpose: lawPurposeId, recipient };
}

/** As long as the question says from the start: a list that grows takes room for a dozen more. */
function itemsIn(program: Program, items: readonly string[]): readonly CompiledItem[] | undefined {
  // oxlint-disable-next-line unicorn/no-new-array -- the length is meant
  const found = new Array<CompiledItem>(items.length);
  for (let place = 0; place < items.length; place += 1) {
    const known = program.items.get(items[place] ?? "");
    if (known === undefined) return undefined;
    found[place] = known;
  }
  return found;
}

/** Rule 5. Whose data was taken wrongly needs an answer and a warning more than anyone. */
function tainted(s: Situation, verdict: Verdict): Verdict {
  const { form, act } = s.question;
  const owed = s.lawPurpose !== undefined && form === "personal" && LAW_ACTS.has(act);
  if (form === "statistics" || owed) return verdict;
  const violations = s.facts.flatMap((fact) => (fact.kind === "violation" ? [fact.of] : [])).sort();
  const violation = violations.find((of) => of !== "20(1)") ?? violations[0] ?? "20(1)";
  const permitted = verdict.outcome === "permit" && !isKnownTooEarly(s.question, s.at);
  const demanded = violation === "20(1)" && permitted ? byStatuteAlone(s) : undefined;
  if (demanded?.outcome === "permit") {
    const ofForm = form === "anonymous" ? verdict.duties : [];
    return bounded(s, { ...demanded, duties: [...demanded.duties, ...ofForm] });
  }
  const ground = { article: violation, clause: s.program.commitments.get("proper-acquisition") };
  return deny([s.book.reason("deny", "tainted", ground)]);
}

const LAW_ACTS: ReadonlySet<string> = new Set(["use", "contact", "disclose"]);

function byAct(s: Situation): Verdict {
  if (s.lawPurpose !== undefined) return lawPurpose(s, s.lawPurpose);
  switch (s.question.act) {
    case "use":
    case "contact":
      return handling(s);
    case "retain":
      return retain(s);
    case "acquire":
      return acquire(s);
    case "provide":
      return s.question.form === "personal-related" && !s.sameEntity ? providePersonalRelated(s) : provide(s);
    case "disclose":
      return disclose(s, toNominee);
  }
}

/** Rules 21 and 9: a permit within the bounds that protection and form set to it. */
function bounded(s: Situation, verdict: Verdict): Verdict {
  if (verdict.outcome !== "permit") return verdict;
  if (isGuarded(s)) {
    const article = s.question.act === "disclose" ? "33(2)(i)" : "23";
    return review([s.book.reason("review", "protected", { article })]);
  }
  if (s.question.form !== "pseudonymous") return verdict;
  return { ...verdict, duties: [...verdict.duties, s.book.duty("no-matching", { article: "41(7)" })] };
}

const FORM_ARTICLES = {
  statistics: "General 2-8",
  anonymous: "2(6)",
  pseudonymous: "2(5)",
  "personal-related": "2(7)",
} as const;

/** Rule 6: what tells who it is by itself is personal information, whatever it is called. */
function misnamedForm(program: Program, book: Phrasebook, { form, items }: Question): Verdict | undefined {
  if (form === "personal") return undefined;
  const telling = items.filter((item) => program.items.get(item)?.identifies === true);
  if (telling.length > 0) {
    const params = { form, items: listed(telling) };
    return deny([book.reason("deny", "form-identifies", { article: FORM_ARTICLES[form] }, params)]);
  }
  const costly = items.filter((item) => program.items.get(item)?.damagesProperty === true);
  if (form !== "pseudonymous" || costly.length === 0) return undefined;
  return deny([book.reason("deny", "form-damages", { article: "R31" }, { items: listed(costly) })]);
}

function formCannot(
  book: Phrasebook,
  { form, act }: Question,
  article: "2(5)" | "2(6)" | "41(8)" | "41(9)" | "General 2-8",
) {
  return deny([book.reason("deny", "form-cannot", { article }, { form, act })]);
}

/** Rule 6. */
function statistics({ book, question }: Situation): Verdict {
  const { act } = question;
  const ground = { article: "General 2-8" as const };
  if (act === "use" || act === "retain" || act === "provide")
    return permit([book.reason("permit", "not-personal", ground)]);
  return formCannot(book, question, "General 2-8");
}

/** Rule 7. */
function anonymous({ book, question }: Situation): Verdict {
  const allowed = book.reason("permit", "anonymous-allowed", { article: "2(6)" });
  switch (question.act) {
    case "use":
    case "retain":
      return permit([allowed], [book.duty("no-matching", { article: "43(5)" })]);
    case "provide":
      return permit(
        [allowed],
        [book.duty("publish-anonymous", { article: "43(4)" }), book.duty("tell-recipient", { article: "43(4)" })],
      );
    default:
      return formCannot(book, question, "2(6)");
  }
}

/** Rule 9. */
function pseudonymous(s: Situation): Verdict {
  const { book, question, purpose, lawPurpose: ofTheAct } = s;
  const { act } = question;
  if (act === "contact" || ofTheAct === "law.ask-consent" || purpose?.directMail === true)
    return formCannot(book, question, "41(8)");
  if (act === "disclose" || act === "acquire" || ofTheAct !== undefined) return formCannot(book, question, "41(9)");
  return bounded(s, byAct(s));
}

type Entry = Grounded & { readonly code: string };

/** Leaves out what was said twice: several routes may fail, or be open, for one and the same reason. */
function distinct<E extends Entry>(entries: readonly E[]): readonly E[] {
  // A list of the reader's own: the engine's empty one is frozen, and V8 reads a frozen list many times slower.
  if (entries.length === 0) return [];
  for (let index = 1; index < entries.length; index += 1) {
    if (isRepeated(entries, index)) return entries.filter((_, place) => !isRepeated(entries, place));
  }
  return entries;
}

function isRepeated(entries: readonly Entry[], index: number): boolean {
  const entry = entries[index];
  for (let earlier = 0; earlier < index; earlier += 1) {
    const other = entries[earlier];
    if (other === entry) return true;
    // What is not kept in the phrasebook is made anew each time it is said.
    if (other?.code === entry?.code && other !== undefined && entry !== undefined && saysTheSame(other, entry))
      return true;
  }
  return false;
}

function saysTheSame(a: Entry, b: Entry): boolean {
  if (a.article !== b.article || a.clause !== b.clause) return false;
  const names = Object.keys(a.params);
  return names.length === Object.keys(b.params).length && names.every((name) => a.params[name] === b.params[name]);
}
