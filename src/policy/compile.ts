import { fingerprint, midnightInJapan } from "../wire/index.ts";
import { check, missingMatters, type CheckRule } from "./check.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { expand, kindsOf, legalPerson, type Policy } from "./expand.ts";
import { type Parsed, parse, type PolicySource, type Section } from "./parse.ts";
import type { PurposeAct, RouteReading } from "./schema.ts";
import type { SourceFile } from "./yaml.ts";

const DEFAULT_ACTS: readonly PurposeAct[] = ["acquire", "use", "contact", "retain"];

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
  readonly kinds: ReadonlyMap<string, CompiledKind>;
  readonly purposes: ReadonlyMap<string, CompiledPurpose>;
  readonly recipients: ReadonlyMap<string, CompiledRecipient>;
  readonly sharedUses: readonly CompiledSharedUse[];
  /** By operator, the kinds of people for whom it has published any purpose. */
  readonly covered: ReadonlyMap<string, ReadonlySet<string>>;
  /** Retention period by kind of person (ISO 8601): its own, else the shortest of the kinds it also is; absent where none is set. */
  readonly retention: ReadonlyMap<string, string>;
  /** Which clause makes a promise that decisions cite; absent where the policy does not make it. */
  readonly commitments: ReadonlyMap<string, string>;
  /** Operator by its identifier and by its name in every language, as `partyName` writes them. */
  readonly operatorNames: ReadonlyMap<string, string>;
  /** Operator to legal person: a branch is its company. */
  readonly legalPersons: ReadonlyMap<string, string>;
}

export interface CompiledKind {
  /** The kind itself and all kinds it also is. */
  readonly kinds: ReadonlySet<string>;
  readonly specialCare: boolean;
}

export interface CompiledPurpose {
  readonly id: string;
  readonly clause: string;
  readonly operators: ReadonlySet<string>;
  readonly people: ReadonlySet<string>;
  readonly items: ReadonlySet<string>;
  readonly acts: ReadonlySet<string>;
  readonly catchAll: boolean;
  readonly directMail: boolean;
}

export interface CompiledRecipient {
  readonly id: string;
  readonly clause: string;
  readonly operators: ReadonlySet<string>;
  readonly people: ReadonlySet<string>;
  readonly items: ReadonlySet<string>;
  readonly purposes: ReadonlySet<string>;
  readonly country: string | undefined;
  readonly routes: readonly RouteReading[];
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
export function compile(source: PolicySource): Program {
  const policy = expand(source);
  const { place: _place, ...content } = source;
  const kinds = Object.keys(policy.people).map((id): [string, CompiledKind] => {
    const all = kindsOf(policy, id);
    return [
      id,
      { kinds: new Set(all), specialCare: all.some((kind) => policy.people[kind]?.specialCare !== undefined) },
    ];
  });
  const identity = { pack: policy.policy.id, version: policy.policy.version, fingerprint: fingerprint(content) };
  return {
    ...identity,
    identity,
    inForceFrom: midnightInJapan(policy.policy.inForceFrom).epochMilliseconds,
    policy,
    kinds: new Map(kinds),
    purposes: new Map(
      Object.entries(policy.purposes).map(([id, purpose]) => [
        id,
        {
          id,
          clause: purpose.clause,
          operators: new Set(purpose.operators),
          people: new Set(purpose.people),
          items: new Set(purpose.items),
          acts: new Set(purpose.acts ?? DEFAULT_ACTS),
          catchAll: purpose.catchAll === true,
          directMail: purpose.stoppable === "direct-mail",
        },
      ]),
    ),
    recipients: new Map(
      Object.entries(policy.recipients).map(([id, recipient]) => [
        id,
        {
          id,
          clause: recipient.clause,
          operators: new Set(recipient.operators),
          people: new Set(recipient.people),
          items: new Set(recipient.items),
          purposes: new Set(recipient.purposes),
          country: recipient.country,
          routes: recipient.reading.routes,
        },
      ]),
    ),
    sharedUses: Object.entries(policy.sharedUses).map(([id, use]) => ({
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
    })),
    covered: new Map(
      Object.keys(policy.operators).map((operator) => {
        const theirs = Object.values(policy.purposes).filter((purpose) => purpose.operators.includes(operator));
        return [operator, new Set(theirs.flatMap((purpose) => purpose.people))];
      }),
    ),
    retention: new Map(
      kinds.flatMap(([id, { kinds: all }]) => {
        const period = retentionOf(policy, id, all);
        return period === undefined ? [] : [[id, period]];
      }),
    ),
    commitments: new Map(
      Object.entries(policy.commitments).flatMap(([name, entry]) =>
        entry === undefined ? [] : [[name, entry.clause]],
      ),
    ),
    operatorNames: new Map(
      Object.entries(policy.operators).flatMap(([id, { name }]) =>
        [id, ...Object.values(name)].map((one): [string, string] => [partyName(one), id]),
      ),
    ),
    legalPersons: new Map(Object.keys(policy.operators).map((id) => [id, legalPerson(policy, id)])),
  };
}

/** A party's name without what two hands write differently: width, case and white space. */
export function partyName(name: string): string {
  return name.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
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
export function versionAt(pack: Pack, instant: number): Program | undefined {
  return pack.versions.findLast((program) => program.inForceFrom <= instant);
}

export interface Built {
  readonly program: Program | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads, checks and compiles the files of one version. `program` is absent when anything of severity `error` was found. */
export function build(
  files: readonly SourceFile[],
  extension: { readonly sections?: readonly Section[]; readonly rules?: readonly CheckRule[] } = {},
): Built {
  const { source, diagnostics }: Parsed = parse(files, extension.sections);
  if (source === undefined) return { program: undefined, diagnostics };
  const findings = check(source, extension.rules);
  const broken = findings.some((finding) => finding.severity === "error");
  return { program: broken ? undefined : compile(source), diagnostics: findings };
}
