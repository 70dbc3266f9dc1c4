import { join } from "node:path";
import type { Desk } from "../act/index.ts";
import { currentLog } from "../evidence/index.ts";
import { type ClamdAddress, isClamdAddress, readClamdAddress } from "./clamd.ts";
import { setting } from "../settings/index.ts";
import { type Files, filesIn } from "./files.ts";

export const CLAMD = setting({
  name: "YAKUSOKU_CLAMD",
  says: {
    ja: "送られてきたファイルを検査する clamd。なければ検査しない",
    en: "The clamd that looks at files people send. Without it nothing is scanned",
  },
  form: {
    says: {
      ja: "tcp://127.0.0.1:3310 か unix:/run/clamav/clamd.ctl の形",
      en: "written as tcp://127.0.0.1:3310 or unix:/run/clamav/clamd.ctl",
    },
    read: (text) => (isClamdAddress(text) ? text : undefined),
    write: (text) => text,
  },
});

/** Of the data folder. */
const UPLOADS_FOLDER = "uploads";

/** Where the uploads of a desk stand, and who scans them. */
export interface Settings {
  readonly files: Files;
  /** Absent: uploads are not scanned. */
  readonly clamd: ClamdAddress | undefined;
  /** Whether no other process works on this database. */
  readonly alone: boolean;
}

const settings = new WeakMap<Desk, Settings>();

/** What the room is told when what is kept is opened. */
export interface UploadsOptions {
  /** The data folder. */
  readonly folder: string;
  /** As YAKUSOKU_CLAMD has it; empty or absent: uploads are not scanned. */
  readonly clamd?: string | undefined;
}

/** Makes uploads possible on a desk. @throws {ClamdAddressError} */
export async function setUp(desk: Desk, { folder, clamd }: UploadsOptions): Promise<Settings> {
  const address = clamd ? readClamdAddress(clamd) : undefined;
  const { origin } = await currentLog(desk.database.kysely);
  // The same in every generation of the log: `yakusoku/UUID/2`.
  const log = origin.split("/")[1] ?? "";
  const made: Settings = {
    files: filesIn(join(folder, UPLOADS_FOLDER, log)),
    clamd: address,
    alone: desk.database.kind === "pglite",
  };
  settings.set(desk, made);
  return made;
}

/** @throws {TypeError} on a desk that was opened without uploads: a slip of ours */
export function settingsOf(desk: Desk): Settings {
  const found = settings.get(desk);
  if (found === undefined) throw new TypeError("uploads were not opened on this desk");
  return found;
}
