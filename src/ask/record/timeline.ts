import type { Door } from "../../access/index.ts";
import { ACT_WORDS, ACTS } from "../../decision/index.ts";
import { TIMELINE_LENGTH, type TimelineEntry } from "../../room/index.ts";
import type { Id, Words } from "../../wire/index.ts";
import { decisionsAbout } from "./replay.ts";

const WORDS = {
  asked: { ja: "してよいかをきいた", en: "Asked before use" },
  act: { ja: "すること", en: "What is done" },
  operator: { ja: "扱う会社", en: "Who handles it" },
  purpose: { ja: "目的", en: "Purpose" },
  more: { ja: "答えと理由を見る", en: "See the answer and why" },
} as const satisfies Record<string, Words>;

/** Decisions about a person, for their page. */
export async function decisionTimeline(
  { desk }: Door,
  people: readonly Id<"person">[],
): Promise<readonly TimelineEntry[]> {
  const decisions = await decisionsAbout(desk, people, { limit: TIMELINE_LENGTH });
  return decisions.map(({ id, decidedAt, act, operator, purpose, outcome }) => {
    const known = ACTS.find((one) => one === act);
    return {
      at: decidedAt,
      title: WORDS.asked,
      outcome,
      rows: [
        { term: WORDS.act, detail: known === undefined ? { ja: act, en: act } : ACT_WORDS[known] },
        { term: WORDS.purpose, detail: { of: "purposes" as const, ids: [purpose] } },
        { term: WORDS.operator, detail: { of: "operators" as const, ids: [operator] } },
      ],
      more: { path: `/records/counter/${id}`, label: WORDS.more },
    };
  });
}
