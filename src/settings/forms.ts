import { isIP } from "node:net";
import { fillWords, type Words } from "../wire/index.ts";
import type { Form } from "./setting.ts";

const SAYS = {
  number: { ja: "{least} から {most} の整数", en: "a whole number from {least} to {most}" },
  yesNo: { ja: "yes か no", en: "yes or no" },
  choice: { ja: "{choices} のどれか", en: "one of {choices}" },
  text: { ja: "文字列", en: "a text" },
  url: { ja: "{schemes} で始まる URL", en: "a URL that begins with {schemes}" },
  list: { ja: "コンマで区切ったリスト（{one}）", en: "a list, separated by commas, of {one}" },
  hostName: { ja: "ホスト名", en: "host names" },
  network: {
    ja: "IP アドレスか、10.0.0.0/8 のような範囲",
    en: "IP addresses, or ranges such as 10.0.0.0/8",
  },
} as const satisfies Record<string, Words>;

export function wholeNumber(least: number, most: number): Form<number> {
  return {
    says: fillWords(SAYS.number, { least, most }),
    read: (text) => {
      const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
      return value >= least && value <= most ? value : undefined;
    },
    write: String,
  };
}

export const yesNo: Form<boolean> = {
  says: SAYS.yesNo,
  read: (text) => (text === "yes" ? true : text === "no" ? false : undefined),
  write: (value) => (value ? "yes" : "no"),
};

export function choice<const Choice extends string>(...choices: readonly Choice[]): Form<Choice> {
  return {
    says: fillWords(SAYS.choice, { choices: choices.join(", ") }),
    read: (text) => choices.find((one) => one === text),
    write: String,
  };
}

export const text: Form<string> = { says: SAYS.text, read: (given) => given, write: String };

/** @param schemes as in `smtp:`, each with its colon */
export function url(...schemes: readonly string[]): Form<string> {
  const known = fillWords(SAYS.url, { schemes: schemes.join(", ") });
  return {
    says: known,
    read: (given) => (schemes.includes(URL.parse(given)?.protocol ?? "") ? given : undefined),
    write: String,
  };
}

export function listOf<Value>(one: Form<Value>): Form<readonly Value[]> {
  return {
    says: fillWords(SAYS.list, { one: one.says }),
    read: (given) => {
      const parts = given
        .split(",")
        .map((part) => part.trim())
        .filter((part) => part !== "");
      const values = parts.map((part) => one.read(part));
      const read = values.filter((value) => value !== undefined);
      return read.length === values.length ? read : undefined;
    },
    write: (values) => values.map((value) => one.write(value)).join(","),
  };
}

/** With a port or without one. */
export const hostName: Form<string> = {
  says: SAYS.hostName,
  read: (given) => (/^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?$/i.test(given) ? given : undefined),
  write: String,
};

/** An address, or a range of them (RFC 4632). */
export const network: Form<string> = {
  says: SAYS.network,
  read: (given) => {
    const [address = "", bits, ...more] = given.split("/");
    const version = isIP(address);
    if (version === 0 || more.length > 0) return undefined;
    if (bits === undefined) return given;
    return /^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128) ? given : undefined;
  },
  write: String,
};
