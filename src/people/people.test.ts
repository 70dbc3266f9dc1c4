import assert from "node:assert/strict";
import { before, test } from "node:test";
import { sql } from "kysely";
import { onEachDatabase } from "../../test/databases.ts";
import { deskOn, type Hands, SYSTEM, WORK_MIGRATIONS } from "../../test/desk.ts";
import { ALL_SEEING } from "../../test/sight.ts";
import { act, type Command, type Desk } from "../act/index.ts";
import { factsAt } from "../decision/index.ts";
import { type Id, parseInstant, ProblemError } from "../wire/index.ts";
import {
  addIdentifier,
  changePerson,
  endFact,
  endIdentifier,
  endRepresentative,
  erasePerson,
  findPeople,
  linkPeople,
  loadPeople,
  type NewPerson,
  openProtected,
  PEOPLE_MIGRATIONS,
  recordFacts,
  recordPeople,
  recordRepresentative,
  searchByKana,
  setRole,
  showIdentifiers,
  subjectOf,
  timeline,
  unlinkPeople,
} from "./index.ts";
import { textsOf } from "./show-identifiers.ts";

const MIGRATIONS = [...WORK_MIGRATIONS, ...PEOPLE_MIGRATIONS];
const around = { actor: SYSTEM };
const WHOLE = { shows: () => true };

/** What a problem says, place by place. */
async function faultsOf(work: Promise<unknown>): Promise<Readonly<Record<string, string>>> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const errors = error.in("en").errors ?? [];
    return Object.fromEntries(errors.map(({ pointer, detail }) => [pointer, detail]));
  }
  assert.fail("it was not refused");
}

onEachDatabase("people", (open) => {
  let desk: Desk;
  let hands: Hands;
  before(async () => {
    ({ desk, hands } = await deskOn(open, MIGRATIONS));
  });
  const doing = <Output>(command: Command<Output>): Promise<Output> => act(desk, command, around);
  const record = async (...people: readonly Partial<NewPerson>[]): Promise<readonly Id<"person">[]> => {
    const whole = people.map((person) => ({ identifiers: [], roles: [], ...person }));
    return (await doing(recordPeople({ people: whole }))).ids;
  };
  const one = async (person: Partial<NewPerson> = {}): Promise<Id<"person">> => {
    const [id] = await record(person);
    assert.ok(id !== undefined);
    return id;
  };
  const objection = { kind: "objection", at: "2026-01-01T00:00:00Z", to: "direct-mail" } as const;
  const objected = async (person: Id<"person">, at: string = objection.at): Promise<Id<"fact">> => {
    const { ids } = await doing(recordFacts({ entries: [{ person, facts: [{ ...objection, at }] }] }));
    const id = ids[0]?.[0];
    assert.ok(id !== undefined);
    return id;
  };
  const factsOf = async (person: Id<"person">, knownAt = hands.now, at = hands.now) => {
    const loaded = (await loadPeople(desk, [person])).get(person);
    assert.ok(loaded !== undefined);
    return factsAt(loaded.facts, at.epochMilliseconds, knownAt.epochMilliseconds).map((fact) => fact.kind);
  };
  const count = async (table: string): Promise<number> => {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(
      desk.database.kysely,
    );
    return rows[0]?.count ?? -1;
  };

  test("the same person is found under different spellings, a similar name only as similar", async () => {
    const person = await one({
      identifiers: [
        { kind: "name", value: "髙橋 一郎" },
        { kind: "email", value: "Ichiro.Takahashi@EXAMPLE.jp" },
        { kind: "phone", value: "03-1234-5678" },
        { kind: "customer-number", value: "LP-0042", operator: "shop" },
      ],
    });
    const spelled = [
      { kind: "phone", value: "+81 3 1234 5678" },
      { kind: "phone", value: "０３（１２３４）５６７８" },
      { kind: "name", value: "髙橋　一郎" },
      { kind: "email", value: "ichiro.takahashi@example.jp" },
      { kind: "customer-number", value: "ｌｐ－００４２" },
      { kind: "customer-number", value: "LP-0042", operator: "shop" },
    ] as const;
    for (const wanted of spelled)
      assert.deepEqual(await findPeople(desk, wanted, ALL_SEEING), [{ person, match: "exact" }]);
    assert.deepEqual(await findPeople(desk, { kind: "name", value: "高橋一郎" }, ALL_SEEING), [
      { person, match: "similar" },
    ]);
    assert.deepEqual(await findPeople(desk, { ...spelled[5], operator: "bakery" }, ALL_SEEING), [], "another's number");
    assert.deepEqual(await findPeople(desk, { kind: "phone", value: "03-1234-5678", operator: "bakery" }, ALL_SEEING), [
      { person, match: "exact" },
    ]);
    assert.deepEqual(await findPeople(desk, { kind: "phone", value: "03-1234-5679" }, ALL_SEEING), []);
    assert.match((await subjectOf(desk, person)).person, /^[0-9a-f-]{36}$/);
  });

  test("a part of a name in kana finds who has it, in any operator's hashes, page by page", async () => {
    const names = ["クドウ サクラ", "サクライ クドウ", "クドー サクジ", "アクドウ レン", "クサドウ クド"];
    const people = await record(
      ...names.map((value, index) => ({
        identifiers: [{ kind: "kana" as const, value, ...(index === 1 ? { operator: "shop" } : {}) }],
      })),
    );
    const found = async (part: string, more = {}) => {
      const { items } = await searchByKana(desk, { part, limit: 50, ...more }, ALL_SEEING);
      return names.filter((_, index) => items.some(({ person }) => person === people[index]));
    };
    assert.deepEqual(await found("さくら"), ["クドウ サクラ", "サクライ クドウ"]);
    assert.deepEqual(await found("さくら", { fromStart: true }), ["サクライ クドウ"]);
    assert.deepEqual(await found("クド", { fromStart: true }), ["クドウ サクラ", "クドー サクジ"]);
    assert.deepEqual(await found("ドウ"), ["クドウ サクラ", "サクライ クドウ", "アクドウ レン", "クサドウ クド"]);
    assert.deepEqual(
      await found("さくら", { operator: "bakery" }),
      ["クドウ サクラ"],
      "what has no operator is everyone's",
    );
    const pages: Id<"person">[] = [];
    let after: Id<"person"> | undefined;
    do {
      const { items, next } = await searchByKana(desk, { part: "クド", limit: 2, after }, ALL_SEEING);
      pages.push(...items.map(({ person }) => person));
      after = next;
    } while (after !== undefined);
    assert.deepEqual(pages.toSorted(), people.toSorted());
    assert.match(
      (await faultsOf(searchByKana(desk, { part: "ク", limit: 9 }, ALL_SEEING)))["/part"] ?? "",
      /too short/,
    );
    const [first] = people;
    assert.ok(first !== undefined);
    await doing(erasePerson({ person: first }));
    assert.deepEqual(await found("さくら"), ["サクライ クドウ"]);
  });

  test("an identifier that tells people apart belongs to one: the other is told whose it is, and how to go on", async () => {
    const email = { kind: "email", value: "taken@example.jp" } as const;
    const person = await one({ identifiers: [email] });
    const events = await count("event");
    const faults = await faultsOf(record({}, { identifiers: [{ kind: "name", value: "別人" }, email] }));
    assert.deepEqual(Object.keys(faults), ["/people/1/identifiers/1/value"]);
    assert.match(Object.values(faults)[0] ?? "", new RegExp(`${person}.*link.*shared`, "s"));
    assert.equal(await count("event"), events, "nothing was recorded");
    const twice = await faultsOf(
      record(
        { identifiers: [{ kind: "phone", value: "06-1111-2222" }] },
        { identifiers: [{ kind: "phone", value: "0611112222" }] },
      ),
    );
    assert.match(Object.values(twice)[0] ?? "", /same as another person's in this request/);
    const [father, mother] = await record(
      { identifiers: [{ kind: "phone", value: "06-3333-4444", shared: true }] },
      { identifiers: [{ kind: "phone", value: "06-3333-4444", shared: true }] },
    );
    const both = await findPeople(desk, { kind: "phone", value: "06-3333-4444" }, ALL_SEEING);
    assert.deepEqual(new Set(both.map((found) => found.person)), new Set([father, mother]));
    await record(
      { identifiers: [{ kind: "name", value: "同姓 同名" }] },
      { identifiers: [{ kind: "name", value: "同姓同名" }] },
    );
    assert.equal(
      (await findPeople(desk, { kind: "name", value: "同姓同名" }, ALL_SEEING)).length,
      2,
      "a name is nobody's alone",
    );
  });

  test("of two clerks who record the same person at the same time one does, and the other is told of it", async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 4 }, () => record({ identifiers: [{ kind: "email", value: "same@example.jp" }] })),
    );
    assert.deepEqual(outcomes.map(({ status }) => status).toSorted(), [
      "fulfilled",
      "rejected",
      "rejected",
      "rejected",
    ]);
    for (const outcome of outcomes) {
      if (outcome.status === "fulfilled") continue;
      const reason: unknown = outcome.reason;
      assert.ok(reason instanceof ProblemError && reason.code === "identifier-taken");
    }
    assert.equal((await findPeople(desk, { kind: "email", value: "same@example.jp" }, ALL_SEEING)).length, 1);
  });

  test("a request that is sent again is one", async () => {
    const again = { ...around, idempotencyKey: "again" };
    const people = [{ identifiers: [{ kind: "email" as const, value: "again@example.jp" }], roles: [] }];
    const answers = await Promise.all([1, 2, 3].map(() => act(desk, recordPeople({ people }), again)));
    assert.deepEqual(new Set(answers.map(({ ids }) => ids[0])).size, 1);
  });

  test("what is wrong is told all at once, place by place, and without what was typed", async () => {
    const wrong = await faultsOf(
      record({
        identifiers: [
          { kind: "phone", value: "MARKED-999" },
          { kind: "email", value: "ok@example.jp" },
        ],
        roles: [{ operator: "shop", kind: "buyer", since: "yesterday", until: "2026-01-01T00:00:00Z" }],
      }),
    );
    assert.deepEqual(Object.keys(wrong), ["/people/0/identifiers/0/value", "/people/0/roles/0/since"]);
    assert.doesNotMatch(JSON.stringify(wrong), /MARKED/);
    const person = await one();
    const at = "2026-01-01T00:00:00Z";
    const facts = await faultsOf(
      doing(
        recordFacts({
          entries: [
            { person, facts: [objection] },
            {
              person,
              facts: [
                // @ts-expect-error -- a filing is of an operator
                { kind: "filing", at, operators: ["shop"], recipients: ["r"], items: ["name"], starts: at },
                { kind: "consent", at, operators: ["shop"], purposes: ["buyer.sale"] },
                { kind: "protection", at, closes: ["existence"] },
                { kind: "objection", at: "soon", to: "use" },
              ],
              details: { giver: "principal" },
            },
          ],
        }),
      ),
    );
    assert.deepEqual(Object.keys(facts), [
      "/entries/1/facts/0/kind",
      "/entries/1/facts/3/at",
      "/entries/1/details/words",
      "/entries/1/details/evidence",
      "/entries/1/details/reason",
    ]);
    assert.deepEqual(await factsOf(person), [], "not even the entry that was right");
    const nobody = desk.ids("person");
    await assert.rejects(objected(nobody), { code: "no-such-person" });
  });

  test("identifiers are added, known again, and given up; another may then have them", async () => {
    const number = { kind: "phone", value: "090-1111-0001" } as const;
    const [giver, taker] = await record({}, {});
    assert.ok(giver !== undefined && taker !== undefined);
    const { id } = await doing(addIdentifier({ person: giver, identifier: number }));
    assert.deepEqual(
      await doing(addIdentifier({ person: giver, identifier: { ...number, value: "+81 9011110001" } })),
      { id },
    );
    const taking = () => doing(addIdentifier({ person: taker, identifier: number }));
    assert.deepEqual(Object.keys(await faultsOf(taking())), ["/value"]);
    await doing(endIdentifier({ person: giver, identifier: id }));
    await assert.rejects(doing(endIdentifier({ person: giver, identifier: id })), { code: "already-ended" });
    await assert.rejects(doing(endIdentifier({ person: taker, identifier: id })), { code: "not-on-record" });
    await taking();
    assert.deepEqual(await findPeople(desk, number, ALL_SEEING), [
      { person: taker, match: "exact" },
      { person: giver, match: "similar" },
    ]);
  });

  test("roles, and whether somebody can judge or lives, are as they were last said", async () => {
    const person = await one({ roles: [{ operator: "shop", kind: "buyer", since: "2025-01-01T00:00:00Z" }] });
    await doing(setRole({ person, role: { operator: "shop", kind: "buyer", until: "2026-03-01T00:00:00Z" } }));
    await doing(setRole({ person, role: { operator: "shop", kind: "owner" } }));
    await doing(changePerson({ person, able: false }));
    const loaded = (await loadPeople(desk, [person])).get(person);
    assert.deepEqual(
      loaded?.roles.map((role) => [role.kind, role.since, role.until]),
      [
        ["buyer", parseInstant("2025-01-01T00:00:00Z"), parseInstant("2026-03-01T00:00:00Z")],
        ["owner", undefined, undefined],
      ],
    );
    assert.deepEqual([loaded?.able, loaded?.living], [false, true]);
  });

  test("a fact counts from when it was recorded on; an objection that was lifted counts no more, and is still there", async () => {
    const person = await one();
    const early = hands.now;
    hands.now = hands.now.add({ hours: 1 });
    const fact = await objected(person);
    assert.deepEqual(await factsOf(person, early), [], "it was not known then");
    assert.deepEqual(await factsOf(person), ["objection"]);
    const known = hands.now;
    hands.now = hands.now.add({ hours: 1 });
    await doing(endFact({ person, fact, reason: "MARKED" }));
    assert.deepEqual(await factsOf(person), []);
    assert.deepEqual(await factsOf(person, known), ["objection"], "nobody knew yet that it would be lifted");
    assert.deepEqual(await factsOf(person, hands.now, known), ["objection"], "it held until then");
    await assert.rejects(doing(endFact({ person, fact })), { code: "already-ended" });
    await assert.rejects(doing(endFact({ person, fact: desk.ids("fact") })), { code: "not-on-record" });
    const [entry] = await timeline(desk, ALL_SEEING, person);
    assert.equal(
      entry?.ended?.at,
      hands.now.round({ smallestUnit: "millisecond", roundingMode: "floor" }).epochMilliseconds,
    );
  });

  test("linked records are one person's: facts of each count for all, from the link on, until it is undone", async () => {
    const [a, b, c] = await record({}, { able: false }, {});
    assert.ok(a !== undefined && b !== undefined && c !== undefined);
    await objected(c);
    const apart = hands.now;
    hands.now = hands.now.add({ hours: 1 });
    await doing(linkPeople({ person: a, other: b, reason: "same passport" }));
    await doing(linkPeople({ person: b, other: c }));
    assert.deepEqual(await factsOf(a), ["objection"], "through b");
    assert.deepEqual(await factsOf(a, apart), [], "before the link nobody knew");
    const loaded = (await loadPeople(desk, [a])).get(a);
    assert.deepEqual([loaded?.able, loaded?.linked.toSorted()], [false, [b, c].toSorted()]);
    const { fact } = (await timeline(desk, ALL_SEEING, a))[0] ?? {};
    assert.equal((await timeline(desk, ALL_SEEING, a))[0]?.person, c);
    const together = hands.now;
    hands.now = hands.now.add({ hours: 1 });
    await doing(unlinkPeople({ person: c, other: b }));
    assert.deepEqual(await factsOf(a), []);
    const then = (await loadPeople(desk, [a], { knownAt: together })).get(a);
    assert.deepEqual(
      then?.facts.map((recorded) => recorded.fact.id),
      [fact?.id],
      "as it was taken then",
    );
    await assert.rejects(doing(unlinkPeople({ person: a, other: c })), { code: "not-on-record" });
    assert.deepEqual(Object.keys(await faultsOf(doing(linkPeople({ person: a, other: a })))), ["/other"]);
    await doing(linkPeople({ person: a, other: c }));
    await doing(linkPeople({ person: a, other: c }));
    assert.deepEqual(await factsOf(a), ["objection"]);
  });

  test("of someone who is protected no address is shown without a trace, and a representative is told of nobody", async () => {
    const address = "東京都中野区本町2-54-11";
    const person = await one({
      identifiers: [
        { kind: "name", value: "保護 花子" },
        { kind: "address", value: address },
        { kind: "kana", value: "ホゴ ハナコ" },
      ],
    });
    const wanted = { kind: "name", value: "保護花子" } as const;
    assert.equal((await findPeople(desk, { ...wanted, by: "representative" }, ALL_SEEING)).length, 1);
    const { ids } = await doing(
      recordFacts({
        entries: [
          {
            person,
            facts: [{ kind: "protection", at: "2026-02-01T00:00:00Z", closes: ["existence"] }],
            details: { reason: "a court order" },
          },
        ],
      }),
    );
    assert.deepEqual(await findPeople(desk, { ...wanted, by: "representative" }, ALL_SEEING), []);
    assert.deepEqual(
      (await searchByKana(desk, { part: "ハナコ", limit: 5, by: "representative" }, ALL_SEEING)).items,
      [],
    );
    assert.equal((await findPeople(desk, wanted, ALL_SEEING)).length, 1, "staff have to know");
    const shown = async () =>
      Object.fromEntries(
        (await showIdentifiers(desk, person, WHOLE)).map(({ kind, text, closed }) => [kind, text ?? closed]),
      );
    assert.deepEqual(await shown(), { name: "保護 花子", kana: "ホゴ ハナコ", address: true });
    const events = await count("event");
    const seen = await doing(openProtected({ person, reason: "a letter has to be sent" }, WHOLE));
    const opened = await textsOf(desk, person, seen);
    assert.deepEqual(
      opened.map(({ text }) => text),
      [address],
    );
    assert.equal(await count("event"), events + 1);
    const fact = ids[0]?.[0];
    assert.ok(fact !== undefined);
    hands.now = hands.now.add({ minutes: 1 });
    await doing(endFact({ person, fact }));
    assert.equal((await shown())["address"], address);
  });

  test("a representative has a capacity, and an end", async () => {
    const person = await one();
    const acting = { capacity: "mandate", name: "代理 太郎", evidence: "委任状 7" } as const;
    const { id } = await doing(recordRepresentative({ person, representative: acting }));
    await doing(endRepresentative({ person, representative: id }));
    await assert.rejects(doing(endRepresentative({ person, representative: id })), { code: "already-ended" });
    const backwards = { ...acting, from: "2026-02-01T00:00:00Z", until: "2026-01-01T00:00:00Z" };
    assert.deepEqual(Object.keys(await faultsOf(doing(recordRepresentative({ person, representative: backwards })))), [
      "/until",
    ]);
    assert.doesNotMatch(
      JSON.stringify((await sql`select * from representative`.execute(desk.database.kysely)).rows),
      /代理/,
    );
  });
});
