import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { before, test } from "node:test";
import { parse } from "yaml";
import { z } from "zod";
import {
  type Caller,
  EVERYONE,
  inviteAccount,
  KEY_SCOPES,
  makeApiKey,
  type Reach,
  type Role,
  ROLES,
} from "../src/access/index.ts";
import { idOf, problemEntry } from "../src/wire/index.ts";
import { onEachDatabase } from "./databases.ts";
import { type Kept, keptApp } from "./kept.ts";
import { Browser, setPassword } from "./staff.ts";

/*
 * Every route, as everybody: who gets past the door, by a table that was written by hand (who-may.yaml), and that whoever got past it
 * learns nothing of people they have no charge of, by whichever number they ask.
 */

const ROLE_NAMES = ["privacy-office", "hr", "department", "call-centre", "auditor", "administrator"] as const;
const tableSchema = z.array(
  z.strictObject({
    who: z.union([z.literal("everyone"), z.array(z.enum([...ROLE_NAMES, "key"])).min(1)]),
    routes: z.array(z.string()).min(1),
  }),
);

const LOCAL = { actor: { kind: "staff", id: "local" } } as const satisfies { actor: Caller["actor"] };
/** Parameters of a route, by name. */
type Parameters = Readonly<Record<string, string>>;

/** A route as the table has it: no pattern of a parameter, one language for all. */
function plain(path: string): string {
  return path.replaceAll(/(:[a-z]+)\{[^}]*\}/g, "$1");
}

/** Numbers that are well formed and nobody's. */
function nobodys(): Parameters {
  const number = (kind: Parameters[string]): string => `${kind}_${randomUUID()}`;
  return {
    language: "en",
    pack: "leopalace21",
    version: "2023-05-01",
    from: "2023-05-01",
    to: "2023-05-01",
    operator: "lp21",
    kind: "objection",
    code: "not-found",
    file: "none.css",
    id: idOf("decision", randomUUID()),
    decision: idOf("decision", randomUUID()),
    person: idOf("person", randomUUID()),
    fact: idOf("fact", randomUUID()),
    entry: idOf("fact", randomUUID()),
    party: idOf("party", randomUUID()),
    receipt: idOf("receipt", randomUUID()),
    event: idOf("event", randomUUID()),
    account: number("acc"),
    key: number("key"),
    message: number("msg"),
    form: randomUUID(),
    template: "mail.test",
  };
}

function filled(path: string, parameters: Parameters): string {
  const language = path.startsWith("/:language") ? "en" : "";
  return path
    .replaceAll(/:([a-z]+)/g, (_all, name: string) => parameters[name] ?? (name === "language" ? language : name))
    .replace("*", "0/000");
}

onEachDatabase("who may call what", (open) => {
  let kept: Kept;
  let table: z.infer<typeof tableSchema>;
  const headers = new Map<string, Readonly<Record<string, string>>>();

  before(async () => {
    table = tableSchema.parse(parse(await readFile(new URL("who-may.yaml", import.meta.url), "utf8")));
    kept = await keptApp(open);
    for (const role of ROLE_NAMES) headers.set(role, { Cookie: await signedIn(role, [role], EVERYONE) });
    const key = await makeApiKey(kept.door.desk, { name: "all", scopes: KEY_SCOPES }, LOCAL);
    headers.set("key", { Authorization: `Bearer ${key.token}` });
    headers.set("nobody", {});
  });

  /** Comes in as everybody does: by the link of an invitation. @returns the cookie of the session */
  const signedIn = async (name: string, roles: readonly Role[], reach: Reach): Promise<string> => {
    const { link } = await inviteAccount(
      kept.door.desk,
      { name, email: `${name}@example.jp`, language: "en", roles: [...roles], reach },
      LOCAL,
    );
    const browser = new Browser(kept.app);
    await browser.send("/en/invitation", { token: link.token });
    await setPassword(browser, kept.hands.now);
    return [...browser.cookies].map(([key, value]) => `${key}=${value}`).join("; ");
  };

  const send = async (
    method: string,
    path: string,
    by: Readonly<Record<string, string>>,
    body?: unknown,
  ): Promise<Response> => {
    const isForm = method === "POST" && !path.startsWith("/v1/");
    return await kept.app.request(`http://localhost${path}`, {
      method,
      headers: {
        ...by,
        Host: "localhost",
        "Accept-Language": "en",
        ...(method === "GET" ? {} : { Origin: "http://localhost" }),
        ...(isForm ? { "Content-Type": "application/x-www-form-urlencoded" } : {}),
        ...(body === undefined || isForm ? {} : { "Content-Type": "application/json" }),
      },
      ...(isForm
        ? { body: new URLSearchParams(body === undefined ? {} : z.record(z.string(), z.string()).parse(body)) }
        : {}),
      ...(body === undefined || isForm ? {} : { body: JSON.stringify(body) }),
    });
  };

  /**
   * Refused at the door: for want of access, of a scope, or led to where access is given. Wrong words to sign in by are refused behind
   * it, and signing out leads there of itself.
   */
  const isRefused = async (route: string, response: Response): Promise<boolean> => {
    const { status } = response;
    if (status === 401 || status === 403) {
      const text = await response.text();
      const titles = (["not-authorized", "scope-missing"] as const).map((code) => problemEntry(code).title.en);
      return (
        text.includes('"not-authorized"') ||
        text.includes('"scope-missing"') ||
        titles.some((one) => text.includes(one))
      );
    }
    if (/\/(?:sign-out|access\/end)$/.test(route)) return false;
    const to = response.headers.get("Location")?.replace("http://localhost", "") ?? "";
    return /^\/(?:en|ja)\/(?:access|sign-in)(?:\?|$)/.test(to);
  };

  test("every route has a row, and every row a route", () => {
    const routes = new Set(
      kept.app.routes.flatMap(({ method, path }) => {
        // A method that a path does not have is refused by name, whoever asks.
        const isRefusal = path.startsWith("/v1/policies") && method !== "GET";
        return method === "ALL" || isRefusal ? [] : [`${method} ${plain(path)}`];
      }),
    );
    const rows = table.flatMap((row) => row.routes);
    assert.ok(routes.size > 100);
    assert.deepEqual([...routes].filter((route) => !rows.includes(route)).toSorted(), [], "routes without a row");
    assert.deepEqual(
      rows.filter((row) => !routes.has(row)),
      [],
      "rows without a route",
    );
    assert.deepEqual(rows.length, new Set(rows).size, "a row twice");
    assert.deepEqual(Object.keys(ROLES).toSorted(), [...ROLE_NAMES].toSorted());
  });

  test("who gets past the door is whom the table says, and nobody else", async () => {
    const wrong: string[] = [];
    // What ends a session comes last.
    const rows = table
      .flatMap(({ who, routes }) => routes.map((route) => ({ who, route })))
      .toSorted((a, b) => Number(/(?:end|out)$/.test(a.route)) - Number(/(?:end|out)$/.test(b.route)));
    for (const { who, route } of rows) {
      const [method = "", path = ""] = route.split(" ");
      const callers = who === "everyone" ? ["nobody"] : [...headers.keys()];
      for (const caller of callers) {
        const response = await send(method, filled(path, nobodys()), headers.get(caller) ?? {});
        const may = who === "everyone" || who.some((one) => one === caller);
        if ((await isRefused(route, response)) === may)
          wrong.push(`${caller} ${may ? "may" : "may not"} ${route}: ${response.status}`);
        assert.ok(response.status < 500 || response.status === 503, `${caller} ${route}: ${response.status}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  test("whoever has charge of one branch learns nothing of another's people, by any number", async () => {
    const { desk } = kept.door;
    const reach: Reach = { operators: ["lp21"], departments: ["nakano"], kinds: ["customer"], purposes: "all" };
    const scopes = KEY_SCOPES;
    const clerk = {
      Authorization: `Bearer ${(await makeApiKey(desk, { name: "clerk", scopes, reach }, LOCAL)).token}`,
    };
    const office = headers.get("key") ?? {};
    const made = async (
      path: string,
      body: unknown,
    ): Promise<{ readonly id: string; readonly ids: readonly string[] }> => {
      const answer = await send("POST", path, office, body);
      assert.ok(answer.ok, `${path}: ${await answer.clone().text()}`);
      const schema = z.looseObject({ id: z.string().default(""), ids: z.array(z.string()).default([]) });
      return schema.parse(await answer.json());
    };
    const role = { operator: "lp21", kind: "customer", department: "sendai" };
    const identifiers = [
      { kind: "phone", value: "022-111-2222" },
      { kind: "kana", value: "センダイハナコ" },
    ];
    const [person = ""] = (await made("/v1/people", { people: [{ identifiers, roles: [role] }] })).ids;
    const [fact = ""] = (
      await made(`/v1/people/${person}/facts`, {
        facts: [{ kind: "objection", at: "2026-01-01T00:00:00Z", to: "direct-mail" }],
      })
    ).ids;
    const question = { operator: "lp21", act: "use", items: ["name"], purpose: "customer.inquiries" };
    const { id: decision } = await made("/v1/decisions", { ...question, person: { id: person } });

    const known = { ...nobodys(), person, fact, entry: fact, decision, id: decision };
    const bodies: Readonly<Record<string, unknown>> = {
      "PATCH /v1/people/:person": { able: false },
      "POST /v1/people/:person/facts": { facts: [{ kind: "withdrawal", at: "2026-02-01T00:00:00Z" }] },
      "POST /v1/people/:person/facts/:entry/end": {},
      "POST /v1/people/:person/identifiers": { kind: "alias", value: "花ちゃん" },
      "POST /v1/people/:person/identifiers/open": { reason: "curious" },
      "POST /v1/people/:person/links": { other: person },
      "POST /v1/people/:person/links/:entry/end": {},
      "POST /v1/people/:person/representatives": { capacity: "minor", name: "親", evidence: "戸籍" },
      "POST /v1/people/:person/roles": { operator: "lp21", kind: "customer", department: "nakano" },
      "POST /:language/records/people/:person/open": { reason: "curious" },
    };
    const rows = table
      .flatMap(({ routes }) => routes)
      .filter((route) => /:person|:decision\b|decisions\/:id/.test(route));
    assert.ok(rows.length > 20);
    for (const route of rows) {
      const [method = "", path = ""] = route.split(" ");
      const told = async (parameters: Parameters): Promise<unknown> => {
        const response = await send(method, filled(path, parameters), clerk, bodies[route]);
        const text = await response.text();
        const code = z.looseObject({ code: z.string() }).safeParse(text.startsWith("{") ? JSON.parse(text) : {});
        return [response.status, code.data?.code];
      };
      const ofOthers = await told(known);
      assert.deepEqual(ofOthers, await told(nobodys()), route);
      assert.ok(Array.isArray(ofOthers) && ofOthers[0] === 404, `${route}: ${JSON.stringify(ofOthers)}`);
    }

    const nothing = async (path: string): Promise<void> => {
      const response = await send("GET", path, clerk);
      assert.deepEqual(z.looseObject({ items: z.array(z.unknown()) }).parse(await response.json()).items, [], path);
    };
    await nothing("/v1/people?kind=phone&value=022-111-2222");
    await nothing(`/v1/people/search?${new URLSearchParams({ kana: "センダイ" }).toString()}`);
    await nothing("/v1/provisions");
    await nothing("/v1/tellings");
    const refused = async (path: string, body: unknown, status: number): Promise<void> => {
      const response = await send("POST", path, clerk, body);
      assert.equal(response.status, status, `${path}: ${await response.text()}`);
    };
    await refused("/v1/decisions", { ...question, person: { id: person } }, 404);
    await refused("/v1/decisions", { ...question, person: { identifier: identifiers[0] } }, 422);
    await refused(
      "/v1/facts",
      { entries: [{ person, facts: [{ kind: "withdrawal", at: "2026-02-01T00:00:00Z" }] }] },
      404,
    );
    await refused("/v1/tellings", { person, what: "stop-use" }, 404);
    await refused("/v1/people", { people: [{ identifiers: [], roles: [role] }] }, 422);
    const { id: party } = await made("/v1/parties", { kind: "company", name: "株式会社よそ" });
    const provision = {
      at: "2026-02-01T00:00:00Z",
      party,
      class: "lender",
      basis: "consent",
      items: ["name"],
      channel: "paper",
    };
    await refused("/v1/provisions", { ...provision, operator: "lp21", person }, 404);
    await refused("/v1/provisions", { ...provision, operator: "azu" }, 422);
  });
});
