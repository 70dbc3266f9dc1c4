import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isArticle } from "./index.ts";
import { missingPublicMatters, PUBLIC_MATTER_NAMES, PUBLIC_MATTERS, SAFEGUARDS_LEFT_OUT } from "./publication.ts";

describe("matters made knowable to the person", () => {
  it("are those of 32(1) and Cabinet Order 10, in their order", () => {
    assert.deepEqual(
      PUBLIC_MATTER_NAMES.map((name) => PUBLIC_MATTERS[name].article),
      ["32(1)(i)", "32(1)(ii)", "32(1)(iii)", "32(1)(iii)", "CO10(i)", "CO10(ii)", "CO10(iii)"],
    );
    for (const name of PUBLIC_MATTER_NAMES) {
      const { article, says } = PUBLIC_MATTERS[name];
      assert.ok(isArticle(article));
      assert.match(says.ja, /[ぁ-ん一-龠]/, name);
      assert.match(says.en, /^[a-z]/, name);
    }
  });

  it("are missing until they are, the fee and the accredited body only where there is one", () => {
    const none = { feeSet: false, inAccreditedBody: false };
    assert.deepEqual(missingPublicMatters(new Set(), none), [
      "operator",
      "purposes",
      "procedures",
      "safeguards",
      "complaints",
    ]);
    assert.deepEqual(missingPublicMatters(new Set(), { feeSet: true, inAccreditedBody: true }), PUBLIC_MATTER_NAMES);
    assert.deepEqual(
      missingPublicMatters(new Set(["operator", "purposes", "procedures", "safeguards"]), { ...none, feeSet: true }),
      ["fee", "complaints"],
    );
    assert.deepEqual(missingPublicMatters(new Set(PUBLIC_MATTER_NAMES), { feeSet: true, inAccreditedBody: true }), []);
  });

  it("leave out what would tell an intruder how", () => {
    assert.deepEqual(Object.keys(SAFEGUARDS_LEFT_OUT), ["disposal", "premises", "access", "intrusion"]);
  });
});
