import { Hono } from "hono";
import type { Room } from "../room/index.ts";
import { provisionApi } from "./api.ts";
import { expireRecords, releaseOnErasure } from "./expire.ts";
import { describeProvisions } from "./describe.ts";
import { findPartyEntries } from "./find-entries.ts";
import { provisionMechanisms } from "./mechanisms.ts";
import { observeProvisions } from "./observe.ts";
import { provisionPages } from "./pages.tsx";
import type { PeoplePorts } from "./charge.ts";
import { PROVISION_MIGRATIONS } from "./tables.ts";
import { PAGE } from "./words.ts";
import { tellOnStop } from "./telling.ts";
import { provisionTimeline } from "./timeline.ts";

export { recordCheck } from "./checks.ts";
export { expire } from "./expire.ts";
export { CHANNELS, type ProvisionInput } from "./input.ts";
export { findParties, findParty, listParties, type Party, partyOfOperator, recordParty } from "./party.ts";
export { clausesOfClass } from "./mechanisms.ts";
export {
  endPartyFact,
  operatorFacts,
  partyFacts,
  recordOperatorFacts,
  recordedPartyFacts,
  recordPartyFacts,
  reviewMembership,
} from "./party-facts.ts";
export { type PersonEntry, provisionsOf } from "./read.ts";
export { confirmAcquisition, recordReceipts } from "./receipt.ts";
export { recordProvisions } from "./record.ts";
export { openSeries } from "./series.ts";
export { acknowledge, markTold, openTellings, tellRecipients } from "./telling.ts";
export type { Subjects } from "./ports.ts";
export { PROVISION_MIGRATIONS } from "./tables.ts";
export { CHANNEL_WORDS } from "./words.ts";

const PROVISION_CARDS = [
  { path: "/records/provisions", label: PAGE.provisions, says: PAGE.provisionsLead },
  { path: "/records/parties", label: PAGE.parties, says: PAGE.partiesSays },
];

/** Who received what, on what ground, and what came in: the records of 29 to 31, and what is known of the parties. */
export function provisionRoom(ports: PeoplePorts): Room {
  return {
    name: "provision",
    migrations: PROVISION_MIGRATIONS,
    reactions: [...tellOnStop, releaseOnErasure],
    jobs: [expireRecords],
    records: PROVISION_CARDS,
    describe: describeProvisions,
    find: findPartyEntries,
    mechanisms: provisionMechanisms,
    timeline: provisionTimeline,
    observe: observeProvisions,
    routes: (house) => new Hono().route("/", provisionApi(house, ports)).route("/", provisionPages(house, ports)),
  };
}
