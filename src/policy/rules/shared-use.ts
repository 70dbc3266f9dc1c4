import { isDesignated, SHARED_USE_MATTER_WORDS, SHARED_USE_MATTERS, type SharedUseMatter } from "../../law/index.ts";
import { midnightInJapan } from "../../wire/index.ts";
import { legalPerson, type Policy } from "../expand.ts";
import { type CheckRule, type Finding, inOurLanguages, listOf } from "./rule.ts";
import { surveyOf } from "./survey.ts";

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

type SharedUse = Policy["sharedUses"][string];

const specialCareShared: CheckRule = {
  id: "special-care-shared",
  severity: "advice",
  article: "27(5)(iii)",
  message: {
    ja: "共同利用「{name}」は要配慮個人情報（{what}）を含みます。禁じられてはいませんが、本人が思いもよらないことが多いものです。外すか、同意を得て提供することを考えてください。",
    en: "Shared use “{name}” takes in special care-required information ({what}). That is not forbidden, yet few people expect it: consider leaving it out, or providing it by consent.",
  },
  *find(_source, policy) {
    const { specialCare } = surveyOf(policy);
    for (const [id, { name, clause, items = [], people }] of Object.entries(policy.sharedUses)) {
      const what = specialCare(items, people);
      if (what.length === 0) continue;
      yield { path: ["sharedUses", id], clause, values: { name: inOurLanguages(name), what: listOf(what) } };
    }
  },
};

const sharedUseExternalList: CheckRule = {
  id: "shared-use-external-list",
  severity: "advice",
  article: "27(5)(iii)",
  message: {
    ja: "共同利用「{name}」の範囲は、別のところにある一覧で決まります。一覧が変われば範囲も変わり、後から確かめられません。写しを残して、その日とハッシュを snapshot に書き、分かる相手は members に書いてください。",
    en: "Who takes part in shared use “{name}” stands on a list kept elsewhere, which changes and cannot be looked up later. Keep a copy, write its day and hash in `snapshot`, and write those you know of under `members`.",
  },
  *find(source) {
    for (const [id, { name, clause, users }] of Object.entries(source.sharedUses)) {
      if (users?.list === undefined || users.snapshot !== undefined) continue;
      yield { path: ["sharedUses", id, "users", "list"], clause, values: { name: inOurLanguages(name) } };
    }
  },
};

const sharedUseWithoutMembers: CheckRule = {
  id: "shared-use-without-members",
  severity: "advice",
  article: "27(5)(iii)",
  message: {
    ja: "共同利用「{name}」の範囲は文で述べられているだけで、だれが入るのか分かりません。members に書いてください。それまでは、だれとも共同利用できません。",
    en: "Who takes part in shared use “{name}” is told in words alone, from which no one can be named. List them under members; until then nobody can take part.",
  },
  *find(source) {
    for (const [id, { name, clause, users }] of Object.entries(source.sharedUses)) {
      if (users === undefined || users.list !== undefined || (users.members ?? []).length > 0) continue;
      yield { path: ["sharedUses", id, "users"], clause, values: { name: inOurLanguages(name) } };
    }
  },
};

/** The operators that take part on a day. */
function membersOn({ users }: SharedUse, on: string): string[] {
  const members = (users?.members ?? []).filter(({ from, to }) => from <= on && (to === undefined || on < to));
  return [...new Set(members.map(({ operator }) => operator))];
}

const sharedUseBranchMember: CheckRule = {
  id: "shared-use-branch-member",
  severity: "advice",
  article: "27(5)(iii)",
  message: {
    ja: "共同利用「{name}」の利用者に、同じ法人の支店（{branches}）も並んでいます。支店に渡すのは社内での利用で、共同利用でも第三者への提供でもありません。支店は外し、社内の安全管理と現地の法令を確かめてください。",
    en: "Shared use “{name}” lists branches of a company that is a user itself ({branches}). Within one legal person nothing is shared or provided: take them out, and look to security and to the law of the place.",
  },
  *find(_source, policy, { on }) {
    for (const [id, use] of Object.entries(policy.sharedUses)) {
      const members = membersOn(use, on);
      const branches = members.filter((one) => {
        const company = legalPerson(policy, one);
        return company !== one && members.includes(company);
      });
      if (branches.length === 0) continue;
      yield found(policy, id, use, "branches", branches);
    }
  },
};

const sharedUseForeignMember: CheckRule = {
  id: "shared-use-foreign-member",
  severity: "law",
  article: "28(1)",
  message: {
    ja: "共同利用「{name}」に外国の会社（{members}）が入っています。外国にある第三者へは共同利用だけでは渡せません。グループ共通の規程などで第28条の体制を整えて abroad に書くか、外国へ提供することの同意を得てください。",
    en: "Among the users of shared use “{name}” are companies abroad ({members}). Shared use alone does not take data abroad: set up what article 28 asks, such as rules of the group, and write it under `abroad`, or obtain consent to exactly that.",
  },
  *find(_source, policy, { on }) {
    const instant = midnightInJapan(on).epochMilliseconds;
    for (const [id, use] of Object.entries(policy.sharedUses)) {
      if (use.abroad !== undefined) continue;
      const members = membersOn(use, on).filter((one) => {
        const country = policy.operators[legalPerson(policy, one)]?.country ?? "JP";
        return country !== "JP" && !isDesignated(country, instant);
      });
      if (members.length > 0) yield found(policy, id, use, "members", members);
    }
  },
};

const sharedUseResponsibleNotUser: CheckRule = {
  id: "shared-use-responsible-not-a-user",
  severity: "law",
  article: "27(5)(iii)",
  message: {
    ja: "共同利用「{name}」の管理に責任を有する者（{responsible}）が、利用者に入っていません。責任を有するのは利用する者のうちの一者です。members に加えるか、利用者から選び直してください。",
    en: "{responsible}, responsible for shared use “{name}”, is not among its users. Who is responsible must be one of them: add it to members, or choose another.",
  },
  *find(_source, policy, { on }) {
    for (const [id, use] of Object.entries(policy.sharedUses)) {
      const members = new Set(membersOn(use, on).map((one) => legalPerson(policy, one)));
      const { responsible } = use;
      if (responsible === undefined || members.size === 0 || members.has(legalPerson(policy, responsible))) continue;
      yield found(policy, id, use, "responsible", [responsible]);
    }
  },
};

/** A finding on who takes part; `mark` is filled with the names of the operators that it is about. */
function found(
  policy: Policy,
  id: string,
  use: SharedUse,
  mark: "branches" | "members" | "responsible",
  operators: readonly string[],
): Finding {
  const names = operators.map((one) => inOurLanguages(policy.operators[one]?.name ?? { ja: one, en: one }));
  return {
    path: ["sharedUses", id, mark === "responsible" ? "responsible" : "users"],
    clause: use.clause,
    values: { name: inOurLanguages(use.name), [mark]: listOf(names) },
  };
}

export const SHARED_USE_RULES: readonly CheckRule[] = [
  sharedUseMatters,
  sharedUseExternalList,
  sharedUseWithoutMembers,
  sharedUseResponsibleNotUser,
  sharedUseBranchMember,
  sharedUseForeignMember,
  specialCareShared,
];
