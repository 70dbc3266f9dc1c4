import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { startRounds } from "./crash/rounds.ts";
import type { Kind } from "./databases.ts";
import { postgresqlPrograms } from "./postgresql.ts";

const ROUNDS = 2;

/** A few of the rounds that `npm run crash` makes many of. */
for (const kind of ["pglite", "postgresql"] as const satisfies readonly Kind[]) {
  const skip = kind === "postgresql" && postgresqlPrograms() === undefined ? "PostgreSQL is not installed" : false;
  describe(`a server killed while many write to it (${kind})`, { skip }, () => {
    test("has everything that it acknowledged, nothing by halves, and one record of what is sent again", async () => {
      const rounds = await startRounds(kind);
      try {
        for (let number = 0; number < ROUNDS; number += 1) {
          const round = await rounds.next();
          assert.deepEqual(round.faults, []);
          assert.ok(round.sent > 0);
        }
        const { writes, faults } = await rounds.lookBack();
        assert.deepEqual(faults, []);
        assert.ok(writes > 0);
      } finally {
        await rounds.end();
      }
    });
  });
}
