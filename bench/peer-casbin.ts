import { type Enforcer, newEnforcer, newModelFromString } from "casbin";
import type { Grant } from "./engine.ts";
import type { Asked, Peer } from "./peer.ts";

/*
 * casbin: each purpose is a line of policy in memory, the purpose is compared first so that the rest of the matcher is
 * only read for one line, and the enforcer is asked without a promise. Lines hold texts only, so lists are joined, and the
 * functions of the matcher look each text up as the set that it stands for.
 */

const MODEL = `
[request_definition]
r = operator, act, purpose, kinds, items, noMail
[policy_definition]
p = purpose, operators, acts, people, items, directMail
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.purpose == p.purpose && has(p.operators, r.operator) && has(p.acts, r.act) && hasAny(p.people, r.kinds) && hasAll(p.items, r.items) && !(r.noMail && p.directMail == "yes")
`;

type Request = readonly [string, string, string, readonly string[], readonly string[], boolean];

/** Sets by the text they stand for: read once, not with each question. */
const sets = new Map<string, ReadonlySet<string>>();

export async function casbinPeers(grants: readonly Grant[], asked: readonly Asked[]): Promise<Peer[]> {
  const whole = await enforcerOf(grants);
  const byPurpose = new Map(grants.map((grant) => [grant.purpose, grant]));
  const enforcers = new Map<string, Enforcer>();
  for (const purpose of new Set(asked.map((one) => one.purpose))) {
    const grant = byPurpose.get(purpose);
    enforcers.set(purpose, await enforcerOf(grant === undefined ? [] : [grant]));
  }
  return [
    peer("one enforcer", asked, () => whole),
    peer("an enforcer for each purpose", asked, ({ purpose }) => enforcers.get(purpose) ?? whole),
  ];
}

async function enforcerOf(grants: readonly Grant[]): Promise<Enforcer> {
  const enforcer = await newEnforcer(newModelFromString(MODEL));
  await enforcer.addFunction("has", (list: string, one: string) => setOf(list).has(one));
  await enforcer.addFunction("hasAny", (list: string, some: readonly string[]) =>
    some.some((one) => setOf(list).has(one)),
  );
  await enforcer.addFunction("hasAll", (list: string, all: readonly string[]) =>
    all.every((one) => setOf(list).has(one)),
  );
  await enforcer.addPolicies(grants.map(lineOf));
  return enforcer;
}

function lineOf({ purpose, operators, acts, people, items, directMail }: Grant): string[] {
  return [purpose, operators.join(" "), acts.join(" "), people.join(" "), items.join(" "), directMail ? "yes" : "no"];
}

function setOf(list: string): ReadonlySet<string> {
  const known = sets.get(list);
  if (known !== undefined) return known;
  const read = new Set(list.split(" "));
  sets.set(list, read);
  return read;
}

function peer(name: string, asked: readonly Asked[], choose: (one: Asked) => Enforcer): Peer {
  const requests = asked.map((one): { enforcer: Enforcer; request: Request } => ({
    enforcer: choose(one),
    request: [one.operator, one.act, one.purpose, one.kinds, one.items, one.noMail],
  }));
  return {
    name: `casbin, ${name}`,
    permits: (index) => {
      const entry = requests[index];
      if (entry === undefined) throw new RangeError(`there is no question ${index}`);
      return entry.enforcer.enforceSync(...entry.request);
    },
  };
}
