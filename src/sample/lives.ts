import type { NewPerson } from "../people/index.ts";
import type { Policy } from "../policy/index.ts";
import { CUSTOMERS_FROM, MINOR, tellCustomer } from "./customers.ts";
import { type Card, COMPANY, dealer } from "./decks.ts";
import { type Draw, drawFor } from "./draw.ts";
import { type FactInput, isoOf, type Life, type Setting, type Story } from "./life.ts";
import { type MadeName, nameOf, type Origin } from "./names.ts";
import { OTHERS } from "./others.ts";
import { addressOf, emailOf, phoneOf } from "./places.ts";

type Identifier = NewPerson["identifiers"][number];

/** When somebody's record is made, in epoch milliseconds. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

const DAY = 86_400_000;
const YEAR = 365.25 * DAY;
const MINUTE = 60_000;
/** They come in the first part of their window, so that something can follow in the rest of it. */
const COMING = 0.6;

/** Whose number the kind has at the operator. */
const NUMBERS: Readonly<Record<string, Identifier["kind"]>> = {
  customer: "customer-number",
  owner: "contract-number",
  "azumi-user": "insurance-number",
  "azu-user": "insurance-number",
  shareholder: "shareholder-number",
  employee: "employee-number",
  "former-employee": "employee-number",
};
/** Kinds that are written down with little more than a name. */
const NAMED_ONLY: ReadonlySet<string> = new Set(["co-resident", "emergency-contact", "corporate-occupant"]);
/** Operators of the group with which customers deal besides. */
const BESIDES = ["leasing", "plaza-guarantee", "asuka"] as const;
const OFFICES: Readonly<Partial<Record<Origin, string>>> = { korea: "seoul", taiwan: "taipei", china: "shanghai" };

/** Of each deck, the shareholder who is the one before under another number. */
function isSameAsBefore({ kind, place }: Card): boolean {
  return kind === "shareholder" && place === 5;
}

/** Makes people up: the same one for the same seed, policy, number and window. `person` counts from 0. */
export function lifeMaker(seed: number, policy: Policy): (person: number, window: Window) => Life {
  const cardOf = dealer(seed);
  const words = wordsOf(policy);
  const whoOf = (person: number): Who => {
    const card = cardOf(person);
    if (person > 0 && isSameAsBefore(card)) return whoOf(person - 1);
    const draw = drawFor(seed, person, 2);
    const origin = originOf(card, draw);
    return { origin, name: nameOf(origin, draw), address: addressOf(draw), age: ageOf(card, draw) };
  };
  return (person, { from, to }) => {
    const card = cardOf(person);
    const draw = drawFor(seed, person, 3);
    const who = whoOf(person);
    const came = Math.floor((from + draw.share() * COMING * (to - from)) / MINUTE) * MINUTE;
    const identifiers = identifiersOf(card, who, person, came);
    const phone = identifiers.find(({ kind }) => kind === "phone")?.value;
    const { name, kana } = who.name;
    const principal = { name, kana, ...(phone === undefined ? {} : { phone }) };
    const setting: Setting = { card, draw, policy, serial: person, came, until: to, principal };
    const first = firstFacts(setting, words);
    const story: Story = {
      told: [{ facts: first }],
      handovers: [],
      arrivals: [],
      representatives: [],
      later: [],
    };
    if (card.kind === "customer") tellCustomer(setting, story);
    else OTHERS[card.kind]?.(setting, story);
    const isCareUser = card.kind === "azumi-user" || card.kind === "azu-user";
    return {
      person: {
        identifiers,
        roles: rolesOf(setting, who.origin),
        able: !(isCareUser && card.place % 4 === 0) && !(card.kind === "customer" && card.place === MINOR),
        living: !(isCareUser && card.place === 7),
      },
      ...story,
      sameAsBefore: person > 0 && isSameAsBefore(card),
    };
  };
}

interface Who {
  readonly origin: Origin;
  readonly name: MadeName;
  readonly address: string;
  /** In years, when they come. */
  readonly age: number;
}

function originOf({ kind, place }: Card, draw: Draw): Origin {
  const origin = kind === "customer" ? CUSTOMERS_FROM.get(place) : undefined;
  if (origin !== undefined) return origin;
  const share = kind === "guam-guest" ? 50 : ["customer", "corporate-occupant", "co-resident"].includes(kind) ? 10 : 1;
  return draw.percent(share) ? draw.pick(["korea", "china", "taiwan", "vietnam", "nepal"] as const) : "japan";
}

function ageOf({ kind, place }: Card, draw: Draw): number {
  const between = (least: number, most: number): number => least + draw.share() * (most - least);
  if (kind === "customer" && place === MINOR) return between(16, 17);
  if (kind === "azumi-user" || kind === "azu-user") return between(68, 97);
  if (kind === "intern" || kind === "prospective-employee") return between(20, 24);
  if (kind === "owner" || kind === "guarantor") return between(40, 82);
  return between(18.5, 66);
}

function identifiersOf({ kind, place }: Card, { name, address, age }: Who, person: number, came: number): Identifier[] {
  const serial = String(person + 1).padStart(7, "0");
  const numbered = NUMBERS[kind];
  const born = Temporal.Instant.fromEpochMilliseconds(Math.floor(came - age * YEAR))
    .toZonedDateTimeISO("Asia/Tokyo")
    .toPlainDate();
  // Two who live together give one number.
  const isShared = kind === "co-resident";
  const phone = isShared ? phoneOf(person - (person % 4)) : phoneOf(person);
  return [
    { kind: "name", value: name.name },
    { kind: "kana", value: name.kana },
    ...(name.passport === undefined ? [] : [{ kind: "passport-name", value: name.passport, keep: true } as const]),
    ...(name.alias === undefined ? [] : [{ kind: "alias", value: name.alias, keep: true } as const]),
    { kind: "phone", value: phone, ...(isShared ? { shared: true } : {}) },
    ...(kind === "co-resident" ? [{ kind: "birth-date", value: born.toString() } as const] : []),
    ...(NAMED_ONLY.has(kind)
      ? []
      : [
          { kind: "address", value: address } as const,
          { kind: "birth-date", value: born.toString() } as const,
          { kind: "email", value: emailOf(person) } as const,
        ]),
    ...(numbered === undefined
      ? []
      : [
          {
            kind: numbered,
            value: `MH${serial}`,
            operator: kind === "azu-user" ? "azu" : COMPANY,
            keep: true,
          } as const,
        ]),
    ...(kind === "customer" && place % 2 === 0
      ? [{ kind: "contract-number", value: `KY${serial}`, operator: COMPANY } as const]
      : []),
  ];
}

function rolesOf({ card, draw, came }: Setting, origin: Origin): NewPerson["roles"] {
  const since = isoOf(came);
  const own = { operator: card.operator, kind: card.kind, since };
  if (card.kind !== "customer") return [own];
  const office = OFFICES[origin];
  return [
    own,
    ...(draw.percent(30) ? [{ operator: draw.pick(BESIDES), kind: "customer", since }] : []),
    ...(office === undefined ? [] : [{ operator: office, kind: "customer", since }]),
    ...(draw.percent(3) ? [{ operator: COMPANY, kind: "shareholder", since }] : []),
  ];
}

/** By operator and kind, what the policy names: purposes to be told, and items to be acquired. */
interface PolicyWordsOf {
  readonly purposes: (operator: string, kind: string) => string[];
  readonly items: (kind: string) => string[];
}

function wordsOf(policy: Policy): PolicyWordsOf {
  const purposes = new Map<string, string[]>();
  for (const [id, purpose] of Object.entries(policy.purposes))
    for (const operator of purpose.operators)
      for (const kind of purpose.people) {
        const key = `${operator} ${kind}`;
        purposes.set(key, [...(purposes.get(key) ?? []), id]);
      }
  return {
    purposes: (operator, kind) => purposes.get(`${operator} ${kind}`) ?? [],
    items: (kind) => [...(policy.people[kind]?.items ?? [])],
  };
}

type Acquisition = Extract<FactInput, { kind: "acquisition" }>;

/** By kind of person: how their data mostly comes. */
const SOURCES: Readonly<Record<string, readonly Acquisition["source"][]>> = {
  customer: [
    ...Array.from({ length: 8 }, (): Acquisition["source"] => "direct-writing"),
    "direct-other",
    "direct-other",
    "shared-use",
    "observed",
  ],
  "corporate-occupant": ["third-party"],
  "co-resident": ["third-party"],
  guarantor: ["third-party", "direct-writing"],
  "emergency-contact": ["third-party"],
  owner: ["direct-writing", "direct-writing", "succession", "public"],
  "azumi-family": ["direct-other"],
  shareholder: ["third-party"],
  "dispatched-worker": ["third-party"],
  intern: ["third-party", "direct-writing"],
  "guam-guest": ["direct-writing", "entrustment"],
};

/** How the data came, and that the purposes were told. */
function firstFacts({ card: { kind, operator, place }, draw, came }: Setting, words: PolicyWordsOf): FactInput[] {
  const at = isoOf(came);
  const isFromList = kind === "customer" && place === 53;
  const source = isFromList ? "third-party" : draw.pick<Acquisition["source"]>(SOURCES[kind] ?? ["direct-writing"]);
  const purposes = words.purposes(operator, kind);
  const isTold = purposes.length > 0 && draw.percent(95);
  const acquisition: Acquisition = {
    kind: "acquisition",
    at,
    source,
    ...(draw.percent(70) ? {} : { items: words.items(kind) }),
    ...(isFromList ? { byOptOut: true } : {}),
  };
  if (!isTold) return [acquisition];
  const how = source === "direct-writing" ? "stated" : draw.percent(50) ? "notified" : "announced";
  return [{ kind: "notice", at, how, operators: [operator], purposes }, acquisition];
}
