import assert from "node:assert/strict";
import { createHash, createPublicKey } from "node:crypto";
import { describe, test } from "node:test";
import { sql } from "kysely";
import type { Desk } from "../src/act/index.ts";
import { proveEvent, verifierLines } from "../src/evidence/index.ts";
import { onEachDatabase } from "./databases.ts";
import { deskOn } from "./desk.ts";
import { keeperOf, noteMany } from "./kept-log.ts";

/*
 * Our proofs and checkpoints, checked by somebody else's code: that by which Sigstore's client checks entries of the log Rekor.
 */

interface Peer {
  readonly verifyTLogInclusion: (entry: unknown, logs: readonly unknown[]) => void;
}

// A file of the package that it offers without saying so.
const loaded: unknown = await import("@sigstore/verify/dist/tlog/index.js");
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
const found = loaded as Peer;

describe("what others make of the log", () => {
  onEachDatabase("Sigstore's verifier", (open) => {
    test("takes our checkpoints and our proofs, of every event at every size, and no other", async () => {
      const { desk, folder } = await deskOn(open);
      const keeper = keeperOf(desk, folder);
      for (const count of [1, 2, 4, 9, 251, 3]) {
        await noteMany(desk, 0, count);
        await keeper.run();
        for (const index of await someLeaves(desk)) {
          const { entry, logs } = await asRekor(desk, index);
          found.verifyTLogInclusion(entry, logs);
          const [first = Buffer.alloc(32), ...rest] = entry.inclusionProof.hashes;
          const { inclusionProof, canonicalizedBody } = entry;
          for (const wrong of [
            { ...entry, canonicalizedBody: Buffer.concat([canonicalizedBody, Buffer.from(" ")]) },
            { ...entry, inclusionProof: { ...inclusionProof, logIndex: String(index + 1) } },
            {
              ...entry,
              inclusionProof: { ...inclusionProof, hashes: [createHash("sha256").update(first).digest(), ...rest] },
            },
            {
              ...entry,
              inclusionProof: {
                ...inclusionProof,
                checkpoint: { envelope: inclusionProof.checkpoint.envelope.replace(/\n\d+\n/, "\n999\n") },
              },
            },
          ])
            assert.throws(() => found.verifyTLogInclusion(wrong, logs), { code: "TLOG_INCLUSION_PROOF_ERROR" });
        }
      }
      await keeper.stop();
    });
  });
});

async function someLeaves({ database }: Desk): Promise<readonly number[]> {
  const { rows } = await sql<{
    index: number;
  }>`select index from leaf where index < 9 or index % 61 = 0 or index > 254`.execute(database.kysely);
  return rows.map(({ index }) => index);
}

/** An event, its proof and the log's key as Rekor has them. */
async function asRekor(
  desk: Desk,
  index: number,
): Promise<{
  readonly entry: {
    readonly canonicalizedBody: Buffer;
    readonly logId: { readonly keyId: Buffer };
    readonly inclusionProof: {
      readonly logIndex: string;
      readonly hashes: readonly Buffer[];
      readonly checkpoint: { readonly envelope: string };
    };
  };
  readonly logs: readonly unknown[];
}> {
  const db = desk.database.kysely;
  const { rows } = await sql<{ id: string }>`select event_id as id from leaf where index = ${index}`.execute(db);
  const event = await proveEvent(db, `evt_${rows[0]?.id ?? ""}`);
  assert.ok(event?.inclusion);
  const { proof, checkpoint } = event.inclusion;
  const [line = ""] = await verifierLines(db, desk.keys);
  const [name = "", id = "", key = ""] = line.split(/\+(.{8})\+/);
  const der = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), Buffer.from(key, "base64").subarray(1)]);
  return {
    entry: {
      canonicalizedBody: Buffer.from(event.entry),
      logId: { keyId: Buffer.from(id, "hex") },
      inclusionProof: {
        logIndex: String(index),
        hashes: proof.map((hash) => Buffer.from(hash)),
        checkpoint: { envelope: checkpoint },
      },
    },
    logs: [
      {
        logID: Buffer.from(id, "hex"),
        baseURL: name,
        publicKey: createPublicKey({ key: der, format: "der", type: "spki" }),
      },
    ],
  };
}
