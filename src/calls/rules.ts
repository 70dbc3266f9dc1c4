import { type CheckRule, listOf, purposeText, inOurLanguages, sectionOf } from "../policy/index.ts";
import { CALLS } from "./section.ts";

/* Recording of calls: a voice by which somebody can be told is personal information (General 2-1), so 17 to 22 hold. */

const callsWithoutPurpose: CheckRule = {
  id: "calls-without-purpose",
  severity: "law",
  article: "21(1)",
  message: {
    ja: "通話を録音するのに、その利用目的がありません。purposes に定めて公表し、ここに名前を書いてください。",
    en: "Calls are recorded for no purpose that the policy publishes. Specify one under `purposes`, publish it, and name it here.",
  },
  *find(source) {
    const calls = sectionOf(source, CALLS);
    if (calls === undefined || calls.purposes.length > 0) return;
    yield { path: ["calls", "purposes"], clause: calls.clause };
  },
};

const callPurposeCannotRecord: CheckRule = {
  id: "call-purpose-cannot-record",
  severity: "law",
  article: "18(1)",
  message: {
    ja: "利用目的「{purpose}」は取得と保存の両方を認めていないので（acts: {acts}）、録音して残すことができません。acts を改めるか、ほかの目的を書いてください。",
    en: "Purpose “{purpose}” does not allow both to acquire and to retain (acts: {acts}), so nothing can be recorded under it. Mend its `acts`, or name another purpose.",
  },
  *find(source, policy) {
    const calls = sectionOf(source, CALLS);
    for (const [index, id] of (calls?.purposes ?? []).entries()) {
      const acts = policy.purposes[id]?.acts;
      if (acts === undefined || (acts.includes("acquire") && acts.includes("retain"))) continue;
      yield {
        path: ["calls", "purposes", index],
        clause: calls?.clause,
        values: { purpose: id, acts: acts.length === 0 ? "–" : acts.join(", ") },
      };
    }
  },
};

const callPurposeTooOpen: CheckRule = {
  id: "call-purpose-too-open",
  severity: "law",
  article: "17(1)",
  message: {
    ja: "録音の利用目的が、範囲の広いもの（{purposes}）だけです。何のために録音するのかを特定して公表し、ここに書いてください。",
    en: "Calls are recorded only for what is too open to authorise anything ({purposes}). Specify what they are recorded for, publish it, and name it here.",
  },
  *find(source, policy) {
    const calls = sectionOf(source, CALLS);
    if (calls === undefined || calls.purposes.length === 0) return;
    if (!calls.purposes.every((id) => policy.purposes[id]?.catchAll === true)) return;
    yield {
      path: ["calls", "purposes"],
      clause: calls.clause,
      values: { purposes: listOf(calls.purposes.map((id) => inOurLanguages(purposeText(policy, id)))) },
    };
  },
};

const callsRetentionMissing: CheckRule = {
  id: "calls-retention-missing",
  severity: "advice",
  article: "22",
  message: {
    ja: "録音をいつまで残すかが決められていません。利用する必要がなくなったら遅滞なく消すよう努めるため、settings.retention に期間を書いてください（例：P6M）。",
    en: "Nothing says how long recordings are kept, though what is no longer needed should be erased without delay. Write a period under settings.retention, for example P6M.",
  },
  *find(source) {
    const calls = sectionOf(source, CALLS);
    if (calls === undefined || calls.settings?.retention !== undefined) return;
    yield { path: ["calls", "settings"], clause: calls.clause };
  },
};

const callsUnannounced: CheckRule = {
  id: "calls-unannounced",
  severity: "advice",
  article: "21(1)",
  message: {
    ja: "録音を始める前に相手に知らせるという約束がありません。利用目的の公表で法律上は足りますが、通話の初めに録音と目的を伝えることにし、ポリシーと announced に書いてください。",
    en: "Nothing promises that callers hear of the recording before it begins. Publishing the purposes is enough for the Act; better to tell of the recording and why at the start of the call, and to say so in the policy and under `announced`.",
  },
  *find(source) {
    const calls = sectionOf(source, CALLS);
    if (calls === undefined || calls.announced !== undefined) return;
    yield { path: ["calls"], clause: calls.clause };
  },
};

/** What the linter says of the recording of calls. */
export const CALL_RULES: readonly CheckRule[] = [
  callsWithoutPurpose,
  callPurposeCannotRecord,
  callPurposeTooOpen,
  callsRetentionMissing,
  callsUnannounced,
];
