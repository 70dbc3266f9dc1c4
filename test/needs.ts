import { existsSync, globSync } from "node:fs";
import { delimiter, join } from "node:path";

/*
 * Some tests need a browser, a reader of PDF, a PostgreSQL server or a virus scanner. On a bare machine they are counted as skipped;
 * where CI=true they may not be, and a machine without them fails.
 */

export type Need = "chromium" | "clamav-daemon" | "pdftotext" | "postgresql";

interface Where {
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** The root of the file system; tests hand in their own. */
  readonly root?: string;
}

const NEEDS = {
  chromium: {
    variable: "CHROMIUM",
    places: [
      "Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
      "Applications/Chromium.app/Contents/MacOS/Chromium",
    ],
    commands: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
    install: "apt-get install chromium, or set CHROMIUM to the path of a Chromium or Chrome",
  },
  pdftotext: {
    variable: "PDFTOTEXT",
    places: [],
    commands: ["pdftotext"],
    install: "apt-get install poppler-utils, or set PDFTOTEXT to the path of its pdftotext",
  },
  "clamav-daemon": {
    variable: "CLAMD",
    places: ["usr/sbin/clamd"],
    commands: ["clamd"],
    install: "apt-get install clamav-daemon, or set CLAMD to the path of its clamd",
  },
  postgresql: {
    variable: "INITDB",
    // Debian keeps the server's programs off the PATH.
    places: ["usr/lib/postgresql/*/bin/initdb"],
    commands: ["initdb"],
    install: "apt-get install postgresql, or set INITDB to the path of its initdb",
  },
} as const satisfies Record<Need, unknown>;

/** The path of the browser, or of `initdb` beside the server's other programs; the newest where there are several. */
export function locate(need: Need, { environment = process.env, root = "/" }: Where = {}): string | undefined {
  const { variable, places, commands } = NEEDS[need];
  const set = environment[variable];
  if (set) return existsSync(set) ? set : undefined;
  const installed = places.flatMap((place) => globSync(join(root, place)).sort(byNumber).reverse());
  const folders = [join(root, "usr/bin"), ...(environment["PATH"] ?? "").split(delimiter).filter(Boolean)];
  const found = folders.flatMap((folder) => commands.map((command) => join(folder, command)));
  return [...installed, ...found].find((path) => existsSync(path));
}

/**
 * Options for a test or a suite of `node:test`: `test("…", needs("chromium"), …)`.
 * @throws {Error} where it is missing and `CI` is `true`: there nothing may be skipped
 */
export function needs(need: Need, where: Where = {}): { skip: false } | { skip: string } {
  const environment = where.environment ?? process.env;
  if (locate(need, where) !== undefined) return { skip: false };
  const missing = `${need} is not on this machine: ${NEEDS[need].install}`;
  if (environment["CI"] === "true") throw new Error(missing);
  return { skip: missing };
}

function byNumber(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}
