import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { Kind } from "../databases.ts";
import { type MortalServer, newServer } from "../postgresql.ts";
import { killStarted, type RunningServer, runProcess, startServer } from "../running.ts";
import { anyMoment, type Api, apiOf, idsOf, type Population, type Write, writeUntilGone } from "./load.ts";
import { isWhole, personSeen, timesOnRecord } from "./records.ts";
import { halfWritten } from "./tables.ts";

/*
 * Rounds of one data folder: the server is started and written to by many at once, killed at a random moment and started again, and
 * everything that it had acknowledged has to be there, and nothing by halves.
 */

export interface Round {
  readonly killed: "server" | "server and PostgreSQL";
  readonly sent: number;
  readonly acknowledged: number;
  /** Answered with a refusal, as for a person who was erased meanwhile. */
  readonly refused: number;
  /** Sent and never answered; of these, how many stood on record after the kill. */
  readonly inDoubt: number;
  readonly happened: number;
  /** Events that were verified. */
  readonly events: number;
  /** Whatever is wrong, in words. */
  readonly faults: readonly string[];
}

export interface Rounds {
  readonly next: () => Promise<Round>;
  /** Looks once more at everything that was acknowledged in all rounds. @returns how many writes, and whatever is wrong */
  readonly lookBack: () => Promise<{ readonly writes: number; readonly faults: readonly string[] }>;
  readonly end: () => Promise<void>;
}

const SCOPES =
  "decide,people:read,people:write,people:erase,provision:read,provision:write,parties:write,evidence:read";
/** Milliseconds of load before the kill, from the first answer on. */
const MOST = 3_000;
/** In so many rounds of those with PostgreSQL it is killed too. */
const BOTH_SHARE = 0.4;
/** Of what was acknowledged, so many are sent again. */
const SENT_AGAIN = 8;
const CHECKPOINT_MS = 100;

/** What a server says at its start: where it is, and that it finished an erasure that was broken off. Of a loss nothing. */
const SAID = /^(?:Data keys that had been shredded were there again[^\n]*\n)?\{[^\n]*\}\n$/;

const madeKey = z.object({ token: z.string() });
const verified = z.object({ ok: z.boolean(), size: z.int(), kept: z.object({ given: z.int(), fit: z.int() }) });

export async function startRounds(kind: Kind): Promise<Rounds> {
  const folder = await mkdtemp(join(tmpdir(), "yakusoku-crash-"));
  const postgresql = kind === "postgresql" ? await newServer() : undefined;
  const url = postgresql?.url("postgres");
  // Of requests nothing is said, so that whatever else is said is seen.
  const environment = {
    YAKUSOKU_DATA: folder,
    YAKUSOKU_LOG: "error",
    ...(url === undefined ? {} : { DATABASE_URL: url }),
  };
  const made = await runProcess(["api-keys", "make", "--name", "crash", "--scopes", SCOPES, "--json"], environment);
  if (made.code !== 0) throw new Error(made.err);
  const { token } = madeKey.parse(JSON.parse(made.out));
  const state: State = {
    environment,
    folder,
    url,
    token,
    postgresql,
    population: undefined,
    checkpoints: [],
    done: [],
  };
  return {
    next: () => round(state),
    lookBack: async () => {
      const server = await startServer(environment);
      try {
        const faults = await missing(apiOf(server.url, token), state, state.done);
        return { writes: state.done.length, faults };
      } finally {
        await server.stop();
      }
    },
    end: async () => {
      killStarted();
      await postgresql?.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface State {
  readonly environment: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly url: string | undefined;
  readonly token: string;
  readonly postgresql: MortalServer | undefined;
  population: Population | undefined;
  /** Files of the checkpoints that were seen before each kill. */
  readonly checkpoints: string[];
  /** Everything that was acknowledged so far. */
  readonly done: Write[];
}

async function round(state: State): Promise<Round> {
  const { environment, token } = state;
  const server = await startServer(environment);
  const api = apiOf(server.url, token);
  const population = (state.population ??= await populationOf(api));
  const watching = watchCheckpoint(api);
  const { first, all: writing } = writeUntilGone(api, population);
  await first;
  await anyMoment(0, MOST);
  const killed = await kill(server, state.postgresql);
  const writes = await writing;
  const newest = await watching;
  if (newest !== undefined) {
    const file = join(state.folder, `seen-${state.checkpoints.length + 1}`);
    await writeFile(file, newest);
    state.checkpoints.push(file);
  }

  const again = await startServer(environment);
  const after = apiOf(again.url, token);
  const faults: string[] = [];
  if (!SAID.test(again.said())) faults.push(`the server said: ${again.said()}`);
  const answered = writes.filter(({ answer }) => answer !== undefined);
  const acknowledged = answered.filter(isAcknowledged);
  faults.push(...answered.filter((write) => !isAcknowledged(write) && !isOfErased(write, population)).map(unexpected));
  faults.push(...(await missing(after, state, acknowledged)));
  const inDoubt = writes.filter(({ answer }) => answer === undefined);
  let happened = 0;
  for (const write of inDoubt) {
    const looked = await settle(after, write, population);
    if (looked.happened) happened += 1;
    faults.push(...looked.faults);
    if (isAcknowledged(write)) acknowledged.push(write);
  }
  for (const write of acknowledged.slice(-SENT_AGAIN)) faults.push(...(await sentAgain(after, write, population)));
  const code = await again.stop();
  if (code !== 0) faults.push(`the server ended with ${String(code)}`);

  const { events, faults: found } = await verify(state);
  state.done.push(...acknowledged);
  const erased = state.done.filter(({ kind }) => kind === "erasures").map(({ person }) => person);
  faults.push(...found, ...(await halfWritten(state, erased)));
  return {
    killed,
    sent: writes.length,
    acknowledged: answered.filter(isAcknowledged).length,
    refused: answered.filter((write) => !isAcknowledged(write)).length,
    inDoubt: inDoubt.length,
    happened,
    events,
    faults,
  };
}

async function populationOf(api: Api): Promise<Population> {
  const { body } = await api.ask("POST", "/v1/parties", { kind: "company", name: "みどり不動産" });
  return { party: z.object({ id: z.string() }).parse(body).id, people: [], erasing: new Set(), serial: 0 };
}

async function kill(server: RunningServer, postgresql: MortalServer | undefined): Promise<Round["killed"]> {
  if (postgresql === undefined || Math.random() > BOTH_SHARE) {
    await server.kill();
    return "server";
  }
  await postgresql.kill();
  await anyMoment(0, 100);
  await server.kill();
  postgresql.start();
  return "server and PostgreSQL";
}

/** The newest checkpoint that the server gave until it was gone, where it came to give one. */
async function watchCheckpoint(api: Api): Promise<string | undefined> {
  let newest: string | undefined;
  for (;;) {
    try {
      const note = await api.text("/evidence/checkpoint");
      if (note.startsWith("yakusoku/")) newest = note;
    } catch {
      return newest;
    }
    await anyMoment(CHECKPOINT_MS, CHECKPOINT_MS);
  }
}

function isAcknowledged({ answer }: Write): boolean {
  return answer !== undefined && answer.status < 300;
}

/** Whoever is being erased may be gone already when something is written of them. */
function isOfErased({ answer, person }: Write, { erasing }: Population): boolean {
  return erasing.has(person) && (answer?.status === 404 || answer?.status === 422);
}

function unexpected({ kind, key, answer }: Write): string {
  return `${kind} ${key}: ${String(answer?.status)} ${JSON.stringify(answer?.body)}`;
}

/** What was acknowledged and is not on record as it was sent. */
async function missing(api: Api, { population }: State, writes: readonly Write[]): Promise<readonly string[]> {
  const erased = new Set(writes.filter(({ kind }) => kind === "erasures").map(({ person }) => person));
  const erasing = population?.erasing ?? new Set();
  const faults: string[] = [];
  for (const write of writes) {
    const { kind, key, answer } = write;
    if (answer === undefined) continue;
    for (const person of kind === "people" ? idsOf(answer) : []) {
      const seen = await personSeen(api, person);
      if (seen === undefined ? !erasing.has(person) : erased.has(person) || !isWhole(seen))
        faults.push(
          `${key}: ${person} is ${seen === undefined ? "gone" : "not as they were sent, or erased by halves"}`,
        );
    }
    if (kind === "people" && write.marks.length === idsOf(answer).length) continue;
    const times = await timesOnRecord(api, write);
    if (times === undefined ? !erasing.has(write.person) : times.some((count) => count !== 1))
      faults.push(`${key} was acknowledged and is on record ${times?.join(", ") ?? 0} times`);
  }
  return faults;
}

/** Sends once more what nobody answered, and looks that it is on record once, and before not by halves. */
async function settle(
  api: Api,
  write: Write,
  population: Population,
): Promise<{ readonly happened: boolean; readonly faults: readonly string[] }> {
  const faults: string[] = [];
  const before = await timesOnRecord(api, write);
  if (before !== undefined && new Set(before).size > 1)
    faults.push(`${write.key} is on record by halves: ${before.join(", ")}`);
  const answer = await api.ask(write.method, write.path, write.body, write.key);
  write.answer = answer;
  if (!isAcknowledged(write)) {
    if (!isOfErased(write, population)) faults.push(`sent again, ${unexpected(write)}`);
  } else {
    const now = await timesOnRecord(api, write);
    if (now?.some((count) => count !== 1) === true)
      faults.push(`${write.key}, sent again, is on record ${now.join(", ")} times`);
    if (write.kind === "people") population.people.push(...idsOf(answer));
  }
  return { happened: before?.[0] === 1, faults };
}

/** The same request under the same key has the same answer, unless the person was erased meanwhile, and makes nothing. */
async function sentAgain(api: Api, write: Write, population: Population): Promise<readonly string[]> {
  const before = await timesOnRecord(api, write);
  const answer = await api.ask(write.method, write.path, write.body, write.key);
  const after = await timesOnRecord(api, write);
  const isSame =
    (isDeepStrictEqual(answer, write.answer) || isOfErased({ ...write, answer }, population)) &&
    isDeepStrictEqual(before, after);
  return isSame ? [] : [`${write.key}, sent again, was answered otherwise: ${JSON.stringify(answer)}`];
}

/** `yakusoku verify` of what is here, against every checkpoint that was seen before a kill. */
async function verify({ environment, checkpoints }: State): Promise<{ events: number; faults: readonly string[] }> {
  const kept = checkpoints.flatMap((file) => ["--checkpoint", file]);
  const { code, out, err } = await runProcess(["verify", "--json", ...kept], environment);
  if (code !== 0) return { events: 0, faults: [`verify ended with ${String(code)}: ${out}${err}`] };
  const { size, kept: fit } = verified.parse(JSON.parse(out));
  // The one beside the database is among them.
  return {
    events: size,
    faults: fit.fit === fit.given && fit.given > checkpoints.length ? [] : [`checkpoints: ${JSON.stringify(fit)}`],
  };
}
