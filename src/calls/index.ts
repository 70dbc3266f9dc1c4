import type { Room } from "../room/index.ts";
import { CALL_RULES } from "./rules.ts";
import { CALLS } from "./section.ts";

export const callsRoom: Room = { name: "calls", sections: [CALLS], rules: CALL_RULES };
