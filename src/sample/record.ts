import { setImmediate as pause } from "node:timers/promises";
import { act, type Command, type Desk } from "../act/index.ts";
import type { Id } from "../wire/index.ts";
import {
  countPeople,
  endFact,
  erasePerson,
  linkPeople,
  type NewFacts,
  policyWords,
  recordFacts,
  recordPeople,
  recordRepresentative,
  subjectsOf,
} from "../people/index.ts";
import type { Pack } from "../policy/index.ts";
import { recordProvisions, recordReceipts } from "../provision/index.ts";
import { beginSample, finishSample, type SampleCounts } from "./events.ts";
import { isoOf, type Later, type Life } from "./life.ts";
import { lifeMaker, type Window } from "./lives.ts";
import { recordParties } from "./record-parties.ts";

/** The policy whose words the made people speak. */
export const SAMPLE_POLICY = "leopalace21";
export const DEFAULT_PEOPLE = 2_000;
export const DEFAULT_SEED = 21;

export interface SampleOptions {
  /** How many; 2,000 unless given. */
  readonly people?: number;
  /** The same seed gives the same people; a whole number. */
  readonly seed?: number;
  /** Where the two years end; now unless given. */
  readonly until?: Temporal.Instant;
  /** Told after each batch how many people are on record. */
  readonly progress?: (done: number, of: number) => void;
}

const YEARS = 2;
/** As many batches as two years have months, as long as a batch is neither tiny nor more than one transaction should hold. */
const BATCHES = 24;
const LEAST = 25;
const MOST = 500;
/** What comes later comes at most so many batches later, so that what waits does not grow with the number of people. */
const WAIT = 40;
/** Between two acts of a batch. */
const TICK_MS = 1_000;

type ProvisionInput = Parameters<typeof recordProvisions>[1]["provisions"][number];

const AROUND = { actor: { kind: "system", id: "sample" } } as const;

/** So many windows of equal length, one after the other, and how many people come in each. */
export function batchesOf(
  people: number,
  from: number,
  until: number,
): readonly (Window & { readonly people: number })[] {
  const size = Math.min(MOST, Math.max(LEAST, Math.ceil(people / BATCHES)));
  const count = Math.ceil(people / size);
  const length = (until - from) / count;
  return Array.from({ length: count }, (_, place) => ({
    from: Math.floor(from + place * length),
    to: Math.floor(from + (place + 1) * length),
    people: Math.min(size, people - place * size),
  }));
}

/** What is in hand while the two years go by. */
interface Run {
  readonly desk: Desk;
  readonly doing: <Output>(command: Command<Output>) => Promise<Output>;
  readonly words: ReturnType<typeof policyWords>;
  readonly counts: { -readonly [Count in keyof SampleCounts]: SampleCounts[Count] };
  /** What waits, by the batch that it comes in. */
  readonly waiting: Map<number, { readonly person: Id<"person">; readonly later: Later }[]>;
}

interface Recorded {
  readonly id: Id<"person">;
  readonly life: Life;
}

/**
 * Records made-up people with two years of what they said, what was handed over and what came in, through the same commands as
 * everybody's. A clock of its own walks through the two years up to `until`, so that events carry the instants of what they tell; in the
 * log they stand in the order in which they were recorded, after whatever was there before. Batch by batch: what is in memory does not
 * grow with the number of people.
 * @throws {RangeError} where the reference policy is not among the packs, or a number is not one
 */
export async function sampleRecords(
  desk: Desk,
  packs: Iterable<Pack>,
  options: SampleOptions = {},
): Promise<SampleCounts> {
  const { people = DEFAULT_PEOPLE, seed = DEFAULT_SEED, until = desk.clock.now(), progress } = options;
  if (!Number.isSafeInteger(people) || people < 1) throw new RangeError("people is a whole number from 1 on");
  if (!Number.isSafeInteger(seed)) throw new RangeError("seed is a whole number");
  const all = [...packs];
  const program = all.find(({ id }) => id === SAMPLE_POLICY)?.versions.at(-1);
  if (program === undefined) throw new RangeError(`the policy ${SAMPLE_POLICY} is not among the packs`);
  const end = until.epochMilliseconds;
  const start = until.toZonedDateTimeISO("Asia/Tokyo").subtract({ years: YEARS }).toInstant().epochMilliseconds;
  const hand = { at: start };
  const walking: Desk = {
    ...desk,
    clock: { now: () => Temporal.Instant.fromEpochMilliseconds(Math.min(hand.at, end)) },
  };
  const run: Run = {
    desk: walking,
    doing: async (command) => {
      hand.at += TICK_MS;
      return await act(walking, command, AROUND);
    },
    words: policyWords(all),
    counts: { people: 0, facts: 0, provisions: 0, receipts: 0, parties: 0, erased: 0 },
    waiting: new Map(),
  };
  // Those who are there already have the numbers before.
  const first = await countPeople(desk);
  const lifeOf = lifeMaker(seed, program.policy);
  await run.doing(beginSample({ people, seed, first }));
  const parties = await recordParties(run, { start, end });
  const batches = batchesOf(people, start, end);
  let before: Id<"person"> | undefined;
  for (const [place, window] of batches.entries()) {
    // Nothing of this batch lies after its acts, and no act after the next batch's.
    hand.at = Math.max(hand.at, window.to - MOST * TICK_MS);
    await parties.upTo(hand.at);
    const edge = { from: window.from, to: Math.max(window.from, Math.min(hand.at, end)) };
    const lives = Array.from({ length: window.people }, (_, one) => lifeOf(first + run.counts.people + one, edge));
    const last = await recordBatch(run, lives, { place, batches: batches.length, parties, before, at: edge });
    before = last;
    run.counts.people += lives.length;
    progress?.(run.counts.people, people);
    await pause();
  }
  await parties.upTo(end);
  run.counts.parties = parties.count();
  await run.doing(finishSample(run.counts));
  return { ...run.counts };
}

interface Around {
  readonly place: number;
  readonly batches: number;
  readonly parties: Awaited<ReturnType<typeof recordParties>>;
  readonly before: Id<"person"> | undefined;
  readonly at: Window;
}

/** @returns the last person of the batch */
async function recordBatch(run: Run, lives: readonly Life[], around: Around): Promise<Id<"person"> | undefined> {
  const { doing, words, counts, waiting } = run;
  const { place, batches, parties, at } = around;
  const { ids } = await doing(recordPeople({ people: lives.map(({ person }) => person) }, { words }));
  const recorded = lives.flatMap((life, index): Recorded[] => {
    const id = ids[index];
    return id === undefined ? [] : [{ id, life }];
  });
  const told = recorded.flatMap(({ id, life }) => life.told.map((one) => ({ ...one, person: id, of: life })));
  for (const { id, life } of recorded)
    for (const later of life.later) {
      const lag = 1 + Math.floor(later.lag * Math.min(WAIT, batches));
      const due = Math.min(batches - 1, place + lag);
      waiting.set(due, [...(waiting.get(due) ?? []), { person: id, later }]);
    }
  const facts = await doing(recordFacts({ entries: told.map(({ of: _of, ...entry }) => entry) }, { words }));
  counts.facts += facts.ids.reduce((sum, those) => sum + those.length, 0);
  const consentOf = new Map<Life, (Id<"fact"> | undefined)[]>();
  for (const [index, { of }] of told.entries())
    consentOf.set(of, [...(consentOf.get(of) ?? []), facts.ids[index]?.[0]]);

  await recordHandovers(run, recorded, parties, consentOf);
  for (const [index, { id, life }] of recorded.entries()) {
    for (const representative of life.representatives)
      await doing(recordRepresentative({ person: id, representative: { ...representative, from: isoOf(at.from) } }));
    const other = recorded[index - 1]?.id ?? around.before;
    if (life.sameAsBefore && other !== undefined)
      await doing(linkPeople({ person: id, other, reason: "氏名、フリガナ、生年月日、住所が同じため（見本）" }));
  }
  await recordLater(run, place, at);
  return recorded.at(-1)?.id;
}

async function recordHandovers(
  { doing, counts }: Run,
  recorded: readonly Recorded[],
  parties: Around["parties"],
  consentOf: ReadonlyMap<Life, readonly (Id<"fact"> | undefined)[]>,
): Promise<void> {
  const provisions = recorded.flatMap(({ id, life }) =>
    life.handovers.map(({ to, consent, inSeries, ...rest }) => {
      const fact = consent === undefined ? undefined : consentOf.get(life)?.[consent];
      return {
        ...rest,
        person: id,
        party: parties.id(to),
        ...(fact === undefined ? {} : { consent: fact }),
        ...(inSeries === undefined ? {} : { series: parties.series(inSeries) }),
      };
    }),
  );
  const latest = provisions
    .map(({ at }) => at)
    .toSorted()
    .at(-1);
  // What tells nobody from anybody is noted without a person (31(3)).
  const related = {
    at: latest ?? "",
    operator: "lp21",
    party: parties.id("advertiser"),
    basis: "personal-related",
    items: ["survey-answer"],
    channel: "electronic",
  } satisfies ProvisionInput;
  if (provisions.length > 0)
    counts.provisions += (
      await doing(recordProvisions(subjectsOf, { provisions: [...provisions, related] }))
    ).provisions.length;
  const receipts = recorded.flatMap(({ id, life }) =>
    life.arrivals.map(({ from, ...rest }) => ({ ...rest, person: id, party: parties.id(from) })),
  );
  if (receipts.length > 0) counts.receipts += (await doing(recordReceipts(subjectsOf, { receipts }))).receipts.length;
}

/** What comes in this batch of what earlier ones left: facts at once, then what is lifted, then who is erased. */
async function recordLater({ doing, words, counts, waiting }: Run, place: number, at: Window): Promise<void> {
  const due = waiting.get(place) ?? [];
  waiting.delete(place);
  if (due.length === 0) return;
  const entries: NewFacts[] = due.map(({ person, later: { facts, details } }, index) => {
    const when = isoOf(Math.floor(at.from + ((index + 1) / (due.length + 1)) * (at.to - at.from)));
    return {
      person,
      facts: facts.map((fact) => ({ ...fact, at: when })),
      ...(details === undefined ? {} : { details }),
    };
  });
  const { ids } = await doing(recordFacts({ entries }, { words }));
  for (const [index, { person, later }] of due.entries()) {
    const those = ids[index] ?? [];
    counts.facts += those.length;
    const [first] = those;
    if (later.lifted === true && first !== undefined)
      await doing(endFact({ person, fact: first, reason: "本人から取り消しの申し出（見本）" }));
    if (later.erased === true) {
      await doing(erasePerson({ person }));
      counts.erased += 1;
    }
  }
}
