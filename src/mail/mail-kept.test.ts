import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { onEachDatabase } from "../../test/databases.ts";
import { noted } from "../../test/desk.ts";
import { AROUND, MAIL, type MailDesk, mailDesk, MARK, RECEIPT } from "../../test/mail-desk.ts";
import { type MailServer, startMailServer } from "../../test/mail-server.ts";
import { act } from "../act/index.ts";
import { makeDataKey } from "../database/index.ts";
import { ProblemError } from "../wire/index.ts";
import {
  currentWords,
  editTemplate,
  findMail,
  listMail,
  mailContent,
  openMail,
  recordBounce,
  shredMail,
  templateVersions,
} from "./index.ts";

/** What happens in another room when somebody is erased. */
const erased = { ...noted, name: "person.erased" };

/** A report as Postfix writes it (RFC 3464). */
function report({ action = "failed", status = "5.1.1", envelope = "", returned = "" }): Buffer {
  const lines = [
    "From: MAILER-DAEMON@mx.example.net",
    "To: privacy@example.jp",
    "Subject: Undelivered Mail Returned to Sender",
    "Auto-Submitted: auto-replied",
    "MIME-Version: 1.0",
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    "",
    "--b",
    "Content-Type: text/plain; charset=us-ascii",
    "",
    "I'm sorry to have to inform you that your message could not be delivered.",
    "",
    "--b",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; mx.example.net",
    ...(envelope === "" ? [] : [`Original-Envelope-Id: ${envelope}`]),
    "",
    "Final-Recipient: rfc822; taro@example.jp",
    `Action: ${action}`,
    `Status: ${status}`,
    "Diagnostic-Code: smtp; 550 taro@example.jp: user",
    "    unknown",
    "",
    "--b",
    "Content-Type: message/rfc822",
    "",
    ...(returned === "" ? ["Subject: x"] : [`Message-ID: ${returned}`, "Subject: x"]),
    "",
    "text",
    "--b--",
    "",
  ];
  return Buffer.from(lines.join("\r\n"));
}

onEachDatabase("the outbox", (open) => {
  let server: MailServer;
  let kept: MailDesk;
  before(async () => {
    server = await startMailServer();
    kept = await mailDesk(open);
    await kept.posted({ YAKUSOKU_SMTP: `smtp://127.0.0.1:${server.port}` });
  });
  after(async () => {
    await server.close();
  });

  test("what came back is found by its envelope or its Message-ID, and nothing of the report is kept", async () => {
    const { desk, sends, deliver, stateOf, events } = kept;
    const ids = [await sends(MAIL), await sends(MAIL), await sends(MAIL)] as const;
    for (const id of ids) await deliver(id);
    assert.ok(server.taken.length >= 3);
    const [one, two, three] = ids;
    const bounces = (given: Parameters<typeof report>[0]) => recordBounce(desk, report(given), AROUND);
    assert.deepEqual(await bounces({ envelope: one }), {
      outcome: "bounced",
      message: one,
      reason: "no-such-mailbox",
    });
    assert.deepEqual(await stateOf(one), ["bounced", "no-such-mailbox", "5.1.1"]);
    assert.deepEqual(await bounces({ returned: `<${two}@example.jp>`, status: "5.2.2" }), {
      outcome: "bounced",
      message: two,
      reason: "mailbox-full",
    });
    assert.deepEqual(await bounces({ envelope: two }), { outcome: "already", message: two });
    assert.deepEqual(await bounces({ envelope: three, action: "delayed", status: "4.4.1" }), {
      outcome: "delayed",
      message: three,
    });
    assert.deepEqual((await stateOf(three))[0], "sent");
    assert.deepEqual(await bounces({ returned: "<somebody@else.example>" }), { outcome: "unknown" });
    assert.deepEqual(await bounces({ envelope: `msg_${randomUUID()}` }), { outcome: "unknown" });
    for (const bytes of [Buffer.from(""), Buffer.from("Subject: x\r\n\r\nA letter."), Buffer.alloc(2_000, 0xff)])
      assert.deepEqual(await recordBounce(desk, bytes, AROUND), { outcome: "unreadable" });
    const [entry = ""] = await events("mail.bounced", one);
    assert.match(entry, /"reason":"no-such-mailbox","status":"5\.1\.1"/);
    assert.doesNotMatch(entry, /taro/);
  });

  test("the list goes on where the page before ended, and chooses by state", async () => {
    const { desk, sends } = kept;
    for (let n = 0; n < 3; n += 1) await sends(MAIL);
    const all = (await listMail(desk, { limit: 200 })).items.map(({ id }) => id);
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listMail(desk, { limit: 2, before: cursor });
      found.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    } while (cursor !== undefined);
    assert.deepEqual(found, all);
    const queued = (await listMail(desk, { limit: 200, state: "queued" })).items;
    assert.ok(queued.length >= 3 && queued.every(({ state }) => state === "queued"));
    assert.equal((await listMail(desk, { limit: 1, before: "nonsense" })).items[0]?.id, all[0]);
  });

  test("that somebody looked at a message is on record, with the reason sealed", async () => {
    const { desk, sends, events } = kept;
    const id = await sends(MAIL);
    await act(desk, openMail({ message: id, reason: `${MARK} から電話` }), AROUND);
    const content = await mailContent(desk, id);
    assert.deepEqual(
      [content?.to, content?.subject],
      [{ address: "taro@xn--r8jz45g.jp", name: MARK }, "受け付けました（R-7）"],
    );
    const [entry = ""] = await events("mail.opened", id);
    assert.match(entry, /"values":\{"reason":"[\w-]{43}"\}/);
    assert.doesNotMatch(entry, /電話/);
    await assert.rejects(act(desk, openMail({ message: "msg_none", reason: "x" }), AROUND), /No mail on record/);
  });

  test("once its time is over what it said is gone, and that it was sent stays", async () => {
    const { desk, hands, sends, deliver, posted, events } = kept;
    await posted({ YAKUSOKU_SMTP: `smtp://127.0.0.1:${server.port}`, YAKUSOKU_MAIL_DAYS: "30" });
    const id = await sends(MAIL);
    await deliver(id);
    hands.now = hands.now.add({ hours: 24 * 29 });
    assert.equal(await shredMail(desk, AROUND.actor), 0);
    hands.now = hands.now.add({ hours: 24 * 2 });
    const young = await sends(MAIL);
    const { rows } = await sql<{ key_id: string }>`select key_id from mail_message where sealed is not null`.execute(
      desk.database.kysely,
    );
    const gone = await shredMail(desk, AROUND.actor);
    assert.ok(gone > 0);
    assert.equal(gone, rows.length - 1);
    const found = await findMail(desk, id);
    assert.deepEqual([found.state, found.kept, found.to], ["sent", false, undefined]);
    assert.equal(await mailContent(desk, id), undefined);
    await assert.rejects(act(desk, openMail({ message: id, reason: "x" }), AROUND), /is gone/);
    assert.equal((await findMail(desk, young)).kept, true);
    const [entry = ""] = await events("mail.shredded");
    assert.match(entry, new RegExp(`"count":${gone}`));
    const list = await desk.shredList.read();
    assert.equal(list.keys.length, gone, "the keys are on the list that outlives a backup");
  });

  test("when a person is erased, what mails said about them goes too, and what waits is not sent", async () => {
    const { desk, sends, deliver, stateOf, enqueued } = kept;
    const person = randomUUID();
    const key = await act(
      desk,
      {
        name: "test",
        input: person,
        run: async ({ append, tx, keys }) => {
          await append({ kind: noted, body: { number: 1 } });
          return await makeDataKey(tx, keys, "person");
        },
      },
      AROUND,
    );
    const sent = await sends({ ...MAIL, about: { person, key } });
    await deliver(sent);
    const waiting = await sends({ ...MAIL, about: { person, key } });
    const other = await sends(MAIL);
    const taken = server.taken.length;
    await act(
      desk,
      {
        name: "test",
        input: `${person} erased`,
        run: async ({ append }) => {
          await append({ kind: erased, body: { number: 1 }, concerns: person });
          return null;
        },
      },
      AROUND,
    );
    assert.equal(enqueued.at(-1)?.name, "mail.shred");
    assert.equal((await findMail(desk, sent)).to, undefined, "closed from that moment on");
    await deliver(waiting);
    assert.deepEqual((await stateOf(waiting)).slice(0, 2), ["failed", "erased"]);
    assert.equal(server.taken.length, taken);
    assert.equal(await shredMail(desk, AROUND.actor), 2);
    assert.equal((await findMail(desk, other)).kept, true);
  });

  test("other words are a version of their own, and the first ones can be had back", async () => {
    const { desk, sends, events } = kept;
    const db = desk.database.kysely;
    const words = {
      ja: { subject: "受付 {number}", text: "{name} 様 拝受しました。" },
      en: { subject: "Received: {number}", text: "{name}: thank you." },
    };
    assert.equal(await act(desk, editTemplate(RECEIPT, { base: 0, words }), AROUND), 1);
    const id = await sends({ ...MAIL, language: "vi" });
    const found = await findMail(desk, id);
    assert.deepEqual([found.templateVersion, found.language], [1, "ja"]);
    assert.equal((await mailContent(desk, id))?.subject, "受付 R-7");
    await assert.rejects(act(desk, editTemplate(RECEIPT, { base: 0, words }), AROUND), /newer version/);
    const wrong = { ...words, en: { subject: "x", text: "{number} {nmae}" } };
    await assert.rejects(act(desk, editTemplate(RECEIPT, { base: 1, words: wrong }), AROUND), (error) => {
      assert.ok(error instanceof ProblemError);
      assert.match(
        JSON.stringify(error.in("en")),
        /words\/en\/text.*Line 1, column 10.*nmae.*\{name\}” stands in neither/s,
      );
      return true;
    });
    assert.equal(await act(desk, editTemplate(RECEIPT, { base: 1, words: undefined }), AROUND), 2);
    const current = await currentWords(db, RECEIPT);
    assert.deepEqual([current.version, current.builtIn, current.words], [2, true, RECEIPT.words]);
    const versions = await templateVersions(db, RECEIPT);
    assert.deepEqual(
      versions.map(({ version, builtIn }) => [version, builtIn]),
      [
        [2, true],
        [1, false],
        [0, true],
      ],
    );
    assert.equal((await events("mail-template.edited")).length, 1);
    assert.doesNotMatch((await events("mail-template.edited")).join(""), /拝受/);
    await assert.rejects(sql`update mail_template set version = 9`.execute(db));
  });
});
