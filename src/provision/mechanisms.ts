import type { Pack } from "../policy/index.ts";
import type { Mechanism } from "../room/index.ts";
import type { Words } from "../wire/index.ts";

/* The clauses that records of provision carry out beside the decision; a test records something under each. */

const RECORDED: Words = {
  ja: "渡した相手・項目・渡し方・根拠を記録し、法律の期間保存します。",
  en: "Records recipient, items, channel and ground, and keeps the record as long as the Act asks.",
};
const ENTRUSTED: Words = {
  ja: "渡したことに加えて、委託の契約と、委託先の確認の期限を管理します。",
  en: "Beside what was handed over, keeps the contract and when the entrusted party is to be checked again.",
};
const EXCEPTED: Words = {
  ja: "例外の条文・根拠となる資料・承認した人を、暗号化して記録します。",
  en: "Records the article, what shows the exception and who let it happen, encrypted.",
};
const SHARED: Words = {
  ja: "共同利用者を、いつからいつまでかとともに記録します。あとから加わった相手は、確認するまで対象になりません。",
  en: "Keeps users of the shared use with their days. Whoever joined later does not count until reviewed.",
};
const INACTIVE: Words = {
  ja: "五つの事項を知らせた記録がない間は、共同利用として扱いません。",
  en: "Nothing is shared under it while no notice of all five matters is on record.",
};

/** Of the reference policy: clauses over all classes of recipients, which none of them names. */
const OVER_ALL: Readonly<Record<string, Words>> = { C6: EXCEPTED, C7: RECORDED };

/** The claims for a pack: the clause of each class of recipients, and of each shared use, as its newest version has them. */
export function provisionMechanisms(pack: Pack): Mechanism[] {
  const program = pack.versions.at(-1);
  if (program === undefined) return [];
  const claims = new Map<string, Words>();
  for (const { clause, routes } of program.recipients.values()) {
    claims.set(clause, routes.has("entrustment") ? ENTRUSTED : routes.has("statute") ? EXCEPTED : RECORDED);
  }
  for (const { clause, complete } of program.sharedUses) claims.set(clause, complete ? SHARED : INACTIVE);
  if (pack.id === "leopalace21") for (const [clause, how] of Object.entries(OVER_ALL)) claims.set(clause, how);
  return [...claims].flatMap(([clause, how]) =>
    Object.hasOwn(program.policy.promises, clause)
      ? [{ clause, room: "provision", name: "provision-record", how }]
      : [],
  );
}
