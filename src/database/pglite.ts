import { setImmediate as turn } from "node:timers/promises";
import { PGlite } from "@electric-sql/pglite";
import type { Connection, Engine } from "./engine.ts";
import { READERS, writeParameter } from "./values.ts";

/** After so many milliseconds without a turn of the event loop, others get one: a tight loop of transactions starves timers and HTTP. */
const TURN_MS = 8;

export interface PGliteOptions {
  /** Folder of the data; absent: in memory. */
  readonly folder?: string;
  /** A data directory as `dumpDataDir` wrote it, to start from. */
  readonly from?: Blob;
}

/** The embedded database: one connection, handed from holder to holder in the order they asked. */
export async function openPGlite({ folder, from }: PGliteOptions = {}): Promise<Engine & { readonly pglite: PGlite }> {
  const pglite = await PGlite.create({
    ...(folder === undefined ? {} : { dataDir: folder }),
    ...(from === undefined ? {} : { loadDataDir: from }),
    parsers: { ...READERS },
  });
  const connection: Connection = {
    query: async (sql, parameters) => {
      const { rows, affectedRows, rowCount, command } = await pglite.query<Record<string, unknown>>(
        sql,
        parameters.map(writeParameter),
      );
      return { rows, command: command ?? "", affected: rowCount ?? affectedRows ?? rows.length };
    },
    script: async (sql) => {
      try {
        const answers = await pglite.exec(sql);
        return answers.flatMap(({ rows }): Record<string, unknown>[] => rows);
      } catch (error) {
        await pglite.exec("rollback");
        throw error;
      }
    },
  };
  let last: Promise<void> = Promise.resolve();
  let free: (() => void) | undefined;
  let turnedAt = performance.now();
  return {
    kind: "pglite",
    pglite,
    acquire: async () => {
      const before = last;
      let release = (): void => undefined;
      last = new Promise((resolve) => {
        release = resolve;
      });
      await before;
      if (performance.now() - turnedAt > TURN_MS) {
        await turn();
        turnedAt = performance.now();
      }
      free = release;
      return connection;
    },
    release: () => {
      const release = free;
      free = undefined;
      release?.();
    },
    close: async () => {
      await last;
      await pglite.close();
    },
  };
}
