import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, test } from "node:test";
import { locate, type Need, needs } from "./needs.ts";

describe("what a test needs of the machine", () => {
  let root = "";
  const install = async (...paths: string[]): Promise<void> => {
    for (const path of paths) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), "");
    }
  };
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "needs-"));
  });
  afterEach(async () => await rm(root, { recursive: true }));

  test("is found where Debian puts it, the newest server first", async () => {
    await install("usr/bin/chromium", "usr/lib/postgresql/9/bin/initdb", "usr/lib/postgresql/15/bin/initdb");
    const where = { environment: {}, root };
    assert.equal(locate("chromium", where), join(root, "usr/bin/chromium"));
    assert.equal(locate("postgresql", where), join(root, "usr/lib/postgresql/15/bin/initdb"));
    assert.deepEqual(needs("chromium", where), { skip: false });
    assert.deepEqual(needs("postgresql", where), { skip: false });
  });

  test("is found by its other names and on the PATH", async () => {
    await install("opt/bin/initdb", "usr/bin/google-chrome");
    const where = { environment: { PATH: join(root, "opt/bin") }, root };
    assert.equal(locate("chromium", where), join(root, "usr/bin/google-chrome"));
    assert.equal(locate("postgresql", where), join(root, "opt/bin/initdb"));
  });

  test("is the one that the environment names, or none where that one is missing", async () => {
    await install("usr/bin/chromium", "opt/browser");
    assert.equal(
      locate("chromium", { environment: { CHROMIUM: join(root, "opt/browser") }, root }),
      join(root, "opt/browser"),
    );
    assert.equal(locate("chromium", { environment: { CHROMIUM: join(root, "opt/none") }, root }), undefined);
  });

  for (const need of ["chromium", "clamav-daemon", "postgresql"] as const satisfies Need[]) {
    test(`${need} that is missing skips with a reason, and says what to install`, () => {
      const { skip } = needs(need, { environment: {}, root });
      assert.match(String(skip), new RegExp(`^${need} is not on this machine: apt-get install ${need}`));
    });

    test(`${need} that is missing fails where CI=true`, () => {
      assert.throws(() => needs(need, { environment: { CI: "true" }, root }), new RegExp(`apt-get install ${need}`));
    });
  }
});
