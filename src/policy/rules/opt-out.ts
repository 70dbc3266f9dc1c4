import { kindsOf, type Policy } from "../expand.ts";
import { type CheckRule, inOurLanguages, listOf } from "./rule.ts";

const specialCareOptOut: CheckRule = {
  id: "special-care-opt-out",
  severity: "law",
  article: "27(2)",
  message: {
    ja: "提供先「{name}」はオプトアウトとされていますが、要配慮個人情報（{what}）を含みます。オプトアウトでは提供できません。同意を得るか、外してください。",
    en: "“{name}” is an opt-out recipient, and its data includes special care-required information ({what}). That never leaves by opt-out: obtain consent, or take it out.",
  },
  *find(_source, policy) {
    for (const [id, recipient] of Object.entries(policy.recipients)) {
      if (!isOptOut(recipient)) continue;
      const items = recipient.items.filter((item) => policy.items[item]?.specialCare !== undefined);
      const people = recipient.people.filter((kind) =>
        kindsOf(policy, kind).some((one) => policy.people[one]?.specialCare !== undefined),
      );
      if (items.length + people.length === 0) continue;
      const names = [
        ...items.map((item) => policy.items[item]?.name),
        ...people.map((kind) => policy.people[kind]?.name),
      ];
      yield {
        path: ["recipients", id],
        clause: recipient.clause,
        values: { name: inOurLanguages(recipient.name), what: listOf(names.map((name) => inOurLanguages(name))) },
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
  *find(_source, policy) {
    for (const [id, recipient] of Object.entries(policy.recipients)) {
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

export const OPT_OUT_RULES: readonly CheckRule[] = [specialCareOptOut, optOutWithoutFiling];
