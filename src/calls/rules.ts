import { type CheckRule } from "../policy/index.ts";

export const CALL_RULES: readonly CheckRule[] = [];
