import assert from "node:assert/strict";
import { before, test } from "node:test";
import { sql } from "kysely";
import { z } from "zod";
import { EVERYONE, inviteAccount } from "../src/access/index.ts";
import { onEachDatabase } from "./databases.ts";
import { type Kept, keptApp } from "./kept.ts";
import { Browser, setPassword } from "./staff.ts";

const LOCAL = { actor: { kind: "staff", id: "local" } } as const;
const entrySchema = z.looseObject({ body: z.looseObject({ place: z.string(), parts: z.array(z.string()) }) });
const idsSchema = z.looseObject({ id: z.string().default(""), ids: z.array(z.string()).default([]) });

onEachDatabase("what is seen of somebody", (open) => {
  let kept: Kept;
  let person: string;
  before(async () => {
    kept = await keptApp(open);
    const made = async (path: string, body: unknown): Promise<z.infer<typeof idsSchema>> => {
      const answer = await kept.ask("POST", path, body);
      assert.ok(answer.ok, path);
      return idsSchema.parse(await answer.json());
    };
    const identifiers = [
      { kind: "name", value: "跡見 花子" },
      { kind: "kana", value: "アトミハナコ" },
      { kind: "phone", value: "03-7777-1234" },
    ];
    const roles = [{ operator: "lp21", kind: "customer" }];
    [person = ""] = (await made("/v1/people", { people: [{ identifiers, roles }] })).ids;
    const { id: party } = await made("/v1/parties", { kind: "public-body", name: "見本警察署" });
    await made("/v1/provisions", {
      person,
      at: "2026-01-05T10:00:00+09:00",
      operator: "lp21",
      party,
      basis: "exception",
      exception: { article: "27(1)(i)", evidence: "照会書", approver: "事務局" },
      items: ["name"],
      channel: "paper",
      principal: { name: "跡見 花子" },
    });
  });

  /** What was put on record while something was shown. */
  const traces = async (show: () => Promise<Response>): Promise<readonly z.infer<typeof entrySchema>["body"][]> => {
    const all = async (): Promise<ReadonlyMap<string, string>> => {
      const { rows } = await sql<{ id: string; entry: string }>`
        select id, entry from event where kind = 'person.seen'`.execute(kept.door.desk.database.kysely);
      return new Map(rows.map(({ id, entry }) => [id, entry]));
    };
    const earlier = await all();
    const response = await show();
    assert.equal(response.status, 200);
    assert.match(await response.text(), /跡見|アトミ/);
    const later = [...(await all())].filter(([id]) => !earlier.has(id));
    return later.map(([, entry]) => entrySchema.parse(JSON.parse(entry)).body);
  };

  test("leaves a trace on every page and by every answer that shows it", async () => {
    const shows: readonly (readonly [string, string, () => Promise<Response>])[] = [
      ["person", "phone", () => kept.see(`/ja/records/people/${person}`)],
      ["person", "phone", () => kept.ask("GET", `/v1/people/${person}`)],
      [
        "search",
        "name",
        () =>
          kept.send("/ja/records/people", [
            ["kind", "phone"],
            ["value", "03-7777-1234"],
          ]),
      ],
      ["search", "name", () => kept.send("/ja/records/search", [["word", "アトミ"]])],
      [
        "search",
        "kana",
        () => kept.ask("GET", `/v1/people/search?${new URLSearchParams({ kana: "アトミ" }).toString()}`),
      ],
      ["counter", "name", () => kept.see(`/ja/records/counter?found=${person}`)],
      ["counter", "name", () => kept.see(`/ja/records/counter?person=${person}`)],
      ["provisions", "provisions", () => kept.ask("GET", `/v1/people/${person}/provisions`)],
    ];
    for (const [place, part, show] of shows) {
      const seen = await traces(show);
      assert.ok(
        seen.some((one) => one.place === place && one.parts.includes(part)),
        `${place}: ${JSON.stringify(seen)}`,
      );
    }
  });

  test("is erased, and what is protected opened, only by staff who have just shown who they are", async () => {
    const { desk } = kept.door;
    const account = { name: "Chiba Nao", email: "nao@example.jp", language: "en", reach: EVERYONE } as const;
    const { link } = await inviteAccount(desk, { ...account, roles: ["privacy-office"] }, LOCAL);
    const browser = new Browser(kept.app);
    await browser.send("/en/invitation", { token: link.token });
    await setPassword(browser, kept.hands.now);
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const asked = async (method: string, path: string, body?: unknown): Promise<Response> =>
      await kept.app.request(`http://localhost${path}`, {
        method,
        headers: { Cookie: cookie, Host: "localhost", Origin: "http://localhost", "Content-Type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    kept.hands.now = kept.hands.now.add({ minutes: 11 });
    for (const [method, path, body] of [
      ["DELETE", `/v1/people/${person}`, undefined],
      ["POST", `/v1/people/${person}/identifiers/open`, { reason: "a letter" }],
    ] as const) {
      const refused = await asked(method, path, body);
      assert.equal(z.looseObject({ code: z.string() }).parse(await refused.json()).code, "step-up-needed", path);
    }
    const opening = await browser.send(`/en/records/people/${person}/open`, { reason: "a letter" });
    assert.match(browser.at, /^\/en\/confirm\/form/);
    assert.equal(opening.status, 200);
    assert.equal((await kept.ask("GET", `/v1/people/${person}`)).status, 200, "nothing was erased");
  });
});
