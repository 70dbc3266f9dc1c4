import type { Grants, Ready } from "./engine.ts";

/** Another engine that was given the grants of a pack, and questions in the form that it takes them in. */
export interface Peer {
  readonly name: string;
  /** Whether it permits what the question of that index asks. @throws {Error} where it fails to decide */
  permits(index: number): boolean;
}

/** A question as every engine can be asked it. */
export interface Asked {
  readonly operator: string;
  readonly act: string;
  readonly purpose: string;
  /** The kind of person and the kinds it also is. */
  readonly kinds: readonly string[];
  readonly items: readonly string[];
  /** The person objected to direct mail. */
  readonly noMail: boolean;
}

export function askedOf({ kinds }: Grants, { operator, act, purpose, items, person, facts }: Ready): Asked {
  const noMail = facts.some((fact) => fact.kind === "objection" && fact.to === "direct-mail");
  return { operator, act, purpose, items, kinds: kinds.get(person.kind) ?? [], noMail };
}
