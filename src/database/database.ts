import { Kysely, type Transaction } from "kysely";
import { dialectOf } from "./dialect.ts";
import type { Engine } from "./engine.ts";

/**
 * A database by its rooms' tables. `kysely` is for reading; every write goes through a transaction of `act`, and the handle it gives.
 * @typeParam Tables each room names its own; a handle on all of them is taken where one on some is wanted
 */
export interface Database<Tables> {
  readonly kind: Engine["kind"];
  readonly kysely: Kysely<Tables>;
  /**
   * One transaction, at read committed. Inside, the outer handle is refused.
   * @throws {AbortedTransactionError} where it could only be rolled back because an error in it was caught and passed over
   */
  readonly transaction: <Result>(work: (transaction: Transaction<Tables>) => Promise<Result>) => Promise<Result>;
  /** One transaction that sees the database as it was at one instant, whatever is committed meanwhile (repeatable read). For reading. */
  readonly snapshot: <Result>(work: (transaction: Transaction<Tables>) => Promise<Result>) => Promise<Result>;
  /**
   * SQL of a library that brings its own, which may be several statements with a begin and a commit of their own: on one connection,
   * and nothing of it left open where it fails. Parameters go with a single statement only.
   * @returns the rows of all statements
   * @throws {OuterHandleError} inside an open transaction
   */
  readonly script: (sql: string, parameters?: readonly unknown[]) => Promise<readonly Record<string, unknown>[]>;
  readonly close: () => Promise<void>;
}

export interface DatabaseOptions {
  /** Told how long each statement took, in seconds. */
  readonly queried?: ((seconds: number) => void) | undefined;
}

export function databaseOn<Tables>(engine: Engine, { queried }: DatabaseOptions = {}): Database<Tables> {
  const { dialect, within, check } = dialectOf(engine, queried);
  const kysely = new Kysely<Tables>({ dialect });
  return {
    kind: engine.kind,
    kysely,
    transaction: (work) => kysely.transaction().execute((transaction) => within(() => work(transaction))),
    snapshot: (work) =>
      kysely
        .transaction()
        .setIsolationLevel("repeatable read")
        .execute((transaction) => within(() => work(transaction))),
    script: async (sql, parameters = []) => {
      check();
      const connection = await engine.acquire();
      let broken = true;
      try {
        const rows =
          parameters.length === 0 ? await connection.script(sql) : (await connection.query(sql, parameters)).rows;
        broken = false;
        return rows;
      } catch (error) {
        // What the database refused was rolled back; anything else leaves the connection in doubt.
        broken = !(error instanceof Error && "code" in error && /^[0-9A-Z]{5}$/.test(String(error.code)));
        throw error;
      } finally {
        engine.release(connection, broken);
      }
    },
    close: () => kysely.destroy(),
  };
}
