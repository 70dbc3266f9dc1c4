import assert from "node:assert/strict";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import { z } from "zod";
import { EXTENSION } from "../src/app.ts";
import { runCommand } from "../src/cli.ts";
import { loadPack, readPolicyFiles } from "../src/packs/index.ts";
import { build, type Diagnostic, type Part, type Policy, type PolicySource, parse } from "../src/policy/index.ts";
import { createIdFactory } from "../src/wire/index.ts";
import { REFERENCE_FOLDER, referencePack } from "./reference.ts";
import { testClock } from "./served.ts";

const FOLDER = join(REFERENCE_FOLDER, "proposed");
const VERSION = "2027-04-01";

/** The days by which the proposal is judged: while it is read, and when it would come into force. */
const DAYS = ["2026-11-22", VERSION] as const;

/** What honesty leaves open: a promise kept though it goes beyond the Act, pages that nobody has seen, an address that nobody knows. */
const REMAINING = [
  "operator-matters G5",
  "promise-beyond-law B4b",
  "shared-use-external-list U2",
  ...["C4", "G1", "G2", "G3", "G6", "G7a", "G7b"].map((clause) => `linked-policy-without-copy ${clause}`),
  ...["G1", "G2", "G3", "G6", "G7a", "G7b"].map((clause) => `purposes-not-loaded ${clause}`),
].sort();

/** Clauses of the published version that are no more: parts by which open ends were split off. */
const GONE = ["A2.1b.d", "C7.6.e", "D10.a", "D10.b", "E5.a", "E5.b", "I5.a", "I5.b", "J2.a", "J2.b", "U2.d"];

type Words = Readonly<Record<string, string>>;

/** What the sections of rooms say here, as far as clauses say it too. */
const bothSchema = z.object({ ja: z.string(), en: z.string() });
const roomsSchema = z.object({
  calls: z.object({ settings: z.object({ retention: z.string() }) }),
  requests: z.object({ settings: z.object({ term: z.string() }) }),
  safeguards: z.object({
    countries: z.record(z.string(), z.object({ clause: z.string(), regime: bothSchema })),
    incidents: z.object({ within: z.string() }),
  }),
  cookies: z.object({
    transmissions: z.record(
      z.string(),
      z.object({
        clause: z.string(),
        recipient: bothSchema,
        sends: bothSchema,
        policy: z.string(),
        optOut: z.string(),
      }),
    ),
  }),
});

/** A case as `yakusoku cases --json` reports it. */
const reportSchema = z.object({
  cases: z.array(
    z.object({
      clause: z.string(),
      name: bothSchema,
      expect: z.string(),
      passed: z.boolean(),
      missing: z.array(z.string()),
    }),
  ),
  diagnostics: z.array(z.unknown()),
});

function parts(of: readonly Part[]): Part[] {
  return of.flatMap((part) => [part, ...parts(part.parts ?? [])]);
}

function isWords(value: object): value is Words {
  return Object.values(value).every((one) => typeof one === "string") && ("ja" in value || "en" in value);
}

/** Every map of languages below a value, with the path to it. */
function texts(value: unknown, path: string): { path: string; words: Words }[] {
  if (typeof value !== "object" || value === null) return [];
  if (isWords(value)) return [{ path, words: value }];
  return Object.entries(value).flatMap(([key, child]) => texts(child, `${path}/${key}`));
}

const NUMBERS: Readonly<Record<string, string>> = {
  "1": "one",
  "2": "two",
  "3": "three",
  "5": "five",
  "6": "six",
  "10": "ten",
};
const UNITS: Readonly<Record<string, readonly [ja: string, en: string]>> = {
  Y: ["年", "year"],
  M: ["か月", "month"],
  D: ["日", "day"],
};

/** How a clause writes a period of one unit. In English the unit may stand with an earlier number: “five years, … ten”. */
function inWords(period: string): { readonly ja: RegExp; readonly en: RegExp } {
  const [, count = "", letter = ""] = /^P(\d+)([YMD])$/.exec(period) ?? [];
  const [ja, en] = UNITS[letter] ?? ["–", "–"];
  return {
    ja: new RegExp(`(?<!\\d)${count}${ja}`),
    en: new RegExp(`(?=[^]*\\b${en}s?\\b)[^]*\\b(?:${count}|${NUMBERS[count] ?? "–"})\\b`, "i"),
  };
}

describe("the proposed version of the reference pack", () => {
  let source: PolicySource;
  let policy: Policy;
  let rooms: z.output<typeof roomsSchema>;
  let published: readonly Diagnostic[];
  const findings = new Map<string, readonly Diagnostic[]>();

  before(async () => {
    const files = await readPolicyFiles(join(FOLDER, VERSION));
    const parsed = parse(files, EXTENSION.sections);
    assert.ok(parsed.source, JSON.stringify(parsed.diagnostics));
    source = parsed.source;
    rooms = roomsSchema.parse(source.rooms);
    for (const on of DAYS) {
      const { program, diagnostics } = build(files, { ...EXTENSION, on });
      assert.ok(program, JSON.stringify(diagnostics.filter(({ severity }) => severity === "error")));
      policy = program.policy;
      findings.set(on, diagnostics);
    }
    const old = await readPolicyFiles(join(REFERENCE_FOLDER, "2023-05-01"));
    published = build(old, { ...EXTENSION, on: DAYS[0] }).diagnostics;
  });

  function words(clause: string): { ja: string; en: string } {
    const text = policy.promises[clause]?.text;
    return { ja: text?.["ja"] ?? "", en: text?.["en"] ?? "" };
  }

  for (const on of DAYS) {
    it(`as of ${on} has no fault and nothing against the Act or its own promises, and exactly what honesty leaves open`, () => {
      const found = findings.get(on) ?? [];
      assert.deepEqual(new Set(found.map(({ severity }) => severity)), new Set(["advice"]));
      assert.deepEqual(found.map(({ rule, clause }) => `${rule} ${clause ?? "–"}`).sort(), REMAINING);
    });

    it(`as of ${on} leaves nothing of what the published version has against the Act`, () => {
      const against = new Set(published.filter(({ severity }) => severity === "law").map(({ rule }) => rule));
      assert.ok(against.size > 10);
      assert.deepEqual(
        (findings.get(on) ?? []).filter(({ rule }) => against.has(rule)),
        [],
      );
    });
  }

  it("says in both languages that it is a proposal that nobody adopted, and not the company's", () => {
    assert.match(
      source.policy.about?.["en"] ?? "",
      /proposal of this project.+neither written nor adopted.+1 May 2023.+not the company's own page/,
    );
    assert.match(
      source.policy.about?.["ja"] ?? "",
      /このプロジェクトの提案.+書いたものでも、採用したものでもありません.+2023年5月1日.+同社のページではありません/,
    );
    assert.match(source.policy.title["en"] ?? "", /proposed/);
    assert.match(source.policy.title["ja"] ?? "", /提案/);
  });

  it("is no version of the pack as served", async () => {
    const { pack } = await referencePack();
    assert.ok(pack.versions.length > 0);
    assert.deepEqual(
      pack.versions.filter(({ version }) => version === VERSION),
      [],
    );
  });

  it("says everything in Japanese and in English", () => {
    const said = texts({ ...source, place: undefined }, "");
    assert.ok(said.length > 400);
    for (const { path, words: both } of said) {
      const { "ja-simple": easy, ...rest } = both;
      assert.deepEqual(Object.keys(rest).sort(), ["en", "ja"], path);
      if (easy !== undefined) assert.match(easy, /^[^～\n]+$/, path);
      assert.match(both["ja"] ?? "", /\S/, path);
      assert.match(both["en"] ?? "", /\S/, path);
      assert.ok(!/[ぁ-んァ-ヶ一-龠]/.test(both["en"] ?? ""), `${path} en`);
    }
  });

  it("says its short texts in easy Japanese: one thing a sentence, politely, without double negation", () => {
    const said = texts({ ...source, place: undefined }, "").flatMap(({ path, words: all }) =>
      all["ja-simple"] === undefined ? [] : [{ path, easy: all["ja-simple"] }],
    );
    assert.ok(said.length > 300);
    for (const { path, easy } of said) {
      // The reading of a hard word, in brackets behind it, makes no sentence longer.
      for (const sentence of easy
        .replace(/（[^）]*）/g, "")
        .split("。")
        .slice(0, -1))
        assert.ok(sentence.length <= 100, `${path}: ${sentence.length} letters before the full stop`);
      assert.doesNotMatch(
        easy,
        /なければなりません|ないわけではありません|令和|もしくは|及び|又は|(?:である|だった|(?<!ま)した|する)。$/,
        path,
      );
    }
    const easyOf = (text: Words | undefined): boolean => text?.["ja-simple"] !== undefined;
    for (const [kind, { name }] of Object.entries(source.people)) assert.ok(easyOf(name), kind);
    for (const [item, { name }] of Object.entries(source.items)) assert.ok(easyOf(name), item);
    for (const [id, { title }] of Object.entries(source.promises)) {
      // Names of companies are names.
      if (!/^G[1235]$/.test(id)) assert.ok(easyOf(title), id);
    }
    for (const { id, heading } of parts(source.document.parts)) assert.ok(easyOf(heading), id);
    for (const [id, contact] of Object.entries(source.contacts)) assert.ok(easyOf(contact.for), id);
    for (const id of ["R8", "R9", "M1"]) assert.ok(easyOf(source.promises[id]?.text), id);
  });

  describe("its clauses", () => {
    it("stand in the document each exactly once", () => {
      const set = parts(source.document.parts).flatMap(({ clauses }) => clauses ?? []);
      assert.deepEqual([...set].sort(), Object.keys(source.promises).sort());
    });

    it("keep their names: of the published ones only the open ends are gone", async () => {
      const { versions } = await loadPack(REFERENCE_FOLDER, EXTENSION);
      const old = versions.find(({ program }) => program?.version === "2023-05-01")?.program?.policy.promises ?? {};
      const gone = Object.keys(old).filter((clause) => !Object.hasOwn(policy.promises, clause));
      assert.deepEqual(gone.sort(), [...GONE, "G5.A2.1b.d"].sort());
    });
  });

  it("provides nothing by opt-out, rests on nothing open, and publishes of every recipient the ground it is read by", () => {
    for (const [id, { published: said, reading }] of Object.entries(policy.recipients)) {
      const read = reading.routes.map(({ route }) => route);
      assert.deepEqual([...said.routes], read, id);
      assert.ok(read.length > 0 && !read.includes("opt-out") && !read.includes("review"), id);
    }
    for (const [id, { catchAll }] of Object.entries(policy.purposes)) assert.notEqual(catchAll, true, id);
  });

  describe("what runs is what is published", () => {
    it("in how long data is kept", () => {
      for (const [kind, { period, clause }] of Object.entries(source.settings.retention)) {
        const { ja, en } = inWords(period);
        assert.ok(clause !== undefined, kind);
        assert.match(words(clause).ja, ja, kind);
        assert.match(words(clause).en, en, kind);
      }
      for (const [record, { period }] of Object.entries(source.settings.records ?? {})) {
        assert.match(words("H3").ja, inWords(period).ja, record);
        assert.match(words("H3").en, inWords(period).en, record);
      }
      const recordings = inWords(rooms.calls.settings.retention);
      for (const clause of ["H2", "T1"]) {
        assert.match(words(clause).ja, recordings.ja, clause);
        assert.match(words(clause).en, recordings.en, clause);
      }
    });

    it("in within what time requests and leaks are answered", () => {
      const term = inWords(rooms.requests.settings.term);
      assert.match(words("R9").ja, term.ja);
      assert.match(words("R9").en, term.en);
      assert.equal(rooms.safeguards.incidents.within, "P1D");
      assert.match(words("X8").ja, /翌日まで/);
      assert.match(words("X8").en, /by the next day/);
    });

    it("in what leaves a reader's device: who receives it, what, by which policy, and where it is stopped", () => {
      const transmissions = Object.entries(rooms.cookies.transmissions);
      assert.ok(transmissions.length > 0);
      for (const [id, { clause, recipient, sends, policy: theirs, optOut }] of transmissions) {
        const { ja, en } = words(clause);
        for (const said of [recipient.ja, sends.ja, theirs, optOut]) assert.ok(ja.includes(said), id);
        for (const said of [recipient.en, sends.en, theirs, optOut]) assert.ok(en.includes(said), id);
      }
    });

    it("in the law of the countries where data is handled", () => {
      const countries = Object.entries(rooms.safeguards.countries);
      assert.deepEqual(
        new Set(countries.map(([country]) => country)),
        new Set(Object.values(policy.operators).flatMap(({ country }) => (country === "JP" ? [] : [country]))),
      );
      for (const [country, { clause, regime }] of countries) {
        assert.deepEqual(policy.promises[clause]?.text, regime, country);
      }
    });

    it("in who takes part in shared use: companies by name, and no branch", () => {
      const members = new Set(
        Object.values(policy.sharedUses).flatMap(({ users }) => users?.members?.map(({ operator }) => operator) ?? []),
      );
      assert.equal(members.size, 7);
      for (const member of members) {
        const { kind, name } = policy.operators[member] ?? {};
        assert.equal(kind, "company", member);
        const japanese = /（(LEOPALACE [A-Z ]+)）|^(Leoplex21 [^（]+)/.exec(name?.["ja"] ?? "");
        assert.ok(words("U1").ja.includes(japanese?.[1] ?? japanese?.[2] ?? name?.["ja"] ?? "–"), member);
        assert.ok(words("U1").en.includes(name?.["en"] ?? "–"), member);
      }
    });
  });

  it("has decision cases that hold, each about a clause of its own", async () => {
    const { pack } = await loadPack(FOLDER, EXTENSION);
    assert.deepEqual(
      pack.versions.map(({ version }) => version),
      [VERSION],
    );
    let out = "";
    const code = await runCommand(
      ["cases", FOLDER, "--json"],
      {
        clock: testClock,
        ids: createIdFactory(testClock),
        out: (written) => void (out += written),
        err: (written) => void (out += written),
        stdin: () => Promise.resolve(""),
        environment: { LANG: "en_US.UTF-8" },
        defaultPack: REFERENCE_FOLDER,
      },
      "0.0.0-test",
    );
    const { cases, diagnostics } = reportSchema.parse(JSON.parse(out));
    assert.deepEqual(diagnostics, []);
    assert.deepEqual(
      cases.filter(({ passed }) => !passed).map(({ name, missing }) => `${name.en}: ${missing.join("; ")}`),
      [],
    );
    assert.equal(code, 0);
    assert.ok(cases.length >= 40);
    for (const outcome of ["permit", "deny"]) assert.ok(cases.filter(({ expect }) => expect === outcome).length > 20);
    assert.deepEqual(
      cases.map(({ clause }) => clause).filter((clause) => !Object.hasOwn(policy.promises, clause)),
      [],
    );
  });
});
