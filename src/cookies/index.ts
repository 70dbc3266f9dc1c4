import type { Room } from "../room/index.ts";
import { COOKIE_RULES } from "./rules.ts";
import { COOKIES } from "./section.ts";

export const cookiesRoom: Room = { name: "cookies", sections: [COOKIES], rules: COOKIE_RULES };
