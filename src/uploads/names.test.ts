import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { cleanName, decodeName } from "./names.ts";

test("a name in UTF-8 is read as such, and one in CP932 as that", () => {
  assert.equal(decodeName(Buffer.from("髙﨑の免許証.jpg", "utf8").toString("latin1")), "髙﨑の免許証.jpg");
  // 表 is 0x95 0x5C, ソ 0x83 0x5C.
  assert.equal(
    decodeName(Buffer.from("955c83 5c82732e6a7067".replace(" ", ""), "hex").toString("latin1")),
    "表ソＴ.jpg",
  );
  assert.equal(decodeName(Buffer.from("fbfcfab12e706466", "hex").toString("latin1")), "髙﨑.pdf");
  assert.equal(decodeName("already decoded 山"), "already decoded 山");
});

test("what is in no encoding keeps what can be read", () => {
  assert.equal(decodeName("\xff\xfe\xfdscan.jpg"), "scan.jpg");
});

test("paths, control characters, marks of direction and what file systems refuse are gone", () => {
  assert.equal(cleanName("C:\\fakepath\\免許証.jpg"), "免許証.jpg");
  assert.equal(cleanName("../../etc/passwd"), "passwd");
  assert.equal(cleanName("a\u0000b\r\nc.jpg"), "abc.jpg");
  assert.equal(cleanName("invoice\u202Egpj.exe"), "invoicegpj.exe");
  assert.equal(cleanName('a<b>:"|?*.pdf'), "a_b______.pdf");
  assert.equal(cleanName("..."), undefined);
  assert.equal(cleanName("  \u3000 "), undefined);
});

test("parts of characters are put together: a name from a Mac is the same name", () => {
  assert.equal(cleanName("ハ\u309Aスホ\u309Aート.jpg"), "パスポート.jpg");
});

test("a long name keeps its beginning and its ending", () => {
  assert.equal(cleanName(`${"山".repeat(500)}.jpeg`), `${"山".repeat(120)}.jpeg`);
});

test("whatever is sent, the name is one line without a path, and cleaning it again changes nothing", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      const name = cleanName(text);
      if (name === undefined) return;
      assert.doesNotMatch(name, /[/\\\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u);
      assert.equal(cleanName(name), name);
    }),
  );
});
