import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { build, type Pack } from "../policy/index.ts";
import { PACK } from "../../test/small-pack.ts";
import { crowd } from "./crowd.ts";
import { endOfDay, look, lookByMinute, type Looking } from "./look.ts";

const NOW = Temporal.Instant.from("2026-11-22T01:00:30Z");

function small(): Pack {
  const { program } = build([{ path: "small.yaml", bytes: new TextEncoder().encode(PACK) }]);
  assert.ok(program);
  return { id: "small", versions: [program] };
}

/** Counts how often it was looked; fails where it is told to. */
function counting(fails = () => false): Looking & { readonly looked: Temporal.Instant[] } {
  const looked: Temporal.Instant[] = [];
  return {
    looked,
    database: undefined,
    mechanisms: () => [],
    observe: ({ at }) => {
      looked.push(at);
      return fails() ? Promise.reject(new Error("no database")) : Promise.resolve([]);
    },
  };
}

describe("the day that a board is asked for", () => {
  it("is its end in Japan, and now where it is not over", () => {
    assert.equal(endOfDay("2026-11-21", NOW)?.toString(), "2026-11-21T15:00:00Z");
    assert.equal(endOfDay("2026-11-22", NOW), NOW);
  });
  it("is none where it has not come, or is no day", () => {
    for (const day of ["2026-11-23", "2026-02-30", "today", "", "2026-11-22T00:00:00Z", "+012026-11-22"])
      assert.equal(endOfDay(day, NOW), undefined, day);
  });
});

describe("a board", () => {
  it("is of the version in force at its instant, and looks back ninety days", async () => {
    const board = await look(small(), NOW, counting());
    assert.equal(board?.program.version, "2024-01-01");
    assert.equal(board.since.toString(), "2026-08-24T01:00:30Z");
    assert.equal(board.hasRecords, false);
    assert.equal(await look({ id: "none", versions: [] }, NOW, counting()), undefined);
  });
  it("is looked up once a minute, whoever asks", async () => {
    const looking = counting();
    const at = lookByMinute(looking);
    const pack = small();
    const boards = await Promise.all([at(pack, NOW, NOW), at(pack, NOW.add({ seconds: 20 }), NOW), at(pack, NOW, NOW)]);
    assert.equal(new Set(boards).size, 1);
    await at(pack, NOW.add({ minutes: 1 }), NOW.add({ minutes: 1 }));
    assert.deepEqual(looking.looked.map(String), ["2026-11-22T01:00:00Z", "2026-11-22T01:01:00Z"]);
  });
  it("is looked up again where it failed", async () => {
    let fails = true;
    const at = lookByMinute(counting(() => fails));
    const pack = small();
    await assert.rejects(at(pack, NOW, NOW), /no database/);
    fails = false;
    assert.ok(await at(pack, NOW, NOW));
  });
  it("is forgotten after a while, so that asking for many days does not fill the memory", async () => {
    const looking = counting();
    const at = lookByMinute(looking);
    const pack = small();
    for (let day = 0; day < 70; day += 1) await at(pack, NOW.subtract({ hours: 24 * day }), NOW);
    await at(pack, NOW, NOW);
    assert.equal(looking.looked.length, 71);
  });
});

describe("a count for everybody", () => {
  it("says few without a number, and rounds down from there on", () => {
    const said = [0, 1, 4, 5, 9, 10, 99, 100, 149, 12_345].map((count) => crowd(count, "en"));
    assert.deepEqual(said, [
      "0",
      "under 5",
      "under 5",
      "5 or more",
      "5 or more",
      "10 or more",
      "95 or more",
      "100 or more",
      "140 or more",
      "12000 or more",
    ]);
    assert.deepEqual([crowd(0, "ja"), crowd(3, "ja"), crowd(12, "ja")], ["0件", "5件未満", "10件以上"]);
  });
  it("never says more than there are, and rises with them", () => {
    const least = (count: number): number => Number(/^\d+/.exec(crowd(count, "en"))?.[0] ?? 1);
    fc.assert(
      fc.property(fc.nat(1_000_000), (count) => {
        assert.ok(least(count) <= count);
        assert.ok(least(count) <= least(count + 1));
      }),
    );
  });
});
