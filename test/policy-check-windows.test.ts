import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Edit, findings, marks, smallPack } from "./marked-pack.ts";
import { WITH_MIRROR, WITH_SHARED_USE, WITH_SISTER } from "./situations/additions.ts";

const GUEST: Edit = [
  "\npurposes:",
  "\n  guest: { name: { ja: 宿泊客, en: guests }, items: [name] }\npurposes:\n  guest.stay: { operators: [shop], people: [guest], items: [name], clause: C1 }",
];
const FOR_BUYERS: Edit = ["phone: 03-1234-5678 }", "phone: 03-1234-5678, people: [buyer] }"];
const DESK = "  desk: { name: { ja: 受付, en: the desk }, for: { ja: ご質問, en: questions }";

describe("a window", () => {
  it("that names nobody is everybody's who has no other, as published", () => {
    const open: Edit = ["contacts:\n", `contacts:\n${DESK}, email: desk@shop.example }\n`];
    assert.equal(findings(smallPack(GUEST, FOR_BUYERS), "window-missing").length, 1);
    assert.deepEqual(findings(smallPack(GUEST, FOR_BUYERS, open), "window-missing"), []);
  });

  it("to which only the office sends people does not count as published, and the finding names it", () => {
    const ours: Edit = ["people: [buyer] }", "people: [buyer], default: { ja: 決めました, en: We decided } }"];
    const [alone] = findings(smallPack(GUEST, FOR_BUYERS), "window-missing");
    assert.doesNotMatch(alone?.message.en ?? "", /The office sends/);
    const [sent] = findings(smallPack(GUEST, FOR_BUYERS, ours), "window-missing");
    assert.match(sent?.message.en ?? "", /The office sends them to “the till”/);
  });

  it("is not missed for people of whom no purpose speaks: those lack more than a window", () => {
    const nobody: Edit = [
      "\npurposes:",
      "\n  visitor: { name: { ja: 来店者, en: visitors }, items: [name] }\npurposes:",
    ];
    assert.deepEqual(findings(smallPack(nobody, FOR_BUYERS), "window-missing"), []);
    assert.equal(findings(smallPack(nobody, FOR_BUYERS), "people-without-purposes").length, 1);
  });

  it("cannot be reached where neither it nor another one of the same people says how", () => {
    const silent: Edit = [", phone: 03-1234-5678 }", ", people: [buyer] }"];
    const other = (people: string): Edit => ["contacts:\n", `contacts:\n${DESK}, phone: 03-9999-9999${people} }\n`];
    assert.equal(findings(smallPack(silent), "window-unreachable").length, 1);
    assert.equal(findings(smallPack(GUEST, silent, other(", people: [guest]")), "window-unreachable").length, 1);
    assert.deepEqual(findings(smallPack(silent, other(", people: [buyer]")), "window-unreachable"), []);
    assert.deepEqual(findings(smallPack(silent, other("")), "window-unreachable"), []);
  });
});

describe("a linked policy", () => {
  const linked = (more: string): string =>
    `${smallPack()}linkedPolicies: { carrier: { name: { ja: 運送, en: carrier }, clause: C2, snapshot: { taken: 2024-02-29, sha256: "${"a".repeat(64)}" }${more} } }\n`;

  it("is old on the day after it was due, by default after twelve months", () => {
    for (const [more, due, late] of [
      ["", "2025-02-28", "2025-03-01"],
      [", watchEvery: P1M", "2024-03-29", "2024-03-30"],
      [", watchEvery: P1Y6M", "2025-08-29", "2025-08-30"],
    ] as const) {
      assert.deepEqual(findings(linked(more), "linked-policy-copy-old", due), [], due);
      assert.equal(findings(linked(more), "linked-policy-copy-old", late).length, 1, late);
    }
  });
});

describe("who takes part in shared use", () => {
  const withMembers = (text: string): Edit => [
    "shops of the arcade } }",
    `shops of the arcade }, members: [${text}] }`,
  ];
  const abroad: Edit = ["kind: company, country: JP }", "kind: company, country: US-GU }"];

  it("is judged as of the day: who has left, or is yet to come, takes no data abroad", () => {
    const pack = smallPack(
      WITH_SISTER,
      abroad,
      WITH_SHARED_USE,
      withMembers("{ operator: shop, from: 2024-01-01 }, { operator: sister, from: 2025-01-01, to: 2026-01-01 }"),
    );
    for (const [on, count] of [
      ["2024-12-31", 0],
      ["2025-01-01", 1],
      ["2025-12-31", 1],
      ["2026-01-01", 0],
    ] as const) {
      assert.equal(findings(pack, "shared-use-foreign-member", on).length, count, on);
    }
  });

  it("goes by the country of the company, not of its branch", () => {
    const branch: Edit = ["kind: company, country: JP }", "kind: branch, of: shop, country: KR }"];
    const both = withMembers("{ operator: shop, from: 2024-01-01 }, { operator: sister, from: 2024-01-01 }");
    assert.deepEqual(findings(smallPack(WITH_SISTER, branch, WITH_SHARED_USE, both), "shared-use-foreign-member"), []);
    const designated: Edit = ["kind: company, country: JP }", "kind: company, country: DE }"];
    assert.deepEqual(
      findings(smallPack(WITH_SISTER, designated, WITH_SHARED_USE, both), "shared-use-foreign-member"),
      [],
    );
  });

  it("has one responsible that is a user, by itself or by its company", () => {
    const branch: Edit = ["kind: company, country: JP }", "kind: branch, of: shop, country: KR }"];
    const only = withMembers("{ operator: sister, from: 2024-01-01 }");
    assert.deepEqual(
      findings(smallPack(WITH_SISTER, branch, WITH_SHARED_USE, only), "shared-use-responsible-not-a-user"),
      [],
    );
  });
});

describe("what a mirror makes", () => {
  it("is published where the document sets the mirror out, or its clauses one by one", () => {
    const text = smallPack(WITH_MIRROR, ["  twin:", "  ▸twin:"]);
    assert.deepEqual(
      findings(text, "clause-unpublished").map(({ line, column }) => ({ line, column })),
      marks(text),
    );
    for (const edit of [
      ["contacts: [till]", "contacts: [till], mirror: twin"],
      ["contacts: [till]", "contacts: [till], clauses: [C2.C1]"],
    ] as const) {
      assert.deepEqual(findings(smallPack(WITH_MIRROR, edit), "clause-unpublished"), []);
    }
  });

  it("is held to the Act like the original, and found in the mirror", () => {
    const recipient = `
recipients:
  agency:
    name: { ja: 調査会社, en: an agency }
    clause: C1
    operators: [shop]
    people: [buyer]
    items: [name]
    purposes: [buyer.sale]
    published: { routes: [opt-out] }
    reading: { routes: [{ route: consent }], because: { ja: 理由, en: why } }
`;
    const text = smallPack(
      WITH_SISTER,
      WITH_MIRROR,
      [
        "\npurposes:",
        "\n  patient: { name: { ja: 患者, en: patients }, items: [], specialCare: medical-care }\npurposes:",
      ],
      ["people: { buyer: buyer }", "people: { buyer: patient }"],
      ["\nmirrors:\n  twin:", `${recipient}mirrors:\n  ▸twin:`],
    );
    assert.deepEqual(
      findings(text, "special-care-opt-out").map(({ line, column }) => ({ line, column })),
      marks(text),
    );
  });
});
