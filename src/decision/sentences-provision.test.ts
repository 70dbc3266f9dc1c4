import { OUTSIDE_POLICY } from "./question.ts";
import { ENTRUSTED, FOR_SALE, GIVE, SINCE, tells } from "./whole-answers.test.ts";

tells("of handing data over", [
  [
    "providing for a purpose that names other acts",
    { ...GIVE, items: ["size"], purpose: "study", recipient: { class: "carrier", party: "Mihon" } },
    [
      "deny",
      "deny: recipient-other 18(1) C6 recipient=carrier",
      "deny: contract-missing 27(5)(i) C6 recipient=carrier",
      "deny: consent-missing 27(1) C6",
      "need: contract 27(5)(i) C6 recipient=carrier covers=entrustment",
      "need: consent-recipient 27(1) C6 recipient=carrier purpose=study",
    ],
  ],
  [
    "handing over for no purpose of the policy, within the shop",
    { ...GIVE, purpose: OUTSIDE_POLICY, recipient: { operator: "shop" } },
    [
      "deny",
      "deny: outside-policy 18(1) B1",
      "need: evidence 18(3)(i) exception=27(1)(i)",
      "need: consent 18(1) purpose=law.outside-policy",
      "need: published-purpose 17(1) operator=shop person=buyer",
    ],
  ],
  [
    "data bound by an entrustment, to another with consent",
    {
      ...GIVE,
      recipient: { class: "agency", party: "Mihon" },
      facts: [ENTRUSTED, { kind: "consent", ...FOR_SALE, recipients: ["agency"], party: "Mihon" }],
    },
    ["deny", "deny: purpose-bound 27(5)(i) purpose=sale items=name"],
  ],
  [
    "data bound by an entrustment, to a party of no class",
    { ...GIVE, recipient: { party: "Mihon" }, facts: [ENTRUSTED] },
    ["deny", "deny: purpose-bound 27(5)(i) purpose=sale items=name", "need: evidence 27(1)(i) exception=27(1)(i)"],
  ],
  [
    "data bound by an entrustment, abroad",
    { ...GIVE, recipient: { party: "Mihon", country: "PH" }, facts: [ENTRUSTED] },
    ["deny", "deny: purpose-bound 27(5)(i) purpose=sale items=name", "need: evidence 27(1)(i) exception=27(1)(i)"],
  ],
  [
    "provision that was stopped",
    {
      ...GIVE,
      recipient: { class: "agency", party: "Mihon" },
      facts: [{ kind: "objection", at: SINCE, to: "provision" }],
    },
    ["deny", "deny: stopped 35(5)", "need: stop-lifted 35(5)"],
  ],
  [
    "an entrustment without its contract",
    { ...GIVE, recipient: { class: "carrier", party: "Mihon" } },
    [
      "deny",
      "deny: contract-missing 27(5)(i) C6 recipient=carrier",
      "deny: consent-missing 27(1) C6",
      "need: contract 27(5)(i) C6 recipient=carrier covers=entrustment",
      "need: consent-recipient 27(1) C6 recipient=carrier purpose=sale",
    ],
  ],
  [
    "an entrustment with its contract",
    {
      ...GIVE,
      recipient: { class: "carrier", party: "Mihon" },
      facts: [{ kind: "contract", at: SINCE, covers: "entrustment", party: "Mihon" }],
    },
    [
      "permit",
      "permit: entrustment 27(5)(i) C6 recipient=carrier",
      "note: record-exempt 27(5)(i)",
      "duty: supervise-entrusted 25",
    ],
  ],
  [
    "people under direction, with their pledge",
    {
      ...GIVE,
      recipient: { class: "helper", party: "Mihon" },
      facts: [{ kind: "contract", at: SINCE, covers: "supervision", party: "Mihon" }],
    },
    ["permit", "permit: supervised 24 C10 recipient=helper", "note: record-exempt 24", "duty: supervise-staff 24"],
  ],
  [
    "consent that does not name the party it must",
    {
      ...GIVE,
      recipient: { class: "agency", party: "Mihon" },
      facts: [{ kind: "consent", ...FOR_SALE, recipients: ["agency"] }],
    },
    ["deny", "deny: consent-missing 27(1) C7", "need: consent-recipient 27(1) C7 recipient=agency purpose=sale"],
  ],
  [
    "consent that names it",
    {
      ...GIVE,
      recipient: { class: "agency", party: "Mihon" },
      facts: [{ kind: "consent", ...FOR_SALE, recipients: ["agency"], party: "Mihon" }],
    },
    [
      "permit",
      "permit: consent-covers 27(1) C7",
      "duty: record-provision 29(1) matters=date consent recipient principal items period=P3Y",
    ],
  ],
  [
    "a party of no class, where every class that serves asks for its name",
    { ...GIVE, recipient: { party: "Mihon" }, facts: [{ kind: "consent", ...FOR_SALE }] },
    [
      "deny",
      "deny: consent-missing 27(1)",
      "need: evidence 27(1)(i) exception=27(1)(i)",
      "need: consent-recipient 27(1) recipient= party=Mihon purpose=sale",
    ],
  ],
  [
    "a party of no class with consent that names it",
    {
      ...GIVE,
      recipient: { party: "Mihon" },
      facts: [{ kind: "consent", ...FOR_SALE, party: "Mihon", items: ["name"] }],
    },
    [
      "permit",
      "permit: consent-covers 27(1)",
      "duty: record-provision 29(1) matters=date consent recipient principal items period=P3Y",
    ],
  ],
  [
    "another operator that nothing covers",
    { ...GIVE, recipient: { operator: "other" } },
    [
      "deny",
      "deny: shared-use-outside 27(5)(iii)",
      "deny: consent-missing 27(1)",
      "need: consent-recipient 27(1) recipient=other purpose=sale",
    ],
  ],
  [
    "a court, without the claim",
    { ...GIVE, recipient: { class: "court", party: "Mihon" } },
    [
      "deny",
      "deny: statute-unclaimed 27(1)(i) C8",
      "deny: consent-missing 27(1) C8",
      "need: evidence 27(1)(i) C8 exception=27(1)(i)",
      "need: consent-recipient 27(1) C8 recipient=court purpose=sale",
    ],
  ],
  [
    "a statute claimed as the way, with nothing shown",
    { ...GIVE, recipient: { class: "agency", party: "Mihon", as: "statute" } },
    ["deny", "deny: statute-unclaimed 27(1)(i) C7", "need: evidence 27(1)(i) C7 exception=27(1)(i)"],
  ],
  [
    "a court, with it",
    { ...GIVE, recipient: { class: "court", party: "Mihon" }, exceptions: [{ article: "27(1)(i)", evidence: "x" }] },
    [
      "permit",
      "permit: exception-holds 27(1)(i) C8",
      "note: record-exempt 27(1)(i)",
      "duty: record-exception 27(1)(i) C8",
    ],
  ],
  [
    "an opt-out that nobody filed",
    { ...GIVE, recipient: { class: "lister", party: "Mihon" } },
    [
      "deny",
      "deny: consent-missing 27(1) C9",
      "deny: opt-out-unfiled 27(2) C9",
      "need: consent-recipient 27(1) C9 recipient=lister purpose=sale",
      "need: filing 27(2) C9",
    ],
  ],
  [
    "an opt-out filed, its day not come",
    {
      ...GIVE,
      recipient: { class: "lister", party: "Mihon" },
      facts: [
        {
          kind: "filing",
          at: SINCE,
          starts: "2026-12-01T00:00:00+09:00",
          operators: ["shop"],
          recipients: ["lister"],
          items: ["name"],
        },
      ],
    },
    [
      "deny",
      "deny: consent-missing 27(1) C9",
      "deny: opt-out-waiting R11(1) C9",
      "need: consent-recipient 27(1) C9 recipient=lister purpose=sale",
      "need: time-to-object R11(1) C9",
    ],
  ],
  [
    "an opt-out filed and begun",
    {
      ...GIVE,
      recipient: { class: "lister", party: "Mihon" },
      facts: [
        {
          kind: "filing",
          at: SINCE,
          starts: "2026-10-01T00:00:00+09:00",
          operators: ["shop"],
          recipients: ["lister"],
          items: ["name"],
        },
      ],
    },
    [
      "permit",
      "permit: opt-out 27(2) C9 recipient=lister",
      "duty: record-provision 29(1) matters=date recipient principal items period=P3Y",
    ],
  ],
  [
    "what came by another opt-out",
    {
      ...GIVE,
      recipient: { class: "lister", party: "Mihon" },
      facts: [{ kind: "acquisition", at: SINCE, source: "third-party", byOptOut: true }],
    },
    [
      "deny",
      "deny: consent-missing 27(1) C9",
      "deny: opt-out-onward 27(2) C9",
      "need: consent-recipient 27(1) C9 recipient=lister purpose=sale",
    ],
  ],
  [
    "a class too open to decide",
    { ...GIVE, recipient: { class: "someone", party: "Mihon" } },
    ["review", "review: route-review C11 recipient=someone"],
  ],
  [
    "a class for other items",
    { ...GIVE, items: ["phone"], recipient: { class: "someone", party: "Mihon" } },
    [
      "deny",
      "deny: consent-missing 27(1) C11",
      "deny: recipient-other 18(1) C11 recipient=someone",
      "need: consent-recipient 27(1) C11 recipient=someone purpose=sale",
    ],
  ],
  [
    "abroad, with nothing in hand: said once",
    { ...GIVE, recipient: { class: "manila", party: "Mihon" } },
    [
      "deny",
      "deny: contract-missing 27(5)(i) C12 recipient=manila",
      "deny: abroad-open 28(1) C12 country=PH",
      "need: contract 27(5)(i) C12 recipient=manila covers=entrustment",
      "need: safeguard R16 months=12",
      "need: consent-foreign 28(2) country=PH",
    ],
  ],
  [
    "abroad, with plain consent and a safeguard",
    {
      ...GIVE,
      recipient: { class: "manila", party: "Mihon" },
      facts: [
        { kind: "consent", ...FOR_SALE, recipients: ["manila"] },
        { kind: "safeguard", at: SINCE, party: "Mihon", country: "PH", checkedAt: SINCE, basis: "contract" },
      ],
    },
    [
      "permit",
      "permit: consent-covers 27(1) C12",
      "note: abroad-safeguarded R16 country=PH",
      "duty: record-provision 29(1) matters=date consent recipient principal items period=P3Y",
      "duty: check-equivalent-measures R18 months=12",
      "duty: inform-on-request 28(3)",
    ],
  ],
]);
