import { type Article, SHARED_USE_MATTER_WORDS, SHARED_USE_MATTERS, type SharedUseMatter } from "../law/index.ts";
import { fillWords, LANGUAGES, type Words } from "../wire/index.ts";
import { byPlace, type Diagnostic, type Severity } from "./diagnostic.ts";
import { expand, kindsOf, type Policy } from "./expand.ts";
import { isRecord, type PolicySource, suggestion } from "./parse.ts";

/** One thing a rule found: the path of the object in the pack, and what fills the message. */
interface Finding {
  readonly path: readonly PropertyKey[];
  readonly clause?: string | undefined;
  readonly values?: Readonly<Record<string, string | number | Words>>;
}

/** A rule of the linter. Pure; reads the source for places and the written-out policy for meaning. */
export interface CheckRule {
  readonly id: string;
  readonly severity: Severity;
  readonly article?: Article;
  /** What is wrong and what to do about it; `{…}` marks are filled from the finding. */
  readonly message: Words;
  find(source: PolicySource, policy: Policy): Iterable<Finding>;
}

/** Runs rules over a policy that could be read. Findings of severity `error` keep it from being compiled. */
export function check(source: PolicySource, more: readonly CheckRule[] = []): Diagnostic[] {
  const policy = expand(source);
  const found: Diagnostic[] = [];
  for (const rule of [...CORE_RULES, ...more]) {
    for (const { path, clause, values } of rule.find(source, policy)) {
      found.push({
        rule: rule.id,
        severity: rule.severity,
        ...source.place(...path),
        ...(rule.article === undefined ? {} : { article: rule.article }),
        ...(clause === undefined ? {} : { clause }),
        message: fillWords(rule.message, values ?? {}),
      });
    }
  }
  return found.sort(byPlace);
}

const danglingReference: CheckRule = {
  id: "dangling-reference",
  severity: "error",
  message: {
    ja: "{section} に「{id}」はありません。つづりを直すか、{section} に定義してください。{hint}",
    en: "There is no “{id}” in {section}. Mend the spelling, or declare it there. {hint}",
  },
  *find(source) {
    for (const { path, id, section } of references(source)) {
      const known: object = section === "items" ? { ...source.items, ...source.itemSets } : source[section];
      if (!Object.hasOwn(known, id)) yield { path, values: { id, section, hint: suggestion(id, Object.keys(known)) } };
    }
  },
};

const unknownClause: CheckRule = {
  id: "unknown-clause",
  severity: "error",
  message: {
    ja: "条項「{id}」は promises にありません。つづりを直すか、promises に書き足してください。",
    en: "Clause “{id}” is not in promises. Mend the spelling, or add it to promises.",
  },
  *find(source, policy) {
    for (const { path, id } of clauses(source)) {
      if (!Object.hasOwn(policy.promises, id)) yield { path, values: { id } };
    }
  },
};

const textMissing: CheckRule = {
  id: "text-missing",
  severity: "error",
  message: {
    ja: "必須の言語「{language}」の文がありません。書き足してください。",
    en: "The text lacks the required language “{language}”. Add it.",
  },
  *find(source) {
    const { required, prevailing } = source.policy.languages;
    for (const { path, languages } of texts(source)) {
      for (const language of new Set([...required, prevailing])) {
        if (!languages.includes(language)) yield { path, values: { language } };
      }
    }
  },
};

const peopleWithoutPurposes: CheckRule = {
  id: "people-without-purposes",
  severity: "law",
  article: "17(1)",
  message: {
    ja: "「{name}」の利用目的が一つもありません。情報を扱っているなら、利用目的を特定して公表してください。それまではすべて拒否されます。",
    en: "No purpose covers “{name}”. If data about them is handled, specify the purposes and publish them; until then everything is denied.",
  },
  *find(_source, policy) {
    const covered = new Set(Object.values(policy.purposes).flatMap((purpose) => purpose.people));
    for (const [id, person] of Object.entries(policy.people)) {
      if (kindsOf(policy, id).some((kind) => covered.has(kind))) continue;
      yield { path: ["people", id], clause: person.clause, values: { name: inOurLanguages(person.name) } };
    }
  },
};

const emptyPurpose: CheckRule = {
  id: "empty-purpose",
  severity: "law",
  article: "17(1)",
  message: {
    ja: "利用目的「{id}」に {what} がありません。だれの、どの項目を使うのかを書いてください。",
    en: "Purpose “{id}” names no {what}. Say whose data it uses, and which items.",
  },
  *find(source) {
    for (const [id, purpose] of Object.entries(source.purposes)) {
      for (const what of ["people", "items"] as const) {
        if (purpose[what].length === 0)
          yield { path: ["purposes", id, what], clause: purpose.clause, values: { id, what } };
      }
    }
  },
};

const specialCareOptOut: CheckRule = {
  id: "special-care-opt-out",
  severity: "law",
  article: "27(2)",
  message: {
    ja: "提供先「{name}」はオプトアウトとされていますが、要配慮個人情報（{what}）を含みます。オプトアウトでは提供できません。同意を得るか、外してください。",
    en: "“{name}” is an opt-out recipient, and its data includes special care-required information ({what}). That never leaves by opt-out: obtain consent, or take it out.",
  },
  *find(_source, policy) {
    for (const [id, recipient] of Object.entries(policy.recipients)) {
      if (!isOptOut(recipient)) continue;
      const items = recipient.items.filter((item) => policy.items[item]?.specialCare !== undefined);
      const people = recipient.people.filter((kind) =>
        kindsOf(policy, kind).some((one) => policy.people[one]?.specialCare !== undefined),
      );
      if (items.length + people.length === 0) continue;
      const names = [
        ...items.map((item) => policy.items[item]?.name),
        ...people.map((kind) => policy.people[kind]?.name),
      ];
      yield {
        path: ["recipients", id],
        clause: recipient.clause,
        values: { name: inOurLanguages(recipient.name), what: join(names.map((name) => inOurLanguages(name ?? {}))) },
      };
    }
  },
};

const optOutWithoutFiling: CheckRule = {
  id: "opt-out-without-filing",
  severity: "law",
  article: "27(2)",
  message: {
    ja: "提供先「{name}」はオプトアウトとして公表されていますが、個人情報保護委員会への届出がありません。届け出て filing を書くか、同意など別の根拠で提供してください。",
    en: "“{name}” is published as an opt-out recipient without a filing with the Commission. File it and write the filing here, or provide on another basis such as consent.",
  },
  *find(_source, policy) {
    for (const [id, recipient] of Object.entries(policy.recipients)) {
      const read = recipient.reading.routes.some((route) => route.route === "opt-out" && route.filing === undefined);
      const published = recipient.published.routes.includes("opt-out") && recipient.published.filing === undefined;
      if (read || published) {
        yield { path: ["recipients", id], clause: recipient.clause, values: { name: inOurLanguages(recipient.name) } };
      }
    }
  },
};

const sharedUseMatters: CheckRule = {
  id: "shared-use-matters",
  severity: "law",
  article: "27(5)(iii)",
  message: {
    ja: "共同利用「{name}」に、{matters}がありません。あらかじめ通知するか、容易に知り得る状態に置いてください。それまでは共同利用として扱えません。",
    en: "Shared use “{name}” lacks {matters}. Notify them, or make them easily knowable, beforehand; until then nothing can be shared under it.",
  },
  *find(_source, policy) {
    for (const [id, use] of Object.entries(policy.sharedUses)) {
      const missing = missingMatters(policy, id);
      if (missing.length === 0) continue;
      yield {
        path: ["sharedUses", id],
        clause: use.clause,
        values: {
          name: inOurLanguages(use.name),
          matters: join(missing.map((matter) => SHARED_USE_MATTER_WORDS[matter])),
        },
      };
    }
  },
};

/** Each fires and is silent in test/… on packs of its own; the reference pack is never what proves a rule. */
export const CORE_RULES: readonly CheckRule[] = [
  danglingReference,
  unknownClause,
  textMissing,
  peopleWithoutPurposes,
  emptyPurpose,
  specialCareOptOut,
  optOutWithoutFiling,
  sharedUseMatters,
];

/** Which of the five matters of 27(5)(iii) a shared use does not publish. Its own clause states the fact. */
export function missingMatters(policy: Policy, id: string): SharedUseMatter[] {
  const use = policy.sharedUses[id];
  const responsible = policy.operators[use?.responsible ?? ""];
  const published: Record<SharedUseMatter, boolean> = {
    fact: use !== undefined && Object.hasOwn(policy.promises, use.clause),
    items: (use?.items?.length ?? 0) > 0,
    users: use?.users !== undefined,
    purposes: (use?.purposes?.length ?? 0) > 0,
    responsible:
      responsible?.address !== undefined && (responsible.kind === "branch" || responsible.representative !== undefined),
  };
  return SHARED_USE_MATTERS.filter((matter) => !published[matter]);
}

function isOptOut(recipient: Policy["recipients"][string]): boolean {
  return (
    recipient.published.routes.includes("opt-out") ||
    recipient.reading.routes.some((route) => route.route === "opt-out")
  );
}

/** A name of the pack in the languages of our own sentences; the other one where a language is missing. */
function inOurLanguages(text: Readonly<Record<string, string>>): Words {
  const any = Object.values(text)[0] ?? "";
  return { ja: text["ja"] ?? any, en: text["en"] ?? any };
}

function join(parts: readonly Words[]): Words {
  const [ja, en] = LANGUAGES.map((language) =>
    parts.map((part) => part[language]).join(language === "ja" ? "・" : ", "),
  );
  return { ja: ja ?? "", en: en ?? "" };
}

type RefSection = "items" | "operators" | "people" | "purposes" | "sharedUses" | "contacts" | "mirrors";
interface Reference {
  readonly path: readonly PropertyKey[];
  readonly id: string;
  readonly section: RefSection;
}

/** Every reference from one object of the pack to another. */
function* references(source: PolicySource): Generator<Reference> {
  function* list(
    path: readonly PropertyKey[],
    section: RefSection,
    ids: readonly string[] | undefined,
  ): Generator<Reference> {
    for (const [index, id] of (ids ?? []).entries()) yield { path: [...path, index], id, section };
  }
  yield { path: ["policy", "publisher"], id: source.policy.publisher, section: "operators" };
  for (const [key, set] of Object.entries(source.itemSets)) yield* list(["itemSets", key, "items"], "items", set.items);
  for (const [key, operator] of Object.entries(source.operators)) {
    if (operator.of !== undefined) yield { path: ["operators", key, "of"], id: operator.of, section: "operators" };
  }
  for (const [key, person] of Object.entries(source.people)) {
    yield* list(["people", key, "items"], "items", person.items);
    yield* list(["people", key, "also"], "people", person.also);
  }
  for (const [key, purpose] of Object.entries(source.purposes)) {
    yield* list(["purposes", key, "operators"], "operators", purpose.operators);
    yield* list(["purposes", key, "people"], "people", purpose.people);
    yield* list(["purposes", key, "items"], "items", purpose.items);
  }
  for (const [key, recipient] of Object.entries(source.recipients)) {
    yield* list(["recipients", key, "operators"], "operators", recipient.operators);
    yield* list(["recipients", key, "people"], "people", recipient.people);
    yield* list(["recipients", key, "items"], "items", recipient.items);
    yield* list(["recipients", key, "purposes"], "purposes", recipient.purposes);
  }
  for (const [key, use] of Object.entries(source.sharedUses)) {
    yield* list(["sharedUses", key, "people"], "people", use.people);
    yield* list(["sharedUses", key, "items"], "items", use.items);
    yield* list(["sharedUses", key, "purposes"], "purposes", use.purposes);
    for (const [index, member] of (use.users?.members ?? []).entries()) {
      yield {
        path: ["sharedUses", key, "users", "members", index, "operator"],
        id: member.operator,
        section: "operators",
      };
    }
    if (use.responsible !== undefined) {
      yield { path: ["sharedUses", key, "responsible"], id: use.responsible, section: "operators" };
    }
  }
  for (const [key, contact] of Object.entries(source.contacts))
    yield* list(["contacts", key, "people"], "people", contact.people);
  for (const [key, mirror] of Object.entries(source.mirrors)) {
    yield { path: ["mirrors", key, "from"], id: mirror.from, section: "operators" };
    yield { path: ["mirrors", key, "to"], id: mirror.to, section: "operators" };
    for (const [from, to] of Object.entries(mirror.people)) {
      yield { path: ["mirrors", key, "people", from], id: from, section: "people" };
      yield { path: ["mirrors", key, "people", from], id: to, section: "people" };
    }
  }
  for (const kind of Object.keys(source.settings.retention)) {
    yield { path: ["settings", "retention", kind], id: kind, section: "people" };
  }
  for (const { part, path } of documentParts(source)) {
    yield* list([...path, "contacts"], "contacts", part.contacts);
    if (part.mirror !== undefined) yield { path: [...path, "mirror"], id: part.mirror, section: "mirrors" };
  }
}

/** Every clause that something in the pack says it carries out. */
function* clauses(source: PolicySource): Generator<{ path: readonly PropertyKey[]; id: string }> {
  for (const section of [
    "operators",
    "people",
    "purposes",
    "recipients",
    "sharedUses",
    "contacts",
    "mirrors",
    "commitments",
  ] as const) {
    const entries: Readonly<Record<string, { readonly clause?: string | undefined } | undefined>> = source[section];
    for (const [key, entry] of Object.entries(entries)) {
      if (entry?.clause !== undefined) yield { path: [section, key, "clause"], id: entry.clause };
    }
  }
  for (const [key, mirror] of Object.entries(source.mirrors)) {
    for (const [index, id] of mirror.clauses.entries()) yield { path: ["mirrors", key, "clauses", index], id };
  }
  for (const { part, path } of documentParts(source)) {
    for (const [index, id] of (part.clauses ?? []).entries()) yield { path: [...path, "clauses", index], id };
  }
}

function* documentParts(
  source: PolicySource,
): Generator<{ part: PolicySource["document"]["parts"][number]; path: readonly PropertyKey[] }> {
  const queue = source.document.parts.map((part, index) => ({
    part,
    path: ["document", "parts", index] as PropertyKey[],
  }));
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    yield next;
    const { part, path } = next;
    queue.push(...(part.parts ?? []).map((child, index) => ({ part: child, path: [...path, "parts", index] })));
  }
}

/** The names under which the language writes texts; by name, because a map of languages looks like any other map. */
const TEXT_KEYS = new Set([
  "title",
  "about",
  "name",
  "text",
  "because",
  "ours",
  "purposesElsewhere",
  "address",
  "aspiration",
  "list",
  "for",
  "heading",
  "after",
]);

/** Every text of the core sections, with the languages it is written in. */
function* texts(source: PolicySource): Generator<{ path: readonly PropertyKey[]; languages: string[] }> {
  const { rooms: _rooms, place: _place, ...sections } = source;
  const stack: { value: unknown; path: readonly PropertyKey[] }[] = [{ value: sections, path: [] }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { value, path } = next;
    if (Array.isArray(value)) {
      for (const [index, child] of value.entries()) stack.push({ value: child, path: [...path, index] });
    } else if (isRecord(value)) {
      const isText =
        TEXT_KEYS.has(String(path.at(-1))) && Object.values(value).every((word) => typeof word === "string");
      if (isText && path.length > 1) yield { path, languages: Object.keys(value) };
      else for (const [key, child] of Object.entries(value)) stack.push({ value: child, path: [...path, key] });
    }
  }
}
