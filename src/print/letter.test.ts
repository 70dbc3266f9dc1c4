import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { promisify } from "node:util";
import { locate, needs } from "../../test/needs.ts";
import { ADDRESS_BLOCK, type BusinessLetter, letterPdf, wareki } from "./index.ts";

const LETTER: BusinessLetter = {
  language: "ja",
  date: "2026-11-23",
  reference: "個情 2026-0123",
  to: {
    postalCode: "100-0001",
    address: ["東京都千代田区見本町一丁目2番3号", "見本マンション髙砂 405号室"],
    name: "髙﨑 𠮷男",
  },
  from: {
    name: "見本不動産株式会社 お客様相談室",
    lines: ["〒164-0001 東京都中野区見本2-54-11", "電話 0120-000-000"],
  },
  title: "保有個人データの開示について（回答）",
  paragraphs: [
    "時下ますますご清栄のこととお慶び申し上げます。",
    "ご請求のありました開示について、次のとおりお答えします。",
  ],
  enclosures: ["開示する保有個人データの写し", "手数料の計算書"],
  qr: { text: "https://privacy.example.jp/ja/requests/R-12", caption: "手続きの状況は、こちらから確かめられます。" },
  notice: "これはモデルです。",
};

/** What `pdftotext` reads. */
async function read(pdf: Buffer, ...options: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "yakusoku-letter-"));
  const path = join(folder, "letter.pdf");
  await writeFile(path, pdf);
  const { stdout } = await promisify(execFile)(locate("pdftotext") ?? "", [...options, path, "-"]);
  await rm(folder, { recursive: true });
  return stdout;
}

interface Word {
  readonly text: string;
  /** Millimetres of the sheet. */
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly page: number;
}

async function wordsOf(pdf: Buffer): Promise<readonly Word[]> {
  const mm = (points: string | undefined): number => (Number(points) * 25.4) / 72;
  const pages = (await read(pdf, "-bbox")).split("<page ").slice(1);
  return pages.flatMap((page, index) =>
    [
      ...page.matchAll(
        /<word xMin="(?<left>[\d.-]+)" yMin="(?<top>[\d.-]+)" xMax="(?<right>[\d.]+)" yMax="(?<bottom>[\d.]+)">(?<text>[^<]*)</g,
      ),
    ].map(({ groups = {} }) => ({
      text: groups["text"] ?? "",
      left: mm(groups["left"]),
      top: mm(groups["top"]),
      right: mm(groups["right"]),
      bottom: mm(groups["bottom"]),
      page: index + 1,
    })),
  );
}

/** What stands where the window of the envelope may be. */
function inWindow(words: readonly Word[]): readonly Word[] {
  const { left, top, width, height } = ADDRESS_BLOCK;
  return words.filter(
    (word) => word.page === 1 && word.left < left + width + 20 && word.right > left - 5 && word.top < top + height + 14,
  );
}

function isWithin({ left, top, right, bottom }: Word): boolean {
  const block = ADDRESS_BLOCK;
  // The box of a word is the font's, and reaches above and below what is printed.
  const slack = 1.5;
  return (
    left >= block.left - 0.1 &&
    right <= block.left + block.width + 0.1 &&
    top >= block.top - slack &&
    bottom <= block.top + block.height + slack
  );
}

describe("a day by the Japanese calendar", () => {
  test("has the era's first year as 元年, and changes with the era", () => {
    const days: readonly [string, string][] = [
      ["2026-11-23", "令和8年11月23日"],
      ["2019-05-01", "令和元年5月1日"],
      ["2019-04-30", "平成31年4月30日"],
      ["1989-01-08", "平成元年1月8日"],
      ["1989-01-07", "昭和64年1月7日"],
      ["1926-12-25", "昭和元年12月25日"],
      ["1912-07-30", "大正元年7月30日"],
      ["1900-01-01", "明治33年1月1日"],
    ];
    for (const [date, says] of days) assert.equal(wareki(date), says);
    assert.throws(() => wareki("1600-01-01"), RangeError);
  });
});

describe("a business letter", needs("pdftotext"), () => {
  test("reads in order, with the names of people as they write them", async () => {
    const text = (await read(await letterPdf(LETTER), "-raw")).replace(/\s+/g, "");
    const order = [
      "〒100-0001",
      "東京都千代田区見本町一丁目2番3号",
      "見本マンション髙砂405号室",
      "髙﨑𠮷男様",
      "文書番号個情2026-0123",
      "令和8年11月23日",
      "見本不動産株式会社お客様相談室",
      "保有個人データの開示について（回答）",
      "拝啓",
      "ご請求のありました開示",
      "敬具",
      "同封書類",
      "2.手数料の計算書",
      "以上",
      "手続きの状況は",
      "これはモデルです。",
    ];
    let at = -1;
    for (const part of order) {
      const found = text.indexOf(part, at + 1);
      assert.ok(found > at, `${part} after ${text.slice(0, Math.max(at, 0)).slice(-20)}: ${text}`);
      at = found;
    }
    assert.match(text, /1\/1/);
  });

  test("shows the addressee in the window of the envelope, and nothing else, however long it is", async () => {
    const long: BusinessLetter["to"] = {
      postalCode: "900-0000",
      address: [
        "東京都八王子市とても長い町の名前が続く見本町一丁目23番45号",
        "グランドヒルズレジデンス見本町ウエストタワー サウスウイング 1203号室",
        "有限会社見本商事 気付",
      ],
      name: "髙﨑 𠮷男・ヴィクトリア アレクサンドラ",
    };
    for (const to of [LETTER.to, long, { ...long, honorific: "御中" }]) {
      const shown = inWindow(await wordsOf(await letterPdf({ ...LETTER, to })));
      assert.ok(shown.length >= 3);
      for (const word of shown) assert.ok(isWithin(word), JSON.stringify(word));
      const said = shown.map(({ text }) => text).join("");
      for (const part of [to.postalCode ?? "", "髙﨑", "𠮷男"]) assert.ok(said.includes(part), `${part}: ${said}`);
    }
  });

  test("is refused with an address that no window has room for", async () => {
    const to = { name: "髙﨑", address: Array.from({ length: 12 }, (_, n) => `見本町${n + 1}丁目`) };
    await assert.rejects(letterPdf({ ...LETTER, to }), RangeError);
  });

  test("is plain in English, and goes on over pages that say which they are", async () => {
    const paragraphs = Array.from({ length: 40 }, (_, n) =>
      `Paragraph ${n + 1} says why we answer as we do. `.repeat(3),
    );
    const pdf = await letterPdf({
      ...LETTER,
      language: "en",
      to: { address: ["1 Sample Street", "London W1A 1AA", "UNITED KINGDOM"], name: "Ms Hanako Mihon" },
      paragraphs,
      title: "Your request for disclosure",
    });
    const text = await read(pdf);
    for (const part of ["23 November 2026", "Dear Ms Hanako Mihon,", "Paragraph 40", "Yours sincerely,", "Enclosures"])
      assert.ok(text.includes(part), part);
    const pages = [...text.matchAll(/(\d+) ?\/ ?(\d+)\s*\f/g)].map(([, page, of]) => [page, of]);
    assert.ok(pages.length > 1);
    assert.deepEqual(pages.at(-1), [String(pages.length), String(pages.length)]);
    const shown = inWindow(await wordsOf(pdf));
    for (const word of shown) assert.ok(isWithin(word), JSON.stringify(word));
  });

  test("is the same bytes each time", async () => {
    const [one, other] = [await letterPdf(LETTER), await letterPdf(LETTER)];
    assert.ok(one.equals(other));
    assert.ok(!one.equals(await letterPdf({ ...LETTER, date: "2026-11-24" })));
  });
});
