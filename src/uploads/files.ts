import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type DataKey, isCode, openStream, sealStream, syncFolder } from "../database/index.ts";
import type { Part } from "./tables.ts";

/*
 * A file for each part of an upload: `UUID.received`, `UUID.remade`, both sealed, readable by their owner only. They stand in a folder
 * named after the log of the database, so that a server that was given another database takes none of these for its own.
 */

const FILE = /^(?<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(?<part>received|remade)$/;

export interface StoredFile {
  /** Of the upload, a bare UUID. */
  readonly id: string;
  readonly part: Part;
}

export interface Files {
  /** Seals bytes into a new file as they come; it is on the disk when this returns. Where it fails nothing is left. */
  readonly write: (file: StoredFile, key: DataKey, plain: AsyncIterable<Uint8Array>) => Promise<void>;
  /** @throws {SealError} while it is read; ENOENT where there is no such file */
  readonly read: (file: StoredFile, key: DataKey) => AsyncIterable<Buffer>;
  /** Removes a file, or does nothing where there is none. */
  readonly remove: (file: StoredFile) => Promise<void>;
  readonly list: () => Promise<readonly StoredFile[]>;
}

export const PARTS: readonly Part[] = ["received", "remade"];

/** @param folder made where it is missing */
export function filesIn(folder: string): Files {
  const pathOf = ({ id, part }: StoredFile): string => join(folder, `${id}.${part}`);
  return {
    write: async (file, key, plain) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const path = pathOf(file);
      try {
        const sealed = Readable.from(sealStream(key, plain, placeOf(file)), { objectMode: false });
        await pipeline(sealed, createWriteStream(path, { flags: "wx", mode: 0o600, flush: true }));
        await syncFolder(folder);
      } catch (error) {
        await rm(path, { force: true });
        throw error;
      }
    },
    read: (file, key) => openStream(key, createReadStream(pathOf(file)), placeOf(file)),
    remove: (file) => rm(pathOf(file), { force: true }),
    list: async () => {
      try {
        return (await readdir(folder)).flatMap((name): StoredFile[] => {
          const { id, part } = FILE.exec(name)?.groups ?? {};
          return id === undefined || (part !== "received" && part !== "remade") ? [] : [{ id, part }];
        });
      } catch (error) {
        if (isCode(error, "ENOENT")) return [];
        throw error;
      }
    },
  };
}

function placeOf({ id, part }: StoredFile): { readonly table: string; readonly column: string; readonly row: string } {
  return { table: "upload", column: part, row: id };
}
