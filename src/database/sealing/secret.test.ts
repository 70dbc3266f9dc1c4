import assert from "node:assert/strict";
import { test } from "node:test";
import { format, inspect } from "node:util";
import { Secret } from "./secret.ts";

const BYTES = Buffer.from("a key that nobody may ever see!!");

/** Every way in which 32 bytes could show in a text. */
function showsIn(text: string): boolean {
  const shapes = [BYTES.toString("utf8"), BYTES.toString("hex"), BYTES.toString("base64url"), [...BYTES].join(",")];
  return shapes.some((shape) => text.replace(/\s/g, "").includes(shape.replace(/\s/g, "").slice(0, 12)));
}

test("a secret shows in nothing that prints, logs or serialises it", () => {
  const holder = { id: "k", secret: new Secret(BYTES) };
  const printed = [
    JSON.stringify(holder),
    inspect(holder),
    inspect(holder, { showHidden: true, depth: Infinity, getters: true }),
    inspect(holder, { customInspect: false, showHidden: true, depth: Infinity }),
    format("%s %o %O %j %d", holder.secret, holder.secret, holder.secret, holder.secret, holder.secret),
    String(holder.secret),
    JSON.stringify(Object.entries(holder.secret)),
    inspect(structuredClone(holder.secret)),
    inspect(new Error("it failed", { cause: holder })),
  ];
  assert.ok(showsIn(inspect([...BYTES])), "the test would see it");
  assert.deepEqual(printed.filter(showsIn), []);
  assert.equal(JSON.stringify(holder), '{"id":"k","secret":"[secret]"}');
});

test("a secret keeps its bytes when those it was made of are wiped", () => {
  const given = Uint8Array.from(BYTES);
  const secret = new Secret(given);
  given.fill(0);
  assert.deepEqual(Buffer.from(secret.reveal()), BYTES);
});
