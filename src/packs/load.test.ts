import assert from "node:assert/strict";
import { mkdir, mkdtemp, open, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { MAX_FILE_BYTES, MAX_FILES } from "../policy/index.ts";
import { type LoadedPack, loadPack, loadVersion, readPolicyFiles } from "./index.ts";

const SECTIONS = {
  "policy.yaml": `policy:
  id: shop
  version: "2024-01-01"
  inForceFrom: 2024-01-01
  title: { ja: 店の約束, en: A shop's promises }
  languages: { required: [ja, en], prevailing: ja }
  publisher: shop
`,
  "settings.yaml":
    "settings:\n  because: { ja: 試験, en: A test }\n  retention: {}\n  emergencyEvidenceHours: 24\n  foreignCheckMonths: 12\n",
  "document.yaml": "document:\n  parts:\n    - { id: all, clauses: [C1] }\n",
  "people.yml":
    "items: { name: { name: { ja: 氏名, en: name } } }\npeople: { buyer: { name: { ja: 客, en: buyers }, items: [name] } }\n",
  "deep/down/operators.yaml": "operators: { shop: { name: { ja: 店, en: The Shop }, kind: company, country: JP } }\n",
  "deep/purposes.yaml":
    "purposes: { sale: { operators: [shop], people: [buyer], items: [name], clause: C1 } }\npromises: { C1: { text: { ja: 販売, en: Selling } } }\n",
} as const;

describe("packs on disk", () => {
  let root = "";
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "packs-"));
  });
  afterEach(async () => await rm(root, { recursive: true }));

  async function write(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }

  /** A whole version under `folder`; `date` is its own, and the day from which it is in force. */
  async function writeVersion(folder: string, date = "2024-01-01"): Promise<void> {
    for (const [path, text] of Object.entries(SECTIONS)) {
      await write(join(folder, path), text.replaceAll("2024-01-01", date));
    }
  }

  function errorsOf(pack: LoadedPack): string[] {
    return pack.versions.flatMap(({ diagnostics }) =>
      diagnostics
        .filter(({ severity }) => severity === "error")
        .map(({ file, line, rule }) => `${file}:${line} ${rule}`),
    );
  }

  function fromHere(path: string): string {
    return relative(process.cwd(), join(root, path));
  }

  describe("a folder of one version", () => {
    it("is read with all that stands below it, by .yaml and .yml", async () => {
      await writeVersion(".");
      const loaded = await loadPack(root);
      assert.deepEqual(errorsOf(loaded), []);
      assert.deepEqual([loaded.pack.id, loaded.pack.versions.length, loaded.folder], ["shop", 1, root]);
      assert.equal(loaded.versions[0]?.folder, root);
    });

    it("gives its files by name, with paths as someone here would write them", async () => {
      await writeVersion(".");
      const files = await readPolicyFiles(root);
      assert.deepEqual(
        files.map(({ path }) => path),
        Object.keys(SECTIONS).map(fromHere).sort(),
      );
    });

    it("does not look at files that are no YAML", async () => {
      await writeVersion(".");
      await write("README.md", "items: [");
      await write("notes.yaml.txt", "items: [");
      await write("yaml", "items: [");
      await write("page.json", "{");
      assert.deepEqual(errorsOf(await loadPack(root)), []);
    });

    it("does not follow links out of the folder", async () => {
      await writeVersion("pack");
      await write("elsewhere.yaml", "items: [");
      await symlink(join(root, "elsewhere.yaml"), join(root, "pack/link.yaml"));
      assert.deepEqual(errorsOf(await loadPack(join(root, "pack"))), []);
    });

    it("leaves its decision cases to those who run them", async () => {
      await writeVersion(".");
      await write("cases/sale.yaml", "cases: []\n");
      assert.deepEqual(errorsOf(await loadPack(root)), []);
      assert.equal((await readPolicyFiles(join(root, "cases"))).length, 1);
    });
  });

  describe("a folder of dated versions", () => {
    it("holds them in the order in which they come into force", async () => {
      await writeVersion("2025-04-01", "2025-04-01");
      await writeVersion("2024-01-01", "2024-01-01");
      const { pack, versions } = await loadPack(root);
      assert.deepEqual(
        pack.versions.map(({ version }) => version),
        ["2024-01-01", "2025-04-01"],
      );
      assert.deepEqual(
        versions.map(({ folder }) => folder),
        [join(root, "2024-01-01"), join(root, "2025-04-01")],
      );
      assert.equal(pack.id, "shop");
    });

    it("is ordered by when they come into force, whatever their folders are called", async () => {
      await writeVersion("2024-01-01", "2026-01-01");
      await writeVersion("2025-04-01", "2024-06-01");
      const { pack } = await loadPack(root);
      assert.deepEqual(
        pack.versions.map(({ version }) => version),
        ["2024-06-01", "2026-01-01"],
      );
    });

    it("does not read what stands beside the versions", async () => {
      await writeVersion("2024-01-01");
      await write("cases/sale.yaml", "cases: []\n");
      await write("drafts/new.yaml", "items: [");
      await write("stray.yaml", "items: [");
      assert.deepEqual(errorsOf(await loadPack(root)), []);
    });

    describe("refuses what cannot stand in one pack, at the version that comes second, and keeps the first", () => {
      async function beside(change: (policy: string) => string): Promise<LoadedPack> {
        await writeVersion("2024-01-01", "2024-01-01");
        await writeVersion("2025-04-01", "2025-04-01");
        await write("2025-04-01/policy.yaml", change(SECTIONS["policy.yaml"].replaceAll("2024-01-01", "2025-04-01")));
        return loadPack(root);
      }
      const second = fromHere.bind(undefined, "2025-04-01/policy.yaml");
      const first = fromHere.bind(undefined, "2024-01-01/policy.yaml");

      for (const [what, edit, line, rule, ja, en] of [
        ["another policy", ["id: shop", "id: store"], 2, "other-pack", "「store」のもの", "is of “store”"],
        [
          "a version of the same name",
          ['version: "2025-04-01"', 'version: "2024-01-01"'],
          3,
          "version-named-twice",
          "版「2024-01-01」は",
          "another version “2024-01-01”",
        ],
        [
          "two versions in force from one day",
          ["inForceFrom: 2025-04-01", "inForceFrom: 2024-01-01"],
          4,
          "in-force-on-one-day",
          "2024-01-01 に効力が生じる版は",
          "comes into force on 2024-01-01 too",
        ],
      ] as const) {
        it(what, async () => {
          const loaded = await beside((policy) => policy.replace(edit[0] ?? "", edit[1] ?? ""));
          assert.deepEqual(errorsOf(loaded), [`${second()}:${line} ${rule}`]);
          const found = loaded.versions[1]?.diagnostics.find((one) => one.rule === rule);
          assert.ok(found);
          assert.ok(found.message.ja.includes(ja), found.message.ja);
          assert.ok(found.message.en.includes(en), found.message.en);
          for (const said of [found.message.ja, found.message.en]) assert.ok(said.includes(`${first()}:${line}`), said);
          assert.equal(loaded.versions[1]?.program, undefined);
          assert.deepEqual(
            loaded.pack.versions.map(({ version }) => version),
            ["2024-01-01"],
          );
        });
      }

      it("says all of it at once", async () => {
        const loaded = await beside(() => SECTIONS["policy.yaml"].replace("id: shop", "id: store"));
        assert.deepEqual(errorsOf(loaded), [
          `${second()}:2 other-pack`,
          `${second()}:3 version-named-twice`,
          `${second()}:4 in-force-on-one-day`,
        ]);
      });
    });

    it("names the file in which a version is broken, and keeps the others", async () => {
      await writeVersion("2024-01-01", "2024-01-01");
      await writeVersion("2025-04-01", "2025-04-01");
      await write("2025-04-01/deep/purposes.yaml", "purposes:\n  sale: { operators: [shopp] }\n");
      const loaded = await loadPack(root);
      assert.deepEqual(
        errorsOf(loaded),
        [
          `${fromHere("2025-04-01/deep/purposes.yaml")}:2 missing-key`,
          `${fromHere("2025-04-01/deep/purposes.yaml")}:2 missing-key`,
          `${fromHere("2025-04-01/deep/purposes.yaml")}:2 missing-key`,
          `${fromHere("2025-04-01/deep/down/operators.yaml")}:1 missing-section`,
        ].sort(),
      );
      assert.deepEqual(
        loaded.pack.versions.map(({ version }) => version),
        ["2024-01-01"],
      );
      assert.equal(loaded.versions[1]?.program, undefined);
    });
  });

  describe("what cannot be read", () => {
    it("is an empty folder: no version, and words that say so and where", async () => {
      const empty = await loadPack(root);
      assert.deepEqual(empty.pack.versions, []);
      assert.deepEqual(errorsOf(empty), [`${fromHere(".")}:1 no-files`]);
      await writeVersion("2024-01-01");
      await mkdir(join(root, "2025-04-01"));
      assert.deepEqual(errorsOf(await loadPack(root)), [`${fromHere("2025-04-01")}:1 no-files`]);
    });

    it("is a folder that is not there, and a file in its place: as the file system says it", async () => {
      await write("file.yaml", "items: {}\n");
      await assert.rejects(loadPack(join(root, "nowhere")), { code: "ENOENT" });
      await assert.rejects(loadPack(join(root, "file.yaml")), { code: "ENOTDIR" });
      await assert.rejects(readPolicyFiles(join(root, "nowhere")), { code: "ENOENT" });
    });

    it("is a folder that leads in a circle", async () => {
      await symlink(join(root, "loop"), join(root, "loop"));
      await assert.rejects(loadPack(join(root, "loop")), { code: "ELOOP" });
      await assert.rejects(loadVersion(join(root, "loop")), { code: "ELOOP" });
    });

    it("is a file of 50 MB, of which no more is read than shows that it is too large", async () => {
      await writeVersion(".");
      const huge = await open(join(root, "huge.yaml"), "w");
      await huge.truncate(50 * 1024 * 1024);
      await huge.close();
      const read = (await readPolicyFiles(root)).find(({ path }) => path === fromHere("huge.yaml"));
      assert.equal(read?.bytes.length, MAX_FILE_BYTES + 1);
      assert.deepEqual(errorsOf(await loadPack(root)), [`${fromHere("huge.yaml")}:1 file-too-large`]);
    });

    it("is not a file of just the limit", async () => {
      await writeVersion(".");
      await write("large.yaml", `# ${"x".repeat(MAX_FILE_BYTES - 3)}\n`);
      assert.deepEqual(errorsOf(await loadPack(root)), []);
    });

    it("is more files than a pack may have", async () => {
      for (let index = 0; index <= MAX_FILES; index += 1) await write(`${index}.yaml`, "items: {}\n");
      const { pack, versions } = await loadPack(root);
      assert.deepEqual(pack.versions, []);
      assert.deepEqual(
        versions.flatMap(({ diagnostics }) => diagnostics.map(({ rule }) => rule)),
        ["too-many-files"],
      );
    });
  });
});
