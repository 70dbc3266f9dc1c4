import type { MiddlewareHandler } from "hono";
import { every } from "hono/combine";
import { compress } from "hono/compress";
import { etag } from "hono/etag";

/**
 * Compresses what is read and gives it an ETag, so that a page that has not changed answers 304. Only GET and
 * HEAD: a batch of decisions is worth more in time than in bytes.
 */
export function delivery(): MiddlewareHandler {
  // Compression stands outside: the tag is of the content, and it turns weak where the content is compressed.
  const deliver = every(compress(), etag());
  return (c, next) => (c.req.method === "GET" || c.req.method === "HEAD" ? deliver(c, next) : next());
}
