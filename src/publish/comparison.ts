import { countryName } from "../decision/index.ts";
import { clausesOf, type Part, type Policy, purposeText } from "../policy/index.ts";
import { type Edition, type Language, languageOf, pick, type Text } from "../wire/index.ts";
import { gather, routeWords } from "./clause.tsx";
import { WORDS } from "./words.ts";

/** A stretch of a text: in both versions, only in the later, or only in the earlier one. */
export interface Run {
  readonly mark: "same" | "added" | "removed";
  readonly words: string;
}

/** Entries of a list under a clause, such as the items of a purpose, each marked like a run of words. */
interface FactChange {
  readonly term: string;
  readonly entries: readonly Run[];
}

export interface ClauseChange {
  readonly clause: string;
  readonly state: "added" | "removed" | "changed" | "same";
  readonly title: readonly Run[];
  readonly text: readonly Run[];
  /** Only the lists in which something changed. */
  readonly facts: readonly FactChange[];
}

/** More steps than this are not worth the wait: the texts are shown whole, one removed and one added. */
const MAX_STEPS = 4_000_000;
/** Texts that share less than this part of their letters read better whole. */
const LEAST_ALIKE = 0.3;
/** Fewer letters than these between two changes only break them up, and become part of both. */
const LEAST_KEPT = 4;

/**
 * The later text with what is new and what is gone, by words as the language parts them: Japanese has no spaces, so
 * the segmenter's dictionary decides.
 */
export function compareWords(before: string, after: string, language: string): Run[] {
  if (before === after) return before === "" ? [] : [{ mark: "same", words: before }];
  const replaced = (["removed", "added"] as const)
    .map((mark) => ({ mark, words: mark === "removed" ? before : after }))
    .filter(({ words }) => words !== "");
  const segmenter = new Intl.Segmenter(language, { granularity: "word" });
  const old = Array.from(segmenter.segment(before), ({ segment }) => segment);
  const young = Array.from(segmenter.segment(after), ({ segment }) => segment);
  if (old.length * young.length > MAX_STEPS) return replaced;
  const runs = joined(bridged(joined(align(old, young))));
  const alike = runs.reduce((sum, { mark, words }) => (mark === "same" ? sum + words.length : sum), 0);
  return alike < LEAST_ALIKE * Math.max(before.length, after.length) ? replaced : runs;
}

/** The longest common subsequence, walked from the front; what is gone stands before what came in its place. */
function align(old: readonly string[], young: readonly string[]): Run[] {
  const width = young.length + 1;
  const common = new Uint32Array((old.length + 1) * width);
  const at = (i: number, j: number): number => common[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = young.length - 1; j >= 0; j -= 1) {
      common[i * width + j] = old[i] === young[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const runs: Run[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < young.length) {
    const [one = "", other = ""] = [old[i], young[j]];
    if (i < old.length && j < young.length && one === other) {
      runs.push({ mark: "same", words: one });
      i += 1;
      j += 1;
    } else if (j >= young.length || (i < old.length && at(i + 1, j) >= at(i, j + 1))) {
      runs.push({ mark: "removed", words: one });
      i += 1;
    } else {
      runs.push({ mark: "added", words: other });
      j += 1;
    }
  }
  return runs;
}

function bridged(runs: readonly Run[]): Run[] {
  return runs.flatMap((run, index): Run[] => {
    const between = index > 0 && index < runs.length - 1 && run.mark === "same" && run.words.trim().length < LEAST_KEPT;
    return between
      ? [
          { mark: "removed", words: run.words },
          { mark: "added", words: run.words },
        ]
      : [run];
  });
}

/** Neighbours of one kind become one; between two unchanged words all that is gone stands before all that is new. */
function joined(runs: readonly Run[]): Run[] {
  const whole: Run[] = [];
  let [removed, added] = ["", ""];
  const flush = (): void => {
    if (removed !== "") whole.push({ mark: "removed", words: removed });
    if (added !== "") whole.push({ mark: "added", words: added });
    [removed, added] = ["", ""];
  };
  let same = "";
  for (const { mark, words } of runs) {
    if (mark === "same") {
      flush();
      same += words;
      continue;
    }
    if (same !== "") whole.push({ mark: "same", words: same });
    same = "";
    if (mark === "removed") removed += words;
    else added += words;
  }
  flush();
  if (same !== "") whole.push({ mark: "same", words: same });
  return whole;
}

/**
 * Two versions clause by clause, in the order of the later one; a clause that is gone stands where it stood. Compared is
 * what a clause says and, by name, what it covers. The reasons for a reading and the headings of parts are not. Easy words
 * help to read and are not compared: in easy Japanese only the terms are, in which the Japanese words are set out.
 */
export function compareVersions(from: Policy, to: Policy, lang: Edition): ClauseChange[] {
  const language = languageOf(lang);
  const [before, after] = [factsByClause(from, lang), factsByClause(to, lang)];
  return clausesOfBoth(clausesInOrder(from), clausesInOrder(to)).map((clause) => {
    const [old, young] = [from.promises[clause], to.promises[clause]];
    const title = compareTexts(old?.title, young?.title, language);
    const text = compareTexts(old?.text, young?.text, language);
    const facts = compareFacts(before.get(clause), after.get(clause));
    const changed = facts.length > 0 || [...title, ...text].some(({ mark }) => mark !== "same");
    const kept = changed ? ("changed" as const) : ("same" as const);
    return {
      clause,
      state: old === undefined ? "added" : young === undefined ? "removed" : kept,
      title,
      text,
      facts,
    };
  });
}

function compareTexts(before: Text | undefined, after: Text | undefined, language: Language): Run[] {
  const [old, young] = [pick(before ?? {}, language), pick(after ?? {}, language)];
  return compareWords(old.words, young.words, young.language);
}

/** Every clause in the order in which the document sets it out; those it leaves out come last. */
function clausesInOrder(policy: Policy): string[] {
  const visit = (parts: readonly Part[]): string[] =>
    parts.flatMap((part) => [...clausesOf(policy, part), ...visit(part.parts ?? [])]);
  return [...new Set([...visit(policy.document.parts), ...Object.keys(policy.promises)])];
}

function clausesOfBoth(before: readonly string[], after: readonly string[]): string[] {
  const order = [...after];
  const known = new Set(after);
  for (const [index, clause] of before.entries()) {
    if (known.has(clause)) continue;
    const previous = before[index - 1];
    order.splice(previous === undefined ? 0 : order.indexOf(previous) + 1, 0, clause);
    known.add(clause);
  }
  return order;
}

type Facts = Map<string, string[]>;

/** What each clause covers, as names under a term. Where a clause carries several entries, the term says of which. */
function factsByClause(policy: Policy, lang: Edition): Map<string, Facts> {
  const found = new Map<string, Facts>();
  const language = languageOf(lang);
  const name = (text: Text): string => pick(text, language).words;
  const names = (section: Readonly<Record<string, { readonly name: Text }>>, ids: readonly string[]): string[] =>
    ids.map((id) => name(section[id]?.name ?? { [language]: id }));
  const put = (clause: string, term: string, entries: readonly string[], of: string | undefined): void => {
    const facts = found.get(clause) ?? new Map<string, string[]>();
    const full = of === undefined ? term : `${term}${language === "ja" ? `（${of}）` : ` (${of})`}`;
    facts.set(full, [...new Set([...(facts.get(full) ?? []), ...entries])]);
    found.set(clause, facts);
  };
  const carried = gather(policy);
  for (const [clause, entries] of carried.purposes) {
    for (const [id, { operators, people, items }] of entries) {
      const of = entries.length > 1 ? name(purposeText(policy, id)) : undefined;
      put(clause, WORDS.usedBy[lang], names(policy.operators, operators), of);
      put(clause, WORDS.people[lang], names(policy.people, people), of);
      put(clause, WORDS.items[lang], names(policy.items, items), of);
    }
  }
  for (const [clause, entries] of carried.recipients) {
    for (const [, { name: recipient, people, items, country, reading }] of entries) {
      const of = entries.length > 1 ? name(recipient) : undefined;
      put(clause, WORDS.recipient[lang], [name(recipient)], of);
      put(clause, WORDS.country[lang], country === undefined ? [] : [countryName(country)[language]], of);
      put(clause, WORDS.people[lang], names(policy.people, people), of);
      put(clause, WORDS.handedOver[lang], names(policy.items, items), of);
      const routes = reading.routes.map((route) => routeWords(route, language));
      put(clause, WORDS.howHandedOver[lang], routes.length === 0 ? [WORDS.noRoute[language]] : routes, of);
    }
  }
  for (const [clause, entries] of carried.sharedUses) {
    for (const [, { name: use, people, items = [], purposes = [], users, responsible }] of entries) {
      const of = entries.length > 1 ? name(use) : undefined;
      const members = (users?.members ?? []).map(({ operator }) => operator);
      put(clause, WORDS.people[lang], names(policy.people, people), of);
      put(clause, WORDS.items[lang], names(policy.items, items), of);
      put(
        clause,
        WORDS.what[lang],
        purposes.map((id) => name(purposeText(policy, id))),
        of,
      );
      put(
        clause,
        WORDS.users[lang],
        [...(users === undefined ? [] : [name(users.text)]), ...names(policy.operators, members)],
        of,
      );
      put(clause, WORDS.responsible[lang], responsible === undefined ? [] : names(policy.operators, [responsible]), of);
    }
  }
  for (const [clause, entries] of carried.operators) {
    for (const [, { name: called, address, representative }] of entries) {
      const of = entries.length > 1 ? name(called) : undefined;
      put(clause, WORDS.name[lang], [name(called)], of);
      put(clause, WORDS.address[lang], address === undefined ? [] : [name(address)], of);
      const person = representative === undefined ? [] : [`${name(representative.title)} ${name(representative.name)}`];
      put(clause, WORDS.representative[lang], person, of);
    }
  }
  for (const contact of Object.values(policy.contacts)) {
    if (contact.clause === undefined) continue;
    const ways = [contact.address === undefined ? "" : name(contact.address), contact.phone ?? "", contact.email ?? ""];
    put(contact.clause, WORDS.window[lang], [name(contact.name), ...ways.filter((way) => way !== "")], undefined);
  }
  return found;
}

function compareFacts(before: Facts = new Map(), after: Facts = new Map()): FactChange[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((term) => {
    const [old, young] = [before.get(term) ?? [], after.get(term) ?? []];
    const gone = old.filter((entry) => !young.includes(entry)).map((words): Run => ({ mark: "removed", words }));
    const come = young.filter((entry) => !old.includes(entry)).map((words): Run => ({ mark: "added", words }));
    return gone.length + come.length === 0 ? [] : [{ term, entries: [...gone, ...come] }];
  });
}
