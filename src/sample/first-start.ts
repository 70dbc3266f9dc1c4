import type { Records } from "../act/index.ts";
import { listEvents } from "../evidence/index.ts";
import type { Pack } from "../policy/index.ts";
import { type CommandContext, keptAt } from "../room/index.ts";
import { fill } from "../wire/index.ts";
import { DEFAULT_PEOPLE, DEFAULT_SEED, SAMPLE_POLICY } from "./record.ts";
import { tellProgress } from "./tell-progress.ts";
import { WORDS } from "./words.ts";

/**
 * Records the sample at the first start with the reference policy, where nothing was ever recorded: in the embedded database unless
 * `YAKUSOKU_SAMPLE` is `no`, on a server only where it is `yes`.
 */
export async function sampleAtFirstStart(
  { desk }: Pick<Records, "desk">,
  packs: readonly Pack[],
  context: CommandContext,
): Promise<void> {
  const { environment, err, language: lang } = context;
  const wish = environment["YAKUSOKU_SAMPLE"];
  const onServer = keptAt(environment).url !== undefined;
  if (wish === "no" || (onServer && wish !== "yes")) return;
  if (!packs.some(({ id }) => id === SAMPLE_POLICY)) return;
  // The one event of a new log is that it was opened.
  if ((await listEvents(desk.database.kysely, { limit: 2 })).length > 1) return;
  const begins = fill(WORDS.begins[lang], { people: DEFAULT_PEOPLE });
  err(`${begins}${lang === "ja" ? "" : " "}${WORDS.leaveOut[lang]}\n`);
  const { counts, seconds } = await tellProgress(desk, packs, { people: DEFAULT_PEOPLE, seed: DEFAULT_SEED }, context);
  err(`${fill(WORDS.done[lang], { ...counts, seconds })}\n`);
}
