import type { Words } from "../../wire/index.ts";
import { plainCapitals } from "./characters.ts";
import type { NormalForm } from "./kind.ts";
import { NUMERALS, numeralsToDigits } from "./numerals.ts";
import { accept, type Outcome, refuse } from "./refusal.ts";

interface Era {
  readonly names: readonly string[];
  readonly label: Words;
  readonly firstYear: number;
  readonly first: string;
  /** The last day that may be written in this era; undefined for the present one. */
  readonly last?: string;
}

/**
 * The eras. The edicts of 1912 and 1926 begin the new era on the very day of the old one's end, so both spellings of that day
 * are right; that of 1989 and the Order of 2019 begin it the day after (Cabinet Order No. 1 of 1989, No. 143 of 2019).
 */
const ERAS: readonly Era[] = [
  {
    names: ["明治", "明", "M"],
    label: { ja: "明治", en: "Meiji" },
    firstYear: 1868,
    first: "1868-01-25",
    last: "1912-07-30",
  },
  {
    names: ["大正", "大", "T"],
    label: { ja: "大正", en: "Taishō" },
    firstYear: 1912,
    first: "1912-07-30",
    last: "1926-12-25",
  },
  {
    names: ["昭和", "昭", "S"],
    label: { ja: "昭和", en: "Shōwa" },
    firstYear: 1926,
    first: "1926-12-25",
    last: "1989-01-07",
  },
  {
    names: ["平成", "平", "H"],
    label: { ja: "平成", en: "Heisei" },
    firstYear: 1989,
    first: "1989-01-08",
    last: "2019-04-30",
  },
  { names: ["令和", "令", "R"], label: { ja: "令和", en: "Reiwa" }, firstYear: 2019, first: "2019-05-01" },
];
/** From 明治6年 on, Japan keeps the Gregorian calendar (Great Council of State, Proclamation No. 337 of 明治5年). */
const GREGORIAN_SINCE = "1873-01-01";
const LONGEST_LIFE_YEARS = 130;

const ERA_NAME = "(?<era>[明大昭平令][治正和成]?|[MTSHR])";
const FORMS = [
  /^(?<year>\d{4})[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})$/,
  /^(?<year>\d{4})年(?<month>\d{1,2})月(?<day>\d{1,2})日?$/,
  /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/,
  new RegExp(`^${ERA_NAME}(?<year>\\d{1,2}|元)[-/.](?<month>\\d{1,2})[-/.](?<day>\\d{1,2})$`, "u"),
  new RegExp(`^${ERA_NAME}(?<year>\\d{1,2}|元)年(?<month>\\d{1,2})月(?<day>\\d{1,2})日?$`, "u"),
  new RegExp(`^${ERA_NAME}(?<year>\\d{2})(?<month>\\d{2})(?<day>\\d{2})$`, "u"),
];

/**
 * A date of birth as YYYY-MM-DD, exact and loose alike, from the Western calendar or an era. It takes neither a year of two digits
 * without its era nor a date that begins with day or month: those can be read in two ways.
 * @param today the day in Japan; a later date is refused
 */
export function normaliseBirthDate(text: string, today: Temporal.PlainDate): Outcome<NormalForm> {
  const typed = plainCapitals("birth-date", text);
  if (!typed.ok) return typed;
  const written = typed.value
    .replaceAll(" ", "")
    .replace(/(?:\([日月火水木金土]\))?(?:生まれ|生)?$/u, "")
    .replaceAll(new RegExp(`[${NUMERALS}]+(?=[年月日])`, "gu"), numeralsToDigits)
    .replace(/^西暦/, "");
  const groups = FORMS.map((form) => form.exec(written)?.groups).find((found) => found !== undefined);
  if (groups === undefined) return refuse("birth-date", "date-form");

  const { era: eraName, year = "", month = "", day = "" } = groups;
  const era = eraName === undefined ? undefined : ERAS.find(({ names }) => names.includes(eraName));
  if (eraName !== undefined && era === undefined) return refuse("birth-date", "date-form");
  const counted = year === "元" ? 1 : Number(year);
  const date = dateOf(era === undefined ? counted : counted === 0 ? 0 : era.firstYear + counted - 1, month, day);
  if (date === undefined) return refuse("birth-date", "no-such-date");

  const iso = date.toString();
  if (era !== undefined && (iso < era.first || (era.last !== undefined && iso > era.last))) {
    const { first, last } = era;
    return refuse("birth-date", "outside-era", {
      era: era.label,
      first,
      last: last ?? { ja: "今日", en: "today" },
    });
  }
  if (era !== undefined && iso < GREGORIAN_SINCE) return refuse("birth-date", "old-calendar");
  if (Temporal.PlainDate.compare(date, today) > 0) return refuse("birth-date", "future-date");
  if (Temporal.PlainDate.compare(date, today.subtract({ years: LONGEST_LIFE_YEARS })) < 0)
    return refuse("birth-date", "too-long-ago");
  return accept({ exact: iso, loose: iso });
}

function dateOf(year: number, month: string, day: string): Temporal.PlainDate | undefined {
  if (year === 0) return undefined;
  try {
    return Temporal.PlainDate.from({ year, month: Number(month), day: Number(day) }, { overflow: "reject" });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
