import { randomUUID } from "node:crypto";
import { ACCESS_COOKIE, ACCESS_MIGRATIONS } from "../src/access/index.ts";
import { act, type Command, type Desk } from "../src/act/index.ts";
import { createApp, ROOMS } from "../src/app.ts";
import { type DataKey, makeDataKey } from "../src/database/index.ts";
import { PROVISION_MIGRATIONS, provisionRoom, type Subjects } from "../src/provision/index.ts";
import { type Id, idOf, uuidOf } from "../src/wire/index.ts";
import type { Open } from "./databases.ts";
import { deskOn, type Hands, noted, SYSTEM, WORK_MIGRATIONS } from "./desk.ts";
import { referencePack } from "./reference.ts";
import { testClock } from "./served.ts";

/** A desk with the tables of the room `provision`, and people who are only a data key: the room knows no more of them. */
export interface ProvisionDesk {
  readonly desk: Desk;
  readonly hands: Hands;
  readonly subjects: Subjects;
  readonly person: () => Promise<Id<"person">>;
  /** From then on nobody on record, as after an erasure. */
  readonly erase: (person: Id<"person">) => void;
  readonly run: <Output>(command: Command<Output>) => Promise<Output>;
}

/** Everybody knows of everybody: who may is the matter of the room that keeps people. */
function portsOf(subjects: Subjects): Parameters<typeof provisionRoom>[0] {
  return {
    subjects,
    known: (_desk, _caller, _house, people) =>
      Promise.resolve(new Map(people.map((person) => [person, { linked: [], whole: true }]))),
    seen: () => Promise.resolve(),
  };
}

export async function provisionDesk(open: Open): Promise<ProvisionDesk> {
  const people = new Map<string, DataKey>();
  const subjects: Subjects = (_step, uuids) =>
    Promise.resolve(
      new Map(
        uuids.flatMap((person) => {
          const key = people.get(person);
          return key === undefined ? [] : [[person, { person, key }]];
        }),
      ),
    );
  const { desk, hands } = await deskOn(open, [...WORK_MIGRATIONS, ...ACCESS_MIGRATIONS, ...PROVISION_MIGRATIONS], {
    reactions: provisionRoom(portsOf(subjects)).reactions ?? [],
  });
  const run: ProvisionDesk["run"] = (command) => act(desk, command, { actor: SYSTEM });
  return {
    desk,
    hands,
    subjects,
    run,
    person: async () => {
      const uuid = randomUUID();
      const key = await run({
        name: "test.person",
        input: uuid,
        run: async ({ append, tx, keys }) => {
          await append({ kind: noted, body: { number: 1 } });
          return await makeDataKey(tx, keys, "person");
        },
      });
      people.set(uuid, key);
      return idOf("person", uuid);
    },
    erase: (person) => {
      people.delete(uuidOf("person", person) ?? "");
    },
  };
}

const ACCESS_TOKEN = "whoever-sits-at-the-machine";
/** What a browser sends that opened the address printed at start. */
export const COOKIE = `${ACCESS_COOKIE}=${ACCESS_TOKEN}`;

/** The real app on the reference pack, with records: only who is on record is the desk's. */
export async function servedRecords({
  desk,
  subjects,
}: Pick<ProvisionDesk, "desk" | "subjects">): Promise<ReturnType<typeof createApp>> {
  const { pack } = await referencePack();
  return createApp({
    packs: [pack],
    clock: testClock,
    version: "0.0.0-test",
    door: { desk, accessToken: ACCESS_TOKEN },
    rooms: [...ROOMS.filter(({ name }) => name !== "provision"), provisionRoom(portsOf(subjects))],
  });
}
