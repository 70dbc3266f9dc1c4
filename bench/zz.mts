import { v7 } from "uuid";
const cpu = () => process.cpuUsage().user / 1000 + process.cpuUsage().system/1000;
function time(name: string, f: () => unknown) { let best = 1e9; for (let r = 0; r < 8; r++) { const t = cpu(); for (let i=0;i<100000;i++) f(); best = Math.min(best, cpu() - t); } console.log(name.padEnd(20), (best / 100).toFixed(3), "µs"); }
const pool = new Uint8Array(16);
time("now", () => Temporal.Now.instant().epochMilliseconds);
time("Date.now", () => Date.now());
time("slice", () => pool.slice(0,16));
time("v7", () => v7({ msecs: 1700000000000, random: pool }));
const b = new Uint8Array(16);
time("v7 buf", () => v7({ msecs: 1700000000000, random: pool }, b));
const HEX = Array.from({length:256},(_, i)=>i.toString(16).padStart(2,"0"));
time("hex", () => HEX[b[0]!]!+HEX[b[1]!]!+HEX[b[2]!]!+HEX[b[3]!]!+"-"+HEX[b[4]!]!+HEX[b[5]!]!+"-"+HEX[b[6]!]!+HEX[b[7]!]!+"-"+HEX[b[8]!]!+HEX[b[9]!]!+"-"+HEX[b[10]!]!+HEX[b[11]!]!+HEX[b[12]!]!+HEX[b[13]!]!+HEX[b[14]!]!+HEX[b[15]!]!);
time("toString hex", () => Buffer.from(b.buffer).toString("hex"));
