import type { PolicyContent } from "../parse.ts";
import type { Contact, LinkedPolicy, Part, PolicyHead, PromiseEntry } from "../schema.ts";
import { type Ask, ask, EDITORIAL, judged, type Verdict, verdict } from "./change.ts";
import { type Comparison, namesOf, nameOf, quoted, saysTheSame } from "./comparison.ts";
import { field, type FieldRules, list, type SectionRules, type Told } from "./entries.ts";
import { delta } from "./leaves.ts";
import { otherWords } from "./purposes.ts";
import { recipientWords } from "./recipients.ts";

/*
 * What is published around purposes and recipients: clauses and their texts, windows, policies elsewhere, the document itself.
 */

const PUBLISH = ask("publish", undefined, "変更後の内容を公表してください。", "Publish it as it is now.");
const PUBLIC = verdict(PUBLISH);

const LOOSER = verdict(
  ask(
    "publish",
    undefined,
    "約束が緩みます。公表してください。これまでの約束のもとで得た情報は、その約束に従って扱ってください。",
    "A looser promise: publish it. Data that came under the old one goes on to be handled by it.",
  ),
);

const STRICTER = verdict(
  ask(
    "publish",
    undefined,
    "約束が厳しくなります。公表し、施行の日から守れるようにしてください。",
    "A stricter promise: publish it, and be able to keep it from the day it comes into force.",
  ),
);

/** What the text of a clause is the text of: by that hangs what a change of it asks for. */
function textTold(comparison: Comparison, clause: string): Told[] {
  const { purposes, recipients } = comparison.after.policy;
  const carried = Object.entries(purposes).filter(([, one]) => one.clause === clause && one.text === undefined);
  const served = Object.entries(recipients).filter(
    ([, one]) => one.clause === clause && one.published.text === undefined,
  );
  const ids = (entries: readonly (readonly [string, unknown])[]): string[] => entries.map(([id]) => id);
  const told: Told[] = [];
  if (carried.length > 0) {
    told.push({
      says: {
        ja: `利用目的 ${ids(carried).join("・")} の文言の変更`,
        en: `changed: the words of purpose ${ids(carried).join(", ")}`,
      },
      verdict: otherWords(comparison, ids(carried)),
    });
  }
  if (served.length > 0) {
    told.push({
      says: {
        ja: `提供先 ${ids(served).join("・")} の文言の変更`,
        en: `changed: the words of recipient ${ids(served).join(", ")}`,
      },
      verdict: recipientWords(comparison, ids(served)),
    });
  }
  return told.length > 0 ? told : [{ verdict: PUBLIC }];
}

export const PROMISES: SectionRules<PromiseEntry> = {
  section: "promises",
  noun: { ja: "条項", en: "Clause" },
  name: ({ title, text }) => quoted(title ?? text),
  clause: (_entry, id) => id,
  added: () => PUBLIC,
  removed: () => LOOSER,
  fields: {
    title: field("見出し", "title", EDITORIAL),
    text: {
      name: { ja: "文言", en: "text" },
      tell: ({ comparison, id, was, is }) =>
        saysTheSame(comparison, was, is)
          ? [{ says: { ja: "訳または空白だけの変更", en: "only its translation, or white space" }, verdict: EDITORIAL }]
          : textTold(comparison, id),
    },
    aspiration: field("姿勢", "aspiration", ({ was, is }) => {
      if (was !== undefined && is !== undefined) return EDITORIAL;
      return is === undefined ? STRICTER : LOOSER;
    }),
    ours: field("私たちが足した旨", "that it is ours", EDITORIAL),
  },
};

export const COMMITMENTS: SectionRules<{ readonly clause: string }> = {
  section: "commitments",
  noun: { ja: "判断が引く約束", en: "Commitment" },
  name: ({ clause }) => ({ ja: `「${clause}」`, en: `“${clause}”` }),
  clause: ({ clause }) => clause,
  added: () => STRICTER,
  removed: () => LOOSER,
  fields: { clause: field("条項", "clause", EDITORIAL) },
};

const WINDOW = verdict(
  ask(
    "publish",
    "32(1)(iii)",
    "請求や苦情の窓口を、本人の知り得る状態に保ってください。",
    "Keep it knowable where requests and complaints go.",
  ),
);

export const CONTACTS: SectionRules<Contact> = {
  section: "contacts",
  noun: { ja: "窓口", en: "Contact" },
  name: ({ name }) => quoted(name),
  clause: ({ clause }) => clause,
  added: () => WINDOW,
  removed: () => WINDOW,
  fields: {
    name: field("名前", "name", WINDOW),
    for: field("用件", "for what", WINDOW),
    people: list("本人の区分", "people", (ids, { comparison }) => namesOf(comparison, "people", ids), {
      added: () => WINDOW,
      removed: () => WINDOW,
    }),
    operators: list("事業者", "operators", (ids, { comparison }) => namesOf(comparison, "operators", ids), {
      added: () => WINDOW,
      removed: () => WINDOW,
    }),
    default: field("ほかに窓口のない方の扱い", "as the window of whoever has no other", EDITORIAL),
    address: field("住所", "address", WINDOW),
    postalCode: field("郵便番号", "postal code", WINDOW),
    phone: field("電話番号", "telephone", WINDOW),
    email: field("メールアドレス", "e-mail address", WINDOW),
    clause: field("条項", "clause", EDITORIAL),
  },
};

const ELSEWHERE = verdict(
  ask(
    "publish",
    "32(1)(ii)",
    "利用目的がどこにあるかを、本人の知り得る状態に保ってください。",
    "Keep it knowable where the purposes are.",
  ),
);

const NEW_SNAPSHOT = judged(
  {
    article: "17(2)",
    says: {
      ja: "リンク先のポリシーを読み比べてください。利用目的や提供先が変わっていますか。",
      en: "Read the policy elsewhere again: did its purposes or recipients change?",
    },
  },
  {
    yes: [
      ask(
        "notify",
        "21(3)",
        "変更された利用目的を通知・公表してください。関連性のない変更には同意が必要です（法第18条第1項）。",
        "Notify or announce the changed purposes; those not related to the old ones need consent (18(1)).",
      ),
    ],
    no: EDITORIAL.asks,
  },
);

export const LINKED: SectionRules<LinkedPolicy> = {
  section: "linkedPolicies",
  noun: { ja: "リンク先のポリシー", en: "Policy elsewhere" },
  name: ({ name }) => quoted(name),
  clause: ({ clause }) => clause,
  added: () => ELSEWHERE,
  removed: () => ELSEWHERE,
  fields: {
    name: field("名前", "name", EDITORIAL),
    clause: field("条項", "clause", EDITORIAL),
    operator: field("事業者", "operator", ELSEWHERE),
    url: field("アドレス", "address", ELSEWHERE),
    snapshot: field("写し", "copy", ({ was, is }) =>
      was !== undefined && is !== undefined && was.sha256 !== is.sha256 ? NEW_SNAPSHOT : EDITORIAL,
    ),
    watchEvery: field("確認の間隔", "how often it is looked at", EDITORIAL),
  },
};

const NOTICES = ["none", "published", "beforehand"];

function noticeVerdict(was: string | undefined, is: string | undefined): Verdict {
  const rank = (notice: string | undefined): number => NOTICES.indexOf(notice ?? "none");
  if (rank(was) === rank(is)) return EDITORIAL;
  return rank(is) > rank(was) ? STRICTER : LOOSER;
}

/** The head of a policy. */
export const HEAD: FieldRules<PolicyHead> = {
  id: field("識別子", "identifier", EDITORIAL),
  version: field("版", "version", EDITORIAL),
  inForceFrom: field("施行日", "in force from", EDITORIAL),
  title: field("題名", "title", EDITORIAL),
  about: field("説明", "about", EDITORIAL),
  languages: {
    name: { ja: "言語", en: "languages" },
    tell: ({ was, is }) => [
      {
        verdict:
          was?.prevailing === is?.prevailing
            ? EDITORIAL
            : verdict(
                ask(
                  "publish",
                  undefined,
                  "優先する言語が変わります。両方の文を読み比べ、意味の違いがないか確かめて公表してください。",
                  "Another language prevails: read both texts for differences of meaning, and publish it.",
                ),
              ),
      },
    ],
  },
  publisher: {
    name: { ja: "公表する事業者", en: "publisher" },
    tell: ({ comparison, was, is }) => {
      const [from, to] = [was ?? "", is ?? ""].map((id) => nameOf(comparison, "operators", id));
      return [
        {
          says: { ja: `${from?.ja} → ${to?.ja}`, en: `${from?.en} → ${to?.en}` },
          verdict: verdict(
            ask(
              "publish",
              "32(1)(i)",
              "氏名・住所・代表者を公表してください。",
              "Publish name, address and representative.",
            ),
          ),
        },
      ];
    },
  },
  changes: {
    name: { ja: "変更の知らせ方", en: "how changes are told" },
    tell: ({ was, is }) => [
      {
        says: {
          ja: `${was?.notice ?? "none"} → ${is?.notice ?? "none"}`,
          en: `${was?.notice ?? "none"} → ${is?.notice ?? "none"}`,
        },
        verdict: noticeVerdict(was?.notice, is?.notice),
      },
    ],
  },
};

/** The parts of the published page: what is set out there, and the rest of its shape. */
export function documentTold(
  before: PolicyContent["document"],
  after: PolicyContent["document"],
): readonly (Told & { readonly kind: "changed" })[] {
  const told: (Told & { readonly kind: "changed" })[] = [];
  for (const what of ["clauses", "contacts", "mirrors"] as const) {
    const { added, removed } = delta(setOut(before.parts, what), setOut(after.parts, what));
    if (added.length > 0) told.push({ kind: "changed", says: set(what, `+${added.join(", ")}`), verdict: PUBLIC });
    if (removed.length > 0) {
      told.push({ kind: "changed", says: set(what, `−${removed.join(", ")}`), verdict: verdict(NO_LONGER) });
    }
  }
  return told.length > 0
    ? told
    : [
        {
          kind: "changed",
          says: { ja: "見出し・並び・説明文", en: "headings, order or introductions" },
          verdict: EDITORIAL,
        },
      ];
}

const NO_LONGER: Ask = ask(
  "publish",
  undefined,
  "公表文書に載らなくなります。知り得る状態に保つべきものでないか確かめてください。",
  "It is no longer set out: make sure that nothing is missing that has to be kept knowable.",
);

const SET_OUT = {
  clauses: { ja: "載せる条項", en: "clauses set out" },
  contacts: { ja: "載せる窓口", en: "contacts set out" },
  mirrors: { ja: "載せる写し", en: "mirrors set out" },
};

function set(what: keyof typeof SET_OUT, ids: string): { ja: string; en: string } {
  return { ja: `${SET_OUT[what].ja} ${ids}`, en: `${SET_OUT[what].en} ${ids}` };
}

function setOut(parts: readonly Part[], what: keyof typeof SET_OUT): string[] {
  return parts.flatMap((part) => [
    ...(what === "mirrors" ? (part.mirror === undefined ? [] : [part.mirror]) : (part[what] ?? [])),
    ...setOut(part.parts ?? [], what),
  ]);
}
