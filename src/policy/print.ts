import { Document, isScalar, isSeq, visit } from "yaml";
import type { PolicyContent } from "./parse.ts";
import { CORE_SECTIONS } from "./schema.ts";
import { YAML_SCHEMA } from "./yaml.ts";

/** A section as a file of its own. */
export interface PrintedFile {
  /** Inside the folder of the version: `purposes.yaml`. */
  readonly path: string;
  readonly text: string;
}

/** A list of plain words up to this length stands on one line. */
const ONE_LINE = 100;

/**
 * Writes a policy as one YAML file that `parse` reads as the same policy: sections and keys in the order of the schema, identifiers
 * as they are given, sections of rooms last. Comments and places are not kept.
 * @throws {z.ZodError} where a section is not one that the schema takes
 */
export function print(source: PolicyContent): string {
  return printFiles(source)
    .map(({ text }) => text)
    .join("\n");
}

/** The same with one file for each section that says something: what a folder of a version holds. */
export function printFiles(source: PolicyContent): PrintedFile[] {
  // What the schema gives back stands in the schema's order.
  const core = CORE_NAMES.map((name): [string, unknown] => [name, CORE_SECTIONS[name].parse(source[name])]);
  return [
    ...core.filter(([name, value]) => REQUIRED.has(name) || !isEmpty(value)),
    ...Object.entries(source.rooms),
  ].map(([name, value]) => ({ path: `${name}.yaml`, text: yamlOf({ [name]: value }) }));
}

/** Sections that must be there even where they hold nothing. */
const REQUIRED = new Set(["policy", "settings", "document", "items", "operators", "people", "purposes", "promises"]);

const CORE_NAMES = Object.keys(CORE_SECTIONS).filter((name) => isCoreName(name));

function isCoreName(name: string): name is keyof typeof CORE_SECTIONS {
  return Object.hasOwn(CORE_SECTIONS, name);
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

function yamlOf(value: unknown): string {
  const document = new Document(value, { ...YAML_SCHEMA, aliasDuplicateObjects: false });
  visit(document, {
    Seq: (_key, list) => {
      const words = list.items.map((item) => (isScalar(item) ? String(item.value) : undefined));
      const short = words.reduce((sum, word) => sum + (word?.length ?? ONE_LINE) + 2, 0) <= ONE_LINE;
      if (isSeq(list) && short && words.every((word) => word !== undefined && !word.includes("\n"))) list.flow = true;
    },
  });
  // Unfolded: a text that changes in one word then changes in one line.
  return document.toString({ lineWidth: 0 });
}
