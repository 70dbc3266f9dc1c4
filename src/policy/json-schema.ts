import { z } from "zod";
import type { Section } from "./parse.ts";
import { CORE_SECTIONS } from "./schema.ts";

/** The JSON Schema (2020-12) of a policy file, for completion in editors. Any file may hold any of the sections. */
export function policyJsonSchema(sections: readonly Section[] = []): unknown {
  const all = { ...CORE_SECTIONS, ...Object.fromEntries(sections.map(({ name, schema }) => [name, schema])) };
  return z.toJSONSchema(z.strictObject(all).partial(), { io: "input", unrepresentable: "any" });
}
