import type { Words } from "../wire/index.ts";

interface FormerName {
  /** How policies write the former name; whole, without regard to case. */
  readonly written: readonly RegExp[];
  readonly now: Words;
  /** First day in Japan on which the name is another [K]. */
  readonly since: string;
}

/** Names under which receivers of transmissions no longer go: common knowledge, read in no register [K]. */
const FORMER_NAMES: readonly FormerName[] = [
  {
    written: [/^google,? inc\.?$/i, /^グーグル(株式会社)?$/],
    now: { ja: "Google LLC", en: "Google LLC" },
    since: "2017-10-01",
  },
  {
    written: [/^(facebook|instagram)(,? (inc\.?|llc))?$/i, /^facebook japan(株式会社)?$/i],
    now: { ja: "Meta Platforms, Inc.", en: "Meta Platforms, Inc." },
    since: "2021-10-29",
  },
  {
    written: [
      /^yahoo!?( japan)?( corporation)?$/i,
      /^(z ?ホールディングス|ヤフー|line)(株式会社)?$/i,
      /^line corporation$/i,
    ],
    now: { ja: "LINEヤフー株式会社", en: "LY Corporation" },
    since: "2023-10-01",
  },
];

/**
 * The name under which a receiver goes on a day, where the one written is a former name; else undefined.
 * @param day YYYY-MM-DD in Japan
 */
export function presentName(written: string, day: string): { readonly now: Words; readonly since: string } | undefined {
  return FORMER_NAMES.find(
    ({ written: forms, since }) => since <= day && forms.some((form) => form.test(written.trim())),
  );
}
