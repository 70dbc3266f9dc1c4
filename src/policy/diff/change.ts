import type { Article } from "../../law/index.ts";
import type { Words } from "../../wire/index.ts";

/*
 * What can be asked for by a change of a policy, from nothing to what no notice can mend.
 */

const CLASSES = {
  editorial: { ja: "編集上の変更（求められることはない）", en: "Editorial: nothing is asked" },
  publish: { ja: "変更後の内容を公表する", en: "Publish the new words and keep them accessible" },
  announce: {
    ja: "利用目的を、取得の前に公表するか、取得後速やかに通知・公表する",
    en: "Announce the purposes before data is acquired, or promptly after",
  },
  notify: { ja: "変更された利用目的を通知・公表する", en: "Notify or announce the changed purpose" },
  "without-delay": {
    ja: "遅滞なく通知し、または容易に知り得る状態に置く",
    en: "Notify, or make easily knowable, without delay",
  },
  beforehand: {
    ja: "あらかじめ通知し、または容易に知り得る状態に置く",
    en: "Notify, or make easily knowable, beforehand",
  },
  file: { ja: "個人情報保護委員会に届け出る", en: "File with the Personal Information Protection Commission" },
  judgement: { ja: "人が判断する", en: "A human has to judge first" },
  consent: { ja: "本人の同意を得る", en: "Obtain the people's consent" },
  barred: { ja: "原則としてできない", en: "Not allowed in principle" },
} as const satisfies Record<string, Words>;

/** What a change asks for; where several things, the gravest. */
export type ChangeClass = keyof typeof CLASSES;

/** In the order of gravity, the lightest first. */
export const CHANGE_CLASSES = Object.keys(CLASSES).filter((name) => isChangeClass(name));

export function isChangeClass(name: string): name is ChangeClass {
  return Object.hasOwn(CLASSES, name);
}

/** What a class asks for, as a heading. */
export function classWords(name: ChangeClass): Words {
  return CLASSES[name];
}

/** Whether a class is as grave as a limit, or graver. */
export function isAsGrave(name: ChangeClass, limit: ChangeClass): boolean {
  return CHANGE_CLASSES.indexOf(name) >= CHANGE_CLASSES.indexOf(limit);
}

export function gravest(classes: readonly ChangeClass[]): ChangeClass | undefined {
  return CHANGE_CLASSES.findLast((one) => classes.includes(one));
}

/** One thing that a change asks for. */
export interface Ask {
  readonly class: ChangeClass;
  /** Absent where the Act does not ask for it. */
  readonly article?: Article;
  readonly says: Words;
  /** To which answer of the question it belongs; absent: to both. */
  readonly answer?: "yes" | "no";
}

/** What only a human can say of a change. */
export interface Question {
  readonly article: Article;
  readonly says: Words;
}

/** What a change asks for. With a question the asks of one answer hold, not those of both. */
export interface Verdict {
  readonly question?: Question;
  readonly asks: readonly Ask[];
}

/** One difference of meaning, or of words, between two versions of a policy. */
export interface Change extends Verdict {
  readonly kind: "added" | "removed" | "changed" | "renamed";
  readonly section: string;
  /** Of the object inside the section; absent where the section is one object. */
  readonly id?: string;
  readonly clause?: string;
  /** What changed, in a line. */
  readonly says: Words;
  /** `judgement` where a question is open and nothing graver is asked whatever the answer. */
  readonly class: ChangeClass;
  /** False for what an office decided in order to operate: no part of what is published. */
  readonly published: boolean;
  /**
   * JSON Pointers (RFC 6901) of everything that it tells of, as the files write it, or as mirrors write it out; in the later
   * version, or in the earlier one for what is gone.
   */
  readonly pointers: readonly string[];
}

export function classOf({ question, asks }: Verdict): ChangeClass {
  const open: readonly ChangeClass[] = question === undefined ? [] : ["judgement"];
  const owed = asks.flatMap((one) => (question !== undefined && one.answer !== undefined ? [] : [one.class]));
  return gravest([...open, ...owed]) ?? "editorial";
}

export function ask(name: ChangeClass, article: Article | undefined, ja: string, en: string): Ask {
  return { class: name, ...(article === undefined ? {} : { article }), says: { ja, en } };
}

export function verdict(...asks: readonly Ask[]): Verdict {
  return { asks };
}

/** A verdict that hangs on what a human says. */
export function judged(
  question: Question,
  {
    yes,
    no,
    always = [],
  }: { readonly yes: readonly Ask[]; readonly no: readonly Ask[]; readonly always?: readonly Ask[] },
): Verdict {
  return {
    question,
    asks: [
      ...always,
      ...yes.map((one): Ask => ({ ...one, answer: "yes" })),
      ...no.map((one): Ask => ({ ...one, answer: "no" })),
    ],
  };
}

export const EDITORIAL = verdict(ask("editorial", undefined, "求められることはありません。", "Nothing is asked."));

/** A verdict with more to ask for, whatever is answered. Without anything left to do, nothing editorial stays in it. */
export function withAsks({ question, asks }: Verdict, more: readonly Ask[]): Verdict {
  const all = [...asks, ...more];
  const real = all.filter((one) => one.class !== "editorial" || one.answer !== undefined);
  return { ...(question === undefined ? {} : { question }), asks: real.length > 0 ? real : all };
}
