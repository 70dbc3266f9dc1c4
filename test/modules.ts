import { type Dirent, existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Node, parseSync, Visitor } from "oxc-parser";

/** One place where a module names another, whatever the syntax. */
export interface Reference {
  /** What stands between the quotes; undefined where it is computed, so that nobody can tell. */
  readonly specifier: string | undefined;
  readonly typeOnly: boolean;
  /** `text`: a mere string that reads like a path (`new URL("./x.css", import.meta.url)`, `require`, a mock). */
  readonly how: "import" | "text";
  readonly line: number;
}

/** One use of a name that the module does not get through an import. */
export interface Use {
  /** `process`, `Math.random`; `Math.*` where the member cannot be told. */
  readonly name: string;
  readonly line: number;
}

export interface Module {
  /** From the root of the tree, with `/`. */
  readonly path: string;
  readonly references: readonly Reference[];
  readonly uses: readonly Use[];
  /** Why it could not be read, with the line. */
  readonly unreadable?: { readonly line: number; readonly message: string };
}

const MODULE = /\.[cm]?[jt]sx?$/;
/** Globals of which a single member is wanted, so that the rest stays free. */
const LOOKED_INTO = new Set(["Math", "Temporal"]);

/** Reads every module below the folders named, by path; folders that do not exist hold none. */
export async function readModules(root: string, folders: readonly string[]): Promise<Module[]> {
  const modules: Module[] = [];
  for (const folder of folders.filter((name) => existsSync(join(root, name)))) {
    const entries: Dirent[] = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((each) => each.isFile() && MODULE.test(each.name))) {
      const path = join(entry.parentPath, entry.name).slice(join(root, "/").length).replaceAll("\\", "/");
      modules.push(readModule(path, await readFile(join(root, path), "utf8")));
    }
  }
  return modules.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function readModule(path: string, text: string): Module {
  const lineOf = (offset: number) => text.slice(0, offset).split("\n").length;
  const { program, comments, errors } = parseSync(path, text);
  const [error] = errors;
  if (error !== undefined) {
    const unreadable = { line: lineOf(error.labels[0]?.start ?? 0), message: error.message };
    return { path, references: [], uses: [], unreadable };
  }

  const references: Reference[] = [];
  const uses: Use[] = [];
  /** Nodes that stand where they are named, not used: sources already noted, names of members and keys. */
  const noted = new Set<Node>();

  function refer(source: Node, typeOnly: boolean): void {
    noted.add(source);
    const specifier = textOf(source);
    references.push({ specifier, typeOnly, how: "import", line: lineOf(source.start) });
  }
  function noteText(node: Node): void {
    const specifier = textOf(node);
    if (noted.has(node) || specifier === undefined || !/^\.{1,2}\//.test(specifier)) return;
    references.push({ specifier, typeOnly: false, how: "text", line: lineOf(node.start) });
  }
  function noteKey(node: { readonly key: Node; readonly computed?: boolean }): void {
    if (node.computed !== true) noted.add(node.key);
  }

  new Visitor({
    ImportDeclaration: (node) => refer(node.source, node.importKind === "type"),
    ExportAllDeclaration: (node) => refer(node.source, node.exportKind === "type"),
    ExportNamedDeclaration: (node) => {
      if (node.source !== null) refer(node.source, node.exportKind === "type");
    },
    ExportSpecifier: (node) => noted.add(node.exported),
    ImportSpecifier: (node) => noted.add(node.imported),
    ImportExpression: (node) => refer(node.source, false),
    TSImportType: (node) => refer(node.source, true),
    TSExternalModuleReference: (node) => refer(node.expression, false),
    TSModuleDeclaration: (node) => {
      if (node.id.type === "Literal") refer(node.id, true);
    },
    Literal: noteText,
    TemplateLiteral: noteText,

    Property: noteKey,
    MethodDefinition: noteKey,
    PropertyDefinition: noteKey,
    AccessorProperty: noteKey,
    TSPropertySignature: noteKey,
    TSMethodSignature: noteKey,
    TSEnumMember: (node) => noted.add(node.id),
    TSTypeReference: (node) => noted.add(node.typeName),
    TSQualifiedName: (node) => {
      noted.add(node.left);
      noted.add(node.right);
    },
    MemberExpression: (node) => {
      if (!node.computed) noted.add(node.property);
      const { object } = node;
      if (object.type !== "Identifier" || !LOOKED_INTO.has(object.name)) return;
      noted.add(object);
      const member = node.computed ? textOf(node.property) : node.property.type === "Identifier" && node.property.name;
      uses.push({ name: `${object.name}.${member || "*"}`, line: lineOf(node.start) });
    },
    Identifier: (node) => {
      if (noted.has(node)) return;
      uses.push({ name: LOOKED_INTO.has(node.name) ? `${node.name}.*` : node.name, line: lineOf(node.start) });
    },
  }).visit(program);

  for (const { value, start } of comments) {
    const specifier = /^\/\s*<reference\s+path=["']([^"']+)["']/.exec(value)?.[1];
    if (specifier !== undefined) references.push({ specifier, typeOnly: true, how: "import", line: lineOf(start) });
  }
  return { path, references: references.sort((a, b) => a.line - b.line), uses };
}

/** What a string says; undefined where it is put together at run time. */
function textOf(node: Node): string | undefined {
  if (node.type === "Literal") return typeof node.value === "string" ? node.value : undefined;
  if (node.type === "TemplateLiteral")
    return node.expressions.length === 0 ? (node.quasis[0]?.value.cooked ?? undefined) : undefined;
  return undefined;
}
