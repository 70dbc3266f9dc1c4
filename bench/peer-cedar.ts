import {
  preparsePolicySet,
  type StatefulAuthorizationCall,
  statefulIsAuthorized,
} from "@cedar-policy/cedar-wasm/nodejs";
import type { Grant } from "./engine.ts";
import type { Asked, Peer } from "./peer.ts";

/*
 * Cedar: each purpose is a policy on its own resource. The sets are parsed beforehand and kept on the other side of the
 * border to WebAssembly; what crosses it with each question is the question, and there are no entities to load.
 */

const NAME = "@cedar-policy/cedar-wasm";
const WHOLE = "all purposes";

export function cedarPeers(grants: readonly Grant[], asked: readonly Asked[]): Peer[] {
  parsePolicies(WHOLE, grants);
  const byPurpose = new Map(grants.map((grant) => [grant.purpose, grant]));
  // A purpose that grants nothing has an empty set, in which nothing is permitted.
  for (const purpose of new Set(asked.map((one) => one.purpose))) {
    const grant = byPurpose.get(purpose);
    parsePolicies(purpose, grant === undefined ? [] : [grant]);
  }
  return [peer("one policy set", asked, () => WHOLE), peer("a set for each purpose", asked, ({ purpose }) => purpose)];
}

function parsePolicies(id: string, grants: readonly Grant[]): void {
  const answer = preparsePolicySet(id, { staticPolicies: grants.map(policyOf).join("\n") });
  if (answer.type === "failure") throw new Error(`Cedar does not read ${id}: ${answer.errors[0]?.message}`);
}

function policyOf({ purpose, operators, people, items, acts, directMail }: Grant): string {
  const conditions = [
    `${entities("Operator", operators)}.contains(principal)`,
    `${strings(people)}.containsAny(context.kinds)`,
    `${strings(items)}.containsAll(context.items)`,
    ...(directMail ? ["!context.noMail"] : []),
  ];
  const scope = `principal, action in ${entities("Action", acts)}, resource == Purpose::${JSON.stringify(purpose)}`;
  return `permit(${scope}) when { ${conditions.join(" && ")} };`;
}

function strings(values: readonly string[]): string {
  return `[${values.map((value) => JSON.stringify(value)).join(", ")}]`;
}

function entities(type: string, ids: readonly string[]): string {
  return `[${ids.map((id) => `${type}::${JSON.stringify(id)}`).join(", ")}]`;
}

function peer(name: string, asked: readonly Asked[], policySet: (one: Asked) => string): Peer {
  const calls = asked.map((one) => callOf(one, policySet(one)));
  return {
    name: `${NAME}, ${name}`,
    permits: (index) => {
      const call = calls[index];
      if (call === undefined) throw new RangeError(`there is no question ${index}`);
      const answer = statefulIsAuthorized(call);
      if (answer.type === "failure") throw new Error(answer.errors[0]?.message);
      return answer.response.decision === "allow";
    },
  };
}

function callOf({ operator, act, purpose, kinds, items, noMail }: Asked, policySet: string): StatefulAuthorizationCall {
  return {
    principal: { type: "Operator", id: operator },
    action: { type: "Action", id: act },
    resource: { type: "Purpose", id: purpose },
    context: { kinds: [...kinds], items: [...items], noMail },
    preparsedPolicySetId: policySet,
    entities: [],
  };
}
