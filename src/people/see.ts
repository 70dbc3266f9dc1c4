import { z } from "zod";
import { act, type Desk } from "../act/index.ts";
import { eventKind } from "../evidence/index.ts";
import { type Id, uuidOf } from "../wire/index.ts";
import { subjectsOf } from "./person-key.ts";
import type { KeptPart } from "./section.ts";
import type { ShownIdentifier } from "./show-identifiers.ts";
import type { InSight, Sight } from "./sight.ts";
import type { TimelineEntry } from "./timeline.ts";

/** Where personal values were seen. */
const PLACES = ["person", "search", "counter", "provisions"] as const;

const seen = eventKind(
  "person.seen",
  z.strictObject({
    place: z.enum(PLACES),
    parts: z.array(z.string()),
    purposes: z.union([z.literal("all"), z.array(z.string())]),
  }),
  { ja: "個人データを見た", en: "Personal data was seen" },
);

export interface Seen {
  readonly person: Id<"person">;
  /** What of theirs was shown. */
  readonly parts: readonly (KeptPart | "provisions")[];
}

/**
 * Puts on record that somebody sees personal values: who, whose, what, and for which purposes they may. Before they are shown, so that
 * nothing is seen of which there is no trace.
 */
export async function recordSeen(
  desk: Desk,
  { caller }: Sight,
  place: (typeof PLACES)[number],
  all: readonly Seen[],
): Promise<void> {
  const shown = all.filter(({ parts }) => parts.length > 0);
  if (shown.length === 0) return;
  const { purposes } = caller.reach;
  await act(
    desk,
    {
      name: "people.see",
      input: shown,
      run: async (step) => {
        const uuids = shown.map(({ person }) => uuidOf("person", person) ?? "");
        const subjects = await subjectsOf(step, uuids);
        await step.append(
          ...shown.map(({ parts }, index) => ({
            kind: seen,
            // Of who was erased nothing of theirs is left; what had to be recorded of them is seen all the same, and names nobody.
            about: subjects.get(uuids[index] ?? ""),
            body: { place, parts: [...new Set(parts)], purposes: purposes === "all" ? purposes : [...purposes] },
          })),
        );
      },
    },
    { actor: caller.actor },
  );
}

/** What of somebody a page or an answer shows. */
export function partsSeen({
  identifiers,
  representatives,
  facts,
}: {
  readonly identifiers: readonly Pick<ShownIdentifier, "kind" | "text">[];
  readonly representatives: readonly unknown[];
  readonly facts: readonly Pick<TimelineEntry, "details">[];
}): readonly KeptPart[] {
  return [
    ...identifiers.flatMap(({ kind, text }) => (text === undefined ? [] : [kind])),
    ...(representatives.length === 0 ? [] : ["representatives" as const]),
    ...(facts.some(({ details }) => details !== undefined) ? ["notes" as const] : []),
  ];
}

/** Of what somebody is called, what a caller may see. */
export function nameParts({ shows }: InSight): readonly KeptPart[] {
  return (["name", "kana", "alias"] as const).filter(shows);
}
