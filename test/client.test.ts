import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";
import { sql } from "kysely";
import {
  type Client,
  type ClientOptions,
  createClient,
  isPermitted,
  NotPermittedError,
  type Question,
  YakusokuError,
} from "../client/index.ts";
import { KEY_SCOPES } from "../src/access/index.ts";
import { onEachDatabase } from "./databases.ts";
import { answerLost, type Front, frontOf, onPort, refusing } from "./front.ts";
import { type Kept, keptApp } from "./kept.ts";
import { keeperOf } from "./kept-log.ts";

const MAIL = {
  operator: "lp21",
  person: "customer",
  act: "contact",
  items: ["email"],
  purpose: "customer.direct-mail",
} as const satisfies Question;
const PROVIDE = {
  operator: "lp21",
  person: "customer",
  act: "provide",
  items: ["name"],
  purpose: "customer.credit-inquiry",
  recipient: { class: "credit-agency", party: "サンプル信用情報" },
} as const satisfies Question;
const DRAWN = 31;

onEachDatabase("the client of business systems", (open) => {
  let kept: Kept;
  let served: Awaited<ReturnType<typeof onPort>>;
  let front: Front;
  let key = "";
  let drawn = 0;
  const clientWith = (more: Partial<ClientOptions> = {}): Client => createClient({ url: front.url, key, ...more });
  const person = (): {
    identifiers: { kind: "customer-number"; value: string }[];
    roles: { operator: string; kind: string }[];
  } => {
    drawn += DRAWN;
    return {
      identifiers: [{ kind: "customer-number", value: `K-${drawn}` }],
      roles: [{ operator: "lp21", kind: "customer" }],
    };
  };
  const fails = async (work: Promise<unknown>): Promise<YakusokuError> => {
    const error = await work.then(
      () => assert.fail("it was answered"),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof YakusokuError, String(error));
    return error;
  };

  before(async () => {
    kept = await keptApp(open);
    served = await onPort(kept.app);
    front = await frontOf(served.url);
    key = await kept.token(...KEY_SCOPES);
  });
  afterEach(() => {
    assert.equal(front.next.length, 0, "a mishap that nobody met");
    front.seen.length = 0;
  });
  after(async () => {
    await front.close();
    await served.close();
  });

  test("decides, and says what is needed where the answer is not permit", async () => {
    const client = clientWith({ language: "ja" });
    const answer = await client.decide(MAIL);
    assert.ok(isPermitted(answer));
    assert.equal((await client.guard(MAIL)).outcome, "permit");
    const refused = await client.guard(PROVIDE).catch((error: unknown) => error);
    assert.ok(refused instanceof NotPermittedError);
    assert.equal(refused.message, refused.sentence.ja);
    assert.deepEqual([refused.outcome, refused.needs.map(({ code }) => code)], ["deny", ["consent-recipient"]]);
    assert.ok(!isPermitted(refused.decision));
  });

  test("a person's objection, recorded and lifted through the client, changes the answer", async () => {
    const client = clientWith();
    const [id = ""] = await client.people.record([person()]);
    const mine = { ...MAIL, person: { id } };
    assert.ok(isPermitted(await client.decide(mine)));
    const at = kept.hands.now.toString({ smallestUnit: "millisecond" });
    const [fact = ""] = await client.people.recordFacts(id, { facts: [{ kind: "objection", at, to: "direct-mail" }] });
    kept.hands.now = kept.hands.now.add({ minutes: 1 });
    await assert.rejects(client.guard(mine), NotPermittedError);
    assert.deepEqual(
      (await client.people.facts(id)).map((one) => [one.id, one.fact.kind]),
      [[fact, "objection"]],
    );
    await client.people.endFact(id, fact);
    kept.hands.now = kept.hands.now.add({ minutes: 1 });
    const decision = await client.guard(mine);
    assert.equal((await client.decisions.replay(decision.id)).replay.state, "same");
    assert.equal((await client.decisions.get(decision.id)).outcome, "permit");
    const about = await Array.fromAsync(client.decisions.list(id));
    assert.deepEqual(
      about.map(({ outcome }) => outcome),
      ["permit", "deny", "permit"],
    );
  });

  test("what was handed over is recorded, and listed over the pages of the server", async () => {
    const client = clientWith();
    const [id = ""] = await client.people.record([person()]);
    const found = await client.people.find({ kind: "customer-number", value: `Ｋ－${drawn}` });
    assert.deepEqual(found, [{ person: id, match: "exact" }]);
    const party = await client.parties.record({
      kind: "company",
      name: "みどり信用情報",
      address: "東京都中野区本町1-1",
      representative: "緑川太郎",
    });
    const at = kept.hands.now.subtract({ hours: 1 }).toString({ smallestUnit: "millisecond" });
    const one = {
      person: id,
      at,
      operator: "lp21",
      party,
      class: "credit-agency",
      basis: "consent",
      items: ["name"],
      channel: "electronic",
      principal: { name: "髙橋 花子" },
    } as const;
    const made = await client.provisions.record(one);
    assert.deepEqual([made.due, made.article], [true, "29(1)"]);
    await client.provisions.recordMany(Array.from({ length: 250 }, () => one));
    front.seen.length = 0;
    const listed = await Array.fromAsync(client.provisions.list({ party }));
    assert.equal(new Set(listed.map((entry) => entry.id)).size, 251);
    assert.equal(front.seen.length, 2);
    assert.equal((await Array.fromAsync(client.people.provisions(id))).length, 251);
    assert.ok((await Array.fromAsync(client.parties.list())).some((entry) => entry.id === party));
    assert.equal((await client.parties.get(party)).name, "みどり信用情報");
  });

  test("an event comes with its proof, and the log is shown to go on", async () => {
    const client = clientWith();
    const { rows } = await sql<{ id: string }>`select id from event order by at limit 1`.execute(
      kept.door.desk.database.kysely,
    );
    const id = `evt_${rows[0]?.id ?? ""}`;
    assert.equal((await client.evidence.event(id)).state, "pending");
    const folder = mkdtempSync(join(tmpdir(), "client-log-"));
    const keeper = keeperOf(kept.door.desk, folder);
    await keeper.run();
    await keeper.stop();
    rmSync(folder, { recursive: true, force: true });
    const { state, inclusion } = await client.evidence.event(id);
    assert.equal(state, "included");
    const goesOn = await client.evidence.consistency(1);
    assert.deepEqual([goesOn.to, goesOn.rootTo], [inclusion?.size, inclusion?.root]);
    const none = await fails(client.evidence.consistency(9_999_999));
    assert.deepEqual([none.status, none.code], [422, "no-such-size"]);
  });

  test("10,001 questions go in two requests and come back in the order asked, the wrong ones with their problem", async () => {
    const questions: Question[] = Array.from({ length: 10_001 }, (_, index) => (index % 2 === 0 ? MAIL : PROVIDE));
    questions[9_999] = { ...MAIL, items: [] };
    const answers = await clientWith({ timeout: 120_000 }).decideMany(questions);
    assert.equal(front.seen.length, 2);
    assert.equal(answers.length, 10_001);
    assert.ok(answers.every((answer, index) => isPermitted(answer) === (index % 2 === 0)));
    const wrong = answers[9_999];
    assert.ok(wrong !== undefined && "problem" in wrong);
    assert.equal(wrong.problem.code, "invalid-question");
    assert.deepEqual(await clientWith().decideMany([]), []);
  });

  test("questions of one turn go together where that is wanted, and each gets its own answer", async () => {
    const client = clientWith({ batch: true });
    const [permit, deny, wrong] = await Promise.allSettled([
      client.decide(MAIL),
      Promise.resolve().then(() => client.guard(PROVIDE)),
      client.decide({ ...MAIL, items: [] }),
    ]);
    assert.equal(front.seen.length, 1);
    assert.ok(permit.status === "fulfilled" && isPermitted(permit.value));
    assert.ok(deny.status === "rejected" && deny.reason instanceof NotPermittedError);
    assert.ok(wrong.status === "rejected" && wrong.reason instanceof YakusokuError);
    assert.deepEqual([wrong.reason.status, wrong.reason.errors[0]?.pointer], [422, "/items"]);
    await Promise.all([client.decide(MAIL), client.decide(MAIL, { timeout: 5_000 })]);
    assert.equal(front.seen.length, 3);
  });

  test("a write whose answer is lost on the way is recorded once", async () => {
    const client = clientWith();
    const asked = person();
    front.next.push(answerLost, answerLost);
    const ids = await client.people.record([asked]);
    assert.equal(ids.length, 1);
    const keys = front.seen.map(({ headers }) => headers["idempotency-key"]);
    assert.equal(keys.length, 3);
    assert.equal(new Set(keys).size, 1);
    assert.match(String(keys[0]), /^[0-9a-f-]{36}$/);
    const found = await client.people.find({ kind: "customer-number", value: asked.identifiers[0]?.value ?? "" });
    assert.deepEqual(found, [{ person: ids[0], match: "exact" }]);
  });

  test("a key of the caller's own holds over a new client, as after a restart of their program", async () => {
    const asked = [person()];
    const first = await clientWith().people.record(asked, { idempotencyKey: "order-4711" });
    assert.deepEqual(await clientWith().people.record(asked, { idempotencyKey: "order-4711" }), first);
    const other = await fails(clientWith().people.record([person()], { idempotencyKey: "order-4711" }));
    assert.deepEqual([other.status, other.code, other.attempts], [409, "idempotency-conflict", 1]);
  });

  for (const status of [429, 503] as const) {
    test(`${status} is tried again once the time is over that the server asked for`, async () => {
      front.next.push(refusing(status, "1"));
      assert.ok(isPermitted(await clientWith().decide(MAIL)));
      const [first, second] = front.seen;
      assert.ok((second?.at ?? 0) - (first?.at ?? 0) >= 990);
    });
  }

  test("a Retry-After that is a date is kept, and one that is too far off is not waited for", async () => {
    front.next.push(refusing(503, "Thu, 01 Jan 1970 00:00:00 GMT"));
    assert.ok(isPermitted(await clientWith().decide(MAIL)));
    front.next.push(refusing(503, "3600"));
    const error = await fails(clientWith().decide(MAIL));
    assert.deepEqual([error.status, error.attempts], [503, 1]);
  });

  test("what the request itself is to blame for is not tried again", async () => {
    const client = clientWith();
    const wrong = await fails(client.decide({ ...MAIL, items: [] }));
    assert.deepEqual([wrong.status, wrong.code, wrong.attempts], [422, "invalid-question", 1]);
    assert.equal(wrong.errors[0]?.pointer, "/items");
    assert.equal(wrong.message, wrong.problem?.detail);
    const nobody = await fails(client.people.get("per_00000000-0000-7000-8000-000000000000"));
    assert.equal(nobody.status, 404);
    const stranger = await fails(
      clientWith({ key: "wrong-key" }).people.get("per_00000000-0000-7000-8000-000000000000"),
    );
    assert.deepEqual([stranger.status, stranger.code], [401, "not-authorized"]);
    assert.doesNotMatch(`${stranger.message}${stranger.stack}`, /wrong-key/);
    const elsewhere = await fails(clientWith({ policy: "no-such-policy" }).decide(MAIL));
    assert.equal(elsewhere.status, 404);
    assert.equal(front.seen.length, 4);
  });

  test("5xx is tried again, as often as was set and no more", async () => {
    const broken = (): Promise<Response> =>
      Promise.resolve(new Response("<h1>Bad gateway</h1>", { status: 502, headers: { "Content-Type": "text/html" } }));
    front.next.push(broken, broken);
    assert.ok(isPermitted(await clientWith({ retries: 2 }).decide(MAIL)));
    front.next.push(broken, broken);
    const error = await fails(clientWith({ retries: 1 }).decide(MAIL));
    assert.deepEqual([error.status, error.code, error.attempts], [502, "unreadable-answer", 2]);
  });

  test("a slow server is given up after the time that was set, and the caller may give up before", async () => {
    const slow = (): Promise<undefined> => Promise.resolve(undefined);
    front.next.push(slow, slow);
    const error = await fails(clientWith({ timeout: 60, retries: 1 }).guard(MAIL));
    assert.deepEqual([error.code, error.status, error.attempts], ["timeout", undefined, 2]);
    front.next.push(slow);
    const gaveUp = new AbortController();
    const asked = clientWith().guard(MAIL, { signal: gaveUp.signal });
    setTimeout(() => gaveUp.abort(new RangeError("the customer left")), 30);
    await assert.rejects(asked, /the customer left/);
    front.next.push(refusing(503, "20"));
    const whileResting = new AbortController();
    const rested = clientWith().guard(MAIL, { signal: whileResting.signal });
    setTimeout(() => whileResting.abort(new RangeError("the customer left")), 100);
    await assert.rejects(rested, /the customer left/);
    await assert.rejects(clientWith().guard(MAIL, { signal: AbortSignal.abort(new RangeError("before")) }), /before/);
  });

  test("whoever answers in the place of Yakusoku permits nothing", async () => {
    const said =
      (body: string | null, type = "application/json", status = 200) =>
      (): Promise<Response> =>
        Promise.resolve(new Response(body, { status, headers: { "Content-Type": type } }));
    for (const answer of [
      said("<h1>Please sign in to the guest network</h1>", "text/html"),
      said('{"outcome":"permit"}'),
      said('{"id":"dec_1","outcome":"PERMIT"}'),
      said('{"id":"dec_1","outcome":"perm'),
      said("null"),
      said(null, "text/plain", 204),
    ]) {
      front.next.push(answer);
      assert.equal((await fails(clientWith().guard(MAIL))).code, "unreadable-answer");
    }
    front.next.push(() =>
      Promise.resolve(new Response(null, { status: 307, headers: { Location: `${served.url}/v1/decisions` } })),
    );
    assert.equal((await fails(clientWith().guard(MAIL))).status, 307);
    front.next.push(said('{"answers":[]}'));
    assert.equal((await fails(clientWith().decideMany([MAIL]))).code, "unreadable-answer");
    front.next.push(said('{"answers":[{"decision":{"outcome":"permit"}}]}'));
    assert.equal((await fails(clientWith().decideMany([MAIL]))).code, "unreadable-answer");
  });
});

test("an unreachable server is an error that says so in the language chosen, and no permit", async () => {
  const away = await frontOf("");
  await away.close();
  const client = createClient({ url: away.url, retries: 1, language: "ja" });
  const error = await client.guard(MAIL).catch((reason: unknown) => reason);
  assert.ok(error instanceof YakusokuError);
  assert.deepEqual([error.code, error.status, error.attempts, error.problem], ["unreachable", undefined, 2, undefined]);
  assert.match(error.message, /答えがありません（2 回試しました）。何も許可されていません/);
});

test("only a permit is one", async () => {
  const decision = { id: "dec_1", outcome: "permit" };
  const of = (value: unknown): unknown => Reflect.apply(isPermitted, undefined, [value]);
  assert.equal(of(decision), true);
  assert.equal(of({ decision }), true);
  for (const value of [
    undefined,
    null,
    true,
    "permit",
    {},
    { outcome: "permit" },
    Promise.resolve(decision),
    { ...decision, outcome: "review" },
    { ...decision, preview: "appi-bill-2026" },
    { problem: { code: "invalid-question" } },
    { decision: { ...decision, outcome: "deny" } },
    [decision],
  ])
    assert.equal(of(value), false, JSON.stringify(value));
});

test("options that cannot be meant are refused, and so are methods that there are not", async () => {
  const make = (options: object): unknown => Reflect.apply(createClient, undefined, [options]);
  const url = "http://127.0.0.1:1";
  for (const [options, says] of [
    [{ url, timout: 5 }, /no option “timout”.*timeout/],
    [{ url: "127.0.0.1:8350" }, /begins with http/],
    [{ url: "ftp://127.0.0.1" }, /begins with http/],
    [{ url: "http://user:secret@127.0.0.1" }, /without a user name/],
    [{ url, key: "two words" }, /without blanks/],
    [{ url, key: "" }, /without blanks/],
    [{ url, retries: -1 }, /retries is a whole number from 0 to 20/],
    [{ url, timeout: 0.5 }, /timeout is a whole number/],
    [{ url, timeout: 0, language: "ja" }, /timeout は 1 から/],
  ] as const)
    assert.throws(() => make(options), says);

  const client = createClient({ url, retries: 0 });
  const misspelled: unknown = Reflect.get(client, "decied");
  assert.equal(misspelled, undefined);
  assert.throws(() => Object.assign(client, { guard: () => Promise.resolve() }), TypeError);
  assert.throws(() => Object.assign(client.people, { find: () => Promise.resolve() }), TypeError);
  // @ts-expect-error -- what JavaScript may do
  await assert.rejects(client.guard(undefined), /There is no question/);
  for (const idempotencyKey of ["", "注文 4711", "k".repeat(201)])
    await assert.rejects(client.people.record([], { idempotencyKey }), /1 to 200 characters of ASCII/);
  for (const id of ["", ".", ".."]) await assert.rejects(client.people.erase(id), /no number of a person/);
});
