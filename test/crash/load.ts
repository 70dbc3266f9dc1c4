import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";

/* Writes of every kind, many at once, until the server is gone; and a note of each: what was sent, and what was answered. */

export type WriteKind = "people" | "facts" | "provisions" | "decisions" | "erasures";

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** A write that was sent. */
export interface Write {
  readonly kind: WriteKind;
  /** Its Idempotency-Key. */
  readonly key: string;
  readonly method: "POST" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
  /** Whom it is about; of people that are recorded, empty. */
  readonly person: string;
  /** By these each of what it makes can be found: a customer number, a note, an instant. */
  readonly marks: readonly string[];
  /** Absent: the server was gone, or failed, and nobody knows. */
  answer?: Answer;
}

export interface Api {
  /** @throws {Error} where the server is gone */
  readonly ask: (method: string, path: string, body?: unknown, key?: string) => Promise<Answer>;
  readonly text: (path: string) => Promise<string>;
}

export function apiOf(url: string, token: string): Api {
  return {
    ask: async (method, path, body, key) => {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: {
          Authorization: `Bearer ${token}`,
          "Content-Type": "application/json",
          ...(key === undefined ? {} : { "Idempotency-Key": key }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
    },
    text: async (path) => await (await fetch(`${url}${path}`)).text(),
  };
}

/** Who is on record and may be written about. */
export interface Population {
  readonly party: string;
  readonly people: string[];
  /** Somebody asked to erase them, whatever came of it. */
  readonly erasing: Set<string>;
  serial: number;
}

const AT_ONCE = 16;
/** Instants of what is provided and decided, a millisecond apart, so that each finds its record again. */
const FIRST_INSTANT = Temporal.Instant.from("2026-01-01T00:00:00Z").epochMilliseconds;

const idsSchema = z.object({ ids: z.array(z.string()) });

/** Writes until the server is gone. @returns the first answer, and in the end every write that was sent */
export function writeUntilGone(
  api: Api,
  population: Population,
): { readonly first: Promise<void>; readonly all: Promise<readonly Write[]> } {
  const writes: Write[] = [];
  const isGone = { yet: false };
  const first = Promise.withResolvers<void>();
  const worker = async (): Promise<void> => {
    while (!isGone.yet) {
      const write = nextWrite(population);
      writes.push(write);
      try {
        const answer = await api.ask(write.method, write.path, write.body, write.key);
        // A server that fails has not said whether it is on record.
        if (answer.status < 500) write.answer = answer;
        first.resolve();
        if (write.kind === "people" && answer.status === 201) population.people.push(...idsOf(answer));
      } catch {
        isGone.yet = true;
        first.resolve();
      }
    }
  };
  const all = Promise.all(Array.from({ length: AT_ONCE }, worker)).then(() => writes);
  return { first: first.promise, all };
}

export function idsOf({ body }: Answer): readonly string[] {
  return idsSchema.parse(body).ids;
}

/** A random moment. @param least @param most milliseconds */
export async function anyMoment(least: number, most: number): Promise<void> {
  await pause(least + Math.random() * (most - least));
}

function nextWrite(population: Population): Write {
  const { people } = population;
  const dice = Math.random();
  const place = Math.floor(Math.random() * people.length);
  const person = people[place];
  if (person === undefined || people.length < AT_ONCE || dice < 0.3) return newPeople(population);
  if (dice < 0.36) {
    people.splice(place, 1);
    population.erasing.add(person);
    return writeOf(population, "erasures", "DELETE", `/v1/people/${person}`, person, () => ({}));
  }
  if (dice < 0.58) {
    return writeOf(population, "facts", "POST", `/v1/people/${person}/facts`, person, (mark) => ({
      body: { facts: [{ kind: "objection", at: "2026-01-01T00:00:00Z", to: "direct-mail" }], details: { note: mark } },
      marks: [mark],
    }));
  }
  if (dice < 0.79) {
    return writeOf(population, "provisions", "POST", "/v1/provisions", person, (_, at) => ({
      body: {
        person,
        at,
        operator: "lp21",
        party: population.party,
        class: "lender",
        basis: "consent",
        items: ["name", "phone"],
        channel: "paper",
        principal: { name: "髙橋 花子" },
      },
      marks: [at],
    }));
  }
  return writeOf(population, "decisions", "POST", "/v1/decisions", person, (_, at) => ({
    body: {
      operator: "lp21",
      act: "contact",
      items: ["email"],
      purpose: "customer.direct-mail",
      person: { id: person },
      at,
    },
    marks: [at],
  }));
}

function newPeople(population: Population): Write {
  return writeOf(population, "people", "POST", "/v1/people", "", (mark) => {
    const marks = Array.from({ length: 1 + Math.floor(Math.random() * 3) }, (_, index) => `${mark}-${index}`);
    const people = marks.map((number) => ({
      identifiers: [
        { kind: "customer-number", value: number },
        { kind: "email", value: `${number}@example.jp` },
      ],
      roles: [{ operator: "lp21", kind: "customer" }],
    }));
    return { body: { people }, marks };
  });
}

function writeOf(
  population: Population,
  kind: WriteKind,
  method: Write["method"],
  path: string,
  person: string,
  make: (mark: string, at: string) => { readonly body?: unknown; readonly marks?: readonly string[] },
): Write {
  population.serial += 1;
  const key = `${kind}-${population.serial}`;
  const at = Temporal.Instant.fromEpochMilliseconds(FIRST_INSTANT + population.serial).toString();
  return { kind, key, method, path, person, marks: [], ...make(`M${population.serial}`, at) };
}
