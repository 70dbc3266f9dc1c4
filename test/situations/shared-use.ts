import { type Edit, smallPack } from "../marked-pack.ts";
import type { RuleSituation } from "../rule-situations.ts";
import { WITH_SHARED_USE, WITH_SISTER } from "./additions.ts";

function members(...operators: readonly string[]): Edit {
  const listed = operators.map((operator) => `{ operator: ${operator}, from: 2024-01-01 }`).join(", ");
  return ["shops of the arcade } }", `shops of the arcade }, members: [${listed}] }`];
}

export const SHARED_USE_SITUATIONS: readonly RuleSituation[] = [
  {
    rule: "shared-use-matters",
    severity: "law",
    article: "27(5)(iii)",
    clause: "C2",
    en: /“the arcade” lacks the items shared, who is responsible/,
    ja: /「商店街」に、共同利用する項目・責任を有する者/,
    fires: smallPack(
      WITH_SHARED_USE,
      ["  group:", "  ▸group:"],
      ["    items: [name]\n", ""],
      ["    responsible: shop\n", ""],
    ),
    silent: smallPack(WITH_SHARED_USE),
  },
  {
    rule: "shared-use-external-list",
    severity: "advice",
    article: "27(5)(iii)",
    clause: "C2",
    en: /“the arcade” stands on a list kept elsewhere/,
    ja: /共同利用「商店街」の範囲は、別のところにある一覧で決まります/,
    fires: smallPack(WITH_SHARED_USE, [
      "shops of the arcade } }",
      "shops of the arcade }, ▸list: { ja: 掲示板, en: the notice board } }",
    ]),
    silent: smallPack(WITH_SHARED_USE, [
      "shops of the arcade } }",
      `shops of the arcade }, list: { ja: 掲示板, en: the notice board }, snapshot: { taken: 2024-01-31, sha256: "${"0".repeat(64)}" } }`,
    ]),
  },
  {
    rule: "shared-use-without-members",
    severity: "advice",
    article: "27(5)(iii)",
    clause: "C2",
    en: /“the arcade” is told in words alone/,
    ja: /共同利用「商店街」の範囲は文で述べられているだけ/,
    fires: smallPack(WITH_SHARED_USE, ["    users:", "    ▸users:"]),
    silent: smallPack(WITH_SHARED_USE, members("shop")),
  },
  {
    rule: "shared-use-responsible-not-a-user",
    severity: "law",
    article: "27(5)(iii)",
    clause: "C2",
    en: /The Small Shop, responsible for shared use “the arcade”, is not among its users/,
    ja: /責任を有する者（小さな店）が、利用者に入っていません/,
    fires: smallPack(WITH_SISTER, WITH_SHARED_USE, members("sister"), ["    responsible:", "    ▸responsible:"]),
    silent: smallPack(WITH_SISTER, WITH_SHARED_USE, members("sister", "shop")),
  },
  {
    rule: "shared-use-branch-member",
    severity: "advice",
    article: "27(5)(iii)",
    clause: "C2",
    en: /lists branches of a company that is a user itself \(The Sister Shop\)/,
    ja: /同じ法人の支店（姉妹店）/,
    fires: smallPack(
      WITH_SISTER,
      ["kind: company, country: JP }", "kind: branch, of: shop, country: JP }"],
      WITH_SHARED_USE,
      members("shop", "sister"),
      ["    users:", "    ▸users:"],
    ),
    silent: smallPack(WITH_SISTER, WITH_SHARED_USE, members("shop", "sister")),
  },
  {
    rule: "shared-use-foreign-member",
    severity: "law",
    article: "28(1)",
    clause: "C2",
    en: /companies abroad \(The Sister Shop\)/,
    ja: /外国の会社（姉妹店）が入っています/,
    fires: smallPack(
      WITH_SISTER,
      ["kind: company, country: JP }", "kind: company, country: KR }"],
      WITH_SHARED_USE,
      members("shop", "sister"),
      ["    users:", "    ▸users:"],
    ),
    silent: smallPack(
      WITH_SISTER,
      ["kind: company, country: JP }", "kind: company, country: KR }"],
      WITH_SHARED_USE,
      members("shop", "sister"),
      [
        "    responsible:",
        "    abroad: { basis: equivalent-measures, text: { ja: 共通の規程, en: common rules } }\n    responsible:",
      ],
    ),
  },
  {
    rule: "special-care-shared",
    severity: "advice",
    article: "27(5)(iii)",
    clause: "C2",
    en: /“the arcade” takes in special care-required information \(allergy\)/,
    ja: /共同利用「商店街」は要配慮個人情報（アレルギー）を含みます/,
    fires: smallPack(
      WITH_SHARED_USE,
      ["  group:", "  ▸group:"],
      ["    items: [name]\n", "    items: [name, allergy]\n"],
    ),
    silent: smallPack(WITH_SHARED_USE),
  },
];
