import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { OpenAPIHono } from "@hono/zod-openapi";
import { Hono } from "hono";
import { UNSET, UNWATCHED } from "../../test/unset.ts";
import { build, type Pack, type Program } from "../policy/index.ts";
import { type CommandContext, type House, runAsked } from "../room/index.ts";
import { delivery, notFound, onError, securityHeaders } from "../web/index.ts";
import { type Clock, createIdFactory, LANGUAGES, systemClock } from "../wire/index.ts";
import { publishRoom } from "./index.ts";

const POLICY = (date: string): string => `
policy:
  id: small
  version: ${date}
  inForceFrom: ${date}
  title: { ja: 小さなポリシー, en: A small policy }
  about: { ja: 試験のためのものです。, en: It serves a test. }
  languages: { required: [ja], prevailing: ja }
  publisher: shop
settings:
  because: { ja: 試験 }
  retention: { customer: { period: P1Y, after: { ja: 契約が終わった日から } } }
  emergencyEvidenceHours: 24
  foreignCheckMonths: 12
document:
  parts:
    - id: basics
      heading: { ja: 基本, en: Basics }
      clauses: [B1, B1.a]
      parts:
        - id: windows
          heading: { ja: 窓口, en: Windows }
          contacts: [desk]
    - id: mirrored
      heading: { ja: 支店, en: The branch company }
      mirror: sister
    - id: sharing
      clauses: [U1, V1]
items:
  name: { name: { ja: 氏名, en: name } }
  care: { name: { ja: 介護の記録, en: care record }, specialCare: medical-care }
operators:
  shop:
    name: { ja: 店, en: The shop }
    kind: company
    country: JP
    address: { ja: 東京都, en: Tokyo }
    representative: { name: { ja: 山田, en: Yamada }, title: { ja: 社長, en: President } }
    clause: V1
  sister: { name: { ja: 姉妹店, en: The sister }, kind: company, country: KR }
people:
  customer: { name: { ja: お客さま, en: customers }, items: [name] }
  guest: { name: { ja: 客人, en: guests }, items: [name] }
  neighbour: { name: { ja: 隣の人, en: neighbours }, items: [name], ours: { ja: 手元にあります。, en: It is at hand. } }
purposes:
  answer: { operators: [shop], people: [customer], items: [name], clause: B1 }
  other: { operators: [shop], people: [customer], items: [name], clause: B1.a, catchAll: true }
recipients:
  carrier:
    name: { ja: 運送会社, en: the carrier }
    clause: B1.a
    operators: [shop]
    people: [customer]
    items: [name]
    purposes: [answer]
    published: { routes: [opt-out] }
    reading: { routes: [{ route: consent, per: deal }], because: { ja: 届出がありません。, en: Nothing was filed. } }
sharedUses:
  group:
    name: { ja: 共同利用, en: shared use }
    clause: U1
    people: [customer]
    items: [name]
    users: { text: { ja: 店と姉妹店, en: The shop and its sister } }
contacts:
  desk: { name: { ja: 受付, en: The desk }, for: { ja: ご相談, en: Questions }, phone: 03-1234-5678, postalCode: 100-0001, address: { ja: 東京, en: Tokyo } }
mirrors:
  sister: { clause: G1, from: shop, to: sister, people: { customer: guest }, clauses: [B1], because: { ja: 同じです。 } }
promises:
  B1: { title: { ja: 回答, en: Answers }, text: { ja: "{operator}がお答えするため", en: "So that {operator} can answer" } }
  B1.a: { title: { ja: 日本語だけの題 }, text: { ja: "<script>alert(1)</script>" } }
  U1: { text: { ja: 一緒に使います。, en: We share. } }
  V1: { text: { ja: 発行者です。, en: Who publishes this. } }
  G1: { text: { ja: 姉妹店です。, en: The sister. } }
`;

function versionOf(date: string): Program {
  const { program, diagnostics } = build([{ path: "small.yaml", bytes: new TextEncoder().encode(POLICY(date)) }]);
  assert.ok(program, diagnostics.map(({ message }) => message.en).join("\n"));
  return program;
}

const first = versionOf("2023-05-01");
const later = versionOf("2030-01-01");
const pack: Pack = { id: "small", versions: [first, later] };
const now = Temporal.Instant.from("2026-11-22T00:00:00Z");

function house(...packs: readonly Pack[]): House {
  const clock = { now: () => now };
  return {
    ...UNWATCHED,
    clock,
    ids: createIdFactory(clock),
    packs: new Map(packs.map((one) => [one.id, one])),
    navigation: publishRoom.navigation ?? [],
    records: [],
    notices: () => Promise.resolve([]),
    jobs: [],
    mails: [],
    mechanisms: () => [],
    timeline: () => Promise.resolve([]),
    find: () => Promise.resolve([]),
  };
}

function app(...packs: readonly Pack[]): Hono {
  const home = house(...packs);
  const shell = new Hono();
  shell.use(securityHeaders(), delivery());
  shell.onError(onError(home));
  shell.notFound(notFound(home));
  return publishRoom.routes === undefined ? shell : shell.route("/", publishRoom.routes(home));
}

const served = app(pack);
const html = async (path: string): Promise<string> => (await served.request(path)).text();

describe("the way to a policy", () => {
  it("starts in the browser's language", async () => {
    for (const [accept, location] of [
      ["en-GB,en;q=0.9", "/en"],
      ["ja", "/ja"],
      ["fr", "/ja"],
    ] as const) {
      const response = await served.request("/", { headers: { "Accept-Language": accept } });
      assert.equal(response.status, 302);
      assert.equal(response.headers.get("Location"), location);
      assert.match(response.headers.get("Vary") ?? "", /Accept-Language/);
    }
  });
  it("says on the first page what can be done, with each policy", async () => {
    const page = await html("/en");
    assert.match(page, /href="\/en\/policies">Policy</);
    assert.match(page, /href="\/en\/policies\/small\/2023-05-01"/);
    assert.match(page, /In force from 1 May 2023/);
  });
  it("leads to the version in force, not to the newest", async () => {
    for (const path of ["/ja/policies", "/ja/policies/small"]) {
      const response = await served.request(path);
      assert.equal(response.status, 302);
      assert.equal(response.headers.get("Location"), "/ja/policies/small/2023-05-01");
    }
  });
  it("leads to the first version before any is in force", async () => {
    const response = await app({ id: "small", versions: [later] }).request("/en/policies/small");
    assert.equal(response.headers.get("Location"), "/en/policies/small/2030-01-01");
  });
  it("offers a list where there are several", async () => {
    const response = await app(pack, { id: "second", versions: [first] }).request("/en/policies");
    assert.equal(response.status, 200);
    assert.equal((await response.text()).match(/A small policy/g)?.length, 2);
  });
  it("ends where there is none", async () => {
    for (const path of ["/ja/policies/none", "/ja/policies/small/2024-01-01", "/ja/policies/toString/constructor"]) {
      assert.equal((await served.request(path)).status, 404, path);
    }
  });
});

describe("a policy's page", () => {
  it("dates the version by both calendars in Japanese, and in English words", async () => {
    assert.match(await html("/ja/policies/small/2023-05-01"), /2023年5月1日（令和5年）から/);
    assert.match(await html("/en/policies/small/2023-05-01"), /In force from 1 May 2023/);
  });
  it("says what it is about on top and at the foot, and which language prevails", async () => {
    const page = await html("/en/policies/small/2023-05-01");
    assert.equal(page.match(/It serves a test\./g)?.length, 2);
    assert.match(page, /the Japanese text prevails/);
  });
  it("gives every clause an anchor under its own number", async () => {
    for (const lang of LANGUAGES) {
      const page = await html(`/${lang}/policies/small/2023-05-01`);
      for (const clause of ["B1", "B1.a", "G1.B1", "U1", "V1"]) {
        assert.match(page, new RegExp(`<section class="clause[^"]*" id="${clause.replace(".", "\\.")}">`), clause);
        assert.match(page, new RegExp(`href="#${clause.replace(".", "\\.")}" aria-label="[^"]*${clause}`), clause);
      }
      const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
      assert.equal(new Set(ids).size, ids.length);
      for (const [, target = ""] of page.matchAll(/href="#([^"]+)"/g)) assert.ok(ids.includes(target), target);
    }
  });
  it("says a mirrored clause for the other operator", async () => {
    const page = await html("/en/policies/small/2023-05-01");
    assert.match(page, /So that The shop can answer/);
    assert.match(page, /So that The sister can answer/);
  });
  it("marks words that are there in Japanese only", async () => {
    const page = await html("/en/policies/small/2023-05-01");
    assert.match(page, /<span lang="ja">日本語だけの題<\/span>/);
    assert.doesNotMatch(await html("/ja/policies/small/2023-05-01"), /<span lang="ja">/);
  });
  it("keeps our reading apart from what was published, with its reason", async () => {
    const page = await html("/en/policies/small/2023-05-01");
    const clause = /id="B1\.a">[\s\S]*?<\/section>/.exec(page)?.[0] ?? "";
    assert.match(clause, /<div class="reading" role="note"><p class="label">Our reading<\/p>/);
    assert.match(clause, /the carrier: <strong>the person&#39;s consent for each deal<\/strong>/);
    assert.match(clause, /unless the person asks to stop \(opt-out\)/);
    assert.match(clause, /Nothing was filed\./);
    assert.match(clause, /too open to justify anything by itself/);
  });
  it("marks the matters of a shared use that are not published", async () => {
    const page = await html("/en/policies/small/2023-05-01");
    const clause = /id="U1">[\s\S]*?<\/section>/.exec(page)?.[0] ?? "";
    assert.equal(clause.match(/Not published/g)?.length, 2);
    assert.match(clause, /The shop and its sister/);
  });
  it("names who publishes it, the windows, and people it does not mention", async () => {
    const page = await html("/en/policies/small/2023-05-01");
    const publisher = /id="V1">[\s\S]*?<\/section>/.exec(page)?.[0] ?? "";
    for (const shown of ["1 May 2023", "The shop", "Tokyo", "President", "Yamada"])
      assert.ok(publisher.includes(shown), shown);
    assert.match(page, /href="tel:0312345678"/);
    assert.match(page, /Neighbours|neighbours/);
    assert.match(page, /It is at hand\./);
  });
  it("ends with the fingerprint of the version", async () => {
    assert.ok((await html("/ja/policies/small/2023-05-01")).includes(first.fingerprint));
  });
  it("says so when the version is not in force yet, and leads to the one that is", async () => {
    const page = await html("/en/policies/small/2030-01-01");
    assert.match(page, /not in force yet\. It applies from 1 Jan 2030/);
    assert.match(page, /href="\/en\/policies\/small\/2023-05-01">Read the version in force/);
    assert.doesNotMatch(await html("/en/policies/small/2023-05-01"), /Read the version in force/);
  });
  it("holds no inline style, no script, and shows mark-up in a text as text", async () => {
    for (const path of ["/ja", "/en", "/ja/policies/small/2023-05-01", "/en/policies/small/2023-05-01"]) {
      const page = await html(path);
      assert.doesNotMatch(page, /\sstyle=|<style|<script|\son[a-z]+=/, path);
      assert.match(page, /hreflang="ja"/);
      assert.match(page, /hreflang="x-default"/);
    }
    assert.match(await html("/ja/policies/small/2023-05-01"), /&lt;script&gt;/);
  });
});

describe("the API of policies", () => {
  it("lists packs with their versions", async () => {
    const response = await served.request("/v1/policies");
    assert.deepEqual(await response.json(), {
      policies: [
        {
          pack: "small",
          versions: [first, later].map(({ version: date, fingerprint }) => ({
            version: date,
            inForceFrom: `${date}T00:00:00+09:00`,
            fingerprint,
            links: {
              self: `/v1/policies/small/${date}`,
              ja: `/ja/policies/small/${date}`,
              en: `/en/policies/small/${date}`,
            },
          })),
        },
      ],
    });
  });
  it("gives a version without the operating settings, and 304 to who has it", async () => {
    const response = await served.request("/v1/policies/small/2023-05-01");
    const body: unknown = await response.json();
    assert.partialDeepStrictEqual(body, {
      pack: "small",
      fingerprint: first.fingerprint,
      policy: { people: first.policy.people },
    });
    assert.doesNotMatch(JSON.stringify(body), /retention/);
    const tag = response.headers.get("ETag") ?? "";
    const again = await served.request("/v1/policies/small/2023-05-01", { headers: { "If-None-Match": tag } });
    assert.equal(again.status, 304);
  });
  it("knows no others", async () => {
    for (const path of ["/v1/policies/none/2023-05-01", "/v1/policies/small/2024-01-01"]) {
      const response = await served.request(path, { headers: { "Accept-Language": "en" } });
      assert.equal(response.status, 404);
      assert.equal(response.headers.get("Content-Type"), "application/problem+json");
    }
  });
  it("is described for OpenAPI", () => {
    const api = new OpenAPIHono();
    publishRoom.describe?.(api.openAPIRegistry);
    const { paths } = api.getOpenAPI31Document({ openapi: "3.1.0", info: { title: "test", version: "0" } });
    assert.deepEqual(Object.keys(paths ?? {}), [
      "/v1/policies",
      "/v1/policies/{pack}/{version}",
      "/v1/policies/{pack}/diff",
    ]);
  });
});

describe("what publishing claims to keep", () => {
  it("is the clause of the publisher, who is shown with address and representative", () => {
    const claimed = publishRoom.mechanisms?.(pack) ?? [];
    assert.deepEqual(
      claimed.map(({ clause, name }) => [clause, name]),
      [["V1", "published-policy"]],
    );
  });
});

describe("yakusoku check", () => {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "yakusoku-check-"));
    for (const [name, date] of [
      ["good", "2023-05-01"],
      ["broken", "2023-13-01"],
    ] as const) {
      await mkdir(join(folder, name));
      await writeFile(join(folder, name, "policy.yaml"), POLICY(date));
    }
  });
  after(() => rm(folder, { recursive: true }));

  const run = async (
    args: readonly string[],
    environment: Record<string, string> = {},
    clock: Clock = systemClock,
  ): Promise<{ code: number | undefined; out: string; err: string }> => {
    let out = "";
    let err = "";
    const context: Omit<CommandContext, "language"> = {
      ...UNSET,
      clock,
      ids: createIdFactory(clock),
      out: (text) => void (out += text),
      err: (text) => void (err += text),
      stdin: async () => "",
      environment,
      records: () => Promise.resolve(undefined),
      defaultPack: join(folder, "good"),
      rooms: [],
    };
    const command = publishRoom.commands?.find(({ name }) => name === "check");
    const code = command === undefined ? undefined : await runAsked(command, args, context);
    return { code, out, err };
  };

  it("prints each finding where it stands, the counts, and fails", async () => {
    const { code, out } = await run([]);
    assert.equal(code, 1);
    const lines = out.split("\n").filter((line) => line !== "");
    for (const line of lines.slice(0, -1)) assert.match(line, /^\S+policy\.yaml:\d+:\d+ (law|advice|policy) [a-z-]+ /);
    assert.match(out, /policy\.yaml:\d+:\d+ law shared-use-matters \(APPI Art\. 27\(5\)\(iii\), U1\) /);
    assert.match(
      lines.at(-1) ?? "",
      /^\d+ findings \(error 0, law \d+, policy \d+, advice \d+\)\. Judged as of \d{4}-\d{2}-\d{2}\.$/,
    );
  });
  it("keeps the findings of a file together, a blank line before those of the next", async () => {
    const parts = join(folder, "parts");
    await mkdir(parts);
    const [above = "", below = ""] = POLICY("2023-05-01").split("recipients:\n");
    await writeFile(join(parts, "a.yaml"), above);
    await writeFile(join(parts, "b.yaml"), `recipients:\n${below}`);
    const { out } = await run([parts]);
    const groups = out.trimEnd().split("\n\n").slice(0, -1);
    assert.deepEqual(
      groups.map((group) => [...new Set(group.split("\n").map((line) => /(\w)\.yaml:/.exec(line)?.[1]))]),
      [["a"], ["b"]],
    );
  });
  it("judges as of today in Japan, or as of the day asked for", async () => {
    const linked =
      "linkedPolicies: { other: { name: { ja: ほか, en: other }, clause: B1, snapshot: { taken: 2024-06-30, sha256: " +
      `"${"0".repeat(64)}" }, watchEvery: P6M } }\n`;
    const watched = join(folder, "watched");
    await mkdir(watched);
    await writeFile(join(watched, "policy.yaml"), `${POLICY("2023-05-01")}${linked}`);
    const old = /linked-policy-copy-old/;
    // The new day begins in Japan nine hours before it does in UTC.
    for (const [at, says] of [
      ["2024-12-29T23:30:00Z", false],
      ["2024-12-30T15:30:00Z", true],
    ] as const) {
      const { out } = await run([watched], {}, { now: () => Temporal.Instant.from(at) });
      assert.equal(old.test(out), says, at);
      assert.match(out, says ? /Judged as of 2024-12-31\.\n$/ : /Judged as of 2024-12-30\.\n$/);
    }
    assert.doesNotMatch((await run([watched, "--on", "2024-12-30"])).out, old);
    const json: unknown = JSON.parse((await run([watched, "--on=2024-12-31", "--json"])).out);
    assert.partialDeepStrictEqual(json, { on: "2024-12-31" });
    assert.match(JSON.stringify(json), old);
  });
  it("speaks the terminal's language, or the one asked for", async () => {
    assert.match((await run([], { LANG: "ja_JP.UTF-8" })).out, /件見つかりました/);
    assert.match((await run(["--language", "ja"])).out, /法第27条第5項第3号/);
    assert.match((await run(["--language=en"], { LANG: "ja_JP.UTF-8" })).out, /findings/);
  });
  it("fails only at what it was told to fail on", async () => {
    assert.equal((await run(["--fail-on", "none"])).code, 0);
    assert.equal((await run(["--fail-on", "error"])).code, 0);
    assert.equal((await run(["--fail-on", "advice"])).code, 1);
    assert.equal((await run([join(folder, "broken"), "--fail-on", "error"])).code, 1);
    assert.equal((await run([join(folder, "broken"), "--fail-on", "none"])).code, 0);
  });
  it("gives the same as JSON", async () => {
    const { out } = await run(["--json"]);
    const found: unknown = JSON.parse(out);
    assert.partialDeepStrictEqual(found, { counts: { error: 0 } });
    assert.ok(
      typeof found === "object" && found !== null && "diagnostics" in found && Array.isArray(found.diagnostics),
    );
    assert.partialDeepStrictEqual(
      found.diagnostics.find((one: unknown) => JSON.stringify(one).includes("shared-use-matters")),
      {
        rule: "shared-use-matters",
        article: "27(5)(iii)",
        clause: "U1",
      },
    );
  });
  it("prints the schema of policy files", async () => {
    const { code, out } = await run(["--schema"]);
    assert.equal(code, 0);
    assert.partialDeepStrictEqual(JSON.parse(out), { $schema: "https://json-schema.org/draft/2020-12/schema" });
  });
  it("explains what it was asked wrongly, in the reader's language", async () => {
    for (const [args, words] of [
      [["--jsn"], /no option “--jsn”\. Did you mean “--json”\?/],
      [["--fail-on", "everything"], /cannot be “everything”\. It takes error, law, policy, advice, none/],
      [["--fail-on"], /needs a value/],
      [["--json=yes"], /takes no value/],
      [["--on"], /“--on” needs a value/],
      [["--on", "tomorrow"], /“tomorrow”, which is no date\. Write it as 2026-04-01/],
      [["--on", "2026-02-30"], /“2026-02-30”, which is no date/],
      [["--on", "2026-02-30", "--language", "ja"], /「2026-02-30」は日付ではありません/],
      [["a", "b"], /“b” is one argument too many/],
      [["--language", "fr"], /cannot be “fr”/],
      [["/nowhere/at/all"], /There is no “\/nowhere\/at\/all”/],
      [["--language", "ja", "/nowhere/at/all"], /「\/nowhere\/at\/all」はありません/],
      [["--language", "ja", "--jsn"], /「--jsn」というオプションはありません/],
    ] as const) {
      const { code, out, err } = await run(args);
      assert.equal(code, 2, args.join(" "));
      assert.equal(out, "");
      assert.match(err, words);
    }
  });
  it("says that a file is no folder", async () => {
    assert.match((await run([join(folder, "good", "policy.yaml")])).err, /is not a folder/);
  });
});
