import type { Route } from "../policy/index.ts";
import type { Words } from "../wire/index.ts";

export const WORDS = {
  navigation: { ja: "ポリシー", en: "Policy" },
  navigationSays: {
    ja: "個人情報を何に使い、だれに渡すのか。条項ごとに、その読み方もあわせて読めます。",
    en: "What personal data is used for and who receives it, clause by clause, with how each clause is read here.",
  },
  homeTitle: { ja: "約束を読む、たずねる、確かめる", en: "Read what is promised, ask, and see how it is kept" },
  homeLead: {
    ja: "プライバシーポリシーは約束の集まりです。ここでは、その約束を読み、使ってよいかを使う前にたずね、どの約束がどう守られているかを確かめられます。",
    en: "A privacy policy is a list of promises. Here you can read them, ask before data is used, and see which of them are kept by what.",
  },
  homePolicies: { ja: "ここにあるポリシー", en: "The policies here" },
  policiesTitle: { ja: "ポリシーの一覧", en: "The policies" },
  inForceFrom: { ja: "{date}から", en: "In force from {date}" },
  notYet: {
    ja: "この版はまだ効力がありません。{date}から使われます。",
    en: "This version is not in force yet. It applies from {date}.",
  },
  superseded: { ja: "この版はもう使われていません。", en: "This version is no longer in force." },
  toCurrent: { ja: "いまの版を読む", en: "Read the version in force" },
  prevailing: {
    ja: "言語によって意味が違うときは、{language}の文が優先します。",
    en: "Where the languages differ, the {language} text prevails.",
  },
  readingSays: {
    ja: "各条項の文が、公表されたものにあたります。「私たちの読み方」と、開いて読む「項目と理由」は、公表された文ではなく、その文をどう扱うかを理由とともに書き足したものです。",
    en: "The words of each clause stand for what was published. “Our reading”, and the items and reasons that open below a clause, are not part of it: they say how the clause is carried out here, and why.",
  },
  summary: { ja: "かいつまんで言うと", en: "In short" },
  who: { ja: "だれのポリシーか", en: "Whose policy this is" },
  whoGroup: {
    ja: "{publisher}と、グループの{count}社・支店",
    en: "{publisher}, and {count} companies and branches of its group",
  },
  whose: { ja: "だれの情報か", en: "Whose data it is about" },
  what: { ja: "何に使うか", en: "What for" },
  whatCount: {
    ja: "{count}の目的。それ以外に使うのは、あなたが同意したときか、法律が認めるときだけです。",
    en: "{count} purposes. It is used for anything else only if you agree, or where the law allows it.",
  },
  whom: { ja: "だれに渡すか", en: "Who else receives it" },
  whomCount: {
    ja: "{recipients}種類の相手に、条項にある条件で渡します。共同利用は{shared}つあります。",
    en: "{recipients} kinds of recipients, on the conditions that each clause states. There are {shared} shared uses.",
  },
  whatKept: { ja: "どんな情報か", en: "What is kept" },
  whomNobody: { ja: "だれにも渡しません。", en: "Nobody else receives it." },
  whomNames: { ja: "渡す相手の一覧", en: "All who may receive it" },
  stopMail: { ja: "ご案内を止める", en: "Stopping our mail" },
  stopMailSay: { ja: "止め方は条項 {clause} にあります", en: "Clause {clause} says how" },
  rights: { ja: "あなたができること", en: "What you can ask for" },
  rightsSay: {
    ja: "自分の情報を見る、直す、使うのをやめてもらうことを求められます。窓口はこちらです。",
    en: "You can ask to see your data, to have it corrected, and to have its use stopped. Ask here:",
  },
  linkTo: { ja: "条項 {clause} へのリンク", en: "Link to clause {clause}" },
  contents: { ja: "目次", en: "Contents" },
  specialCare: { ja: "要配慮個人情報", en: "special care-required" },
  people: { ja: "だれの情報", en: "Whose data" },
  items: { ja: "項目", en: "Items" },
  recipient: { ja: "渡す相手", en: "Recipient" },
  handedOver: { ja: "渡す項目", en: "Items handed over" },
  reading: { ja: "私たちの読み方", en: "Our reading" },
  catchAll: {
    ja: "範囲が広いため、この目的だけを根拠にはできません。",
    en: "This purpose is too open to justify anything by itself.",
  },
  stoppable: {
    ja: "やめるように求めると、グループ全体で止まります。",
    en: "If you ask to stop, the whole group stops.",
  },
  published: { ja: "公表された文", en: "Published" },
  publishedAs: { ja: "公表された方法", en: "As published" },
  because: { ja: "そう読む理由", en: "Why we read it so" },
  noRoute: { ja: "渡せません", en: "not handed over" },
  more: { ja: "項目と理由", en: "Items and reasons" },
  or: { ja: "、または", en: ", or " },
  filed: { ja: "届出番号 {number}（{date}）", en: "filed as {number} on {date}" },
  missing: { ja: "公表されていません", en: "Not published" },
  factPublished: { ja: "上の文のとおり", en: "As stated above" },
  members: { ja: "いま数えている参加者：", en: "Counted as users: " },
  country: { ja: "国", en: "Country" },
  address: { ja: "所在地", en: "Address" },
  representative: { ja: "代表者", en: "Representative" },
  name: { ja: "名称", en: "Name" },
  branchOf: { ja: "支店のある会社", en: "A branch of" },
  revised: { ja: "この版の日付", en: "Date of this version" },
  contactFor: { ja: "ご用件", en: "For" },
  phone: { ja: "電話", en: "Telephone" },
  email: { ja: "メール", en: "E-mail" },
  ours: { ja: "公表された文にない人", en: "People the published policy does not mention" },
  oursSay: {
    ja: "次の人たちの情報も手元にあるはずですが、公表された文には利用目的がありません。目的が公表されるまで、同意か法律の例外がないかぎり使えません。",
    en: "Data about these people will be at hand too, yet the published policy states no purpose for it. Until one is published, it may be used only with consent or where the law makes an exception.",
  },
  versions: { ja: "ほかの版", en: "Other versions" },
  proof: { ja: "この版の同一性", en: "Telling this version apart" },
  proofSay: {
    ja: "この版の内容から計算した指紋です（SHA-256、RFC 8785 の正規形）。判断の記録にも同じ指紋が残ります。",
    en: "This fingerprint is computed from the content of this version (SHA-256 over the canonical form of RFC 8785). Every decision names it.",
  },
  data: { ja: "プログラムで読む（JSON）", en: "For programs (JSON)" },
  colon: { ja: "：", en: ": " },
  separator: { ja: "、", en: ", " },
} as const satisfies Record<string, Words>;

/** By what way of the Act data reaches a recipient. */
export const ROUTE_WORDS: Readonly<Record<Route | "unstated", Words>> = {
  entrustment: { ja: "業務の委託（契約と監督が必要）", en: "entrustment, under a contract and supervision" },
  succession: { ja: "事業の承継（契約が必要）", en: "succession of the business, under its contract" },
  negotiation: {
    ja: "承継の交渉（安全管理の契約が必要）",
    en: "negotiation before succession, under a contract on safety",
  },
  supervised: { ja: "指揮監督のもとで働く人（誓約が必要）", en: "people working under our direction, under a pledge" },
  consent: { ja: "本人の同意", en: "the person's consent" },
  "opt-out": { ja: "本人が求めれば止める方法（オプトアウト）", en: "unless the person asks to stop (opt-out)" },
  statute: { ja: "法令に基づく場合（根拠の資料が必要）", en: "where a law asks for it, with evidence" },
  review: { ja: "そのつど人が判断", en: "a person decides each time" },
  unstated: { ja: "示されていない", en: "not stated" },
};

export const CONSENT_PER: Readonly<Record<"recipient" | "party" | "deal", Words>> = {
  recipient: { ja: "本人の同意（相手の種類を示して）", en: "the person's consent that names this kind of recipient" },
  party: { ja: "本人の同意（相手を名指しして）", en: "the person's consent that names the party" },
  deal: { ja: "本人の同意（取引ごとに）", en: "the person's consent for each deal" },
};
