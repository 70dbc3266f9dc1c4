export { endFact } from "./end-fact.ts";
export { findPeople, type FoundPerson } from "./find-people.ts";
export { loadPeople, type PersonOnRecord, protectionsAt } from "./load-people.ts";
export { subjectOf, subjectsOf } from "./person-key.ts";
export { recordFacts, type NewFacts } from "./record-facts.ts";
export { recordPeople, type NewPerson } from "./record-people.ts";
export { IDENTIFIER_KINDS } from "./identifiers/index.ts";
export { recordedFacts } from "./recorded-facts.ts";
export { PEOPLE_MIGRATIONS } from "./tables.ts";
