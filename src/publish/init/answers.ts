import type { Terminal } from "../../room/index.ts";
import { fill, type Language, type Words } from "../../wire/index.ts";
import type { KindName } from "./people.ts";
import { QUESTIONS, type Question, type SoFar } from "./questions.ts";
import type { RecipientName, UseName } from "./uses.ts";

/** What a new policy is made from. */
export interface Answers {
  readonly nameJa: string;
  readonly nameEn: string;
  readonly id: string;
  readonly addressJa: string;
  readonly addressEn: string;
  readonly representativeJa: string;
  readonly representativeEn: string;
  readonly titleJa: string;
  readonly titleEn: string;
  readonly email: string;
  readonly phone: string | undefined;
  readonly people: readonly KindName[];
  readonly uses: readonly UseName[];
  readonly mail: boolean;
  readonly recipients: readonly RecipientName[];
  readonly cookies: "none" | "own" | "google-analytics";
  readonly calls: boolean;
  /** YYYY-MM-DD in Japan. */
  readonly inForceFrom: string;
}

/** An answer that came with the command, and where it stood: `--id`, `answers.yaml:3:1`. */
export interface Given {
  readonly value: string;
  readonly where: string;
}

interface Asking {
  readonly given: ReadonlyMap<string, Given>;
  /** Who can be asked for the rest; absent: nobody. */
  readonly terminal: Terminal | undefined;
  /** Take the default for what was not said, and ask nobody. */
  readonly defaults: boolean;
  /** YYYY-MM-DD in Japan. */
  readonly today: string;
  readonly language: Language;
  readonly err: (said: string) => void;
}

const WORDS = {
  missing: {
    ja: "答えが足りません: {keys}。--answers のファイルかオプションで答えるか、--yes で既定の答えにしてください。",
    en: "Not answered: {keys}. Answer in the file of --answers or by options, or take the defaults with --yes.",
  },
  senseless: {
    ja: "ほかの答えから見て、この問いはあてはまりません。消してください。",
    en: "The other answers leave no room for this one. Take it out.",
  },
  stopped: { ja: "中止しました。何も書いていません。", en: "Stopped. Nothing was written." },
} as const satisfies Record<string, Words>;

/** Where a question does not apply, the answer is no. */
const NOT_APPLYING: SoFar = { mail: false, calls: false };

/**
 * Puts the answers together, asking at a terminal for what was not given; a bad answer is asked again there, and refused
 * with its place where it was given. Says on `err` what is wrong and gives undefined.
 */
export async function collectAnswers(
  asking: Asking,
): Promise<{ readonly answers: Answers; readonly invented: readonly string[] } | undefined> {
  const { given, defaults, terminal, today, language, err } = asking;
  const missing: string[] = [];
  const invented: string[] = [];
  const soFar: SoFar = { ...NOT_APPLYING };
  let refused = false;
  for (const question of QUESTIONS) {
    const { key, applies, unlessSaid, read } = question;
    const said = given.get(key);
    // Nothing to choose from, for an earlier answer was refused: that one is to be mended first.
    if (refused && question.choices?.(soFar).length === 0) continue;
    if (applies !== undefined && !applies(soFar)) {
      if (said === undefined) continue;
      const answer = read(said.value, soFar, today);
      // “No” to what cannot be is true, and no fault.
      if ("answers" in answer && Object.values(answer.answers).every((value) => value === false)) continue;
      err(`${said.where}: ${WORDS.senseless[language]}\n`);
      refused = true;
      continue;
    }
    if (said === undefined && !defaults && terminal !== undefined && !refused) {
      const answer = await askUntilRight(question, soFar, asking, terminal);
      if (answer === undefined) {
        err(`\n${WORDS.stopped[language]}\n`);
        return undefined;
      }
      Object.assign(soFar, answer);
      continue;
    }
    if (said === undefined && !defaults) missing.push(`--${key}`);
    if (said === undefined && question.invented === true) invented.push(key);
    const answer = read(said?.value ?? unlessSaid(soFar, today), soFar, today);
    if ("answers" in answer) Object.assign(soFar, answer.answers);
    else if (said !== undefined) {
      err(`${said.where}: ${answer.fault[language]}\n`);
      refused = true;
    }
  }
  if (missing.length > 0) err(`${fill(WORDS.missing[language], { keys: missing.join(" ") })}\n`);
  return refused || missing.length > 0 || !isComplete(soFar) ? undefined : { answers: soFar, invented };
}

function isComplete(soFar: SoFar): soFar is Answers {
  return soFar.id !== undefined && soFar.inForceFrom !== undefined && soFar.people !== undefined;
}

/** The answer, or undefined where the terminal was closed. */
async function askUntilRight(
  { asks, choices, unlessSaid, read, invented }: Question,
  soFar: SoFar,
  { today, language, err }: Asking,
  terminal: Terminal,
): Promise<SoFar | undefined> {
  const list = (choices?.(soFar) ?? []).map(
    ({ value, name }, index) => `  ${index + 1}. ${value} – ${name[language]}\n`,
  );
  // An invention is no answer: whoever can be asked says it themselves.
  const usual = invented === true ? undefined : unlessSaid(soFar, today);
  const prompt = `${asks[language]}\n${list.join("")}${usual === undefined ? "" : `[${usual}] `}> `;
  for (;;) {
    const typed = await terminal.ask(prompt);
    if (typed === undefined) return undefined;
    const answer = read(typed.trim() === "" && usual !== undefined ? usual : typed, soFar, today);
    if ("answers" in answer) return answer.answers;
    err(`${answer.fault[language]}\n`);
  }
}
