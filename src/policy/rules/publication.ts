import { documentParts } from "./walk.ts";
import { parentsOf } from "../expand.ts";
import { type CheckRule, type Finding, inOurLanguages, listOf } from "./rule.ts";

/* What the document says: its languages, its clauses, what it promises beyond the Act and short of it. */

const prevailingLanguageMissing: CheckRule = {
  id: "prevailing-language-missing",
  severity: "advice",
  message: {
    ja: "{languages} で公表しますが、食い違ったときにどの言語の文が優先するかを定めていません。languages.prevailing に書いてください。",
    en: "The policy is published in {languages}, and does not say which of them prevails where they differ. Write it in languages.prevailing.",
  },
  *find({ policy: { languages } }) {
    if (languages.required.length < 2 || languages.prevailing !== undefined) return;
    yield { path: ["policy", "languages"], values: { languages: languages.required.join(", ") } };
  },
};

const clauseUnpublished: CheckRule = {
  id: "clause-unpublished",
  severity: "policy",
  message: {
    ja: "条項「{clause}」の文はありますが、公表文書（document）のどこにも載りません。載せるか、公表しない約束なら ours に理由を書いてください。",
    en: "Clause “{clause}” has words, and no part of the document sets it out. Set it out, or say under `ours` why it is not published.",
  },
  *find(source, policy) {
    const setOut = new Set<string>();
    const mirrors = new Set<string>();
    for (const { part } of documentParts(source)) {
      for (const clause of part.clauses ?? []) setOut.add(clause);
      if (part.mirror !== undefined) mirrors.add(part.mirror);
    }
    for (const [clause, { text, ours }] of Object.entries(source.promises)) {
      if (text === undefined || ours !== undefined || setOut.has(clause)) continue;
      yield { path: ["promises", clause], clause, values: { clause } };
    }
    for (const [name, made] of Object.entries(policy.mirrored)) {
      const clause = source.mirrors[name]?.clause;
      if (mirrors.has(name) || clause === undefined) continue;
      if (made.some((one) => !setOut.has(one) && policy.promises[one]?.text !== undefined)) {
        yield { path: ["mirrors", name], clause, values: { clause: `${clause}.…` } };
      }
    }
  },
};

const emptyPromise: CheckRule = {
  id: "empty-promise",
  severity: "policy",
  message: {
    ja: "条項「{clause}」は何も約束していません。文（text）を書くか、仕組みにできない姿勢なら aspiration に理由を書くか、消してください。",
    en: "Clause “{clause}” promises nothing. Write its text, say under `aspiration` why it is no duty that can run, or remove it.",
  },
  *find({ promises }) {
    const above = new Set(Object.keys(promises).flatMap(parentsOf));
    for (const [clause, { text, aspiration }] of Object.entries(promises)) {
      if (text === undefined && aspiration === undefined && !above.has(clause)) {
        yield { path: ["promises", clause], clause, values: { clause } };
      }
    }
  },
};

const clauseSetOutTwice: CheckRule = {
  id: "clause-set-out-twice",
  severity: "advice",
  message: {
    ja: "条項「{clause}」は公表文書に 2 回載ります。リンクがどちらを指すか決まらないので、片方を外してください。",
    en: "The document sets out clause “{clause}” twice, so that a link to it may lead to either. Take one out.",
  },
  *find(source) {
    const seen = new Set<string>();
    for (const { part, path } of documentParts(source)) {
      for (const [index, clause] of (part.clauses ?? []).entries()) {
        if (seen.has(clause)) yield { path: [...path, "clauses", index], clause, values: { clause } };
        seen.add(clause);
      }
    }
  },
};

const partNamedTwice: CheckRule = {
  id: "part-named-twice",
  severity: "advice",
  message: {
    ja: "公表文書に「{id}」という部分が二つあります。目次のリンクがどちらを指すか決まらないので、片方の id を変えてください。",
    en: "Two parts of the document are called “{id}”, so that a link in the contents may lead to either. Rename one.",
  },
  *find(source) {
    const seen = new Set<string>();
    for (const { part, path } of documentParts(source)) {
      if (seen.has(part.id)) yield { path: [...path, "id"], values: { id: part.id } };
      seen.add(part.id);
    }
  },
};

const changeWithoutNotice: CheckRule = {
  id: "change-without-notice",
  severity: "law",
  article: "21(3)",
  message: {
    ja: "前もって知らせずにポリシーを変えるとしています。利用目的の変更は本人への通知か公表が要り、共同利用の目的と責任者（法第27条第6項）やオプトアウトの事項（同条第3項）は変える前に知らせなければなりません。知らせる時期を条項に書いてください。",
    en: "The policy keeps the right to change without notice. A changed purpose must be notified or announced; the purposes of shared use and who is responsible for it (27(6)) and the matters of an opt-out (27(3)) must be told beforehand. Say in the clause when changes are told.",
  },
  *find({ policy: { changes } }) {
    if (changes?.notice === "none") yield { path: ["policy", "changes"], clause: changes.clause };
  },
};

const BEYOND_LAW = {
  "state-purpose-when-direct": {
    ja: "書面以外で直接取得するときも利用目的を明示すること",
    en: "to state the purpose on every direct collection, not in writing alone",
  },
  "consent-when-direct": { ja: "直接取得するときに同意を得ること", en: "to obtain consent on direct collection" },
} as const;

const promiseBeyondLaw: CheckRule = {
  id: "promise-beyond-law",
  severity: "advice",
  article: "21(2)",
  message: {
    ja: "この条項は、法律が求めていないこと（{what}）まで約束しています。約束した以上は守る必要があるので、受付の現場で守れるかを確かめてください。",
    en: "This clause promises more than the Act asks for: {what}. A promise binds, so make sure that whoever collects data can keep it.",
  },
  *find({ commitments }) {
    const byClause = new Map<string, (keyof typeof BEYOND_LAW)[]>();
    for (const name of ["state-purpose-when-direct", "consent-when-direct"] as const) {
      const clause = commitments[name]?.clause;
      if (clause !== undefined) byClause.set(clause, [...(byClause.get(clause) ?? []), name]);
    }
    for (const [clause, names] of byClause) {
      const what = listOf(names.map((name) => BEYOND_LAW[name]));
      yield { path: ["commitments", names[0] ?? ""], clause, values: { what } };
    }
  },
};

/** What would help an intruder, as it is written in either language: what was named, and by what it is known. */
const DETAILS: readonly RegExp[] = [
  /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/,
  /\b(?:TLS|SSL|OpenSSL|OpenSSH|Windows(?: Server)?|Ubuntu|CentOS|RHEL|Apache|nginx|IIS|MySQL|PostgreSQL|PHP|WordPress)[ /]?v?\d+(?:\.\d+)*/i,
  /\b(?:AES|RSA|DES|SHA|ECC|WPA)[- ]?\d{1,4}\b/i,
  /\b\d{2,4}[ -]?bits?\b|\d{2,4} ?ビット/i,
  /\bport \d{2,5}\b|ポート(?:番号)? ?\d{2,5}/i,
  /(?:サーバー?|データセンター|電算|機械|金庫)室?[^。、]{0,8}\d+ ?(?:号室|階)|\d+ ?(?:号室|階)の?(?:サーバー?|データセンター|電算|機械|金庫)/,
  /\b(?:server|data cent(?:er|re)|machine|vault)[^.,]{0,20}\b(?:room|floor) ?\d+\b|\broom \d+[^.,]{0,20}\b(?:server|vault)s?\b/i,
];

const securityDetail: CheckRule = {
  id: "security-detail",
  severity: "advice",
  article: "CO10(i)",
  message: {
    ja: "条項「{clause}」に「{what}」とあります。製品の版、アドレス、鍵の長さ、部屋の場所などは攻撃の手がかりになり、公表しなくてよいものです。どんな対策をしているかだけを書いてください。",
    en: "Clause “{clause}” says “{what}”. Versions, addresses, key lengths or rooms help an intruder, and need not be published. Say only what kind of measure is taken.",
  },
  *find({ promises }) {
    for (const [clause, { text }] of Object.entries(promises)) {
      const found = detailIn(Object.values(text ?? {}));
      if (found !== undefined) yield { path: ["promises", clause, "text"], clause, values: { clause, what: found } };
    }
  },
};

function detailIn(texts: readonly string[]): string | undefined {
  for (const text of texts) {
    for (const detail of DETAILS) {
      const found = detail.exec(text)?.[0];
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

const linkedPolicyWithoutCopy: CheckRule = {
  id: "linked-policy-without-copy",
  severity: "advice",
  article: "21(1)",
  message: {
    ja: "「{name}」へ案内していますが、読んだ写しがありません。変わっても気づけないので、写しを保存し、日付とハッシュを snapshot に書いてください。",
    en: "Readers are sent to “{name}”, and no copy of it is kept, so that nobody would notice a change. Keep one, and write its day and hash in `snapshot`.",
  },
  *find({ linkedPolicies }) {
    for (const [id, { name, clause, snapshot }] of Object.entries(linkedPolicies)) {
      if (snapshot === undefined) {
        yield { path: ["linkedPolicies", id], clause, values: { name: inOurLanguages(name) } };
      }
    }
  },
};

const USUAL_WATCH = "P12M";

const linkedPolicyCopyOld: CheckRule = {
  id: "linked-policy-copy-old",
  severity: "advice",
  article: "21(1)",
  message: {
    ja: "「{name}」の写しは {taken} のもので、{due} までに見直すはずでした。いまのページと比べ、写しと snapshot を新しくしてください。",
    en: "The copy of “{name}” is of {taken} and was to be looked at again by {due}. Compare it with the page as it is, and renew the copy and `snapshot`.",
  },
  *find({ linkedPolicies }, _policy, { on }): Iterable<Finding> {
    for (const [id, { name, clause, snapshot, watchEvery = USUAL_WATCH }] of Object.entries(linkedPolicies)) {
      if (snapshot === undefined) continue;
      const due = Temporal.PlainDate.from(snapshot.taken).add(watchEvery).toString();
      if (due >= on) continue;
      yield {
        path: ["linkedPolicies", id, "snapshot"],
        clause,
        values: { name: inOurLanguages(name), taken: snapshot.taken, due },
      };
    }
  },
};

export const PUBLICATION_RULES: readonly CheckRule[] = [
  prevailingLanguageMissing,
  clauseUnpublished,
  emptyPromise,
  clauseSetOutTwice,
  partNamedTwice,
  changeWithoutNotice,
  promiseBeyondLaw,
  securityDetail,
  linkedPolicyWithoutCopy,
  linkedPolicyCopyOld,
];
