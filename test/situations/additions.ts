import type { Edit } from "../marked-pack.ts";

/* What the tests of rules add to the small pack. */

const RECIPIENT = `
recipients:
  agency:
    name: { ja: 調査会社, en: an agency }
    clause: C2
    operators: [shop]
    people: [buyer]
    items: [name]
    purposes: [buyer.sale]
    published: { routes: [unstated] }
    reading: { routes: [{ route: consent }], because: { ja: 理由, en: why } }
`;
const SHARED_USE = `
sharedUses:
  group:
    name: { ja: 商店街, en: the arcade }
    clause: C2
    people: [buyer]
    items: [name]
    purposes: [buyer.sale]
    users: { text: { ja: 商店街の店, en: the shops of the arcade } }
    responsible: shop
`;
const MIRROR = `
mirrors:
  twin:
    clause: C2
    from: shop
    to: shop
    people: { buyer: buyer }
    clauses: [C1]
    because: { ja: 理由, en: why }
`;
export const WITH_RECIPIENT: Edit = ["\npromises:", `${RECIPIENT}promises:`];
export const WITH_SHARED_USE: Edit = ["\npromises:", `${SHARED_USE}promises:`];
export const WITH_MIRROR: Edit = ["\npromises:", `${MIRROR}promises:`];

export const WITH_SISTER: Edit = [
  "\npeople:",
  "\n  sister: { name: { ja: 姉妹店, en: The Sister Shop }, kind: company, country: JP }\npeople:",
];
