import { createHash } from "node:crypto";
import type { PartyKey, SeriesKey } from "./parties.ts";
import { type FactInput, type FactToCome, type Handover, isoOf, momentOf, type Setting, type Story } from "./life.ts";

/* The sentences that stories are told in: a consent with what shows it, something handed over on it, something that comes later. */

const FORMS = new Map<string, string>();

/** The words that were shown: of which version, and their hash. */
function wordsShown(version: string): { readonly version: string; readonly hash: string } {
  const hash = FORMS.get(version) ?? createHash("sha256").update(`見本の申込書 ${version}`).digest("hex");
  FORMS.set(version, hash);
  return { version, hash };
}

type Consent = Extract<FactInput, { kind: "consent" }>;
type ConsentTo = Pick<Consent, "purposes"> &
  Partial<Pick<Consent, "recipients" | "party" | "deal" | "foreign" | "items" | "by" | "until">>;

/** @returns its place among what was told */
export function consents(setting: Setting, story: Story, to: ConsentTo, giver = setting.principal.name): number {
  const at = isoOf(setting.came);
  const { draw, card, policy, serial } = setting;
  story.told.push({
    facts: [{ kind: "consent", at, operators: [card.operator], ...to }],
    details: {
      words: wordsShown(policy.policy.version),
      evidence: `申込書 MH-${String(serial + 1).padStart(7, "0")}`,
      giver,
      channel: draw.pick(["窓口", "ウェブ", "郵送", "電話"]),
    },
  });
  return story.told.length - 1;
}

interface On {
  readonly consent?: number;
  readonly inSeries?: SeriesKey;
  readonly class?: string;
  readonly channel?: Handover["channel"];
}

/** Hands items over; to whom, on what ground. */
export function handsOver(
  setting: Setting,
  story: Story,
  to: PartyKey,
  {
    items,
    ...rest
  }: On & Pick<Handover, "basis" | "items"> & Partial<Pick<Handover, "within" | "exempt" | "exception">>,
): void {
  const { draw, card, principal } = setting;
  story.handovers.push({
    channel: draw.percent(12) ? "spoken" : draw.percent(20) ? "paper" : "electronic",
    ...rest,
    to,
    at: momentOf(setting),
    operator: card.operator,
    items: [...items],
    principal,
  });
}

/** What comes later, at an instant that is not known yet. */
export function comesLater(
  { draw }: Setting,
  story: Story,
  facts: readonly FactToCome[],
  more: Pick<Story["later"][number], "lifted" | "erased" | "details"> = {},
): void {
  story.later.push({ lag: draw.share(), facts, ...more });
}
