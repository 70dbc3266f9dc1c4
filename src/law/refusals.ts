import type { Words } from "../wire/index.ts";
import type { Article } from "./citation.ts";
import type { Evidence } from "./provisions/provision.ts";
import { REQUEST_KINDS, type RequestKind } from "./requests.ts";

/** A ground on which a request need not be followed. Whether it holds in a case, a human says, on evidence that is kept. */
export interface RefusalGround {
  readonly article: Article;
  readonly kinds: readonly RequestKind[];
  readonly says: Words;
  /** `part`: only as far as the ground reaches, the rest being answered. `whole`: the request falls as one. */
  readonly reach: "part" | "whole";
  readonly evidence: Evidence;
}

const DISCLOSURES = ["disclosure", "record-disclosure"] as const satisfies readonly RequestKind[];
const STOPS = ["stop-use", "stop-provision", "stop"] as const satisfies readonly RequestKind[];
const ABOUT_DATA = ["purpose-notice", "disclosure", "correction", ...STOPS] as const satisfies readonly RequestKind[];
const ALL = [...ABOUT_DATA, "record-disclosure"] as const satisfies readonly RequestKind[];

export const REFUSAL_GROUNDS = {
  "purposes-plain": {
    article: "32(2)(i)",
    kinds: ["purpose-notice"],
    says: { ja: "公表等により利用目的が明らかである", en: "the purposes are plain from what is made knowable" },
    reach: "whole",
    evidence: "L",
  },
  "notice-harms-rights": {
    article: "21(4)(i)",
    kinds: ["purpose-notice"],
    says: { ja: "本人や第三者の権利利益を害するおそれがある", en: "notice may harm the person or others" },
    reach: "whole",
    evidence: "L",
  },
  "notice-harms-operator": {
    article: "21(4)(ii)",
    kinds: ["purpose-notice"],
    says: {
      ja: "事業者の権利や正当な利益を害するおそれがある",
      en: "notice may harm the operator's rights or interests",
    },
    reach: "whole",
    evidence: "L",
  },
  "notice-impedes-state": {
    article: "21(4)(iii)",
    kinds: ["purpose-notice"],
    says: { ja: "国や自治体の事務に支障を及ぼすおそれがある", en: "notice may impede a function of a public body" },
    reach: "whole",
    evidence: "L",
  },
  "harms-rights": {
    article: "33(2)(i)",
    kinds: DISCLOSURES,
    says: { ja: "本人や第三者の権利利益を害するおそれがある", en: "disclosure may harm the person or others" },
    reach: "part",
    evidence: "L",
  },
  "impedes-business": {
    article: "33(2)(ii)",
    kinds: DISCLOSURES,
    says: {
      ja: "業務の適正な実施に著しい支障を及ぼすおそれがある（量が多いだけでは足りない）",
      en: "disclosure may seriously impede the proper conduct of business; that there is much of it is not enough",
    },
    reach: "part",
    evidence: "L",
  },
  "breaks-law": {
    article: "33(2)(iii)",
    kinds: DISCLOSURES,
    says: { ja: "他の法令に違反することとなる", en: "disclosure would break another law" },
    reach: "part",
    evidence: "L",
  },
  "other-law-discloses": {
    article: "33(4)",
    kinds: ["disclosure"],
    says: { ja: "他の法令が同じ方法での開示を定めている", en: "another law already has it disclosed in such a way" },
    reach: "part",
    evidence: "L",
  },
  "no-such-data": {
    article: "33(3)",
    kinds: DISCLOSURES,
    says: { ja: "存在しない", en: "there is none, which the person is told" },
    reach: "part",
    evidence: "L",
  },
  "not-retained": {
    article: "16(4)",
    kinds: ABOUT_DATA,
    says: {
      ja: "開示・訂正・停止等の全てに応じる権限がない",
      en: "one has not the power to disclose, correct and stop it: who entrusted it has",
    },
    reach: "part",
    evidence: "L",
  },
  "existence-harms": {
    article: "CO5",
    kinds: ABOUT_DATA,
    says: {
      ja: "存否を明らかにすると害がある",
      en: "that it exists may not be known: it is no retained personal data",
    },
    reach: "part",
    evidence: "G",
  },
  "record-existence-harms": {
    article: "CO11",
    kinds: ["record-disclosure"],
    says: { ja: "記録の存否を明らかにすると害がある", en: "that the record exists may not be known" },
    reach: "part",
    evidence: "G",
  },
  "not-untrue": {
    article: "General 3-8-4",
    kinds: ["correction"],
    says: { ja: "誤りであるとの指摘が正しくない", en: "what is said to be untrue is true" },
    reach: "part",
    evidence: "G",
  },
  "an-opinion": {
    article: "34(1)",
    kinds: ["correction"],
    says: { ja: "事実ではなく評価である", en: "it is an opinion, which is neither true nor untrue" },
    reach: "part",
    evidence: "K",
  },
  "correction-unneeded": {
    article: "34(2)",
    kinds: ["correction"],
    says: { ja: "利用目的からみて訂正等を要しない", en: "the purposes of use do not need it corrected" },
    reach: "part",
    evidence: "L",
  },
  "other-law-corrects": {
    article: "34(2)",
    kinds: ["correction"],
    says: { ja: "他の法令が訂正の手続を定めている", en: "another law has a procedure of its own for it" },
    reach: "part",
    evidence: "L",
  },
  "breach-unfounded": {
    article: "35(2)",
    kinds: ["stop-use"],
    says: { ja: "第18条から第20条までの違反がない", en: "articles 18 to 20 were not broken" },
    reach: "part",
    evidence: "L",
  },
  "provision-unfounded": {
    article: "35(4)",
    kinds: ["stop-provision"],
    says: { ja: "第27条第1項・第28条の違反がない", en: "articles 27(1) and 28 were not broken" },
    reach: "part",
    evidence: "L",
  },
  "stop-unfounded": {
    article: "35(6)",
    kinds: ["stop"],
    says: {
      ja: "必要がなくなっておらず、漏えい等もなく、害されるおそれもない",
      en: "the data is needed, was in no breach of 26(1), and endangers no right or legitimate interest",
    },
    reach: "part",
    evidence: "L",
  },
  substitute: {
    article: "General 3-8-5-3",
    kinds: STOPS,
    says: {
      ja: "停止等が困難で、代わりの措置をとる",
      en: "a stop is costly or otherwise difficult, and a measure that protects the person is taken instead",
    },
    reach: "part",
    evidence: "G",
  },
  "method-ignored": {
    article: "General 3-8-7",
    kinds: ALL,
    says: { ja: "合理的に定めた受付方法に従っていない", en: "a reasonable way of asking was set, and not followed" },
    reach: "whole",
    evidence: "G",
  },
  pseudonymous: {
    article: "41(9)",
    kinds: ALL,
    says: { ja: "仮名加工情報である", en: "it is pseudonymous data; what it was made from is not" },
    reach: "part",
    evidence: "L",
  },
} as const satisfies Record<string, RefusalGround>;

export type Refusal = keyof typeof REFUSAL_GROUNDS;

export const REFUSALS: readonly Refusal[] = Object.keys(REFUSAL_GROUNDS).filter(isRefusal);

function isRefusal(value: string): value is Refusal {
  return Object.hasOwn(REFUSAL_GROUNDS, value);
}

/** The grounds that the Act knows for a kind of request. Any other refusal is the operator's own and has none. */
export function refusalsOf(kind: RequestKind): readonly Refusal[] {
  return REFUSALS.filter((refusal) => REFUSAL_GROUNDS[refusal].kinds.some((known) => known === kind));
}

/** What a refusal brings with it: the person is told without delay, by the article of the kind, and an explanation is tried (36). */
export function refusalNotice(kind: RequestKind): { readonly told: Article; readonly explained: Article } {
  return { told: REQUEST_KINDS[kind].told, explained: "36" };
}

/** Measures that may stand in for a stop: examples of General 3-8-5-3. */
export const STOP_SUBSTITUTES = {
  "at-next-printing": { ja: "増刷時の訂正や金銭の支払い", en: "a correction at the next printing, or payment" },
  "no-recurrence": {
    ja: "契約の存続中は再発防止策を講じる",
    en: "measures against recurrence while the contract goes on",
  },
  "erase-later": {
    ja: "法令の保存期間が終わった後に消去すると約束する",
    en: "a promise to erase when the period that another law sets has ended",
  },
} as const satisfies Record<string, Words>;
