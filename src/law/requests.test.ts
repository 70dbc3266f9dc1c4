import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isArticle } from "./index.ts";
import { REFUSAL_GROUNDS, REFUSALS, refusalNotice, refusalsOf, STOP_SUBSTITUTES } from "./refusals.ts";
import {
  DISCLOSURE_METHODS,
  disclosureMethod,
  PROCEDURE_MATTERS,
  REQUEST_DUTIES,
  REQUEST_KINDS,
  type RequestKind,
  STOP_GROUNDS,
} from "./requests.ts";

const KINDS = Object.keys(REQUEST_KINDS).filter((kind): kind is RequestKind => kind in REQUEST_KINDS);
const having = (is: (kind: RequestKind) => boolean): RequestKind[] => KINDS.filter(is);

describe("requests of the person", () => {
  it("are of seven kinds, each with its article, its answer and where the person is told", () => {
    assert.deepEqual(
      KINDS.map((kind) => REQUEST_KINDS[kind].article),
      ["32(2)", "33(1)", "33(5)", "34(1)", "35(1)", "35(3)", "35(5)"],
    );
    for (const kind of KINDS) {
      const { article, answer, told, says } = REQUEST_KINDS[kind];
      for (const cited of [article, answer, told]) assert.ok(isArticle(cited));
      assert.match(says.ja, /[ぁ-ん一-龠]/);
    }
  });

  it("cost a fee only for notice of purposes and for disclosure, of records too", () => {
    assert.deepEqual(
      having((kind) => REQUEST_KINDS[kind].fee),
      ["purpose-notice", "disclosure", "record-disclosure"],
    );
  });

  it("are about retained personal data, but for records of provision", () => {
    assert.deepEqual(
      having((kind) => REQUEST_KINDS[kind].about === "provision-records"),
      ["record-disclosure"],
    );
  });

  it("to correct or stop are followed as far as needed, but a stop of provision wholly", () => {
    assert.equal(REQUEST_KINDS.correction.extent, "as far as the purposes of use need");
    assert.equal(REQUEST_KINDS["stop-use"].extent, "as far as the breach needs mending");
    assert.equal(REQUEST_KINDS["stop-provision"].extent, "whole");
    assert.equal(REQUEST_KINDS.stop.extent, "as far as harm needs preventing");
  });

  it("of 35(5) rest on one of three grounds", () => {
    assert.deepEqual(Object.keys(STOP_GROUNDS), ["unneeded", "breach", "endangered"]);
  });

  it("are answered with duties that are efforts for explaining and complaints, and duties for help and burden", () => {
    const efforts = REQUEST_DUTIES.filter(({ effort }) => effort).map(({ article }) => article);
    const duties = REQUEST_DUTIES.filter(({ effort }) => !effort).map(({ article }) => article);
    assert.deepEqual(
      [efforts, duties],
      [
        ["36", "40(1)", "40(2)"],
        ["37(2)", "37(4)", "38(2)"],
      ],
    );
    for (const { article, says } of REQUEST_DUTIES) {
      assert.match(says.ja, /[ぁ-ん一-龠]/, article);
      assert.match(says.en, /^[a-z]/, article);
    }
    assert.deepEqual(Object.keys(PROCEDURE_MATTERS), ["address", "form", "verification", "fee-collection"]);
  });
});

describe("the method of disclosure", () => {
  it("is the person's choice of three", () => {
    assert.deepEqual(DISCLOSURE_METHODS, ["electronic", "paper", "defined"]);
    for (const asked of DISCLOSURE_METHODS) {
      assert.deepEqual(disclosureMethod({ asked, difficult: false, offered: "paper" }), {
        method: asked,
        tellFirst: false,
      });
    }
  });

  it("is paper where the choice is difficult, and the person is told", () => {
    for (const asked of ["electronic", "defined"] as const) {
      assert.deepEqual(disclosureMethod({ asked, difficult: true, offered: "electronic" }), {
        method: "paper",
        tellFirst: true,
      });
    }
    assert.deepEqual(disclosureMethod({ asked: "paper", difficult: true, offered: "electronic" }), {
      method: "paper",
      tellFirst: false,
    });
  });

  it("is what is offered where nothing was chosen", () => {
    for (const difficult of [true, false]) {
      assert.deepEqual(disclosureMethod({ asked: undefined, difficult, offered: "electronic" }), {
        method: "electronic",
        tellFirst: false,
      });
    }
  });
});

describe("grounds of refusal", () => {
  it("are those that the Act knows for the kind, and no others", () => {
    assert.deepEqual(refusalsOf("purpose-notice"), [
      "purposes-plain",
      "notice-harms-rights",
      "notice-harms-operator",
      "notice-impedes-state",
      "not-retained",
      "existence-harms",
      "method-ignored",
      "pseudonymous",
    ]);
    assert.deepEqual(refusalsOf("disclosure"), [
      "harms-rights",
      "impedes-business",
      "breaks-law",
      "other-law-discloses",
      "no-such-data",
      "not-retained",
      "existence-harms",
      "method-ignored",
      "pseudonymous",
    ]);
    assert.deepEqual(refusalsOf("record-disclosure"), [
      "harms-rights",
      "impedes-business",
      "breaks-law",
      "no-such-data",
      "record-existence-harms",
      "method-ignored",
      "pseudonymous",
    ]);
    assert.deepEqual(refusalsOf("correction"), [
      "not-retained",
      "existence-harms",
      "not-untrue",
      "an-opinion",
      "correction-unneeded",
      "other-law-corrects",
      "method-ignored",
      "pseudonymous",
    ]);
    const stop = ["substitute", "method-ignored", "pseudonymous"];
    assert.deepEqual(refusalsOf("stop-use"), ["not-retained", "existence-harms", "breach-unfounded", ...stop]);
    assert.deepEqual(refusalsOf("stop-provision"), ["not-retained", "existence-harms", "provision-unfounded", ...stop]);
    assert.deepEqual(refusalsOf("stop"), ["not-retained", "existence-harms", "stop-unfounded", ...stop]);
  });

  it("reach a part, but for notice of purposes and a method that was ignored", () => {
    const whole = REFUSALS.filter((refusal) => REFUSAL_GROUNDS[refusal].reach === "whole");
    assert.deepEqual(whole, [
      "purposes-plain",
      "notice-harms-rights",
      "notice-harms-operator",
      "notice-impedes-state",
      "method-ignored",
    ]);
  });

  it("cite a provision in both languages; only that an opinion is not corrected is unchecked", () => {
    for (const refusal of REFUSALS) {
      const { article, says } = REFUSAL_GROUNDS[refusal];
      assert.ok(isArticle(article), refusal);
      assert.match(says.ja, /[ぁ-ん一-龠]/);
      assert.match(says.en, /^[a-z]/);
    }
    const unchecked = REFUSALS.filter((refusal) => !["L", "G"].includes(REFUSAL_GROUNDS[refusal].evidence));
    assert.deepEqual(unchecked, ["an-opinion"]);
  });

  it("are told without delay by the article of the kind, with an explanation", () => {
    assert.deepEqual(refusalNotice("purpose-notice"), { told: "32(3)", explained: "36" });
    assert.deepEqual(refusalNotice("record-disclosure"), { told: "33(3)", explained: "36" });
    assert.deepEqual(refusalNotice("correction"), { told: "34(3)", explained: "36" });
    assert.deepEqual(refusalNotice("stop"), { told: "35(7)", explained: "36" });
  });

  it("of a stop may rest on a substitute, such as erasing when another law's period has ended", () => {
    assert.deepEqual(Object.keys(STOP_SUBSTITUTES), ["at-next-printing", "no-recurrence", "erase-later"]);
  });
});
