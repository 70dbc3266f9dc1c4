import { type Act, ACTS, type QuestionInput, SOURCES } from "../decision/index.ts";
import { COUNTRY_PATTERN, EXCEPTIONS, FOREIGN_INFORMATION } from "../law/index.ts";
import type { Program, RouteReading } from "../policy/index.ts";
import { FACT_WORDS, type FactChoice } from "./words.ts";

/*
 * A question being put together on the form. Everything stands in the address of the page: Back loses nothing, a
 * second tab is a second question, and a link shares it. It holds kinds and classes, never a person.
 */

export const STEPS = ["operator", "person", "act", "purpose", "items", "source", "recipient", "facts"] as const;
export type Step = (typeof STEPS)[number];

export interface Draft {
  /** Which policy is asked, where the address says. */
  readonly policy?: string | undefined;
  readonly operator?: string | undefined;
  readonly person?: string | undefined;
  readonly act?: Act | undefined;
  readonly purpose?: string | undefined;
  readonly items: readonly string[];
  readonly source?: (typeof SOURCES)[number] | undefined;
  readonly class?: string | undefined;
  readonly to?: string | undefined;
  readonly party?: string | undefined;
  readonly country?: string | undefined;
  readonly facts: readonly FactChoice[];
  /** The step just submitted, so that an empty answer is told from one not yet given. */
  readonly from?: Step | undefined;
  /** A step to show again although it has its answer. */
  readonly change?: Step | undefined;
}

/** Reads the address. What is not a choice of this policy counts as not given, and is asked again. */
export function readDraft(query: URLSearchParams, program: Program): Draft {
  const one = (name: string, known: (value: string) => boolean): string | undefined => {
    const value = query.get(name) ?? "";
    return known(value) ? value : undefined;
  };
  const { operators, people, items } = program.policy;
  const has = (map: object) => (value: string) => Object.hasOwn(map, value);
  const given = query.get("act");
  const source = query.get("source");
  const party = (query.get("party") ?? "").trim().slice(0, 200);
  const country = query.get("country") ?? "";
  return {
    policy: query.get("policy") ?? undefined,
    operator: one("operator", has(operators)),
    person: one("person", has(people)),
    act: ACTS.find((act) => act === given),
    purpose: one("purpose", (value) => value.startsWith("law.") || program.purposes.has(value)),
    items: [...new Set(query.getAll("items").filter(has(items)))],
    source: SOURCES.find((entry) => entry === source),
    class: one("class", (value) => program.recipients.has(value)),
    to: one("to", has(operators)),
    party: party === "" ? undefined : party,
    country: COUNTRY_PATTERN.test(country) ? country : undefined,
    facts: [...new Set(query.getAll("facts"))].filter(isFactChoice),
    from: STEPS.find((step) => step === query.get("from")),
    change: STEPS.find((step) => step === query.get("change")),
  };
}

function isFactChoice(value: string): value is FactChoice {
  return Object.hasOwn(FACT_WORDS, value);
}

/** The steps that this question needs, in their order. */
export function stepsFor(draft: Draft): Step[] {
  return STEPS.filter((step) => {
    if (step === "source") return draft.act === "acquire";
    if (step === "recipient") return draft.act === "provide";
    return true;
  });
}

/** What is wrong with the recipient given so far: none, two at once, or a fact that needs its name. */
export function recipientFault(draft: Draft): "none" | "two" | "name" | undefined {
  if (draft.class === undefined && draft.to === undefined && draft.party === undefined) return "none";
  if (draft.to !== undefined && (draft.class ?? draft.party) !== undefined) return "two";
  return lacksParty(draft) ? "name" : undefined;
}

export function isAnswered(draft: Draft, step: Step): boolean {
  switch (step) {
    case "items":
      return draft.items.length > 0;
    case "recipient":
      return recipientFault(draft) === undefined;
    case "facts":
      return draft.from === "facts" || draft.facts.length > 0;
    default:
      return draft[step] !== undefined;
  }
}

/** The step to show, or undefined when everything is there and the answer is due. */
export function nextStep(draft: Draft): Step | undefined {
  const steps = stepsFor(draft);
  if (draft.change !== undefined && steps.includes(draft.change)) return draft.change;
  return steps.find((step) => !isAnswered(draft, step));
}

const CONTRACT_OF_ROUTE: Readonly<Partial<Record<RouteReading["route"], FactChoice>>> = {
  entrustment: "contract-entrustment",
  succession: "contract-succession",
  negotiation: "contract-safety",
  supervised: "contract-supervision",
};

const ALWAYS: readonly FactChoice[] = ["statute", "emergency"];
const CONSENTS: readonly FactChoice[] = ["consent", "consent-representative"];

/** The facts that can matter for an act, and, where data is handed over, for the recipient that was chosen. */
export function factChoices(draft: Draft, program: Program): FactChoice[] {
  switch (draft.act) {
    case "acquire":
      return ["stated", ...CONSENTS, "objection-use", ...ALWAYS];
    case "provide":
      return [...CONSENTS, ...recipientChoices(draft, program), "objection-provision", ...ALWAYS];
    case "disclose":
      return ["request", "consent"];
    case "retain":
      return ["ended", "consent", "statute"];
    default:
      return [...CONSENTS, "objection-use", "objection-direct-mail", "request", ...ALWAYS];
  }
}

/** Only the contract that the chosen way asks for: a tick must not claim more than the clerk knows. */
function recipientChoices(draft: Draft, program: Program): FactChoice[] {
  const routes = [...(program.recipients.get(draft.class ?? "")?.routes ?? [])];
  const contracts = routes.flatMap((route) => CONTRACT_OF_ROUTE[route] ?? []);
  const listed = program.sharedUses.some((use) => use.openList && use.purposes.has(draft.purpose ?? ""));
  return [
    ...contracts,
    ...(listed && draft.class === undefined && draft.party !== undefined ? (["membership"] as const) : []),
    ...(countryOf(draft, program) === "JP" ? [] : (["safeguard", "told-foreign"] as const)),
  ];
}

/** Facts about a party, which mean nothing until it is named. */
const ABOUT_PARTY: readonly FactChoice[] = [...Object.values(CONTRACT_OF_ROUTE), "membership", "safeguard"];

/** Whether a fact was chosen that speaks of a party nobody named. */
function lacksParty(draft: Draft): boolean {
  const named = draft.party ?? draft.to;
  return named === undefined && draft.facts.some((fact) => ABOUT_PARTY.includes(fact));
}

function countryOf(draft: Draft, program: Program): string {
  const ofClass = program.recipients.get(draft.class ?? "")?.country;
  return draft.country ?? ofClass ?? program.policy.operators[draft.to ?? ""]?.country ?? "JP";
}

const NAMES = ["policy", "operator", "person", "act", "purpose", "source", "class", "to", "party", "country"] as const;

/** The address of a draft, without its passing marks. */
export function draftQuery(draft: Draft): URLSearchParams {
  const query = new URLSearchParams();
  for (const name of NAMES) {
    const value = draft[name];
    if (value !== undefined) query.set(name, value);
  }
  for (const item of draft.items) query.append("items", item);
  for (const fact of draft.facts) query.append("facts", fact);
  return query;
}

const EXCEPTION_ITEMS = { statute: "(i)", emergency: "(ii)" } as const;

/** The question that a complete draft asks, with its facts as claimed at `now` (ISO 8601). */
export function toQuestion(draft: Draft, program: Program, now: string): QuestionInput {
  const { operator = "", person = "", act = "use", purpose = "", facts } = draft;
  const { party } = draft;
  const claims = factsOf(draft, program, now);
  const wanted =
    act === "provide" ? ["provision", "purpose"] : act === "acquire" ? ["purpose", "special-care"] : ["purpose"];
  const exceptions = (["statute", "emergency"] as const)
    .filter((choice) => facts.includes(choice))
    .flatMap((choice) =>
      EXCEPTIONS.filter(
        ({ article, lifts }) => wanted.includes(lifts) && article.endsWith(EXCEPTION_ITEMS[choice]),
      ).map(({ article }) => (choice === "statute" ? { article, evidence: "claimed on the form" } : { article })),
    );
  return {
    operator,
    person: facts.includes("consent-representative") ? { kind: person, able: false } : person,
    act,
    items: [...draft.items],
    purpose,
    ...(draft.source === undefined ? {} : { source: draft.source }),
    ...(act === "provide" || (act === "disclose" && draft.party !== undefined)
      ? {
          recipient: {
            ...(draft.class === undefined ? {} : { class: draft.class }),
            ...(draft.to === undefined ? {} : { operator: draft.to }),
            ...(party === undefined ? {} : { party }),
            ...(draft.country === undefined ? {} : { country: draft.country }),
          },
        }
      : {}),
    ...(claims.some(({ kind }) => kind === "consent") && act === "provide" ? { deal: "this-deal" } : {}),
    ...(exceptions.length === 0 ? {} : { exceptions }),
    ...(claims.length === 0 ? {} : { facts: claims }),
  };
}

type FactInput = NonNullable<QuestionInput["facts"]>[number];

function factsOf(draft: Draft, program: Program, at: string): FactInput[] {
  const { operator = "", purpose = "", items } = draft;
  const country = countryOf(draft, program);
  const named = draft.party ?? draft.to;
  const scope = { operators: [operator], purposes: [purpose] };
  const consent = (by: "principal" | "representative"): FactInput => ({
    kind: "consent",
    at,
    by,
    ...scope,
    items: [...items],
    ...(draft.act === "provide"
      ? {
          deal: "this-deal",
          ...(draft.class === undefined ? {} : { recipients: [draft.class] }),
          ...(named === undefined ? {} : { party: named }),
          ...(draft.facts.includes("told-foreign") ? { foreign: { country, informed: [...FOREIGN_INFORMATION] } } : {}),
        }
      : {}),
  });
  const contract = (covers: "entrustment" | "succession" | "safety" | "supervision"): FactInput[] =>
    named === undefined ? [] : [{ kind: "contract", at, party: named, covers }];
  const make: Readonly<Record<FactChoice, () => FactInput[]>> = {
    consent: () => [consent("principal")],
    "consent-representative": () => [consent("representative")],
    stated: () => [{ kind: "notice", at, how: "stated", ...scope }],
    "objection-use": () => [{ kind: "objection", at, to: "use" }],
    "objection-provision": () => [{ kind: "objection", at, to: "provision" }],
    "objection-direct-mail": () => [{ kind: "objection", at, to: "direct-mail" }],
    "contract-entrustment": () => contract("entrustment"),
    "contract-succession": () => contract("succession"),
    "contract-safety": () => contract("safety"),
    "contract-supervision": () => contract("supervision"),
    membership: () =>
      named === undefined
        ? []
        : program.sharedUses
            .filter((use) => use.openList && use.purposes.has(purpose))
            .map(({ id }) => ({ kind: "membership", at, sharedUse: id, party: named })),
    safeguard: () =>
      named === undefined ? [] : [{ kind: "safeguard", at, party: named, country, basis: "contract", checkedAt: at }],
    "told-foreign": () => (draft.facts.some((fact) => fact.startsWith("consent")) ? [] : [consent("principal")]),
    statute: () => [],
    emergency: () => [],
    request: () => [
      {
        kind: "request",
        at,
        by: draft.facts.includes("consent-representative") ? "representative" : "principal",
        verified: true,
      },
    ],
    ended: () => [{ kind: "ended", at: "2000-01-01T00:00:00+09:00" }],
  };
  return draft.facts.flatMap((choice) => make[choice]());
}

/** The draft that comes nearest to a question: what the form cannot say, and all facts, are left out. */
export function draftOf(question: QuestionInput, policy: string | undefined): Draft {
  const { operator, person, act, purpose, items, source, recipient } = question;
  return {
    policy,
    operator,
    person: typeof person === "string" ? person : person.kind,
    act,
    purpose,
    items,
    source,
    class: recipient?.class,
    to: recipient?.operator,
    party: recipient?.party,
    country: recipient?.country,
    facts: [],
  };
}
