/** What a statement gave. */
export interface Answer {
  readonly rows: readonly Record<string, unknown>[];
  /** What was carried out, as the server names it: `SELECT`, `COMMIT`. */
  readonly command: string;
  /** Rows inserted, updated or deleted; for a query the rows found. */
  readonly affected: number;
}

/** One connection, held by one holder at a time. Parameters are written as `writeParameter` does. */
export interface Connection {
  /** @throws {Error} as the database says it, with its SQLSTATE as `code` */
  readonly query: (sql: string, parameters: readonly unknown[]) => Promise<Answer>;
  /**
   * Several statements as one text, with a begin and a commit of their own where they have them; the rows of all, in order. Where one
   * fails, what the text had begun is rolled back, so that the next holder finds the connection clean.
   */
  readonly script: (sql: string) => Promise<readonly Record<string, unknown>[]>;
}

/** A database that connections can be had of. Both kinds behave alike from here on up. */
export interface Engine {
  readonly kind: "pglite" | "postgresql";
  /** Waits for a connection that is free. */
  readonly acquire: () => Promise<Connection>;
  /** @param broken the connection is in an unknown state and must not be used again */
  readonly release: (connection: Connection, broken?: boolean) => void;
  readonly close: () => Promise<void>;
}
