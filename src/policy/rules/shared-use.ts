import { SHARED_USE_MATTER_WORDS, SHARED_USE_MATTERS, type SharedUseMatter } from "../../law/index.ts";
import type { Policy } from "../expand.ts";
import { type CheckRule, inOurLanguages, listOf } from "./rule.ts";

const sharedUseMatters: CheckRule = {
  id: "shared-use-matters",
  severity: "law",
  article: "27(5)(iii)",
  message: {
    ja: "共同利用「{name}」に、{matters}がありません。あらかじめ通知するか、容易に知り得る状態に置いてください。それまでは共同利用として扱えません。",
    en: "Shared use “{name}” lacks {matters}. Notify them, or make them easily knowable, beforehand; until then nothing can be shared under it.",
  },
  *find(_source, policy) {
    for (const [id, use] of Object.entries(policy.sharedUses)) {
      const missing = missingMatters(policy, id);
      if (missing.length === 0) continue;
      yield {
        path: ["sharedUses", id],
        clause: use.clause,
        values: {
          name: inOurLanguages(use.name),
          matters: listOf(missing.map((matter) => SHARED_USE_MATTER_WORDS[matter])),
        },
      };
    }
  },
};

/** Which of the five matters of 27(5)(iii) a shared use does not publish. Its own clause states the fact. */
export function missingMatters(policy: Policy, id: string): SharedUseMatter[] {
  const use = policy.sharedUses[id];
  const responsible = policy.operators[use?.responsible ?? ""];
  const published: Record<SharedUseMatter, boolean> = {
    fact: use !== undefined && Object.hasOwn(policy.promises, use.clause),
    items: (use?.items?.length ?? 0) > 0,
    users: use?.users !== undefined,
    purposes: (use?.purposes?.length ?? 0) > 0,
    responsible:
      responsible?.address !== undefined && (responsible.kind === "branch" || responsible.representative !== undefined),
  };
  return SHARED_USE_MATTERS.filter((matter) => !published[matter]);
}

export const SHARED_USE_RULES: readonly CheckRule[] = [sharedUseMatters];
