// Copies into dist/ what the compiler leaves behind: style sheets and whatever else lies in src/ beside the code.
import { cp } from "node:fs/promises";

const isCode = /\.(tsx?|md)$/;
await cp("src", "dist", { recursive: true, filter: (source) => !isCode.test(source) });
