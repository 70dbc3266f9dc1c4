import { fillWords, pointer, ProblemError, type Words } from "../wire/index.ts";

type Path = readonly (string | number)[];

/** What is wrong with an input, place by place; all of it is told at once. */
export class Faults {
  readonly #found: { readonly path: Path; readonly words: Words }[] = [];

  add(path: Path, words: Words, values: Parameters<typeof fillWords>[1] = {}): void {
    this.#found.push({ path, words: fillWords(words, values) });
  }

  /**
   * @param within the place as it stood in what was sent, where that differs
   * @throws {ProblemError} `invalid-record` with every place, where there is one
   */
  check(within: (path: Path) => Path = (path) => path): void {
    if (this.#found.length === 0) return;
    throw new ProblemError("invalid-record", { count: this.#found.length }, this.#told(within));
  }

  /** @throws {ProblemError} `identifier-taken` with every place, where there is one */
  checkTaken(): void {
    if (this.#found.length === 0) return;
    throw new ProblemError("identifier-taken", { count: this.#found.length }, this.#told());
  }

  #told(within: (path: Path) => Path = (path) => path): NonNullable<ProblemError["faults"]> {
    const shown = this.#found.slice(0, MOST);
    return (language) => shown.map(({ path, words }) => ({ pointer: pointer(within(path)), detail: words[language] }));
  }
}

/** A batch where everything is wrong is wrong in one way: more would only bury it. */
const MOST = 200;
