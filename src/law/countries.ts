import { midnightInJapan } from "../wire/index.ts";
import type { Evidence } from "./provisions/provision.ts";

/** Where a country or region stands under article 28(1): designated by the Commission's rules, or not. */
export interface Designation {
  readonly country: string;
  readonly from: string;
  readonly to?: string;
  readonly source: string;
  readonly evidence: Evidence;
}

const EEA = [
  "AT",
  "BE",
  "BG",
  "CY",
  "CZ",
  "DE",
  "DK",
  "EE",
  "ES",
  "FI",
  "FR",
  "GR",
  "HR",
  "HU",
  "IE",
  "IS",
  "IT",
  "LI",
  "LT",
  "LU",
  "LV",
  "MT",
  "NL",
  "NO",
  "PL",
  "PT",
  "RO",
  "SE",
  "SI",
  "SK",
];

/**
 * Countries that count as equal to Japan for article 28: the EEA and the United Kingdom, and no other. The Guidelines say
 * “the EU and the United Kingdom”, and leave the countries and the date to Notice No. 1 of 2019, which was not at hand [K].
 */
export const DESIGNATIONS: readonly Designation[] = [...EEA, "GB"].map((country) => ({
  country,
  from: "2019-01-23",
  source: "PPC Guidelines (Foreign Third Party), April 2025, 3",
  evidence: "G",
}));

const BY_STATE: ReadonlyMap<string, { readonly from: number; readonly to: number }> = new Map(
  DESIGNATIONS.map(({ country, from, to }) => [
    country,
    {
      from: midnightInJapan(from).epochMilliseconds,
      to: to === undefined ? Number.POSITIVE_INFINITY : midnightInJapan(to).epochMilliseconds,
    },
  ]),
);

/**
 * Whether article 28 treats a recipient in this country as one in Japan.
 * @param country ISO 3166-1 alpha-2, with a region where it matters (`US-GU`)
 * @param instant epoch milliseconds
 */
export function isDesignated(country: string, instant: number): boolean {
  const entry = BY_STATE.get(stateOf(country));
  return entry !== undefined && entry.from <= instant && instant < entry.to;
}

/** The state of a country or of its region: `US` of `US-GU`. Regimes and statutes are a state's. */
export function stateOf(country: string): string {
  return country.slice(0, 2);
}

/** ISO 3166 form accepted for a country, with an optional region. */
export const COUNTRY_PATTERN = /^[A-Z]{2}(?:-[A-Z0-9]{1,3})?$/;
