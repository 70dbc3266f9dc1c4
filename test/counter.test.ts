import assert from "node:assert/strict";
import { before, test } from "node:test";
import { sql } from "kysely";
import { z } from "zod";
import { onEachDatabase } from "./databases.ts";
import { type Kept, keptApp } from "./kept.ts";

const COUNTER = "/en/records/counter";
const AGENCY = "サンプル信用情報";
/** What shows a consent. */
const FORM = { words: { version: "leopalace21 2023-05-01", hash: "sha256:0" }, evidence: "A-1", giver: "本人" };
type Field = readonly [string, string];

onEachDatabase("the counter", (open, kind) => {
  let kept: Kept;
  let counted = 0;
  before(async () => {
    kept = await keptApp(open);
    const party = { kind: "company", name: AGENCY, address: "東京都千代田区1-1", representative: "見本 太郎" };
    assert.equal((await kept.ask("POST", "/v1/parties", party)).status, 201);
  });

  const ids = z.object({ ids: z.array(z.string()) });
  /** Somebody new, by a name of their own; what they are found by is given back. */
  const somebody = async (more: object = {}): Promise<{ person: string; number: string; name: string }> => {
    counted += 1;
    const [number, name] = [
      `C${kind}${String(counted).padStart(6, "0")}`,
      `山田 ${"花桜梅桃菊蘭藤萩葵椿桐楓椎柿栗杏柚"[counted % 17] ?? ""}子`,
    ];
    const person = {
      identifiers: [
        { kind: "customer-number", value: number, operator: "lp21" },
        { kind: "name", value: name, keep: true },
      ],
      roles: [{ operator: "lp21", kind: "customer" }],
      ...more,
    };
    const response = await kept.ask("POST", "/v1/people", { people: [person] });
    assert.equal(response.status, 201, await response.clone().text());
    const [id = ""] = ids.parse(await response.json()).ids;
    return { person: id, number, name };
  };
  const fact = async (person: string, one: object, details: object = FORM): Promise<void> => {
    const at = kept.hands.now.toString({ smallestUnit: "millisecond" });
    const response = await kept.ask("POST", `/v1/people/${person}/facts`, { facts: [{ at, ...one }], details });
    assert.equal(response.status, 201, await response.clone().text());
    later();
  };
  const later = (): void => {
    kept.hands.now = kept.hands.now.add({ minutes: 1 });
  };
  const see = async (path: string): Promise<string> => {
    const response = await kept.see(path);
    assert.equal(response.status, 200, `${path}: ${await response.clone().text()}`);
    return await response.text();
  };
  const draftOf = (person: string, more: Readonly<Record<string, string>> = {}): Field[] =>
    Object.entries({ person, operator: "lp21", kind: "customer", ...more });
  const PROVIDE = { act: "provide", purpose: "customer.credit-inquiry", to: "class:credit-agency" };
  const decide = async (fields: readonly Field[]): Promise<string> => {
    const response = await kept.send(`${COUNTER}/decisions`, fields);
    assert.equal(response.status, 303, await response.clone().text());
    return response.headers.get("Location") ?? "";
  };
  const provide = async (person: string, more: readonly Field[] = []): Promise<string> =>
    await decide([...draftOf(person, PROVIDE), ["items", "name"], ["party", AGENCY], ...more]);
  const provisions = async (person: string): Promise<number> => {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from provision where person_id = ${person.slice(4)}`.execute(
      kept.door.desk.database.kysely,
    );
    return rows[0]?.count ?? -1;
  };
  const consent = { kind: "consent", operators: ["lp21"], purposes: [PROVIDE.purpose], recipients: ["credit-agency"] };

  test("is reached from the page of what is kept, and by nobody without access", async () => {
    assert.match(await see("/en/records"), /href="\/en\/records\/counter"/);
    const stranger = await kept.app.request(COUNTER);
    assert.deepEqual([stranger.status, stranger.headers.get("Location")], [303, "/en/access"]);
    const person = await somebody();
    const key = await kept.token("people:read");
    const sent = await kept.app.request(`${COUNTER}/decisions`, {
      method: "POST",
      headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(draftOf(person.person, PROVIDE).map(([name, value]) => [name, value])).toString(),
    });
    assert.equal(sent.status, 403);
  });

  test("a person is found by what they say, and no address names what was typed", async () => {
    const { person, number, name } = await somebody();
    for (const value of [number, name, name.replace(" ", "　")]) {
      const response = await kept.send(COUNTER, [["value", value]]);
      assert.equal(response.status, 303);
      const location = response.headers.get("Location") ?? "";
      assert.ok(location.includes(person), location);
      assert.ok(!decodeURIComponent(location).includes(value), location);
      const page = await see(location);
      assert.ok(page.includes(name) && page.includes(`person=${person}&amp;operator=lp21&amp;kind=customer`), page);
    }
    const nobody = await kept.send(COUNTER, [["value", "C99999999"]]);
    assert.match(await see(nobody.headers.get("Location") ?? ""), /Nobody was found/);
    const empty = await kept.send(COUNTER, [["value", " "]]);
    assert.equal(empty.status, 422);
    assert.match(await empty.text(), /Enter something to search for/);
  });

  test("each step asks for what is missing, and offers what the policy publishes for this operator and kind", async () => {
    const { person } = await somebody();
    const at = (more: Readonly<Record<string, string>>): string =>
      `${COUNTER}?${new URLSearchParams(draftOf(person, more).map(([name, value]) => [name, value])).toString()}`;
    // The only role on record is taken without asking.
    const what = await see(`${COUNTER}?person=${person}`);
    assert.match(what, /name="operator" value="lp21"/);
    assert.match(what, /value="customer\.direct-mail"/);
    assert.doesNotMatch(what, /value="employee\./);
    assert.match(await see(at({ from: "what" })), /Choose what is to be done[\s\S]*Choose a purpose/);
    const narrowed = await see(at({ from: "narrow", narrow: "C2.a" }));
    assert.ok(narrowed.length < what.length, "fewer purposes");
    const to = await see(at({ act: "provide", purpose: PROVIDE.purpose }));
    assert.match(to, /<optgroup label="Recipients for this purpose"><option value="class:credit-agency"/);
    const details = await see(at(PROVIDE));
    assert.match(details, /<input type="checkbox"[^>]*value="name" checked/);
    assert.ok(details.includes(`<option>${AGENCY}</option>`), "known parties are suggested");
    const missing = await kept.send(`${COUNTER}/decisions`, draftOf(person, PROVIDE));
    assert.equal(missing.status, 422);
    assert.match(await missing.text(), /Choose at least one item[\s\S]*Enter the name of the recipient/);
  });

  test("who has no role on record, or two, is handled as what the clerk says", async () => {
    const { person } = await somebody({ roles: [] });
    assert.match(await see(`${COUNTER}?person=${person}`), /As whose, and as what/);
    const two = await somebody({
      roles: [
        { operator: "lp21", kind: "customer" },
        { operator: "lp21", kind: "guarantor" },
      ],
    });
    const found = await kept.send(COUNTER, [["value", two.number]]);
    const page = await see(found.headers.get("Location") ?? "");
    assert.match(page, /kind=customer[\s\S]*kind=guarantor/);
    assert.match(
      await see(await decide([...draftOf(person, { act: "use", purpose: "customer.inquiries" }), ["items", "name"]])),
      /Yes/,
    );
  });

  test("a denial says what would help, with the way there; recorded there, the same form asks anew", async () => {
    const { person } = await somebody();
    const first = await provide(person, [["key", "one form"]]);
    const denied = await see(first);
    assert.match(denied, /No, not as things stand/);
    const [, help = ""] = /href="([^"]*\/record\/consent[^"]*)"/.exec(denied) ?? [];
    const form = await see(help.replaceAll("&amp;", "&"));
    assert.match(form, /value="customer\.credit-inquiry" selected/);
    assert.match(form, /value="credit-agency" selected/);
    later();
    await fact(person, consent);
    const second = await provide(person, [["key", "one form"]]);
    assert.notEqual(second, first, "what was recorded since makes it another question");
    assert.match(await see(second), /Record the hand-over/);
    assert.match(await see(first), /No, not as things stand/, "the first answer stays as it was");
  });

  test("pressed twice it is decided once; a permit is handed over once and stands on the person's page", async () => {
    const { person, name } = await somebody();
    await fact(person, consent);
    const key: Field = ["key", "pressed twice"];
    const [one, two] = await Promise.all([provide(person, [key]), provide(person, [key])]);
    assert.equal(one, two);
    assert.notEqual(await provide(person, [["key", "another form"]]), one);

    const handOver = `${one}/hand-over`;
    const without = await kept.send(handOver, []);
    assert.equal(without.status, 422);
    assert.match(await without.text(), /Choose how it was handed over/);
    assert.equal(await provisions(person), 0);
    const answers = await Promise.all([
      kept.send(handOver, [["channel", "paper"]]),
      kept.send(handOver, [["channel", "spoken"]]),
    ]);
    for (const answer of answers)
      assert.deepEqual([answer.status, answer.headers.get("Location")], [303, `${one}#recorded`]);
    later();
    assert.equal((await kept.send(handOver, [["channel", "paper"]])).status, 303);
    assert.equal(await provisions(person), 1);
    const recorded = await see(one);
    assert.match(recorded, /The hand-over is on record/);
    assert.ok(recorded.includes(AGENCY));
    assert.match(recorded, /through \d+ Nov 2029/);
    assert.doesNotMatch(recorded, /Record the hand-over/);

    const page = await see(`/en/records/people/${person}`);
    assert.match(page, /Handed over/);
    assert.equal(page.match(/Asked before use/g)?.length, 2 + 2, "two decisions, each with its heading and its link");
    assert.ok(page.includes(`href="${one}"`));
    const listed = await kept.ask("GET", `/v1/people/${person}/provisions`);
    if (listed.status === 200) assert.ok((await listed.text()).includes(one.split("/").at(-1) ?? "?"));
    assert.ok(name !== "");
  });

  test("a name typed for a recipient stands in no address, and one not on record cannot be recorded from here", async () => {
    const { person } = await somebody();
    await fact(person, { ...consent, party: "鈴木 一郎" });
    const response = await kept.send(`${COUNTER}/decisions`, [
      ...draftOf(person, PROVIDE),
      ["items", "name"],
      ["party", "鈴木 一郎"],
    ]);
    const location = response.headers.get("Location") ?? "";
    assert.match(location, /\/counter\/dec_[0-9a-f-]+$/);
    const page = await see(location);
    assert.match(page, /is not on record, so that the hand-over cannot be recorded from here/);
    assert.equal((await kept.send(`${location}/hand-over`, [["channel", "paper"]])).status, 303);
    assert.equal(await provisions(person), 0);
  });

  test("of somebody who is protected it says what must not be said, and to whom, at every step", async () => {
    const { person, number } = await somebody();
    await fact(person, { kind: "protection", closes: ["existence", "agents"] }, { reason: "申出" });
    const found = await kept.send(COUNTER, [["value", number]]);
    assert.match(await see(found.headers.get("Location") ?? ""), /class="tag">Protected/);
    const warning = /do not even say whether there is a record/;
    assert.match(await see(`${COUNTER}?person=${person}`), warning);
    const disclose = { act: "disclose", purpose: "law.own-request" };
    const fields = [...draftOf(person, disclose), ["items", "name"] as const];
    assert.equal((await kept.send(`${COUNTER}/decisions`, fields)).status, 422, "who asks?");
    const answer = await see(await decide([...fields, ["asker", "representative"]]));
    assert.match(answer, warning);
    assert.match(answer, /to the person only/);
    assert.doesNotMatch(answer, /mark permit/);
  });

  test("an inquiry under a law is handed over with what shows it and who let it happen", async () => {
    const { person } = await somebody();
    const police = { kind: "public-body", name: `見本警察署${kind}` };
    assert.equal((await kept.ask("POST", "/v1/parties", police)).status, 201);
    const answer = await decide([
      ...draftOf(person, { act: "provide", purpose: "law.outside-policy", to: "other" }),
      ["items", "name"],
      ["party", police.name],
      ["exception", "27(1)(i)"],
      ["evidence", "照会書 12-345"],
    ]);
    const page = await see(answer);
    assert.match(page, /mark permit/, page);
    assert.match(page, /value="照会書 12-345"/);
    const unapproved = await kept.send(`${answer}/hand-over`, [
      ["channel", "paper"],
      ["evidence", "照会書 12-345"],
    ]);
    assert.equal(unapproved.status, 422);
    const fields: Field[] = [
      ["channel", "paper"],
      ["evidence", "照会書 12-345"],
      ["approver", "店長 佐藤"],
    ];
    assert.equal((await kept.send(`${answer}/hand-over`, fields)).status, 303);
    assert.match(await see(answer), /No record needed by/);
  });

  test("a company of the group goes onto the record with its first hand-over", async () => {
    const { person } = await somebody();
    const shared = { act: "provide", purpose: "shared.introduction", to: "operator:azu" };
    const answer = await decide([...draftOf(person, shared), ["items", "name"]]);
    assert.match(await see(answer), /mark permit/);
    for (let time = 0; time < 2; time += 1) {
      assert.equal((await kept.send(`${answer}/hand-over`, [["channel", "electronic"]])).status, 303);
    }
    assert.match(await see(answer), /No record needed by[\s\S]*27\(5\)\(iii\)/);
    assert.equal(await provisions(person), 1);
  });

  test("an answer of somebody who was erased can no longer be opened", async () => {
    const { person } = await somebody();
    const answer = await provide(person);
    assert.ok((await kept.ask("DELETE", `/v1/people/${person}`)).status < 300);
    assert.match(await see(answer), /can no longer be opened/);
    assert.equal((await kept.see(`${COUNTER}?person=${person}`)).status, 404);
    assert.equal((await kept.see(`${COUNTER}/dec_00000000-0000-7000-8000-000000000000`)).status, 404);
  });
});
