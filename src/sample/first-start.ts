import type { Records } from "../act/index.ts";
import { listEvents } from "../evidence/index.ts";
import type { Pack } from "../policy/index.ts";
import { type CommandContext, keptAt } from "../room/index.ts";
import { fill } from "../wire/index.ts";
import { MOST_PEOPLE } from "./places.ts";
import { DEFAULT_PEOPLE, DEFAULT_SEED, SAMPLE_POLICY } from "./record.ts";
import { tellProgress } from "./tell-progress.ts";
import { WORDS } from "./words.ts";

/**
 * Records the sample at the first start with the reference policy, where nothing was ever recorded: in the embedded database unless
 * `YAKUSOKU_SAMPLE` is `no`, on a server only where it is `yes` or says how many people.
 * @returns false where the variable cannot be read; it has said so
 */
export async function sampleAtFirstStart(
  { desk }: Pick<Records, "desk">,
  packs: readonly Pack[],
  context: CommandContext,
): Promise<boolean> {
  const { environment, err, language: lang } = context;
  const onServer = keptAt(environment).url !== undefined;
  const given = environment["YAKUSOKU_SAMPLE"] || (onServer ? "no" : "yes");
  const people = given === "no" ? 0 : given === "yes" ? DEFAULT_PEOPLE : /^\d{1,8}$/.test(given) ? Number(given) : -1;
  if (people < 0 || people > MOST_PEOPLE) {
    err(`${fill(WORDS.badWish[lang], { given, most: MOST_PEOPLE })}\n`);
    return false;
  }
  if (people === 0 || !packs.some(({ id }) => id === SAMPLE_POLICY)) return true;
  // The one event of a new log is that it was opened.
  if ((await listEvents(desk.database.kysely, { limit: 2 })).length > 1) return true;
  const begins = fill(WORDS.begins[lang], { people });
  err(`${begins}${lang === "ja" ? "" : " "}${WORDS.leaveOut[lang]}\n`);
  const { counts, seconds } = await tellProgress(desk, packs, { people, seed: DEFAULT_SEED }, context);
  err(`${fill(WORDS.done[lang], { ...counts, seconds })}\n`);
  return true;
}
