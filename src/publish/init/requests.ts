import {
  type AUTHORITY_PAPERS,
  IDENTITY_DOCUMENTS,
  type IdentityDocumentName,
  isAcceptable,
  REQUEST_KINDS,
} from "../../law/index.ts";
import { fillWords, type Words } from "../../wire/index.ts";
import type { Answers } from "./answers.ts";
import type { Clauses } from "./clauses.ts";

const isDocument = (name: string): name is IdentityDocumentName => Object.hasOwn(IDENTITY_DOCUMENTS, name);

/** What shows who somebody is and is no more than that takes: not the seal, and no paper without address or photo. */
function documentsOn(days: readonly string[]): IdentityDocumentName[] {
  return Object.keys(IDENTITY_DOCUMENTS)
    .filter(isDocument)
    .filter((name) => name !== "seal-certificate" && name !== "pension-book")
    .filter((name) => days.every((day) => isAcceptable(name, Temporal.PlainDate.from(day))));
}

function listed(names: readonly IdentityDocumentName[]): Words {
  const says = names.map((name): Words => IDENTITY_DOCUMENTS[name].says);
  return { ja: says.map(({ ja }) => ja).join("、"), en: says.map(({ en }) => en).join("; ") };
}

/** Everything about requests: the section, and the clauses that publish it. */
export function requestsOf(
  { inForceFrom, email, addressJa, addressEn }: Answers,
  today: string,
  clauses: Clauses,
): Readonly<Record<string, unknown>> & { readonly clause: string } {
  const part = clauses.part({
    id: "requests",
    heading: { ja: "開示・訂正・利用停止などの請求", en: "Requests: disclosure, correction, stopping" },
    contacts: ["desk"],
  });
  const promise = (title: Words, text: Words): string => clauses.promise("R", part, title, text);
  const accepted = documentsOn([inForceFrom, today]);

  const kinds = promise(
    { ja: "請求できること", en: "What you may ask for" },
    {
      ja: "ご本人は、当社が持つご自分の情報について、利用目的の通知、開示、第三者に提供した記録の開示、内容の訂正・追加・削除、利用の停止・消去、第三者への提供の停止を求めることができます。",
      en: "Of the data that we hold about you, you may ask to be told the purposes of use; for disclosure of it and of the records of its provision to third parties; for correction, addition or deletion; for its use to stop or its erasure; and for its provision to third parties to stop.",
    },
  );
  const principal = promise(
    { ja: "ご本人が請求するときの書類", en: "Documents when you ask for yourself" },
    fillWords(
      {
        ja: "次のうち一つの写しを添えてください：{documents}。番号など確認に要らない部分は塗りつぶしてください。",
        en: "Add a copy of one of these: {documents}. Black out numbers and whatever else is not needed.",
      },
      { documents: listed(accepted) },
    ),
  );
  const proxy = promise(
    { ja: "代理の方が請求するとき：本人の確認", en: "When somebody asks for you: who they are" },
    fillWords(
      {
        ja: "代理の方についても、次のうち一つの写しを添えてください：{documents}。",
        en: "Add a copy of one of these for the person who asks for you: {documents}.",
      },
      { documents: listed(accepted) },
    ),
  );
  const authority = promise(
    { ja: "代理の方が請求するとき：代理権の確認", en: "When somebody asks for you: that they may" },
    {
      ja: "代理権は、任意代理人は委任状、成年後見人は登記事項証明書、未成年の方の親権者は続柄が示された戸籍謄抄本または住民票の写しで確かめます。",
      en: "What shows that they may: for somebody you have empowered, a letter of proxy; for an adult guardian, the certificate of registered matters; for a parent of a minor, an extract of the family register or a copy of the resident record that shows how they are related.",
    },
  );
  const insufficient = promise(
    { ja: "書類が足りないとき", en: "Where something is missing" },
    {
      ja: "書類が足りないときは、足りないものをお知らせし、そろったところで手続を進めます。",
      en: "Where something is missing we tell you what, and go on once it has come.",
    },
  );
  const ways = promise(
    { ja: "請求の方法", en: "How to send a request" },
    fillWords(
      {
        ja: "郵便（{addressJa}）または電子メール（{email}）で、窓口にお送りください。",
        en: "Send it to the window by post ({addressEn}) or by e-mail ({email}).",
      },
      { addressJa, addressEn, email },
    ),
  );
  const methods = promise(
    { ja: "開示の方法", en: "How we hand over what is disclosed" },
    {
      ja: "開示は、電子データ、書面のうち、ご本人が選んだ方法でします。",
      en: "We disclose in the way you choose: as electronic data, or on paper.",
    },
  );
  const free = promise(
    { ja: "手数料", en: "Fees" },
    { ja: "どの請求にも手数料はいただきません。", en: "No request costs a fee." },
  );
  const answerAlone = promise(
    { ja: "請求でいただいた情報の扱い", en: "What comes with a request" },
    {
      ja: "請求の際にいただいた情報は、ご本人の確認と請求への回答のためだけに使います。",
      en: "What you send with a request is used to know you by and to answer it, and for nothing else.",
    },
  );
  return {
    clause: kinds,
    kinds: Object.keys(REQUEST_KINDS),
    documents: {
      principal: { clause: principal, atLeast: 1, accepted },
      proxy: { clause: proxy, atLeast: 1, accepted },
      authority: { clause: authority, accepted: AUTHORITY },
    },
    insufficient: { clause: insufficient, answer: "asked-again" },
    ways: { clause: ways, accepted: ["post", "email"] },
    methods: { clause: methods, offered: ["electronic", "paper"] },
    fees: Object.fromEntries(
      Object.entries(REQUEST_KINDS)
        .filter(([, { fee }]) => fee)
        .map(([kind]) => [kind, { clause: free, yen: 0 }]),
    ),
    usedForAnswerAlone: { clause: answerAlone },
    settings: {
      because: {
        ja: "遅滞なく答えるための目安として決めました。",
        en: "Decided as what “without delay” is to mean here.",
      },
      term: "P14D",
    },
  };
}

type Paper = keyof typeof AUTHORITY_PAPERS | IdentityDocumentName;
const AUTHORITY: readonly { readonly papers: readonly Paper[]; readonly for: readonly string[] }[] = [
  { papers: ["mandate"], for: ["mandated"] },
  { papers: ["guardianship-certificate"], for: ["adult-guardian"] },
  { papers: ["family-register"], for: ["parent-of-minor"] },
  { papers: ["resident-record"], for: ["parent-of-minor"] },
];
