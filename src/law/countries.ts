import { midnightInJapan } from "../wire/index.ts";
import type { Evidence } from "./provisions/provision.ts";

/** A country that the Commission's rules designate under article 28(1). No designation has ended. */
export interface Designation {
  readonly country: string;
  readonly from: string;
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

const FROM_BY_STATE: ReadonlyMap<string, number> = new Map(
  DESIGNATIONS.map(({ country, from }) => [country, midnightInJapan(from).epochMilliseconds]),
);

/**
 * Whether article 28 treats a recipient in this country as one in Japan.
 * @param country ISO 3166-1 alpha-2, with a region where it matters (`US-GU`)
 * @param instant epoch milliseconds
 */
export function isDesignated(country: string, instant: number): boolean {
  const from = FROM_BY_STATE.get(stateOf(country));
  return from !== undefined && from <= instant;
}

/** The state of a country or of its region: `US` of `US-GU`. Regimes and statutes are a state's. */
export function stateOf(country: string): string {
  return country.slice(0, 2);
}

/** ISO 3166 form accepted for a country, with an optional region. */
export const COUNTRY_PATTERN = /^[A-Z]{2}(?:-[A-Z0-9]{1,3})?$/;
