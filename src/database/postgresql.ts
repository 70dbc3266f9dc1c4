import pg from "pg";
import type { Connection, Engine } from "./engine.ts";
import { READERS, writeParameter } from "./values.ts";

/** More would only queue inside the server: a web process of one core has few statements under way at once. */
const CONNECTIONS = 10;

/**
 * A PostgreSQL server, 15 or newer, by its URL. Nothing rests on a session: no named statement, no setting and no lock outlives
 * its transaction, so that a pooler in transaction mode may stand between.
 */
export function openPostgreSQL(url: string, connections = CONNECTIONS): Engine {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    application_name: "yakusoku",
    types: {
      getTypeParser: (id, format): unknown => READERS[id] ?? pg.types.getTypeParser(id, format),
    },
  });
  // An idle connection that the server ends is replaced at the next use; without a listener it would end the process.
  pool.on("error", () => undefined);
  const clients = new WeakMap<Connection, pg.PoolClient>();
  return {
    kind: "postgresql",
    acquire: async () => {
      const client = await pool.connect();
      const connection: Connection = {
        query: async (sql, parameters) => {
          const { rows, rowCount, command } = await client.query<Record<string, unknown>>(
            sql,
            parameters.map(writeParameter),
          );
          return { rows, command, affected: rowCount ?? rows.length };
        },
        script: async (sql) => {
          try {
            // For a text of several statements the driver gives a list, which its types do not say.
            const answers: unknown = await client.query(sql);
            return [answers].flat().flatMap(rowsOf);
          } catch (error) {
            await client.query("rollback");
            throw error;
          }
        },
      };
      clients.set(connection, client);
      return connection;
    },
    release: (connection, broken = false) => {
      clients.get(connection)?.release(broken);
    },
    close: () => pool.end(),
  };
}

function rowsOf(answer: unknown): readonly Record<string, unknown>[] {
  if (typeof answer !== "object" || answer === null || !("rows" in answer)) return [];
  const rows: unknown = answer.rows;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the driver gives a row as an object
  return Array.isArray(rows) ? (rows as Record<string, unknown>[]) : [];
}
