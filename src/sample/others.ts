import { isoOf, type Setting, type Story } from "./life.ts";
import { comesLater, consents, handsOver } from "./tell.ts";

/* Users of care services, and everybody who is no customer. */

type Tell = (setting: Setting, story: Story) => void;

/** The company's own facility, or Azu Life Care, of which the policy says the same under names of its own. */
const tellCare: Tell = (setting, story) => {
  const { draw, card, came, principal } = setting;
  const own = card.operator === "lp21" ? "" : `${card.operator}.`;
  const needsGuardian = card.place % 4 === 0;
  const hasAgent = card.place % 4 === 1;
  if (needsGuardian || hasAgent)
    story.representatives.push({
      capacity: needsGuardian ? "adult-ward" : "mandate",
      name: "見本 後見",
      evidence: needsGuardian ? "登記事項証明書（見本）" : "委任状（見本）",
      contact: "03-1000-0000",
    });
  const giver = needsGuardian ? "見本 後見" : principal.name;
  const by = needsGuardian ? "representative" : "principal";
  const cooperation = consents(
    setting,
    story,
    { purposes: [`${own}azumi.cooperation`], recipients: [`${own}care-cooperation`], by },
    giver,
  );
  if (draw.percent(80))
    handsOver(setting, story, "carePartner", {
      basis: "consent",
      consent: cooperation,
      class: `${own}care-cooperation`,
      items: ["name", "kana", "birth-date", "care-record", "care-certification"],
    });
  const family = consents(
    setting,
    story,
    {
      purposes: [`${own}azumi.family-explanation`],
      recipients: [`${own}care-family`],
      party: "例示 花子",
      by,
    },
    giver,
  );
  if (draw.percent(60))
    handsOver(setting, story, "relative", {
      basis: "consent",
      consent: family,
      class: `${own}care-family`,
      items: ["name", "care-record"],
      channel: "spoken",
    });
  handsOver(setting, story, "claimsBody", {
    basis: "exception",
    exception: { article: "27(1)(i)", evidence: "介護保険法に基づく介護給付費の請求（見本）", approver: "見本 施設長" },
    class: `${own}care-claims-body`,
    items: ["name", "kana", "birth-date", "care-record", "care-certification"],
  });
  if (draw.percent(60))
    handsOver(setting, story, "catering", {
      basis: "entrustment",
      class: `${own}care-outsourcee`,
      items: ["name", "care-record"],
    });
  story.arrivals.push({
    from: "city",
    at: isoOf(came),
    operator: card.operator,
    basis: "receipt",
    items: ["care-certification"],
    principal,
    background: { how: "document", at: isoOf(came), acquired: "要介護認定の結果として市が作成したもの（見本）" },
  });
  if (card.place === 2) comesLater(setting, story, [{ kind: "ended" }]);
  if (card.place === 3)
    comesLater(setting, story, [
      { kind: "withdrawal", recipients: [`${own}care-family`], purposes: [`${own}azumi.family-explanation`] },
    ]);
};

/** Named by their employer; one in four still waits for it to be confirmed how the employer came by the data. */
const tellOccupant: Tell = ({ draw, came, card, principal }, story) => {
  if (!draw.percent(80)) return;
  story.arrivals.push({
    from: "employer",
    at: isoOf(came),
    operator: card.operator,
    basis: "receipt-by-consent",
    items: ["name", "kana", "organization"],
    principal,
    ...(draw.percent(75)
      ? { background: { how: "contract", at: isoOf(came), acquired: "社宅の契約のため本人から取得したもの（見本）" } }
      : {}),
  });
};

const tellOwner: Tell = (setting, story) => {
  if (setting.draw.percent(50))
    handsOver(setting, story, "bank", { basis: "entrustment", items: ["name", "bank-account", "payment"] });
  if (setting.card.place === 0) comesLater(setting, story, [{ kind: "refusal", of: "33(2)(i)" }]);
};

const tellShareholder: Tell = (setting, story) => {
  if (setting.draw.percent(70))
    handsOver(setting, story, "registrar", {
      basis: "entrustment",
      items: ["name", "address", "shareholding", "dividend"],
    });
  if (setting.card.place === 0) comesLater(setting, story, [{ kind: "ended" }]);
};

const tellApplicant: Tell = (setting, story) => {
  comesLater(setting, story, [{ kind: "ended" }], { erased: setting.card.place === 0 });
};

const consentOfWork =
  (purpose: string, recipient: string, to: "agencyOfWorkers" | "university", items: readonly string[]): Tell =>
  (setting, story) => {
    const consent = consents(setting, story, { purposes: [purpose], recipients: [recipient] });
    handsOver(setting, story, to, { basis: "consent", consent, class: recipient, items: [...items] });
    comesLater(setting, story, [{ kind: "ended" }]);
  };

const tellProspective: Tell = (setting, story) =>
  handsOver(setting, story, "jobCentre", {
    basis: "exception",
    exception: { article: "27(1)(i)", evidence: "雇用保険法に基づく届け出（見本）", approver: "見本 人事課長" },
    class: "insurance-offices",
    items: ["name", "kana", "birth-date", "social-insurance"],
  });

const tellGuest: Tell = (setting, story) => {
  if (setting.draw.percent(70))
    handsOver(setting, story, "leasing", { basis: "shared-use", items: ["name", "email", "inquiry"] });
  if (setting.card.place === 0)
    comesLater(setting, story, [{ kind: "objection", to: "direct-mail", operators: ["guam"] }]);
};

const tellFormer: Tell = (setting, story) =>
  void story.told.push({ facts: [{ kind: "ended", at: isoOf(setting.came) }] });

export const OTHERS: Readonly<Record<string, Tell>> = {
  "azumi-user": tellCare,
  "azu-user": tellCare,
  "corporate-occupant": tellOccupant,
  owner: tellOwner,
  shareholder: tellShareholder,
  applicant: tellApplicant,
  "prospective-employee": tellProspective,
  "former-employee": tellFormer,
  "dispatched-worker": consentOfWork("dispatched.agency-procedures", "dispatch-agency", "agencyOfWorkers", [
    "name",
    "kana",
    "department",
    "attendance",
  ]),
  intern: consentOfWork("intern.procedures", "university", "university", ["name", "education", "attendance"]),
  "guam-guest": tellGuest,
};
