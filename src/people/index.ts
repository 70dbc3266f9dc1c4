import { Hono } from "hono";
import type { Room } from "../room/index.ts";
import { PEOPLE_ROUTES } from "./api.ts";
import { describeRoutes, mount } from "./api-routes.ts";
import { findPersonEntries } from "./find-entries.ts";
import { finishErasures } from "./finish-erasures.ts";
import { peoplePages } from "./pages.tsx";
import { observeRetention, retentionMechanisms } from "./retention.ts";
import { RECORDS } from "./section.ts";
import { PEOPLE_MIGRATIONS } from "./tables.ts";
import { WORDS } from "./words.ts";

export { addIdentifier } from "./add-identifier.ts";
export { changePerson } from "./change-person.ts";
export { countPeople } from "./count-people.ts";
export { endFact } from "./end-fact.ts";
export { endIdentifier } from "./end-identifier.ts";
export { erasePerson } from "./erase-person.ts";
export { findByWord } from "./find-by-word.ts";
export { findPeople } from "./find-people.ts";
export { linkPeople, unlinkPeople } from "./link-people.ts";
export { loadPeople, type PersonOnRecord, protectionsAt } from "./load-people.ts";
export { holdPeople, subjectOf, subjectsOf } from "./person-key.ts";
export type { FactInput } from "./person-fact.ts";
export { policyWords } from "./policy-words.ts";
export { type NewFacts, recordFacts } from "./record-facts.ts";
export { type NewPerson, recordPeople } from "./record-people.ts";
export { endRepresentative, recordRepresentative } from "./record-representative.ts";
export { isLookupKeyUsed, rehashIdentifiers } from "./rehash-identifiers.ts";
export { searchByKana } from "./search-by-kana.ts";
export { RECORDS } from "./section.ts";
export { nameParts, recordSeen } from "./see.ts";
export { setRole } from "./set-role.ts";
export { namesOf, openProtected, showIdentifiers } from "./show-identifiers.ts";
export {
  type InSight,
  knownPeople,
  loadInSight,
  mayAskOf,
  mayKnowOf,
  personInSight,
  type Sight,
  sightOf,
} from "./sight.ts";
export { IDENTIFIER_KINDS, type IdentifierKind } from "./identifiers/index.ts";
export { recordedFacts } from "./recorded-facts.ts";
export { PEOPLE_MIGRATIONS } from "./tables.ts";
export { timeline } from "./timeline.ts";

/** Who a fact is about: what people are found by, what is known of them, and how it is erased. */
export const peopleRoom: Room = {
  name: "people",
  records: [{ path: "/records/people", label: WORDS.navigation, says: WORDS.navigationSays }],
  sections: [RECORDS],
  migrations: PEOPLE_MIGRATIONS,
  settle: finishErasures,
  routes: (house) => {
    const { door } = house;
    if (door === undefined) return new Hono();
    return new Hono().route("/", mount(PEOPLE_ROUTES, house, door)).route("/", peoplePages(house, door));
  },
  describe: (api) => describeRoutes(api, PEOPLE_ROUTES),
  find: findPersonEntries,
  mechanisms: retentionMechanisms,
  observe: observeRetention,
};
