import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { sql } from "kysely";
import { type Clamd, FOUND_BY_CLAMD, SIGNATURE, startClamd } from "../../test/clamd.ts";
import { onEachDatabase } from "../../test/databases.ts";
import { pdfOf, photo } from "../../test/hostile-files.ts";
import { needs } from "../../test/needs.ts";
import { housed, send, type UploadHouse } from "../../test/uploading.ts";
import type { JobHandler, RunningJob } from "../jobs/index.ts";
import type { JobHands } from "../act/index.ts";
import { openUploads, UPLOAD_JOBS } from "./index.ts";

/** As the clock has it done. */
async function scanNow({ desk }: UploadHouse): Promise<void> {
  const handler: JobHandler<JobHands> = UPLOAD_JOBS.find(({ name }) => name === "uploads.scan") ?? assert.fail();
  const job: RunningJob = {
    id: desk.ids("job"),
    name: handler.name,
    data: {},
    attempt: 1,
    signal: new AbortController().signal,
  };
  await handler.run(job, { desk, around: { actor: { kind: "system", id: "test" } } });
}

const infected = (): Buffer => pdfOf(`/X (${FOUND_BY_CLAMD})`);

describe("uploads that are scanned", needs("clamav-daemon"), () => {
  let clamd: Clamd | undefined;
  const scanner = (): Clamd => clamd ?? assert.fail("not started");
  before(async () => {
    clamd = await startClamd();
  });
  after(async () => await clamd?.stop());

  onEachDatabase("with clamd", (open) => {
    test("what it finds is not kept; its event names the signature; what is clean is there at once", async () => {
      const house = await housed(open, { clamd: scanner().address });
      const { uploads } = await send(house.app, [
        ["a.pdf", infected()],
        ["b.jpg", await photo()],
      ]);
      assert.deepEqual(
        uploads.map(({ state, code }) => code ?? state),
        ["infected", "stored"],
      );
      assert.equal((await house.files()).length, 1);
      const { rows } = await sql<{ state: string; entry: string }>`
        select (select string_agg(state, ' ' order by state) from upload) as state, entry from event
        where kind = 'upload.infected'`.execute(house.desk.database.kysely);
      assert.equal(rows.length, 1);
      assert.equal(rows[0]?.state, "infected stored");
      assert.ok(rows[0].entry.includes(`"signature":"${SIGNATURE}"`));
    });

    test("while it does not answer nothing is shown; once it is back what is clean is, and the rest is gone", async () => {
      const house = await housed(open, { clamd: scanner().address });
      await scanner().stop();
      const { uploads } = await send(house.app, [
        ["a.pdf", infected()],
        ["b.jpg", await photo()],
      ]);
      const [bad, good] = uploads.map(({ id }) => id);
      assert.deepEqual(
        uploads.map(({ state }) => state),
        ["unscanned", "unscanned"],
      );
      const status = async (id: string | undefined): Promise<number> => (await house.app.request(`/${id}`)).status;
      assert.deepEqual([await status(bad), await status(good)], [404, 404]);
      await scanNow(house);
      assert.deepEqual([await status(bad), await status(good)], [404, 404]);
      // Taking the scanner out of the configuration lets nothing through.
      await openUploads({ folder: house.folder })(house.desk);
      await scanNow(house);
      assert.deepEqual([await status(bad), await status(good)], [404, 404]);
      await openUploads({ folder: house.folder, clamd: scanner().address })(house.desk);
      await scanner().start();
      await scanNow(house);
      assert.deepEqual([await status(bad), await status(good)], [404, 200]);
      assert.deepEqual([await house.stateOf(bad ?? ""), await house.stateOf(good ?? "")], ["infected", "stored"]);
      assert.equal((await house.files()).length, 1);
    });
  });
});
