import { OUTSIDE_POLICY } from "./question.ts";
import { ENTRUSTED, FOR_SALE, SINCE, USE, tells } from "./whole-answers.test.ts";

tells("of handling data for a purpose", [
  ["a purpose that fits", { ...USE }, ["permit", "permit: purpose-fits 18(1) C1 purpose=sale"]],
  [
    "an item too many, named alone and in one order",
    { ...USE, items: ["size", "name", "allergy", "size"] },
    [
      "deny",
      "deny: purpose-other-items 18(1) C1 purpose=sale items=allergy size",
      "need: consent 18(1) B1 purpose=sale",
    ],
  ],
  [
    "an operator whose purposes stand elsewhere",
    { ...USE, operator: "other" },
    [
      "deny",
      "deny: purposes-elsewhere 17(1) C5 operator=other",
      "deny: purpose-other-operator 18(1) C1 purpose=sale operator=other",
      "need: published-purpose 17(1) operator=other person=buyer",
      "need: consent 18(1) B1 purpose=sale",
    ],
  ],
  [
    "a person for whom nothing is published",
    { ...USE, person: "visitor" },
    [
      "deny",
      "deny: purpose-other-people 18(1) C1 purpose=sale person=visitor",
      "need: published-purpose 17(1) operator=shop person=visitor",
      "need: consent 18(1) B1 purpose=sale",
    ],
  ],
  [
    "an act that the purpose does not name",
    { ...USE, act: "contact", items: ["size"], purpose: "study" },
    ["deny", "deny: purpose-other-act 18(1) C1 purpose=study act=contact", "need: consent 18(1) B1 purpose=study"],
  ],
  [
    "a purpose too open to authorise",
    { ...USE, purpose: "any" },
    [
      "deny",
      "deny: catch-all 17(1) C4 purpose=any",
      "need: specific-purpose 17(1)",
      "need: consent 18(1) B1 purpose=any",
    ],
  ],
  [
    "a purpose too open that does not fit either",
    { ...USE, purpose: "any", items: ["size"] },
    ["deny", "deny: purpose-other-items 18(1) C4 purpose=any items=size", "need: consent 18(1) B1 purpose=any"],
  ],
  [
    "no purpose of the policy",
    { ...USE, purpose: OUTSIDE_POLICY },
    [
      "deny",
      "deny: outside-policy 18(1) B1",
      "need: evidence 18(3)(i) exception=18(3)(i)",
      "need: consent 18(1) purpose=law.outside-policy",
      "need: published-purpose 17(1) operator=shop person=buyer",
    ],
  ],
  [
    "pseudonymous data beyond the purpose",
    { ...USE, form: "pseudonymous", items: ["size"] },
    ["deny", "deny: purpose-other-items 18(1) C1 purpose=sale items=size"],
  ],
  [
    "data bound by an entrustment",
    { ...USE, facts: [{ kind: "acquisition", at: SINCE, source: "entrustment", purposes: ["news"] }] },
    ["deny", "deny: purpose-bound 27(5)(i) purpose=sale items=name"],
  ],
  [
    "data bound by an entrustment, for people of whom nothing is published",
    { ...USE, person: "visitor", facts: [ENTRUSTED] },
    [
      "deny",
      "deny: purpose-other-people 18(1) C1 purpose=sale person=visitor",
      "deny: purpose-bound 27(5)(i) purpose=sale items=name",
    ],
  ],
  [
    "data bound by an entrustment, for no purpose of the policy",
    { ...USE, purpose: OUTSIDE_POLICY, facts: [ENTRUSTED] },
    [
      "deny",
      "deny: outside-policy 18(1) B1",
      "deny: purpose-bound 27(5)(i) purpose=law.outside-policy items=name",
      "need: evidence 18(3)(i) exception=18(3)(i)",
    ],
  ],
  [
    "pseudonymous data for no purpose of the policy",
    { ...USE, form: "pseudonymous", items: ["size"], purpose: OUTSIDE_POLICY },
    [
      "deny",
      "deny: outside-policy 18(1) B1",
      "need: evidence 18(3)(i) exception=18(3)(i)",
      "need: published-purpose 17(1) operator=shop person=buyer",
    ],
  ],
  [
    "data that came by succession",
    { ...USE, facts: [{ kind: "acquisition", at: SINCE, source: "succession", purposes: ["news"] }] },
    ["deny", "deny: purpose-bound 18(2) purpose=sale items=name", "need: consent 18(1) B1 purpose=sale"],
  ],
  [
    "consent within a purpose too open",
    { ...USE, purpose: "any", facts: [{ kind: "consent", at: SINCE, operators: ["shop"], purposes: ["any"] }] },
    ["permit", "permit: consent-covers 18(1) C4"],
  ],
  [
    "consent beyond the purpose",
    { ...USE, items: ["size"], facts: [{ kind: "consent", ...FOR_SALE, items: ["size"] }] },
    ["permit", "permit: consent-covers 18(1) B1"],
  ],
  [
    "an exception that lifts something else",
    { ...USE, items: ["size"], exceptions: [{ article: "20(2)(i)", evidence: "x" }] },
    [
      "deny",
      "deny: purpose-other-items 18(1) C1 purpose=sale items=size",
      "deny: exception-elsewhere 20(2)(i)",
      "need: consent 18(1) B1 purpose=sale",
    ],
  ],
  [
    "mail that was stopped, as promised",
    { ...USE, act: "contact", purpose: "news", facts: [{ kind: "objection", at: SINCE, to: "direct-mail" }] },
    ["deny", "deny: stopped M1", "need: stop-lifted M1"],
  ],
  [
    "use that was stopped, which only the Act promises",
    { ...USE, facts: [{ kind: "objection", at: SINCE, to: "use" }] },
    ["deny", "deny: stopped 35(5)", "need: stop-lifted 35(5)"],
  ],
  [
    "keeping with no period set",
    { ...USE, act: "retain" },
    ["deny", "deny: retention-unset 22 person=buyer", "need: retention-period 22 person=buyer"],
  ],
]);
