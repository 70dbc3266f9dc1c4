import type { Room } from "../room/index.ts";
import { REQUEST_RULES } from "./rules.ts";
import { REQUESTS } from "./section.ts";

export const requestsRoom: Room = { name: "requests", sections: [REQUESTS], rules: REQUEST_RULES };
