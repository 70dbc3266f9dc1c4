import { serve } from "@hono/node-server";
import { createClient } from "yakusoku/client";
import { branchService } from "./service.ts";

const { YAKUSOKU_URL: url = "http://127.0.0.1:8350", YAKUSOKU_KEY: key, INSURER: insurer, PORT = "8360" } = process.env;
if (key === undefined || insurer === undefined) {
  console.error(
    "Set YAKUSOKU_KEY to an API key (decide, people:read, provision:write) and INSURER to a party (pty_…).",
  );
  process.exit(2);
}
const client = createClient({ url, key });
const app = branchService({
  client,
  insurer,
  // In place of the insurer's own interface.
  handOver: async () => console.log("handed over to the insurer"),
});
serve({ fetch: app.fetch, hostname: "127.0.0.1", port: Number(PORT) }, ({ port }) =>
  console.log(`The branch listens on http://127.0.0.1:${port}`),
);
