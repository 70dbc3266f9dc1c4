import { type Account, covers, isRole, type Limit, type Reach, type Role, ROLES } from "../access/index.ts";
import { purposeName } from "../decision/index.ts";
import { RECORDS } from "../people/index.ts";
import { sectionOf } from "../policy/index.ts";
import type { House } from "../room/index.ts";
import { CheckboxField, localText, type Option, RadioField } from "../web/index.ts";
import { fill, type Language, type Text, type Words } from "../wire/index.ts";
import { ACCOUNTS_WORDS as WORDS } from "./accounts-words.ts";
import { textOf, type View } from "./entry.tsx";

/** Roles and reach as a form has them. */
export interface ReachDraft {
  readonly roles: readonly Role[];
  readonly reach: Reach;
  readonly errors: readonly { readonly name: string; readonly message: Words }[];
}

/** Nothing chosen: whoever invites somebody says what they come to. */
export const NO_REACH: ReachDraft = {
  roles: [],
  reach: { operators: [], departments: [], kinds: [], purposes: [] },
  errors: [],
};

export function draftOf({ roles, reach }: Pick<Account, "roles" | "reach">): ReachDraft {
  return { roles, reach, errors: [] };
}

const LIMITS = ["operators", "departments", "kinds", "purposes"] as const;
type LimitName = (typeof LIMITS)[number];

/** Words of the policies served, in the version that is the newest. */
function optionsOf(house: House, limit: LimitName, lang: Language): readonly Option[] {
  const options = new Map<string, string>();
  for (const { versions } of house.packs.values()) {
    const program = versions.at(-1);
    if (program === undefined) continue;
    const { policy } = program;
    if (limit === "purposes") {
      for (const id of program.purposes.keys()) options.set(id, purposeName(policy, id)[lang]);
    } else {
      const named: Readonly<Record<string, { readonly name: Text }>> =
        limit === "departments"
          ? (sectionOf(policy, RECORDS)?.departments ?? {})
          : limit === "operators"
            ? policy.operators
            : policy.people;
      for (const [id, { name }] of Object.entries(named)) options.set(id, localText(name, lang).words);
    }
  }
  return [...options].map(([value, label]) => ({ value, label, hint: value }));
}

/** Reads the fields below. */
export function readReach(house: House, body: Readonly<Record<string, unknown>>): ReachDraft {
  const roles = textsOf(body, "roles").filter(isRole);
  const missing = roles.length === 0 ? [{ name: "roles", message: WORDS.rolesMissing }] : [];
  const { reach, errors } = readLimits(house, body);
  return { roles, reach, errors: [...missing, ...errors] };
}

/** Reads whose data and what for. Words that no policy served here has are left out. */
export function readLimits(house: House, body: Readonly<Record<string, unknown>>): Omit<ReachDraft, "roles"> {
  const errors: { name: string; message: Words }[] = [];
  const limitOf = (name: LimitName): Limit => {
    const all = textOf(body, `${name}-limit`);
    if (all === "all") return "all";
    const words = new Set(optionsOf(house, name, "en").map(({ value }) => value));
    const known = textsOf(body, name).filter((word) => words.has(word));
    if (all !== "some" || known.length === 0) errors.push({ name: `${name}-limit`, message: WORDS.limitMissing });
    return known;
  };
  const [operators, departments, kinds, purposes] = [
    limitOf("operators"),
    limitOf("departments"),
    limitOf("kinds"),
    limitOf("purposes"),
  ];
  return { reach: { operators, departments, kinds, purposes }, errors };
}

function textsOf(body: Readonly<Record<string, unknown>>, name: string): readonly string[] {
  return [body[name]].flat().filter((value) => typeof value === "string");
}

/** Check boxes for roles, and the fields of a reach. */
export const ReachFields = ({ house, lang, draft }: View & { readonly draft: ReachDraft }) => {
  const { roles, errors } = draft;
  return (
    <>
      <CheckboxField
        name="roles"
        label={WORDS.role[lang]}
        hint={WORDS.rolesHint[lang]}
        value={roles}
        error={errors.find(({ name }) => name === "roles")?.message[lang]}
        options={Object.entries(ROLES).map(([value, { name, says }]) => ({
          value,
          label: name[lang],
          hint: says[lang],
        }))}
      />
      <LimitFields {...{ house, lang, draft }} />
    </>
  );
};

/** For each limit whether it is all, or which. */
export const LimitFields = ({
  house,
  lang,
  draft: { reach, errors },
}: View & { readonly draft: Omit<ReachDraft, "roles"> }) => {
  const errorOf = (field: string): string | undefined => errors.find(({ name }) => name === field)?.message[lang];
  return (
    <>
      <h2>{WORDS.reach[lang]}</h2>
      <p class="hint">{WORDS.reachLead[lang]}</p>
      {LIMITS.map((name) => {
        const limit = reach[name];
        const chosen = limit === "all" ? "all" : limit.length === 0 ? undefined : "some";
        return (
          <>
            <RadioField
              name={`${name}-limit`}
              label={WORDS[name][lang]}
              value={chosen}
              error={errorOf(`${name}-limit`)}
              options={[
                { value: "all", label: WORDS.all[lang] },
                { value: "some", label: WORDS.some[lang] },
              ]}
            />
            <details open={chosen === "some"}>
              <summary>{fill(WORDS.which[lang], { of: WORDS[name][lang] })}</summary>
              <CheckboxField
                name={name}
                label={WORDS[name][lang]}
                value={limit === "all" ? [] : limit}
                options={optionsOf(house, name, lang)}
              />
            </details>
          </>
        );
      })}
    </>
  );
};

/** A limit in words. */
export function limitWords(house: House, name: LimitName, limit: Limit, lang: Language): string {
  if (limit === "all") return WORDS.all[lang];
  if (limit.length === 0) return WORDS.nothing[lang];
  const labels = optionsOf(house, name, lang).filter(({ value }) => covers(limit, value));
  return labels.map(({ label }) => label).join(lang === "ja" ? "、" : ", ");
}
