import { readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { z } from "zod";
import { type Decision, decide, OUTCOMES, questionSchema } from "../src/decision/index.ts";
import { loadPack, readPolicyFiles } from "../src/packs/index.ts";
import { type Pack, type Place, readYaml, type SourceFile } from "../src/policy/index.ts";

/*
 * The index of the Commission's worked examples (事例), `conformance/*.yaml`: for each its place in the text, one line of
 * ours, who decides it, and the cases that show it. The texts themselves are not shipped and never read here.
 */

export const CONFORMANCE_FOLDER = join(import.meta.dirname, "..", "conformance");

/** The Commission's Guidelines: General, Foreign Third Party, and Pseudonymously and Anonymously Processed Information. */
export const TEXTS = ["general", "foreign", "processed"] as const;
export type TextName = (typeof TEXTS)[number];

/** Who decides an example: the engine, the linter, a clock of the law, the workflow of a room, or a human alone. */
export const DECIDERS = ["engine", "checker", "clock", "room", "human"] as const;

const ROOMS = [
  "requests",
  "safeguards",
  "incidents",
  "provision",
  "people",
  "systems",
  "cookies",
  "direct-mail",
  "publish",
] as const;

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const KEY = new RegExp(`^(?:${TEXTS.join("|")})/\\d+(?:-\\d+)*/[a-z0-9]+(?:-[a-z0-9]+)*/[1-9]\\d*$`);

const line = z.string().trim().min(1).max(300);
const words = z.strictObject({ ja: line, en: line });
const remark = z.union([line, words]);
const slug = z.string().regex(SLUG);
const codes = z.array(slug);

const caseSchema = z.strictObject({
  pack: slug,
  with: z.boolean().optional().meta({ description: "Whether the fact that a human supplies is given" }),
  ask: z.record(z.string(), z.unknown()),
  expect: z.enum(OUTCOMES),
  reasons: codes.optional(),
  duties: codes.optional(),
  needs: codes.optional(),
  without: codes.optional().meta({ description: "Codes that no reason, duty or need of the answer may have" }),
  note: remark.optional(),
});

/** What goes into a function of the law, and what of its answer is said. */
const runSchema = z.strictObject({
  input: z.record(z.string(), z.unknown()),
  expect: z.record(z.string(), z.unknown()),
});

const common = {
  key: z.string().regex(KEY),
  heading: z.string().trim().min(1).max(200),
  marked: line.optional().meta({ description: "What the text writes where it does not write 事例" }),
  under: line.optional().meta({ description: "A subheading at which numbering restarts" }),
  says: words,
  note: remark.optional(),
  cases: z.array(caseSchema).min(1).optional(),
  clock: slug.optional().meta({ description: "The function of the law that decides" }),
  runs: z.array(runSchema).min(1).optional(),
  // One run may be written out, with more of them beside it.
  ...z.object({ ...runSchema.shape, also: z.array(runSchema).min(1) }).partial().shape,
};
const exampleSchema = z
  .discriminatedUnion("by", [
    z.strictObject({ ...common, by: z.literal("engine") }),
    z.strictObject({
      ...common,
      by: z.literal("checker"),
      rule: slug,
      planned: z.literal(true).optional(),
      found: z
        .strictObject({ fires: slug, silent: slug })
        .optional()
        .meta({ description: "A pack on which the rule fires, and one on which it is silent" }),
    }),
    z.strictObject({ ...common, by: z.literal("clock"), clock: slug }),
    z.strictObject({ ...common, by: z.literal("room"), room: z.enum(ROOMS), does: remark }),
    z.strictObject({ ...common, by: z.literal("human"), fact: words }),
  ])
  .refine((example) => example.by !== "engine" || (example.cases ?? example.clock) !== undefined, {
    error: "what the engine decides has a case",
  })
  .refine((example) => (example.clock === undefined) === (runsOf(example).length === 0), {
    error: "a clock has a run, and a run a clock",
  })
  .refine(
    ({ input, expect, also }) =>
      (input === undefined) === (expect === undefined) && (also === undefined || input !== undefined),
    {
      error: "a run has an input and what is expected",
    },
  );

function runsOf({ runs, input, expect, also }: z.output<z.ZodObject<typeof common>>): readonly ClockRun[] {
  return [
    ...(runs ?? []),
    ...(input === undefined || expect === undefined ? [] : [{ input, expect }]),
    ...(also ?? []),
  ];
}

const fileSchema = z.strictObject({
  at: z.iso
    .datetime({ offset: true })
    .optional()
    .meta({ description: "The instant of every case whose question gives none" }),
  examples: z.array(z.unknown()).min(1),
});

export type Example = z.output<typeof exampleSchema>;
type ExampleCase = z.output<typeof caseSchema>;
export type ClockRun = z.output<typeof runSchema>;

export interface IndexedCase {
  readonly case: ExampleCase;
  /** The question as asked: with the instant of the file where it gives none of its own. */
  readonly asked: Readonly<Record<string, unknown>>;
  readonly place: Place;
}

export interface IndexedExample {
  readonly example: Example;
  readonly text: TextName;
  readonly section: string;
  readonly place: Place;
  readonly cases: readonly IndexedCase[];
  readonly runs: readonly ClockRun[];
}

export interface Index {
  readonly examples: readonly IndexedExample[];
  /** What could not be read, each with its place; an index with any is not well-formed. */
  readonly problems: readonly string[];
}

/** Reads every index file of a folder, by name. */
export async function readIndex(folder = CONFORMANCE_FOLDER): Promise<Index> {
  const packs = relative(process.cwd(), join(folder, "packs")) + sep;
  const files = (await readPolicyFiles(folder)).filter(({ path }) => !path.startsWith(packs));
  const problems: string[] = [];
  const examples = files.flatMap((file) => readIndexFile(file, (problem) => problems.push(problem)));
  if (examples.length === 0) problems.push(`${folder}: no examples`);
  return { examples, problems };
}

function readIndexFile(file: SourceFile, report: (problem: string) => void): IndexedExample[] {
  const read = readYaml(file, (diagnostic) => report(`${at(diagnostic)} ${diagnostic.message.en}`));
  if (read === undefined) return [];
  const refuse = (error: z.ZodError, ...path: PropertyKey[]): void => {
    for (const issue of error.issues) report(`${at(read.place(...path, ...issue.path))} ${issue.message}`);
  };
  const parsed = fileSchema.safeParse(read.value);
  if (!parsed.success) {
    refuse(parsed.error);
    return [];
  }
  return parsed.data.examples.flatMap((entry, index): IndexedExample[] => {
    const example = exampleSchema.safeParse(entry);
    if (!example.success) {
      refuse(example.error, "examples", index);
      return [];
    }
    const [text, section = ""] = example.data.key.split("/");
    return [
      {
        example: example.data,
        text: TEXTS.find((name) => name === text) ?? "general",
        section,
        place: read.place("examples", index),
        cases: (example.data.cases ?? []).map((one, number) => ({
          case: one,
          asked: { ...(parsed.data.at === undefined ? {} : { at: parsed.data.at }), ...one.ask },
          place: read.place("examples", index, "cases", number),
        })),
        runs: runsOf(example.data),
      },
    ];
  });
}

export interface ConformancePack {
  readonly pack: Pack;
  /** The rules of the linter that found something in it. */
  readonly found: readonly string[];
}

/** Loads every pack that cases run on, by the name of its folder. */
export async function loadConformancePacks(folder = CONFORMANCE_FOLDER): Promise<ReadonlyMap<string, ConformancePack>> {
  const packs = new Map<string, ConformancePack>();
  for (const name of (await readdir(join(folder, "packs"))).sort()) {
    const { pack, versions } = await loadPack(join(folder, "packs", name));
    const diagnostics = versions.flatMap((version) => version.diagnostics);
    const error = diagnostics.find(({ severity }) => severity === "error");
    if (error !== undefined) throw new Error(`${at(error)} ${error.message.en}`);
    packs.set(name, { pack, found: diagnostics.map(({ rule }) => rule) });
  }
  return packs;
}

/** Asks what a case asks. Gives what differs from what it expects; empty when it passed. */
export function runCase({ case: one, asked }: IndexedCase, packs: ReadonlyMap<string, ConformancePack>): string[] {
  const pack = packs.get(one.pack)?.pack;
  if (pack === undefined) return [`no pack ${one.pack}`];
  const question = questionSchema.safeParse(asked);
  if (!question.success) {
    return question.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  }
  if (question.data.at === undefined) return ["neither the question nor the file gives an instant"];
  const decision = decide(pack, question.data, question.data.at);
  return differences(one, decision);
}

function differences(one: ExampleCase, decision: Decision): string[] {
  const given = {
    reasons: decision.reasons.map(({ code }): string => code),
    duties: decision.duties.map(({ code }): string => code),
    needs: decision.needs.map(({ code }): string => code),
  };
  const different: string[] = [];
  if (decision.outcome !== one.expect) {
    different.push(`${one.expect} expected, ${decision.outcome} given (${given.reasons.join(" ")})`);
  }
  for (const part of ["reasons", "duties", "needs"] as const) {
    for (const code of one[part] ?? []) if (!given[part].includes(code)) different.push(`${part}: no ${code}`);
  }
  for (const code of one.without ?? []) {
    if (Object.values(given).some((list) => list.includes(code))) different.push(`has ${code}`);
  }
  return different;
}

export function at({ file, line: row }: { readonly file: string; readonly line: number }): string {
  return `${file}:${row}`;
}
