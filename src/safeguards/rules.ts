import {
  type CheckRule,
  inOurLanguages,
  kindsOf,
  legalPerson,
  listOf,
  type Policy,
  sectionOf,
} from "../policy/index.ts";
import type { Words } from "../wire/index.ts";
import { SAFEGUARD_AREAS, SAFEGUARDS } from "./section.ts";

/* What is made knowable of the measures that keep personal data safe: 23, 32(1)(iv) with CO10, General 3-8-1 and 10. */

const AREAS: Readonly<Record<(typeof SAFEGUARD_AREAS)[number], Words>> = {
  "basic-policy": { ja: "基本方針の策定", en: "a basic policy" },
  rules: { ja: "取扱いに係る規律の整備", en: "rules for handling data" },
  organisation: { ja: "組織的安全管理措置", en: "organisation" },
  people: { ja: "人的安全管理措置", en: "people" },
  premises: { ja: "物理的安全管理措置", en: "premises and devices" },
  technology: { ja: "技術的安全管理措置", en: "technology" },
  environment: { ja: "外的環境の把握", en: "the laws of the countries where data is handled" },
};

const safeguardsMissing: CheckRule = {
  id: "safeguards-missing",
  severity: "law",
  article: "CO10(i)",
  message: {
    ja: "個人データの安全管理のために講じた措置が書かれていません。safeguards の節に、通則編10の区分ごとに講じた措置を書いてください（支障を及ぼす詳細は除きます）。",
    en: "Nothing says what is done to keep personal data safe. Add a section `safeguards` with what is done in each part of General 10, without details that would harm security.",
  },
  *find(source, policy) {
    if (sectionOf(source, SAFEGUARDS) !== undefined || !handlesPeople(policy)) return;
    yield { path: ["policy"] };
  },
};

const safeguardAreasMissing: CheckRule = {
  id: "safeguard-areas-missing",
  severity: "law",
  article: "CO10(i)",
  message: {
    ja: "安全管理のために講じた措置に、次の区分がありません：{areas}（通則編10）。講じた措置の概要をポリシーに書き、measures に足してください。",
    en: "Nothing is said of these parts of General 10: {areas}. Say in the policy, in outline, what is done there, and add it to `measures`.",
  },
  *find(source, policy) {
    const safeguards = sectionOf(source, SAFEGUARDS);
    if (safeguards === undefined) return;
    const abroad = handledAbroad(policy).length > 0 || Object.keys(safeguards.countries ?? {}).length > 0;
    const missing = SAFEGUARD_AREAS.filter(
      (area) => safeguards.measures[area] === undefined && (area !== "environment" || abroad),
    );
    if (missing.length === 0) return;
    yield { path: ["safeguards", "measures"], values: { areas: listOf(missing.map((area) => AREAS[area])) } };
  },
};

const safeguardsNarrow: CheckRule = {
  id: "safeguards-narrow",
  severity: "law",
  article: "23",
  message: {
    ja: "公表された措置は{covered}の情報についてだけ述べていますが、ほかの方の情報も扱っています：{others}。すべての個人データに及ぶよう文を改め、people を外してください。",
    en: "The measures speak only of data of {covered}, and data of others is handled too: {others}. Make them reach all personal data, mend the words, and take out `people`.",
  },
  *find(source, policy) {
    const people = sectionOf(source, SAFEGUARDS)?.people;
    if (people === undefined) return;
    const others = Object.entries(policy.people).filter(
      ([kind, { items }]) => items.length > 0 && !kindsOf(policy, kind).some((one) => people.includes(one)),
    );
    if (others.length === 0) return;
    yield {
      path: ["safeguards", "people"],
      values: {
        covered:
          people.length === 0
            ? { ja: "だれでもない方", en: "nobody" }
            : listOf(people.map((kind) => inOurLanguages(policy.people[kind]?.name))),
        others: listOf(others.map(([, { name }]) => inOurLanguages(name))),
      },
    };
  },
};

const countriesUnpublished: CheckRule = {
  id: "countries-unpublished",
  severity: "law",
  article: "CO10(i)",
  message: {
    ja: "外国で個人データを扱っているのに、その国名と制度が書かれていません：{places}。国名を知らせ、その国の制度を踏まえて講じた措置を書いてください（通則編3-8-1、10-7）。countries に国ごとに regime を書きます。",
    en: "Data is handled abroad, and neither the country nor its regime is told: {places}. Name the country and say what is done in view of its law (General 3-8-1, 10-7): under `countries`, a `regime` for each.",
  },
  *find(source, policy) {
    const safeguards = sectionOf(source, SAFEGUARDS);
    if (safeguards === undefined) return;
    const untold = handledAbroad(policy).filter(({ country }) => !Object.hasOwn(safeguards.countries ?? {}, country));
    if (untold.length === 0) return;
    yield {
      path: ["safeguards", "countries"],
      clause: safeguards.measures.environment?.clause,
      values: { places: listOf(untold.map(placeOf)) },
    };
  },
};

const environmentWithoutCountry: CheckRule = {
  id: "environment-without-country",
  severity: "advice",
  article: "CO10(i)",
  message: {
    ja: "外国で扱うときの措置を述べていますが、どの国かが書かれていません。扱う国があれば countries に国ごとに regime を書き、日本国内だけで扱うなら countries: {} と書いてください。",
    en: "The measures speak of handling data abroad and name no country. Where there is one, write it under `countries` with its `regime`; where data is handled in Japan alone, write `countries: {}`.",
  },
  *find(source, policy) {
    const safeguards = sectionOf(source, SAFEGUARDS);
    const environment = safeguards?.measures.environment;
    if (environment === undefined || handledAbroad(policy).length > 0) return;
    if (safeguards?.countries !== undefined) return;
    yield { path: ["safeguards", "measures", "environment"], clause: environment.clause };
  },
};

const complaintsWindowMissing: CheckRule = {
  id: "complaints-window-missing",
  severity: "law",
  article: "CO10(ii)",
  message: {
    ja: "個人情報の取扱いに関する苦情の申出先が書かれていません。ポリシーに窓口を書き、safeguards の complaints でその条項を示してください。",
    en: "Nothing says where complaints about personal data go. Name a window in the policy, and point to the clause with `complaints` under `safeguards`.",
  },
  *find(source, policy) {
    const safeguards = sectionOf(source, SAFEGUARDS);
    if (safeguards?.complaints !== undefined || !handlesPeople(policy)) return;
    yield { path: [safeguards === undefined ? "policy" : "safeguards"] };
  },
};

const incidentsUnset: CheckRule = {
  id: "incidents-unset",
  severity: "advice",
  article: "26(1)",
  message: {
    ja: "漏えいやそのおそれに気づいた人が、だれに、いつまでに知らせるかが決められていません。委員会への速報は、どの部署が知ってもその日から概ね3～5日以内です。incidents に報告先と期限を書いてください（例：within: P1D）。",
    en: "Nothing says whom to tell, and how soon, of a leak or a sign of one. The first report to the Commission is due some three to five days after any department knows: write under `incidents` who is told and within what time, for example P1D.",
  },
  *find(source) {
    const safeguards = sectionOf(source, SAFEGUARDS);
    if (safeguards === undefined || safeguards.incidents !== undefined) return;
    yield { path: ["safeguards"], clause: safeguards.measures.organisation?.clause };
  },
};

/** The longest that the guide of General 3-5-3-3 leaves from any department's knowledge to the report, in days. */
const REPORT_DAYS = 5;

const incidentsLate: CheckRule = {
  id: "incidents-late",
  severity: "law",
  article: "General 3-5-3-3",
  message: {
    ja: "社内の報告の期限（{within}）では、委員会への速報に間に合いません。速報は、どの部署が知ってもその日から概ね3～5日以内です。P1D など、もっと短くしてください。",
    en: "With {within} to tell of a leak inside, the first report to the Commission comes late: it is due some three to five days after any department knows. Make it shorter, such as P1D.",
  },
  *find(source, _policy, { on }) {
    const within = sectionOf(source, SAFEGUARDS)?.incidents?.within;
    if (within === undefined) return;
    const days = Temporal.Duration.from(within).total({ unit: "days", relativeTo: Temporal.PlainDate.from(on) });
    if (days < REPORT_DAYS) return;
    yield { path: ["safeguards", "incidents", "within"], values: { within } };
  },
};

/** What the linter says of the measures that keep personal data safe. */
export const SAFEGUARD_RULES: readonly CheckRule[] = [
  safeguardsMissing,
  safeguardAreasMissing,
  safeguardsNarrow,
  countriesUnpublished,
  environmentWithoutCountry,
  complaintsWindowMissing,
  incidentsUnset,
  incidentsLate,
];

type Operator = Policy["operators"][string];

/** Where data is handled outside the home country of the legal person: by its own branches. Other companies publish their own. */
function handledAbroad(policy: Policy): Operator[] {
  return Object.entries(policy.operators)
    .filter(([id, { country }]) => country !== "JP" && country !== policy.operators[legalPerson(policy, id)]?.country)
    .map(([, operator]) => operator);
}

function placeOf({ name, country }: Operator): Words {
  const { ja, en } = inOurLanguages(name);
  return { ja: `${ja}（${country}）`, en: `${en} (${country})` };
}

function handlesPeople({ people }: Policy): boolean {
  return Object.values(people).some(({ items }) => items.length > 0);
}
