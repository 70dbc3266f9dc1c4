import { legalPerson, type Policy, purposeText } from "../expand.ts";
import { type CheckRule, inOurLanguages } from "./rule.ts";
import { surveyOf } from "./survey.ts";

const peopleWithoutPurposes: CheckRule = {
  id: "people-without-purposes",
  severity: "law",
  article: "17(1)",
  message: {
    ja: "「{name}」の利用目的が一つもありません。情報を扱っているなら、利用目的を特定して公表してください。それまではすべて拒否されます。",
    en: "No purpose covers “{name}”. If data about them is handled, specify the purposes and publish them; until then everything is denied.",
  },
  *find(_source, policy) {
    const { hasPurpose } = surveyOf(policy);
    for (const [id, person] of Object.entries(policy.people)) {
      if (hasPurpose(id)) continue;
      yield { path: ["people", id], clause: person.clause, values: { name: inOurLanguages(person.name) } };
    }
  },
};

const operatorWithoutPurposes: CheckRule = {
  id: "operator-without-purposes",
  severity: "law",
  article: "17(1)",
  message: {
    ja: "「{name}」の利用目的がありません。利用目的を特定して公表するか、別のところで公表しているなら purposesElsewhere に書いてください。それまではすべて拒否されます。",
    en: "“{name}” has no purposes. Specify and publish them, or say under `purposesElsewhere` where they are published; until then everything is denied.",
  },
  *find(_source, policy) {
    const { operatorsWithPurpose } = surveyOf(policy);
    for (const [id, { name, clause, purposesElsewhere }] of Object.entries(policy.operators)) {
      // A branch is its company, whose purposes are published.
      const has = operatorsWithPurpose.has(id) || operatorsWithPurpose.has(legalPerson(policy, id));
      if (has || purposesElsewhere !== undefined) continue;
      yield { path: ["operators", id], clause, values: { name: inOurLanguages(name) } };
    }
  },
};

const purposesNotLoaded: CheckRule = {
  id: "purposes-not-loaded",
  severity: "advice",
  article: "21(1)",
  message: {
    ja: "「{name}」の利用目的は別のところにあり、ここに読み込まれていません。それまで同社の扱いはすべて拒否されます。読んで purposes に書いてください。",
    en: "The purposes of “{name}” stand elsewhere and are not loaded here; until they are, what it does is denied. Read them, and write them in purposes.",
  },
  *find(_source, policy) {
    for (const [id, { name, clause, purposesElsewhere }] of Object.entries(policy.operators)) {
      if (purposesElsewhere === undefined) continue;
      yield { path: ["operators", id], clause, values: { name: inOurLanguages(name) } };
    }
  },
};

const emptyPurpose: CheckRule = {
  id: "empty-purpose",
  severity: "law",
  article: "17(1)",
  message: {
    ja: "利用目的「{id}」に {what} がありません。だれの、どの項目を使うのかを書いてください。",
    en: "Purpose “{id}” names no {what}. Say whose data it uses, and which items.",
  },
  *find(source) {
    for (const [id, purpose] of Object.entries(source.purposes)) {
      for (const what of ["people", "items"] as const) {
        if (purpose[what].length === 0)
          yield { path: ["purposes", id, what], clause: purpose.clause, values: { id, what } };
      }
    }
  },
};

const catchAllPurpose: CheckRule = {
  id: "catch-all-purpose",
  severity: "law",
  article: "17(1)",
  message: {
    ja: "利用目的「{text}」は範囲が広く、何に使われるのか分かりません。できる限り特定して書き分けてください。それまで、これだけを根拠には許可されません。",
    en: "The purpose “{text}” is too open for anyone to tell what it is. Specify it as far as possible; until then it never suffices alone.",
  },
  *find(source, policy) {
    for (const [id, { catchAll, clause }] of Object.entries(source.purposes)) {
      if (catchAll !== true) continue;
      yield { path: ["purposes", id], clause, values: { text: inOurLanguages(purposeText(policy, id)) } };
    }
  },
};

/**
 * Words after which anything may follow, in a purpose: not every “and others”, only where it stands for a purpose. Then the examples of
 * purposes that are not specific: business, marketing, better service (General 3-1-1).
 */
const VAGUE: Readonly<Record<string, readonly RegExp[]>> = {
  ja: [
    /その他(?!有価証券)|そのほか/,
    /(?:ほか|他)の(?:目的|用件|理由|事由|業務)/,
    /(?:など|等)(?:の|を行う|に(?:用いる|使う|利用する))?(?:目的|ため)/,
    /^(?:(?:当社|弊社|当店)の)?(?:事業|営業|業務|マーケティング)(?:活動)?(?:に(?:用いる|使う|使用する|利用する))?(?:の)?(?:ため)?(?:に)?。?$/,
    /^(?:お客(?:様|さま)の|お客(?:様|さま)への)?サービスの(?:向上|改善)(?:を図る)?(?:の)?(?:ため)?(?:に)?。?$/,
  ],
  en: [
    /\bother (?:purposes?|reasons?|matters|uses|business|information|operations)\b/i,
    /\betc\b|\band so (?:on|forth)\b/i,
    /^(?:for|to use (?:it )?(?:in|for))? ?(?:our |the )?(?:business|marketing)(?: activities| purposes| operations)?\.?$/i,
    /^(?:to improve|for better|for improving) (?:our |the )?(?:customer )?services?(?: to customers)?\.?$/i,
  ],
};

const vaguePurpose: CheckRule = {
  id: "vague-purpose",
  severity: "advice",
  article: "17(1)",
  message: {
    ja: "利用目的の「{what}」では、何に使うのかを本人が読み取れません。具体的に書いてください。直せないなら catchAll を付けると、これだけを根拠には許可しなくなります。",
    en: "From “{what}” in this purpose nobody can tell what data is used for. Be specific; where that cannot be, mark it `catchAll`, and it never suffices alone.",
  },
  *find(source, policy) {
    const { prevailing } = source.policy.languages;
    for (const [id, { catchAll, clause, text }] of Object.entries(source.purposes)) {
      if (catchAll === true) continue;
      const what = vagueWordsIn(purposeText(policy, id), prevailing);
      const path = ["purposes", id, ...(text === undefined ? [] : ["text"])];
      if (what !== undefined) yield { path, clause, values: { what } };
    }
  },
};

/** The first vague words of a text: of the prevailing language, where it is one whose words are known here. */
function vagueWordsIn(text: Readonly<Record<string, string>>, prevailing: string | undefined): string | undefined {
  const read = prevailing !== undefined && Object.hasOwn(VAGUE, prevailing) ? [prevailing] : Object.keys(VAGUE);
  for (const language of read) {
    for (const words of VAGUE[language] ?? []) {
      const found = words.exec(text[language]?.trim() ?? "")?.[0];
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** Mail that offers something, as a purpose names it. */
const DIRECT_MAIL =
  /ダイレクトメール|ＤＭ|\bDM\b|メールマガジン|メルマガ|\bdirect mail\b|\bnewsletters?\b|\bpromotional e?-?mail\b/i;

const directMailUnstoppable: CheckRule = {
  id: "direct-mail-unstoppable",
  severity: "advice",
  article: "35(5)",
  message: {
    ja: "利用目的に「{what}」とありますが、stoppable がありません。停止を求められたあとも送れば、本人の権利や利益を害するおそれがあります。stoppable: direct-mail を付けてください。",
    en: "The purpose speaks of “{what}” and is not marked stoppable. Mail that goes on after the person asked for a stop may harm their rights or interests: mark it `stoppable: direct-mail`.",
  },
  *find(source, policy) {
    for (const [id, { stoppable, clause, acts }] of Object.entries(source.purposes)) {
      if (stoppable !== undefined || acts?.includes("contact") === false) continue;
      const what = DIRECT_MAIL.exec(Object.values(purposeText(policy, id)).join("\n"))?.[0];
      if (what !== undefined) yield { path: ["purposes", id], clause, values: { what } };
    }
  },
};

const stopUnpromised: CheckRule = {
  id: "stop-unpromised",
  severity: "advice",
  article: "35(5)",
  message: {
    ja: "ご案内（ダイレクトメール）の利用目的がありますが、停止を受け付けるという約束がありません。申し出の方法を条項に書き、commitments の stop-direct-mail で示してください。",
    en: "There is a purpose of direct mail, and no promise to stop it on request. Publish how to ask for a stop, and name that clause under `stop-direct-mail` in commitments.",
  },
  *find(source) {
    if (source.commitments["stop-direct-mail"] !== undefined) return;
    const first = Object.entries(source.purposes).find(([, { stoppable }]) => stoppable === "direct-mail");
    if (first !== undefined) yield { path: ["purposes", first[0], "stoppable"], clause: first[1].clause };
  },
};

const mirrorCopiesNothing: CheckRule = {
  id: "mirror-copies-nothing",
  severity: "advice",
  message: {
    ja: "写し「{id}」からは利用目的が一つもできません。clauses にある条項に {from} の利用目的があるか、people に写す相手の区分があるかを確かめてください。",
    en: "Mirror “{id}” makes no purpose. Make sure that its clauses carry purposes of {from}, and that `people` names whose purposes become whose.",
  },
  *find(source, policy) {
    if (Object.keys(source.mirrors).length === 0) return;
    const makers = makersOf(policy.purposes, source.purposes);
    for (const [id, { clause, from }] of Object.entries(source.mirrors)) {
      if (!makers.has(id)) yield { path: ["mirrors", id], clause, values: { id, from } };
    }
  },
};

/** Every name that may have made one of the purposes that the source does not declare itself: `azu` of `azu.customer.inquiries`. */
function makersOf(purposes: Policy["purposes"], declared: Policy["purposes"]): Set<string> {
  const makers = new Set<string>();
  for (const id of Object.keys(purposes)) {
    if (Object.hasOwn(declared, id)) continue;
    for (let dot = id.indexOf("."); dot >= 0; dot = id.indexOf(".", dot + 1)) makers.add(id.slice(0, dot));
  }
  return makers;
}

export const PURPOSE_RULES: readonly CheckRule[] = [
  peopleWithoutPurposes,
  operatorWithoutPurposes,
  purposesNotLoaded,
  emptyPurpose,
  catchAllPurpose,
  vaguePurpose,
  directMailUnstoppable,
  stopUnpromised,
  mirrorCopiesNothing,
];
