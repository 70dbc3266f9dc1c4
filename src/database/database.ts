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
  readonly close: () => Promise<void>;
}

export function databaseOn<Tables>(engine: Engine): Database<Tables> {
  const { dialect, within } = dialectOf(engine);
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
    close: () => kysely.destroy(),
  };
}
