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
  /** By legal person, the kinds of people for whom it has published a purpose. */
  readonly covered: () => ReadonlyMap<string, ReadonlySet<string>>;
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
  let covered: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  return { content, policy, covered: () => (covered ??= coveredBy(policy)) };
}

function coveredBy(policy: Policy): Map<string, Set<string>> {
  const covered = new Map<string, Set<string>>();
  for (const { operators, people } of Object.values(policy.purposes)) {
    for (const operator of operators) {
      const person = legalPerson(policy, operator);
      const kinds = covered.get(person) ?? new Set();
      covered.set(person, kinds);
      for (const kind of people) kinds.add(kind);
    }
  }
  return covered;
}

/** Whether an operator had published a purpose for people of this kind, or of one that they also are. */
export function hadPurposes({ before, after }: Comparison, operator: string, kind: string): boolean {
  const kinds = before.covered().get(legalPerson(after.policy, operator));
  return kinds !== undefined && kindsOf(after.policy, kind).some((one) => kinds.has(one));
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
