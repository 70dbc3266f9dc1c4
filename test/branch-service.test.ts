import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { createClient, type Client } from "../client/index.ts";
import { branchService } from "../examples/branch-service/service.ts";
import { onEachDatabase } from "./databases.ts";
import { answerLost, type Front, frontOf, onPort } from "./front.ts";
import { type Kept, keptApp } from "./kept.ts";
import { systemClock } from "../src/wire/index.ts";

onEachDatabase("the example of a branch", (open, kind) => {
  let kept: Kept;
  let served: Awaited<ReturnType<typeof onPort>>;
  let front: Front;
  let branch: Awaited<ReturnType<typeof onPort>>;
  let staff: Client;
  let insurer = "";
  let key = "";
  const handed: object[] = [];
  const introduce = async (customer: string, number: string): Promise<Response> =>
    await fetch(`${branch.url}/customers/${customer}/introductions/${number}`, { method: "PUT" });
  const customer = async (number: string, consents: boolean): Promise<string> => {
    const [person = ""] = await staff.people.record([
      {
        identifiers: [
          { kind: "customer-number", value: number, operator: "lp21" },
          { kind: "name", value: "髙橋 花子" },
          { kind: "phone", value: `090-1234-${number.slice(-4)}` },
        ],
        roles: [{ operator: "lp21", kind: "customer" }],
      },
    ]);
    const at = "2026-01-01T00:00:00Z";
    const consent = {
      kind: "consent",
      at,
      operators: ["lp21"],
      purposes: ["customer.insurance"],
      recipients: ["insurers"],
    } as const;
    const details = { words: { version: "form 12", hash: "0".repeat(64) }, evidence: "form 12", giver: "principal" };
    if (consents) await staff.people.recordFacts(person, { facts: [consent], details });
    return person;
  };

  before(async () => {
    // The branch lives by the clock of the machine, so Yakusoku has to, too.
    kept = await keptApp(open, { clock: systemClock });
    served = await onPort(kept.app);
    front = await frontOf(served.url);
    staff = createClient({
      url: served.url,
      key: await kept.token("people:write", "people:read", "parties:write", "provision:read"),
    });
    insurer = await staff.parties.record({
      kind: "company",
      name: "見本損害保険",
      address: "東京都千代田区見本町1-1",
      representative: "見本太郎",
    });
    key = await kept.token("decide", "people:read", "provision:write");
    const client = createClient({ url: front.url, key });
    branch = await onPort(
      branchService({ client, insurer, handOver: (given) => Promise.resolve(void handed.push(given)) }),
    );
  });
  after(async () => {
    await branch.close();
    await front.close();
    await served.close();
  });

  test("hands over with consent, and the record names the decision", async () => {
    handed.length = 0;
    const person = await customer("K-1001", true);
    const response = await introduce("K-1001", "I-1");
    assert.equal(response.status, 201, await response.clone().text());
    assert.match(await response.text(), /"article":"29\(1\)"/);
    assert.deepEqual(handed, [{ name: "髙橋 花子", phone: "090-1234-1001" }]);
    const [listed] = await Array.fromAsync(staff.provisions.list({ party: insurer }));
    const [decision] = await Array.fromAsync(staff.decisions.list(person));
    assert.deepEqual([listed?.person, listed?.decision], [person, decision?.id]);
  });

  test("hands nothing over without consent", async () => {
    handed.length = 0;
    const person = await customer("K-1002", false);
    const response = await introduce("K-1002", "I-2");
    assert.equal(response.status, 403);
    assert.match(await response.text(), /"code":"not-permitted".*consent/);
    assert.deepEqual(handed, []);
    assert.deepEqual(await Array.fromAsync(staff.people.provisions(person)), []);
  });

  test("sent again after the record's answer was lost, it hands over once and records once", async () => {
    handed.length = 0;
    const person = await customer("K-1003", true);
    front.seen.length = 0;
    const pass = (passed: () => Promise<Response>): Promise<Response> => passed();
    front.next.push(pass, pass, pass, answerLost);
    assert.equal((await introduce("K-1003", "I-3")).status, 201);
    assert.equal((await introduce("K-1003", "I-3")).status, 201);
    assert.equal(front.seen.filter(({ path }) => path === "/v1/provisions").length, 3);
    assert.equal(handed.length, 1);
    assert.equal((await Array.fromAsync(staff.people.provisions(person))).length, 1);
  });

  test("while Yakusoku cannot be reached, nothing is handed over", async () => {
    handed.length = 0;
    const gone = await frontOf("");
    await gone.close();
    const client = createClient({ url: gone.url, retries: 0 });
    const cut = await onPort(branchService({ client, insurer, handOver: () => assert.fail("handed over") }));
    const response = await fetch(`${cut.url}/customers/K-1001/introductions/I-4`, { method: "PUT" });
    assert.equal(response.status, 503);
    await cut.close();
  });

  if (kind === "pglite")
    test("starts as its README says, and says what it lacks", async () => {
      const main = fileURLToPath(new URL("../examples/branch-service/main.ts", import.meta.url));
      const cwd = fileURLToPath(new URL("..", import.meta.url));
      const start = (environment: Readonly<Record<string, string>>) =>
        spawn(process.execPath, ["--import", "tsx", main], { cwd, env: { PATH: process.env["PATH"], ...environment } });
      const lacking = start({});
      let said = "";
      lacking.stderr.on("data", (chunk) => (said += String(chunk)));
      assert.deepEqual(await once(lacking, "exit"), [2, null]);
      assert.match(said, /YAKUSOKU_KEY/);
      const child = start({ PORT: "0", INSURER: insurer, YAKUSOKU_KEY: key, YAKUSOKU_URL: served.url });
      try {
        let heard = "";
        const url = await new Promise<string>((resolve, reject) => {
          child.stdout.on("data", (chunk) => {
            heard += String(chunk);
            const found = /http:\S+/.exec(heard)?.[0];
            if (found !== undefined) resolve(found);
          });
          child.on("exit", (code) => reject(new Error(`ended with ${code}`)));
        });
        assert.equal((await fetch(`${url}/customers/K-1002/introductions/I-5`, { method: "PUT" })).status, 403);
        assert.equal((await fetch(`${url}/customers/K-1001/introductions/I-6`, { method: "PUT" })).status, 201);
        assert.match(heard, /handed over to the insurer/);
      } finally {
        child.kill("SIGKILL");
      }
    });
});
