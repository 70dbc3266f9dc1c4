import assert from "node:assert/strict";
import { before, test } from "node:test";
import { sql } from "kysely";
import { z } from "zod";
import { UNSET } from "./unset.ts";
import { act } from "../src/act/index.ts";
import { ROOMS } from "../src/app.ts";
import { sequence } from "../src/evidence/index.ts";
import { build, type Pack } from "../src/policy/index.ts";
import { type Observation, observeAll, worstOf } from "../src/room/index.ts";
import { onEachDatabase } from "./databases.ts";
import { noted, SYSTEM } from "./desk.ts";
import { type Kept, keptApp } from "./kept.ts";
import { REFERENCE_FOLDER, referencePack } from "./reference.ts";
import { PACK } from "./small-pack.ts";

const PRINCIPAL = { name: "髙橋花子", phone: "090-1234-5678" };
const ids = z.object({ ids: z.array(z.string()) });
const one = z.object({ id: z.string() });
const provisions = z.object({ provisions: z.array(z.looseObject({ id: z.string() })) });
const tellings = z.object({ items: z.array(z.looseObject({ id: z.string(), person: z.string() })) });

onEachDatabase("what is seen of promises", (open) => {
  let kept: Kept;
  let pack: Pack;
  before(async () => {
    kept = await keptApp(open);
    ({ pack } = await referencePack());
  });

  const pass = ({ days = 0, hours = 0, minutes = 0 }: { days?: number; hours?: number; minutes?: number }): void => {
    kept.hands.now = kept.hands.now.add({ hours: hours + 24 * days, minutes });
  };
  const now = (): string => kept.hands.now.toString({ smallestUnit: "millisecond" });
  const sent = async <Output>(schema: z.ZodType<Output>, path: string, body: unknown): Promise<Output> => {
    const response = await kept.ask("POST", path, body);
    assert.ok(response.status < 300, `${path} ${response.status} ${await response.clone().text()}`);
    return schema.parse(response.status === 204 ? {} : await response.json());
  };
  const nothing = z.object({});
  const newPerson = async (kind = "customer"): Promise<string> => {
    const people = [
      {
        identifiers: [{ kind: "customer-number", value: `C${String(Math.floor(Math.random() * 1e12))}` }],
        roles: [{ operator: "lp21", kind }],
      },
    ];
    return (await sent(ids, "/v1/people", { people })).ids[0] ?? "";
  };
  const fact = async (person: string, said: object, details?: object): Promise<string> => {
    const body = { facts: [said], ...(details === undefined ? {} : { details }) };
    return (await sent(ids, `/v1/people/${person}/facts`, body)).ids[0] ?? "";
  };
  let parties = 0;
  const newParty = async (more: object = {}): Promise<string> => {
    parties += 1;
    return (await sent(one, "/v1/parties", { kind: "company", name: `試験会社${parties}`, address: "東京都", ...more }))
      .id;
  };
  const provide = async (person: string, party: string, more: object = {}): Promise<string> => {
    const made = await sent(provisions, "/v1/provisions", {
      person,
      at: now(),
      operator: "lp21",
      party,
      class: "lender",
      basis: "consent",
      items: ["name", "phone"],
      channel: "paper",
      principal: PRINCIPAL,
      ...more,
    });
    return made.provisions[0]?.id ?? "";
  };
  const consent = (person: string, recipient: string, purpose: string): Promise<string> =>
    fact(
      person,
      { kind: "consent", at: now(), operators: ["lp21"], purposes: [purpose], recipients: [recipient] },
      { words: { version: "2023-05-01", hash: "0".repeat(64) }, evidence: "申込書 1", giver: "principal" },
    );

  const look = async (at: Temporal.Instant, of: Pack = pack): Promise<readonly Observation[]> => {
    const program = of.versions[0];
    assert.ok(program);
    const since = at.subtract({ hours: 24 * 90 });
    return await kept.door.desk.database.snapshot((records) =>
      observeAll(ROOMS, { pack: of, program, at, since, records }),
    );
  };
  /** What one mechanism shows for a clause, and by which of its observations, known by a kind of event it goes by. */
  const seen = async (
    clause: string,
    mechanism: string,
    event: string,
    at?: Temporal.Instant,
  ): Promise<Observation> => {
    const all = await look(at ?? kept.hands.now);
    const found = all.filter(
      (each) => each.clause === clause && each.mechanism === mechanism && each.events.includes(event),
    );
    const [first] = found;
    assert.ok(first, `${mechanism} of ${clause} was not looked at`);
    assert.equal(found.length, 1);
    return first;
  };

  test("a record of provision is kept; made late it is at risk for a month; long after its time it is broken, and so is one that does not open", async () => {
    const [person, party] = [await newPerson(), await newParty()];
    await provide(person, party, { class: "capital-partner" });
    const at = (): Promise<Observation> => seen("C7.6.b", "provision-record", "provision.recorded");
    assert.deepEqual([(await at()).state, (await at()).counts], ["kept", { looked: 1, atRisk: 0, broken: 0 }]);
    const then = kept.hands.now;
    pass({ days: 3 });
    const late = await provide(person, party, {
      class: "capital-partner",
      at: then.toString({ smallestUnit: "millisecond" }),
    });
    assert.deepEqual([(await at()).state, (await at()).wrong], ["at-risk", [late]]);
    assert.equal(
      (await seen("C7.6.b", "provision-record", "provision.recorded", then)).state,
      "kept",
      "as it was then",
    );
    pass({ days: 31 });
    assert.equal((await at()).state, "kept");
    // A key that is gone before its time: nobody can read any more what was recorded.
    await act(
      kept.door.desk,
      {
        name: "test.shred",
        input: late,
        run: async ({ append, shred, tx }) => {
          await append({ kind: noted, body: { number: 1 } });
          const { rows } = await sql<{
            key_id: string;
          }>`select key_id from provision where id = ${late.slice(4)}`.execute(tx);
          await shred(rows.map(({ key_id }) => key_id));
        },
      },
      { actor: SYSTEM },
    );
    assert.deepEqual([(await at()).state, (await at()).wrong], ["broken", [late]]);
    const on = (day: string): Promise<Observation> =>
      seen("C7.6.b", "provision-record", "provision.recorded", Temporal.Instant.from(`${day}T00:00:00Z`));
    assert.equal((await on("2029-11-30")).state, "at-risk", "its time is over, and it is still there");
    assert.equal((await on("2030-01-15")).state, "broken");
  });

  test("an entrusted party is at risk before its check is due, broken after, and kept once it was checked", async () => {
    const [person, party] = [await newPerson(), await newParty()];
    await sent(nothing, `/v1/parties/${party}/facts`, {
      facts: [{ fact: { kind: "contract", at: now(), covers: "entrustment" }, document: "委託契約 1" }],
    });
    await provide(person, party, { class: "outsourcee", basis: "entrustment", principal: undefined });
    const at = (): Promise<Observation> => seen("C7.1", "provision-record", "party.checked");
    assert.equal((await at()).state, "at-risk", "a new contract waits for its first check");
    await sent(nothing, `/v1/parties/${party}/checks`, { of: "entrustment", on: now().slice(0, 10), result: "fine" });
    assert.equal((await at()).state, "kept");
    const due = (await at()).due ?? assert.fail("nothing is due");
    assert.equal(
      (await seen("C7.1", "provision-record", "party.checked", due.subtract({ hours: 24 * 20 }))).state,
      "at-risk",
    );
    const overdue = await seen("C7.1", "provision-record", "party.checked", due.add({ hours: 1 }));
    assert.deepEqual([overdue.state, overdue.wrong], ["broken", [party]]);
    pass({ hours: 1 });
    await sent(nothing, `/v1/parties/${party}/checks`, {
      of: "entrustment",
      on: now().slice(0, 10),
      result: "suspended",
    });
    assert.equal((await at()).state, "at-risk", "what was suspended waits for another look");
  });

  test("a recipient abroad is looked at by the months that the policy sets", async () => {
    const [person, party] = [await newPerson(), await newParty({ country: "US-GU" })];
    await sent(nothing, `/v1/parties/${party}/checks`, {
      of: "foreign",
      on: now().slice(0, 10),
      result: "fine",
      basis: "contract",
    });
    await provide(person, party, { class: "alliance-partner", basis: "foreign-system", within: "consent" });
    const at = (when?: Temporal.Instant): Promise<Observation> =>
      seen("C7.6.a", "provision-record", "party.checked", when);
    assert.equal((await at()).state, "kept");
    const due = (await at()).due ?? assert.fail("nothing is due");
    const year = kept.hands.now.add({ hours: 24 * 365 });
    assert.ok(Math.abs(due.since(year).total("hours")) <= 48, due.toString());
    assert.equal((await at(due.subtract({ hours: 24 * 10 }))).state, "at-risk");
    assert.equal((await at(due.add({ hours: 1 }))).state, "broken");
  });

  test("a user of shared use that joined waits for a review, and must not receive anything before", async () => {
    const [person, party] = [await newPerson(), await newParty()];
    await sent(nothing, `/v1/parties/${party}/facts`, {
      facts: [{ fact: { kind: "membership", at: now(), sharedUse: "partners" } }],
    });
    const at = (): Promise<Observation> => seen("U2", "provision-record", "membership.reviewed");
    const { state, wrong } = await at();
    assert.equal(state, "at-risk");
    await provide(person, party, { class: undefined, basis: "shared-use", principal: undefined });
    assert.equal((await at()).state, "broken");
    await sent(nothing, `/v1/party-facts/${wrong[0]}/review`, { as: "within-range" });
    assert.equal((await at()).state, "kept");
  });

  test("recipients are told of a stop within two weeks", async () => {
    const [person, party] = [await newPerson(), await newParty()];
    await provide(person, party, { class: "property-buyer" });
    pass({ minutes: 1 });
    await fact(person, { kind: "objection", at: now(), to: "provision" });
    const at = (when?: Temporal.Instant): Promise<Observation> => seen("C7", "telling", "telling.told", when);
    assert.equal((await at()).state, "kept");
    const { due } = await at();
    assert.equal(
      due?.toString(),
      kept.hands.now
        .round({ smallestUnit: "millisecond", roundingMode: "floor" })
        .add({ hours: 24 * 14 })
        .toString(),
    );
    pass({ days: 8 });
    assert.equal((await at()).state, "at-risk");
    pass({ days: 7 });
    const overdue = kept.hands.now;
    assert.equal((await at()).state, "broken");
    const list = tellings.parse(await (await kept.ask("GET", "/v1/tellings")).json());
    pass({ minutes: 1 });
    await sent(nothing, "/v1/tellings/told", {
      tellings: list.items.map(({ id, person: whom }) => ({ person: whom, id })),
      by: "electronic",
    });
    assert.equal((await at()).state, "kept");
    assert.equal((await at(overdue)).state, "broken", "as it was then");
  });

  test("what came in is confirmed within a week", async () => {
    const [person, party] = [await newPerson(), await newParty()];
    const { receipts } = await sent(
      z.object({ receipts: z.array(z.looseObject({ id: z.string() })) }),
      "/v1/receipts",
      {
        person,
        at: now(),
        operator: "lp21",
        party,
        basis: "receipt-by-consent",
        items: ["name"],
        principal: PRINCIPAL,
      },
    );
    const [receipt] = receipts;
    const at = (): Promise<Observation> => seen("B3", "receipt-record", "receipt.recorded");
    assert.deepEqual([(await at()).state, (await at()).wrong], ["at-risk", [receipt?.id]]);
    pass({ days: 8 });
    assert.equal((await at()).state, "broken");
    await sent(nothing, `/v1/receipts/${receipt?.id}/confirmation`, {
      person,
      background: { how: "document", at: now(), acquired: "本人から申込書で" },
    });
    assert.equal((await at()).state, "kept");
  });

  test("what was handed over is held against what had been decided", async () => {
    const at = (): Promise<Observation> => seen("C7.3", "decision", "provision.recorded");
    const [person, party] = [await newPerson(), await newParty()];
    const ask = {
      operator: "lp21",
      act: "provide",
      items: ["name", "phone"],
      purpose: "customer.loan",
      recipient: { class: "lender" },
      person: { id: person },
    };
    const denied = await sent(z.looseObject({ id: z.string(), outcome: z.string() }), "/v1/decisions", ask);
    assert.equal(denied.outcome, "deny");
    pass({ minutes: 1 });
    await consent(person, "lender", "customer.loan");
    pass({ minutes: 1 });
    const permitted = await sent(z.looseObject({ id: z.string(), outcome: z.string() }), "/v1/decisions", ask);
    assert.equal(permitted.outcome, "permit");
    pass({ minutes: 1 });
    await provide(person, party, { decision: permitted.id });
    await provide(person, party);
    assert.deepEqual(
      [(await at()).state, (await at()).counts.looked],
      ["kept", 2],
      "named, and found where it is not named",
    );
    const other = await newPerson();
    const unasked = await provide(other, party);
    assert.deepEqual([(await at()).state, (await at()).wrong], ["at-risk", [unasked]]);
    const wrong = await provide(person, party, { decision: denied.id });
    assert.equal((await at()).state, "broken");
    assert.deepEqual(new Set((await at()).wrong), new Set([unasked, wrong]));
    pass({ minutes: 1 });
    await sent(z.looseObject({}), "/v1/decisions", { ...ask, person: { id: other } });
    pass({ minutes: 1 });
    const against = await provide(other, party);
    assert.ok((await at()).wrong.includes(against), "denied, and handed over without a word of it");
    const borrowed = await provide(other, party, { decision: permitted.id });
    assert.ok((await at()).wrong.includes(borrowed), "the decision was about somebody else");
    assert.equal((await at()).counts.broken, 3);
  });

  test("a provision by consent names one that held", async () => {
    const at = (): Promise<Observation> => seen("C7.5", "consent", "consent.recorded");
    const more = { class: "real-estate-counterparty" };
    const [person, party] = [await newPerson(), await newParty()];
    const given = await consent(person, "real-estate-counterparty", "customer.real-estate");
    pass({ minutes: 1 });
    await provide(person, party, { ...more, consent: given });
    assert.equal((await at()).state, "kept");
    const unnamed = await provide(person, party, more);
    assert.deepEqual([(await at()).state, (await at()).wrong], ["at-risk", [unnamed]]);
    pass({ minutes: 1 });
    await fact(person, { kind: "withdrawal", at: now(), operators: ["lp21"] });
    pass({ minutes: 1 });
    const after = await provide(person, party, { ...more, consent: given });
    assert.equal((await at()).state, "broken");
    assert.ok((await at()).wrong.includes(after));
    const others = await provide(await newPerson(), party, { ...more, consent: given });
    assert.ok((await at()).wrong.includes(others), "somebody else's");
    assert.equal((await at()).counts.broken, 2);
  });

  test("nothing goes on within the scope of a stop", async () => {
    const at = (): Promise<Observation> => seen("C7", "stop", "objection.recorded");
    const [person, party] = [await newPerson(), await newParty()];
    const earlier = (await at()).counts;
    assert.equal((await at()).state, "kept", "the stops of other tests were heeded");
    pass({ minutes: 1 });
    const asked = now();
    pass({ minutes: 1 });
    await provide(person, party, { class: "loan-institution" });
    pass({ minutes: 1 });
    const stop = await fact(person, { kind: "objection", at: asked, to: "provision", operators: ["lp21"] });
    assert.deepEqual([(await at()).state, (await at()).wrong], ["at-risk", [stop]], "before it was on record");
    assert.equal((await at()).counts.looked, earlier.looked + 1);
    pass({ minutes: 1 });
    await provide(person, party, {
      class: "loan-institution",
      basis: "exception",
      exception: { article: "27(1)(i)", evidence: "照会書 1", approver: "所長" },
    });
    assert.equal((await at()).state, "at-risk", "a law may ask for it all the same");
    pass({ minutes: 1 });
    await provide(person, party, { class: "loan-institution" });
    assert.deepEqual([(await at()).state, (await at()).wrong], ["broken", [stop]]);
    await sent(z.looseObject({}), `/v1/people/${person}/facts/${stop}/end`, {});
    pass({ minutes: 1 });
    assert.equal((await at()).state, "kept", "lifted");
  });

  test("direct mail that was let go out after a stop is seen", async () => {
    const at = (): Promise<Observation> => seen("M1", "stop", "decision.made");
    const person = await newPerson();
    await fact(person, { kind: "objection", at: now(), to: "direct-mail" });
    pass({ minutes: 1 });
    const ask = { operator: "lp21", act: "contact", items: ["email"], purpose: "customer.direct-mail" };
    const { id, outcome } = await sent(z.looseObject({ id: z.string(), outcome: z.string() }), "/v1/decisions", {
      ...ask,
      person: { id: person },
    });
    assert.equal(outcome, "deny");
    assert.equal((await at()).state, "kept");
    // What the engine never does: a permit in spite of the stop.
    await act(
      kept.door.desk,
      {
        name: "test.permit",
        input: id,
        run: async ({ append, tx }) => {
          await append({ kind: noted, body: { number: 2 } });
          await sql`update decision set outcome = 'permit' where id = ${id.slice(4)}`.execute(tx);
        },
      },
      { actor: SYSTEM },
    );
    assert.equal((await at()).state, "broken");
  });

  test("the evidence of an emergency follows within the hours that the policy sets", async () => {
    const at = (): Promise<Observation> => seen("C6", "exception-evidence", "decision.made");
    const [person, party] = [await newPerson(), await newParty()];
    const { id, outcome } = await sent(z.looseObject({ id: z.string(), outcome: z.string() }), "/v1/decisions", {
      operator: "lp21",
      act: "provide",
      items: ["name"],
      purpose: "law.outside-policy",
      person: { id: person },
      recipient: { party: "中野病院" },
      exceptions: [{ article: "27(1)(ii)" }],
    });
    assert.equal(outcome, "permit");
    assert.deepEqual([(await at()).state, (await at()).wrong], ["at-risk", [id]]);
    pass({ hours: 25 });
    assert.equal((await at()).state, "broken");
    await provide(person, party, {
      class: undefined,
      basis: "exception",
      decision: id,
      principal: undefined,
      exception: { article: "27(1)(ii)", evidence: "救急隊の記録 1", approver: "所長" },
    });
    assert.equal((await at()).state, "kept");
    assert.equal(
      (await seen("C6", "provision-record", "provision.recorded")).state,
      "kept",
      "and is a record under C6",
    );
  });

  test("data of people whose relationship ended is gone after the published time", async () => {
    const { program } = build([{ path: "small.yaml", bytes: new TextEncoder().encode(PACK) }]);
    assert.ok(program);
    const small: Pack = { id: "small", versions: [program] };
    const at = async (days: number): Promise<string | undefined> => {
      const when = kept.hands.now.add({ hours: 24 * days });
      return (await look(when, small)).find(({ mechanism }) => mechanism === "retention")?.state;
    };
    assert.equal(await at(0), "unobserved");
    const person = await newPerson("customer");
    await act(
      kept.door.desk,
      {
        name: "test.role",
        input: person,
        run: async ({ append, tx }) => {
          await append({ kind: noted, body: { number: 3 } });
          await sql`update person_role set kind = 'buyer', since_at = null where person_id = ${person.slice(4)}`.execute(
            tx,
          );
        },
      },
      { actor: SYSTEM },
    );
    await fact(person, { kind: "ended", at: now() });
    assert.deepEqual([await at(1), await at(370), await at(400)], ["kept", "at-risk", "broken"]);
  });

  test("events get their place in the log", async () => {
    const at = (): Promise<Observation> => seen("X6", "evidence-log", "log.opened");
    const { database } = kept.door.desk;
    const place = (): Promise<unknown> =>
      sequence(database, {
        holder: "00000000-0000-0000-0000-000000000009",
        sign: () => "note",
        now: () => kept.hands.now,
      });
    await place();
    assert.equal((await at()).state, "kept");
    await newPerson();
    pass({ minutes: 20 });
    assert.equal((await at()).state, "at-risk");
    pass({ days: 2 });
    assert.equal((await at()).state, "broken");
    await place();
    assert.equal((await at()).state, "kept");
  });

  test("every observation is of a mechanism that its room claims, in words, without anybody in it", async () => {
    const claims = new Set(
      ROOMS.flatMap((room) => room.mechanisms?.(pack) ?? []).map(
        ({ clause, room, name }) => `${clause} ${room} ${name}`,
      ),
    );
    const all = await look(kept.hands.now);
    assert.ok(all.length > 15);
    for (const { clause, room, mechanism, says, atRisk, broken, wrong } of all) {
      assert.ok(claims.has(`${clause} ${room} ${mechanism}`), `${clause} ${room} ${mechanism}`);
      for (const words of [says, atRisk, broken]) assert.ok(words.ja !== "" && words.en !== "");
      for (const id of wrong) assert.doesNotMatch(id, /^per_/);
    }
    assert.equal(worstOf(all.map(({ state }) => state)), "broken");
  });

  test("the page shows states to everybody, and exact counts with links to whoever has access", async () => {
    pass({ minutes: 1 });
    const everybody = await (await kept.app.request("/en/promises")).text();
    assert.match(everybody, /<h1>Of \d+ clauses, \d+ are kept and \d+ are broken<\/h1>/);
    assert.match(everybody, /Provisions held against their decision: 5 or more/);
    assert.match(everybody, /class="mark broken">Denied and handed over[^<]*\(under 5\)/);
    assert.doesNotMatch(everybody, /prv_|per_|pty_|dec_[0-9a-f]|\/records\/|\sstyle=|<script/);
    const whole = await (await kept.see("/en/promises")).text();
    assert.match(whole, /Provisions held against their decision: 6</);
    assert.match(whole, /href="\/en\/records\/provisions"/);
    assert.match(whole, /href="\/en\/records\/evidence\?kind=decision\.made"/);
    assert.doesNotMatch(whole, /per_[0-9a-f]/);
    const ja = await (await kept.app.request("/ja/promises?at=2026-11-21")).text();
    assert.match(ja, /守れていないもの0件/);
    const early = await kept.app.request("/ja/promises?at=2999-01-01");
    assert.equal(early.status, 422);
    assert.match(await early.text(), /「2999-01-01」は日付として読めない/);
  });

  test("the command says what is wrong, as of when it is asked for, and fails where a promise is broken", async () => {
    const command = ROOMS.flatMap((room) => room.commands ?? []).find(({ name }) => name === "promises");
    assert.ok(command);
    const { desk } = kept.door;
    const run = async (
      at?: string,
      ...flags: readonly string[]
    ): Promise<{ code: number; out: string; err: string }> => {
      let out = "";
      let err = "";
      let closed = 0;
      const given: Record<string, string> = at === undefined ? {} : { at };
      const asked = { given, repeated: {}, flags: new Set(flags), positionals: [REFERENCE_FOLDER] };
      const code = await command.run(asked, {
        ...UNSET,
        language: "en",
        clock: desk.clock,
        ids: desk.ids,
        out: (text) => void (out += text),
        err: (text) => void (err += text),
        stdin: () => Promise.resolve(""),
        environment: {},
        defaultPack: REFERENCE_FOLDER,
        rooms: ROOMS,
        records: (opening) => {
          assert.equal(opening?.keep, false);
          return Promise.resolve({
            desk,
            keeper: undefined,
            kept: { outcome: "none" },
            droppedAgain: 0,
            work: () => Promise.resolve(),
            close: () => Promise.resolve(void (closed += 1)),
          });
        },
      });
      assert.equal(closed, out === "" || flags.includes("no-records") ? 0 : 1);
      return { code, out, err };
    };
    const today = await run();
    assert.equal(today.code, 1);
    assert.match(today.out, /^C7\.3\tBroken\t/m);
    assert.match(today.out, /^\tDenied and handed over.*\(3\)\tprv_/m);
    assert.doesNotMatch(today.out, /per_[0-9a-f]/);
    assert.equal((await run(undefined, "no-records")).code, 0);
    const earlier = await run("2026-11-21", "json");
    assert.equal(earlier.code, 0, "nothing had happened");
    const board = z
      .object({ records: z.boolean(), at: z.string(), promises: z.array(z.looseObject({ state: z.string() })) })
      .parse(JSON.parse(earlier.out));
    assert.deepEqual([board.records, board.at], [true, "2026-11-21T15:00:00Z"]);
    assert.ok(!board.promises.some(({ state }) => state === "at-risk" || state === "broken"));
    const wrong = await run("2999-01-01");
    assert.equal(wrong.code, 2);
    assert.match(wrong.err, /“2999-01-01” is no day or instant, or has not come/);
  });
});
