import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { EXTENSION } from "../src/app.ts";
import { loadPack } from "../src/packs/index.ts";
import type { Diagnostic } from "../src/policy/index.ts";
import { REFERENCE_FOLDER } from "./reference.ts";

/** A day on which papers of 2023 have run out and the rules on external transmission are in force. */
const TODAY = "2026-11-22";

/** What the published words fall short of by the rules of the rooms, as of that day: the rule and the clause, in the order of files. */
const FINDINGS: readonly (readonly [rule: string, clause: string | undefined])[] = [
  ["calls-retention-missing", "T1"],
  ["calls-unannounced", "T1"],
  ["advertising-not-matched-claim", "K1"],
  ["outdated-recipient-name", "K2"],
  ["transmission-vague", "K2"],
  ["recipient-policy-missing", "K3"],
  ["transmission-without-opt-out", "K3"],
  ["recipient-policy-missing", "K3"],
  ["transmission-without-opt-out", "K3"],
  ["outdated-recipient-name", "K3"],
  ["recipient-policy-missing", "K3"],
  ["transmission-without-opt-out", "K3"],
  ["outdated-recipient-name", "K3"],
  ["recipient-policy-missing", "K3"],
  ["transmission-without-opt-out", "K3"],
  ["outdated-recipient-name", "K3"],
  ["request-term-missing", "R2"],
  ["disclosure-method-unsaid", "R2"],
  ["fee-unstated", "R2"],
  ["request-kinds-missing", "R2"],
  ["common-document-missing", "R3"],
  ["document-no-longer-valid", "R3"],
  ["document-no-longer-valid", "R3"],
  ["document-no-longer-valid", "R3"],
  ["common-document-missing", "R4A"],
  ["document-no-longer-valid", "R4A"],
  ["document-no-longer-valid", "R4A"],
  ["document-no-longer-valid", "R4A"],
  ["authority-papers-excessive", "R4B"],
  ["authority-unproven", "R4B"],
  ["authority-unproven", "R4B"],
  ["insufficient-documents-unanswered", "R2"],
  ["identity-by-email", "R5"],
  ["stop-narrower-than-mail", "M1"],
  ["countries-unpublished", "X7"],
  ["incidents-unset", "X3"],
  ["safeguards-narrow", undefined],
];

/** What stands against the policy only because time has passed since it was published. */
const SINCE: ReadonlySet<string> = new Set([
  "outdated-recipient-name",
  "transmission-vague",
  "common-document-missing",
]);

const ROOM_RULES = new Set(EXTENSION.rules?.map(({ id }) => id));

async function found(on: string): Promise<Diagnostic[]> {
  const { versions } = await loadPack(REFERENCE_FOLDER, { ...EXTENSION, on });
  const version = versions.find(({ folder }) => folder.endsWith("2023-05-01"));
  assert.ok(version);
  return version.diagnostics.filter(({ rule }) => ROOM_RULES.has(rule));
}

const pairs = (findings: readonly Diagnostic[]): (readonly [string, string | undefined])[] =>
  findings.map(({ rule, clause }) => [rule, clause]);

describe("what the rules of the rooms find in the reference policy", () => {
  let today: readonly Diagnostic[];
  before(async () => {
    today = await found(TODAY);
  });

  it("is this, as of a day in November 2026", () => assert.deepEqual(pairs(today), FINDINGS));

  it("points into the files in which the rooms' sections stand", () => {
    const files = today.map(({ file }) => file.replace(/^.*\//, ""));
    assert.deepEqual(new Set(files), new Set(["calls.yaml", "cookies.yaml", "requests.yaml", "safeguards.yaml"]));
  });

  it("names the papers that ran out and what took their place", () => {
    const papers = today.filter(({ rule, clause }) => rule === "document-no-longer-valid" && clause === "R3");
    assert.deepEqual(
      papers.map(({ message }) => /“(.+?)”.+there is the (.+)\.$/.exec(message.en)?.slice(1)),
      [
        ["health insurance card", "health insurance qualification certificate"],
        ["basic resident registration card with a photo", "My Number card, front only"],
        ["foreign resident registration card", "residence card"],
      ],
    );
  });

  it("names the kinds of request that the policy leaves out, and the branches abroad", () => {
    const said = (rule: string): string => today.find((finding) => finding.rule === rule)?.message.en ?? "";
    for (const kind of ["purpose-notice", "record-disclosure", "stop-provision", "stop"])
      assert.ok(said("request-kinds-missing").includes(`${kind} (`), kind);
    assert.match(said("countries-unpublished"), /Seoul Branch Office \(KR\), .+Taipei Branch Office \(TW\)/);
    assert.match(said("safeguards-narrow"), /only of data of customers.+shareholders, .+guarantors/);
  });

  it("was less on the day on which it came into force: one card had run out, and Facebook had its other name already", async () => {
    const then = await found("2023-05-01");
    const late = then.filter(({ rule }) => rule === "document-no-longer-valid" || SINCE.has(rule));
    assert.deepEqual(pairs(late), [
      ["outdated-recipient-name", "K2"],
      ["outdated-recipient-name", "K3"],
      ["outdated-recipient-name", "K3"],
      ["document-no-longer-valid", "R3"],
      ["document-no-longer-valid", "R4A"],
    ]);
    const lasting = (findings: readonly Diagnostic[]): (readonly [string, string | undefined])[] =>
      pairs(findings.filter((finding) => !late.includes(finding) && !SINCE.has(finding.rule))).filter(
        ([rule]) => rule !== "document-no-longer-valid",
      );
    assert.deepEqual(lasting(then), lasting(today));
  });
});
