import type { Room } from "../room/index.ts";
import { configCommand } from "./config-command.ts";
import { describeOperations, operationsRoutes } from "./routes.ts";
import { OPERATIONS_SETTINGS } from "./settings.ts";
import { workCommand } from "./work-command.ts";

export {
  DRAIN_SECONDS,
  GRACE_SECONDS,
  HEADERS_SECONDS,
  HOST,
  HOSTS,
  MOST_BULK,
  MOST_CONNECTIONS,
  MOST_REQUESTS,
  PORT,
  REQUEST_SECONDS,
  TRUSTED_PROXIES,
  WORK,
} from "./settings.ts";
export { untilStopped } from "./until-stopped.ts";

/** How the system is set, watched, and run in several processes. */
export const operationsRoom: Room = {
  name: "operations",
  settings: OPERATIONS_SETTINGS,
  routes: operationsRoutes,
  describe: describeOperations,
  commands: [configCommand, workCommand],
};
