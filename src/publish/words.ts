import type { Route } from "../policy/index.ts";
import type { EditionWords, Words } from "../wire/index.ts";

export const WORDS = {
  navigation: { ja: "ポリシー", en: "Policy", "ja-simple": "約束（やくそく）" },
  navigationSays: {
    ja: "個人情報を何に使い、だれに渡すのか。条項ごとに、その読み方もあわせて読めます。",
    en: "What personal data is used for and who receives it, clause by clause, with how each clause is read here.",
  },
  homeTitle: { ja: "約束を読む、たずねる、確かめる", en: "Read what is promised, ask, and see how it is kept" },
  homeLead: {
    ja: "プライバシーポリシーは約束の集まりです。ここでは、その約束を読み、使ってよいかを使う前にたずね、どの約束がどう守られているかを確かめられます。",
    en: "A privacy policy is a list of promises. Here you can read them, ask before data is used, and see which of them are kept by what.",
  },
  homePolicies: { ja: "ここにあるポリシー", en: "The policies here", "ja-simple": "ここにある 約束（ポリシー）" },
  policiesTitle: { ja: "ポリシーの一覧", en: "The policies", "ja-simple": "約束（ポリシー）の 一覧（いちらん）" },
  inForceFrom: { ja: "{date}から", en: "In force from {date}", "ja-simple": "{date}から 使います" },
  notYet: {
    ja: "この版はまだ効力がありません。{date}から使われます。",
    en: "This version is not in force yet. It applies from {date}.",
    "ja-simple": "この 約束は まだ 使っていません。{date}から 使います。",
  },
  superseded: {
    ja: "この版はもう使われていません。",
    en: "This version is no longer in force.",
    "ja-simple": "この 約束は 古いです。もう 使っていません。",
  },
  toCurrent: { ja: "いまの版を読む", en: "Read the version in force", "ja-simple": "今の 約束を 読む" },
  prevailing: {
    ja: "言語によって意味が違うときは、{language}の文が優先します。",
    en: "Where the languages differ, the {language} text prevails.",
    "ja-simple": "ことばによって 意味が ちがうときは、{language}の 文が 正しいです。",
  },
  readingSays: {
    ja: "各条項の文が、公表されたものにあたります。「私たちの読み方」と、開いて読む「項目と理由」は、公表された文ではなく、その文をどう扱うかを理由とともに書き足したものです。",
    en: "The words of each clause stand for what was published. “Our reading”, and the items and reasons that open below a clause, are not part of it: they say how the clause is carried out here, and why.",
    "ja-simple":
      "番号（ばんごう）が ついた 文は、みんなに 知らせた 約束です。「わたしたちの 読み方」と「くわしい 説明（せつめい）」は、約束の 文では ありません。約束を どう 守るかを 書いたものです。",
  },
  summary: { ja: "かいつまんで言うと", en: "In short", "ja-simple": "かんたんに 言うと" },
  who: { ja: "だれのポリシーか", en: "Whose policy this is", "ja-simple": "だれの 約束か" },
  whoGroup: {
    ja: "{publisher}と、グループの{count}社・支店",
    en: "{publisher}, and {count} companies and branches of its group",
    "ja-simple": "{publisher}と、グループの 会社・支店（してん）（{count}）",
  },
  whose: { ja: "だれの情報か", en: "Whose data it is about", "ja-simple": "だれの 情報（じょうほう）か" },
  what: { ja: "何に使うか", en: "What for", "ja-simple": "何に 使うか" },
  whatCount: {
    ja: "{count}の目的。それ以外に使うのは、あなたが同意したときか、法律が認めるときだけです。",
    en: "{count} purposes. It is used for anything else only if you agree, or where the law allows it.",
    "ja-simple":
      "使う 目的（もくてき）の 数は {count}です。ほかのことに 使うのは、あなたが「はい」と 言ったときか、法律（ほうりつ）が 認（みと）めるときだけです。",
  },
  whom: { ja: "だれに渡すか", en: "Who else receives it", "ja-simple": "だれに 渡（わた）すか" },
  whomCount: {
    ja: "{recipients}種類の相手に、条項にある条件で渡します。共同利用は{shared}つあります。",
    en: "{recipients} kinds of recipients, on the conditions that each clause states. There are {shared} shared uses.",
    "ja-simple":
      "渡す 相手（あいて）は {recipients}種類（しゅるい）です。どんなときに 渡すかは、それぞれの 約束に 書いてあります。いっしょに 使うこと（共同利用）は {shared}つです。",
  },
  whatKept: { ja: "どんな情報か", en: "What is kept", "ja-simple": "どんな 情報（じょうほう）か" },
  whomNobody: { ja: "だれにも渡しません。", en: "Nobody else receives it.", "ja-simple": "だれにも 渡しません。" },
  whomNames: { ja: "渡す相手の一覧", en: "All who may receive it", "ja-simple": "渡す 相手の 一覧（いちらん）" },
  stopMail: { ja: "ご案内を止める", en: "Stopping our mail", "ja-simple": "お知らせを 止める" },
  stopMailSay: {
    ja: "止め方は条項 {clause} にあります",
    en: "Clause {clause} says how",
    "ja-simple": "止め方は {clause}に 書いてあります",
  },
  rights: { ja: "あなたができること", en: "What you can ask for", "ja-simple": "あなたが できること" },
  rightsSay: {
    ja: "自分の情報を見る、直す、使うのをやめてもらうことを求められます。窓口はこちらです。",
    en: "You can ask to see your data, to have it corrected, and to have its use stopped. Ask here:",
    "ja-simple":
      "あなたは 自分の 情報を 見ることが できます。まちがいを 直してもらうことが できます。使うのを やめてもらうことも できます。ここに 言ってください。",
  },
  linkTo: { ja: "条項 {clause} へのリンク", en: "Link to clause {clause}", "ja-simple": "{clause}への リンク" },
  contents: { ja: "目次", en: "Contents", "ja-simple": "もくじ" },
  specialCare: {
    ja: "要配慮個人情報",
    en: "special care-required",
    "ja-simple": "特に 気をつけて 使う 情報（要配慮個人情報）",
  },
  people: { ja: "だれの情報", en: "Whose data", "ja-simple": "だれの 情報か" },
  items: { ja: "項目", en: "Items", "ja-simple": "情報の 種類（しゅるい）" },
  usedBy: { ja: "使う会社", en: "Used by", "ja-simple": "使う 会社" },
  recipient: { ja: "渡す相手", en: "Recipient", "ja-simple": "渡す 相手（あいて）" },
  howHandedOver: { ja: "渡し方", en: "How it is handed over", "ja-simple": "渡し方" },
  users: { ja: "共同で使う会社", en: "Users", "ja-simple": "いっしょに 使う 会社" },
  responsible: { ja: "責任者", en: "Responsible", "ja-simple": "責任（せきにん）を もつ 会社" },
  window: { ja: "窓口", en: "Window", "ja-simple": "聞くところ（窓口）" },
  handedOver: { ja: "渡す項目", en: "Items handed over", "ja-simple": "渡す 情報" },
  reading: { ja: "私たちの読み方", en: "Our reading", "ja-simple": "わたしたちの 読み方" },
  catchAll: {
    ja: "範囲が広いため、この目的だけを根拠にはできません。",
    en: "This purpose is too open to justify anything by itself.",
    "ja-simple": "この 目的は 広すぎます。この 目的だけでは 使えません。",
  },
  stoppable: {
    ja: "やめるように求めると、グループ全体で止まります。",
    en: "If you ask to stop, the whole group stops.",
    "ja-simple": "「やめてください」と 言うと、グループの 会社が 全部 やめます。",
  },
  published: { ja: "公表された文", en: "Published", "ja-simple": "みんなに 知らせた 文" },
  publishedAs: { ja: "公表された方法", en: "As published", "ja-simple": "みんなに 知らせた 渡し方" },
  because: { ja: "そう読む理由", en: "Why we read it so", "ja-simple": "そう 読む 理由（りゆう）" },
  noRoute: { ja: "渡せません", en: "not handed over", "ja-simple": "渡せません" },
  more: { ja: "項目と理由", en: "Items and reasons", "ja-simple": "くわしい 説明（せつめい）" },
  or: { ja: "、または", en: ", or ", "ja-simple": "、または " },
  filed: {
    ja: "届出番号 {number}（{date}）",
    en: "filed as {number} on {date}",
    "ja-simple": "届出（とどけで）の 番号 {number}（{date}）",
  },
  missing: { ja: "公表されていません", en: "Not published", "ja-simple": "知らせていません" },
  factPublished: { ja: "上の文のとおり", en: "As stated above", "ja-simple": "上の 文に 書いてあります" },
  members: { ja: "いま数えている参加者：", en: "Counted as users: ", "ja-simple": "今 いっしょに 使う 会社：" },
  listTaken: {
    ja: "この一覧の{date}の写しがあります。",
    en: "A copy of this list was taken on {date}.",
    "ja-simple": "この 一覧の {date}の コピーが あります。",
  },
  country: { ja: "国", en: "Country", "ja-simple": "国" },
  address: { ja: "所在地", en: "Address", "ja-simple": "住所（じゅうしょ）" },
  representative: { ja: "代表者", en: "Representative", "ja-simple": "代表（だいひょう）する 人" },
  name: { ja: "名称", en: "Name", "ja-simple": "名前" },
  branchOf: { ja: "支店のある会社", en: "A branch of", "ja-simple": "どの 会社の 支店か" },
  revised: { ja: "この版の日付", en: "Date of this version", "ja-simple": "この 約束の 日" },
  contactFor: { ja: "ご用件", en: "For", "ja-simple": "何を 聞けるか" },
  phone: { ja: "電話", en: "Telephone", "ja-simple": "電話" },
  email: { ja: "メール", en: "E-mail", "ja-simple": "メール" },
  ours: {
    ja: "公表された文にない人",
    en: "People the published policy does not mention",
    "ja-simple": "知らせた 文に いない 人",
  },
  oursSay: {
    ja: "次の人たちの情報も手元にあるはずですが、公表された文には利用目的がありません。目的が公表されるまで、同意か法律の例外がないかぎり使えません。",
    en: "Data about these people will be at hand too, yet the published policy states no purpose for it. Until one is published, it may be used only with consent or where the law makes an exception.",
    "ja-simple":
      "会社は つぎの 人たちの 情報も 持っていると 思います。でも、何に 使うかを 知らせていません。知らせるまでは、その 人が「はい」と 言ったときか、法律が 認めるときだけ 使えます。",
  },
  versions: { ja: "ほかの版", en: "Other versions", "ja-simple": "ほかの 日の 約束" },
  proof: { ja: "この版の同一性", en: "Telling this version apart", "ja-simple": "この 約束を 見分ける 番号" },
  proofSay: {
    ja: "この版の内容から計算した指紋です（SHA-256、RFC 8785 の正規形）。判断の記録にも同じ指紋が残ります。",
    en: "This fingerprint is computed from the content of this version (SHA-256 over the canonical form of RFC 8785). Every decision names it.",
    "ja-simple":
      "この 番号は、約束の 内容（ないよう）から 計算（けいさん）しました（指紋、SHA-256）。内容が 少しでも 変わると、番号も 変わります。",
  },
  data: { ja: "プログラムで読む（JSON）", en: "For programs (JSON)", "ja-simple": "プログラムで 読む（JSON）" },
  paper: {
    ja: "紙で読む（PDF、公表された文だけ）",
    en: "On paper (PDF, the published words alone)",
    "ja-simple": "紙で 読む（PDF、ふつうの 日本語）",
  },
  alsoIn: { ja: "ほかの言語", en: "Also in", "ja-simple": "ほかの ことば" },
  aboutYou: {
    ja: "あなたの情報を、どう使うか",
    en: "What is done with your data",
    "ja-simple": "あなたの 情報を どう 使うか",
  },
  aboutYouDoor: {
    ja: "あてはまるものを選んで読む",
    en: "Choose what fits you",
    "ja-simple": "あなたに 合うものを 選（えら）んで 読む",
  },
  whoIsWho: { ja: "会社と支店を見る", en: "See the companies and branches", "ja-simple": "会社と 支店を 見る" },
  showContents: {
    ja: "見出しを開く（{count}）",
    en: "Show the {count} headings",
    "ja-simple": "もくじを 開（ひら）く（{count}）",
  },
  changedSince: {
    ja: "{date}の版から変わったところ",
    en: "What changed since the version of {date}",
    "ja-simple": "{date}の 約束から 変わったところ",
  },
  keep: {
    ja: "読み方も含めて残すときは、このページを印刷してください。条項の番号、日付、指紋も入ります。",
    en: "To keep a copy with our reading of each clause, print this page. It carries the clause numbers, the date and the fingerprint.",
    "ja-simple": "紙に 残すときは、この ページを 印刷（いんさつ）してください。",
  },
  titleOfVersion: { ja: "{title}（{date}の版）", en: "{title}, version of {date}", "ja-simple": "{title}（{date}）" },
  colon: { ja: "：", en: ": ", "ja-simple": "：" },
  separator: { ja: "、", en: ", ", "ja-simple": "、" },
} as const satisfies Record<string, Words | EditionWords>;

/** By what way of the Act data reaches a recipient. */
export const ROUTE_WORDS: Readonly<Record<Route | "unstated", EditionWords>> = {
  entrustment: {
    ja: "業務の委託（契約と監督が必要）",
    en: "entrustment, under a contract and supervision",
    "ja-simple": "仕事を 頼（たの）むとき（委託。契約をして、見守ります）",
  },
  succession: {
    ja: "事業の承継（契約が必要）",
    en: "succession of the business, under its contract",
    "ja-simple": "仕事を ほかの 会社が 引きつぐとき（契約をします）",
  },
  negotiation: {
    ja: "承継の交渉（安全管理の契約が必要）",
    en: "negotiation before succession, under a contract on safety",
    "ja-simple": "引きつぐ 話し合いの とき（情報を 守る 契約をします）",
  },
  supervised: {
    ja: "指揮監督のもとで働く人（誓約が必要）",
    en: "people working under our direction, under a pledge",
    "ja-simple": "わたしたちの 指示（しじ）で 働く 人（守る 約束をします）",
  },
  consent: { ja: "本人の同意", en: "the person's consent", "ja-simple": "その 人が「はい」と 言ったとき（同意）" },
  "opt-out": {
    ja: "本人が求めれば止める方法（オプトアウト）",
    en: "unless the person asks to stop (opt-out)",
    "ja-simple": "渡します。「やめて」と 言われたら 止めます（オプトアウト）",
  },
  statute: {
    ja: "法令に基づく場合（根拠の資料が必要）",
    en: "where a law asks for it, with evidence",
    "ja-simple": "法律が 求めるとき（理由の 紙を 確かめます）",
  },
  review: { ja: "そのつど人が判断", en: "a person decides each time", "ja-simple": "人が 毎回 考えて 決めます" },
  unstated: { ja: "示されていない", en: "not stated", "ja-simple": "書いてありません" },
};

export const CONSENT_PER: Readonly<Record<"recipient" | "party" | "deal", EditionWords>> = {
  recipient: {
    ja: "本人の同意（相手の種類を示して）",
    en: "the person's consent that names this kind of recipient",
    "ja-simple": "その 人が「はい」と 言ったとき（どんな 相手かを 言います）",
  },
  party: {
    ja: "本人の同意（相手を名指しして）",
    en: "the person's consent that names the party",
    "ja-simple": "その 人が「はい」と 言ったとき（相手の 名前を 言います）",
  },
  deal: {
    ja: "本人の同意（取引ごとに）",
    en: "the person's consent for each deal",
    "ja-simple": "その 人が「はい」と 言ったとき（取引のたびに 聞きます）",
  },
};
