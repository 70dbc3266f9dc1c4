import assert from "node:assert/strict";
import { readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "kysely";
import sharp from "sharp";
import { z } from "zod";
import { type Kind, onEachDatabase } from "../../test/databases.ts";
import { noted } from "../../test/desk.ts";
import {
  heic,
  largePhoto,
  objectStream,
  pdf,
  pdfOf,
  photo,
  png,
  pngBomb,
  svg,
  webp,
  zip,
} from "../../test/hostile-files.ts";
import { housed, send, sendRaw, taken, uploadApp, type UploadHouse } from "../../test/uploading.ts";
import { act, type Desk } from "../act/index.ts";
import { shredDataKeys } from "../database/index.ts";
import { idOf, LANGUAGES, uuidOf } from "../wire/index.ts";
import { begin } from "./commands.ts";
import { openUploads } from "./index.ts";
import { REFUSALS } from "./refusals.ts";

onEachDatabase("uploads", (open) => {
  const house: { it?: UploadHouse } = {};
  const it = (): UploadHouse => house.it ?? assert.fail("not opened");
  before(async () => {
    house.it = await housed(open);
  });

  test("a photograph comes back upright, without the place where it was taken, under the name it had", async () => {
    const original = await photo();
    const sentAs = await sharp(original).metadata();
    assert.equal(sentAs.orientation, 6);
    assert.ok(sentAs.exif?.includes("MARKED-OWNER"));
    const { uploads, fields } = await send(it().app, [["髙﨑の免許証.PNG", original]]);
    assert.deepEqual(fields, { note: "メモ" });
    const [one] = uploads;
    assert.equal(one?.state, "stored");
    assert.equal(one.kind, "jpeg");
    assert.equal(one.name, "髙﨑の免許証.PNG");
    const response = await it().app.request(`/${one.id}`);
    assert.equal(response.status, 200);
    assert.equal(response.headers.get("Content-Type"), "image/jpeg");
    assert.equal(response.headers.get("Content-Security-Policy"), "default-src 'none'; sandbox");
    assert.equal(response.headers.get("X-Content-Type-Options"), "nosniff");
    assert.equal(
      response.headers.get("Content-Disposition"),
      `attachment; filename="______.jpg"; filename*=UTF-8''${encodeURIComponent("髙﨑の免許証.jpg")}`,
    );
    const kept = Buffer.from(await response.arrayBuffer());
    assert.equal(kept.length, one.bytes);
    const after = await sharp(kept).metadata();
    assert.deepEqual(
      [after.width, after.height, after.orientation, after.exif, after.xmp, after.iptc],
      [300, 400, undefined, undefined, undefined, undefined],
    );
    for (const mark of ["MARKED-OWNER", "Exif", "GPS"]) assert.ok(!kept.includes(mark), mark);
    // The white corner at the top left stands at the top right of what was turned clockwise.
    const { data } = await sharp(kept)
      .extract({ left: 250, top: 20, width: 1, height: 1 })
      .raw()
      .toBuffer({ resolveWithObject: true });
    assert.ok(data[0] !== undefined && data[0] > 240);
  });

  test("nothing of a file or its name is to be read on the disk or in the database", async () => {
    const document = await pdf(1, { compress: false }, (one) => void one.text("MARKED-CONTENT"));
    const marked = Buffer.concat([document.subarray(0, -7), Buffer.from("\n%MARKED-CONTENT\n%%EOF\n")]);
    const id = await taken(it().app, marked, "MARKED-NAME.pdf");
    const uuid = uuidOf("upload", id) ?? "";
    const paths = (await it().files()).filter((path) => path.includes(uuid));
    assert.equal(paths.length, 1);
    for (const path of paths) {
      assert.ok(!(await readFile(path)).includes("MARKED"));
      assert.equal((await stat(path)).mode & 0o777, 0o600);
    }
    const { rows } = await sql<{ all: string }>`select (select string_agg(upload::text, ' ') from upload)
      || (select string_agg(entry, ' ') from event) as all`.execute(it().desk.database.kysely);
    assert.doesNotMatch(rows[0]?.all ?? "", /MARKED/);
    const response = await it().app.request(`/${id}`);
    assert.deepEqual(Buffer.from(await response.arrayBuffer()), marked);
  });

  test("PNG and WebP are made anew in their kind; a PDF stays as it is, and is told by its content", async () => {
    for (const [name, bytes, kind, type] of [
      ["a.jpg", await png(), "png", "image/png"],
      ["b", await webp(), "webp", "image/webp"],
      ["c.jpg", await pdf(2), "pdf", "application/pdf"],
    ] as const) {
      const { uploads } = await send(it().app, [[name, bytes]]);
      assert.deepEqual([uploads[0]?.state, uploads[0]?.kind], ["stored", kind]);
      const response = await it().app.request(`/${uploads[0]?.id}`);
      assert.equal(response.headers.get("Content-Type"), type);
      assert.match(
        response.headers.get("Content-Disposition") ?? "",
        new RegExp(`^attachment; filename="\\w\\.${kind}"`),
      );
    }
  });

  const launch = "<< /S /Launch /F (calc.exe) >>";
  const script = "<< /S /JavaScript /JS (app.alert(1)) >>";
  const hostile: readonly (readonly [
    what: string,
    code: keyof typeof REFUSALS,
    bytes: () => Buffer | Promise<Buffer>,
  ])[] = [
    ["an empty file", "empty", () => Buffer.alloc(0)],
    ["a HEIC picture", "heic", heic],
    ["an SVG picture with a script", "svg", svg],
    ["an archive", "zip", () => zip()],
    ["an archive that unpacks to 50 MB", "zip", () => zip(50_000_000)],
    ["a program", "unknown-kind", () => Buffer.from(`MZ${"\0".repeat(200)}`)],
    ["a page of HTML", "unknown-kind", () => Buffer.from("<!DOCTYPE html><script>alert(1)</script>")],
    ["a film", "video", () => Buffer.from("\0\0\0\u0018ftypisom\0\0\0\0", "latin1")],
    ["a GIF", "other-image", () => Buffer.from("GIF89a")],
    ["a picture of 50,000 × 50,000 pixels in 3 KB", "too-many-pixels", pngBomb],
    ["a JPEG that is an archive too", "two-kinds", async () => Buffer.concat([await photo(), zip()])],
    [
      "an archive with a comment behind a JPEG",
      "two-kinds",
      async () => {
        const archive = Buffer.concat([zip(), Buffer.from("comment")]);
        archive.writeUInt16LE(7, archive.length - 7 - 2);
        return Buffer.concat([await photo(), archive]);
      },
    ],
    [
      "a PNG that says it is a JPEG in its first bytes",
      "two-kinds",
      async () => Buffer.concat([Buffer.from("ffd8ffe0", "hex"), Buffer.from("%PDF-1.4")]),
    ],
    ["a JPEG that breaks off", "image-unreadable", async () => (await photo()).subarray(0, 700)],
    [
      "a JPEG of noise",
      "image-unreadable",
      () => Buffer.concat([Buffer.from("ffd8ffe0", "hex"), Buffer.alloc(5_000, 7)]),
    ],
    ["a PDF behind something else", "two-kinds", async () => Buffer.concat([Buffer.from("#!/bin/sh\n"), await pdf()])],
    ["a PDF that is an archive too", "two-kinds", async () => Buffer.concat([await pdf(), zip()])],
    ["a PDF that breaks off", "pdf-unreadable", async () => (await pdf()).subarray(0, 500)],
    ["a PDF with a password", "pdf-encrypted", () => pdf(1, { userPassword: "secret" })],
    ["a PDF with an owner's password", "pdf-encrypted", () => pdf(1, { ownerPassword: "secret" })],
    ["a PDF with JavaScript", "pdf-active", () => pdfOf("/OpenAction 4 0 R", script)],
    [
      "a PDF whose JavaScript is written with escapes",
      "pdf-active",
      () => pdfOf("/OpenAction 4 0 R", script.replace("/JavaScript", "/J#61vaScri#70t")),
    ],
    ["a PDF with JavaScript in an object stream", "pdf-active", () => pdfOf("/OpenAction 9 0 R", objectStream(script))],
    [
      "a PDF with JavaScript in an object stream without a filter",
      "pdf-active",
      () => pdfOf("", objectStream(script, "")),
    ],
    [
      "a PDF with an object within a stream",
      "pdf-active",
      () => pdfOf("/OpenAction 9 0 R", `<< /Length 99 >>\nstream\n9 0 obj ${script} endobj\nendstream`),
    ],
    [
      "a PDF whose object stream cannot be looked into",
      "pdf-unreadable",
      () => pdfOf("", objectStream(script, "/Filter /LZWDecode")),
    ],
    [
      "a PDF with an object stream behind two filters",
      "pdf-unreadable",
      () => pdfOf("", objectStream(script, "/Filter [/FlateDecode /ASCIIHexDecode]")),
    ],
    [
      "a PDF whose object stream unpacks to 70 MB",
      "pdf-unreadable",
      () => pdfOf("", objectStream(" ".repeat(70_000_000))),
    ],
    ["a PDF that starts a program", "pdf-active", () => pdfOf("/OpenAction 4 0 R", launch)],
    [
      "a PDF with a file in it",
      "pdf-active",
      () => pdf(1, {}, (one) => void one.file(Buffer.from("x"), { name: "x.exe" })),
    ],
    ["a PDF of 500 pages", "too-many-pages", () => pdf(500)],
  ];
  for (const [what, code, bytes] of hostile) {
    test(`${what} is refused, with words that say how to mend it`, async () => {
      const { uploads } = await send(it().app, [["a.jpg", await bytes()]]);
      assert.equal(uploads[0]?.state, "refused");
      assert.equal(uploads[0].code, code);
      for (const language of LANGUAGES) {
        const words: string = uploads[0].words?.[language] ?? "";
        assert.ok(words.length > 20);
        assert.doesNotMatch(words, /\{|undefined/);
      }
    });
  }

  test("of what was refused nothing is left but that it was there", async () => {
    const { rows } = await sql<{ id: string; rest: string; reason: string; wrapped: Uint8Array | null }>`
      select u.id, u.reason, k.wrapped, concat(u.sealed, u.part, u.kind, u.bytes) as rest
      from upload u join data_key k on k.id = u.key_id where state = 'refused'`.execute(it().desk.database.kysely);
    assert.ok(rows.length >= 10);
    const paths = await it().files();
    for (const { id, rest, wrapped, reason } of rows) {
      assert.ok(!paths.some((path) => path.includes(id)));
      assert.deepEqual([rest, wrapped], ["", null]);
      assert.ok(Object.hasOwn(REFUSALS, reason));
    }
  });

  test("one bad file among good ones is refused alone, and each has its own name", async () => {
    const { uploads } = await send(it().app, [
      ["one.jpg", await photo()],
      ["two.jpg", svg()],
      ["three.jpg", await png()],
    ]);
    assert.deepEqual(
      uploads.map(({ state, name }) => [state, name]),
      [
        ["stored", "one.jpg"],
        ["refused", "two.jpg"],
        ["stored", "three.jpg"],
      ],
    );
  });

  test("a body that is a file itself is taken in, with its name", async () => {
    const put = await it().app.request("/of/case", {
      method: "PUT",
      headers: { "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent("在留カード.png")}` },
      body: Uint8Array.from(await png()),
    });
    assert.equal(put.status, 201);
    const { id } = z.object({ id: z.string() }).parse(await put.json());
    const got = await it().app.request(`/${id}`);
    assert.match(got.headers.get("Content-Disposition") ?? "", /%E5%9C%A8%E7%95%99%E3%82%AB%E3%83%BC%E3%83%89\.png$/);
  });

  test("one that is refused so is a problem in the reader's language, with the place", async () => {
    const put = await it().app.request("/of/case", {
      method: "PUT",
      headers: { "Accept-Language": "ja" },
      body: Uint8Array.from(heic()),
    });
    assert.equal(put.status, 422);
    const problem: unknown = await put.json();
    const { code, errors } = z
      .object({ code: z.string(), errors: z.array(z.object({ pointer: z.string(), detail: z.string() })) })
      .parse(problem);
    assert.equal(code, "upload-refused");
    assert.deepEqual(errors, [{ pointer: "/0", detail: REFUSALS.heic.ja }]);
  });

  test("a name in CP932, as an old machine sends it, is read", async () => {
    const name = Buffer.from("fbfcfab1955c2e706e67", "hex");
    const body = Buffer.concat([
      Buffer.from('--b\r\nContent-Disposition: form-data; name="file"; filename="'),
      name,
      Buffer.from('"\r\nContent-Type: image/png\r\n\r\n'),
      await png(),
      Buffer.from("\r\n--b--\r\n"),
    ]);
    const { uploads } = await sendRaw(it().app, body, "multipart/form-data; boundary=b");
    assert.deepEqual([uploads[0]?.state, uploads[0]?.name], ["stored", "髙﨑表.png"]);
  });

  test("a form that breaks off in a file refuses that one and keeps what came whole", async () => {
    const part = (name: string): Buffer =>
      Buffer.from(`--b\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n`);
    const good = await png();
    const body = Buffer.concat([part("a.png"), good, Buffer.from("\r\n"), part("b.png"), good.subarray(0, 60)]);
    const { uploads } = await sendRaw(it().app, body, "multipart/form-data; boundary=b");
    assert.deepEqual(
      uploads.map(({ state, code }) => [state, code]),
      [
        ["stored", undefined],
        ["refused", "cut-off"],
      ],
    );
  });

  test("a second boundary changes nothing of where a file ends", async () => {
    const good = await png();
    const inner = Buffer.concat([
      good,
      Buffer.from("\r\n--c\r\nContent-Disposition: form-data; name=x\r\n\r\ny\r\n--c--\r\n"),
    ]);
    const body = Buffer.concat([
      Buffer.from('--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n'),
      inner,
      Buffer.from("\r\n--b--\r\n"),
    ]);
    const { uploads, fields } = await sendRaw(it().app, body, "multipart/form-data; boundary=b; boundary=c");
    // It goes by one of them throughout: there are a file and no field, or no file and a field.
    const outcome = [uploads.map(({ state }) => state), fields["x"]];
    assert.ok([JSON.stringify([["stored"], undefined]), JSON.stringify([[], "y"])].includes(JSON.stringify(outcome)));
  });

  test("a form without a boundary, or that is none, is a problem", async () => {
    for (const [type, body] of [
      ["multipart/form-data", "x"],
      ["multipart/form-data; boundary=b", "no form at all"],
    ] as const) {
      const response = await it().app.request("/of/case", { method: "POST", headers: { "Content-Type": type }, body });
      assert.equal(response.status, 400, type);
      assert.equal(z.object({ code: z.string() }).parse(await response.json()).code, "malformed-form");
    }
  });

  test("a field for files that was left empty is nothing", async () => {
    const { uploads } = await sendRaw(
      it().app,
      Buffer.from('--b\r\nContent-Disposition: form-data; name="file"; filename=""\r\n\r\n\r\n--b--\r\n'),
      "multipart/form-data; boundary=b",
    );
    assert.deepEqual(uploads, []);
  });

  test("too many files: those beyond are refused, and the others are there", async () => {
    const app = uploadApp(it().desk, { files: 2 });
    const good = await png();
    const { uploads } = await send(
      app,
      ["a", "b", "c"].map((name) => [name, good] as const),
    );
    assert.deepEqual(
      uploads.map(({ state, code }) => code ?? state),
      ["stored", "stored", "too-many-files"],
    );
  });

  test("a file beyond the limit is refused, whatever is behind it comes in", async () => {
    const app = uploadApp(it().desk, { fileBytes: 20_000 });
    const { uploads } = await send(app, [
      ["large.jpg", await largePhoto(100_000)],
      ["small.png", await png()],
    ]);
    assert.deepEqual(
      uploads.map(({ state, code }) => code ?? state),
      ["too-large", "stored"],
    );
  });

  test("an owner has so many bytes and no more, with many sent at once too; another owner has their own", async () => {
    const document = await pdf();
    const app = uploadApp(it().desk, { ownerBytes: document.length * 3 + 10 });
    const answers = await Promise.all(Array.from({ length: 6 }, () => send(app, [["a.pdf", document]], "full")));
    const outcomes = answers.flatMap(({ uploads }) => uploads.map(({ state, code }) => code ?? state)).toSorted();
    assert.deepEqual(outcomes, ["owner-full", "owner-full", "owner-full", "stored", "stored", "stored"]);
    assert.equal((await send(app, [["a.pdf", document]], "other")).uploads[0]?.state, "stored");
  });

  test("who sends nothing more is cut off, and so is who sends next to nothing", async () => {
    const start = (await photo()).subarray(0, 2_000);
    const endless = (every: number): ReadableStream<Uint8Array> =>
      new ReadableStream({
        start: (controller) => controller.enqueue(Uint8Array.from(start)),
        pull: async (controller) => {
          await pause(every, undefined, { ref: false });
          controller.enqueue(Uint8Array.of(1));
        },
      });
    for (const [caps, every] of [
      [{ idleSeconds: 0.2 }, 3_600_000],
      [{ seconds: 0.3 }, 20],
    ] as const) {
      const app = uploadApp(it().desk, caps);
      const controller = new AbortController();
      const response = await app.request(
        new Request("http://localhost/of/slow", {
          method: "PUT",
          body: endless(every),
          duplex: "half",
          signal: controller.signal,
        }),
      );
      assert.equal(response.status, 422);
      assert.match(await response.text(), /did not arrive in time/);
    }
  });

  test("a check that takes too long or too much memory is a file that is refused, and the server goes on", async () => {
    const large = await largePhoto(3_000_000);
    for (const caps of [{ checkSeconds: 0.01 }, { checkBytes: 10_000_000 }]) {
      const { uploads } = await send(uploadApp(it().desk, caps), [["a.jpg", large]]);
      assert.equal(uploads[0]?.code, "check-failed");
    }
    await taken(it().app, await photo());
  });

  test("a file that was changed on the disk does not come out", async () => {
    const id = await taken(it().app, await pdf(), "a.pdf");
    const path = (await it().files()).find((one) => one.includes(uuidOf("upload", id) ?? "-")) ?? "";
    const bytes = await readFile(path);
    const at = bytes.length - 40;
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    await writeFile(path, bytes);
    await assert.rejects(async () => await (await it().app.request(`/${id}`)).arrayBuffer(), { code: "tampered" });
    await truncate(path, 17);
    await assert.rejects(async () => await (await it().app.request(`/${id}`)).arrayBuffer(), { name: "SealError" });
  });

  test("an upload is in its room's list, by owner", async () => {
    const id = await taken(it().app, await png(), "a.png", "listed");
    await send(it().app, [["b.pdf", await pdf(500)]], "listed");
    const listed = z
      .array(z.object({ id: z.string(), state: z.string(), kind: z.string().optional() }))
      .parse(await (await it().app.request("/of/listed")).json());
    // The clock of the test stands still, so either may come first.
    assert.deepEqual(
      new Map(listed.map(({ state, kind }) => [state, kind])),
      new Map([
        ["stored", "png"],
        ["refused", undefined],
      ]),
    );
    assert.equal(listed.find(({ state }) => state === "stored")?.id, id);
  });
});

onEachDatabase("uploads that end", (open, kind: Kind) => {
  test("a shredded one opens no more, its key is on the list, its file is gone once the job ran", async () => {
    const { app, desk, jobs, files, stateOf } = await housed(open);
    const id = await taken(app, await photo());
    const other = await taken(app, await photo());
    await jobs.work(() => ({ desk, around: { actor: { kind: "system", id: "test" } } }));
    assert.equal((await app.request(`/${id}`, { method: "DELETE" })).status, 204);
    assert.equal((await app.request(`/${id}`)).status, 404);
    assert.equal((await app.request(`/${id}`, { method: "DELETE" })).status, 404);
    assert.equal(await stateOf(id), "shredded");
    while ((await files()).length > 1) await pause(10);
    await jobs.stop();
    assert.equal((await app.request(`/${other}`)).status, 200);
    const { rows } = await sql<{ key_id: string; wrapped: null; sealed: null }>`
      select key_id, wrapped, sealed from upload join data_key k on k.id = key_id where state = 'shredded'`.execute(
      desk.database.kysely,
    );
    const listed = (await desk.shredList.read()).keys.map(({ dataKey }) => dataKey);
    assert.equal(rows.length, 1);
    for (const row of rows) {
      assert.ok(listed.includes(row.key_id));
      assert.deepEqual([row.wrapped, row.sealed], [null, null]);
    }
  });

  test("what was being received when the server was killed is refused, and its file is removed", async () => {
    const { app, desk, folder, files, stateOf, hands } = await housed(open);
    const kept = await taken(app, await photo());
    const begun = await begunUpload(desk);
    const stray = join(folder, "uploads", (await files())[0]?.split("/").at(-2) ?? "");
    const uuid = uuidOf("upload", begun) ?? "";
    await writeFile(join(stray, `${uuid}.received`), "half");
    await writeFile(join(stray, `${uuid}.remade`), "half");
    await writeFile(join(stray, `${uuidOf("upload", kept)}.received`), "left behind");
    await writeFile(join(stray, "01234567-89ab-7def-8123-456789abcdef.received"), "of no row");
    await writeFile(join(stray, "README"), "not ours");
    await openUploads({ folder })(desk);
    if (kind === "postgresql") {
      // Another process may be receiving it: it has until its time is up.
      assert.equal(await stateOf(begun), "receiving");
      hands.now = hands.now.add({ seconds: 61 });
      await openUploads({ folder })(desk);
    }
    assert.equal(await stateOf(begun), "refused");
    // The files of one that was given up go at the next look.
    await openUploads({ folder })(desk);
    const names = (await files()).map((path) => path.split("/").at(-1) ?? "").toSorted();
    assert.deepEqual(names, [`${uuidOf("upload", kept)}.remade`, "README"].toSorted());
    assert.equal((await app.request(`/${kept}`)).status, 200);
  });

  test("an older copy of the database does not bring a shredded one back", async () => {
    const { app, desk, folder, files, stateOf } = await housed(open);
    const id = await taken(app, await photo());
    // As after the restore: the row stands as before, the list of shredded keys has dropped its key.
    const { rows } = await sql<{ key_id: string }>`select key_id from upload`.execute(desk.database.kysely);
    const keys = rows.map(({ key_id }) => key_id);
    await desk.shredList.append(keys);
    await act(
      desk,
      {
        name: "test.drop",
        input: {},
        run: async (step) => {
          await step.append({ kind: noted, body: { number: 1 } });
          await shredDataKeys(step.tx, keys);
        },
      },
      { actor: { kind: "system", id: "test" } },
    );
    assert.equal((await app.request(`/${id}`)).status, 404);
    await openUploads({ folder })(desk);
    assert.equal(await stateOf(id), "shredded");
    await openUploads({ folder })(desk);
    assert.deepEqual(await files(), []);
  });

  test("a row that was stored and whose file is missing is not shown as anything else", async () => {
    const { app, desk, folder, files } = await housed(open);
    const id = await taken(app, await pdf(), "a.pdf");
    const [path = ""] = await files();
    const bytes = await readFile(path);
    await rm(path);
    await assert.rejects(async () => await (await app.request(`/${id}`)).arrayBuffer(), { code: "ENOENT" });
    await openUploads({ folder })(desk);
    // Put back beside the restored database it opens again.
    await writeFile(path, bytes);
    assert.equal((await app.request(`/${id}`)).status, 200);
  });
});

async function begunUpload(desk: Desk): Promise<string> {
  const begun = await act(desk, begin({ owner: { room: "test", id: "case" }, name: "a.jpg", seconds: 60 }), {
    actor: { kind: "system", id: "test" },
  });
  return idOf("upload", begun.uuid);
}
