import { legalPerson, type Policy } from "../expand.ts";
import { type CheckRule, inOurLanguages } from "./rule.ts";
import { surveyOf } from "./survey.ts";
import { documentParts } from "./walk.ts";

/*
 * Windows: to whom people turn with requests, questions and complaints. A contact that names people is theirs; one that names none is
 * everybody's who has no other, as the policy says. Where only the office sends them there (`default`), the policy names no window.
 */

type Contact = Policy["contacts"][string];

const noContact: CheckRule = {
  id: "no-contact",
  severity: "law",
  article: "32(1)(iii)",
  message: {
    ja: "問い合わせや請求の窓口が一つもありません。だれにどう申し出ればよいかを contacts に書き、公表文書に載せてください。",
    en: "There is nobody to turn to with a question or a request. Say in contacts whom people ask, and set it out in the document.",
  },
  *find({ contacts }) {
    if (Object.keys(contacts).length === 0) yield { path: ["contacts"] };
  },
};

const windowMissing: CheckRule = {
  id: "window-missing",
  severity: "law",
  article: "32(1)(iii)",
  message: {
    ja: "「{name}」の窓口が示されていません（窓口はほかの方々のためにあります）。どこに請求すればよいか分かるよう、窓口の対象に加えて公表してください。{sent}",
    en: "No window is named for “{name}”, while others have theirs. Say where their requests go, and publish it. {sent}",
  },
  *find(source, policy) {
    const contacts = Object.values(policy.contacts);
    if (contacts.length === 0 || contacts.some(({ people }) => people === undefined)) return;
    const { kinds, hasPurpose } = surveyOf(policy);
    const served = new Set(contacts.flatMap(({ people }) => people ?? []));
    const sent = contacts.find((contact) => contact.default !== undefined);
    for (const [id, { name, clause }] of Object.entries(source.people)) {
      // Of people without any purpose another rule speaks.
      if (
        !hasPurpose(id) ||
        kinds(id)
          .values()
          .some((kind) => served.has(kind))
      )
        continue;
      yield { path: ["people", id], clause, values: { name: inOurLanguages(name), sent: sentTo(sent) } };
    }
  },
};

const operatorWithoutWindow: CheckRule = {
  id: "operator-without-window",
  severity: "law",
  article: "32(1)(iii)",
  message: {
    ja: "「{name}」への請求を受け付ける窓口が示されていません。同社の窓口か、代わりに受け付ける窓口を公表してください。{sent}",
    en: "No window takes requests to “{name}”. Publish its own, or one that takes them for it. {sent}",
  },
  *find(_source, policy) {
    const contacts = Object.values(policy.contacts);
    if (contacts.length === 0 || contacts.some(({ operators }) => operators === undefined)) return;
    const { operatorsWithPurpose } = surveyOf(policy);
    const answering = new Set(contacts.flatMap(({ operators = [] }) => operators.map((id) => legalPerson(policy, id))));
    const sent = contacts.find((contact) => contact.default !== undefined);
    for (const [id, { name, clause, purposesElsewhere }] of Object.entries(policy.operators)) {
      if (purposesElsewhere !== undefined || !operatorsWithPurpose.has(id)) continue;
      if (answering.has(legalPerson(policy, id))) continue;
      yield { path: ["operators", id], clause, values: { name: inOurLanguages(name), sent: sentTo(sent) } };
    }
  },
};

function sentTo(contact: Contact | undefined): { ja: string; en: string } {
  if (contact === undefined) return { ja: "", en: "" };
  const { ja, en } = inOurLanguages(contact.name);
  return {
    ja: `いまは運用で「${ja}」へ案内していますが、外からは分かりません。`,
    en: `The office sends them to “${en}” meanwhile, which nobody outside can know.`,
  };
}

const windowUnreachable: CheckRule = {
  id: "window-unreachable",
  severity: "law",
  article: "CO10(ii)",
  message: {
    ja: "窓口「{name}」には住所も電話番号もメールアドレスもなく、同じ方々のための連絡できる窓口もありません。どれか一つを書いてください。",
    en: "“{name}” gives no address, telephone or e-mail, and those it serves have no other window that does. Give one of them.",
  },
  *find({ contacts }) {
    const reachable = Object.values(contacts).filter(isReachable);
    const served = new Set(reachable.flatMap(({ people }) => people ?? []));
    const anybody = reachable.some(({ people }) => people === undefined);
    for (const [id, contact] of Object.entries(contacts)) {
      if (isReachable(contact) || anybody) continue;
      if (contact.people?.every((kind) => served.has(kind)) === true) continue;
      yield { path: ["contacts", id], clause: contact.clause, values: { name: inOurLanguages(contact.name) } };
    }
  },
};

function isReachable({ address, phone, email }: Contact): boolean {
  return address !== undefined || phone !== undefined || email !== undefined;
}

const contactUnpublished: CheckRule = {
  id: "contact-unpublished",
  severity: "advice",
  article: "32(1)(iii)",
  message: {
    ja: "窓口「{name}」は公表文書のどこにも載りません。載せる部分の contacts に加えてください。",
    en: "No part of the document sets out the window “{name}”. Add it to `contacts` of a part.",
  },
  *find(source) {
    const setOut = new Set<string>();
    for (const { part } of documentParts(source)) for (const id of part.contacts ?? []) setOut.add(id);
    for (const [id, { name, clause }] of Object.entries(source.contacts)) {
      if (!setOut.has(id)) yield { path: ["contacts", id], clause, values: { name: inOurLanguages(name) } };
    }
  },
};

export const CONTACT_RULES: readonly CheckRule[] = [
  noContact,
  windowMissing,
  operatorWithoutWindow,
  windowUnreachable,
  contactUnpublished,
];
