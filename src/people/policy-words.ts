import { LAW_PURPOSES, OUTSIDE_POLICY } from "../decision/index.ts";
import { type Pack, sectionOf, suggestion } from "../policy/index.ts";
import { quotable, type Words } from "../wire/index.ts";
import type { Faults } from "./faults.ts";
import { RECORDS } from "./section.ts";

/**
 * The words of the policies served, in any of their versions: what was consented to years ago is named as it was then. A record is
 * held to them where they are given.
 */
export type PolicyWords = Readonly<Record<WordKind, ReadonlySet<string>>>;

type WordKind = "operators" | "kinds" | "departments" | "purposes" | "items" | "recipients" | "sharedUses";

const UNKNOWN: Readonly<Record<WordKind, Words>> = {
  operators: {
    ja: "「{word}」という事業者はポリシーにありません。{hint}",
    en: "The policy has no operator “{word}”. {hint}",
  },
  kinds: {
    ja: "「{word}」という本人の区分はポリシーにありません。{hint}",
    en: "The policy has no kind of person “{word}”. {hint}",
  },
  departments: {
    ja: "「{word}」という部署は、ポリシーの records にありません。{hint}",
    en: "The policy has no department “{word}” under `records`. {hint}",
  },
  purposes: {
    ja: "「{word}」という利用目的はポリシーにありません。{hint}",
    en: "The policy has no purpose “{word}”. {hint}",
  },
  items: { ja: "「{word}」という項目はポリシーにありません。{hint}", en: "The policy has no item “{word}”. {hint}" },
  recipients: {
    ja: "「{word}」という提供先の区分はポリシーにありません。{hint}",
    en: "The policy has no class of recipients “{word}”. {hint}",
  },
  sharedUses: {
    ja: "「{word}」という共同利用はポリシーにありません。{hint}",
    en: "The policy has no shared use “{word}”. {hint}",
  },
};

export function policyWords(packs: Iterable<Pack>): PolicyWords {
  const programs = [...packs].flatMap(({ versions }) => versions);
  const all = (of: (program: (typeof programs)[number]) => Iterable<string>): ReadonlySet<string> =>
    new Set(programs.flatMap((program) => [...of(program)]));
  return {
    operators: all(({ operators }) => operators.keys()),
    kinds: all(({ kinds }) => kinds.keys()),
    departments: all((program) => Object.keys(sectionOf(program.policy, RECORDS)?.departments ?? {})),
    purposes: new Set([...all(({ purposes }) => purposes.keys()), ...Object.keys(LAW_PURPOSES), OUTSIDE_POLICY]),
    items: all(({ items }) => items.keys()),
    recipients: all(({ recipients }) => recipients.keys()),
    sharedUses: all(({ policy }) => Object.keys(policy.sharedUses)),
  };
}

/** Finds words that no policy served here has, and the nearest one that it has. */
export function checkWords(
  words: PolicyWords | undefined,
  kind: WordKind,
  given: readonly string[],
  path: readonly (string | number)[],
  faults: Faults,
): void {
  if (words === undefined) return;
  for (const [index, word] of given.entries()) {
    if (words[kind].has(word)) continue;
    faults.add([...path, ...(given.length === 1 && path.at(-1) !== kind ? [] : [index])], UNKNOWN[kind], {
      word: quotable(word),
      hint: suggestion(word, [...words[kind]]),
    });
  }
}
