import { getCallSites } from "node:util";

/*
 * Stands in for node:test where mutants are run: it keeps the tests of a file instead of running them, so that one process
 * can run them again and again, in any order. It knows what our tests use, and refuses the rest.
 */

type Body = (context: { readonly diagnostic: (message: string) => void }) => unknown;

interface Suite {
  readonly title: string;
  /** Run once, before the first test of the suite that is run. */
  readonly hooks: Body[];
}

export interface CollectedTest {
  /** The titles of its suites and its own. */
  readonly title: string;
  readonly suites: readonly Suite[];
  readonly body: Body;
  /** Address of the file that declares it. */
  readonly declaredIn: string;
}

const SILENT = { diagnostic: (): void => undefined };

let open: readonly Suite[] = [];
let collected: CollectedTest[] = [];

/** Loads a test file and gives the tests that it declares, not those of test files whose generators it imports. */
export async function collect(address: string): Promise<readonly CollectedTest[]> {
  open = [];
  collected = [];
  await import(address);
  return collected.filter(({ declaredIn }) => declaredIn === address);
}

/** @throws what the test throws */
export async function runBody(body: Body): Promise<void> {
  await body(SILENT);
}

export function describe(title: string, body: () => void): void {
  const outer = open;
  open = [...outer, { title, hooks: [] }];
  body();
  open = outer;
}

export function it(title: string, body: Body): void {
  if (typeof body !== "function") throw new TypeError(`“${title}” has options, which no mutant's run knows.`);
  const declaredIn = getCallSites(2)[1]?.scriptName ?? "";
  collected.push({ title: [...open.map((suite) => suite.title), title].join(" › "), suites: open, body, declaredIn });
}

export { it as test };

export function before(hook: Body): void {
  const suite = open.at(-1);
  if (suite === undefined) throw new TypeError("A hook outside a suite, which no mutant's run knows.");
  suite.hooks.push(hook);
}
