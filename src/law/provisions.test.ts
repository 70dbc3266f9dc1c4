import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Article, citation, EXCEPTIONS, exceptionOf, isArticle, PROVISIONS } from "./index.ts";

const ARTICLES = Object.keys(PROVISIONS).filter(isArticle);

describe("every provision that a decision cites", () => {
  for (const article of ARTICLES) {
    const provision: (typeof PROVISIONS)[Article] & { to?: string } = PROVISIONS[article];

    it(`${article} says what it is, in both languages, from where and since when`, () => {
      assert.equal(provision.article, article);
      assert.match(provision.says.ja, /[ぁ-ん一-龠]/);
      assert.match(provision.says.en, /^[a-zA-Z].*[^.\s]$/);
      assert.ok(provision.source.trim().length > 10);
      assert.ok(["L", "G", "S", "K"].includes(provision.evidence));
      assert.equal(Temporal.PlainDate.from(provision.from, { overflow: "reject" }).toString(), provision.from);
      if (provision.to !== undefined) assert.ok(provision.to > provision.from);
    });
  }

  it("of the Act names its article as the source, and the rest a section of the Guidelines", () => {
    for (const article of ARTICLES) {
      const { source, evidence } = PROVISIONS[article];
      if (article === "Telecom 27-12") {
        assert.deepEqual(
          [source, evidence],
          ["Telecommunications Business Act (Act No. 86 of 1984), article 27-12", "S"],
        );
      } else if (/^\d/.test(article))
        assert.deepEqual([source.endsWith(`, article ${article}`), evidence], [true, "L"]);
      else assert.match(source, /^PPC Guidelines \(.+\), [A-Z][a-z]+ \d{4}, \d+(?:-\d+)*$/);
      const section = /^(General|Foreign|Processed) (.+)$/.exec(article);
      if (section !== null) {
        const guide = { General: "General)", Foreign: "Provision to", Processed: "Pseudonymously" }[section[1] ?? ""];
        assert.ok(source.startsWith(`PPC Guidelines (${guide}`), source);
        assert.ok(source.endsWith(`, ${section[2]}`));
      }
    }
  });

  it("stands in the form of the revision of 2020, in force from 1 April 2022; of another Act, in its own", () => {
    const others = ARTICLES.filter((article) => PROVISIONS[article].from !== "2022-04-01");
    assert.deepEqual(
      others.map((article) => [article, PROVISIONS[article].from]),
      [["Telecom 27-12", "2023-06-16"]],
    );
  });

  it("places what is easily looked up in the wrong section", () => {
    const at = (article: Article): string => PROVISIONS[article].source;
    assert.match(at("General 2-8"), /General.+, 2-8$/, "statistics stand in a note on personal-related information");
    assert.match(at("General 3-6-1"), /General.+, 3-6-1$/, "within one business is no provision to a third party");
    assert.match(at("General 3-1-3"), /General.+, 3-1-3$/, "contact to ask for consent is within the purpose");
    assert.match(at("General 3-3-2"), /General.+, 3-3-2$/, "special care given by the person directly");
    assert.match(at("Foreign 2"), /Foreign Country.+, 2$/, "foreign statutes");
    assert.match(at("R16"), /Foreign Country.+, 4$/, "equivalent measures");
    assert.match(at("R17"), /Foreign Country.+, 5$/, "information before consent");
    assert.match(at("R18"), /Foreign Country.+, 6$/, "what follows provision");
    assert.match(at("R8(2)"), /General.+, 3-5-3-4$/, "the limits of the final report");
    assert.match(at("CO10(i)"), /General.+, 3-8-1$/, "safeguards made knowable");
    assert.match(at("CO11"), /General.+, 3-8-3-1$/, "records not disclosed");
    assert.match(at("R29"), /General.+, 3-7-4-4$/, "keeping records of personal-related information");
    assert.match(at("Foreign 6-1"), /Foreign Country.+, 6-1$/, "about once a year");
  });

  it("is known by its citation, and nothing else is", () => {
    for (const other of ["", "27", "27(1)(viii)", "28(4)", "constructor", "R15", "General 9-9", "27(1)(II)"]) {
      assert.equal(isArticle(other), false);
    }
  });
});

describe("a citation as a reader writes it", () => {
  const written: readonly (readonly [article: Article, ja: string, en: string])[] = [
    ["19", "法第19条", "APPI Art. 19"],
    ["22", "法第22条", "APPI Art. 22"],
    ["2(1)", "法第2条第1項", "APPI Art. 2(1)"],
    ["35(5)", "法第35条第5項", "APPI Art. 35(5)"],
    ["18(3)(i)", "法第18条第3項第1号", "APPI Art. 18(3)(i)"],
    ["27(1)(ii)", "法第27条第1項第2号", "APPI Art. 27(1)(ii)"],
    ["27(1)(iv)", "法第27条第1項第4号", "APPI Art. 27(1)(iv)"],
    ["27(1)(vii)", "法第27条第1項第7号", "APPI Art. 27(1)(vii)"],
    ["27(5)(iii)", "法第27条第5項第3号", "APPI Art. 27(5)(iii)"],
    ["40(2)", "法第40条第2項", "APPI Art. 40(2)"],
    ["27(2)(viii)", "法第27条第2項第8号", "APPI Art. 27(2)(viii)"],
    ["R16", "規則第16条", "PPC Rules Art. 16"],
    ["R7(iv)", "規則第7条第4号", "PPC Rules Art. 7(iv)"],
    ["R8(2)", "規則第8条第2項", "PPC Rules Art. 8(2)"],
    ["CO5", "施行令第5条", "APPI Cabinet Order Art. 5"],
    ["CO10(iii)", "施行令第10条第3号", "APPI Cabinet Order Art. 10(iii)"],
    ["Processed 2-2-3-6", "ガイドライン（仮名加工情報・匿名加工情報編）2-2-3-6", "Guidelines (Processed) 2-2-3-6"],
    ["General 3-6-3", "ガイドライン（通則編）3-6-3", "Guidelines (General) 3-6-3"],
    ["Foreign 2", "ガイドライン（外国第三者提供編）2", "Guidelines (Foreign) 2"],
    ["Telecom 27-12", "電気通信事業法第27条の12", "Telecommunications Business Act Art. 27-12"],
  ];
  for (const [article, ja, en] of written) {
    it(`${article} is ${ja}`, () => assert.deepEqual(citation(article), { ja, en }));
  }

  it("is whole and its own for every article", () => {
    const all = ARTICLES.map((article) => citation(article));
    assert.equal(new Set(all.map(({ ja }) => ja)).size, ARTICLES.length);
    assert.equal(new Set(all.map(({ en }) => en)).size, ARTICLES.length);
    for (const { ja, en } of all) assert.ok(!/undefined|第0号|NaN/.test(ja + en), ja);
  });
});

describe("the exceptions of the Act", () => {
  const having = (what: "emergency" | "judgement" | "statute"): Article[] =>
    EXCEPTIONS.filter((exception) => exception[what]).map(({ article }) => article);

  it("are provisions that can be cited, each once, and every item of 18(3), 20(2) and 27(1) that is one", () => {
    const articles = EXCEPTIONS.map(({ article }) => article);
    assert.equal(new Set(articles).size, articles.length);
    assert.deepEqual(
      new Set(articles),
      new Set(ARTICLES.filter((article) => /^(18\(3\)|20\(2\)|27\(1\))\(/.test(article) || article === "21(4)")),
    );
  });

  it("lift what their article limits", () => {
    const lifts = { "18(3)": "purpose", "20(2)": "special-care", "21(4)": "notice", "27(1)": "provision" };
    for (const exception of EXCEPTIONS) {
      const paragraph = Object.entries(lifts).find(([start]) => exception.article.startsWith(start));
      assert.equal(exception.lifts, paragraph?.[1]);
    }
  });

  it("are an emergency in item (ii) alone", () => {
    assert.deepEqual(having("emergency"), ["18(3)(ii)", "20(2)(ii)", "27(1)(ii)"]);
  });

  it("need a human's judgement exactly where the Act ends them at an unjust infringement of rights", () => {
    assert.deepEqual(having("judgement"), [
      "18(3)(v)",
      "18(3)(vi)",
      "20(2)(v)",
      "20(2)(vi)",
      "27(1)(v)",
      "27(1)(vi)",
      "27(1)(vii)",
    ]);
  });

  it("are a statute in item (i) alone", () => {
    assert.deepEqual(having("statute"), ["18(3)(i)", "20(2)(i)", "27(1)(i)"]);
  });

  it("are found by their article, and by nothing else", () => {
    assert.equal(exceptionOf("27(1)(ii)")?.emergency, true);
    for (const other of ["27(1)", "27(1)(viii)", "", "toString"]) assert.equal(exceptionOf(other), undefined);
  });
});
