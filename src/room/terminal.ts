import { createInterface, type Interface } from "node:readline/promises";
import type { Readable, Writable } from "node:stream";
import type { Terminal } from "./index.ts";

/** A terminal over two streams. Lines typed ahead wait for the questions that they answer. */
export function createTerminal(input: Readable, output: Writable): Terminal & { readonly close: () => void } {
  const typed: string[] = [];
  let opened: Interface | undefined;
  let ended = false;
  let waiting: ((line: string | undefined) => void) | undefined;
  const answer = (line: string | undefined): void => {
    const settle = waiting;
    waiting = undefined;
    settle?.(line);
  };
  const open = (): Interface => {
    const made = createInterface({ input, output, terminal: true });
    made.on("line", (line) => (waiting === undefined ? typed.push(line) : answer(line)));
    // Ctrl-C and Ctrl-D close it, and so does the end of the input.
    made.on("close", () => {
      ended = true;
      answer(undefined);
    });
    return made;
  };
  return {
    ask: (question) => {
      const ahead = typed.shift();
      if (ahead !== undefined) output.write(`${question}${ahead}\n`);
      if (ahead !== undefined || ended) return Promise.resolve(ahead);
      opened ??= open();
      // Only the last line is the prompt: moving the cursor in it would draw the others again.
      const [prompt = "", ...above] = question.split("\n").reverse();
      if (above.length > 0) output.write(`${above.reverse().join("\n")}\n`);
      opened.setPrompt(prompt);
      opened.prompt();
      return new Promise((resolve) => {
        waiting = resolve;
      });
    },
    close: () => opened?.close(),
  };
}
