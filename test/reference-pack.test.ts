import assert from "node:assert/strict";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import { EXTENSION } from "../src/app.ts";
import { readPolicyFiles } from "../src/packs/index.ts";
import { build, type Diagnostic, type Part, type Policy, type PolicySource, parse } from "../src/policy/index.ts";
import { CLAUSES } from "./clauses.ts";
import { REFERENCE_FOLDER } from "./reference.ts";

/** What the published policy falls short of, as the linter finds it: the rule, the clause, and what it is about. */
const FINDINGS: readonly (readonly [rule: string, clause: string | undefined, about: string])[] = [
  ["people-without-purposes", undefined, "co-resident"],
  ["people-without-purposes", undefined, "guarantor"],
  ["people-without-purposes", undefined, "emergency-contact"],
  ["people-without-purposes", undefined, "owner"],
  ["people-without-purposes", undefined, "corporate-occupant"],
  ["people-without-purposes", undefined, "employee"],
  ["people-without-purposes", undefined, "azumi-family"],
  ["opt-out-without-filing", "C7.1", "outsourcee"],
  ["opt-out-without-filing", "C7.2", "payment-institution"],
  ["opt-out-without-filing", "C7.3", "lender"],
  ["opt-out-without-filing", "C7.4", "credit-agency"],
  ["opt-out-without-filing", "C7.5", "real-estate-counterparty"],
  ["opt-out-without-filing", "C7.6.a", "alliance-partner"],
  ["opt-out-without-filing", "C7.6.b", "capital-partner"],
  ["opt-out-without-filing", "C7.6.c", "business-successor"],
  ["opt-out-without-filing", "C7.6.d", "property-buyer"],
  ["opt-out-without-filing", "C7.6.e", "other-counterparty"],
  ["opt-out-without-filing", "C7.7", "loan-institution"],
  ["shared-use-matters", "U3", "subcontractors"],
];

/** People whose data is at hand in everyday work, and of whom the published policy does not speak. */
const FORGOTTEN = [
  "co-resident",
  "guarantor",
  "emergency-contact",
  "owner",
  "corporate-occupant",
  "employee",
  "azumi-family",
];

/** Operators whose purposes the policy leaves to pages elsewhere, by clause. */
const ELSEWHERE = { G1: "leasing", G2: "plaza-guarantee", G3: "asuka", G6: "shanghai", G7a: "seoul", G7b: "taipei" };

type Purpose = Policy["purposes"][string];

function parts(of: readonly Part[]): Part[] {
  return of.flatMap((part) => [part, ...parts(part.parts ?? [])]);
}

type Words = Readonly<Record<string, string>>;

/** A map of languages: texts alone, and Japanese or English among them. */
function isWords(value: object): value is Words {
  return Object.values(value).every((one) => typeof one === "string") && ("ja" in value || "en" in value);
}

/** Every map of languages below a value, with the path to it. */
function texts(value: unknown, path: string): { path: string; words: Words }[] {
  if (typeof value !== "object" || value === null) return [];
  if (isWords(value)) return [{ path, words: value }];
  return Object.entries(value).flatMap(([key, child]) => texts(child, `${path}/${key}`));
}

function purposesOf(operator: string, { purposes }: Pick<Policy, "purposes">): [string, Purpose][] {
  return Object.entries(purposes).filter(([, { operators }]) => operators.includes(operator));
}

/** The purposes of the users of a shared use are published with it, for all of them: U1 and U2. */
function isShared(clause: string): boolean {
  return /^U[12]\./.test(clause);
}

describe("the reference pack", () => {
  let source: PolicySource;
  let policy: Policy;
  let findings: readonly Diagnostic[];

  before(async () => {
    const files = await readPolicyFiles(join(REFERENCE_FOLDER, "2023-05-01"));
    const parsed = parse(files, EXTENSION.sections);
    assert.ok(parsed.source, JSON.stringify(parsed.diagnostics));
    source = parsed.source;
    const { program, diagnostics } = build(files, EXTENSION);
    assert.ok(program, JSON.stringify(diagnostics.filter(({ severity }) => severity === "error")));
    policy = program.policy;
    findings = diagnostics;
    assert.equal(program.inForceFrom, Temporal.Instant.from("2023-04-30T15:00:00Z").epochMilliseconds);
  });

  describe("its promises", () => {
    it("are the 99 clauses, and parts of them", () => {
      assert.equal(new Set(CLAUSES).size, 99);
      assert.deepEqual(
        CLAUSES.filter((clause) => !Object.hasOwn(source.promises, clause)),
        [],
      );
      const others = Object.keys(source.promises).filter((clause) => !CLAUSES.includes(clause));
      assert.deepEqual(
        others.filter((clause) => !CLAUSES.includes(clause.replace(/\.[^.]+$/, ""))),
        [],
      );
    });

    it("say something each: words, or why they are no duty", () => {
      for (const [clause, { text, aspiration }] of Object.entries(source.promises)) {
        assert.ok(text !== undefined || aspiration !== undefined, clause);
      }
    });

    it("stand in the document each exactly once", () => {
      const set = parts(source.document.parts).flatMap(({ clauses }) => clauses ?? []);
      assert.deepEqual([...set].sort(), Object.keys(source.promises).sort());
    });

    it("of a mirror stand where the document sets the mirror out, and only there", () => {
      const mirrors = parts(source.document.parts).flatMap(({ mirror }) => mirror ?? []);
      assert.deepEqual(mirrors, Object.keys(source.mirrors));
      assert.deepEqual(
        Object.keys(policy.promises)
          .filter((clause) => !Object.hasOwn(source.promises, clause))
          .sort(),
        Object.values(policy.mirrored).flat().sort(),
      );
    });

    it("name who promises, with no mark left over", () => {
      assert.ok(texts(source.promises, "").some(({ words }) => (words["en"] ?? "").includes("{operator}")));
      for (const { path, words } of texts(policy, "")) {
        for (const one of Object.values(words)) assert.ok(!/\{[a-z]+\}/.test(one), path);
      }
    });
  });

  it("falls short of the Act exactly where it is known to", () => {
    const about = FINDINGS.map(([rule, clause, id]) => {
      const section = {
        "people-without-purposes": "people",
        "opt-out-without-filing": "recipients",
        "shared-use-matters": "sharedUses",
      }[rule];
      return `${rule} ${clause ?? "–"} ${JSON.stringify(source.place(section ?? "", id))}`;
    });
    const found = findings.map(
      ({ rule, clause, file, line, column }) => `${rule} ${clause ?? "–"} ${JSON.stringify({ file, line, column })}`,
    );
    assert.deepEqual(found.sort(), about.sort());
    assert.deepEqual(new Set(findings.map(({ severity }) => severity)), new Set(["law"]));
  });

  describe("Azu Life Care", () => {
    it("has its purposes by the mirror alone", () => {
      assert.deepEqual(
        purposesOf("azu", source).filter(([, { clause }]) => !isShared(clause)),
        [],
      );
      const purposes = purposesOf("azu", policy).filter(([, { clause }]) => !isShared(clause));
      assert.ok(purposes.length > 0);
      for (const [id, { operators, people, clause }] of purposes) {
        assert.ok(id.startsWith("azu.") && clause.startsWith("G5."), id);
        assert.deepEqual([operators, people], [["azu"], ["azu-user"]]);
      }
    });

    it("says of its users all that is said of Azumi En's, and what is said of customers", () => {
      const made = new Set(policy.mirrored["azu"]);
      for (const clause of CLAUSES.filter((one) => /^(A|C[1235]$)/.test(one)))
        assert.ok(made.has(`G5.${clause}`), clause);
      for (const clause of CLAUSES.filter((one) => /^C[467]/.test(one))) assert.ok(!made.has(`G5.${clause}`), clause);
      assert.deepEqual(
        Object.entries(source.recipients).filter(([, { operators }]) => operators.includes("azu")),
        [],
      );
    });
  });

  it("has no purposes but those of shared use for those whose purposes stand elsewhere, and says so", () => {
    for (const [clause, id] of Object.entries(ELSEWHERE)) {
      assert.equal(source.operators[id]?.clause, clause);
      assert.ok(source.operators[id]?.purposesElsewhere, id);
      assert.deepEqual(
        purposesOf(id, policy).filter(([, purpose]) => !isShared(purpose.clause)),
        [],
        id,
      );
      assert.deepEqual(
        Object.keys(policy.recipients).filter((one) => policy.recipients[one]?.operators.includes(id)),
        [],
        id,
      );
    }
    const elsewhere = Object.keys(source.operators).filter(
      (id) => source.operators[id]?.purposesElsewhere !== undefined,
    );
    assert.deepEqual(elsewhere.sort(), Object.values(ELSEWHERE).sort());
  });

  it("adds the kinds of people that the policy forgets, says that it is we who do, and gives them no purposes", () => {
    const ours = Object.keys(source.people).filter((kind) => source.people[kind]?.ours !== undefined);
    assert.deepEqual(ours.sort(), [...FORGOTTEN].sort());
    for (const kind of FORGOTTEN) {
      assert.equal(source.people[kind]?.clause, undefined, kind);
      for (const section of [policy.purposes, policy.recipients, policy.sharedUses]) {
        assert.deepEqual(
          Object.keys(section).filter((id) => section[id]?.people.includes(kind)),
          [],
          kind,
        );
      }
    }
  });

  it("reads every recipient and says why; whatever was published as opt-out is read as something else", () => {
    for (const [id, { published, reading }] of Object.entries(policy.recipients)) {
      assert.ok(published.routes.length > 0 && (reading.because["en"] ?? "").length > 20, id);
      assert.ok(
        reading.routes.every(({ route }) => route !== "opt-out"),
        id,
      );
    }
  });

  it("says everything in Japanese and in English", () => {
    const said = texts({ ...source, place: undefined }, "");
    assert.ok(said.length > 300);
    for (const { path, words } of said) {
      for (const language of ["ja", "en"]) assert.ok(/\S/.test(words[language] ?? ""), `${path} ${language}`);
      assert.deepEqual(Object.keys(words).sort(), ["en", "ja"], path);
      assert.ok(!/[ぁ-んァ-ヶ一-龠]/.test(words["en"] ?? ""), `${path} en`);
    }
  });

  it("says on every page that it models a public document and is not the company's", () => {
    assert.match(source.policy.about?.["en"] ?? "", /models a public document.+not the company's.+not at hand/);
    assert.match(source.policy.about?.["ja"] ?? "", /モデル.+同社のページではありません.+手元になく/);
  });

  it("keeps what an office decided apart from what was published", () => {
    assert.match(source.settings.because["en"] ?? "", /no part of its text/);
    assert.ok(
      !texts({ ...source, settings: undefined, place: undefined }, "").some(({ path }) => path.includes("retention")),
    );
    assert.deepEqual(
      Object.keys(source.settings.retention).filter((kind) => FORGOTTEN.includes(kind)),
      [],
    );
  });
});
