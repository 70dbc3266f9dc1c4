import assert from "node:assert/strict";
import { before, test } from "node:test";
import { onEachDatabase } from "../../test/databases.ts";
import { deskOn, SYSTEM } from "../../test/desk.ts";
import { ALL_MIGRATIONS } from "../../test/kept.ts";
import { referencePack } from "../../test/reference.ts";
import { testClock } from "../../test/served.ts";
import { type Caller, EVERYONE, type Reach, type Role, ROLES } from "../access/index.ts";
import { act, type Command, type Desk } from "../act/index.ts";
import type { Pack } from "../policy/index.ts";
import type { Id } from "../wire/index.ts";
import {
  erasePerson,
  findPeople,
  type InSight,
  knownPeople,
  linkPeople,
  loadInSight,
  mayAskOf,
  namesOf,
  type NewPerson,
  personInSight,
  recordFacts,
  recordPeople,
  searchByKana,
  showIdentifiers,
  type Sight,
  sightOf,
  timeline,
} from "./index.ts";
import { withinReach } from "./sight.ts";

const BRANCH: Reach = {
  operators: ["lp21"],
  departments: ["nakano"],
  kinds: ["customer"],
  purposes: ["customer.inquiries"],
};

const IDENTIFIERS: NewPerson["identifiers"] = [
  { kind: "name", value: "見田 花子" },
  { kind: "kana", value: "ミタハナコ" },
  { kind: "phone", value: "03-1234-5678", shared: true },
  { kind: "birth-date", value: "1980-02-03" },
];

onEachDatabase("whom and what a caller sees", (open) => {
  let desk: Desk;
  let pack: Pack;
  before(async () => {
    ({ pack } = await referencePack());
    ({ desk } = await deskOn(open, ALL_MIGRATIONS));
  });
  const doing = <Output>(command: Command<Output>): Promise<Output> => act(desk, command, { actor: SYSTEM });
  const record = async (...roles: NewPerson["roles"]): Promise<Id<"person">> => {
    const [id] = (await doing(recordPeople({ people: [{ identifiers: IDENTIFIERS, roles }] }))).ids;
    assert.ok(id !== undefined);
    return id;
  };
  const sight = (reach: Partial<Reach> = {}, ...roles: readonly Role[]): Sight => {
    const caller: Caller = {
      actor: { kind: "staff", id: "clerk" },
      scopes: new Set(roles.flatMap((role) => ROLES[role].scopes)),
      roles,
      reach: { ...EVERYONE, ...reach },
    };
    return sightOf(caller, { packs: new Map([[pack.id, pack]]), clock: testClock });
  };
  const sees = async (by: Sight, person: Id<"person">): Promise<InSight | undefined> =>
    (await loadInSight(desk, by, [person])).get(person);
  const customer = { operator: "lp21", kind: "customer" };

  test("a clerk knows of the customers of their own branch, and of nobody else", async () => {
    const own = await record({ ...customer, department: "nakano" });
    const others = [
      await record({ ...customer, department: "sendai" }),
      await record(customer),
      await record({ operator: "azu", kind: "azu-user" }),
      await record(),
    ];
    const clerk = sight(BRANCH, "department");
    assert.deepEqual([...(await loadInSight(desk, clerk, [own, ...others])).keys()], [own]);
    assert.deepEqual(await findPeople(desk, { kind: "phone", value: "0312345678" }, clerk), [
      { person: own, match: "exact" },
    ]);
    for (const person of others) await assert.rejects(personInSight(desk, clerk, person), { code: "no-such-person" });
    const office = sight({}, "privacy-office");
    assert.equal((await loadInSight(desk, office, [own, ...others])).size, 5);
  });

  test("of them they see the items that the policy lets be used for their purposes", async () => {
    const person = await record({ ...customer, department: "nakano" });
    const clerk = sight(BRANCH, "department");
    const seen = await personInSight(desk, clerk, person);
    const kinds = async (by: Sight): Promise<readonly string[]> =>
      (await showIdentifiers(desk, person, await personInSight(desk, by, person))).map(({ kind }) => kind).toSorted();
    assert.deepEqual(await kinds(clerk), ["birth-date", "kana", "name", "phone"]);
    const seller = sight({ ...BRANCH, purposes: ["customer.direct-mail"] }, "department");
    assert.deepEqual(await kinds(seller), ["kana", "name", "phone"]);
    assert.equal((await namesOf(desk, new Map([[person, seen]]))).get(person), "見田 花子");
    const { items } = await searchByKana(desk, { part: "ミタ", limit: 50 }, clerk);
    assert.ok(items.some((item) => item.person === person));
    // A purpose that is none of the policy's shows nothing: what no clause allows is denied.
    const idle = sight({ ...BRANCH, purposes: ["shareholder.dividends"] }, "department");
    assert.deepEqual(await kinds(idle), []);
    assert.equal((await searchByKana(desk, { part: "ミタ", limit: 50 }, idle)).items.length, 0);
  });

  test("who objects to a use is no more seen by those who work for it", async () => {
    const person = await record({ ...customer, department: "nakano" });
    const seller = sight({ ...BRANCH, purposes: ["customer.direct-mail"] }, "department");
    const phoneOf = async (): Promise<boolean | undefined> => (await sees(seller, person))?.shows("name");
    assert.equal(await phoneOf(), true);
    const objection = { kind: "objection", at: "2026-01-01T00:00:00Z", to: "direct-mail" } as const;
    await doing(recordFacts({ entries: [{ person, facts: [objection], details: { note: "was angry" } }] }));
    assert.equal(await phoneOf(), false);
    const [entry] = await timeline(desk, sight(BRANCH, "department"), person);
    assert.equal(entry?.fact.kind, "objection");
  });

  test("employees stand behind a wall, and their health behind another", async () => {
    const employee = await record({ operator: "lp21", kind: "employee", department: "personnel" });
    assert.equal(await sees(sight({}, "department"), employee), undefined);
    assert.equal(await sees(sight({}, "call-centre", "auditor"), employee), undefined);
    for (const role of ["hr", "privacy-office"] as const)
      assert.ok((await sees(sight({}, role), employee)) !== undefined);
    // Who is a customer, too, is known as a customer, and not as an employee.
    const both = await record({ operator: "lp21", kind: "employee" }, { ...customer, department: "nakano" });
    assert.deepEqual(
      (await sees(sight({}, "call-centre"), both))?.roles.map(({ kind }) => kind),
      ["customer"],
    );
    assert.equal(mayAskOf(sight({}, "call-centre"), { operator: "lp21", kind: "employee" }), false);
    assert.equal(mayAskOf(sight({}, "hr"), { operator: "lp21", kind: "employee" }), true);
    assert.equal(mayAskOf(sight(BRANCH), { operator: "azu", kind: undefined }), false);
  });

  test("a key comes behind a wall only where it was made for these people by name", async () => {
    const employee = await record({ operator: "lp21", kind: "employee" });
    const key = (kinds: Reach["kinds"]): Sight => {
      const { caller, ...rest } = sight({ kinds });
      return { ...rest, caller: { ...caller, actor: { kind: "key", id: "key_1" } } };
    };
    assert.equal(await sees(key("all"), employee), undefined);
    assert.ok((await sees(key(["employee"]), employee)) !== undefined);
  });

  test("a link leads to nobody of whom the caller is not to know", async () => {
    const own = await record({ ...customer, department: "nakano" });
    const other = await record({ operator: "azu", kind: "azu-user" });
    await doing(linkPeople({ person: own, other }));
    await doing(
      recordFacts({
        entries: [{ person: other, facts: [{ kind: "objection", at: "2026-01-01T00:00:00Z", to: "direct-mail" }] }],
      }),
    );
    const clerk = sight(BRANCH, "department");
    assert.equal(await sees(clerk, other), undefined);
    assert.deepEqual((await knownPeople(desk, clerk, [own, other])).get(own), { linked: [], whole: false });
    assert.deepEqual(await timeline(desk, clerk, own), []);
    const office = sight({}, "privacy-office");
    assert.deepEqual((await knownPeople(desk, office, [own])).get(own), { linked: [other], whole: true });
    assert.equal((await timeline(desk, office, own)).length, 1);
  });

  test("of somebody who was erased only those know who come to everybody", async () => {
    const person = await record({ ...customer, department: "nakano" });
    await doing(erasePerson({ person }));
    assert.equal((await knownPeople(desk, sight(BRANCH), [person])).size, 0);
    assert.equal((await knownPeople(desk, sight(), [person])).size, 1);
    assert.equal(await sees(sight(), person), undefined);
  });

  test("nobody records people whom they could not see afterwards", () => {
    const clerk = sight(BRANCH, "department");
    const place = (role: NewPerson["roles"][number]): void => withinReach(clerk, [{ role, path: ["roles", 0] }]);
    place({ ...customer, department: "nakano" });
    for (const role of [customer, { ...customer, department: "sendai" }, { operator: "azu", kind: "azu-user" }])
      assert.throws(() => place(role), { code: "invalid-record" });
  });
});
