import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  AUTHORITY_PAPERS,
  documentFault,
  IDENTITY_DOCUMENTS,
  type IdentityDocument,
  type IdentityDocumentName,
  isAcceptable,
} from "./documents.ts";

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
const NAMES = Object.keys(IDENTITY_DOCUMENTS).filter(
  (name): name is IdentityDocumentName => name in IDENTITY_DOCUMENTS,
);

describe("an identity document", () => {
  for (const [name, last, next] of [
    ["health-insurance-card", "2025-12-01", "2025-12-02"],
    ["foreign-registration-card", "2015-07-08", "2015-07-09"],
    ["basic-resident-card", "2025-12-31", "2026-01-01"],
  ] as const) {
    it(`${name} is good until ${last} and no longer`, () => {
      assert.equal(isAcceptable(name, day(last)), true);
      assert.equal(documentFault(name, day(next)), "no-longer");
      assert.equal(isAcceptable(name, day(next)), false);
    });
  }

  for (const [name, first, before] of [
    ["my-number-card", "2016-01-01", "2015-12-31"],
    ["qualification-certificate", "2024-12-02", "2024-12-01"],
    ["residence-card", "2012-07-09", "2012-07-08"],
    ["special-permanent-resident-certificate", "2012-07-09", "2012-07-08"],
  ] as const) {
    it(`${name} is good from ${first} and not before`, () => {
      assert.equal(documentFault(name, day(before)), "not-yet");
      assert.equal(isAcceptable(name, day(first)), true);
    });
  }

  it("is good to its own last day and not after it", () => {
    assert.equal(isAcceptable("drivers-licence", day("2026-11-22"), day("2026-11-22")), true);
    assert.equal(documentFault("drivers-licence", day("2026-11-23"), day("2026-11-22")), "expired");
    assert.equal(documentFault("health-insurance-card", day("2026-01-01"), day("2027-03-31")), "no-longer");
  });

  it("of the Guidelines is good today; the three that policies still name are not", () => {
    const today = day("2026-11-22");
    const gone = NAMES.filter((name) => !isAcceptable(name, today));
    assert.deepEqual(gone, ["health-insurance-card", "foreign-registration-card", "basic-resident-card"]);
    for (const name of NAMES) assert.equal(IDENTITY_DOCUMENTS[name].evidence === "G", !gone.includes(name), name);
  });

  it("that is gone names what took its place, which is good on that day", () => {
    for (const name of NAMES) {
      const { until, replacedBy }: IdentityDocument = IDENTITY_DOCUMENTS[name];
      assert.equal(until === undefined, replacedBy === undefined, name);
      if (until === undefined) continue;
      const heir = NAMES.find((other) => other === replacedBy);
      assert.ok(heir !== undefined && isAcceptable(heir, day(until.day).add({ days: 1 })), name);
    }
  });

  it("shows no number that the case does not need", () => {
    const masks = (name: IdentityDocumentName): string => IDENTITY_DOCUMENTS[name].mask.map(({ en }) => en).join("; ");
    assert.match(masks("my-number-card"), /back: no copy/);
    assert.match(masks("health-insurance-card"), /symbol and number/);
    assert.match(masks("qualification-certificate"), /symbol and number/);
    assert.match(masks("pension-book"), /basic pension number/);
    assert.match(masks("basic-resident-card"), /resident record code/);
    assert.equal(masks("seal-certificate"), "");
    assert.match(AUTHORITY_PAPERS["resident-record"].mask.map(({ en }) => en).join("; "), /My Number/);
  });

  it("may show no address: a passport of the present model, a pension book", () => {
    const without = NAMES.filter((name) => IDENTITY_DOCUMENTS[name].address !== "yes");
    assert.deepEqual(without, ["passport", "qualification-certificate", "health-insurance-card", "pension-book"]);
    assert.equal(IDENTITY_DOCUMENTS.passport.address, "some");
    assert.equal(IDENTITY_DOCUMENTS["pension-book"].address, "no");
  });

  it("marks every date that it was not read", () => {
    for (const name of NAMES) {
      const { from, until }: IdentityDocument = IDENTITY_DOCUMENTS[name];
      for (const known of [from, until]) {
        if (known === undefined) continue;
        assert.ok(known.evidence === "K" || known.evidence === "S");
        assert.equal(day(known.day).toString(), known.day);
      }
    }
  });
});

describe("a paper of authority", () => {
  it("shows a parent's over a minor, a guardian's, or a mandate", () => {
    const shows = Object.entries(AUTHORITY_PAPERS).map(([name, paper]) => `${name}: ${paper.shows}`);
    assert.deepEqual(shows, [
      "mandate: mandated",
      "family-register: parent-of-minor",
      "resident-record: parent-of-minor",
      "guardianship-certificate: adult-guardian",
    ]);
  });
});
