import type { Words } from "../wire/index.ts";
import type { CHANNELS, CONFIRMATION_WAYS, PARTY_KINDS, RECEIPT_BASES, TOLD } from "./input.ts";
import type { Basis, BASES_WITHIN, CHECK_RESULTS, NONE_DUE, RANGES } from "./rules.ts";

type Named<Keys extends readonly string[]> = Readonly<Record<Keys[number], Words>>;

export const BASIS_WORDS: Readonly<Record<Basis, Words>> = {
  consent: { ja: "本人の同意（第27条）", en: "The person's consent (27)" },
  "opt-out": { ja: "オプトアウト", en: "Opt-out" },
  "foreign-consent": { ja: "外国への提供の同意（第28条）", en: "Consent to provision abroad (28)" },
  "foreign-system": { ja: "外国の提供先の体制（相当措置）", en: "Equivalent measures of a recipient abroad" },
  entrustment: { ja: "委託", en: "Entrustment" },
  "shared-use": { ja: "共同利用", en: "Shared use" },
  exception: { ja: "法律の例外（第27条第1項各号）", en: "An exception of the Act (27(1))" },
  "personal-related": { ja: "個人関連情報の提供（第31条）", en: "Personal-related information (31)" },
  "none-due": { ja: "第三者への提供にあたらない", en: "No provision to a third party" },
};

export const WITHIN_WORDS: Named<typeof BASES_WITHIN> = {
  consent: BASIS_WORDS.consent,
  "opt-out": BASIS_WORDS["opt-out"],
  entrustment: BASIS_WORDS.entrustment,
  "shared-use": BASIS_WORDS["shared-use"],
  exception: BASIS_WORDS.exception,
};

export const NONE_DUE_WORDS: Named<typeof NONE_DUE> = {
  "16(2)": { ja: "国・地方公共団体などへの提供", en: "To a state or local body" },
  "16(3)": { ja: "データベースにない個人情報", en: "Not in a database" },
  "General 3-6-1": { ja: "同じ法人の中", en: "Within the same legal person" },
  "27(5)(ii)": { ja: "事業の承継", en: "Succession of the business" },
};

export const CHANNEL_WORDS: Named<typeof CHANNELS> = {
  spoken: { ja: "口頭", en: "Spoken" },
  paper: { ja: "書面", en: "On paper" },
  electronic: { ja: "電子データ", en: "Electronic" },
  other: { ja: "その他", en: "Other" },
};

export const KIND_WORDS: Named<typeof PARTY_KINDS> = {
  company: { ja: "会社・団体", en: "Company or other body" },
  individual: { ja: "個人", en: "Natural person" },
  "public-body": { ja: "国・地方公共団体・独立行政法人など", en: "State, local or other public body" },
};

export const METHOD_WORDS: Readonly<Record<string, Words>> = {
  each: { ja: "一件ずつ", en: "Each by itself" },
  lump: { ja: "一括", en: "In lump" },
  contract: { ja: "契約書などで代用", en: "By contract" },
};

export const RECEIPT_BASIS_WORDS: Named<typeof RECEIPT_BASES> = {
  receipt: { ja: "事業者でない人から受け取った", en: "From somebody who is no business operator" },
  "receipt-by-consent": { ja: "提供元が本人の同意を得て提供した", en: "Provided with the person's consent" },
  "receipt-by-opt-out": { ja: "提供元がオプトアウトで提供した", en: "Provided by opt-out" },
  "receipt-as-personal": {
    ja: "個人関連情報を個人データとして受け取った",
    en: "Personal-related information, received as personal data",
  },
};

export const WAY_WORDS: Named<typeof CONFIRMATION_WAYS> = {
  contract: { ja: "契約書を見た", en: "Saw the contract" },
  document: { ja: "同意書などの書面を見た", en: "Saw a consent form or other document" },
  website: { ja: "公表された内容を見た", en: "Saw what is published" },
  statement: { ja: "提供元の申告を受けた", en: "Took the provider's statement" },
  other: { ja: "その他", en: "Other" },
};

export const RANGE_WORDS: Named<typeof RANGES> = {
  "from-the-start": { ja: "はじめから範囲に入っている", en: "Among the users from the start" },
  "within-range": { ja: "公表した範囲に入る", en: "Within the range as published" },
  renaming: { ja: "名称が変わっただけ", en: "Only its name changed" },
  succession: { ja: "事業を承継した", en: "It succeeded to the business" },
};

export const RESULT_WORDS: Named<typeof CHECK_RESULTS> = {
  fine: { ja: "問題なし", en: "Nothing found" },
  remedied: { ja: "是正した", en: "Put right" },
  suspended: { ja: "提供を停止した", en: "Provision suspended" },
};

export const CHECK_WORDS: Readonly<Record<string, Words>> = {
  entrustment: { ja: "委託先の監督（第25条）", en: "Supervision of an entrusted party (25)" },
  foreign: { ja: "外国の提供先の確認（第28条第3項）", en: "Check of a recipient abroad (28(3))" },
};

export const TOLD_WORDS: Named<typeof TOLD> = {
  "stop-use": { ja: "利用の停止", en: "Use is to stop" },
  "stop-provision": { ja: "第三者提供の停止", en: "Provision is to stop" },
  "stop-direct-mail": { ja: "案内の停止", en: "Direct mail is to stop" },
  erasure: { ja: "消去", en: "Erase the data" },
  correction: { ja: "訂正", en: "Correct the data" },
  withdrawal: { ja: "同意の撤回", en: "Consent was withdrawn" },
};

export const FACT_WORDS: Readonly<Record<string, Words>> = {
  contract: { ja: "契約", en: "Contract" },
  membership: { ja: "共同利用者", en: "User of a shared use" },
  safeguard: { ja: "相当措置の体制", en: "Equivalent measures" },
  confirmation: { ja: "本人の同意の確認（第31条）", en: "Confirmation of consent (31)" },
};

export const COVERS_WORDS: Readonly<Record<string, Words>> = {
  entrustment: { ja: "委託", en: "entrustment" },
  succession: { ja: "事業の承継", en: "succession" },
  safety: { ja: "承継の交渉中の安全管理", en: "safety while a succession is negotiated" },
  supervision: { ja: "指揮監督", en: "supervision" },
};

export const PAGE = {
  partyFound: { ja: "提供先・提供元", en: "Recipient or provider" },
  provisions: { ja: "提供の記録", en: "Records of provision" },
  provisionsLead: {
    ja: "個人データを、いつ、誰に、何を根拠に渡したかの記録です。本人を特定する事項は、この一覧には出しません。",
    en: "Who received personal data, when and on what ground. What tells who the person is does not stand in this list.",
  },
  partiesSays: {
    ja: "渡す相手と受け取る相手の情報、契約、確認の期日",
    en: "Who data goes to and comes from, contracts, and when checks are due",
  },
  filter: { ja: "絞り込み", en: "Filter" },
  show: { ja: "表示する", en: "Show" },
  operator: { ja: "事業者", en: "Operator" },
  party: { ja: "提供先", en: "Recipient" },
  provider: { ja: "提供元", en: "Provider" },
  partyId: { ja: "相手の番号", en: "Number of the party" },
  partyIdHint: { ja: "pty_ で始まる番号", en: "It starts with pty_" },
  basis: { ja: "根拠", en: "Ground" },
  from: { ja: "この日から", en: "From" },
  to: { ja: "この日まで", en: "To" },
  all: { ja: "すべて", en: "All" },
  choose: { ja: "選んでください", en: "Choose one" },
  none: { ja: "あてはまる記録はありません。", en: "There is no such record." },
  older: { ja: "これより前の記録", en: "Older records" },
  more: { ja: "次へ", en: "Next" },
  csv: { ja: "この条件の記録を CSV で保存する", en: "Save these records as CSV" },
  newProvision: { ja: "提供を記録する", en: "Record a provision" },
  newReceipt: { ja: "受領を記録する", en: "Record a receipt" },
  newParty: { ja: "提供先・提供元を登録する", en: "Record a recipient or provider" },
  at: { ja: "日時", en: "When" },
  atHint: { ja: "日本時間", en: "Time in Japan" },
  items: { ja: "項目", en: "Items" },
  channel: { ja: "渡し方", en: "How it was handed over" },
  class: { ja: "提供先の区分", en: "Class of recipients" },
  method: { ja: "記録の方法", en: "How it is recorded" },
  record: { ja: "記録の義務", en: "Duty of a record" },
  due: { ja: "あり", en: "Due under" },
  notDue: { ja: "なし", en: "None, by" },
  kept: { ja: "保存する最後の日", en: "Kept through" },
  person: { ja: "本人の番号", en: "Number of the person" },
  personHint: {
    ja: "per_ で始まる番号。個人関連情報のときは空にします。",
    en: "It starts with per_. Leave it empty for personal-related information.",
  },
  noPerson: { ja: "本人は記録しません（個人関連情報）", en: "No person is recorded (personal-related information)" },
  name: { ja: "氏名または名称", en: "Name" },
  principalName: { ja: "本人の氏名", en: "The person's name" },
  principalHint: {
    ja: "記録の義務があるときは必要です。暗号化して保存します。",
    en: "Needed where a record is due. It is stored encrypted.",
  },
  principalNumber: { ja: "本人の顧客番号など", en: "The person's customer or contract number" },
  within: { ja: "第27条の根拠（外国の提供先の体制のとき）", en: "The ground of article 27, beside a system abroad" },
  exempt: { ja: "第三者への提供にあたらない理由", en: "Why it is no provision to a third party" },
  exception: { ja: "法律の例外", en: "Exception of the Act" },
  evidence: { ja: "根拠となる資料", en: "What shows it" },
  approver: { ja: "承認した人", en: "Who let it happen" },
  parties: { ja: "提供先と提供元", en: "Recipients and providers" },
  partiesLead: {
    ja: "個人データを渡す相手と、受け取る相手です。契約、確認の期限、共同利用者になった日をまとめています。",
    en: "To whom personal data goes, and from whom it comes: contracts, checks that are due, and since when they share.",
  },
  checksDue: { ja: "期限が来た確認", en: "Checks that are due" },
  noChecksDue: { ja: "期限が来た確認はありません。", en: "No check is due." },
  never: { ja: "まだ確認していません", en: "Never checked" },
  nextBy: { ja: "{day}までに確認", en: "To be checked by {day}" },
  suspendedNow: { ja: "提供を停止中", en: "Provision is suspended" },
  kind: { ja: "種類", en: "Kind" },
  country: { ja: "国", en: "Country" },
  countryHint: { ja: "JP や US-GU のように、国際規格の記号で書きます。", en: "By its code, such as JP or US-GU." },
  address: { ja: "住所", en: "Address" },
  representative: { ja: "代表者", en: "Representative" },
  number: { ja: "取引先番号など", en: "Partner number" },
  databaseInJapan: { ja: "日本でデータベースを運用している", en: "Runs its database in Japan" },
  isOperator: { ja: "ポリシーの事業者", en: "Operator of the policy" },
  notOperator: { ja: "いずれでもない", en: "None of them" },
  since: { ja: "{day}から", en: "Since {day}" },
  until: { ja: "{day}まで", en: "until {day}" },
  ended: { ja: "{day}に終わりました", en: "Ended on {day}" },
  document: { ja: "契約書などの番号", en: "Number of the document" },
  facts: { ja: "契約・共同利用・体制", en: "Contracts, shared use, measures" },
  noFacts: { ja: "記録はありません。", en: "Nothing is on record." },
  needsReview: {
    ja: "あとから加わったため、公表した範囲に入るかの確認が要ります。確認するまで共同利用の相手として扱いません。",
    en: "It joined later: somebody has to say whether it is within the range as published. Until then nothing is shared with it.",
  },
  reviewAs: { ja: "範囲に入る理由", en: "How it is within the range" },
  review: { ja: "確認した", en: "Reviewed" },
  checks: { ja: "確認の記録", en: "Checks" },
  newCheck: { ja: "確認を記録する", en: "Record a check" },
  checkOf: { ja: "何の確認か", en: "What was checked" },
  checkedOn: { ja: "確認した日", en: "Checked on" },
  result: { ja: "結果", en: "Result" },
  found: { ja: "分かったこと、直したこと", en: "What was seen, and put right" },
  measures: { ja: "体制の根拠（外国の提供先のとき）", en: "What the measures rest on, for a recipient abroad" },
  seriesTitle: { ja: "まとめて記録する単位", en: "Recorded together" },
  seriesDays: { ja: "{first}から{last}まで", en: "{first} to {last}" },
  seriesEmpty: { ja: "まだ提供がありません", en: "Nothing in it yet" },
  itsProvisions: { ja: "この相手への提供の記録", en: "Provisions to this party" },
  tellings: { ja: "提供先に伝えること", en: "What recipients are to be told" },
  tellingsLead: {
    ja: "停止・消去・訂正などを、データを渡した相手に伝えます。伝えたら、相手の対応を待って記録します。",
    en: "Stops, erasures and corrections are passed on to whoever holds the data. Record that they were told, then that they acted.",
  },
  noTellings: { ja: "伝えることはありません。", en: "There is nothing to tell." },
  what: { ja: "内容", en: "What" },
  arisen: { ja: "生じた日時", en: "Since" },
  toldAt: { ja: "伝えた日時", en: "Told at" },
  tellBy: { ja: "{party}に伝えた（{how}）", en: "Told {party} ({how})" },
  tell: { ja: "伝えたことを記録する", en: "Record as told" },
  acknowledge: { ja: "相手が対応したことを記録する", en: "Record that they acted" },
  save: { ja: "記録する", en: "Record" },
  publication: { ja: "個人情報保護委員会による公表", en: "Publication by the Commission" },
  how: { ja: "取得の経緯を確認した方法", en: "How the background was confirmed" },
  confirmedAt: { ja: "確認した日時", en: "Confirmed at" },
  acquired: { ja: "提供元がどのように取得したか", en: "How the provider had acquired it" },
  later: { ja: "あとで確認する", en: "To be confirmed later" },
  error: { ja: "エラー：", en: "Error: " },
  recorded: { ja: "記録しました。", en: "It was recorded." },
  yes: { ja: "はい", en: "Yes" },
} as const satisfies Record<string, Words>;

export const MEASURES_WORDS = {
  contract: { ja: "契約", en: "Contract" },
  "group-rules": { ja: "グループ共通の規程", en: "Common rules of the group" },
  cbpr: { ja: "APEC-CBPR の認証", en: "APEC CBPR certification" },
} as const satisfies Record<string, Words>;

/** On the page of a person. */
export const TIMELINE = {
  provided: { ja: "第三者などに渡した", en: "Handed over" },
  received: { ja: "第三者から受け取った", en: "Received from somebody else" },
  due: { ja: "記録の根拠", en: "Record asked for by" },
  exempt: { ja: "記録が要らない根拠", en: "No record needed by" },
  keptThrough: { ja: "記録の保存", en: "Record kept through" },
} as const satisfies Record<string, Words>;
