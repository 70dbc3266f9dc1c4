import assert from "node:assert/strict";
import { createCipheriv } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import type { DataKey } from "./data-key.ts";
import { dataKeyOf, open, openJson, type Place, seal, sealJson } from "./envelope.ts";
import { decrypt } from "./gcm.ts";
import { SealError, type SealErrorCode } from "./seal-error.ts";
import { Secret } from "./secret.ts";

const KEY: DataKey = {
  id: "3f2b8c1e-9d4a-4c7b-8e21-5a6f70819203",
  secret: new Secret(Buffer.from("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", "hex")),
};
const PLACE: Place = { table: "provision", column: "recipient", row: "evt_1" };

/** Under KEY, at PLACE, with the nonce a0a1…ab: 「山田花子」. */
const GOLDEN =
  "013f2b8c1e9d4a4c7b8e215a6f70819203a0a1a2a3a4a5a6a7a8a9aaab" +
  "03a9cdcad17bea35d3802a434c0ef6986958adb992e432134fcb40e1";

const bytes = fc.uint8Array({ maxLength: 300 });
const word = fc.string({ unit: "grapheme", maxLength: 20 });
const place = fc.record({ table: word, column: word, row: word });
const key = fc.record({
  id: fc.uuid(),
  secret: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((each) => new Secret(each)),
});

function fails(code: SealErrorCode, run: () => unknown): void {
  assert.throws(run, (error) => error instanceof SealError && error.code === code);
}

test("what was sealed opens with its key at its place, and with nothing else", () => {
  fc.assert(
    fc.property(key, key, bytes, place, place, (right, wrong, plain, here, elsewhere) => {
      const envelope = seal(right, plain, here);
      assert.deepEqual(open(right, envelope, here), Buffer.from(plain));
      assert.equal(envelope.length, plain.length + 45);
      assert.equal(dataKeyOf(envelope), right.id);
      fails("wrong-key", () => open(wrong, envelope, here));
      fails("tampered", () => open({ id: right.id, secret: wrong.secret }, envelope, here));
      if (JSON.stringify(here) !== JSON.stringify(elsewhere)) fails("tampered", () => open(right, envelope, elsewhere));
    }),
  );
});

test("a place is not another one that reads the same when run together", () => {
  const envelope = seal(KEY, Buffer.from("x"), { table: "a", column: "b", row: "c" });
  for (const other of [
    { table: "ab", column: "", row: "c" },
    { table: "a", column: 'b","c', row: "" },
    { table: "a", column: "c", row: "b" },
    { table: "A", column: "b", row: "c" },
  ]) {
    fails("tampered", () => open(KEY, envelope, other));
  }
});

test("an envelope with any bit flipped does not open", () => {
  const envelope = seal(KEY, Buffer.from("山田花子"), PLACE);
  for (let bit = 0; bit < envelope.length * 8; bit += 1) {
    const flipped = Buffer.from(envelope);
    const at = bit >> 3;
    flipped[at] = (flipped[at] ?? 0) ^ (1 << (bit & 7));
    fails(at === 0 ? "unknown-form" : at <= 16 ? "wrong-key" : "tampered", () => open(KEY, flipped, PLACE));
  }
});

test("an envelope with a byte cut off or added does not open", () => {
  const envelope = seal(KEY, Buffer.from("山田花子"), PLACE);
  for (let length = 0; length < envelope.length; length += 1) {
    fails(length < 45 ? "cut" : "tampered", () => open(KEY, envelope.subarray(0, length), PLACE));
  }
  fails("tampered", () => open(KEY, Buffer.concat([envelope, Buffer.of(0)]), PLACE));
});

test("the same value sealed twice shows two envelopes that have no nonce in common", () => {
  const nonces = Array.from({ length: 2_000 }, () => seal(KEY, Buffer.from("x"), PLACE).toString("hex", 17, 29));
  assert.equal(new Set(nonces).size, nonces.length);
});

test("the form of an envelope stays what it is: header, associated data and tag made by hand", () => {
  const plain = Buffer.from("山田花子", "utf8");
  const header = Buffer.from("013f2b8c1e9d4a4c7b8e215a6f70819203", "hex");
  const nonce = Buffer.from("a0a1a2a3a4a5a6a7a8a9aaab", "hex");
  const cipher = createCipheriv("aes-256-gcm", KEY.secret.reveal(), nonce);
  cipher.setAAD(
    Buffer.concat([Buffer.from("yakusoku envelope\0"), header, Buffer.from('["provision","recipient","evt_1"]')]),
  );
  const made = Buffer.concat([header, nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  assert.equal(made.toString("hex"), GOLDEN);
  assert.deepEqual(open(KEY, Buffer.from(GOLDEN, "hex"), PLACE), plain);
});

test("the cipher is AES-256-GCM: test cases 14 and 16 of McGrew and Viega, which NIST SP 800-38D refers to", () => {
  const vectors = [
    {
      key: "00".repeat(32),
      nonce: "00".repeat(12),
      associated: "",
      plain: "00".repeat(16),
      sealed: "cea7403d4d606b6e074ec5d3baf39d18",
      tag: "d0d1c8a799996bf0265b98b5d48ab919",
    },
    {
      key: "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
      nonce: "cafebabefacedbaddecaf888",
      associated: "feedfacedeadbeeffeedfacedeadbeefabaddad2",
      plain:
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
      sealed:
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662",
      tag: "76fc6ece0f4e1768cddf8853bb2d551b",
    },
  ];
  for (const { key: hex, nonce, associated, plain, sealed, tag } of vectors) {
    const secret = new Secret(Buffer.from(hex, "hex"));
    const whole = Buffer.from(nonce + sealed + tag, "hex");
    assert.equal(decrypt(secret, whole, Buffer.from(associated, "hex"))?.toString("hex"), plain);
    assert.equal(decrypt(secret, whole, Buffer.from(`${associated}00`, "hex")), undefined);
  }
});

test("a JSON value comes back as it was, and is sealed in its canonical form", () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: "grapheme", maxDepth: 2 }), (value) => {
      const expected: unknown = JSON.parse(JSON.stringify(value));
      assert.deepEqual(openJson(KEY, sealJson(KEY, value, PLACE), PLACE), expected);
    }),
  );
  const envelope = sealJson(KEY, { b: 1, a: "花" }, PLACE);
  assert.equal(open(KEY, envelope, PLACE).toString("utf8"), '{"a":"花","b":1}');
  assert.throws(() => sealJson(KEY, undefined, PLACE), TypeError);
});

test("bytes that are no JSON are refused without a word of what they say", () => {
  const envelope = seal(KEY, Buffer.from("花子 hanako@example.jp"), PLACE);
  assert.throws(
    () => openJson(KEY, envelope, PLACE),
    (error) => {
      assert.ok(error instanceof SealError && error.code === "not-json");
      assert.doesNotMatch(`${error.stack} ${String(error.cause)} ${JSON.stringify(error.words)}`, /花子|hanako/);
      return true;
    },
  );
});

test("an error says in both languages which value it is about", () => {
  const envelope = seal(KEY, Buffer.from("x"), PLACE);
  assert.throws(
    () => open(KEY, envelope, { ...PLACE, row: "evt_2" }),
    (error) => {
      assert.ok(error instanceof SealError);
      assert.match(error.words.ja, /^表「provision」の列「recipient」、行「evt_2」にある値を開けません。.*移された/);
      assert.match(error.words.en, /^The value in provision.recipient of the row evt_2 does not open\. .*moved/);
      assert.equal(error.message, error.words.en);
      return true;
    },
  );
});
