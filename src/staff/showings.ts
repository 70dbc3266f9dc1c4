import { randomUUID } from "node:crypto";
import type { MadeKey } from "../access/index.ts";
import type { Clock } from "../wire/index.ts";

/** How long a form may stand open. */
const FORM_MS = 60 * 60_000;
/** A button pressed twice sends twice, and only the second answer is seen: until then the key can be shown again. */
const AGAIN_MS = 30_000;
/** Forms remembered at once; the oldest gives way. */
const FORMS = 1_000;

interface Form {
  readonly since: number;
  made?: Promise<MadeKey>;
  madeAt?: number;
  shown: boolean;
}

/**
 * What was made with one form is shown once, and kept for no longer than a browser may need to send the form again.
 * Forms that each make one key, however often they are sent, and show it once. In memory: a key's secret is written nowhere.
 */
export class Showings {
  readonly #forms = new Map<string, Form>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A form of its own: the value that it carries. */
  open(): string {
    const now = this.#now();
    for (const [id, { since }] of this.#forms) {
      if (now - since <= FORM_MS && this.#forms.size < FORMS) break;
      this.#forms.delete(id);
    }
    const id = randomUUID();
    this.#forms.set(id, { since: now, shown: false });
    return id;
  }

  /**
   * Makes a key with this form, or gives the one that it made.
   * @returns false for a form that is not known or too old: nothing was made
   */
  async send(id: string, make: () => Promise<MadeKey>): Promise<boolean> {
    const form = this.#forms.get(id);
    const now = this.#now();
    if (form === undefined || now - form.since > FORM_MS) return false;
    if (form.made === undefined) {
      form.made = make();
      form.madeAt = now;
      form.made.catch(() => {
        delete form.made;
      });
    } else if (now - (form.madeAt ?? now) <= AGAIN_MS) form.shown = false;
    await form.made;
    return true;
  }

  /** What was made, the first time that it is asked for. */
  async take(id: string): Promise<MadeKey | undefined> {
    const form = this.#forms.get(id);
    if (form?.made === undefined || form.shown || this.#now() - (form.madeAt ?? 0) > FORM_MS) return undefined;
    form.shown = true;
    return await form.made;
  }

  #now(): number {
    return this.#clock.now().epochMilliseconds;
  }
}
