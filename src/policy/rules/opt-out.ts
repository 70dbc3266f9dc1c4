import {
  missingOptOutMatters,
  OPT_OUT_MATTERS,
  type OptOutMatterName,
  STATED_OPT_OUT_MATTERS,
} from "../../law/index.ts";
import { legalPerson, type Policy } from "../expand.ts";
import { type CheckRule, inOurLanguages, listOf } from "./rule.ts";
import { surveyOf } from "./survey.ts";

const specialCareOptOut: CheckRule = {
  id: "special-care-opt-out",
  severity: "law",
  article: "27(2)",
  message: {
    ja: "提供先「{name}」はオプトアウトとされていますが、要配慮個人情報（{what}）を含みます。オプトアウトでは提供できません。同意を得るか、外してください。",
    en: "“{name}” is an opt-out recipient, and its data includes special care-required information ({what}). That never leaves by opt-out: obtain consent, or take it out.",
  },
  *find(source, policy) {
    const { specialCare } = surveyOf(policy);
    const mirrors = Object.keys(source.mirrors);
    for (const [id, recipient] of Object.entries(policy.recipients)) {
      const what = isOptOut(recipient) ? specialCare(recipient.items, recipient.people) : [];
      if (what.length === 0) continue;
      // What a mirror made stands nowhere but in the mirror.
      const mirror = Object.hasOwn(source.recipients, id) ? undefined : mirrors.find((one) => id.startsWith(`${one}.`));
      yield {
        path: mirror === undefined ? ["recipients", id] : ["mirrors", mirror],
        clause: recipient.clause,
        values: { name: inOurLanguages(recipient.name), what: listOf(what) },
      };
    }
  },
};

const optOutWithoutFiling: CheckRule = {
  id: "opt-out-without-filing",
  severity: "law",
  article: "27(2)",
  message: {
    ja: "提供先「{name}」はオプトアウトとして公表されていますが、個人情報保護委員会への届出がありません。届け出て filing を書くか、同意など別の根拠で提供してください。",
    en: "“{name}” is published as an opt-out recipient without a filing with the Commission. File it and write the filing here, or provide on another basis such as consent.",
  },
  *find(source) {
    for (const [id, recipient] of Object.entries(source.recipients)) {
      const read = recipient.reading.routes.some((route) => route.route === "opt-out" && route.filing === undefined);
      const published = recipient.published.routes.includes("opt-out") && recipient.published.filing === undefined;
      if (read || published) {
        yield { path: ["recipients", id], clause: recipient.clause, values: { name: inOurLanguages(recipient.name) } };
      }
    }
  },
};

function isOptOut(recipient: Policy["recipients"][string]): boolean {
  return (
    recipient.published.routes.includes("opt-out") ||
    recipient.reading.routes.some((route) => route.route === "opt-out")
  );
}

const optOutMatters: CheckRule = {
  id: "opt-out-matters",
  severity: "law",
  article: "27(2)",
  message: {
    ja: "オプトアウトの提供先「{name}」について、{matters}がありません。提供の前に、本人に通知するか容易に知り得る状態に置き、委員会に届け出てください。",
    en: "Of the opt-out recipient “{name}” the policy does not say {matters}. Notify it or make it easily knowable, and file it with the Commission, before anything is provided.",
  },
  *find(source, policy) {
    for (const [id, recipient] of Object.entries(source.recipients)) {
      if (!recipient.published.routes.includes("opt-out")) continue;
      const missing = missingOptOutMatters(statedMatters(policy, recipient));
      if (missing.length === 0) continue;
      const matters = listOf(missing.map((matter) => OPT_OUT_MATTERS[matter].says));
      yield {
        path: ["recipients", id, "published"],
        clause: recipient.clause,
        values: { name: inOurLanguages(recipient.name), matters },
      };
    }
  },
};

/** What the policy states of the nine matters: who provides from the operators, the day from the filing, the rest in words. */
function statedMatters(policy: Policy, recipient: Policy["recipients"][string]): Set<OptOutMatterName> {
  const { operators, purposes, items, published } = recipient;
  const companies = operators.map((operator) => policy.operators[legalPerson(policy, operator)]);
  const stated = new Set<OptOutMatterName>(
    STATED_OPT_OUT_MATTERS.filter(
      (matter) => published.matters?.[matter] !== undefined || published.stated?.[matter] !== undefined,
    ),
  );
  if (companies.every((one) => one?.address !== undefined && one.representative !== undefined)) stated.add("provider");
  if (purposes.some((id) => policy.purposes[id] !== undefined)) stated.add("purpose");
  if (items.length > 0) stated.add("items");
  if (published.filing !== undefined) stated.add("start");
  return stated;
}

const optOutOwnPublication: CheckRule = {
  id: "opt-out-own-publication",
  severity: "law",
  article: "R14",
  message: {
    ja: "オプトアウトの提供先「{name}」の届出事項を、自社で公表した日がありません。委員会の公表後すみやかに自らも公表し、その日を filing の publishedOn に書いてください。",
    en: "Nothing says on which day the matters filed for the opt-out recipient “{name}” were published by the operator itself. Publish them promptly after the Commission has, and write the day as `publishedOn` of the filing.",
  },
  *find(source) {
    for (const [id, recipient] of Object.entries(source.recipients)) {
      const filings = [
        recipient.published.filing,
        ...recipient.reading.routes.map((route) => (route.route === "opt-out" ? route.filing : undefined)),
      ].filter((filing) => filing !== undefined);
      if (filings.length === 0 || filings.some(({ publishedOn }) => publishedOn !== undefined)) continue;
      yield { path: ["recipients", id], clause: recipient.clause, values: { name: inOurLanguages(recipient.name) } };
    }
  },
};

const optOutReadOtherwise: CheckRule = {
  id: "opt-out-read-otherwise",
  severity: "advice",
  article: "27(2)",
  message: {
    ja: "提供先「{name}」は、オプトアウトで提供すると公表されていますが、実際には別の方法で扱うと読んでいます。本人が知る手続と違うので、公表する文を実際の方法に合わせてください。",
    en: "“{name}” is published as an opt-out recipient and read as something else. People are told of a procedure that is not followed: publish what is done.",
  },
  *find(source) {
    for (const [id, { name, clause, published, reading }] of Object.entries(source.recipients)) {
      if (!published.routes.includes("opt-out") || published.routes.length > 1) continue;
      if (reading.routes.length === 0 || reading.routes.some(({ route }) => route === "opt-out")) continue;
      yield { path: ["recipients", id, "reading"], clause, values: { name: inOurLanguages(name) } };
    }
  },
};

export const OPT_OUT_RULES: readonly CheckRule[] = [
  specialCareOptOut,
  optOutWithoutFiling,
  optOutMatters,
  optOutOwnPublication,
  optOutReadOtherwise,
];
