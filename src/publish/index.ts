import { Hono } from "hono";
import type { Pack } from "../policy/index.ts";
import type { Mechanism, Room } from "../room/index.ts";
import { describePolicyApi, policyApi } from "./api.ts";
import { checkCommand } from "./check-command.ts";
import { diffCommand } from "./diff-command.ts";
import { initCommand } from "./init/command.ts";
import { policyPages } from "./pages.tsx";
import { policyPapers } from "./paper.ts";
import { watchCommand } from "./watch/command.ts";
import { WORDS } from "./words.ts";

/** The policy as pages and as data, and the linter that reads it before it is published. */
export const publishRoom: Room = {
  name: "publish",
  navigation: [{ path: "/policies", label: WORDS.navigation, says: WORDS.navigationSays }],
  routes: (house) =>
    new Hono().route("/", policyApi(house)).route("/", policyPages(house)).route("/", policyPapers(house)),
  describe: describePolicyApi,
  mechanisms: publishMechanisms,
  commands: [checkCommand, diffCommand, initCommand, watchCommand],
};

/**
 * Article 32(1)(i): name, address and representative of who publishes the policy, and the date of the version. Claimed
 * for the clause under which the pack has its publisher, and only where all of them are there to be shown.
 */
function publishMechanisms(pack: Pack): Mechanism[] {
  const policy = pack.versions.at(-1)?.policy;
  const publisher = policy?.operators[policy.policy.publisher];
  if (publisher?.clause === undefined || publisher.address === undefined || publisher.representative === undefined)
    return [];
  return [
    {
      clause: publisher.clause,
      room: "publish",
      name: "published-policy",
      how: {
        ja: "版の日付、名称、所在地、代表者を、ポリシーのページに載せています。",
        en: "The policy's page shows the date of the version, and name, address and representative of who publishes it.",
      },
    },
  ];
}
