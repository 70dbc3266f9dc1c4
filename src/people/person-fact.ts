import { z } from "zod";
import { type Fact, factSchema } from "../decision/index.ts";
import { describeSent, type Words } from "../wire/index.ts";
import type { Faults } from "./faults.ts";
import { checkWords, type PolicyWords } from "./policy-words.ts";

/** Facts that a person can have, and how a time line calls them. The others are of a party, or of an operator. */
export const PERSON_FACTS = {
  consent: { ja: "本人の同意", en: "Consent" },
  withdrawal: { ja: "同意の撤回", en: "Withdrawal of consent" },
  objection: { ja: "停止の求め", en: "Objection" },
  notice: { ja: "利用目的の通知・公表・明示", en: "Notice of the purpose" },
  "shared-use-notice": { ja: "共同利用の通知", en: "Notice of a shared use" },
  acquisition: { ja: "取得の経緯", en: "How the data came here" },
  protection: { ja: "被害者などの保護", en: "Protection" },
  request: { ja: "本人または代理人の請求", en: "Request" },
  violation: { ja: "認められた違反", en: "Violation found" },
  ended: { ja: "関係の終了", en: "End of the relationship" },
  refusal: { ja: "開示しない理由", en: "Ground to refuse disclosure" },
  confirmation: { ja: "相手が得た同意の確認", en: "Confirmation of the recipient's consent" },
} as const satisfies Partial<Record<Fact["kind"], Words>>;

export type PersonFactKind = keyof typeof PERSON_FACTS;
export type PersonFact = Extract<Fact, { kind: PersonFactKind }>;

export function isPersonFact(fact: Fact): fact is PersonFact {
  return Object.hasOwn(PERSON_FACTS, fact.kind);
}

type Written = z.input<typeof factSchema>;
type WithoutId<Of> = Of extends unknown ? Omit<Of, "id" | "recordedAt"> : never;
/** A fact as a question writes it; it gets its `id` and the instant at which it was recorded here. */
export type FactInput = WithoutId<Extract<Written, { kind: PersonFactKind }>>;

const text = z.string().trim().min(1).max(2_000);

/** What shows a fact. Personal values: sealed, and gone with the person. */
export const detailsSchema = z.strictObject({
  words: z
    .strictObject({
      version: text.meta({ description: "Version of the policy, or of the form, that was shown" }),
      hash: text.meta({ description: "SHA-256 of the words as they were shown, hexadecimal or base64url" }),
    })
    .optional()
    .meta({ description: "What the person was shown; needed with a consent" }),
  evidence: text
    .optional()
    .meta({ description: "What shows it: a form's number, a call, a log; needed with a consent" }),
  giver: text.optional().meta({ description: "Who said it, by name or as principal; needed with a consent" }),
  channel: text.optional().meta({ description: "By what way it came: counter, phone, web" }),
  reason: text.optional().meta({ description: "Why; needed with a protection" }),
  note: text.optional(),
});

export type FactDetails = z.output<typeof detailsSchema>;

const FAULTS = {
  kind: {
    ja: "「{kind}」は人の記録には書けません。書けるのは {allowed} です。",
    en: "“{kind}” cannot stand on the record of a person. What can: {allowed}.",
  },
  given: {
    ja: "「{key}」は記録するときに付くものです。消してください。",
    en: "“{key}” is given when it is recorded. Remove it.",
  },
  consent: {
    ja: "同意には「{key}」が要ります。示した文面（版とハッシュ）、根拠となる資料、だれが同意したかを details に書いてください。",
    en: "A consent needs “{key}”. Write into details the words shown (version and hash), the evidence, and who gave it.",
  },
  protection: {
    ja: "保護には理由が要ります。details の reason に書いてください。",
    en: "A protection needs its reason. Write it into reason, within details.",
  },
} as const satisfies Record<string, Words>;

/** Reads a fact of a person; what is wrong with it is told in `faults`. */
export function readFact(
  given: unknown,
  words: PolicyWords | undefined,
  path: readonly (string | number)[],
  faults: Faults,
): PersonFact | undefined {
  const parsed = factSchema.safeParse(given);
  if (!parsed.success) {
    for (const issue of describeSent(parsed.error, given, "fact"))
      faults.add([...path, ...issue.path.map(step)], issue.message);
    return undefined;
  }
  const fact = parsed.data;
  for (const key of ["id", "recordedAt"] as const)
    if (fact[key] !== undefined) faults.add([...path, key], FAULTS.given, { key });
  if (!isPersonFact(fact)) {
    faults.add([...path, "kind"], FAULTS.kind, { kind: fact.kind, allowed: Object.keys(PERSON_FACTS).join(", ") });
    return undefined;
  }
  for (const kind of ["operators", "purposes", "items", "recipients"] as const) {
    const named = wordsOf(fact)[kind];
    if (named !== undefined) checkWords(words, kind, named, [...path, kind], faults);
  }
  if (fact.kind === "shared-use-notice")
    checkWords(words, "sharedUses", [fact.sharedUse], [...path, "sharedUse"], faults);
  return fact;
}

/** Details are held to what the facts they belong to need, also where such a fact cannot be read: all is told at once. */
export function readDetails(
  given: unknown,
  facts: readonly unknown[],
  path: readonly (string | number)[],
  faults: Faults,
): FactDetails | undefined {
  const parsed = detailsSchema.optional().safeParse(given);
  if (!parsed.success) {
    for (const issue of describeSent(parsed.error, given, "details"))
      faults.add([...path, ...issue.path.map(step)], issue.message);
    return undefined;
  }
  const details = parsed.data;
  const isThere = (kind: PersonFactKind): boolean =>
    facts.some((fact) => typeof fact === "object" && fact !== null && "kind" in fact && fact.kind === kind);
  if (isThere("consent")) {
    for (const key of ["words", "evidence", "giver"] as const)
      if (details?.[key] === undefined) faults.add([...path, key], FAULTS.consent, { key });
  }
  if (isThere("protection") && details?.reason === undefined) faults.add([...path, "reason"], FAULTS.protection);
  return details;
}

function step(part: PropertyKey): string | number {
  return typeof part === "number" ? part : String(part);
}

/** The words of the policy that a fact names. */
export function wordsOf(fact: PersonFact): {
  readonly operators?: readonly string[] | undefined;
  readonly purposes?: readonly string[] | undefined;
  readonly items?: readonly string[] | undefined;
  readonly recipients?: readonly string[] | undefined;
} {
  return {
    operators: "operators" in fact ? fact.operators : undefined,
    purposes: "purposes" in fact ? fact.purposes : undefined,
    items: "items" in fact ? fact.items : undefined,
    recipients: "recipients" in fact ? fact.recipients : undefined,
  };
}
