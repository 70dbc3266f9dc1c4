import { Hono } from "hono";
import type { Room } from "../room/index.ts";
import { decisionRoutes, describeDecisions } from "./api.ts";
import { casesCommand } from "./cases-command.ts";
import { decideCommand } from "./decide-command.ts";
import { decisionMechanisms } from "./mechanisms.ts";
import { askPages } from "./pages.tsx";
import { describeRecordedDecisions } from "./record/api.ts";
import { DECISION_MIGRATIONS } from "./record/tables.ts";
import { WORDS } from "./words.ts";

/** The door of the engine: the API, the form that asks step by step, and the commands. */
export const askRoom: Room = {
  name: "ask",
  navigation: [{ path: "/ask", label: WORDS.title, says: WORDS.lead }],
  routes: (house) => new Hono().route("/", decisionRoutes(house)).route("/", askPages(house)),
  migrations: DECISION_MIGRATIONS,
  describe: (api) => {
    describeDecisions(api);
    describeRecordedDecisions(api);
  },
  mechanisms: decisionMechanisms,
  commands: [decideCommand, casesCommand],
};
