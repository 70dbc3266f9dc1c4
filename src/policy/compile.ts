import { type CalendarLength, calendarLength, fingerprint, midnightInJapan } from "../wire/index.ts";
import { check, type Extension } from "./check.ts";
import type { Diagnostic, Place } from "./diagnostic.ts";
import { expand, kindsOf, legalPerson, type Policy } from "./expand.ts";
import { contentOf, type Parsed, parse, type PolicyContent } from "./parse.ts";
import { partyName } from "./party-name.ts";
import { missingMatters } from "./rules/shared-use.ts";
import { DEFAULT_ACTS, type Recipient, type Route } from "./schema.ts";
import { type Numbering, numberWords, routeBit, type Scope, scopeOf } from "./scope.ts";
import type { SourceFile } from "./yaml.ts";

/** One version of a policy, indexed for deciding. Instants are epoch milliseconds; nothing in it changes. */
export interface Program {
  readonly pack: string;
  readonly version: string;
  /** SHA-256 of the RFC 8785 form of everything the pack says in this version, settings among it. */
  readonly fingerprint: string;
  /** The three above, as decisions carry them. */
  readonly identity: { readonly pack: string; readonly version: string; readonly fingerprint: string };
  readonly inForceFrom: number;
  readonly policy: Policy;
  /** What the files say, before anything was written out: versions are compared by it. */
  readonly content: PolicyContent;
  readonly items: ReadonlyMap<string, CompiledItem>;
  readonly operators: ReadonlyMap<string, CompiledOperator>;
  readonly kinds: ReadonlyMap<string, CompiledKind>;
  readonly purposes: ReadonlyMap<string, CompiledPurpose>;
  readonly recipients: ReadonlyMap<string, CompiledRecipient>;
  /** By purpose, the recipients that serve it. */
  readonly serving: ReadonlyMap<string, readonly CompiledRecipient[]>;
  readonly sharedUses: readonly CompiledSharedUse[];
  /** Retention period by kind of person: its own, else the shortest of the kinds it also is; absent where none is set. */
  readonly retention: ReadonlyMap<string, Retention>;
  /** Which clause makes a promise that decisions cite; absent where the policy does not make it. */
  readonly commitments: ReadonlyMap<string, string>;
  /** Operator by its identifier and by its name in every language, as `partyName` writes them. */
  readonly operatorNames: ReadonlyMap<string, string>;
}

export interface CompiledItem {
  /** Its number in every scope of the version; so for operators and kinds of people. */
  readonly bit: number;
  readonly specialCare: boolean;
  readonly identifies: boolean;
  readonly damagesProperty: boolean;
  readonly contact: boolean;
}

export interface CompiledOperator {
  readonly bit: number;
  /** The company of a branch, else the operator itself. */
  readonly legalPerson: string;
  /** ISO 3166 code of the legal person's country: article 28 looks at no branch (Foreign guidelines 2-2). */
  readonly country: string;
  /** The kinds of people for whom it has published any purpose. */
  readonly covered: Scope;
  readonly purposesElsewhere: boolean;
  readonly clause: string | undefined;
}

export interface Retention extends CalendarLength {
  /** As it was written, ISO 8601. */
  readonly period: string;
}

export interface CompiledKind {
  /** The kind itself and all kinds it also is. */
  readonly kinds: ReadonlySet<string>;
  /** The numbers of these. */
  readonly bits: readonly number[];
  readonly specialCare: boolean;
}

export interface CompiledPurpose {
  readonly id: string;
  /** Its place among the purposes of the version. */
  readonly index: number;
  readonly clause: string;
  /** Operators, kinds of people, items and acts. */
  readonly scope: Scope;
  readonly catchAll: boolean;
  readonly directMail: boolean;
}

export interface CompiledRecipient {
  readonly id: string;
  readonly clause: string;
  /** Operators, kinds of people and items. */
  readonly scope: Scope;
  readonly purposes: ReadonlySet<string>;
  readonly country: string | undefined;
  readonly routes: ReadonlySet<Route>;
  /** The same as bits: see `routeBit`. */
  readonly routeBits: number;
  /** What a consent must name beside the class, where the reading offers consent. */
  readonly consentNames: { readonly party: boolean; readonly deal: boolean };
  /** Opt-outs that were filed: the day of the filing, and the first of provision. */
  readonly filings: readonly { readonly on: number; readonly starts: number }[];
  /** There is an opt-out of which the policy knows no filing. */
  readonly unfiled: boolean;
}

export interface CompiledSharedUse {
  readonly id: string;
  readonly clause: string;
  readonly people: ReadonlySet<string>;
  readonly items: ReadonlySet<string>;
  readonly purposes: ReadonlySet<string>;
  /** Group members with their dates; `to` is exclusive. */
  readonly members: readonly { readonly operator: string; readonly from: number; readonly to: number }[];
  /** Parties on a list kept elsewhere may take part when shown to be on it. */
  readonly openList: boolean;
  /** All five matters of 27(5)(iii) are published. */
  readonly complete: boolean;
}

/** Indexes a policy for deciding. Give it only a policy in which `check` found no error. */
export function compile(source: PolicyContent): Program {
  const content = contentOf(source);
  const policy = expand(content);
  const identity = {
    pack: policy.policy.id,
    version: policy.policy.version,
    fingerprint: fingerprint(written(content)),
  };
  const words = numberWords(Object.keys(policy.operators), Object.keys(policy.people), Object.keys(policy.items));
  const kinds = compileKinds(policy, words);
  const recipients = compileRecipients(policy, words);
  return Object.freeze({
    ...identity,
    identity: Object.freeze(identity),
    inForceFrom: midnightInJapan(policy.policy.inForceFrom).epochMilliseconds,
    policy,
    content,
    items: compileItems(policy, words),
    operators: compileOperators(policy, words),
    kinds,
    purposes: compilePurposes(policy, words),
    recipients,
    serving: servingByPurpose(recipients),
    sharedUses: compileSharedUses(policy),
    retention: compileRetention(policy, kinds),
    commitments: new Map(
      Object.entries(policy.commitments).flatMap(([name, entry]) =>
        entry === undefined ? [] : [[name, entry.clause]],
      ),
    ),
    operatorNames: new Map([
      ...Object.entries(policy.operators).flatMap(([id, { name }]) =>
        Object.values(name).map((one): [string, string] => [partyName(one), id]),
      ),
      // An identifier is nobody else's name.
      ...Object.keys(policy.operators).map((id): [string, string] => [partyName(id), id]),
    ]),
  });
}

/** The sections that hold something: one that the language gains later must not change what a policy is known by. */
function written(content: PolicyContent): Partial<PolicyContent> {
  const sections = Object.entries<object>({ ...content });
  return Object.fromEntries(sections.filter(([, section]) => Object.keys(section).length > 0));
}

function numberOf(words: ReadonlyMap<string, number>, id: string): number {
  const bit = words.get(id);
  if (bit === undefined) throw new TypeError(`${id} has no number`);
  return bit;
}

function compileItems(policy: Policy, words: Numbering): Program["items"] {
  return new Map(
    Object.entries(policy.items).map(([id, item]) => [
      id,
      Object.freeze({
        bit: numberOf(words.items, id),
        specialCare: item.specialCare !== undefined,
        identifies: item.identifies === true,
        damagesProperty: item.damagesProperty === true,
        contact: item.contact === true,
      }),
    ]),
  );
}

function compileOperators(policy: Policy, words: Numbering): Program["operators"] {
  const covered = new Map<string, Set<string>>(Object.keys(policy.operators).map((id) => [id, new Set()]));
  for (const { operators, people } of Object.values(policy.purposes)) {
    for (const operator of operators) for (const kind of people) covered.get(operator)?.add(kind);
  }
  return new Map(
    Object.entries(policy.operators).map(([id, operator]) => {
      const company = legalPerson(policy, id);
      const compiled = {
        bit: numberOf(words.operators, id),
        legalPerson: company,
        country: policy.operators[company]?.country ?? "JP",
        covered: scopeOf(words, { people: [...(covered.get(id) ?? [])] }),
        purposesElsewhere: operator.purposesElsewhere !== undefined,
        clause: operator.clause,
      };
      return [id, Object.freeze(compiled)];
    }),
  );
}

function compileKinds(policy: Policy, words: Numbering): Program["kinds"] {
  return new Map(
    Object.keys(policy.people).map((id) => {
      const all = kindsOf(policy, id);
      const specialCare = all.some((kind) => policy.people[kind]?.specialCare !== undefined);
      const bits = all.flatMap((kind) => words.people.get(kind) ?? []);
      return [id, Object.freeze({ kinds: new Set(all), bits, specialCare })];
    }),
  );
}

function compilePurposes(policy: Policy, words: Numbering): Program["purposes"] {
  return new Map(
    Object.entries(policy.purposes).map(([id, purpose], index) => {
      const compiled = {
        id,
        index,
        clause: purpose.clause,
        scope: scopeOf(words, { ...purpose, acts: purpose.acts ?? DEFAULT_ACTS }),
        catchAll: purpose.catchAll === true,
        directMail: purpose.stoppable === "direct-mail",
      };
      return [id, Object.freeze(compiled)];
    }),
  );
}

function compileRecipients(policy: Policy, words: Numbering): Program["recipients"] {
  return new Map(
    Object.entries(policy.recipients).map(([id, recipient]) => {
      const compiled = {
        id,
        clause: recipient.clause,
        scope: scopeOf(words, recipient),
        purposes: new Set(recipient.purposes),
        country: recipient.country,
        ...compileRoutes(recipient.reading),
      };
      return [id, Object.freeze(compiled)];
    }),
  );
}

function compileRoutes({
  routes,
}: Recipient["reading"]): Pick<CompiledRecipient, "routes" | "routeBits" | "consentNames" | "filings" | "unfiled"> {
  const names = routes.flatMap((one) => (one.route === "consent" ? (one.per ?? []) : []));
  return {
    routes: new Set(routes.map(({ route }) => route)),
    routeBits: routes.reduce((bits, { route }) => bits | routeBit(route), 0),
    consentNames: { party: names.includes("party"), deal: names.includes("deal") },
    unfiled: routes.some((one) => one.route === "opt-out" && one.filing === undefined),
    filings: routes.flatMap((one) =>
      one.route === "opt-out" && one.filing !== undefined
        ? [
            {
              on: midnightInJapan(one.filing.on).epochMilliseconds,
              starts: midnightInJapan(one.filing.starts).epochMilliseconds,
            },
          ]
        : [],
    ),
  };
}

function servingByPurpose(recipients: Program["recipients"]): Program["serving"] {
  const serving = new Map<string, CompiledRecipient[]>();
  for (const recipient of recipients.values()) {
    for (const purpose of recipient.purposes) {
      const known = serving.get(purpose);
      if (known === undefined) serving.set(purpose, [recipient]);
      else known.push(recipient);
    }
  }
  return serving;
}

function compileSharedUses(policy: Policy): Program["sharedUses"] {
  return Object.entries(policy.sharedUses).map(([id, use]) => ({
    id,
    clause: use.clause,
    people: new Set(use.people),
    items: new Set(use.items ?? []),
    purposes: new Set(use.purposes ?? []),
    members: (use.users?.members ?? []).map((member) => ({
      operator: member.operator,
      from: midnightInJapan(member.from).epochMilliseconds,
      to: member.to === undefined ? Number.POSITIVE_INFINITY : midnightInJapan(member.to).epochMilliseconds,
    })),
    openList: use.users?.list !== undefined,
    complete: missingMatters(policy, id).length === 0,
  }));
}

function compileRetention(policy: Policy, kinds: Program["kinds"]): Program["retention"] {
  return new Map(
    [...kinds].flatMap(([id, { kinds: all }]): [string, Retention][] => {
      const period = retentionOf(policy, id, all);
      return period === undefined ? [] : [[id, { period, ...calendarLength(period) }]];
    }),
  );
}

function retentionOf(policy: Policy, kind: string, all: ReadonlySet<string>): string | undefined {
  const periods = new Map(Object.entries(policy.settings.retention).map(([id, { period }]) => [id, period]));
  const inherited = [...all].flatMap((one) => periods.get(one) ?? []);
  // Months have no fixed length, so periods are compared from one date, whichever: here the first day of a leap year.
  inherited.sort((a, b) => Temporal.Duration.compare(a, b, { relativeTo: "2024-01-01" }));
  return periods.get(kind) ?? inherited[0];
}

/** The versions of one policy, ascending by the moment they come into force. */
export interface Pack {
  readonly id: string;
  readonly versions: readonly Program[];
}

/** The version in force at an instant (epoch milliseconds); undefined before the first, when everything is denied. */
export function versionAt({ versions }: Pack, instant: number): Program | undefined {
  for (let index = versions.length - 1; index >= 0; index -= 1) {
    const program = versions[index];
    if (program !== undefined && program.inForceFrom <= instant) return program;
  }
  return undefined;
}

/** Where a version says which pack it is of, what it is called, and from when it is in force. */
export type Declared = Readonly<Record<"id" | "version" | "inForceFrom", Place>>;

export interface Built {
  readonly program: Program | undefined;
  /** Absent where the version could not be read. */
  readonly declared?: Declared;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads, checks and compiles the files of one version. `program` is absent when anything of severity `error` was found. */
export function build(files: readonly SourceFile[], extension: Extension = {}): Built {
  const { source, diagnostics }: Parsed = parse(files, extension.sections);
  if (source === undefined) return { program: undefined, diagnostics };
  const findings = check(source, extension);
  const broken = findings.some((finding) => finding.severity === "error");
  const declared = {
    id: source.place("policy", "id"),
    version: source.place("policy", "version"),
    inForceFrom: source.place("policy", "inForceFrom"),
  };
  return { program: broken ? undefined : compile(source), declared, diagnostics: findings };
}
