import assert from "node:assert/strict";
import { createServer } from "node:net";
import { after, before, describe, test } from "node:test";
import { type Clamd, FOUND_BY_CLAMD, SIGNATURE, startClamd } from "../../test/clamd.ts";
import { needs } from "../../test/needs.ts";
import { type ClamdAddress, readClamdAddress, scanStream } from "./clamd.ts";

async function* pieces(...all: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* all;
}

test("an address of clamd is read, and anything else is refused with words", () => {
  assert.deepEqual(readClamdAddress("tcp://127.0.0.1:3310"), { host: "127.0.0.1", port: 3310 });
  assert.deepEqual(readClamdAddress("tcp://[::1]:3310"), { host: "::1", port: 3310 });
  assert.deepEqual(readClamdAddress("unix:/run/clamav/clamd.ctl"), { path: "/run/clamav/clamd.ctl" });
  for (const wrong of [
    "127.0.0.1:3310",
    "tcp://127.0.0.1",
    "tcp://a:99999",
    "unix:relative",
    "http://a:1",
    "tcp://a:0",
  ])
    assert.throws(
      () => readClamdAddress(wrong),
      (error: Error & { words?: { ja: string } }) => {
        assert.match(error.words?.ja ?? "", /YAKUSOKU_CLAMD/);
        return error.name === "ClamdAddressError" && error.message.includes(wrong);
      },
    );
});

describe("clamd", needs("clamav-daemon"), () => {
  let clamd: Clamd | undefined;
  let address: ClamdAddress = { path: "" };
  before(async () => {
    clamd = await startClamd();
    address = readClamdAddress(clamd.address);
  });
  after(async () => await clamd?.stop());

  test("says what is clean", async () => {
    assert.deepEqual(await scanStream(address, pieces(Buffer.from("harmless"))), { found: undefined });
    assert.deepEqual(await scanStream(address, pieces()), { found: undefined });
    assert.deepEqual(await scanStream(address, pieces(Buffer.alloc(5_000_000, 1))), { found: undefined });
  });

  test("finds what its signature says, wherever it stands, cut in two as well", async () => {
    const found = { found: SIGNATURE };
    assert.deepEqual(await scanStream(address, pieces(Buffer.from(`a${FOUND_BY_CLAMD}b`))), found);
    const [one, two] = [FOUND_BY_CLAMD.slice(0, 9), FOUND_BY_CLAMD.slice(9)].map((text) => Buffer.from(text));
    assert.ok(one && two);
    assert.deepEqual(await scanStream(address, pieces(Buffer.alloc(100_000), one, new Uint8Array(), two)), found);
  });

  test("a stream that is too long for it is no answer, and never passes for clean", async () => {
    const piece = Buffer.alloc(1_000_000);
    await assert.rejects(scanStream(address, pieces(...Array.from({ length: 40 }, () => piece))), {
      name: "ClamdError",
    });
  });

  test("one that is not there is no answer", async () => {
    await assert.rejects(scanStream({ path: "/nowhere/clamd.sock" }, pieces(Buffer.from("a"))), { name: "ClamdError" });
    await assert.rejects(scanStream({ host: "127.0.0.1", port: 1 }, pieces(Buffer.from("a"))), { name: "ClamdError" });
  });
});

/** Something else behind the address, which takes what it is sent and answers with this. */
async function answering(answer: string | undefined, work: (address: ClamdAddress) => Promise<void>): Promise<void> {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.on("data", () => {
      if (answer === "") socket.destroy();
      else if (answer !== undefined) socket.write(answer);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const bound = server.address();
  try {
    await work({ host: "127.0.0.1", port: typeof bound === "object" && bound !== null ? bound.port : 0 });
  } finally {
    server.close();
  }
}

for (const [what, answer] of [
  ["is silent", undefined],
  ["breaks off", ""],
  ["talks of something else", "HTTP/1.1 400 Bad Request\r\n\r\n\0"],
  ["says that it failed", "INSTREAM size limit exceeded. ERROR\0"],
  ["goes on without an end", "x".repeat(5_000)],
  ["says OK of another thing", "other: OK\0"],
] as const) {
  test(`what ${what} is no answer`, async () => {
    await answering(answer, async (address) => {
      await assert.rejects(scanStream(address, pieces(Buffer.from("a")), 200), { name: "ClamdError" });
    });
  });
}
