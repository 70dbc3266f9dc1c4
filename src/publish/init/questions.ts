import { z } from "zod";
import { blocks } from "../../policy/index.ts";
import { fillWords, type Words } from "../../wire/index.ts";
import type { Answers } from "./answers.ts";
import { KINDS, type KindName, kindTemplate } from "./people.ts";
import {
  CALLERS,
  MAILED,
  RECIPIENTS,
  type RecipientName,
  recipientTemplate,
  USES,
  type UseName,
  useTemplate,
} from "./uses.ts";

/** What has been answered so far. */
export type SoFar = Partial<Answers>;

interface Choice {
  readonly value: string;
  readonly name: Words;
}

/** One question of `yakusoku init`. Its key is its option on the command line and its key in a file of answers. */
export interface Question {
  readonly key: string;
  readonly asks: Words;
  /** What may be chosen, for the terminal to list. */
  readonly choices?: (soFar: SoFar) => readonly Choice[];
  /** Not asked where it makes no sense. */
  readonly applies?: (soFar: SoFar) => boolean;
  /** What an empty line and `--yes` stand for. */
  readonly unlessSaid: (soFar: SoFar, today: string) => string;
  /** The default is an invention that has to be replaced. */
  readonly invented?: true;
  /** Reads an answer into those so far, or says what is wrong with it. */
  readonly read: (
    given: string,
    soFar: SoFar,
    today: string,
  ) => { readonly answers: SoFar } | { readonly fault: Words };
}

const FAULTS = {
  empty: { ja: "空のままにはできません。", en: "It cannot be left empty." },
  text: {
    ja: "制御文字や改行は使えません。200字までの一行で書いてください。",
    en: "Write one line of at most 200 characters, without control characters.",
  },
  id: {
    ja: "「{given}」は使えません。英小文字で始め、英小文字・数字・ハイフンで60字までにしてください（例：mihon-shop）。",
    en: "“{given}” cannot be used. Begin with a small letter; small letters, digits and hyphens, 60 at most: mihon-shop.",
  },
  email: {
    ja: "「{given}」はメールアドレスとして読めません（例：privacy@example.jp）。",
    en: "“{given}” is no e-mail address. Write it like privacy@example.jp.",
  },
  phone: {
    ja: "「{given}」は電話番号として読めません。数字とハイフンで書いてください（例：03-0000-0000）。",
    en: "“{given}” is no telephone number. Use digits and hyphens: 03-0000-0000.",
  },
  date: {
    ja: "「{given}」は日付として読めません。暦にある日を YYYY-MM-DD で書いてください。",
    en: "“{given}” is no date. Write a day of the calendar as YYYY-MM-DD.",
  },
  range: {
    ja: "「{given}」は使えません。{first} から {last} までの日にしてください。",
    en: "“{given}” cannot be used. Give a day from {first} to {last}.",
  },
  yesNo: { ja: "「{given}」ではなく、yes か no で答えてください。", en: "Answer yes or no, not “{given}”." },
  choice: {
    ja: "「{given}」は選べません。選べるのは {allowed} です。",
    en: "“{given}” is no choice here. The choices are {allowed}.",
  },
  some: { ja: "一つ以上選んでください。", en: "Choose at least one." },
  unused: {
    ja: "「{name}」の情報を使う目的がありません。{allowed} から選んで加えてください。",
    en: "Nothing is chosen for which data of “{name}” is used. Add one of {allowed}.",
  },
} as const satisfies Record<string, Words>;

/** The Act as it is modelled here begins that day; a later slip of the year is caught by the other bound. */
const FIRST_DAY = "2022-04-01";
const YEARS_AHEAD = 2;

type Read = Question["read"];
const fault = (words: Words, values: Readonly<Record<string, string | Words>> = {}): { fault: Words } => ({
  fault: fillWords(words, values),
});

function line(put: (value: string) => SoFar): Read {
  return (given) => {
    const value = given.trim();
    if (value === "") return fault(FAULTS.empty);
    const fits = value.length <= 200 && !/[\n\r\t\u0085\u2028\u2029\ufeff]/.test(value) && value.isWellFormed();
    return fits && blocks.text.safeParse({ ja: value }).success ? { answers: put(value) } : fault(FAULTS.text);
  };
}

function yesNo(put: (value: boolean) => SoFar): Read {
  return (given) => {
    const word = given.trim().toLowerCase();
    if (["yes", "y", "true", "はい"].includes(word)) return { answers: put(true) };
    if (["no", "n", "false", "いいえ"].includes(word)) return { answers: put(false) };
    return fault(FAULTS.yesNo, { given });
  };
}

const NONE = "none";

/** Several of the choices, by name or by their number in the list; `none` for none. */
function severalOf(given: string, choices: readonly Choice[]): { names: string[] } | { fault: Words } {
  const words = given
    .split(/[\s,、]+/)
    .map((word) => word.trim())
    .filter((word) => word !== "" && word !== NONE);
  const names = words.map((word) => choices.find(({ value }, index) => value === word || String(index + 1) === word));
  const wrong = words[names.findIndex((name) => name === undefined)];
  if (wrong !== undefined)
    return fault(FAULTS.choice, { given: wrong, allowed: choices.map(({ value }) => value).join(", ") });
  return { names: choices.filter((choice) => names.includes(choice)).map(({ value }) => value) };
}

const isKind = (name: string): name is KindName => Object.hasOwn(KINDS, name);
const isUse = (name: string): name is UseName => Object.hasOwn(USES, name);
const isRecipient = (name: string): name is RecipientName => Object.hasOwn(RECIPIENTS, name);
const KIND_NAMES = Object.keys(KINDS).filter(isKind);
const USE_NAMES = Object.keys(USES).filter(isUse);
const RECIPIENT_NAMES = Object.keys(RECIPIENTS).filter(isRecipient);

const usesFor = (kinds: readonly KindName[] = []): UseName[] =>
  USE_NAMES.filter((use) => useTemplate(use).people.some((kind) => kinds.includes(kind)));
const recipientsFor = ({ people = [], uses = [], mail = false }: SoFar): RecipientName[] =>
  RECIPIENT_NAMES.filter((name) => {
    const served = recipientTemplate(name).uses;
    return (
      people.length > 0 &&
      (served === undefined || served.some((use) => (use === "direct-mail" ? mail : uses.includes(use))))
    );
  });

const kindChoices = (): Choice[] => KIND_NAMES.map((value) => ({ value, name: kindTemplate(value).name }));
const useChoices = ({ people }: SoFar): Choice[] =>
  usesFor(people).map((value) => ({ value, name: useTemplate(value).name }));
const recipientChoices = (soFar: SoFar): Choice[] =>
  recipientsFor(soFar).map((value) => ({ value, name: recipientTemplate(value).name }));

const COOKIES = ["none", "own", "google-analytics"] as const;
const COOKIE_CHOICES: readonly Choice[] = [
  { value: "none", name: { ja: "使わない", en: "none" } },
  { value: "own", name: { ja: "サイトの表示に要るものだけ", en: "only those that the site needs" } },
  { value: "google-analytics", name: { ja: "Google アナリティクスも使う", en: "Google Analytics as well" } },
];

/** In the order in which they are asked: a later one may depend on the earlier. */
export const QUESTIONS: readonly Question[] = [
  {
    key: "name-ja",
    asks: { ja: "事業者の名称（日本語）", en: "Name of the business, in Japanese" },
    unlessSaid: () => "（名称を記入）株式会社",
    invented: true,
    read: line((nameJa) => ({ nameJa })),
  },
  {
    key: "name-en",
    asks: { ja: "事業者の名称（英語）", en: "Name of the business, in English" },
    unlessSaid: () => "(Name of the business)",
    invented: true,
    read: line((nameEn) => ({ nameEn })),
  },
  {
    key: "id",
    asks: { ja: "識別子（英小文字・数字・ハイフン）", en: "Identifier: small letters, digits, hyphens" },
    unlessSaid: ({ nameEn = "" }) => slug(nameEn),
    read: (given) => {
      const id = given.trim();
      return /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id) && id.length <= 60
        ? { answers: { id } }
        : fault(FAULTS.id, { given });
    },
  },
  {
    key: "address-ja",
    asks: { ja: "所在地（日本語）", en: "Address, in Japanese" },
    unlessSaid: () => "（所在地を記入）",
    invented: true,
    read: line((addressJa) => ({ addressJa })),
  },
  {
    key: "address-en",
    asks: { ja: "所在地（英語）", en: "Address, in English" },
    unlessSaid: () => "(Address)",
    invented: true,
    read: line((addressEn) => ({ addressEn })),
  },
  {
    key: "representative-ja",
    asks: { ja: "代表者の氏名（日本語）", en: "Name of the representative, in Japanese" },
    unlessSaid: () => "（代表者の氏名を記入）",
    invented: true,
    read: line((representativeJa) => ({ representativeJa })),
  },
  {
    key: "representative-en",
    asks: { ja: "代表者の氏名（ローマ字）", en: "Name of the representative, in Latin letters" },
    unlessSaid: () => "(Name of the representative)",
    invented: true,
    read: line((representativeEn) => ({ representativeEn })),
  },
  {
    key: "title-ja",
    asks: { ja: "代表者の肩書（日本語）", en: "Title of the representative, in Japanese" },
    unlessSaid: () => "代表取締役",
    read: line((titleJa) => ({ titleJa })),
  },
  {
    key: "title-en",
    asks: { ja: "代表者の肩書（英語）", en: "Title of the representative, in English" },
    unlessSaid: () => "Representative Director",
    read: line((titleEn) => ({ titleEn })),
  },
  {
    key: "email",
    asks: { ja: "窓口のメールアドレス", en: "E-mail address of the window" },
    unlessSaid: () => "privacy@example.jp",
    invented: true,
    read: (given) => {
      const email = given.trim();
      return email.length <= 200 && z.email().safeParse(email).success
        ? { answers: { email } }
        : fault(FAULTS.email, { given });
    },
  },
  {
    key: "phone",
    asks: { ja: "窓口の電話番号（なければ none）", en: "Telephone of the window, or none" },
    unlessSaid: () => NONE,
    read: (given) => {
      const phone = given.trim();
      if (phone === NONE) return { answers: { phone: undefined } };
      return /^\+?[0-9-]{6,20}$/.test(phone) ? { answers: { phone } } : fault(FAULTS.phone, { given });
    },
  },
  {
    key: "people",
    asks: { ja: "だれの情報を扱いますか", en: "Whose data is handled?" },
    choices: kindChoices,
    unlessSaid: () => "customer, employee, applicant",
    read: (given) => {
      const chosen = severalOf(given, kindChoices());
      if ("fault" in chosen) return chosen;
      return chosen.names.length === 0 ? fault(FAULTS.some) : { answers: { people: chosen.names.filter(isKind) } };
    },
  },
  {
    key: "uses",
    asks: { ja: "何に使いますか", en: "What is it used for?" },
    choices: useChoices,
    unlessSaid: ({ people }) => usesFor(people).join(", "),
    read: (given, soFar) => {
      const chosen = severalOf(given, useChoices(soFar));
      if ("fault" in chosen) return chosen;
      const uses = chosen.names.filter(isUse);
      const idle = soFar.people?.find((kind) => !uses.some((use) => useTemplate(use).people.includes(kind)));
      if (idle === undefined) return { answers: { uses } };
      return fault(FAULTS.unused, { name: kindTemplate(idle).name, allowed: usesFor([idle]).join(", ") });
    },
  },
  {
    key: "mail",
    asks: { ja: "商品やサービスの案内を送りますか", en: "Is mail about goods and services sent?" },
    applies: ({ people = [] }) => people.some((kind) => MAILED.includes(kind)),
    unlessSaid: () => "no",
    read: yesNo((mail) => ({ mail })),
  },
  {
    key: "recipients",
    asks: {
      ja: "業務を委託して情報を預ける相手（なければ none）",
      en: "Who is entrusted with work and receives data? Or none",
    },
    choices: recipientChoices,
    unlessSaid: () => NONE,
    read: (given, soFar) => {
      const chosen = severalOf(given, recipientChoices(soFar));
      return "fault" in chosen ? chosen : { answers: { recipients: chosen.names.filter(isRecipient) } };
    },
  },
  {
    key: "cookies",
    asks: { ja: "サイトでクッキーを使いますか", en: "Does the site use cookies?" },
    choices: () => COOKIE_CHOICES,
    unlessSaid: () => NONE,
    read: (given) => {
      const word = given.trim();
      const cookies = COOKIES.find((name, index) => name === word || String(index + 1) === word);
      return cookies === undefined
        ? fault(FAULTS.choice, { given: word, allowed: COOKIES.join(", ") })
        : { answers: { cookies } };
    },
  },
  {
    key: "calls",
    asks: { ja: "通話を録音しますか", en: "Are calls recorded?" },
    applies: ({ people = [] }) => people.some((kind) => CALLERS.includes(kind)),
    unlessSaid: () => "no",
    read: yesNo((calls) => ({ calls })),
  },
  {
    key: "in-force-from",
    asks: { ja: "効力が生じる日", en: "In force from" },
    unlessSaid: (_soFar, today) => today,
    read: (given, _soFar, today) => {
      const day = given.trim();
      if (!blocks.date.safeParse(day).success) return fault(FAULTS.date, { given });
      const last = Temporal.PlainDate.from(today).add({ years: YEARS_AHEAD }).toString();
      return day < FIRST_DAY || day > last
        ? fault(FAULTS.range, { given: day, first: FIRST_DAY, last })
        : { answers: { inForceFrom: day } };
    },
  },
];

function slug(name: string): string {
  const words = name
    .toLowerCase()
    .normalize("NFKD")
    .match(/[a-z0-9]+/g);
  const id = (words ?? []).join("-").slice(0, 60).replace(/-$/, "");
  return /^[a-z]/.test(id) && id !== "name-of-the-business" ? id : "my-business";
}
