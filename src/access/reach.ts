import { z } from "zod";

/** Words of the policy, or all of them that no wall keeps. */
const limitSchema = z.union([z.literal("all"), z.array(z.string().min(1).max(100)).max(200).readonly()]);

/**
 * Whose data somebody comes to, and for what. Operators, departments and kinds say whose: of somebody who is known in one of these
 * ways. Purposes say which of it: the items that the policy lets be used for one of them.
 */
export const reachSchema = z.strictObject({
  operators: limitSchema,
  departments: limitSchema,
  kinds: limitSchema,
  purposes: limitSchema,
});
export type Reach = z.output<typeof reachSchema>;
export type Limit = z.output<typeof limitSchema>;

/** Of whoever sits at the machine, and of keys that were not narrowed. */
export const EVERYONE: Reach = { operators: "all", departments: "all", kinds: "all", purposes: "all" };

export function covers(limit: Limit, word: string): boolean {
  return limit === "all" || limit.includes(word);
}

/** Whether a reach goes nowhere that another does not: what somebody gives on is never more than they have. */
export function isWithin(inner: Reach, outer: Reach): boolean {
  const limits = ["operators", "departments", "kinds", "purposes"] as const;
  return limits.every((name) => {
    const [given, had] = [inner[name], outer[name]];
    return had === "all" || (given !== "all" && given.every((word) => had.includes(word)));
  });
}
