import { type OptOutMatterName, optOutChange } from "../../law/index.ts";
import type { Filing, Recipient } from "../schema.ts";
import { type Ask, ask, EDITORIAL, judged, type Verdict, verdict } from "./change.ts";
import { type Comparison, saysTheSame } from "./comparison.ts";
import type { FieldChange, Told } from "./entries.ts";
import { isSame, keysOf } from "./leaves.ts";

/*
 * Opt-outs: 27(2) and (3). What is notified is also filed, and published by the operator itself (R14).
 */

export function isOptOut(recipient: Recipient | undefined): boolean {
  return (
    recipient !== undefined &&
    (recipient.published.routes.includes("opt-out") ||
      recipient.reading.routes.some(({ route }) => route === "opt-out"))
  );
}

const OWN = ask(
  "publish",
  "R14",
  "委員会が公表した後、速やかに自らも公表してください。",
  "Publish it yourself too, promptly after the Commission has.",
);

/** A new opt-out, or one that reaches further than what was filed. */
export const NEW_OPT_OUT: readonly Ask[] = [
  ask(
    "beforehand",
    "27(2)",
    "所定の事項をあらかじめ本人に通知するか容易に知り得る状態に置き、停止を求める期間をおいてください。",
    "Notify its matters, or make them easily knowable, beforehand, with time left to object.",
  ),
  ask("file", "27(2)", "あらかじめ委員会に届け出てください。", "File it with the Commission beforehand."),
  OWN,
];

/** What a change of a matter, or the end, asks for. */
export function optOutAsks(changed: OptOutMatterName | "end"): readonly Ask[] {
  const answer = optOutChange(changed);
  if (!answer.allowed) {
    return [
      ask(
        "barred",
        answer.article,
        "これがなければオプトアウトは成り立ちません。",
        "Without this there is no opt-out that the Act would know.",
      ),
    ];
  }
  const beforehand = answer.timing === "beforehand";
  return [
    beforehand
      ? ask(
          "beforehand",
          answer.article,
          "オプトアウトの事項の変更です。あらかじめ本人に通知するか、容易に知り得る状態に置いてください。",
          "A matter of the opt-out changes: notify the people, or make it easily knowable, beforehand.",
        )
      : ask(
          "without-delay",
          answer.article,
          "オプトアウトの事項の変更または終了です。遅滞なく本人に通知するか、容易に知り得る状態に置いてください。",
          "A matter of the opt-out changes, or it ends: notify the people, or make it easily knowable, without delay.",
        ),
    beforehand
      ? ask("file", answer.article, "あらかじめ委員会に届け出てください。", "File it with the Commission beforehand.")
      : ask("file", answer.article, "遅滞なく委員会に届け出てください。", "File it with the Commission without delay."),
    OWN,
  ];
}

const UNFILED = ask(
  "barred",
  "27(2)",
  "届出のないオプトアウトでは提供できません。",
  "Without a filing nothing may leave by opt-out.",
);

/** Of a filing, wherever it stands: by what of it changed. */
export function filingVerdict(was: Filing | undefined, is: Filing | undefined): Verdict {
  if (is === undefined) return verdict(UNFILED);
  if (was !== undefined && was.starts !== is.starts) return verdict(...optOutAsks("start"));
  return verdict(OWN);
}

type Matters = NonNullable<Recipient["published"]["matters"]>;

const MATTERS = { acquisition: true, provision: true, stop: true, "how-to-ask": true, update: true } as const;

/** What an opt-out states in words of its own, matter by matter. */
export function matterTold(
  { comparison, after: recipient }: FieldChange<Recipient>,
  was: Matters | undefined,
  is: Matters | undefined,
): Told[] {
  return keysOf(was, is).flatMap((name): Told[] => {
    if (!isMatter(name) || isSame(was?.[name], is?.[name])) return [];
    return [{ path: ["matters", name], verdict: matterVerdict(comparison, recipient, name, was?.[name], is?.[name]) }];
  });
}

function isMatter(name: string): name is keyof typeof MATTERS {
  return Object.hasOwn(MATTERS, name);
}

function matterVerdict(
  comparison: Comparison,
  recipient: Recipient,
  name: keyof typeof MATTERS,
  was: Matters[typeof name],
  is: Matters[typeof name],
): Verdict {
  if (!isOptOut(recipient)) {
    return verdict(ask("publish", undefined, "公表してください。", "Publish it."));
  }
  if (is === undefined) {
    return verdict(
      ask(
        "barred",
        "27(2)",
        "所定の事項が揃わなければ、オプトアウトでは提供できません。",
        "While not all its matters are stated, nothing may leave by opt-out.",
      ),
    );
  }
  if (saysTheSame(comparison, was, is)) return EDITORIAL;
  if (name !== "stop" || was === undefined) return verdict(...optOutAsks(name === "stop" ? "how-to-ask" : name));
  return judged(
    {
      article: "27(2)(vi)",
      says: {
        ja: "本人が求めれば提供を停止すると、なお述べていますか。",
        en: "Does it still say that provision stops when the person asks?",
      },
    },
    {
      yes: [ask("publish", "27(2)(vi)", "変更後の文言を公表してください。", "Publish the new words.")],
      no: optOutAsks("stop"),
    },
  );
}
