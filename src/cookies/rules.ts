import { type CheckRule } from "../policy/index.ts";

export const COOKIE_RULES: readonly CheckRule[] = [];
