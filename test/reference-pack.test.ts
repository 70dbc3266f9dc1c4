import assert from "node:assert/strict";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import { EXTENSION } from "../src/app.ts";
import { readPolicyFiles } from "../src/packs/index.ts";
import {
  build,
  CORE_RULES,
  type Diagnostic,
  type Part,
  type Policy,
  type PolicySource,
  parse,
} from "../src/policy/index.ts";
import { CLAUSES } from "./clauses.ts";
import { REFERENCE_FOLDER } from "./reference.ts";

/** The clauses of C7: published as if by opt-out, without what an opt-out needs, and read as something else. */
const AS_OPT_OUT = ["C7.1", "C7.2", "C7.3", "C7.4", "C7.5", "C7.7", "C7.6.a", "C7.6.b", "C7.6.c", "C7.6.d", "C7.6.e"];

/** What the published policy falls short of, as the core rules find it: by rule, the clauses; where there is none, what it is about. */
const FINDINGS: Readonly<Record<string, readonly string[]>> = {
  "people-without-purposes": [
    "co-resident",
    "guarantor",
    "emergency-contact",
    "owner",
    "corporate-occupant",
    "employee",
    "azumi-family",
  ],
  "purposes-not-loaded": ["G1", "G2", "G3", "G6", "G7a", "G7b"],
  "linked-policy-without-copy": ["C4", "G1", "G2", "G3", "G6", "G7a", "G7b"],
  "catch-all-purpose": ["A2.1b.d", "C5", "C7.6.e", "U2.d", "S1.e", "J2.b", "E5.b", "D10.b", "I5.b"],
  "vague-purpose": ["C2.b"],
  "change-without-notice": ["V1"],
  "promise-beyond-law": ["B4b"],
  "operator-matters": ["G5"],
  "window-missing": ["S1", "G4.1", "G5"],
  "operator-without-window": ["G4.1", "G5"],
  "retention-unpublished": ["settings"],
  "own-records-unpurposed": ["settings"],
  "recipient-route-unstated": [
    "A2.1a",
    "A2.1b.a",
    "A2.1b.b",
    "A2.1b.c",
    "A2.2a",
    "A2.2b",
    "A2.3",
    "A2.4",
    "C2.a",
    "C4",
    "E1",
    "D2",
    "D8",
    "I1",
  ],
  "recipient-too-open": ["C7.6.e"],
  "opt-out-without-filing": AS_OPT_OUT,
  "opt-out-matters": AS_OPT_OUT,
  "opt-out-read-otherwise": AS_OPT_OUT,
  "shared-use-matters": ["U3"],
  "shared-use-external-list": ["U2", "U3"],
  "shared-use-branch-member": ["U1", "U2", "U3"],
  "shared-use-foreign-member": ["U1", "U2", "U3"],
};

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
    const core = new Set(CORE_RULES.map(({ id }) => id));
    const people = new Map(
      Object.keys(source.people).map((kind) => [JSON.stringify(source.place("people", kind)), kind]),
    );
    const found = Map.groupBy(
      findings.filter(({ rule }) => core.has(rule)),
      ({ rule }) => rule,
    );
    const about = ({ clause, file, line, column }: Diagnostic): string =>
      clause ?? people.get(JSON.stringify({ file, line, column })) ?? /(\w+)\.yaml$/.exec(file)?.[1] ?? file;
    const inOrder = (clauses: readonly string[]): string[] => [...clauses].sort();
    assert.deepEqual(
      Object.fromEntries([...found].map(([rule, ones]) => [rule, inOrder(ones.map(about))])),
      Object.fromEntries(Object.entries(FINDINGS).map(([rule, clauses]) => [rule, inOrder(clauses)])),
    );
  });

  it("says of an opt-out how it is provided, how to stop it, and nothing else that one must state", () => {
    for (const { message } of findings.filter(({ rule }) => rule === "opt-out-matters")) {
      assert.match(
        message.en,
        /does not say how they were acquired, how the data is updated, the day provision starts\./,
      );
    }
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
      // Easy words stand only where the words are ours: nobody else may say published ones in another way.
      const ours = /^\/(?:people|items)\/|\/about$/.test(path)
        ? Object.keys(words).filter((tag) => tag !== "ja-simple")
        : Object.keys(words);
      assert.deepEqual(ours.sort(), ["en", "ja"], path);
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
