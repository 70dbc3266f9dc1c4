import { readFileSync } from "node:fs";
import { suggestion } from "../policy/index.ts";
import { fillWords, type Words } from "../wire/index.ts";
import { type AnySetting, type Setting, setting, type Settings } from "./setting.ts";
import { text } from "./forms.ts";

/** A file of settings, for several commands on one machine to go by the same. */
const CONFIG_FILE = setting({
  name: "YAKUSOKU_CONFIG",
  says: {
    ja: "設定のファイル。1 行に 1 つ NAME=値 と書く。環境変数のほうが優先される",
    en: "A file of settings, NAME=value on a line each. The environment wins over it",
  },
  form: text,
});

/** Where a value came from. */
export type Source =
  | { readonly kind: "environment" | "default" }
  | { readonly kind: "config-file" | "secret-file"; readonly path: string };

export interface ReadSetting {
  readonly setting: AnySetting;
  readonly source: Source;
  /** As it would be written; undefined where nothing is set, and for a secret. */
  readonly written: string | undefined;
  /** Whether there is a value, of a secret too. */
  readonly isSet: boolean;
}

/** One thing to mend before anything can start. */
export interface SettingFault {
  readonly name: string;
  readonly says: Words;
}

export interface Reading {
  /** Absent where anything has to be mended. */
  readonly settings: Settings | undefined;
  readonly read: readonly ReadSetting[];
  readonly faults: readonly SettingFault[];
  /** Names that look like settings and are none. They do no harm, but do nothing either. */
  readonly unknown: readonly SettingFault[];
}

type Environment = Readonly<Record<string, string | undefined>>;

const PREFIX = "YAKUSOKU_";
const FROM_FILE = "_FILE";

const FAULTS = {
  form: {
    ja: "{form}を指定してください（{from}の「{given}」は読めません）。",
    en: "It is {form}; “{given}” {from} is not.",
  },
  secretForm: {
    ja: "{form}を指定してください（{from}の値は読めません。秘密なのでここには示しません）。",
    en: "It is {form}; what stands {from} is not (it is a secret, and not shown here).",
  },
  twice: {
    ja: "{name} と {file} の両方が設定されています。どちらか一方にしてください。",
    en: "Both {name} and {file} are set. Set one of them.",
  },
  unreadable: {
    ja: "ファイル「{path}」を読めません（{code}）。パスと読み取りの権限を確かめてください。",
    en: "The file “{path}” cannot be read ({code}). Check the path, and who may read it.",
  },
  line: {
    ja: "「{path}」の {line} 行目が NAME=値 の形になっていません。",
    en: "Line {line} of “{path}” is not of the form NAME=value.",
  },
  unknown: { ja: "この名前の設定はありません。{hint}", en: "There is no such setting. {hint}" },
} as const satisfies Record<string, Words>;

const FROM = {
  environment: { ja: "環境変数", en: "in the environment" },
  file: { ja: "ファイル「{path}」", en: "in the file “{path}”" },
} as const satisfies Record<string, Words>;

/** What was found under a name, and where. */
interface Found {
  readonly text: string;
  readonly source: Source;
}

/**
 * Reads every setting, and finds all that has to be mended at once. An empty value counts as not set.
 * @param declared of all rooms
 */
export function readSettings(declared: readonly AnySetting[], environment: Environment): Reading {
  const all: readonly AnySetting[] = [CONFIG_FILE, ...declared];
  const faults: SettingFault[] = [];
  const file = configFile(environment[CONFIG_FILE.name] ?? "", faults);
  const values = new Map<AnySetting, unknown>();
  const read = all.map((one): ReadSetting => {
    const found = find(one, environment, file, faults);
    const value: unknown = found === undefined ? undefined : one.form.read(found.text);
    if (found !== undefined && value === undefined) faults.push({ name: one.name, says: formFault(one, found) });
    values.set(one, value === undefined ? one.unset : value);
    const isSet = found !== undefined || one.unset !== undefined;
    return {
      setting: one,
      source: found?.source ?? { kind: "default" },
      isSet,
      written: one.secret === true || !isSet ? undefined : found === undefined ? one.form.write(one.unset) : found.text,
    };
  });
  const settings: Settings = {
    get: <Value>(one: Setting<Value>): Value => {
      if (!values.has(one)) throw new TypeError(`no room declares the setting ${one.name}`);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- read by the form of this very setting
      return values.get(one) as Value;
    },
  };
  if (faults.length === 0) {
    for (const one of all) {
      const says = one.fault?.(values.get(one), settings);
      if (says !== undefined) faults.push({ name: one.name, says });
    }
  }
  return {
    settings: faults.length === 0 ? settings : undefined,
    read,
    faults,
    unknown: unknownOf(all, environment, file),
  };
}

function find(one: AnySetting, environment: Environment, file: ConfigFile, faults: SettingFault[]): Found | undefined {
  const direct = lookUp(one.name, environment, file);
  if (one.secret !== true) return direct;
  const name = `${one.name}${FROM_FILE}`;
  const path = lookUp(name, environment, file)?.text;
  if (path === undefined) return direct;
  if (direct !== undefined) {
    faults.push({ name: one.name, says: fillWords(FAULTS.twice, { name: one.name, file: name }) });
    return undefined;
  }
  const content = readText(path, name, faults)?.trim();
  return content === undefined || content === "" ? undefined : { text: content, source: { kind: "secret-file", path } };
}

function lookUp(name: string, environment: Environment, file: ConfigFile): Found | undefined {
  const given = environment[name];
  if (given) return { text: given, source: { kind: "environment" } };
  const written = name === CONFIG_FILE.name ? undefined : file.values.get(name);
  return written ? { text: written, source: { kind: "config-file", path: file.path } } : undefined;
}

function formFault({ form, secret }: AnySetting, { text: given, source }: Found): Words {
  const from = "path" in source ? fillWords(FROM.file, { path: source.path }) : FROM.environment;
  return secret === true
    ? fillWords(FAULTS.secretForm, { form: form.says, from })
    : fillWords(FAULTS.form, { form: form.says, given, from });
}

interface ConfigFile {
  readonly path: string;
  readonly values: ReadonlyMap<string, string>;
}

function configFile(path: string, faults: SettingFault[]): ConfigFile {
  const values = new Map<string, string>();
  const content = path === "" ? undefined : readText(path, CONFIG_FILE.name, faults);
  for (const [index, line] of (content ?? "").split(/\r?\n/).entries()) {
    if (/^\s*(#|$)/.test(line)) continue;
    const { name, value = "" } = /^\s*(?<name>[A-Za-z_]\w*)\s*=\s*(?<value>.*?)\s*$/.exec(line)?.groups ?? {};
    if (name === undefined) {
      faults.push({ name: CONFIG_FILE.name, says: fillWords(FAULTS.line, { path, line: index + 1 }) });
    } else values.set(name, /^(["'])(.*)\1$/.exec(value)?.[2] ?? value);
  }
  return { path, values };
}

function readText(path: string, name: string, faults: SettingFault[]): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    faults.push({ name, says: fillWords(FAULTS.unreadable, { path, code }) });
    return undefined;
  }
}

function unknownOf(all: readonly AnySetting[], environment: Environment, file: ConfigFile): SettingFault[] {
  const known = all.flatMap(({ name, secret }) => (secret === true ? [name, `${name}${FROM_FILE}`] : [name]));
  const names = [...Object.keys(environment).filter((name) => name.startsWith(PREFIX)), ...file.values.keys()];
  return [...new Set(names)]
    .filter((name) => !known.includes(name))
    .sort()
    .map((name) => ({ name, says: fillWords(FAULTS.unknown, { hint: suggestion(name, known) }) }));
}
