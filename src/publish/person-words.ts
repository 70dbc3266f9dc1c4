import type { Route } from "../policy/index.ts";
import type { EditionWords } from "../wire/index.ts";

/** What the pages for a kind of person and for an operator say. */
export const PERSON_WORDS = {
  peopleTitle: {
    ja: "あなたの情報を、どう使うか",
    en: "What is done with your data",
    "ja-simple": "あなたの 情報（じょうほう）を どう 使うか",
  },
  peopleLead: {
    ja: "あてはまるものを選んでください。何に使うか、だれが受け取るか、どこにたずねればよいかを、1ページにまとめています。",
    en: "Choose what fits you. One page says what your data is used for, who receives it, and whom to ask.",
    "ja-simple":
      "あなたに 合うものを 選（えら）んでください。何に 使うか、だれが もらうか、どこに 聞けばいいかを 書いてあります。",
  },
  dataOf: { ja: "{name}の情報", en: "Data of {name}", "ja-simple": "{name}の 情報" },
  unnamedTitle: {
    ja: "公表された文に出てこない人",
    en: "People the published policy does not mention",
    "ja-simple": "知らせた 文に いない 人",
  },
  personTitle: {
    ja: "{name}の情報を、どう使うか",
    en: "What is done with data of {name}",
    "ja-simple": "{name}の 情報を どう 使うか",
  },
  personLead: {
    ja: "ポリシーのうち、あなたにかかわる約束をまとめました。番号を選ぶと、もとの条項を読めます。",
    en: "These are the promises of the policy that concern you. Follow a number to read the clause itself.",
    "ja-simple":
      "ここには、あなたに 関係（かんけい）がある 約束（やくそく）が あります。番号（ばんごう）を 選ぶと、もとの 約束を 読めます。",
  },
  also: {
    ja: "{names}でもあるので、その約束も含みます。",
    en: "You also count among {names}, so what is promised to them is here too.",
    "ja-simple": "あなたは {names}でも あります。その 約束も ここに あります。",
  },
  contents: { ja: "このページの内容", en: "On this page", "ja-simple": "この ページに あること" },
  purposes: { ja: "何に使うか", en: "What it is used for", "ja-simple": "何に 使うか" },
  noPurpose: {
    ja: "公表された文には、利用目的がありません。目的が公表されるまで、あなたが同意したときか、法律が認めるときのほかは使えません。",
    en: "The published policy states no purpose. Until one is published, your data may be used only if you agree or where the law makes an exception.",
    "ja-simple":
      "何に 使うかは 知らせていません。知らせるまでは、あなたが「はい」と 言ったときか、法律（ほうりつ）が 認（みと）めるときだけ 使えます。",
  },
  by: { ja: "{name}が使う目的", en: "Used by {name}", "ja-simple": "{name}が 使う 目的（もくてき）" },
  bySeveral: {
    ja: "{count}の会社・支店が使う目的",
    en: "Used by {count} companies and branches",
    "ja-simple": "会社・支店（してん）（{count}）が 使う 目的（もくてき）",
  },
  count: { ja: "（{count}）", en: "({count})", "ja-simple": "（{count}）" },
  itemCount: { ja: "{of}（{count}）", en: "{of} ({count})", "ja-simple": "{of}（{count}）" },
  sharedItems: { ja: "共同で使う項目", en: "Items shared", "ja-simple": "いっしょに 使う 情報" },
  itemsFor: { ja: "使う項目", en: "Items used", "ja-simple": "使う 情報" },
  receives: { ja: "だれが受け取るか", en: "Who receives it", "ja-simple": "だれが もらうか" },
  nobody: {
    ja: "受け取る相手は、公表された文にありません。",
    en: "The published policy names nobody who receives it.",
    "ja-simple": "もらう 相手（あいて）は、知らせた 文に ありません。",
  },
  from: { ja: "渡す会社", en: "Handed over by", "ja-simple": "渡（わた）す 会社" },
  way: { ja: "渡し方", en: "How", "ja-simple": "渡し方" },
  notHanded: {
    ja: "いまは渡しません。公表された文のままでは、渡すための条件がそろいません。",
    en: "It is not handed over now: as published, the conditions for it are not met.",
    "ja-simple": "今は 渡しません。渡すための 決まりが まだ 足りません。",
  },
  shared: { ja: "共同で使う会社", en: "Shared use", "ja-simple": "いっしょに 使う 会社（共同利用）" },
  sharedSays: {
    ja: "決められた会社が、決められた項目を、決められた目的で一緒に使います。",
    en: "Named companies use named items together, for named purposes.",
    "ja-simple": "決めた 会社が、決めた 情報を、決めた 目的で いっしょに 使います。",
  },
  sharedWith: { ja: "使う会社", en: "Shared with", "ja-simple": "使う 会社" },
  sharedFor: { ja: "目的", en: "What for", "ja-simple": "目的（もくてき）" },
  responsible: { ja: "責任者", en: "Responsible", "ja-simple": "責任（せきにん）を もつ 会社" },
  abroad: { ja: "日本の外にある会社・支店", en: "Outside Japan", "ja-simple": "日本の 外にある 会社・支店" },
  notShared: {
    ja: "いまは共同で使いません。法律が求める五つの事項のうち、公表されていないものがあります：{missing}",
    en: "It is not shared now. Of the five matters that the Act asks for, these are not published: {missing}",
    "ja-simple":
      "今は いっしょに 使いません。法律は 5つのことを 知らせるように 言っています。まだ 知らせていないことが あります：{missing}",
  },
  kept: { ja: "いつまで持つか", en: "How long it is kept", "ja-simple": "いつまで 持つか" },
  keptFor: {
    ja: "{after}{period}です。",
    en: "For {period} after {after}.",
    "ja-simple": "{after} {period}です。",
  },
  keptUnsaid: {
    ja: "公表されたポリシーは、いつまで持つかを定めていません。",
    en: "The published policy does not say how long it is kept.",
    "ja-simple": "いつまで 持つかは 書いてありません。",
  },
  window: { ja: "どこにたずねるか", en: "Whom to ask", "ja-simple": "どこに 聞くか" },
  windowSays: {
    ja: "自分の情報を見たい、直したい、使うのをやめてほしいときは、こちらへご連絡ください。",
    en: "Write or call here to see your data, to have it corrected, or to have its use stopped.",
    "ja-simple": "自分の 情報を 見たいとき、直したいとき、使うのを やめてほしいときは、ここに 言ってください。",
  },
  noWindow: {
    ja: "公表された窓口はありません。",
    en: "No window is published.",
    "ja-simple": "聞くところは 書いてありません。",
  },
  stopMail: { ja: "ご案内を止めるには", en: "How to stop our mail", "ja-simple": "お知らせを 止めたいとき" },
  stopMailFor: {
    ja: "次の目的のご案内は、やめるように求めることができます。",
    en: "You can ask for mail for these purposes to stop:",
    "ja-simple": "つぎの お知らせは「やめてください」と 言うことが できます。",
  },
  stopMailUnsaid: {
    ja: "止め方は公表されていません。上の窓口にお伝えください。",
    en: "How to stop it is not published. Tell the window above.",
    "ja-simple": "止め方は 書いてありません。上の 聞くところに 言ってください。",
  },
  otherPeople: { ja: "ほかの方の情報を見る", en: "See other kinds of people", "ja-simple": "ほかの 人の 情報を 見る" },
  document: { ja: "ポリシーの全文を読む", en: "Read the whole policy", "ja-simple": "約束を 全部（ぜんぶ） 読む" },
  operatorsTitle: {
    ja: "このポリシーの会社と支店",
    en: "The companies and branches of this policy",
    "ja-simple": "この 約束の 会社と 支店（してん）",
  },
  operatorsLead: {
    ja: "会社ごとに、だれの情報を何に使うのか、共同利用のどこに加わるのかを読めます。",
    en: "For each: whose data it uses and what for, and which shared uses it takes part in.",
    "ja-simple": "会社ごとに、だれの 情報を 何に 使うかを 読めます。どの 会社と いっしょに 使うかも 読めます。",
  },
  who: { ja: "どんな会社か", en: "Who it is", "ja-simple": "どんな 会社か" },
  company: { ja: "会社", en: "Company", "ja-simple": "会社" },
  branch: { ja: "支店", en: "Branch", "ja-simple": "支店（してん）" },
  kind: { ja: "区分", en: "Kind", "ja-simple": "種類（しゅるい）" },
  publisher: { ja: "このポリシーの発行者", en: "Publishes this policy", "ja-simple": "この 約束を 出した 会社です" },
  clause: { ja: "条項", en: "Clause", "ja-simple": "番号" },
  branches: { ja: "支店", en: "Branches", "ja-simple": "支店" },
  operatorPurposes: {
    ja: "だれの情報を、何に使うか",
    en: "Whose data it uses, and what for",
    "ja-simple": "だれの 情報を 何に 使うか",
  },
  operatorNoPurpose: {
    ja: "このポリシーには、この会社が個人情報を使う目的がありません。",
    en: "This policy states no purpose for which it uses personal data.",
    "ja-simple": "この 会社が 情報を 使う 目的は、この 約束に ありません。",
  },
  operatorShared: {
    ja: "共同利用での役割",
    en: "Its part in shared use",
    "ja-simple": "いっしょに 使うこと（共同利用）",
  },
  operatorNotShared: {
    ja: "加わっている共同利用はありません。",
    en: "It takes part in no shared use.",
    "ja-simple": "ほかの 会社と いっしょに 使いません。",
  },
  member: {
    ja: "{date}から加わっています。",
    en: "Takes part since {date}.",
    "ja-simple": "{date}から いっしょに 使います。",
  },
  memberUntil: {
    ja: "{date}から{end}まで加わっています。",
    en: "Takes part from {date} to {end}.",
    "ja-simple": "{date}から {end}まで いっしょに 使います。",
  },
  isResponsible: { ja: "責任者です。", en: "It is responsible for it.", "ja-simple": "責任を もつ 会社です。" },
  elsewhere: {
    ja: "ほかの場所にあるポリシー",
    en: "Policies that stand elsewhere",
    "ja-simple": "ほかの 場所にある 約束",
  },
  snapshot: {
    ja: "{date}に写しを読みました。",
    en: "A copy was read on {date}.",
    "ja-simple": "{date}に 読みました。",
  },
  noSnapshot: {
    ja: "写しを読んでいません。そこに書かれた目的は、ここでは使えません。",
    en: "No copy has been read. Purposes that stand there do not count here.",
    "ja-simple": "まだ 読んでいません。そこに 書いてある 目的は、ここでは 使えません。",
  },
  otherOperators: {
    ja: "ほかの会社と支店を見る",
    en: "See the other companies and branches",
    "ja-simple": "ほかの 会社と 支店を 見る",
  },
} as const satisfies Record<string, EditionWords>;

/** By what way data reaches somebody, as one tells the person it is about. */
export const PLAIN_ROUTES: Readonly<Record<Route, EditionWords>> = {
  entrustment: {
    ja: "仕事を任せるために渡します。契約を結び、任せた相手を監督します。",
    en: "To have work done for us: there is a contract, and we supervise whoever does it.",
    "ja-simple": "仕事を 頼（たの）むために 渡します。契約（けいやく）をします。頼んだ 相手を 見守ります。",
  },
  succession: {
    ja: "事業を引き継ぐ相手に渡します。",
    en: "To whoever takes the business over.",
    "ja-simple": "仕事を 引きつぐ 会社に 渡します。",
  },
  negotiation: {
    ja: "事業を引き継ぐ話し合いのために渡します。その前に、情報を守る契約を結びます。",
    en: "To negotiate a take-over of the business, once a contract keeps the data safe.",
    "ja-simple": "仕事を 引きつぐ 話し合いのために 渡します。先に、情報を 守る 契約（けいやく）をします。",
  },
  supervised: {
    ja: "私たちの指示のもとで働く人が扱います。外の人には渡りません。",
    en: "It is handled by people who work under our direction, and goes to nobody else.",
    "ja-simple": "わたしたちの 指示（しじ）で 働く 人が 使います。外の 人には 渡しません。",
  },
  consent: {
    ja: "あなたが同意したときだけ渡します。",
    en: "Only if you agree.",
    "ja-simple": "あなたが「はい」と 言ったときだけ 渡します。",
  },
  "opt-out": {
    ja: "あなたが止めるように求めないかぎり渡します。",
    en: "Unless you ask for it to stop.",
    "ja-simple": "渡します。あなたが「やめてください」と 言ったら、止めます。",
  },
  statute: {
    ja: "法令で求められたときに渡します。",
    en: "Where a law asks for it.",
    "ja-simple": "法律（ほうりつ）が 求めるときに 渡します。",
  },
  review: {
    ja: "渡してよいかを、そのつど担当者が判断します。",
    en: "A person decides each time whether it may be.",
    "ja-simple": "渡していいかを、人が 毎回 考えて 決めます。",
  },
};

/** What the consent must name, as one tells the person who gives it. */
export const PLAIN_CONSENT: Readonly<Record<"recipient" | "party" | "deal", EditionWords>> = {
  recipient: {
    ja: "どんな相手に渡すかを示し、あなたが同意したときだけ渡します。",
    en: "Only if you agree to this kind of recipient.",
    "ja-simple": "どんな 相手に 渡すかを 言います。あなたが「はい」と 言ったときだけ 渡します。",
  },
  party: {
    ja: "だれに渡すかを名前で示し、あなたが同意したときだけ渡します。",
    en: "Only if you agree to the recipient by name.",
    "ja-simple": "相手の 名前を 言います。あなたが「はい」と 言ったときだけ 渡します。",
  },
  deal: {
    ja: "取引のたびに、あなたが同意したときだけ渡します。",
    en: "Only if you agree, for each deal anew.",
    "ja-simple": "取引（とりひき）のたびに 聞きます。あなたが「はい」と 言ったときだけ 渡します。",
  },
};
