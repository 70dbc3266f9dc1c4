import { constants } from "node:fs";
import { type FileHandle, mkdir, open, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { type Clock, writeInstant } from "../../wire/index.ts";
import type { KeyRing } from "./key-ring.ts";
import { isCode, syncFolder } from "./ring-file.ts";
import { SealError } from "./seal-error.ts";

/** A data key that was shredded, and when (ISO 8601, UTC). */
export interface ShreddedKey {
  readonly dataKey: string;
  readonly at: string;
}

export interface ShreddedKeys {
  readonly keys: readonly ShreddedKey[];
  /** Whether the last line was cut off, as by a power cut: nobody was told that it had been written. */
  readonly cut: boolean;
}

/**
 * The list of data keys that were shredded. It stands outside the database, so that a backup restored from before does not bring
 * them back: whoever restores drops every key of the list again before anything is served.
 *
 * Damage is noticed, and so is a line missing between others. Lines missing at the end are not: whoever may write the file can
 * shorten it.
 */
export interface ShredList {
  /**
   * Adds data keys, by their UUIDs. They are on the disk when this returns, and only then may the keys be dropped from the database.
   * @throws {SealError} list-damaged, unknown-key
   * @throws {TypeError} where one is no UUID; then none is added
   */
  append(dataKeys: readonly string[]): Promise<void>;
  /** Everything on the list, oldest first; nothing where there is no file yet. @throws {SealError} list-damaged, unknown-key */
  read(): Promise<ShreddedKeys>;
}

/*
 * A line: number, instant, data key, version of the ring's `shred` key, and the MAC of what stands before it, between single spaces.
 *
 * Nothing is ever taken from the file, so that several processes may append. Numbers run from 1 without a gap. Two processes at once
 * may write one twice, which is no damage. What a power cut left of a line stays, ended by whoever appends next: the line after it has
 * the number that the cut one would have had. After a line that was written and then damaged, that number is missing.
 */
const LINE = /^(?<number>[1-9]\d*) (?<at>\S+) (?<dataKey>[0-9a-f-]{36}) (?<version>[1-9]\d*) (?<mac>[\w-]{43})$/;
/** As long as a whole line: not one that was cut. */
const LONG_ENOUGH = /^(?:\S+ ){4}.{43}/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const DOMAIN = "yakusoku shred v1\0";

/** What a reader has seen of the file. */
interface Seen extends ShreddedKeys {
  readonly highest: number;
  /** Whether the file ends with a line that nothing ends. */
  readonly isOpen: boolean;
}

export function openShredList(path: string, ring: KeyRing, clock: Clock): ShredList {
  // What was seen holds for as long as the file has this many bytes.
  let bytes = 0;
  let seen: Seen = { keys: [], cut: false, highest: 0, isOpen: false };
  let last: Promise<void> = Promise.resolve();

  const append = async (dataKeys: readonly string[]): Promise<void> => {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const handle = await open(path, constants.O_RDWR | constants.O_CREAT | constants.O_APPEND, 0o600);
    try {
      if ((await handle.stat()).size !== bytes) {
        const text = await handle.readFile();
        seen = { ...parse(text.toString("utf8"), path, ring), keys: [] };
        bytes = text.length;
      }
      const at = writeInstant(clock.now().epochMilliseconds);
      const { version } = ring.active("shred");
      const lines = dataKeys.map((dataKey, index) => {
        const text = `${seen.highest + 1 + index} ${at} ${dataKey} ${version}`;
        return `${text} ${macOf(ring, text, version)}\n`;
      });
      const written = Buffer.from(`${seen.isOpen ? "\n" : ""}${lines.join("")}`, "utf8");
      await writeAll(handle, written);
      await handle.sync();
      if (bytes === 0) await syncFolder(dirname(path));
      seen = { ...seen, highest: seen.highest + lines.length, isOpen: false };
      bytes += written.length;
    } finally {
      await handle.close();
    }
  };

  return {
    append: async (dataKeys) => {
      const ids = dataKeys.map((id) => id.toLowerCase());
      const wrong = ids.find((id) => !UUID.test(id));
      if (wrong !== undefined) throw new TypeError(`${JSON.stringify(wrong)} is no UUID of a data key`);
      if (ids.length === 0) return;
      const mine = last.then(() => append(ids));
      // One that failed does not keep the next from trying.
      last = mine.catch(() => {});
      await mine;
    },
    read: async () => {
      try {
        const { keys, cut } = parse(await readFile(path, "utf8"), path, ring);
        return { keys, cut };
      } catch (cause) {
        if (isCode(cause, "ENOENT")) return { keys: [], cut: false };
        throw cause;
      }
    },
  };
}

function parse(text: string, path: string, ring: KeyRing): Seen {
  const lines = text.split("\n");
  const isOpen = lines.at(-1) !== "";
  const damaged = (index: number): SealError => new SealError("list-damaged", { path, line: index + 1 });
  const keys: ShreddedKey[] = [];
  let highest = 0;
  let fragment: number | undefined;
  for (const [index, line] of lines.entries()) {
    // Of two processes that found the same cut line, each ended it.
    if (line === "") continue;
    const { number, at = "", dataKey = "", version, mac } = LINE.exec(line)?.groups ?? {};
    const signed = line.slice(0, line.lastIndexOf(" "));
    if (mac === undefined || macOf(ring, signed, Number(version)) !== mac) {
      if (LONG_ENOUGH.test(line)) throw damaged(index);
      fragment ??= index;
      continue;
    }
    const isNext = Number(number) === highest + 1;
    if (Number(number) > highest + 1 || (fragment !== undefined && !isNext)) throw damaged(fragment ?? index);
    fragment = undefined;
    highest = Math.max(highest, Number(number));
    keys.push({ dataKey, at });
  }
  if (fragment !== undefined && !isOpen) throw damaged(fragment);
  return { keys, cut: fragment !== undefined, highest, isOpen };
}

function macOf(ring: KeyRing, text: string, version: number): string {
  return ring.mac("shred", `${DOMAIN}${text}`, version).toString("base64url");
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length; ) done += (await handle.write(bytes, done)).bytesWritten;
}
