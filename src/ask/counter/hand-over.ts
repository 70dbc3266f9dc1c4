import type { Caller } from "../../access/index.ts";
import { act, type Desk } from "../../act/index.ts";
import type { Decision, Question } from "../../decision/index.ts";
import { type Article, isArticle } from "../../law/index.ts";
import { showIdentifiers, subjectsOf } from "../../people/index.ts";
import {
  findParty,
  type Party,
  type PersonEntry,
  partyOfOperator,
  type ProvisionInput,
  provisionsOf,
  recordParty,
  recordProvisions,
} from "../../provision/index.ts";
import { type Id, ProblemError, uuidOf } from "../../wire/index.ts";
import type { DecisionOnRecord } from "../record/replay.ts";

/** On what a hand-over rests, as its record says it. */
export type Grounds = Pick<ProvisionInput, "basis" | "within" | "exempt"> & { readonly exception?: Article };

/**
 * The ground of a hand-over that was permitted, from the reasons of the decision.
 * @returns undefined where the reasons name none that a record knows
 */
export function groundsOf({ outcome, reasons }: Decision): Grounds | undefined {
  if (outcome !== "permit") return undefined;
  const grounds = reasons.filter(({ effect }) => effect === "permit");
  const has = (code: string): boolean => reasons.some((reason) => reason.code === code);
  const of = (code: string): (typeof grounds)[number] | undefined => grounds.find((reason) => reason.code === code);
  const systemAbroad = has("abroad-safeguarded");
  const within = (basis: "consent" | "opt-out" | "entrustment" | "shared-use"): Grounds =>
    systemAbroad ? { basis: "foreign-system", within: basis } : { basis };

  const exception = grounds.find(({ code, article }) => code.startsWith("exception-") && article?.startsWith("27(1)"));
  if (exception?.article !== undefined) return { basis: "exception", exception: exception.article };
  if (has("same-entity")) return { basis: "none-due", exempt: "General 3-6-1" };
  if (has("not-personal-data")) return { basis: "none-due", exempt: "16(3)" };
  if (of("supervised") !== undefined) return { basis: "none-due", exempt: "General 3-6-1" };
  if ((of("succession") ?? of("negotiation")) !== undefined) return { basis: "none-due", exempt: "27(5)(ii)" };
  if (of("entrustment") !== undefined) return within("entrustment");
  if (of("shared-use") !== undefined) return within("shared-use");
  if (of("opt-out") !== undefined) return within("opt-out");
  // Beside these, consent may also be what covers the purpose.
  const consents = grounds.filter(({ code }) => code === "consent-covers");
  if (consents.some(({ article }) => article === "28(1)")) return { basis: "foreign-consent" };
  return consents.some(({ article }) => article === "27(1)") ? within("consent") : undefined;
}

/** A hand-over on record under a decision, if there is one. */
export async function handedOver(
  desk: Desk,
  { id, person }: Pick<DecisionOnRecord, "id" | "person">,
): Promise<PersonEntry | undefined> {
  const { items } = await provisionsOf(desk, person);
  return items.find(({ decision }) => decision === id);
}

/**
 * The recipient, as it was on record when it was decided: one that came onto it later may be abroad, and nobody had asked. A company of
 * the group is known by the policy, and may still come onto it.
 */
export async function recipientOnRecord(
  desk: Desk,
  { recipient }: Pick<Question, "recipient">,
  { decidedAt }: Pick<DecisionOnRecord, "decidedAt">,
): Promise<Party | undefined> {
  if (recipient?.operator !== undefined) return await partyOfOperator(desk, recipient.operator);
  const party = recipient?.party === undefined ? undefined : await findParty(desk, recipient.party);
  return party !== undefined && Temporal.Instant.compare(party.at, decidedAt) <= 0 ? party : undefined;
}

/** What tells who the person is, as far as the record holds it open (R20). */
export async function principalOf(desk: Desk, person: Id<"person">): Promise<ProvisionInput["principal"]> {
  const shown = await showIdentifiers(desk, person, { shows: () => true });
  const text = (...kinds: readonly string[]): string | undefined =>
    shown.find(({ kind, text: value, until }) => kinds.includes(kind) && value !== undefined && until === undefined)
      ?.text;
  const name = text("name", "alias");
  const kana = text("kana");
  const number = text("customer-number", "contract-number", "employee-number");
  if ((name ?? number) === undefined) return undefined;
  return {
    ...(name === undefined ? {} : { name }),
    ...(kana === undefined ? {} : { kana }),
    ...(number === undefined ? {} : { number }),
  };
}

export interface HandOver {
  readonly decision: DecisionOnRecord;
  readonly question: Question;
  readonly grounds: Grounds;
  readonly channel: ProvisionInput["channel"];
  readonly principal: ProvisionInput["principal"];
  /** For an exception: what shows it, and who let it happen. */
  readonly evidence: string;
  readonly approver: string;
  /** The name of an operator that receives, where it is not on record yet. */
  readonly operatorName: string | undefined;
  readonly operatorCountry: string;
}

/**
 * Records that what a decision permitted was handed over. Sent again, it records nothing more.
 * @throws {ProblemError} `invalid-record` as `recordProvisions` gives it
 */
export async function recordHandOver(desk: Desk, handOver: HandOver, { actor }: Caller): Promise<void> {
  const { decision, question, grounds, channel, principal, evidence, approver } = handOver;
  const party =
    (await recipientOnRecord(desk, question, decision)) ?? (await recordOperator(desk, handOver, { actor }));
  if (party === undefined) throw new ProblemError("not-found", { path: "party" });
  const { exception, ...basis } = grounds;
  const consent = consentOf(question, grounds);
  const recipientClass = question.recipient?.class;
  const input: ProvisionInput = {
    person: decision.person,
    at: desk.clock.now().toString({ smallestUnit: "second" }),
    operator: decision.operator,
    party: party.id,
    ...(recipientClass === undefined ? {} : { class: recipientClass }),
    ...basis,
    ...(exception === undefined || !isProvisionException(exception)
      ? {}
      : { exception: { article: exception, evidence, approver } }),
    items: [...question.items],
    channel,
    decision: decision.id,
    ...(consent === undefined ? {} : { consent }),
    ...(principal === undefined ? {} : { principal }),
  };
  try {
    await act(desk, recordProvisions(subjectsOf, { provisions: [input] }), {
      actor,
      // One decision, one hand-over: whoever presses twice, or has the page open twice, finds the first.
      idempotencyKey: `hand-over ${decision.id}`,
    });
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== "idempotency-conflict") throw error;
  }
}

function isProvisionException(article: Article): article is NonNullable<ProvisionInput["exception"]>["article"] {
  return isArticle(article) && article.startsWith("27(1)(");
}

/** The consent on record that the answer can have rested on: the newest for this purpose. */
function consentOf({ facts, operator, purpose, recipient }: Question, { basis, within }: Grounds): string | undefined {
  if (basis !== "consent" && basis !== "foreign-consent" && within !== "consent") return undefined;
  return facts
    .filter(
      (fact) =>
        fact.kind === "consent" &&
        uuidOf("fact", fact.id ?? "") !== undefined &&
        fact.operators.includes(operator) &&
        fact.purposes.includes(purpose) &&
        (fact.party === undefined || fact.party === recipient?.party),
    )
    .toSorted((a, b) => b.at - a.at)[0]?.id;
}

/** A company of the group is known by the policy: its first hand-over puts it on record as a party. */
async function recordOperator(
  desk: Desk,
  { question, operatorName: name, operatorCountry: country }: HandOver,
  { actor }: Pick<Caller, "actor">,
): Promise<Party | undefined> {
  const operator = question.recipient?.operator;
  if (operator === undefined || name === undefined) return undefined;
  const input = { kind: "company", name, country, databaseInJapan: false, operator } as const;
  await act(desk, recordParty(input), { actor, idempotencyKey: `party of operator ${operator}` });
  return await partyOfOperator(desk, operator);
}
