import type { Door } from "../access/index.ts";
import { citation, isArticle } from "../law/index.ts";
import { TIMELINE_LENGTH, type TimelineEntry, type TimelineRow } from "../room/index.ts";
import { shortDate } from "../web/index.ts";
import type { Id, Words } from "../wire/index.ts";
import { type PersonEntry, provisionsOf } from "./read.ts";
import { BASIS_WORDS, CHANNEL_WORDS, PAGE, RECEIPT_BASIS_WORDS, TIMELINE } from "./words.ts";

/** Provisions and receipts of a person, for their page. */
export async function provisionTimeline(
  { desk }: Door,
  people: readonly Id<"person">[],
): Promise<readonly TimelineEntry[]> {
  const { items } = await provisionsOf(desk, people, { limit: TIMELINE_LENGTH });
  return items.map((entry) => ({
    at: entry.at,
    title: entry.kind === "provision" ? TIMELINE.provided : TIMELINE.received,
    rows: rowsOf(entry),
  }));
}

function rowsOf({
  kind,
  operator,
  items,
  basis,
  channel,
  matters,
  due,
  article,
  keptThrough,
}: PersonEntry): TimelineRow[] {
  const other = (kind === "provision" ? matters?.recipient : matters?.provider)?.name;
  const words: Readonly<Record<string, Words>> = kind === "provision" ? BASIS_WORDS : RECEIPT_BASIS_WORDS;
  const cited = isArticle(article) ? citation(article) : { ja: article, en: article };
  const row = (term: Words, detail: Words | undefined): TimelineRow[] =>
    detail === undefined ? [] : [{ term, detail }];
  return [
    ...row(
      kind === "provision" ? PAGE.party : PAGE.provider,
      other === undefined ? undefined : { ja: other, en: other },
    ),
    { term: PAGE.operator, detail: { of: "operators", ids: [operator] } },
    { term: PAGE.items, detail: { of: "items", ids: items } },
    ...row(PAGE.basis, words[basis]),
    ...row(PAGE.channel, CHANNELS.get(channel ?? "")),
    ...row(due ? TIMELINE.due : TIMELINE.exempt, cited),
    ...row(
      TIMELINE.keptThrough,
      keptThrough === undefined
        ? undefined
        : { ja: `${shortDate(keptThrough.toString(), "ja")}まで`, en: shortDate(keptThrough.toString(), "en") },
    ),
  ];
}

const CHANNELS: ReadonlyMap<string, Words> = new Map(Object.entries(CHANNEL_WORDS));
