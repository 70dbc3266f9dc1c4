import { FOREIGN_INFORMATION } from "../law/index.ts";
import { type Fact, type Question, SOURCES } from "./question.ts";
import { NOW } from "./world.test.ts";

/*
 * Facts that the properties add to a question: all begin when the act is to be done, and are on record whenever one
 * looks.
 */

/** Before any question is asked. */
export const LONG_AGO = 0;

const justNow = ({ at = NOW }: Question) => ({ at, recordedAt: LONG_AGO });

/** Objections and withdrawals: unscoped, aimed at what is asked, and just beside it. */
export function stopsFor(question: Question): Fact[] {
  const [firstItem = "none"] = question.items;
  const to = question.recipient?.class;
  const scopes = [
    {},
    { operators: [question.operator], purposes: [question.purpose] },
    { items: [firstItem] },
    { items: ["another"] },
    { purposes: ["another"] },
    ...(to === undefined ? [] : [{ recipients: [to] }]),
  ];
  return scopes.flatMap((scope): Fact[] => [
    ...(["use", "erasure", "provision", "direct-mail"] as const).map(
      (one): Fact => ({ kind: "objection", ...justNow(question), to: one, ...scope }),
    ),
    { kind: "withdrawal", ...justNow(question), ...scope },
  ]);
}

export function protectionsFor(question: Question): Fact[] {
  const [firstItem = "none"] = question.items;
  return [
    { closes: ["existence" as const] },
    { closes: ["agents" as const] },
    { closes: ["items" as const] },
    { closes: ["items" as const], items: [firstItem] },
  ].map((one): Fact => ({ kind: "protection", ...justNow(question), ...one }));
}

export function violationsFor(question: Question): Fact[] {
  return (["19", "20(1)", "41(7)", "43(5)", "45"] as const).map((of) => ({
    kind: "violation",
    ...justNow(question),
    of,
  }));
}

/** Acquisitions from whoever but the person, which alone would set data free: bound to some purpose, this one, or none. */
export function acquisitionsFor(question: Question): Fact[] {
  const first = question.items.slice(0, 1);
  const sources = SOURCES.filter((source) => !source.startsWith("direct-"));
  const scopes = [
    { purposes: ["another"] },
    { purposes: ["another"], items: first },
    { purposes: [question.purpose] },
    {},
  ];
  return sources.flatMap((source) =>
    scopes.map(
      (scope): Fact => ({
        kind: "acquisition",
        ...justNow(question),
        source,
        byOptOut: source === "third-party",
        ...scope,
      }),
    ),
  );
}

/** Filings of the opt-out that is asked for, made the moment before: begun and waiting. */
export function filingsFor(question: Question): Fact[] {
  const { operator, items, recipient, at = NOW } = question;
  return [at, at + 1].map((starts) => ({
    kind: "filing",
    ...justNow(question),
    at: at - 1,
    operators: [operator],
    recipients: [recipient?.class ?? "class-1"],
    items,
    starts,
  }));
}

/** Consents to all of it, and to less. */
export function consentsFor(question: Question): Fact[] {
  const { recipient, operator, purpose, items } = question;
  const party = recipient?.party ?? recipient?.operator;
  const [by, other] = question.person.able
    ? (["principal", "representative"] as const)
    : (["representative", "principal"] as const);
  const bare = { kind: "consent", ...justNow(question), by, operators: [operator], purposes: [purpose] } as const;
  const full = {
    ...bare,
    items,
    ...(recipient?.class === undefined ? {} : { recipients: [recipient.class] }),
    ...(party === undefined ? {} : { party }),
    ...(question.deal === undefined ? {} : { deal: question.deal }),
    foreign: { country: recipient?.country ?? "KR", informed: [...FOREIGN_INFORMATION] },
  };
  const ways = [
    full,
    bare,
    { ...full, by: other },
    { ...full, items: items.slice(0, 1) },
    { ...full, deal: "another" },
  ];
  return ways.map((way): Fact => ({ ...way, operators: [...way.operators], purposes: [...way.purposes] }));
}
