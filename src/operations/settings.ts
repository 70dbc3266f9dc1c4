import { hostName, listOf, network, setting, text, url, wholeNumber, yesNo } from "../settings/index.ts";
import { fillWords } from "../wire/index.ts";

/* What can be set of how the server is reached, how much it takes on, and how it stops. */

const LOOPBACK: ReadonlySet<string> = new Set(["127.0.0.1", "localhost", "::1"]);

export const PORT = setting({
  name: "PORT",
  says: { ja: "待ち受けるポート。0 なら空いているもの", en: "The port it listens on; 0 takes a free one" },
  form: wholeNumber(0, 65_535),
  unset: 8350,
});

const PUBLIC = setting({
  name: "YAKUSOKU_PUBLIC",
  says: {
    ja: "このマシンの外から届くアドレスで待ち受けてよいか",
    en: "Whether it may listen on an address that others can reach",
  },
  form: yesNo,
  unset: false,
});

export const HOST = setting({
  name: "HOST",
  says: { ja: "待ち受けるアドレス", en: "The address it listens on" },
  form: text,
  unset: "127.0.0.1",
  fault: (host, settings) =>
    LOOPBACK.has(host) || settings.get(PUBLIC)
      ? undefined
      : fillWords(
          {
            ja: "「{host}」では、このマシンの外からも読めるようになります。そうするときは YAKUSOKU_PUBLIC=yes と、応答するホスト名 YAKUSOKU_HOSTS を設定してください。",
            en: "“{host}” can be reached from outside this machine. If that is what you want, set YAKUSOKU_PUBLIC=yes, and YAKUSOKU_HOSTS to the host names to answer to.",
          },
          { host },
        ),
});

export const HOSTS = setting({
  name: "YAKUSOKU_HOSTS",
  says: {
    ja: "応答するホスト名（ループバックのほかに）。ポートのないものは、どのポートでもよい",
    en: "Host names it answers to besides the loopback ones; one without a port stands for every port",
  },
  form: listOf(hostName),
  unset: [],
});

export const TRUSTED_PROXIES = setting({
  name: "YAKUSOKU_TRUSTED_PROXIES",
  says: {
    ja: "X-Forwarded-For と X-Forwarded-Proto を信じてよいプロキシのアドレス。TLS を受け持つプロキシを前に置くときに指定する",
    en: "Proxies whose X-Forwarded-For and X-Forwarded-Proto are believed: for one that ends TLS in front",
  },
  form: listOf(network),
  unset: [],
});

export const WORK = setting({
  name: "YAKUSOKU_WORK",
  says: {
    ja: "サーバーがジョブの実行と証跡の整列も行うか。no なら yakusoku work を別に動かす（PostgreSQL のときだけ）",
    en: "Whether the server carries out jobs and keeps the evidence log, too; with no, yakusoku work does (on PostgreSQL only)",
  },
  form: yesNo,
  unset: true,
});

export const MOST_REQUESTS = setting({
  name: "YAKUSOKU_MOST_REQUESTS",
  says: { ja: "同時に処理する要求の数。超えると 503", en: "Requests answered at once; more get a 503" },
  form: wholeNumber(1, 100_000),
  unset: 512,
});

export const MOST_BULK = setting({
  name: "YAKUSOKU_MOST_BULK",
  says: {
    ja: "同時に処理する重い要求（大きな本文、一覧の書き出しなど）の数。その 4 倍まで順番を待つ",
    en: "Of them, heavy ones at once (large bodies, exports); four times as many may wait for their turn",
  },
  form: wholeNumber(1, 1_000),
  unset: 8,
});

export const MOST_CONNECTIONS = setting({
  name: "YAKUSOKU_MOST_CONNECTIONS",
  says: { ja: "同時に開いている接続の数。超えた分は切る", en: "Connections open at once; more are closed" },
  form: wholeNumber(1, 100_000),
  unset: 2_000,
});

export const HEADERS_SECONDS = setting({
  name: "YAKUSOKU_HEADERS_SECONDS",
  says: { ja: "要求のヘッダーが届くまで待つ秒数", en: "Seconds in which the head of a request must have come" },
  form: wholeNumber(1, 600),
  unset: 10,
});

export const REQUEST_SECONDS = setting({
  name: "YAKUSOKU_REQUEST_SECONDS",
  says: { ja: "要求の全体が届くまで待つ秒数", en: "Seconds in which a request must have come whole" },
  form: wholeNumber(1, 3_600),
  unset: 120,
  fault: (seconds, settings) =>
    seconds >= settings.get(HEADERS_SECONDS)
      ? undefined
      : {
          ja: "YAKUSOKU_HEADERS_SECONDS より短くはできません。",
          en: "It cannot be shorter than YAKUSOKU_HEADERS_SECONDS.",
        },
});

export const DRAIN_SECONDS = setting({
  name: "YAKUSOKU_DRAIN_SECONDS",
  says: {
    ja: "止めるよう言われてから受け付けをやめるまでの秒数。その間 /readyz は 503 を返し、前に置いた振り分け先から外れる",
    en: "Seconds between being asked to stop and taking no more: /readyz says 503 meanwhile, so that whoever balances load sends others no more",
  },
  form: wholeNumber(0, 600),
  unset: 0,
});

export const GRACE_SECONDS = setting({
  name: "YAKUSOKU_GRACE_SECONDS",
  says: { ja: "受け付けをやめてから、処理中の要求を待つ秒数", en: "Seconds that requests under way then still have" },
  form: wholeNumber(0, 600),
  unset: 5,
});

export const SECURITY_CONTACT = setting({
  name: "YAKUSOKU_SECURITY_CONTACT",
  says: {
    ja: "脆弱性の連絡先。/.well-known/security.txt に載せる。なければ載せない",
    en: "Whom to tell of a weakness, as /.well-known/security.txt says it; without one there is no such file",
  },
  form: listOf(url("https:", "mailto:")),
  unset: [],
});

export const OPERATIONS_SETTINGS = [
  PORT,
  HOST,
  PUBLIC,
  HOSTS,
  TRUSTED_PROXIES,
  WORK,
  MOST_REQUESTS,
  MOST_BULK,
  MOST_CONNECTIONS,
  HEADERS_SECONDS,
  REQUEST_SECONDS,
  DRAIN_SECONDS,
  GRACE_SECONDS,
  SECURITY_CONTACT,
] as const;
