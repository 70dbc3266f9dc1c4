import { randomBytes } from "node:crypto";
import { isIP } from "node:net";
import { type ServerType, serve } from "@hono/node-server";
import { recordRefusals } from "./access/index.ts";
import { createApp } from "./app.ts";
import type { LoadedPack } from "./packs/index.ts";
import { type Command, type CommandContext, usablePack } from "./room/index.ts";
import { sampleAtFirstStart } from "./sample/index.ts";
import { fill, type Language, type Words } from "./wire/index.ts";

const DEFAULT_PORT = 8350;
/** More than anyone serves from one process; a slip of the shell that names every file is caught. */
const MAX_PACKS = 20;
const LOOPBACK = new Set(["127.0.0.1", "localhost", "::1"]);
/** How long requests under way may take once the server was asked to stop. */
const GRACE_MS = 5_000;
const SWEEP_MS = 50;

const WORDS = {
  ready: { ja: "約束が動いています: {url}", en: "Yakusoku is running: {url}" },
  serving: {
    ja: "  ポリシー {pack} {version}（条項 {clauses}、見直すとよい点 {findings} 件は yakusoku check で）",
    en: "  policy {pack} {version} ({clauses} clauses; {findings} findings, see yakusoku check)",
  },
  howToStop: { ja: "  やめるときは Ctrl+C を押してください。", en: "  Press Ctrl+C to stop." },
  stopping: { ja: "停止しています。", en: "Stopping." },
  access: {
    ja: "  記録を扱うページは、次のアドレスから開いてください: {url}",
    en: "  Pages that handle records open from: {url}",
  },
  portTaken: {
    ja: "ポート {port} はほかのプログラムが使っています。PORT=8351 npm start のように、別の番号で起動してください。",
    en: "Port {port} is in use by another program. Start on another one, as in: PORT=8351 npm start",
  },
  badPort: {
    ja: "PORT は 0 から 65535 の整数です（いまは「{given}」）。",
    en: "PORT is a whole number from 0 to 65535, not “{given}”.",
  },
  publicHost: {
    ja: "「{host}」では、このマシンの外からも読めるようになります。そうするときは YAKUSOKU_PUBLIC=yes と、応答するホスト名 YAKUSOKU_HOSTS を設定してください。",
    en: "“{host}” can be reached from outside this machine. If that is what you want, set YAKUSOKU_PUBLIC=yes, and YAKUSOKU_HOSTS to the host names to answer to.",
  },
  cannotListen: {
    ja: "「{host}」の {port} 番で待ち受けできません（{code}）。",
    en: "Cannot listen on “{host}” port {port} ({code}).",
  },
} as const satisfies Record<string, Words>;

/** `yakusoku start`: the whole system in one process, on loopback unless it was told otherwise. */
export function startCommand(version: string): Command {
  return {
    name: "start",
    usage: "start [PACK FOLDER …] [--json] [--language ja|en]",
    summary: {
      ja: "サーバーを起動する（環境変数 PORT, HOST, YAKUSOKU_HOSTS, YAKUSOKU_PUBLIC, YAKUSOKU_DATA, YAKUSOKU_SAMPLE, DATABASE_URL）",
      en: "Start the server (environment: PORT, HOST, YAKUSOKU_HOSTS, YAKUSOKU_PUBLIC, YAKUSOKU_DATA, YAKUSOKU_SAMPLE, DATABASE_URL)",
    },
    accepts: { flags: ["json"], positionals: MAX_PACKS },
    run: async (asked, context) => {
      const listening = whereToListen(context);
      if (listening === undefined) return 2;
      const packs: LoadedPack[] = [];
      for (const folder of asked.positionals.length > 0 ? asked.positionals : [context.defaultPack]) {
        const loaded = await usablePack(folder, context);
        if (loaded === undefined) return 2;
        packs.push(loaded);
      }
      const records = await context.records();
      if (records === undefined) return 2;
      const accessToken = randomBytes(ACCESS_BYTES).toString("base64url");
      try {
        const served = packs.map(({ pack }) => pack);
        if (!(await sampleAtFirstStart(records, served, context))) return 2;
        const app = createApp({
          packs: served,
          hosts: listening.hosts,
          clock: context.clock,
          ids: context.ids,
          door: { desk: records.desk, accessToken },
          version,
        });
        await records.work();
        const onReady = (url: string): void =>
          context.out(ready({ url, accessToken }, packs, context.language, asked.flags.has("json")));
        return await listen(app, listening, onReady, context);
      } finally {
        await recordRefusals(records.desk);
        await records.close();
      }
    },
  };
}

/** 128 bits and more: nobody guesses it, and it is gone when the server stops. */
const ACCESS_BYTES = 18;

interface Listening {
  readonly host: string;
  readonly port: number;
  readonly hosts: readonly string[];
}

/** Reads the configuration whole before anything starts; says what is wrong and gives undefined. */
function whereToListen({ environment, err, language: lang }: CommandContext): Listening | undefined {
  const given = environment["PORT"] ?? String(DEFAULT_PORT);
  const port = /^\d{1,5}$/.test(given) ? Number(given) : Number.NaN;
  if (!(port <= 65_535)) {
    err(`${fill(WORDS.badPort[lang], { given })}\n`);
    return undefined;
  }
  const host = environment["HOST"] || "127.0.0.1";
  if (!LOOPBACK.has(host) && environment["YAKUSOKU_PUBLIC"] !== "yes") {
    err(`${fill(WORDS.publicHost[lang], { host })}\n`);
    return undefined;
  }
  const hosts = (environment["YAKUSOKU_HOSTS"] ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  return { host, port, hosts };
}

/** What is said once it listens: for people, or as one line of JSON for whoever started it. */
function ready(
  { url, accessToken }: { readonly url: string; readonly accessToken: string },
  packs: readonly LoadedPack[],
  language: Language,
  json: boolean,
): string {
  const served = packs.map(({ pack, versions }) => {
    const program = pack.versions.at(-1);
    return {
      pack: pack.id,
      version: program?.version ?? "",
      clauses: Object.keys(program?.policy.promises ?? {}).length,
      findings: versions.at(-1)?.diagnostics.length ?? 0,
    };
  });
  const access = `${url}/${language}/access?token=${accessToken}`;
  if (json) return `${JSON.stringify({ url, access, packs: served })}\n`;
  const lines = served.map((one) => fill(WORDS.serving[language], one));
  const said = [fill(WORDS.ready[language], { url }), ...lines, fill(WORDS.access[language], { url: access })];
  return `${[...said, WORDS.howToStop[language]].join("\n")}\n`;
}

/** Serves until a signal asks to stop; then finishes what is under way, for a while, and returns. */
function listen(
  app: ReturnType<typeof createApp>,
  { host, port }: Listening,
  onReady: (url: string) => void,
  { err, language: lang }: CommandContext,
): Promise<number> {
  return new Promise((resolve) => {
    const server: ServerType = serve({ fetch: app.fetch, hostname: host, port }, (address) => {
      onReady(`http://${isIP(host) === 6 ? `[${host}]` : host}:${address.port}`);
    });
    server.on("error", (error: NodeJS.ErrnoException) => {
      const words = error.code === "EADDRINUSE" ? WORDS.portTaken : WORDS.cannotListen;
      err(`${fill(words[lang], { host, port, code: error.code ?? error.message })}\n`);
      resolve(2);
    });
    const stop = (): void => {
      err(`${WORDS.stopping[lang]}\n`);
      const force = setTimeout(() => "closeAllConnections" in server && server.closeAllConnections(), GRACE_MS);
      // close() ends connections that are idle now; one that is still answering goes idle later and would linger.
      const sweep = setInterval(() => "closeIdleConnections" in server && server.closeIdleConnections(), SWEEP_MS);
      server.close(() => {
        clearTimeout(force);
        clearInterval(sweep);
        resolve(0);
      });
    };
    process.once("SIGINT", stop);
    process.once("SIGTERM", stop);
  });
}
