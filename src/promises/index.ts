import type { Room } from "../room/index.ts";
import { promisesCommand } from "./promises-command.ts";
import { promisesRoutes } from "./routes.tsx";
import { WORDS } from "./words.ts";

/** The board: for each clause of a policy what keeps it, an attitude that nothing can keep, or nothing yet. */
export const promisesRoom: Room = {
  name: "promises",
  navigation: [{ path: "/promises", label: WORDS.navigation, says: WORDS.navigationSays }],
  routes: promisesRoutes,
  commands: [promisesCommand],
};
