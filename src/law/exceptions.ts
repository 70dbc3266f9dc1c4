import type { Article } from "./citation.ts";

/**
 * The situations in which the Act lets data be handled without the person's consent. One situation appears
 * in 18(3) for use, 20(2) for acquiring special-care data and 27(1) for provision; items differ, so each is listed.
 */
export interface Exception {
  readonly article: Article;
  /** What the exception lifts: the purpose limit, the consent for special care, the consent for provision, the notice. */
  readonly lifts: "purpose" | "special-care" | "provision" | "notice";
  /** Permitted on what is known, the evidence to follow: only the protection of life, body and property. */
  readonly emergency: boolean;
  /** Ends where a person's rights are unjustly infringed: nobody but a human can say so. */
  readonly judgement: boolean;
  /** A duty under a Japanese law or ordinance: no stop reaches it. */
  readonly statute: boolean;
}

function exception(article: Article, lifts: Exception["lifts"], item: string): Exception {
  return {
    article,
    lifts,
    emergency: item === "ii",
    judgement: ["v", "vi", "vii"].includes(item) && article !== "20(2)(vii)",
    statute: item === "i",
  };
}

export const EXCEPTIONS: readonly Exception[] = [
  exception("18(3)(i)", "purpose", "i"),
  exception("18(3)(ii)", "purpose", "ii"),
  exception("18(3)(iii)", "purpose", "iii"),
  exception("18(3)(iv)", "purpose", "iv"),
  exception("18(3)(v)", "purpose", "v"),
  exception("18(3)(vi)", "purpose", "vi"),
  exception("20(2)(i)", "special-care", "i"),
  exception("20(2)(ii)", "special-care", "ii"),
  exception("20(2)(iii)", "special-care", "iii"),
  exception("20(2)(iv)", "special-care", "iv"),
  exception("20(2)(v)", "special-care", "v"),
  exception("20(2)(vi)", "special-care", "vi"),
  exception("20(2)(vii)", "special-care", "vii"),
  exception("20(2)(viii)", "special-care", "viii"),
  exception("21(4)", "notice", ""),
  exception("27(1)(i)", "provision", "i"),
  exception("27(1)(ii)", "provision", "ii"),
  exception("27(1)(iii)", "provision", "iii"),
  exception("27(1)(iv)", "provision", "iv"),
  exception("27(1)(v)", "provision", "v"),
  exception("27(1)(vi)", "provision", "vi"),
  exception("27(1)(vii)", "provision", "vii"),
];

const BY_ARTICLE: ReadonlyMap<string, Exception> = new Map(EXCEPTIONS.map((entry) => [entry.article, entry]));

export function exceptionOf(article: string): Exception | undefined {
  return BY_ARTICLE.get(article);
}
