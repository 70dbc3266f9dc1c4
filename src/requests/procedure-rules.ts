import { citation, REQUEST_KINDS, type RequestKind, type RequestRule } from "../law/index.ts";
import {
  type CheckRule,
  inOurLanguages,
  legalPerson,
  listOf,
  type Policy,
  type PolicySource,
  sectionOf,
} from "../policy/index.ts";
import type { Words } from "../wire/index.ts";
import { REQUESTS, type Requests } from "./section.ts";

/* How requests are made and answered: 32(1)(iii), 33 to 38. */

const requestsMissing: CheckRule = {
  id: "requests-missing",
  severity: "law",
  article: "32(1)(iii)",
  message: {
    ja: "開示・訂正・利用停止などの請求の手続が書かれていません。requests の節に、受け付ける請求、本人確認書類、送り方、手数料を書いてください。",
    en: "Nothing says how requests for disclosure, correction or a stop are made. Add a section `requests`: the kinds of request, the documents, the ways to send them, the fee.",
  },
  *find(source, policy) {
    if (sectionOf(source, REQUESTS) !== undefined || !handlesPeople(policy)) return;
    yield { path: ["policy"] };
  },
};

const requestKindsMissing: CheckRule = {
  id: "request-kinds-missing",
  severity: "law",
  article: "32(1)(iii)",
  message: {
    ja: "次の請求に応じる手続が書かれていません：{kinds}。どれも知らせる必要があります。ポリシーに書き、kinds に足してください。",
    en: "No procedure is told for these requests: {kinds}. All of them must be told of: say in the policy how they are made, and add them to `kinds`.",
  },
  *find(source) {
    const requests = sectionOf(source, REQUESTS);
    if (requests === undefined) return;
    const missing = KINDS.filter((kind) => !requests.kinds.includes(kind));
    if (missing.length === 0) return;
    yield {
      path: ["requests", "kinds"],
      clause: requests.clause,
      values: { kinds: listOf(missing.map(kindWithArticle)) },
    };
  },
};

const insufficientUnanswered: CheckRule = {
  id: "insufficient-documents-unanswered",
  severity: "law",
  article: "33(3)",
  message: {
    ja: "書類に不備があると応答しないことになっています。応じない旨は遅滞なく本人に知らせなければならず（訂正は第34条第3項、停止は第35条第7項）、理由の説明にも努めます。足りないものを知らせて出し直してもらい（answer: asked-again）、ポリシーの文も改めてください。",
    en: "Where documents fall short there is no answer. That a request is not followed must be told without delay (for correction by 34(3), for a stop by 35(7)), if possible with the reason. Ask again for what is missing (answer: asked-again), and mend the words of the policy.",
  },
  *find(source) {
    const insufficient = sectionOf(source, REQUESTS)?.insufficient;
    if (insufficient?.answer !== "none") return;
    yield { path: ["requests", "insufficient"], clause: insufficient.clause };
  },
};

const feeOutsideArticle38: CheckRule = {
  id: "fee-outside-38",
  severity: "law",
  article: "38(1)",
  message: {
    ja: "「{kind}」に {yen} 円の手数料を定めていますが、手数料を取れるのは利用目的の通知と開示（第三者提供記録を含む）だけです。外してください。",
    en: "A fee of {yen} yen is set for this: {kind}. A fee may be charged only for notice of purposes and for disclosure, of records of provision too. Take it out.",
  },
  *find(source) {
    for (const [kind, fee] of feesOf(source)) {
      if (fee.yen === 0 || REQUEST_KINDS[kind].fee) continue;
      yield {
        path: ["requests", "fees", kind],
        clause: fee.clause,
        values: { kind: REQUEST_KINDS[kind].says, yen: fee.yen },
      };
    }
  },
};

const feeUnstated: CheckRule = {
  id: "fee-unstated",
  severity: "advice",
  article: "32(1)(iii)",
  message: {
    ja: "手数料が書かれていません：{kinds}。定めたなら、その額を知らせなければなりません。fees に書いてください（無料なら 0）。",
    en: "No fee is stated for these requests: {kinds}. Where one is set, it must be told: write it under `fees`, 0 where it costs nothing.",
  },
  *find(source) {
    const requests = sectionOf(source, REQUESTS);
    const unstated = (requests?.kinds ?? []).filter(
      (kind) => REQUEST_KINDS[kind].fee && requests?.fees?.[kind] === undefined,
    );
    if (requests === undefined || unstated.length === 0) return;
    yield {
      path: ["requests", requests.fees === undefined ? "kinds" : "fees"],
      clause: requests.clause,
      values: { kinds: listOf(unstated.map((kind) => REQUEST_KINDS[kind].says)) },
    };
  },
};

const disclosureMethodRefused: CheckRule = {
  id: "disclosure-method-refused",
  severity: "law",
  article: "33(1)",
  message: {
    ja: "開示の方法に{methods}がありません。電磁的記録か書面かは本人が選べます（多額の費用がかかるときなどは書面）。offered に足してください。",
    en: "Disclosure is not offered {methods}. The person chooses between electronic and paper (paper where the other costs much or is difficult): add it to `offered`.",
  },
  *find(source) {
    const methods = sectionOf(source, REQUESTS)?.methods;
    if (methods === undefined) return;
    const refused = METHODS.filter(({ name }) => !methods.offered.includes(name));
    if (refused.length === 0) return;
    yield {
      path: ["requests", "methods", "offered"],
      clause: methods.clause,
      values: { methods: listOf(refused.map(({ says }) => says)) },
    };
  },
};

const disclosureMethodUnsaid: CheckRule = {
  id: "disclosure-method-unsaid",
  severity: "advice",
  article: "33(1)",
  message: {
    ja: "開示の方法が書かれていません。書かなくても本人は電磁的記録か書面を選べます。選べることを methods に書いてください。",
    en: "Nothing says by which way data is disclosed. People may choose electronic or paper all the same: tell them so under `methods`.",
  },
  *find(source) {
    const requests = sectionOf(source, REQUESTS);
    if (requests === undefined || requests.methods !== undefined) return;
    if (!requests.kinds.some((kind) => kind === "disclosure" || kind === "record-disclosure")) return;
    yield { path: ["requests", "kinds"], clause: requests.clause };
  },
};

const requestTermMissing: CheckRule = {
  id: "request-term-missing",
  severity: "advice",
  article: "33(2)",
  message: {
    ja: "いつまでに答えるかが決められていません。法律は「遅滞なく」とするだけで、請求が届いて2週間がたつと本人は訴えを起こせます。settings.term に期限を書いてください（例：P14D）。",
    en: "No term is set for an answer. The Act says only “without delay”, and two weeks after a request arrived the person may sue. Write one under settings.term, for example P14D.",
  },
  *find(source) {
    const requests = sectionOf(source, REQUESTS);
    if (requests === undefined || requests.settings !== undefined) return;
    yield { path: ["requests"], clause: requests.clause };
  },
};

const identityByEmail: CheckRule = {
  id: "identity-by-email",
  severity: "advice",
  article: "23",
  message: {
    ja: "本人確認書類の写しがメールで届きます。誤送信や盗み見の危険があるので、アップロードの窓口（upload）も用意し、そちらを案内してください。",
    en: "Copies of identity documents come by e-mail, where they are easily misdirected or read by others. Offer a secure upload (`upload`) as well, and point people to it.",
  },
  *find(source) {
    const requests = sectionOf(source, REQUESTS);
    if (requests === undefined || requests.documents.principal.atLeast === 0) return;
    const { ways } = requests;
    if (!ways.accepted.includes("email") || ways.accepted.includes("upload")) return;
    yield { path: ["requests", "ways", "accepted"], clause: ways.clause };
  },
};

const wayWithoutAddress: CheckRule = {
  id: "way-without-address",
  severity: "law",
  article: "32(1)(iii)",
  message: {
    ja: "{ways}で請求を受け付けるのに、その宛先が contacts のどの窓口にもありません。宛先を書いてください。",
    en: "Requests are taken by {ways}, and no window in `contacts` says where to. Write it there.",
  },
  *find(source, policy) {
    const ways = sectionOf(source, REQUESTS)?.ways;
    if (ways === undefined) return;
    const contacts = Object.values(policy.contacts);
    const nowhere = WAYS.filter(
      ({ way, place }) => ways.accepted.includes(way) && contacts.every((contact) => contact[place] === undefined),
    );
    if (nowhere.length === 0) return;
    yield {
      path: ["requests", "ways", "accepted"],
      clause: ways.clause,
      values: { ways: listOf(nowhere.map(({ says }) => says)) },
    };
  },
};

const requestDataUnlimited: CheckRule = {
  id: "request-data-unlimited",
  severity: "advice",
  article: "18(1)",
  message: {
    ja: "請求に伴って受け取る情報を、答えるためだけに使うという約束がありません。ポリシーに書き、usedForAnswerAlone で示してください。",
    en: "Nothing promises that what comes with a request is used for its answer alone. Say so in the policy, and point to the clause with `usedForAnswerAlone`.",
  },
  *find(source) {
    const requests = sectionOf(source, REQUESTS);
    if (requests === undefined || requests.usedForAnswerAlone !== undefined) return;
    yield { path: ["requests"], clause: requests.clause };
  },
};

const directMailStopMissing: CheckRule = {
  id: "direct-mail-stop-missing",
  severity: "advice",
  article: "35(5)",
  message: {
    ja: "ダイレクトメールなどの案内を送るのに（{purposes}）、止めたいときの申し出方が書かれていません。ポリシーに書き、directMail で示してください。",
    en: "Direct mail is sent ({purposes}), and nothing says how to stop it. Say so in the policy, and point to the clause with `directMail`.",
  },
  *find(source, policy) {
    const requests = sectionOf(source, REQUESTS);
    const purposes = mailing(policy);
    if (requests === undefined || requests.directMail !== undefined || purposes.length === 0) return;
    yield {
      path: ["requests"],
      clause: requests.clause,
      values: { purposes: purposes.map(([id]) => id).join(", ") },
    };
  },
};

const stopNarrowerThanMail: CheckRule = {
  id: "stop-narrower-than-mail",
  severity: "policy",
  article: "35(5)",
  message: {
    ja: "案内を止めたいという申し出は{reach}にしか及びませんが、案内を送るのは{senders}です。止めたはずの案内がほかから届かないよう、{wanted}に及ぶようにしてください（reaches: {write}）。",
    en: "A wish for no more mail reaches only {reach}, and mail is sent by {senders}. What was stopped goes on coming from elsewhere: let it reach {wanted} (reaches: {write}).",
  },
  *find(source, policy) {
    const mail = sectionOf(source, REQUESTS)?.directMail;
    if (mail === undefined) return;
    const senders = [
      ...new Set(mailing(policy).flatMap(([, { operators }]) => operators.map((one) => legalPerson(policy, one)))),
    ];
    const write = senders.length > 1 ? "group" : "operator";
    if (senders.length === 0 || REACHES.indexOf(mail.reaches) >= REACHES.indexOf(write)) return;
    yield {
      path: ["requests", "directMail", "reaches"],
      clause: mail.clause,
      values: {
        reach: REACH_WORDS[mail.reaches],
        wanted: REACH_WORDS[write],
        write,
        senders: firstOf(senders.map((id) => inOurLanguages(policy.operators[id]?.name))),
      },
    };
  },
};

export const PROCEDURE_RULES: readonly CheckRule[] = [
  requestsMissing,
  requestKindsMissing,
  insufficientUnanswered,
  feeOutsideArticle38,
  feeUnstated,
  disclosureMethodRefused,
  disclosureMethodUnsaid,
  requestTermMissing,
  identityByEmail,
  wayWithoutAddress,
  requestDataUnlimited,
  directMailStopMissing,
  stopNarrowerThanMail,
];

const KINDS = Object.keys(REQUEST_KINDS).filter((kind): kind is RequestKind => Object.hasOwn(REQUEST_KINDS, kind));

const METHODS = [
  { name: "electronic", says: { ja: "電磁的記録の提供", en: "electronically" } },
  { name: "paper", says: { ja: "書面の交付", en: "on paper" } },
] as const;

/** Ways that lead somewhere, and what a window must give for them. */
const WAYS = [
  { way: "post", place: "address", says: { ja: "郵送", en: "post" } },
  { way: "email", place: "email", says: { ja: "メール", en: "e-mail" } },
  { way: "telephone", place: "phone", says: { ja: "電話", en: "telephone" } },
  { way: "counter", place: "address", says: { ja: "来所", en: "a visit" } },
] as const;

type Reach = NonNullable<Requests["directMail"]>["reaches"];
/** From the narrowest. */
const REACHES: readonly Reach[] = ["sender", "operator", "group"];
const REACH_WORDS: Readonly<Record<Reach, Words>> = {
  sender: { ja: "送っている部署", en: "the office that sent it" },
  operator: { ja: "会社全体", en: "the whole company" },
  group: { ja: "グループ全体", en: "the whole group" },
};

function handlesPeople({ people }: Policy): boolean {
  return Object.values(people).some(({ items }) => items.length > 0);
}

function kindWithArticle(kind: RequestKind): Words {
  const { says, article }: RequestRule = REQUEST_KINDS[kind];
  const { ja, en } = citation(article);
  return { ja: `${says.ja}（${kind}、${ja}）`, en: `${kind} (${en})` };
}

function feesOf(source: PolicySource): [RequestKind, { readonly clause: string; readonly yen: number }][] {
  const fees = sectionOf(source, REQUESTS)?.fees ?? {};
  return KINDS.flatMap((kind) => (fees[kind] === undefined ? [] : [[kind, fees[kind]]]));
}

/** The purposes for which mail is sent that people can stop. */
function mailing(policy: Policy): [string, Policy["purposes"][string]][] {
  return Object.entries(policy.purposes).filter(([, { stoppable }]) => stoppable === "direct-mail");
}

/** The first three of a list, and how many more there are. */
function firstOf(names: readonly Words[]): Words {
  const { ja, en } = listOf(names.slice(0, 3));
  const more = names.length - 3;
  return more <= 0 ? { ja, en } : { ja: `${ja}ほか${more}社`, en: `${en} and ${more} more` };
}
