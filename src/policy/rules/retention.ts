import type { Words } from "../../wire/index.ts";
import { OWN_RECORDS, type OwnRecord } from "../schema.ts";
import { type CheckRule, inOurLanguages, listOf } from "./rule.ts";
import { surveyOf } from "./survey.ts";

const retentionMissing: CheckRule = {
  id: "retention-missing",
  severity: "law",
  article: "22",
  message: {
    ja: "「{name}」の情報をいつまで保存するか決まっていません。要らなくなれば遅滞なく消去できるよう、settings の retention に期間を書いてください。",
    en: "Nothing says how long data of “{name}” is kept. So that it can be erased once it is no longer needed, set a period under `retention` in settings.",
  },
  *find(source, policy) {
    const { kinds, hasPurpose } = surveyOf(policy);
    const { retention } = source.settings;
    for (const [id, { name, clause }] of Object.entries(source.people)) {
      if (!hasPurpose(id)) continue;
      if (
        kinds(id)
          .values()
          .some((kind) => Object.hasOwn(retention, kind))
      )
        continue;
      yield { path: ["people", id], clause, values: { name: inOurLanguages(name) } };
    }
  },
};

const retentionUnpublished: CheckRule = {
  id: "retention-unpublished",
  severity: "advice",
  article: "22",
  message: {
    ja: "{people} の保存期間は、運用の設定にあるだけで公表されていません。本人がいつまで残るか分かるよう条項に書き、その条項を clause で示してください。",
    en: "How long data of {people} is kept stands in the operating settings alone. Publish it, so that people know, and name that clause here.",
  },
  *find(source) {
    const unpublished = Object.entries(source.settings.retention).filter(([, { clause }]) => clause === undefined);
    if (unpublished.length === 0) return;
    const people = unpublished.map(([kind]) => inOurLanguages(source.people[kind]?.name ?? { ja: kind, en: kind }));
    yield { path: ["settings", "retention"], values: { people: listOf(people) } };
  },
};

const RECORD_WORDS: Readonly<Record<OwnRecord, Words>> = {
  consents: { ja: "同意", en: "consents" },
  objections: { ja: "停止の求め", en: "objections" },
  requests: { ja: "開示などの請求", en: "requests" },
  complaints: { ja: "苦情", en: "complaints" },
  provisions: { ja: "第三者への提供", en: "provisions" },
  decisions: { ja: "判断", en: "decisions" },
};

const ownRecordsUnpurposed: CheckRule = {
  id: "own-records-unpurposed",
  severity: "law",
  article: "17(1)",
  message: {
    ja: "約束を守るために残す記録（{records}）も個人情報ですが、利用目的と保存期間が決まっていません。settings の records に書いてください。",
    en: "The records that keeping the promises leaves ({records}) are personal information too, and have no purpose and no period. Set both under `records` in settings.",
  },
  *find({ settings: { records = {} } }) {
    const missing = OWN_RECORDS.filter((record) => records[record] === undefined);
    if (missing.length === 0) return;
    yield {
      path: ["settings", "records"],
      values: { records: listOf(missing.map((record) => RECORD_WORDS[record])) },
    };
  },
};

export const RETENTION_RULES: readonly CheckRule[] = [retentionMissing, retentionUnpublished, ownRecordsUnpurposed];
