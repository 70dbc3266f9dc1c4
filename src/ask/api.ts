import { setImmediate as pause } from "node:timers/promises";
import { type OpenAPIHono, z } from "@hono/zod-openapi";
import { type Context, Hono } from "hono";
import { type Caller, callerOf, type Door, retryKeyOf } from "../access/index.ts";
import { OUTCOMES, questionSchema } from "../decision/index.ts";
import { type LawPreview, lawPreview } from "../law/index.ts";
import { sightOf } from "../people/index.ts";
import type { Pack } from "../policy/index.ts";
import type { House } from "../room/index.ts";
import { readJson } from "../web/index.ts";
import { negotiate, ProblemError } from "../wire/index.ts";
import { answer, type Asked } from "./answer.ts";
import { recordedDecisionRoutes } from "./record/api.ts";
import { type Answered, decideAbout, type PersonQuestion, readPersonQuestion } from "./record/decide.ts";
import { gatherQuestions } from "./record/gather.ts";
import { asksAboutPerson, referenceSchema } from "./record/person.ts";
import { writeAnswer } from "./write.ts";

export const MAX_QUESTIONS = 10_000;
/** After so many milliseconds of work other requests get their turn. */
const TURN_MS = 10;
const PIECE_LENGTH = 32 * 1024;

export function decisionRoutes(house: House): Hono {
  const app = new Hono();
  const askAbout = house.door === undefined ? undefined : gatherQuestions(house.door.desk);
  const answerOne = async (asked: Asked, body: unknown, c: Context): Promise<string> => {
    if (house.door === undefined || askAbout === undefined || !asksAboutPerson(body)) {
      const decision = answer(asked, body);
      house.running.metrics.decided(decision.outcome);
      return writeAnswer(house.ids("decision", asked.now), decision);
    }
    const caller = await allowedToAsk(c, house.door);
    const question = readPersonQuestion(asked, body, caller);
    const retryKey = retryKeyOf(c);
    // One that may come again is recorded by itself, so that its key stands for it alone.
    const [answered] =
      retryKey === undefined
        ? [await askAbout(question, sightOf(caller, house))]
        : await decideAbout(house.door.desk, [question], sightOf(caller, house), { retryKey });
    if (answered === undefined || answered instanceof ProblemError) throw answered ?? new TypeError("no answer");
    house.running.metrics.decided(answered.decision.outcome);
    return writeAnswer(answered.id, answered.decision);
  };
  app.post("/v1/decisions", async (c) => {
    const { policy, law } = c.req.query();
    const now = house.clock.now().epochMilliseconds;
    const asked: Asked = { pack: choosePack(house, policy), preview: chooseLaw(law), now };
    const body = await readJson(c);
    const written = isBatch(body) ? await answerAll(house, asked, body.questions, c) : await answerOne(asked, body, c);
    return c.body(written, 200, { "Content-Type": "application/json" });
  });
  if (house.door !== undefined) app.route("/", recordedDecisionRoutes(house, house.door));
  app.all("/v1/decisions", (c) => {
    c.header("Allow", "POST");
    throw new ProblemError("method-not-allowed", { path: c.req.path, method: c.req.method, allowed: "POST" });
  });
  return app;
}

/** @throws {ProblemError} `not-found` where no such policy is served */
function choosePack(house: House, id: string | undefined): Pack {
  const pack = id === undefined ? [...house.packs.values()][0] : house.packs.get(id);
  if (pack === undefined) throw new ProblemError("not-found", { path: `policy=${id ?? ""}` });
  return pack;
}

/** @throws {ProblemError} `not-found` where no such bill is known */
function chooseLaw(id: string | undefined): LawPreview | undefined {
  if (id === undefined) return undefined;
  const preview = lawPreview(id);
  if (preview === undefined) throw new ProblemError("not-found", { path: `law=${id}` });
  return preview;
}

function isBatch(body: unknown): body is { questions: unknown[] } {
  return typeof body === "object" && body !== null && "questions" in body && Array.isArray(body.questions);
}

/** Each question gets its answer or its problem, in the order asked; one bad question spoils no other. */
async function answerAll(
  house: House,
  asked: Asked,
  questions: readonly unknown[],
  c: Context,
): Promise<Buffer<ArrayBuffer>> {
  if (questions.length > MAX_QUESTIONS) {
    throw new ProblemError("too-many-questions", { count: questions.length, limit: MAX_QUESTIONS });
  }
  const language = negotiate(c.req.header("Accept-Language"));
  const onRecord = await answerAllAbout(house, asked, questions, c);
  let since = performance.now();
  const pieces: Buffer[] = [];
  let written = '{"answers":[';
  for (const [index, question] of questions.entries()) {
    if (index > 0) written += ",";
    // In pieces that fit the processor's caches: one text of many megabytes is walked through over and over.
    if (written.length > PIECE_LENGTH) {
      pieces.push(Buffer.from(written));
      written = "";
    }
    try {
      const recorded = onRecord.get(index);
      if (recorded instanceof ProblemError) throw recorded;
      const { id, decision } = recorded ?? { id: house.ids("decision", asked.now), decision: answer(asked, question) };
      house.running.metrics.decided(decision.outcome);
      written += `{"decision":${writeAnswer(id, decision)}}`;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      written += JSON.stringify({ problem: error.in(language) });
    }
    if (performance.now() - since > TURN_MS) {
      await pause();
      since = performance.now();
    }
  }
  pieces.push(Buffer.from(`${written}]}`));
  return Buffer.concat(pieces);
}

/** The questions of a batch that are about people on record, decided and recorded together; by their place in the batch. */
async function answerAllAbout(
  house: House,
  asked: Asked,
  questions: readonly unknown[],
  c: Context,
): Promise<ReadonlyMap<number, Answered | ProblemError>> {
  const places = questions.flatMap((question, place) => (asksAboutPerson(question) ? [{ question, place }] : []));
  if (house.door === undefined || places.length === 0) return new Map();
  const caller = await allowedToAsk(c, house.door);
  const sight = sightOf(caller, house);
  const answers = new Map<number, Answered | ProblemError>();
  const read: { readonly place: number; readonly asks: PersonQuestion }[] = [];
  for (const { question, place } of places) {
    try {
      read.push({ place, asks: readPersonQuestion(asked, question, caller) });
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      answers.set(place, error);
    }
  }
  const retryKey = retryKeyOf(c);
  for (let from = 0; from < read.length; from += TOGETHER) {
    const piece = read.slice(from, from + TOGETHER);
    const made = await decideAbout(
      house.door.desk,
      piece.map(({ asks }) => asks),
      sight,
      { retryKey: retryKey === undefined || from === 0 ? retryKey : `${retryKey} ${from}` },
    );
    for (const [index, { place }] of piece.entries()) {
      const one = made[index];
      if (one !== undefined) answers.set(place, one);
    }
    await pause();
  }
  return answers;
}

/** Decisions recorded in one transaction. */
const TOGETHER = 1_000;

/** @throws {ProblemError} `not-authorized`, `scope-missing` */
async function allowedToAsk(c: Context, door: Door): Promise<Caller> {
  const caller = await callerOf(c, door);
  if (caller === undefined) throw new ProblemError("not-authorized");
  if (!caller.scopes.has("decide")) throw new ProblemError("scope-missing", { scope: "decide" });
  return caller;
}

const words = z.object({ ja: z.string(), en: z.string() });
const entry = z.object({
  code: z.string(),
  basis: z.enum(["LAW", "POLICY"]),
  clause: z.string().optional(),
  article: z.string().optional(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  text: words,
});
const decisionSchema = z.object({
  id: z.string().meta({ examples: ["dec_019ab3f0-6d2e-7c41-9f3a-2b8f8f5f2c10"] }),
  outcome: z.enum(OUTCOMES),
  sentence: words,
  reasons: z.array(entry.extend({ effect: z.enum(["permit", "deny", "review", "note"]) })),
  duties: z.array(entry),
  needs: z.array(entry),
  policy: z.object({ pack: z.string(), version: z.string(), fingerprint: z.string() }).optional(),
  law: z.string().optional(),
  engine: z.string(),
  at: z.string(),
  claimed: z.boolean(),
  preview: z.string().optional().meta({ description: "The bill under which this was looked at" }),
});
const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
});

/** Describes the route for the OpenAPI document, from the schema that validates. */
export function describeDecisions(api: OpenAPIHono["openAPIRegistry"]): void {
  // A copy: only schemas made after the OpenAPI library was loaded can be registered, and who loads what first is chance.
  const { person } = questionSchema.shape;
  const whose = z.union([person, referenceSchema]).meta({
    description: `${person.meta()?.description ?? ""}; or a person on record, which takes an API key with \`decide\``,
  });
  const question = api.register("Question", questionSchema.extend({ person: whose }));
  const decision = api.register("Decision", decisionSchema);
  const problem = api.register("Problem", problemSchema);
  const problemResponse = (description: string) => ({
    description,
    content: { "application/problem+json": { schema: problem } },
  });
  api.registerPath({
    method: "post",
    path: "/v1/decisions",
    summary: "Decide one question, or up to 10,000 in one request",
    description:
      "A permit carries duties, a denial says what it needs; every reason names its clause, its article or both. Facts that travel with a question are claimed, and the answer says so.",
    request: {
      query: z.object({
        policy: z.string().optional().meta({ description: "Identifier of the policy; absent: the first one served" }),
        law: z.string().optional().meta({
          description: "A bill to look ahead under, such as appi-bill-2026; such an answer decides nothing",
        }),
      }),
      body: {
        required: true,
        content: {
          "application/json": {
            schema: z.union([question, z.object({ questions: z.array(question).max(MAX_QUESTIONS) })]),
            examples: {
              several: {
                summary: "Several questions in one request",
                value: {
                  questions: [
                    {
                      operator: "lp21",
                      person: "customer",
                      act: "use",
                      items: ["name"],
                      purpose: "customer.inquiries",
                    },
                    {
                      operator: "lp21",
                      person: "customer",
                      act: "contact",
                      items: ["email"],
                      purpose: "customer.direct-mail",
                    },
                  ],
                },
              },
              one: {
                summary: "May a branch answer a customer's inquiry?",
                value: {
                  operator: "lp21",
                  person: "customer",
                  act: "use",
                  items: ["name", "phone"],
                  purpose: "customer.inquiries",
                },
              },
            },
          },
        },
      },
    },
    responses: {
      200: {
        description: "The decision; for a batch one entry for each question, in the order asked",
        content: {
          "application/json": {
            schema: z.union([
              decision,
              z.object({ answers: z.array(z.union([z.object({ decision }), z.object({ problem })])) }),
            ]),
          },
        },
      },
      400: problemResponse("The body is not JSON"),
      404: problemResponse("No such policy is served, or no such bill is known"),
      413: problemResponse("The body is too large"),
      415: problemResponse("The body has the wrong media type"),
      422: problemResponse("The question is not well formed, or there are too many"),
    },
  });
}
