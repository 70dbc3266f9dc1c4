import assert from "node:assert/strict";
import { join } from "node:path";
import { createApp, EXTENSION } from "../src/app.ts";
import { loadPack, readPolicyFiles } from "../src/packs/index.ts";
import { build, type Pack } from "../src/policy/index.ts";
import type { Edit } from "./marked-pack.ts";
import { REFERENCE_FOLDER, referencePack } from "./reference.ts";
import { testClock } from "./served.ts";

/*
 * The reference policy has one version. To see a comparison of a whole policy at work, tests make a later one of it, with
 * a few edits of every kind. Nothing of it was ever published, and no pack holds it.
 */

const FROM = "2023-05-01";
export const REVISED = "2027-04-01";

const EDITS: readonly Edit[] = [
  [`version: ${FROM}`, `version: ${REVISED}`],
  [`inForceFrom: ${FROM}`, `inForceFrom: ${REVISED}`],
  [
    "ja: 必要に応じて、前もってお知らせせずにこのポリシーを変えることがあります。",
    "ja: 必要に応じて、14日前までにこのページでお知らせしたうえで、このポリシーを変えることがあります。",
  ],
  [
    "en: We may change this policy as needed without telling you beforehand.",
    "en: We may change this policy as needed, and announce it on this page 14 days beforehand.",
  ],
  [
    "items: [provision-basics, kana, birth-date, contract, credit-info]",
    "items: [provision-basics, kana, contract, credit-info]",
  ],
  ["clauses: [S1, S1.a,", "clauses: [S1, S1.f, S1.a,"],
  [
    "  S1.e:\n",
    "  S1.f:\n    title: { ja: 株主総会の中継, en: Broadcast of the meeting }\n    text: { ja: 株主総会を中継するため, en: To broadcast the meeting of shareholders }\n  S1.e:\n",
  ],
];

let revised: Promise<Pack> | undefined;

/** The reference pack with a second version that is not in force yet. */
async function revisedPack(): Promise<Pack> {
  const { pack } = await referencePack();
  const files = await readPolicyFiles(join(REFERENCE_FOLDER, FROM));
  const missed = new Set(EDITS);
  const edited = files.map(({ path, bytes }) => {
    const text = EDITS.reduce((before, edit) => {
      if (!before.includes(edit[0])) return before;
      missed.delete(edit);
      return before.replace(edit[0], () => edit[1]);
    }, new TextDecoder().decode(bytes));
    return { path, bytes: new TextEncoder().encode(text) };
  });
  assert.deepEqual([...missed], [], "the reference policy no longer says what is edited here");
  const { program, diagnostics } = build(edited, EXTENSION);
  assert.ok(program, diagnostics.map(({ message }) => message.en).join("\n"));
  return { id: pack.id, versions: [...pack.versions, program] };
}

/** The real app on the reference pack with its second version. */
export async function revisedApp(): Promise<ReturnType<typeof createApp>> {
  revised ??= revisedPack();
  return createApp({ packs: [await revised], clock: testClock, version: "0.0.0-test" });
}

/** The real app on the proposed version of the reference policy, whose short texts stand in easy Japanese too. */
export async function proposedApp(): Promise<ReturnType<typeof createApp>> {
  const { pack } = await loadPack(join(REFERENCE_FOLDER, "proposed"), EXTENSION);
  assert.ok(pack);
  return createApp({ packs: [pack], clock: testClock, version: "0.0.0-test" });
}
