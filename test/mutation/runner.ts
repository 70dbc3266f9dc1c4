import { glob, readFile, writeFile } from "node:fs/promises";
import { registerHooks } from "node:module";
import { basename } from "node:path";
import { pathToFileURL } from "node:url";
import { INSTRUMENTER_CONSTANTS, type InstrumenterContext, type MutantCoverage } from "@stryker-mutator/api/core";
import { declareClassPlugin, PluginKind } from "@stryker-mutator/api/plugin";
import {
  determineHitLimitReached,
  type DryRunResult,
  DryRunStatus,
  type MutantRunOptions,
  type MutantRunResult,
  MutantRunStatus,
  type TestResult,
  type TestRunner,
  type TestRunnerCapabilities,
  TestStatus,
} from "@stryker-mutator/api/test-runner";
import fc from "fast-check";
import { register } from "tsx/esm/api";
import { z } from "zod";
import { collect, type CollectedTest, runBody } from "./collector.ts";

/*
 * Runs our tests against mutants inside one process: docs/mutation.md. A mutant that could matter at loading, such as one in a
 * table of the law, gets our modules loaded anew with it in force from the start, as it would be in a changed program. Every
 * other one is switched on in modules that are loaded already, which takes a tenth of the time. What it leaves behind there
 * cannot count: a test that fails is run again without the mutant, and if it still fails the modules are thrown away; only where
 * all that a test uses is drawn anew there is no need.
 */

/** The tests that decide over the mutants, in the order in which they are listed. */
const TEST_FILES = [
  "src/law/*.test.ts",
  "src/decision/*.test.ts",
  "test/conformance.test.ts",
  "src/ask/mechanisms.test.ts",
];

/**
 * Questions of the properties, and a seed at which as few as these meet every rare case that the properties ask to have met.
 * Where they do not any more, the first run says so by name: take more questions or another seed.
 */
const RUNS = "1500";
const SEED = 5;

/** A failing property is no less failing unshrunk, and shrinking takes minutes. */
fc.configureGlobal({ seed: SEED, endOnFailure: true });

/** Files whose work is kept from one question to the next, so that a mutant of theirs is met only by what is loaded anew. */
const KEEPERS = ["src/decision/phrasebook.ts", "src/decision/names.ts"];

/** In the titles of the tests that compare whole answers: with the slow reference, and with what each sentence stands on. */
const COMPARISONS = ["as the slow reference does", "every sentence stands on its articles"];

/** Tests whose policies are drawn anew each time, so that no mutant leaves anything behind for the next. */
const FRESH = "src/decision/";

/** Where the dry run leaves the mutants that are reached at loading, for the other runners. In the mutated copy. */
const AT_LOADING = "mutants-at-loading.json";

/** Divides the file of a test from its title in its identifier. */
const BETWEEN = " › ";

type Coverage = Record<string, number>;

const idsSchema = z.array(z.string());
/** The names under which the dry run counts what is covered by loading, hooks among it. */
const LOADING: string[] = [];

/** What Stryker's instrumented code reads and writes. It keeps hold of the coverage, which therefore stays one object. */
const coverage: MutantCoverage = { static: {}, perTest: {} };
const context: InstrumenterContext = { mutantCoverage: coverage };
Object.assign(globalThis, { [INSTRUMENTER_CONSTANTS.NAMESPACE]: context });

/** A test file as loaded for one mutant. */
class LoadedFile {
  readonly path: string;
  readonly tests: ReadonlyMap<string, CollectedTest>;
  private readonly ready = new Set<unknown>();
  private wasRunWhole = false;

  constructor(path: string, tests: readonly CollectedTest[]) {
    this.path = path;
    this.tests = new Map(tests.map((test) => [`${path}${BETWEEN}${test.title}`, test]));
    if (this.tests.size < tests.length) throw new Error(`${path} has two tests of one title.`);
  }

  /**
   * The tests to be run for an identifier. A mutant may rename a test or take it away, which is no failure: then all of the
   * file are run, once.
   */
  testsFor(id: string): readonly CollectedTest[] {
    const test = this.tests.get(id);
    if (test !== undefined) return [test];
    const all = this.wasRunWhole ? [] : [...this.tests.values()];
    this.wasRunWhole = true;
    return all;
  }

  /** Runs the hooks of a test's suites that have not run yet. */
  async prepare({ suites }: CollectedTest): Promise<void> {
    for (const suite of suites) {
      if (this.ready.has(suite)) continue;
      this.ready.add(suite);
      for (const hook of suite.hooks) await runBody(hook);
    }
  }
}

/** What a test took, with the milliseconds it takes to come to it: loading its file with its hooks, itself. */
interface Measured {
  readonly result: TestResult;
  readonly cost: number;
  readonly covered: Coverage;
}

class InProcessRunner implements TestRunner {
  private loads = 0;
  private atLoading: ReadonlySet<string> | undefined;
  private readonly kept = new Map<string, LoadedFile>();
  /** The folder that holds the mutated copy; Stryker has gone there before it makes a runner. */
  private readonly root = pathToFileURL(`${process.cwd()}/`).href;

  capabilities(): TestRunnerCapabilities {
    return { reloadEnvironment: true };
  }

  async init(): Promise<void> {
    process.env["YAKUSOKU_RUNS"] ??= RUNS;
    process.env["YAKUSOKU_SEED"] ??= String(SEED);
    register({ tsconfig: "tsconfig.json" });
    const collector = new URL("./collector.ts", import.meta.url).href;
    registerHooks({
      resolve: (specifier, from, next) => {
        if (specifier === "node:test" && from.parentURL?.startsWith(this.root) === true)
          return { url: collector, shortCircuit: true };
        const found = next(specifier, from);
        return { ...found, url: this.isOurs(found.url) ? this.anew(found.url) : found.url };
      },
    });
  }

  /** Runs every test without a mutant: what each covers, and what it costs. */
  async dryRun(): Promise<DryRunResult> {
    const measured: Measured[] = [];
    for (const path of await testPaths()) measured.push(...(await this.measure(path)));
    // Stryker asks for the tests of a mutant in the order of this record: the cheapest first.
    measured.sort((a, b) => a.cost - b.cost);
    await writeFile(AT_LOADING, JSON.stringify(Object.keys(together(LOADING.splice(0)))));
    return {
      status: DryRunStatus.Complete,
      tests: measured.map(({ result }) => result),
      mutantCoverage: {
        static: {},
        perTest: Object.fromEntries(measured.map(({ result, covered }) => [result.id, covered])),
      },
    };
  }

  private async measure(path: string): Promise<Measured[]> {
    const loading = `load ${path}`;
    LOADING.push(loading);
    const [file, loadTime] = await timed(loading, () => this.loadWithHooks(path));
    const measured: Measured[] = [];
    for (const [id, test] of file.tests) {
      const [failure, timeSpentMs] = await timed(id, () => failureOf(file, test));
      const same = { id, name: id, timeSpentMs };
      measured.push({
        result:
          failure === undefined
            ? { ...same, status: TestStatus.Success }
            : { ...same, status: TestStatus.Failed, failureMessage: failure },
        cost: loadTime + timeSpentMs,
        covered: together([loading, id]),
      });
    }
    return measured;
  }

  /** Runs the tests that reach a mutant, until one fails. */
  async mutantRun({ activeMutant, testFilter, hitLimit }: MutantRunOptions): Promise<MutantRunResult> {
    if (testFilter === undefined)
      return { status: MutantRunStatus.Error, errorMessage: "No tests were named: coverageAnalysis must be perTest." };
    const ids = nearestFirst(testFilter, activeMutant.fileName);
    this.atLoading ??= new Set(idsSchema.parse(JSON.parse(await readFile(AT_LOADING, "utf8"))));
    const isKeeper = KEEPERS.some((path) => activeMutant.fileName.endsWith(path));
    if (!isKeeper && !this.atLoading.has(activeMutant.id)) {
      const result = await this.switchedOn(ids, activeMutant.id, hitLimit);
      if (result !== undefined) return result;
      this.kept.clear();
    }
    return await this.loadedWith(ids, activeMutant.id, hitLimit);
  }

  /** Switches a mutant on in loaded modules; undefined where these turn out to be spoilt. */
  private async switchedOn(
    ids: readonly string[],
    mutant: string,
    hitLimit: number | undefined,
  ): Promise<MutantRunResult | undefined> {
    let nrOfTests = 0;
    for (const id of ids) {
      nrOfTests += 1;
      const { file, test } = await this.keptTest(id);
      Object.assign(context, { activeMutant: mutant, hitCount: 0, hitLimit });
      const failureMessage = await failureOf(file, test);
      const endless = determineHitLimitReached(context.hitCount, context.hitLimit);
      Object.assign(context, { activeMutant: undefined, hitLimit: undefined });
      if (endless !== undefined) return { status: MutantRunStatus.Timeout, reason: endless.reason ?? "" };
      if (failureMessage === undefined) continue;
      if (!id.startsWith(FRESH) && (await failureOf(file, test)) !== undefined) return undefined;
      return { status: MutantRunStatus.Killed, killedBy: [id], failureMessage, nrOfTests };
    }
    return { status: MutantRunStatus.Survived, nrOfTests };
  }

  /** A test in a file that stays loaded, with all its hooks run and no mutant in force. */
  private async keptTest(id: string): Promise<{ readonly file: LoadedFile; readonly test: CollectedTest }> {
    const [path = ""] = id.split(BETWEEN);
    let file = this.kept.get(path);
    if (file === undefined) {
      Object.assign(context, { activeMutant: undefined, hitLimit: undefined });
      file = await this.loadWithHooks(path);
      this.kept.set(path, file);
    }
    const test = file.tests.get(id);
    if (test === undefined) throw new Error(`there is no test ${id}`);
    return { file, test };
  }

  /** Loads modules anew, with a mutant in force from the start. */
  private async loadedWith(
    ids: readonly string[],
    mutant: string,
    hitLimit: number | undefined,
  ): Promise<MutantRunResult> {
    Object.assign(context, { activeMutant: mutant, hitCount: 0, hitLimit });
    const loaded = new Map<string, LoadedFile>();
    let nrOfTests = 0;
    for (const id of ids) {
      nrOfTests += 1;
      const failureMessage = await this.failureUnderMutant(id, loaded);
      const endless = determineHitLimitReached(context.hitCount, context.hitLimit);
      if (endless !== undefined) return { status: MutantRunStatus.Timeout, reason: endless.reason ?? "" };
      if (failureMessage !== undefined)
        return { status: MutantRunStatus.Killed, killedBy: [id], failureMessage, nrOfTests };
    }
    return { status: MutantRunStatus.Survived, nrOfTests };
  }

  private async failureUnderMutant(id: string, loaded: Map<string, LoadedFile>): Promise<string | undefined> {
    const [path = ""] = id.split(BETWEEN);
    try {
      const file = loaded.get(path) ?? (await this.load(path));
      loaded.set(path, file);
      for (const test of file.testsFor(id)) {
        const failure = await failureOf(file, test);
        if (failure !== undefined) return failure;
      }
      return undefined;
    } catch (error) {
      return said(error);
    }
  }

  /** What hooks make, every test of their suite looks at: all of them cover what hooks do. */
  private async loadWithHooks(path: string): Promise<LoadedFile> {
    const file = await this.load(path);
    for (const test of file.tests.values()) await file.prepare(test);
    return file;
  }

  private async load(path: string): Promise<LoadedFile> {
    this.loads += 1;
    return new LoadedFile(path, await collect(this.anew(this.root + path)));
  }

  private isOurs(url: string): boolean {
    return url.startsWith(`${this.root}src/`) || url.startsWith(`${this.root}test/`);
  }

  /** An address under which nothing has been loaded before this load. */
  private anew(url: string): string {
    return `${url.replace(/\?.*$/, "")}?load=${this.loads}`;
  }
}

async function testPaths(): Promise<string[]> {
  const found: string[] = [];
  for (const pattern of TEST_FILES) found.push(...(await Array.fromAsync(glob(pattern))).sort());
  return found;
}

/** Takes the time of something, in milliseconds, and has what it covers counted under a name. */
async function timed<T>(name: string, run: () => Promise<T>): Promise<[result: T, milliseconds: number]> {
  context.currentTestId = name;
  const start = performance.now();
  const result = await run();
  return [result, performance.now() - start];
}

/** What is covered under any of these names. A test covers what its file does at loading too, hooks among it. */
function together(names: readonly string[]): Coverage {
  const all: Coverage = {};
  for (const name of names) {
    for (const [mutant, hits] of Object.entries(coverage.perTest[name] ?? {})) all[mutant] = (all[mutant] ?? 0) + hits;
  }
  return all;
}

async function failureOf(file: LoadedFile, test: CollectedTest): Promise<string | undefined> {
  try {
    await file.prepare(test);
    await runBody(test.body);
    return undefined;
  } catch (error) {
    return said(error);
  }
}

function said(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Those of the mutated file's own test file first, then those that compare whole answers, which long as they are fail at the
 * first question that is answered otherwise; the rest as they were given.
 */
function nearestFirst(ids: readonly string[], mutated: string): readonly string[] {
  const own = `/${basename(mutated).replace(/\.tsx?$/, ".test.ts")}${BETWEEN}`;
  const rank = (id: string): number => (id.includes(own) ? 0 : COMPARISONS.some((title) => id.includes(title)) ? 1 : 2);
  return ids.toSorted((a, b) => rank(a) - rank(b));
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, "in-process", InProcessRunner)];
