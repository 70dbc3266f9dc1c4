import { type LookupAddress, lookup } from "node:dns";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { fillWords, type Words } from "../../wire/index.ts";

/*
 * Fetches a page that somebody else publishes, with bounds: a policy names the address, and whoever runs the command need not trust
 * who wrote the policy. No address inside a network is reached, not by a name or a redirection that leads there either: the
 * addresses are looked at in the moment in which the connection is made.
 */

export interface FetchBounds {
  /** Reach addresses of this machine, without TLS: for trying it out. */
  readonly loopback: boolean;
  /** For all redirections together, milliseconds. */
  readonly timeout: number;
  /** Bytes. */
  readonly limit: number;
}

export const BOUNDS: FetchBounds = { loopback: false, timeout: 20_000, limit: 5_242_880 };
const MAX_REDIRECTIONS = 5;

export type Fetched = { readonly bytes: Uint8Array; readonly isHtml: boolean } | { readonly fault: Words };

const FAULTS = {
  address: { ja: "「{given}」はアドレスとして読めません。", en: "“{given}” is no address." },
  notHttps: { ja: "「{given}」は https ではありません。", en: "“{given}” is not https." },
  credentials: {
    ja: "アドレスに利用者名やパスワードが含まれています。",
    en: "The address holds a user name or a password.",
  },
  inside: {
    ja: "「{given}」は組織の内側のアドレスです。公開されたアドレスだけを見にいきます。",
    en: "“{given}” is inside a network. Only public addresses are looked at.",
  },
  redirections: { ja: "転送が {limit} 回を超えました。", en: "It was redirected more than {limit} times." },
  status: { ja: "応答は {given} でした。", en: "It answered {given}." },
  encoded: {
    ja: "圧縮された応答（{given}）で、公開されたままのバイト列と比べられません。",
    en: "It answered with compression ({given}), so the bytes as published cannot be compared.",
  },
  tooLarge: { ja: "{limit} バイトを超えています。", en: "It is larger than {limit} bytes." },
  timeout: { ja: "{given} ミリ秒のうちに終わりませんでした。", en: "It did not end within {given} milliseconds." },
  broken: { ja: "つながりませんでした（{given}）。", en: "It could not be reached ({given})." },
} as const satisfies Record<string, Words>;

/** Why a page could not be had, in words. */
class Unreachable extends Error {
  readonly words: Words;
  constructor(words: Words, values: Readonly<Record<string, string | number>>) {
    super(words.en);
    this.words = fillWords(words, values);
  }
}

/** Never throws for what the other side does: that it cannot be reached is an answer. */
export async function fetchPage(address: string, bounds: FetchBounds): Promise<Fetched> {
  const signal = AbortSignal.timeout(bounds.timeout);
  try {
    let next = address;
    for (let hops = 0; hops <= MAX_REDIRECTIONS; hops += 1) {
      const answer = await getOnce(readAddress(next, bounds), bounds, signal);
      if (!("location" in answer)) return answer;
      next = URL.parse(answer.location, next)?.href ?? answer.location;
    }
    throw new Unreachable(FAULTS.redirections, { limit: MAX_REDIRECTIONS });
  } catch (error) {
    if (error instanceof Unreachable) return { fault: error.words };
    if (signal.aborted) return { fault: fillWords(FAULTS.timeout, { given: bounds.timeout }) };
    const given = error instanceof Error ? ("code" in error ? String(error.code) : error.message) : String(error);
    return { fault: fillWords(FAULTS.broken, { given }) };
  }
}

/** @throws {Unreachable} for what is not to be asked at all */
function readAddress(address: string, { loopback }: FetchBounds): URL {
  const url = URL.parse(address);
  if (url === null) throw new Unreachable(FAULTS.address, { given: address.slice(0, 200) });
  const own = loopback && isOwn(url);
  if (url.protocol !== "https:" && !(own && url.protocol === "http:"))
    throw new Unreachable(FAULTS.notHttps, { given: url.href.slice(0, 200) });
  if (url.username !== "" || url.password !== "") throw new Unreachable(FAULTS.credentials, {});
  const host = hostOf(url);
  if (isIP(host) !== 0 && !own && isInside(host)) throw new Unreachable(FAULTS.inside, { given: host });
  return url;
}

function getOnce(
  url: URL,
  { loopback, limit }: FetchBounds,
  signal: AbortSignal,
): Promise<Fetched | { readonly location: string }> {
  const own = loopback && isOwn(url);
  return new Promise((resolve, reject) => {
    const options = {
      host: hostOf(url),
      port: url.port === "" ? undefined : Number(url.port),
      path: `${url.pathname}${url.search}`,
      headers: { "Accept-Encoding": "identity", Accept: "text/html,*/*;q=0.5", "User-Agent": "yakusoku-watch" },
      // No connection is kept: the process ends when the answers are there.
      agent: false,
      signal,
      ...(own ? {} : { lookup: publicLookup }),
    } as const;
    const request = (own ? requestHttp : requestHttps)(options, (response) => {
      const { statusCode: status = 0, headers } = response;
      const refuse = (words: Words, values: Readonly<Record<string, string | number>>): void => {
        reject(new Unreachable(words, values));
        request.destroy();
      };
      if (status >= 300 && status < 400 && headers.location !== undefined) {
        resolve({ location: headers.location });
        request.destroy();
        return;
      }
      const encoding = headers["content-encoding"] ?? "identity";
      if (status !== 200 || encoding !== "identity") {
        if (status !== 200) refuse(FAULTS.status, { given: status });
        else refuse(FAULTS.encoded, { given: encoding.slice(0, 40) });
        return;
      }
      const chunks: Buffer[] = [];
      let size = 0;
      response.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > limit) refuse(FAULTS.tooLarge, { limit });
        else chunks.push(chunk);
      });
      response.on("end", () => {
        const isHtml = /^(?:text\/html|application\/xhtml\+xml)\b/i.test(headers["content-type"] ?? "");
        resolve({ bytes: Buffer.concat(chunks), isHtml });
      });
      response.on("error", reject);
    });
    request.on("error", reject);
    request.end();
  });
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "");
}

function isOwn(url: URL): boolean {
  return ["127.0.0.1", "::1", "localhost"].includes(hostOf(url));
}

/** Looks a name up as `net` does, and gives no address inside a network. */
const publicLookup: LookupFunction = (host, options, callback) => {
  lookup(host, { ...options, all: true }, (error, found?: readonly LookupAddress[]) => {
    const [first] = found ?? [];
    const inside = found?.some(({ address }) => isInside(address));
    if (error !== null || first === undefined) callback(error, "");
    else if (inside === true) callback(new Unreachable(FAULTS.inside, { given: host }), "");
    else if (options.all === true) callback(null, [...(found ?? [])]);
    else callback(null, first.address, first.family);
  });
};

/** Addresses that are not public: IANA's special-purpose registries, and forms of IPv6 that carry an address of IPv4. */
const INSIDE = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const)
  INSIDE.addSubnet(network, bits, "ipv4");
for (const [network, bits] of [
  ["::", 96],
  ["::ffff:0:0:0", 96],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
] as const)
  INSIDE.addSubnet(network, bits, "ipv6");

export function isInside(address: string): boolean {
  return INSIDE.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}
