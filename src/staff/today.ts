import { versionAt } from "../policy/index.ts";
import { type House, LOOKED_BACK_DAYS, type Observation } from "../room/index.ts";
import type { Words } from "../wire/index.ts";

/** Something that needs somebody of the staff: what is not, or soon no more, as a clause promises. */
export interface Need {
  readonly state: "broken" | "at-risk";
  /** What is looked at: records of provision, checks of entrusted parties. */
  readonly says: Words;
  /** What is wrong with these. */
  readonly wrong: Words;
  readonly count: number;
  /** When the next of them turns worse. */
  readonly due: Temporal.Instant | undefined;
  /** Where it is mended, without the language. */
  readonly page: string | undefined;
  readonly clauses: readonly { readonly pack: string; readonly version: string; readonly clause: string }[];
}

/** The promises of all policies served, as they stand now. */
export interface Today {
  readonly needs: readonly Need[];
  /** Of how many clauses something was seen, and all of it well. */
  readonly kept: number;
}

/**
 * What needs somebody today, the worst first, then what turns worse soonest. It is what the board of promises sees, put together by
 * what is to be done instead of by clause: the same slip can touch several clauses.
 */
export async function needsToday({ packs, observe, door, clock }: House): Promise<Today> {
  if (door === undefined || observe === undefined) return { needs: [], kept: 0 };
  const at = clock.now();
  const since = at.subtract({ hours: LOOKED_BACK_DAYS * 24 });
  const needs = new Map<string, Need>();
  let kept = 0;
  for (const pack of packs.values()) {
    const program = versionAt(pack, at.epochMilliseconds) ?? pack.versions[0];
    if (program === undefined) continue;
    const seen = await door.desk.database.snapshot((records) => observe({ pack, program, at, since, records }));
    const place = { pack: pack.id, version: program.version };
    for (const observation of seen) gather(needs, observation, place);
    const wrong = new Set(seen.filter(({ state }) => state !== "kept").map(({ clause }) => clause));
    kept += new Set(seen.flatMap(({ state, clause }) => (state === "kept" && !wrong.has(clause) ? [clause] : []))).size;
  }
  return { needs: [...needs.values()].toSorted(byUrgency), kept };
}

function gather(
  needs: Map<string, Need>,
  { state, room, says, atRisk, broken, counts, due, page, clause }: Observation,
  place: { readonly pack: string; readonly version: string },
): void {
  if (state !== "broken" && state !== "at-risk") return;
  const key = `${room} ${says.en} ${state}`;
  const known = needs.get(key);
  // The same things count for several clauses: their number is that of the clause that has most of them.
  const count = Math.max(known?.count ?? 0, state === "broken" ? counts.broken : counts.atRisk);
  needs.set(key, {
    state,
    says,
    wrong: state === "broken" ? broken : atRisk,
    count,
    due: sooner(known?.due, due),
    page,
    clauses: [...(known?.clauses ?? []), { ...place, clause }],
  });
}

function sooner(one: Temporal.Instant | undefined, other: Temporal.Instant | undefined): Temporal.Instant | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Temporal.Instant.compare(one, other) <= 0 ? one : other;
}

function byUrgency(a: Need, b: Need): number {
  if (a.state !== b.state) return a.state === "broken" ? -1 : 1;
  const [one, other] = [a.due?.epochMilliseconds, b.due?.epochMilliseconds];
  return (one ?? Number.MAX_SAFE_INTEGER) - (other ?? Number.MAX_SAFE_INTEGER) || b.count - a.count;
}
