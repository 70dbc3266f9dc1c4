import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { midnightInJapan } from "../wire/index.ts";
import { PROVISIONS } from "./citation.ts";
import { DESIGNATIONS } from "./countries.ts";
import {
  COUNTRY_PATTERN,
  FOREIGN_INFORMATION,
  FORM_WORDS,
  FORMS,
  isDesignated,
  LAW_VERSIONS,
  lawAt,
  recordForm,
  SHARED_USE_MATTER_WORDS,
  SHARED_USE_MATTERS,
  SPECIAL_CARE_KINDS,
  stateOf,
} from "./index.ts";
import { lawPreview } from "./preview.ts";
import { SINCE_2022 } from "./version.ts";

/** The European Economic Area: 27 members of the Union, and three of the Free Trade Association. */
const UNION = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" ");
const AREA = [...UNION, "IS", "LI", "NO"];

describe("the law at an instant", () => {
  const midnight = (date: string): number => midnightInJapan(date).epochMilliseconds;

  it("is not loaded before 30 May 2017", () => {
    assert.equal(lawAt(midnight("2017-05-30") - 1), undefined);
    assert.equal(lawAt(midnight("2005-04-01")), undefined);
    assert.equal(lawAt(Number.NEGATIVE_INFINITY), undefined);
  });

  for (const [date, id, before] of [
    ["2022-04-01", "appi-2022-04-01", "appi-2017-05-30"],
    ["2023-04-01", "appi-2023-04-01", "appi-2022-04-01"],
  ] as const) {
    it(`turns at midnight in Japan: ${date}`, () => {
      assert.equal(lawAt(midnight(date) - 1)?.id, before);
      assert.equal(lawAt(midnight(date))?.id, id);
      assert.equal(lawAt(midnight(date) + 1)?.id, id);
    });
  }

  it("is the latest one from then on", () => {
    assert.equal(lawAt(midnight("2026-11-22"))?.id, LAW_VERSIONS.at(-1)?.id);
  });

  it("has versions in ascending order, each named by its date and with a source", () => {
    const dates = LAW_VERSIONS.map(({ from }) => from);
    assert.deepEqual([...dates].sort(), dates);
    for (const { id, from, source } of LAW_VERSIONS) {
      assert.equal(id, `appi-${from}`);
      assert.match(source, /\[[LGSK]\]$/);
    }
  });

  it("of the years before April 2022 is unverified, and leaves out only what the Guidelines say came then", () => {
    const former = lawAt(midnight("2017-05-30"));
    assert.deepEqual([former?.id, former?.verified], ["appi-2017-05-30", false]);
    assert.match(former?.source ?? "", /\[K\]$/);
    assert.equal(lawAt(midnight("2022-04-01") - 1), former);
    assert.deepEqual(new Set(Object.values(former?.rules ?? {})), new Set([false]));
    for (const day of ["2022-04-01", "2023-04-01", "2026-11-22"]) {
      assert.equal(lawAt(midnight(day))?.verified, true);
      assert.deepEqual(new Set(Object.values(lawAt(midnight(day))?.rules ?? {})), new Set([true]));
    }
  });

  it("says what came with April 2022, and which of it a text that was read states", () => {
    const stated = SINCE_2022.filter(({ evidence }) => evidence === "G").flatMap(({ articles }) => articles);
    assert.deepEqual(stated, ["28(2)", "R17", "28(3)", "R18", "2(7)", "31(1)", "31(2)", "31(3)"]);
    assert.deepEqual(new Set(SINCE_2022.map(({ evidence }) => evidence)), new Set(["G", "K"]));
    const all = SINCE_2022.flatMap(({ articles }) => articles);
    assert.equal(new Set(all).size, all.length);
    for (const article of ["26(1)", "26(2)", "33(5)", "35(5)", "16(4)"] as const) assert.ok(all.includes(article));
    for (const { articles, before } of SINCE_2022) {
      assert.ok(articles.length > 0, before);
      assert.match(before, /^[a-z].*[^.]$/);
    }
  });
});

describe("the bill of April 2026", () => {
  const bill = lawPreview("appi-bill-2026");

  it("is a preview, hearsay, and nothing under which anything is ever decided", () => {
    assert.deepEqual([bill?.preview, bill?.evidence, bill?.proposed], [true, "S", "2026-04-07"]);
    assert.match(bill?.title.ja ?? "", /改正案/);
    assert.match(bill?.title.en ?? "", /^Bill to amend/);
    assert.match(bill?.expected.ja ?? "", /未確認/);
    assert.match(bill?.expected.en ?? "", /whether it passed is not known/);
    for (const date of ["2026-04-07", "2026-11-22", "2028-04-07", "2031-01-01"]) {
      assert.notEqual(lawAt(midnightInJapan(date).epochMilliseconds)?.id, bill?.id);
    }
    assert.ok(LAW_VERSIONS.every(({ id }) => id !== bill?.id));
  });

  it("is asked for by its name, and no law in force is a preview", () => {
    for (const other of [...LAW_VERSIONS.map(({ id }) => id), "", "appi-bill-2027"])
      assert.equal(lawPreview(other), undefined);
  });

  it("lists what it would change, in both languages, over provisions that are known", () => {
    const changes = bill?.changes ?? [];
    assert.deepEqual(
      changes.map(({ id }) => id),
      [
        "statistics-and-ai",
        "processor-duties",
        "breach-simplified",
        "surcharge",
        "biometric",
        "guardian-under-16",
        "improper-use",
        "penalties",
      ],
    );
    for (const { says, touches } of changes) {
      assert.match(says.ja, /[ぁ-ん一-龠]/);
      assert.match(says.en, /^[a-z].*[^.]$/);
      for (const article of touches) assert.ok(article in PROVISIONS, article);
    }
    assert.deepEqual(
      changes.filter(({ direction }) => direction === "looser").map(({ id }) => id),
      ["statistics-and-ai", "breach-simplified"],
    );
    assert.deepEqual(
      changes.filter(({ touches }) => touches.length === 0).map(({ id }) => id),
      ["penalties"],
      "penalties alone touch nothing that is cited",
    );
    assert.equal(changes.find(({ id }) => id === "statistics-and-ai")?.billArticle, "30-2, 31-3");
  });
});

describe("countries that article 28 treats as Japan", () => {
  it("are those of the EEA and the United Kingdom, from 23 January 2019", () => {
    for (const country of [...AREA, "GB"]) {
      assert.equal(isDesignated(country, midnightInJapan("2019-01-22").epochMilliseconds), false, country);
      assert.equal(isDesignated(country, midnightInJapan("2019-01-23").epochMilliseconds), true, country);
      assert.equal(isDesignated(country, midnightInJapan("2026-11-22").epochMilliseconds), true, country);
    }
    assert.deepEqual(DESIGNATIONS.map(({ country }) => country).sort(), [...AREA, "GB"].sort());
  });

  for (const country of ["KR", "TW", "CN", "US", "US-GU", "GU", "CH", "HK", "SG", "EU", "UK", "gb", "", "US-CA"]) {
    it(`are not: ${country === "" ? "an empty text" : country}`, () => {
      assert.equal(isDesignated(country, midnightInJapan("2026-11-22").epochMilliseconds), false);
    });
  }

  it("are meant with their regions", () => {
    for (const region of ["GB-SCT", "FR-75", "DE-BE"])
      assert.equal(isDesignated(region, midnightInJapan("2026-11-22").epochMilliseconds), true, region);
    assert.equal(isDesignated("GB-SCT", midnightInJapan("2019-01-22").epochMilliseconds), false);
    assert.deepEqual([stateOf("US-GU"), stateOf("GB-SCT"), stateOf("KR")], ["US", "GB", "KR"]);
  });

  it("do not hold Japan itself, which is no foreign country", () => {
    assert.equal(isDesignated("JP", midnightInJapan("2026-11-22").epochMilliseconds), false);
  });

  it("are written as ISO 3166 writes them", () => {
    for (const country of ["JP", "KR", "US-GU", "GB-SCT", ...AREA]) assert.match(country, COUNTRY_PATTERN);
    for (const other of ["Japan", "jp", "JPN", "US_GU", "US-", "US-GUAM", "JP\n", ""])
      assert.doesNotMatch(other, COUNTRY_PATTERN);
  });
});

describe("records that the Act asks for", () => {
  it("are kept for three years from their making", () => {
    for (const basis of [
      "consent",
      "opt-out",
      "receipt",
      "receipt-by-consent",
      "receipt-by-opt-out",
      "receipt-as-personal",
      "personal-related",
    ] as const) {
      assert.deepEqual(recordForm(basis).kept, { period: "P3Y", from: "creation" });
    }
  });

  it("of provision hold the consent, or for an opt-out the date (29, rule 20)", () => {
    assert.deepEqual([recordForm("consent").article, recordForm("opt-out").article], ["29(1)", "29(1)"]);
    assert.deepEqual(recordForm("consent").matters, ["consent", "recipient", "principal", "items"]);
    assert.deepEqual(recordForm("opt-out").matters, ["date", "recipient", "principal", "items"]);
  });

  it("of receipt hold how the provider came by it, and more by the way it came (30, rule 24)", () => {
    const { article, matters } = recordForm("receipt");
    assert.deepEqual([article, matters], ["30(3)", ["provider", "background", "principal", "items"]]);
    assert.deepEqual(recordForm("receipt-by-consent").matters, ["consent", ...matters]);
    assert.deepEqual(recordForm("receipt-by-opt-out").matters, ["date", ...matters, "publication"]);
    assert.deepEqual(recordForm("receipt-as-personal").matters, ["consent", "provider", "principal", "items"]);
  });

  it("of personal-related information do not hold the person (31, rule 28)", () => {
    const { article, matters } = recordForm("personal-related");
    assert.deepEqual([article, matters], ["31(3)", ["consent", "date", "recipient", "items"]]);
  });
});

describe("matters and kinds that the Act lists", () => {
  it("are five for shared use (27(5)(iii)), each with its words", () => {
    assert.deepEqual(SHARED_USE_MATTERS, ["fact", "items", "users", "purposes", "responsible"]);
    assert.deepEqual(Object.keys(SHARED_USE_MATTER_WORDS), [...SHARED_USE_MATTERS]);
  });

  it("are three before consent to foreign provision (28(2), rule 17)", () => {
    assert.deepEqual(FOREIGN_INFORMATION, ["country", "regime", "measures"]);
  });

  it("are eleven kinds of special care: six of 2(3) and five of Cabinet Order 2", () => {
    assert.equal(Object.keys(SPECIAL_CARE_KINDS).length, 11);
    assert.ok(!("nationality" in SPECIAL_CARE_KINDS) && !("finances" in SPECIAL_CARE_KINDS));
  });

  it("are five forms in which data may stand, each with its words", () => {
    assert.deepEqual(FORMS, ["personal", "pseudonymous", "anonymous", "personal-related", "statistics"]);
    assert.deepEqual(Object.keys(FORM_WORDS), [...FORMS]);
  });

  it("have words in both languages", () => {
    for (const table of [SHARED_USE_MATTER_WORDS, SPECIAL_CARE_KINDS, FORM_WORDS]) {
      for (const { ja, en } of Object.values(table)) {
        assert.match(ja, /[ぁ-んァ-ヶ一-龠]/);
        assert.match(en, /^[a-z][a-z, '-]+$/);
      }
    }
  });
});
