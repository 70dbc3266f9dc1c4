import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { gunzipSync } from "node:zlib";
import { Hono } from "hono";
import { createLog } from "../telemetry/index.ts";
import { createIdFactory, LANGUAGES, PROBLEM_CODES, ProblemError, systemClock } from "../wire/index.ts";
import {
  assetRoutes,
  delivery,
  hostGuard,
  LANGUAGE_PATH,
  notFound,
  onError,
  originGuard,
  Page,
  pageLanguage,
  problemRoutes,
  securityHeaders,
} from "./index.ts";

const house = {
  ids: createIdFactory(systemClock),
  packs: new Map(),
  navigation: [
    { path: "/policies", label: { ja: "ポリシー", en: "Policy" } },
    { path: "/promises", label: { ja: "約束", en: "Promises" } },
  ],
};

/** The shell as the house puts it together, with a page, a route that fails, and a place to write to. */
function shell(log: (line: string) => void = () => undefined): Hono {
  const built = new Hono();
  built.use(securityHeaders(), hostGuard(["yakusoku.example"]), originGuard(), delivery());
  built.onError(onError(house, createLog({ write: log })));
  built.notFound(notFound(house));
  built.route("/", assetRoutes());
  built.route("/", problemRoutes(house));
  built.get("/ja/policies/one", (c) =>
    c.html(
      <Page site={house} lang="ja" title="ポリシー" path="/policies/one?step=2">
        <h1>ポリシー</h1>
      </Page>,
    ),
  );
  built.get("/en/rare", (c) =>
    c.html(
      <Page site={house} lang="en" title="A name" path="/rare">
        <h1>𠮷田</h1>
      </Page>,
    ),
  );
  built.get("/ja/fails/:secret", () => {
    throw new TypeError("cannot read 山田太郎");
  });
  built.get("/v1/refuses", () => {
    throw new ProblemError("too-many-questions", { limit: 1, count: 2 });
  });
  built.post("/v1/writes", (c) => c.json({ done: true }));
  return built;
}

const app = shell();
const get = (path: string, headers: Record<string, string> = {}): Response | Promise<Response> =>
  app.request(path, { headers });

describe("host guard", () => {
  for (const host of [
    "localhost",
    "localhost:8080",
    "127.0.0.1:3000",
    "[::1]:3000",
    "LOCALHOST",
    "yakusoku.example",
    "yakusoku.example:8443",
  ]) {
    it(`answers under ${host}`, async () => {
      assert.equal((await get("/ja/policies/one", { Host: host })).status, 200);
    });
  }
  for (const host of [
    "evil.example",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "localhost@evil.example",
    "",
    "192.168.0.1",
    "[::2]",
  ]) {
    it(`refuses ${host === "" ? "an empty name" : host}`, async () => {
      const response = await get("/v1/x", { Host: host, "Accept-Language": "en" });
      assert.equal(response.status, 421);
      const problem: unknown = await response.json();
      assert.partialDeepStrictEqual(problem, { code: "host-not-allowed", type: "/problems/host-not-allowed" });
    });
  }
  it("refuses before anything is looked up, with the security headers on", async () => {
    const response = await get("/ja/policies/one", { Host: "evil.example" });
    assert.equal(response.status, 421);
    assert.match(response.headers.get("Content-Security-Policy") ?? "", /default-src 'none'/);
  });
});

describe("origin guard", () => {
  const post = (headers: Record<string, string>): Response | Promise<Response> =>
    app.request("/v1/writes", { method: "POST", headers: { Host: "localhost:8080", ...headers } });
  it("lets a server write, which sends no Origin", async () => {
    assert.equal((await post({})).status, 200);
  });
  it("lets a page of this site write", async () => {
    assert.equal((await post({ Origin: "http://localhost:8080", "Sec-Fetch-Site": "same-origin" })).status, 200);
  });
  it("lets a page of this site write where TLS ends in front of it", async () => {
    assert.equal((await post({ Host: "yakusoku.example", Origin: "https://yakusoku.example" })).status, 200);
    assert.equal((await post({ Host: "yakusoku.example:443", Origin: "https://yakusoku.example" })).status, 200);
  });
  for (const origin of [
    "https://evil.example",
    "http://localhost:9999",
    "null",
    "http://localhost:8080.evil.example",
    "nonsense",
    "",
  ]) {
    it(`refuses a write from ${origin === "" ? "an empty origin" : origin}`, async () => {
      const response = await post({ Origin: origin });
      assert.equal(response.status, 403);
      assert.partialDeepStrictEqual(await response.json(), { code: "origin-not-allowed" });
    });
  }
  for (const site of ["cross-site", "same-site"]) {
    it(`refuses a ${site} write that hides its Origin`, async () => {
      assert.equal((await post({ "Sec-Fetch-Site": site })).status, 403);
    });
  }
  it("lets anyone read", async () => {
    assert.equal(
      (await get("/ja/policies/one", { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" })).status,
      200,
    );
  });
});

describe("security headers", () => {
  for (const path of ["/ja/policies/one", "/ja/nowhere", "/v1/refuses", "/ja/fails/1"]) {
    it(`are on ${path}, and allow nothing inline and nothing from elsewhere`, async () => {
      const { headers } = await get(path);
      const policy = headers.get("Content-Security-Policy") ?? "";
      assert.match(policy, /^default-src 'none'; style-src 'self';/);
      assert.doesNotMatch(policy, /unsafe|\*|https?:/);
      assert.equal(headers.get("X-Content-Type-Options"), "nosniff");
      assert.equal(headers.get("Referrer-Policy"), "same-origin");
      assert.equal(headers.get("Cross-Origin-Opener-Policy"), "same-origin");
      assert.ok(headers.has("Permissions-Policy"));
      assert.ok(headers.has("Cache-Control"));
    });
  }
});

describe("a page", () => {
  it("says its language, names the others, and wants no place in a search engine", async () => {
    const html = await (await get("/ja/policies/one")).text();
    assert.match(html, /^<!doctype html><html lang="ja">/i);
    assert.match(html, /<link rel="alternate" hreflang="ja" href="\/ja\/policies\/one"/);
    assert.match(html, /<link rel="alternate" hreflang="en" href="\/en\/policies\/one"/);
    assert.match(html, /<link rel="alternate" hreflang="x-default" href="\/ja\/policies\/one"/);
    assert.match(html, /<meta name="robots" content="noindex"/);
  });
  it("lets the other language keep what was filled in", async () => {
    const html = await (await get("/ja/policies/one")).text();
    assert.match(html, /<a href="\/en\/policies\/one\?step=2" hreflang="en">English<\/a>/);
  });
  it("marks the menu entry it belongs to", async () => {
    const html = await (await get("/ja/policies/one")).text();
    assert.match(html, /<a href="\/ja\/policies" aria-current="true">/);
    assert.doesNotMatch(html, /<a href="\/ja\/promises" aria-current/);
  });
  it("holds no inline style and no script", async () => {
    for (const path of ["/ja/policies/one", "/en/nowhere", "/problems/not-found", "/ja/problems"]) {
      const html = await (await get(path)).text();
      assert.doesNotMatch(html, /\sstyle=|<style|<script|\son[a-z]+=/);
    }
  });
  it("loads the sheet of rare characters only where it has one", async () => {
    assert.doesNotMatch(await (await get("/ja/policies/one")).text(), /fonts-rare/);
    assert.match(await (await get("/en/rare")).text(), /fonts-rare/);
  });
  it("answers 304 to who has it already, compressed or not", async () => {
    for (const headers of [{}, { "Accept-Encoding": "gzip" }]) {
      const first = await get("/ja/policies/one", headers);
      const tag = first.headers.get("ETag") ?? "";
      assert.match(tag, /^(W\/)?"[0-9a-f]{40}"$/);
      const second = await get("/ja/policies/one", { ...headers, "If-None-Match": tag });
      assert.equal(second.status, 304);
      assert.equal(await second.text(), "");
    }
  });
  it("is compressed for who takes it", async () => {
    const response = await get("/ja/policies/one", { "Accept-Encoding": "gzip" });
    assert.equal(response.headers.get("Content-Encoding"), "gzip");
    assert.match(gunzipSync(new Uint8Array(await response.arrayBuffer())).toString(), /<html lang="ja">/);
  });
});

describe("an asset", () => {
  const linked = async (): Promise<string[]> =>
    [...(await (await get("/en/rare")).text()).matchAll(/(?:href)="(\/assets\/[^"]+)"/g)].flatMap(
      ([, path]) => path ?? [],
    );
  it("is there under the path the page names, for ever", async () => {
    const paths = await linked();
    assert.equal(paths.length, 4);
    for (const path of paths) {
      const response = await get(path);
      assert.equal(response.status, 200);
      assert.match(path, /\.[0-9a-f]{8}\.(css|svg)$/);
      assert.match(response.headers.get("Content-Type") ?? "", path.endsWith("css") ? /^text\/css/ : /^image\/svg/);
      assert.equal(response.headers.get("Cache-Control"), "public, max-age=31536000, immutable");
    }
  });
  it("of the fonts names files that are there", async () => {
    const sheets = (await linked()).filter((path) => path.includes("/fonts"));
    const urls = (await Promise.all(sheets.map(async (path) => (await get(path)).text()))).flatMap((css) =>
      [...css.matchAll(/url\(([^)]+)\)/g)].flatMap(([, url]) => url ?? []),
    );
    assert.ok(urls.length > 100);
    for (const url of urls) assert.equal((await get(url)).headers.get("Content-Type"), "font/woff2", url);
  });
  it("of the styles takes every design token it uses", async () => {
    const path = (await linked()).find((one) => one.includes("/site.")) ?? "";
    const css = await (await get(path)).text();
    const set = new Set([...css.matchAll(/(--[a-z0-9-]+):/g)].map(([, name]) => name));
    for (const [, name = ""] of css.matchAll(/var\((--[a-z0-9-]+)/g)) assert.ok(set.has(name), name);
  });
  it("comes in brotli where the browser takes it, and the page with everything but fonts stays small", async () => {
    const paths = ["/ja/policies/one", ...(await linked())];
    let total = 0;
    for (const path of paths) {
      const response = await get(path, { "Accept-Encoding": "gzip, deflate, br" });
      assert.equal(response.headers.get("Content-Encoding"), path.startsWith("/assets/") ? "br" : "gzip", path);
      if (!path.includes("rare")) total += (await response.arrayBuffer()).byteLength;
    }
    assert.ok(total < 20_000, `${total} bytes`);
  });
  it("under an old name is not found", async () => {
    assert.equal((await get("/assets/site.00000000.css")).status, 404);
    assert.equal((await get("/assets/..%2f..%2fpackage.json")).status, 404);
  });
});

describe("what is not there", () => {
  it("has a page of its own in the language of the path, whatever the browser speaks", async () => {
    for (const [lang, words] of [
      ["ja", "そのページはありません"],
      ["en", "There is no such page"],
    ] as const) {
      const response = await get(`/${lang}/nowhere`, { "Accept-Language": "de", Accept: "text/html" });
      assert.equal(response.status, 404);
      assert.equal(response.headers.get("Content-Language"), lang);
      const html = await response.text();
      assert.match(html, new RegExp(`<html lang="${lang}">`));
      assert.match(html, new RegExp(words));
      assert.match(html, new RegExp(`href="/${lang}"`));
    }
  });
  it("speaks the browser's language outside the two", async () => {
    assert.match(await (await get("/nowhere", { "Accept-Language": "en" })).text(), /There is no such page/);
    assert.match(await (await get("/nowhere")).text(), /そのページはありません/);
  });
  it("is a problem for programs, in their reader's language", async () => {
    for (const [language, title] of [
      ["ja", "そのページはありません"],
      ["en", "There is no such page"],
    ] as const) {
      const response = await get("/v1/nowhere", { "Accept-Language": language });
      assert.equal(response.status, 404);
      assert.equal(response.headers.get("Content-Type"), "application/problem+json");
      assert.equal(response.headers.get("Content-Language"), language);
      assert.partialDeepStrictEqual(await response.json(), {
        type: "/problems/not-found",
        title,
        status: 404,
        code: "not-found",
      });
    }
    const asked = await get("/ja/nowhere", { Accept: "application/json" });
    assert.equal(asked.headers.get("Content-Type"), "application/problem+json");
  });
  it("is also what follows a language without a slash, or a language nobody speaks here", async () => {
    const routed = shell();
    routed.get(`${LANGUAGE_PATH}/known`, (c) => c.text(pageLanguage(c)));
    for (const [path, status] of [
      ["/ja/known", 200],
      ["/en/known", 200],
      ["/jaknown", 404],
      ["/ja/other", 404],
      ["/de/known", 404],
    ] as const) {
      assert.equal((await routed.request(path)).status, status, path);
    }
  });
  it("does not run what stands in the path", async () => {
    const html = await (await get("/ja/%3Cimg%20src=x%20onerror=alert(1)%3E")).text();
    assert.doesNotMatch(html, /<img/);
  });
  it("is found when only a slash was too many, and never on another host", async () => {
    const response = await get("/ja/policies/one/");
    assert.equal(response.status, 301);
    assert.equal(response.headers.get("Location"), "/ja/policies/one");
    const elsewhere = await app.request("http://localhost//evil.example/");
    assert.equal(elsewhere.headers.get("Location"), "/evil.example");
  });
});

describe("a failure", () => {
  it("gets a number that the log knows, and says nothing of what was sent", async () => {
    const lines: string[] = [];
    const response = await shell((line) => lines.push(line)).request("/ja/fails/yamada", {
      headers: { Accept: "text/html" },
    });
    assert.equal(response.status, 500);
    const html = await response.text();
    assert.match(html, /サーバー側の問題/);
    const request = /req_[0-9a-f-]+/.exec(html)?.[0] ?? "";
    assert.equal(lines.length, 1);
    const line = lines[0] ?? "";
    assert.ok(line.includes(request));
    assert.match(line, /"error":"TypeError"/);
    assert.match(line, /"route":"\/ja\/fails\/:secret"/);
    assert.doesNotMatch(line, /山田|yamada/);
    assert.doesNotMatch(html, /山田/);
  });
});

describe("a refusal", () => {
  it("names the methods that an address takes", async () => {
    const refusing = shell();
    refusing.put("/v1/decisions", () => {
      throw new ProblemError("method-not-allowed", { path: "/v1/decisions", method: "PUT", allowed: "POST" });
    });
    const response = await refusing.request("/v1/decisions", { method: "PUT" });
    assert.equal(response.status, 405);
    assert.equal(response.headers.get("Allow"), "POST");
  });
});

describe("the pages of problems", () => {
  for (const code of PROBLEM_CODES) {
    it(`explain ${code} in both languages`, async () => {
      const { title } = new ProblemError(code).in("ja");
      const { title: english } = new ProblemError(code).in("en");
      const html = await (await get(`/problems/${code}`)).text();
      assert.ok(html.includes(title) && html.includes(english));
      assert.doesNotMatch(html, /\{[a-z]+\}/);
    });
  }
  it("are listed", async () => {
    for (const lang of LANGUAGES) {
      const html = await (await get(`/${lang}/problems`)).text();
      for (const code of PROBLEM_CODES) assert.ok(html.includes(`/${lang}/problems/${code}`));
    }
  });
  it("know no others", async () => {
    assert.equal((await get("/problems/toString")).status, 404);
  });
});
