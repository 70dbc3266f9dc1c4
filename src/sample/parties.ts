import type { openSeries, recordCheck, recordParty, recordPartyFacts } from "../provision/index.ts";

/*
 * The recipients, providers and partners that the sample speaks of. All are made up, save the operators of the policy; their names say so
 * by 見本, 例示 and ひな形.
 */

type PartyInput = Parameters<typeof recordParty>[0];
type PartyFact = Parameters<typeof recordPartyFacts>[0]["facts"][number];
type CheckInput = Parameters<typeof recordCheck>[0];

/** Of two years: 0 is the first day, 1 the last. */
type When = number;

/** A fact comes to be at its day; `ends` is when it ceases to count. */
export interface PlannedFact extends Omit<PartyFact, "fact"> {
  readonly when: When;
  readonly fact: { readonly kind: PartyFact["fact"]["kind"] } & Readonly<Record<string, unknown>>;
  readonly ends?: When;
}

export interface PlannedCheck extends Pick<CheckInput, "of" | "result" | "basis" | "found"> {
  readonly when: When;
}

export interface PlannedParty {
  readonly input: Omit<PartyInput, "number" | "country" | "databaseInJapan"> & { readonly country?: string };
  readonly facts?: readonly PlannedFact[];
  readonly checks?: readonly PlannedCheck[];
}

const entrusted = (document: string): PlannedFact => ({
  when: 0,
  fact: { kind: "contract", covers: "entrustment" },
  document,
});
const looked = (when: When, result: PlannedCheck["result"] = "fine", found?: string): PlannedCheck => {
  return { when, of: "entrustment", result, ...(found === undefined ? {} : { found }) };
};
const company = (name: string, more: Partial<PlannedParty["input"]> = {}): PlannedParty["input"] => ({
  kind: "company",
  name,
  address: "東京都中野区見本町1-1-1",
  representative: "見本 一郎",
  ...more,
});
const publicBody = (name: string): PlannedParty["input"] => ({ kind: "public-body", name });

export const PARTIES = {
  creditAgency: { input: company("見本信用情報センター株式会社") },
  insurer: { input: company("見本損害保険株式会社") },
  delivery: {
    input: company("見本発送サービス株式会社"),
    facts: [entrusted("MH-委託-001")],
    checks: [looked(0.02), looked(0.5, "remedied", "発送名簿の消去が遅れていたため、手順を改めさせました。")],
  },
  repairs: {
    input: company("例示設備修繕株式会社"),
    facts: [entrusted("MH-委託-002")],
    checks: [looked(0.1), looked(0.6)],
  },
  bank: { input: company("株式会社見本銀行"), facts: [entrusted("MH-委託-003")], checks: [looked(0.2)] },
  lender: { input: company("ひな形信用金庫") },
  lessor: { input: { kind: "individual", name: "例示 三郎", address: "神奈川県横浜市港北区例示町2-2-2" } },
  police: { input: publicBody("見本県警察本部") },
  court: { input: publicBody("見本地方裁判所") },
  fireService: { input: publicBody("見本市消防局") },
  city: { input: publicBody("見本市役所") },
  jobCentre: { input: publicBody("見本公共職業安定所") },
  claimsBody: { input: company("見本県国民健康保険団体連合会") },
  carePartner: { input: company("社会福祉法人見本会") },
  catering: {
    input: company("見本給食株式会社"),
    facts: [entrusted("MH-委託-004")],
    checks: [looked(0.15), looked(0.65)],
  },
  relative: { input: { kind: "individual", name: "例示 花子" } },
  successor: {
    input: company("株式会社見本ホールディングス"),
    facts: [{ when: 0.4, fact: { kind: "contract", covers: "safety" }, document: "MH-交渉-001" }],
  },
  agencyOfWorkers: { input: company("見本スタッフ株式会社") },
  university: { input: company("学校法人見本大学") },
  employer: { input: company("株式会社見本商事") },
  registrar: { input: company("見本信託株式会社"), facts: [entrusted("MH-委託-005")] },
  listBroker: { input: company("例示名簿サービス株式会社") },
  advertiser: {
    input: company("ひな形広告配信株式会社"),
    facts: [{ when: 0, fact: { kind: "confirmation", foreignInformed: false }, document: "MH-確認-001" }],
  },

  // Operators of the policy.
  leasing: { input: company("株式会社レオパレス・リーシング", { operator: "leasing" }) },
  guarantee: { input: company("株式会社プラザ賃貸管理保証", { operator: "plaza-guarantee" }) },
  smallInsurance: { input: company("あすか少額短期保険株式会社", { operator: "asuka" }) },
  guam: {
    input: company("LEOPALACE GUAM CORPORATION", { country: "US-GU", operator: "guam" }),
    facts: [{ when: 0, fact: { kind: "safeguard", country: "US-GU", basis: "group-rules" } }],
    checks: [
      { when: 0.45, of: "foreign", result: "fine", basis: "group-rules" },
      { when: 0.92, of: "foreign", result: "fine", basis: "group-rules" },
    ],
  },
  shanghai: {
    input: company("Leoplex21 Business Consulting (Shanghai) Co., Ltd.", { country: "CN", operator: "shanghai" }),
  },
  seoul: { input: company("株式会社レオパレス21 ソウル支店", { country: "KR", operator: "seoul" }) },
  taipei: { input: company("株式会社レオパレス21 台北支店", { country: "TW", operator: "taipei" }) },

  // Abroad, and no operators.
  relocationKorea: { input: company("Sample Relocation Korea Co., Ltd.", { country: "KR" }) },
  callsVietnam: {
    input: company("Sample Call Centre Vietnam Co., Ltd.", { country: "VN" }),
    facts: [entrusted("MH-委託-006"), { when: 0, fact: { kind: "safeguard", country: "VN", basis: "contract" } }],
    checks: [
      { when: 0.48, of: "foreign", result: "remedied", basis: "contract", found: "閲覧の権限を見直させました。" },
      looked(0.48),
    ],
  },

  // Users of the shared use with partners: from the start, joined later, not looked at yet, left again.
  partnerFirst: {
    input: company("有限会社見本不動産"),
    facts: [{ when: 0, fact: { kind: "membership", sharedUse: "partners" }, range: "from-the-start" }],
  },
  partnerJoined: {
    input: company("例示ホーム株式会社"),
    facts: [{ when: 0.55, fact: { kind: "membership", sharedUse: "partners" }, range: "within-range" }],
  },
  partnerNew: {
    input: company("株式会社ひな形住宅"),
    facts: [{ when: 0.9, fact: { kind: "membership", sharedUse: "partners" } }],
  },
  partnerLeft: {
    input: company("見本地所株式会社"),
    facts: [{ when: 0, fact: { kind: "membership", sharedUse: "partners" }, range: "from-the-start", ends: 0.7 }],
  },
} as const satisfies Readonly<Record<string, PlannedParty>>;

export type PartyKey = keyof typeof PARTIES;

/** By what a party of the sample is found again. */
export function partyNumber(key: PartyKey): string {
  return `MIHON-${key}`;
}

type SeriesInput = Parameters<typeof openSeries>[0];

/** What is recorded together: in lump, or by the contract that states its matters. */
export const SERIES = {
  credit: {
    party: "creditAgency",
    input: {
      side: "provision",
      method: "lump",
      operator: "lp21",
      class: "credit-agency",
      form: "consent",
      continuous: true,
    },
  },
  loans: {
    party: "lender",
    input: {
      side: "provision",
      method: "contract",
      operator: "lp21",
      class: "lender",
      form: "consent",
      forGoodsOrServices: true,
      documentStatesMatters: true,
      document: "MH-融資あっせん-001",
    },
  },
} as const satisfies Readonly<
  Record<
    string,
    {
      readonly party: PartyKey;
      readonly input: Omit<SeriesInput, "party" | OfSeries> & Partial<Pick<SeriesInput, OfSeries>>;
    }
  >
>;

type OfSeries = "continuous" | "forGoodsOrServices" | "documentStatesMatters";
export type SeriesKey = keyof typeof SERIES;
