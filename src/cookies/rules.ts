import { PROVISIONS } from "../law/index.ts";
import { type CheckRule, inOurLanguages, listOf, type PolicySource, sectionOf } from "../policy/index.ts";
import { longDate } from "../web/index.ts";
import type { Words } from "../wire/index.ts";
import { presentName } from "./recipient-names.ts";
import { type Cookies, COOKIES } from "./section.ts";

/*
 * Cookies and other transmissions from a reader's device. Since 16 June 2023 three matters of each are owed where the service is one
 * that the Telecommunications Business Act reaches, but of what showing the page needs; which services it reaches is a human's to say.
 */

const RULES_SINCE = PROVISIONS["Telecom 27-12"].from;

const MATTERS = [
  { key: "sends", says: { ja: "送信される情報（sends）", en: "what is sent (sends)" } },
  { key: "recipient", says: { ja: "送信先の名称（recipient）", en: "who receives it (recipient)" } },
  { key: "purpose", says: { ja: "利用目的（purpose）", en: "what it is used for (purpose)" } },
] as const satisfies readonly { readonly key: keyof Transmission; readonly says: Words }[];

const transmissionMatters: CheckRule = {
  id: "transmission-matters",
  severity: "law",
  article: "Telecom 27-12",
  message: {
    ja: "「{name}」に、{matters}がありません。外部送信の規律が及ぶサイトなら、利用者が容易に知り得るようにしなければなりません。書き足してください。",
    en: "“{name}” lacks {matters}. On a site that the rules on external transmission reach, readers must be able to know it easily. Add it.",
  },
  *find(source, _policy, { on }) {
    if (on < RULES_SINCE) return;
    for (const { id, transmission } of transmissions(source)) {
      const missing = MATTERS.filter(({ key }) => transmission[key] === undefined);
      if (transmission.kind === "function" || missing.length === 0) continue;
      yield {
        path: ["cookies", "transmissions", id],
        clause: transmission.clause,
        values: { name: inOurLanguages(transmission.name), matters: listOf(missing.map(({ says }) => says)) },
      };
    }
  },
};

const transmissionVague: CheckRule = {
  id: "transmission-vague",
  severity: "advice",
  article: "Telecom 27-12",
  message: {
    ja: "「{name}」が送る情報の書き方があいまいです（「{vague}」）。外部送信の規律が及ぶサイトなら、「など」で済ませず、送られる情報をすべて具体的に書いてください。",
    en: "What “{name}” sends is left open (“{vague}”). On a site that the rules on external transmission reach, say all that is sent, concretely and without “and the like”.",
  },
  *find(source, _policy, { on }) {
    if (on < RULES_SINCE) return;
    for (const { id, transmission } of transmissions(source)) {
      const texts = Object.entries(transmission.sends ?? {});
      const vague = Object.fromEntries(texts.flatMap(([language, words]) => openEnd(language, words)));
      if (transmission.kind === "function" || Object.keys(vague).length === 0) continue;
      yield {
        path: ["cookies", "transmissions", id, "sends"],
        clause: transmission.clause,
        values: { name: inOurLanguages(transmission.name), vague: inOurLanguages(vague) },
      };
    }
  },
};

const notMatchedClaim: CheckRule = {
  id: "advertising-not-matched-claim",
  severity: "policy",
  article: "31(1)",
  message: {
    ja: "個人とは結びつかないと述べていますが、閲覧履歴を外部に送っています（{names}）。受け取る側が会員などの個人データと結びつけると想定されるなら、本人の同意の確認が要ります。送信先に確かめ、文を改めてください。",
    en: "The policy says that nothing is linked to people, yet browsing history goes out ({names}). Where a receiver is expected to match it with its members or other people, their consent must be confirmed. Find out what each receiver does, and mend the words.",
  },
  *find(source) {
    const matched = sectionOf(source, COOKIES)?.matchedToPeople;
    const names = advertising(source).map(({ transmission }) => inOurLanguages(transmission.name));
    if (matched?.claim !== false || names.length === 0) return;
    yield { path: ["cookies", "matchedToPeople"], clause: matched.clause, values: { names: listOf(names) } };
  },
};

const matchingUnsaid: CheckRule = {
  id: "matching-unsaid",
  severity: "advice",
  article: "31(1)",
  message: {
    ja: "広告のために閲覧履歴を送っていますが（{names}）、個人と結びつけるかどうかが書かれていません。ポリシーに書き、matchedToPeople で示してください。",
    en: "What was browsed is sent for advertising ({names}), and nothing says whether it is matched to people. Say so in the policy, and point to the clause with `matchedToPeople`.",
  },
  *find(source) {
    const cookies = sectionOf(source, COOKIES);
    const names = advertising(source).map(({ transmission }) => inOurLanguages(transmission.name));
    if (cookies === undefined || cookies.matchedToPeople !== undefined || names.length === 0) return;
    yield { path: ["cookies"], clause: cookies.clause, values: { names: listOf(names) } };
  },
};

const outdatedRecipientName: CheckRule = {
  id: "outdated-recipient-name",
  severity: "advice",
  message: {
    ja: "送信先「{recipient}」は、いまの名称ではありません。{since}からは「{now}」です。書き改めてください。",
    en: "“{recipient}” is not what the company that receives this is called now: since {since} it is “{now}”. Bring the name up to date.",
  },
  *find(source, _policy, { on }) {
    for (const { id, transmission } of transmissions(source)) {
      const names = Object.values(transmission.recipient ?? {}).flatMap((name) => presentName(name, on) ?? []);
      if (names[0] === undefined) continue;
      const { now, since } = names[0];
      yield {
        path: ["cookies", "transmissions", id, "recipient"],
        clause: transmission.clause,
        values: {
          recipient: inOurLanguages(transmission.recipient),
          now,
          since: { ja: longDate(since, "ja"), en: longDate(since, "en") },
        },
      };
    }
  },
};

const transmissionWithoutOptOut: CheckRule = {
  id: "transmission-without-opt-out",
  severity: "advice",
  message: {
    ja: "「{name}」を止める方法への案内がありません。送信先の停止のページがあれば、optOut に URL を書いてください。",
    en: "Nothing shows readers where to stop “{name}”. Where the receiver has a page for it, write its address as `optOut`.",
  },
  *find(source) {
    for (const { id, transmission } of advertising(source)) {
      if (transmission.optOut !== undefined) continue;
      yield {
        path: ["cookies", "transmissions", id],
        clause: transmission.clause,
        values: { name: inOurLanguages(transmission.name) },
      };
    }
  },
};

const recipientPolicyMissing: CheckRule = {
  id: "recipient-policy-missing",
  severity: "advice",
  message: {
    ja: "「{name}」の送信先のポリシーへの案内がありません。受け取った側の使い方が分かるよう、policy に URL を書いてください。",
    en: "Nothing leads readers to the policy of who receives “{name}”. Write its address as `policy`, so that they can see how it is used there.",
  },
  *find(source) {
    for (const { id, transmission } of transmissions(source)) {
      if (transmission.kind === "function" || transmission.policy !== undefined) continue;
      yield {
        path: ["cookies", "transmissions", id],
        clause: transmission.clause,
        values: { name: inOurLanguages(transmission.name) },
      };
    }
  },
};

const refusalMissing: CheckRule = {
  id: "refusal-missing",
  severity: "advice",
  message: {
    ja: "クッキーなどを断る方法が書かれていません。ブラウザーの設定、同意の表示、停止のページのどれで断れるかを、ポリシーと refusal に書いてください。",
    en: "Nothing says how readers refuse cookies and the like. Say in the policy, and under `refusal`, whether by the browser, by a banner or on a page for it.",
  },
  *find(source) {
    const cookies = sectionOf(source, COOKIES);
    if (cookies === undefined || cookies.refusal !== undefined) return;
    if (transmissions(source).every(({ transmission }) => transmission.kind === "function")) return;
    yield { path: ["cookies"], clause: cookies.clause };
  },
};

export const COOKIE_RULES: readonly CheckRule[] = [
  transmissionMatters,
  transmissionVague,
  notMatchedClaim,
  matchingUnsaid,
  outdatedRecipientName,
  transmissionWithoutOptOut,
  recipientPolicyMissing,
  refusalMissing,
];

type Transmission = Cookies["transmissions"][string];

/** Words that leave a list open. */
const OPEN_ENDED = /(?:など|(?<![均同平対])等(?!しい|級|分)|\betc\b\.?|and the like|and so on|and others)/i;

function openEnd(language: string, words: string): [string, string][] {
  const found = OPEN_ENDED.exec(words)?.[0];
  return found === undefined ? [] : [[language, found]];
}

function transmissions(source: PolicySource): { readonly id: string; readonly transmission: Transmission }[] {
  return Object.entries(sectionOf(source, COOKIES)?.transmissions ?? {}).map(([id, transmission]) => ({
    id,
    transmission,
  }));
}

function advertising(source: PolicySource): { readonly id: string; readonly transmission: Transmission }[] {
  return transmissions(source).filter(({ transmission }) => transmission.kind === "advertising");
}
