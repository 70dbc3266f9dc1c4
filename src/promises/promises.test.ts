import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { Hono } from "hono";
import { UNWATCHED } from "../../test/unset.ts";
import { build, type Program } from "../policy/index.ts";
import { type Around, type House, type Mechanism, type Room, runAsked } from "../room/index.ts";
import { delivery, notFound, onError, securityHeaders } from "../web/index.ts";
import { createIdFactory, LANGUAGES } from "../wire/index.ts";
import { promisesRoom } from "./index.ts";

const POLICY = `
policy:
  id: small
  version: 2023-05-01
  inForceFrom: 2023-05-01
  title: { ja: 小さなポリシー, en: A small policy }
  languages: { required: [ja, en], prevailing: ja }
  publisher: shop
settings:
  because: { ja: 試験, en: a test }
  retention: {}
  emergencyEvidenceHours: 24
  foreignCheckMonths: 12
document:
  parts:
    - id: second-first
      heading: { ja: 先に置くもの, en: What comes first }
      clauses: [C2]
      parts:
        - { id: inner, heading: { ja: 中, en: Inner }, clauses: [C2.a, C2] }
    - { id: then, heading: { ja: あと, en: Then }, clauses: ["0.2"] }
items: { name: { name: { ja: 氏名, en: name } } }
operators: { shop: { name: { ja: 店, en: The shop }, kind: company, country: JP } }
people: { customer: { name: { ja: お客さま, en: customers }, items: [name] } }
purposes: { answer: { operators: [shop], people: [customer], items: [name], clause: C2.a } }
promises:
  "0.2": { title: { ja: めざすこと, en: What we aim for }, aspiration: { ja: 姿勢です。, en: It is an attitude. } }
  B9: { text: { ja: 文書にない条項, en: Not in the document } }
  C2: { title: { ja: ご案内, en: Information }, text: { ja: ご案内します。, en: We inform you. } }
  C2.a: { title: { ja: 郵便, en: By post } }
`;

const CLAIM: Mechanism = {
  clause: "C2.a",
  room: "other",
  name: "decision",
  how: { ja: "答えます。", en: "Decides by it." },
};
const otherRoom: Room = { name: "other", mechanisms: () => [CLAIM] };
const clock = { now: () => Temporal.Instant.from("2026-11-22T00:00:00Z") };
const ids = createIdFactory(clock);

function program(): Program {
  const { program: built, diagnostics } = build([{ path: "small.yaml", bytes: new TextEncoder().encode(POLICY) }]);
  assert.ok(built, diagnostics.map(({ message }) => message.en).join("\n"));
  return built;
}

const house: House = {
  ...UNWATCHED,
  clock,
  ids,
  packs: new Map([["small", { id: "small", versions: [program()] }]]),
  navigation: promisesRoom.navigation ?? [],
  records: [],
  notices: () => Promise.resolve([]),
  jobs: [],
  mails: [],
  mechanisms: () => [CLAIM],
  timeline: () => Promise.resolve([]),
  find: () => Promise.resolve([]),
};

const app = new Hono();
app.use(securityHeaders(), delivery());
app.onError(onError(house));
app.notFound(notFound(house));
if (promisesRoom.routes !== undefined) app.route("/", promisesRoom.routes(house));

describe("the board of promises", () => {
  it("counts in its heading what has a mechanism", async () => {
    const page = await (await app.request("/en/promises")).text();
    assert.match(page, /<h1>1 of 4 clauses have a mechanism that keeps them<\/h1>/);
    assert.match(page, /Nothing is kept here, so whether they are kept was not looked at\./);
    assert.match(
      await (await app.request("/ja/promises")).text(),
      /<h1>条項4件のうち、1件に守る仕組みがあります<\/h1>/,
    );
  });
  it("has one row for each clause, in the order of the document, what stands outside it last", async () => {
    const page = await (await app.request("/en/promises")).text();
    const clauses = [...page.matchAll(/href="\/en\/policies\/small\/2023-05-01#([^"]+)"/g)].map(([, clause]) => clause);
    assert.deepEqual(clauses, ["C2", "C2.a", "0.2", "B9"]);
  });
  it("says a state by word and sign, and by what", async () => {
    const page = await (await app.request("/en/promises")).text();
    assert.match(
      page,
      /<strong class="mark unobserved"><svg[^>]*>.*?<\/svg>Unobserved<\/strong><p class="quiet">Decision: Decides by it\.<\/p>/,
    );
    assert.match(
      page,
      /<strong class="mark aspiration"><svg[^>]*>.*?<\/svg>An attitude<\/strong><p class="quiet">It is an attitude\.<\/p>/,
    );
    assert.match(page, /<strong class="mark not-yet"><svg[^>]*>.*?<\/svg>Not yet<\/strong>/);
  });
  it("is there for each policy by name, and for no other", async () => {
    assert.equal((await app.request("/ja/promises/small")).status, 200);
    assert.equal((await app.request("/ja/promises/none")).status, 404);
  });
  it("holds no inline style and no script, and names its languages", async () => {
    for (const lang of LANGUAGES) {
      const page = await (await app.request(`/${lang}/promises`)).text();
      assert.doesNotMatch(page, /\sstyle=|<style|<script|\son[a-z]+=/);
      assert.match(page, /hreflang="ja" href="\/ja\/promises"/);
    }
  });
});

describe("yakusoku promises", () => {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "yakusoku-promises-"));
    await writeFile(join(folder, "policy.yaml"), POLICY);
  });
  after(() => rm(folder, { recursive: true }));

  const run = async (args: readonly string[]): Promise<{ code: number | undefined; out: string; err: string }> => {
    let out = "";
    let err = "";
    const context: Around = {
      clock,
      ids,
      out: (text) => void (out += text),
      err: (text) => void (err += text),
      stdin: async () => "",
      environment: { YAKUSOKU_DATA: join(folder, "none") },
      defaultPack: folder,
      rooms: [promisesRoom, otherRoom],
    };
    const command = promisesRoom.commands?.[0];
    return { code: command === undefined ? undefined : await runAsked(command, args, context), out, err };
  };

  it("lists every promise with what is claimed for it, and lets none inherit", async () => {
    const { code, out } = await run(["--json"]);
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(out), {
      pack: "small",
      version: "2023-05-01",
      at: "2026-11-22T00:00:00Z",
      since: "2026-08-24T00:00:00Z",
      records: false,
      promises: [
        { clause: "C2", title: { ja: "ご案内", en: "Information" }, state: "not-yet", mechanisms: [] },
        {
          clause: "C2.a",
          title: { ja: "郵便", en: "By post" },
          state: "unobserved",
          mechanisms: [{ room: "other", name: "decision", how: CLAIM.how, state: "unobserved", observations: [] }],
        },
        {
          clause: "0.2",
          title: { ja: "めざすこと", en: "What we aim for" },
          state: "aspiration",
          mechanisms: [],
          aspiration: { ja: "姿勢です。", en: "It is an attitude." },
        },
        { clause: "B9", title: { ja: "文書にない条項", en: "Not in the document" }, state: "not-yet", mechanisms: [] },
      ],
    });
  });
  it("says the same in words, with the counts", async () => {
    const { out } = await run(["--language", "ja"]);
    assert.match(out, /^C2\.a\tまだ確かめる材料がありません\tdecision\t郵便$/m);
    assert.match(out, /守られています 0、.*まだ仕組みがありません 2、姿勢を述べたもの 1\n$/);
    assert.match(out, /記録は見ていません。/);
  });
  it("explains what it was asked wrongly, and what it cannot read", async () => {
    for (const [args, words] of [
      [["--nope"], /no option “--nope”/],
      [["/nowhere/at/all"], /There is no “\/nowhere/],
      [[join(folder, "policy.yaml")], /not a folder/],
    ] as const) {
      const { code, err } = await run(args);
      assert.equal(code, 2);
      assert.match(err, words);
    }
  });
  it("says where a policy is broken", async () => {
    const broken = await mkdtemp(join(tmpdir(), "yakusoku-broken-"));
    await writeFile(join(broken, "policy.yaml"), "policy: 1");
    const { code, err } = await run([broken]);
    await rm(broken, { recursive: true });
    assert.equal(code, 2);
    assert.match(err, /policy\.yaml:1:\d+/);
  });
});
