import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import { REVISED, revisedApp } from "./revised.ts";

/*
 * Every page of the reference policy, as a reader without a browser gets it: found by following every link from the first
 * page, in both languages.
 */

const MAX_BYTES = 60 * 1024;
const VERSION = "/policies/leopalace21/2023-05-01";
/** One of each kind; whoever adds a kind of page adds it here, and the walk below says whether a link leads to it. */
const KINDS = [
  "",
  VERSION,
  `${VERSION}/people`,
  `${VERSION}/people/customer`,
  `${VERSION}/operators`,
  `${VERSION}/operators/lp21`,
  "/policies/leopalace21/history",
  `/policies/leopalace21/compare/2023-05-01/${REVISED}`,
  "/promises",
  "/ask",
  "/api",
  "/problems",
  "/problems/not-found",
];

const app = await revisedApp();
interface Fetched {
  readonly status: number;
  readonly html: string;
  readonly location: string | null;
}
const cache = new Map<string, Promise<Fetched>>();

function fetchPage(path: string): Promise<Fetched> {
  const found =
    cache.get(path) ??
    (async () => {
      const response = await app.request(path);
      return { status: response.status, html: await response.text(), location: response.headers.get("Location") };
    })();
  cache.set(path, found);
  return found;
}

/** Links within the house, without those that ask a question: there is no end of them. */
function linksOf(html: string, path: string): { path: string; fragment: string }[] {
  return [...html.matchAll(/<a [^>]*?href="([^"]+)"/g)].flatMap(([, href = ""]) => {
    const url = new URL(href.replaceAll("&amp;", "&"), `http://house${path}`);
    return url.host !== "house" || url.search !== ""
      ? []
      : [{ path: url.pathname, fragment: decodeURIComponent(url.hash.slice(1)) }];
  });
}

async function walk(): Promise<Map<string, Fetched>> {
  const seen = new Map<string, Fetched>();
  const open = ["/ja", "/en"];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (seen.has(path)) continue;
    const page = await fetchPage(path);
    seen.set(path, page);
    if (page.location !== null) open.push(page.location);
    for (const link of linksOf(page.html, path)) if (!seen.has(link.path)) open.push(link.path);
  }
  return seen;
}

const pages = await walk();
const html = [...pages].filter(
  ([path, { location }]) => location === null && /^\/(?:ja|en)(?:\/|$)/.test(path) && !path.endsWith(".pdf"),
);

describe("the pages of the reference policy", () => {
  it("are found from the first page, each kind in both languages, and none leads nowhere", () => {
    for (const language of ["ja", "en"])
      for (const path of KINDS) assert.ok(pages.has(`/${language}${path}`), `no link leads to /${language}${path}`);
    assert.deepEqual(
      [...pages].filter(([, { status }]) => status !== 200 && status !== 302).map(([path]) => path),
      [],
    );
    assert.ok(html.length > 80, `only ${html.length} pages were found`);
  });

  it("lead to places that are there", () => {
    const missing = html.flatMap(([path, page]) =>
      linksOf(page.html, path)
        .filter(
          ({ path: to, fragment }) => fragment !== "" && pages.get(to)?.html.includes(`id="${fragment}"`) !== true,
        )
        .map(({ path: to, fragment }) => `${path} → ${to}#${fragment}`),
    );
    assert.deepEqual(missing, []);
  });

  it("name their other language in the head, and it is there", () => {
    for (const [path, page] of html) {
      const bare = path.slice("/ja".length);
      for (const [hreflang, href] of [
        ["ja", `/ja${bare}`],
        ["en", `/en${bare}`],
        ["x-default", bare === "" ? "/" : `/ja${bare}`],
      ] as const) {
        assert.ok(
          page.html.includes(`<link rel="alternate" hreflang="${hreflang}" href="${href}"/>`),
          `${path} ${hreflang}`,
        );
        assert.ok(pages.has(href) || href === "/", `${href} is nowhere`);
      }
      assert.match(page.html, new RegExp(`<html lang="${path.slice(1, 3)}">`), path);
      assert.match(page.html, /<meta name="robots" content="noindex"\/>/, path);
    }
  });

  it("have one title, one first heading, and no level that is skipped", () => {
    for (const [path, { html: page }] of html) {
      const levels = [...page.matchAll(/<h([1-6])[ >]/g)].map(([, level]) => Number(level));
      assert.equal(levels.filter((level) => level === 1).length, 1, path);
      for (const [index, level] of levels.entries())
        assert.ok(
          index === 0 || level <= (levels[index - 1] ?? 0) + 1,
          `${path}: h${level} follows h${levels[index - 1]}`,
        );
    }
    const titles = html.map(
      ([path, page]) => `${path.slice(1, 3)} ${/<title>(.*?)<\/title>/.exec(page.html)?.[1] ?? ""}`,
    );
    const twice = titles.filter((title, index) => titles.indexOf(title) !== index);
    assert.deepEqual(twice, []);
  });

  it("have no id twice", () => {
    for (const [path, { html: page }] of html) {
      const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
      assert.deepEqual(
        ids.filter((id, index) => ids.indexOf(id) !== index),
        [],
        path,
      );
    }
  });

  it("weigh at most 60 KB compressed, their styles included and fonts apart", async (t) => {
    let heaviest = { path: "", bytes: 0 };
    for (const [path, { html: page }] of html) {
      let bytes = gzipSync(page).length;
      for (const [, sheet = ""] of page.matchAll(/<link rel="stylesheet" href="([^"]+)"/g))
        bytes += gzipSync((await fetchPage(sheet)).html).length;
      assert.ok(bytes > 1_000 && bytes <= MAX_BYTES, `${path} weighs ${bytes} bytes`);
      if (bytes > heaviest.bytes) heaviest = { path, bytes };
    }
    t.diagnostic(`${html.length} pages; the heaviest is ${heaviest.path} with ${heaviest.bytes} bytes`);
  });

  it("answer 304 to who has them", async () => {
    for (const path of KINDS) {
      const tag = (await app.request(`/ja${path}`)).headers.get("ETag") ?? "";
      assert.equal((await app.request(`/ja${path}`, { headers: { "If-None-Match": tag } })).status, 304, path);
    }
  });
});

describe("the reference of the API", () => {
  it("says everything that the specification says", async () => {
    const specification: unknown = await (await app.request("/openapi.json")).json();
    for (const language of ["ja", "en"]) {
      const words = (pages.get(`/${language}/api`)?.html ?? "")
        .replaceAll(/<[^>]+>/g, " ")
        .replaceAll("&quot;", '"')
        .replaceAll("&#39;", "'")
        .replaceAll("&amp;", "&")
        .replaceAll("&lt;", "<")
        .replaceAll("&gt;", ">");
      const said: string[] = [];
      const visit = (value: unknown, under: string): void => {
        if (typeof value !== "object" || value === null) return;
        for (const [name, inner] of Object.entries(value)) {
          if (under === "properties" || under === "paths" || under === "schemas") said.push(name);
          if (["description", "summary"].includes(name) && typeof inner === "string") said.push(inner);
          if (name === "enum" && Array.isArray(inner)) said.push(...inner.map(String));
          if (name !== "info" && name !== "value") visit(inner, name);
        }
      };
      visit(specification, "");
      assert.ok(said.length > 200);
      assert.deepEqual(
        said.filter((one) => !words.includes(one)),
        [],
      );
      assert.ok(words.includes('"operator": "lp21"'), "an example is shown");
    }
  });
});
