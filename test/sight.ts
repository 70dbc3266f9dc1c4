import { EVERYONE, isRole, ROLES } from "../src/access/index.ts";
import type { Sight } from "../src/people/index.ts";
import { NOW } from "./served.ts";
import { SYSTEM } from "./desk.ts";

/** Of whoever comes to everybody and everything. */
export const ALL_SEEING: Sight = {
  caller: { actor: SYSTEM, scopes: new Set(), roles: Object.keys(ROLES).filter(isRole), reach: EVERYONE },
  policies: [],
  now: NOW.epochMilliseconds,
};
