import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { inclusionProof, leafHash, rightEdge, rootAt, verifyInclusion } from "./merkle.ts";
import {
  decodeBundle,
  decodeTile,
  encodeBundle,
  hashReader,
  TILE_WIDTH,
  type Tile,
  tilePath,
  tilesBetween,
} from "./tiles.ts";

const paths = (tiles: readonly Tile[]): string[] => tiles.map(tilePath);

describe("tiles", () => {
  it("have the paths of tlog-tiles", () => {
    assert.equal(tilePath({ level: 0, index: 1_234_067, width: 256 }), "tile/0/x001/x234/067");
    assert.equal(tilePath({ level: 0, index: 0, width: 256 }), "tile/0/000");
    assert.equal(tilePath({ level: 1, index: 999, width: 1 }), "tile/1/999.p/1");
    assert.equal(tilePath({ level: 0, index: 1_000, width: 255 }), "tile/0/x001/000.p/255");
    assert.equal(tilePath({ level: "entries", index: 273, width: 112 }), "tile/entries/273.p/112");
  });

  it("of a log of 70,000 are those that tlog-tiles counts", () => {
    const tiles = tilesBetween(0, 70_000);
    const count = (level: number | "entries", isFull: boolean): number =>
      tiles.filter((tile) => tile.level === level && (tile.width === TILE_WIDTH) === isFull).length;
    assert.equal(count(0, true), 273);
    assert.equal(count("entries", true), 273);
    assert.equal(count(1, true), 1);
    assert.equal(count(2, true), 0);
    assert.deepEqual(paths(tiles.filter(({ width }) => width < TILE_WIDTH)), [
      "tile/entries/273.p/112",
      "tile/0/273.p/112",
      "tile/1/001.p/17",
      "tile/2/000.p/1",
    ]);
    assert.deepEqual(paths(tilesBetween(0, 256)), ["tile/entries/000", "tile/0/000", "tile/1/000.p/1"]);
    assert.deepEqual(tilesBetween(0, 0), []);
  });

  it("are written anew only where the log has grown, and then leave nothing out", () => {
    fc.assert(
      fc.property(fc.nat(200_000), fc.nat(2_000), (before, more) => {
        const grown = paths(tilesBetween(before, before + more));
        const all = new Set(paths(tilesBetween(0, before + more)));
        const had = new Set(paths(tilesBetween(0, before)));
        for (const path of grown) assert.ok(all.has(path) && !had.has(path), path);
        for (const path of all) assert.ok(had.has(path) || grown.includes(path), path);
      }),
      { numRuns: 40 },
    );
    assert.deepEqual(paths(tilesBetween(300, 300)), []);
  });

  it("prove what is in the log, the levels between them made by hashing", () => {
    const size = 1_000;
    const hashes: Uint8Array[][] = [];
    const edge = rightEdge([], (level, _index, hash) => {
      if (level % 8 === 0) (hashes[level / 8] ??= []).push(hash);
    });
    const leaves = Array.from({ length: size }, (_none, index) => leafHash(Buffer.from(String(index))));
    for (const leaf of leaves) edge.append(leaf);
    const read = hashReader((level, index) => {
      const hash = hashes[level]?.[index];
      assert.ok(hash);
      return hash;
    });
    assert.deepEqual(rootAt(size, read), edge.root());
    for (const index of [0, 255, 256, 999])
      assert.ok(
        verifyInclusion(leaves[index] ?? edge.root(), index, size, inclusionProof(index, size, read), edge.root()),
      );
  });

  it("are whole hashes or none", () => {
    assert.equal(decodeTile(Buffer.alloc(33)), undefined);
    assert.equal(decodeTile(Buffer.alloc(64))?.length, 2);
  });
});

describe("a bundle", () => {
  it("has each entry after its length in two bytes, big-endian", () => {
    assert.equal(encodeBundle([Buffer.from("one"), Buffer.from("")]).toString("hex"), "00036f6e650000");
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 1_000 }), { maxLength: 256 }), (entries) => {
        const { entries: read, rest } = decodeBundle(encodeBundle(entries));
        assert.deepEqual(
          read.map((entry) => Buffer.from(entry)),
          entries.map((entry) => Buffer.from(entry)),
        );
        assert.equal(rest, 0);
      }),
    );
  });

  it("holds an entry of 65,535 bytes, and refuses a longer one and a 257th", () => {
    assert.equal(decodeBundle(encodeBundle([Buffer.alloc(65_535)])).entries[0]?.length, 65_535);
    assert.throws(
      () => encodeBundle([Buffer.alloc(1), Buffer.alloc(65_536)]),
      /Event 1 of the bundle has 65536 bytes; .*65535/,
    );
    assert.throws(() => encodeBundle(Array.from({ length: 257 }, () => Buffer.alloc(0))), /257/);
  });

  it("that is cut off gives what is whole, and says how much is not", () => {
    const bundle = encodeBundle([Buffer.from("one"), Buffer.from("three")]);
    assert.deepEqual(decodeBundle(bundle.subarray(0, -1)).rest, 6);
    assert.equal(decodeBundle(bundle.subarray(0, -1)).entries.length, 1);
    assert.deepEqual(decodeBundle(Buffer.from([0])), { entries: [], rest: 1 });
  });
});
