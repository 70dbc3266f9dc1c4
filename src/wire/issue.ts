import type { z } from "zod";
import { quotable } from "./quotable.ts";
import { fillWords, type Words } from "./words.ts";

/*
 * What can be wrong with a value that a schema describes, said once for policy files and for questions:
 * what, and how to mend it. Where it stands is said by whoever knows: a line of a file, or a JSON Pointer.
 */

const ISSUES = {
  "unknown-key": {
    ja: "「{key}」という項目はありません。{hint}",
    en: "There is no “{key}” here. {hint}",
  },
  "missing-key": {
    ja: "「{key}」がありません。書き足してください。",
    en: "“{key}” is missing. Add it.",
  },
  "wrong-type": {
    ja: "「{key}」には{expected}を書きます（いまは{given}です）。{hint}",
    en: "“{key}” takes {expected}, not {given}. {hint}",
  },
  "not-one-of": {
    ja: "「{key}」に書けるのは {allowed} のどれかです。",
    en: "“{key}” takes one of: {allowed}.",
  },
  "bad-form": {
    ja: "「{key}」の書き方が違います。{hint}",
    en: "“{key}” is not written as it should be. {hint}",
  },
  "bad-name": {
    ja: "「{key}」は名前として使えません。{hint}",
    en: "“{key}” cannot be a name here. {hint}",
  },
  empty: {
    ja: "「{key}」が空です。内容を書くか、項目ごと消してください。",
    en: "“{key}” is empty. Fill it, or remove it.",
  },
  "too-long": {
    ja: "「{key}」が長すぎます。{limit} までにしてください。",
    en: "“{key}” is too long. The limit is {limit}.",
  },
  "too-small": {
    ja: "「{key}」は {limit} 以上にしてください。",
    en: "“{key}” is too small. Write {limit} or more.",
  },
  "too-large": {
    ja: "「{key}」は {limit} 以下にしてください。",
    en: "“{key}” is too large. Write {limit} or less.",
  },
  "hidden-characters": {
    ja: "「{key}」に目に見えない制御文字があります。打ち直してください。",
    en: "“{key}” holds invisible control characters. Type it anew.",
  },
  "no-such-date": {
    ja: "「{key}」は暦にない日付です。YYYY-MM-DD の形で実在の日付を書いてください。",
    en: "“{key}” is no date of the calendar. Write a real date as YYYY-MM-DD.",
  },
  "too-fine": {
    ja: "「{key}」の秒の小数は3桁までです。",
    en: "“{key}” takes at most three decimal places of a second.",
  },
  "no-time-to-object": {
    ja: "「{key}」は届け出た日より後にしてください。本人が停止を求めるための期間が必要です（規則第11条第1項）。",
    en: "“{key}” must be later than the day of the filing: people need time to ask for a stop (Rule 11(1)).",
  },
  "reserved-name": {
    ja: "「{key}」の「law.」で始まる名前は、法律が定める目的のためのものです。別の名前にしてください。",
    en: "Names that start with “law.”, such as “{key}”, stand for purposes of the Act. Choose another.",
  },
  "does-not-identify": {
    ja: "「{key}」だけでは本人を特定できません。氏名、電話番号、メールアドレス、または照合できる番号を書いてください（規則第20条）。",
    en: "“{key}” does not tell who the person is. Give a name, a phone number, an e-mail address or a number that can be looked up (Rule 20).",
  },
} as const satisfies Record<string, Words>;

export type IssueCode = keyof typeof ISSUES;

/** One thing wrong with a value: the path to it from the root, and what to do there. */
export interface Issue {
  readonly code: IssueCode;
  readonly path: readonly PropertyKey[];
  readonly message: Words;
}

const NONE: Words = { ja: "", en: "" };
const MAP: Words = { ja: "「名前: 値」の並び", en: "a map of names to values" };
const TYPES: Readonly<Record<string, Words>> = {
  string: { ja: "文字", en: "text" },
  number: { ja: "数", en: "a number" },
  int: { ja: "整数", en: "a whole number" },
  boolean: { ja: " true か false ", en: "true or false" },
  array: { ja: "並び（リスト）", en: "a list" },
  object: MAP,
  record: MAP,
  null: { ja: "空", en: "nothing" },
};
const QUOTE: Words = {
  ja: "文字として書くときは引用符で囲んでください。",
  en: "To write it as text, put it in quotes.",
};
const SPELLING: Words = { ja: "つづりを確かめてください。", en: "Check the spelling." };
const IDENTIFIER: Words = {
  ja: "英小文字・数字・「-」「.」で書いてください（例: care-record）。",
  en: "Write small letters, digits, “-” and “.” (for example care-record).",
};
/** A fragment of the pattern that was not met, and how to meet it. */
const FORMS: readonly (readonly [string, Words])[] = [
  [
    "T(?:",
    {
      ja: "2026-11-22T09:00:00+09:00 の形で、時差を付けて書いてください。",
      en: "Write it with its offset, like 2026-11-22T09:00:00+09:00.",
    },
  ],
  ["\\d{4}-\\d{2}", { ja: "YYYY-MM-DD の形で書いてください。", en: "Write YYYY-MM-DD." }],
  ["^P(?", { ja: "P6M や P3Y の形で書いてください。", en: "Write it like P6M or P3Y." }],
  ["^[A-Z]{2}", { ja: "JP や US-GU の形で書いてください。", en: "Write it like JP or US-GU." }],
  ["[A-Z0-9][A-Za-z0-9]", { ja: "B2 や C7.4 の形で書いてください。", en: "Write it like B2 or C7.4." }],
  [
    "^[a-z]{2,3}",
    { ja: "ja や zh-Hans のような言語タグで書いてください。", en: "Write a language tag such as ja or zh-Hans." },
  ],
  ["^\\d{3}-\\d{4}$", { ja: "164-8622 の形で書いてください。", en: "Write it like 164-8622." }],
  [
    "^\\+?[0-9-]",
    {
      ja: "数字と「-」で書いてください（例: +81-50-1234-5678）。",
      en: "Write digits and “-” (for example +81-50-1234-5678).",
    },
  ],
  ["^[a-z0-9", IDENTIFIER],
];

/** Says what zod found in our words, for every issue and every unknown key. */
export function describeIssues(error: z.ZodError, input: unknown, root = ""): Issue[] {
  return error.issues.flatMap((issue) => describe(issue, input, root, (name) => name));
}

/** The same of what somebody sent: a name that may be anybody's value is not said back (`quotable`). */
export function describeSent(error: z.ZodError, input: unknown, root: string): Issue[] {
  return error.issues.flatMap((issue) => describe(issue, input, root, quotable));
}

function describe(issue: z.core.$ZodIssue, input: unknown, root: string, say: (name: string) => string): Issue[] {
  const { path } = issue;
  const key = keyOf(path, root);
  const given = valueAt(input, path);
  const one = (code: IssueCode, values: Record<string, string | number | Words> = {}): Issue[] => [
    { code, path, message: sentence(code, { key, ...values }) },
  ];
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map(say).map((name) => ({
        code: "unknown-key",
        path: [...path, name],
        message: sentence("unknown-key", { key: name, hint: SPELLING }),
      }));
    case "invalid_type":
      if (given === undefined) return one("missing-key");
      return one("wrong-type", {
        expected: TYPES[issue.expected] ?? { ja: issue.expected, en: issue.expected },
        given: typeName(given),
        hint: issue.expected === "string" && typeof given !== "object" ? QUOTE : NONE,
      });
    case "invalid_value":
      return given === undefined
        ? one("missing-key")
        : one("not-one-of", { allowed: issue.values.map(String).join(", ") });
    case "invalid_union":
      return describeUnion(issue, given, input, root, say) ?? one("bad-form");
    case "invalid_key":
      return one(issue.issues.map(({ message }) => message).find(isCustom) ?? "bad-name", {
        hint: issue.issues.map(hintFor).find((hint) => hint !== NONE) ?? IDENTIFIER,
      });
    case "invalid_format":
      return one("bad-form", { hint: hintFor(issue) });
    case "too_small":
      return isNumeric(issue.origin) ? one("too-small", { limit: Number(issue.minimum) }) : one("empty");
    case "too_big":
      return one(isNumeric(issue.origin) ? "too-large" : "too-long", { limit: Number(issue.maximum) });
    case "custom":
      return one(isCustom(issue.message) ? issue.message : "bad-form");
    default:
      return one("bad-form");
  }
}

/** The last key of a path, and in brackets which entry of its list is meant, counted from 0. */
function keyOf(path: readonly PropertyKey[], root: string): string {
  const named = path.findLastIndex((part) => typeof part !== "number");
  const entries = path.slice(named + 1).map((index) => `[${String(index)}]`);
  return `${String(path[named] ?? root)}${entries.join("")}`;
}

/** What a schema's own test says it refused; a schema gives the code as its `error`. */
const CUSTOM = [
  "hidden-characters",
  "no-such-date",
  "too-fine",
  "no-time-to-object",
  "reserved-name",
  "does-not-identify",
] as const;

function isCustom(message: string): message is (typeof CUSTOM)[number] {
  return CUSTOM.some((code) => code === message);
}

/** A union says why each branch failed: speak of the branch that was meant, the one of the value's own type. */
function describeUnion(
  issue: z.core.$ZodIssueInvalidUnion,
  given: unknown,
  input: unknown,
  root: string,
  say: (name: string) => string,
): Issue[] | undefined {
  if (issue.discriminator !== undefined) {
    const path = issue.path.at(-1) === issue.discriminator ? issue.path : [...issue.path, issue.discriminator];
    const value = valueAt(input, path);
    const allowed = "options" in issue && Array.isArray(issue.options) ? issue.options.map(String).join(", ") : "";
    const code = value === undefined ? "missing-key" : "not-one-of";
    return [{ code, path, message: sentence(code, { key: issue.discriminator, allowed }) }];
  }
  const meant = issue.errors.find((branch) =>
    branch.every((inner) => !(inner.code === "invalid_type" && inner.path.length === 0)),
  );
  if (meant === undefined) {
    return given === undefined
      ? [
          {
            code: "missing-key",
            path: issue.path,
            message: sentence("missing-key", { key: keyOf(issue.path, root) }),
          },
        ]
      : undefined;
  }
  return meant.flatMap((inner) => describe({ ...inner, path: [...issue.path, ...inner.path] }, input, root, say));
}

/** The sentence of a code; one without a hint ends at its full stop. */
function sentence(code: IssueCode, values: Readonly<Record<string, string | number | Words>>): Words {
  const { ja, en } = fillWords(ISSUES[code], { hint: NONE, ...values });
  return { ja: ja.trimEnd(), en: en.trimEnd() };
}

function isNumeric(origin: string): boolean {
  return origin === "number" || origin === "int" || origin === "bigint";
}

function hintFor(issue: z.core.$ZodIssue): Words {
  if (issue.code !== "invalid_format") return NONE;
  if (issue.format === "email") return { ja: "メールアドレスの形で書いてください。", en: "Write an e-mail address." };
  const pattern = issue.pattern ?? "";
  return FORMS.find(([fragment]) => pattern.includes(fragment))?.[1] ?? NONE;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, part) ? Reflect.get(value, part) : undefined,
    input,
  );
}

export function typeName(value: unknown): Words {
  const kind = value === null || value === undefined ? "null" : Array.isArray(value) ? "array" : typeof value;
  return TYPES[kind] ?? { ja: kind, en: kind };
}

/** JSON Pointer (RFC 6901) of a path. */
export function pointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
