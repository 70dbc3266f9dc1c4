#!/usr/bin/env node
// Old syntax on purpose: this file must be readable by the Node that is too old, so that it can say so.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const NEEDED = 26;
const major = Number(process.versions.node.split(".")[0]);
if (major < NEEDED) {
  process.stderr.write(
    `Yakusoku needs Node ${NEEDED} or newer; this is ${process.versions.node} (${process.execPath}).\n` +
      "In a clone, `npm ci` brings the right one: start with `npm start`, or `npm exec yakusoku -- …`.\n" +
      `Node ${NEEDED} 以上が必要です。クローンしたフォルダーでは npm ci のあと npm start で起動してください。\n`,
  );
  process.exit(2);
}
// A clone runs its source; an installed package has no source and runs its build.
const source = new URL("../src/main.ts", import.meta.url);
if (existsSync(fileURLToPath(source))) {
  const { register } = await import("tsx/esm/api");
  register();
  await import(source.href);
} else {
  await import(new URL("../dist/main.js", import.meta.url).href);
}
