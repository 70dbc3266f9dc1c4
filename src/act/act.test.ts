import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import { deskOn, noted, SYSTEM, WORK_MIGRATIONS } from "../../test/desk.ts";
import { onEachDatabase } from "../../test/databases.ts";
import type { Migration } from "../database/index.ts";
import { guarded } from "../evidence/index.ts";
import { act, type Command, type Desk, EXEMPT, type Step } from "./index.ts";

const THING: Migration = {
  name: "20300101T0000_thing_create",
  statements: ["create table thing (number int4 primary key)", ...guarded("thing")],
};
const MIGRATIONS = [...WORK_MIGRATIONS, THING];

const insert = async ({ tx }: Step, number: number): Promise<void> => {
  await sql`insert into thing values (${number})`.execute(tx);
};

/** Notes a number: first the event, then the row. */
function noting(number: number, before?: (step: Step) => Promise<void>): Command<{ number: number }> {
  return {
    name: "test.note",
    input: { number },
    run: async (step) => {
      await before?.(step);
      await step.append({ kind: noted, body: { number } });
      await insert(step, number);
      return { number };
    },
  };
}

async function counts(desk: Desk): Promise<{ things: number; events: number }> {
  const { rows } = await sql<{ things: number; events: number }>`select
    (select count(*) from thing) as things, (select count(*) from event where kind = 'test.noted') as events`.execute(
    desk.database.kysely,
  );
  return rows[0] ?? { things: -1, events: -1 };
}

const system = { actor: SYSTEM };

onEachDatabase("the unit of work", (open) => {
  test("an event and what follows from it are there together", async () => {
    const { desk } = await deskOn(open, MIGRATIONS);
    assert.deepEqual(await act(desk, noting(1), system), { number: 1 });
    assert.deepEqual(await counts(desk), { things: 1, events: 1 });
  });

  test("a write before its event is refused, one that touches no row too, and an emptying", async () => {
    const { desk } = await deskOn(open, MIGRATIONS);
    const early = [
      (step: Step) => insert(step, 9),
      (step: Step) => sql`update thing set number = 2 where number = -1`.execute(step.tx),
      (step: Step) => sql`delete from thing`.execute(step.tx),
      (step: Step) => sql`truncate thing`.execute(step.tx),
    ];
    for (const write of early) {
      await assert.rejects(
        act(
          desk,
          noting(1, async (step) => void (await write(step))),
          system,
        ),
        { code: "YK001" },
      );
    }
    await assert.rejects(sql`insert into thing values (5)`.execute(desk.database.kysely), { code: "YK001" });
    assert.deepEqual(await counts(desk), { things: 0, events: 0 });
  });

  test("what was appended cannot be changed or taken away, by anyone who comes through the database", async () => {
    const { desk } = await deskOn(open, MIGRATIONS);
    await act(desk, noting(1), system);
    for (const statement of ["update event set entry = ''", "delete from event", "truncate event cascade"]) {
      await assert.rejects(sql.raw(statement).execute(desk.database.kysely), { code: "YK002" });
    }
  });

  test("a command that fails after its event leaves neither event nor row", async () => {
    const { desk } = await deskOn(open, MIGRATIONS);
    const failing: Command<void> = {
      name: "test.fail",
      input: {},
      run: async (step) => {
        await step.append({ kind: noted, body: { number: 1 } });
        await insert(step, 1);
        throw new Error("no");
      },
    };
    await assert.rejects(act(desk, failing, system), /no/);
    assert.deepEqual(await counts(desk), { things: 0, events: 0 });
  });

  test("a command that appends nothing is a slip, and is undone", async () => {
    const { desk } = await deskOn(open, MIGRATIONS);
    await assert.rejects(
      act(desk, { name: "test.silent", input: {}, run: () => Promise.resolve() }, system),
      TypeError,
    );
  });

  test("a body that is not of its kind is refused before anything is written", async () => {
    const { desk } = await deskOn(open, MIGRATIONS);
    const wrong: Command<void> = {
      name: "test.wrong",
      input: {},
      run: async (step) => {
        await step.append({ kind: noted, body: { number: "高橋" } });
      },
    };
    await assert.rejects(act(desk, wrong, system), { name: "ZodError" });
    assert.deepEqual(await counts(desk), { things: 0, events: 0 });
  });

  test("the same key gives the first answer again and does nothing twice", async () => {
    const { desk } = await deskOn(open, MIGRATIONS);
    const around = { ...system, idempotencyKey: "a" };
    const answers = await Promise.all(Array.from({ length: 8 }, () => act(desk, noting(1), around)));
    assert.deepEqual(new Set(answers.map(({ number }) => number)), new Set([1]));
    assert.deepEqual(await counts(desk), { things: 1, events: 1 });
  });

  test("the same key with another request is refused; another actor's key is another key", async () => {
    const { desk } = await deskOn(open, MIGRATIONS);
    await act(desk, noting(1), { ...system, idempotencyKey: "a" });
    await assert.rejects(act(desk, noting(2), { ...system, idempotencyKey: "a" }), { code: "idempotency-conflict" });
    await act(desk, noting(2), { actor: { kind: "key", id: "k" }, idempotencyKey: "a" });
    assert.deepEqual(await counts(desk), { things: 2, events: 2 });
  });

  test("a kept answer expires after a day, and is unreadable to whoever reads the table", async () => {
    const { desk, hands } = await deskOn(open, MIGRATIONS);
    const around = { ...system, idempotencyKey: "a" };
    const told: Command<{ name: string }> = {
      name: "test.tell",
      input: {},
      run: async (step) => {
        await step.append({ kind: noted, body: { number: 1 } });
        return { name: "MARKED-髙橋" };
      },
    };
    await act(desk, told, around);
    assert.deepEqual(await act(desk, told, around), { name: "MARKED-髙橋" });
    const { rows } = await sql<{ all: string }>`select idempotency::text as all from idempotency`.execute(
      desk.database.kysely,
    );
    assert.doesNotMatch(rows[0]?.all ?? "", /MARKED/);
    assert.doesNotMatch(
      Buffer.from((rows[0]?.all.match(/x([0-9a-f]{40,})"?,"?2026/) ?? [])[1] ?? "", "hex").toString(),
      /MARKED/,
    );
    hands.now = hands.now.add({ hours: 25 });
    await act(desk, noting(2), around);
    assert.deepEqual(await counts(desk), { things: 1, events: 2 });
  });

  test("a request that failed under a key may be tried again under it", async () => {
    const { desk } = await deskOn(open, MIGRATIONS);
    const around = { ...system, idempotencyKey: "a" };
    let failing = true;
    const command = noting(1, async () => {
      if (failing) throw new Error("not yet");
      await Promise.resolve();
    });
    await assert.rejects(act(desk, command, around), /not yet/);
    failing = false;
    assert.deepEqual(await act(desk, command, around), { number: 1 });
  });

  test("two that take each other's rows in turn both come through: the one that lost begins again", async () => {
    const { desk } = await deskOn(open, MIGRATIONS);
    await act(desk, noting(1), system);
    await act(desk, noting(2), system);
    const touching = (first: number, second: number): Command<null> => ({
      name: "test.touch",
      input: { first, second },
      run: async (step) => {
        await step.append({ kind: noted, body: { number: 100 + first } });
        for (const number of [first, second]) {
          await sql`update thing set number = number where number = ${number}`.execute(step.tx);
          await sql`select pg_sleep(0.05)`.execute(step.tx);
        }
        return null;
      },
    });
    await Promise.all([act(desk, touching(1, 2), system), act(desk, touching(2, 1), system)]);
    assert.deepEqual(await counts(desk), { things: 2, events: 4 });
  });

  test("another room reacts in the same transaction, and its failure undoes all", async () => {
    const seen: number[] = [];
    const { desk } = await deskOn(open, MIGRATIONS, {
      reactions: [
        {
          to: "test.noted",
          run: async (step, events) => {
            for (const { draft } of events) seen.push(noted.body.parse(draft.body).number);
            await insert(step, 1_000 + seen.length);
            if (seen.length > 1) throw new Error("the reaction failed");
          },
        },
      ],
    });
    await act(desk, noting(1), system);
    await assert.rejects(act(desk, noting(2), system), /reaction failed/);
    assert.deepEqual(seen, [1, 2]);
    assert.deepEqual(await counts(desk), { things: 2, events: 1 });
  });

  test("every table is guarded, or stands on the list of those that need not be", async () => {
    const { desk } = await deskOn(open, MIGRATIONS);
    const { rows } = await sql<{ name: string; guarded: boolean }>`
      select c.relname as name, exists (
        select 1 from pg_trigger t join pg_proc p on p.oid = t.tgfoid
        where t.tgrelid = c.oid and p.proname = 'require_event' and t.tgenabled = 'O') as guarded
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname = 'public' order by 1`.execute(desk.database.kysely);
    assert.ok(rows.length > 5);
    assert.deepEqual(
      rows.filter(({ guarded: is }) => !is).map(({ name }) => name),
      Object.keys(EXEMPT).toSorted(),
    );
  });
});
