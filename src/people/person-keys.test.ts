import assert from "node:assert/strict";
import { before, test } from "node:test";
import { type KyselyPlugin, sql } from "kysely";
import { onEachDatabase } from "../../test/databases.ts";
import { deskOn, SYSTEM, WORK_MIGRATIONS } from "../../test/desk.ts";
import { ALL_SEEING } from "../../test/sight.ts";
import { act, type Command, type Desk } from "../act/index.ts";
import { openShredList } from "../database/index.ts";
import { inclusionProof, leafHash, rightEdge, rootAt, sequence, verifyInclusion } from "../evidence/index.ts";
import type { Id } from "../wire/index.ts";
import {
  addIdentifier,
  erasePerson,
  findPeople,
  isLookupKeyUsed,
  linkPeople,
  loadPeople,
  type NewPerson,
  PEOPLE_MIGRATIONS,
  recordFacts,
  recordPeople,
  recordRepresentative,
  rehashIdentifiers,
  searchByKana,
  subjectOf,
  timeline,
} from "./index.ts";

const MIGRATIONS = [...WORK_MIGRATIONS, ...PEOPLE_MIGRATIONS];
const around = { actor: SYSTEM };
const SHOWN = { words: { version: "2024-01-01", hash: "a".repeat(64) } };
const objection = { kind: "objection", at: "2026-01-01T00:00:00Z", to: "direct-mail" } as const;
const sign = (size: number, root: Uint8Array): string => `${size} ${Buffer.from(root).toString("hex")}`;

onEachDatabase("the keys of people", (open) => {
  let desk: Desk;
  let folder: string;
  before(async () => {
    ({ desk, folder } = await deskOn(open, MIGRATIONS));
  });
  const doing = <Output>(command: Command<Output>): Promise<Output> => act(desk, command, around);
  const record = async (...people: readonly Partial<NewPerson>[]): Promise<readonly Id<"person">[]> => {
    const whole = people.map((person) => ({ identifiers: [], roles: [], ...person }));
    return (await doing(recordPeople({ people: whole }))).ids;
  };

  test("a rotated lookup key: everybody is found all the time, and the old one goes once nobody stands under it", async () => {
    const { desk: own } = await deskOn(open, MIGRATIONS);
    const run = <Output>(command: Command<Output>): Promise<Output> => act(own, command, around);
    const identifiers = [
      { kind: "kana", value: "カイテン スシ" },
      { kind: "phone", value: "090-2222-3333" },
      { kind: "customer-number", value: "R-77" },
    ] as const;
    const [person] = (await run(recordPeople({ people: [{ identifiers, roles: [] }] }))).ids;
    assert.ok(person !== undefined);
    await own.keys.rotate("lookup");
    const found = async () => [
      ...(await findPeople(own, identifiers[1], ALL_SEEING)),
      ...(await findPeople(own, identifiers[2], ALL_SEEING)),
      ...(await searchByKana(own, { part: "テンス", limit: 5 }, ALL_SEEING)).items,
    ];
    assert.deepEqual(
      (await found()).map((one) => one.person),
      [person, person, person],
    );
    await assert.rejects(run(recordPeople({ people: [{ identifiers: [identifiers[1]], roles: [] }] })), {
      code: "identifier-taken",
    });
    const retire = () => own.keys.retire("lookup", 1, (key) => isLookupKeyUsed(own, key));
    await assert.rejects(retire(), { code: "key-used" });
    assert.deepEqual(
      await rehashIdentifiers(own, around),
      { rehashed: 2, left: 1 },
      "a number is not kept, only its hash",
    );
    await assert.rejects(retire(), { code: "key-used" });
    await run(addIdentifier({ person, identifier: { kind: "customer-number", value: "ｒ７７" } }));
    assert.deepEqual(await rehashIdentifiers(own, around), { rehashed: 0, left: 0 });
    await retire();
    assert.deepEqual(
      (await found()).map((one) => one.person),
      [person, person, person],
    );
    await assert.rejects(run(recordPeople({ people: [{ identifiers: [identifiers[1]], roles: [] }] })), {
      code: "identifier-taken",
    });
  });

  test("who is erased cannot be read anywhere any more, and every proof holds", async () => {
    const marks = ["MARKED", "標識 太郎", "ヒョウシキ", "marked@example.jp", "090-7777-6666", "+819077776666"];
    const [person, other] = await record(
      {
        identifiers: [
          { kind: "name", value: "標識 太郎" },
          { kind: "kana", value: "ヒョウシキ タロウ" },
          { kind: "email", value: "marked@example.jp" },
          { kind: "phone", value: "090-7777-6666" },
        ],
        roles: [{ operator: "shop", kind: "buyer" }],
      },
      {},
    );
    assert.ok(person !== undefined && other !== undefined);
    const { person: uuid } = await subjectOf(desk, person);
    await act(
      desk,
      recordFacts({
        entries: [
          {
            person,
            facts: [{ kind: "consent", at: "2026-01-01T00:00:00Z", operators: ["shop"], purposes: ["buyer.sale"] }],
            details: { ...SHOWN, evidence: "MARKED evidence", giver: "標識 太郎" },
          },
        ],
      }),
      { actor: { kind: "staff", id: "local" }, why: "MARKED why", idempotencyKey: "erase" },
    );
    await doing(linkPeople({ person, other, reason: "MARKED" }));
    await doing(
      recordRepresentative({ person, representative: { capacity: "minor", name: "MARKED", evidence: "MARKED" } }),
    );
    await doing(
      recordRepresentative({
        person: other,
        representative: { capacity: "mandate", name: "x", evidence: "y", representative: person },
      }),
    );
    const [fact] = await timeline(desk, ALL_SEEING, person);
    assert.equal(fact?.details?.evidence, "MARKED evidence");
    const sequencing = { holder: "00000000-0000-0000-0000-00000000000a", sign, now: () => desk.clock.now() };
    await sequence(desk.database, sequencing);
    const { rows: own } = await sql<{ index: number; entry: string }>`
      select leaf.index, event.entry from leaf join event on event.id = leaf.event_id
      join event_secret s on s.event_id = event.id where s.person_id = ${uuid}`.execute(desk.database.kysely);
    assert.ok(own.length >= 4);

    await doing(erasePerson({ person }));

    const { rows: tables } = await sql<{ name: string }>`
      select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`.execute(
      desk.database.kysely,
    );
    assert.ok(tables.length > 15);
    const bytes = (text: string): string => Buffer.from(text, "utf8").toString("hex");
    for (const { name } of tables) {
      const { rows } = await sql<{ text: string }>`select t::text as text from ${sql.table(name)} t`.execute(
        desk.database.kysely,
      );
      const text = rows.map((row) => row.text).join("\n");
      for (const mark of marks) assert.ok(!text.includes(mark) && !text.includes(bytes(mark)), `${mark} in ${name}`);
      assert.equal(text.includes(uuid), name === "person", `${name} says whom it was about`);
    }
    await assert.rejects(subjectOf(desk, person), { code: "no-such-person" });
    await assert.rejects(doing(erasePerson({ person })), { code: "no-such-person" });
    await assert.rejects(doing(recordFacts({ entries: [{ person, facts: [objection] }] })), { code: "no-such-person" });
    assert.deepEqual(await findPeople(desk, { kind: "phone", value: "090-7777-6666" }, ALL_SEEING), []);
    const left = (await loadPeople(desk, [person, other])).get(person);
    assert.deepEqual([left?.erased, left?.facts, left?.roles, left?.linked], [true, [], [], []]);
    const { rows: keys } = await sql<{ key_id: string; wrapped: Uint8Array | null }>`
      select p.key_id, k.wrapped from person p join data_key k on k.id = p.key_id where p.id = ${uuid}`.execute(
      desk.database.kysely,
    );
    assert.equal(keys[0]?.wrapped, null);
    const { keys: listed } = await openShredList(`${folder}/shredded.log`, desk.keys, desk.clock).read();
    assert.deepEqual(listed.filter(({ dataKey }) => dataKey === keys[0]?.key_id).length, 1);

    await sequence(desk.database, sequencing);
    const { rows: leaves } = await sql<{ entry: string }>`
      select event.entry from leaf join event on event.id = leaf.event_id order by leaf.index`.execute(
      desk.database.kysely,
    );
    const hashes = leaves.map(({ entry }) => leafHash(Buffer.from(entry, "utf8")));
    const read = (level: number, index: number): Uint8Array => {
      const edge = rightEdge();
      for (const hash of hashes.slice(index * 2 ** level, (index + 1) * 2 ** level)) edge.append(hash);
      return edge.root();
    };
    const root = rootAt(hashes.length, read);
    const { rows: checkpoints } = await sql<{ note: string }>`
      select note from checkpoint order by size desc limit 1`.execute(desk.database.kysely);
    assert.equal(checkpoints[0]?.note, sign(hashes.length, root));
    for (const { index, entry } of own) {
      const leaf = leafHash(Buffer.from(entry, "utf8"));
      assert.ok(verifyInclusion(leaf, index, hashes.length, inclusionProof(index, hashes.length, read), root));
    }
    await record({ identifiers: [{ kind: "phone", value: "090-7777-6666" }] });
  });

  test("ten thousand people, linked ones among them, are loaded in a handful of queries", async () => {
    const SIZE = 10_000;
    const people: Id<"person">[] = [];
    for (let start = 0; start < SIZE; start += 2_000)
      people.push(...(await record(...Array.from({ length: 2_000 }, () => ({})))));
    const entries = people.map((person) => ({ person, facts: [objection] }));
    await doing(recordFacts({ entries }));
    const [first, second] = people;
    assert.ok(first !== undefined && second !== undefined);
    await doing(linkPeople({ person: first, other: second }));
    let queries = 0;
    const counting: KyselyPlugin = {
      transformQuery: ({ node }) => {
        queries += 1;
        return node;
      },
      transformResult: ({ result }) => Promise.resolve(result),
    };
    const counted = { ...desk, database: { ...desk.database, kysely: desk.database.kysely.withPlugin(counting) } };
    const loaded = await loadPeople(counted, people);
    assert.ok(queries > 0 && queries <= 6, `${queries} queries`);
    assert.equal(loaded.size, SIZE);
    assert.equal(loaded.get(first)?.facts.length, 2);
    assert.equal(loaded.get(people[7] ?? first)?.facts.length, 1);
  });
});
