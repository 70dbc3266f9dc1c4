import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { Hono } from "hono";
import { z } from "zod";
import { UNSET, UNWATCHED } from "../../test/unset.ts";
import { build, type Program } from "../policy/index.ts";
import { type CommandContext, type House, runAsked } from "../room/index.ts";
import { onError } from "../web/index.ts";
import { createIdFactory, type Language, systemClock } from "../wire/index.ts";
import { diffCommand } from "./diff-command.ts";
import { publishRoom } from "./index.ts";

const POLICY = (version: string, purpose: string, more: { phone?: string; period?: string } = {}): string => `
policy:
  id: shop
  version: ${version}
  inForceFrom: ${version}
  title: { ja: 店の約束, en: A shop's promises }
  languages: { required: [ja, en], prevailing: ja }
  publisher: shop
settings:
  because: { ja: 試験, en: A test }
  retention: { buyer: { period: ${more.period ?? "P1Y"}, after: { ja: 買い物, en: the purchase } } }
  emergencyEvidenceHours: 24
  foreignCheckMonths: 12
document:
  parts: [{ id: all, clauses: [C1] }]
items:
  name: { name: { ja: 氏名, en: name } }
operators:
  shop: { name: { ja: 店, en: The shop }, kind: company, country: JP }
people:
  buyer: { name: { ja: お客さま, en: buyers }, items: [name] }
purposes:
  buyer.sale: { operators: [shop], people: [buyer], items: [name], clause: C1 }
contacts:
  desk: { name: { ja: 受付, en: The desk }, for: { ja: ご相談, en: Questions }, phone: ${more.phone ?? "03-1111-1111"} }
promises:
  C1: { text: { ja: ${purpose}, en: ${purpose} } }
`;

const FIRST = POLICY("2024-01-01", "販売");
const LATER = POLICY("2025-01-01", "広告", { phone: "03-2222-2222", period: "P2Y" });

let folder = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "yakusoku-diff-"));
  for (const [name, text] of [
    ["pack/2024-01-01", FIRST],
    ["pack/2025-01-01", LATER],
    ["dates/2024-01-01", FIRST],
    ["words/2024-01-01", POLICY("2024-01-01", "販売", { phone: "03-2222-2222" })],
    ["kept/2024-01-01", POLICY("2024-01-01", "販売", { period: "P3M" })],
    ["broken/2024-01-01", FIRST.replace("people: [buyer]", "people: [byer]")],
  ] as const) {
    await mkdir(join(folder, name), { recursive: true });
    await writeFile(join(folder, name, "policy.yaml"), text);
  }
});
after(() => rm(folder, { recursive: true }));

async function run(
  args: readonly string[],
  lang: Language = "en",
): Promise<{ code: number; out: string; err: string }> {
  let out = "";
  let err = "";
  const context: Omit<CommandContext, "language"> = {
    ...UNSET,
    clock: systemClock,
    ids: createIdFactory(systemClock),
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    stdin: async () => "",
    environment: {},
    records: () => Promise.resolve(undefined),
    defaultPack: join(folder, "pack"),
    rooms: [publishRoom],
  };
  const named = args.map((one) => (one.startsWith("-") || !one.includes("/") ? one : join(folder, one)));
  const code = await runAsked(diffCommand, [...named, "--language", lang], context);
  return { code, out, err };
}

describe("yakusoku diff", () => {
  it("compares the two newest versions of a pack, the gravest changes first, each with clause and article", async () => {
    const { code, out } = await run([]);
    assert.equal(code, 1);
    assert.match(out, /^shop 2024-01-01 → shop 2025-01-01\n/);
    const classes = [...out.matchAll(/\[([a-z-]+)\] (\d+)$/gm)].map(([, name, count]) => [name, count]);
    assert.deepEqual(classes, [
      ["judgement", "1"],
      ["publish", "1"],
      ["editorial", "3"],
    ]);
    assert.match(
      out,
      /Clause “広告” \(C1\), text: .*buyer\.sale \[C1\]\n {4}For a human to judge: .*APPI Art\. 17\(2\)/,
    );
    assert.match(out, /If so: .*APPI Art\. 21\(3\)\)\n {4}If not: .*APPI Art\. 18\(1\)\)/);
    assert.match(out, /retention: buyers P1Y → P2Y \(not published\)/);
    assert.match(out, /5 changes \(judgement 1, publish 1, editorial 3\)\. .*2025-01-01/);
  });

  it("says the same in Japanese", async () => {
    const { out } = await run(["pack/2024-01-01", "pack/2025-01-01"], "ja");
    assert.match(out, /人が判断する \[judgement\] 1/);
    assert.match(out, /いいえなら：.*法第18条第1項）/);
    assert.match(out, /5 件の変更/);
  });

  it("gives changes and summary as JSON", async () => {
    const { out } = await run(["--json", "pack/2024-01-01", "pack/2025-01-01"]);
    const answer: unknown = JSON.parse(out);
    assert.partialDeepStrictEqual(answer, {
      from: { version: "2024-01-01" },
      to: { version: "2025-01-01" },
      summary: { gravest: "judgement", before: "judgement", inForceFrom: "2025-01-01" },
    });
    assert.match(out, /"pointers":\["\/promises\/C1\/text"\]/);
  });

  it("exits with 0 for what is editorial, and by --fail-on", async () => {
    assert.equal((await run(["dates/2024-01-01", "kept/2024-01-01"])).code, 0);
    assert.equal((await run(["dates/2024-01-01", "dates/2024-01-01"])).code, 0);
    assert.match((await run(["dates/2024-01-01", "dates/2024-01-01"])).out, /Nothing has changed/);
    assert.equal((await run(["dates/2024-01-01", "words/2024-01-01"])).code, 1);
    assert.equal((await run(["dates/2024-01-01", "words/2024-01-01", "--fail-on", "notify"])).code, 0);
    assert.equal((await run(["--fail-on", "notify"])).code, 1);
    assert.equal((await run(["--fail-on", "consent"])).code, 0);
    assert.equal((await run(["--fail-on", "none"])).code, 0);
    assert.equal((await run(["dates/2024-01-01", "kept/2024-01-01", "--fail-on", "editorial"])).code, 1);
  });

  it("exits with 2, and says why, where it was asked wrongly", async () => {
    for (const [args, why] of [
      [["dates/2024-01-01"], /holds one version only/],
      [["pack/2024-01-01", "pack/"], /holds several versions/],
      [["pack/", "pack/2024-01-01"], /holds several versions/],
      [["dates/2024-01-01", "broken/2024-01-01"], /policy\.yaml:\d+:\d+: .*byer/],
      [["dates/2024-01-01", "nowhere/at-all"], /There is no “.*nowhere/],
      [["--fail-on", "everything"], /cannot be “everything”/],
    ] as const) {
      const { code, err } = await run(args);
      assert.equal(code, 2, args.join(" "));
      assert.match(err, why);
    }
  });
});

function programOf(text: string): Program {
  const { program, diagnostics } = build([{ path: "shop.yaml", bytes: new TextEncoder().encode(text) }]);
  assert.ok(program, JSON.stringify(diagnostics));
  return program;
}

describe("GET /v1/policies/PACK/diff", () => {
  const pack = { id: "shop", versions: [programOf(FIRST), programOf(LATER)] };
  const house: House = {
    ...UNWATCHED,
    clock: systemClock,
    ids: createIdFactory(systemClock),
    packs: new Map([["shop", pack]]),
    navigation: [],
    records: [],
    notices: () => Promise.resolve([]),
    jobs: [],
    mails: [],
    mechanisms: () => [],
    timeline: () => Promise.resolve([]),
    find: () => Promise.resolve([]),
  };
  const app = new Hono();
  app.onError(onError(house));
  if (publishRoom.routes !== undefined) app.route("/", publishRoom.routes(house));
  const get = async (path: string, method = "GET"): Promise<Response> =>
    app.request(path, { method, headers: { "Accept-Language": "en" } });

  it("gives what changed of what is published, and leaves the settings out", async () => {
    const response = await get("/v1/policies/shop/diff?from=2024-01-01&to=2025-01-01");
    assert.equal(response.status, 200);
    const text = await response.text();
    assert.partialDeepStrictEqual(JSON.parse(text), {
      pack: "shop",
      from: "2024-01-01",
      to: "2025-01-01",
      summary: { gravest: "judgement", counts: { judgement: 1, publish: 1, editorial: 2, consent: 0 } },
      changes: [
        { section: "policy", class: "editorial" },
        { section: "policy", class: "editorial" },
        { section: "contacts", id: "desk", class: "publish", pointers: ["/contacts/desk/phone"] },
        { section: "promises", id: "C1", clause: "C1", class: "judgement", question: { article: "17(2)" } },
      ],
    });
    assert.doesNotMatch(text, /retention|P2Y|"published"/);
  });

  it("says what is asked in the lines of the command and of the page", async () => {
    const response = await get("/v1/policies/shop/diff?from=2024-01-01&to=2025-01-01");
    const { changes } = z
      .object({
        changes: z.array(z.object({ clause: z.string().optional(), asked: z.array(z.record(z.string(), z.string())) })),
      })
      .parse(await response.json());
    const asked = changes.find(({ clause }) => clause === "C1")?.asked ?? [];
    const page = await get("/en/policies/shop/compare/2024-01-01/2025-01-01");
    const shown = await page.text();
    const { out } = await run([]);
    assert.equal(asked.length, 3);
    for (const { en = "" } of asked) {
      assert.ok(out.includes(`\n    ${en}\n`), en);
      assert.ok(shown.includes(`<li>${en}</li>`), en);
    }
  });

  it("gives no change of a version from itself", async () => {
    const response = await get("/v1/policies/shop/diff?from=2024-01-01&to=2024-01-01");
    assert.partialDeepStrictEqual(await response.json(), { summary: { before: "nothing" }, changes: [] });
  });

  it("says which versions there are where it is asked for another, or for none", async () => {
    for (const [query, key] of [
      ["?from=2023-01-01&to=2025-01-01", "from"],
      ["?from=2024-01-01&to=x", "to"],
      ["?from=2024-01-01", "to"],
      ["", "from"],
    ] as const) {
      const response = await get(`/v1/policies/shop/diff${query}`);
      assert.equal(response.status, 404);
      const text = await response.text();
      assert.match(text, /"code":"no-such-version"/);
      assert.match(text, new RegExp(`“${key}”.*2024-01-01, 2025-01-01`));
    }
  });

  it("knows no other policy, and takes no other method", async () => {
    assert.equal((await get("/v1/policies/none/diff?from=2024-01-01&to=2025-01-01")).status, 404);
    const refused = await get("/v1/policies/shop/diff", "POST");
    assert.equal(refused.status, 405);
    assert.equal(refused.headers.get("Allow"), "GET");
  });
});
