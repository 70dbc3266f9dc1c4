import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import PostalMime from "postal-mime";
import { ownCertificate } from "../../test/certificate.ts";
import { onEachDatabase } from "../../test/databases.ts";
import { checkDkim } from "../../test/dkim.ts";
import { AROUND, MAIL, type MailDesk, mailDesk, MARK, NEWS, NOTICE } from "../../test/mail-desk.ts";
import { LOGIN, type MailServer, startCuttingServer, startMailServer } from "../../test/mail-server.ts";
import { act, type Step } from "../act/index.ts";
import { findMail, listMail, retryMail, sendMail } from "./index.ts";

onEachDatabase("mail", (open) => {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
  const publicPem = publicKey.export({ type: "spki", format: "pem" });
  const certificate = ownCertificate();
  let folder = "";
  let server: MailServer;
  let kept: MailDesk;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "yakusoku-mail-"));
    await writeFile(join(folder, "dkim.pem"), privateKey.export({ type: "pkcs8", format: "pem" }));
    await writeFile(join(folder, "ca.pem"), certificate.cert);
    server = await startMailServer({ key: certificate.key, cert: certificate.cert });
    kept = await mailDesk(open);
  });
  after(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  const inClear = (): Promise<void> => kept.posted({ YAKUSOKU_SMTP: `smtp://127.0.0.1:${server.port}` });
  /** Under TLS, with the certificate of the server. */
  const secured = (login: string, more: Readonly<Record<string, string>> = {}): Promise<void> =>
    kept.posted({
      YAKUSOKU_SMTP: `smtp://${login}localhost:${server.port}`,
      YAKUSOKU_SMTP_TLS: "required",
      YAKUSOKU_SMTP_CA_FILE: join(folder, "ca.pem"),
      ...more,
    });

  test("without settings every message is kept sealed, and none leaves", async () => {
    const { desk, sends, deliver, stateOf, events } = kept;
    const id = await sends(MAIL);
    assert.deepEqual(await stateOf(id), ["queued", undefined, undefined]);
    await deliver(id);
    assert.deepEqual(await stateOf(id), ["held", "not-set-up", undefined]);
    assert.deepEqual(server.taken, []);
    assert.equal((await events("mail.held", id)).length, 1);
    const { rows } = await sql<{ all: string }>`
      select (select string_agg(m::text, ' ') from mail_message m) || (select string_agg(e::text, ' ') from event e) as all`.execute(
      desk.database.kysely,
    );
    assert.match(rows[0]?.all ?? "", new RegExp(id));
    assert.doesNotMatch(rows[0]?.all ?? MARK, /髙﨑|taro@/);
    assert.equal((await findMail(desk, id)).to, "t…@x…jp");
    await deliver(id);
    assert.equal((await events("mail.held", id)).length, 1, "a second attempt finds nothing to do");
  });

  test("a file of settings that is missing, or holds no key, is said and not quoted", async () => {
    const dkim = (file: string): Readonly<Record<string, string>> => ({
      YAKUSOKU_SMTP: "smtp://localhost",
      YAKUSOKU_DKIM_KEY_FILE: join(folder, file),
      YAKUSOKU_DKIM_DOMAIN: "example.jp",
      YAKUSOKU_DKIM_SELECTOR: "s",
    });
    await assert.rejects(
      kept.posted(dkim("none.pem")),
      /^MailFileError: The file of YAKUSOKU_DKIM_KEY_FILE cannot be read \(ENOENT\)/,
    );
    await assert.rejects(kept.posted(dkim("ca.pem")), /^MailFileError: YAKUSOKU_DKIM_KEY_FILE is no private RSA key/);
    const { privateKey: elliptic } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    await writeFile(join(folder, "ec.pem"), elliptic.export({ type: "pkcs8", format: "pem" }));
    await assert.rejects(kept.posted(dkim("ec.pem")), /is no private RSA key/);
  });

  test("one whose transaction is rolled back is neither kept nor sent", async () => {
    const { desk } = kept;
    const { items: earlier } = await listMail(desk, { limit: 200 });
    await assert.rejects(
      act(
        desk,
        {
          name: "test",
          input: 1,
          run: async (step: Step) => {
            await sendMail(step, MAIL);
            throw new RangeError("undone");
          },
        },
        AROUND,
      ),
      /undone/,
    );
    assert.equal((await listMail(desk, { limit: 200 })).items.length, earlier.length);
  });

  test("it arrives under TLS and a login, signed, as plain text, with the notice at its end", async () => {
    const { sends, deliver, stateOf } = kept;
    await secured(`${LOGIN.user}:${encodeURIComponent(LOGIN.password)}@`, {
      YAKUSOKU_DKIM_KEY_FILE: join(folder, "dkim.pem"),
      YAKUSOKU_DKIM_DOMAIN: "example.jp",
      YAKUSOKU_DKIM_SELECTOR: "mail2026",
    });
    const id = await sends(MAIL);
    await deliver(id);
    assert.deepEqual(await stateOf(id), ["sent", undefined, undefined]);
    const got = server.taken.at(-1) ?? assert.fail("nothing came");
    assert.deepEqual(
      { from: got.from, to: got.to, secure: got.secure, user: got.user },
      { from: "privacy@example.jp", to: ["taro@例え.jp"], secure: true, user: LOGIN.user },
    );
    assert.match(
      got.raw,
      /^To: [^:]*<taro@xn--r8jz45g\.jp>/m,
      "the server decodes what it took; over the wire it is ASCII",
    );
    assert.equal(got.envelope, id, "by which a report names it (RFC 3461)");
    const mail = await PostalMime.parse(got.raw);
    assert.equal(mail.subject, "受け付けました（R-7）");
    assert.equal(mail.from?.name, "お客様相談室");
    assert.deepEqual(
      mail.to?.map(({ name }) => name),
      [MARK],
    );
    assert.equal(mail.messageId, `<${id}@example.jp>`);
    assert.equal(mail.html, undefined);
    assert.equal(
      mail.text?.trim().replaceAll("\r\n", "\n"),
      `${MARK} 様\n\nお申し出を受け付けました。\n\n----------\n${NOTICE}`,
    );
    const header = (key: string): string | undefined => mail.headers.find((one) => one.key === key)?.value;
    assert.deepEqual(
      [header("auto-submitted"), header("content-language"), header("list-unsubscribe")],
      ["auto-generated", "ja", undefined],
    );
    const verdict = checkDkim(got.raw, publicPem);
    assert.deepEqual(
      {
        domain: verdict?.domain,
        selector: verdict?.selector,
        body: verdict?.bodyHashHolds,
        all: verdict?.signatureHolds,
      },
      { domain: "example.jp", selector: "mail2026", body: true, all: true },
    );

    const news = await sends({
      template: NEWS,
      language: "en",
      to: { address: "hanako@example.jp" },
      values: {},
      unsubscribe: "https://example.jp/stop/abc",
    });
    await deliver(news);
    const direct = server.taken.at(-1) ?? assert.fail("nothing came");
    const parsed = await PostalMime.parse(direct.raw);
    const of = (key: string): string | undefined => parsed.headers.find((one) => one.key === key)?.value;
    assert.equal(of("list-unsubscribe"), "<https://example.jp/stop/abc>");
    assert.equal(of("list-unsubscribe-post"), "List-Unsubscribe=One-Click");
    assert.match(parsed.text ?? "", /To stop these: https:\/\/example\.jp\/stop\/abc/);
    const signed = checkDkim(direct.raw, publicPem);
    assert.equal(signed?.signatureHolds, true);
    for (const name of ["list-unsubscribe", "list-unsubscribe-post", "from", "subject", "to", "date"])
      assert.ok(signed?.signed.includes(name), `${name} is signed (RFC 8058, 4)`);
  });

  test("nothing is said to a server whose certificate nobody vouches for, or that has no TLS", async () => {
    const { sends, deliver, posted, stateOf, events } = kept;
    const taken = server.taken.length;
    await posted({ YAKUSOKU_SMTP: `smtp://localhost:${server.port}`, YAKUSOKU_SMTP_TLS: "required" });
    const id = await sends(MAIL);
    await assert.rejects(deliver(id));
    assert.deepEqual((await stateOf(id)).slice(0, 2), ["deferred", "tls"]);
    const bare = await startMailServer({ disabledCommands: ["STARTTLS"] });
    await posted({ YAKUSOKU_SMTP: `smtp://localhost:${bare.port}`, YAKUSOKU_SMTP_TLS: "required" });
    await assert.rejects(deliver(id, 2));
    assert.deepEqual((await stateOf(id)).slice(0, 2), ["deferred", "tls"]);
    assert.deepEqual([bare.taken.length, server.taken.length], [0, taken]);
    await bare.close();
    const deferred = await events("mail.deferred", id);
    assert.equal(deferred.length, 1, "one event for a change, not for each attempt");
  });

  test("direct mail that cannot be stopped, a wrong address and a header of somebody's own are refused", async () => {
    const { sends, deliver } = kept;
    const news = { template: NEWS, language: "ja", to: { address: "a@example.jp" }, values: {} } as const;
    for (const unsubscribe of [undefined, "", "http://example.jp/stop", "https", "mailto:a@example.jp"])
      await assert.rejects(sends({ ...news, unsubscribe }), /stops it \(RFC 8058\)/, unsubscribe);
    await assert.rejects(sends({ ...MAIL, unsubscribe: "https://example.jp/stop" }), /only direct mail/);
    await assert.rejects(
      sends({ ...MAIL, to: { address: "a@example.jp\r\nBcc: b@example.jp" } }),
      (error) => error instanceof Error && "code" in error && error.code === "invalid-record",
    );
    await inClear();
    const id = await sends({
      ...MAIL,
      to: { address: "a@example.jp", name: "A\r\nBcc: b@example.jp\u2028X" },
      values: { number: "7\r\nBcc: c@example.jp", name: "B\r\n.\r\nMAIL FROM:<x@example.jp>" },
      attachments: [{ name: "a\r\nBcc: d@example.jp.txt", type: "text/plain", content: "aGVsbG8=" }],
    });
    await deliver(id);
    const got = server.taken.at(-1) ?? assert.fail("nothing came");
    assert.deepEqual(got.to, ["a@example.jp"]);
    const mail = await PostalMime.parse(got.raw);
    assert.equal(mail.bcc, undefined);
    assert.deepEqual(
      mail.to?.map(({ name }) => name),
      ["A Bcc: b@example.jp X"],
    );
    assert.equal(mail.subject, "受け付けました（7 Bcc: c@example.jp）");
    assert.match(mail.text ?? "", /^B\r?\n\.\r?\nMAIL FROM/);
    assert.deepEqual(
      mail.attachments.map(({ filename }) => filename),
      ["a Bcc: d@example.jp.txt"],
    );
  });

  test("what the server refuses for now is tried again, and what it refuses for good is not", async () => {
    const { sends, deliver, stateOf, events } = kept;
    await inClear();
    const later = await sends(MAIL);
    server.answers = { recipient: { code: 450, text: "4.2.2 taro@example.jp is full" } };
    await assert.rejects(deliver(later));
    assert.deepEqual(await stateOf(later), ["deferred", "mailbox-full", "4.2.2"]);
    server.answers = {};
    await deliver(later, 2);
    assert.deepEqual(await stateOf(later), ["sent", undefined, undefined]);
    const cases: readonly [typeof server.answers, readonly unknown[]][] = [
      [{ recipient: { code: 550, text: "5.1.1 taro@example.jp: no such user" } }, ["no-such-mailbox", "5.1.1"]],
      [{ recipient: { code: 550, text: "no such user" } }, ["no-such-mailbox", undefined]],
      [{ data: { code: 554, text: "5.7.1 refused by policy" } }, ["refused", "5.7.1"]],
      [{ data: { code: 552, text: "5.3.4 too large" } }, ["too-large", "5.3.4"]],
    ];
    for (const [answers, [reason, status]] of cases) {
      server.answers = answers;
      const id = await sends(MAIL);
      await deliver(id);
      assert.deepEqual(await stateOf(id), ["failed", reason, status]);
      const [event = ""] = await events("mail.failed", id);
      assert.doesNotMatch(event, /taro/);
    }
    server.answers = {};
  });

  test("a server that is away, breaks off or takes no login fails no message; after a day it is given up visibly", async () => {
    const { desk, sends, deliver, posted, stateOf, enqueued } = kept;
    const gone = await startMailServer();
    await gone.close();
    await posted({ YAKUSOKU_SMTP: `smtp://127.0.0.1:${gone.port}` });
    const id = await sends(MAIL);
    await assert.rejects(deliver(id));
    assert.deepEqual((await stateOf(id)).slice(0, 2), ["deferred", "unreachable"]);
    const rude = await startMailServer({
      onData: (_stream, _session, callback) => {
        callback(Object.assign(new Error("shutting down"), { responseCode: 421 }));
      },
    });
    await posted({ YAKUSOKU_SMTP: `smtp://127.0.0.1:${rude.port}` });
    await assert.rejects(deliver(id, 2));
    assert.equal((await stateOf(id))[0], "deferred");
    await rude.close();
    await secured(`${LOGIN.user}:wrong@`);
    await assert.rejects(deliver(id, 3));
    assert.deepEqual((await stateOf(id)).slice(0, 2), ["deferred", "login"]);
    await assert.rejects(deliver(id, 29), "the job lies among those that failed for good");
    assert.deepEqual((await stateOf(id)).slice(0, 2), ["failed", "gave-up"]);
    await inClear();
    const { message } = await act(desk, retryMail({ message: id }), AROUND);
    assert.deepEqual([message, enqueued.at(-1)?.name, (await stateOf(id))[0]], [id, "mail.send", "queued"]);
    await deliver(id);
    assert.equal((await stateOf(id))[0], "sent");
    await assert.rejects(act(desk, retryMail({ message: id }), AROUND), /Only mail that was kept/);
    await assert.rejects(act(desk, retryMail({ message: "msg_x" }), AROUND), /No mail on record/);
  });

  test("a connection that closes in the middle of the message is tried again, as the same message", async () => {
    const { sends, deliver, posted, stateOf } = kept;
    const cut = await startCuttingServer();
    await posted({ YAKUSOKU_SMTP: `smtp://127.0.0.1:${cut.port}` });
    const id = await sends(MAIL);
    await assert.rejects(deliver(id));
    assert.deepEqual((await stateOf(id)).slice(0, 2), ["deferred", "unreachable"]);
    await cut.close();
    await inClear();
    await deliver(id, 2);
    assert.equal((await PostalMime.parse(server.taken.at(-1)?.raw ?? "")).messageId, `<${id}@example.jp>`);
  });
});
