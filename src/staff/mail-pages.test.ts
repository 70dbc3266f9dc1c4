import assert from "node:assert/strict";
import { before, test } from "node:test";
import { sql } from "kysely";
import { onEachDatabase } from "../../test/databases.ts";
import { type Kept, keptApp } from "../../test/kept.ts";
import { z } from "zod";
import { makeApiKey } from "../access/index.ts";
import { act } from "../act/index.ts";
import { deliverMail, sendMail, shredMail } from "../mail/index.ts";
import { subjectOf } from "../people/index.ts";
import { idOf, uuidOf } from "../wire/index.ts";
import { TEST_MAIL } from "./test-mail.ts";

const MARK = "marked-address@mihon.example";
const AROUND = { actor: { kind: "staff", id: "local" } } as const;

onEachDatabase("mail in the console", (open) => {
  let kept: Kept;
  before(async () => {
    kept = await keptApp(open);
  });
  const sendTest = async (form: string, to = MARK): Promise<Response> =>
    await kept.send("/en/records/mail/test", [
      ["form", form],
      ["to", to],
    ]);
  /** Sends a test, and gives the number of its message. */
  const sentTest = async (form: string): Promise<string> =>
    (await sendTest(form)).headers.get("Location")?.split("/").at(-1) ?? assert.fail("it led nowhere");
  const deliver = async (message: string): Promise<void> => {
    const signal = AbortSignal.timeout(10_000);
    const job = { id: "job_test", name: "mail.send", data: { message }, attempt: 1, signal } as const;
    await deliverMail.run(job, { desk: kept.door.desk, around: AROUND });
  };

  test("a test mail is one however often its form is sent, and without settings it is kept and said to be", async () => {
    const answers = [await sendTest("form-1"), await sendTest("form-1")];
    const id = answers[0]?.headers.get("Location")?.split("/").at(-1) ?? "";
    assert.deepEqual(
      answers.map((answer) => [answer.status, answer.headers.get("Location")]),
      [1, 2].map(() => [303, `/en/records/mail/${id}`]),
    );
    await deliver(id);
    const list = await kept.see("/en/records/mail");
    assert.equal(list.headers.get("Cache-Control"), "no-store");
    const page = await list.text();
    assert.match(page, /Sending is not set up, so no mail leaves/);
    assert.match(page, /Test mail.*Kept, not sent.*m…@m…example/s);
    assert.doesNotMatch(page, /marked-address/);
    assert.match(await (await kept.see("/ja/records/mail?state=held")).text(), new RegExp(id));
    assert.doesNotMatch(await (await kept.see("/ja/records/mail?state=sent")).text(), new RegExp(id));
    assert.equal((await kept.see("/ja/records/mail?state=lost")).status, 404);
    assert.match(await (await kept.see("/en/records")).text(), /href="\/en\/records\/mail"/);
  });

  test("an address that is none is said at its field", async () => {
    const answer = await sendTest("form-2", "a@example.jp, b@example.jp");
    assert.equal(answer.status, 422);
    assert.match(await answer.text(), /href="#field-to"/);
  });

  test("a message is opened with a reason, and that is on record; without one it stays closed", async () => {
    const id = await sentTest("form-3");
    const path = `/en/records/mail/${id}`;
    assert.doesNotMatch(await (await kept.see(path)).text(), /marked-address/);
    const without = await kept.send(`${path}/open`, [["reason", " "]]);
    assert.equal(without.status, 422);
    assert.doesNotMatch(await without.text(), /marked-address/);
    const opened = await kept.send(`${path}/open`, [["reason", "They say that it did not arrive"]]);
    assert.equal(opened.headers.get("Cache-Control"), "no-store");
    const page = await opened.text();
    assert.match(
      page,
      /marked-address@mihon\.example.*to see whether mail arrives.*----------\n.*models a public document/s,
    );
    const { rows } = await sql<{
      count: number;
    }>`select count(*) as count from event where kind = 'mail.opened'`.execute(kept.door.desk.database.kysely);
    assert.equal(rows[0]?.count, 1);
    assert.equal((await kept.see("/en/records/mail/msg_00000000-0000-7000-8000-000000000000")).status, 404);
  });

  test("what was kept can be sent again from its page and by the API; what waits cannot", async () => {
    const id = await sentTest("form-4");
    const early = await kept.ask("POST", `/v1/mail/${id}/retry`);
    assert.equal(early.status, 409);
    await deliver(id);
    const path = `/en/records/mail/${id}`;
    assert.match(await (await kept.see(path)).text(), /Send it again/);
    const found = await (await kept.send("/en/records/search", [["word", id]])).text();
    assert.match(found, new RegExp(`href="${path}"[^>]*>[^<]*Test mail \\(Kept, not sent\\)`));
    const answer = await kept.send(`${path}/retry`, []);
    assert.deepEqual([answer.status, answer.headers.get("Location")], [303, path]);
    assert.match(await (await kept.see(path)).text(), /Queued/);
    await deliver(id);
    const again = await kept.ask("POST", `/v1/mail/${id}/retry`);
    assert.deepEqual([again.status, await again.json()], [200, { message: id }]);
    assert.equal((await kept.ask("POST", "/v1/mail/msg_none/retry")).status, 404);
  });

  test("the API needs its scopes, gives no address, and reads reports as they come", async () => {
    const { token } = await makeApiKey(kept.door.desk, { name: "x", scopes: ["mail:read"] }, AROUND);
    const headers = { Authorization: `Bearer ${token}` };
    const list = await kept.app.request("/v1/mail", { headers });
    assert.equal(list.status, 200);
    assert.doesNotMatch(await list.text(), /m…@|marked/);
    const id = await sentTest("form-5");
    const refused = await kept.app.request(`/v1/mail/${id}/retry`, { method: "POST", headers });
    assert.equal(refused.status, 403);
    assert.equal((await kept.app.request("/v1/mail")).status, 401);
    assert.equal((await kept.ask("GET", "/v1/mail?limit=0")).status, 404);
    const send = await kept.ask("POST", "/v1/mail/bounces", {});
    assert.equal(send.status, 415);
    const whole = await makeApiKey(kept.door.desk, { name: "y", scopes: ["mail:write"] }, AROUND);
    const answer = await kept.app.request("/v1/mail/bounces", {
      method: "POST",
      headers: { Authorization: `Bearer ${whole.token}`, "Content-Type": "message/rfc822" },
      body: "Subject: x\r\n\r\nNo report.",
    });
    assert.deepEqual([answer.status, await answer.json()], [200, { outcome: "unreadable" }]);
  });

  test("words are previewed, refused where they do not fit, changed, and set back", async () => {
    const path = "/en/records/mail/templates/mail.test";
    assert.match(await (await kept.see("/ja/records/mail/templates")).text(), /試しのメール.*版 0・はじめの文面/s);
    const page = await (await kept.see(path)).text();
    assert.match(page, /at 22 Nov 2026 10:00, to see whether/);
    assert.match(page, /2026年11月22日 10:00 に Yakusoku/);
    const base = (text: string): string => / name="base" value="(?<base>\d+)"/.exec(text)?.groups?.["base"] ?? "";
    const fields = (base_: string, english: string): [string, string][] => [
      ["base", base_],
      ["subject-ja", "試し"],
      ["text-ja", "{at} です。"],
      ["subject-en", "A trial"],
      ["text-en", english],
    ];
    const wrong = await kept.send(path, fields(base(page), "It is\r\n{when}."));
    assert.equal(wrong.status, 422);
    const said = await wrong.text();
    assert.match(said, /href="#field-text-en">Text \(English\): Line 2, column 1: “\{when\}” is no placeholder/);
    assert.match(said, />It is\n\{when\}\.</, "what was typed is still there");
    const preview = await kept.send(path, [...fields(base(page), "It is {at}."), ["preview", "yes"]]);
    assert.match(await preview.text(), /It is 22 Nov 2026 10:00\./);
    assert.match(await (await kept.see(path)).text(), /version 0, as it came/i);
    assert.equal((await kept.send(path, fields(base(page), "It is {at}."))).status, 303);
    const changed = await (await kept.see(path)).text();
    assert.match(changed, /version 1, Changed, 22 Nov 2026/);
    assert.equal((await kept.send(path, fields(base(page), "Too late {at}."))).status, 409);
    assert.equal((await kept.send(`${path}/reset`, [["base", base(changed)]])).status, 303);
    assert.match(await (await kept.see(path)).text(), /version 2, As it came/);
    assert.equal((await kept.see("/en/records/mail/templates/none")).status, 404);
  });

  test("mail about somebody is open to those who may see them, and goes with them", async () => {
    const { desk } = kept.door;
    const person = {
      identifiers: [{ kind: "name", value: "髙﨑 𠮷男", keep: true }],
      roles: [{ operator: "lp21", kind: "customer" }],
    };
    const made = await kept.ask("POST", "/v1/people", { people: [person] });
    const { ids } = z.object({ ids: z.tuple([z.string()]) }).parse(await made.json());
    const about = idOf("person", uuidOf("person", ids[0]) ?? "");
    const message = await act(
      desk,
      {
        name: "test",
        input: null,
        run: async (step) =>
          await sendMail(step, {
            template: TEST_MAIL,
            language: "ja",
            to: { address: MARK, name: "髙﨑 𠮷男" },
            values: { at: "-" },
            about: await subjectOf(step, about),
          }),
      },
      AROUND,
    );
    const path = `/en/records/mail/${message}`;
    const opens = async (...scopes: readonly ("mail:read" | "people:read")[]): Promise<Response> =>
      await kept.app.request(`${path}/open`, {
        method: "POST",
        headers: {
          Authorization: `Bearer ${await kept.token(...scopes)}`,
          "Content-Type": "application/x-www-form-urlencoded",
        },
        body: "reason=asked",
      });
    const refused = await opens("mail:read");
    assert.equal(refused.status, 403);
    assert.doesNotMatch(await refused.text(), /marked|髙﨑/);
    const opened = await opens("mail:read", "people:read");
    assert.match(await opened.text(), /髙﨑 𠮷男 &lt;marked-address@mihon\.example/);

    assert.equal((await kept.ask("DELETE", `/v1/people/${about}`)).status, 200);
    const closed = await (await kept.see(path)).text();
    assert.match(closed, /the record of the person was erased/);
    assert.equal((await opens("mail:read", "people:read")).status, 404);
    assert.equal(await shredMail(desk, AROUND.actor), 1);
    await deliver(message);
    assert.match(await (await kept.see(path)).text(), /Failed.*The record of the person was erased/s);
  });
});
