import { type Words, fillWords, pointer } from "../../wire/index.ts";
import { type Ask, ask, type Change, classOf, EDITORIAL, judged, type Verdict, verdict } from "./change.ts";
import { differences, type Difference } from "./leaves.ts";
import { values } from "./entries.ts";

/*
 * Sections that rooms add to the language, place by place. A room's schema is its own and not known here: what a change asks for is
 * told by the section and by the first words of the place.
 */

/** Inside a section of a room: what an office decided in order to operate, whatever the section. */
const OPERATING = new Set(["settings", "incidents"]);

interface RoomRule {
  readonly noun: Words;
  /** Of a change at a place inside the section. */
  verdict(difference: Difference): Verdict;
}

const PUBLISH = ask("publish", undefined, "変更後の内容を公表してください。", "Publish it as it is now.");

const PROCEDURES = ask(
  "publish",
  "32(1)(iii)",
  "請求の手続を、本人の知り得る状態に保ってください。",
  "Keep it knowable how requests are made.",
);

const BURDEN = ask(
  "publish",
  "37(4)",
  "請求する人に過重な負担とならないようにしてください。",
  "It may not become too great a burden for those who ask.",
);

const FEE = ask(
  "publish",
  "38(2)",
  "手数料は、実費を勘案して合理的な範囲の額にしてください。",
  "A fee has to be reasonable in view of the actual cost.",
);

const RIGHT_STAYS = ask(
  "publish",
  "32(1)(iii)",
  "案内しなくなっても、請求する権利は法律のうえで変わりません。手続を知り得る状態に保ってください。",
  "The right to ask stays by the Act, whether the policy tells of it or not: keep it knowable how.",
);

const ANSWER_ALONE = ask(
  "publish",
  "18(1)",
  "約束がなくなります。約束のもとで受け取った情報は、回答のためだけに使ってください。",
  "The promise goes: what came under it is used for the answer alone all the same.",
);

const DIRECT_MAIL = ask(
  "publish",
  "35(5)",
  "停止を求めた人への停止は、これまでの範囲で続けてください。",
  "For those who asked to stop it stays stopped, as far as it reached.",
);

const SAFEGUARDS = ask(
  "publish",
  "CO10(i)",
  "安全管理のために講じた措置を、支障のない範囲で知り得る状態に保ってください。",
  "Keep the security measures knowable, without what would harm security.",
);

const COMPLAINTS = ask(
  "publish",
  "CO10(ii)",
  "苦情の申出先を知り得る状態に保ってください。",
  "Keep it knowable where complaints go.",
);

const SENT = ask(
  "beforehand",
  undefined,
  "電気通信事業法第27条の12が及ぶサービスでは、送信させる前に、送信される情報・送信先・利用目的を通知するか、容易に知り得る状態に置いてください。",
  "Where article 27-12 of the Telecommunications Business Act reaches the service: notify, or make easily knowable, what is sent, to whom and why, before the device sends it.",
);

const MATCHED = ask(
  "publish",
  "31(1)",
  "提供先で個人データとして取得されることが想定されるなら、本人の同意を確認してから提供してください。",
  "Where the recipient can be expected to acquire it as personal data, confirm the people's consent before it goes.",
);

const RECORDED = judged(
  {
    article: "17(2)",
    says: {
      ja: "録音を使う利用目的は、これまでの目的と関連性があると合理的に認められますか。",
      en: "Is what calls are recorded for reasonably related to what it was before?",
    },
  },
  {
    yes: [
      ask(
        "notify",
        "21(3)",
        "変更された利用目的を本人に通知するか、公表してください。",
        "Notify the people of the changed purpose, or announce it.",
      ),
    ],
    no: [
      ask(
        "consent",
        "18(1)",
        "すでにある録音をこの目的に使う前に、本人の同意を得てください。",
        "Obtain consent before recordings that are already there are used for this.",
      ),
    ],
  },
);

const CALLERS = ask(
  "publish",
  "21(1)",
  "録音の利用目的を、通話の前に公表しておくか、通話の後に速やかに通知・公表してください。",
  "Announce the purposes of recording before calls, or notify or announce them promptly after.",
);

/** Of requests, by the first word of the place. */
const REQUESTS: Readonly<Record<string, readonly Ask[]>> = {
  fees: [PROCEDURES, FEE],
  documents: [PROCEDURES, BURDEN],
  insufficient: [PROCEDURES, BURDEN],
  kinds: [RIGHT_STAYS],
  usedForAnswerAlone: [ANSWER_ALONE],
  directMail: [DIRECT_MAIL],
};

const ROOMS: Readonly<Record<string, RoomRule>> = {
  requests: {
    noun: { ja: "請求", en: "Requests" },
    verdict: ({ path: [first = ""] }) =>
      verdict(...(Object.hasOwn(REQUESTS, first) ? (REQUESTS[first] ?? []) : [PROCEDURES])),
  },
  safeguards: {
    noun: { ja: "安全管理", en: "Safeguards" },
    verdict: ({ path: [first] }) => verdict(first === "complaints" ? COMPLAINTS : SAFEGUARDS),
  },
  cookies: {
    noun: { ja: "クッキーと外部送信", en: "Cookies and what devices send" },
    verdict: ({ path, after }) => {
      const [first, , what] = path;
      if (first === undefined) return verdict(after === undefined ? PUBLISH : SENT);
      if (first === "matchedToPeople") return verdict(PUBLISH, MATCHED);
      if (first !== "transmissions" || after === undefined) return verdict(PUBLISH);
      if (what === undefined || what === "recipient" || what === "sends" || what === "purpose") return verdict(SENT);
      return what === "kind" || what === "country" ? verdict(PUBLISH, MATCHED) : verdict(PUBLISH);
    },
  },
  calls: {
    noun: { ja: "通話の録音", en: "Recording of calls" },
    verdict: ({ path: [first], before, after }) => {
      if (first === undefined) return verdict(after === undefined ? PUBLISH : CALLERS);
      if (first !== "purposes") return verdict(CALLERS);
      return isFewer(before, after) ? verdict(PUBLISH) : RECORDED;
    },
  },
};

const SAID = {
  added: { ja: "{noun}の{place}：追加", en: "{noun}, {place}: added" },
  removed: { ja: "{noun}の{place}：削除", en: "{noun}, {place}: removed" },
  changed: { ja: "{noun}の{place}：{what}", en: "{noun}, {place}: {what}" },
} as const satisfies Record<string, Words>;

const ALL: Words = { ja: "全体", en: "all of it" };

/** Every change in the section of a room. */
export function roomChanges(section: string, before: unknown, after: unknown): Change[] {
  const rule = Object.hasOwn(ROOMS, section) ? ROOMS[section] : undefined;
  return differences(before, after).map((difference): Change => {
    const { path, before: was, after: is } = difference;
    const operating = path.some((word) => OPERATING.has(word));
    const editorial = operating || path.at(-1) === "clause" || isReordered(was, is);
    const found = editorial ? EDITORIAL : (rule?.verdict(difference) ?? verdict(PUBLISH));
    const kind = was === undefined ? "added" : is === undefined ? "removed" : "changed";
    return {
      kind,
      section,
      ...clauseOf(is ?? was),
      says: fillWords(SAID[kind], {
        noun: rule?.noun ?? { ja: section, en: section },
        place: path.length === 0 ? ALL : path.join("."),
        what: Array.isArray(was) && Array.isArray(is) ? signs(was, is) : values(was, is),
      }),
      class: classOf(found),
      ...found,
      published: !operating,
      pointers: [pointer([section, ...path])],
    };
  });
}

function clauseOf(value: unknown): { clause?: string } {
  return typeof value === "object" && value !== null && "clause" in value && typeof value.clause === "string"
    ? { clause: value.clause }
    : {};
}

function written(list: readonly unknown[]): Set<string> {
  return new Set(list.map((one) => (typeof one === "string" ? one : JSON.stringify(one))));
}

function isReordered(was: unknown, is: unknown): boolean {
  return Array.isArray(was) && Array.isArray(is) && written(was).symmetricDifference(written(is)).size === 0;
}

function isFewer(was: unknown, is: unknown): boolean {
  return Array.isArray(was) && Array.isArray(is) && written(is).isSubsetOf(written(was));
}

function signs(was: readonly unknown[], is: readonly unknown[]): Words {
  const [had, has] = [written(was), written(is)];
  const told = [
    ...[...has.difference(had)].map((one) => `+${one}`),
    ...[...had.difference(has)].map((one) => `−${one}`),
  ];
  const words = told.join(" ");
  return words === "" ? { ja: "順序", en: "order" } : { ja: words, en: words };
}
