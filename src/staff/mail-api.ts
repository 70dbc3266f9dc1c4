import { type OpenAPIHono, z } from "@hono/zod-openapi";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { allowedCaller, aroundOf, type Door, requires } from "../access/index.ts";
import { act } from "../act/index.ts";
import {
  isMessageState,
  type ListedMessage,
  listMail,
  MESSAGE_STATES,
  type MessageState,
  REASONS,
  recordBounce,
  retryMail,
} from "../mail/index.ts";
import type { House } from "../room/index.ts";
import { MAX_BODY_BYTES } from "../web/index.ts";
import { ProblemError } from "../wire/index.ts";

export const MAIL_LIMIT = 50;
const MAIL_LIMIT_MOST = 200;
const STATES = Object.keys(MESSAGE_STATES).filter(isMessageState);
const REPORT = "message/rfc822";

const messageSchema = z.object({
  id: z.string().openapi({ example: "msg_019ab3f0-6d2e-7c41-9f3a-2b8f8f5f2c10" }),
  kind: z.enum(["transactional", "direct-mail"]),
  template: z.string().openapi({ example: "mail.test" }),
  templateVersion: z.int().nonnegative().openapi({ description: "0: the words that it came with" }),
  language: z.string(),
  state: z.enum(STATES),
  reason: z
    .string()
    .optional()
    .openapi({ description: `Why: ${Object.keys(REASONS).join(", ")}` }),
  status: z.string().optional().openapi({ description: "What the server answered (RFC 3463)", example: "5.1.1" }),
  queuedAt: z.iso.datetime(),
  stateAt: z.iso.datetime(),
  kept: z.boolean().openapi({ description: "Whether whom it is for and what it says is still there" }),
});
const bounceSchema = z.object({
  outcome: z.enum(["bounced", "already", "delayed", "unknown", "unreadable"]),
  message: z.string().optional(),
  reason: z.string().optional(),
});

/** `GET /v1/mail`: `{items, next?}`, without whom it is for; `POST /v1/mail/{id}/retry`; `POST /v1/mail/bounces`, a report as it came. */
export function mailRoutes(_house: House, door: Door): Hono {
  const app = new Hono();
  const { desk } = door;
  app.get("/v1/mail", requires(door, "mail:read"), async (c) => {
    const limit = c.req.query("limit") ?? String(MAIL_LIMIT);
    if (!/^\d{1,3}$/.test(limit) || Number(limit) < 1 || Number(limit) > MAIL_LIMIT_MOST) {
      throw new ProblemError("not-found", { path: `limit=${limit.slice(0, 20)}` });
    }
    const page = await listMail(desk, {
      state: mailStateAsked(c),
      limit: Number(limit),
      before: c.req.query("cursor"),
    });
    c.header("Cache-Control", "no-store");
    return c.json({ items: page.items.map(written), ...(page.next === undefined ? {} : { next: page.next }) });
  });
  const limited = bodyLimit({ maxSize: MAX_BODY_BYTES, onError: tooLarge });
  app.post("/v1/mail/bounces", requires(door, "mail:write"), limited, async (c) => {
    const type = (c.req.header("Content-Type") ?? "").split(";", 1)[0] ?? "";
    if (type.trim().toLowerCase() !== REPORT) throw new ProblemError("wrong-media-type", { given: type || "–" });
    const report = new Uint8Array(await c.req.arrayBuffer());
    return c.json(await recordBounce(desk, report, { actor: allowedCaller(c).actor }));
  });
  app.post("/v1/mail/:message/retry", requires(door, "mail:write"), async (c) =>
    c.json(await act(desk, retryMail({ message: c.req.param("message") }), aroundOf(c))),
  );
  return app;
}

function tooLarge(): never {
  throw new ProblemError("body-too-large", { limit: MAX_BODY_BYTES });
}

/** @throws {ProblemError} `not-found` for a state that there is not */
export function mailStateAsked(c: Context): MessageState | undefined {
  const state = c.req.query("state");
  if (state === undefined || state === "") return undefined;
  if (!isMessageState(state)) throw new ProblemError("not-found", { path: `state=${state.slice(0, 20)}` });
  return state;
}

/** Without whom it is for, masked or not. */
function written(message: ListedMessage): z.infer<typeof messageSchema> {
  const { id, kind, template, templateVersion, language, state, reason, status, queuedAt, stateAt, kept } = message;
  return {
    id,
    kind,
    template,
    templateVersion,
    language,
    state,
    ...(reason === undefined ? {} : { reason }),
    ...(status === undefined ? {} : { status }),
    queuedAt: queuedAt.toString(),
    stateAt: stateAt.toString(),
    kept,
  };
}

export function describeMail(registry: OpenAPIHono["openAPIRegistry"]): void {
  registry.registerPath({
    method: "get",
    path: "/v1/mail",
    summary: "List the outbox, the newest first",
    request: {
      query: z.object({
        state: z.enum(STATES).optional(),
        limit: z.int().min(1).max(MAIL_LIMIT_MOST).optional(),
        cursor: z.string().optional().openapi({ description: "`next` of the page before" }),
      }),
    },
    responses: {
      200: {
        description: "Messages, without whom they are for and what they say",
        content: {
          "application/json": { schema: z.object({ items: z.array(messageSchema), next: z.string().optional() }) },
        },
      },
    },
  });
  registry.registerPath({
    method: "post",
    path: "/v1/mail/{message}/retry",
    summary: "Queue a message again that was held, failed or came back",
    request: { params: z.object({ message: z.string() }) },
    responses: {
      200: {
        description: "It is queued",
        content: { "application/json": { schema: z.object({ message: z.string() }) } },
      },
    },
  });
  registry.registerPath({
    method: "post",
    path: "/v1/mail/bounces",
    summary: "Record a mail that came back, from its delivery status notification (RFC 3464)",
    request: { body: { content: { [REPORT]: { schema: z.string() } } } },
    responses: {
      200: { description: "What came of it", content: { "application/json": { schema: bounceSchema } } },
    },
  });
}
