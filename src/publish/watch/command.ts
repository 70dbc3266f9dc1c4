import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { dayInJapan } from "../../law/index.ts";
import { inOurLanguages, type Program } from "../../policy/index.ts";
import { type Command, usablePack } from "../../room/index.ts";
import { fill, type Language, type Words } from "../../wire/index.ts";
import { BOUNDS, fetchPage } from "./fetch-page.ts";

const STATES = {
  unchanged: { ja: "控えのとおり", en: "unchanged" },
  changed: { ja: "変わっています", en: "changed" },
  "no-copy": { ja: "控えがありません", en: "no copy yet" },
  unreachable: { ja: "見られません", en: "cannot be reached" },
  "no-address": { ja: "アドレスが書かれていません", en: "no address is given" },
} as const satisfies Record<string, Words>;
type State = keyof typeof STATES;

const WORDS = {
  none: { ja: "ほかのポリシーへのリンクはありません。", en: "The policy sends its readers to no other one." },
  taken: { ja: "（控えは {taken}）", en: " (the copy is of {taken})" },
  read: {
    ja: "  読んで、利用目的などが変わっていないか確かめてください。控えを取り直すには --save を付けます。",
    en: "  Read it and see whether its purposes still fit. To take a new copy: --save",
  },
  paste: { ja: "linkedPolicies に貼ってください:", en: "To paste into linkedPolicies:" },
} as const satisfies Record<string, Words>;

type Linked = Program["policy"]["linkedPolicies"][string];

interface Look {
  readonly id: string;
  readonly linked: Linked;
  readonly state: State;
  readonly why?: Words;
  readonly sha256?: string;
  readonly bytes?: Uint8Array;
  readonly isHtml?: boolean;
}

/**
 * `yakusoku watch [FOLDER]`: whether the policies elsewhere that a policy sends its readers to are still the ones that were read.
 * Exits with 0 where all of them are, 1 where one has changed or has no copy, 3 where one could not be reached and none has
 * changed.
 */
export const watchCommand: Command = {
  name: "watch",
  usage: "watch [FOLDER] [--save] [--json] [--allow-loopback] [--language ja|en]",
  summary: {
    ja: "リンク先のポリシーが、控えを取ったときから変わっていないか確かめる",
    en: "See whether linked policies are still as they were when the copy was taken",
  },
  accepts: { flags: ["save", "json", "allow-loopback"], positionals: 1 },
  run: async (asked, context) => {
    const { language, out, clock, defaultPack } = context;
    const loaded = await usablePack(asked.positionals[0] ?? defaultPack, context);
    const version = loaded?.versions.findLast((one) => one.program !== undefined);
    const program = version?.program;
    if (version === undefined || program === undefined) return 2;

    const loopback = asked.flags.has("allow-loopback");
    const looks: Look[] = [];
    for (const [id, linked] of Object.entries(program.policy.linkedPolicies)) {
      looks.push(await lookAt(id, linked, loopback));
    }
    const taken = dayInJapan(clock.now().epochMilliseconds).toString();
    const saved = new Map<string, string>();
    if (asked.flags.has("save")) {
      for (const look of looks) {
        if (look.bytes === undefined || look.state === "unchanged") continue;
        const file = `snapshots/${look.id}.${look.isHtml === true ? "html" : "bin"}`;
        await mkdir(dirname(join(version.folder, file)), { recursive: true });
        await writeFile(join(version.folder, file), look.bytes);
        saved.set(look.id, `    snapshot: { taken: ${taken}, sha256: ${look.sha256 ?? ""}, file: ${file} }\n`);
      }
    }
    if (asked.flags.has("json")) {
      const linkedPolicies = looks.map(({ id, linked, state, why, sha256 }) => ({
        id,
        url: linked.url,
        state,
        snapshot: linked.snapshot,
        sha256,
        why,
        saved: saved.has(id),
      }));
      out(`${JSON.stringify({ pack: program.pack, version: program.version, linkedPolicies })}\n`);
    } else {
      for (const look of looks) out(inWords(look, language));
      if (looks.length === 0) out(`${WORDS.none[language]}\n`);
      if (looks.some(({ state }) => state === "changed") && saved.size === 0) out(`${WORDS.read[language]}\n`);
      if (saved.size > 0) {
        out(`\n${WORDS.paste[language]}\n`);
        for (const [id, yaml] of saved) out(`  ${id}:\n${yaml}`);
      }
    }
    const has = (...states: readonly State[]): boolean => looks.some(({ state }) => states.includes(state));
    if (has("changed", "no-copy")) return 1;
    return has("unreachable") ? 3 : 0;
  },
};

async function lookAt(id: string, linked: Linked, loopback: boolean): Promise<Look> {
  if (linked.url === undefined) return { id, linked, state: "no-address" };
  const fetched = await fetchPage(linked.url, { ...BOUNDS, loopback });
  if ("fault" in fetched) return { id, linked, state: "unreachable", why: fetched.fault };
  const sha256 = createHash("sha256").update(fetched.bytes).digest("hex");
  const before = linked.snapshot?.sha256;
  const state = before === undefined ? "no-copy" : before === sha256 ? "unchanged" : "changed";
  return { id, linked, state, sha256, ...fetched };
}

function inWords({ id, linked, state, why, sha256 }: Look, language: Language): string {
  const name = inOurLanguages(linked.name)[language];
  const when = linked.snapshot === undefined ? "" : fill(WORDS.taken[language], { taken: linked.snapshot.taken });
  const lines = [`${STATES[state][language]}: ${id} – ${name}${when}`];
  if (linked.url !== undefined) lines.push(`  ${linked.url}`);
  if (why !== undefined) lines.push(`  ${why[language]}`);
  if (sha256 !== undefined && state !== "unchanged") lines.push(`  sha256 ${sha256}`);
  return `${lines.join("\n")}\n`;
}
