import { Hono } from "hono";
import type { Room } from "../room/index.ts";
import { describePolicyApi, policyApi } from "./api.ts";
import { checkCommand } from "./check-command.ts";
import { diffCommand } from "./diff-command.ts";
import { initCommand } from "./init/command.ts";
import { observePublished, publishMechanisms } from "./mechanisms.ts";
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
  observe: observePublished,
  commands: [checkCommand, diffCommand, initCommand, watchCommand],
};
