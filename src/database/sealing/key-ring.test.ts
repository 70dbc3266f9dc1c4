import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createPublicKey, randomBytes, verify } from "node:crypto";
import { chmod, lstat, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";
import { fingerprint } from "../../wire/index.ts";
import { newDataKey, rewrapDataKey, unwrapDataKey } from "./data-key.ts";
import { open, seal } from "./envelope.ts";
import { type KeyRing, openKeyRing } from "./key-ring.ts";
import { KEY_KINDS } from "./ring-file.ts";
import { CLOCK, emptyFolder, newRing } from "./ring-made.test.ts";
import { SealError, type SealErrorCode } from "./seal-error.ts";

const PLACE = { table: "provision", column: "recipient", row: "evt_1" };

function isSealError(code: SealErrorCode, ...says: readonly string[]): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof SealError, String(error));
    assert.equal(error.code, code);
    for (const words of [error.words.ja, error.words.en]) {
      assert.doesNotMatch(words, /\{\w+\}/);
      for (const each of says) assert.ok(words.includes(each), `${words} says ${each}`);
    }
    return true;
  };
}

async function reopen(path: string): Promise<KeyRing> {
  return openKeyRing(path, { clock: CLOCK, ifMissing: "refuse" });
}

interface RingOnDisk {
  format: number;
  keys: Record<string, unknown>[];
  checksum: string;
}

/** Changes the file as a hand would, with the checksum that fits. */
async function rewrite(path: string, change: (ring: RingOnDisk) => void): Promise<void> {
  const ring = await onDisk(path);
  change(ring);
  const checksum = fingerprint({ ...ring, checksum: undefined });
  await writeFile(path, `${JSON.stringify({ ...ring, checksum }, undefined, 2)}\n`);
}

async function onDisk(path: string): Promise<RingOnDisk> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return JSON.parse(await readFile(path, "utf8")) as RingOnDisk;
}

function secretsOf(ring: RingOnDisk): string[] {
  return ring.keys.flatMap(({ secret }) => (typeof secret === "string" ? [secret] : []));
}

test("a first start makes a ring with one active version of each kind, which only its owner may read", async (t) => {
  const folder = join(await emptyFolder(t), "data");
  const path = join(folder, "keys.json");
  const ring = await newRing(path);
  assert.equal((await stat(path)).mode & 0o777, 0o600);
  assert.equal((await stat(folder)).mode & 0o777, 0o700);
  assert.deepEqual(await readdir(folder), ["keys.json"]);
  for (const kind of KEY_KINDS) {
    const [key, ...older] = ring.versions(kind);
    assert.deepEqual(older, []);
    assert.deepEqual([key?.version, key?.state, key?.created], [1, "active", "2026-11-23T00:30:00Z"]);
    assert.match(key?.fingerprint ?? "", /^[0-9a-f]{8}$/);
    assert.deepEqual((await reopen(path)).versions(kind), ring.versions(kind));
  }
  assert.equal(new Set(secretsOf(await onDisk(path))).size, KEY_KINDS.length);
});

test("a ring that is missing is not made anew where something may be sealed under the old one", async (t) => {
  const folder = await emptyFolder(t);
  const path = join(folder, "keys.json");
  await assert.rejects(reopen(path), isSealError("ring-missing", path));
  const ring = await newRing(path);
  await rm(path);
  await assert.rejects(ring.rotate("wrap"), isSealError("ring-missing", path));
  assert.deepEqual(await readdir(folder), []);
});

test("a ring that others may read is refused, with the command that mends it", async (t) => {
  const path = join(await emptyFolder(t), "keys.json");
  await newRing(path);
  for (const mode of [0o640, 0o604, 0o620, 0o601]) {
    await chmod(path, mode);
    await assert.rejects(newRing(path), isSealError("ring-readable", mode.toString(8), `chmod 600 ${path}`));
  }
  await chmod(path, 0o400);
  await reopen(path);
});

test("a ring that is cut anywhere is refused, and nothing of a key is said", async (t) => {
  const path = join(await emptyFolder(t), "keys.json");
  await newRing(path);
  const whole = await readFile(path, "utf8");
  const secrets = secretsOf(await onDisk(path));
  const cuts = Array.from({ length: whole.length }, (_, length) => whole.slice(0, length)).filter(
    (_, at) => at % 7 === 0,
  );
  for (const cut of [...cuts, whole.slice(0, -1)]) {
    await writeFile(path, cut);
    await assert.rejects(newRing(path), (error) => {
      const said = inspect(error, { depth: Infinity, showHidden: true });
      assert.ok(error instanceof SealError && error.code === "ring-cut", said);
      assert.ok(!secrets.some((secret) => said.includes(secret.slice(0, 6))), said);
      return true;
    });
  }
});

test("a ring that is not in order is refused, with what is wrong and nothing of a key", async (t) => {
  const path = join(await emptyFolder(t), "keys.json");
  await newRing(path);
  const whole = await readFile(path, "utf8");
  const secrets = secretsOf(await onDisk(path));
  const changes: readonly [(ring: RingOnDisk) => void, string][] = [
    [({ keys }) => Object.assign(keys[1] ?? {}, { secret: "short" }), "/keys/1/secret"],
    [({ keys }) => Object.assign(keys[0] ?? {}, { version: 2 }), "wrap"],
    [({ keys }) => Object.assign(keys[0] ?? {}, { state: "reading" }), "wrap"],
    [({ keys }) => Object.assign(keys[0] ?? {}, { state: "retired" }), "/keys/0"],
    [({ keys }) => keys.push({ ...keys[0] }), "wrap"],
    [({ keys }) => keys.splice(2, 1), "log"],
    [({ keys }) => delete keys[2]?.["publicKey"], "/keys/2"],
    [({ keys }) => Object.assign(keys[0] ?? {}, { note: "mine" }), "/keys/0"],
    [(ring) => Object.assign(ring, { keys: {} }), "/keys"],
    [(ring) => Object.assign(ring, { format: 0 }), "/format"],
  ];
  const refused = async (says: string): Promise<void> => {
    await assert.rejects(newRing(path), (error) => {
      const said = inspect(error, { depth: Infinity, showHidden: true });
      assert.ok(!secrets.some((secret) => said.includes(secret.slice(0, 6))), said);
      return isSealError("ring-malformed", path, says)(error);
    });
  };
  for (const [change, says] of changes) {
    await writeFile(path, whole);
    await rewrite(path, change);
    await refused(says);
  }
  // A key that is well formed and another one.
  await writeFile(path, whole.replace(secrets[1] ?? "", randomBytes(32).toString("base64url")));
  await refused(path);
  await writeFile(path, whole.replace('"format"', secrets[0] ?? ""));
  await refused("JSON");
  await writeFile(path, "null\n}\n");
  await refused("JSON");
});

test("a ring of a newer format is refused before anything else of it is read", async (t) => {
  const path = join(await emptyFolder(t), "keys.json");
  await newRing(path);
  await rewrite(path, (ring) => Object.assign(ring, { format: 2, keys: "otherwise" }));
  await assert.rejects(newRing(path), isSealError("ring-newer", path, "2"));
});

test("of many first starts at once one makes the ring and all use it, in one process and in several", async (t) => {
  const folder = await emptyFolder(t);
  const within = await Promise.all(Array.from({ length: 20 }, () => newRing(join(folder, "within.json"))));
  const first = within[0]?.versions("wrap");
  assert.equal(first?.length, 1);
  for (const ring of within) assert.deepEqual(ring.versions("wrap"), first);

  const program = `
    import { openKeyRing } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, "key-ring.ts")).href)};
    const clock = { now: () => Temporal.Now.instant() };
    process.stdout.write("ready\\n");
    await new Promise((resolve) => process.stdin.once("data", resolve));
    const ring = await openKeyRing(${JSON.stringify(join(folder, "across.json"))}, { clock, ifMissing: "create" });
    process.stdout.write(ring.mac("lookup", "x").toString("hex"));
    process.stdin.destroy();
  `;
  const children = Array.from({ length: 4 }, () => {
    const child = spawn(process.execPath, ["--input-type=module", "--eval", program]);
    const ready = new Promise((resolve) => child.stdout.once("readable", resolve));
    return { child, ready };
  });
  await Promise.all(children.map(({ ready }) => ready));
  for (const { child } of children) child.stdin.write("go\n");
  const macs = await Promise.all(
    children.map(async ({ child }) => {
      const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
      assert.match(out, /^ready\n[0-9a-f]{64}$/, err);
      return out;
    }),
  );
  assert.equal(new Set(macs).size, 1);
  const ring = await reopen(join(folder, "across.json"));
  assert.equal(macs[0], `ready\n${ring.mac("lookup", "x").toString("hex")}`);
  assert.deepEqual((await readdir(folder)).sort(), ["across.json", "within.json"]);
});

test("a ring shows no key when it is printed or serialised", async (t) => {
  const path = join(await emptyFolder(t), "keys.json");
  const ring = await newRing(path);
  const { key } = await newDataKey(ring);
  const secrets = secretsOf(await onDisk(path)).map((secret) => Buffer.from(secret, "base64url"));
  const said = [ring, KEY_KINDS.map(ring.versions), key]
    .flatMap((each) => [inspect(each, { depth: Infinity, showHidden: true }), JSON.stringify(each)])
    .join("\n");
  for (const secret of [...secrets, Buffer.from(key.secret.reveal())]) {
    for (const shape of [secret.toString("hex"), secret.toString("base64url"), [...secret].join(",")]) {
      assert.ok(!said.replace(/\s/g, "").includes(shape.slice(0, 10)), said);
    }
  }
  assert.match(said, /"secret":"\[secret\]"/);
});

test("after a rotation new data keys are wrapped by the new version, and the old one still opens what it wrapped", async (t) => {
  const path = join(await emptyFolder(t), "keys.json");
  const ring = await newRing(path);
  const elsewhere = await reopen(path);
  const { key, stored } = await newDataKey(ring);
  const envelope = seal(key, Buffer.from("山田花子"), PLACE);

  const rotated = await ring.rotate("wrap");
  assert.deepEqual([rotated.version, rotated.state], [2, "active"]);
  assert.deepEqual(
    ring.versions("wrap").map(({ version, state }) => [version, state]),
    [
      [2, "active"],
      [1, "reading"],
    ],
  );
  assert.deepEqual(ring.versions("lookup").length, 1);
  assert.equal((await stat(path)).mode & 0o777, 0o600);

  for (const reader of [ring, await reopen(path)]) {
    const opened = await unwrapDataKey(reader, stored);
    assert.equal(open(opened, envelope, PLACE).toString(), "山田花子");
  }
  const newer = await rewrapDataKey(ring, stored);
  assert.deepEqual([stored.version, newer.version, newer.id], [1, 2, stored.id]);
  // A process that read the file before the rotation looks again.
  assert.equal(open(await unwrapDataKey(elsewhere, newer), envelope, PLACE).toString(), "山田花子");
});

test("a version is retired only when it is neither active nor in use; then its key is gone and its number is not used again", async (t) => {
  const path = join(await emptyFolder(t), "keys.json");
  const ring = await newRing(path);
  const { stored } = await newDataKey(ring);
  const [secret = ""] = secretsOf(await onDisk(path));
  const { fingerprint: known } = ring.active("wrap");

  await assert.rejects(
    ring.retire("wrap", 1, async () => false),
    isSealError("key-active", "wrap", "1"),
  );
  await ring.rotate("wrap");
  const asked: unknown[] = [];
  const isUsed = async (key: unknown): Promise<boolean> => asked.push(key) > 0;
  await assert.rejects(ring.retire("wrap", 1, isUsed), isSealError("key-used", "wrap", "1"));
  assert.deepEqual(asked, [ring.versions("wrap")[1]]);
  assert.ok((await readFile(path, "utf8")).includes(secret));

  const newer = await rewrapDataKey(ring, stored);
  const retired = await ring.retire("wrap", 1, async () => false);
  assert.deepEqual([retired.state, retired.retired, retired.fingerprint], ["retired", "2026-11-23T00:30:00Z", known]);
  assert.ok(!(await readFile(path, "utf8")).includes(secret));
  for (const reader of [ring, await reopen(path)]) {
    await assert.rejects(unwrapDataKey(reader, stored), isSealError("unknown-key", "wrap", "1", "2"));
    await unwrapDataKey(reader, newer);
  }
  await assert.rejects(
    ring.retire("wrap", 1, async () => false),
    isSealError("unknown-key", "1"),
  );
  assert.equal((await ring.rotate("wrap")).version, 3);
  assert.deepEqual((await reopen(path)).versions("wrap"), ring.versions("wrap"));
});

test("two changes at once do not lose one another: one of them is asked to try again", async (t) => {
  const path = join(await emptyFolder(t), "keys.json");
  const ring = await newRing(path);
  const other = await reopen(path);
  await ring.rotate("wrap");
  // The other one has not seen that rotation, and builds on it all the same.
  assert.equal((await other.rotate("wrap")).version, 3);

  await writeFile(`${path}.lock`, "");
  await assert.rejects(ring.rotate("log"), isSealError("ring-busy", `${path}.lock`));
  assert.deepEqual((await reopen(path)).versions("log").length, 1);
});

test("a ring behind a symbolic link is replaced where it stands", async (t) => {
  const [volume, folder] = [await emptyFolder(t), await emptyFolder(t)];
  const path = join(folder, "keys.json");
  await newRing(join(volume, "keys.json"));
  await symlink(join(volume, "keys.json"), path);
  await (await reopen(path)).rotate("wrap");
  assert.ok((await lstat(path)).isSymbolicLink());
  assert.equal((await reopen(join(volume, "keys.json"))).active("wrap").version, 2);
  assert.deepEqual(await readdir(volume), ["keys.json"]);
});

test("a draft that a crash left behind stops nothing, and is written over", async (t) => {
  const folder = await emptyFolder(t);
  const path = join(folder, "keys.json");
  const ring = await newRing(path);
  await writeFile(`${path}.next`, "half a ri", { mode: 0o644 });
  await ring.rotate("log");
  assert.equal((await stat(path)).mode & 0o777, 0o600);
  assert.deepEqual(await readdir(folder), ["keys.json"]);
});

test("a wrapped data key opens only whole, unchanged and under its own identifier", async (t) => {
  const ring = await newRing(join(await emptyFolder(t), "keys.json"));
  const { key, stored } = await newDataKey(ring);
  const wrapped = Buffer.from(stored.wrapped ?? []);
  assert.equal(wrapped.length, 61);
  assert.deepEqual((await unwrapDataKey(ring, stored)).secret.reveal(), key.secret.reveal());
  for (let bit = 0; bit < wrapped.length * 8; bit += 1) {
    const flipped = Buffer.from(wrapped);
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    const code = bit < 8 ? "unknown-form" : "tampered";
    await assert.rejects(unwrapDataKey(ring, { ...stored, wrapped: flipped }), isSealError(code, stored.id));
  }
  await assert.rejects(
    unwrapDataKey(ring, { ...stored, wrapped: wrapped.subarray(0, 60) }),
    isSealError("cut", "60", "61"),
  );
  const { stored: another } = await newDataKey(ring);
  await assert.rejects(unwrapDataKey(ring, { ...stored, id: another.id }), isSealError("tampered"));
  await assert.rejects(unwrapDataKey(ring, { ...stored, wrapped: null }), isSealError("shredded", stored.id));
  await assert.rejects(unwrapDataKey(ring, { ...stored, version: 7 }), isSealError("unknown-key", "wrap", "7", "1"));
});

test("what the ring signs verifies under the public key of the version, also after that was retired", async (t) => {
  const path = join(await emptyFolder(t), "keys.json");
  const ring = await newRing(path);
  const message = Buffer.from("yakusoku.example/log\n42\n");
  const early = ring.sign(message);
  await ring.rotate("log");
  const late = ring.sign(message);
  assert.deepEqual(ring.sign(message, 1), early);
  await ring.retire("log", 1, async () => false);
  assert.throws(() => ring.sign(message, 1), isSealError("unknown-key", "log"));

  const [newer, older] = (await reopen(path)).versions("log").map(({ publicKey }) => {
    assert.equal(publicKey?.length, 32);
    const x = Buffer.from(publicKey ?? []).toString("base64url");
    return createPublicKey({ format: "jwk", key: { kty: "OKP", crv: "Ed25519", x } });
  });
  assert.ok(newer && older);
  assert.equal(early.length, 64);
  assert.deepEqual(
    [verify(null, message, older, early), verify(null, message, newer, late), verify(null, message, newer, early)],
    [true, true, false],
  );
});
