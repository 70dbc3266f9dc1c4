import {
  missingOptOutMatters,
  OPT_OUT_MATTERS,
  type OptOutMatterName,
  STATED_OPT_OUT_MATTERS,
} from "../../law/index.ts";
import type { Words } from "../../wire/index.ts";
import { legalPerson, type Policy } from "../expand.ts";
import type { PolicySource } from "../parse.ts";
import type { Filing } from "../schema.ts";
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
    ja: "提供先「{name}」にはオプトアウトで提供するとありますが、{path} に個人情報保護委員会への届出がありません{though}。届け出たうえで、番号（number）・届け出た日（on）・提供を始める日（starts）をそこに書くか、同意など別の根拠で提供してください。",
    en: "“{name}” receives data by opt-out, and there is no filing with the Commission at `{path}`{though}. File it, and write its number, the day of filing (`on`) and the first day of provision (`starts`) there; or provide on another basis such as consent.",
  },
  *find(source) {
    for (const [id, { name, clause, published, reading }] of Object.entries(source.recipients)) {
      if (published.filing !== undefined) continue;
      const read = reading.routes.findIndex((one) => one.route === "opt-out");
      const own = ownFilings(reading);
      const isPublished = published.routes.includes("opt-out");
      if (!isPublished && (read < 0 || own.length > 0)) continue;
      const path = isPublished ? ["recipients", id, "published"] : ["recipients", id, "reading", "routes", read];
      yield {
        path,
        clause,
        values: {
          name: inOurLanguages(name),
          path: isPublished ? `recipients.${id}.published.filing` : `recipients.${id}.reading.routes[${read}].filing`,
          though: isPublished && own.length > 0 ? READ_ALONE : { ja: "", en: "" },
        },
      };
    }
  },
};

const READ_ALONE: Words = {
  ja: "（reading にだけあります。公表したのなら、そこへ移せば reading もそれで読みます）",
  en: " (`reading` alone has one: where it was published, move it, and `reading` goes by it)",
};

type Reading = PolicySource["recipients"][string]["reading"];

/** The filings that a reading has beside what was published. */
function ownFilings({ routes }: Reading): { readonly filing: Filing; readonly index: number }[] {
  return routes.flatMap((one, index) =>
    one.route === "opt-out" && one.filing !== undefined ? [{ filing: one.filing, index }] : [],
  );
}

/** The filings of readings that stand beside a published one. */
function* filedTwice({ recipients }: PolicySource) {
  for (const [id, { name, clause, published, reading }] of Object.entries(recipients)) {
    if (published.filing === undefined) continue;
    for (const { filing, index } of ownFilings(reading)) {
      const differing = FILING_KEYS.filter((key) => filing[key] !== published.filing?.[key]);
      const path = ["recipients", id, "reading", "routes", index, "filing"];
      yield { path, clause, name: inOurLanguages(name), published: published.filing, filing, differing };
    }
  }
}

const FILING_KEYS = ["number", "on", "starts", "publishedOn"] as const;

const optOutFilingDiffers: CheckRule = {
  id: "opt-out-filing-differs",
  severity: "law",
  article: "27(2)",
  message: {
    ja: "提供先「{name}」の届出が、公表（published）と読み方（reading）とで違います（{what}）。判断は reading のものに従うので、公表したとおりには動きません。正しいほうを published に書き、reading の filing を消してください。",
    en: "The filing for “{name}” is one thing as published and another as read ({what}). Decisions go by the reading, and so not by what people were told. Write the right one under `published`, and take `filing` out of `reading`.",
  },
  *find(source) {
    for (const { path, clause, name, published, filing, differing } of filedTwice(source)) {
      if (differing.length === 0) continue;
      const what = differing.map((key) => `${key}: ${published[key] ?? "–"} / ${filing[key] ?? "–"}`).join(", ");
      yield { path, clause, values: { name, what } };
    }
  },
};

const optOutFilingRepeated: CheckRule = {
  id: "opt-out-filing-repeated",
  severity: "advice",
  article: "27(2)",
  message: {
    ja: "提供先「{name}」の届出が、published と reading の両方に書かれています。いずれ片方だけが直されるので、reading の filing を消してください。公表した届出で読みます。",
    en: "The filing for “{name}” stands under `published` and again under `reading`, where one day only one of them will be changed. Take it out of `reading`, which goes by the published one.",
  },
  *find(source) {
    for (const { path, clause, name, differing } of filedTwice(source)) {
      if (differing.length === 0) yield { path, clause, values: { name } };
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
      const filings = filingsOf(recipient).map(({ filing }) => filing);
      if (filings.length === 0 || filings.some(({ publishedOn }) => publishedOn !== undefined)) continue;
      yield { path: ["recipients", id], clause: recipient.clause, values: { name: inOurLanguages(recipient.name) } };
    }
  },
};

/** Every filing that a recipient has, each with the path to it. */
function filingsOf({ published, reading }: PolicySource["recipients"][string]) {
  const read = ownFilings(reading).map(({ filing, index }) => ({
    filing,
    path: ["reading", "routes", index, "filing"],
  }));
  return published.filing === undefined ? read : [{ filing: published.filing, path: ["published", "filing"] }, ...read];
}

const optOutPublicationDay: CheckRule = {
  id: "opt-out-publication-day",
  severity: "advice",
  article: "R14",
  message: {
    ja: "提供先「{name}」の届出事項を自社で公表した日（publishedOn）は {day} とありますが、{why}。届け出て、委員会の公表後すみやかに自らも公表し、それから提供を始めます。日付を確かめて直してください。",
    en: "The matters filed for “{name}” were published by the operator itself on {day} (`publishedOn`), it says, {why}. First comes the filing, then the Commission's publication and promptly your own, then the first provision: mend the day.",
  },
  *find(source, _policy, { on: today }) {
    for (const [id, recipient] of Object.entries(source.recipients)) {
      for (const { filing, path } of filingsOf(recipient)) {
        const { on, starts, publishedOn: day } = filing;
        if (day === undefined) continue;
        const why =
          day < on ? beforeFiling(on) : day > starts ? afterStart(starts) : day > today ? STILL_TO_COME : null;
        if (why === null) continue;
        yield {
          path: ["recipients", id, ...path, "publishedOn"],
          clause: recipient.clause,
          values: { name: inOurLanguages(recipient.name), day, why },
        };
      }
    }
  },
};

function beforeFiling(on: string): Words {
  return { ja: `届け出た日（on、${on}）より前です`, en: `before the day of filing (on: ${on})` };
}

function afterStart(starts: string): Words {
  return {
    ja: `提供を始める日（starts、${starts}）より後です`,
    en: `after the first day of provision (starts: ${starts})`,
  };
}

const STILL_TO_COME: Words = { ja: "まだ来ていない日です", en: "a day that is still to come" };

const optOutStopUnpromised: CheckRule = {
  id: "opt-out-stop-unpromised",
  severity: "advice",
  article: "27(2)",
  message: {
    ja: "オプトアウトの提供先（{names}）がありますが、求めに応じて提供を停止するという約束を、commitments の stop-provision が示していません。それを述べる条項を公表し、stop-provision で示してください。",
    en: "Data is provided by opt-out ({names}), and no `stop-provision` under `commitments` says which clause promises to stop when the person asks. Publish such a clause, and name it there.",
  },
  *find(source) {
    if (source.commitments["stop-provision"] !== undefined) return;
    const optOuts = Object.entries(source.recipients).filter(([, recipient]) => isOptOut(recipient));
    const [first] = optOuts;
    if (first === undefined) return;
    const names = listOf(optOuts.map(([, { name }]) => inOurLanguages(name)));
    yield { path: ["recipients", first[0]], clause: first[1].clause, values: { names } };
  },
};

const optOutChangedUntold: CheckRule = {
  id: "opt-out-changed-untold",
  severity: "advice",
  article: "27(3)",
  message: {
    ja: "ポリシーの変更は公表して知らせるとしていますが、オプトアウトの提供先（{names}）があります。項目・取得と提供の方法・求めを受け付ける方法・更新の方法・開始予定日を変えるときは、あらかじめ本人に通知するか容易に知り得る状態に置き、委員会に届け出なければなりません。前もって知らせると条項に書き、notice を beforehand にしてください。",
    en: "Changes of the policy are told by publishing it, and there is an opt-out ({names}). Before its items, its ways of acquisition, provision, asking or update, or its first day change, people must be notified or able to know it easily, and the change be filed. Promise in the clause to tell beforehand, and write `notice: beforehand`.",
  },
  *find(source) {
    const { changes } = source.policy;
    // `none` is told of by change-without-notice.
    if (changes?.notice !== "published") return;
    const names = Object.values(source.recipients).filter(isOptOut);
    if (names.length === 0) return;
    yield {
      path: ["policy", "changes"],
      clause: changes.clause,
      values: { names: listOf(names.map(({ name }) => inOurLanguages(name))) },
    };
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
  optOutFilingDiffers,
  optOutFilingRepeated,
  optOutMatters,
  optOutOwnPublication,
  optOutPublicationDay,
  optOutStopUnpromised,
  optOutChangedUntold,
  optOutReadOtherwise,
];
