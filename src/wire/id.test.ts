import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Clock, createIdFactory, type IdKind, idOf, midnightInJapan, systemClock, uuidOf } from "./index.ts";

const NOON = Temporal.Instant.from("2026-11-22T12:00:00+09:00");
const PREFIXES: Readonly<Record<IdKind, string>> = {
  decision: "dec_",
  request: "req_",
  event: "evt_",
  person: "per_",
  fact: "fct_",
  identifier: "idn_",
  role: "rol_",
  representative: "rep_",
  party: "pty_",
  provision: "prv_",
  receipt: "rcp_",
  series: "srs_",
  telling: "tel_",
  check: "chk_",
  apiKey: "key_",
  account: "acc_",
  session: "ses_",
  passkey: "psk_",
  job: "job_",
  message: "msg_",
  upload: "upl_",
  import: "imp_",
};
const KINDS = [
  "decision",
  "request",
  "event",
  "person",
  "fact",
  "identifier",
  "role",
  "representative",
  "party",
  "provision",
  "receipt",
  "series",
  "telling",
  "check",
  "apiKey",
  "account",
  "session",
  "passkey",
] as const satisfies readonly IdKind[];

function clockAt(now: Temporal.Instant): Clock {
  return { now: () => now };
}

/** The 48 bits of a UUIDv7 that say when (RFC 9562, 5.7). */
function milliseconds(id: string): number {
  return Number.parseInt(id.slice(4).replaceAll("-", "").slice(0, 12), 16);
}

describe("identifiers", () => {
  const ids = createIdFactory(clockAt(NOON));

  for (const kind of KINDS) {
    it(`of a ${kind} are ${PREFIXES[kind]} and a UUID of version 7 and the variant of RFC 9562`, () => {
      assert.match(ids(kind), /^[a-z]{3}_[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      assert.ok(ids(kind).startsWith(PREFIXES[kind]));
    });
  }

  it("go to their bare UUID and back, and no other kind's, nor other text, passes for one", () => {
    const id = ids("person");
    const uuid = uuidOf("person", id);
    assert.equal(uuid, id.slice(4));
    assert.equal(idOf("person", id.slice(4)), id);
    assert.deepEqual(
      [ids("event"), id.slice(4), `${id}0`, id.toUpperCase(), "per_", ""].map((text) => uuidOf("person", text)),
      Array.from({ length: 6 }),
    );
  });

  it("hold the time of the injected clock", () => {
    for (const now of [
      NOON,
      Temporal.Instant.fromEpochMilliseconds(0),
      Temporal.Instant.from("2099-12-31T23:59:59.999Z"),
    ]) {
      assert.equal(milliseconds(createIdFactory(clockAt(now))("decision")), now.epochMilliseconds);
    }
  });

  it("do not repeat: ten thousand of one millisecond", () => {
    assert.equal(new Set(Array.from({ length: 10_000 }, () => ids("decision"))).size, 10_000);
  });

  it("sort by the time at which they were made", () => {
    let now = NOON;
    const later = createIdFactory({ now: () => now });
    const made = Array.from({ length: 1_000 }, () => {
      now = now.add({ milliseconds: 1 });
      return later("decision");
    });
    assert.deepEqual([...made].sort(), made);
  });

  it("are the same again where a test gives the same chance", () => {
    const chance = (): Uint8Array => new Uint8Array(16).fill(7);
    assert.equal(createIdFactory(clockAt(NOON), chance)("request"), createIdFactory(clockAt(NOON), chance)("request"));
  });
});

describe("midnight in Japan", () => {
  it("is nine hours before that of UTC, all year round", () => {
    assert.equal(midnightInJapan("2022-04-01").toString(), "2022-03-31T15:00:00Z");
    assert.equal(midnightInJapan("2026-07-01").toString(), "2026-06-30T15:00:00Z");
    assert.equal(midnightInJapan("2024-02-29").toString(), "2024-02-28T15:00:00Z");
    assert.equal(midnightInJapan("2027-01-01").toString(), "2026-12-31T15:00:00Z");
  });

  it("knows no date that the calendar does not have", () => {
    for (const date of ["2026-02-30", "2023-02-29", "2026-13-01", "tomorrow", ""]) {
      assert.throws(() => midnightInJapan(date), RangeError);
    }
  });
});

describe("the clock of the house", () => {
  it("goes forward", () => {
    const first = systemClock.now();
    assert.ok(Temporal.Instant.compare(first, systemClock.now()) <= 0);
  });
});
