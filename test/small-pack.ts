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
  retention: { buyer: { period: P1Y, after: { ja: 最後の買い物, en: the last purchase } } }
  emergencyEvidenceHours: 24
  foreignCheckMonths: 12
document:
  parts:
    - { id: purposes, heading: { ja: 利用目的, en: Purposes }, clauses: [C1, C2] }
items:
  name: { name: { ja: 氏名, en: name }, contact: true }
  phone: { name: { ja: 電話番号, en: telephone }, contact: true }
  allergy: { name: { ja: アレルギー, en: allergy }, specialCare: medical-history }
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
promises:
  C1: { text: { ja: 販売, en: Selling } }
  C2: { text: { ja: 配送, en: Delivery } }
`;
