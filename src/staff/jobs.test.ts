import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import { onEachDatabase } from "../../test/databases.ts";
import { noted } from "../../test/desk.ts";
import { type Kept, keptApp } from "../../test/kept.ts";
import { makeApiKey } from "../access/index.ts";
import { act, jobAround } from "../act/index.ts";

const STAFF = { actor: { kind: "staff", id: "local" } } as const;

onEachDatabase("jobs as they are shown", (open) => {
  let kept: Kept;
  before(async () => {
    kept = await keptApp(open);
  });
  after(async () => {
    await kept.jobs.stop();
  });

  test("an answer that has expired is taken away by the job of the hour, and what stands is left", async () => {
    const { door, hands, jobs } = kept;
    const noting = (number: number) => ({
      name: "test.note",
      input: { number },
      run: async ({ append, enqueue }: Parameters<Parameters<typeof act>[1]["run"]>[0]) => {
        await append({ kind: noted, body: { number } });
        return (await enqueue({ name: "answers.expire", data: {} })) ?? null;
      },
    });
    await act(door.desk, noting(1), { ...STAFF, idempotencyKey: "old" });
    hands.now = hands.now.add({ hours: 25 });
    const id = await act(door.desk, noting(2), { ...STAFF, idempotencyKey: "new" });
    await jobs.work((job) => ({ desk: door.desk, around: jobAround(job) }));
    const keys = async (): Promise<string[]> => {
      const { rows } = await sql<{ key: string }>`select key from idempotency order by key`.execute(
        door.desk.database.kysely,
      );
      return rows.map(({ key }) => key);
    };
    while ((await keys()).length > 1) await wait(10);
    assert.deepEqual((await keys()).length, 1);
    const { rows } = await sql<{
      cron: string;
      timezone: string;
    }>`select cron, timezone from pgboss.schedule where name = 'answers.expire'`.execute(door.desk.database.kysely);
    assert.deepEqual(rows, [{ cron: "17 * * * *", timezone: "Asia/Tokyo" }]);
    for (;;) {
      const page = await (await kept.see("/en/records/jobs?state=done")).text();
      if (page.includes(String(id))) break;
      await wait(10);
    }
  });

  test("a command that fails after it enqueued a job leaves none", async () => {
    const { desk } = kept.door;
    const failing = {
      name: "test.fail",
      input: {},
      run: async ({ append, enqueue }: Parameters<Parameters<typeof act>[1]["run"]>[0]) => {
        await append({ kind: noted, body: { number: 3 } });
        await enqueue({ name: "answers.expire", data: {}, singletonKey: "undone" });
        throw new Error("no");
      },
    };
    await assert.rejects(act(desk, failing, STAFF), /no/);
    const { rows } = await sql`select 1 from pgboss.job where singleton_key = 'undone'`.execute(desk.database.kysely);
    assert.deepEqual(rows, []);
  });

  test("the page names a job in words, by state; the API gives the same to a key that may", async () => {
    const page = await (await kept.see("/ja/records/jobs")).text();
    assert.match(page, /再送のために残した答えを、期限が過ぎたら消す/);
    assert.match(page, /aria-current="true">すべて/);
    assert.match(await (await kept.see("/en/records/jobs?state=failed")).text(), /There are none\./);
    assert.equal((await kept.see("/en/records/jobs?state=lost")).status, 404);

    const ask = async (path: string, token: string): Promise<Response> =>
      await kept.app.request(path, { headers: { Authorization: `Bearer ${token}` } });
    const may = await makeApiKey(kept.door.desk, { name: "watch", scopes: ["jobs:read"] }, STAFF);
    const mayNot = await makeApiKey(kept.door.desk, { name: "other", scopes: ["decide"] }, STAFF);
    assert.equal((await kept.app.request("/v1/jobs")).status, 401);
    assert.equal((await ask("/v1/jobs", mayNot.token)).status, 403);
    assert.equal((await ask("/v1/jobs?limit=0", may.token)).status, 404);
    const first: unknown = await (await ask("/v1/jobs?limit=1", may.token)).json();
    assert.ok(typeof first === "object" && first !== null && "items" in first && Array.isArray(first.items));
    assert.match(
      JSON.stringify(first.items),
      /^\[\{"id":"job_[^"]+","name":"answers\.expire","state":"(done|running|waiting)"/,
    );
    assert.doesNotMatch(JSON.stringify(first), /data/);
  });
});
