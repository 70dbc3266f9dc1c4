import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { commit, newSalt } from "./commitment.ts";

const SALT = Uint8Array.from({ length: 16 }, (_, index) => index);

test("a commitment is SHA-256 over salt and canonical JSON, in base64url", () => {
  const expected = createHash("sha256")
    .update(Buffer.from("000102030405060708090a0b0c0d0e0f", "hex"))
    .update('{"a":[1,true,null],"name":"花子"}')
    .digest("base64url");
  assert.equal(commit(SALT, { name: "花子", a: [1.0, true, null] }), expected);
  assert.equal(commit(SALT, "山田花子"), "5q4sR30HFpSimZ0eP-bvMWpwQiTU-wRkPdBXeh6yxKY");
});

test("another value or another salt gives another commitment, another order of keys the same", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      assert.equal(commit(SALT, one) === commit(SALT, other), one === other);
      assert.equal(commit(SALT, { a: one, b: other }), commit(SALT, { b: other, a: one }));
      assert.notEqual(commit(SALT, one), commit(newSalt(), one));
    }),
  );
});

test("a salt is 16 bytes, and every one is another", () => {
  const salts = Array.from({ length: 1_000 }, newSalt);
  assert.ok(salts.every((salt) => salt.length === 16));
  assert.equal(new Set(salts.map((salt) => Buffer.from(salt).toString("hex"))).size, salts.length);
  assert.throws(() => commit(new Uint8Array(15), "x"), /a salt has 16 bytes, not 15/);
  assert.throws(() => commit(SALT, Number.NaN), TypeError);
});
