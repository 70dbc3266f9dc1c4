import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { z } from "zod";
import { type CheckRule, CORE_RULES, check, type PolicySource, type Section, sectionOf } from "../src/policy/index.ts";
import { built, smallPack, sourceOf } from "./marked-pack.ts";
import { describeRules } from "./rule-situations.ts";
import { CONTACT_SITUATIONS } from "./situations/contacts.ts";
import { ITEM_SITUATIONS } from "./situations/items.ts";
import { OPERATOR_SITUATIONS } from "./situations/operators.ts";
import { OPT_OUT_SITUATIONS } from "./situations/opt-out.ts";
import { PUBLICATION_SITUATIONS } from "./situations/publication.ts";
import { PURPOSE_SITUATIONS } from "./situations/purposes.ts";
import { RECIPIENT_SITUATIONS } from "./situations/recipients.ts";
import { REFERENCE_SITUATIONS } from "./situations/references.ts";
import { RETENTION_SITUATIONS } from "./situations/retention.ts";
import { SHARED_USE_SITUATIONS } from "./situations/shared-use.ts";

describeRules("the language", { rules: CORE_RULES }, [
  ...REFERENCE_SITUATIONS,
  ...PUBLICATION_SITUATIONS,
  ...OPERATOR_SITUATIONS,
  ...PURPOSE_SITUATIONS,
  ...ITEM_SITUATIONS,
  ...RETENTION_SITUATIONS,
  ...CONTACT_SITUATIONS,
  ...RECIPIENT_SITUATIONS,
  ...OPT_OUT_SITUATIONS,
  ...SHARED_USE_SITUATIONS,
]);

describe("the linter for policies", () => {
  it("finds nothing in the small pack", () => {
    assert.deepEqual(built(smallPack()).diagnostics, []);
  });

  it("gives what it found in the order of lines, and a room's findings among them", () => {
    const text = smallPack(
      ["en: The Small Shop }", "ko: 가게 }"],
      ["phone], clause: C1", "nothing], clause: C9"],
      ["- { id: purposes, ", "- { id: purposes, mirror: none, "],
    );
    assert.deepEqual(
      check(sourceOf(text)).map(({ line, rule }) => [line, rule]),
      [
        [23, "dangling-reference"],
        [33, "text-missing"],
        [39, "item-without-purpose"],
        [41, "dangling-reference"],
        [41, "unknown-clause"],
      ],
    );
  });
});

describe("a section that a room adds to the language", () => {
  const signs: Section = {
    name: "signs",
    schema: z.record(z.string().regex(/^[a-z]+$/), z.strictObject({ height: z.int().min(1) })),
  };
  const low: CheckRule = {
    id: "low-sign",
    severity: "advice",
    message: { ja: "看板「{sign}」が低すぎます。", en: "The sign “{sign}” hangs too low." },
    *find(source) {
      const { signs: hung } = source.rooms;
      for (const [sign, { height }] of Object.entries(
        z.record(z.string(), z.object({ height: z.number() })).parse(hung ?? {}),
      )) {
        if (height < 2) yield { path: ["signs", sign, "height"], values: { sign } };
      }
    },
  };

  it("is read, and its rule runs with the others and points into it", () => {
    const { program, diagnostics } = built(`${smallPack()}signs:\n  door: { height: 3 }\n  till: { height: 1 }\n`, {
      sections: [signs],
      rules: [low],
    });
    assert.deepEqual(
      diagnostics.map(({ rule, severity, line, column, message }) => [rule, severity, line, column, message.en]),
      [["low-sign", "advice", 48, 11, "The sign “till” hangs too low."]],
    );
    assert.deepEqual(program?.policy.rooms["signs"], { door: { height: 3 }, till: { height: 1 } });
  });

  it("is part of what the fingerprint covers", () => {
    const hung = (height: number): string | undefined =>
      built(`${smallPack()}signs: { door: { height: ${height} } }\n`, { sections: [signs] }).program?.fingerprint;
    assert.ok(hung(3));
    assert.notEqual(hung(3), hung(4));
  });

  it("is held to its schema like any other", () => {
    const { program, diagnostics } = built(
      `${smallPack()}signs: { door: { height: 0 }, Till: { height: 2 }, till: { height: 2, width: 1 } }\n`,
      { sections: [signs] },
    );
    assert.equal(program, undefined);
    assert.deepEqual(
      diagnostics.map(({ rule }) => rule),
      ["too-small", "bad-name", "unknown-key"],
    );
  });

  it("may be left out, and is unknown where no room adds it", () => {
    assert.deepEqual(built(smallPack(), { sections: [signs], rules: [low] }).diagnostics, []);
    assert.deepEqual(
      built(`${smallPack()}signs: {}\n`).diagnostics.map(({ rule }) => rule),
      ["unknown-section"],
    );
  });

  it("is typed once for all rules that read it, and anew in another policy", () => {
    let typed = 0;
    const schema = z.strictObject({ height: z.int() }).transform((sign) => {
      typed += 1;
      return sign;
    });
    const sign: Section<typeof schema> = { name: "sign", schema };
    const heightIn = (source: Pick<PolicySource, "rooms">): number | undefined => sectionOf(source, sign)?.height;
    const [first, second] = [1, 3].map((height) => sourceOf(`${smallPack()}sign: { height: ${height} }\n`, [sign]));
    assert.ok(first && second);
    typed = 0;
    assert.deepEqual([first, second, first, second].map(heightIn), [1, 3, 1, 3]);
    assert.equal(typed, 2);
    assert.equal(heightIn(sourceOf(smallPack(), [sign])), undefined);
  });

  it("is typed by the schema that asks", () => {
    const { rooms } = sourceOf(`${smallPack()}signs: { door: { height: 3 } }\n`, [signs]);
    const bare = {
      name: "signs",
      schema: z.record(
        z.string(),
        z.unknown().transform(() => "a sign"),
      ),
    };
    assert.deepEqual(sectionOf({ rooms }, signs), { door: { height: 3 } });
    assert.deepEqual(sectionOf({ rooms }, bare), { door: "a sign" });
  });

  it("keeps a policy from running where its rule finds an error", () => {
    const strict: CheckRule = { ...low, severity: "error" };
    assert.equal(
      built(`${smallPack()}signs: { till: { height: 1 } }\n`, { sections: [signs], rules: [strict] }).program,
      undefined,
    );
  });
});
