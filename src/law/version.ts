import { midnightInJapan } from "../wire/index.ts";
import type { Article } from "./citation.ts";
import type { Evidence } from "./provisions/provision.ts";

/** What a decision asks for under one version of the law and not under another. */
export interface LawRules {
  /** 28(2): what the person is told before consenting to provision abroad. */
  readonly foreignInformation: boolean;
  /** 28(3): equivalent measures abroad are checked again, and explained on request. */
  readonly foreignChecks: boolean;
  /** 31: provision of personal-related information. */
  readonly personalRelated: boolean;
  /** 2(5): pseudonymously processed information. */
  readonly pseudonymous: boolean;
}

/** A state of the law between two dates. A decision is taken under the law in force at its instant. */
export interface LawVersion {
  readonly id: string;
  readonly from: string;
  /** Changes of this version that a decision could see. */
  readonly source: string;
  /** Its text, or one that quotes it, was read. Where not, only what later texts say of it is left out. */
  readonly verified: boolean;
  readonly rules: LawRules;
}

const EVERY_RULE: LawRules = {
  foreignInformation: true,
  foreignChecks: true,
  personalRelated: true,
  pseudonymous: true,
};

/** What the Guidelines say came on 1 April 2022 [G], and the form that had no name before it. The rest of `SINCE_2022` is [K] and is asked for all the same. */
const BEFORE_2022: LawRules = {
  foreignInformation: false,
  foreignChecks: false,
  personalRelated: false,
  pseudonymous: false,
};

/** Ascending by date. */
export const LAW_VERSIONS: readonly LawVersion[] = [
  {
    id: "appi-2017-05-30",
    from: "2017-05-30",
    source: "Act No. 65 of 2015 in force: its text was not at hand, nor that of any version before September 2025 [K]",
    verified: false,
    rules: BEFORE_2022,
  },
  {
    id: "appi-2022-04-01",
    from: "2022-04-01",
    source: "Acts No. 44 of 2020 and No. 37 of 2021 (article 50) in force [G]",
    verified: true,
    rules: EVERY_RULE,
  },
  {
    id: "appi-2023-04-01",
    from: "2023-04-01",
    source: "Act No. 37 of 2021 (article 51) in force: local public bodies come under the Act [G]",
    verified: true,
    rules: EVERY_RULE,
  },
];

const STARTS = LAW_VERSIONS.map((version) => ({
  version,
  from: midnightInJapan(version.from).epochMilliseconds,
}));

/**
 * The law under which something at an instant (epoch milliseconds) is decided, or undefined before the first that is loaded.
 * A bill is never among them: `lawPreview`.
 */
export function lawAt(instant: number): LawVersion | undefined {
  for (let index = STARTS.length - 1; index >= 0; index -= 1) {
    const start = STARTS[index];
    if (start !== undefined && start.from <= instant) return start.version;
  }
  return undefined;
}

/** A rule that came with 1 April 2022: what a decision before that day would have had to leave out. */
export interface SinceTheRevision {
  /** As it is numbered since then; numbers before that day differ. */
  readonly articles: readonly Article[];
  readonly before: string;
  readonly evidence: Evidence;
}

/** What the version of 2017 did not have. G: the Guidelines state the day; K: common knowledge, the old text was not at hand. */
export const SINCE_2022: readonly SinceTheRevision[] = [
  {
    articles: ["28(2)", "R17"],
    before: "no information before consent to foreign provision; owed for consent asked from 2022-04-01 on",
    evidence: "G",
  },
  {
    articles: ["28(3)", "R18"],
    before: "no duty after providing under equivalent measures; owed for provision from 2022-04-01 on",
    evidence: "G",
  },
  {
    articles: ["2(7)", "31(1)", "31(2)", "31(3)"],
    before: "no rule on personal-related information; an equal consent given before counts since then",
    evidence: "G",
  },
  { articles: ["19"], before: "no ban on improper use", evidence: "K" },
  { articles: ["26(1)", "26(2)"], before: "report and notice of a breach were asked for, not owed", evidence: "K" },
  { articles: ["33(5)"], before: "records of provision were not disclosed to the person", evidence: "K" },
  { articles: ["33(1)"], before: "disclosure was on paper unless the person agreed to another way", evidence: "K" },
  { articles: ["16(4)"], before: "data to be erased within six months was not retained personal data", evidence: "K" },
  { articles: ["35(5)"], before: "a stop was owed only where the Act was broken", evidence: "K" },
  {
    articles: ["27(2)"],
    before: "data received by opt-out, or improperly acquired, could go on by opt-out",
    evidence: "K",
  },
  { articles: ["2(5)", "41(1)", "42(1)"], before: "no pseudonymously processed information", evidence: "K" },
  {
    articles: ["18(3)(v)", "18(3)(vi)", "20(2)(v)", "20(2)(vi)", "27(1)(v)", "27(1)(vi)", "27(1)(vii)"],
    before: "academic bodies were outside the chapter instead of having exceptions",
    evidence: "K",
  },
];
