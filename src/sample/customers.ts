import { SHARED_USE_MATTERS } from "../law/index.ts";
import type { Setting, Story } from "./life.ts";
import type { Origin } from "./names.ts";
import { comesLater, consents, handsOver } from "./tell.ts";

/* What customers of the company live through. Most lease a flat; the first of each deck stand for what is rare. */

/** What the credit agency, the insurer and the others are told besides name and telephone number. */
const BASICS = ["name", "address", "phone"] as const;
const TOLD_ALL = ["country", "regime", "measures"] as const;

/** By place in the deck: who comes from where. */
export const CUSTOMERS_FROM: ReadonlyMap<number, Origin> = new Map([
  ...[30, 31, 32].map((place) => [place, "china"] as const),
  ...[34, 40].map((place) => [place, "korea"] as const),
  ...[35, 41, 42, 43].map((place) => [place, "vietnam"] as const),
  ...[36, 37].map((place) => [place, "taiwan"] as const),
  ...[44, 45, 46, 47].map((place) => [place, "nepal"] as const),
]);

/** The minor of each deck. */
export const MINOR = 13;

export function tellCustomer(setting: Setting, story: Story): void {
  const { place } = setting.card;
  if (place === MINOR) tellMinor(setting, story);
  else tellLease(setting, story);
  RARE[place]?.(setting, story);
}

function tellLease(setting: Setting, story: Story): void {
  const { draw } = setting;
  if (draw.percent(45)) {
    const consent = consents(setting, story, { purposes: ["customer.credit-inquiry"], recipients: ["credit-agency"] });
    if (draw.percent(90))
      handsOver(setting, story, "creditAgency", {
        basis: "consent",
        consent,
        inSeries: "credit",
        class: "credit-agency",
        items: [...BASICS, "kana", "birth-date", "contract"],
      });
  }
  if (draw.percent(35)) {
    const consent = consents(setting, story, { purposes: ["customer.insurance"], recipients: ["insurers"] });
    if (draw.percent(80))
      handsOver(setting, story, "insurer", {
        basis: "consent",
        consent,
        class: "insurers",
        items: [...BASICS, "kana", "birth-date", "property-management"],
      });
  }
  if (draw.percent(15)) {
    const consent = consents(setting, story, { purposes: ["customer.direct-mail"], recipients: ["affiliates"] });
    handsOver(setting, story, "smallInsurance", {
      basis: "consent",
      consent,
      class: "affiliates",
      items: ["name", "kana", "address", "email"],
    });
  }
  if (draw.percent(6)) {
    const consent = consents(setting, story, { purposes: ["customer.loan"], recipients: ["lender"] });
    handsOver(setting, story, "lender", {
      basis: "consent",
      consent,
      inSeries: "loans",
      class: "lender",
      items: [...BASICS, "kana", "birth-date", "organization", "contract"],
    });
  }
  if (draw.percent(40))
    handsOver(setting, story, "bank", {
      basis: "entrustment",
      class: "payment-institution",
      items: ["name", "kana", "bank-account", "payment"],
    });
  if (draw.percent(30))
    handsOver(setting, story, "repairs", {
      basis: "entrustment",
      class: "outsourcee",
      items: ["name", "phone", "address", "property-management"],
    });
  if (draw.percent(25))
    handsOver(setting, story, draw.pick(["guarantee", "leasing", "smallInsurance"] as const), {
      basis: "shared-use",
      items: [...BASICS, "deal-record"],
    });
  if (draw.percent(15)) tellSharedUse(setting, story);
}

/** A shared use whose five matters are not published: who was told all five is held to them, whom four, is not. */
function tellSharedUse({ draw, came }: Setting, story: Story): void {
  const matters = draw.percent(80) ? [...SHARED_USE_MATTERS] : SHARED_USE_MATTERS.slice(0, -1);
  const at = Temporal.Instant.fromEpochMilliseconds(came).toString();
  story.told.push({
    facts: [
      {
        kind: "shared-use-notice",
        at,
        sharedUse: "subcontractors",
        matters,
        items: ["name", "phone", "property-management"],
        purposes: ["customer.services"],
      },
    ],
  });
}

function tellMinor(setting: Setting, story: Story): void {
  const [family = "見本"] = setting.principal.name.split(" ");
  const name = `${family} 見本`;
  story.representatives.push({ capacity: "minor", name, evidence: "戸籍の写し（見本）", contact: "03-1000-0000" });
  const consent = consents(
    setting,
    story,
    { purposes: ["customer.insurance"], recipients: ["insurers"], by: "representative" },
    name,
  );
  handsOver(setting, story, "insurer", {
    basis: "consent",
    consent,
    class: "insurers",
    items: [...BASICS, "birth-date"],
  });
}

type Rare = (setting: Setting, story: Story) => void;

const moving: Rare = (setting, story) => comesLater(setting, story, [{ kind: "ended" }]);
const stoppingMail: Rare = (setting, story) =>
  comesLater(setting, story, [{ kind: "objection", to: "direct-mail", operators: ["lp21"] }]);
const abroad =
  (country: string, to: "shanghai" | "relocationKorea"): Rare =>
  (setting, story) => {
    const consent = consents(setting, story, {
      purposes: ["shared.administration"],
      ...(to === "shanghai" ? {} : { party: "Sample Relocation Korea Co., Ltd." }),
      foreign: { country, informed: [...TOLD_ALL] },
    });
    handsOver(setting, story, to, { basis: "foreign-consent", consent, items: ["name", "address", "phone", "email"] });
  };
const asked =
  (article: "27(1)(i)" | "27(1)(ii)", to: "police" | "court" | "fireService", evidence: string): Rare =>
  (setting, story) =>
    handsOver(setting, story, to, {
      basis: "exception",
      exception: { article, evidence, approver: "見本 課長" },
      items: ["name", "address", "phone"],
      channel: article === "27(1)(ii)" ? "spoken" : "paper",
    });

const RARE: Readonly<Record<number, Rare>> = {
  0: (setting, story) => comesLater(setting, story, [{ kind: "ended" }], { erased: true }),
  1: (setting, story) =>
    comesLater(setting, story, [{ kind: "protection", closes: ["existence"] }], {
      details: { reason: "配偶者からの暴力について相談があったため（見本）" },
    }),
  2: (setting, story) =>
    comesLater(
      setting,
      story,
      [{ kind: "protection", closes: ["agents", "items"], items: ["new-address", "new-phone"] }],
      {
        details: { reason: "つきまといの被害の申し出があったため（見本）" },
      },
    ),
  3: stoppingMail,
  4: (setting, story) => comesLater(setting, story, [{ kind: "objection", to: "direct-mail" }], { lifted: true }),
  5: stoppingMail,
  6: stoppingMail,
  7: (setting, story) =>
    comesLater(setting, story, [
      { kind: "request", by: "principal", verified: true },
      { kind: "objection", to: "use", purposes: ["customer.survey"] },
    ]),
  8: (setting, story) =>
    comesLater(setting, story, [
      { kind: "objection", to: "provision", recipients: ["credit-agency"], operators: ["lp21"] },
    ]),
  9: (setting, story) =>
    comesLater(setting, story, [
      { kind: "request", by: "principal", verified: true },
      { kind: "violation", of: "19" },
      { kind: "objection", to: "erasure", items: ["survey-answer"] },
    ]),
  10: (setting, story) =>
    comesLater(setting, story, [{ kind: "withdrawal", operators: ["lp21"], recipients: ["insurers"] }]),
  11: (setting, story) =>
    comesLater(setting, story, [{ kind: "withdrawal", operators: ["lp21"], purposes: ["customer.direct-mail"] }]),
  12: (setting, story) => comesLater(setting, story, [{ kind: "withdrawal" }]),
  14: (setting, story) => comesLater(setting, story, [{ kind: "violation", of: "20(1)" }]),
  15: (setting, story) =>
    comesLater(setting, story, [
      { kind: "request", by: "principal", verified: true },
      { kind: "refusal", of: "33(2)(ii)" },
    ]),
  16: (setting, story) => {
    comesLater(setting, story, [{ kind: "request", by: "representative", verified: false }]);
    story.representatives.push({ capacity: "mandate", name: "例示 代理", evidence: "委任状（見本）" });
  },
  17: asked("27(1)(i)", "police", "捜査関係事項照会書 見本第17号"),
  18: asked("27(1)(i)", "court", "調査嘱託書 見本第18号"),
  19: asked("27(1)(ii)", "fireService", "救急隊からの電話。室内で倒れているとの通報（見本）"),
  20: moving,
  21: moving,
  22: moving,
  23: moving,
  24: moving,
  25: moving,
  29: (setting, story) =>
    handsOver(setting, story, "guam", {
      basis: "foreign-system",
      within: "shared-use",
      items: ["name", "email", "inquiry"],
    }),
  30: abroad("CN", "shanghai"),
  31: abroad("CN", "shanghai"),
  34: abroad("KR", "relocationKorea"),
  35: (setting, story) =>
    handsOver(setting, story, "callsVietnam", {
      basis: "foreign-system",
      within: "entrustment",
      class: "outsourcee",
      items: ["name", "phone", "inquiry"],
      channel: "spoken",
    }),
  // A branch is the same legal person: nothing is provided to a third party.
  36: (setting, story) =>
    handsOver(setting, story, "taipei", {
      basis: "none-due",
      exempt: "General 3-6-1",
      items: ["name", "email", "inquiry"],
    }),
  40: (setting, story) =>
    handsOver(setting, story, "seoul", {
      basis: "none-due",
      exempt: "General 3-6-1",
      items: ["name", "email", "inquiry"],
    }),
  48: (setting, story) => {
    const consent = consents(setting, story, {
      purposes: ["customer.real-estate"],
      recipients: ["real-estate-counterparty"],
      party: "例示 三郎",
      deal: `MH-TORIHIKI-${setting.serial + 1}`,
    });
    handsOver(setting, story, "lessor", {
      basis: "consent",
      consent,
      class: "real-estate-counterparty",
      items: [...BASICS, "organization", "contract"],
    });
  },
  49: (setting, story) =>
    handsOver(setting, story, "successor", {
      basis: "none-due",
      exempt: "27(5)(ii)",
      class: "business-successor",
      items: ["name", "contract", "payment"],
    }),
  50: (setting, story) =>
    handsOver(setting, story, "partnerFirst", { basis: "shared-use", items: [...BASICS, "contract"] }),
  51: (setting, story) =>
    handsOver(setting, story, "partnerLeft", { basis: "shared-use", items: [...BASICS, "contract"] }),
  52: (setting, story) => {
    const at = Temporal.Instant.fromEpochMilliseconds(setting.came).toString();
    story.told.push({ facts: [{ kind: "confirmation", at, party: "ひな形広告配信株式会社", items: ["email"] }] });
  },
  53: (setting, story) =>
    story.arrivals.push({
      from: "listBroker",
      at: Temporal.Instant.fromEpochMilliseconds(setting.came).toString(),
      operator: "lp21",
      basis: "receipt-by-opt-out",
      items: ["name", "address"],
      principal: setting.principal,
      publication: "個人情報保護委員会の公表（見本）",
      background: {
        how: "website",
        at: Temporal.Instant.fromEpochMilliseconds(setting.came).toString(),
        acquired: "公開されている名簿から集めたもの（見本）",
      },
    }),
  54: (setting, story) =>
    story.arrivals.push({
      from: "advertiser",
      at: Temporal.Instant.fromEpochMilliseconds(setting.came).toString(),
      operator: "lp21",
      basis: "receipt-as-personal",
      items: ["inquiry"],
      principal: setting.principal,
    }),
};
