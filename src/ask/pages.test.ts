import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import fc from "fast-check";
import { referencePack } from "../../test/reference.ts";
import { servedApp } from "../../test/served.ts";

let app: Awaited<ReturnType<typeof servedApp>>;
before(async () => {
  app = await servedApp();
});

async function page(query: string, language = "en"): Promise<string> {
  const response = await app.request(`/${language}/ask${query}`);
  assert.equal(response.status, 200, query);
  return response.text();
}

function heading(html: string): string {
  return (/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? "").replace(/<[^>]+>/g, "").trim();
}

/** What a browser would send for the form on a page: its hidden inputs, and what the reader chose. */
function submit(html: string, chosen: readonly (readonly [string, string])[]): string {
  const hidden = [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(
    ([, name = "", value = ""]): [string, string] => [name, value],
  );
  return `?${new URLSearchParams([...hidden, ...chosen].map(([name, value]) => [name, value])).toString()}`;
}

describe("the form", () => {
  it("asks one question a page and ends with a permit, its reason and a link to the clause", async () => {
    let html = await page("");
    assert.match(heading(html), /Which company or branch/);
    const answers: (readonly [string, string])[][] = [
      [["operator", "lp21"]],
      [["person", "customer"]],
      [["act", "use"]],
      [["purpose", "customer.inquiries"]],
      [
        ["items", "name"],
        ["items", "phone"],
      ],
      [],
    ];
    for (const [index, chosen] of answers.entries()) {
      assert.match(html, new RegExp(`Step ${index + 1} of 6`));
      html = await page(submit(html, chosen));
    }
    assert.match(html, /Yes, you may\./);
    assert.match(html, /href="\/en\/policies\/leopalace21\/2023-05-01#C1"/);
    assert.match(html, /POST \/v1\/decisions/);
  });

  it("asks for the recipient where data is handed over, and says what a denial needs", async () => {
    const start = "?operator=lp21&person=customer&act=provide&purpose=customer.credit-inquiry&items=name";
    const asked = await page(start);
    assert.match(heading(asked), /Who is to receive it/);
    const denied = await page(`${start}&class=credit-agency&party=Example&from=facts`);
    assert.match(denied, /No, not as things stand\./);
    assert.match(denied, /consent to provision/);
    const permitted = await page(`${start}&class=credit-agency&party=Example&facts=consent&from=facts`);
    assert.match(permitted, /Yes, you may/);
    assert.match(permitted, /three years/);
    assert.match(permitted, /has not been verified/);
  });

  it("says beside the field and at the top when nothing was chosen, and keeps what was", async () => {
    const html = await page("?operator=lp21&from=person");
    assert.match(heading(html), /Whose data/);
    assert.match(html, /role="alert"/);
    assert.equal([...html.matchAll(/Choose one\./g)].length, 2);
    assert.match(html, /name="operator" value="lp21"/);
  });

  it("goes back to an answer without losing the others", async () => {
    const html = await page(
      "?operator=lp21&person=customer&act=use&purpose=customer.inquiries&items=name&change=person",
    );
    assert.match(heading(html), /Whose data/);
    assert.match(html, /value="customer"[^>]*checked/);
    assert.match(submit(html, [["person", "applicant"]]), /purpose=customer\.inquiries/);
  });

  it("says that nothing was published for people whom the policy forgets, and denies", async () => {
    const html = await page("?operator=lp21&person=employee&act=use");
    assert.match(html, /has published no purpose for these people/);
    const denied = await page(
      "?operator=lp21&person=employee&act=use&purpose=law.outside-policy&items=name&from=facts",
    );
    assert.match(denied, /No, not as things stand/);
    assert.match(denied, /specifies and publishes/);
  });

  it("lets a law, an emergency or a consent carry what no published purpose covers, and nothing else", async () => {
    const police =
      "?operator=lp21&person=customer&act=provide&purpose=law.outside-policy&items=name&party=Police&from=facts";
    assert.match(await page(police), /No, not as things stand/);
    assert.match(await page(`${police}&facts=statute`), /Yes, you may/);
    assert.match(await page(`${police}&facts=emergency`), /within 24 hours/);
    assert.match(await page(`${police}&facts=consent`), /three years/);
  });

  it("offers what is asked most on its first page, and asks only for the rest", async () => {
    const first = await page("");
    const links = [...first.matchAll(/href="\/en\/ask\?([^"]*)"/g)].map(([, query = ""]) =>
      query.replaceAll("&amp;", "&"),
    );
    assert.equal(links.length, 3);
    for (const query of links) {
      const next = await page(`?${query}`);
      assert.match(heading(next), /Which company or branch/);
      assert.match(submit(next, [["operator", "lp21"]]), /act=/);
    }
  });

  it("asks for one recipient, and for the name that a contract needs", async () => {
    const start = "?operator=lp21&person=customer&act=provide&purpose=customer.services&items=name";
    assert.match(await page(`${start}&class=outsourcee&to=guam&from=recipient`), /not both/);
    const unnamed = await page(`${start}&class=outsourcee&facts=contract-entrustment&from=facts`);
    assert.match(unnamed, /Enter the name of the party/);
    const named = await page(
      submit(unnamed, [
        ["class", "outsourcee"],
        ["party", "Example Services"],
      ]),
    );
    assert.match(named, /Yes, you may/);
    // A contract of another kind is not offered, and would not help.
    assert.doesNotMatch(await page(`${start}&class=outsourcee&party=Example`), /contract-succession/);
  });

  it("speaks Japanese throughout under /ja", async () => {
    const { pack } = await referencePack();
    for (const query of [
      "",
      "?operator=lp21",
      "?operator=lp21&person=customer&act=provide&purpose=customer.credit-inquiry&items=name&class=credit-agency&from=facts",
    ]) {
      const html = await page(query, "ja");
      const words = html.replace(/<(script|style|pre)[\s\S]*?<\/\1>/g, "").replace(/<[^>]+>/g, " ");
      assert.match(html, /<html lang="ja"/);
      // Names of companies stay Latin; whole English sentences do not appear.
      assert.ok(!/\b(the|which|what|you)\b/i.test(words), /.{30}\b(the|which|what|you)\b.{30}/i.exec(words)?.[0] ?? "");
    }
    assert.ok(pack.versions.length > 0);
  });

  it("writes what it was given as text, never as markup", async () => {
    const html = await page(
      `?operator=lp21&person=customer&act=provide&purpose=customer.credit-inquiry&items=name&party=${encodeURIComponent('"><script>alert(1)</script>')}&from=facts`,
    );
    assert.ok(!html.includes("<script>alert"));
  });

  it("answers any address with a page", async () => {
    const value = fc.oneof(
      fc.constantFrom(
        "lp21",
        "guam",
        "seoul",
        "customer",
        "azumi-user",
        "employee",
        "use",
        "provide",
        "acquire",
        "retain",
        "disclose",
        "customer.inquiries",
        "law.own-request",
        "law.nothing",
        "-",
        "name",
        "credit-agency",
        "facts",
        "consent",
        "told-foreign",
        "KR",
        "__proto__",
        "constructor",
      ),
      fc.string({ unit: "binary", maxLength: 6 }),
    );
    const name = fc.constantFrom(
      "operator",
      "person",
      "act",
      "purpose",
      "items",
      "source",
      "class",
      "to",
      "party",
      "country",
      "facts",
      "from",
      "change",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(name, value), { maxLength: 14 }), async (pairs) => {
        const query = new URLSearchParams();
        for (const [key, given] of pairs) query.append(key, given);
        const response = await app.request(`/en/ask?${query.toString()}`);
        assert.equal(response.status, 200);
      }),
      { numRuns: 500, seed: 20261122 },
    );
  });
});
