import { Hono } from "hono";
import type { Room } from "../room/index.ts";
import { decisionRoutes, describeDecisions } from "./api.ts";
import { casesCommand } from "./cases-command.ts";
import { decideCommand } from "./decide-command.ts";
import { decisionMechanisms } from "./mechanisms.ts";
import { askPages } from "./pages.tsx";
import { describeRecordedDecisions } from "./record/api.ts";
import { recordMechanisms } from "./record/mechanisms.ts";
import { observeDecisions } from "./record/observe.ts";
import { DECISION_MIGRATIONS } from "./record/tables.ts";
import { findDecisionEntries } from "./record/find-entries.ts";
import { decisionTimeline } from "./record/timeline.ts";
import { counterPages } from "./counter/pages.tsx";
import { WORDS as COUNTER_WORDS } from "./counter/words.ts";
import { WORDS } from "./words.ts";

/** The door of the engine: the API, the form that asks step by step, and the commands. */
export const askRoom: Room = {
  name: "ask",
  navigation: [{ path: "/ask", label: WORDS.title, says: WORDS.lead }],
  records: [{ path: "/records/counter", label: COUNTER_WORDS.title, says: COUNTER_WORDS.says }],
  routes: (house) => {
    const app = new Hono().route("/", decisionRoutes(house)).route("/", askPages(house));
    return house.door === undefined ? app : app.route("/", counterPages(house, house.door));
  },
  migrations: DECISION_MIGRATIONS,
  describe: (api) => {
    describeDecisions(api);
    describeRecordedDecisions(api);
  },
  find: findDecisionEntries,
  timeline: decisionTimeline,
  mechanisms: (pack) => [...decisionMechanisms(pack), ...recordMechanisms(pack)],
  observe: observeDecisions,
  commands: [decideCommand, casesCommand],
};
