import type { Pack } from "../policy/index.ts";
import type { Words } from "../wire/index.ts";

/** What every page needs to know of the house around it; a `House` of the rooms is one. */
export interface Site {
  /** Entries of the header, in their order. Paths are given without the language. */
  readonly navigation: readonly { readonly path: string; readonly label: Words }[];
  /** The policies served here. What a pack says `about` itself stands at the foot of every page. */
  readonly packs: ReadonlyMap<string, Pack>;
}
