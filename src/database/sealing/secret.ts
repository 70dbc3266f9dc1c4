import { inspect } from "node:util";

const HIDDEN = "[secret]";

/**
 * Bytes that must not be seen by chance: whatever prints, logs or serialises the holder gets `[secret]` instead. Who needs the bytes
 * asks for them by name. It guards against slips, not against a debugger or a dump of memory.
 */
export class Secret {
  readonly #bytes: Uint8Array;

  /** Takes a copy, so that what the caller does with its own bytes afterwards changes nothing here. */
  constructor(bytes: Uint8Array) {
    this.#bytes = Uint8Array.from(bytes);
  }

  /** The bytes themselves, not a copy: for handing to a cipher, never for keeping. */
  reveal(): Uint8Array {
    return this.#bytes;
  }

  toString(): string {
    return HIDDEN;
  }

  toJSON(): string {
    return HIDDEN;
  }

  [inspect.custom](): string {
    return HIDDEN;
  }
}
