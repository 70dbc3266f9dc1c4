import type { Caller, Door, Scope } from "../access/index.ts";
import type { Desk, Reaction, Records, RoomJob } from "../act/index.ts";
import type { Migration } from "../database/index.ts";
import type { MailTemplate } from "../mail/index.ts";
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Hono } from "hono";
import type { Outcome } from "../decision/index.ts";
import type { CheckRule, Pack, Section } from "../policy/index.ts";
import type { Clock, Id, IdFactory, Language, Words } from "../wire/index.ts";
import type { AnySetting, Settings } from "../settings/index.ts";
import type { Log } from "../telemetry/index.ts";
import type { Opening } from "./open-kept.ts";
import type { Accepted, Arguments } from "./arguments.ts";
import type { Observation, Observing } from "./observation.ts";
import type { Running } from "./running.ts";

export type { Arguments } from "./arguments.ts";
export { completionCommand } from "./completion.ts";
export { addUp, countColumns, countedAs, type CountRow } from "./counting.ts";
export {
  type Counted,
  LOOKED_BACK_DAYS,
  type Observation,
  type ObservedState,
  observeAll,
  observed,
  type Observing,
  worstOf,
} from "./observation.ts";
export { keptAt, migrationsOf } from "./open-kept.ts";
export { type Running, runningUnset } from "./running.ts";
export { settingsOf } from "./settings.ts";
export { type Around, runAsked } from "./run-asked.ts";
export { createTerminal } from "./terminal.ts";
export { usablePack } from "./usable-pack.ts";

/** What every room is given when the house is put together. */
export interface House {
  readonly running: Running;
  /** Names of all migrations that this program knows. */
  readonly migrations: readonly string[];
  readonly clock: Clock;
  readonly ids: IdFactory;
  /** The policies served here, by identifier; each with at least one version. */
  readonly packs: ReadonlyMap<string, Pack>;
  /** Entries of the page header, of all rooms, in their order. */
  readonly navigation: readonly NavigationEntry[];
  /** Entries of the page of what is kept, of all rooms, in their order. */
  readonly records: readonly NavigationEntry[];
  /** What the page of what is kept says before all else, of all rooms. */
  readonly notices: () => Promise<readonly Words[]>;
  /** What all rooms do in the background. */
  readonly jobs: readonly RoomJob[];
  /** The mails that all rooms send. */
  readonly mails: readonly MailTemplate[];
  /** What all rooms together claim to carry out of a pack. */
  readonly mechanisms: (pack: Pack) => readonly Mechanism[];
  /** What all rooms have on record of people, the newest first; nothing where nothing is kept. */
  readonly timeline: (people: readonly Id<"person">[]) => Promise<readonly TimelineEntry[]>;
  /** What a word or a number leads to, in all rooms, as far as the caller may see it; nothing where nothing is kept. */
  readonly find: (caller: Caller, word: string) => Promise<readonly FoundEntry[]>;
  /** What all rooms together see of how these are kept; absent: nothing is looked at. */
  readonly observe?: (from: Observing) => Promise<readonly Observation[]>;
  /** What is kept, and who may come to it; absent where nothing is, as when only a policy is served. */
  readonly door?: Door | undefined;
}

/** Paths are given without the language; pages live under `/ja` and `/en`. */
export interface NavigationEntry {
  readonly path: string;
  readonly label: Words;
  /** What the reader does there, as the first page puts it. */
  readonly says: Words;
  /** Shown only where something is kept. */
  readonly whereKept?: boolean;
  /** On the page of what is kept, shown only to whoever has it. */
  readonly scope?: Scope;
}

/** The newest of a room that a timeline shows. */
export const TIMELINE_LENGTH = 50;

/** Something that happened with a person's data, as their page shows it. */
export interface TimelineEntry {
  readonly at: Temporal.Instant;
  readonly title: Words;
  readonly outcome?: Outcome | undefined;
  readonly rows: readonly TimelineRow[];
  /** Where there is more of it: a path without the language, and what its link says. */
  readonly more?: { readonly path: string; readonly label: Words } | undefined;
}

/** What is said of it: as it stands, or in identifiers of the policy, which the page says in its words. */
export interface TimelineRow {
  readonly term: Words;
  readonly detail:
    | Words
    | { readonly of: "operators" | "purposes" | "items" | "recipients"; readonly ids: readonly string[] };
}

/** Something on record that a word or a number leads to. */
export interface FoundEntry {
  /** What it is: a person, a decision, a recipient. */
  readonly kind: Words;
  readonly label: Words;
  /** Without the language. */
  readonly path: string;
}

/** That a room carries out a clause, and by what. */
export interface Mechanism {
  readonly clause: string;
  readonly room: string;
  /** The mechanism's name, one word for one thing: `decision`, `published-policy`. */
  readonly name: string;
  readonly how: Words;
}

/** Someone who can be asked. */
export interface Terminal {
  /**
   * Asks, and gives the line that was typed, without its end; undefined where there is no more to come: the input ended, or
   * it was broken off by Ctrl-C.
   */
  readonly ask: (question: string) => Promise<string | undefined>;
}

/** Where a command writes and what it is given; tests hand in their own. */
export interface CommandContext {
  readonly clock: Clock;
  readonly ids: IdFactory;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly stdin: () => Promise<string>;
  /** Absent where nobody sits at a terminal. */
  readonly terminal?: Terminal | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whether `err` is read by somebody at a terminal. */
  readonly errIsTerminal?: boolean | undefined;
  /**
   * All settings, read whole. Where anything in them has to be mended it has said so, all at once, and gives undefined: the command
   * returns 2.
   */
  readonly settings: () => Settings | undefined;
  /** As the settings say; on `err`. */
  readonly log: () => Log;
  /** The language to answer in: `--language`, else that of the environment. */
  readonly language: Language;
  /** Folder of the reference pack, used where a command is given none. */
  readonly defaultPack: string;
  readonly rooms: readonly Room[];
  /**
   * Opens what is kept, by DATABASE_URL or in YAKUSOKU_DATA; whoever asked closes it. Where that cannot be, it has said why
   * and gives undefined: the command returns 2.
   * @param whileLocked said besides where another process, such as the server, has the folder
   */
  readonly records: (opening?: Opening) => Promise<Records | undefined>;
}

/** A command of the command line. What it does not accept is refused before it runs. */
export interface Command {
  readonly name: string;
  /** Its arguments, as the help shows them. */
  readonly usage: string;
  readonly summary: Words;
  readonly accepts: Accepted;
  /**
   * Returns the exit code: 0 done, 1 the answer is no, 2 it was asked wrongly.
   * @throws {Error} as the file system says it, where a file or folder that was named cannot be read
   */
  readonly run: (asked: Arguments, context: CommandContext) => Promise<number>;
}

/**
 * What a room adds to the house, in one value. `app.ts` is a list of these and knows nothing else about rooms.
 */
export interface Room {
  readonly name: string;
  readonly navigation?: readonly NavigationEntry[];
  /** What the page of what is kept leads to: pages under `/records`. */
  readonly records?: readonly NavigationEntry[];
  /** What the page of what is kept says before all else: that the people on it are made up. */
  readonly notices?: (door: Door) => Promise<readonly Words[]>;
  /** Sections and rules it adds to the policy language. */
  readonly sections?: readonly Section[];
  readonly rules?: readonly CheckRule[];
  /** Its tables. */
  readonly migrations?: readonly Migration[];
  /** What it does in the transaction of an event of a room on a floor below. */
  readonly reactions?: readonly Reaction[];
  /** What it does in the background. */
  readonly jobs?: readonly RoomJob[];
  /** The mails that it sends: their words can be changed in the console. */
  readonly mails?: readonly MailTemplate[];
  /** Puts right what a crash or a restored backup left half done; before anything is served. */
  readonly settle?: (desk: Desk) => Promise<void>;
  /** Pages and API routes, with their full paths. */
  readonly routes?: (house: House) => Hono;
  /** Describes its API routes for the OpenAPI document. */
  readonly describe?: (api: OpenAPIHono["openAPIRegistry"]) => void;
  readonly mechanisms?: (pack: Pack) => readonly Mechanism[];
  /** What it has on record of one who is known by these numbers: the newest, `TIMELINE_LENGTH` at most, however it is sorted. */
  readonly timeline?: (door: Door, people: readonly Id<"person">[]) => Promise<readonly TimelineEntry[]>;
  /** What of its records a word or a number leads to, as far as the caller may see it: some twenty, the likeliest first. */
  readonly find?: (house: House, door: Door, caller: Caller, word: string) => Promise<readonly FoundEntry[]>;
  /**
   * Looks at how its mechanisms are kept, all of them in a handful of queries. A clause for which it gives nothing, or counts nothing,
   * is unobserved.
   */
  readonly observe?: (from: Observing) => Promise<readonly Observation[]>;
  readonly commands?: readonly Command[];
  /** What can be set of it, by environment variables. */
  readonly settings?: readonly AnySetting[];
  /** Its routes that take long by what they ask for, as in `GET /v1/provisions.csv`; they are the first to be turned away. */
  readonly bulk?: readonly string[];
}
