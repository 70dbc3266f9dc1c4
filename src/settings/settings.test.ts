import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import {
  type AnySetting,
  choice,
  hostName,
  listOf,
  network,
  readSettings,
  setting,
  text,
  url,
  wholeNumber,
  yesNo,
} from "./index.ts";

const says = { ja: "試験", en: "A test" };
const SIZE = setting({ name: "YAKUSOKU_SIZE", says, form: wholeNumber(1, 9), unset: 3 });
const OPEN = setting({
  name: "YAKUSOKU_OPEN",
  says,
  form: yesNo,
  unset: false,
  fault: (open, settings) =>
    open && settings.get(SIZE) > 5 ? { ja: "大きすぎます", en: "too large to be open" } : undefined,
});
const PASSWORD = setting({ name: "YAKUSOKU_PASSWORD", says, form: url("smtp:"), secret: true });
const NAMES = setting({ name: "YAKUSOKU_NAMES", says, form: listOf(hostName), unset: [] });
const ALL: readonly AnySetting[] = [SIZE, OPEN, PASSWORD, NAMES];

describe("settings", () => {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "yakusoku-settings-"));
  });
  after(() => rm(folder, { recursive: true }));
  const file = async (name: string, content: string): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };

  test("come from the environment, else from the file, else are as declared; what is empty is not set", async () => {
    const path = await file("config", '# ours\n\nYAKUSOKU_SIZE=7\nYAKUSOKU_NAMES = "a.example, b.example:8443"\n');
    const { settings, read, faults } = readSettings(ALL, {
      YAKUSOKU_CONFIG: path,
      YAKUSOKU_SIZE: "4",
      YAKUSOKU_OPEN: "",
    });
    assert.deepEqual(faults, []);
    assert.ok(settings !== undefined);
    assert.equal(settings.get(SIZE), 4);
    assert.equal(settings.get(OPEN), false);
    assert.deepEqual(settings.get(NAMES), ["a.example", "b.example:8443"]);
    assert.equal(settings.get(PASSWORD), undefined);
    assert.deepEqual(
      read.map(({ setting: { name }, source, written }) => [name, source.kind, written]),
      [
        ["YAKUSOKU_CONFIG", "environment", path],
        ["YAKUSOKU_SIZE", "environment", "4"],
        ["YAKUSOKU_OPEN", "default", "no"],
        ["YAKUSOKU_PASSWORD", "default", undefined],
        ["YAKUSOKU_NAMES", "config-file", "a.example, b.example:8443"],
      ],
    );
  });

  test("that are wrong are all named at once, each with what it takes, and none is had", async () => {
    const path = await file("broken", "YAKUSOKU_NAMES=a b\nnonsense\n");
    const environment = { YAKUSOKU_CONFIG: path, YAKUSOKU_SIZE: "many", YAKUSOKU_OPEN: "true" };
    const { settings, faults } = readSettings(ALL, environment);
    assert.equal(settings, undefined);
    assert.deepEqual(
      faults.map(({ name }) => name),
      ["YAKUSOKU_CONFIG", "YAKUSOKU_SIZE", "YAKUSOKU_OPEN", "YAKUSOKU_NAMES"],
    );
    assert.match(faults[0]?.says.en ?? "", /Line 2 of “.*broken”/);
    assert.match(faults[1]?.says.en ?? "", /a whole number from 1 to 9; “many” in the environment is not/);
    assert.match(faults[3]?.says.ja ?? "", /ホスト名.*broken/);
  });

  test("that do not go together are found once each is in order", () => {
    const { settings, faults } = readSettings(ALL, { YAKUSOKU_SIZE: "6", YAKUSOKU_OPEN: "yes" });
    assert.equal(settings, undefined);
    assert.deepEqual(faults, [{ name: "YAKUSOKU_OPEN", says: { ja: "大きすぎます", en: "too large to be open" } }]);
  });

  test("that are secret may come from a file, and are shown in no fault and no list", async () => {
    const path = await file("password", "smtp://user:MARKED@mail.example\n");
    const good = readSettings(ALL, { YAKUSOKU_PASSWORD_FILE: path });
    assert.equal(good.settings?.get(PASSWORD), "smtp://user:MARKED@mail.example");
    assert.deepEqual(good.read.find(({ setting: one }) => one === PASSWORD)?.source, { kind: "secret-file", path });
    const wrong = readSettings(ALL, { YAKUSOKU_PASSWORD: "http://user:MARKED@mail.example" });
    const twice = readSettings(ALL, { YAKUSOKU_PASSWORD: "smtp://MARKED", YAKUSOKU_PASSWORD_FILE: path });
    const gone = readSettings(ALL, { YAKUSOKU_PASSWORD_FILE: join(folder, "none") });
    assert.match(wrong.faults[0]?.says.en ?? "", /begins with smtp:.*not shown/);
    assert.match(twice.faults[0]?.says.en ?? "", /Both YAKUSOKU_PASSWORD and YAKUSOKU_PASSWORD_FILE/);
    assert.match(gone.faults[0]?.says.en ?? "", /ENOENT/);
    for (const { faults, read } of [good, wrong, twice, gone])
      assert.doesNotMatch(JSON.stringify([faults, read]), /MARKED/);
  });

  test("that nobody declares are reported, with what may have been meant; other variables are not ours", async () => {
    const path = await file("more", "PROT=80\n");
    const { settings, unknown } = readSettings(ALL, { YAKUSOKU_CONFIG: path, YAKUSOKU_SISE: "4", HOME: "/" });
    assert.ok(settings !== undefined);
    assert.deepEqual(
      unknown.map(({ name }) => name),
      ["PROT", "YAKUSOKU_SISE"],
    );
    assert.match(unknown[1]?.says.en ?? "", /Did you mean “YAKUSOKU_SIZE”\?/);
    assert.throws(() => settings.get(setting({ name: "YAKUSOKU_NONE", says, form: text })), /declares/);
  });

  for (const [form, good, bad] of [
    [wholeNumber(0, 10), ["0", "10"], ["11", "-1", "1.5", "1e1", " 1", ""]],
    [yesNo, ["yes", "no"], ["true", "YES", "1"]],
    [choice("a", "b"), ["a"], ["c", "toString"]],
    [url("https:", "mailto:"), ["https://a.example/x", "mailto:a@b.example"], ["data:x", "a@b.example"]],
    [hostName, ["a.example", "a.example:80", "[::1]:80"], ["http://a.example", "a b", "a.example/x"]],
    [network, ["10.0.0.0/8", "::1", "fd00::/8"], ["10.0.0.0/33", "10.0.0", "a.example", "10.0.0.0/8/8"]],
    [listOf(wholeNumber(0, 10)), ["1", "1, 2", ""], ["1,x"]],
  ] as const) {
    test(`of the form “${form.says.en}” are read, or refused`, () => {
      for (const one of good) assert.notEqual(form.read(one), undefined, one);
      for (const one of bad) assert.equal(form.read(one), undefined, one);
    });
  }
});
