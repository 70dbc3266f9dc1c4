import { isDesignated } from "../../law/index.ts";
import type { Abroad } from "../schema.ts";
import { type Ask, ask, EDITORIAL, type Verdict, verdict } from "./change.ts";
import { type Comparison, saysTheSame } from "./comparison.ts";
import { type FieldRule, values } from "./entries.ts";

/*
 * Data that goes to a third party in a foreign country: article 28.
 */

const CONSENT = ask(
  "consent",
  "28(1)",
  "外国にある第三者への提供を認める旨の同意を、必要な情報を示したうえで得てください。",
  "Obtain consent to provision to a third party in a foreign country, after telling what article 28(2) asks for.",
);

/** Whether article 28 looks at a country: not Japan, and not one that counts as equal to it. */
export function isForeign({ at }: Comparison, country: string | undefined): boolean {
  return country !== undefined && country !== "JP" && !isDesignated(country, at);
}

/** What is asked for before data goes to a country on a basis, or on none. */
export function abroadAsks(comparison: Comparison, country: string | undefined, abroad: Abroad | undefined): Ask[] {
  if (abroad === undefined) return isForeign(comparison, country) ? [CONSENT] : [];
  switch (abroad.basis) {
    case "consent":
      return [CONSENT];
    case "equivalent-measures":
      return [
        ask(
          "publish",
          "28(3)",
          "相当措置の継続的な実施を確保し、本人の求めに応じて情報を提供してください。",
          "See that equivalent measures go on being taken, and inform the people who ask.",
        ),
      ];
    case "designated-country":
      return [
        ask(
          "publish",
          "28(1)",
          "同等の水準にある国かどうかを確かめ、公表してください。",
          "Make sure that the country counts as equal to Japan, and publish it.",
        ),
      ];
  }
}

/** The basis of article 28 and its words, of a recipient or of a shared use. */
export function abroadRule<Entry extends object>(): FieldRule<Entry, Abroad | undefined> {
  return {
    name: { ja: "外国への提供", en: "abroad" },
    tell: ({ comparison, after, was, is }) => {
      const country = "country" in after && typeof after.country === "string" ? after.country : undefined;
      if (was === undefined || is === undefined) {
        const asks = abroadAsks(comparison, country, is);
        return [{ says: values(was, is), verdict: asks.length > 0 ? verdict(...asks) : GONE }];
      }
      return [
        ...(was.basis === is.basis
          ? []
          : [
              {
                path: ["basis"],
                says: values(was.basis, is.basis),
                verdict: verdict(...abroadAsks(comparison, country, is)),
              },
            ]),
        ...(was.text === is.text ? [] : [{ path: ["text"], verdict: textVerdict(comparison, was, is) }]),
      ];
    },
  };
}

const GONE = verdict(
  ask(
    "publish",
    "28(1)",
    "根拠がなくなりました。外国にある第三者へは、その旨の同意がなければ提供できません。",
    "No basis is left: nothing goes to a third party in a foreign country without consent to exactly that.",
  ),
);

function textVerdict(comparison: Comparison, was: Abroad, is: Abroad): Verdict {
  if (saysTheSame(comparison, was.text, is.text)) return EDITORIAL;
  return verdict(
    ask(
      "publish",
      "28(2)",
      "変更後の文言を公表し、次に同意を得るときは変更後の情報を示してください。",
      "Publish the new words, and inform by them whoever is asked for consent from now on.",
    ),
  );
}
