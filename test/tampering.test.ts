import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { type QueryExecutorProvider, sql } from "kysely";
import type { Desk } from "../src/act/index.ts";
import {
  generateKeys,
  type KeptCheckpoint,
  leafHash,
  parseCheckpoint,
  parseNote,
  parseSignerKey,
  rightEdge,
  signNote,
  type StoredVerification,
  verifierLines,
  verifyStored,
} from "../src/evidence/index.ts";
import { onEachDatabase } from "./databases.ts";
import { deskOn } from "./desk.ts";
import { keeperOf, keptFrom, noteMany } from "./kept-log.ts";

/*
 * Whoever has the database may disable its triggers. Each tampering is done in a transaction that is undone afterwards, so that one
 * log serves them all.
 */

const SIZE = 601;
/** Where it is tampered with. */
const PLACE = 42;

class Undone extends Error {}

type Tampering = (tx: QueryExecutorProvider) => Promise<void>;

onEachDatabase("a log that was tampered with through SQL", (open) => {
  let desk: Desk;
  const kept: KeptCheckpoint[] = [];
  before(async () => {
    const opened = await deskOn(open);
    desk = opened.desk;
    const keeper = keeperOf(desk, opened.folder);
    for (const [from, count] of [
      [0, 99],
      [99, 200],
      [299, 301],
    ] as const) {
      await noteMany(desk, from, count);
      await keeper.run();
      kept.push(await keptFrom(opened.folder, `kept-${from}`));
    }
    await keeper.stop();
  });

  const after = async (
    tampering: Tampering,
    keptElsewhere: readonly KeptCheckpoint[] = [],
  ): Promise<StoredVerification> => {
    let result: StoredVerification | undefined;
    await assert.rejects(
      desk.database.transaction(async (tx) => {
        for (const table of [
          "event",
          "leaf",
          "tile_hash",
          "checkpoint",
          "event_secret",
          "event_actor",
          "log",
          "data_key",
        ])
          await sql`alter table ${sql.table(table)} disable trigger all`.execute(tx);
        await tampering(tx);
        result = await verifyStored(tx, { keys: desk.keys, kept: keptElsewhere });
        throw new Undone();
      }),
      Undone,
    );
    assert.ok(result);
    return result;
  };
  const codes = ({ findings, stored }: StoredVerification): string[] =>
    [...findings, ...stored].map(({ code }) => code);
  const idAt = (index: number) => sql`(select event_id from leaf where index = ${index})`;

  test("untouched it is whole, and every sealed value fits its commitment", async () => {
    const result = await after(async () => {}, kept);
    assert.deepEqual(codes(result), []);
    assert.ok(result.ok);
    assert.equal(result.size, SIZE);
    // Who acted, of each; the person and a value of all but the first of each act and the opening.
    assert.deepEqual(result.sealed, { fit: SIZE + 2 * (SIZE - 4), shredded: 0 });
  });

  test("an entry edited is named by its place", async () => {
    const result = await after(async (tx) => {
      await sql`update event set entry = replace(entry, '"number":', '"number":1') where id = ${idAt(PLACE)}`.execute(
        tx,
      );
    });
    assert.ok(!result.ok);
    const [finding] = result.findings;
    assert.deepEqual([finding?.code, finding?.from, finding?.to], ["changed", PLACE, PLACE + 1]);
    assert.deepEqual(
      result.stored.map(({ code, index }) => [code, index]),
      [["columns", PLACE]],
    );
  });

  test("an entry edited together with its hashes is found among the 256 of its tile", async () => {
    const result = await after((tx) => rewriteEntry(tx, PLACE));
    assert.ok(!result.ok);
    const [finding] = result.findings;
    assert.deepEqual([finding?.code, finding?.from, finding?.to], ["rewritten", 0, 256]);
  });

  test("with the hashes above too, it is found between the checkpoints that the log signed on its way", async () => {
    const result = await after(async (tx) => {
      await rewriteEntry(tx, PLACE + 100);
      await sql`update tile_hash set hash = ${await treeHash(tx, 256)} where level = 1 and index = 0`.execute(tx);
    });
    assert.ok(!result.ok);
    const root = result.findings.find(({ code }) => code === "root");
    assert.deepEqual([root?.from, root?.to], [100, 300]);
  });

  test("a column changed that pages show, with the entry untouched, is named", async () => {
    const result = await after(async (tx) => {
      await sql`update event set kind = 'test.other' where id = ${idAt(PLACE)}`.execute(tx);
    });
    assert.deepEqual(codes(result), ["columns"]);
    assert.equal(result.stored[0]?.index, PLACE);
    assert.ok(!result.ok);
  });

  test("an event taken out is named by place and identifier", async () => {
    let taken = "";
    const result = await after(async (tx) => {
      const { rows } = await sql<{ id: string }>`delete from event where id = ${idAt(PLACE)} returning id`.execute(tx);
      taken = `evt_${rows[0]?.id ?? ""}`;
    });
    const gone = result.stored.find(({ code }) => code === "gone");
    assert.deepEqual([gone?.index, gone?.event], [PLACE, taken]);
    assert.equal(result.findings[0]?.code, "removed");
    assert.equal(result.findings[0]?.from, PLACE);
  });

  test("an event taken out with its leaf leaves a gap", async () => {
    const result = await after(async (tx) => {
      const { rows } = await sql<{
        id: string;
      }>`delete from leaf where index = ${PLACE} returning event_id as id`.execute(tx);
      await sql`delete from event where id = ${rows[0]?.id}`.execute(tx);
    });
    assert.ok(!result.ok);
    assert.ok(result.stored.some(({ code, index }) => code === "gap" && index === PLACE));
  });

  test("an event put in at an earlier time has no place in the tree", async () => {
    const result = await after(async (tx) => {
      await sql`insert into event (id, kind, at, entry, hash, act_id, xid)
        select '01900000-0000-7000-8000-000000000000', kind, at, entry, hash, act_id, xid from event where id = ${idAt(PLACE)}`.execute(
        tx,
      );
    });
    assert.ok(!result.ok);
    const unplaced = result.stored.find(({ code }) => code === "unplaced");
    assert.equal(unplaced?.event, "evt_01900000-0000-7000-8000-000000000000");
  });

  test("an event put in between others is named by its place", async () => {
    const result = await after(async (tx) => {
      const entry = `{"at":"2026-01-01T00:00:00Z","id":"evt_01900000-0000-7000-8000-000000000000","kind":"test.noted"}`;
      const hash = leafHash(Buffer.from(entry));
      await sql`insert into event (id, kind, at, entry, hash, act_id)
        values ('01900000-0000-7000-8000-000000000000', 'test.noted', '2026-01-01T00:00:00Z', ${entry}, ${hash}, gen_random_uuid())`.execute(
        tx,
      );
      await sql`update leaf set index = index + 1000000 where index >= ${PLACE}`.execute(tx);
      await sql`update leaf set index = index - 999999 where index >= 1000000`.execute(tx);
      await sql`insert into leaf values (${PLACE}, '01900000-0000-7000-8000-000000000000', ${hash})`.execute(tx);
    });
    assert.ok(!result.ok);
    // All that follows moved: by the roots it is before the first checkpoint, by the order of recording it is here.
    const finding = result.findings.find(({ code }) => code === "root");
    assert.deepEqual([finding?.from, finding?.to], [0, 100]);
    assert.ok(result.stored.some(({ code, index }) => code === "misplaced" && index === PLACE + 1));
    assert.ok(result.stored.some(({ code, index }) => code === "secret-missing" && index === PLACE));
  });

  test("leaves in another order are named by their tile; events moved under them, by their place", async () => {
    const swapped = await after((tx) => swap(tx, PLACE, PLACE + 1, true));
    assert.ok(swapped.stored.some(({ code, index }) => code === "misplaced" && index === PLACE + 1));
    const [tile] = swapped.findings;
    assert.deepEqual([tile?.code, tile?.from, tile?.to], ["rewritten", 0, 256]);
    const moved = await after((tx) => swap(tx, PLACE, PLACE + 1, false));
    const [finding] = moved.findings;
    assert.deepEqual([finding?.code, finding?.from, finding?.to], ["reordered", PLACE, PLACE + 2]);
  });

  test("a tail cut off is named from where; cut off with its checkpoints, it takes one kept elsewhere", async () => {
    const cut = async (tx: QueryExecutorProvider): Promise<void> => {
      await sql`delete from event where id in (select event_id from leaf where index >= 300)`.execute(tx);
      await sql`delete from event_secret where event_id in (select event_id from leaf where index >= 300)`.execute(tx);
      await sql`delete from leaf where index >= 300`.execute(tx);
    };
    const short = await after(cut);
    assert.ok(!short.ok);
    assert.deepEqual(
      short.stored.map(({ code, index }) => [code, index]),
      [["cut", 300]],
    );
    const hidden: Tampering = async (tx) => {
      await cut(tx);
      await sql`delete from tile_hash where level = 1 and index >= 1`.execute(tx);
      await sql`delete from checkpoint where size > 300`.execute(tx);
    };
    assert.ok((await after(hidden)).ok);
    const known = await after(hidden, kept);
    assert.deepEqual(
      known.findings.map(({ code, from, to, checkpoint }) => [code, from, to, checkpoint]),
      [["older-copy", 300, SIZE, "kept-299"]],
    );
  });

  test("a checkpoint signed by another key does not hold", async () => {
    const result = await after(async (tx) => {
      const { rows } = await sql<{ note: string }>`select note from checkpoint where size = ${SIZE}`.execute(tx);
      const { text } = parseNote(Buffer.from(rows[0]?.note ?? ""));
      const thief = parseSignerKey(generateKeys(parseCheckpoint(text).origin).signer);
      await sql`update checkpoint set note = ${signNote(text, [thief])} where size = ${SIZE}`.execute(tx);
    });
    assert.ok(!result.ok);
    assert.equal(result.findings[0]?.code, "checkpoint");
  });

  test("all of it made anew with the log's own key shows only against a checkpoint kept elsewhere", async () => {
    const anew: Tampering = async (tx) => {
      await rewriteEntry(tx, PLACE + 100);
      await sql`delete from event_secret where false`.execute(tx);
      await signAnew(tx, desk);
    };
    assert.deepEqual((await after(anew)).findings, []);
    const known = await after(anew, kept);
    assert.ok(!known.ok);
    assert.deepEqual(
      known.findings.map(({ code, from, to }) => [code, from, to]),
      [["fork", 100, 300]],
    );
  });

  test("a sealed value put elsewhere, or taken away, is named by its event", async () => {
    const moved = await after(async (tx) => {
      await sql`update event_secret set sealed = (select sealed from event_secret where event_id = ${idAt(PLACE + 1)})
        where event_id = ${idAt(PLACE)}`.execute(tx);
    });
    assert.deepEqual(
      moved.stored.map(({ code, index }) => [code, index]),
      [["secret-damaged", PLACE]],
    );
    const gone = await after(async (tx) => {
      await sql`delete from event_secret where event_id = ${idAt(PLACE)}`.execute(tx);
    });
    assert.deepEqual(
      gone.stored.map(({ code, index }) => [code, index]),
      [["secret-missing", PLACE]],
    );
    const nobodyKnown = await after(async (tx) => {
      await sql`delete from event_actor where act_id = (select act_id from event where id = ${idAt(0)})`.execute(tx);
    });
    assert.deepEqual(
      nobodyKnown.stored.map(({ code, index }) => [code, index]),
      [["secret-missing", 0]],
    );
  });

  test("a sealed value under another person's name, where an erasure would not find it, is named", async () => {
    const { stored } = await after(async (tx) => {
      await sql`update event_secret set person_id = gen_random_uuid() where event_id = ${idAt(PLACE)}`.execute(tx);
    });
    assert.deepEqual(
      stored.map(({ code, index }) => [code, index]),
      [["secret-differs", PLACE]],
    );
  });

  test("what erasures took away is no fault, and what is missing beyond that is counted", async () => {
    const erasing = async (tx: QueryExecutorProvider, events: number): Promise<void> => {
      const { rows } = await sql<{ person_id: string }>`
        select person_id from event_secret where event_id = ${idAt(PLACE)}`.execute(tx);
      await sql`delete from event_secret where person_id = ${rows[0]?.person_id}`.execute(tx);
      // The number of events of an erasure stands in its own.
      await sql`insert into event (id, kind, at, entry, hash, act_id)
        select gen_random_uuid(), 'person.erased', at, ${`{"body":{"events":${events}}}`}, hash, act_id
        from event where id = ${idAt(PLACE)}`.execute(tx);
    };
    const secrets = (result: StoredVerification): string[] =>
      result.stored.flatMap(({ code, words }) => (code.startsWith("secret") ? [words.en] : []));
    assert.deepEqual(secrets(await after((tx) => erasing(tx, 98))), []);
    assert.match(secrets(await after((tx) => erasing(tx, 97))).join(), /^Of events about people, 98 .* took away 97 /);
  });

  test("a key that was shredded is no fault", async () => {
    const result = await after(async (tx) => {
      await sql`update data_key set wrapped = null where purpose = 'person'`.execute(tx);
    });
    assert.ok(result.ok, codes(result).join(" "));
    assert.equal(result.sealed.shredded, SIZE - 4);
  });

  describe("the words of findings", () => {
    test("say in both languages what and where", async () => {
      const { stored } = await after(async (tx) => {
        await sql`delete from event where id = ${idAt(PLACE)}`.execute(tx);
      });
      assert.match(stored[0]?.words.en ?? "", /^Event 42 \(evt_[0-9a-f-]{36}\) was taken out/);
      assert.match(stored[0]?.words.ja ?? "", /^42 番のイベント「evt_/);
    });
  });
});

/** Another number in an entry, its leaf hash with it. */
async function rewriteEntry(tx: QueryExecutorProvider, index: number): Promise<void> {
  const { rows } = await sql<{ id: string; entry: string }>`
    select id, entry from event where id = (select event_id from leaf where index = ${index})`.execute(tx);
  const [row] = rows;
  assert.ok(row);
  const entry = row.entry.replace('"number":', '"number":1');
  const hash = leafHash(Buffer.from(entry));
  await sql`update event set entry = ${entry}, hash = ${hash} where id = ${row.id}`.execute(tx);
  await sql`update leaf set hash = ${hash} where index = ${index}`.execute(tx);
}

/** Changes two leaves for each other: their hashes too, or only the events that stand there. */
async function swap(tx: QueryExecutorProvider, one: number, other: number, hashes: boolean): Promise<void> {
  const { rows } = await sql<{ index: number; event_id: string; hash: Uint8Array }>`
    delete from leaf where index in (${one}, ${other}) returning *`.execute(tx);
  for (const { index, event_id, hash } of rows) {
    const there = rows.find((row) => row.index !== index);
    await sql`insert into leaf values (${there?.index}, ${event_id}, ${hashes ? hash : there?.hash})`.execute(tx);
  }
}

async function leafHashes(tx: QueryExecutorProvider): Promise<readonly Uint8Array[]> {
  const { rows } = await sql<{ hash: Uint8Array }>`select hash from leaf order by index`.execute(tx);
  return rows.map(({ hash }) => hash);
}

async function treeHash(tx: QueryExecutorProvider, size: number): Promise<Uint8Array> {
  const edge = rightEdge();
  for (const hash of (await leafHashes(tx)).slice(0, size)) edge.append(hash);
  return edge.root();
}

/** What a thief of the key does: every hash and every checkpoint made anew. */
async function signAnew(tx: QueryExecutorProvider, { keys }: Desk): Promise<void> {
  const { rows } = await sql<{ size: number; note: string }>`select size, note from checkpoint`.execute(tx);
  const [line = ""] = await verifierLines(tx, keys);
  const [name = "", id = ""] = line.split("+");
  const active = keys.active("log");
  const signer = {
    name,
    id: Number.parseInt(id, 16),
    publicKey: active.publicKey ?? new Uint8Array(),
    sign: (text: Uint8Array) => keys.sign(text),
  };
  for (const { size } of rows) {
    const root = Buffer.from(await treeHash(tx, size)).toString("base64");
    await sql`update checkpoint set note = ${signNote(`${name}\n${size}\n${root}\n`, [signer])} where size = ${size}`.execute(
      tx,
    );
  }
  for (const index of [0, 1]) {
    const edge = rightEdge();
    for (const hash of (await leafHashes(tx)).slice(index * 256, index * 256 + 256)) edge.append(hash);
    await sql`update tile_hash set hash = ${edge.root()} where level = 1 and index = ${index}`.execute(tx);
  }
}
