import { setImmediate as yielding } from "node:timers/promises";
import { type Kysely, sql } from "kysely";
import { z } from "zod";
import { act, type Around, type Desk, type Step, type WorkTables } from "../act/index.ts";
import { type DataKey, loadDataKey, newDataKey, openJson, sealJson, storeDataKeys } from "../database/index.ts";
import { eventKind } from "../evidence/index.ts";
import { type Id, type Language, ProblemError, uuidOf } from "../wire/index.ts";
import type { SheetRow } from "./csv.ts";
import { SheetFault } from "./fault.ts";
import { checkRow, type Mapping, type SheetKind } from "./kind.ts";
import type { Sheet } from "./sheet.ts";
import type { SheetTables } from "./tables.ts";
import { csvLine } from "./write-csv.ts";

/*
 * Rows wait sealed, some at a time, until all of them were checked; then those that are in order are recorded in one transaction, or
 * none is. Whoever stages goes on after the last line that was staged, so a kill costs one batch.
 */

/** Rows in one act. */
const BATCH = 1_000;
const MOST_ROWS = 2_000_000;

const importing = z.string();
const begun = eventKind("import.begun", z.strictObject({ import: importing, kind: z.string() }), {
  ja: "表の取り込みを始めた",
  en: "The import of a sheet began",
});
const staged = eventKind(
  "import.rows-staged",
  z.strictObject({ import: importing, good: z.int(), bad: z.int(), last: z.boolean() }),
  { ja: "取り込む行を読んだ", en: "Rows to be imported were read" },
);
const published = eventKind("import.published", z.strictObject({ import: importing, rows: z.int() }), {
  ja: "取り込んだ行を記録した",
  en: "Imported rows were recorded",
});
const dropped = eventKind("import.dropped", z.strictObject({ import: importing }), {
  ja: "表の取り込みをやめた",
  en: "The import of a sheet was given up",
});

const detailsSchema = z.strictObject({ heads: z.array(z.string()), mapping: z.record(z.string(), z.int()) });
const wordsSchema = z.strictObject({ ja: z.string(), en: z.string() });
const batchSchema = z.strictObject({
  good: z.array(z.strictObject({ line: z.int(), values: z.record(z.string(), z.unknown()) })),
  bad: z.array(z.strictObject({ line: z.int(), cells: z.array(z.string()), wrong: z.array(wordsSchema) })),
});

/** Begins an import by a mapping that somebody has looked at. */
export async function beginImport(
  desk: Desk,
  {
    kind,
    heads,
    mapping,
  }: { readonly kind: Pick<SheetKind, "name">; readonly heads: readonly string[]; readonly mapping: Mapping },
  around: Around,
): Promise<Id<"import">> {
  const command = {
    name: "import.begin",
    input: { kind: kind.name },
    run: async ({ append, ids, keys, tx, at }: Step) => {
      const id = ids("import");
      const uuid = uuidOf("import", id) ?? "";
      await append({ kind: begun, body: { import: id, kind: kind.name } });
      const made = await newDataKey(keys);
      await storeDataKeys(tx, "import", [made]);
      const sealed = sealJson(made.key, { heads, mapping }, placeOf("sheet_import", uuid));
      await sql`insert into sheet_import (id, kind, key_id, state, sealed, good, bad, line, begun_at)
        values (${uuid}, ${kind.name}, ${made.key.id}, 'staging', ${sealed}, 0, 0, 0, ${at})`.execute(tx);
      return id;
    },
  };
  return await act(desk, command, around);
}

export interface ImportProgress {
  readonly state: SheetTables["sheet_import"]["state"];
  readonly good: number;
  readonly bad: number;
  /** The last line that was staged. */
  readonly line: number;
}

/** @throws {ProblemError} `no-such-import` */
export async function importProgress(desk: Pick<Desk, "database">, id: Id<"import">): Promise<ImportProgress> {
  const { state, good, bad, line } = await rowOf(desk.database.kysely, id);
  return { state, good, bad, line };
}

/**
 * Reads a sheet on from where it was left, and stages its rows, checked. Other work of the process comes in between.
 * @param sheet the same at every attempt
 * @throws {SheetFault} where it cannot be read on; what was staged stays
 */
export async function stageRows(
  desk: Desk,
  { id, kind, sheet }: { readonly id: Id<"import">; readonly kind: SheetKind; readonly sheet: Sheet },
  around: Pick<Around, "actor">,
): Promise<void> {
  const row = await rowOf(desk.database.kysely, id);
  if (row.state !== "staging") return;
  const key = await loadDataKey(desk.database.kysely, desk.keys, row.key_id);
  const { mapping } = detailsOf(row, key);
  const waiting: SheetRow[] = [];
  let count = row.good + row.bad;
  for await (const rows of sheet.rows()) {
    for (const one of rows) if (one.line > row.line) waiting.push(one);
    while (waiting.length > BATCH) {
      const some = waiting.splice(0, BATCH);
      count += some.length;
      if (count > MOST_ROWS) throw new SheetFault("too-many-rows", { limit: MOST_ROWS });
      await stage(desk, { id, key, kind, mapping, rows: some, isLast: false }, around);
      await yielding();
    }
  }
  await stage(desk, { id, key, kind, mapping, rows: waiting, isLast: true }, around);
}

interface Staging {
  readonly id: Id<"import">;
  readonly key: DataKey;
  readonly kind: SheetKind;
  readonly mapping: Mapping;
  readonly rows: readonly SheetRow[];
  readonly isLast: boolean;
}

async function stage(
  desk: Desk,
  { id, key, kind, mapping, rows, isLast }: Staging,
  around: Pick<Around, "actor">,
): Promise<void> {
  const good: { line: number; values: unknown }[] = [];
  const bad: { line: number; cells: readonly string[]; wrong: unknown }[] = [];
  for (const row of rows) {
    const checked = checkRow(kind, mapping, row);
    if ("values" in checked) good.push({ line: row.line, values: checked.values });
    else bad.push({ line: row.line, cells: row.cells, wrong: checked.wrong });
  }
  const line = rows.at(-1)?.line;
  const command = {
    name: "import.stage",
    input: { id, line: line ?? null },
    run: async ({ append, tx }: Step) => {
      const { id: uuid, line: before } = await rowOf(tx, id, ["staging"], true);
      // Another process staged it meanwhile: what it did is not done twice.
      if (line !== undefined && line <= before) throw new ProblemError("no-such-import");
      await append({ kind: staged, body: { import: id, good: good.length, bad: bad.length, last: isLast } });
      if (rows.length > 0) {
        const { rows: numbered } = await sql<{ number: number }>`
          select coalesce(max(number), 0) + 1 as number from sheet_batch where import_id = ${uuid}`.execute(tx);
        const number = numbered[0]?.number ?? 1;
        const sealed = sealJson(key, { good, bad }, placeOf("sheet_batch", `${uuid} ${number}`));
        await sql`insert into sheet_batch (import_id, number, sealed) values (${uuid}, ${number}, ${sealed})`.execute(
          tx,
        );
      }
      await sql`update sheet_import set good = good + ${good.length}, bad = bad + ${bad.length},
        line = ${line ?? before}, state = ${isLast ? "staged" : "staging"} where id = ${uuid}`.execute(tx);
    },
  };
  await act(desk, command, around);
}

/**
 * Records the rows that are in order, all of them or none; then what was staged is shredded, with the rows that were not.
 * @returns how many
 * @throws {ProblemError} `no-such-import` for one that is not staged, and whatever the importer refuses with
 */
export async function publishImport(desk: Desk, id: Id<"import">, kind: SheetKind, around: Around): Promise<number> {
  const command = {
    name: "import.publish",
    input: { id },
    run: async (step: Step) => {
      const db: Kysely<WorkTables> = step.tx;
      const row = await rowOf(db, id, ["staged"], true);
      const key = await loadDataKey(db, step.keys, row.key_id);
      await step.append({ kind: published, body: { import: id, rows: row.good } });
      for await (const { good } of batchesOf(db, row.id, key)) {
        await kind.record(
          step,
          good.map(({ values }) => values),
          good.map(({ line }) => line),
        );
      }
      await end(step, row, "published");
      return row.good;
    },
  };
  return await act(desk, command, around);
}

/** Gives an import up; nothing that was staged is left. @throws {ProblemError} `no-such-import` for one that is over */
export async function dropImport(desk: Desk, id: Id<"import">, around: Around): Promise<void> {
  const command = {
    name: "import.drop",
    input: { id },
    run: async (step: Step) => {
      const row = await rowOf(step.tx, id, ["staging", "staged"], true);
      await step.append({ kind: dropped, body: { import: id } });
      await end(step, row, "dropped");
    },
  };
  await act(desk, command, around);
}

async function end(
  step: Step,
  { id, key_id: key }: SheetTables["sheet_import"],
  state: "published" | "dropped",
): Promise<void> {
  await sql`delete from sheet_batch where import_id = ${id}`.execute(step.tx);
  await sql`update sheet_import set state = ${state}, sealed = null where id = ${id}`.execute(step.tx);
  await step.shred([key]);
}

/**
 * The rows that cannot be recorded, as a CSV in the columns that they came in, with a last one that says why: to be mended and sent again.
 * @throws {ProblemError} `no-such-import` for one that is over
 */
export async function* rejectedRows(desk: Desk, id: Id<"import">, language: Language): AsyncGenerator<string> {
  const row = await rowOf(desk.database.kysely, id, ["staging", "staged"]);
  const key = await loadDataKey(desk.database.kysely, desk.keys, row.key_id);
  const { heads } = detailsOf(row, key);
  // The mark is there for Excel, which takes the file for Shift_JIS without it.
  yield `\uFEFF${csvLine([...heads, REASON[language]])}`;
  for await (const { bad } of batchesOf(desk.database.kysely, row.id, key)) {
    for (const { cells, wrong } of bad) {
      const padded = Array.from({ length: Math.max(heads.length, cells.length) }, (_none, at) => cells[at] ?? "");
      yield csvLine([...padded, wrong.map((words) => words[language]).join(" ")]);
    }
  }
}

const REASON = { ja: "取り込めない理由", en: "Why it was not imported" } as const;

async function* batchesOf(
  db: Kysely<WorkTables>,
  uuid: string,
  key: DataKey,
): AsyncGenerator<z.infer<typeof batchSchema>, void, undefined> {
  for (let number = 1; ; number += 1) {
    const { rows } = await sql<{ sealed: Uint8Array }>`
      select sealed from sheet_batch where import_id = ${uuid} and number = ${number}`.execute(db);
    const [row] = rows;
    if (row === undefined) return;
    yield batchSchema.parse(openJson(key, row.sealed, placeOf("sheet_batch", `${uuid} ${number}`)));
  }
}

function detailsOf({ id, sealed }: SheetTables["sheet_import"], key: DataKey): z.infer<typeof detailsSchema> {
  if (sealed === null) throw new ProblemError("no-such-import");
  return detailsSchema.parse(openJson(key, sealed, placeOf("sheet_import", id)));
}

async function rowOf(
  db: Kysely<WorkTables>,
  id: Id<"import">,
  states?: readonly string[],
  isHeld = false,
): Promise<SheetTables["sheet_import"]> {
  const uuid = uuidOf("import", id);
  const { rows } =
    uuid === undefined
      ? { rows: [] }
      : await sql<SheetTables["sheet_import"]>`
          select * from sheet_import where id = ${uuid} ${isHeld ? sql`for update` : sql``}`.execute(db);
  const [row] = rows;
  if (row === undefined || states?.includes(row.state) === false) throw new ProblemError("no-such-import");
  return row;
}

function placeOf(
  table: string,
  row: string,
): { readonly table: string; readonly column: string; readonly row: string } {
  return { table, column: "sealed", row };
}
