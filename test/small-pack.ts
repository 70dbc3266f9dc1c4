/** The smallest pack that means something: a shop, its buyers, one purpose, one recipient of each kind a test wants. */
export const PACK = `
policy:
  id: small
  version: "2024-01-01"
  inForceFrom: 2024-01-01
  title: { ja: 小さな店の約束, en: A small shop's promises }
  languages: { required: [ja, en], prevailing: ja }
  publisher: shop
settings:
  because: { ja: 試験のため, en: For tests }
  retention: { buyer: { period: P1Y, after: { ja: 最後の買い物, en: the last purchase }, clause: C2 } }
  records:
    consents: { purpose: { ja: 同意の確認, en: To show consents }, period: P3Y }
    objections: { purpose: { ja: 停止の求めの確認, en: To heed objections }, period: P3Y }
    requests: { purpose: { ja: 請求への対応, en: To answer requests }, period: P3Y }
    complaints: { purpose: { ja: 苦情への対応, en: To answer complaints }, period: P3Y }
    provisions: { purpose: { ja: 提供の記録, en: To record provisions }, period: P3Y }
    decisions: { purpose: { ja: 判断の確認, en: To show decisions }, period: P3Y }
  emergencyEvidenceHours: 24
  foreignCheckMonths: 12
document:
  parts:
    - { id: purposes, heading: { ja: 利用目的, en: Purposes }, clauses: [C1, C2] }
    - { id: contact, contacts: [till] }
items:
  name: { name: { ja: 氏名, en: name }, contact: true }
  phone: { name: { ja: 電話番号, en: telephone }, contact: true }
  allergy: { name: { ja: アレルギー, en: allergy }, specialCare: medical-history }
contacts:
  till: { name: { ja: レジ, en: the till }, for: { ja: ご質問, en: questions }, phone: 03-1234-5678 }
operators:
  shop:
    name: { ja: 小さな店, en: The Small Shop }
    kind: company
    country: JP
    address: { ja: 東京都, en: Tokyo }
    representative: { name: { ja: 店主, en: The Owner }, title: { ja: 代表, en: Owner } }
people:
  buyer: { name: { ja: お客様, en: buyers }, items: [name, phone] }
purposes:
  buyer.sale: { operators: [shop], people: [buyer], items: [name, phone], clause: C1 }
  buyer.meals: { operators: [shop], people: [buyer], items: [name, allergy], clause: C2 }
promises:
  C1: { text: { ja: 販売, en: Selling } }
  C2: { text: { ja: 配送, en: Delivery } }
`;
