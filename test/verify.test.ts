import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { runCommand } from "../src/cli.ts";
import { createIdFactory } from "../src/wire/index.ts";
import { REFERENCE_FOLDER } from "./reference.ts";
import { testClock } from "./served.ts";
import { checkpointOf, KEYS, someEvents, writeEvents, writeLog } from "./written-log.ts";

async function verify(
  args: readonly string[],
  language = "en_US.UTF-8",
): Promise<{ code: number; out: string; err: string }> {
  let out = "";
  let err = "";
  const code = await runCommand(
    ["verify", ...args],
    {
      clock: testClock,
      ids: createIdFactory(testClock),
      out: (text) => void (out += text),
      err: (text) => void (err += text),
      stdin: () => Promise.resolve(""),
      environment: { LANG: language },
      defaultPack: REFERENCE_FOLDER,
    },
    "0.0.0-test",
  );
  return { code, out, err };
}

const EVENTS = someEvents(300);
let folder = "";
let log = "";
let tampered = "";
let keyFile = "";
const checkpoint = (size: number): string => join(folder, `checkpoint.${size}`);

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "yakusoku-verify-"));
  log = join(folder, "log");
  tampered = join(folder, "tampered");
  keyFile = join(folder, "key-from-the-notary.txt");
  await writeLog(log, EVENTS);
  await writeLog(tampered, EVENTS);
  await writeEvents(tampered, EVENTS.with(7, '{"id":"evt_000007","kind":"consent.withdrawn"}'));
  await writeFile(keyFile, `${KEYS.verifier}\n`);
  for (const size of [100, 300, 301]) await writeFile(checkpoint(size), checkpointOf(someEvents(size)));
});
after(async () => {
  await rm(folder, { recursive: true });
});

describe("yakusoku verify", () => {
  it("says that a log is whole, and what it could not see", async () => {
    const { code, out, err } = await verify([log, "--key", keyFile]);
    assert.equal(code, 0, err);
    assert.match(
      out,
      /^The log is whole\. Events: 300\. Root: [A-Za-z0-9+/]{43}=\. Signed by yakusoku\.example\/log\+[0-9a-f]{8}\.\n/,
    );
    assert.match(out, /No checkpoint was kept/);
    assert.doesNotMatch(out, /same hands/);
    assert.match(
      (await verify([log, "--key", KEYS.verifier], "ja_JP.UTF-8")).out,
      /^ログに欠けも書き換えもありません。/,
    );
  });

  it("takes the key beside the log where none is given, and says what that is worth", async () => {
    const { code, out } = await verify([log]);
    assert.equal(code, 0);
    assert.match(out, /key\.txt, which lies beside the log\. A key from the same hands proves only/);
    assert.match((await verify([log], "ja_JP.UTF-8")).out, /同じ手から出た鍵/);
    const json: unknown = JSON.parse((await verify([log, "--json"])).out);
    assert.ok(typeof json === "object" && json !== null && "keyFrom" in json && json.keyFrom === "log");
  });

  it("looks at every checkpoint that was kept, not at the last alone", async () => {
    const fits = await verify([log, "--checkpoint", checkpoint(100), "--checkpoint", checkpoint(300)]);
    assert.equal(fits.code, 0);
    assert.match(fits.out, /It goes on from 2 of the 2/);
    const older = await verify([log, "--checkpoint", checkpoint(301), "--checkpoint", checkpoint(100)]);
    assert.equal(older.code, 1);
    assert.match(older.out, /\[older-copy\] The kept checkpoint “checkpoint\.301” counts 301 events/);
    assert.match(older.out, /It goes on from 1 of the 2/);
  });

  it("names what was tampered with, and exits with 1", async () => {
    const { code, out } = await verify([tampered, "--key", keyFile]);
    assert.equal(code, 1);
    assert.match(out, /^Something is wrong with this log\./);
    assert.match(out, /\[changed\] Event 7 was changed: “consent\.withdrawn evt_000007”/);
    const json: unknown = JSON.parse((await verify([tampered, "--json"])).out);
    assert.ok(typeof json === "object" && json !== null && "ok" in json && "findings" in json);
    assert.equal(json.ok, false);
    assert.ok(Array.isArray(json.findings) && json.findings.length === 1);
  });

  it("exits with 2, and says why, where it was asked wrongly", async () => {
    const empty = join(folder, "empty");
    await mkdir(empty, { recursive: true });
    await writeFile(join(folder, "not-a-key.txt"), "hello\n");
    for (const [args, why] of [
      [[join(folder, "nowhere")], /There is no “.*nowhere”/],
      [[empty], /no verifier key/],
      [[empty, "--key", keyFile], /There is no log at/],
      [[log, "--key", join(folder, "no-key.txt")], /no-key\.txt/],
      [[log, "--key", join(folder, "not-a-key.txt")], /not-a-key\.txt”: This is no verifier key/],
      [[log, "--key", KEYS.verifier.replace(/.$/, "")], /Base64|bytes/],
      [[log, "--checkpoint", join(folder, "no-checkpoint")], /no-checkpoint/],
      [[log, "--checkpoint", keyFile], /“key-from-the-notary\.txt” cannot be read as a checkpoint/],
      [["http://127.0.0.1:1/"], /no verifier key/],
      [["http://127.0.0.1:1/", "--key", keyFile], /could not be read \(/],
      [["http://user:secret@127.0.0.1:1/", "--key", keyFile], /user name and password/],
    ] as const) {
      const { code, out, err } = await verify(args);
      assert.equal(code, 2, `${args.join(" ")}: ${out}${err}`);
      assert.match(err, why);
      assert.equal(out, "");
    }
  });
});

describe("yakusoku verify over HTTP", () => {
  let server: Server;
  let address = "";
  before(async () => {
    const { readFile } = await import("node:fs/promises");
    server = createServer((request, response) => {
      const path = request.url ?? "";
      if (path.startsWith("/broken/")) {
        response.writeHead(500).end("no");
      } else if (path.startsWith("/endless/")) {
        response.writeHead(200);
        const more = (): void =>
          void (response.write(Buffer.alloc(65_536)) ? setImmediate(more) : response.once("drain", more));
        response.on("error", () => {});
        more();
      } else {
        readFile(join(folder, path)).then(
          (bytes) => response.end(bytes),
          () => response.writeHead(404).end("not here"),
        );
      }
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const bound = server.address();
    address = `http://127.0.0.1:${typeof bound === "object" && bound !== null ? bound.port : 0}`;
  });
  after(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it("reads the same files, with or without a slash at the end", async () => {
    for (const place of [`${address}/log`, `${address}/log/`]) {
      const { code, out, err } = await verify([place, "--key", keyFile, "--checkpoint", checkpoint(100)]);
      assert.equal(code, 0, err);
      assert.match(out, /^The log is whole\. Events: 300\./);
    }
    const wrong = await verify([`${address}/tampered`, "--key", keyFile]);
    assert.equal(wrong.code, 1);
    assert.match(wrong.out, /\[changed\] Event 7 /);
  });

  it("says what the other side answered, and does not read without end", async () => {
    for (const [path, why] of [
      ["broken", /answered 500/],
      ["endless", /larger than 1048576 bytes/],
      ["nothing-here", /There is no log at/],
    ] as const) {
      const { code, err } = await verify([`${address}/${path}`, "--key", keyFile]);
      assert.equal(code, 2);
      assert.match(err, why);
    }
  });
});
