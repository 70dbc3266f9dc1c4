import type { Words } from "../wire/index.ts";
import { GUIDELINES } from "./provisions/guidelines.ts";
import { HANDLING } from "./provisions/handling.ts";
import { OTHER_ACTS } from "./provisions/other-acts.ts";
import { PROCESSED_INFORMATION } from "./provisions/processed.ts";
import { REQUESTS } from "./provisions/requests.ts";
import { RULES } from "./provisions/rules.ts";
import { THIRD_PARTIES } from "./provisions/third-parties.ts";

/** Every provision that a decision or a finding cites. A citation that is not here does not compile. */
export const PROVISIONS = {
  ...HANDLING,
  ...THIRD_PARTIES,
  ...REQUESTS,
  ...PROCESSED_INFORMATION,
  ...RULES,
  ...GUIDELINES,
  ...OTHER_ACTS,
} as const;

/** A citation of the law that this version knows. */
export type Article = keyof typeof PROVISIONS;

export function isArticle(value: string): value is Article {
  return Object.hasOwn(PROVISIONS, value);
}

const ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];

/** Which text a citation with a number names: nothing before it is the Act, `CO` the Cabinet Order, `R` the Rules. */
const TEXTS = {
  "": { ja: "法", en: "APPI Art." },
  CO: { ja: "施行令", en: "APPI Cabinet Order Art." },
  R: { ja: "規則", en: "PPC Rules Art." },
} as const;

const GUIDES: Readonly<Record<string, string>> = {
  General: "通則編",
  Foreign: "外国第三者提供編",
  Processed: "仮名加工情報・匿名加工情報編",
};

/** Other Acts, by the word that stands before the number of the article. */
const ACTS: Readonly<Record<string, Words>> = {
  Telecom: { ja: "電気通信事業法", en: "Telecommunications Business Act" },
};

/** The article as a reader cites it: 「法第27条第1項第2号」 or “APPI Art. 27(1)(ii)”. */
export function citation(article: Article): Words {
  const parts = /^(CO|R)?(\d+)(?:\((\d+)\))?(?:\(([ivx]+)\))?$/.exec(article);
  if (parts === null) {
    const [guide = "", section = ""] = article.split(" ");
    const other = ACTS[guide];
    if (other !== undefined) {
      const [main, ...branches] = section.split("-");
      return { ja: `${other.ja}第${[`${main}条`, ...branches].join("の")}`, en: `${other.en} Art. ${section}` };
    }
    return { ja: `ガイドライン（${GUIDES[guide]}）${section}`, en: `Guidelines (${guide}) ${section}` };
  }
  const [, text, main, paragraph, item] = parts;
  const { ja, en } = TEXTS[text === "CO" || text === "R" ? text : ""];
  const japanese =
    `${ja}第${main}条` +
    (paragraph === undefined ? "" : `第${paragraph}項`) +
    (item === undefined ? "" : `第${ROMAN.indexOf(item) + 1}号`);
  return { ja: japanese, en: `${en} ${text === undefined ? article : article.slice(text.length)}` };
}
