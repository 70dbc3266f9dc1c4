import type { Context } from "hono";
import { connectionOf } from "./connection.ts";

/** Where a request came from, as far as it can be told; "" where nothing is known. */
export function addressOf(c: Context): string {
  return networkOf(connectionOf(c).address);
}

/** Of an IPv6 address the first 64 bits: whoever has one has all that share them. */
function networkOf(address: string): string {
  if (!address.includes(":")) return address;
  const [head = "", tail = ""] = address.split("::");
  const first = head.split(":").filter((part) => part !== "");
  const last = tail.split(":").filter((part) => part !== "");
  const zeros = Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => "0");
  return [...first, ...zeros, ...last].slice(0, 4).join(":");
}

/** Whether the other end is this machine. Without a connection, as where a program asks the app itself, it is. */
export function isLoopbackAddress(c: Context): boolean {
  const address = addressOf(c);
  return address === "" || address.startsWith("127.") || address === "0:0:0:0";
}
