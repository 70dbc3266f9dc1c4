import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type RequestListener, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { z } from "zod";
import { runCommand } from "../src/cli.ts";
import { createIdFactory } from "../src/wire/index.ts";
import { REFERENCE_FOLDER } from "./reference.ts";
import { testClock } from "./served.ts";
import { PACK } from "./small-pack.ts";

const PAGE = "<!doctype html><title>約束</title>";
const sha = (text: string): string => createHash("sha256").update(text).digest("hex");

const ANSWERS: Readonly<Record<string, RequestListener>> = {
  "/page": (_request, response) => response.setHeader("Content-Type", "text/html; charset=utf-8").end(PAGE),
  "/paper": (_request, response) => response.setHeader("Content-Type", "application/pdf").end("%PDF"),
  "/moved": (_request, response) => response.writeHead(302, { Location: "/page" }).end(),
  "/round": (_request, response) => response.writeHead(302, { Location: "/round" }).end(),
  "/plain": (_request, response) => response.writeHead(301, { Location: "http://policy.example/" }).end(),
  "/inside": (_request, response) => response.writeHead(301, { Location: "https://10.0.0.1/" }).end(),
  "/gone": (_request, response) => response.writeHead(410).end(),
  "/packed": (_request, response) => response.writeHead(200, { "Content-Encoding": "gzip" }).end("x"),
  "/large": (_request, response) => {
    // Announces nothing, and would go on for long.
    const more = (): void => {
      while (response.write(Buffer.alloc(262_144))) if (response.destroyed) return;
      if (!response.destroyed) response.once("drain", more);
    };
    more();
  },
  "/broken": (request) => request.socket.destroy(),
};

let server: Server;
let port = 0;
let folder = "";
before(async () => {
  server = createServer((request, response) => ANSWERS[request.url ?? ""]?.(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  port = typeof address === "object" && address !== null ? address.port : 0;
  folder = await mkdtemp(join(tmpdir(), "yakusoku-watch-"));
});
after(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

let count = 0;
/** A pack with linked policies, as YAML under their identifiers. */
async function packWith(linked: Readonly<Record<string, string>>): Promise<string> {
  const pack = join(folder, `pack-${(count += 1)}`);
  await mkdir(join(pack, "2024-01-01"), { recursive: true });
  const entries = Object.entries(linked).map(
    ([id, rest]) => `  ${id}: { name: { ja: 先, en: Other }, clause: C1, ${rest} }`,
  );
  await writeFile(join(pack, "2024-01-01", "pack.yaml"), `${PACK}linkedPolicies:\n${entries.join("\n")}\n`);
  return pack;
}

const at = (path: string): string => `url: "https://127.0.0.1:${port}${path}"`;
const copy = (text: string): string => `snapshot: { taken: 2026-01-01, sha256: ${sha(text)} }`;

async function watch(pack: string, ...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  let out = "";
  let err = "";
  const code = await runCommand(
    ["watch", pack, ...args],
    {
      clock: testClock,
      ids: createIdFactory(testClock),
      out: (text) => void (out += text),
      err: (text) => void (err += text),
      stdin: () => Promise.resolve(""),
      environment: { LANG: "en" },
      defaultPack: REFERENCE_FOLDER,
    },
    "0.0.0-test",
  );
  return { code, out, err };
}

describe("yakusoku watch", () => {
  it("says that a page is as it was, or has changed, or was never copied", async () => {
    const same = await watch(await packWith({ other: `${at("/page")}, ${copy(PAGE)}` }), "--allow-loopback");
    assert.equal(same.code, 0, same.err);
    assert.match(same.out, /^unchanged: other – Other \(the copy is of 2026-01-01\)/);
    const changed = await watch(await packWith({ other: `${at("/moved")}, ${copy("before")}` }), "--allow-loopback");
    assert.equal(changed.code, 1);
    assert.match(changed.out, new RegExp(`^changed: other[\\s\\S]*sha256 ${sha(PAGE)}`));
    const first = await watch(await packWith({ other: at("/page") }), "--allow-loopback");
    assert.equal(first.code, 1);
    assert.match(first.out, /^no copy yet: other/);
  });

  it("keeps the bytes beside the version on --save, and what it prints to paste makes the page unchanged", async () => {
    const pack = await packWith({ other: `${at("/page")}, ${copy("before")}`, paper: at("/paper") });
    const policy = await readFile(join(pack, "2024-01-01", "pack.yaml"), "utf8");
    const saved = await watch(pack, "--allow-loopback", "--save");
    assert.equal(saved.code, 1);
    assert.equal(await readFile(join(pack, "2024-01-01", "snapshots", "other.html"), "utf8"), PAGE);
    assert.equal(await readFile(join(pack, "2024-01-01", "snapshots", "paper.bin"), "utf8"), "%PDF");
    assert.equal(
      await readFile(join(pack, "2024-01-01", "pack.yaml"), "utf8"),
      policy,
      "the policy itself is not touched",
    );
    const pasted = [...saved.out.matchAll(/^ {2}(\w+):\n {4}(snapshot: .*)$/gm)];
    assert.equal(pasted.length, 2);
    const next = await packWith(
      Object.fromEntries(
        pasted.map(([, id = "", yaml = ""]) => [id, `${at(id === "paper" ? "/paper" : "/page")}, ${yaml}`]),
      ),
    );
    const again = await watch(next, "--allow-loopback", "--save");
    assert.equal(again.code, 0, again.out + again.err);
    assert.ok(!existsSync(join(next, "2024-01-01", "snapshots")), "what is unchanged is not copied again");
  });

  for (const { situation, url, says } of [
    { situation: "it redirects for ever", url: "/round", says: /redirected more than 5 times/ },
    { situation: "it redirects to http", url: "/plain", says: /“http:\/\/policy\.example\/” is not https/ },
    { situation: "it redirects into a network", url: "/inside", says: /“10\.0\.0\.1” is inside a network/ },
    { situation: "it is gone", url: "/gone", says: /It answered 410/ },
    { situation: "it is compressed though it was not to be", url: "/packed", says: /compression \(gzip\)/ },
    { situation: "it has no end", url: "/large", says: /larger than 5242880 bytes/ },
    { situation: "it breaks off", url: "/broken", says: /could not be reached \(ECONNRESET\)/ },
  ]) {
    it(`cannot be reached where ${situation}, and exits with 3`, async () => {
      const pack = await packWith({ other: `${at(url)}, ${copy(PAGE)}` });
      const { code, out } = await watch(pack, "--allow-loopback", "--save");
      assert.match(out, /^cannot be reached: other/);
      assert.match(out, says);
      assert.equal(code, 3);
      assert.ok(!existsSync(join(pack, "2024-01-01", "snapshots")));
    });
  }

  it("reaches nothing inside a network unless it is told to, by whatever name", async () => {
    const inside = [
      "127.0.0.1",
      "[::1]",
      "localhost",
      "10.1.2.3",
      "192.168.0.1",
      "169.254.169.254",
      "[::ffff:127.0.0.1]",
    ];
    const more = ["[fd00::1]", "[fe80::1]", "0.0.0.0", "2130706433", "0x7f.1", "[64:ff9b::7f00:1]", "[2002:7f00:1::]"];
    for (const host of [...inside, ...more]) {
      const pack = await packWith({ other: `url: "https://${host}:${port}/page"` });
      const { code, out } = await watch(pack);
      assert.match(out, /is inside a network/, `${host}: ${out}`);
      assert.equal(code, 3, host);
    }
  });

  it("answers as JSON, and says where no address is known", async () => {
    const pack = await packWith({ other: at("/page"), without: "watchEvery: P3M" });
    const { out } = await watch(pack, "--allow-loopback", "--json");
    const told = z
      .object({ linkedPolicies: z.array(z.object({ id: z.string(), state: z.string(), saved: z.boolean() })) })
      .parse(JSON.parse(out));
    assert.deepEqual(told.linkedPolicies, [
      { id: "other", state: "no-copy", saved: false },
      { id: "without", state: "no-address", saved: false },
    ]);
  });

  it("has nothing to reach in the reference pack, whose links have no address", async () => {
    const { code, out } = await watch(REFERENCE_FOLDER);
    assert.equal(code, 0);
    assert.match(out, /no address is given: insurers/);
  });
});
