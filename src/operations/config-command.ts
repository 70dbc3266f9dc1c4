import { readSettings, type ReadSetting, type Source } from "../settings/index.ts";
import { type Command, type CommandContext, settingsOf } from "../room/index.ts";
import { fill, type Language, type Words } from "../wire/index.ts";

const WORDS = {
  value: { ja: "{name} = {value}（{source}）", en: "{name} = {value} ({source})" },
  nothing: { ja: "なし", en: "not set" },
  hidden: { ja: "設定済み。秘密なので示しません", en: "set; a secret, not shown" },
  takes: { ja: "指定できるもの: {form}", en: "Takes {form}." },
  fromFile: {
    ja: "{name}_FILE で、値を書いたファイルを指定することもできます。",
    en: "Or name a file that holds it, in {name}_FILE.",
  },
  mend: { ja: "直すところ:", en: "To mend:" },
  unknown: { ja: "効果のないもの:", en: "Without effect:" },
  environment: { ja: "環境変数", en: "environment" },
  default: { ja: "既定", en: "default" },
  file: { ja: "ファイル「{path}」", en: "file {path}" },
} as const satisfies Record<string, Words>;

/** `yakusoku config`: every setting, what it is, and where that came from. Exit code 1 where something has to be mended. */
export const configCommand: Command = {
  name: "config",
  usage: "config [--json] [--language ja|en]",
  summary: {
    ja: "設定を、いまの値・その出どころ・説明とともに一覧する（秘密は示さない）",
    en: "List every setting, with its value, where that came from and what it is (secrets are not shown)",
  },
  accepts: { flags: ["json"] },
  run: (asked, context) => {
    const reading = readSettings(settingsOf(context.rooms), context.environment);
    const { read, faults, unknown } = reading;
    const { language: lang, out } = context;
    if (asked.flags.has("json")) {
      const settings = read.map((one) => written(one, context));
      const say = (list: typeof faults) => list.map(({ name, says }) => ({ name, says: says[lang] }));
      out(`${JSON.stringify({ settings, faults: say(faults), unknown: say(unknown) }, undefined, 2)}\n`);
    } else {
      const list = (head: Words, some: typeof faults): string[] =>
        some.length === 0 ? [] : ["", head[lang], ...some.map(({ name, says }) => `  ${name}: ${says[lang]}`)];
      const blocks = read.map((one) => explained(one, lang).join("\n"));
      out(`${[blocks.join("\n\n"), ...list(WORDS.unknown, unknown), ...list(WORDS.mend, faults)].join("\n")}\n`);
    }
    return Promise.resolve(faults.length === 0 ? 0 : 1);
  },
};

function explained({ setting, source, written: value, isSet }: ReadSetting, lang: Language): string[] {
  const shown =
    setting.secret === true && isSet ? WORDS.hidden[lang] : isSet && value !== "" ? value : WORDS.nothing[lang];
  const file = setting.secret === true ? fill(WORDS.fromFile[lang], { name: setting.name }) : "";
  return [
    fill(WORDS.value[lang], { name: setting.name, value: shown ?? "", source: sourceWords(source, lang) }),
    `    ${setting.says[lang]}`,
    `    ${[fill(WORDS.takes[lang], { form: setting.form.says[lang] }), file].filter(Boolean).join(lang === "ja" ? "。" : " ")}`,
  ];
}

function sourceWords(source: Source, lang: Language): string {
  return "path" in source ? fill(WORDS.file[lang], { path: source.path }) : WORDS[source.kind][lang];
}

function written(
  { setting, source, written: value, isSet }: ReadSetting,
  { rooms, language }: CommandContext,
): Record<string, unknown> {
  const room = rooms.find(({ settings = [] }) => settings.includes(setting))?.name;
  return {
    name: setting.name,
    ...(room === undefined ? {} : { room }),
    says: setting.says[language],
    takes: setting.form.says[language],
    secret: setting.secret === true,
    isSet,
    ...(value === undefined ? {} : { value }),
    source: source.kind,
    ...("path" in source ? { path: source.path } : {}),
  };
}
