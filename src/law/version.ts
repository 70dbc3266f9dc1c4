import { midnightInJapan } from "../wire/index.ts";

/** A state of the law between two dates. A decision is taken under the law in force at its instant. */
export interface LawVersion {
  readonly id: string;
  readonly from: string;
  /** Changes of this version that a decision could see. */
  readonly source: string;
}

/** Ascending by date. The law before April 2022 is not loaded: nothing is decided there. */
export const LAW_VERSIONS: readonly LawVersion[] = [
  {
    id: "appi-2022-04-01",
    from: "2022-04-01",
    source: "Acts No. 44 of 2020 and No. 37 of 2021 (article 50) in force [G]",
  },
  {
    id: "appi-2023-04-01",
    from: "2023-04-01",
    source: "Act No. 37 of 2021 (article 51) in force: local public bodies come under the Act [G]",
  },
];

const STARTS = LAW_VERSIONS.map((version) => ({
  version,
  from: midnightInJapan(version.from).epochMilliseconds,
}));

/** The law in force at an instant (epoch milliseconds), or undefined before the first version that is loaded. */
export function lawAt(instant: number): LawVersion | undefined {
  return STARTS.findLast((entry) => entry.from <= instant)?.version;
}
