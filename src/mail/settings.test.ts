import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { mailSettings } from "./index.ts";

const WHOLE = { YAKUSOKU_SMTP: "smtp://u:p%40ss@mail.example.jp:2525", YAKUSOKU_MAIL_FROM: "privacy@example.jp" };

function deliveryOf(more: Readonly<Record<string, string>>) {
  const read = mailSettings({ ...WHOLE, ...more });
  assert.ok(read.ok, JSON.stringify(read));
  return read.settings.delivery ?? assert.fail("nothing leaves");
}

describe("the settings of mail", () => {
  test("without any nothing leaves, and what mails say is kept for 90 days", () => {
    assert.deepEqual(mailSettings({}), { ok: true, settings: { delivery: undefined, keepDays: 90 } });
    assert.deepEqual(mailSettings({ YAKUSOKU_SMTP: "", YAKUSOKU_MAIL_DAYS: "7" }), {
      ok: true,
      settings: { delivery: undefined, keepDays: 7 },
    });
  });

  test("a server elsewhere is spoken to under TLS only, unless it is said otherwise; one on this machine in clear", () => {
    assert.deepEqual(deliveryOf({ YAKUSOKU_MAIL_FROM: "お客様相談室 <privacy@日本語.jp>" }), {
      host: "mail.example.jp",
      port: 2525,
      login: { user: "u", password: "p@ss" },
      tls: "starttls",
      caFile: undefined,
      from: { name: "お客様相談室", address: "privacy@xn--wgv71a119e.jp" },
      dkim: undefined,
    });
    const cases: readonly [string, string, string, number][] = [
      ["smtps://mail.example.jp", "", "implicit", 465],
      ["smtp://mail.example.jp", "", "starttls", 587],
      ["smtp://mail.example.jp", "off", "none", 587],
      ["smtp://127.0.0.1:25", "", "none", 25],
      ["smtp://[::1]:25", "", "none", 25],
      ["smtp://localhost:25", "required", "starttls", 25],
    ];
    for (const [url, tls, how, port] of cases) {
      const delivery = deliveryOf({ YAKUSOKU_SMTP: url, YAKUSOKU_SMTP_TLS: tls });
      assert.deepEqual([delivery.tls, delivery.port], [how, port], `${url} ${tls}`);
    }
  });

  test("what is half said, or contradicts itself, is refused in words that repeat no value", () => {
    const dkim = {
      YAKUSOKU_DKIM_KEY_FILE: "/etc/SECRET.pem",
      YAKUSOKU_DKIM_DOMAIN: "example.jp",
      YAKUSOKU_DKIM_SELECTOR: "s1",
    };
    const cases: readonly [RegExp, Readonly<Record<string, string>>][] = [
      [/^Give YAKUSOKU_SMTP as/, { ...WHOLE, YAKUSOKU_SMTP: "mail.SECRET.jp" }],
      [/^Give YAKUSOKU_SMTP as/, { ...WHOLE, YAKUSOKU_SMTP: "https://SECRET.jp" }],
      [/^Give YAKUSOKU_SMTP as/, { ...WHOLE, YAKUSOKU_SMTP: "smtp://SECRET@mail.example.jp" }],
      [/^Give YAKUSOKU_SMTP as/, { ...WHOLE, YAKUSOKU_SMTP: "smtp://u:%SECRET@mail.example.jp" }],
      [/^Give YAKUSOKU_SMTP as/, { ...WHOLE, YAKUSOKU_SMTP: "smtp://mail.example.jp/?pool=SECRET" }],
      [/there is no sender/, { YAKUSOKU_SMTP: WHOLE.YAKUSOKU_SMTP }],
      [/cannot be a sender/, { ...WHOLE, YAKUSOKU_MAIL_FROM: "SECRET" }],
      [/cannot be a sender/, { ...WHOLE, YAKUSOKU_MAIL_FROM: "A <a@example.jp>, B <SECRET@example.jp>" }],
      [/YAKUSOKU_MAIL_FROM is set, and no mail leaves/, { YAKUSOKU_MAIL_FROM: "SECRET@example.jp" }],
      [/YAKUSOKU_DKIM_KEY_FILE is set, and no mail leaves/, dkim],
      [/required or off/, { ...WHOLE, YAKUSOKU_SMTP_TLS: "SECRET" }],
      [/contradict/, { ...WHOLE, YAKUSOKU_SMTP: "smtps://mail.example.jp", YAKUSOKU_SMTP_TLS: "off" }],
      [/YAKUSOKU_DKIM_DOMAIN is needed too/, { ...WHOLE, ...dkim, YAKUSOKU_DKIM_DOMAIN: "" }],
      [/is a domain such as/, { ...WHOLE, ...dkim, YAKUSOKU_DKIM_DOMAIN: "SECRET domain" }],
      [/is a domain such as/, { ...WHOLE, ...dkim, YAKUSOKU_DKIM_SELECTOR: "SECRET;" }],
      [/from 1 to 3650/, { YAKUSOKU_MAIL_DAYS: "0" }],
      [/from 1 to 3650/, { YAKUSOKU_MAIL_DAYS: "SECRET" }],
    ];
    for (const [says, environment] of cases) {
      const read = mailSettings(environment);
      assert.ok(!read.ok, JSON.stringify(environment));
      assert.match(read.faults[0]?.en ?? "", says);
      assert.match(read.faults[0]?.ja ?? "", /YAKUSOKU/);
      assert.doesNotMatch(JSON.stringify(read.faults), /SECRET/);
    }
  });
});
