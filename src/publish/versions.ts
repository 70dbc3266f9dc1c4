import type { Context } from "hono";
import { type Change, diff, type Pack, type Policy, type Program } from "../policy/index.ts";
import type { House } from "../room/index.ts";
import { fill, type Language, ProblemError } from "../wire/index.ts";
import { WORDS } from "./words.ts";

/** @throws {ProblemError} `not-found` */
export function packOf(c: Context, house: House): Pack {
  const pack = house.packs.get(c.req.param("pack") ?? "");
  if (pack === undefined) throw new ProblemError("not-found", { path: c.req.path });
  return pack;
}

/** @throws {ProblemError} `not-found` */
export function versionOf(c: Context, pack: Pack, date: string | undefined): Program {
  const program = pack.versions.find(({ version }) => version === date);
  if (program === undefined) throw new ProblemError("not-found", { path: c.req.path });
  return program;
}

/** Which language's words win, as a sentence; undefined where the policy does not say. */
export function prevailing({ policy }: Policy, lang: Language): string | undefined {
  const tag = policy.languages.prevailing;
  if (tag === undefined) return undefined;
  const language = new Intl.DisplayNames([lang], { type: "language" }).of(tag) ?? tag;
  return fill(WORDS.prevailing[lang], { language });
}

/** Versions do not change while they are served, so each pair is compared once. */
const compared = new WeakMap<Program, WeakMap<Program, readonly Change[]>>();

/** The changes of what is published: what an office decided in order to operate is not part of it. */
export function publishedChanges(from: Program, to: Program): readonly Change[] {
  const others = compared.get(from) ?? new WeakMap<Program, readonly Change[]>();
  compared.set(from, others);
  const changes = others.get(to) ?? diff(from.content, to.content).filter((change) => change.published);
  others.set(to, changes);
  return changes;
}
