import type { Words } from "../wire/index.ts";
import type { Article } from "./citation.ts";
import type { Evidence } from "./provisions/provision.ts";

/*
 * Who speaks for a person: consent (General 2-16) and requests (37(3), CO13). The two differ: consent asks whether the person can
 * judge, a request what the law calls the person and who was mandated.
 */

/** What may keep a person from judging, as General 2-16 lists it. `none` is everybody else. */
export type LegalState = "none" | "minor" | "adult-ward" | "curatee" | "assisted";

/** The age at which a person is an adult: Civil Code, article 4, since 1 April 2022 [K]. Years. */
export const ADULT_AGE = { years: 18, since: "2022-04-01", before: 20, evidence: "K" } as const satisfies {
  readonly years: number;
  readonly since: string;
  readonly before: number;
  readonly evidence: Evidence;
};

/**
 * Whether a person is a minor on a day. Who was 18 or 19 on 1 April 2022 came of age that day [K].
 * @throws RangeError where the day comes before the birth
 */
export function isMinor(birth: Temporal.PlainDate, day: Temporal.PlainDate): boolean {
  if (Temporal.PlainDate.compare(day, birth) < 0)
    throw new RangeError(`Nobody born on ${birth.toString()} was there on ${day.toString()}.`);
  const adult = day.toString() < ADULT_AGE.since ? ADULT_AGE.before : ADULT_AGE.years;
  const like = birth.add({ years: adult });
  // Born on 29 February, one comes of age with 1 March where there is no such day.
  const ofAge = like.day === birth.day ? like : like.add({ days: 1 });
  return Temporal.PlainDate.compare(day, ofAge) < 0;
}

/**
 * Who gives consent: the person who can judge what follows from it, whatever their age or state; else the representative.
 * Whether somebody can judge is the handler's to find out; the Guidelines set no age (General 2-16).
 */
export function consentGiver(able: boolean): "principal" | "representative" {
  return able ? "principal" : "representative";
}

/** Somebody who asks in a person's place: what they are to the person, and whether they bring a mandate for these requests. */
export interface Agent {
  readonly relation: "statutory-representative" | "curator" | "assistant" | "family" | "other";
  readonly mandated: boolean;
}

/**
 * By which item of CO13 an agent may make requests, or undefined where none lets them. Statutory representatives speak for minors
 * and adult wards; anybody else, a curator, an assistant, a husband, a child of full age, needs the person's mandate.
 */
export function agentBasis(
  person: LegalState,
  agent: Agent,
): { readonly article: Article; readonly says: Words } | undefined {
  const represented = person === "minor" || person === "adult-ward";
  if (agent.relation === "statutory-representative" && represented)
    return {
      article: "CO13",
      says: {
        ja: "未成年者または成年被後見人の法定代理人",
        en: "the statutory representative of a minor or adult ward",
      },
    };
  if (agent.mandated)
    return { article: "CO13", says: { ja: "本人が委任した代理人", en: "an agent whom the person has mandated" } };
  return undefined;
}
