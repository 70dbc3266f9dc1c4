import type { Words } from "../wire/index.ts";
import { LogFault } from "./fault.ts";
import { HASH_BYTES } from "./merkle.ts";
import { fromBase64 } from "./note.ts";

/** What a log says of itself (c2sp.org/tlog-checkpoint): under which name, how many entries, and the root over them. */
export interface Checkpoint {
  readonly origin: string;
  /** Number of entries, at most 2^53 - 1. */
  readonly size: number;
  /** 32 bytes. */
  readonly root: Uint8Array;
  /** Further lines, of which nothing is known. */
  readonly extensions: readonly string[];
}

const FAULTS = {
  form: {
    ja: "チェックポイントではありません。ログの名前・件数・ルートの三行が要ります。",
    en: "This is no checkpoint: it has three lines at least, for origin, size and root.",
  },
  empty: {
    ja: "チェックポイントの {line} 行目が空です。",
    en: "Line {line} of the checkpoint is empty.",
  },
  size: {
    ja: "チェックポイントの件数「{given}」が、先頭に 0 の付かない十進数ではありません。",
    en: "The size “{given}” of the checkpoint is no decimal number without leading zeros.",
  },
  tooLarge: {
    ja: "チェックポイントの件数 {given} は扱える大きさを超えています。",
    en: "The size {given} of the checkpoint is more than can be dealt with.",
  },
  root: {
    ja: "チェックポイントのルート「{given}」が、32 バイトの Base64 ではありません。",
    en: "The root “{given}” of the checkpoint is not the Base64 of 32 bytes.",
  },
} as const satisfies Record<string, Words>;

/**
 * The text of a checkpoint, to be signed.
 * @throws {LogFault} where it could not be read back
 */
export function writeCheckpoint({ origin, size, root, extensions }: Checkpoint): string {
  const text = `${[origin, size, Buffer.from(root).toString("base64"), ...extensions].join("\n")}\n`;
  const read = parseCheckpoint(text);
  if (read.origin !== origin || read.extensions.length !== extensions.length) throw new LogFault(FAULTS.form);
  return text;
}

/** @throws {LogFault} where the text of a note is no checkpoint */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin = "", size, root, ...extensions] = text.endsWith("\n") ? text.slice(0, -1).split("\n") : [];
  if (size === undefined || root === undefined) throw new LogFault(FAULTS.form);
  const empty = [origin, size, root, ...extensions].indexOf("");
  if (empty !== -1) throw new LogFault(FAULTS.empty, { line: empty + 1 });
  if (!/^(0|[1-9][0-9]*)$/.test(size)) throw new LogFault(FAULTS.size, { given: size });
  if (!Number.isSafeInteger(Number(size))) throw new LogFault(FAULTS.tooLarge, { given: size });
  const hash = fromBase64(root);
  if (hash?.length !== HASH_BYTES) throw new LogFault(FAULTS.root, { given: root });
  return { origin, size: Number(size), root: hash, extensions };
}
