import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { findings, smallPack } from "./marked-pack.ts";

/** The small pack with a purpose in these words. */
function purposeOf(ja: string, en = "To sell"): string {
  return smallPack(["  buyer.sale: {", `  buyer.sale: { text: { ja: "${ja}", en: "${en}" },`]);
}

function promiseOf(ja: string, en = "Delivery"): string {
  return smallPack(["C2: { text: { ja: 配送, en: Delivery } }", `C2: { text: { ja: "${ja}", en: "${en}" } }`]);
}

describe("a purpose from which nobody can tell the use", () => {
  for (const [words, found] of [
    ["その他の目的のため", "その他"],
    ["そのほか必要なご連絡のため", "そのほか"],
    ["ほかの用件でご連絡するため", "ほかの用件"],
    ["配送等の目的で利用します", "等の目的"],
    ["ご案内などを行うため", "などを行うため"],
    ["事業活動に用いるため", "事業活動に用いるため"],
    ["当社のマーケティング活動に用いるため", "当社のマーケティング活動に用いるため"],
    ["お客様のサービスの向上のため", "お客様のサービスの向上のため"],
  ] as const) {
    it(`is found: ${words}`, () => {
      const [finding, ...more] = findings(purposeOf(words), "vague-purpose");
      assert.deepEqual(more, []);
      assert.ok(finding);
      assert.ok(finding.message.ja.includes(`「${found}」`), finding.message.ja);
    });
  }

  for (const words of [
    "ほかの事業者と連携して商品をお届けするため",
    "入退所の管理、会計、事故の報告など、施設を運営するため",
    "金融機関などに示すため",
    "車両などを管理するため",
    "その他有価証券の取引の記録を作るため",
    "商品の発送、関連するアフターサービス、新商品のお知らせのため",
    "マーケティング調査の集計のため、購入の履歴を分析するため",
  ]) {
    it(`is not: ${words}`, () => assert.deepEqual(findings(purposeOf(words), "vague-purpose"), []));
  }

  it("is read in the language that prevails, and in every known one where none does", () => {
    const vague = purposeOf("商品の発送のため", "For shipping, and for other purposes");
    assert.deepEqual(findings(vague, "vague-purpose"), []);
    for (const [from, to] of [
      [", prevailing: ja", ", prevailing: en"],
      [", prevailing: ja", ""],
    ] as const) {
      const [finding] = findings(vague.replace(from, to), "vague-purpose");
      assert.match(finding?.message.en ?? "", /“other purposes”/);
    }
  });

  for (const [words, found] of [
    ["For our business activities", true],
    ["Marketing", true],
    ["To improve our services", true],
    ["Shipping etc.", true],
    ["To answer inquiries and so on", true],
    ["To improve how calls are answered", false],
    ["To cooperate with other providers of care", false],
    ["To run the facilities: accounts, reports and the like", false],
  ] as const) {
    it(`${found ? "is found" : "is not"}, in English: ${words}`, () => {
      const text = purposeOf("商品の発送のため", words).replace(", prevailing: ja", ", prevailing: en");
      assert.equal(findings(text, "vague-purpose").length, found ? 1 : 0);
    });
  }

  it("is not sought where the purpose is already marked as a catch-all", () => {
    const text = purposeOf("その他の目的のため").replace("buyer.sale: {", "buyer.sale: { catchAll: true,");
    assert.deepEqual(findings(text, "vague-purpose"), []);
    assert.equal(findings(text, "catch-all-purpose").length, 1);
  });
});

describe("what a purpose calls direct mail", () => {
  it("may only be used without being stoppable where nobody is contacted", () => {
    const mail = purposeOf("ダイレクトメールをお送りするため");
    assert.equal(findings(mail, "direct-mail-unstoppable").length, 1);
    const counted = mail.replace("buyer.sale: {", "buyer.sale: { acts: [use, retain],");
    assert.deepEqual(findings(counted, "direct-mail-unstoppable"), []);
  });
});

describe("a detail that would help an intruder", () => {
  for (const [ja, found] of [
    ["社内の 192.168.10.24 からだけ使えます", "192.168.10.24"],
    ["AES-256 で暗号化します", "AES-256"],
    ["2048ビットの鍵を使います", "2048ビット"],
    ["Windows Server 2022 で運用します", "Windows Server 2022"],
    ["ポート 8443 だけを開けています", "ポート 8443"],
    ["本社3階のサーバー室で保管します", "3階のサーバー"],
    ["サーバー室（B棟 204号室）に置いています", "サーバー室（B棟 204号室"],
  ] as const) {
    it(`is found: ${ja}`, () => {
      const [finding] = findings(promiseOf(ja), "security-detail");
      assert.ok(finding);
      assert.ok(finding.message.ja.includes(`「${found}」`), finding.message.ja);
    });
  }
  it("is found in English", () => {
    for (const en of ["It is kept in the server room on floor 3", "Keys are 2048-bit", "We use OpenSSL 3.0.2"]) {
      assert.equal(findings(promiseOf("安全に保ちます", en), "security-detail").length, 1, en);
    }
  });

  for (const ja of [
    "入退室を管理し、権限のない人の目に触れないようにしています",
    "窓口は東京都中野区本町2-54-11 3階 301号室です",
    "2023年5月1日に改定しました。電話は 03-1234-5678 です",
    "第27条第1項の各号に当たるとき",
    "サーバーを保護し、3年ごとに見直しています",
  ]) {
    it(`is not: ${ja}`, () => assert.deepEqual(findings(promiseOf(ja), "security-detail"), []));
  }
});
