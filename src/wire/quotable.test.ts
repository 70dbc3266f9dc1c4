import assert from "node:assert/strict";
import { test } from "node:test";
import { quotable } from "./quotable.ts";

test("words, keys, identifiers, dates and addresses of ours are said back", () => {
  for (const text of [
    "lp21",
    "customer.direct-mail",
    "recordedAt",
    "recorded_at",
    "__proto__",
    "2023-05-01",
    "per_019ab3f0-6d2e-7c41-9f3a-2b8f8f5f2c10",
    "/ja/policies/leopalace21/2023-05-01",
    "policy=shop",
    "law=appi-2023-04-01",
    "/",
    "",
  ])
    assert.equal(quotable(text), text);
});

test("what may be somebody's name, address or number is left out, and what stands around it is not", () => {
  for (const text of [
    "髙橋 花子",
    "ハナコ",
    "hanako@example.jp",
    "090-1234-5678",
    "09012345678",
    "LP-0042",
    "c4242",
    "a".repeat(81),
  ])
    assert.equal(quotable(text), "…");
  assert.equal(quotable("/v1/people/髙橋/facts"), "/v1/people/…/facts");
  assert.equal(quotable(`/v1/people/${encodeURIComponent("髙橋")}`), "/v1/people/…");
  assert.equal(quotable("policy=髙橋"), "policy=…");
});
