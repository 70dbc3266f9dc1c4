import type { Words } from "../../wire/index.ts";

/**
 * How well a rule is known. L: read in the Act (e-Gov text of September 2025). G: read in the Commission's
 * Guidelines, which quote the Cabinet Order and the Rules. S: from a secondary page. K: common knowledge, unchecked.
 */
export type Evidence = "L" | "G" | "S" | "K";

/** A provision that a decision may cite. `article` is how it is cited everywhere: `27(1)(ii)`, `R16`, `General 2-16`. */
export interface Provision {
  readonly article: string;
  readonly says: Words;
  readonly source: string;
  readonly evidence: Evidence;
  /** Date in Japan (YYYY-MM-DD) from which the provision stands in this form. */
  readonly from: string;
  /** First date on which it no longer does; absent while it is in force. */
  readonly to?: string;
}

// The revision of 2020 (Act No. 44 of 2020) and article 50 of the revision of 2021 came into force together.
const SINCE_2022 = "2022-04-01";
const ACT = "Act on the Protection of Personal Information (Act No. 57 of 2003)";

/** The Guidelines that were read, as a source names them. */
export const GENERAL = "PPC Guidelines (General), June 2025";
export const FOREIGN = "PPC Guidelines (Provision to a Third Party in a Foreign Country), April 2025";
export const PROCESSED = "PPC Guidelines (Pseudonymously and Anonymously Processed Information), December 2024";

/** A provision of the Act, read there. */
export function act(article: string, ja: string, en: string): Provision {
  return { article, says: { ja, en }, source: `${ACT}, article ${article}`, evidence: "L", from: SINCE_2022 };
}

/** A section of the Guidelines, or a provision of the Cabinet Order or of the Rules that they quote. */
export function guideline(article: string, source: string, ja: string, en: string): Provision {
  return { article, says: { ja, en }, source, evidence: "G", from: SINCE_2022 };
}
