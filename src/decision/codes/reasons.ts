import type { Words } from "../../wire/index.ts";

/*
 * What the engine can say of why, in both languages. Marks in braces are filled by the phrasebook with names from the
 * policy, here and in what it says of duties and needs: {operator} {person} {purpose} {recipient} {items} {act} {form}
 * {country} {party} {period} {route} {covers} {matters} {exception}; {given} {hours} {months} as they are.
 */

export const REASONS = {
  "not-in-force": {
    ja: "この日時に効力のあるポリシーがないため、何もできません。",
    en: "No version of the policy is in force at that time, so nothing is allowed.",
  },
  "law-not-loaded": {
    ja: "この日時の法令は収録していないため、判断できません。",
    en: "The law at that time is not loaded, so nothing can be decided.",
  },
  "law-unverified": {
    ja: "2022年4月1日より前の法の原文は確認していません。同日に加わったとガイドラインが述べる規律だけを除き、条番号は現在のもので示します。",
    en: "The text of the Act before 1 April 2022 was not at hand: only what the Guidelines say came on that day is left out, and articles are numbered as today.",
  },
  "bill-preview": {
    ja: "改正案（2026年4月）が成立した場合の見通しです。成立したかどうかは未確認で、これで決めることはできません。",
    en: "This is a look ahead under the bill of April 2026. Whether it passed is not known, and nothing may be decided by it.",
  },
  "bill-guardian": {
    ja: "改正案では、16歳未満の方の同意は法定代理人がすると伝えられています。いまの法では認められないため、人が確かめてください。",
    en: "As reported, the bill leaves consent for those under 16 to the guardian. The law in force does not permit this: a human must look at it.",
  },
  "bill-statistics": {
    ja: "改正案では、統計作成・AI学習のためであれば、条件のもとで同意が不要になると伝えられています。条件を人が確かめてください。",
    en: "As reported, the bill asks for no consent where statistics are made or AI is trained, under conditions: a human must look at them.",
  },
  "unknown-operator": {
    ja: "事業者「{given}」はポリシーにありません。",
    en: "The policy knows no operator “{given}”.",
  },
  "unknown-person": {
    ja: "本人の区分「{given}」はポリシーにありません。",
    en: "The policy knows no kind of person “{given}”.",
  },
  "unknown-item": { ja: "項目「{given}」はポリシーにありません。", en: "The policy knows no item “{given}”." },
  "unknown-purpose": {
    ja: "利用目的「{given}」はポリシーにありません。",
    en: "The policy knows no purpose “{given}”.",
  },
  "unknown-recipient": {
    ja: "提供先「{given}」はポリシーにありません。",
    en: "The policy knows no recipient “{given}”.",
  },
  "not-living": {
    ja: "亡くなった方の情報は法の対象外ですが、ご遺族の情報にあたることがあります。人が判断してください。",
    en: "The Act speaks of living people. Data about someone who has died may still be about the family: a human must decide.",
  },
  tainted: {
    ja: "不正な取得、違法・不当な行為を助長する利用、または本人を識別する行為と認められているため、使えません。",
    en: "It was found that the data was improperly acquired, or that this use would foster a wrong or identify someone. It may not be used.",
  },
  "not-personal": { ja: "統計情報は個人情報にあたりません。", en: "Statistics are not personal information." },
  "anonymous-allowed": {
    ja: "匿名加工情報として扱えます。",
    en: "It may be handled as anonymously processed information.",
  },
  "form-cannot": {
    ja: "{form}では「{act}」はできません。",
    en: "“{act}” is not possible with {form}.",
  },
  "form-identifies": {
    ja: "{items}は本人を特定できるため、{form}にはなりません。個人情報として確かめてください。",
    en: "{items} tell who it is, so this is not {form}. Ask about it as personal information.",
  },
  "form-damages": {
    ja: "{items}は不正に使われると財産に被害が生じるおそれがあり、仮名加工情報には残せません。",
    en: "{items}: misuse could do damage to property, so this may not be left in pseudonymously processed information.",
  },
  "outside-policy": {
    ja: "公表されたどの目的にもあたりません。",
    en: "No published purpose covers it.",
  },
  "country-contradicts": {
    ja: "「{recipient}」のいる国はポリシーで決まっています。ほかの国や、国内のデータベースとして扱うことはできません。",
    en: "The policy says where “{recipient}” is. It cannot be taken to be in another country, or to keep its database in Japan.",
  },
  "purpose-fits": {
    ja: "公表された利用目的「{purpose}」の範囲内です。",
    en: "It is within the published purpose “{purpose}”.",
  },
  "purpose-other-operator": {
    ja: "利用目的「{purpose}」は、{operator}の目的ではありません。",
    en: "“{purpose}” is not a purpose of {operator}.",
  },
  "purpose-other-people": {
    ja: "利用目的「{purpose}」は、{person}の情報を対象としていません。",
    en: "“{purpose}” does not cover data of {person}.",
  },
  "purpose-other-items": {
    ja: "利用目的「{purpose}」に、{items}は含まれません。",
    en: "“{purpose}” does not include {items}.",
  },
  "purpose-other-act": {
    ja: "利用目的「{purpose}」では「{act}」は認められていません。",
    en: "“{purpose}” does not allow “{act}”.",
  },
  "purpose-bound": {
    ja: "{items}は、承継・委託などで受け取った際の利用目的に縛られ、「{purpose}」には使えません。",
    en: "{items} came with purposes of their own, by succession or entrustment, and “{purpose}” is none of them.",
  },
  "purposes-elsewhere": {
    ja: "{operator}の利用目的は別のページで公表され、まだ読み込まれていません。読み込むまでは、それを根拠にできません。",
    en: "The purposes of {operator} are published elsewhere and are not loaded. Until they are, nothing can rest on them.",
  },
  "catch-all": {
    ja: "「{purpose}」は範囲が広く、それだけでは根拠になりません。",
    en: "“{purpose}” is too open to authorise anything by itself.",
  },
  "consent-covers": {
    ja: "本人（または代理人）の同意があります。",
    en: "The person, or their representative, has consented to this.",
  },
  "exception-holds": { ja: "法の例外にあたります。", en: "An exception of the Act applies." },
  "exception-emergency": {
    ja: "生命・身体・財産を守るために必要で、同意を得ることが難しい場合として、いまわかっていることで認められます。",
    en: "It is needed to protect life, body or property while consent is difficult to obtain, and is permitted on what is known now.",
  },
  "exception-judgement": {
    ja: "学術研究の例外が主張されています。本人の権利を不当に害さないか、人が判断してください。",
    en: "An academic exception is claimed. Whether it unjustly infringes someone's rights, a human must decide.",
  },
  "exception-unproved": {
    ja: "主張された例外には、根拠となる資料が必要です。",
    en: "The exception that is claimed needs its evidence.",
  },
  "exception-elsewhere": {
    ja: "主張された例外は、この行為には当てはまりません。",
    en: "The exception that is claimed is not one for this act.",
  },
  "foreign-statute": {
    ja: "外国の法令は、ここでいう「法令」に含まれません。",
    en: "A foreign statute is not a law or ordinance in this sense.",
  },
  stopped: { ja: "本人が停止を求めているため、できません。", en: "The person has asked for this to stop." },
  "ask-consent": {
    ja: "同意を求めるためだけの連絡は、目的外の利用にあたりません。",
    en: "Contact made only to ask for consent is not use beyond the purpose.",
  },
  "breach-notice": { ja: "漏えい等を本人に知らせる義務があります。", en: "The person must be told of a leak." },
  "own-request": { ja: "本人の請求に応じるためです。", en: "It answers the person's own request." },
  "contact-items-only": {
    ja: "この連絡に使えるのは連絡先だけです。{items}は使えません。",
    en: "Only what serves to reach the person may be used for this, not {items}.",
  },
  "not-retained": {
    ja: "あるかどうかを知らせること自体が害になる情報なので、開示の対象ではありません。",
    en: "To tell that it exists would itself do harm, so it is not data that must be disclosed.",
  },
  refused: { ja: "開示しない理由があると認められています。", en: "A ground was found on which disclosure is refused." },
  "not-personal-data": {
    ja: "検索できるように整理された個人データではないため、第三者提供の決まりは及びません。",
    en: "It stands in no database and is no personal data, so the rules on provision do not reach it.",
  },
  "request-missing": {
    ja: "本人または権限のある代理人の請求が確認されていません。",
    en: "No verified request by the person, or by someone entitled to act for them, is known.",
  },
  "nominee-unconfirmed": {
    ja: "「{party}」への開示には、その相手を指定した本人の同意が必要です。",
    en: "Disclosure to “{party}” needs the person's consent that names them.",
  },
  "law-purpose-act": {
    ja: "この目的では「{act}」はできません。",
    en: "“{act}” is not possible for this purpose.",
  },
  "retention-runs": {
    ja: "定められた保存期間（{period}）の範囲内です。",
    en: "It is within the retention period that was set ({period}).",
  },
  "retention-unset": {
    ja: "{person}の保存期間が決められていないため、保存できません。",
    en: "No retention period is set for {person}, so nothing may be kept.",
  },
  "retention-over": {
    ja: "保存期間（{period}）が過ぎています。遅滞なく消去してください。",
    en: "The retention period ({period}) is over. Erase the data without delay.",
  },
  "source-unstated": {
    ja: "だれから、どのように取得するのかが示されていません。",
    en: "It is not said from whom and how the data comes in.",
  },
  "special-care-direct": {
    ja: "要配慮個人情報ですが、本人から直接・適正に取得するため、同意があったものと解されます。",
    en: "It is special care-required information, and counts as consented because the person gives it directly.",
  },
  "special-care-unconsented": {
    ja: "要配慮個人情報の取得には、あらかじめ本人の同意が必要です。",
    en: "Special care-required information needs the person's prior consent.",
  },
  "purpose-stated": { ja: "利用目的があらかじめ示されています。", en: "The purpose was stated beforehand." },
  "purpose-unstated": {
    ja: "直接取得するときは、あらかじめ利用目的を示す必要があります。",
    en: "Data taken directly from the person needs the purpose stated beforehand.",
  },
  "consent-promised": {
    ja: "直接取得するときは同意を得ると約束しています。法の求めより厳しい約束です。",
    en: "The policy promises to obtain consent when data is taken directly. The Act does not ask for it; the promise does.",
  },
  announced: { ja: "利用目的はあらかじめ公表されています。", en: "The purpose was announced beforehand." },
  "recipient-unstated": { ja: "だれに渡すのかが示されていません。", en: "It is not said who is to receive the data." },
  "recipient-two": {
    ja: "提供先が二通りに示されています。グループの事業者か、区分と相手の名前か、どちらか一つにしてください。",
    en: "The recipient is given in two ways. Give an operator of the group, or a class and its party.",
  },
  "same-entity": {
    ja: "同じ法人の中でのやりとりで、第三者提供にあたりません。",
    en: "It stays within one legal person and is not provision to a third party.",
  },
  entrustment: {
    ja: "業務の委託に伴う引渡しです（{recipient}）。",
    en: "It is handed over with entrustment ({recipient}).",
  },
  succession: {
    ja: "事業の承継に伴う引渡しです（{recipient}）。",
    en: "It is handed over with the succession of a business ({recipient}).",
  },
  negotiation: {
    ja: "承継の交渉のための引渡しで、安全管理の契約があります（{recipient}）。",
    en: "It serves negotiations before succession, under a contract on the data's safety ({recipient}).",
  },
  supervised: {
    ja: "事業者の指揮監督のもとで働く人が扱うもので、第三者提供にあたりません（{recipient}）。",
    en: "It is handled by people working under the operator's direction, who are not third parties ({recipient}).",
  },
  "shared-use": { ja: "公表された共同利用の範囲内です。", en: "It is within a shared use that was published." },
  "opt-out": {
    ja: "届出済みのオプトアウトによる提供です（{recipient}）。",
    en: "It is provided by an opt-out that was filed ({recipient}).",
  },
  "opt-out-waiting": {
    ja: "オプトアウトの届出にある提供の開始日がまだ来ていません。本人が停止を求めるための期間です。",
    en: "The opt-out was filed and its first day of provision has not come: until then people may object.",
  },
  "opt-out-onward": {
    ja: "ほかの事業者のオプトアウトで受け取ったものは、オプトアウトで提供できません。",
    en: "What was received by another's opt-out may not be provided by opt-out.",
  },
  "agents-closed": {
    ja: "本人を保護するため、代理人からの請求には開示しません。この理由は請求した人に伝えないでください。",
    en: "To protect the person, nothing is disclosed on an agent's request. Do not tell the agent why.",
  },
  protected: {
    ja: "本人を保護するための制限があります。渡してよいか、人が判断してください。保護されていることは相手に伝えないでください。",
    en: "The person is under protection. Whether this may come out, a human must decide. Do not tell anybody that there is a protection.",
  },
  "as-known": {
    ja: "その時点で記録されていたことだけで判断しています。",
    en: "Decided by what was on record at that time alone.",
  },
  "known-too-early": {
    ja: "行為の時点より前の記録で判断しているため、そのあとに知られたことが妨げになるかもしれません。人が確かめてください。",
    en: "It is decided by a record older than the act, and what came to be known since could forbid it: a human must look.",
  },
  "receipt-exempt": {
    ja: "受領の際の確認と記録は要りません。",
    en: "Receiving it needs no confirmation and no record.",
  },
  "route-review": {
    ja: "「{recipient}」への引渡しは範囲が広いため、人が判断します。",
    en: "Handing over to “{recipient}” is left open by the policy: a human decides.",
  },
  "contract-missing": {
    ja: "「{recipient}」に渡すには、効力のある契約が必要です。",
    en: "Handing over to “{recipient}” needs a contract in force.",
  },
  "recipient-other": {
    ja: "「{recipient}」への引渡しは、この事業者・本人・項目・目的では公表されていません。",
    en: "Handing over to “{recipient}” is not published for this operator, person, items and purpose.",
  },
  "shared-use-outside": {
    ja: "公表された共同利用の範囲（項目・目的・利用者）に入りません。",
    en: "It is outside every published shared use (items, purposes, users).",
  },
  "shared-use-incomplete": {
    ja: "この共同利用は、法の求める5つの事項がそろっていないため、まだ使えません。",
    en: "This shared use lacks some of the five matters that the Act asks for, and cannot be used yet.",
  },
  "shared-use-not-member": {
    ja: "相手が共同利用者であることが確認できません。",
    en: "The recipient is not shown to be among the users of the shared use.",
  },
  "opt-out-unfiled": {
    ja: "オプトアウトの届出がないため、この方法では提供できません。",
    en: "No opt-out was filed with the Commission, so this way is closed.",
  },
  "special-care-opt-out": {
    ja: "要配慮個人情報は、オプトアウトでは提供できません。",
    en: "Special care-required information never leaves by opt-out.",
  },
  "consent-missing": { ja: "本人の同意が確認できません。", en: "No consent that covers this is known." },
  "statute-unclaimed": {
    ja: "法令に基づく場合であれば提供できますが、その根拠が示されていません。",
    en: "It may be provided where a law asks for it; no such ground was given.",
  },
  "claim-mismatch": {
    ja: "「{route}」としての引渡しとされていますが、この相手には当てはまりません。",
    en: "It is claimed as “{route}”, which this recipient does not offer.",
  },
  "abroad-open": {
    ja: "相手は{country}にあり、同等の保護体制も、外国への提供についての同意も確認できません。",
    en: "The recipient is in {country}; neither equivalent measures nor consent to provision abroad is known.",
  },
  "abroad-safeguarded": {
    ja: "相手（{country}）には、同等の保護体制があります。",
    en: "The recipient ({country}) keeps equivalent measures.",
  },
  "abroad-consented": {
    ja: "外国（{country}）への提供について、必要な説明をしたうえで同意を得ています。",
    en: "The person, duly informed, consented to provision in {country}.",
  },
  "record-exempt": { ja: "提供の記録は要しません。", en: "No record of provision is needed." },
  "related-unstated": {
    ja: "相手が個人データとして取得するかどうかが示されていません。",
    en: "It is not said whether the recipient will acquire it as personal data.",
  },
  "related-unregulated": {
    ja: "2022年4月1日より前は、個人関連情報の提供に定めがありませんでした。",
    en: "Before 1 April 2022 the Act had no rule on providing personal-related information.",
  },
  "related-stays": {
    ja: "相手は個人データとして取得しないため、提供できます。",
    en: "The recipient will not acquire it as personal data.",
  },
  "related-confirmed": { ja: "本人の同意を確認しています。", en: "The person's consent was confirmed." },
  "related-unconfirmed": {
    ja: "相手が個人データとして取得するには、本人の同意の確認が必要です。",
    en: "Before the recipient acquires it as personal data, the person's consent must be confirmed.",
  },
} as const satisfies Record<string, Words>;

export type ReasonCode = keyof typeof REASONS;
