import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, join, relative, sep } from "node:path";
import { buffer } from "node:stream/consumers";
import {
  type Built,
  build,
  byPlace,
  type Diagnostic,
  type Extension,
  MAX_FILE_BYTES,
  type Pack,
  packError,
  type SourceFile,
} from "../policy/index.ts";

/** A folder of one version, read and built. */
export interface LoadedVersion extends Built {
  readonly folder: string;
}

export interface LoadedPack {
  readonly folder: string;
  readonly pack: Pack;
  readonly versions: readonly LoadedVersion[];
}

/** The folders of a pack that hold a version are named by its date; `cases` and anything else stands beside them. */
const VERSION_FOLDER = /^\d{4}-\d{2}-\d{2}$/;
const CASES_FOLDER = "cases";

/**
 * Reads every `.yaml` file under a folder, by name, with paths as someone in the current folder would write them.
 * A file over the limit is cut one byte past it: enough for parsing to refuse it.
 * @throws {Error} as the file system says it, where the folder or a file cannot be read
 */
export async function readPolicyFiles(folder: string): Promise<SourceFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const files: SourceFile[] = [];
  for (const path of paths) {
    files.push({
      path: relative(process.cwd(), path),
      bytes: await buffer(createReadStream(path, { end: MAX_FILE_BYTES })),
    });
  }
  return files;
}

/** Reads and builds the version in a folder. Its `cases`, where it has some, are for those who run them. */
export async function loadVersion(folder: string, extension: Extension = {}): Promise<LoadedVersion> {
  const cases = relative(process.cwd(), join(folder, CASES_FOLDER)) + sep;
  const files = (await readPolicyFiles(folder)).filter(({ path }) => !path.startsWith(cases));
  const built = build(files, extension);
  if (files.length > 0) return { folder, ...built };
  // Without a file there is no place to point at but the folder.
  const place = relative(process.cwd(), folder) || ".";
  return { folder, ...built, diagnostics: built.diagnostics.map((diagnostic) => ({ ...diagnostic, file: place })) };
}

/** Loads every version of a pack. A folder that holds YAML files itself is a pack of one version. */
export async function loadPack(folder: string, extension: Extension = {}): Promise<LoadedPack> {
  const entries = await readdir(folder, { withFileTypes: true });
  const dated = entries
    .filter((entry) => entry.isDirectory() && VERSION_FOLDER.test(entry.name))
    .map((entry) => join(folder, entry.name))
    .sort();
  const read: LoadedVersion[] = [];
  for (const path of dated.length > 0 ? dated : [folder]) read.push(await loadVersion(path, extension));
  const versions = together(read);
  const programs = versions.flatMap(({ program }) => program ?? []).sort((a, b) => a.inForceFrom - b.inForceFrom);
  return { folder, pack: { id: programs[0]?.pack ?? basename(folder), versions: programs }, versions };
}

/**
 * The versions as one pack: of one policy, each with a name and a first day of its own. A version that does not fit those before it
 * carries the error and does not run.
 */
function together(versions: readonly LoadedVersion[]): LoadedVersion[] {
  const first = versions.find(({ program }) => program !== undefined);
  const byName = new Map<string, LoadedVersion>();
  const byDay = new Map<number, LoadedVersion>();
  return versions.map((version) => {
    const { program, declared } = version;
    if (program === undefined || declared === undefined) return version;
    const { pack: id, version: name, inForceFrom } = program;
    const errors: Diagnostic[] = [];
    if (first?.program !== undefined && first.declared !== undefined && first.program.pack !== id) {
      const { file, line } = first.declared.id;
      errors.push(packError("other-pack", declared.id, { id, other: first.program.pack, file, line }));
    }
    const namesake = byName.get(name)?.declared?.version;
    if (namesake !== undefined) {
      const { file, line } = namesake;
      errors.push(packError("version-named-twice", declared.version, { version: name, file, line }));
    }
    const rival = byDay.get(inForceFrom)?.declared?.inForceFrom;
    if (rival !== undefined) {
      const { file, line } = rival;
      const date = program.policy.policy.inForceFrom;
      errors.push(packError("in-force-on-one-day", declared.inForceFrom, { date, file, line }));
    }
    if (errors.length > 0) {
      return { ...version, program: undefined, diagnostics: [...version.diagnostics, ...errors].sort(byPlace) };
    }
    byName.set(name, version);
    byDay.set(inForceFrom, version);
    return version;
  });
}
