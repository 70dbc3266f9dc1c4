import type { Act, Question, SOURCES } from "../decision/index.ts";
import type { Words } from "../wire/index.ts";

/** Everything the pages of this room say. */
export const WORDS = {
  title: { ja: "使う前にきく", en: "Ask before use" },
  lead: {
    ja: "個人情報を使う前、渡す前に、してよいかどうかを公表されたポリシーにたずねます。名前など本人の情報は入力しません。",
    en: "Before personal data is used or handed over, ask the published policy whether it may be. No data about the person is entered here.",
  },
  shortcuts: { ja: "よくあること", en: "What is asked most" },
  askedByOthers: {
    ja: "警察・役所・家族などから聞かれた",
    en: "The police, an office or a relative asks about someone",
  },
  wantToHandOver: { ja: "ほかの会社などに渡したい", en: "We want to hand data over to another company" },
  askedByPerson: { ja: "本人から、自分の情報を見たいと言われた", en: "The person wants to see their own data" },
  error: { ja: "エラー：", en: "Error: " },
  next: { ja: "次へ進む", en: "Continue" },
  decide: { ja: "答えを見る", en: "See the answer" },
  chooseOne: { ja: "一つ選んでください。", en: "Choose one." },
  chooseSome: { ja: "一つ以上選んでください。", en: "Choose at least one." },
  oneRecipient: {
    ja: "グループの会社か、提供先の種類と相手の名前か、どちらか一方にしてください。",
    en: "Choose a company of the group, or a kind of recipient and its name, not both.",
  },
  nameRecipient: {
    ja: "契約や体制の相手の名前を入れてください。",
    en: "Enter the name of the party that the contract or the measures are with.",
  },
  chooseRecipient: {
    ja: "提供先の種類かグループの会社を選ぶか、相手の名前を入れてください。",
    en: "Choose a kind of recipient or a company of the group, or name the party.",
  },
  soFar: { ja: "ここまでの内容", en: "So far" },
  change: { ja: "変更", en: "Change" },
  changeWhat: { ja: "{what}を変更する", en: "Change {what}" },
  operator: { ja: "どの会社・支店として扱いますか", en: "Which company or branch is handling the data?" },
  operatorShort: { ja: "扱う会社", en: "Who handles it" },
  person: { ja: "だれの情報ですか", en: "Whose data is it?" },
  personShort: { ja: "本人", en: "Whose data" },
  personOurs: { ja: "公表されたポリシーに利用目的がありません", en: "The published policy gives no purpose for them" },
  act: { ja: "何をしますか", en: "What do you want to do?" },
  actShort: { ja: "すること", en: "What is done" },
  purpose: { ja: "何のためですか", en: "What is it for?" },
  purposeShort: { ja: "目的", en: "Purpose" },
  purposeHint: {
    ja: "この会社が、この方について公表している目的です。",
    en: "These are the purposes that this company has published for these people.",
  },
  purposeNone: {
    ja: "この会社は、この方についての目的を公表していません。",
    en: "This company has published no purpose for these people.",
  },
  noneOfThese: { ja: "どれにもあたらない", en: "None of these" },
  noneOfTheseHint: {
    ja: "警察や裁判所の照会、緊急のとき、本人が別に同意したときなど",
    en: "an inquiry by the police or a court, an emergency, or something else the person agreed to",
  },
  catchAll: { ja: "範囲が広く、それだけでは根拠になりません", en: "Too open to be enough by itself" },
  items: { ja: "どの情報を使いますか", en: "Which items?" },
  itemsShort: { ja: "項目", en: "Items" },
  itemSpecial: { ja: "要配慮個人情報", en: "special care-required" },
  source: { ja: "どこから取得しますか", en: "Where does it come from?" },
  sourceShort: { ja: "取得元", en: "Source" },
  recipient: { ja: "だれに渡しますか", en: "Who is to receive it?" },
  recipientShort: { ja: "渡す相手", en: "Recipient" },
  recipientClass: { ja: "提供先の種類", en: "Kind of recipient" },
  recipientOperator: { ja: "グループの会社・支店", en: "Company or branch of the group" },
  recipientParty: { ja: "相手の名前", en: "Name of the party" },
  recipientPartyHint: {
    ja: "会社や機関の名前。個人の名前は入れないでください。",
    en: "A company or an office. Do not enter a person's name.",
  },
  recipientCountry: { ja: "相手のいる国・地域", en: "Country of the recipient" },
  notChosen: { ja: "（選択なし）", en: "None chosen" },
  facts: { ja: "わかっていることはありますか", en: "What do you know about this case?" },
  factsShort: { ja: "わかっていること", en: "What is known" },
  factsHint: {
    ja: "あてはまるものをすべて選びます。なければそのまま進んでください。",
    en: "Choose all that apply; if none does, continue.",
  },
  factsNone: { ja: "特になし", en: "Nothing in particular" },
  answerTitle: { ja: "答え", en: "The answer" },
  duties: { ja: "すること", en: "What you must do" },
  reasons: { ja: "理由", en: "Why" },
  needs: { ja: "できるようにするには", en: "What would make it possible" },
  needsHint: { ja: "次のどれかで、答えが変わることがあります。", en: "One or more of these could change the answer." },
  asked: { ja: "たずねたこと", en: "What you asked" },
  noInstant: {
    ja: "「{given}」は日時として読めません。2026-11-22T09:00:00+09:00 のように書いてください。",
    en: "“{given}” is no instant. Write it like 2026-11-22T09:00:00+09:00.",
  },
  claimed: {
    ja: "この答えは、あなたが選んだ事実にもとづいています。事実かどうかは確かめていません。",
    en: "This answer rests on what you said is known. It has not been verified.",
  },
  basis: {
    ja: "{version}のポリシーと、法令（{law}）によります。",
    en: "By the policy of {version} and the law ({law}).",
  },
  answeredAt: { ja: "{when}（日本時間）の答えです。", en: "Answered {when}, Japan time." },
  fingerprint: { ja: "ポリシーの指紋", en: "Fingerprint of the policy" },
  again: { ja: "別のことをたずねる", en: "Ask something else" },
  share: { ja: "この質問を人に見せる", en: "Show somebody this question" },
  link: { ja: "この質問へのリンク", en: "Link to this question" },
  linkNow: {
    ja: "開いたときの時点で答えが出ます。",
    en: "Opened, it is answered as of that moment.",
  },
  linkThen: {
    ja: "{when}（日本時間）の時点で答えが出ます。",
    en: "Opened, it is answered as of {when}, Japan time.",
  },
  linkWarning: {
    ja: "入力した相手の名前などは、そのままリンクに入ります。個人の名前や本人の情報が入っていないか確かめてから送ってください。",
    en: "What was typed, such as the name of a party, stands in the link as it is. Before you send it, see that it holds no person's name and nothing about the person.",
  },
  linkTooLong: {
    ja: "この質問はリンクにするには長すぎます（{length} 文字、{limit} 文字まで）。下の JSON か YAML を送ってください。",
    en: "This question is too long for a link ({length} characters; the limit is {limit}). Send the JSON or the YAML below.",
  },
  fix: { ja: "日時を{when}に固定したページを開く", en: "Open the page fixed to {when}" },
  unfix: { ja: "いまの時点の答えを見る", en: "See the answer as of now" },
  metLink: { ja: "これがそろった場合の答えを見る", en: "See what would be with this met" },
  metOutcome: { ja: "これがそろうと：", en: "With this met: " },
  metHuman: { ja: "ここで試すことはできません。", en: "This cannot be tried out here. " },
  metChoose: { ja: "選び直す", en: "Choose again" },
  example: {
    ja: "試すための例です。日付と相手は例で、事実として記録されたものではありません。",
    en: "This may hold examples: dates and parties in it are not on record as facts.",
  },
  asCase: { ja: "判断例として残す", en: "Keep it as a decision case" },
  asCaseHint: {
    ja: "ポリシーのフォルダーの cases/ に .yaml で置くと、yakusoku cases が確かめます。名前は書き直してください。",
    en: "Put it into the folder cases/ of the policy as a .yaml file: yakusoku cases then holds it. Give it a name of your own.",
  },
  stepwise: {
    ja: "フォームでたずね直す（事実は選び直します）",
    en: "Ask it again on the form (facts are chosen anew)",
  },
  formShort: { ja: "情報の形", en: "Form of the data" },
  dealShort: { ja: "取引", en: "Deal" },
  exceptionsShort: { ja: "法の例外", en: "Exceptions claimed" },
  atShort: { ja: "いつ", en: "When" },
  knownAtShort: { ja: "いつまでの記録で", en: "By what was on record" },
  notLiving: { ja: "亡くなっている", en: "no longer living" },
  notAble: { ja: "判断が難しい", en: "cannot judge" },
  years: { ja: "{age}歳", en: "{age} years old" },
  machine: { ja: "業務システムから同じ質問をする", en: "Ask the same from a business system" },
} as const satisfies Record<string, Words>;

export const ACT_HINTS: Readonly<Record<Act, Words>> = {
  acquire: {
    ja: "書いてもらう、聞き取る、ほかから受け取るなど",
    en: "taking it in: on a form, by ear, or from someone else",
  },
  use: {
    ja: "見る、照合する、分析するなど、社内で使う",
    en: "looking it up, comparing, analysing: within the company",
  },
  contact: { ja: "電話・郵便・メールなどで本人に連絡する", en: "reaching the person by telephone, post or e-mail" },
  provide: {
    ja: "本人以外の会社・機関・人に渡す、見せる、伝える",
    en: "giving, showing or telling it to anyone but the person",
  },
  disclose: { ja: "本人の請求に応じて、本人や本人が指定した人に見せる", en: "answering the person's own request" },
  retain: { ja: "手元に残しておく", en: "keeping it on file" },
};

export const SOURCE_WORDS: Readonly<Record<(typeof SOURCES)[number], Words>> = {
  "direct-writing": { ja: "本人から、書面や入力フォームで", en: "from the person, in writing or on a form" },
  "direct-other": { ja: "本人から、口頭などで", en: "from the person, by word of mouth or otherwise" },
  "third-party": { ja: "ほかの会社や人から", en: "from another company or person" },
  entrustment: { ja: "業務を委託してきた会社から", en: "from a company that entrusted work to us" },
  succession: { ja: "事業を引き継いだ会社から", en: "from a company whose business was taken over" },
  "shared-use": { ja: "共同利用している会社から", en: "from a company with which it is shared" },
  public: { ja: "公開されているものから", en: "from what is public" },
  observed: { ja: "見たり記録したりして", en: "by observing or recording" },
};

export const FACT_WORDS = {
  consent: { ja: "本人がこのことに同意している", en: "The person has consented to exactly this" },
  "consent-representative": {
    ja: "本人は判断が難しく、代理人が同意している",
    en: "The person cannot judge, and their representative has consented",
  },
  stated: { ja: "利用目的を先に本人に示した", en: "The purpose was stated to the person beforehand" },
  "objection-use": { ja: "本人が利用をやめるよう求めている", en: "The person has asked for use to stop" },
  "objection-provision": {
    ja: "本人が第三者への提供をやめるよう求めている",
    en: "The person has asked for provision to others to stop",
  },
  "objection-direct-mail": { ja: "本人が案内の送付を断っている", en: "The person has declined direct mail" },
  "contract-entrustment": {
    ja: "業務を委託する契約がある（相手は自分の目的に使わない）",
    en: "A contract entrusts this work to them, and they may not use it for themselves",
  },
  "contract-succession": {
    ja: "事業を引き継ぐ契約が結ばれている",
    en: "A contract for the succession of the business is concluded",
  },
  "contract-safety": {
    ja: "交渉のあいだの安全管理についての契約がある",
    en: "A contract on the safe handling of the data during negotiation is in force",
  },
  "contract-supervision": {
    ja: "こちらの指揮監督のもとで働き、守秘の誓約がある",
    en: "They work under our direction and have pledged confidentiality",
  },
  membership: {
    ja: "相手が共同利用者の名簿に載っている",
    en: "The recipient is on the list of users of the shared use",
  },
  safeguard: {
    ja: "外国の相手に同等の体制があり、1年以内に確かめた",
    en: "The recipient abroad keeps equivalent measures, checked within the year",
  },
  "told-foreign": {
    ja: "国名・その国の制度・相手の措置を説明してから同意を得た",
    en: "Before consenting, the person was told the country, its regime and the recipient's measures",
  },
  statute: {
    ja: "日本の法令で求められ、その書面がある（捜査関係事項照会書、令状など）",
    en: "A Japanese law asks for it, and there is a document to show it, such as a warrant or an official inquiry",
  },
  emergency: {
    ja: "生命・身体・財産を守るため急いでいて、同意を得ることが難しい",
    en: "It is urgent, to protect life, body or property, and consent is difficult to obtain",
  },
  request: {
    ja: "本人（または代理人）の請求で、本人確認を済ませた",
    en: "The person, or their representative, asked for it and was verified",
  },
  ended: {
    ja: "契約やつながりが終わった日から、保存期間が過ぎている",
    en: "The relationship ended longer ago than the retention period",
  },
} as const satisfies Record<string, Words>;

/** Facts by their kind, as the page of a whole question lists them. */
export const KIND_WORDS: Readonly<Record<Question["facts"][number]["kind"], Words>> = {
  consent: { ja: "本人の同意", en: "Consent" },
  withdrawal: { ja: "同意の撤回", en: "Withdrawal of consent" },
  objection: { ja: "停止の求め", en: "Objection" },
  notice: { ja: "利用目的の通知・公表・明示", en: "Notice of the purpose" },
  "shared-use-notice": { ja: "共同利用の通知", en: "Notice of a shared use" },
  contract: { ja: "契約", en: "Contract" },
  membership: { ja: "共同利用者の名簿への記載", en: "On the list of a shared use" },
  safeguard: { ja: "外国の相手の同等の体制", en: "Equivalent measures abroad" },
  request: { ja: "本人または代理人の請求", en: "Request" },
  violation: { ja: "認められた違反", en: "Violation found" },
  confirmation: { ja: "相手が得た同意の確認", en: "Confirmation of the recipient's consent" },
  ended: { ja: "関係の終了", en: "End of the relationship" },
  acquisition: { ja: "取得の経緯", en: "How the data came here" },
  filing: { ja: "オプトアウトの届出", en: "Filing of an opt-out" },
  protection: { ja: "被害者などの保護", en: "Protection" },
  refusal: { ja: "開示しない理由", en: "Ground to refuse disclosure" },
};

export type FactChoice = keyof typeof FACT_WORDS;
