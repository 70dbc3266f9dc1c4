import assert from "node:assert/strict";
import { before, test } from "node:test";
import { onEachDatabase } from "../../test/databases.ts";
import { deskOn } from "../../test/desk.ts";
import { ALL_MIGRATIONS, serving } from "../../test/served.ts";
import { referencePack } from "../../test/reference.ts";

const TOKEN = "test-access-token";

onEachDatabase("people over HTTP", (open) => {
  let app: ReturnType<typeof serving>;
  before(async () => {
    const { desk } = await deskOn(open, ALL_MIGRATIONS);
    app = serving([(await referencePack()).pack], { desk, accessToken: TOKEN });
  });
  const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const answer = await app.request(path, {
      method,
      headers: {
        Cookie: `yakusoku-access=${TOKEN}`,
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, any> };
  };

  test("try", async () => {
    const made = await ask("POST", "/v1/people", {
      people: [
        {
          identifiers: [
            { kind: "kana", value: "ヤマダ タロウ" },
            { kind: "email", value: "a@example.jp" },
          ],
          roles: [{ operator: "lp21", kind: "custome" }],
        },
      ],
    });
    console.log(JSON.stringify(made));
    const ok = await ask("POST", "/v1/people", {
      people: [
        {
          identifiers: [
            { kind: "kana", value: "ヤマダ タロウ" },
            { kind: "email", value: "a@example.jp" },
          ],
          roles: [{ operator: "lp21", kind: "customer" }],
        },
      ],
    });
    console.log(JSON.stringify(ok));
    const id = ok.body["ids"][0];
    console.log(
      JSON.stringify(
        await ask("POST", "/v1/people", { people: [{ identifiers: [{ kind: "email", value: "a@EXAMPLE.jp" }] }] }),
      ),
    );
    console.log(JSON.stringify(await ask("GET", "/v1/people/search?kana=マダ")));
    console.log(JSON.stringify(await ask("GET", "/v1/people?kind=email&value=a@example.jp")));
    console.log(
      JSON.stringify(
        await ask("POST", `/v1/people/${id}/facts`, {
          facts: [
            { kind: "consent", at: "2026-01-01T00:00:00Z", operators: ["lp21"], purposes: ["customer.direct-mai"] },
          ],
        }),
      ),
    );
    console.log(
      JSON.stringify(
        await ask("POST", `/v1/people/${id}/facts`, {
          facts: [{ kind: "objection", at: "2026-01-01T00:00:00Z", to: "direct-mail" }],
        }),
      ),
    );
    console.log(JSON.stringify(await ask("GET", `/v1/people/${id}`), null, 1));
    console.log(JSON.stringify(await ask("DELETE", `/v1/people/${id}`)));
    console.log(JSON.stringify(await ask("GET", `/v1/people/${id}`)));
    console.log((await ask("GET", "/openapi.json")).status);
  });
});
