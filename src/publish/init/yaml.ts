import { Document, isCollection, isMap, isPair, isScalar, isSeq, type Node, visit } from "yaml";

/** As wide as a line may grow before a map or a list is written over several; a Japanese character counts as two. */
const LINE = 130;

/**
 * A file of a policy as people write one: small maps and lists on one line, the rest below each other. Written by the same
 * schema by which policies are read, so that every text comes back as the text it was.
 */
export function writeYaml(content: object, comments: readonly string[]): string {
  const document = new Document(content, {
    schema: "failsafe",
    customTags: ["bool", "int", "null"],
    aliasDuplicateObjects: false,
  });
  visit(document, {
    Collection: (_key, node, path) => {
      const top = path.filter((above) => isCollection(above)).length === 0;
      if (top || !isSmall(node) || width(node) > LINE) return undefined;
      node.flow = true;
      return visit.SKIP;
    },
  });
  const head = comments.map((comment) => `# ${comment}\n`).join("");
  return `${head}${document.toString({ lineWidth: 0 })}`;
}

/** A list of words, or a map that holds at most another map: deeper ones are hard to read on a line. */
function isSmall(node: Node, depth = 0): boolean {
  if (isScalar(node)) return true;
  if (depth > 1) return false;
  if (isSeq(node)) return node.items.every((item) => isScalar(item));
  return isMap(node) && node.items.every(({ value }) => isNode(value) && isSmall(value, depth + 1));
}

function isNode(value: unknown): value is Node {
  return isScalar(value) || isCollection(value);
}

function width(node: unknown): number {
  if (isPair(node)) return width(node.key) + width(node.value) + 4;
  if (isCollection(node)) return node.items.reduce<number>((sum, item) => sum + width(item) + 2, 4);
  if (!isScalar(node)) return 0;
  let columns = 2;
  for (const character of String(node.value)) columns += character > "\u2000" ? 2 : 1;
  return columns;
}
