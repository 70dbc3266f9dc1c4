import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { unwrapDataKey } from "./data-key.ts";
import { openKeyRing } from "./key-ring.ts";
import { lookupHash } from "./lookup-hash.ts";
import { CLOCK, emptyFolder } from "./ring-made.test.ts";
import { openShredList } from "./shred-list.ts";

/*
 * What installations have on their disks, made by other software (Python's cryptography): a release that no longer reads it needs a
 * newer format, not a newer test. The keys are 00…1f, 20…3f and 40…5f; that of the log is TEST 1 of RFC 8032, 7.1.
 */
const RING = `{
  "format": 1,
  "keys": [
    { "kind": "wrap", "version": 1, "state": "active", "created": "2026-11-23T00:30:00Z", "fingerprint": "630dcd29",
      "secret": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8" },
    { "kind": "lookup", "version": 1, "state": "active", "created": "2026-11-23T00:30:00Z", "fingerprint": "72dbb733",
      "secret": "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8" },
    { "kind": "log", "version": 1, "state": "active", "created": "2026-11-23T00:30:00Z", "fingerprint": "21fe31df",
      "publicKey": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo", "secret": "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A" },
    { "kind": "shred", "version": 1, "state": "active", "created": "2026-11-23T00:30:00Z", "fingerprint": "ca2a4fe7",
      "secret": "QEFCQ0RFRkdISUpLTE1OT1BRUlNUVVZXWFlaW1xdXl8" }
  ],
  "checksum": "sha256:214aabf0a61a5f5c656dfcef3a9fb03d6bdd4dc3ec0351ea78de0c5fda91d193"
}
`;
const DATA_KEY = "3f2b8c1e-9d4a-4c7b-8e21-5a6f70819203";
const WRAPPED =
  "01a0a1a2a3a4a5a6a7a8a9aaab86791e4e21ae64d80a0cedb86b17aeb100dd2b63e6c2341be4775cfd03d60b7e57804affd35b5089a6a79931e33253ff";
const SHREDDED = `1 2026-11-23T00:30:00Z ${DATA_KEY} 1 62rx_EnNV-rmryTs7azkK6YXVDHBdDh6iChvCyAKTDA\n`;

test("a ring, a wrapped data key, a lookup hash, a signature and a list of this format are read for ever", async (t) => {
  const folder = await emptyFolder(t);
  const path = join(folder, "keys.json");
  await writeFile(path, RING, { mode: 0o600 });
  const ring = await openKeyRing(path, { clock: CLOCK, ifMissing: "refuse" });

  const wrapped = Buffer.from(WRAPPED, "hex");
  const { secret } = await unwrapDataKey(ring, { id: DATA_KEY, version: 1, wrapped });
  const expected = Array.from({ length: 32 }, (_, index) => 96 + index);
  assert.deepEqual([...secret.reveal()], expected);
  assert.equal(
    lookupHash(ring, "email", "hanako@example.jp").toString("hex"),
    "0bf4707d69b10d3f0164b60a2245a31462c639dee91c96f135d7647c20eb0fe9",
  );
  assert.equal(
    ring.sign(new Uint8Array()).toString("hex"),
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
  );

  const list = join(folder, "shredded.log");
  await writeFile(list, SHREDDED);
  assert.deepEqual(await openShredList(list, ring, CLOCK).read(), {
    keys: [{ dataKey: DATA_KEY, at: "2026-11-23T00:30:00Z" }],
    cut: false,
  });
});
