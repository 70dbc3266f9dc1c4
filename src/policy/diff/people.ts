import { legalPerson } from "../expand.ts";
import type { Item, Operator, Person } from "../schema.ts";
import { isForeign } from "./abroad.ts";
import { type Ask, ask, EDITORIAL, judged, type Question, type Verdict, verdict } from "./change.ts";
import { type Comparison, namesOf, quoted } from "./comparison.ts";
import { field, list, type SectionRules } from "./entries.ts";
import { isOptOut, optOutAsks } from "./opt-out.ts";
import { otherPurpose } from "./purposes.ts";
import { sharedUseAsk } from "./shared-uses.ts";

/*
 * Who and what a policy speaks of: items, kinds of people, operators.
 */

const SPECIAL_CARE = ask(
  "consent",
  "20(2)",
  "要配慮個人情報として扱います。取得する前に本人の同意を得てください。",
  "It is special care-required now: obtain consent before it is acquired.",
);

const STILL_SPECIAL: Question = {
  article: "2(3)",
  says: {
    ja: "それでも、法律のうえでは要配慮個人情報にあたりますか。",
    en: "Is it special care-required by the Act all the same?",
  },
};

const PUBLISH = ask("publish", undefined, "変更後の内容を公表してください。", "Publish it as it is now.");

/** A mark of article 2(3), put on or taken off. */
function specialCareVerdict({ is }: { readonly is: unknown }): Verdict {
  return is === undefined ? judged(STILL_SPECIAL, { yes: [SPECIAL_CARE], no: [PUBLISH] }) : verdict(SPECIAL_CARE);
}

/** An item, or a kind of person, asks for nothing by being named: what uses it does, and is told of by itself. */
const NAMED = verdict(
  ask(
    "editorial",
    undefined,
    "これ自体に求められることはありません。使うところの変更として示します。",
    "Nothing is asked of it by itself: what uses it is told of where it is used.",
  ),
);

const RENAMED = verdict(
  ask(
    "editorial",
    undefined,
    "名前だけの変更として扱います。指すものが広がるなら、別の識別子にしてください。",
    "Taken as a new name for the same. If it now means more, give it an identifier of its own.",
  ),
);

export const ITEMS: SectionRules<Item> = {
  section: "items",
  noun: { ja: "項目", en: "Item" },
  name: ({ name }) => quoted(name),
  added: (item) => (item.specialCare === undefined ? NAMED : verdict(SPECIAL_CARE)),
  removed: () => NAMED,
  fields: {
    name: field("名前", "name", RENAMED),
    specialCare: field("要配慮個人情報", "special care", specialCareVerdict),
    identifies: field("本人を特定できる旨の印", "mark “identifies”", NAMED),
    damagesProperty: field("財産的被害の印", "mark “damages property”", NAMED),
    contact: field("連絡先の印", "mark “contact”", NAMED),
  },
};

const PUBLIC = verdict(PUBLISH);

export const PEOPLE: SectionRules<Person> = {
  section: "people",
  noun: { ja: "本人の区分", en: "Kind of person" },
  name: ({ name }) => quoted(name),
  clause: ({ clause }) => clause,
  added: (person) =>
    verdict(
      ask(
        "announce",
        "21(1)",
        "この人たちの利用目的を、情報を取得する前に公表するか、取得後速やかに通知・公表してください。",
        "Announce the purposes for them before data about them is acquired, or promptly after.",
      ),
      ...(person.specialCare === undefined ? [] : [SPECIAL_CARE]),
    ),
  removed: () => PUBLIC,
  fields: {
    name: field("名前", "name", RENAMED),
    items: list("項目", "items", (ids, { comparison }) => namesOf(comparison, "items", ids), {
      added: (ids, { comparison }) =>
        ids.some((id) => comparison.after.content.items[id]?.specialCare !== undefined)
          ? verdict(PUBLISH, SPECIAL_CARE)
          : PUBLIC,
      removed: () => PUBLIC,
    }),
    specialCare: field("要配慮個人情報", "special care", specialCareVerdict),
    also: list("ほかの区分", "also", (ids, { comparison }) => namesOf(comparison, "people", ids), {
      // The purposes of the other kind now hold for data that was acquired without them.
      added: () => otherPurpose(),
      removed: () => PUBLIC,
    }),
    clause: field("条項", "clause", EDITORIAL),
    ours: field("私たちが足した旨", "that it is ours", EDITORIAL),
  },
};

const KNOWABLE = ask(
  "publish",
  "32(1)(i)",
  "氏名・住所・代表者を、本人の知り得る状態に保ってください。",
  "Keep name, address and representative knowable.",
);

/** Name, address or representative: what it asks for hangs on what the operator stands for in the policy. */
function details(comparison: Comparison, id: string): Verdict {
  const { sharedUses, recipients } = comparison.after.policy;
  const answers = Object.values(sharedUses).some(({ responsible }) => responsible === id);
  const provides = Object.values(recipients).some((one) => isOptOut(one) && one.operators.includes(id));
  return verdict(
    KNOWABLE,
    ...(answers ? [sharedUseAsk({ what: "responsible-details" })] : []),
    ...(provides ? optOutAsks("provider") : []),
  );
}

const THIRD_PARTY: Question = {
  article: "General 3-6-1",
  says: {
    ja: "これによって、データが別の法人に渡ることになりますか。",
    en: "Does data pass to another legal person by this?",
  },
};

const PROVISION = ask(
  "consent",
  "27(1)",
  "第三者提供になります。本人の同意か、委託・承継・共同利用などの根拠が必要です。",
  "It becomes provision to a third party: it needs consent, or a ground such as entrustment, succession or shared use.",
);

function legalPersonVerdict({ comparison, id }: { readonly comparison: Comparison; readonly id: string }): Verdict {
  const same = legalPerson(comparison.before.policy, id) === legalPerson(comparison.after.policy, id);
  return same ? verdict(KNOWABLE) : judged(THIRD_PARTY, { yes: [PROVISION], no: [KNOWABLE] });
}

function countryAsks(comparison: Comparison, country: string | undefined): Ask[] {
  return isForeign(comparison, country)
    ? [
        ask(
          "consent",
          "28(1)",
          "外国の法人となります。ほかの法人から渡すには、その旨の同意などが必要です。",
          "It is in a foreign country now: handing over to it needs consent to exactly that, or another basis of article 28.",
        ),
      ]
    : [];
}

export const OPERATORS: SectionRules<Operator> = {
  section: "operators",
  noun: { ja: "事業者", en: "Operator" },
  name: ({ name }) => quoted(name),
  clause: ({ clause }) => clause,
  added: () => verdict(KNOWABLE),
  removed: () => verdict(KNOWABLE),
  fields: {
    name: field("名称", "name", ({ comparison, id }) => details(comparison, id)),
    address: field("住所", "address", ({ comparison, id }) => details(comparison, id)),
    representative: field("代表者", "representative", ({ comparison, id }) => details(comparison, id)),
    kind: field("会社か支店か", "company or branch", legalPersonVerdict),
    of: field("属する会社", "the company it belongs to", legalPersonVerdict),
    country: field("国", "country", ({ comparison, is }) => verdict(KNOWABLE, ...countryAsks(comparison, is))),
    clause: field("条項", "clause", EDITORIAL),
    purposesElsewhere: field(
      "別のところにある利用目的",
      "purposes that are elsewhere",
      verdict(
        ask(
          "publish",
          "32(1)(ii)",
          "利用目的がどこにあるかを、本人の知り得る状態に保ってください。",
          "Keep it knowable where the purposes are.",
        ),
      ),
    ),
  },
};
