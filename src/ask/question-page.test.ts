import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import fc from "fast-check";
import { questionOn } from "../../test/asked.ts";
import { referencePack } from "../../test/reference.ts";
import { NOW, servedApp, serving } from "../../test/served.ts";
import { OUTCOME_WORDS, type QuestionInput } from "../decision/index.ts";
import { answer } from "./answer.ts";
import { runCases } from "./cases.ts";
import { MAX_LINK, questionQuery } from "./link.ts";

let app: Awaited<ReturnType<typeof servedApp>>;
let folder = "";
before(async () => {
  app = await servedApp();
  folder = await mkdtemp(join(tmpdir(), "yakusoku-question-"));
  await mkdir(join(folder, "cases"));
});
after(async () => {
  await rm(folder, { recursive: true });
});

async function open(path: string, status = 200): Promise<string> {
  const response = await app.request(path);
  const html = await response.text();
  assert.equal(response.status, status, `${path}\n${html.slice(0, 500)}`);
  return html;
}

function plain(html: string): string {
  const marks: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" };
  return html.replaceAll(/&(lt|gt|quot|#39|amp);/g, (_mark, name: string) => marks[name] ?? "");
}

function outcomeOf(html: string): string {
  return (/<section class="decision (\w+)"/.exec(html)?.[1] ?? "").trim();
}

/** The texts in the blocks for engineers: the JSON of the question, and the case. */
function blocks(html: string): string[] {
  return [...html.matchAll(/<pre[^>]*><code>([\s\S]*?)<\/code>/g)].map(([, text = ""]) => plain(text));
}

function linkOn(html: string): string {
  const value = /<input[^>]*name="link"[^>]*value="([^"]*)"[^>]*readonly/.exec(html)?.[1] ?? "";
  return plain(value);
}

const DENIED =
  "operator=lp21&person=customer&act=provide&purpose=customer.credit-inquiry&items=name&class=credit-agency&party=Example&from=facts";

describe("an answered question", () => {
  it("shows a link that opens the same question in either language, and warns of what stands in it", async () => {
    const html = await open(`/en/ask?${DENIED}`);
    const link = linkOn(html);
    assert.match(link, /^http:\/\/localhost\/en\/ask\?operator=lp21&person=customer&act=provide&/);
    assert.match(html, /see that it holds no person/);
    assert.match(html, /as of that moment/);
    for (const language of ["en", "ja"]) {
      const opened = await open(link.replace("/en/", `/${language}/`));
      assert.equal(outcomeOf(opened), "deny");
      assert.equal(linkOn(opened), link.replace("/en/", `/${language}/`), "stable");
    }
  });

  it("can be fixed to its instant and let go again", async () => {
    const html = await open(`/en/ask?${DENIED}`);
    const [, fixed = ""] = /href="([^"]*)">Open the page fixed to/.exec(html) ?? [];
    const page = await open(plain(fixed));
    assert.match(fixed, /at=2026-11-22T01%3A00%3A00\.123Z/);
    assert.match(page, /answered as of 22 Nov 2026 10:00, Japan time/);
    const [, now = ""] = /href="([^"]*)">See the answer as of now/.exec(page) ?? [];
    assert.doesNotMatch(now, /[?;&]at=/);
    assert.equal(outcomeOf(await open(plain(now))), "deny");
  });

  it("says what each need would change, and leads there", async () => {
    const html = await open(`/en/ask?${DENIED}`);
    const [, met = "", to = ""] = /<p class="met">([\s\S]*?)<a href="([^"]*)">See what would be/.exec(html) ?? [];
    assert.match(met, /Permitted/);
    const page = await open(plain(to));
    assert.equal(outcomeOf(page), "permit");
    assert.match(page, /Consent \(22 Nov 2026 10:00, .*Example\)/);
    assert.match(page, /This may hold examples/);
  });

  it("says where only a human can meet a need, and where to choose again", async () => {
    const unpublished = "operator=lp21&person=employee&act=use&purpose=customer.inquiries&items=name&from=facts";
    assert.match(await open(`/en/ask?${unpublished}`), /has to change and be published/);
    assert.match(await open(`/ja/ask?${unpublished}`), /人が決めてください/);
    const open5 = "operator=lp21&person=customer&act=use&purpose=customer.other&items=name&from=facts";
    const html = await open(`/en/ask?${open5}`);
    if (/Only you know which/.test(html)) assert.match(html, /change=purpose[^"]*">Choose again/);
  });

  it("is too long to be a link only where it is, and says so", async () => {
    const items = Array.from({ length: 200 }, (_, index) => `item-with-a-long-name-${index}`);
    const long: QuestionInput = { operator: "lp21", person: "customer", act: "use", items, purpose: "p" };
    const query = questionQuery(long).toString();
    assert.ok(query.length > MAX_LINK);
    const html = await open(`/en/ask/question?${query}`);
    assert.match(html, /too long for a link \(\d+ characters; the limit is 4000\)/);
    assert.equal(linkOn(html), "");
    assert.match(await open(`/ja/ask/question?${query}`), /リンクにするには長すぎます/);
  });
});

describe("the page of a whole question", () => {
  it("shows the question of the link, its outcome, and a case that holds", async () => {
    const { pack } = await referencePack();
    await fc.assert(
      fc.asyncProperty(questionOn(pack), fc.constantFrom("ja" as const, "en" as const), async (question, language) => {
        const decision = answer({ pack, now: NOW.epochMilliseconds, preview: undefined }, question);
        const html = await open(`/${language}/ask/question?${questionQuery(question).toString()}`);
        assert.equal(outcomeOf(html), decision.outcome);
        assert.ok(html.includes(OUTCOME_WORDS[decision.outcome][language]));
        const [json = "", yaml = ""] = blocks(html);
        assert.deepEqual(JSON.parse(json.slice(json.indexOf("{"))), withoutEmpty(question));
        await writeFile(join(folder, "cases", "pasted.yaml"), yaml);
        const run = await runCases(folder, pack);
        assert.deepEqual(run.diagnostics, [], yaml);
        assert.deepEqual(
          run.results.map(({ missing }) => missing),
          [[]],
          yaml,
        );
        for (const [, to = ""] of html.matchAll(/<p class="met">[\s\S]*?<a href="([^"]*)"/g)) await open(plain(to));
      }),
      { numRuns: 60, seed: 20261122 },
    );
  });

  it("says what is wrong with a link that holds no question", async () => {
    const html = await open("/en/ask/question?operator=lp21&act=sell", 422);
    assert.match(html, /act/);
    assert.match(await open("/ja/ask/question?operator=lp21&act=sell", 422), /直す|書/);
  });

  it("writes what it was given as text, never as markup, and asks it again on the form", async () => {
    const question: QuestionInput = {
      operator: "lp21",
      person: { kind: "customer", able: false, age: 90 },
      act: "provide",
      items: ["name"],
      purpose: "customer.services",
      recipient: { party: '"><script>alert(1)</script>' },
    };
    const html = await open(`/en/ask/question?${questionQuery(question).toString()}`);
    assert.ok(!html.includes("<script>alert"));
    assert.match(html, /cannot judge, 90 years old/);
    const [, form = ""] = /href="([^"]*)">Ask it again on the form/.exec(html) ?? [];
    assert.match(await open(plain(form)), /What do you know about this case/);
  });

  it("of one policy among several names it all the way", async () => {
    const { pack } = await referencePack();
    const other = { ...pack, id: "other" };
    const two = serving([other, pack]);
    const page = await (await two.request(`/en/ask?policy=leopalace21&${DENIED}`)).text();
    assert.match(linkOn(page), /policy=leopalace21/);
    const [, to = ""] = /<p class="met">[\s\S]*?<a href="([^"]*)"/.exec(page) ?? [];
    assert.match(to, /policy=leopalace21/);
    assert.equal((await two.request(plain(to))).status, 200);
    const step = await (await two.request("/en/ask?policy=leopalace21&operator=lp21")).text();
    assert.match(step, /<input type="hidden" name="policy" value="leopalace21"/);
  });
});

/** Lists of exceptions and facts that are empty say nothing, so that a link does not carry them. */
function withoutEmpty(question: QuestionInput): object {
  const { exceptions = [], facts = [], ...rest } = question;
  return {
    ...rest,
    ...(exceptions.length === 0 ? {} : { exceptions }),
    ...(facts.length === 0 ? {} : { facts }),
  };
}
