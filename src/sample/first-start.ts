import type { Records } from "../act/index.ts";
import { listEvents } from "../evidence/index.ts";
import type { Pack } from "../policy/index.ts";
import { type CommandContext, keptAt } from "../room/index.ts";
import { type Form, setting, type Settings } from "../settings/index.ts";
import { fill, fillWords } from "../wire/index.ts";
import { MOST_PEOPLE } from "./places.ts";
import { DEFAULT_PEOPLE, DEFAULT_SEED, SAMPLE_POLICY } from "./record.ts";
import { tellProgress } from "./tell-progress.ts";
import { WORDS } from "./words.ts";

/** How many people, or what the kind of database says. */
type Wish = number | "by-database";

const wish: Form<Wish> = {
  says: fillWords(WORDS.wish, { most: MOST_PEOPLE }),
  read: (text) => {
    const people = text === "no" ? 0 : text === "yes" ? DEFAULT_PEOPLE : /^\d{1,8}$/.test(text) ? Number(text) : -1;
    return people < 0 || people > MOST_PEOPLE ? undefined : people;
  },
  write: (value) => (value === "by-database" ? "yes; no (PostgreSQL)" : String(value)),
};

export const SAMPLE = setting<Wish>({
  name: "YAKUSOKU_SAMPLE",
  says: WORDS.setting,
  form: wish,
  unset: "by-database",
});

/**
 * Records the sample at the first start with the reference policy, where nothing was ever recorded: in the embedded database unless
 * `YAKUSOKU_SAMPLE` is `no`, on a server only where it is `yes` or says how many people.
 */
export async function sampleAtFirstStart(
  { desk }: Pick<Records, "desk">,
  packs: readonly Pack[],
  settings: Settings,
  context: CommandContext,
): Promise<void> {
  const { err, language: lang } = context;
  const asked = settings.get(SAMPLE);
  const people = asked === "by-database" ? (keptAt(settings).url === undefined ? DEFAULT_PEOPLE : 0) : asked;
  if (people === 0 || !packs.some(({ id }) => id === SAMPLE_POLICY)) return;
  // The one event of a new log is that it was opened.
  if ((await listEvents(desk.database.kysely, { limit: 2 })).length > 1) return;
  const begins = fill(WORDS.begins[lang], { people });
  err(`${begins}${lang === "ja" ? "" : " "}${WORDS.leaveOut[lang]}\n`);
  const { counts, seconds } = await tellProgress(desk, packs, { people, seed: DEFAULT_SEED }, context);
  err(`${fill(WORDS.done[lang], { ...counts, seconds })}\n`);
}
