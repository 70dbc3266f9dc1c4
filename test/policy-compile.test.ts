import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import {
  actBit,
  build,
  compile,
  expand,
  isIn,
  kindsOf,
  legalPerson,
  type Pack,
  type Policy,
  type Program,
  PURPOSE_ACTS,
  purposeText,
  versionAt,
} from "../src/policy/index.ts";
import { midnightInJapan } from "../src/wire/index.ts";
import { built, type Edit, file, smallPack, sourceOf } from "./marked-pack.ts";

/** A second shop that says again, of its members, what the first says of its buyers: all of C1, and nothing of C2. */
const TWIN: Edit = [
  "\npurposes:",
  `
  member: { name: { ja: 会員, en: members }, items: [name] }
  visitor: { name: { ja: 来店者, en: visitors }, items: [name] }
itemSets:
  reach: { name: { ja: 連絡先, en: contact details }, items: [name, phone] }
mirrors:
  twin:
    clause: C3
    from: shop
    to: twin
    people: { buyer: member }
    clauses: [C1]
    because: { ja: 同じ, en: the same }
recipients:
  carrier:
    name: { ja: 配送会社, en: a carrier }
    clause: C1.a
    operators: [shop]
    people: [buyer, visitor]
    items: [reach]
    purposes: [buyer.sale, buyer.news, buyer.delivery]
    published: { routes: [unstated], text: { ja: 運ぶ, en: carry } }
    reading: { routes: [{ route: entrustment }], because: { ja: 委託, en: entrusted } }
  bank:
    name: { ja: 銀行, en: a bank }
    clause: C2
    operators: [shop]
    people: [buyer]
    items: [name]
    purposes: [buyer.delivery]
    published: { routes: [unstated] }
    reading: { routes: [{ route: consent }], because: { ja: 同意, en: consent } }
purposes:
  buyer.news: { operators: [shop], people: [buyer, visitor], items: [reach, allergy, name], clause: C1.a, acts: [contact], stoppable: direct-mail, catchAll: true, text: { ja: '{operator}の案内', en: 'News of {operator}' } }
  buyer.delivery: { operators: [shop], people: [buyer], items: [reach], clause: C2 }
  visitor.count: { operators: [shop], people: [visitor], items: [name], clause: C1.b }
  twin.own: { operators: [twin], people: [member], items: [name], clause: C1 }`,
];
const SHOPS: Edit = [
  "\npeople:",
  "\n  twin: { name: { ja: 双子の店, en: The Twin Shop }, kind: company, country: JP }\n  stall: { name: { ja: 屋台, en: The Stall }, kind: branch, of: shop, country: KR }\npeople:",
];
const PROMISES: Edit = [
  "  C1: { text: { ja: 販売, en: Selling } }",
  `  C1: { text: { ja: '{operator}の販売', en: 'Selling by {operator}' } }
  C1.a: { title: { ja: 案内, en: News }, text: { ja: 案内, en: News } }
  C1.b: { text: { ja: 数える, en: Counting } }
  C10: { text: { ja: '{operator}の別の約束', en: 'Another by {operator}' } }
  C3: { text: { ja: '{operator}も同じ', en: 'The same for others, says {operator}' } }
  C3.own: { aspiration: { ja: 姿勢, en: an attitude } }`,
];
const MIRRORED = smallPack(SHOPS, TWIN, PROMISES);

function programOf(text: string): Program {
  const { program, diagnostics } = built(text);
  assert.ok(program, JSON.stringify(diagnostics.map(({ line, message }) => [line, message.en])));
  return program;
}

describe("a policy written out", () => {
  const source = sourceOf(MIRRORED);
  const policy = expand(source);

  it("has items where it had item sets: each once, in the order in which they are named", () => {
    assert.deepEqual(policy.purposes["buyer.news"]?.items, ["name", "phone", "allergy"]);
    assert.deepEqual(policy.purposes["buyer.delivery"]?.items, ["name", "phone"]);
    assert.deepEqual(policy.recipients["carrier"]?.items, ["name", "phone"]);
    const people = expand(
      sourceOf(smallPack(SHOPS, TWIN, PROMISES, ["members }, items: [name]", "members }, items: [phone, reach]"])),
    ).people;
    assert.deepEqual(people["member"]?.items, ["phone", "name"]);
    assert.ok(!("itemSets" in policy));
  });

  it("leaves an item that is not declared as it is: the linter speaks of it", () => {
    const { purposes } = expand(
      sourceOf(smallPack(["people: [buyer], items: [name, phone]", "people: [buyer], items: [none]"])),
    );
    assert.deepEqual(purposes["buyer.sale"]?.items, ["none"]);
  });

  describe("by a mirror", () => {
    it("has a purpose of the other operator for each covered one of its people, under ids and clauses of the mirror", () => {
      const made = Object.keys(policy.purposes).filter((id) => !(id in source.purposes));
      assert.deepEqual(made, ["twin.buyer.news", "twin.buyer.sale"]);
      assert.deepEqual(policy.purposes["twin.buyer.news"], {
        ...policy.purposes["buyer.news"],
        operators: ["twin"],
        people: ["member"],
        clause: "C3.C1.a",
        text: { ja: "双子の店の案内", en: "News of The Twin Shop" },
      });
      assert.deepEqual(policy.purposes["twin.buyer.sale"]?.clause, "C3.C1");
    });

    it("has a recipient for each covered one, for the purposes that were made", () => {
      const made = Object.keys(policy.recipients).filter((id) => !(id in source.recipients));
      assert.deepEqual(made, ["twin.carrier"]);
      assert.deepEqual(policy.recipients["twin.carrier"], {
        ...policy.recipients["carrier"],
        operators: ["twin"],
        people: ["member"],
        purposes: ["twin.buyer.sale", "twin.buyer.news"],
        clause: "C3.C1.a",
      });
    });

    it("has a promise for each covered one, in their order, and knows which it made", () => {
      const made = Object.keys(policy.promises).filter((clause) => !(clause in source.promises));
      assert.deepEqual(made, ["C3.C1", "C3.C1.a", "C3.C1.b"]);
      assert.deepEqual(policy.mirrored, { twin: made });
      assert.deepEqual(policy.promises["C3.C1.a"], policy.promises["C1.a"]);
    });

    it("names on each side the operator that promises", () => {
      assert.deepEqual(policy.promises["C1"]?.text, { ja: "小さな店の販売", en: "Selling by The Small Shop" });
      assert.deepEqual(policy.promises["C3.C1"]?.text, { ja: "双子の店の販売", en: "Selling by The Twin Shop" });
      assert.deepEqual(policy.purposes["buyer.news"]?.text, { ja: "小さな店の案内", en: "News of The Small Shop" });
      assert.equal(
        policy.promises["C10"]?.text?.["en"],
        "Another by The Small Shop",
        "what no mirror covers, the publisher promises",
      );
      assert.equal(policy.promises["C3"]?.text?.["en"], "The same for others, says The Small Shop");
    });

    it("touches nothing else", () => {
      const { purposes, recipients, promises, people, mirrored: _made, ...rest } = policy;
      const {
        purposes: _p,
        recipients: _r,
        promises: _c,
        people: _k,
        itemSets: _i,
        mirrors: _m,
        place: _place,
        ...untouched
      } = source;
      assert.deepEqual(rest, untouched);
      assert.deepEqual(Object.keys(people), Object.keys(source.people));
      for (const [id, recipient] of Object.entries(source.recipients)) {
        assert.deepEqual({ ...recipients[id], items: 0 }, { ...recipient, items: 0 });
      }
      for (const [id, purpose] of Object.entries(source.purposes)) {
        assert.deepEqual({ ...purposes[id], items: 0, text: 0 }, { ...purpose, items: 0, text: 0 });
      }
      assert.deepEqual(promises["C2"], source.promises["C2"]);
    });

    it("does not take what only begins alike: C10 is not under C1", () => {
      assert.ok(!("C3.C10" in policy.promises));
    });

    it("leaves what the pack says itself: a promise, a purpose, a recipient of the same name", () => {
      const own = expand(
        sourceOf(
          smallPack(
            SHOPS,
            TWIN,
            PROMISES,
            ["  C3.own:", "  C3.C1.a: { text: { ja: 自分の, en: Its own } }\n  C3.own:"],
            [
              "  twin.own:",
              "  twin.buyer.sale: { operators: [twin], people: [member], items: [name], clause: C3.own }\n  twin.own:",
            ],
            [
              "  bank:",
              "  twin.carrier:\n    name: { ja: 自社便, en: its own van }\n    clause: C3.own\n    operators: [twin]\n    people: [member]\n    items: [name]\n    purposes: [twin.own]\n    published: { routes: [unstated] }\n    reading: { routes: [], because: { ja: 自社, en: its own } }\n  bank:",
            ],
          ),
        ),
      );
      assert.equal(own.promises["C3.C1.a"]?.text?.["en"], "Its own");
      assert.equal(own.purposes["twin.buyer.sale"]?.clause, "C3.own");
      assert.equal(own.recipients["twin.carrier"]?.clause, "C3.own");
      assert.deepEqual(own.mirrored["twin"], ["C3.C1", "C3.C1.a", "C3.C1.b"]);
    });

    it("does not change what it was made from", () => {
      const fresh = sourceOf(MIRRORED);
      assert.deepEqual(fresh.purposes, source.purposes);
      assert.deepEqual(fresh.promises, source.promises);
    });

    it("passes the linter: the document may set out what the mirror makes", () => {
      const set = smallPack(SHOPS, TWIN, PROMISES, ["clauses: [C1, C2]", "clauses: [C1, C2, C3.C1.a], mirror: twin"]);
      assert.deepEqual(
        built(set).diagnostics.filter(({ severity }) => severity === "error"),
        [],
      );
    });
  });
});

describe("the words of a purpose", () => {
  const policy = expand(sourceOf(MIRRORED));

  it("are its own, else those of its clause, else its name", () => {
    assert.equal(purposeText(policy, "buyer.news")["en"], "News of The Small Shop");
    assert.equal(purposeText(policy, "buyer.delivery")["en"], "Delivery");
    assert.deepEqual(purposeText(policy, "none"), { en: "none", ja: "none" });
  });
});

describe("kinds of people that others also are", () => {
  const people = (also: Readonly<Record<string, readonly string[]>>): Pick<Policy, "people"> => ({
    people: Object.fromEntries(
      Object.entries(also).map(([id, kinds]) => [id, { name: {}, items: [], also: [...kinds] }]),
    ),
  });

  it("are gathered from kind to kind, the kind itself first", () => {
    const policy = people({ a: ["b", "c"], b: ["d"], c: [], d: ["e"], e: [] });
    assert.deepEqual(kindsOf(policy, "a"), ["a", "b", "d", "e", "c"]);
    assert.deepEqual(kindsOf(policy, "e"), ["e"]);
  });

  it("end where a circle began", () => {
    const policy = people({ a: ["b"], b: ["c"], c: ["a", "c"] });
    assert.deepEqual(kindsOf(policy, "a"), ["a", "b", "c"]);
    assert.deepEqual(kindsOf(policy, "b"), ["b", "c", "a"]);
  });

  it("are what they are called, though nothing declares them", () => {
    assert.deepEqual(kindsOf(people({ a: ["none"] }), "a"), ["a", "none"]);
  });

  it("hand on their special care in the program, in a circle too", () => {
    const circle = smallPack(
      ["buyers }, ", "buyers }, also: [patient], "],
      [
        "\npurposes:",
        "\n  patient: { name: { ja: 患者, en: patients }, items: [], specialCare: medical-care, also: [buyer] }\n  other: { name: { ja: 他, en: others }, items: [] }\npurposes:",
      ],
    );
    const { kinds } = programOf(circle);
    const said = (id: string) => [kinds.get(id)?.kinds, kinds.get(id)?.bits.length, kinds.get(id)?.specialCare];
    assert.deepEqual(said("buyer"), [new Set(["buyer", "patient"]), 2, true]);
    assert.deepEqual(said("other"), [new Set(["other"]), 1, false]);
  });
});

describe("a program", () => {
  const program = programOf(MIRRORED);

  /** The words whose numbers are in the scope of a purpose. */
  function scopeWords(purpose: string) {
    const { scope = new Uint32Array() } = program.purposes.get(purpose) ?? {};
    const among = (words: ReadonlyMap<string, { readonly bit: number }>): string[] =>
      [...words].filter(([, { bit }]) => isIn(scope, bit)).map(([id]) => id);
    return {
      acts: PURPOSE_ACTS.filter((act) => isIn(scope, actBit(act))),
      operators: among(program.operators),
      people: [...program.kinds].filter(([, { bits }]) => isIn(scope, bits[0] ?? -1)).map(([id]) => id),
      items: among(program.items),
    };
  }

  it("knows its pack and version, and is in force from midnight in Japan", () => {
    assert.deepEqual([program.pack, program.version], ["small", "2024-01-01"]);
    assert.equal(program.inForceFrom, Temporal.Instant.from("2023-12-31T15:00:00Z").epochMilliseconds);
  });

  it("has for each purpose what it authorises; unless it says so, everything but disclosing", () => {
    assert.deepEqual(scopeWords("buyer.sale").acts, ["acquire", "use", "contact", "retain"]);
    assert.deepEqual(scopeWords("twin.buyer.news"), {
      acts: ["contact"],
      operators: ["twin"],
      people: ["member"],
      items: ["name", "phone", "allergy"],
    });
    const { scope: _scope, ...news } = program.purposes.get("twin.buyer.news") ?? { scope: undefined };
    assert.deepEqual(news, {
      id: "twin.buyer.news",
      index: [...program.purposes.keys()].indexOf("twin.buyer.news"),
      clause: "C3.C1.a",
      catchAll: true,
      directMail: true,
    });
    assert.deepEqual(
      [program.purposes.get("buyer.sale")?.catchAll, program.purposes.get("buyer.sale")?.directMail],
      [false, false],
    );
  });

  it("has for each recipient the routes of the reading, not those published", () => {
    const carrier = program.recipients.get("twin.carrier");
    assert.deepEqual(carrier?.routes, new Set(["entrustment"]));
    assert.deepEqual(
      [carrier?.country, carrier?.purposes],
      [undefined, new Set(["twin.buyer.sale", "twin.buyer.news"])],
    );
  });

  it("takes a branch and its company for one legal person, and nobody else", () => {
    assert.deepEqual(
      [...program.operators].map(([id, { legalPerson: company }]) => [id, company]),
      [
        ["shop", "shop"],
        ["twin", "twin"],
        ["stall", "shop"],
      ],
    );
    assert.equal(legalPerson(program.policy, "none"), "none");
    const company = programOf(
      smallPack(SHOPS, TWIN, PROMISES, ["kind: company, country: JP }", "kind: company, of: shop, country: JP }"]),
    );
    assert.equal(company.operators.get("twin")?.legalPerson, "twin", "a company stays its own, whatever it belongs to");
  });

  it("knows which clause makes a commitment, and which are not made", () => {
    const { commitments } = programOf(
      smallPack(["\npeople:", "\ncommitments: { purpose-limit: { clause: C1 } }\npeople:"]),
    );
    assert.deepEqual(commitments, new Map([["purpose-limit", "C1"]]));
  });

  it("gives members of a shared use from midnight to midnight in Japan, without end where none is said", () => {
    const use: Edit = [
      "\npromises:",
      `
sharedUses:
  group:
    name: { ja: 共同, en: together }
    clause: C2
    people: [buyer]
    items: [reach]
    purposes: [buyer.sale]
    users: { text: { ja: 皆, en: all }, list: { ja: 一覧, en: a list }, members: [{ operator: shop, from: 2024-01-01, to: 2025-01-01 }, { operator: twin, from: 2024-04-01 }] }
    responsible: shop
promises:`,
    ];
    assert.deepEqual(programOf(smallPack(SHOPS, TWIN, PROMISES, use)).sharedUses, [
      {
        id: "group",
        clause: "C2",
        people: new Set(["buyer"]),
        items: new Set(["name", "phone"]),
        purposes: new Set(["buyer.sale"]),
        members: [
          {
            operator: "shop",
            from: midnightInJapan("2024-01-01").epochMilliseconds,
            to: midnightInJapan("2025-01-01").epochMilliseconds,
          },
          { operator: "twin", from: midnightInJapan("2024-04-01").epochMilliseconds, to: Number.POSITIVE_INFINITY },
        ],
        openList: true,
        complete: true,
      },
    ]);
    const incomplete = programOf(
      smallPack(SHOPS, TWIN, PROMISES, use, ["    responsible: shop\n", ""], [", list: { ja: 一覧, en: a list }", ""]),
    );
    assert.deepEqual(
      incomplete.sharedUses.map(({ complete, openList }) => [complete, openList]),
      [[false, false]],
    );
  });
});

describe("the fingerprint of a version", () => {
  const print = (...edits: Edit[]): string => programOf(smallPack(...edits)).fingerprint;

  it("changes with a word of the text, a setting, and a promise", () => {
    const prints = [
      print(),
      print(["en: Selling", "en: selling"]),
      print(["emergencyEvidenceHours: 24", "emergencyEvidenceHours: 25"]),
      print(["C2: { text", "C2: { aspiration"]),
      print(["title: { ja: 小さな店の約束", "title: { ja: 小さな店の 約束"]),
    ];
    assert.equal(new Set(prints).size, prints.length);
    for (const one of prints) assert.match(one, /^sha256:[0-9a-f]{64}$/);
  });

  it("does not change with comments, quotes, empty lines or the name of the file", () => {
    const written = smallPack(["country: JP", "country: 'JP'   # Japan"], ["\nitems:", "\n\n\nitems:"]);
    assert.equal(programOf(written).fingerprint, print());
    assert.equal(build([file(smallPack(), "other.yaml")]).program?.fingerprint, print());
  });
});

describe("the version in force", () => {
  const at = (date: string, more = 0): number => midnightInJapan(date).epochMilliseconds + more;
  const version = (date: string): Program =>
    compile(
      sourceOf(
        smallPack(['version: "2024-01-01"', `version: "${date}"`], ["inForceFrom: 2024-01-01", `inForceFrom: ${date}`]),
      ),
    );
  const pack: Pack = { id: "small", versions: [version("2023-05-01"), version("2024-01-01"), version("2026-04-01")] };
  const found = (instant: number): string | undefined => versionAt(pack, instant)?.version;

  it("is none before the first", () => {
    assert.equal(found(at("2023-05-01", -1)), undefined);
    assert.equal(found(Number.NEGATIVE_INFINITY), undefined);
    assert.equal(versionAt({ id: "empty", versions: [] }, at("2026-01-01")), undefined);
  });

  it("turns at midnight in Japan", () => {
    assert.deepEqual([found(at("2023-05-01")), found(at("2024-01-01", -1))], ["2023-05-01", "2023-05-01"]);
    assert.deepEqual([found(at("2024-01-01")), found(at("2026-04-01", -1))], ["2024-01-01", "2024-01-01"]);
    assert.deepEqual([found(at("2026-04-01")), found(at("2099-01-01"))], ["2026-04-01", "2026-04-01"]);
  });

  it("is the latest of those that have begun, at any instant", () => {
    fc.assert(
      fc.property(fc.integer({ min: at("2023-01-01"), max: at("2027-01-01") }), (instant) => {
        const begun = pack.versions.filter(({ inForceFrom }) => inForceFrom <= instant).map((one) => one.version);
        assert.equal(found(instant), begun.sort().at(-1));
      }),
      { numRuns: 300, seed: 20261122 },
    );
  });
});
