import { type CheckRule } from "../policy/index.ts";

export const REQUEST_RULES: readonly CheckRule[] = [];
