import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { csvRows, type Delimiter, delimiterOf, type SheetRow } from "./csv.ts";
import { decoded, encodingOf, type Source } from "./encoding.ts";
import {
  checkRow,
  csvLine,
  openSheet,
  readDate,
  readYear,
  type SheetKind,
  suggestMapping,
  withoutFormula,
} from "./index.ts";
import { openWorkbook } from "./xlsx.ts";

/** Bytes in pieces of a size, as often as they are asked for. */
function from(bytes: Uint8Array, size = 7): Source {
  return async function* () {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  };
}

async function* texts(...all: readonly string[]): AsyncGenerator<string> {
  yield* all;
}

async function rowsOf(all: readonly string[], delimiter: Delimiter = ","): Promise<readonly SheetRow[]> {
  return (await Array.fromAsync(csvRows(texts(...all), delimiter))).flat();
}

const cellsOf = async (text: string, delimiter: Delimiter = ","): Promise<readonly (readonly string[])[]> =>
  (await rowsOf([text], delimiter)).map(({ cells }) => cells);

/** 髙﨑,表 in CP932. */
const CP932 = Buffer.from("fbfcfab12c955c", "hex");

describe("the encoding of a CSV", () => {
  test("is told from all of it: UTF-8 with and without its mark, CP932, UTF-16 by its mark", async () => {
    for (const [bytes, encoding, text] of [
      [Buffer.from("髙﨑,𠮷"), "utf-8", "髙﨑,𠮷"],
      [Buffer.from("\uFEFF髙﨑"), "utf-8", "髙﨑"],
      [CP932, "shift_jis", "髙﨑,表"],
      [Buffer.concat([Buffer.from("a,b\n".repeat(5_000)), CP932]), "shift_jis", undefined],
      [Buffer.from("\uFEFF髙﨑", "utf16le"), "utf-16le", "髙﨑"],
      [Buffer.from("\uFEFF髙﨑", "utf16le").swap16(), "utf-16be", "髙﨑"],
      [Buffer.from("plain"), "utf-8", "plain"],
    ] as const) {
      for (const size of [1, 3, 100_000]) {
        // The mark is looked for in the first piece, as files give it.
        const source = from(bytes, Math.max(size, 3));
        assert.equal(await encodingOf(source), encoding);
        if (text !== undefined) assert.equal((await Array.fromAsync(decoded(source, encoding))).join(""), text);
      }
    }
  });

  test("what is in neither is refused with its line", async () => {
    const bytes = Buffer.concat([Buffer.from("a\r\nb\r\n"), CP932, Buffer.from([0x0a, 0x80, 0xff, 0xfd])]);
    await assert.rejects(encodingOf(from(bytes, 1_000)), { name: "SheetFault", code: "encoding", message: /^Line 4 / });
  });

  test("with the mark of UTF-8 it is not taken for another", async () => {
    await assert.rejects(encodingOf(from(Buffer.concat([Buffer.from("\uFEFFa\n"), CP932]), 100)), { code: "encoding" });
  });
});

describe("a CSV", () => {
  test("has lines that end with CRLF, LF, or a lone CR, mixed too, the last one with or without an end", async () => {
    for (const text of ["a,b\r\nc,d\r\n", "a,b\nc,d", "a,b\rc,d\r", "a,b\r\n\r\nc,d\n\n"])
      assert.deepEqual(
        await cellsOf(text),
        [
          ["a", "b"],
          ["c", "d"],
        ],
        JSON.stringify(text),
      );
  });

  test("has values in marks, with lines, separators and marks in them; empty ones at either end stay", async () => {
    assert.deepEqual(await cellsOf('"a\r\nb","c,""d""",\r\n,"",x'), [
      ["a\r\nb", 'c,"d"', ""],
      ["", "", "x"],
    ]);
  });

  test("knows the line in which each row begins", async () => {
    const rows = await rowsOf(['a\r\n"b\n', 'b\rb"\r\n\r', "\nc"]);
    assert.deepEqual(
      rows.map(({ line }) => line),
      [1, 2, 6],
    );
  });

  test("is separated by what its first line with a separator has most of, outside of marks", () => {
    assert.equal(delimiterOf('"a;b;c;d",e\tf,g\n;;;;'), ",");
    assert.equal(delimiterOf("a\tb\tc,d"), "\t");
    assert.equal(delimiterOf("a;b;c"), ";");
    assert.equal(delimiterOf("a title\n\na;b\n,,,,"), ";");
    assert.equal(delimiterOf("a"), ",");
  });

  test("that is broken says where", async () => {
    for (const [text, code, line] of [
      ['a\nb,"c\nd\n', "open-quote", 2],
      ['a\n\n"b"c', "after-quote", 3],
      [`a\n${"x".repeat(100_001)}`, "too-long", 2],
      [",".repeat(1_001), "too-wide", 1],
    ] as const)
      await assert.rejects(rowsOf([text]), { code, message: new RegExp(`ine ${line}\\b`) }, code);
  });

  test("comes out as it went in, wherever it is cut into pieces", async () => {
    const cell = fc.string({ unit: fc.constantFrom("a", "髙", ",", '"', "\n", "\r", " ", "\t"), maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 9 }),
        async (rows, size) => {
          const plain = rows.map((row) => row.map((one) => one.replace(/^[\t\r]/, "x")));
          const text = plain.map(csvLine).join("");
          const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_none, at) =>
            text.slice(at * size, (at + 1) * size),
          );
          assert.deepEqual(
            (await rowsOf(pieces)).map(({ cells }) => cells),
            plain,
          );
        },
      ),
    );
  });
});

test("what a spreadsheet would take for a formula goes out as text; numbers stay numbers", () => {
  for (const formula of ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "＝1"])
    assert.equal(withoutFormula(formula), `'${formula}`);
  for (const harmless of ["-12", "+81312345678", "1,234.5", "a=1", "", "山"])
    assert.equal(withoutFormula(harmless), harmless);
});

test("dates are read as Japanese offices write them", () => {
  for (const [text, date] of [
    ["令和5年5月1日", "2023-05-01"],
    ["令和元年5月1日", "2019-05-01"],
    ["R5.5.1", "2023-05-01"],
    ["Ｒ５．５．１", "2023-05-01"],
    ["r5/5/1", "2023-05-01"],
    ["昭和63年12月31日", "1988-12-31"],
    ["S64.1.7", "1989-01-07"],
    ["平成 35年 1月 2日", "2023-01-02"],
    ["H31.4.30", "2019-04-30"],
    ["2023/5/1", "2023-05-01"],
    ["2023-05-01 00:00:00", "2023-05-01"],
    ["2023年5月1日", "2023-05-01"],
    ["20230501", "2023-05-01"],
    ["2024/2/29", "2024-02-29"],
  ] as const)
    assert.equal(readDate(text)?.toString(), date, text);
  for (const none of [
    "令和元年4月30日",
    "2023/2/29",
    "R0.1.1",
    "5/1",
    "昭和63年",
    "",
    "abc",
    "2023-05-01 12:30",
    "元年5月1日",
  ])
    assert.equal(readDate(none), undefined, none);
  assert.equal(readYear("昭和63年"), 1988);
  assert.equal(readYear("R元"), 2019);
  assert.equal(readYear("2023年"), 2023);
  assert.equal(readYear("63"), undefined);
});

const kind: Pick<SheetKind, "columns" | "check"> = {
  columns: [
    {
      key: "name",
      words: { ja: "氏名", en: "Name" },
      synonyms: ["お名前"],
      required: true,
      parse: (value) => ({ value }),
    },
    { key: "phone", words: { ja: "電話番号", en: "Phone" }, synonyms: ["TEL"], parse: (value) => ({ value }) },
    {
      key: "born",
      words: { ja: "生年月日", en: "Date of birth" },
      parse: (text) => {
        const date = readDate(text);
        if (date === undefined)
          return { wrong: { ja: "「{column}」が日付ではありません。", en: "“{column}” is no date." } };
        return { value: date.toString() };
      },
    },
  ],
};

test("heads find their columns whatever their width, case, blanks and brackets", () => {
  assert.deepEqual(suggestMapping(kind, ["No", "氏　名（漢字）", "ＴＥＬ", "Date Of  Birth*"]), {
    name: 1,
    phone: 2,
    born: 3,
  });
  assert.deepEqual(suggestMapping(kind, ["お名前", "氏名", "電話番号【自宅】", "電話番号"]), { name: 0, phone: 3 });
  assert.deepEqual(suggestMapping(kind, ["", "住所"]), {});
});

test("a row says all that is wrong with it at once, and a formula that counts is reported", () => {
  const mapping = { name: 0, phone: 1, born: 2 };
  assert.deepEqual(checkRow(kind, mapping, { cells: [" 髙﨑 ", "", "R5.5.1"] }), {
    values: { name: "髙﨑", born: "2023-05-01" },
  });
  const checked = checkRow(kind, mapping, { cells: ["", "x", "tomorrow"], formulas: [1, 7] });
  assert.ok("wrong" in checked);
  assert.deepEqual(
    checked.wrong.map(({ en }) => en),
    ["“Name” is empty. Fill it in.", "“Phone” is a formula. Paste it as a value.", "“Date of birth” is no date."],
  );
});

/** A workbook by hand. */
function workbook(sheet: string, more: Readonly<Record<string, string>> = {}, date1904 = false): Uint8Array {
  const files: Record<string, string> = {
    "xl/worksheets/sheet1.xml": `<?xml version="1.0"?><worksheet xmlns="x"><sheetData>${sheet}</sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells></worksheet>`,
    "xl/workbook.xml": `<workbook xmlns:r="r"><workbookPr date1904="${date1904 ? 1 : 0}"/><sheets><sheet name="名簿 &amp; 他" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`,
    "xl/styles.xml": `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="22"/></cellXfs></styleSheet>`,
    "xl/sharedStrings.xml": `<sst><si><t>髙﨑</t><rPh><t>タカサキ</t></rPh></si><si><r><t>太</t></r><r><t xml:space="preserve">字 </t></r></si><si><t/></si></sst>`,
    ...more,
  };
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}

async function readAll(bytes: Uint8Array, size = 1_000): Promise<readonly SheetRow[]> {
  const book = await openWorkbook(from(bytes, size));
  return (await Array.fromAsync(book.rows(0))).flat();
}

describe("a workbook", () => {
  const rows =
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>' +
    '<row r="3"><c r="A3" s="1"><v>45047</v></c><c r="B3" s="2"><v>45047</v></c><c r="C3" s="3"><v>45047.5</v></c><c r="D3"><v>45047</v></c></row>' +
    '<row r="4"><c r="A4"><f>1+1</f><v>2</v></c><c r="B4" t="str"><f>A1</f><v>a&amp;b</v></c><c r="C4" t="inlineStr"><is><t>中</t></is></c><c r="D4" t="b"><v>1</v></c></row>' +
    '<row r="5"/><row r="6"><c r="A6" t="s"><v>2</v></c></row>';

  test("gives rows with their numbers: shared and rich strings, dates by their format, the value of a formula", async () => {
    for (const size of [17, 1_000, 1_000_000]) {
      const read = await readAll(workbook(rows), size);
      assert.deepEqual(read, [
        { line: 1, cells: ["髙﨑", "", "太字 "] },
        { line: 3, cells: ["2023-05-01", "2023-05-01", "2023-05-01 12:00:00", "45047"] },
        { line: 4, cells: ["2", "a&b", "中", "TRUE"], formulas: [0, 1] },
      ]);
    }
  });

  test("names its sheets and what is merged", async () => {
    const book = await openWorkbook(from(workbook(rows)));
    assert.deepEqual(book.sheets, ["名簿 & 他"]);
    assert.deepEqual(await book.merged(0), [{ top: 0, left: 0, bottom: 0, right: 1 }]);
  });

  test("counts its days from 1904 where it says so, and around the day that never was where not", async () => {
    const cell = (serial: number): string => `<row r="1"><c r="A1" s="1"><v>${serial}</v></c></row>`;
    for (const [serial, date1904, date] of [
      [43_585, true, "2023-05-01"],
      [1, false, "1900-01-01"],
      [59, false, "1900-02-28"],
      [61, false, "1900-03-01"],
    ] as const)
      assert.equal((await readAll(workbook(cell(serial), {}, date1904)))[0]?.cells[0], date);
  });

  test("that is none, is cut, is protected, or declares a document type is refused", async () => {
    const whole = workbook(rows);
    const type = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>';
    for (const [what, bytes] of [
      ["text", Buffer.from("a,b\n")],
      ["protected", Buffer.from("d0cf11e0a1b11ae1", "hex")],
      ["without sheets", zipSync({ "a.txt": strToU8("a") })],
      ["cut", whole.subarray(0, 200)],
      ["document type", workbook(rows, { "xl/sharedStrings.xml": `${type}<sst/>` })],
    ] as const)
      await assert.rejects(readAll(bytes), { name: "SheetFault", code: "not-xlsx" }, what);
  });

  test("that unpacks to more than is allowed is refused on the way", async () => {
    const bomb = zipSync({ "xl/sharedStrings.xml": new Uint8Array(12_000_000).fill(32) }, { level: 9 });
    assert.ok(bomb.length < 50_000);
    await assert.rejects(openWorkbook(from(bomb, 1_000_000), 10_000_000), { code: "too-large" });
  });
});

describe("a sheet", () => {
  test("of CP932 with tabs and a title above has its heads and what stands below them", async () => {
    const lines = ["会員名簿", "", "氏名\t電話", "髙﨑\t0312345678", "\t", "表\t"];
    const table: Readonly<Record<string, string>> = {
      髙: "fbfc",
      﨑: "fab1",
      表: "955c",
      会: "89ef",
      員: "88f5",
      名: "96bc",
      簿: "95eb",
      氏: "8e81",
      電: "9364",
      話: "9862",
    };
    const bytes = Buffer.from(
      Array.from(lines.join("\r"), (one) => table[one] ?? Buffer.from(one).toString("hex")).join(""),
      "hex",
    );
    const sheet = await openSheet(from(bytes, 1_000));
    assert.deepEqual(sheet.form, { kind: "csv", encoding: "shift_jis", delimiter: "\t" });
    assert.deepEqual(sheet.heads, ["氏名", "電話"]);
    assert.deepEqual((await Array.fromAsync(sheet.rows())).flat(), [
      { line: 4, cells: ["髙﨑", "0312345678"] },
      { line: 6, cells: ["表", ""] },
    ]);
  });

  test("with merged heads has the words of both rows", async () => {
    const cell = (at: string, text: string): string => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
    const sheet = await openSheet(
      from(
        workbook(
          `<row r="1">${cell("A1", "氏名")}${cell("C1", "生年月日")}</row><row r="2">${cell("A2", "姓")}${cell("B2", "名")}</row>` +
            `<row r="3">${cell("A3", "髙﨑")}${cell("B3", "花子")}${cell("C3", "昭和63年1月2日")}</row>`,
        ),
        1_000,
      ),
    );
    assert.deepEqual(sheet.heads, ["氏名 姓", "氏名 名", "生年月日"]);
    assert.equal(sheet.headLine, 2);
    assert.deepEqual((await Array.fromAsync(sheet.rows())).flat(), [
      { line: 3, cells: ["髙﨑", "花子", "昭和63年1月2日"] },
    ]);
  });

  test("without a row below its heads, or without any, is refused", async () => {
    for (const text of ["", "\n\n", "氏名,電話\n", "氏名,電話\n,\n"])
      await assert.rejects(openSheet(from(Buffer.from(text), 100)), { code: "no-rows" }, JSON.stringify(text));
  });
});
