import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isArticle } from "./index.ts";
import {
  missingOptOutMatters,
  OPT_OUT_BARS,
  OPT_OUT_MATTER_NAMES,
  OPT_OUT_MATTERS,
  type OptOutFacts,
  optOutBars,
  optOutChange,
  OWN_PUBLICATION,
} from "./opt-out.ts";
import { TIMED } from "./timing.ts";

describe("the matters of an opt-out", () => {
  it("are the eight of 27(2), the last being two by rule 11", () => {
    assert.deepEqual(
      OPT_OUT_MATTER_NAMES.map((name) => OPT_OUT_MATTERS[name].article),
      ["27(2)(i)", "27(2)(ii)", "27(2)(iii)", "27(2)(iv)", "27(2)(v)", "27(2)(vi)", "27(2)(vii)", "R11(4)", "R11(4)"],
    );
  });

  it("are said in both languages", () => {
    for (const name of OPT_OUT_MATTER_NAMES) {
      const { ja, en } = OPT_OUT_MATTERS[name].says;
      assert.match(ja, /[ぁ-ん一-龠]/, name);
      assert.match(en, /^[a-z]/, name);
    }
  });

  it("are missing as long as they are not stated, in the order of the Act", () => {
    assert.deepEqual(missingOptOutMatters(new Set(OPT_OUT_MATTER_NAMES)), []);
    assert.deepEqual(missingOptOutMatters(new Set()), OPT_OUT_MATTER_NAMES);
    assert.deepEqual(
      missingOptOutMatters(new Set(OPT_OUT_MATTER_NAMES.filter((name) => name !== "start" && name !== "items"))),
      ["items", "start"],
    );
  });
});

describe("a change of an opt-out is notified and filed", () => {
  it("without delay for the provider's name, address and representative, and for the end", () => {
    for (const what of ["provider", "end"] as const)
      assert.deepEqual(optOutChange(what), { allowed: true, timing: "without-delay", article: "27(3)" });
  });

  it("beforehand for items, acquisition, provision, how to ask, updating and start", () => {
    for (const what of ["items", "acquisition", "provision", "how-to-ask", "update", "start"] as const)
      assert.deepEqual(optOutChange(what), { allowed: true, timing: "beforehand", article: "27(3)" });
  });

  it("but without its purpose or its stop it is no opt-out any more", () => {
    assert.deepEqual(optOutChange("purpose"), { allowed: false, article: "27(2)(ii)" });
    assert.deepEqual(optOutChange("stop"), { allowed: false, article: "27(2)(vi)" });
  });

  it("and is published by oneself promptly, as first filed, changed or ended", () => {
    assert.deepEqual(Object.keys(OWN_PUBLICATION), ["filed", "changed", "ended"]);
    assert.equal(TIMED.find(({ article }) => article === "R14")?.timing, "promptly");
  });
});

describe("provision by opt-out", () => {
  const good: OptOutFacts = {
    specialCare: false,
    improperlyAcquired: false,
    fromAnOptOut: false,
    provisionIsAPurpose: true,
    matters: new Set(OPT_OUT_MATTER_NAMES),
    timeToObjectLeft: true,
    filed: true,
  };

  it("is open where all is stated and filed, and time to object was left", () => {
    assert.deepEqual(optOutBars(good), []);
  });

  for (const [bar, facts] of [
    ["special-care", { specialCare: true }],
    ["improperly-acquired", { improperlyAcquired: true }],
    ["from-an-opt-out", { fromAnOptOut: true }],
    ["not-a-purpose", { provisionIsAPurpose: false }],
    ["matters-missing", { matters: new Set(["items" as const]) }],
    ["no-time-to-object", { timeToObjectLeft: false }],
    ["not-filed", { filed: false }],
  ] as const) {
    it(`is barred: ${OPT_OUT_BARS[bar].en}`, () => assert.deepEqual(optOutBars({ ...good, ...facts }), [bar]));
  }

  it("names every bar at once, each with its article", () => {
    const worst = optOutBars({
      specialCare: true,
      improperlyAcquired: true,
      fromAnOptOut: true,
      provisionIsAPurpose: false,
      matters: new Set(),
      timeToObjectLeft: false,
      filed: false,
    });
    assert.deepEqual(worst, Object.keys(OPT_OUT_BARS));
    for (const bar of worst) assert.ok(isArticle(OPT_OUT_BARS[bar].article));
  });
});
