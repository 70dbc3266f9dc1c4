import { type CheckRule } from "../policy/index.ts";

export const SAFEGUARD_RULES: readonly CheckRule[] = [];
