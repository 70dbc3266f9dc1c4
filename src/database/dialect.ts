import { AsyncLocalStorage } from "node:async_hooks";
import {
  AbortedTransactionError,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from "kysely";
import type { Connection, Engine } from "./engine.ts";

/** Whether the code that runs now stands inside a transaction that is still open. */
interface Scope {
  open: boolean;
}

/**
 * A query on the outer handle inside an open transaction: on the embedded database it would wait for itself without end, on a
 * server it would not see what the transaction wrote. Refused on both, so that neither is found out in production.
 */
export class OuterHandleError extends Error {
  constructor() {
    super("the outer database handle was used inside an open transaction; use the transaction's own");
    this.name = "OuterHandleError";
  }
}

/**
 * Kysely's way to an engine, with the guard against the outer handle.
 * @param queried told how long each statement took, in seconds
 */
export function dialectOf(
  engine: Engine,
  queried?: (seconds: number) => void,
): {
  readonly dialect: Dialect;
  readonly within: Within;
  /** @throws {OuterHandleError} inside an open transaction */
  readonly check: () => void;
} {
  const scopes = new AsyncLocalStorage<Scope>();
  const check = (): void => {
    if (scopes.getStore()?.open === true) throw new OuterHandleError();
  };
  const driver = driverOf(engine, check, queried);
  return {
    check,
    dialect: {
      createDriver: () => driver,
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createAdapter: () => new PostgresAdapter(),
      createIntrospector: (kysely) => new PostgresIntrospector(kysely),
    },
    within: async (work) => {
      const scope: Scope = { open: true };
      try {
        return await scopes.run(scope, work);
      } finally {
        scope.open = false;
      }
    },
  };
}

/** Runs what stands inside a transaction, so that the outer handle is closed to it and to all that it calls. */
export type Within = <Result>(work: () => Promise<Result>) => Promise<Result>;

interface Held {
  readonly connection: Connection;
  broken: boolean;
}

function driverOf(engine: Engine, check: () => void, queried?: (seconds: number) => void): Driver {
  const held = new WeakMap<DatabaseConnection, Held>();
  const entryOf = (wrapped: DatabaseConnection): Held => {
    const entry = held.get(wrapped);
    if (entry === undefined) throw new TypeError("a connection of another database");
    return entry;
  };
  /** Where even the end of a transaction fails, nobody may use the connection again. */
  const end = async (wrapped: DatabaseConnection, sql: "commit" | "rollback"): Promise<string> => {
    const entry = entryOf(wrapped);
    try {
      return (await entry.connection.query(sql, [])).command;
    } catch (error) {
      entry.broken = true;
      throw error;
    }
  };
  return {
    init: () => Promise.resolve(),
    acquireConnection: async () => {
      check();
      const connection = await engine.acquire();
      const wrapped: DatabaseConnection = {
        executeQuery: async <Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> => {
          const began = queried === undefined ? 0 : performance.now();
          const { rows, affected } = await connection.query(sql, parameters);
          queried?.((performance.now() - began) / 1_000);
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what a row holds is known to who wrote the query
          return { rows: rows as readonly unknown[] as Row[], numAffectedRows: BigInt(affected) };
        },
        streamQuery: () => {
          throw new Error("read by pages: the embedded database cannot stream");
        },
      };
      held.set(wrapped, { connection, broken: false });
      return wrapped;
    },
    releaseConnection: (wrapped) => {
      const { connection, broken } = entryOf(wrapped);
      engine.release(connection, broken);
      return Promise.resolve();
    },
    beginTransaction: async (wrapped, { isolationLevel }) => {
      const level = isolationLevel === undefined ? "" : ` isolation level ${isolationLevel}`;
      await entryOf(wrapped).connection.query(`begin${level}`, []);
    },
    commitTransaction: async (wrapped) => {
      // After a statement that failed and whose error was caught, COMMIT does a ROLLBACK and reports success.
      if ((await end(wrapped, "commit")) !== "COMMIT") throw new AbortedTransactionError();
    },
    rollbackTransaction: async (wrapped) => {
      await end(wrapped, "rollback");
    },
    destroy: () => engine.close(),
  };
}
