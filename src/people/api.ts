import { z } from "zod";
import { type Id, idOf, ProblemError, uuidOf, writeInstant } from "../wire/index.ts";
import {
  text,
  instant,
  kinds,
  newIdentifier,
  newRole,
  newPerson,
  personId,
  id,
  facts,
  details,
  shownFacts,
  by,
  reason,
  personShown,
} from "./api-shapes.ts";
import { addIdentifier } from "./add-identifier.ts";
import { type ApiRoute, apiRoute, type Asked } from "./api-routes.ts";
import { changePerson } from "./change-person.ts";
import { endFact } from "./end-fact.ts";
import { endIdentifier } from "./end-identifier.ts";
import { erasePerson } from "./erase-person.ts";
import { Faults } from "./faults.ts";
import { findPeople } from "./find-people.ts";
import { linkPeople, unlinkPeople } from "./link-people.ts";
import { personUuid, shortId } from "./person-key.ts";
import { policyWords } from "./policy-words.ts";
import { recordFacts } from "./record-facts.ts";
import { recordPeople } from "./record-people.ts";
import { partsSeen, recordSeen } from "./see.ts";
import { CAPACITIES, endRepresentative, isCapacity, recordRepresentative } from "./record-representative.ts";
import { representativesOf } from "./representatives.ts";
import { searchByKana } from "./search-by-kana.ts";
import { setRole } from "./set-role.ts";
import { loadInSight, withinReach } from "./sight.ts";
import { openProtected, showIdentifiers, textsOf } from "./show-identifiers.ts";
import { timeline } from "./timeline.ts";

/** People in one request: a second or so of work. */
const MAX_PEOPLE = 1_000;
/** Entries of facts in one request. */
const MAX_ENTRIES = 10_000;
const MAX_LISTED = 200;

function personOf({ param }: Pick<Asked<unknown, unknown>, "param">): Id<"person"> {
  return idOf("person", personUuid(param("person")));
}

function entryOf<Kind extends "fact" | "identifier" | "representative">(
  { param }: Pick<Asked<unknown, unknown>, "param">,
  kind: Kind,
): Id<Kind> {
  const uuid = uuidOf(kind, param("entry"));
  if (uuid === undefined) throw new ProblemError("not-on-record", { entry: shortId(param("entry")) });
  return idOf(kind, uuid);
}

const heldOf = ({ house }: Pick<Asked<unknown, unknown>, "house">) => ({ words: policyWords(house.packs.values()) });

function refuseOver(count: number, limit: number): void {
  if (count > limit) throw new ProblemError("too-many-entries", { count, limit });
}

/** Where the next page begins; opaque to who asks. */
function cursorOf(person: Id<"person">): string {
  return Buffer.from(personUuid(person).replaceAll("-", ""), "hex").toString("base64url");
}

function readCursor(cursor: string | undefined): Id<"person"> | undefined {
  if (cursor === undefined) return undefined;
  const hex = Buffer.from(cursor, "base64url").toString("hex");
  const uuid = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  const person = idOf("person", uuid);
  if (uuidOf("person", person) !== undefined) return person;
  const faults = new Faults();
  faults.add(["cursor"], {
    ja: "cursor が読めません。前の答えの next を、そのまま送ってください。",
    en: "The cursor cannot be read. Send the `next` of the answer before as it is.",
  });
  faults.check();
  return undefined;
}

export const PEOPLE_ROUTES: readonly ApiRoute[] = [
  apiRoute({
    method: "post",
    path: "/v1/people",
    scope: "people:write",
    status: 201,
    summary: "Record people, up to 1,000 in one request",
    description:
      "All of them are recorded, or none. Identifiers are kept as keyed hashes; names, addresses, phone numbers and e-mail addresses also sealed, to be shown.",
    body: z.strictObject({ people: z.array(newPerson).min(1) }),
    example: {
      people: [
        {
          identifiers: [
            { kind: "name", value: "見本 花子" },
            { kind: "phone", value: "03-1234-5678" },
          ],
          roles: [{ operator: "lp21", kind: "customer", since: "2026-04-01T00:00:00+09:00" }],
        },
      ],
    },
    answer: z.object({ ids: z.array(personId) }),
    handle: ({ body, doing, ...asked }) => {
      refuseOver(body.people.length, MAX_PEOPLE);
      withinReach(
        asked.sight,
        body.people.flatMap(({ roles }, index) =>
          roles.map((role, place) => ({ role, path: ["people", index, "roles", place] })),
        ),
      );
      return doing(recordPeople(body, heldOf(asked)));
    },
  }),
  apiRoute({
    method: "get",
    path: "/v1/people",
    scope: "people:read",
    status: 200,
    summary: "Find people by an identifier",
    description: "However it is spelled. What is only similar is for a person to compare; nothing may be joined on it.",
    query: z.strictObject({ kind: z.enum(kinds), value: z.string().max(2_000), operator: text.optional(), by }),
    answer: z.object({ items: z.array(z.object({ person: personId, match: z.enum(["exact", "similar"]) })) }),
    handle: async ({ door, query, sight }) => ({ items: await findPeople(door.desk, query, sight) }),
  }),
  apiRoute({
    method: "get",
    path: "/v1/people/search",
    scope: "people:read",
    status: 200,
    summary: "Find people by a part of their name in kana",
    description: "Two kana or more; one where `from-start` is yes.",
    query: z.strictObject({
      kana: z.string().max(200),
      "from-start": z.enum(["yes", "no"]).default("no"),
      operator: text.optional(),
      by,
      cursor: z.string().max(100).optional(),
      limit: z.coerce.number().int().min(1).max(MAX_LISTED).default(50),
    }),
    answer: z.object({ items: z.array(z.object({ person: personId, kana: z.string() })), next: z.string().optional() }),
    handle: async ({ door, query, sight }) => {
      const search = {
        part: query.kana,
        fromStart: query["from-start"] === "yes",
        operator: query.operator,
        by: query.by,
        after: readCursor(query.cursor),
        limit: query.limit,
      };
      const { items, next } = await searchByKana(door.desk, search, sight);
      await recordSeen(
        door.desk,
        sight,
        "search",
        items.map(({ person }) => ({ person, parts: ["kana"] })),
      );
      return { items, ...(next === undefined ? {} : { next: cursorOf(next) }) };
    },
  }),
  apiRoute({
    method: "get",
    path: "/v1/people/:person",
    scope: "people:read",
    status: 200,
    summary: "What is on record of a person",
    description: "Addresses and phone numbers of someone who is protected stay closed; who sees them leaves a trace.",
    answer: personShown,
    handle: async (asked) => await onRecord(asked, personOf(asked)),
  }),
  apiRoute({
    method: "patch",
    path: "/v1/people/:person",
    scope: "people:write",
    status: 200,
    summary: "Say anew whether a person can judge, or lives",
    description: "Whether somebody can judge what consent means is the handler's to find out (General 2-16).",
    body: z.strictObject({ able: z.boolean().optional(), living: z.boolean().optional() }),
    example: { able: false },
    answer: z.object({ person: personId }),
    handle: ({ body, doing, ...asked }) => doing(changePerson({ person: personOf(asked), ...body })),
  }),
  apiRoute({
    method: "delete",
    path: "/v1/people/:person",
    scope: "people:erase",
    fresh: true,
    status: 200,
    summary: "Erase a person",
    description:
      "What they are found by, their facts and what events say of them are gone for good. Every proof still holds; records of provision stay as long as the Act asks (29).",
    answer: z.object({ erased: personId }),
    handle: ({ doing, ...asked }) => doing(erasePerson({ person: personOf(asked) })),
  }),
  apiRoute({
    method: "post",
    path: "/v1/people/:person/facts",
    scope: "people:write",
    status: 201,
    summary: "Record facts about a person",
    description: "A fact is never changed; what ends it is recorded beside it. Its instant may lie in the past.",
    body: z.strictObject({ facts, details }),
    shownBody: z.strictObject(shownFacts),
    example: {
      facts: [{ kind: "objection", at: "2026-11-22T09:00:00+09:00", to: "direct-mail", operators: ["lp21"] }],
      details: { channel: "phone", giver: "principal" },
    },
    answer: z.object({ ids: z.array(z.string()) }),
    handle: async ({ body, doing, ...asked }) => {
      const entry = { person: personOf(asked), ...body };
      const { ids } = await doing(recordFacts({ entries: [entry] }, { ...heldOf(asked), root: () => [] }));
      return { ids: ids[0] ?? [] };
    },
  }),
  apiRoute({
    method: "post",
    path: "/v1/facts",
    scope: "people:write",
    status: 201,
    summary: "Record facts about many people, up to 10,000 entries in one request",
    description: "All of them are recorded, or none. The identifiers come in the order of the entries.",
    body: z.strictObject({ entries: z.array(z.strictObject({ person: z.string(), facts, details })).min(1) }),
    shownBody: z.strictObject({ entries: z.array(z.strictObject({ person: personId, ...shownFacts })) }),
    example: {
      entries: [
        {
          person: "per_019ab3f0-6d2e-7c41-9f3a-2b8f8f5f2c10",
          facts: [{ kind: "withdrawal", at: "2026-11-22T09:00:00+09:00", purposes: ["customer.direct-mail"] }],
        },
      ],
    },
    answer: z.object({ ids: z.array(z.array(z.string())) }),
    handle: async ({ body, doing, ...asked }) => {
      refuseOver(body.entries.length, MAX_ENTRIES);
      const entries = body.entries.map((entry) => ({ ...entry, person: idOf("person", personUuid(entry.person)) }));
      await mustBeInSight(
        asked,
        entries.map(({ person }) => person),
      );
      return doing(recordFacts({ entries }, heldOf(asked)));
    },
  }),
  apiRoute({
    method: "post",
    path: "/v1/people/:person/facts/:entry/end",
    scope: "people:write",
    status: 200,
    summary: "End a fact, as when an objection is lifted",
    description: "From an instant on it no longer counts; absent: from now on.",
    body: z.strictObject({ at: instant.optional(), reason }),
    example: { reason: "The person called and asked for mail again" },
    answer: z.object({ fact: z.string(), at: instant }),
    handle: ({ body, doing, ...asked }) => {
      return doing(endFact({ person: personOf(asked), fact: entryOf(asked, "fact"), ...body }));
    },
  }),
  apiRoute({
    method: "post",
    path: "/v1/people/:person/identifiers",
    scope: "people:write",
    status: 201,
    summary: "Add something a person is found by",
    description: "What they have already keeps its number.",
    body: newIdentifier,
    example: { kind: "email", value: "hanako@example.jp" },
    answer: id,
    handle: ({ body, doing, ...asked }) => {
      return doing(addIdentifier({ person: personOf(asked), identifier: body }, heldOf(asked)));
    },
  }),
  apiRoute({
    method: "post",
    path: "/v1/people/:person/identifiers/open",
    scope: "people:protected",
    fresh: true,
    status: 200,
    summary: "See address and phone of someone who is protected",
    description: "That they were seen is itself put on record.",
    body: z.strictObject({ reason: text }),
    example: { reason: "A letter has to be sent" },
    answer: z.object({ identifiers: z.array(z.object({ id: z.string(), text: z.string() })) }),
    handle: async ({ body, doing, ...asked }) => {
      const person = personOf(asked);
      const opened = await doing(openProtected({ person, ...body }, asked.seen()));
      return { identifiers: await textsOf(asked.door.desk, person, opened) };
    },
  }),
  apiRoute({
    method: "post",
    path: "/v1/people/:person/identifiers/:entry/end",
    scope: "people:write",
    status: 200,
    summary: "A person has an identifier no more",
    description: "Another may have it from now on; it still finds this person, as one who is similar.",
    answer: id,
    handle: ({ doing, ...asked }) => {
      return doing(endIdentifier({ person: personOf(asked), identifier: entryOf(asked, "identifier") }));
    },
  }),
  apiRoute({
    method: "post",
    path: "/v1/people/:person/roles",
    scope: "people:write",
    status: 201,
    summary: "Say what a person is to an operator",
    description: "Where they are that already, its dates are changed; an `until` ends it.",
    body: newRole,
    example: { operator: "lp21", kind: "customer" },
    answer: id,
    handle: ({ body, doing, ...asked }) => {
      withinReach(asked.sight, [{ role: body, path: [] }]);
      return doing(setRole({ person: personOf(asked), role: body }, heldOf(asked)));
    },
  }),
  apiRoute({
    method: "post",
    path: "/v1/people/:person/links",
    scope: "people:erase",
    status: 201,
    summary: "Two records are the same person's",
    description: "From now on the facts of each count for both.",
    body: z.strictObject({ other: personId, reason }),
    example: { other: "per_019ab3f0-6d2e-7c41-9f3a-2b8f8f5f2c10", reason: "The same licence" },
    answer: z.object({ person: personId, other: personId }),
    handle: async ({ body, doing, ...asked }) => {
      const other = idOf("person", personUuid(body.other));
      await mustBeInSight(asked, [other]);
      return doing(linkPeople({ person: personOf(asked), other, reason: body.reason }));
    },
  }),
  apiRoute({
    method: "post",
    path: "/v1/people/:person/links/:entry/end",
    scope: "people:erase",
    status: 200,
    summary: "They are not the same person's, after all",
    description: "From now on the facts of each count for that one alone.",
    body: z.strictObject({ reason }),
    example: { reason: "Two people of one name" },
    answer: z.object({ person: personId, other: personId }),
    handle: async ({ body, doing, ...asked }) => {
      const other = idOf("person", personUuid(asked.param("entry")));
      await mustBeInSight(asked, [other]);
      return doing(unlinkPeople({ person: personOf(asked), other, ...body }));
    },
  }),
  apiRoute({
    method: "post",
    path: "/v1/people/:person/representatives",
    scope: "people:write",
    status: 201,
    summary: "Record who acts for a person",
    description: "By what right, and for how long (CO13).",
    body: z.strictObject({
      capacity: z.enum(Object.keys(CAPACITIES).filter(isCapacity)),
      name: text,
      evidence: text.meta({ description: "What shows it: the register, the mandate" }),
      contact: text.optional(),
      representative: personId.optional().meta({ description: "Where they are on record themselves" }),
      from: instant.optional(),
      until: instant.optional(),
    }),
    example: { capacity: "minor", name: "見本 太郎", evidence: "Family register" },
    answer: id,
    handle: async ({ body: { representative, ...rest }, doing, ...asked }) => {
      const other = representative === undefined ? undefined : idOf("person", personUuid(representative));
      await mustBeInSight(asked, other === undefined ? [] : [other]);
      return doing(
        recordRepresentative({ person: personOf(asked), representative: { ...rest, representative: other } }),
      );
    },
  }),
  apiRoute({
    method: "post",
    path: "/v1/people/:person/representatives/:entry/end",
    scope: "people:write",
    status: 200,
    summary: "Somebody acts for a person no more",
    description: "From now on.",
    answer: id,
    handle: ({ doing, ...asked }) => {
      return doing(endRepresentative({ person: personOf(asked), representative: entryOf(asked, "representative") }));
    },
  }),
];

/** @throws {ProblemError} `no-such-person` for the first of whom the caller is not to know */
async function mustBeInSight(
  { door, sight }: Pick<Asked<unknown, unknown>, "door" | "sight">,
  people: readonly Id<"person">[],
): Promise<void> {
  const known = await loadInSight(door.desk, sight, people);
  const missing = people.find((person) => !known.has(person));
  if (missing !== undefined) throw new ProblemError("no-such-person", { person: missing });
}

async function onRecord(
  { door: { desk }, sight, seen }: Pick<Asked<unknown, unknown>, "door" | "sight" | "seen">,
  person: Id<"person">,
): Promise<unknown> {
  const { person: loaded, roles, shows } = seen();
  const identifiers = await showIdentifiers(desk, person, { shows });
  const representatives = shows("representatives") ? await representativesOf(desk, person) : [];
  const entries = await timeline(desk, sight, person);
  const parts = partsSeen({ identifiers, representatives, facts: entries });
  await recordSeen(desk, sight, "person", [{ person, parts }]);
  const { able, living } = loaded;
  const linked = await loadInSight(desk, sight, loaded.linked);
  return {
    id: person,
    able,
    living,
    roles: roles.map((role) => ({ ...role, since: written(role.since), until: written(role.until) })),
    linked: [...linked.keys()],
    identifiers,
    representatives,
    facts: entries.map(({ fact, ended, ...entry }) => ({
      ...entry,
      fact: {
        ...fact,
        at: written(fact.at),
        recordedAt: written(fact.recordedAt),
        ...("until" in fact ? { until: written(fact.until) } : {}),
      },
      ended: ended === undefined ? undefined : { at: written(ended.at), recordedAt: written(ended.recordedAt) },
    })),
  };
}

function written(at: number | undefined): string | undefined {
  return at === undefined ? undefined : writeInstant(at);
}
