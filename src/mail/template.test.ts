import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { maskAddress, mailTemplate, readAddress, renderMail, sampleValues, templateFaults } from "./index.ts";

const TEMPLATE = mailTemplate({
  id: "test.receipt",
  kind: "transactional",
  says: { ja: "受付の知らせ", en: "A receipt" },
  words: {
    ja: { subject: "受け付けました（{number}）", text: "{name} 様\n\n受け付けました。" },
    en: { subject: "We have your request ({number})", text: "Dear {name},\n\nwe have it." },
  },
  placeholders: {
    number: { says: { ja: "受付番号", en: "the number of the case" }, sample: { ja: "R-12", en: "R-12" } },
    name: { says: { ja: "氏名", en: "the name" }, sample: { ja: "見本 花子", en: "Hanako Mihon" } },
    phone: { says: { ja: "電話番号", en: "the phone" }, sample: { ja: "03-0000-0000" }, optional: true },
  },
});

describe("a template of mail", () => {
  test("takes values as they are: no line for a subject, no placeholder of a value's own, no control character", () => {
    const values = { number: "7\r\nBcc: x@example.jp", name: "{number} \u0007髙﨑" };
    assert.deepEqual(renderMail(TEMPLATE.words.ja, values), {
      subject: "受け付けました（7 Bcc: x@example.jp）",
      text: "{number} 髙﨑 様\n\n受け付けました。",
    });
    assert.throws(() => renderMail(TEMPLATE.words.en, { number: "7" }), /no value for \{name\}/);
    assert.deepEqual(sampleValues(TEMPLATE, "en"), { number: "R-12", name: "Hanako Mihon", phone: "03-0000-0000" });
  });

  test("says where a placeholder is unknown, written wrong or missing", () => {
    const faultsOf = (subject: string, text: string) =>
      templateFaults(TEMPLATE, "en", { subject, text }).map(({ field, words }) => `${field}: ${words.en}`);
    const whole = "{name} {number}";
    assert.deepEqual(faultsOf("{number}", "{name}\n{phone}"), []);
    const cases: readonly [string, string, RegExp][] = [
      [
        "s",
        `${whole}\n  {nmae}`,
        /^text: Line 2, column 3: “\{nmae\}” is no placeholder of this mail. It has \{number\} \{name\} \{phone\}/,
      ],
      ["s", `髙﨑𠮷{ name }${whole}`, /^text: Line 1, column 4: “\{ name \}”/],
      ["s", `${whole} {`, /^text: Line 1, column 17: the brace “\{”/],
      ["s}", whole, /^subject: Line 1, column 2/],
      ["s", `${whole}｛name｝`, /^text: .*full-width braces/],
      ["s", "{name}", /^text: “\{number\}” stands in neither/],
      [" ", whole, /^subject: Write something/],
      ["s\r\nBcc: a@example.jp", whole, /^subject: A subject is one line/],
      ["s".repeat(201), whole, /^subject: Keep it to 200/],
    ];
    for (const [subject, text, says] of cases) assert.match(faultsOf(subject, text)[0] ?? "", says, subject);
  });

  test("is not declared with words that do not fit it, nor direct mail without a way to stop it", () => {
    assert.throws(() => mailTemplate({ ...TEMPLATE, placeholders: {} }), /no placeholder/);
    assert.throws(() => mailTemplate({ ...TEMPLATE, kind: "direct-mail" }), /how it is stopped/);
  });
});

describe("an address", () => {
  test("is one address, its domain in ASCII; nothing in it can end a line", () => {
    const good: readonly [string, string][] = [
      ["Taro@Example.jp", "Taro@example.jp"],
      ["taro@日本語.jp", "taro@xn--wgv71a119e.jp"],
      ["a..b@docomo.ne.jp", '"a..b"@docomo.ne.jp'],
      ['"a.b."@ezweb.ne.jp', '"a.b."@ezweb.ne.jp'],
      ["a+b@example.co.jp", "a+b@example.co.jp"],
    ];
    for (const [given, address] of good) assert.deepEqual(readAddress(given), { ok: true, address });
    const bad = [
      "",
      "a",
      "a@",
      "@example.jp",
      "a@example",
      "a@example.jp\r\nBcc: b@example.jp",
      "a\r\nRCPT TO:<b@example.jp>@example.jp",
      "a b@example.jp",
      "a@exa mple.jp",
      "a@example.jp,b@example.jp",
      "A <a@example.jp>",
      "山田@example.jp",
      "a@127.0.0.1",
      "a@[127.0.0.1]",
      "a@-example.jp",
      `${"a".repeat(65)}@example.jp`,
      `a@${"a.".repeat(127)}jp`,
    ];
    for (const given of bad) assert.equal(readAddress(given).ok, false, given);
  });

  test("is masked on lists", () => {
    assert.equal(maskAddress("taro@example.co.jp"), "t…@e…jp");
    assert.equal(maskAddress('"a..b"@docomo.ne.jp'), "a…@d…jp");
  });
});
