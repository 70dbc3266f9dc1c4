import type { Pack, Program } from "../policy/index.ts";
import { type Mechanism, type Observation, observed, type Observing } from "../room/index.ts";
import type { Words } from "../wire/index.ts";

const NAME = "published-policy";

const HOW: Words = {
  ja: "版の日付、名称、所在地、代表者を、ポリシーのページに載せています。",
  en: "The policy's page shows the date of the version, and name, address and representative of who publishes it.",
};

/**
 * Article 32(1)(i): name, address and representative of who publishes the policy, and the date of the version. Claimed
 * for the clause under which the pack has its publisher, and only where all of them are there to be shown.
 */
export function publishMechanisms(pack: Pack): Mechanism[] {
  const newest = pack.versions.at(-1);
  const clause = newest === undefined ? undefined : publisherClause(newest);
  if (newest === undefined || clause === undefined || !isWhole(newest)) return [];
  return [{ clause, room: "publish", name: NAME, how: HOW }];
}

/** It is kept while the version in force says all of it. Before any version is in force there is nothing to keep. */
export async function observePublished({ program, at }: Observing): Promise<readonly Observation[]> {
  const clause = publisherClause(program);
  if (clause === undefined) return [];
  const inForce = program.inForceFrom <= at.epochMilliseconds;
  return observed(PUBLISHED, [
    { clause, looked: inForce ? 1 : 0, broken: inForce && !isWhole(program) ? 1 : 0, wrong: [program.version] },
  ]);
}

const PUBLISHED = {
  room: "publish",
  mechanism: NAME,
  says: { ja: "公表している版", en: "Version that is published" },
  atRisk: { ja: "載っていない事項がある版", en: "A matter is missing" },
  broken: { ja: "所在地か代表者が載っていない版", en: "Address or representative is missing" },
  events: [],
  page: "/policies",
} as const;

function publisherClause({ policy }: Program): string | undefined {
  return policy.operators[policy.policy.publisher]?.clause;
}

function isWhole({ policy }: Program): boolean {
  const publisher = policy.operators[policy.policy.publisher];
  return publisher?.address !== undefined && publisher.representative !== undefined;
}
