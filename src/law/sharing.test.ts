import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { SHARED_USE_MATTERS } from "./matters.ts";
import { heldDataMayBeShared, missingSharedUseMatters, sharedUseChange } from "./sharing.ts";

describe("a change of shared use", () => {
  it("is notified without delay for the name, address or representative of who is responsible", () => {
    assert.deepEqual(sharedUseChange({ what: "responsible-details" }), {
      allowed: true,
      article: "27(6)",
      timing: "without-delay",
    });
  });

  it("is notified beforehand for another responsible party, and for purposes the person may expect", () => {
    const beforehand = { allowed: true, article: "27(6)", timing: "beforehand" };
    assert.deepEqual(sharedUseChange({ what: "responsible" }), beforehand);
    assert.deepEqual(sharedUseChange({ what: "purposes", expected: true }), beforehand);
  });

  it("is not allowed for purposes that nobody would expect", () => {
    assert.deepEqual(sharedUseChange({ what: "purposes", expected: false }), {
      allowed: false,
      article: "General 3-6-3",
    });
  });

  it("is in principle not allowed for items and users", () => {
    for (const what of ["items", "users"] as const)
      assert.deepEqual(sharedUseChange({ what }), { allowed: false, article: "General 3-6-3" });
  });

  it("is allowed for items with consent alone, for users also by renaming or succession", () => {
    const allowed = (what: "items" | "users"): string[] =>
      (["consent", "renaming", "succession"] as const).filter((because) => sharedUseChange({ what, because }).allowed);
    assert.deepEqual(allowed("items"), ["consent"]);
    assert.deepEqual(allowed("users"), ["consent", "renaming", "succession"]);
  });
});

describe("shared use", () => {
  it("lacks the matters that are not stated", () => {
    assert.deepEqual(missingSharedUseMatters(new Set(["fact", "users"])), ["items", "purposes", "responsible"]);
    assert.deepEqual(missingSharedUseMatters(new Set(SHARED_USE_MATTERS)), []);
  });

  it("takes in data already held only as the person may expect and for its first purposes", () => {
    assert.equal(heldDataMayBeShared({ expected: true, withinOriginalPurposes: true }), true);
    assert.equal(heldDataMayBeShared({ expected: false, withinOriginalPurposes: true }), false);
    assert.equal(heldDataMayBeShared({ expected: true, withinOriginalPurposes: false }), false);
  });
});
