import type { Pack, Program } from "../policy/index.ts";
import type { House } from "../room/index.ts";
import type { Language } from "../wire/index.ts";
import type { Draft } from "./draft.ts";

/** What every page of a question is made from. */
export interface View {
  readonly house: House;
  readonly pack: Pack;
  /** The version in force, whose words the choices are. */
  readonly program: Program;
  readonly draft: Draft;
  readonly lang: Language;
}
