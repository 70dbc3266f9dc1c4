import type { Party } from "./party.ts";
import type { Listed, PersonEntry } from "./read.ts";
import type { Telling } from "./telling.ts";

/* What the API gives: JSON of what is on record. Instants as ISO 8601 in UTC, days as YYYY-MM-DD. */

export function partyView(party: Party): object {
  return { ...party, at: party.at.toString() };
}

export function listedView({ party, ...entry }: Listed): object {
  return {
    ...entry,
    at: entry.at.toString(),
    party: party === undefined ? undefined : { id: party.id, name: party.name, country: party.country },
    keptThrough: entry.keptThrough?.toString(),
  };
}

export function entryView({ between, ...entry }: PersonEntry): object {
  return {
    ...entry,
    at: entry.at.toString(),
    between: between?.map(String),
    keptThrough: entry.keptThrough?.toString(),
  };
}

export function tellingView({ party, ...telling }: Telling): object {
  return {
    ...telling,
    since: telling.since.toString(),
    toldAt: telling.toldAt?.toString(),
    party: party === undefined ? undefined : { id: party.id, name: party.name },
  };
}
