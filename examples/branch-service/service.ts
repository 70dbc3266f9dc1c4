import { type Context, Hono } from "hono";
import type { Client, Question } from "yakusoku/client";
import { decisionOf, guardRoute } from "yakusoku/client/hono";

/* A branch introduces customers to an insurer. It asks before it hands anything over, and records what it handed over. */

export interface Branch {
  readonly client: Client;
  /** The insurer as Yakusoku has it on record: pty_… */
  readonly insurer: string;
  /** Gives the customer's data to the insurer. */
  readonly handOver: (given: { readonly name: string; readonly phone: string }) => Promise<void>;
}

const OPERATOR = "lp21";
const ITEMS = ["name", "phone"] as const;

export function branchService({ client, insurer, handOver }: Branch): Hono {
  const app = new Hono();
  /** What was handed over, by the number of the introduction. A real branch keeps this in its database. */
  const handedOver = new Map<string, { readonly at: string; readonly decision: string }>();

  const question = (c: Context): Question => ({
    operator: OPERATOR,
    person: { identifier: { kind: "customer-number", value: c.req.param("customer") ?? "", operator: OPERATOR } },
    act: "provide",
    items: ITEMS,
    purpose: "customer.insurance",
    recipient: { class: "insurers", party: insurer },
  });
  const log = { onError: (error: Error) => console.error(error.message) };

  app.put("/customers/:customer/introductions/:number", guardRoute(client, question, log), async (c) => {
    const { customer = "", number = "" } = c.req.param();
    const found = await client.people.find({ kind: "customer-number", value: customer, operator: OPERATOR });
    const person = found.find(({ match }) => match === "exact")?.person;
    if (person === undefined) return c.json({ error: "no such customer" }, 404);
    const { identifiers } = await client.people.get(person);
    const shown = (kind: string): string | undefined => identifiers.find((one) => one.kind === kind)?.text;
    const [name, phone] = [shown("name"), shown("phone")];
    if (name === undefined || phone === undefined) return c.json({ error: "name or phone is not on record" }, 409);

    // Whoever sends the same introduction again hands nothing over again, and gets the record of the first time.
    let done = handedOver.get(number);
    if (done === undefined) {
      await handOver({ name, phone });
      done = { at: new Date().toISOString(), decision: decisionOf(c).id };
      handedOver.set(number, done);
    }
    const record = await client.provisions.record(
      {
        ...done,
        person,
        operator: OPERATOR,
        party: insurer,
        class: "insurers",
        basis: "consent",
        items: ITEMS,
        channel: "electronic",
        principal: { name, phone },
      },
      { idempotencyKey: `introduction ${number}` },
    );
    return c.json({ record: record.id, article: record.article, keptThrough: record.keptThrough }, 201);
  });
  return app;
}
