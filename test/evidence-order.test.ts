import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import { deskOn, noted, SYSTEM } from "./desk.ts";
import { onEachDatabase } from "./databases.ts";
import { act, type Desk } from "../src/act/index.ts";
import { head, leafHash, rightEdge, sequence } from "../src/evidence/index.ts";

function rootOf(hashes: readonly Uint8Array[]): Uint8Array {
  const edge = rightEdge();
  for (const hash of hashes) edge.append(hash);
  return edge.root();
}

const sign = (size: number, root: Uint8Array): string => `${size} ${Buffer.from(root).toString("hex")}`;

const note = (desk: Desk, ...numbers: readonly number[]): Promise<null> =>
  act(
    desk,
    {
      name: "test.note",
      input: { numbers },
      run: async ({ append }) => {
        await append(...numbers.map((number) => ({ kind: noted, body: { number } })));
        return null;
      },
    },
    { actor: SYSTEM },
  );

const sequencing = (desk: Desk, holder = "00000000-0000-0000-0000-00000000000a"): Parameters<typeof sequence>[1] => ({
  holder,
  sign,
  now: () => desk.clock.now(),
});

async function leaves(desk: Desk): Promise<readonly { index: number; entry: string; hash: Uint8Array }[]> {
  const { rows } = await sql<{ index: number; entry: string; hash: Uint8Array }>`
    select leaf.index, event.entry, leaf.hash from leaf join event on event.id = leaf.event_id order by 1`.execute(
    desk.database.kysely,
  );
  return rows;
}

onEachDatabase("events are put into the tree", (open, kind) => {
  test("all of them, each once, without a gap, and the checkpoint is the root over them", async () => {
    const { desk } = await deskOn(open);
    await note(desk, ...Array.from({ length: 700 }, (_, number) => number));
    await Promise.all(Array.from({ length: 50 }, (_, number) => note(desk, 1_000 + number)));
    const first = await sequence(desk.database, sequencing(desk));
    await note(desk, 2_000);
    const last = await sequence(desk.database, sequencing(desk));
    const found = await leaves(desk);
    assert.deepEqual(
      found.map(({ index }) => index),
      Array.from({ length: 752 }, (_, index) => index),
    );
    const hashes = found.map(({ entry }) => leafHash(Buffer.from(entry, "utf8")));
    assert.equal(first?.note, sign(751, rootOf(hashes.slice(0, 751))));
    assert.equal(last?.note, sign(752, rootOf(hashes)));
    assert.deepEqual(await head(desk.database.kysely), last);
    // Events of one act keep their order.
    const numbers = found.slice(1, 701).map(({ entry }) => /"number":(\d+)/.exec(entry)?.[1]);
    assert.deepEqual(
      numbers,
      Array.from({ length: 700 }, (_, number) => String(number)),
    );
    const { rows } = await sql<{
      level: number;
      index: number;
      hash: Uint8Array;
    }>`select * from tile_hash order by 1, 2`.execute(desk.database.kysely);
    assert.deepEqual(
      rows.map(({ level, index, hash }) => [level, index, Buffer.from(hash).toString("hex")]),
      [0, 1].map((index) => [
        1,
        index,
        Buffer.from(rootOf(hashes.slice(index * 256, index * 256 + 256))).toString("hex"),
      ]),
    );
  });

  test("while another process holds the lease nothing is taken; a lease that ran out is", async () => {
    const { desk, hands } = await deskOn(open);
    assert.equal((await sequence(desk.database, sequencing(desk)))?.size, 1);
    const other = sequencing(desk, "00000000-0000-0000-0000-00000000000b");
    await note(desk, 1);
    assert.equal(await sequence(desk.database, other), undefined);
    hands.now = hands.now.add({ minutes: 1 });
    assert.equal((await sequence(desk.database, other))?.size, 2);
  });

  test("many sequencers at once make one tree", async () => {
    const { desk } = await deskOn(open);
    await Promise.all([
      ...Array.from({ length: 40 }, (_, number) => note(desk, number)),
      ...Array.from({ length: 20 }, () => sequence(desk.database, sequencing(desk))),
    ]);
    const last = await sequence(desk.database, sequencing(desk));
    const hashes = (await leaves(desk)).map(({ hash }) => hash);
    assert.equal(last?.note, sign(41, rootOf(hashes)));
  });

  // The embedded database has one transaction at a time.
  if (kind === "postgresql") {
    test("an event of a transaction still under way is not overtaken by one that committed after it began", async () => {
      const { desk } = await deskOn(open);
      const opened = Promise.withResolvers<null>();
      const finish = Promise.withResolvers<null>();
      const slow = act(
        desk,
        {
          name: "test.slow",
          input: {},
          run: async ({ append }) => {
            await append({ kind: noted, body: { number: 1 } });
            opened.resolve(null);
            await finish.promise;
            return null;
          },
        },
        { actor: SYSTEM },
      );
      await opened.promise;
      await note(desk, 2);
      assert.equal((await sequence(desk.database, sequencing(desk)))?.size, 1);
      finish.resolve(null);
      await slow;
      assert.equal((await sequence(desk.database, sequencing(desk)))?.size, 3);
      const numbers = (await leaves(desk)).slice(1).map(({ entry }) => /"number":(\d+)/.exec(entry)?.[1]);
      assert.deepEqual(numbers, ["1", "2"]);
    });
  }
});
