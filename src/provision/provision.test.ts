import assert from "node:assert/strict";
import { before, test } from "node:test";
import { sql } from "kysely";
import { noted } from "../../test/desk.ts";
import { onEachDatabase } from "../../test/databases.ts";
import { type ProvisionDesk, provisionDesk } from "../../test/provision-desk.ts";
import { referencePack } from "../../test/reference.ts";
import { decide, factsAt, questionSchema } from "../decision/index.ts";
import { eventKind } from "../evidence/index.ts";
import { z } from "zod";
import { type Id, ProblemError, uuidOf } from "../wire/index.ts";
import { partyInput, type ProvisionInput, provisionInput, receiptInput, seriesInput, tellInput } from "./input.ts";
import {
  acknowledge,
  confirmAcquisition,
  expire,
  findParty,
  markTold,
  openSeries,
  openTellings,
  operatorFacts,
  partyFacts,
  provisionsOf,
  recordOperatorFacts,
  recordParty,
  recordPartyFacts,
  recordProvisions,
  recordReceipts,
  reviewMembership,
  tellRecipients,
} from "./index.ts";
import { releaseOnErasure } from "./expire.ts";

const PRINCIPAL = { name: "髙橋花子", phone: "090-1234-5678" };
const AT = "2026-11-20T10:00:00+09:00";

onEachDatabase("records of provision and receipt", (open) => {
  let own: ProvisionDesk;
  let broker: Id<"party">;
  let contractor: Id<"party">;
  before(async () => {
    own = await provisionDesk(open);
    broker = await party("みどり不動産株式会社");
    contractor = await party("さくら修繕株式会社");
  });
  const party = async (name: string, more: object = {}): Promise<Id<"party">> =>
    (await own.run(recordParty(partyInput.parse({ kind: "company", name, address: "東京都中野区本町1-1", ...more }))))
      .id;
  const provide = async (more: Partial<ProvisionInput> & { readonly person?: string }) =>
    (
      await own.run(
        recordProvisions(own.subjects, {
          provisions: [
            provisionInput.parse({
              at: AT,
              operator: "lp21",
              party: broker,
              basis: "consent",
              items: ["name", "phone"],
              channel: "electronic",
              principal: PRINCIPAL,
              ...more,
            }),
          ],
        }),
      )
    ).provisions[0];

  test("by consent a record is due under 29 and kept three years after its day", async () => {
    const person = await own.person();
    const made = await provide({ person });
    assert.deepEqual(
      { due: made?.due, article: made?.article, kept: made?.keptThrough },
      {
        due: true,
        article: "29(1)",
        kept: "2029-11-22",
      },
    );
    const { items } = await provisionsOf(own.desk, person);
    assert.equal(items.length, 1);
    assert.deepEqual(items[0]?.matters, {
      principal: PRINCIPAL,
      recipient: { name: "みどり不動産株式会社", address: "東京都中野区本町1-1" },
    });
  });

  test("entrustment is exempt under 27(5)(i) and asks for nobody's name", async () => {
    const person = await own.person();
    const made = await provide({ person, party: contractor, basis: "entrustment", principal: undefined });
    assert.deepEqual([made?.due, made?.article], [false, "27(5)(i)"]);
  });

  test("a lump record is refused for an opt-out, and the rule is named", async () => {
    const series = seriesInput.parse({
      method: "lump",
      operator: "lp21",
      party: broker,
      form: "opt-out",
      continuous: true,
    });
    await assert.rejects(own.run(openSeries(series)), (error) => {
      assert.ok(error instanceof ProblemError);
      assert.match(JSON.stringify(error.in("en").errors), /PPC Rules Art\. 19\(2\)/);
      return true;
    });
  });

  test("33(5) shows a person all that is on record of them: by itself, in lump, by contract, received, exempt", async () => {
    const person = await own.person();
    const lump = await own.run(
      openSeries(
        seriesInput.parse({ method: "lump", operator: "lp21", party: broker, form: "consent", continuous: true }),
      ),
    );
    const contract = await own.run(
      openSeries(
        seriesInput.parse({
          method: "contract",
          operator: "lp21",
          party: contractor,
          form: "consent",
          forGoodsOrServices: true,
          documentStatesMatters: true,
          document: "賃貸借契約 2026-0042",
        }),
      ),
    );
    await provide({ person, at: "2026-11-01T10:00:00+09:00" });
    await provide({ person, at: "2026-11-02T10:00:00+09:00", series: lump.id });
    await provide({ person, at: "2026-11-03T10:00:00+09:00", series: contract.id, party: contractor });
    await provide({ person, at: "2026-11-04T10:00:00+09:00", basis: "entrustment", principal: undefined });
    const received = await own.run(
      recordReceipts(own.subjects, {
        receipts: [
          receiptInput.parse({
            person,
            at: "2026-11-05T10:00:00+09:00",
            operator: "lp21",
            party: broker,
            basis: "receipt-by-consent",
            items: ["name"],
            principal: PRINCIPAL,
          }),
        ],
      }),
    );
    const receipt = received.receipts[0];
    assert.equal(receipt?.toConfirm, true);
    const background = { how: "contract", at: "2026-11-05T11:00:00+09:00", acquired: "本人から申込書で取得" } as const;
    await own.run(confirmAcquisition(own.subjects, { person, receipt: receipt.id, background }));
    const { items } = await provisionsOf(own.desk, person);
    assert.deepEqual(
      items.map(({ kind, method, due }) => [kind, method, due]),
      [
        ["receipt", "each", true],
        ["provision", "each", false],
        ["provision", "contract", true],
        ["provision", "lump", true],
        ["provision", "each", true],
      ],
    );
    assert.deepEqual(items[0]?.matters?.background, background);
    assert.equal(items[2]?.keptThrough?.toString(), "2027-11-02");
    assert.equal(items[3]?.keptThrough?.toString(), "2029-11-01");
    const first = await provisionsOf(own.desk, person, { limit: 2 });
    const second = await provisionsOf(own.desk, person, { limit: 3, after: first.next });
    assert.deepEqual([...first.items, ...second.items], items);
  });

  test("what an erased person's duty asks for stays readable to its last day, and not after", async () => {
    const mine = await provisionDesk(open);
    const person = await mine.person();
    const partyOf = await mine.run(recordParty(partyInput.parse({ kind: "company", name: "みどり不動産" })));
    const input = (basis: "consent" | "entrustment") =>
      provisionInput.parse({
        person,
        at: AT,
        operator: "lp21",
        party: partyOf.id,
        basis,
        items: ["name"],
        channel: "paper",
        principal: PRINCIPAL,
      });
    await mine.run(recordProvisions(mine.subjects, { provisions: [input("consent"), input("entrustment")] }));
    mine.erase(person);
    await mine.run({
      name: "test.erase",
      input: {},
      run: async (step) => {
        const id = step.ids("event");
        await releaseOnErasure.run(step, [
          { id, draft: { kind: noted, body: { number: 1 }, concerns: uuidOf("person", person) } },
        ]);
        return null;
      },
    });
    mine.hands.now = Temporal.Instant.from("2029-11-22T23:59:59+09:00");
    assert.deepEqual(await expire(mine.desk, { actor: { kind: "system", id: "jobs" } }), {
      provisions: 0,
      receipts: 0,
      series: 0,
    });
    assert.deepEqual(
      (await provisionsOf(mine.desk, person)).items.map(({ matters }) => matters?.principal),
      [PRINCIPAL],
    );
    const { rows: keys } = await sql<{ key_id: string }>`select key_id from provision`.execute(
      mine.desk.database.kysely,
    );
    mine.hands.now = Temporal.Instant.from("2029-11-23T00:00:00+09:00");
    assert.equal((await expire(mine.desk, { actor: { kind: "system", id: "jobs" } })).provisions, 1);
    assert.deepEqual((await provisionsOf(mine.desk, person)).items, []);
    const { rows } = await sql<{ wrapped: unknown }>`select wrapped from data_key
      where id = any(${keys.map(({ key_id }) => key_id)}::uuid[])`.execute(mine.desk.database.kysely);
    assert.deepEqual(rows, [{ wrapped: null }]);
    const listed = await mine.desk.shredList.read();
    assert.ok(keys.every(({ key_id }) => listed.keys.some(({ dataKey }) => dataKey === key_id)));
  });

  test("a party is found by identifier, name however written, or number; its facts bear the string that was asked", async () => {
    const id = await party("スミカ保険株式会社", { number: "P-77" });
    await own.run(
      recordPartyFacts({
        party: id,
        facts: [
          { fact: { kind: "contract", at: "2026-04-01T00:00:00+09:00", covers: "entrustment" }, document: "K-1" },
          { fact: { kind: "membership", at: "2026-05-01T00:00:00+09:00", sharedUse: "partners" } },
        ],
      }),
    );
    assert.equal((await findParty(own.desk, "ｽﾐｶ保険 株式会社"))?.id, id);
    const asked = [id, "スミカ保険株式会社", "Ｐ-77", "だれでもない"];
    const found = await partyFacts(own.desk, asked);
    assert.deepEqual([...found.keys()], asked.slice(0, 3));
    for (const [name, facts] of found) {
      assert.deepEqual(
        facts.map(({ fact }) => [fact.kind, "party" in fact ? fact.party : undefined]),
        [["contract", name]],
      );
    }
    const { rows } = await sql<{ id: string }>`select id from party_fact where kind = 'membership'`.execute(
      own.desk.database.kysely,
    );
    await own.run(reviewMembership({ fact: `fct_${rows[0]?.id}`, as: "within-range" }));
    assert.deepEqual(
      (await partyFacts(own.desk, [id])).get(id)?.map(({ fact }) => fact.kind),
      ["contract", "membership"],
    );
  });

  test("under U3 nothing is shared until all five matters were noticed, and only with a member that was reviewed", async () => {
    const { pack } = await referencePack();
    const name = "協力工務店 (有)あおば";
    const member = await party(name);
    const asked = {
      operator: "lp21",
      person: "customer",
      act: "provide",
      items: ["name", "phone"],
      purpose: "customer.services",
      recipient: { party: name, as: "shared-use" },
    };
    const outcome = async (): Promise<string> => {
      const now = own.hands.now.epochMilliseconds;
      const loaded = [
        ...((await partyFacts(own.desk, [name])).get(name) ?? []),
        ...((await operatorFacts(own.desk, ["lp21"])).get("lp21") ?? []),
      ];
      const question = questionSchema.parse(asked);
      return decide(pack, { ...question, facts: [...factsAt(loaded, now, now)] }, now).outcome;
    };
    assert.equal(await outcome(), "deny");
    const joined = await own.run(
      recordPartyFacts({
        party: member,
        facts: [{ fact: { kind: "membership", at: "2026-06-01T00:00:00+09:00", sharedUse: "subcontractors" } }],
      }),
    );
    const notice = (matters: readonly string[]) =>
      own.run(
        recordOperatorFacts({
          operator: "lp21",
          facts: [
            {
              fact: {
                kind: "shared-use-notice",
                at: "2026-06-01T00:00:00+09:00",
                sharedUse: "subcontractors",
                matters,
                items: ["name", "phone"],
                purposes: ["customer.services"],
              },
            },
          ],
        }),
      );
    await notice(["fact", "items", "users", "purposes"]);
    assert.equal(await outcome(), "deny");
    await notice(["fact", "items", "users", "purposes", "responsible"]);
    assert.equal(await outcome(), "deny", "the member joined and nobody has looked");
    await own.run(reviewMembership({ fact: joined.ids[0] ?? "", as: "within-range" }));
    assert.equal(await outcome(), "permit");
  });

  test("whoever received data is to be told of a stop in the transaction that records it; told and acknowledged, it is done", async () => {
    const mine = await provisionDesk(open);
    const person = await mine.person();
    const ids = await Promise.all(
      ["甲社", "乙社"].map(
        async (name) => (await mine.run(recordParty(partyInput.parse({ kind: "company", name })))).id,
      ),
    );
    const [first = "", second = ""] = ids;
    const given = (to: string, items: readonly string[]) =>
      provisionInput.parse({
        person,
        at: AT,
        operator: "lp21",
        party: to,
        basis: "consent",
        items,
        channel: "paper",
        principal: PRINCIPAL,
      });
    const provisions = [given(first, ["name"]), given(first, ["phone"]), given(second, ["email"])];
    await mine.run(recordProvisions(mine.subjects, { provisions }));
    const objection = eventKind("objection.recorded", z.looseObject({}), { ja: "異議", en: "An objection" });
    const object = (body: object): Promise<null> =>
      mine.run({
        name: "test.object",
        input: body,
        run: async (step) => {
          const about = (await mine.subjects(step, [person.slice(4)])).get(person.slice(4));
          await step.append({ kind: objection, body, about });
          return null;
        },
      });
    await object({ fact: "fct_1", to: "provision", items: ["phone"] });
    await object({ fact: "fct_2", to: "provision", items: ["phone"] });
    const open1 = (await openTellings(mine.desk, { limit: 10 })).items;
    assert.deepEqual(
      open1.map(({ party: to, what, items }) => [to?.id, what, items]),
      [[first, "stop-provision", ["phone"]]],
      "only who has the item, and once though it was said twice",
    );
    await mine.run(
      tellRecipients(mine.subjects, tellInput.parse({ person, what: "correction", items: ["name", "email"] })),
    );
    assert.equal((await openTellings(mine.desk, { limit: 10 })).items.length, 3);
    const telling = { person, id: open1[0]?.id ?? "" };
    await assert.rejects(mine.run(acknowledge({ tellings: [telling] })), { code: "invalid-record" });
    await mine.run(markTold({ tellings: [telling], by: "electronic" }));
    await assert.rejects(mine.run(markTold({ tellings: [telling], by: "electronic" })), { code: "invalid-record" });
    await mine.run(acknowledge({ tellings: [telling] }));
    assert.equal((await openTellings(mine.desk, { limit: 10 })).items.length, 2);
  });

  test("the record of personal-related information names no person, and is nobody's to see", async () => {
    const { provisions } = await own.run(
      recordProvisions(own.subjects, {
        provisions: [
          provisionInput.parse({
            at: AT,
            operator: "lp21",
            party: broker,
            basis: "personal-related",
            items: ["name"],
            channel: "electronic",
          }),
        ],
      }),
    );
    assert.deepEqual([provisions[0]?.due, provisions[0]?.article], [true, "31(3)"]);
    const { items } = await provisionsOf(own.desk, "per_00000000-0000-0000-0000-000000000000", { limit: 5 });
    assert.deepEqual(items, []);
  });

  test("what the caller withholds is marked, and nothing is left out", async () => {
    const person = await own.person();
    await provide({ person });
    await provide({ person, party: contractor });
    const { items } = await provisionsOf(own.desk, person, {
      withhold: ({ party: to }) => (to === contractor ? "CO11" : undefined),
    });
    assert.deepEqual(new Set(items.map(({ withheld }) => withheld)), new Set(["CO11", undefined]));
  });

  test("a series that ran out goes whole, and not a day before its last provision asks", async () => {
    const mine = await provisionDesk(open);
    const person = await mine.person();
    const to = (await mine.run(recordParty(partyInput.parse({ kind: "company", name: "丙社" })))).id;
    const { id: series } = await mine.run(
      openSeries(seriesInput.parse({ method: "lump", operator: "lp21", party: to, form: "consent", continuous: true })),
    );
    const given = (at: string) =>
      provisionInput.parse({
        person,
        at,
        operator: "lp21",
        party: to,
        basis: "consent",
        items: ["name"],
        channel: "paper",
        principal: PRINCIPAL,
        series,
      });
    const actor = { kind: "system", id: "jobs" } as const;
    await mine.run(recordProvisions(mine.subjects, { provisions: [given("2024-01-10T00:00:00+09:00")] }));
    await mine.run(recordProvisions(mine.subjects, { provisions: [given("2026-11-01T00:00:00+09:00")] }));
    mine.hands.now = Temporal.Instant.from("2029-10-31T23:00:00+09:00");
    assert.equal((await expire(mine.desk, { actor })).provisions, 0);
    mine.hands.now = Temporal.Instant.from("2029-11-01T00:00:00+09:00");
    assert.deepEqual(await expire(mine.desk, { actor }), { provisions: 2, receipts: 0, series: 1 });
    const again = recordProvisions(mine.subjects, { provisions: [given("2029-10-01T00:00:00+09:00")] });
    await assert.rejects(mine.run(again), { code: "invalid-record" });
  });
});
