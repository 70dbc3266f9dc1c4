import { serve } from "@hono/node-server";
import { openRecords } from "../src/act/index.ts";
import { openUploads, UPLOAD_JOBS, UPLOAD_MIGRATIONS } from "../src/uploads/index.ts";
import { createIdFactory, systemClock } from "../src/wire/index.ts";
import { uploadApp } from "./uploading.ts";

/*
 * A server of uploads as a process of its own, to be killed and measured: `FOLDER [DATABASE URL]`. It says its port, and with
 * `--expose-gc` it answers each message with the bytes that are alive.
 */

const [folder = "", url] = process.argv.slice(2);
const { desk } = await openRecords({
  folder,
  url,
  clock: systemClock,
  ids: createIdFactory(systemClock),
  migrations: UPLOAD_MIGRATIONS,
  jobs: UPLOAD_JOBS,
  settle: [openUploads({ folder })],
});
const server = serve({ fetch: uploadApp(desk).fetch, hostname: "127.0.0.1", port: 0 }, ({ port }) =>
  process.send?.({ port }),
);

process.on("message", () => {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  process.send?.({ bytes: heapUsed + arrayBuffers });
});
process.on("disconnect", () => {
  server.close();
  process.exit();
});
