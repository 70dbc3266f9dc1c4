import type { Outcome, QuestionInput } from "../src/decision/index.ts";

/** A question that business systems ask, and what the reference pack answers, so that the mix stays what it is. */
export interface Shape {
  readonly expect: Outcome;
  readonly question: QuestionInput;
}

const customer = { at: "2026-11-02T10:00:00+09:00", operator: "lp21", person: "customer" } as const;
const plumbing = {
  kind: "contract",
  at: "2025-04-01T09:00:00+09:00",
  party: "Mihon Plumbing",
  covers: "entrustment",
} as const;
const manila = { class: "outsourcee", party: "Mihon Call Centre Manila", country: "PH" } as const;
const entrusted = { ...plumbing, party: manila.party } as const;
const noMail = { kind: "objection", at: "2026-09-01T09:00:00+09:00", to: "direct-mail" } as const;
const noProvision = { ...noMail, to: "provision" } as const;
const consent = { kind: "consent", at: "2026-10-01T09:00:00+09:00", operators: ["lp21"] as string[] } as const;

export const SHAPES: readonly Shape[] = [
  {
    expect: "permit",
    question: {
      ...customer,
      act: "use",
      items: ["name", "phone", "contract", "inquiry"],
      purpose: "customer.inquiries",
    },
  },
  {
    expect: "deny",
    question: { ...customer, act: "use", items: ["name", "inquiry", "credit-info"], purpose: "customer.inquiries" },
  },
  {
    expect: "deny",
    question: { ...customer, person: "corporate-occupant", act: "use", items: ["name"], purpose: "customer.inquiries" },
  },
  {
    expect: "permit",
    question: { ...customer, act: "contact", items: ["name", "email", "deal-record"], purpose: "customer.direct-mail" },
  },
  {
    expect: "deny",
    question: {
      ...customer,
      act: "contact",
      items: ["name", "email"],
      purpose: "customer.direct-mail",
      facts: [noMail],
    },
  },
  {
    expect: "permit",
    question: {
      ...customer,
      act: "contact",
      items: ["name", "phone"],
      purpose: "customer.information",
      facts: [noMail],
    },
  },
  {
    expect: "permit",
    question: { ...customer, act: "use", items: ["survey-answer", "contract"], purpose: "customer.survey" },
  },
  {
    expect: "deny",
    question: {
      ...customer,
      person: "applicant",
      act: "contact",
      items: ["name", "email"],
      purpose: "customer.survey",
    },
  },
  {
    expect: "permit",
    question: {
      ...customer,
      act: "provide",
      items: ["name", "address", "birth-date", "insurance-contract"],
      purpose: "customer.insurance",
      recipient: { class: "insurers", party: "Mihon Fire Insurance" },
      facts: [{ ...consent, purposes: ["customer.insurance"], recipients: ["insurers"] }],
    },
  },
  {
    expect: "deny",
    question: {
      ...customer,
      act: "provide",
      items: ["name", "address"],
      purpose: "customer.direct-mail",
      recipient: { class: "affiliates", party: "Mihon Furniture" },
    },
  },
  {
    expect: "permit",
    question: {
      ...customer,
      act: "provide",
      items: ["name", "phone", "property-management"],
      purpose: "customer.services",
      recipient: { class: "outsourcee", party: "Mihon Plumbing" },
      facts: [plumbing],
    },
  },
  {
    expect: "deny",
    question: {
      ...customer,
      act: "provide",
      items: ["name", "phone"],
      purpose: "customer.services",
      recipient: { class: "outsourcee", party: "Mihon Plumbing" },
      facts: [plumbing, noProvision],
    },
  },
  {
    expect: "permit",
    question: {
      ...customer,
      act: "provide",
      items: ["name", "address", "contract"],
      purpose: "customer.services",
      recipient: { party: "Tokyo District Court" },
      exceptions: [{ article: "27(1)(i)", evidence: "Order to produce documents of 20 October 2026" }],
      facts: [noProvision],
    },
  },
  {
    expect: "deny",
    question: {
      ...customer,
      act: "provide",
      items: ["name", "phone", "inquiry"],
      purpose: "customer.inquiries",
      recipient: manila,
      facts: [entrusted],
    },
  },
  {
    expect: "permit",
    question: {
      ...customer,
      act: "provide",
      items: ["name", "phone", "inquiry"],
      purpose: "customer.inquiries",
      recipient: manila,
      facts: [
        entrusted,
        {
          kind: "safeguard",
          at: "2025-04-01T09:00:00+09:00",
          party: manila.party,
          country: "PH",
          basis: "contract",
          checkedAt: "2026-05-01T09:00:00+09:00",
        },
      ],
    },
  },
  {
    expect: "permit",
    question: {
      ...customer,
      act: "provide",
      items: ["name", "birth-date", "organization", "contract"],
      purpose: "customer.loan",
      recipient: { class: "lender", party: "Mihon Bank" },
      facts: [{ ...consent, purposes: ["customer.loan"], recipients: ["lender"] }],
    },
  },
  {
    expect: "deny",
    question: {
      ...customer,
      act: "provide",
      items: ["name", "address", "phone"],
      purpose: "customer.loan",
      recipient: { class: "lender", party: "Mihon Bank", as: "opt-out" },
    },
  },
  {
    expect: "review",
    question: {
      ...customer,
      act: "provide",
      items: ["name", "address"],
      purpose: "customer.other-transactions",
      recipient: { class: "other-counterparty", party: "Mihon Trading" },
    },
  },
  {
    expect: "review",
    question: {
      ...customer,
      person: { kind: "customer", living: false },
      act: "use",
      items: ["name"],
      purpose: "customer.inquiries",
    },
  },
  {
    expect: "permit",
    question: { ...customer, act: "use", items: ["survey-answer"], form: "statistics", purpose: "customer.survey" },
  },
];
