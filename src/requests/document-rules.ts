import {
  AUTHORITY_PAPERS,
  documentFault,
  IDENTITY_DOCUMENTS,
  type IdentityDocument,
  isAcceptable,
} from "../law/index.ts";
import { type CheckRule, listOf, type PolicySource, sectionOf } from "../policy/index.ts";
import { longDate } from "../web/index.ts";
import type { Words } from "../wire/index.ts";
import { REQUESTS, type Requests } from "./section.ts";

/*
 * The papers that a policy asks for: 37, CO12(iii), CO13 and General 3-8-7. The days on which papers run out are known as well as the
 * table of documents says.
 */

type Identity = Requests["documents"]["principal"];
type Accepted = NonNullable<Requests["documents"]["authority"]>["accepted"][number];
type Paper = Accepted["papers"][number];
type Role = Accepted["for"][number];

const ROLES: Readonly<Record<Role, Words>> = {
  "parent-of-minor": { ja: "未成年者の親権者", en: "the parents of a minor" },
  "adult-guardian": { ja: "成年後見人", en: "the guardian of an adult" },
  mandated: { ja: "本人が委任した代理人", en: "an agent whom the person has mandated" },
  relative: { ja: "親族", en: "relatives" },
};

/** What anybody who lives in Japan can have, whether they drive or travel or not. */
const FOR_ANYBODY: ReadonlySet<Paper> = new Set<Paper>([
  "my-number-card",
  "qualification-certificate",
  "health-insurance-card",
  "basic-resident-card",
]);

const documentNoLongerValid: CheckRule = {
  id: "document-no-longer-valid",
  severity: "law",
  article: "General 3-8-1",
  message: {
    ja: "「{document}」が使えたのは{until}までです。公表する手続は、その時点で正しいものにします。一覧から外してください。代わりの書類は「{successor}」です。",
    en: "“{document}”: good until {until} at the latest. What is published of the procedure must be right at the time. Take it off the list. In its place there is the {successor}.",
  },
  *find(source, _policy, { on }) {
    for (const { whose, identity } of identities(source)) {
      for (const [index, name] of identity.accepted.entries()) {
        const { says, until, replacedBy }: IdentityDocument = IDENTITY_DOCUMENTS[name];
        if (until === undefined || documentFault(name, Temporal.PlainDate.from(on)) !== "no-longer") continue;
        yield {
          path: ["requests", "documents", whose, "accepted", index],
          clause: identity.clause,
          values: {
            document: says,
            until: { ja: longDate(until.day, "ja"), en: longDate(until.day, "en") },
            successor: Object.entries(IDENTITY_DOCUMENTS).find(([other]) => other === replacedBy)?.[1].says ?? says,
          },
        };
      }
    }
  },
};

const commonDocumentMissing: CheckRule = {
  id: "common-document-missing",
  severity: "advice",
  article: "37(4)",
  message: {
    ja: "受け付ける本人確認書類のうち、{day}の時点で使えるのは{documents}です。だれでも持てる書類がないので、請求できない方が出ます。個人番号カードの表面や健康保険の資格確認書も受け付けてください。",
    en: "Of the documents accepted, these are good on {day}: {documents}. None of them is one that anybody can have, so some people cannot ask. Accept the front of the My Number card or the health insurance qualification certificate too.",
  },
  *find(source, _policy, { on }) {
    const day = Temporal.PlainDate.from(on);
    for (const { whose, identity } of identities(source)) {
      const good = identity.accepted.filter((name) => isAcceptable(name, day));
      if (good.some((name) => FOR_ANYBODY.has(name))) continue;
      const documents = listOf(good.map((name) => IDENTITY_DOCUMENTS[name].says));
      yield {
        path: ["requests", "documents", whose, "accepted"],
        clause: identity.clause,
        values: {
          day: { ja: longDate(on, "ja"), en: longDate(on, "en") },
          documents: good.length === 0 ? { ja: "0点", en: "none" } : documents,
        },
      };
    }
  },
};

const documentsExcessive: CheckRule = {
  id: "documents-excessive",
  severity: "law",
  article: "37(4)",
  message: {
    ja: "本人確認書類を{count}点求めていますが、写真付きの書類なら1点で足ります。過重な負担を課さないよう、atLeast を 1 にしてください。",
    en: "This asks for {count} documents, though one with a photo shows who somebody is. Put no excessive burden on people: write atLeast: 1.",
  },
  *find(source) {
    for (const { whose, identity } of identities(source)) {
      if (identity.atLeast < 2 || !identity.accepted.some((name) => IDENTITY_DOCUMENTS[name].photo)) continue;
      yield {
        path: ["requests", "documents", whose, "atLeast"],
        clause: identity.clause,
        values: { count: identity.atLeast },
      };
    }
  },
};

const authorityPapersExcessive: CheckRule = {
  id: "authority-papers-excessive",
  severity: "advice",
  article: "37(4)",
  message: {
    ja: "代理権を示す書類として{papers}を一緒に求めていますが、「{enough}」で足ります（通則編3-8-7）。必要な理由がなければ、ほかは外してください。",
    en: "These are asked for together to show authority: {papers}. One shows it by itself ({enough}; General 3-8-7). Drop the rest unless there is a reason to need it.",
  },
  *find(source) {
    for (const { entry, path, clause } of authorities(source)) {
      const enough = entry.papers.find((paper) => entry.for.every((role) => shows(paper, role)));
      if (entry.papers.length < 2 || enough === undefined) continue;
      yield {
        path: [...path, "papers"],
        clause,
        values: { papers: listOf(entry.papers.map(wordsOf)), enough: wordsOf(enough) },
      };
    }
  },
};

const authorityUnproven: CheckRule = {
  id: "authority-unproven",
  severity: "law",
  article: "CO13",
  message: {
    ja: "{papers}では、{roles}に代理権があることを示せません。代理人になれるのは、未成年者・成年被後見人の法定代理人と、本人が委任した人だけです。for から外し、委任状（成年後見人なら登記事項証明書）を求めてください。",
    en: "These papers do not show that {roles} may ask: {papers}. Only the statutory representatives of minors and adult wards, and those whom the person has mandated, may. Take them out of `for`, and ask for a letter of proxy (of a guardian, for the certificate of registered matters).",
  },
  *find(source) {
    for (const { entry, path, clause } of authorities(source)) {
      const unproven = entry.for.filter((role) => !entry.papers.some((paper) => shows(paper, role)));
      if (unproven.length === 0) continue;
      yield {
        path: [...path, "for"],
        clause,
        values: { papers: listOf(entry.papers.map(wordsOf)), roles: listOf(unproven.map((role) => ROLES[role])) },
      };
    }
  },
};

const proxyMissing: CheckRule = {
  id: "proxy-missing",
  severity: "law",
  article: "37(3)",
  message: {
    ja: "代理人による請求の手続がありません。請求は代理人もできます。documents に authority（代理権を示す書類）と proxy（代理人の本人確認書類）を書いてください。",
    en: "Nothing says how an agent asks, and agents may. Write under `documents` the papers that show authority (`authority`) and those that show who the agent is (`proxy`).",
  },
  *find(source) {
    const documents = sectionOf(source, REQUESTS)?.documents;
    if (documents === undefined || documents.authority !== undefined) return;
    yield { path: ["requests", "documents"], clause: (documents.proxy ?? documents.principal).clause };
  },
};

const representativeMissing: CheckRule = {
  id: "representative-missing",
  severity: "advice",
  article: "CO13",
  message: {
    ja: "代理権を示す書類に、{roles}のためのものがありません。どの書類で請求できるかを書き足してください（戸籍謄抄本か住民票の写し、登記事項証明書、委任状）。",
    en: "No paper is accepted that shows the authority of {roles}. Say with which one they may ask: family register or resident record, certificate of registered matters, letter of proxy.",
  },
  *find(source) {
    const authority = sectionOf(source, REQUESTS)?.documents.authority;
    if (authority === undefined) return;
    const agents = ["parent-of-minor", "adult-guardian", "mandated"] as const;
    const missing = agents.filter(
      (role) =>
        !authority.accepted.some(
          (entry) => entry.for.includes(role) && entry.papers.some((paper) => shows(paper, role)),
        ),
    );
    if (missing.length === 0) return;
    yield {
      path: ["requests", "documents", "authority", "accepted"],
      clause: authority.clause,
      values: { roles: listOf(missing.map((role) => ROLES[role])) },
    };
  },
};

const proxyIdentityMissing: CheckRule = {
  id: "proxy-identity-missing",
  severity: "advice",
  article: "23",
  message: {
    ja: "代理人自身の本人確認書類を求めていません。別人に開示しないよう、documents.proxy に書いてください（通則編3-8-7）。",
    en: "Nothing shows who the agent is. Say under documents.proxy which documents do, so that no data reaches somebody else (General 3-8-7).",
  },
  *find(source) {
    const documents = sectionOf(source, REQUESTS)?.documents;
    if (documents?.authority === undefined || documents.proxy !== undefined) return;
    yield { path: ["requests", "documents", "authority"], clause: documents.authority.clause };
  },
};

export const DOCUMENT_RULES: readonly CheckRule[] = [
  documentNoLongerValid,
  commonDocumentMissing,
  documentsExcessive,
  authorityPapersExcessive,
  authorityUnproven,
  proxyMissing,
  representativeMissing,
  proxyIdentityMissing,
];

/** Whose documents the policy asks for, with what it asks. */
function* identities(
  source: PolicySource,
): Generator<{ readonly whose: "principal" | "proxy"; readonly identity: Identity }> {
  const documents = sectionOf(source, REQUESTS)?.documents;
  if (documents === undefined) return;
  yield { whose: "principal", identity: documents.principal };
  if (documents.proxy !== undefined) yield { whose: "proxy", identity: documents.proxy };
}

function* authorities(
  source: PolicySource,
): Generator<{ readonly entry: Accepted; readonly path: readonly PropertyKey[]; readonly clause: string }> {
  const authority = sectionOf(source, REQUESTS)?.documents.authority;
  for (const [index, entry] of (authority?.accepted ?? []).entries()) {
    yield { entry, path: ["requests", "documents", "authority", "accepted", index], clause: authority?.clause ?? "" };
  }
}

function wordsOf(paper: Paper): Words {
  return isAuthority(paper) ? AUTHORITY_PAPERS[paper].says : IDENTITY_DOCUMENTS[paper].says;
}

/** Whether a paper shows somebody's authority. A relative has none but by mandate. */
function shows(paper: Paper, role: Role): boolean {
  return isAuthority(paper) && AUTHORITY_PAPERS[paper].shows === (role === "relative" ? "mandated" : role);
}

function isAuthority(paper: Paper): paper is keyof typeof AUTHORITY_PAPERS {
  return Object.hasOwn(AUTHORITY_PAPERS, paper);
}
