import type { Command, Desk } from "../act/index.ts";
import {
  endPartyFact,
  findParty,
  openSeries,
  recordCheck,
  recordOperatorFacts,
  recordParty,
  recordPartyFacts,
} from "../provision/index.ts";
import { dayInJapan, SHARED_USE_MATTERS } from "../law/index.ts";
import type { Id } from "../wire/index.ts";
import { isoOf } from "./life.ts";
import {
  PARTIES,
  type PartyKey,
  partyNumber,
  type PlannedCheck,
  type PlannedFact,
  type PlannedParty,
  SERIES,
  type SeriesKey,
} from "./parties.ts";

interface Doing {
  readonly desk: Desk;
  readonly doing: <Output>(command: Command<Output>) => Promise<Output>;
}

/** The parties of the sample, as they are on record. */
export interface Parties {
  readonly id: (key: PartyKey) => Id<"party">;
  readonly series: (key: SeriesKey) => Id<"series">;
  readonly count: () => number;
  /** Records what came to be known of them up to an instant, in epoch milliseconds. */
  readonly upTo: (at: number) => Promise<void>;
}

interface Planned {
  readonly at: number;
  readonly run: () => Promise<void>;
}

/**
 * Records the parties with what is known of them. Those that an earlier run recorded are taken as they are.
 * @param span the two years, epoch milliseconds
 */
export async function recordParties(
  { desk, doing }: Doing,
  { start, end }: { readonly start: number; readonly end: number },
): Promise<Parties> {
  const ids = new Map<string, Id<"party">>();
  const series = new Map<string, Id<"series">>();
  const planned: Planned[] = [];
  let made = 0;
  const instant = (when: number): number => Math.floor(start + when * (end - start));
  for (const [key, { input, facts = [], checks = [] }] of Object.entries<PlannedParty>(PARTIES)) {
    if (!isParty(key)) continue;
    const number = partyNumber(key);
    const known = await findParty(desk, number);
    if (known !== undefined) {
      ids.set(key, known.id);
      continue;
    }
    const { id } = await doing(recordParty({ country: "JP", databaseInJapan: false, ...input, number }));
    made += 1;
    ids.set(key, id);
    for (const fact of facts) planned.push(...factPlans(doing, id, fact, instant));
    for (const check of checks) planned.push(checkPlan(doing, id, check, instant));
  }
  if (made > 0) planned.push({ at: start, run: () => announce(doing, start) });
  planned.sort((a, b) => a.at - b.at);
  for (const [key, { party, input }] of Object.entries(SERIES)) {
    const { id } = await doing(
      openSeries({
        continuous: false,
        forGoodsOrServices: false,
        documentStatesMatters: false,
        ...input,
        party: idOf(ids, party),
      }),
    );
    series.set(key, id);
  }
  return {
    id: (key) => idOf(ids, key),
    series: (key) => idOf(series, key),
    count: () => made,
    upTo: async (at) => {
      for (;;) {
        const [next] = planned;
        if (next === undefined || next.at > at) return;
        planned.shift();
        await next.run();
      }
    },
  };
}

function isParty(key: string): key is PartyKey {
  return Object.hasOwn(PARTIES, key);
}

function idOf<Of>(ids: ReadonlyMap<string, Of>, key: string): Of {
  const id = ids.get(key);
  if (id === undefined) throw new TypeError(`no ${key} was recorded`);
  return id;
}

function factPlans(
  doing: Doing["doing"],
  party: Id<"party">,
  { when, fact, ends, document, range }: PlannedFact,
  instant: (when: number) => number,
): Planned[] {
  const at = instant(when);
  let recorded: Id<"fact"> | undefined;
  const timed = {
    ...fact,
    at: isoOf(at),
    ...(fact.kind === "safeguard" ? { checkedAt: isoOf(at) } : {}),
  };
  return [
    {
      at,
      run: async () => {
        const { ids } = await doing(recordPartyFacts({ party, facts: [{ fact: timed, document, range }] }));
        [recorded] = ids;
      },
    },
    ...(ends === undefined
      ? []
      : [
          {
            at: instant(ends),
            run: async () => {
              if (recorded !== undefined) await doing(endPartyFact({ fact: recorded, at: isoOf(instant(ends)) }));
            },
          },
        ]),
  ];
}

function checkPlan(
  doing: Doing["doing"],
  party: Id<"party">,
  { when, ...check }: PlannedCheck,
  instant: (when: number) => number,
): Planned {
  const at = instant(when);
  return {
    at,
    run: async () => void (await doing(recordCheck({ party, ...check, on: dayInJapan(at).toString() }))),
  };
}

/** The shared use with partners was announced to everybody. */
async function announce(doing: Doing["doing"], at: number): Promise<void> {
  const fact = {
    kind: "shared-use-notice",
    at: isoOf(at),
    sharedUse: "partners",
    matters: [...SHARED_USE_MATTERS],
    items: ["name", "address", "phone"],
    purposes: ["partners.introduction"],
  } as const;
  await doing(recordOperatorFacts({ operator: "lp21", facts: [{ fact }] }));
}
