import assert from "node:assert/strict";
import { lawPreview } from "../law/index.ts";
import type { Decision } from "./decision.ts";
import { decide } from "./engine.ts";
import { foresee } from "./preview.ts";
import type { Question } from "./question.ts";
import { REFERENCE_DUTIES, type ReferenceAnswer } from "./reference/case.ts";
import { referenceDecide } from "./reference/decide.ts";
import { referenceForesee } from "./reference/foresee.ts";
import { iso } from "./world-facts.test.ts";
import { NOW, type World } from "./world.test.ts";

/*
 * The engine beside the slow reference, on one question.
 */

const bill = lawPreview("appi-bill-2026");
assert.ok(bill);
/** The only bill there is. */
export const PREVIEW = bill;

type Answerable = Pick<World, "policies" | "pack">;

/** Both answers, and whether they are the same in all that the reference answers for. */
export interface Compared {
  readonly engine: Decision;
  readonly reference: ReferenceAnswer;
  readonly same: boolean;
}

export function compare(world: Answerable, question: Question): Compared {
  return compared(decide(world.pack, question, NOW), referenceDecide(world.policies, question, NOW));
}

/** The same under the bill (22). */
export function compareForeseen(world: Answerable, question: Question): Compared {
  return compared(foresee(world.pack, question, NOW, PREVIEW), referenceForesee(world.policies, question, NOW));
}

function compared(engine: Decision, reference: ReferenceAnswer): Compared {
  const same =
    engine.outcome === reference.outcome &&
    owesTheSame(engine, reference) &&
    exemptsTheSame(engine, reference) &&
    asksForNoVainConsent(engine, reference);
  return { engine, reference, same };
}

function owesTheSame({ duties }: Decision, reference: ReferenceAnswer): boolean {
  const owed = REFERENCE_DUTIES.filter((duty) => duties.some(({ code }) => code === duty));
  return owed.length === reference.duties.size && owed.every((duty) => reference.duties.has(duty));
}

/** Articles by which the engine may name an exemption of rule 19. */
const EXEMPTING: Readonly<Record<string, readonly string[]>> = {
  "not a third party": ["General 3-6-1"],
  "16(2)": ["16(2)"],
  "16(3)": ["16(3)"],
  "27(5)": ["27(5)", "General 3-6-3"],
  "24": ["24"],
  "27(1)": ["27(1)("],
};

function exemptsTheSame({ reasons }: Decision, { outcome, recordExempt }: ReferenceAnswer): boolean {
  if (outcome !== "permit" || recordExempt === undefined) return true;
  return reasons.some(
    ({ code, article }) =>
      code === "record-exempt" && EXEMPTING[recordExempt]?.some((start) => article?.startsWith(start)) === true,
  );
}

/** Where the page lets no consent cover (10), the engine may name none as lacking. */
function asksForNoVainConsent({ needs }: Decision, { parts }: ReferenceAnswer): boolean {
  return !parts.has("10 none could cover") || !needs.some(({ code }) => code.startsWith("consent"));
}

/** Everything one must see to follow a failure by hand. */
export function tell(
  world: Pick<World, "policies">,
  question: Question,
  said: Readonly<Record<string, unknown>>,
): string {
  const policies = world.policies.map(
    ({ policy, settings, items, operators, people, purposes, recipients, sharedUses, commitments }) => ({
      policy: policy.inForceFrom,
      settings,
      items,
      operators,
      people,
      purposes,
      recipients,
      sharedUses,
      commitments: Object.keys(commitments),
    }),
  );
  return [
    "",
    ...Object.entries({ question, ...said }).map(([key, value]) => `${key}: ${plain(value)}`),
    ...policies.flatMap((policy) => Object.entries(policy).map(([key, value]) => `  ${key}: ${plain(value)}`)),
  ].join("\n");
}

const INSTANTS = ["at", "until", "checkedAt", "recordedAt", "knownAt", "starts"];
const WORDS = ["name", "text", "because", "title", "sentence", "after"];

/** As JSON without texts, and with instants as an asker writes them. */
function plain(value: unknown): string {
  return JSON.stringify(value, (key, one: unknown): unknown => {
    if (WORDS.includes(key) && isText(one)) return undefined;
    if (one instanceof Set) return Array.from<unknown>(one);
    return INSTANTS.includes(key) && typeof one === "number" && Number.isInteger(one) ? iso(one) : one;
  });
}

/** One text in several languages; an item may be called `name` as well. */
function isText(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.values(value).every((one) => typeof one === "string");
}
