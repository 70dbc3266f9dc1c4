import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { NOW } from "../../test/served.ts";
import { referencePack } from "../../test/reference.ts";
import { policyWords } from "../people/index.ts";
import { dealer } from "./decks.ts";
import { lifeMaker } from "./lives.ts";
import { emailOf, MOST_PEOPLE, phoneOf } from "./places.ts";
import { batchesOf } from "./record.ts";

const { pack } = await referencePack();
const program = pack.versions.at(-1);
assert.ok(program !== undefined);
const { policy } = program;
const UNTIL = NOW.epochMilliseconds;
const WINDOW = { from: UNTIL - 30 * 86_400_000, to: UNTIL };

function lives(seed: number, from: number, count: number) {
  const lifeOf = lifeMaker(seed, policy);
  return Array.from({ length: count }, (_, one) => lifeOf(from + one, WINDOW));
}

const digest = (value: unknown): string => createHash("sha256").update(JSON.stringify(value)).digest("hex");

test("the same seed gives the same people, whoever was made before them; another seed gives others", () => {
  assert.equal(digest(lives(7, 0, 600)), digest(lives(7, 0, 600)));
  assert.equal(digest(lives(7, 0, 600).slice(350)), digest(lives(7, 350, 250)));
  assert.notEqual(digest(lives(7, 0, 50)), digest(lives(8, 0, 50)));
});

test("any whole deck has every kind of person of the policy", () => {
  const cardOf = dealer(3);
  for (const deck of [0, 1, 9]) {
    const kinds = Array.from({ length: 200 }, (_, one) => cardOf(deck * 200 + one).kind);
    assert.deepEqual(new Set(kinds), new Set(Object.keys(policy.people)));
  }
});

test("nobody can be reached: numbers that no line has, each another one, and mail by the name kept for examples", () => {
  const phones = Array.from({ length: 50_000 }, (_, one) => phoneOf(one));
  assert.equal(new Set(phones).size, phones.length);
  assert.equal(new Set([phoneOf(0), phoneOf(MOST_PEOPLE - 1), phoneOf(MOST_PEOPLE / 2)]).size, 3);
  for (const phone of phones) assert.match(phone, /^(?:0[36]-1\d{3}|0\d\d-1\d{2})-\d{4}$/);
  assert.match(emailOf(0), /@example\.jp$/);
});

test("what is said and handed over speaks the words of the policy, and lies between coming and being recorded", () => {
  const words = policyWords([pack]);
  const known = (kind: keyof typeof words, given: readonly string[] | undefined): void => {
    for (const word of given ?? []) assert.ok(words[kind].has(word), `${kind}: ${word}`);
  };
  for (const { handovers, arrivals, told, later } of lives(5, 0, 400)) {
    for (const one of [...handovers, ...arrivals]) {
      known("operators", [one.operator]);
      known("items", one.items);
      const at = Temporal.Instant.from(one.at).epochMilliseconds;
      assert.ok(at >= WINDOW.from && at <= WINDOW.to, one.at);
    }
    for (const one of handovers) known("recipients", one.class === undefined ? [] : [one.class]);
    for (const fact of [...told, ...later].flatMap(({ facts }) => facts)) {
      if ("purposes" in fact) known("purposes", fact.purposes);
      if ("recipients" in fact) known("recipients", fact.recipients);
      if ("items" in fact) known("items", fact.items);
    }
  }
});

test("a consent that a provision rests on is one to that class of recipients", () => {
  for (const { handovers, told } of lives(5, 0, 400))
    for (const one of handovers) {
      if (one.consent === undefined) continue;
      const [fact] = told[one.consent]?.facts ?? [];
      assert.equal(fact?.kind, "consent");
      if (one.class !== undefined && fact?.kind === "consent") assert.deepEqual(fact.recipients, [one.class]);
    }
});

test("whose number one is twice has the name, the kana and the birth date of the one before", () => {
  const all = lives(11, 0, 1_000);
  const twice = all.flatMap((life, place) => (life.sameAsBefore ? [place] : []));
  assert.ok(twice.length > 0);
  const named = (place: number): readonly string[] =>
    (all[place]?.person.identifiers ?? []).flatMap(({ kind, value }) =>
      kind === "name" || kind === "kana" ? [value] : [],
    );
  for (const place of twice) assert.deepEqual(named(place), named(place - 1));
});

test("two years are cut into windows that follow each other and hold everybody", () => {
  for (const people of [1, 30, 200, 2_000, 100_000]) {
    const batches = batchesOf(people, 0, 63_072_000_000);
    assert.equal(
      batches.reduce((sum, one) => sum + one.people, 0),
      people,
    );
    assert.ok(batches.every((one) => one.people > 0 && one.people <= 500));
    assert.equal(batches[0]?.from, 0);
    for (const [place, one] of batches.entries()) assert.equal(batches[place + 1]?.from ?? 63_072_000_000, one.to);
  }
});
