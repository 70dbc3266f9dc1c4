import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { onEachDatabase } from "../../test/databases.ts";
import { deskOn, type Hands, SYSTEM, WORK_MIGRATIONS } from "../../test/desk.ts";
import { act, type Command, type Desk } from "../act/index.ts";
import { findPeople, loadPeople, PEOPLE_MIGRATIONS, recordFacts, recordPeople, subjectOf } from "./index.ts";

const MIGRATIONS = [...WORK_MIGRATIONS, ...PEOPLE_MIGRATIONS];
const around = { actor: SYSTEM };

onEachDatabase("people", (open) => {
  let desk: Desk;
  let hands: Hands;
  before(async () => {
    ({ desk, hands } = await deskOn(open, MIGRATIONS));
  });
  const doing = <Output>(command: Command<Output>) => act(desk, command, around);

  test("the same person is found under different spellings, a similar name only as similar", async () => {
    const { ids } = await doing(
      recordPeople({
        people: [
          {
            identifiers: [
              { kind: "name", value: "髙橋 一郎" },
              { kind: "email", value: "Ichiro.Takahashi@EXAMPLE.jp" },
              { kind: "phone", value: "03-1234-5678" },
            ],
            roles: [{ operator: "shop", kind: "buyer" }],
          },
        ],
      }),
    );
    const [person] = ids;
    assert.deepEqual(await findPeople(desk, { kind: "phone", value: "+81 3 1234 5678" }), [{ person, match: "exact" }]);
    assert.deepEqual(await findPeople(desk, { kind: "name", value: "髙橋　一郎" }), [{ person, match: "exact" }]);
    assert.deepEqual(await findPeople(desk, { kind: "name", value: "高橋一郎" }), [{ person, match: "similar" }]);
    assert.ok(person !== undefined);
    assert.match((await subjectOf(desk, person)).person, /^[0-9a-f-]{36}$/);
    await doing(
      recordFacts({
        entries: [{ person, facts: [{ kind: "objection", at: "2026-01-01T00:00:00Z", to: "direct-mail" }] }],
      }),
    );
    const loaded = (await loadPeople(desk, ids)).get(person);
    assert.equal(loaded?.facts[0]?.fact.kind, "objection");
    assert.equal(loaded?.roles[0]?.kind, "buyer");
  });
  void hands;
});
void describe;
