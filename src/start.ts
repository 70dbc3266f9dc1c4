import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { isIP } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { type ServerType, serve } from "@hono/node-server";
import { type Door, LOCAL_ACCESS, providerOf, recordRefusals, staffCanSignIn } from "./access/index.ts";
import { createApp } from "./app.ts";
import {
  DRAIN_SECONDS,
  GRACE_SECONDS,
  HEADERS_SECONDS,
  HOST,
  MOST_CONNECTIONS,
  PORT,
  REQUEST_SECONDS,
  untilStopped,
  WORK,
} from "./operations/index.ts";
import { preparePost, setPost } from "./mail/index.ts";
import { type LoadedPack, MAX_PACKS } from "./packs/index.ts";
import { type Command, type CommandContext, keptAt, type Running, usablePack } from "./room/index.ts";
import { sampleAtFirstStart } from "./sample/index.ts";
import type { Settings } from "./settings/index.ts";
import { createMetrics, watchLoop } from "./telemetry/index.ts";
import { fill, type Language, type Words } from "./wire/index.ts";

const SWEEP_MS = 50;
const SECOND_MS = 1_000;
/** Who sends nothing more is looked for so often: limits of seconds are kept to within half of one. */
const CHECK_MS = 500;
/** For the next request on a connection. A proxy in front keeps its own shorter, so that it never sends into one that closes. */
const KEEP_ALIVE_MS = 15_000;
/** Of neither side hearing anything from the other, as of a reader who stopped reading. */
const SILENCE_MS = 120_000;
const MAX_HEADER_BYTES = 16_384;

const WORDS = {
  ready: { ja: "約束が動いています: {url}", en: "Yakusoku is running: {url}" },
  serving: {
    ja: "  ポリシー {pack} {version}（条項 {clauses}、見直すとよい点 {findings} 件は yakusoku check で）",
    en: "  policy {pack} {version} ({clauses} clauses; {findings} findings, see yakusoku check)",
  },
  howToStop: { ja: "  やめるときは Ctrl+C を押してください。", en: "  Press Ctrl+C to stop." },
  stopping: { ja: "停止しています。", en: "Stopping." },
  apart: {
    ja: "組み込みのデータベースは 1 つのプロセスだけが使えるので、--no-work（YAKUSOKU_WORK=no）では起動できません。DATABASE_URL に PostgreSQL を指定するか、付けずに起動してください。",
    en: "The embedded database belongs to one process, which cannot start with --no-work (YAKUSOKU_WORK=no). Set DATABASE_URL to a PostgreSQL server, or start without it.",
  },
  access: {
    ja: "  記録を扱うページは、次のアドレスから開いてください: {url}",
    en: "  Pages that handle records open from: {url}",
  },
  setUp: {
    ja: "  最初のアカウントは、次のアドレスから作ってください（サインインできる人ができるまで使えます）: {url}",
    en: "  Make the first account from this address, which works until somebody can sign in: {url}",
  },
  signIn: { ja: "  サインイン: {url}", en: "  Sign in at: {url}" },
  portTaken: {
    ja: "ポート {port} はほかのプログラムが使っています。PORT=8351 npm start のように、別の番号で起動してください。",
    en: "Port {port} is in use by another program. Start on another one, as in: PORT=8351 npm start",
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
    usage: "start [PACK FOLDER …] [--no-work] [--json] [--language ja|en]",
    summary: {
      ja: "サーバーを起動する（設定は yakusoku config で表示。--no-work ではジョブを yakusoku work に任せる）",
      en: "Start the server (yakusoku config lists its settings; --no-work leaves jobs to yakusoku work)",
    },
    accepts: { flags: ["json", "no-work"], positionals: MAX_PACKS },
    run: async (asked, context) => {
      const settings = context.settings();
      if (settings === undefined) return 2;
      const working = settings.get(WORK) && !asked.flags.has("no-work");
      if (!working && keptAt(settings).url === undefined) {
        context.err(`${WORDS.apart[context.language]}\n`);
        return 2;
      }
      const packs: LoadedPack[] = [];
      for (const folder of asked.positionals.length > 0 ? asked.positionals : [context.defaultPack]) {
        const loaded = await usablePack(folder, context);
        if (loaded === undefined) return 2;
        packs.push(loaded);
      }
      const served = packs.map(({ pack }) => pack);
      const post = await preparePost(settings, served);
      if (post.faults.length > 0) {
        for (const fault of post.faults) context.err(`${fault[context.language]}\n`);
        return 2;
      }
      const metrics = createMetrics({ whole: true });
      const records = await context.records({ sequence: working, queried: metrics.queried });
      if (records === undefined) return 2;
      const [accessToken, setUpToken] = [randomToken(), randomToken()];
      try {
        if (post.post !== undefined) setPost(records.desk, post.post);
        await sampleAtFirstStart(records, served, settings, context);
        const state = { stopping: false };
        const running: Running = {
          settings,
          log: context.log(),
          metrics,
          loop: watchLoop(),
          version,
          stopping: () => state.stopping,
        };
        const isOpen = await staffCanSignIn(records.desk);
        const localAccess = settings.get(LOCAL_ACCESS) ? "always" : "until-accounts";
        const provider = providerOf(settings);
        const door: Door = { desk: records.desk, accessToken, setUpToken, localAccess, provider };
        const app = createApp({
          packs: served,
          clock: context.clock,
          ids: context.ids,
          door,
          version,
          running,
        });
        if (working) await records.work();
        const onReady = (url: string): void =>
          context.out(ready(url, { door, isOpen }, packs, context.language, asked.flags.has("json")));
        const server = await listen(app, settings, onReady, context);
        if (server === undefined) return 2;
        await untilStopped();
        state.stopping = true;
        running.log.info("stopping", { says: WORDS.stopping[context.language] });
        await wait(settings.get(DRAIN_SECONDS) * SECOND_MS);
        await finish(server, settings.get(GRACE_SECONDS) * SECOND_MS);
        return 0;
      } finally {
        await recordRefusals(records.desk);
        await records.close();
      }
    },
  };
}

/** 128 bits and more: nobody guesses it, and it is gone when the server stops. */
const ACCESS_BYTES = 18;

function randomToken(): string {
  return randomBytes(ACCESS_BYTES).toString("base64url");
}

/** What is said once it listens: for people, or as one line of JSON for whoever started it. */
function ready(
  url: string,
  { door, isOpen }: { readonly door: Door; readonly isOpen: boolean },
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
  // Where there is no local access, there is no address for it either.
  const isLocal = !isOpen || door.localAccess === "always";
  const access = isLocal ? `${url}/${language}/access?token=${door.accessToken}` : undefined;
  // Passkeys know hosts by name.
  const named = url.replace(/\/\/(?:127\.0\.0\.1|\[::1\])/, "//localhost");
  const setUp = isOpen ? undefined : `${named}/${language}/set-up?token=${door.setUpToken ?? ""}`;
  if (json) return `${JSON.stringify({ url, access, setUp, packs: served })}\n`;
  const lines = served.map((one) => fill(WORDS.serving[language], one));
  const said = [
    fill(WORDS.ready[language], { url }),
    ...lines,
    ...(setUp === undefined
      ? [fill(WORDS.signIn[language], { url: `${named}/${language}/sign-in` })]
      : [fill(WORDS.setUp[language], { url: setUp })]),
    ...(access === undefined ? [] : [fill(WORDS.access[language], { url: access })]),
  ];
  return `${[...said, WORDS.howToStop[language]].join("\n")}\n`;
}

/** Begins to serve. Where it cannot, says why and gives undefined. */
function listen(
  app: ReturnType<typeof createApp>,
  settings: Settings,
  onReady: (url: string) => void,
  { err, language: lang }: CommandContext,
): Promise<ServerType | undefined> {
  const host = settings.get(HOST);
  const port = settings.get(PORT);
  return new Promise((resolve) => {
    const server = serve(
      {
        fetch: app.fetch,
        hostname: host,
        port,
        createServer,
        serverOptions: {
          headersTimeout: settings.get(HEADERS_SECONDS) * SECOND_MS,
          requestTimeout: settings.get(REQUEST_SECONDS) * SECOND_MS,
          connectionsCheckingInterval: CHECK_MS,
          keepAliveTimeout: KEEP_ALIVE_MS,
          maxHeaderSize: MAX_HEADER_BYTES,
        },
      },
      (address) => {
        onReady(`http://${isIP(host) === 6 ? `[${host}]` : host}:${address.port}`);
        resolve(server);
      },
    );
    server.maxConnections = settings.get(MOST_CONNECTIONS);
    if ("timeout" in server) server.timeout = SILENCE_MS;
    server.on("error", (error: NodeJS.ErrnoException) => {
      const words = error.code === "EADDRINUSE" ? WORDS.portTaken : WORDS.cannotListen;
      err(`${fill(words[lang], { host, port, code: error.code ?? error.message })}\n`);
      resolve(undefined);
    });
  });
}

/** Takes no more, and waits for what is under way, so long. */
function finish(server: ServerType, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => "closeAllConnections" in server && server.closeAllConnections(), graceMs);
    // close() ends connections that are idle now; one that is still answering goes idle later and would linger.
    const sweep = setInterval(() => "closeIdleConnections" in server && server.closeIdleConnections(), SWEEP_MS);
    server.close(() => {
      clearTimeout(force);
      clearInterval(sweep);
      resolve();
    });
  });
}
