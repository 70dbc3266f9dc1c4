import assert from "node:assert/strict";
import { before, test } from "node:test";
import { sql } from "kysely";
import { z } from "zod";
import { onEachDatabase } from "../../test/databases.ts";
import { SYSTEM } from "../../test/desk.ts";
import { type ProvisionDesk, provisionDesk, servedRecords } from "../../test/provision-desk.ts";
import { makeApiKey } from "../access/index.ts";
import type { Id } from "../wire/index.ts";

const AT = "2026-11-20T10:00:00+09:00";
const PRINCIPAL = { name: "髙橋 花子", phone: "090-1234-5678" };

const problemSchema = z.object({
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
});
const madeSchema = z.object({
  provisions: z.array(z.object({ id: z.string(), due: z.boolean(), article: z.string(), keptThrough: z.string() })),
});
const pageSchema = z.object({ items: z.array(z.looseObject({ id: z.string() })), next: z.string().nullable() });

onEachDatabase("the API of provisions", (open) => {
  let own: ProvisionDesk;
  let app: Awaited<ReturnType<typeof servedRecords>>;
  let token = "";
  let party = "";
  let person: Id<"person">;

  const send = async (path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    await app.request(path, {
      method: body === undefined ? "GET" : "POST",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json", ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const call = async <Output>(schema: z.ZodType<Output>, status: number, ...asked: Parameters<typeof send>) => {
    const response = await send(...asked);
    assert.equal(response.status, status, await response.clone().text());
    return schema.parse(await response.json());
  };
  const recordedParty = async (more: object): Promise<string> =>
    (await call(z.object({ id: z.string() }), 201, "/v1/parties", { kind: "company", name: "みどり不動産", ...more }))
      .id;
  const provision = (more: object = {}) => ({
    person,
    at: AT,
    operator: "lp21",
    party,
    class: "lender",
    basis: "consent",
    items: ["name", "phone"],
    channel: "paper",
    principal: PRINCIPAL,
    ...more,
  });

  before(async () => {
    own = await provisionDesk(open);
    app = await servedRecords(own);
    const scopes = ["provision:read", "provision:write", "parties:write"] as const;
    token = (await makeApiKey(own.desk, { name: "test", scopes }, { actor: SYSTEM })).token;
    party = await recordedParty({ address: "東京都中野区本町1-1", representative: "緑川太郎" });
    person = await own.person();
  });

  test("a provision is recorded, found by filter, and shown to whoever answers under 33(5)", async () => {
    const mine = await own.person();
    const made = await call(madeSchema, 201, "/v1/provisions", provision({ person: mine }));
    assert.deepEqual(
      made.provisions.map(({ article, keptThrough }) => [article, keptThrough]),
      [["29(1)", "2029-11-22"]],
    );
    const found = await call(pageSchema, 200, `/v1/people/${mine}/provisions`);
    assert.equal(found.items[0]?.id, made.provisions[0]?.id);
    assert.deepEqual(found.items[0]?.["matters"], {
      principal: PRINCIPAL,
      recipient: { name: "みどり不動産", address: "東京都中野区本町1-1", representative: "緑川太郎" },
    });
    const listed = await call(
      pageSchema,
      200,
      `/v1/provisions?party=${party}&basis=consent&from=2026-11-20&to=2026-11-20`,
    );
    assert.ok(listed.items.some(({ id }) => id === made.provisions[0]?.id));
    assert.doesNotMatch(JSON.stringify(listed), /髙橋/);
    const other = await call(pageSchema, 200, `/v1/provisions?party=${party}&from=2026-11-21`);
    assert.ok(other.items.every(({ id }) => id !== made.provisions[0]?.id));
  });

  test("the same Idempotency-Key records once and answers the same", async () => {
    const mine = await own.person();
    const headers = { "Idempotency-Key": "twice" };
    const first = await call(madeSchema, 201, "/v1/provisions", provision({ person: mine }), headers);
    assert.deepEqual(await call(madeSchema, 201, "/v1/provisions", provision({ person: mine }), headers), first);
    assert.equal((await call(pageSchema, 200, `/v1/people/${mine}/provisions`)).items.length, 1);
  });

  for (const [what, more, where, says] of [
    ["without the person's name", { principal: undefined }, "/principal", /what tells who the person is/],
    ["with a hash in place of a name", { principal: { number: "a".repeat(64) } }, "/principal", /does not tell who/],
    [
      "of a party that nobody recorded",
      { party: `pty_${"0".repeat(8)}-0000-7000-8000-${"0".repeat(12)}` },
      "/party",
      /Record it first/,
    ],
    ["that lies in the future", { at: "2027-01-01T00:00:00Z" }, "/at", /future/],
    ["with a system abroad and nothing of 27", { basis: "foreign-system" }, "/basis", /“within”/],
    ["by an exception without what shows it", { basis: "exception" }, "/basis", /which exception/],
    ["of personal-related information with a person", { basis: "personal-related" }, "/person", /names no person/],
    ["of an item that the policy does not know", { items: ["nmae"] }, "/items", /Did you mean “name”/],
    [
      "in a series that is not there",
      { series: `srs_${"0".repeat(8)}-0000-7000-8000-${"0".repeat(12)}` },
      "/series",
      /no such series/,
    ],
  ] as const) {
    test(`a provision ${what} is refused at its place`, async () => {
      const body = { provisions: [provision(more)] };
      const problem = await call(problemSchema, 422, "/v1/provisions", body, { "Accept-Language": "en" });
      assert.equal(problem.code, "invalid-record");
      const fault = problem.errors?.find(({ pointer }) => pointer.endsWith(where));
      assert.match(fault?.detail ?? "", says);
      const japanese = await call(problemSchema, 422, "/v1/provisions", body, { "Accept-Language": "ja" });
      assert.match(japanese.errors?.[0]?.detail ?? "", /[ぁ-ん]/);
    });
  }

  test("one wrong record among many records none", async () => {
    const mine = await own.person();
    const provisions = [provision({ person: mine }), provision({ person: mine, at: "2027-01-01T00:00:00Z" })];
    const problem = await call(problemSchema, 422, "/v1/provisions", { provisions });
    assert.deepEqual(
      problem.errors?.map(({ pointer }) => pointer),
      ["/provisions/1/at"],
    );
    assert.deepEqual((await call(pageSchema, 200, `/v1/people/${mine}/provisions`)).items, []);
  });

  test("a thousand are recorded at once and come as CSV in order, a page at a time; one more is too many", async () => {
    const name = '=HYPERLINK("http://evil.example"),"改行\nの会社"';
    const risky = await recordedParty({ name });
    const provisions = Array.from({ length: 1_000 }, (_, index) =>
      provision({ party: risky, at: Temporal.Instant.from(AT).subtract({ minutes: index }).toString() }),
    );
    const tooMany = await call(problemSchema, 422, "/v1/provisions", { provisions: [...provisions, provision()] });
    assert.equal(tooMany.code, "too-many-entries");
    const made = await call(madeSchema, 201, "/v1/provisions", { provisions });
    const response = await send(`/v1/provisions?party=${risky}`, undefined, { Accept: "text/csv" });
    assert.equal(response.headers.get("Content-Type"), "text/csv; charset=utf-8");
    const reader = response.body?.getReader();
    const chunks: Uint8Array[] = [];
    for (let chunk = await reader?.read(); chunk?.value !== undefined; chunk = await reader?.read()) {
      const bytes: unknown = chunk.value;
      assert.ok(bytes instanceof Uint8Array);
      chunks.push(bytes);
    }
    assert.ok(chunks.length >= 3, "a head and two pages");
    const bytes = Buffer.concat(chunks);
    assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
    const rows = parseCsv(bytes.toString("utf8").slice(1));
    assert.deepEqual(rows[0]?.slice(0, 6), ["id", "at", "person", "operator", "party", "party_name"]);
    assert.deepEqual(
      rows.slice(1).map(([id]) => id),
      made.provisions.map(({ id }) => id),
    );
    assert.ok(rows.slice(1).every((row) => row.length === rows[0]?.length && row[5] === `'${name}`));
    assert.equal(rows[1]?.[1], AT);
  });

  test("the file is made as it is taken: no more is read from the database than was asked for", async () => {
    const { csvStream } = await import("./csv.ts");
    let read = 0;
    let ended = false;
    async function* pages(): AsyncGenerator<readonly never[], void> {
      try {
        for (;;) {
          read += 1;
          yield await Promise.resolve([]);
        }
      } finally {
        ended = true;
      }
    }
    const reader = csvStream(pages()).getReader();
    await reader.read();
    await reader.read();
    assert.ok(read <= 3, `${read} pages were read for two pieces`);
    await reader.cancel();
    assert.ok(ended);
  });

  test("pages follow one another by the cursor without a gap or a repeat", async () => {
    const mine = await recordedParty({});
    const provisions = Array.from({ length: 7 }, () => provision({ party: mine }));
    const made = await call(madeSchema, 201, "/v1/provisions", { provisions });
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: z.output<typeof pageSchema> = await call(
        pageSchema,
        200,
        `/v1/provisions?party=${mine}&limit=3&cursor=${cursor}`,
      );
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    }
    assert.deepEqual(seen.toSorted(), made.provisions.map(({ id }) => id).toSorted());
  });

  for (const [query, where] of [
    ["cursor=abc", "/cursor"],
    ["from=yesterday", "/from"],
    ["limit=500", "/limit"],
    ["basis=because", "/basis"],
  ]) {
    test(`a list with ${query} is refused at its place`, async () => {
      const problem = await call(problemSchema, 422, `/v1/provisions?${query}`);
      assert.equal(problem.code, "invalid-filter");
      assert.equal(problem.errors?.[0]?.pointer, where);
    });
  }

  test("a key that may only read records nothing, and nobody without a key reads", async () => {
    const { token: reading } = await makeApiKey(own.desk, { name: "r", scopes: ["provision:read"] }, { actor: SYSTEM });
    const problem = await call(problemSchema, 403, "/v1/provisions", provision(), {
      Authorization: `Bearer ${reading}`,
    });
    assert.equal(problem.code, "scope-missing");
    assert.equal((await app.request("/v1/provisions")).status, 401);
    assert.equal((await app.request(`/v1/people/${person}/provisions`)).status, 401);
  });

  test("what names somebody stands nowhere in the tables: a natural person as party, the person, the evidence", async () => {
    const mine = await own.person();
    const landlord = await recordedParty({ kind: "individual", name: "MARKED-大家", address: "MARKED-住所" });
    await call(
      madeSchema,
      201,
      "/v1/provisions",
      provision({
        person: mine,
        party: landlord,
        principal: { name: "MARKED-本人" },
        basis: "exception",
        exception: { article: "27(1)(i)", evidence: "MARKED-照会書", approver: "MARKED-課長" },
      }),
    );
    const { rows } = await sql<{ all: string }>`
      select party::text as all from party union all select provision::text from provision
      union all select entry from event union all select event_secret::text from event_secret
      union all select party_lookup::text from party_lookup`.execute(own.desk.database.kysely);
    assert.ok(rows.length > 20);
    for (const { all } of rows) {
      assert.doesNotMatch(all, /MARKED/);
      assert.ok(!all.includes(Buffer.from("MARKED", "utf8").toString("hex")));
    }
  });

  test("a check of a recipient abroad is due again in a year, and a suspended one says so", async () => {
    const guam = await recordedParty({ name: "Guam Hotel", country: "US-GU" });
    const checked = z.object({ id: z.string(), next: z.string() });
    const check = { of: "foreign", on: "2026-11-01", result: "suspended", basis: "contract", nextOn: "2030-01-01" };
    assert.equal((await call(checked, 201, `/v1/parties/${guam}/checks`, check)).next, "2027-11-01");
    const shown = await call(z.looseObject({ facts: z.array(z.looseObject({})) }), 200, `/v1/parties/${guam}`);
    assert.match(JSON.stringify(shown.facts), /"kind":"safeguard".*"suspended":true/);
    const problem = await call(problemSchema, 422, `/v1/parties/${party}/checks`, check, { "Accept-Language": "en" });
    assert.match(problem.errors?.[0]?.detail ?? "", /party in Japan/);
  });
});

/** Reads CSV as RFC 4180 writes it. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const match of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    if (match[0] === "") break;
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] !== ",") {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}
