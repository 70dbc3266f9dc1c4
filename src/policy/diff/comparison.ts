import { midnightInJapan, type Text, type Words } from "../../wire/index.ts";
import { expand, kindsOf, legalPerson, type Policy } from "../expand.ts";
import type { PolicyContent } from "../parse.ts";
import { own } from "./leaves.ts";
import { inOurLanguages, listOf } from "../rules/rule.ts";

/** Two versions beside each other: as written, and written out. */
export interface Comparison {
  readonly before: Side;
  readonly after: Side;
  /** Of the later version, epoch milliseconds: the law is looked at as of then. */
  readonly at: number;
}

export interface Side {
  readonly content: PolicyContent;
  /** Item sets and mirrors written out; `{operator}` left in the texts, so that a new name is one change and not a hundred. */
  readonly policy: Policy;
  /** For whom which legal person has published a purpose, as `pair` writes them. */
  readonly covered: ReadonlySet<string>;
}

export function compare(before: PolicyContent, after: PolicyContent): Comparison {
  return {
    before: sideOf(before),
    after: sideOf(after),
    at: midnightInJapan(after.policy.inForceFrom).epochMilliseconds,
  };
}

function sideOf(content: PolicyContent): Side {
  const { operators } = content;
  const policy: Policy = { ...expand({ ...content, operators: {} }), operators };
  const covered = new Set(
    Object.values(policy.purposes).flatMap((purpose) =>
      purpose.operators.flatMap((operator) => purpose.people.map((kind) => pair(policy, operator, kind))),
    ),
  );
  return { content, policy, covered };
}

function pair(policy: Policy, operator: string, kind: string): string {
  return `${legalPerson(policy, operator)} ${kind}`;
}

/** Whether an operator had published a purpose for people of this kind, or of one that they also are. */
export function hadPurposes({ before, after }: Comparison, operator: string, kind: string): boolean {
  return kindsOf(after.policy, kind).some((one) => before.covered.has(pair(after.policy, operator, one)));
}

/**
 * Whether a text says the same in the language that prevails, white space aside; in every language where none prevails, or
 * another one does than before. Only its translation changed then.
 */
export function saysTheSame({ before, after }: Comparison, was: Text | undefined, is: Text | undefined): boolean {
  if (was === undefined || is === undefined) return was === is;
  const prevailing = after.content.policy.languages.prevailing;
  const plain = (words: string | undefined): string | undefined => words?.replace(/\s+/g, " ").trim();
  const languages =
    prevailing !== undefined && prevailing === before.content.policy.languages.prevailing && prevailing in is
      ? [prevailing]
      : [...new Set([...Object.keys(was), ...Object.keys(is)])];
  return languages.every((language) => plain(was[language]) === plain(is[language]));
}

type Named = "items" | "people" | "operators" | "recipients" | "sharedUses" | "contacts" | "linkedPolicies";

/** The name of something in the later version, else in the earlier one, else its identifier. */
export function nameOf({ before, after }: Comparison, section: Named, id: string): Words {
  const named = ({ content }: Side): Readonly<Record<string, { readonly name: Text }>> => content[section];
  const entry = own(named(after), id) ?? own(named(before), id);
  return entry === undefined ? { ja: id, en: id } : inOurLanguages(entry.name);
}

export function namesOf(comparison: Comparison, section: Named, ids: readonly string[]): Words {
  return listOf(ids.map((id) => nameOf(comparison, section, id)));
}

/** Longer than this a quoted text is cut. */
const QUOTED = 48;

export function quoted(text: Text | undefined): Words {
  const { ja, en } = inOurLanguages(text);
  const cut = (words: string): string => {
    const line = Array.from(words.replace(/\s+/g, " "));
    return line.length > QUOTED ? `${line.slice(0, QUOTED).join("")}…` : line.join("");
  };
  return { ja: `「${cut(ja)}」`, en: `“${cut(en)}”` };
}
