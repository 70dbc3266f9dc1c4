import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { expand, missingMatters } from "../src/policy/index.ts";
import { parseInstant } from "../src/wire/index.ts";
import { built, type Edit, findings, smallPack, sourceOf } from "./marked-pack.ts";
import { WITH_RECIPIENT, WITH_SHARED_USE } from "./situations/additions.ts";

describe("opt-out", () => {
  const care: Edit = ["buyers }, ", "buyers }, specialCare: medical-care, "];

  it("of special care is found by item and by kind of people, published and as read", () => {
    const published = smallPack(WITH_RECIPIENT, care, ["[unstated]", "[opt-out]"]);
    assert.match(findings(published, "special-care-opt-out")[0]?.message.ja ?? "", /（お客様）/);
    const asRead = smallPack(
      WITH_RECIPIENT,
      care,
      ["items: [name]\n", "items: [name, allergy]\n"],
      ["route: consent", "route: opt-out"],
    );
    assert.match(findings(asRead, "special-care-opt-out")[0]?.message.en ?? "", /\(allergy, buyers\)/);
  });

  it("of special care is found in a kind that they also are, and in an item of a set", () => {
    const also = smallPack(
      WITH_RECIPIENT,
      ["[unstated]", "[opt-out]"],
      ["buyers }, ", "buyers }, also: [patient], "],
      [
        "\npurposes:",
        "\n  patient: { name: { ja: 患者, en: patients }, items: [], specialCare: medical-care, also: [buyer] }\npurposes:",
      ],
    );
    assert.equal(findings(also, "special-care-opt-out").length, 1);
    const set = smallPack(
      WITH_RECIPIENT,
      ["[unstated]", "[opt-out]"],
      ["items: [name]\n", "items: [all]\n"],
      ["\npeople:", "\nitemSets: { all: { name: { ja: 全部, en: all }, items: [name, allergy] } }\npeople:"],
    );
    assert.equal(findings(set, "special-care-opt-out").length, 1);
  });

  const filing = 'filing: { number: "123", on: 2024-02-01, starts: 2024-03-01 }';
  const published: Edit = ["[unstated] }", `[opt-out], ${filing} }`];
  const said = (text: string): readonly string[] =>
    findings(text, "opt-out-without-filing").map(({ message }) => message.en);

  it("needs one filing, where it is published", () => {
    const read: Edit = ["{ route: consent }", "{ route: opt-out }"];
    assert.deepEqual(said(smallPack(WITH_RECIPIENT, published, read)), []);
    const [nowhere = "", ...more] = said(smallPack(WITH_RECIPIENT, ["[unstated]", "[opt-out]"], read));
    assert.match(nowhere, /at `recipients\.agency\.published\.filing`\. File it/);
    assert.deepEqual(more, []);
  });

  it("says where an opt-out that nobody published lacks its filing", () => {
    const read = smallPack(WITH_RECIPIENT, ["[{ route: consent }]", "[{ route: consent }, { route: opt-out }]"]);
    assert.match(said(read).join(), /at `recipients\.agency\.reading\.routes\[1\]\.filing`\. File it/);
    const filed = smallPack(WITH_RECIPIENT, ["{ route: consent }", `{ route: opt-out, ${filing} }`]);
    assert.deepEqual(said(filed), []);
  });

  it("says that a published opt-out keeps its filing under the reading alone", () => {
    const read = smallPack(
      WITH_RECIPIENT,
      ["[unstated]", "[opt-out]"],
      ["{ route: consent }", `{ route: opt-out, ${filing} }`],
    );
    assert.match(said(read).join(), /at `recipients\.agency\.published\.filing` \(`reading` alone has one: .+move it/);
  });

  it("is provided from the first day of the published filing on, and not before", () => {
    const { program } = built(smallPack(WITH_RECIPIENT, published, ["{ route: consent }", "{ route: opt-out }"]));
    const agency = program?.recipients.get("agency");
    assert.equal(agency?.unfiled, false);
    assert.deepEqual(agency.filings, [
      { on: parseInstant("2024-02-01T00:00:00+09:00"), starts: parseInstant("2024-03-01T00:00:00+09:00") },
    ]);
  });
});

describe("the five matters of shared use", () => {
  const missing = (...edits: Edit[]): string[] =>
    missingMatters(expand(sourceOf(smallPack(WITH_SHARED_USE, ...edits))), "group");

  it("are all there, or each is missed on its own", () => {
    assert.deepEqual(missing(), []);
    assert.deepEqual(missing(["    clause: C2\n    people", "    clause: C9\n    people"]), ["fact"]);
    assert.deepEqual(missing(["    items: [name]\n", ""]), ["items"]);
    assert.deepEqual(missing(["    items: [name]\n", "    items: []\n"]), ["items"]);
    assert.deepEqual(missing(["    users: { text: { ja: 商店街の店, en: the shops of the arcade } }\n", ""]), [
      "users",
    ]);
    assert.deepEqual(missing(["    purposes: [buyer.sale]\n", ""]), ["purposes"]);
    assert.deepEqual(missing(["    responsible: shop\n", ""]), ["responsible"]);
  });

  it("miss who is responsible where its address or its representative is not said", () => {
    assert.deepEqual(missing(["    address: { ja: 東京都, en: Tokyo }\n", ""]), ["responsible"]);
    assert.deepEqual(
      missing(["    representative: { name: { ja: 店主, en: The Owner }, title: { ja: 代表, en: Owner } }\n", ""]),
      ["responsible"],
    );
    assert.deepEqual(missing(["    responsible: shop", "    responsible: none"]), ["responsible"]);
  });

  it("are all missing of a shared use that is not there", () => {
    assert.deepEqual(missingMatters(expand(sourceOf(smallPack())), "none"), [
      "fact",
      "items",
      "users",
      "purposes",
      "responsible",
    ]);
  });

  it("are named together in the finding", () => {
    const [found] = findings(
      smallPack(WITH_SHARED_USE, ["    items: [name]\n", ""], ["    purposes: [buyer.sale]\n", ""]),
      "shared-use-matters",
    );
    assert.match(found?.message.en ?? "", /lacks the items shared, the users' purposes\./);
    assert.match(found?.message.ja ?? "", /に、共同利用する項目・利用する者の利用目的がありません/);
  });
});
