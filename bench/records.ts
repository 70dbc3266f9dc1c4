import { fork } from "node:child_process";
import { once } from "node:events";
import { z } from "zod";
import { postgresqlPrograms } from "../test/postgresql.ts";
import type { Plan } from "./plan.ts";
import { atLeast, heading, note, ratio, table, under, whole } from "./report.ts";

/*
 * What records cost on a PostgreSQL server of its own: appending events and putting them in order beside bare inserts, verifying beside
 * bare hashing, deciding with facts over HTTP beside a route that reads and inserts by hand, and how questions grow with the people.
 */

const BAR_APPEND = 0.6;
const BAR_SEQUENCED = 0.45;
const BAR_VERIFY = 2.5;

const times = z.object({ median: z.number(), count: z.number() });
/** What the process that measures tells. */
const reportSchema = z.object({
  events: z.number(),
  /** Events a second. */
  bare: z.number(),
  appended: z.number(),
  aboutPeople: z.number(),
  sequenced: z.number(),
  /** Microseconds for each event. */
  hashing: z.number(),
  verifying: z.number(),
  http: z.array(z.object({ connections: z.number(), ours: z.number(), peer: z.number(), p99: z.number() })),
  growth: z.array(z.object({ people: z.number(), decide: times, provisions: times })),
  imported: z.object({ people: z.number(), perSecond: z.number(), before: z.number(), most: z.number() }),
});
export type RecordsReport = z.infer<typeof reportSchema>;

export async function measureRecords({ records }: Plan): Promise<void> {
  heading("Records, on a PostgreSQL server of their own");
  if (postgresqlPrograms() === undefined) {
    note("Not measured: PostgreSQL is not installed.");
    return;
  }
  const child = fork(new URL("records-process.ts", import.meta.url), [JSON.stringify(records)]);
  const ended = once(child, "exit").then(() => Promise.reject(new Error("measuring records ended without a report")));
  const [message] = z.array(z.unknown()).parse(await Promise.race([once(child, "message"), ended]));
  const report = reportSchema.parse(message);
  await ended.catch(() => undefined);
  tellEvents(report);
  tellHttp(report);
  tellGrowth(report);
}

function tellEvents({ events, bare, appended, aboutPeople, sequenced, hashing, verifying }: RecordsReport): void {
  const row = (name: string, rate: number, bar: number | undefined): string[] => [
    name,
    whole(rate),
    ratio(rate / bare),
    bar === undefined ? "" : atLeast(rate / bare >= bar, String(bar)),
  ];
  table(
    [`${whole(events)} events in batches`, "events a second", "ratio", "bar"],
    [
      row("bare inserts of the same row", bare, undefined),
      row("appended by an act", appended, BAR_APPEND),
      row("appended and put in order", sequenced, BAR_SEQUENCED),
      row("appended, each about a person", aboutPeople, undefined),
    ],
  );
  note(
    `Verifying an exported log: ${verifying.toFixed(2)} µs an event, bare hashing ${hashing.toFixed(2)}: ${ratio(verifying / hashing)}; ${under(verifying / hashing <= BAR_VERIFY, String(BAR_VERIFY))}`,
  );
}

function tellHttp({ http }: RecordsReport): void {
  table(
    ["deciding with facts over HTTP", "a second", "peer", "ratio", "p99, ms", ""],
    http.map(({ connections, ours, peer, p99 }) => [
      `${connections} connection${connections === 1 ? "" : "s"}`,
      whole(ours),
      whole(peer),
      ratio(ours / peer),
      p99.toFixed(1),
      "",
    ]),
  );
  note(
    "The peer reads the facts of a person and inserts one row, by hand, in a transaction of its own; it decides nothing.",
  );
}

function tellGrowth({ growth, imported }: RecordsReport): void {
  table(
    ["people on record", "decide with facts, ms", "what was handed over (33(5)), ms", ""],
    growth.map(({ people, decide, provisions }) => [
      whole(people),
      decide.median.toFixed(2),
      provisions.median.toFixed(2),
      "",
    ]),
  );
  const [few, many] = [growth.at(0), growth.at(-1)];
  if (few !== undefined && many !== undefined && few !== many) {
    const grown = (key: "decide" | "provisions"): string => ratio(many[key].median / few[key].median);
    note(
      `${ratio(many.people / few.people)} times the people: ${grown("decide")} and ${grown("provisions")} times the time.`,
    );
  }
  const { people, perSecond, before, most } = imported;
  const megabytes = (bytes: number): string => whole(bytes / 1_000_000);
  note(
    `Importing ${whole(people)} people with facts by API: ${whole(perSecond)} a second, memory ${megabytes(before)} MB before, ${megabytes(most)} MB at most.`,
  );
}
