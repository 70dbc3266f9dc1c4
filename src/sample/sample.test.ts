import assert from "node:assert/strict";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, test } from "node:test";
import { sql } from "kysely";
import { onEachDatabase } from "../../test/databases.ts";
import { keeperOf } from "../../test/kept-log.ts";
import { type Kept, keptApp } from "../../test/kept.ts";
import { referencePack } from "../../test/reference.ts";
import { ALL_SEEING } from "../../test/sight.ts";
import { factsAt } from "../decision/index.ts";
import { verifyStored } from "../evidence/index.ts";
import { countPeople, findPeople, loadPeople } from "../people/index.ts";
import { findParty, partyFacts } from "../provision/index.ts";
import type { Id } from "../wire/index.ts";
import type { SampleCounts } from "./events.ts";
import { sampleRecords } from "./index.ts";
import { PARTIES, partyNumber } from "./parties.ts";
import { emailOf } from "./places.ts";

const { pack } = await referencePack();

onEachDatabase("sample data", (open) => {
  let kept: Kept;
  let counts: SampleCounts;
  const seen: number[] = [];
  before(async () => {
    kept = await keptApp(open);
    const without = await (await kept.see("/ja/records")).text();
    assert.doesNotMatch(without, /架空/);
    const progress = (done: number): void => void seen.push(done);
    counts = await sampleRecords(kept.door.desk, [pack], { people: 200, progress });
  });
  const tally = async (table: string, column: string): Promise<Readonly<Record<string, number>>> => {
    const { rows } = await sql<{ word: string; count: number }>`
      select ${sql.ref(column)} as word, count(*) as count from ${sql.table(table)} group by 1 order by 1`.execute(
      kept.door.desk.database.kysely,
    );
    return Object.fromEntries(rows.map(({ word, count }) => [word, count]));
  };

  test("counts what it recorded, and tells how far it is", async () => {
    const { kysely } = kept.door.desk.database;
    const { rows } = await sql<Record<string, number>>`select (select count(*) from person) as people,
      (select count(*) from event where kind = 'provision.recorded') as provisions, (select count(*) from receipt) as receipts,
      (select count(*) from party) as parties, (select count(*) from person where erased_at is not null) as erased`.execute(
      kysely,
    );
    const { facts, ...others } = counts;
    assert.deepEqual({ ...rows[0] }, others);
    assert.ok(facts > 400);
    assert.deepEqual([seen.length, seen.at(-1)], [8, 200]);
    assert.equal(seen.toSorted((a, b) => a - b).join(), seen.join());
    assert.equal(await countPeople(kept.door.desk), 200);
  });

  test("has every kind of fact, save filings, for nothing was filed", async () => {
    assert.deepEqual(Object.keys(await tally("fact", "kind")), [
      "acquisition",
      "confirmation",
      "consent",
      "ended",
      "notice",
      "objection",
      "protection",
      "refusal",
      "request",
      "shared-use-notice",
      "violation",
      "withdrawal",
    ]);
    assert.deepEqual(Object.keys(await tally("party_fact", "kind")), [
      "confirmation",
      "contract",
      "membership",
      "safeguard",
      "shared-use-notice",
    ]);
  });

  test("has provisions and receipts on every basis save an opt-out of our own, by every channel and method", async () => {
    assert.deepEqual(Object.keys(await tally("provision", "basis")), [
      "consent",
      "entrustment",
      "exception",
      "foreign-consent",
      "foreign-system",
      "none-due",
      "personal-related",
      "shared-use",
    ]);
    assert.deepEqual(Object.keys(await tally("receipt", "basis")), [
      "receipt",
      "receipt-as-personal",
      "receipt-by-consent",
      "receipt-by-opt-out",
    ]);
    assert.deepEqual(Object.keys(await tally("provision", "channel")), ["electronic", "paper", "spoken"]);
    assert.deepEqual(Object.keys(await tally("provision", "method")), ["contract", "each", "lump"]);
  });

  test("has representatives, records of the same person, a lifted objection, recipients to be told, and somebody erased", async () => {
    const { rows } = await sql<Record<string, number>>`select (select count(*) from representative) as representatives,
      (select count(*) from person_link) as links, (select count(*) from fact_ending) as endings,
      (select count(*) from telling) as tellings, (select count(*) from party_fact_end) as left`.execute(
      kept.door.desk.database.kysely,
    );
    const found = rows[0] ?? {};
    for (const [what, count] of Object.entries(found)) assert.ok(count > 0, what);
    assert.ok(counts.erased > 0);
  });

  test("people are found by their address, with facts that count now and lie in the two years", async () => {
    const { desk } = kept.door;
    const ids: Id<"person">[] = [];
    for (const serial of [3, 77, 120, 160, 199]) {
      for (const { person } of await findPeople(desk, { kind: "email", value: emailOf(serial) }, ALL_SEEING))
        ids.push(person);
    }
    assert.ok(ids.length > 0);
    const now = desk.clock.now().epochMilliseconds;
    const twoYearsAgo = desk.clock.now().subtract({ hours: 2 * 366 * 24 }).epochMilliseconds;
    for (const { facts } of (await loadPeople(desk, ids)).values()) {
      assert.ok(factsAt(facts, now, now).length > 0);
      for (const { fact } of facts) {
        assert.ok(fact.at >= twoYearsAgo && fact.at <= (fact.recordedAt ?? 0) && (fact.recordedAt ?? 0) <= now);
      }
    }
  });

  test("a partner that joined later counts from its day, one nobody has looked at does not count", async () => {
    const { desk } = kept.door;
    const [joined, waits] = [partyNumber("partnerJoined"), partyNumber("partnerNew")];
    const facts = await partyFacts(desk, [joined, waits]);
    assert.deepEqual(
      facts.get(joined)?.map(({ fact }) => fact.kind),
      ["membership"],
    );
    assert.deepEqual(facts.get(waits), []);
    assert.equal((await findParty(desk, joined))?.name, PARTIES.partnerJoined.input.name);
  });

  test("events lie in the order of the two years and of the log, which is whole", async () => {
    const { desk } = kept.door;
    const { rows } = await sql<{ back: number }>`select count(*) as back from (
      select at < lag(at) over (order by xid, position) as back from event where kind <> 'log.opened') as walked
      where back`.execute(desk.database.kysely);
    assert.equal(rows[0]?.back, 0);
    const keeper = keeperOf(desk, await mkdtemp(join(tmpdir(), "yakusoku-sample-")));
    await keeper.run();
    const verified = await verifyStored(desk.database.kysely, { keys: desk.keys });
    await keeper.stop();
    assert.deepEqual([verified.ok, verified.stored], [true, []]);
  });

  test("the page of what is kept says that the people are made up", async () => {
    assert.match(await (await kept.see("/ja/records")).text(), /見本のデータが入っています.*架空/s);
    assert.match(await (await kept.see("/en/records")).text(), /Sample data is on record here\..*made up/s);
  });

  test("more can be added: others, with the parties that are there", async () => {
    const more = await sampleRecords(kept.door.desk, [pack], { people: 30, seed: 5 });
    assert.deepEqual([more.people, more.parties], [30, 0]);
    assert.equal(await countPeople(kept.door.desk), 230);
  });

  test("it is refused what it cannot do", async () => {
    const { desk } = kept.door;
    await assert.rejects(sampleRecords(desk, [], {}), /policy leopalace21/);
    await assert.rejects(sampleRecords(desk, [pack], { people: 0 }), RangeError);
    await assert.rejects(sampleRecords(desk, [pack], { seed: 0.5 }), RangeError);
  });
});
