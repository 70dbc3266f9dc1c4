import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import fc from "fast-check";
import type { KeyRing } from "./key-ring.ts";
import { CLOCK, emptyFolder, newRing } from "./ring-made.test.ts";
import { SealError } from "./seal-error.ts";
import { openShredList, type ShredList } from "./shred-list.ts";

interface Made {
  readonly path: string;
  readonly ring: KeyRing;
  readonly list: ShredList;
  readonly reopened: () => ShredList;
}

async function newList(t: TestContext): Promise<Made> {
  const folder = await emptyFolder(t);
  const path = join(folder, "data", "shredded.log");
  const ring = await newRing(join(folder, "keys.json"));
  const reopened = (): ShredList => openShredList(path, ring, CLOCK);
  return { path, ring, list: reopened(), reopened };
}

async function idsOn(list: ShredList): Promise<string[]> {
  return (await list.read()).keys.map(({ dataKey }) => dataKey);
}

function isDamaged(line: number): (error: unknown) => boolean {
  return (error) =>
    error instanceof SealError &&
    error.code === "list-damaged" &&
    error.words.ja.includes(`${line} 行目`) &&
    error.words.en.startsWith(`Line ${line} `);
}

test("every key that was shredded is on the list, with its instant, oldest first", async (t) => {
  const { path, list, reopened } = await newList(t);
  assert.deepEqual(await list.read(), { keys: [], cut: false });
  const ids = Array.from({ length: 5 }, () => randomUUID());
  await list.append(ids.slice(0, 1));
  await list.append(ids.slice(1, 4));
  await list.append([]);
  await reopened().append(ids.slice(4).map((id) => id.toUpperCase()));
  const at = "2026-11-23T00:30:00Z";
  assert.deepEqual(await reopened().read(), { keys: ids.map((dataKey) => ({ dataKey, at })), cut: false });
  assert.equal((await stat(path)).mode & 0o777, 0o600);
});

test("what is no identifier of a data key is refused before anything is written", async (t) => {
  const { list } = await newList(t);
  await assert.rejects(list.append([randomUUID(), "all\n"]), TypeError);
  assert.deepEqual(await idsOn(list), []);
});

test("a last line that was cut anywhere is noticed and left out, and the next key follows it", async (t) => {
  const { path, list, reopened } = await newList(t);
  const [first, second, third] = [randomUUID(), randomUUID(), randomUUID()];
  await list.append([first]);
  const one = (await readFile(path)).length;
  await list.append([second]);
  const whole = await readFile(path);
  for (let length = one + 1; length < whole.length - 1; length += 9) {
    await writeFile(path, whole.subarray(0, length));
    const { keys, cut } = await reopened().read();
    assert.deepEqual([keys.map(({ dataKey }) => dataKey), cut], [[first], true]);
    await reopened().append([third]);
    await reopened().append([second]);
    assert.deepEqual(await idsOn(list), [first, third, second]);
    assert.equal((await list.read()).cut, false);
  }
  // The list that was open all along sees that its file has another length.
  await writeFile(path, whole.subarray(0, whole.length - 2));
  await list.append([third]);
  assert.deepEqual(await idsOn(reopened()), [first, third]);
  // A line that lacks nothing but its end counts: the key was to be shredded.
  await writeFile(path, whole.subarray(0, whole.length - 1));
  assert.deepEqual(await idsOn(list), [first, second]);
  await list.append([third]);
  assert.deepEqual(await idsOn(reopened()), [first, second, third]);
});

test("any other damage is refused, with the line", async (t) => {
  const { path, list, reopened } = await newList(t);
  await list.append(Array.from({ length: 4 }, () => randomUUID()));
  const text = await readFile(path, "utf8");
  const lines = text.split("\n").slice(0, -1);
  const together = (kept: readonly (string | undefined)[]): string => kept.map((line) => `${line}\n`).join("");
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: text.length - 1 }), fc.constantFrom("x", "0", " ", "\n"), async (at, put) => {
      fc.pre(text[at] !== put);
      await writeFile(path, text.slice(0, at) + put + text.slice(at + 1));
      // A line that begins with a break is the next one.
      const line = text.slice(0, at).split("\n").length + (put === "\n" && text.at(at - 1) === "\n" ? 1 : 0);
      await assert.rejects(list.read(), isDamaged(line));
      await assert.rejects(reopened().append([randomUUID()]), isDamaged(line));
    }),
    { numRuns: 60 },
  );
  const [first, second, third, fourth] = lines;
  for (const [kept, line] of [
    [[second, third, fourth], 1],
    [[first, third, fourth], 2],
    [[first, second, fourth], 3],
    [[first, third, second, fourth], 2],
    [[first, second?.slice(0, 60), third, fourth], 2],
    [[first, second, third, fourth?.slice(0, 60)], 4],
    [[first, second, third?.slice(0, 60), third?.slice(60), fourth], 3],
    [[first, second, second?.replace(/.$/, "!"), third, fourth], 3],
  ] as const) {
    await writeFile(path, together(kept));
    await assert.rejects(reopened().read(), isDamaged(line));
  }
  await writeFile(path, text);
  assert.equal((await idsOn(list)).length, 4);
});

test("lines that were cut one after the other do not stop the next", async (t) => {
  const { path, list, reopened } = await newList(t);
  const [first, second] = [randomUUID(), randomUUID()];
  await list.append([first]);
  const line = await readFile(path, "utf8");
  await writeFile(path, `${line}2 2026-11-\n2 2026-11-23T00:30:00Z 019`);
  assert.deepEqual(await reopened().read(), { keys: (await list.read()).keys, cut: true });
  await reopened().append([second]);
  assert.deepEqual(await idsOn(list), [first, second]);
});

test("two processes that find the same cut line both end it, and number what they add alike", async (t) => {
  const { path, list } = await newList(t);
  await list.append([randomUUID(), randomUUID(), randomUUID()]);
  const [first, second, third] = (await readFile(path, "utf8")).split("\n");
  await writeFile(path, `${first}\n${second?.slice(0, 70)}\n${second}\n\n${second}\n${third}\n`);
  assert.equal((await idsOn(list)).length, 4);
});

test("a line that another ring signed is damage, and a rotation is not", async (t) => {
  const { path, ring, list, reopened } = await newList(t);
  const [first, second] = [randomUUID(), randomUUID()];
  await list.append([first]);
  await ring.rotate("shred");
  await list.append([second]);
  assert.deepEqual(await idsOn(reopened()), [first, second]);
  const foreign = await newRing(join(await emptyFolder(t), "keys.json"));
  await assert.rejects(openShredList(path, foreign, CLOCK).read(), isDamaged(1));
});

test("keys that are appended at once all arrive, through one list and through several", async (t) => {
  const { list, reopened } = await newList(t);
  const ids = Array.from({ length: 30 }, () => randomUUID());
  await Promise.all(ids.slice(0, 15).map((id) => list.append([id])));
  await Promise.all(ids.slice(15).map((id) => reopened().append([id])));
  assert.deepEqual(new Set(await idsOn(list)), new Set(ids));
  await list.append([randomUUID()]);
  assert.equal((await idsOn(reopened())).length, 31);
});
