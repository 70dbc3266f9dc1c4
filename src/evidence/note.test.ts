import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { parseCheckpoint, writeCheckpoint } from "./checkpoint.ts";
import { LogFault } from "./fault.ts";
import { EMPTY_ROOT } from "./merkle.ts";
import {
  generateKeys,
  NOTE_LIMIT,
  openNote,
  parseNote,
  parseSignerKey,
  parseVerifierKey,
  signNote,
  verifierKeyOf,
} from "./note.ts";

/* Keys and signatures as Go's sumdb/note and C2SP publish them. */
const PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const PETER_SIGNS = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
const ENOCH = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
const TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const PETER_LINE =
  "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
const ENOCH_LINE =
  "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";
const FOO = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
const FOO_NOTE =
  "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

const bytes = (note: string): Buffer => Buffer.from(note);

/** That something is refused, in both languages, and why. */
function refuses(run: () => unknown, why: RegExp): void {
  assert.throws(run, (error) => {
    assert.ok(error instanceof LogFault);
    assert.match(error.words.en, why);
    assert.ok(error.words.ja.length > 0);
    assert.doesNotMatch(error.words.ja + error.words.en, /\{[a-zA-Z]+\}|undefined/);
    return true;
  });
}

describe("a signed note", () => {
  it("is signed as others sign it, to the byte, and opened as others open it", () => {
    assert.equal(signNote(TEXT, [parseSignerKey(PETER_SIGNS)]), `${TEXT}\n${PETER_LINE}`);
    assert.equal(verifierKeyOf(parseSignerKey(PETER_SIGNS)), PETER);
    assert.equal(openNote(bytes(`${TEXT}\n${PETER_LINE}`), [parseVerifierKey(PETER)]).text, TEXT);
    assert.equal(openNote(bytes(FOO_NOTE), [parseVerifierKey(FOO)]).text, "This is an example message.\n");
  });

  it("needs the signature of one known key; those of unknown keys are left out of account", () => {
    const both = bytes(`${TEXT}\n${PETER_LINE}${ENOCH_LINE}`);
    const [peter, enoch] = [parseVerifierKey(PETER), parseVerifierKey(ENOCH)];
    assert.deepEqual(openNote(both, [peter]).signedBy, [peter]);
    assert.deepEqual(openNote(both, [enoch, peter]).signedBy, [peter, enoch]);
    refuses(() => openNote(both, []), /No signature by a key that is known/);
    refuses(
      () => openNote(bytes(`${TEXT}\n${ENOCH_LINE}`), [peter]),
      /PeterNeumann\+c74f20a3.*signed by EnochRoot\+af0cfe78/,
    );
    refuses(() => openNote(both, [peter, peter]), /twice/);
  });

  it("is refused whole where a known key’s signature is wrong, beside a right one too", () => {
    const wrong = PETER_LINE.replace("x08go/ZJ", "x08go/ZK");
    const [peter, enoch] = [parseVerifierKey(PETER), parseVerifierKey(ENOCH)];
    for (const lines of [wrong, `${PETER_LINE}${wrong}`, `${ENOCH_LINE}${wrong}`])
      refuses(() => openNote(bytes(`${TEXT}\n${lines}`), [peter, enoch]), /PeterNeumann.*does not fit/);
    refuses(() => openNote(bytes(`${TEXT.replace("think", "thunk")}\n${PETER_LINE}`), [peter]), /does not fit/);
    // Of another length, as a signature by another algorithm would be.
    refuses(() => openNote(bytes(`${TEXT}\n— PeterNeumann x08go/AA\n`), [peter]), /does not fit/);
    assert.deepEqual(openNote(bytes(`${TEXT}\n${PETER_LINE}${wrong.replace("Peter", "Pieter")}`), [peter]).signedBy, [
      peter,
    ]);
  });

  it("is told apart from what is none, with the reason", () => {
    const cases: readonly (readonly [string | Buffer, RegExp])[] = [
      [TEXT, /There is no signature/],
      [`${TEXT}\n`, /There is no signature/],
      ["", /There is no signature/],
      [`${TEXT}\n${PETER_LINE.slice(0, -1)}`, /cut off/],
      [`\u0001${TEXT}\n${PETER_LINE}`, /control character.*line 1/],
      [`${TEXT}\n${PETER_LINE.replace("\n", "\r\n")}`, /control character.*line 4/],
      [Buffer.concat([Buffer.from([0xff]), bytes(`${TEXT}\n${PETER_LINE}`)]), /not UTF-8/],
      [`${TEXT}\n${PETER_LINE.replace("PeterNeumann", "Bad Name")}`, /Line 4 is no signature/],
      [`${TEXT}\n${PETER_LINE.replace("PeterNeumann", "Bad+Name")}`, /Line 4 is no signature/],
      [`${TEXT}\n${PETER_LINE}Unexpected line.\n`, /Line 5 is no signature/],
      [`${TEXT}\n${PETER_LINE.replace("—", "-")}`, /Line 4 is no signature/],
      [`${TEXT}\n${PETER_LINE.replace("=\n", "\n")}`, /Line 4 is no signature/],
      [`${TEXT}\n— PeterNeumann x08gow==\n`, /Line 4 is no signature/],
      [`${TEXT}\n${PETER_LINE.repeat(101)}`, /more than 100/],
      [`${"a".repeat(NOTE_LIMIT)}\n\n${PETER_LINE}`, /larger than/],
    ];
    for (const [note, why] of cases)
      refuses(() => openNote(typeof note === "string" ? bytes(note) : note, [parseVerifierKey(PETER)]), why);
    assert.equal(parseNote(bytes(`${TEXT}\n\n${PETER_LINE}`)).text, `${TEXT}\n`);
  });

  it("has a text that can be read back, or is not signed", () => {
    const signer = parseSignerKey(PETER_SIGNS);
    for (const text of ["", "abc", "a\tb\n", "a\r\n", "\ud800\n"])
      refuses(() => signNote(text, [signer]), /text to sign/);
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" }).map(withoutControls), { minLength: 1 }), (lines) => {
        const text = `${lines.join("\n")}\n`;
        const keys = generateKeys("a.example/log");
        const note = signNote(text, [parseSignerKey(keys.signer), signer]);
        assert.equal(openNote(bytes(note), [parseVerifierKey(keys.verifier)]).text, text);
        assert.equal(openNote(bytes(note), [parseVerifierKey(PETER)]).text, text);
      }),
      { numRuns: 50 },
    );
  });
});

describe("a key", () => {
  it("is refused in every part and with every sign of it exchanged", () => {
    for (const [key, read] of [
      [PETER, parseVerifierKey],
      [PETER_SIGNS, parseSignerKey],
    ] as const) {
      read(key);
      for (let from = 0; from <= key.length; from += 1)
        for (let to = from; to <= key.length; to += 1)
          if (from > 0 || to < key.length) assert.throws(() => read(key.slice(from, to)), LogFault);
      for (let at = 0; at < key.length; at += 1) {
        const other = String.fromCodePoint((key.codePointAt(at) ?? 0) + 1);
        assert.throws(() => read(`${key.slice(0, at)}${other}${key.slice(at + 1)}`), LogFault);
      }
    }
  });

  it("is refused with the reason", () => {
    refuses(
      () => parseVerifierKey("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY=="),
      /Base64|has \d+ bytes/,
    );
    refuses(
      () => parseVerifierKey("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"),
      /no Ed25519 key/,
    );
    refuses(() => parseVerifierKey(PETER.replace("c74f20a3", "c74f20a4")), /hash c74f20a4 .*should be c74f20a3/);
    refuses(() => parseVerifierKey(PETER.replace("Peter", "Peter ")), /cannot name a key/);
    refuses(() => parseVerifierKey(PETER.replace("PeterNeumann", "")), /cannot name a key/);
    refuses(() => parseVerifierKey(PETER.slice(0, -4)), /has 29 bytes|Base64/);
    refuses(() => parseVerifierKey("nothing"), /no verifier key/);
    refuses(() => parseSignerKey(PETER), /no signing key/);
    for (const name of ["", "a b", "a+b", "a\u00a0b", "a\u3000b", "a\nb"])
      refuses(() => generateKeys(name), /cannot name a key/);
  });
});

describe("a checkpoint", () => {
  const root = Buffer.from("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=", "base64");

  it("is written and read line by line", () => {
    const text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    const read = parseCheckpoint(text);
    assert.deepEqual(read, { origin: "example.com/behind-the-sofa", size: 20_852_163, root, extensions: [] });
    assert.equal(writeCheckpoint(read), text);
    assert.deepEqual(parseCheckpoint(`${text}one\ntwo\n`).extensions, ["one", "two"]);
    assert.equal(writeCheckpoint({ ...read, extensions: ["one", "two"] }), `${text}one\ntwo\n`);
    assert.equal(parseCheckpoint(writeCheckpoint({ origin: "a", size: 0, root: EMPTY_ROOT, extensions: [] })).size, 0);
  });

  it("is refused with the reason where it is none", () => {
    const written = root.toString("base64");
    for (const [text, why] of [
      ["", /no checkpoint/],
      [`a\n1\n${written}`, /no checkpoint/],
      ["a\n1\n", /no checkpoint/],
      [`\n1\n${written}\n`, /Line 1 .*empty/],
      [`a\n1\n${written}\n\nx\n`, /Line 4 .*empty/],
      [`a\n01\n${written}\n`, /size “01”/],
      [`a\n-1\n${written}\n`, /size “-1”/],
      [`a\n1e3\n${written}\n`, /size “1e3”/],
      [`a\n9007199254740993\n${written}\n`, /more than can be dealt with/],
      [`a\n1\n${written.slice(0, -1)}\n`, /root .*32 bytes/],
      ["a\n1\nAAAA\n", /root “AAAA”/],
    ] as const)
      refuses(() => parseCheckpoint(text), why);
    const good = { origin: "a", size: 1, root, extensions: [] };
    for (const bad of [
      { ...good, origin: "" },
      { ...good, origin: "a\nb" },
      { ...good, size: 1.5 },
      { ...good, size: -1 },
      { ...good, root: root.subarray(1) },
      { ...good, extensions: [""] },
      { ...good, extensions: ["a\nb"] },
    ])
      assert.throws(() => writeCheckpoint(bad), LogFault);
  });
});

function withoutControls(text: string): string {
  return text.toWellFormed().replaceAll(/[\u0000-\u001f]/g, "");
}
