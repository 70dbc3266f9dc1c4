import { BlockList, isIP } from "node:net";
import type { Context, MiddlewareHandler } from "hono";

/** Who is at the other end of a request, as far as it can be believed. */
export interface Connection {
  /** An IP address; "" where there is none, as in a test without a port. */
  readonly address: string;
  /** Whether the browser speaks TLS. */
  readonly secure: boolean;
}

const connections = new WeakMap<Context, Connection>();

/**
 * Settles for each request where it came from. `X-Forwarded-For` and `X-Forwarded-Proto` are believed where the connection comes from a
 * proxy that is trusted, and from nobody else: anyone can write them. Nowhere else are these headers read.
 * @param trusted addresses, or ranges as in `10.0.0.0/8`
 */
export function forwarding(trusted: readonly string[]): MiddlewareHandler {
  const proxies = listOfProxies(trusted);
  const isProxy = (address: string): boolean => {
    const version = isIP(address);
    return version !== 0 && proxies.check(address, version === 4 ? "ipv4" : "ipv6");
  };
  return async (c, next) => {
    const direct = directConnection(c);
    connections.set(c, isProxy(direct.address) ? forwarded(c, direct, isProxy) : direct);
    await next();
  };
}

/** Where a request came from. */
export function connectionOf(c: Context): Connection {
  return connections.get(c) ?? directConnection(c);
}

function listOfProxies(trusted: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of trusted) {
    const [address = "", bits] = network.split("/");
    const family = isIP(address) === 4 ? "ipv4" : "ipv6";
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

function forwarded(c: Context, direct: Connection, isProxy: (address: string) => boolean): Connection {
  const listed = (name: string): string[] => (c.req.header(name) ?? "").split(",").map((part) => part.trim());
  // Each proxy adds at the end; what stands before the last stranger was written by that stranger.
  const stranger = listed("X-Forwarded-For").findLast((address) => isIP(address) !== 0 && !isProxy(address));
  return {
    address: stranger ?? direct.address,
    secure: direct.secure || listed("X-Forwarded-Proto").at(-1)?.toLowerCase() === "https",
  };
}

/** The other end of the connection, as @hono/node-server hands it over. */
function directConnection(c: Context): Connection {
  let value: unknown = c.env;
  for (const name of ["incoming", "socket", "remoteAddress"]) {
    if (typeof value !== "object" || value === null) return { address: "", secure: isHttps(c) };
    value = Reflect.get(value, name);
  }
  const address = typeof value === "string" ? value : "";
  // An IPv4 address on a socket that listens for both.
  return { address: address.replace(/^::ffff:(?=\d+\.)/i, ""), secure: isHttps(c) };
}

function isHttps(c: Context): boolean {
  return c.req.url.startsWith("https:");
}
