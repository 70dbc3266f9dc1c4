import assert from "node:assert/strict";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { z } from "zod";
import { ACCESS_COOKIE, KEY_SCOPES } from "../src/access/index.ts";
import { createApp } from "../src/app.ts";
import type { Kind } from "./databases.ts";
import { sendForms } from "./marked/forms.ts";
import { type Column, everyColumn, everyFile, everySealed, provenEvents, withDesk } from "./marked/kept.ts";
import { REQUESTS } from "./marked/requests.ts";
import { filled, sender, type Send, type Sent, sendFilled, spoiled } from "./marked/sending.ts";
import { found, OTHERS, PERSON } from "./marked/values.ts";
import { newServer, postgresqlPrograms } from "./postgresql.ts";
import { referencePack } from "./reference.ts";
import { type RunningServer, runProcess, startServer } from "./running.ts";

/*
 * Values that are sent through every door of the real server turn up nowhere but sealed: not in what it writes out, not in an event, an
 * error, a header, a job or a file; and once the person is erased nobody opens them, in a restored backup neither.
 */

/** Columns in which a value that was sent stands in clear, and why. Anything else that does fails the test. */
const IN_CLEAR: Readonly<Record<string, string>> = {
  "party.name": "the name of a company or a public body; a natural person's is sealed, and the column null",
  "party_fact.document": "the number of a contract; the API says that no person's name belongs there",
  "provision_series.document": "as above",
  "mail_template.words": "what the office writes to everybody; the page of a mail's words is no place for one person's",
  "api_key.name": "what the office calls a key; shown on the page of keys",
};

/** Forms by which staff come in: what they hold is the staff's own, and test/staff-sign-in.test.ts looks for that. */
const OF_STAFF = /\}\/(?:sign-in|set-up|invitation|account|confirm|records\/accounts)(?:\/|$)/;

const madeSchema = z.looseObject({
  id: z.string().optional(),
  ids: z.array(z.union([z.string(), z.array(z.string())])).optional(),
  items: z.array(z.looseObject({ id: z.string().optional() })).optional(),
  receipts: z.array(z.object({ id: z.string() })).optional(),
});
const documentSchema = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({
        requestBody: z.unknown().optional(),
        parameters: z.array(z.looseObject({ in: z.string(), name: z.string() })).optional(),
      }),
    ),
  ),
});

function environmentOf({ folder, url }: { readonly folder: string; readonly url: string | undefined }) {
  return { YAKUSOKU_DATA: folder, ...(url === undefined ? {} : { DATABASE_URL: url }) };
}

/** A mail that was kept, and one whose words were changed: only then their pages have all of their forms. */
async function prepareMail(send: Send): Promise<void> {
  const form = (fields: Readonly<Record<string, string>>) => ({
    type: "application/x-www-form-urlencoded",
    text: new URLSearchParams(fields).toString(),
  });
  const words = { "subject-ja": OTHERS.text, "text-ja": "{at}", "subject-en": "{at}", "text-en": OTHERS.text };
  const path = "/ja/records/mail/templates/mail.test";
  assert.equal((await send("POST", path, form({ base: "0", ...words }))).status, 303);
  assert.equal((await send("POST", "/ja/records/mail/test", form({ form: "x", to: OTHERS.email }))).status, 303);
  while (!(await send("GET", "/ja/records/mail?state=held")).text.includes("/records/mail/msg_"))
    await new Promise((resolve) => setTimeout(resolve, 50));
}

/** What a request made, of which those after it speak. */
function firstId(text: string): string | undefined {
  const { data } = madeSchema.safeParse(text === "" ? {} : JSON.parse(text));
  const list = data?.ids ?? data?.items?.flatMap(({ id }) => id ?? []) ?? data?.receipts?.map(({ id }) => id);
  return data?.id ?? [list?.[0]].flat()[0];
}

for (const kind of ["pglite", "postgresql"] as const satisfies readonly Kind[]) {
  const skip = kind === "postgresql" && postgresqlPrograms() === undefined ? "PostgreSQL is not installed" : false;
  describe(`marked values (${kind})`, { skip }, () => {
    const made = new Map([
      ["operator", "lp21"],
      ["pack", "leopalace21"],
    ]);
    const sent: Sent[] = [];
    const accepted = new Set<string>();
    const folders: string[] = [];
    let place: { readonly folder: string; readonly url: string | undefined };
    let environment: Readonly<Record<string, string>>;
    let postgresql: Awaited<ReturnType<typeof newServer>> | undefined;
    let running: RunningServer | undefined;
    let token = "";
    let document: z.infer<typeof documentSchema>;
    let forms: Awaited<ReturnType<typeof sendForms>>;
    let said = "";
    let health = "";
    let columns: readonly Column[];

    before(async () => {
      const folder = await newFolder();
      postgresql = kind === "postgresql" ? await newServer() : undefined;
      place = { folder, url: postgresql?.url("postgres") };
      environment = environmentOf(place);
      token = await newToken();
      const server = await started(environment);
      const send = sender(server.url, { Authorization: `Bearer ${token}` });
      document = documentSchema.parse(JSON.parse((await send("GET", "/openapi.json")).text));
      for (const request of REQUESTS) {
        const whole = filled(request, made);
        const answer = await sendFilled(send, whole);
        sent.push(answer);
        if (answer.status < 300) accepted.add(request.operation);
        else assert.fail(`${answer.what}: ${answer.text}`);
        const first = firstId(answer.text);
        if (request.makes !== undefined && first !== undefined) made.set(request.makes, first);
      }
      for (const request of REQUESTS)
        for (const one of spoiled(request.operation, filled(request, made))) sent.push(await send(...one));
      const cookie = new URL(server.access).searchParams.get("token") ?? "";
      const browser = sender(server.url, { Cookie: `${ACCESS_COOKIE}=${cookie}` });
      await prepareMail(browser);
      forms = await sendForms(browser, [
        "/ja/records/mail/templates/mail.test",
        "/ja/records",
        "/en/records",
        "/ja/records/parties/new",
        "/ja/records/tellings",
        "/ja/records/evidence/verification",
        "/ja/ask",
        `/ja/records/people/${made.get("person") ?? ""}`,
        `/ja/records/parties/${made.get("company") ?? ""}`,
        `/ja/records/counter/${made.get("permitted") ?? ""}`,
        `/ja/records/counter?${new URLSearchParams({
          person: made.get("other") ?? "",
          operator: "lp21",
          kind: "customer",
          act: "provide",
          purpose: "customer.inquiries",
          to: "class:lender",
        }).toString()}`,
      ]);
      health = (await send("GET", "/healthz")).text;
      assert.equal(await server.stop(), 0, server.said());
      said = server.said();
      columns = await withDesk(place, ({ database }) => everyColumn(database.kysely));
    });
    after(async () => {
      await running?.kill();
      await postgresql?.kill();
      for (const folder of folders) await rm(folder, { recursive: true, force: true });
    });

    const newToken = async (): Promise<string> => {
      const scopes = KEY_SCOPES.join(",");
      const key = await runProcess(["api-keys", "make", "--name", "marked", "--scopes", scopes, "--json"], environment);
      return z.object({ token: z.string() }).parse(JSON.parse(key.out)).token;
    };
    const started = async (of: typeof environment): Promise<RunningServer> => {
      running = await startServer(of);
      return running;
    };
    const newFolder = async (): Promise<string> => {
      const folder = await mkdtemp(join(tmpdir(), "yakusoku-marked-"));
      folders.push(folder);
      return folder;
    };
    const wherever = (of: readonly Column[], families?: Parameters<typeof found>[1]): readonly string[] => [
      ...new Set(
        of.flatMap(({ column, text }) => {
          const values = found(text, families);
          return values.length === 0 ? [] : [`${column}: ${values.join(", ")}`];
        }),
      ),
    ];

    test("were sent to every operation that takes a body or a query", () => {
      const takes = Object.entries(document.paths).flatMap(([path, methods]) =>
        Object.entries(methods).flatMap(([method, { requestBody, parameters = [] }]) =>
          requestBody !== undefined || parameters.some((one) => one.in === "query") ? [`${method} ${path}`] : [],
        ),
      );
      assert.ok(takes.length > 30);
      assert.deepEqual(
        takes.filter((operation) => !accepted.has(operation)),
        [],
      );
    });

    test("were sent through every form that records something", async () => {
      const { pack } = await referencePack();
      // Only its routes are looked at.
      const routes = await withDesk(place, (desk) => {
        const door = { desk, accessToken: "" };
        return Promise.resolve(createApp({ packs: [pack], version: "0.0.0-test", door }).routes);
      });
      const patterns = routes.flatMap(({ method, path }) =>
        method === "POST" && !path.startsWith("/v1/") ? [path] : [],
      );
      const missed = [...new Set(patterns)].filter((path) => {
        if (OF_STAFF.test(path)) return false;
        const pattern = new RegExp(`^POST ${path.replaceAll(/:[a-z]+(?:\{[^}]*\})?/g, "[^/]+")}$`);
        return ![...forms.sentTo].some((one) => pattern.test(one));
      });
      assert.ok(patterns.length > 5);
      assert.deepEqual(missed, []);
    });

    test("stand in no problem, no header, no log line and no state", () => {
      const problems = sent.filter(({ type }) => type.includes("problem"));
      assert.ok(problems.length > 100);
      assert.deepEqual(
        [...new Set(problems.filter(({ text }) => found(text).length > 0).map(({ what, text }) => `${what}: ${text}`))],
        [],
      );
      assert.deepEqual(
        [...sent, ...forms.answers].flatMap(({ what, headers }) =>
          found(headers).map((value) => `${what} ${headers}: ${value}`),
        ),
        [],
      );
      assert.deepEqual(found(said), []);
      assert.deepEqual(found(health), []);
    });

    test("were no reason for the server to fail", () => {
      assert.deepEqual(
        [...new Set([...sent, ...forms.answers].filter(({ status }) => status >= 500).map(({ what }) => what))],
        [],
      );
    });

    test("stand sealed in the tables, in no event and no job", async () => {
      assert.ok(columns.some(({ column }) => column.startsWith("pgboss.")));
      const clear = columns.filter(({ column }) => !Object.hasOwn(IN_CLEAR, column));
      assert.deepEqual(wherever(clear), []);
      const people = columns.filter(
        ({ column, row }) => column === "party.name" && row.includes('"kind": "individual"'),
      );
      assert.ok(people.length > 0);
      assert.deepEqual(wherever(people), []);
      assert.deepEqual(wherever(await everyFile(place.folder)), []);
      const sealed = await withDesk(place, everySealed);
      for (const value of ["name", "phone", "address", "text"] as const)
        assert.ok(
          sealed.some(({ text }) => text.includes(PERSON[value])),
          value,
        );
    });

    test("of a person who is erased nobody opens any more, and every proof still holds", async () => {
      const backup = join(await newFolder(), "before.backup");
      // The key of before was revoked by its form.
      token = await newToken();
      const backedUp = await runProcess(["backup", backup], environment);
      assert.equal(backedUp.code, 0, backedUp.err);
      const server = await started(environment);
      const send = sender(server.url, { Authorization: `Bearer ${token}` });
      const person = made.get("person") ?? "";
      assert.equal((await send("DELETE", `/v1/people/${person}`)).status, 200);
      assert.equal((await send("GET", `/v1/people/${person}`)).status, 404);
      const search = `/v1/people?${new URLSearchParams({ kind: "phone", value: PERSON.phone }).toString()}`;
      assert.deepEqual(JSON.parse((await send("GET", search)).text), { items: [] });
      assert.equal(await server.stop(), 0);
      await holds(place);

      // Restored from before, elsewhere, with the newest list of shredded keys.
      const folder = await newFolder();
      for (const file of ["keys.json", "shredded.log", "checkpoint"])
        await copyFile(join(place.folder, file), join(folder, file));
      const other = kind === "postgresql" ? await newServer() : undefined;
      try {
        const restored = { folder, url: other?.url("postgres") };
        const back = await runProcess(["restore", backup], environmentOf(restored));
        assert.equal(back.code, 0, back.err);
        const again = await started(environmentOf(restored));
        const ask = sender(again.url, { Authorization: `Bearer ${token}` });
        assert.equal((await ask("GET", `/v1/people/${person}`)).status, 404);
        assert.deepEqual(JSON.parse((await ask("GET", search)).text), { items: [] });
        assert.equal(await again.stop(), 0);
        await holds(restored);
      } finally {
        await other?.kill();
      }
    });

    /** Nothing of the person opens, and the log is whole, with a proof for each event that holds. */
    async function holds(of: typeof place): Promise<void> {
      await withDesk(of, async (desk) => {
        assert.deepEqual(wherever(await everySealed(desk), [PERSON]), []);
        assert.deepEqual(wherever(await everyColumn(desk.database.kysely), [PERSON]), []);
        assert.ok((await provenEvents(desk)) > REQUESTS.length);
      });
      const verified = await runProcess(["verify"], environmentOf(of));
      assert.equal(verified.code, 0, verified.out);
    }
  });
}
