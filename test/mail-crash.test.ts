import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import PostalMime from "postal-mime";
import { ACCESS_COOKIE } from "../src/access/index.ts";
import { deliverMail, listMail, mailSettings, openPost, setPost } from "../src/mail/index.ts";
import { type MailServer, startMailServer } from "./mail-server.ts";
import { withDesk } from "./marked/kept.ts";
import { type RunningServer, runProcess, startServer } from "./running.ts";

/** The whole server, killed between the moment at which a mail server took a message and the one at which that is recorded. */
describe("a server that is killed while it sends", () => {
  let folder = "";
  let mail: MailServer;
  let environment: Readonly<Record<string, string>>;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "yakusoku-mail-crash-"));
    mail = await startMailServer();
    environment = {
      YAKUSOKU_DATA: folder,
      YAKUSOKU_SMTP: `smtp://127.0.0.1:${mail.port}`,
      YAKUSOKU_MAIL_FROM: "Desk <desk@example.jp>",
    };
  });
  after(async () => {
    await mail.close();
    await rm(folder, { recursive: true });
  });

  test("sends the same message again under the same Message-ID, and never one that was not queued", async () => {
    const server: RunningServer = await startServer(environment);
    const taken = new Promise<void>((resolve) => {
      mail.onTaken = () => {
        server.kill().then(resolve, resolve);
      };
    });
    const token = new URL(server.access).searchParams.get("token") ?? "";
    const answer = await fetch(`${server.url}/en/records/mail/test`, {
      method: "POST",
      redirect: "manual",
      headers: { Cookie: `${ACCESS_COOKIE}=${token}`, Origin: server.url },
      body: new URLSearchParams({ form: "once", to: "taro@example.jp" }),
    }).catch(() => undefined);
    await taken;
    mail.onTaken = undefined;
    assert.ok(answer === undefined || answer.status === 303);
    assert.equal(mail.taken.length, 1);

    await withDesk({ folder, url: undefined }, async (desk) => {
      const { items } = await listMail(desk, { limit: 10 });
      assert.deepEqual(
        items.map(({ state }) => state),
        ["queued"],
      );
      const read = mailSettings(environment);
      assert.ok(read.ok);
      setPost(desk, await openPost(read.settings, []));
      const around = { actor: { kind: "system", id: "test" } } as const;
      const data = { message: items[0]?.id ?? "" };
      const signal = AbortSignal.timeout(10_000);
      // The job comes back once its time is over; here nobody waits for that.
      await deliverMail.run({ id: "job_test", name: "mail.send", data, attempt: 2, signal }, { desk, around });
      assert.equal((await listMail(desk, { limit: 10 })).items[0]?.state, "sent");
      await deliverMail.run({ id: "job_test", name: "mail.send", data, attempt: 3, signal }, { desk, around });
    });
    assert.equal(mail.taken.length, 2);
    const [one, two] = await Promise.all(mail.taken.map(({ raw }) => PostalMime.parse(raw)));
    assert.match(one?.messageId ?? "", /^<msg_[0-9a-f-]{36}@example\.jp>$/);
    assert.deepEqual(
      [two?.messageId, two?.date, two?.subject],
      [one?.messageId, one?.date, one?.subject],
      "whoever gets both can tell that they are one",
    );
  });

  test("does not start with settings that are half said, and says what to mend", async () => {
    const { code, err, out } = await runProcess(["start"], { ...environment, YAKUSOKU_MAIL_FROM: "", PORT: "0" });
    assert.deepEqual([code, out], [2, ""]);
    assert.match(err, /YAKUSOKU_SMTP is set, and there is no sender/);
    const missing = { YAKUSOKU_DKIM_KEY_FILE: join(folder, "none.pem"), YAKUSOKU_DKIM_DOMAIN: "example.jp" };
    const dkim = await runProcess(["start"], { ...environment, ...missing, YAKUSOKU_DKIM_SELECTOR: "s", PORT: "0" });
    assert.deepEqual([dkim.code, dkim.out], [2, ""]);
    assert.match(dkim.err, /YAKUSOKU_DKIM_KEY_FILE cannot be read \(ENOENT\)/);
  });

  test("records what came back by the command", async () => {
    const id = /msg_[0-9a-f-]{36}/.exec(mail.taken[0]?.raw ?? "")?.[0] ?? assert.fail("no message");
    const report = [
      "Subject: Undelivered",
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      "",
      "--b",
      "Content-Type: message/delivery-status",
      "",
      "Reporting-MTA: dns; mx.example.net",
      `Original-Envelope-Id: ${id}`,
      "",
      "Final-Recipient: rfc822; taro@example.jp",
      "Action: failed",
      "Status: 5.2.2",
      "",
      "--b--",
      "",
    ];
    const file = join(folder, "report.eml");
    await writeFile(file, report.join("\r\n"));
    const back = await runProcess(["mail", "bounces", file], environment);
    assert.deepEqual([back.code, back.err], [0, ""]);
    assert.equal(back.out, `${file}: ${id} came back (The mailbox is full).\n`);
    const again = await runProcess(["mail", "bounces", file, "--json"], environment);
    assert.deepEqual(JSON.parse(again.out), { file, outcome: "already", message: id });
    const { code, err } = await runProcess(["mail", "bounces", join(folder, "none.eml")], environment);
    assert.equal(code, 2);
    assert.match(err, /There is no “/);
    const asked = await runProcess(["mail", "eat"], environment);
    assert.equal(asked.code, 2);
    assert.match(asked.err, /mail bounces FILE/);
  });
});
