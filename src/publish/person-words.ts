import type { Route } from "../policy/index.ts";
import type { Words } from "../wire/index.ts";

/** What the pages for a kind of person and for an operator say. */
export const PERSON_WORDS = {
  peopleTitle: { ja: "あなたの情報を、どう使うか", en: "What is done with your data" },
  peopleLead: {
    ja: "あてはまるものを選んでください。何に使うか、だれが受け取るか、どこにたずねればよいかを、1ページにまとめています。",
    en: "Choose what fits you. One page says what your data is used for, who receives it, and whom to ask.",
  },
  dataOf: { ja: "{name}の情報", en: "Data of {name}" },
  unnamedTitle: { ja: "公表された文に出てこない人", en: "People the published policy does not mention" },
  personTitle: { ja: "{name}の情報を、どう使うか", en: "What is done with data of {name}" },
  personLead: {
    ja: "ポリシーのうち、あなたにかかわる約束をまとめました。番号を選ぶと、もとの条項を読めます。",
    en: "These are the promises of the policy that concern you. Follow a number to read the clause itself.",
  },
  also: {
    ja: "{names}でもあるので、その約束も含みます。",
    en: "You also count among {names}, so what is promised to them is here too.",
  },
  contents: { ja: "このページの内容", en: "On this page" },
  purposes: { ja: "何に使うか", en: "What it is used for" },
  noPurpose: {
    ja: "公表された文には、利用目的がありません。目的が公表されるまで、あなたが同意したときか、法律が認めるときのほかは使えません。",
    en: "The published policy states no purpose. Until one is published, your data may be used only if you agree or where the law makes an exception.",
  },
  by: { ja: "{name}が使う目的", en: "Used by {name}" },
  bySeveral: { ja: "{count}の会社・支店が使う目的", en: "Used by {count} companies and branches" },
  count: { ja: "（{count}）", en: "({count})" },
  itemCount: { ja: "{of}（{count}）", en: "{of} ({count})" },
  sharedItems: { ja: "共同で使う項目", en: "Items shared" },
  itemsFor: { ja: "使う項目", en: "Items used" },
  receives: { ja: "だれが受け取るか", en: "Who receives it" },
  nobody: {
    ja: "受け取る相手は、公表された文にありません。",
    en: "The published policy names nobody who receives it.",
  },
  from: { ja: "渡す会社", en: "Handed over by" },
  way: { ja: "渡し方", en: "How" },
  notHanded: {
    ja: "いまは渡しません。公表された文のままでは、渡すための条件がそろいません。",
    en: "It is not handed over now: as published, the conditions for it are not met.",
  },
  shared: { ja: "共同で使う会社", en: "Shared use" },
  sharedSays: {
    ja: "決められた会社が、決められた項目を、決められた目的で一緒に使います。",
    en: "Named companies use named items together, for named purposes.",
  },
  sharedWith: { ja: "使う会社", en: "Shared with" },
  sharedFor: { ja: "目的", en: "What for" },
  responsible: { ja: "責任者", en: "Responsible" },
  abroad: { ja: "日本の外にある会社・支店", en: "Outside Japan" },
  notShared: {
    ja: "いまは共同で使いません。法律が求める五つの事項のうち、公表されていないものがあります：{missing}",
    en: "It is not shared now. Of the five matters that the Act asks for, these are not published: {missing}",
  },
  kept: { ja: "いつまで持つか", en: "How long it is kept" },
  keptFor: { ja: "{after}{period}です。", en: "For {period} after {after}." },
  keptUnsaid: {
    ja: "公表されたポリシーは、いつまで持つかを定めていません。",
    en: "The published policy does not say how long it is kept.",
  },
  window: { ja: "どこにたずねるか", en: "Whom to ask" },
  windowSays: {
    ja: "自分の情報を見たい、直したい、使うのをやめてほしいときは、こちらへご連絡ください。",
    en: "Write or call here to see your data, to have it corrected, or to have its use stopped.",
  },
  noWindow: { ja: "公表された窓口はありません。", en: "No window is published." },
  stopMail: { ja: "ご案内を止めるには", en: "How to stop our mail" },
  stopMailFor: {
    ja: "次の目的のご案内は、やめるように求めることができます。",
    en: "You can ask for mail for these purposes to stop:",
  },
  stopMailUnsaid: {
    ja: "止め方は公表されていません。上の窓口にお伝えください。",
    en: "How to stop it is not published. Tell the window above.",
  },
  otherPeople: { ja: "ほかの方の情報を見る", en: "See other kinds of people" },
  document: { ja: "ポリシーの全文を読む", en: "Read the whole policy" },
  operatorsTitle: { ja: "このポリシーの会社と支店", en: "The companies and branches of this policy" },
  operatorsLead: {
    ja: "会社ごとに、だれの情報を何に使うのか、共同利用のどこに加わるのかを読めます。",
    en: "For each: whose data it uses and what for, and which shared uses it takes part in.",
  },
  who: { ja: "どんな会社か", en: "Who it is" },
  company: { ja: "会社", en: "Company" },
  branch: { ja: "支店", en: "Branch" },
  kind: { ja: "区分", en: "Kind" },
  publisher: { ja: "このポリシーの発行者", en: "Publishes this policy" },
  clause: { ja: "条項", en: "Clause" },
  branches: { ja: "支店", en: "Branches" },
  operatorPurposes: { ja: "だれの情報を、何に使うか", en: "Whose data it uses, and what for" },
  operatorNoPurpose: {
    ja: "このポリシーには、この会社が個人情報を使う目的がありません。",
    en: "This policy states no purpose for which it uses personal data.",
  },
  operatorShared: { ja: "共同利用での役割", en: "Its part in shared use" },
  operatorNotShared: { ja: "加わっている共同利用はありません。", en: "It takes part in no shared use." },
  member: { ja: "{date}から加わっています。", en: "Takes part since {date}." },
  memberUntil: { ja: "{date}から{end}まで加わっています。", en: "Takes part from {date} to {end}." },
  isResponsible: { ja: "責任者です。", en: "It is responsible for it." },
  elsewhere: { ja: "ほかの場所にあるポリシー", en: "Policies that stand elsewhere" },
  snapshot: { ja: "{date}に写しを読みました。", en: "A copy was read on {date}." },
  noSnapshot: {
    ja: "写しを読んでいません。そこに書かれた目的は、ここでは使えません。",
    en: "No copy has been read. Purposes that stand there do not count here.",
  },
  otherOperators: { ja: "ほかの会社と支店を見る", en: "See the other companies and branches" },
} as const satisfies Record<string, Words>;

/** By what way data reaches somebody, as one tells the person it is about. */
export const PLAIN_ROUTES: Readonly<Record<Route, Words>> = {
  entrustment: {
    ja: "仕事を任せるために渡します。契約を結び、任せた相手を監督します。",
    en: "To have work done for us: there is a contract, and we supervise whoever does it.",
  },
  succession: { ja: "事業を引き継ぐ相手に渡します。", en: "To whoever takes the business over." },
  negotiation: {
    ja: "事業を引き継ぐ話し合いのために渡します。その前に、情報を守る契約を結びます。",
    en: "To negotiate a take-over of the business, once a contract keeps the data safe.",
  },
  supervised: {
    ja: "私たちの指示のもとで働く人が扱います。外の人には渡りません。",
    en: "It is handled by people who work under our direction, and goes to nobody else.",
  },
  consent: { ja: "あなたが同意したときだけ渡します。", en: "Only if you agree." },
  "opt-out": {
    ja: "あなたが止めるように求めないかぎり渡します。",
    en: "Unless you ask for it to stop.",
  },
  statute: { ja: "法令で求められたときに渡します。", en: "Where a law asks for it." },
  review: {
    ja: "渡してよいかを、そのつど担当者が判断します。",
    en: "A person decides each time whether it may be.",
  },
};

/** What the consent must name, as one tells the person who gives it. */
export const PLAIN_CONSENT: Readonly<Record<"recipient" | "party" | "deal", Words>> = {
  recipient: {
    ja: "どんな相手に渡すかを示し、あなたが同意したときだけ渡します。",
    en: "Only if you agree to this kind of recipient.",
  },
  party: {
    ja: "だれに渡すかを名前で示し、あなたが同意したときだけ渡します。",
    en: "Only if you agree to the recipient by name.",
  },
  deal: {
    ja: "取引のたびに、あなたが同意したときだけ渡します。",
    en: "Only if you agree, for each deal anew.",
  },
};
