import assert from "node:assert/strict";
import { globSync } from "node:fs";
import { cp, mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { after, before, describe, it } from "node:test";
import fc from "fast-check";
import { checkpointOf, KEYS, ORIGIN, someEvents, writeEvents, writeInto, writeLog } from "../../test/written-log.ts";
import { LogFault } from "./fault.ts";
import { generateKeys, parseVerifierKey } from "./note.ts";
import { folderSource, type LogSource } from "./source.ts";
import { type KeptCheckpoint, type Verification, verifyLog } from "./verify.ts";

const SIZE = 700;
const EVENTS = someEvents(SIZE);
const KEY = parseVerifierKey(KEYS.verifier);

let folder = "";
let honest = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "yakusoku-log-"));
  honest = join(folder, "honest");
  await writeLog(honest, EVENTS);
});
after(async () => {
  await rm(folder, { recursive: true });
});

let copies = 0;
/** A copy of the honest log, to be tampered with. */
async function copy(): Promise<string> {
  const path = join(folder, `copy-${(copies += 1)}`);
  await cp(honest, path, { recursive: true });
  return path;
}

function kept(size: number, events = EVENTS): KeptCheckpoint {
  return { name: `kept-${size}`, bytes: Buffer.from(checkpointOf(events.slice(0, size))) };
}

async function verify(place: string, keptOnes: readonly KeptCheckpoint[] = []): Promise<Verification> {
  const result = await verifyLog(folderSource(place), { keys: [KEY], kept: keptOnes });
  assert.equal(result.ok, result.findings.length === 0);
  for (const { words } of result.findings)
    for (const said of [words.ja, words.en]) assert.doesNotMatch(said, /\{[a-zA-Z]+\}|undefined|\[object|NaN/);
  return result;
}

/** Code and range of each finding, as one line. */
function told({ findings }: Verification): string[] {
  return findings.map(({ code, from, to }) => `${code}${from === undefined ? "" : ` ${from}-${to}`}`);
}

const changedAt = (...places: readonly number[]): string[] =>
  EVENTS.map((event, index) => (places.includes(index) ? event.replace("recorded", "withdrawn") : event));
const without = (from: number, count = 1): string[] => EVENTS.toSpliced(from, count);
const swapped = (one: number, other: number): string[] =>
  EVENTS.with(one, EVENTS[other] ?? "").with(other, EVENTS[one] ?? "");

describe("a log that nobody touched", () => {
  it("is whole, and the continuation of every checkpoint that was kept", async () => {
    const result = await verify(
      honest,
      [0, 1, 255, 256, 257, 512, 699, 700].map((size) => kept(size)),
    );
    assert.deepEqual(told(result), []);
    assert.equal(result.size, SIZE);
    assert.equal(result.origin, ORIGIN);
    assert.deepEqual(result.kept, { given: 8, fit: 8 });
    assert.equal(result.signedBy.length, 1);
  });

  it("is whole at any size, the empty one too, and says how far it is", async () => {
    for (const size of [0, 1, 255, 256, 257, 511, 512]) {
      const place = join(folder, `size-${size}`);
      await writeLog(place, EVENTS.slice(0, size));
      const done: number[] = [];
      const result = await verifyLog(folderSource(place), {
        keys: [KEY],
        progress: (read, all) => {
          assert.equal(all, size);
          done.push(read);
        },
      });
      assert.deepEqual(told(result), []);
      assert.equal(done.at(-1) ?? 0, size);
    }
  });

  it("needs no partial tile of which the full one is there", async () => {
    const place = await copy();
    await cp(honest, place, { recursive: true });
    await writeLog(place, someEvents(768));
    await writeFile(join(place, "checkpoint"), checkpointOf(EVENTS));
    for (const path of ["tile/0/002.p", "tile/entries/002.p"]) await rm(join(place, path), { recursive: true });
    assert.deepEqual(told(await verify(place)), []);
  });
});

describe("events that were tampered with, by who has no hand on the hashes", () => {
  it("changed: names the first, what stands there and what should", async () => {
    const place = await copy();
    await writeEvents(place, changedAt(300, 450));
    const result = await verify(place);
    assert.deepEqual(told(result), ["changed 300-301"]);
    const [finding] = result.findings;
    assert.equal(finding?.found?.id, "evt_000300");
    assert.equal(finding?.found?.kind, "consent.withdrawn");
    assert.match(finding?.expected ?? "", /^[0-9a-f]{64}$/);
    assert.notEqual(finding?.expected, finding?.found?.leaf);
    assert.match(finding?.words.en ?? "", /Event 300 was changed: “consent.withdrawn evt_000300”/);
    assert.match(finding?.words.ja ?? "", /300 番のイベントが書き換えられて/);
  });

  const AT: readonly (readonly [string, () => string[], string])[] = [
    ["the first event changed", () => changedAt(0), "changed 0-1"],
    ["the last event changed", () => changedAt(699), "changed 699-700"],
    ["three in a row changed", () => changedAt(254, 255, 256), "changed 254-257"],
    ["one taken out in the middle", () => without(130), "removed 130-131"],
    ["one taken out at the end of a bundle", () => without(255), "removed 255-256"],
    ["one taken out at the beginning", () => without(0), "removed 0-1"],
    ["ten taken out", () => without(500, 10), "removed 500-510"],
    ["the last taken out", () => without(699), "truncated 699-700"],
    ["one put in", () => EVENTS.toSpliced(260, 0, '{"id":"evt_new","kind":"forged"}'), "inserted 260-261"],
    ["three put in", () => EVENTS.toSpliced(5, 0, "{}", "[]", "null"), "inserted 5-8"],
    ["one put at the end", () => [...EVENTS, "{}"], "inserted 700-701"],
    ["neighbours exchanged", () => swapped(10, 11), "reordered 10-12"],
    ["two of one bundle exchanged", () => swapped(10, 200), "reordered 10-201"],
    ["two of neighbouring bundles exchanged", () => swapped(10, 400), "reordered 10-401"],
    ["two far apart exchanged", () => swapped(10, 650), "reordered 10-651"],
    ["one moved far back", () => without(10).toSpliced(650, 0, EVENTS[10] ?? ""), "reordered 10-651"],
    ["one written over by a later one", () => EVENTS.with(20, EVENTS[40] ?? ""), "changed 20-21"],
  ];
  for (const [what, tamper, expected] of AT)
    it(`${what}: ${expected}`, async () => {
      const place = await copy();
      await writeEvents(place, tamper(), SIZE);
      assert.deepEqual(told(await verify(place)), [expected]);
    });

  it("files taken away from the end, or from the middle", async () => {
    const end = await copy();
    await rm(join(end, "tile/entries/001"));
    await rm(join(end, "tile/entries/002.p"), { recursive: true });
    assert.deepEqual(told(await verify(end)), ["truncated 256-700"]);
    await rm(join(end, "tile/0/001"));
    await rm(join(end, "tile/0/002.p"), { recursive: true });
    assert.deepEqual(told(await verify(end)), ["truncated 256-700"]);
    const middle = await copy();
    await rm(join(middle, "tile/entries/001"));
    assert.deepEqual(told(await verify(middle)), ["missing 256-512"]);
  });

  it("a file that was cut off, or had bytes put behind it, or a length in it changed", async () => {
    const cut = await copy();
    const path = "tile/entries/001";
    const bytes = await readFile(join(cut, path));
    await truncate(join(cut, path), bytes.length - 3);
    const result = await verify(cut);
    assert.deepEqual(told(result), ["unreadable 511-700"]);
    await writeFile(join(cut, path), Buffer.concat([bytes, Buffer.from([0])]));
    assert.deepEqual(told(await verify(cut)), ["unreadable 511-700"]);
    const length = (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0);
    const longer = Buffer.from(bytes);
    longer.writeUInt16BE(length + 1, 0);
    await writeFile(join(cut, path), longer);
    const [finding] = (await verify(cut)).findings;
    assert.equal(finding?.from, 256);
  });

  it("whatever single event is changed, taken out or exchanged is named", async () => {
    const place = await copy();
    await fc.assert(
      fc.asyncProperty(
        fc.nat(SIZE - 1),
        fc.nat(SIZE - 2),
        fc.constantFrom("change", "remove", "swap"),
        async (at, by, how) => {
          const other = (at + 1 + by) % SIZE;
          const first = how === "swap" ? Math.min(at, other) : at;
          const events = how === "change" ? changedAt(at) : how === "remove" ? without(at) : swapped(at, other);
          await writeEvents(place, events, SIZE);
          const [finding, ...more] = (await verify(place)).findings;
          assert.equal(more.length, 0);
          assert.equal(finding?.from, first);
          const code =
            how === "change" ? "changed" : how === "swap" ? "reordered" : at === SIZE - 1 ? "truncated" : "removed";
          assert.equal(finding?.code, code);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe("hashes that were tampered with", () => {
  it("one of level 0 changed: the events themselves are right", async () => {
    const place = await copy();
    await flip(place, "tile/0/001", 10 * 32 + 3);
    assert.deepEqual(told(await verify(place)), ["tile-wrong 266-267"]);
  });

  it("one above level 0 changed", async () => {
    const place = await copy();
    await flip(place, "tile/1/000.p/2", 40);
    assert.deepEqual(told(await verify(place)), ["tile-wrong 256-512"]);
  });

  it("a tile taken away or cut off", async () => {
    const place = await copy();
    await rm(join(place, "tile/0/001"));
    assert.deepEqual(told(await verify(place)), ["tile-missing 256-512"]);
    await writeFile(join(place, "tile/0/001"), Buffer.alloc(31));
    assert.deepEqual(told(await verify(place)), ["tile-missing 256-512"]);
  });

  it("an event and its hash changed together: the hash above still tells the 256 among which it is", async () => {
    const place = await copy();
    await writeLog(join(folder, "forged"), changedAt(300));
    for (const path of ["tile/entries/001", "tile/0/001"]) await cp(join(folder, "forged", path), join(place, path));
    assert.deepEqual(told(await verify(place)), ["rewritten 256-512"]);
    // All of them: then nothing but the signed root speaks against it, and what was kept narrows it down.
    await cp(join(folder, "forged", "tile"), join(place, "tile"), { recursive: true });
    assert.deepEqual(told(await verify(place)), ["root 0-700"]);
    const result = await verify(place, [kept(280), kept(290), kept(400), kept(500)]);
    assert.deepEqual(told(result), ["root 290-400", "fork 290-400"]);
    assert.deepEqual(result.kept, { given: 4, fit: 2 });
  });
});

describe("a checkpoint", () => {
  it("signed by another key, or altered after it was signed", async () => {
    const place = await copy();
    const other = generateKeys(ORIGIN);
    await writeFile(join(place, "checkpoint"), checkpointOf(EVENTS, { signer: other.signer }));
    assert.deepEqual(told(await verify(place)), ["checkpoint"]);
    await writeFile(join(place, "checkpoint"), checkpointOf(EVENTS).replace("\n700\n", "\n699\n"));
    assert.equal(told(await verify(place))[0], "checkpoint");
  });

  it("of another log", async () => {
    const place = await copy();
    await writeFile(join(place, "checkpoint"), checkpointOf(EVENTS, { origin: "other.example/log" }));
    assert.deepEqual(told(await verify(place)), ["origin"]);
    const result = await verifyLog(folderSource(place), { keys: [KEY], origin: "other.example/log" });
    assert.ok(result.ok);
  });

  it("kept, and no longer the beginning of a log that was rewritten and signed anew", async () => {
    const place = join(folder, "fork");
    await writeLog(place, changedAt(300));
    assert.deepEqual(told(await verify(place)), []);
    const result = await verify(place, [kept(500), kept(100), kept(300), kept(301), kept(700)]);
    assert.deepEqual(told(result), ["fork 300-301"]);
    assert.equal(result.findings[0]?.checkpoint, "kept-301");
    assert.deepEqual(result.kept, { given: 5, fit: 2 });
  });

  it("kept, and larger than a log of which an older copy was put back", async () => {
    const place = join(folder, "older");
    await writeLog(place, EVENTS.slice(0, 600));
    assert.deepEqual(told(await verify(place)), []);
    const result = await verify(place, [kept(500), kept(650), kept(700)]);
    assert.deepEqual(told(result), ["older-copy 600-650"]);
    assert.match(result.findings[0]?.words.en ?? "", /“kept-650” counts 650 events, and the log only 600 events/);
  });

  it("kept, and by another key or of another log", async () => {
    const other = generateKeys(ORIGIN);
    const foreign = { name: "foreign", bytes: Buffer.from(checkpointOf(EVENTS, { signer: other.signer })) };
    assert.deepEqual(told(await verify(honest, [foreign])), ["kept-checkpoint"]);
    const elsewhere = { name: "elsewhere", bytes: Buffer.from(checkpointOf(EVENTS, { origin: "other.example/log" })) };
    assert.deepEqual(told(await verify(honest, [elsewhere, kept(10)])), ["kept-checkpoint"]);
  });
});

describe("what cannot be verified", () => {
  it("no log, no checkpoint, and what was kept is none: says so instead of finding something", async () => {
    const place = await copy();
    await assert.rejects(verify(join(folder, "nowhere")), (error) => {
      assert.ok(error instanceof LogFault);
      assert.match(error.words.en, /There is no log at/);
      return true;
    });
    await assert.rejects(
      verify(place, [{ name: "notes.txt", bytes: Buffer.from("hello") }]),
      /“notes.txt” cannot be read/,
    );
    await writeFile(join(place, "checkpoint"), "hello");
    await assert.rejects(verify(place), /cannot be read.*no signature/);
  });

  it("an event names itself only as far as a terminal can bear", async () => {
    const place = await copy();
    const nasty = JSON.stringify({ id: `\u001b[2J\u202e${"x".repeat(500)}`, kind: 7 });
    await writeEvents(place, EVENTS.with(3, nasty));
    const [finding] = (await verify(place)).findings;
    assert.equal(finding?.found?.id?.length, 100);
    assert.match(finding?.found?.id ?? "", /^\?\[2J\?x+$/);
    assert.equal(finding?.found?.kind, undefined);
  });
});

it("any bit changed in any file of a log is noticed", async () => {
  const place = await copy();
  const files = globSync("{checkpoint,tile/**}", { cwd: place, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(place, join(entry.parentPath, entry.name)))
    .sort();
  assert.equal(files.length, 8);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...files), fc.nat(), fc.nat(7), async (path, at, bit) => {
      const bytes = await readFile(join(place, path));
      const index = at % bytes.length;
      const altered = Buffer.from(bytes);
      altered[index] = (altered[index] ?? 0) ^ (1 << bit);
      await writeFile(join(place, path), altered);
      try {
        assert.equal((await verify(place)).ok, false, `${path} byte ${index} bit ${bit}`);
      } catch (error) {
        // A checkpoint that can no longer be read, or that counts more than there could be, is noticed too.
        if (!(error instanceof LogFault && path === "checkpoint")) throw error;
      } finally {
        await writeFile(join(place, path), bytes);
      }
    }),
    { numRuns: 60 },
  );
  assert.ok((await verify(place)).ok);
});

it("reads each file of a log once", async () => {
  const counted = new Map<string, number>();
  const inner = folderSource(honest);
  const count = (path: string): void => void counted.set(path, (counted.get(path) ?? 0) + 1);
  const source: LogSource = {
    ...inner,
    tile: (level, index, width) => {
      count(`${level}/${index}`);
      return inner.tile(level, index, width);
    },
    entries: (index, width) => {
      count(`entries/${index}`);
      return inner.entries(index, width);
    },
  };
  assert.ok((await verifyLog(source, { keys: [KEY] })).ok);
  assert.deepEqual([...counted.keys()].sort(), ["0/0", "0/1", "0/2", "1/0", "entries/0", "entries/1", "entries/2"]);
  assert.ok([...counted.values()].every((times) => times === 1));
});

async function flip(place: string, path: string, at: number): Promise<void> {
  const bytes = await readFile(join(place, path));
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await writeInto(place, path, bytes);
}
