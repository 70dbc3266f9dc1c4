import type { Pack, Program } from "../policy/index.ts";
import type { Mechanism } from "../room/index.ts";
import type { Words } from "../wire/index.ts";

/* The clauses that records of provision and receipt carry out beside the decision; a test records something under each. */

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
const TOLD: Words = {
  ja: "停止などの求めを記録すると、その人のデータを渡した相手ごとに、伝えることを書き出し、伝えるまで残します。",
  en: "Whoever holds the data is noted as to be told when somebody asks to stop, and stays on the list until told.",
};
const RECEIVED: Words = {
  ja: "よそから受け取ったデータは、相手と取得の経緯を確認したかを記録します。",
  en: "Of data that came from others it records who provided it, and whether it was confirmed how they had come by it.",
};

/** The clause under which each class of recipients stands, and the one that says for several that they are provided with data. */
export function clausesOfClass({ recipients, policy }: Program, name: string): readonly string[] {
  const own = recipients.get(name)?.clause;
  const stated = policy.recipients[name]?.published?.stated?.provision;
  return [...new Set([own, stated].filter((clause) => clause !== undefined))];
}

/** Clauses that say of several classes at once that they are provided with data. */
export function clausesOverClasses({ policy }: Program): readonly string[] {
  return [...new Set(Object.values(policy.recipients).flatMap(({ published }) => published?.stated?.provision ?? []))];
}

/** The claims for a pack: the clause of each class of recipients, and of each shared use, as its newest version has them. */
export function provisionMechanisms(pack: Pack): Mechanism[] {
  const program = pack.versions.at(-1);
  if (program === undefined) return [];
  const { commitments, policy } = program;
  const claims = new Map<string, Words>();
  for (const { clause, routes } of program.recipients.values()) {
    claims.set(clause, routes.has("entrustment") ? ENTRUSTED : routes.has("statute") ? EXCEPTED : RECORDED);
  }
  for (const { clause, complete } of program.sharedUses) claims.set(clause, complete ? SHARED : INACTIVE);
  for (const clause of clausesOverClasses(program)) claims.set(clause, RECORDED);
  const exceptions = commitments.get("exceptions");
  if (exceptions !== undefined) claims.set(exceptions, EXCEPTED);
  const stops = ["stop-provision", "stop-direct-mail"].flatMap((name) => commitments.get(name) ?? []);
  const claim = (name: string, how: Words) => (clause: string | undefined) =>
    clause === undefined || !Object.hasOwn(policy.promises, clause) ? [] : [{ clause, room: "provision", name, how }];
  return [
    ...[...claims].flatMap(([clause, how]) => claim("provision-record", how)(clause)),
    ...[...new Set(stops)].flatMap(claim("telling", TOLD)),
    ...[commitments.get("proper-acquisition")].flatMap(claim("receipt-record", RECEIVED)),
  ];
}
