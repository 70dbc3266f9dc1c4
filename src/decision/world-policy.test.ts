import {
  COMMITMENTS,
  compile,
  type Pack,
  type PolicySource,
  PURPOSE_ACTS,
  ROUTES,
  type RouteReading,
} from "../policy/index.ts";
import { type Draw, given } from "./draw.test.ts";

/*
 * Small policies for the properties of the engine.
 */

/** How many numbers a policy is drawn from. */
export const PACK_TAPE = 360;

export function packOf(sources: readonly PolicySource[]): Pack {
  const versions = sources.map(compile).sort((a, b) => a.inForceFrom - b.inForceFrom);
  return { id: versions[0]?.pack ?? "", versions };
}

const text = { en: "words" };

/** One version or two, in any order. Some packs are old enough to be asked under the law before 1 April 2022. */
export function drawSources(draw: Draw): PolicySource[] {
  const old = draw.chance(35);
  const first = drawSource(draw, old ? draw.pick("2017-01-01", "2016-04-01") : draw.pick("2024-04-01", "2021-10-01"));
  if (!draw.chance(25)) return [first];
  const second = drawSource(draw, old ? draw.pick("2022-04-01", "2021-06-15") : draw.pick("2025-06-01", "2025-06-16"));
  return draw.chance(50) ? [second, first] : [first, second];
}

function drawSource(draw: Draw, inForceFrom: string): PolicySource {
  const items: PolicySource["items"] = {
    name: { name: text, contact: true },
    care: { name: text, specialCare: "medical-care" },
    ...(draw.chance(60) ? { phone: { name: text, contact: true } } : {}),
    ...(draw.chance(40) ? { photo: given({ name: text, identifies: draw.maybe(40, () => true) }) } : {}),
    ...(draw.chance(40) ? { card: { name: text, damagesProperty: true } } : {}),
  };
  const operators: PolicySource["operators"] = {
    home: drawOperator(draw, "home", "company", "JP"),
    ...(draw.chance(60)
      ? { branch: { ...drawOperator(draw, "branch", "branch", draw.pick("JP", "KR")), of: "home" } }
      : {}),
    // At times called as another one's identifier is.
    ...(draw.chance(70) ? { sister: drawOperator(draw, draw.chance(20) ? "foreign" : "sister", "company", "JP") } : {}),
    ...(draw.chance(60) ? { foreign: drawOperator(draw, "foreign", "company", draw.pick("KR", "GB", "US-GU")) } : {}),
  };
  const people: PolicySource["people"] = {
    customer: given({ name: text, items: ["name"], also: draw.maybe(15, () => ["tenant"]), clause: "C1" }),
    tenant: given({ name: text, items: ["name"], also: draw.maybe(50, () => ["customer"]), clause: "C1" }),
    ...(draw.chance(70)
      ? {
          patient: given({
            name: text,
            items: ["name"],
            specialCare: "medical-care" as const,
            also: draw.maybe(60, () => draw.shuffle(["tenant", "customer"]).slice(0, draw.pick(1, 2))),
          }),
        }
      : {}),
    ...(draw.chance(50)
      ? {
          guest: given({
            name: text,
            items: ["name"],
            also: draw.maybe(60, () => [draw.pick("customer", "tenant", "patient")]),
          }),
        }
      : {}),
  };
  for (const person of Object.values(people)) {
    if (person.also !== undefined) person.also = person.also.filter((kind) => Object.hasOwn(people, kind));
  }
  const names = { items: Object.keys(items), operators: Object.keys(operators), people: Object.keys(people) };
  const itemList = (): string[] => (draw.chance(25) ? ["everything"] : draw.some(names.items, 15));

  const purpose = (more: Partial<PolicySource["purposes"][string]>): PolicySource["purposes"][string] => ({
    operators: draw.some(names.operators, 25),
    people: draw.chance(4) ? [] : draw.some(names.people, 35),
    items: draw.chance(3) ? [] : itemList(),
    clause: "C1",
    ...(draw.chance(15) ? { acts: draw.some(PURPOSE_ACTS, 50) } : {}),
    ...more,
  });
  const purposes: PolicySource["purposes"] = {
    service: purpose({}),
    answering: purpose({ acts: draw.some(PURPOSE_ACTS, 20) }),
    mail: purpose({ stoppable: "direct-mail" }),
    other: purpose({ catchAll: true }),
  };
  const purposeNames = Object.keys(purposes);

  const recipient = (): PolicySource["recipients"][string] =>
    given({
      name: text,
      clause: "C1",
      operators: draw.some(names.operators, 20),
      people: draw.some(names.people, 25),
      items: itemList(),
      purposes: draw.some(purposeNames, 30),
      country: draw.maybe(25, () => draw.pick("KR", "GB", "JP", "US-GU")),
      published: { text, routes: ["unstated" as const] },
      reading: {
        routes: draw.shuffle(Array.from({ length: draw.pick(1, 2, 3, 0) }, () => drawRoute(draw))),
        because: text,
      },
    });
  const recipients = {
    "class-1": recipient(),
    "class-2": recipient(),
    ...(draw.chance(30) ? { "class-3": recipient() } : {}),
  };

  const sharedUse = (): PolicySource["sharedUses"][string] =>
    given({
      name: text,
      clause: "C2",
      people: draw.some(names.people, 25),
      items: draw.chance(10) ? undefined : itemList(),
      purposes: draw.chance(10) ? undefined : draw.some(purposeNames, 25),
      users: draw.chance(8)
        ? undefined
        : given({
            text,
            members: draw.chance(10)
              ? undefined
              : draw.some(names.operators, 10).map((one) =>
                  given({
                    operator: one,
                    from: draw.chance(15) ? draw.pick("2025-06-01", "2025-06-16", "2021-06-15") : "2016-01-01",
                    to: draw.maybe(15, () => draw.pick("2026-01-01", "2025-06-01", "2022-04-01")),
                  }),
                ),
            list: draw.maybe(50, () => text),
          }),
      responsible: draw.chance(8) ? undefined : draw.of(names.operators),
    });
  const sharedUses = { "use-1": sharedUse(), ...(draw.chance(40) ? { "use-2": sharedUse() } : {}) };

  const period = (): string => draw.pick("P1M", "P1Y", "P30D", "P6M", "P1Y1M10D", "P0D");
  return {
    policy: {
      id: "small",
      version: inForceFrom,
      inForceFrom,
      title: text,
      languages: { required: ["en"], prevailing: "en" },
      publisher: "home",
    },
    settings: {
      because: text,
      retention: Object.fromEntries(
        names.people.filter(() => draw.chance(65)).map((kind) => [kind, { period: period(), after: text }]),
      ),
      emergencyEvidenceHours: draw.pick(24, 48),
      foreignCheckMonths: draw.pick(12, 1, 6),
    },
    document: { parts: [{ id: "all", clauses: ["C1", "C2"] }] },
    items,
    itemSets: { everything: { name: text, items: names.items } },
    operators,
    people,
    purposes,
    recipients,
    sharedUses,
    contacts: {},
    mirrors: {},
    linkedPolicies: {},
    promises: { C1: { text }, C2: { text } },
    commitments: Object.fromEntries(COMMITMENTS.filter(() => draw.chance(35)).map((name) => [name, { clause: "C1" }])),
    rooms: {},
    place: () => ({ file: "small.yaml", line: 1, column: 1 }),
  };
}

function drawOperator(
  draw: Draw,
  called: string,
  kind: "company" | "branch",
  country: string,
): PolicySource["operators"][string] {
  return given({
    name: { en: called === "foreign" && country === "JP" ? called : `${called} company` },
    kind,
    country,
    address: draw.chance(10) ? undefined : text,
    representative: draw.chance(10) ? undefined : { name: text, title: text },
  });
}

function drawRoute(draw: Draw): RouteReading {
  const route = draw.pick(...ROUTES, "opt-out");
  if (route === "consent") return given({ route, per: draw.maybe(50, () => draw.pick("recipient", "party", "deal")) });
  if (route === "opt-out") return given({ route, filing: draw.maybe(55, () => drawFiling(draw)) });
  return { route };
}

/** Begun long ago, or around the moments at which questions are asked. */
function drawFiling(draw: Draw): { number: string; on: string; starts: string } {
  if (!draw.chance(55)) return { number: "1", on: "2016-01-01", starts: "2016-03-01" };
  const [on, starts] = draw.pick(
    ["2025-05-01", "2025-06-16"],
    ["2025-05-01", "2025-06-01"],
    ["2025-06-15", "2025-06-16"],
    ["2025-06-16", "2025-07-16"],
    ["2025-02-01", "2025-02-28"],
    ["2022-03-01", "2022-04-01"],
    ["2025-05-01", "2025-07-16"],
    ["2017-05-01", "2025-07-16"],
  );
  return { number: "1", on, starts };
}
