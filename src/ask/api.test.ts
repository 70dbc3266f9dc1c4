import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import fc from "fast-check";
import { z } from "zod";
import { servedApp } from "../../test/served.ts";
import { MAX_BODY_BYTES, whereBroken } from "../web/index.ts";
import { MAX_QUESTIONS } from "./api.ts";

const INQUIRY = {
  operator: "lp21",
  person: "customer",
  act: "use",
  items: ["name", "phone"],
  purpose: "customer.inquiries",
};

const times = (length: number): unknown[] => Array.from({ length }, () => INQUIRY);

type App = Awaited<ReturnType<typeof servedApp>>;
let app: App;

async function ask(body: unknown, headers: Record<string, string> = {}, query = ""): Promise<Response> {
  return app.request(`/v1/decisions${query}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

const wordsSchema = z.object({ ja: z.string(), en: z.string() });
const answerSchema = z.object({
  id: z.string(),
  outcome: z.enum(["permit", "deny", "review"]),
  sentence: wordsSchema,
  reasons: z.array(z.object({ code: z.string(), clause: z.string().optional(), text: wordsSchema })),
  policy: z.object({ pack: z.string(), version: z.string(), fingerprint: z.string() }).optional(),
});
const problemSchema = z.object({
  code: z.string(),
  status: z.number(),
  title: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
});
const batchSchema = z.object({
  answers: z.array(z.object({ decision: answerSchema.optional(), problem: problemSchema.optional() })),
});

/** The server goes on answering: what every bad request is followed by. */
async function assertStillAnswers(): Promise<void> {
  const response = await ask(INQUIRY);
  assert.equal(response.status, 200);
  const { outcome } = answerSchema.parse(await response.json());
  assert.equal(outcome, "permit");
}

before(async () => {
  app = await servedApp();
});

describe("POST /v1/decisions", () => {
  it("permits what a published purpose covers, and says by which clause and version", async () => {
    const response = await ask(INQUIRY);
    assert.equal(response.status, 200);
    const answer = answerSchema.parse(await response.json());
    assert.equal(answer.outcome, "permit");
    assert.match(answer.id, /^dec_[0-9a-f]{8}-[0-9a-f]{4}-7/);
    assert.deepEqual(
      answer.reasons.map(({ code, clause }) => [code, clause]),
      [["purpose-fits", "C1"]],
    );
    assert.match(answer.reasons[0]?.text.ja ?? "", /利用目的/);
    assert.match(answer.reasons[0]?.text.en ?? "", /published purpose/);
    assert.deepEqual([answer.policy?.pack, answer.policy?.version], ["leopalace21", "2023-05-01"]);
    assert.match(answer.policy?.fingerprint ?? "", /^sha256:[0-9a-f]{64}$/);
  });

  it("denies what was never published", async () => {
    const response = await ask({ ...INQUIRY, person: "employee" });
    const answer = answerSchema.parse(await response.json());
    assert.equal(answer.outcome, "deny");
    assert.ok(answer.reasons.some(({ code }) => code === "purpose-other-people"));
  });

  it("answers each question of a batch in its order, a bad one with its problem", async () => {
    const response = await ask(
      { questions: [INQUIRY, { ...INQUIRY, act: "sell" }, { ...INQUIRY, person: "employee" }, 7] },
      { "Accept-Language": "ja" },
    );
    assert.equal(response.status, 200);
    const { answers } = batchSchema.parse(await response.json());
    assert.deepEqual(
      answers.map(({ decision, problem }) => decision?.outcome ?? problem?.code),
      ["permit", "invalid-question", "deny", "invalid-question"],
    );
    assert.deepEqual(
      answers[1]?.problem?.errors?.map(({ pointer }) => pointer),
      ["/act"],
    );
    assert.match(answers[1]?.problem?.detail ?? "", /直す/);
  });

  it("answers ten thousand questions, and refuses one more whole", async () => {
    const full = await ask({ questions: times(MAX_QUESTIONS) });
    assert.equal(full.status, 200);
    const { answers } = batchSchema.parse(await full.json());
    assert.equal(answers.length, MAX_QUESTIONS);
    assert.equal(new Set(answers.map(({ decision }) => decision?.id)).size, MAX_QUESTIONS);
    const over = await ask({ questions: times(MAX_QUESTIONS + 1) });
    assert.equal(over.status, 422);
    const problem = problemSchema.parse(await over.json());
    assert.equal(problem.code, "too-many-questions");
    assert.match(problem.detail, /10001/);
    await assertStillAnswers();
  });

  const deep = 200_000;
  const bad: readonly {
    readonly situation: string;
    readonly body: string;
    readonly type?: string;
    readonly status: number;
    readonly code: string;
    readonly pointers?: readonly string[];
    readonly at?: string;
  }[] = [
    { situation: "nothing at all", body: "", status: 400, code: "malformed-json", at: "1:1" },
    {
      situation: "a brace that is never closed",
      body: '{"operator": "lp21",\n "act": ',
      status: 400,
      code: "malformed-json",
      at: "2:9",
    },
    { situation: "a word in the middle", body: '{"operator": lp21}', status: 400, code: "malformed-json", at: "1:14" },
    { situation: "a comma too many", body: '{"act": "use",}', status: 400, code: "malformed-json", at: "1:15" },
    { situation: "nesting without an end", body: "[".repeat(deep), status: 400, code: "malformed-json" },
    {
      situation: "nesting without sense",
      body: `${"[".repeat(deep)}${"]".repeat(deep)}`,
      status: 422,
      code: "invalid-question",
      pointers: [""],
    },
    {
      situation: "text instead of JSON",
      body: "operator: lp21",
      type: "text/plain",
      status: 415,
      code: "wrong-media-type",
    },
    {
      situation: "a form",
      body: "operator=lp21",
      type: "application/x-www-form-urlencoded",
      status: 415,
      code: "wrong-media-type",
    },
    { situation: "a number", body: "42", status: 422, code: "invalid-question", pointers: [""] },
    { situation: "null", body: "null", status: 422, code: "invalid-question", pointers: [""] },
    {
      situation: "an empty object",
      body: "{}",
      status: 422,
      code: "invalid-question",
      pointers: ["/operator", "/person", "/act", "/items", "/purpose"],
    },
    {
      situation: "a misspelt key",
      body: JSON.stringify({ ...INQUIRY, purpos: "x" }),
      status: 422,
      code: "invalid-question",
      pointers: ["/purpos"],
    },
    {
      situation: "a key that reaches for the prototype",
      body: `{"__proto__": {"act": "use"}, ${JSON.stringify(INQUIRY).slice(1)}`,
      status: 422,
      code: "invalid-question",
      pointers: ["/__proto__"],
    },
    {
      situation: "an act that is none",
      body: JSON.stringify({ ...INQUIRY, act: "sell" }),
      status: 422,
      code: "invalid-question",
      pointers: ["/act"],
    },
    {
      situation: "items that are no list",
      body: JSON.stringify({ ...INQUIRY, items: "name" }),
      status: 422,
      code: "invalid-question",
      pointers: ["/items"],
    },
    {
      situation: "no items",
      body: JSON.stringify({ ...INQUIRY, items: [] }),
      status: 422,
      code: "invalid-question",
      pointers: ["/items"],
    },
    {
      situation: "an instant without its offset",
      body: JSON.stringify({ ...INQUIRY, at: "2026-11-22T09:00:00" }),
      status: 422,
      code: "invalid-question",
      pointers: ["/at"],
    },
    {
      situation: "the thirtieth of February",
      body: JSON.stringify({ ...INQUIRY, at: "2026-02-30T09:00:00+09:00" }),
      status: 422,
      code: "invalid-question",
      pointers: ["/at"],
    },
    {
      situation: "a fact of an unknown kind",
      body: JSON.stringify({ ...INQUIRY, facts: [{ kind: "rumour" }] }),
      status: 422,
      code: "invalid-question",
      pointers: ["/facts/0/kind"],
    },
    {
      situation: "a fact without its instant",
      body: JSON.stringify({ ...INQUIRY, facts: [{ kind: "ended" }] }),
      status: 422,
      code: "invalid-question",
      pointers: ["/facts/0/at"],
    },
    {
      situation: "a person given as a number",
      body: JSON.stringify({ ...INQUIRY, person: 7 }),
      status: 422,
      code: "invalid-question",
      pointers: ["/person"],
    },
    {
      situation: "a person with a misspelt key",
      body: JSON.stringify({ ...INQUIRY, person: { kind: "customer", alive: true } }),
      status: 422,
      code: "invalid-question",
      pointers: ["/person/alive"],
    },
    {
      situation: "an exception that the Act does not know",
      body: JSON.stringify({ ...INQUIRY, exceptions: [{ article: "27(1)(ix)" }] }),
      status: 422,
      code: "invalid-question",
      pointers: ["/exceptions/0/article"],
    },
    {
      situation: "a country that is no code",
      body: JSON.stringify({ ...INQUIRY, recipient: { country: "日本" } }),
      status: 422,
      code: "invalid-question",
      pointers: ["/recipient/country"],
    },
    { situation: "questions that are no list", body: '{"questions": 3}', status: 422, code: "invalid-question" },
  ];
  for (const { situation, body, type, status, code, pointers, at } of bad) {
    it(`says what, where and how in both languages, and goes on: ${situation}`, async () => {
      for (const language of ["ja", "en"]) {
        const response = await ask(body, {
          "Accept-Language": language,
          ...(type === undefined ? {} : { "Content-Type": type }),
        });
        assert.equal(response.status, status);
        assert.match(response.headers.get("Content-Type") ?? "", /^application\/problem\+json/);
        assert.equal(response.headers.get("Content-Language"), language);
        const problem = problemSchema.parse(await response.json());
        assert.deepEqual([problem.code, problem.status], [code, status]);
        const told = [problem.title, problem.detail, ...(problem.errors ?? []).map(({ detail }) => detail)];
        for (const words of told) {
          assert.equal(/[ぁ-んァ-ヶ]/.test(words), language === "ja", words);
          assert.ok(!/\{[a-z]+\}/i.test(words), words);
        }
        if (pointers !== undefined)
          assert.deepEqual(problem.errors?.map(({ pointer }) => pointer).sort(), [...pointers].sort());
        if (at !== undefined) {
          const [line = "", column = ""] = at.split(":");
          assert.match(
            problem.detail,
            language === "ja"
              ? new RegExp(`${line} 行 ${column} 文字目`)
              : new RegExp(`line ${line}, column ${column}`),
          );
        }
      }
      await assertStillAnswers();
    });
  }

  it("refuses 50 MB, whether its length is announced or not", async () => {
    const announced = await ask(`{"operator": "${"x".repeat(50 * 1024 * 1024)}"}`);
    assert.equal(announced.status, 413);
    let sent = 0;
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1024 * 1024;
        if (sent > 50 * 1024 * 1024) controller.close();
        else controller.enqueue(new Uint8Array(1024 * 1024).fill(32));
      },
    });
    const streamed = await app.request(
      new Request("http://localhost/v1/decisions", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: stream,
        duplex: "half",
      }),
    );
    assert.equal(streamed.status, 413);
    const problem = problemSchema.parse(await streamed.json());
    assert.equal(problem.code, "body-too-large");
    assert.ok(sent <= MAX_BODY_BYTES + 4 * 1024 * 1024, `${sent} bytes were read`);
    await assertStillAnswers();
  });

  it("takes odd Unicode as the text it is", async () => {
    const response = await ask({ ...INQUIRY, operator: "\u202elp21\u0000𠮷" });
    const answer = answerSchema.parse(await response.json());
    assert.equal(answer.outcome, "deny");
    const lone = await ask(
      '{"operator":"\\ud800","person":"customer","act":"use","items":["name"],"purpose":"customer.inquiries"}',
    );
    assert.equal(lone.status, 200);
    const { outcome } = answerSchema.parse(await lone.json());
    assert.equal(outcome, "deny");
  });

  it("looks ahead under a bill by its name, says so, and knows no other", async () => {
    const ahead = await ask(INQUIRY, {}, "?law=appi-bill-2026");
    const { preview, reasons } = z
      .object({ preview: z.string(), reasons: z.array(z.object({ code: z.string() })) })
      .parse(await ahead.json());
    assert.equal(preview, "appi-bill-2026");
    assert.ok(reasons.some(({ code }) => code === "bill-preview"));
    const unknown = await ask(INQUIRY, {}, "?law=appi-2023-04-01");
    assert.equal(unknown.status, 404);
    assert.match(problemSchema.parse(await unknown.json()).detail, /law=appi-2023-04-01/);
    assert.ok(!("preview" in answerSchema.loose().parse(await (await ask(INQUIRY)).json())));
  });

  it("answers 405 with what is allowed, and 404 for a policy that is not served", async () => {
    const get = await app.request("/v1/decisions");
    assert.equal(get.status, 405);
    assert.equal(get.headers.get("Allow"), "POST");
    const other = await app.request("/v1/decisions?policy=nobody", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(INQUIRY),
    });
    assert.equal(other.status, 404);
  });

  it("never fails, whatever JSON comes", async () => {
    const question = fc.record(
      {
        operator: fc.oneof(fc.constantFrom("lp21", "guam", "nobody", "__proto__", "constructor"), fc.jsonValue()),
        person: fc.oneof(fc.constantFrom("customer", "azumi-user", "toString"), fc.jsonValue()),
        act: fc.oneof(fc.constantFrom("acquire", "use", "contact", "provide", "disclose", "retain"), fc.jsonValue()),
        items: fc.oneof(fc.array(fc.constantFrom("name", "phone", "hasOwnProperty", "care-record")), fc.jsonValue()),
        purpose: fc.oneof(fc.constantFrom("customer.inquiries", "law.ask-consent", "valueOf"), fc.jsonValue()),
        recipient: fc.oneof(
          fc.record({ class: fc.constantFrom("credit-agency", "__proto__") }, { requiredKeys: [] }),
          fc.jsonValue(),
        ),
        facts: fc.oneof(
          fc.array(
            fc.record({
              kind: fc.constantFrom("consent", "ended"),
              at: fc.constantFrom("2026-01-01T00:00:00Z", "+275760-09-13T00:00:00Z", ""),
            }),
          ),
          fc.jsonValue(),
        ),
        at: fc.oneof(fc.constantFrom("9999-12-31T23:59:59Z", "0000-01-01T00:00:00Z"), fc.jsonValue()),
      },
      { requiredKeys: ["operator", "person", "act", "items", "purpose"] },
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof({ weight: 4, arbitrary: question }, fc.jsonValue()), async (body) => {
        const response = await ask(JSON.stringify(body));
        assert.ok(response.status === 200 || response.status === 422, `${response.status} for ${JSON.stringify(body)}`);
        const said = z.looseObject({}).parse(await response.json());
        assert.ok("outcome" in said || "code" in said || "answers" in said);
      }),
      { numRuns: 600, seed: 20261122 },
    );
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", maxLength: 60 }), async (body) => {
        const { status } = await ask(body);
        assert.ok([200, 400, 422].includes(status), `${status} for ${JSON.stringify(body)}`);
      }),
      { numRuns: 400, seed: 20261122 },
    );
  });
});

describe("where JSON breaks", () => {
  it("is told by line and column from 1", () => {
    assert.deepEqual(whereBroken('{\n  "a": 1,\n  b: 2\n}'), { line: 3, column: 3 });
    assert.deepEqual(whereBroken(""), { line: 1, column: 1 });
  });
});

describe("the OpenAPI document", () => {
  it("is 3.1, names both answers of the route, and its example is a question that is answered", async () => {
    const response = await app.request("/openapi.json");
    assert.equal(response.status, 200);
    const document = z
      .object({
        openapi: z.string(),
        paths: z.record(
          z.string(),
          z.record(
            z.string(),
            z.looseObject({
              responses: z.looseObject({}),
              requestBody: z
                .object({
                  content: z.record(
                    z.string(),
                    z.object({ examples: z.record(z.string(), z.object({ value: z.unknown() })).optional() }),
                  ),
                })
                .optional(),
            }),
          ),
        ),
      })
      .parse(await response.json());
    assert.equal(document.openapi, "3.1.0");
    const operation = document.paths["/v1/decisions"]?.["post"];
    assert.deepEqual(Object.keys(operation?.responses ?? {}), ["200", "400", "404", "413", "415", "422"]);
    const example = operation?.requestBody?.content["application/json"]?.examples?.["one"]?.value;
    assert.equal((await ask(example)).status, 200);
  });
});
