import assert from "node:assert/strict";
import { before, test } from "node:test";
import { sql } from "kysely";
import { z } from "zod";
import { onEachDatabase } from "./databases.ts";
import { type Kept, keptApp } from "./kept.ts";

const answered = z.looseObject({ id: z.string(), outcome: z.string(), claimed: z.boolean() });
const replayed = z.object({
  decision: z.looseObject({ id: z.string(), outcome: z.string() }),
  replay: z.looseObject({ state: z.string() }),
});

/** Contact for direct mail: stopped by an objection. */
const MAIL = { operator: "lp21", act: "contact", items: ["email"], purpose: "customer.direct-mail" };
/** Provision to a credit agency: carried by a consent alone. */
const PROVIDE = {
  operator: "lp21",
  act: "provide",
  items: ["name"],
  purpose: "customer.credit-check",
  recipient: { class: "credit-agency", party: "サンプル信用情報" },
};

onEachDatabase("decisions about people on record", (open, kind) => {
  let kept: Kept;
  before(async () => {
    kept = await keptApp(open);
  });

  const record = async (count: number): Promise<readonly string[]> => {
    const people = Array.from({ length: count }, () => ({
      identifiers: [{ kind: "customer-number", value: `C${String(Math.floor(Math.random() * 1e12))}` }],
      roles: [{ operator: "lp21", kind: "customer" }],
    }));
    const response = await kept.ask("POST", "/v1/people", { people });
    assert.equal(response.status, 201, await response.clone().text());
    return z.object({ ids: z.array(z.string()) }).parse(await response.json()).ids;
  };
  const decide = async (person: string, question: object = MAIL): Promise<z.infer<typeof answered>> => {
    const response = await kept.ask("POST", "/v1/decisions", { ...question, person: { id: person } });
    assert.equal(response.status, 200, await response.clone().text());
    return answered.parse(await response.json());
  };
  const object = async (person: string, more: object = {}): Promise<string> => {
    const at = kept.hands.now.toString({ smallestUnit: "millisecond" });
    const facts = [{ kind: "objection", at, to: "direct-mail", ...more }];
    const response = await kept.ask("POST", `/v1/people/${person}/facts`, { facts });
    assert.equal(response.status, 201, await response.clone().text());
    const [id = ""] = z.object({ ids: z.array(z.string()) }).parse(await response.json()).ids;
    return id;
  };
  const replay = async (decision: string): Promise<z.infer<typeof replayed>["replay"]> => {
    const response = await kept.ask("GET", `/v1/decisions/${decision}/replay`);
    assert.equal(response.status, 200, await response.clone().text());
    return replayed.parse(await response.json()).replay;
  };

  test("a stop changes the next answer, and the answer of before replays as it was", async () => {
    const [person = ""] = await record(1);
    const first = await decide(person);
    assert.deepEqual([first.outcome, first.claimed], ["permit", false]);
    kept.hands.now = kept.hands.now.add({ minutes: 1 });
    const objection = await object(person);
    kept.hands.now = kept.hands.now.add({ minutes: 1 });
    const second = await decide(person);
    assert.equal(second.outcome, "deny");
    assert.deepEqual(await replay(first.id), { state: "same", outcome: "permit", engine: "3" });
    assert.equal((await replay(second.id)).state, "same");
    const ended = await kept.ask("POST", `/v1/people/${person}/facts/${objection}/end`, {});
    assert.equal(ended.status < 300, true, await ended.clone().text());
    kept.hands.now = kept.hands.now.add({ minutes: 1 });
    assert.equal((await decide(person)).outcome, "permit");
    assert.equal((await replay(second.id)).state, "same");
  });

  test("asked as of an instant, and as it was known then, the answer is that of then", async () => {
    const [person = ""] = await record(1);
    const then = kept.hands.now.toString({ smallestUnit: "millisecond" });
    kept.hands.now = kept.hands.now.add({ hours: 1 });
    await object(person, { at: then });
    assert.equal((await decide(person, { ...MAIL, at: then })).outcome, "deny");
    assert.equal((await decide(person, { ...MAIL, at: then, knownAt: then })).outcome, "permit");
  });

  test("the person may be named by what they are known by; who fits nobody or several is told so", async () => {
    const identifiers = [{ kind: "phone", value: "03-5555-0001", shared: true }];
    const people = [
      {
        identifiers: [...identifiers, { kind: "email", value: "hanako@example.jp" }],
        roles: [{ operator: "lp21", kind: "customer" }],
      },
      { identifiers, roles: [{ operator: "lp21", kind: "customer" }] },
    ];
    const made = await kept.ask("POST", "/v1/people", { people });
    assert.equal(made.status, 201, await made.clone().text());
    const by = async (kind_: string, value: string): Promise<Response> =>
      await kept.ask("POST", "/v1/decisions", { ...MAIL, person: { identifier: { kind: kind_, value } } });
    assert.equal((await by("email", "ＨＡＮＡＫＯ＠example.jp")).status, 200);
    for (const [kind_, value, words] of [
      ["phone", "03 5555 0001", /2 人/],
      ["phone", "03-5555-0009", /ありません/],
    ] as const) {
      const response = await by(kind_, value);
      assert.equal(response.status, 422);
      assert.match(await response.text(), words);
    }
  });

  test("who may not, does not learn whether there is such a person; facts of the asker count only by their scope", async () => {
    const [person = ""] = await record(1);
    const asked = { ...PROVIDE, person: { id: person } };
    const send = async (token: string | undefined, body: object): Promise<number> =>
      (
        await kept.app.request("/v1/decisions", {
          method: "POST",
          headers: {
            "Content-Type": "application/json",
            ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
          },
          body: JSON.stringify(body),
        })
      ).status;
    assert.equal(await send(undefined, asked), 401);
    assert.equal(await send(await kept.token("people:read"), asked), 403);
    const decideOnly = await kept.token("decide");
    assert.equal(await send(decideOnly, asked), 200);
    const consent = { kind: "consent", at: "2026-01-01T00:00:00Z", operators: ["lp21"], purposes: [PROVIDE.purpose] };
    assert.equal(await send(decideOnly, { ...asked, facts: [consent] }), 403);
    assert.equal(await send(await kept.token("decide", "claim-facts"), { ...asked, facts: [consent] }), 200);
  });

  test("a batch answers people on record and kinds of people in the order asked, the wrong ones with their problem", async () => {
    const [one = "", two = ""] = await record(2);
    await object(two);
    const questions = [
      { ...MAIL, person: { id: one } },
      { ...MAIL, person: "customer" },
      { ...MAIL, person: { id: two } },
      { ...MAIL, person: { id: "per_00000000-0000-7000-8000-000000000000" } },
      { ...MAIL, person: { id: one, shoe: 1 } },
    ];
    const response = await kept.ask("POST", "/v1/decisions", { questions });
    const { answers } = z
      .object({
        answers: z.array(
          z.union([z.object({ decision: answered }), z.object({ problem: z.looseObject({ code: z.string() }) })]),
        ),
      })
      .parse(await response.json());
    assert.deepEqual(
      answers.map((each) => ("decision" in each ? each.decision.outcome : each.problem.code)),
      ["permit", "permit", "deny", "no-such-person", "invalid-question"],
    );
  });

  test("the same Idempotency-Key gets the decision of before, whatever came on record since, and records it once", async () => {
    const [person = "", other = ""] = await record(2);
    const send = async (key: string, body: object): Promise<Response> =>
      await kept.ask("POST", "/v1/decisions", body, { "Idempotency-Key": key });
    const one = { ...MAIL, person: { id: person } };
    const first: unknown = await (await send("one", one)).json();
    kept.hands.now = kept.hands.now.add({ minutes: 1 });
    await object(person);
    kept.hands.now = kept.hands.now.add({ minutes: 1 });
    assert.deepEqual(await (await send("one", one)).json(), first);
    assert.equal((await send("one", { ...MAIL, person: { id: other } })).status, 409);
    const listed = await kept.ask("GET", `/v1/decisions?person=${person}`);
    assert.equal(z.object({ items: z.array(z.unknown()) }).parse(await listed.json()).items.length, 1);
    const questions = [one, { ...MAIL, person: "customer" }, { ...MAIL, person: { id: other } }];
    const batch: unknown = await (await send("three", { questions })).json();
    const idsOf = (body: unknown): readonly string[] =>
      z
        .object({ answers: z.array(z.object({ decision: answered })) })
        .parse(body)
        .answers.map(({ decision }) => decision.id);
    const again = idsOf(await (await send("three", { questions })).json());
    assert.deepEqual([again[0], again[2]], [idsOf(batch)[0], idsOf(batch)[2]]);
    assert.equal((await send("k".repeat(201), one)).status, 422);
    assert.equal((await kept.ask("DELETE", `/v1/people/${person}`)).status, 200);
    assert.equal((await send("one", one)).status, 404);
  });

  test("a thousand decisions and stops at once: every decision on record replays to its answer", async () => {
    const people = await record(50);
    const decisions: z.infer<typeof answered>[] = [];
    // Fifty at once; each objects after half of their questions, while the others go on.
    await Promise.all(
      people.map(async (person) => {
        for (let asked = 0; asked < 20; asked += 1) {
          if (asked === 10) await Promise.all([object(person), decide(person).then((one) => decisions.push(one))]);
          else decisions.push(await decide(person));
        }
      }),
    );
    assert.equal(decisions.length, 1_000);
    for (const outcome of ["permit", "deny"]) {
      const share: number = decisions.filter((one) => one.outcome === outcome).length / decisions.length;
      assert.ok(share >= 1 / 3, `${outcome}: ${share}`);
    }
    for (const { id, outcome } of decisions) {
      const again = await replay(id);
      assert.deepEqual([again.state, again["outcome"]], ["same", outcome]);
    }
  });

  test("after an erasure a decision is no longer replayed, and its event still stands", async () => {
    const [person = ""] = await record(1);
    const { id } = await decide(person);
    assert.equal((await kept.ask("DELETE", `/v1/people/${person}`)).status < 300, true);
    assert.deepEqual(await replay(id), { state: "erased" });
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from event where kind = 'decision.made' and entry like ${`%${id}%`}`.execute(
      kept.door.desk.database.kysely,
    );
    assert.equal(rows[0]?.count, 1, kind);
  });
});
