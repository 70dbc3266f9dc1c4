/** A list that is fetched a page at a time, while it is walked through. */
export interface Listing<Item> extends AsyncIterable<Item> {
  /** The pages instead of their items. */
  readonly pages: () => AsyncGenerator<readonly Item[], void>;
}

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string | null | undefined;
}

/** As many as the server gives at once. */
const PAGE = "200";

/** @param fetchPage the page from a cursor on; the first one without */
export function pages<Item>(
  fetchPage: (cursor: string | undefined, limit: string) => Promise<Page<Item>>,
): Listing<Item> {
  async function* walk(): AsyncGenerator<readonly Item[], void> {
    let cursor: string | undefined;
    do {
      const { items, next } = await fetchPage(cursor, PAGE);
      yield items;
      cursor = next ?? undefined;
    } while (cursor !== undefined);
  }
  return {
    pages: walk,
    async *[Symbol.asyncIterator]() {
      for await (const items of walk()) yield* items;
    },
  };
}
