import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Index, readIndex, TEXTS, type TextName } from "./conformance.ts";

/*
 * Holds the index against the Commission's texts, for whoever has them: counts the examples per section and heading on
 * both sides, and prints what the index lacks or has too many of. `node --import tsx test/conformance-texts.ts FOLDER`
 */

const FILES: Readonly<Record<TextName, string>> = {
  general: "guidelines-general.txt",
  foreign: "guidelines-foreign-third-party.txt",
  processed: "guidelines-processed-information.txt",
};

/** `事例1）`, `事例）`, or `【事例1】` standing as a heading of its own. */
const EXAMPLE = /^(?:事例(\d*)\s*\)|【事例(\d+)】)/;
const HEADING = /^【(?!事例\d*】)(.+?)】/;
const SECTION = /^(\d+(?:-\d+)*)\s*(\S.*)$/;

/** The examples of one section: under each heading in 【】, and under none. */
interface Section {
  readonly under: Map<string, number>;
  without: number;
  /** Every line of it, bare: where the headings of the index must be found. */
  text: string;
}

function sections(text: string): Map<string, Section> {
  const lines = text.split(/\r?\n/).map((line) => line.normalize("NFKC").trim());
  const titles = contents(lines);
  const found = new Map<string, Section>();
  let section: Section = { under: new Map(), without: 0, text: "" };
  let heading: string | undefined;
  /** Where examples have begun under the heading; prose after them and a new count from 1 end its reach. */
  let begun = false;
  let prose = false;
  for (const line of lines) {
    const number = sectionOf(line, titles, found);
    if (number !== undefined) {
      section = found.get(number) ?? { under: new Map(), without: 0, text: "" };
      found.set(number, section);
      heading = undefined;
    }
    section.text += bare(line);
    const example = EXAMPLE.exec(line);
    if (example === null) {
      const inside = HEADING.exec(line)?.[1];
      if (inside !== undefined) heading = bare(inside);
      if (inside !== undefined || number !== undefined) begun = false;
      // A short line between examples is a subheading, and the heading above it reaches on.
      prose ||= line.endsWith("。");
      continue;
    }
    const ordinal = example[1] ?? example[2] ?? "";
    if (begun && prose && (ordinal === "" || ordinal === "1")) heading = undefined;
    begun = true;
    prose = false;
    if (heading === undefined) section.without += 1;
    else section.under.set(heading, (section.under.get(heading) ?? 0) + 1);
  }
  return found;
}

/** The number of the section that a line opens: one of the contents, or one below a section that is open already. */
function sectionOf(
  line: string,
  titles: ReadonlyMap<string, string>,
  open: ReadonlyMap<string, Section>,
): string | undefined {
  const [, number = "", name = ""] = SECTION.exec(line) ?? [];
  if (number === "" || line.endsWith("。")) return undefined;
  const title = titles.get(number);
  if (title !== undefined) return bare(name).startsWith(bare(title).slice(0, 4)) ? number : undefined;
  const above = number.replace(/-\d+$/, "");
  return above !== number && above.includes("-") && open.has(above) && !open.has(number) ? number : undefined;
}

/** The sections as the table of contents names them: number to title. */
function contents(lines: readonly string[]): Map<string, string> {
  const titles = new Map<string, string>();
  for (const line of lines.slice(lines.indexOf("目次") + 1)) {
    if (line.startsWith("【凡例】")) break;
    const [, number, title] = SECTION.exec(line) ?? [];
    if (number !== undefined && title !== undefined) titles.set(number, title);
  }
  return titles;
}

/** A heading without what copies differ in: its brackets, notes in parentheses, the number before it and spaces. */
function bare(heading: string): string {
  return heading
    .normalize("NFKC")
    .replace(/\([^()]*(?:\([^()]*\)[^()]*)*\)/g, "")
    .replace(/^\d+(?:-\d+)*\s*(?=\D)/, "")
    .replaceAll(/[【】\s]/g, "");
}

/**
 * What differs between a text and the index, one line each: examples that are missing or surplus in a section, or stand there
 * under another heading. What the text does not mark as 事例 is left out.
 */
function differences(name: TextName, text: ReadonlyMap<string, Section>, index: Index): string[] {
  const found: string[] = [];
  const indexed = new Map<string, { under: Map<string, number>; without: number }>();
  for (const { example, section: number, text: of } of index.examples) {
    if (of !== name) continue;
    const section = text.get(number);
    const heading = bare(example.heading);
    if (section === undefined) {
      found.push(`${name} has no section ${number}: ${example.key}`);
      continue;
    }
    if (!section.text.includes(heading))
      found.push(`${name} ${number} has no heading “${example.heading}”: ${example.key}`);
    if (example.marked !== undefined) continue;
    const counts = indexed.get(number) ?? { under: new Map<string, number>(), without: 0 };
    if (section.under.has(heading)) counts.under.set(heading, (counts.under.get(heading) ?? 0) + 1);
    else counts.without += 1;
    indexed.set(number, counts);
  }
  for (const [number, { under, without }] of text) {
    const counts = indexed.get(number) ?? { under: new Map<string, number>(), without: 0 };
    const placed = [...under, ["no 【】", without] as const].flatMap(([heading, count]) => {
      const have = heading === "no 【】" ? counts.without : (counts.under.get(heading) ?? 0);
      return have === count ? [] : [`${heading}: ${have} for ${count}`];
    });
    if (placed.length === 0) continue;
    const difference = all(counts) - all({ under, without });
    const what = difference === 0 ? "elsewhere" : difference < 0 ? `missing ${-difference}` : `surplus ${difference}`;
    found.push(`${what}: ${name} ${number}: ${placed.join("; ")}`);
  }
  return found;
}

/** How many examples a section has in all. */
function all({ under, without }: Pick<Section, "under" | "without">): number {
  return [...under.values()].reduce((sum, count) => sum + count, without);
}

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write("Name the folder that holds the Commission's texts.\n");
  process.exitCode = 2;
} else {
  const index = await readIndex();
  for (const problem of index.problems) process.stderr.write(`${problem}\n`);
  let faults = index.problems.length;
  for (const name of TEXTS) {
    const path = join(folder, FILES[name]);
    const there = await access(path).then(
      () => true,
      () => false,
    );
    if (!there) {
      process.stdout.write(`${name}: no ${FILES[name]} there\n`);
      faults += 1;
      continue;
    }
    const text = await readFile(path, "utf8");
    const counted = sections(text);
    const found = differences(name, counted, index);
    faults += found.length;
    for (const said of found) process.stdout.write(`${said}\n`);
    const total = [...counted.values()].reduce((sum, section) => sum + all(section), 0);
    const have = index.examples.filter((one) => one.text === name);
    const marked = have.filter(({ example }) => example.marked !== undefined).length;
    process.stdout.write(
      `${name}: ${total} examples, ${have.length - marked} in the index, and ${marked} marked otherwise\n`,
    );
  }
  process.exitCode = faults === 0 ? 0 : 1;
}
