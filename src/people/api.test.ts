import assert from "node:assert/strict";
import { before, test } from "node:test";
import { z } from "zod";
import { onEachDatabase } from "../../test/databases.ts";
import { deskOn, SYSTEM } from "../../test/desk.ts";
import { referencePack } from "../../test/reference.ts";
import { ALL_MIGRATIONS } from "../../test/kept.ts";
import { serving } from "../../test/served.ts";
import { makeApiKey, type Scope } from "../access/index.ts";
import type { Desk } from "../act/index.ts";

const answerSchema = z.looseObject({
  ids: z.array(z.unknown()).default([]),
  id: z.string().default(""),
  code: z.string().default(""),
  items: z.array(z.looseObject({ person: z.string() })).default([]),
  next: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).default([]),
  identifiers: z.array(z.looseObject({ kind: z.string().default(""), text: z.string().optional() })).default([]),
  facts: z.array(z.looseObject({ id: z.string(), ended: z.unknown().optional() })).default([]),
});

onEachDatabase("people over HTTP", (open) => {
  let desk: Desk;
  let app: ReturnType<typeof serving>;
  const tokens = new Map<string, string>();
  before(async () => {
    ({ desk } = await deskOn(open, ALL_MIGRATIONS));
    app = serving([(await referencePack()).pack], { desk, accessToken: "unused" });
    const keys: Readonly<Record<string, readonly Scope[]>> = {
      clerk: ["people:read", "people:write", "people:erase"],
      reader: ["people:read"],
      keeper: ["people:protected"],
    };
    for (const [name, scopes] of Object.entries(keys))
      tokens.set(name, (await makeApiKey(desk, { name, scopes }, { actor: SYSTEM })).token);
  });
  const ask = async (
    method: string,
    path: string,
    { body, by = "clerk", key }: { readonly body?: unknown; readonly by?: string; readonly key?: string } = {},
  ) => {
    const headers = new Headers({ Authorization: `Bearer ${tokens.get(by) ?? ""}`, "Accept-Language": "en" });
    if (body !== undefined) headers.set("Content-Type", "application/json");
    if (key !== undefined) headers.set("Idempotency-Key", key);
    const init: RequestInit = { method, headers };
    const answer = await app.request(path, body === undefined ? init : { ...init, body: JSON.stringify(body) });
    assert.equal(answer.headers.get("Cache-Control"), "no-store", path);
    const text = await answer.text();
    return { status: answer.status, text, ...answerSchema.parse(JSON.parse(text)) };
  };
  const record = async (...people: readonly unknown[]): Promise<readonly string[]> => {
    const made = await ask("POST", "/v1/people", { body: { people } });
    assert.equal(made.status, 201, made.text);
    return z.array(z.string()).parse(made.ids);
  };

  test("a person is recorded, found, shown with their facts, and erased", async () => {
    const [person = ""] = await record({
      identifiers: [
        { kind: "kana", value: "ヤマダ タロウ" },
        { kind: "email", value: "taro@example.jp" },
      ],
      roles: [{ operator: "lp21", kind: "customer" }],
    });
    assert.deepEqual((await ask("GET", "/v1/people?kind=email&value=TARO@example.jp")).items, [
      { person, match: "exact" },
    ]);
    const facts = `/v1/people/${person}/facts`;
    const objection = { kind: "objection", at: "2026-01-01T09:00:00+09:00", to: "direct-mail" };
    const made = await ask("POST", facts, { body: { facts: [objection], details: { channel: "phone" } } });
    const [fact] = z.array(z.string()).parse(made.ids);
    assert.equal((await ask("POST", `${facts}/${fact}/end`, { body: {} })).status, 200);
    const shown = await ask("GET", `/v1/people/${person}`);
    assert.deepEqual(
      shown.facts.map(({ id }) => id),
      [fact],
    );
    assert.match(shown.text, /"at":"2026-01-01T00:00:00Z".*"ended":\{"at":/);
    assert.equal((await ask("DELETE", `/v1/people/${person}`)).status, 200);
    assert.equal((await ask("GET", `/v1/people/${person}`)).code, "no-such-person");
  });

  test("a retry under its key is one, and gives the same answer; another request under it is refused", async () => {
    const body = { people: [{ identifiers: [{ kind: "email", value: "retry@example.jp" }] }] };
    const first = await ask("POST", "/v1/people", { body, key: "r1" });
    const again = await ask("POST", "/v1/people", { body, key: "r1" });
    assert.deepEqual([again.status, again.text], [201, first.text]);
    assert.equal((await ask("POST", "/v1/people", { body: { people: [{}] }, key: "r1" })).code, "idempotency-conflict");
    assert.equal((await ask("POST", "/v1/people", { body, key: "r".repeat(201) })).code, "invalid-record");
  });

  test("a word that no policy served here has is refused with the nearest one", async () => {
    const [person = ""] = await record({});
    const wrong = await ask("POST", "/v1/facts", {
      body: {
        entries: [
          { person, facts: [{ kind: "withdrawal", at: "2026-01-01T00:00:00Z", purposes: ["customer.direct-mai"] }] },
          {
            person,
            facts: [
              {
                kind: "notice",
                at: "2026-01-01T00:00:00Z",
                how: "stated",
                operators: ["lp12"],
                purposes: ["law.own-request"],
              },
            ],
          },
        ],
      },
    });
    assert.deepEqual(wrong.errors, [
      {
        pointer: "/entries/0/facts/0/purposes/0",
        detail: "The policy has no purpose “customer.direct-mai”. Did you mean “customer.direct-mail”?",
      },
      {
        pointer: "/entries/1/facts/0/operators/0",
        detail: "The policy has no operator “lp12”. Did you mean “lp21”?",
      },
    ]);
    const role = await ask("POST", `/v1/people/${person}/roles`, { body: { operator: "lp21", kind: "costumer" } });
    assert.deepEqual(
      role.errors.map(({ pointer }) => pointer),
      ["/kind"],
    );
  });

  test("a batch over the limit, and what is no JSON of ours, are refused by name", async () => {
    const people = Array.from({ length: 1_001 }, () => ({}));
    assert.equal((await ask("POST", "/v1/people", { body: { people } })).code, "too-many-entries");
    const unread = await ask("POST", "/v1/people", {
      body: { people: [{ identifiers: [{ kind: "mail", value: "x" }] }] },
    });
    assert.deepEqual(
      unread.errors.map(({ pointer }) => pointer),
      ["/people/0/identifiers/0/kind"],
    );
    assert.equal((await ask("PUT", "/v1/people", { body: {} })).code, "method-not-allowed");
    assert.equal((await ask("GET", "/v1/people/somebody")).code, "no-such-person");
    assert.doesNotMatch((await ask("GET", "/v1/people/山田太郎")).text, /山田/);
    assert.equal((await ask("GET", "/v1/people/search?kana=ヤマ&cursor=x")).code, "invalid-record");
    assert.equal((await ask("GET", "/v1/people?kind=phone&value=abc")).code, "invalid-record");
  });

  test("a thousand people go in with one request, and come out of a search page by page", async () => {
    const kana = (index: number): string =>
      Array.from(String(index).padStart(4, "0"), (digit) => "アカサタナハマヤラワ".charAt(Number(digit))).join("");
    const people = Array.from({ length: 1_000 }, (_, index) => ({
      identifiers: [
        { kind: "kana", value: `ヌヘ${kana(index)}` },
        { kind: "customer-number", value: `B-${index}`, operator: "lp21" },
      ],
    }));
    const ids = await record(...people);
    assert.equal(new Set(ids).size, 1_000);
    const found = await ask("GET", `/v1/people?kind=customer-number&value=b-777&operator=lp21`);
    assert.deepEqual(
      found.items.map(({ person }) => person),
      [ids[777]],
    );
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const query = new URLSearchParams({
        kana: "ぬへああ",
        "from-start": "yes",
        limit: "30",
        ...(cursor && { cursor }),
      });
      const page = await ask("GET", `/v1/people/search?${query.toString()}`);
      seen.push(...page.items.map(({ person }) => person));
      cursor = page.next;
    } while (cursor !== undefined);
    assert.deepEqual(seen.toSorted(), ids.slice(0, 100).toSorted());
  });

  test("a key does what its scopes say, and only one for protected people opens their addresses", async () => {
    const [person = ""] = await record({ identifiers: [{ kind: "phone", value: "090-8888-0001" }] });
    const at = "2026-01-01T00:00:00Z";
    const body = { facts: [{ kind: "protection", at, closes: ["agents"] }] };
    const unreasoned = await ask("POST", `/v1/people/${person}/facts`, { body });
    assert.deepEqual(
      unreasoned.errors.map(({ pointer }) => pointer),
      ["/details/reason"],
    );
    await ask("POST", `/v1/people/${person}/facts`, { body: { ...body, details: { reason: "stalked" } } });
    assert.deepEqual(
      (await ask("GET", `/v1/people/${person}`)).identifiers.map(({ text }) => text),
      [undefined],
    );
    const path = `/v1/people/${person}/identifiers/open`;
    const why = { reason: "to call back" };
    assert.equal((await ask("POST", path, { body: why })).code, "scope-missing");
    assert.deepEqual(
      (await ask("POST", path, { body: why, by: "keeper" })).identifiers.map(({ text }) => text),
      ["090-8888-0001"],
    );
    assert.equal((await ask("POST", "/v1/people", { body: { people: [{}] }, by: "reader" })).code, "scope-missing");
    assert.equal((await ask("GET", `/v1/people/${person}`, { by: "nobody" })).code, "not-authorized");
    const hidden = await ask("GET", "/v1/people?kind=phone&value=090-8888-0001&by=representative");
    assert.deepEqual(hidden.items, []);
  });

  test("identifiers, roles, links and representatives are added and ended", async () => {
    const [person = "", other = ""] = await record({}, {});
    const path = `/v1/people/${person}`;
    const { id } = await ask("POST", `${path}/identifiers`, {
      body: { kind: "alias", value: "タロちゃん", keep: true },
    });
    assert.equal((await ask("POST", `${path}/identifiers/${id}/end`)).status, 200);
    assert.equal((await ask("POST", `${path}/identifiers/${id}/end`)).code, "already-ended");
    assert.equal((await ask("POST", `${path}/identifiers/${other}/end`)).code, "not-on-record");
    assert.equal((await ask("POST", `${path}/roles`, { body: { operator: "lp21", kind: "customer" } })).status, 201);
    assert.equal((await ask("POST", `${path}/links`, { body: { other } })).status, 201);
    assert.match((await ask("GET", `/v1/people/${other}`)).text, new RegExp(`"linked":\\["${person}"\\]`));
    assert.equal((await ask("POST", `${path}/links/${other}/end`, { body: {} })).status, 200);
    const acting = { capacity: "minor", name: "親 太郎", evidence: "戸籍", representative: other };
    const { id: representative } = await ask("POST", `${path}/representatives`, { body: acting });
    assert.match((await ask("GET", path)).text, /親 太郎/);
    assert.equal((await ask("POST", `${path}/representatives/${representative}/end`)).status, 200);
    assert.equal((await ask("PATCH", path, { body: { living: false } })).status, 200);
    assert.match((await ask("GET", path)).text, /"living":false/);
  });

  test("every route stands in the document of the API, with its scope", async () => {
    const { paths } = z
      .looseObject({
        paths: z.record(z.string(), z.record(z.string(), z.looseObject({ description: z.string().optional() }))),
      })
      .parse(await (await app.request("/openapi.json")).json());
    const ours = Object.entries(paths).filter(([path]) => /^\/v1\/(people|facts)/.test(path));
    // The records of provision about a person are the room's of provision.
    assert.equal(ours.length, 15);
    for (const [path, methods] of ours)
      for (const [method, { description }] of Object.entries(methods))
        if (!path.endsWith("/provisions")) assert.match(description ?? "", /Scope: `people:/, `${method} ${path}`);
  });
});

test("where nothing is kept there is nothing of people", async () => {
  const app = serving([(await referencePack()).pack]);
  assert.equal((await app.request("/v1/people", { method: "POST" })).status, 404);
  assert.equal((await app.request("/ja/records/people")).status, 404);
  assert.doesNotMatch(await (await app.request("/ja")).text(), /records\/people/);
});
