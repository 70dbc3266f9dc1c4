import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import { Hono } from "hono";
import { accepts } from "hono/accepts";
import { ProblemError } from "../wire/index.ts";
import { type Face, readFaces, writeFaces } from "./fonts.ts";

interface Asset {
  readonly path: string;
  readonly type: string;
  readonly bytes: Buffer<ArrayBuffer>;
}

/** Names under which pages ask for their assets. */
export type AssetName = "site.css" | "fonts.css" | "fonts-rare.css" | "icon.svg" | "webauthn.js" | "passkeys.js";

interface Assets {
  readonly byPath: ReadonlyMap<string, Asset>;
  readonly named: Readonly<Record<AssetName, Asset>>;
  readonly common: ReadonlySet<number>;
  readonly rare: ReadonlySet<number>;
}

const TYPES: Readonly<Record<string, string>> = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
  woff2: "font/woff2",
};

/** Two rings that hold each other: a promise. Blue 900 of the design tokens. */
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none" stroke="#0017c1" stroke-width="4"><circle cx="11.5" cy="16" r="8.5"/><circle cx="20.5" cy="16" r="8.5"/></svg>';

/** The parts of the one style sheet, in the order of the cascade. */
const STYLES = [
  "base",
  "frame",
  "text",
  "forms",
  "decision",
  "home",
  "document",
  "comparison",
  "promises",
  "reference",
  "print",
] as const;

/** The library as one file that a page loads as it is: it puts `SimpleWebAuthnBrowser` into the page. */
const WEBAUTHN = { package: "@simplewebauthn/browser", file: "../dist/bundle/index.umd.min.js" };
const FONT = "@fontsource-variable/noto-sans-jp";
const resolve = createRequire(import.meta.url).resolve;

let loaded: Assets | undefined;

/** Reads every asset once, when the first page is written. */
function assets(): Assets {
  loaded ??= loadAssets();
  return loaded;
}

function loadAssets(): Assets {
  const byPath = new Map<string, Asset>();
  const add = (name: string, bytes: Buffer<ArrayBuffer>): Asset => {
    const dot = name.lastIndexOf(".");
    const extension = name.slice(dot + 1);
    const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 8);
    const path = `/assets/${name.slice(0, dot)}.${hash}.${extension}`;
    const asset = { path, type: TYPES[extension] ?? "application/octet-stream", bytes };
    byPath.set(path, asset);
    return asset;
  };

  const faces = readFaces(readFileSync(resolve(`${FONT}/index.css`), "utf8"));
  const urls = new Map<Face, string>(
    faces.map((face) => [
      face,
      add(`noto-sans-jp-${face.slice}.woff2`, readFileSync(resolve(`${FONT}/files/${face.file}`))).path,
    ]),
  );
  const sheet = (chosen: readonly Face[]): Buffer<ArrayBuffer> =>
    Buffer.from(writeFaces(chosen, (face) => urls.get(face) ?? ""));
  const common = faces.filter((face) => face.common);
  const rare = faces.filter((face) => !face.common);

  const tokens = readFileSync(resolve("@digital-go-jp/design-tokens/dist/tokens.css"), "utf8");
  const styles = STYLES.map((name) => readFileSync(new URL(`./styles/${name}.css`, import.meta.url), "utf8")).join(
    "\n",
  );
  return {
    byPath,
    named: {
      "site.css": add("site.css", Buffer.from(stylesheet(styles, tokens))),
      "fonts.css": add("fonts.css", sheet(common)),
      "fonts-rare.css": add("fonts-rare.css", sheet(rare)),
      "icon.svg": add("icon.svg", Buffer.from(ICON)),
      "webauthn.js": add("webauthn.js", readFileSync(join(dirname(resolve(WEBAUTHN.package)), WEBAUTHN.file))),
      "passkeys.js": add("passkeys.js", readFileSync(new URL("./scripts/passkeys.js", import.meta.url))),
    },
    common: new Set(common.flatMap((face) => [...face.characters])),
    rare: new Set(rare.flatMap((face) => [...face.characters])),
  };
}

/** The path of an asset, with the hash of its content: it may be cached for ever. */
export function assetPath(name: AssetName): string {
  return assets().named[name].path;
}

/** Whether a text has characters that only the second font sheet covers: rare kanji, as names have them. */
export function hasRareCharacters(text: string): boolean {
  const { common, rare } = assets();
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (!common.has(code) && rare.has(code)) return true;
  }
  return false;
}

/** Our stylesheet with those design tokens before it that it uses, and without comments and white space. */
function stylesheet(styles: string, tokens: string): string {
  const values = new Map(
    [...tokens.matchAll(/(--[a-z0-9-]+):\s*([^;]+);/g)].map(([, name = "", value = ""]) => [name, value]),
  );
  const used = new Map<string, string>();
  const visit = (css: string): void => {
    for (const [, name = ""] of css.matchAll(/var\((--[a-z0-9-]+)/g)) {
      const value = values.get(name);
      if (value === undefined || used.has(name)) continue;
      used.set(name, value);
      visit(value);
    }
  };
  visit(styles);
  const root = [...used].map(([name, value]) => `${name}:${value}`).join(";");
  const short = styles
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([{};,]) ?/g, "$1")
    .replace(/: /g, ":")
    .replaceAll(";}", "}")
    .trim();
  return `:root{${root}}${short}`;
}

const compressors = { br: promisify(brotliCompress), gzip: promisify(gzip) };

/** Serves `/assets/…`. Text is compressed once for each encoding and kept. */
export function assetRoutes(): Hono {
  const app = new Hono();
  const compressed = new Map<string, Promise<Buffer<ArrayBuffer>>>();
  app.get("/assets/:file", async (c) => {
    const asset = assets().byPath.get(c.req.path);
    if (asset === undefined) throw new ProblemError("not-found", { path: c.req.path });
    c.header("Content-Type", asset.type);
    c.header("Cache-Control", "public, max-age=31536000, immutable");
    if (asset.type === "font/woff2") return c.body(asset.bytes);
    c.header("Vary", "Accept-Encoding");
    const encoding = accepts(c, {
      header: "Accept-Encoding",
      supports: ["br", "gzip"],
      default: "identity",
      // In our order, not the browser's: all of them name gzip first and weigh nothing.
      match: (accepted, { supports, default: none }) =>
        supports.find((name) => accepted.some(({ type, q }) => type === name && q > 0)) ?? none,
    });
    if (encoding !== "br" && encoding !== "gzip") return c.body(asset.bytes);
    const key = `${encoding} ${asset.path}`;
    const bytes = compressed.get(key) ?? compressors[encoding](asset.bytes);
    compressed.set(key, bytes);
    c.header("Content-Encoding", encoding);
    return c.body(await bytes);
  });
  return app;
}
