import type { Words } from "../wire/index.ts";

/** What may stand in a setting, and how it is read. */
export interface Form<Value> {
  /** What it takes, as the second half of “It is …”. */
  readonly says: Words;
  /** @returns undefined for a text that is none of it */
  readonly read: (text: string) => Value | undefined;
  /** As it would be written. */
  readonly write: (value: Value) => string;
}

/** One setting: everything that is known of it, in one place. */
export interface Setting<Value> {
  /** The environment variable. */
  readonly name: string;
  /** What it decides, in a sentence. */
  readonly says: Words;
  readonly form: Form<Value>;
  /** What holds where it is not set. */
  readonly unset: Value;
  /** Said in the place of `unset`, where the value alone says too little. */
  readonly unsetSays?: Words | undefined;
  /** Never shown; may come from a file, which `NAME_FILE` names. */
  readonly secret?: boolean | undefined;
  /** What is wrong with it beside other settings, and how to mend it. Asked once all were read. */
  readonly fault?: ((value: Value, settings: Settings) => Words | undefined) | undefined;
}

/** A setting of any type, in a list. */
// oxlint-disable-next-line typescript/no-explicit-any -- what it holds is known to who declared it
export type AnySetting = Setting<any>;

/** All settings, read and found in order. */
export interface Settings {
  /** @throws {TypeError} for one that no room declares: a slip of ours */
  readonly get: <Value>(setting: Setting<Value>) => Value;
}

/** Declares one. Its type is that of its form; without `unset` it may be undefined. */
export function setting<Value>(
  given: Omit<Setting<Value>, "unset"> & { readonly unset: NoInfer<Value> },
): Setting<Value>;
export function setting<Value>(
  given: Omit<Setting<Value>, "unset" | "form" | "fault"> & {
    readonly form: Form<Value>;
    readonly fault?: Setting<Value | undefined>["fault"];
  },
): Setting<Value | undefined>;
export function setting<Value>(given: Omit<Setting<Value>, "unset"> & { readonly unset?: Value }): AnySetting {
  return { unset: undefined, ...given };
}
