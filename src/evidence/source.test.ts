import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, it } from "node:test";
import { gzipSync } from "node:zlib";
import { LogFault } from "./fault.ts";
import { folderSource, httpSource } from "./source.ts";
import { encodeBundle } from "./tiles.ts";

let folder = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "yakusoku-source-"));
});
after(async () => {
  await rm(folder, { recursive: true });
});

async function put(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), bytes);
}

/** Answers every request alike, while something is asked of it. */
async function answering<T>(
  answer: Parameters<typeof createServer>[1],
  ask: (address: string) => Promise<T>,
): Promise<T> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const bound = server.address();
  try {
    return await ask(`http://127.0.0.1:${typeof bound === "object" && bound !== null ? bound.port : 0}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const isFault =
  (why: RegExp) =>
  (error: unknown): boolean => {
    assert.ok(error instanceof LogFault);
    assert.match(error.words.en, why);
    return true;
  };

it("a folder gives a partial tile as it is, or the beginning of the full one, or nothing", async () => {
  const source = folderSource(folder);
  const tile = Buffer.from(Array.from({ length: 8_192 }, (_none, index) => index % 251));
  await put("tile/0/001", tile);
  assert.deepEqual(await source.tile(0, 1, 256), tile);
  assert.deepEqual(await source.tile(0, 1, 3), tile.subarray(0, 96));
  await put("tile/0/001.p/3", Buffer.alloc(96, 7));
  assert.deepEqual(await source.tile(0, 1, 3), Buffer.alloc(96, 7));
  assert.equal(await source.tile(0, 2, 256), undefined);
  const [one, two, three] = ["a", "bb", "ccc"].map((text) => Buffer.from(text));
  assert.ok(one && two && three);
  await put("tile/entries/000", encodeBundle([one, two, three]));
  assert.deepEqual(await source.entries(0, 2), encodeBundle([one, two]));
  assert.equal(await source.checkpoint(), undefined);
  assert.equal(await source.key(), undefined);
});

it("a file larger than any of its form is not read, and a folder in its place is told of", async () => {
  const source = folderSource(folder);
  await put("tile/0/007", Buffer.alloc(8_193));
  await assert.rejects(source.tile(0, 7, 256), isFault(/tile\/0\/007” is larger than 8192 bytes/));
  await mkdir(join(folder, "tile/0/008"));
  await assert.rejects(source.tile(0, 8, 256), isFault(/EISDIR/));
});

it("over HTTP, what is compressed on its way is counted as it comes out", async () => {
  const bomb = gzipSync(Buffer.alloc(10_000_000));
  assert.ok(bomb.length < 20_000);
  const reply = (bytes: Buffer) =>
    answering(
      (_request, response) => void response.writeHead(200, { "Content-Encoding": "gzip" }).end(bytes),
      (address) => httpSource(address).tile(0, 0, 256),
    );
  await assert.rejects(reply(bomb), isFault(/larger than 8192 bytes/));
  assert.deepEqual(await reply(gzipSync(Buffer.alloc(8_192, 1))), Buffer.alloc(8_192, 1));
});

it("over HTTP, a server that does not answer, or stops in the middle, ends with its time", async () => {
  for (const answer of [
    () => {},
    (_request: unknown, response: { write: (text: string) => unknown }) => void response.write("beginning"),
  ])
    await assert.rejects(
      answering(answer, (address) => httpSource(address, 200).checkpoint()),
      isFault(/within 200 milliseconds/),
    );
});

it("asks below the address that it was given, by the paths of tlog-tiles", async () => {
  const asked: string[] = [];
  await answering(
    (request, response) => {
      asked.push(request.url ?? "");
      response.writeHead(404).end();
    },
    async (address) => {
      const source = httpSource(`${address}/some/log`);
      assert.equal(await source.checkpoint(), undefined);
      assert.equal(await source.entries(1_234_067, 5), undefined);
    },
  );
  assert.deepEqual(asked, [
    "/some/log/checkpoint",
    "/some/log/tile/entries/x001/x234/067.p/5",
    "/some/log/tile/entries/x001/x234/067",
  ]);
  for (const address of ["ftp://example.com/", "nothing", "file:///etc/passwd"])
    assert.throws(() => httpSource(address), isFault(/no http or https address/));
});
