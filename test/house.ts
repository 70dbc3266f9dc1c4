import { existsSync, statSync } from "node:fs";
import { builtinModules } from "node:module";
import { join, posix } from "node:path";
import { type Module, type Reference, readModules } from "./modules.ts";

/*
 * Floors and doors. A room is a folder of `src/`; its door is its `index.ts`. Imports go down only: from a front
 * room to a fact room, to a machine room, to the ground. Types are held to it like values, tests like the rest.
 */

interface Floor {
  readonly name: string;
  readonly rooms: readonly string[];
  /** What a room may import of its own floor: nothing, or the rooms to its left in the list. */
  readonly sideways: "nothing" | "left";
}

/** The table: a room that is not in it does not exist. From the top down. */
const FLOORS: readonly Floor[] = [
  {
    name: "front rooms",
    rooms: [
      "publish",
      "ask",
      "staff",
      "requests",
      "systems",
      "direct-mail",
      "cookies",
      "calls",
      "safeguards",
      "incidents",
      "promises",
      "audit",
      "operations",
      "sample",
    ],
    sideways: "nothing",
  },
  { name: "fact rooms", rooms: ["people", "provision"], sideways: "nothing" },
  {
    name: "machine rooms",
    rooms: [
      "settings",
      "telemetry",
      "database",
      "evidence",
      "jobs",
      "act",
      "access",
      "mail",
      "uploads",
      "sheets",
      "print",
      "packs",
      "web",
      "room",
    ],
    sideways: "left",
  },
  { name: "ground", rooms: ["wire", "law", "policy", "decision"], sideways: "left" },
];

/** The only files at the root of `src/`, the only ones that know every room. Their tests stand beside them. */
const ASSEMBLY = /^(app|cli|main|start)(\.test)?\.tsx?$/;

/** The ground is pure. What it may lean on besides itself: */
const GROUND_BUILTINS = new Set(["crypto"]);
const GROUND_PACKAGES = new Set(["@holiday-jp/holiday_jp", "canonicalize", "uuid", "yaml", "zod"]);
/** What reads a clock, chance, the machine or the network. `*`: any member, because it cannot be told which. */
const IMPURE = new Set([
  "Date",
  "Temporal.Now",
  "Temporal.*",
  "Math.random",
  "Math.*",
  "performance",
  "crypto",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "process",
  "navigator",
  "console",
  "fetch",
  "WebSocket",
  "EventSource",
  "localStorage",
  "sessionStorage",
  "globalThis",
  "global",
  "self",
  "window",
  "eval",
  "Function",
]);
/** The one exception: the clock of the house. */
const CLOCK = { path: "src/wire/clock.ts", use: "Temporal.Now" };

/** The one file whose imports may be computed: it loads test files again for every mutant, from the copy that holds them. */
const LOADER = "test/mutation/collector.ts";

const FOLDERS = ["src", "test", "bench", "client"];
const BUILTINS = new Set(builtinModules);
const TEST = /\.test\.tsx?$/;

export interface Violation {
  readonly path: string;
  readonly line: number;
  readonly rule: string;
  readonly message: string;
}

export interface Inspection {
  readonly modules: number;
  readonly imports: number;
  readonly violations: readonly Violation[];
}

/** Where a module stands. `floor` counts from the top; the assembly is above the first. */
type Place =
  | { readonly kind: "room"; readonly room: string; readonly floor: number; readonly door: boolean }
  | { readonly kind: "assembly" }
  | { readonly kind: "client" }
  | { readonly kind: "beside" }
  | { readonly kind: "unknown"; readonly why: string };

function placeOf(path: string): Place {
  const [folder, room = "", ...rest] = path.split("/");
  if (folder === "client") return { kind: "client" };
  if (folder !== "src") return { kind: "beside" };
  if (rest.length === 0) {
    if (ASSEMBLY.test(room)) return { kind: "assembly" };
    return {
      kind: "unknown",
      why: `Only app, cli, main and start stand at the root of src/; put ${room} into a room.`,
    };
  }
  const floor = FLOORS.findIndex(({ rooms }) => rooms.includes(room));
  if (floor === -1)
    return { kind: "unknown", why: `src/${room}/ is no room of the table in test/house.ts; name it on its floor.` };
  return { kind: "room", room, floor, door: rest.length === 1 && /^index\.tsx?$/.test(rest[0] ?? "") };
}

/** Holds a tree to the rules. A tree without modules in `src/` is a violation: whoever sees nothing finds nothing. */
export async function inspectHouse(root: string): Promise<Inspection> {
  const modules = await readModules(root, FOLDERS);
  const violations: Violation[] = [];
  let imports = 0;
  for (const module of modules) {
    const place = placeOf(module.path);
    const report = (line: number, rule: string, message: string) =>
      violations.push({ path: module.path, line, rule, message });

    if (module.unreadable)
      report(
        module.unreadable.line,
        "unreadable",
        `Cannot be parsed, so nothing in it is checked: ${module.unreadable.message}`,
      );
    if (place.kind === "unknown") report(1, "unknown-room", place.why);
    for (const reference of module.references) {
      const fault = judge(root, module, place, reference);
      if (fault !== "no import") imports += 1;
      if (typeof fault === "object") report(reference.line, fault.rule, fault.message);
    }
    if (isGround(place) && !TEST.test(module.path)) {
      for (const { name, line } of module.uses) {
        if (!IMPURE.has(name) || (module.path === CLOCK.path && name === CLOCK.use)) continue;
        report(
          line,
          "ground-pure",
          `The ground is pure: ${name} comes in as an argument (the instant, the clock of wire).`,
        );
      }
    }
  }
  if (!modules.some(({ path }) => path.startsWith("src/"))) {
    violations.push({
      path: "src",
      line: 1,
      rule: "no-modules",
      message: "No module was seen; nothing has been checked.",
    });
  }
  return { modules: modules.length, imports, violations };
}

type Fault = { readonly rule: string; readonly message: string };

function judge(root: string, module: Module, from: Place, reference: Reference): Fault | "kept" | "no import" {
  const { specifier } = reference;
  if (specifier === undefined) {
    if (module.path === LOADER) return "no import";
    return {
      rule: "computed",
      message: "What is imported is computed, so that nobody can hold it to the floors; write it out.",
    };
  }
  if (!specifier.startsWith("./") && !specifier.startsWith("../")) return judgePackage(module, from, specifier);

  const target = posix.join(posix.dirname(module.path), specifier);
  const isFile = existsSync(join(root, target)) && statSync(join(root, target)).isFile();
  const inTree = FOLDERS.some((folder) => target.startsWith(`${folder}/`));
  if (reference.how === "text" && !(isFile && inTree)) return "no import";
  if (!isFile)
    return { rule: "nowhere", message: `${specifier} leads to no file; write its path with the ending it has.` };
  // What tests share stands in test/: the tests beside the code may lean on it, the code may not.
  if (TEST.test(module.path) && target.startsWith("test/")) return "kept";
  return judgeTarget(from, target, reference.typeOnly);
}

function judgePackage(module: Module, from: Place, specifier: string): Fault | "kept" {
  if (specifier.startsWith("#") || specifier.startsWith("/") || /^(file|data|https?):/.test(specifier)) {
    return { rule: "detour", message: `${specifier} hides where it leads; import by relative path.` };
  }
  const [scope = "", name = ""] = specifier.replace(/^node:/, "").split("/");
  const bare = scope.startsWith("@") ? `${scope}/${name}` : scope;
  if (bare === "yakusoku") return { rule: "detour", message: "The house does not import itself by its package name." };
  if (!isGround(from) || TEST.test(module.path)) return "kept";
  const builtin = specifier.startsWith("node:") || BUILTINS.has(bare);
  if (builtin ? GROUND_BUILTINS.has(bare) : GROUND_PACKAGES.has(bare)) return "kept";
  return { rule: "ground-pure", message: `The ground is pure and does not import ${specifier}.` };
}

function judgeTarget(from: Place, target: string, typeOnly: boolean): Fault | "kept" {
  const to = placeOf(target);
  if (from.kind === "client" && to.kind !== "client" && !typeOnly) {
    return { rule: "client-types", message: `client/ imports only types from outside; ${target} comes with its code.` };
  }
  if (from.kind === "room" && to.kind === "room" && from.room === to.room) return "kept";
  if (to.kind === "room" && !to.door) {
    return { rule: "door", message: `${target} is behind the door of ${to.room}; import its index.ts.` };
  }
  if (from.kind === "beside" || from.kind === "unknown" || (from.kind === to.kind && from.kind !== "room"))
    return "kept";
  if (to.kind !== "room") {
    if (to.kind === "assembly")
      return { rule: "upward", message: `${target} is above: nothing in the house imports the assembly.` };
    return { rule: "outside", message: `${target} stands outside the house; nothing in src/ leans on it.` };
  }
  if (from.kind !== "room") return "kept";
  if (to.floor < from.floor) {
    return { rule: "upward", message: `${from.room} imports ${to.room}, a floor above; imports go down only.` };
  }
  if (to.floor > from.floor) return "kept";
  const floor = FLOORS[from.floor];
  if (floor?.sideways === "left" && floor.rooms.indexOf(to.room) < floor.rooms.indexOf(from.room)) return "kept";
  const allowed = floor?.sideways === "left" ? "only the rooms to its left" : "no other room of its floor";
  return {
    rule: "sideways",
    message: `${from.room} imports ${to.room}; of the ${floor?.name}, it may use ${allowed}.`,
  };
}

function isGround(place: Place): boolean {
  return place.kind === "room" && place.floor === FLOORS.length - 1;
}

/** Prints every violation and the count. Returns the exit code. */
export function printInspection({ modules, imports, violations }: Inspection, out: (line: string) => void): number {
  for (const { path, line, rule, message } of violations) out(`${path}:${line} ${rule} ${message}`);
  out(
    `${modules} modules, ${imports} imports, ${violations.length} ${violations.length === 1 ? "violation" : "violations"}`,
  );
  return violations.length === 0 ? 0 : 1;
}

if (import.meta.main) {
  process.exitCode = printInspection(await inspectHouse(join(import.meta.dirname, "..")), console.log);
}
