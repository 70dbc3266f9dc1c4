import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Hono } from "hono";
import { UNWATCHED } from "../../test/unset.ts";
import { build, type Pack, type Program } from "../policy/index.ts";
import { delivery, notFound, onError, securityHeaders } from "../web/index.ts";
import { createIdFactory } from "../wire/index.ts";
import { publishRoom } from "./index.ts";

const POLICY = (date: string): string => `
policy:
  id: clinic
  version: ${date}
  inForceFrom: ${date}
  title: { ja: 診療所のポリシー, en: Policy of a clinic }
  languages: { required: [ja] }
  publisher: clinic
settings:
  because: { ja: 試験 }
  retention:
    patient: { period: P5Y, after: { ja: 診療が終わった日から, en: the end of treatment }, clause: K1 }
    visitor: { period: P1Y, after: { ja: 来た日から } }
  emergencyEvidenceHours: 24
  foreignCheckMonths: 12
document:
  parts:
    - { id: purposes, heading: { ja: 目的, en: Purposes }, clauses: [P1, O1, P2, K1, L1] }
items:
  name: { name: { ja: 氏名, en: name } }
  chart: { name: { ja: カルテ, en: chart }, specialCare: medical-care }
operators:
  clinic:
    name: { ja: 診療所, en: The clinic }
    kind: company
    country: JP
    address: { ja: 東京都, en: Tokyo }
    representative: { name: { ja: 山田, en: Yamada }, title: { ja: 院長, en: Director } }
  seoul: { name: { ja: ソウル分院, en: Seoul branch }, kind: branch, of: clinic, country: KR, purposesElsewhere: { ja: よそにあります。, en: They stand elsewhere. } }
  lab: { name: { ja: 検査会社, en: The laboratory }, kind: company, country: JP }
people:
  patient: { name: { ja: 患者さん, en: patients, ja-simple: 病院に来る人 }, items: [name, chart] }
  inpatient: { name: { ja: 入院中の方, en: inpatients }, items: [name], also: [patient] }
  visitor: { name: { ja: お見舞いの方, en: visitors }, items: [name] }
  neighbour: { name: { ja: 近所の方, en: neighbours }, items: [name], ours: { ja: 手元にあります。, en: It is at hand. } }
purposes:
  treat: { operators: [clinic], people: [patient], items: [name, chart], clause: P1 }
  mail: { operators: [clinic], people: [patient], items: [name], clause: P2, stoppable: direct-mail }
  study: { operators: [clinic, lab], people: [patient], items: [chart], clause: U1 }
  list: { operators: [clinic], people: [visitor], items: [name], clause: P2, text: { ja: 名簿, en: The visitors' <list> }, catchAll: true }
recipients:
  lab:
    name: { ja: 検査会社, en: laboratories }
    clause: P1
    operators: [clinic]
    people: [patient]
    items: [chart]
    purposes: [treat]
    published: { routes: [unstated] }
    reading: { routes: [{ route: entrustment }, { route: consent, per: party }], because: { ja: 契約です。 } }
  press:
    name: { ja: 新聞社, en: newspapers }
    clause: P2
    operators: [clinic]
    people: [patient]
    items: [name]
    purposes: [treat]
    published: { routes: [unstated] }
    reading: { routes: [], because: { ja: 決まっていません。 } }
sharedUses:
  study:
    name: { ja: 研究での共同利用, en: shared use for research }
    clause: U1
    people: [patient]
    items: [chart]
    purposes: [study]
    users:
      text: { ja: 診療所と検査会社, en: The clinic and the laboratory }
      members: [{ operator: clinic, from: 2023-05-01 }, { operator: lab, from: 2023-05-01, to: 2024-05-01 }]
    responsible: clinic
  half:
    name: { ja: 決まっていない共同利用, en: unsettled shared use }
    clause: U1
    people: [patient]
contacts:
  desk: { name: { ja: 受付, en: The desk }, for: { ja: ご相談, en: Questions }, phone: 03-1234-5678 }
  ward: { name: { ja: 病棟, en: The ward }, for: { ja: 面会, en: Visits }, people: [visitor], email: ward@clinic.example }
commitments: { stop-direct-mail: { clause: L1 } }
linkedPolicies:
  read: { name: { ja: ソウルのポリシー, en: policy of Seoul }, clause: P1, operator: seoul, url: "https://seoul.example/policy", snapshot: { taken: 2026-02-03, sha256: "${"0".repeat(64)}" } }
  unread: { name: { ja: ソウルの別紙, en: annex of Seoul }, clause: P1, operator: seoul }
promises:
  P1:
    title: { ja: 診療, en: Treatment, ja-simple: 病気をなおす, ko: 진료 }
    text: { ja: 診療を行うため, en: To treat you, ko: 진료를 위해 }
  P2: { text: { ja: ご案内を送るため, en: To send you news, ja-simple: 手紙を おくります } }
  O1: { text: { ja: 古い。, en: Old. } }
  K1: { text: { ja: 5年間保存します。, en: It is kept for five years. } }
  L1: { text: { ja: 受付にお申し出ください。, en: Tell the desk. } }
  U1: { text: { ja: 一緒に研究します。, en: We do research together. } }
`;

function versionOf(date: string, ...edits: readonly (readonly [string, string])[]): Program {
  const text = edits.reduce((before, [from, to]) => {
    assert.ok(before.includes(from), from);
    return before.replace(from, () => to);
  }, POLICY(date));
  const { program, diagnostics } = build([{ path: "clinic.yaml", bytes: new TextEncoder().encode(text) }]);
  assert.ok(program, diagnostics.map(({ message }) => message.en).join("\n"));
  return program;
}

const old = versionOf("2020-01-01");
const current = versionOf(
  "2023-05-01",
  ["en: To treat you,", "en: To treat you and to bill you,"],
  ["items: [name, chart], clause: P1", "items: [name], clause: P1"],
  ["clauses: [P1, O1, P2, K1, L1]", "clauses: [P1, P2, N1, K1, L1]"],
  ["  O1: { text: { ja: 古い。, en: Old. } }\n", ""],
  [
    "promises:\n",
    "promises:\n  N1: { title: { ja: 新しい条項, en: A new clause }, text: { ja: 新しい。, en: New. } }\n",
  ],
);
const next = versionOf("2030-01-01");
const pack: Pack = { id: "clinic", versions: [old, current, next] };

function app(...packs: readonly Pack[]): Hono {
  const clock = { now: () => Temporal.Instant.from("2026-11-22T00:00:00Z") };
  const home = {
    ...UNWATCHED,
    clock,
    ids: createIdFactory(clock),
    packs: new Map(packs.map((one) => [one.id, one])),
    navigation: publishRoom.navigation ?? [],
    records: [],
    notices: () => Promise.resolve([]),
    jobs: [],
    mails: [],
    mechanisms: () => [],
    timeline: () => Promise.resolve([]),
    find: () => Promise.resolve([]),
  };
  const shell = new Hono();
  shell.use(securityHeaders(), delivery());
  shell.onError(onError(home));
  shell.notFound(notFound(home));
  return publishRoom.routes === undefined ? shell : shell.route("/", publishRoom.routes(home));
}

const served = app(pack);
const page = async (path: string): Promise<string> => {
  const response = await served.request(path);
  assert.equal(response.status, 200, path);
  return (await response.text()).replaceAll(/\s+/g, " ");
};
const V = "policies/clinic/2020-01-01";
const main = (html: string): string => /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? "";
const section = (html: string, id: string): string =>
  new RegExp(`<section aria-labelledby="${id}">[\\s\\S]*?</section>`).exec(html)?.[0] ?? "";
const plain = (html: string): string => html.replaceAll(/<[^>]+>/g, "").replaceAll(/\s+/g, " ");

describe("the history of a policy", () => {
  it("lists every version, newest first, with its state, dates and fingerprint", async () => {
    const html = await page("/en/policies/clinic/history");
    const headings = [...html.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, words]) => words);
    assert.deepEqual(headings, ["Version of 1 Jan 2030", "Version of 1 May 2023", "Version of 1 Jan 2020"]);
    assert.deepEqual(html.match(/Not in force yet|In force now|No longer in force/g), [
      "Not in force yet",
      "In force now",
      "No longer in force",
    ]);
    for (const { fingerprint } of pack.versions) assert.ok(html.includes(fingerprint));
    assert.match(html, /href="\/en\/policies\/clinic\/compare\/2020-01-01\/2023-05-01">What changed since/);
  });
  it("lets any two be chosen, and leads to what changed between them", async () => {
    assert.match(
      await page("/ja/policies/clinic/history"),
      /<form method="get" action="\/ja\/policies\/clinic\/compare">/,
    );
    const response = await served.request("/ja/policies/clinic/compare?from=2020-01-01&to=2030-01-01");
    assert.equal(response.headers.get("Location"), "/ja/policies/clinic/compare/2020-01-01/2030-01-01");
    assert.equal((await served.request("/ja/policies/clinic/compare?from=&to=2030-01-01")).status, 404);
  });
  it("offers no choice where there is none", async () => {
    const html = await (await app({ id: "clinic", versions: [old] }).request("/en/policies/clinic/history")).text();
    assert.doesNotMatch(html, /<form|compare/);
    assert.match(html, /The first version that is here/);
  });
});

describe("two versions compared", () => {
  const path = "policies/clinic/compare/2020-01-01/2023-05-01";
  it("counts what differs, and marks it for eyes and ears", async () => {
    const html = await page(`/en/${path}`);
    assert.match(plain(html), /Changed: 1\. Added: 1\. Removed: 1\. Unchanged: 4\./);
    assert.match(
      html,
      /To treat you<ins><span class="unseen"> \[added: <\/span> and to bill you<span class="unseen">\] <\/span><\/ins>/,
    );
    assert.match(plain(html), /Items ?\[removed: chart\]/);
    assert.match(html, /<details class="unchanged">/);
  });
  it("keeps a clause that is gone where it stood, and leads to the version that has it", async () => {
    const html = await page(`/en/${path}`);
    const order = [...html.matchAll(/<section class="clause change" id="([^"]+)"/g)].map(([, clause]) => clause);
    assert.deepEqual(order, ["P1", "O1", "N1"]);
    assert.match(html, /href="\/en\/policies\/clinic\/2020-01-01#O1"/);
    assert.match(html, /href="\/en\/policies\/clinic\/2023-05-01#N1"/);
  });
  it("speaks the reader's language, of the words in that language", async () => {
    const html = await page(`/ja/${path}`);
    assert.match(html, /加わった条項/);
    // The Japanese words of P1 did not change, only what it covers.
    assert.doesNotMatch(html, /診療を行うため<ins|<ins>[^<]*診療/);
    assert.match(plain(html), /項目 ?［削除：カルテ］/);
  });
  it("says so where nothing differs", async () => {
    assert.match(await page("/en/policies/clinic/compare/2020-01-01/2030-01-01"), /No clause differs\./);
  });
});

describe("a page for a kind of person", () => {
  it("says what for, with clause and items", async () => {
    const html = section(await page(`/en/${V}/people/patient`), "purposes");
    assert.match(plain(html), /To treat you Clause P1.*Items used \(2\).*name, chart/);
    assert.match(html, new RegExp(`href="/en/${V}#P1"`));
    assert.match(html, new RegExp(`href="/en/${V}/operators/clinic">Used by The clinic`));
    assert.doesNotMatch(html, /research|visitors/);
  });
  it("says who receives it and by what way, in plain words", async () => {
    const words = plain(section(await page(`/en/${V}/people/patient`), "receives"));
    assert.match(
      words,
      /laboratories Clause P1.*To have work done for us.*Only if you agree to the recipient by name\./,
    );
    assert.match(words, /newspapers Clause P2.*not handed over now/);
  });
  it("says what is shared, and that nothing is where a matter is not published", async () => {
    const words = plain(section(await page(`/en/${V}/people/patient`), "shared"));
    assert.match(words, /The clinic and the laboratory.*We do research together\. Clause U1/);
    assert.match(words, /unsettled.*It is not shared now/);
  });
  it("gives a period only where a clause publishes it", async () => {
    assert.match(
      plain(section(await page(`/en/${V}/people/patient`), "kept")),
      /For 5 years after the end of treatment\. Clause K1/,
    );
    assert.match(plain(section(await page(`/ja/${V}/people/patient`), "kept")), /診療が終わった日から5年です。/);
    const visitor = plain(await page(`/en/${V}/people/visitor`));
    assert.match(visitor, /does not say how long it is kept/);
    assert.doesNotMatch(visitor, /1 year/);
  });
  it("names the window of these people, else that of everybody", async () => {
    assert.match(section(await page(`/en/${V}/people/visitor`), "window"), /mailto:ward@clinic\.example/);
    const patient = section(await page(`/en/${V}/people/patient`), "window");
    assert.match(patient, /tel:0312345678/);
    assert.doesNotMatch(patient, /ward/);
  });
  it("says how to stop mail, only to those who get any", async () => {
    assert.match(
      plain(section(await page(`/en/${V}/people/patient`), "stopMail")),
      /To send you news.*Tell the desk\. ?Clause L1/,
    );
    assert.equal(section(await page(`/en/${V}/people/visitor`), "stopMail"), "");
  });
  it("counts the promises to the kinds that these people also are", async () => {
    const words = plain(await page(`/en/${V}/people/inpatient`));
    assert.match(words, /You also count among patients/);
    assert.match(words, /To treat you Clause P1/);
  });
  it("says that no purpose is published for people whom the policy does not mention", async () => {
    const words = plain(await page(`/en/${V}/people/neighbour`));
    assert.match(words, /states no purpose/);
    assert.match(words, /names nobody who receives it/);
  });
  it("shows mark-up in a text as text", async () => {
    assert.match(await page(`/en/${V}/people/visitor`), /The visitors(&#39;|') &lt;list&gt;/);
  });
  it("is found from the index, the document and the first page", async () => {
    const link = `href="/en/${V.replace("2020-01-01", "2023-05-01")}/people/patient"`;
    assert.ok((await page("/en/policies/clinic/2023-05-01/people")).includes(link));
    assert.ok((await page("/en")).includes(link));
    assert.match(await page("/en/policies/clinic/2023-05-01"), /href="\/en\/policies\/clinic\/2023-05-01\/people"/);
  });
});

describe("a page for an operator", () => {
  it("says who it is, its purposes by kind of person, and its part in shared use", async () => {
    const html = await page(`/en/${V}/operators/clinic`);
    assert.match(plain(section(html, "who")), /Publishes this policy.*Company.*Tokyo.*Seoul branch/);
    assert.match(plain(section(html, "purposes")), /Data of patients ?To treat you Clause P1.*Data of visitors/);
    assert.match(plain(section(html, "shared")), /shared use for research Clause U1.*since 1 May 2023.*responsible/);
    assert.match(plain(section(await page(`/en/${V}/operators/lab`), "shared")), /from 1 May 2023 to 1 May 2024/);
  });
  it("names policies elsewhere with the day of the copy, or that there is none", async () => {
    const html = section(await page(`/en/${V}/operators/seoul`), "elsewhere");
    assert.match(html, /They stand elsewhere\./);
    assert.match(html, /<a href="https:\/\/seoul\.example\/policy" rel="noreferrer">/);
    assert.match(
      plain(html),
      /policy of Seoul Clause P1 ?A copy was read on 3 Feb 2026\..*annex of Seoul.*No copy has been read/,
    );
    assert.match(plain(await page(`/ja/${V}/operators/seoul`)), /2026年2月3日（令和8年）に写しを読みました。/);
  });
});

describe("easy Japanese and other languages", () => {
  it("is an edition of its own, with a tag of BCP 47, reached by the language switch", async () => {
    for (const lang of ["ja", "en"]) {
      const html = await page(`/${lang}/${V}`);
      assert.match(html, new RegExp(`<link rel="alternate" hreflang="ja-simple" href="/ja-simple/${V}"/>`));
      assert.match(html, new RegExp(`<a href="/ja-simple/${V}" hreflang="ja-simple">やさしい日本語</a>`));
      assert.doesNotMatch(main(html), /病気をなおす/);
    }
    assert.match(await page(`/ja-simple/${V}`), /<html lang="ja-simple">/);
    assert.equal(new Intl.Locale("ja-simple").toString(), "ja-simple");
  });
  it("says easy words in place of the others, and leads to those that count", async () => {
    const html = await page(`/ja-simple/${V}`);
    assert.match(plain(html), /約束（やくそく）として 正しいのは、日本語の 文です。/);
    assert.match(html, /<h\d>病気をなおす<\/h\d>/);
    assert.match(html, new RegExp(`<a href="/ja/${V}#P1" hreflang="ja">P1を ふつうの 日本語で 読む</a>`));
    assert.doesNotMatch(html, new RegExp(`href="/ja/${V}#O1"`));
  });
  it("falls back to Japanese where there are no easy words, marked for the eye and for the ear", async () => {
    const html = await page(`/ja-simple/${V}`);
    assert.match(html, /<p class="ordinary-label">ふつうの日本語<\/p><p lang="ja">診療を行うため<\/p>/);
    assert.match(html, /<span lang="ja" class="ordinary">検査会社<\/span>/);
  });
  it("speaks easily itself on a person's page, in the history and in a comparison of Japanese words", async () => {
    const person = plain(await page(`/ja-simple/${V}/people/patient`));
    assert.match(person, /病院に来る人の 情報を どう 使うか/);
    assert.match(person, /手紙を おくります/);
    assert.doesNotMatch(person, /{[a-zA-Z]+}/);
    assert.match(
      plain(await page("/ja-simple/policies/clinic/history")),
      /2023年5月1日から|使いはじめる 日 ?2023年5月1日/,
    );
    const compared = await page("/ja-simple/policies/clinic/compare/2020-01-01/2023-05-01");
    assert.match(plain(compared), /ふつうの 日本語の 文を くらべています/);
    assert.match(compared, /<h3 lang="ja">/);
  });
  it("leads from easy pages to easy pages, and to Japanese where there are none", async () => {
    const html = await page(`/ja-simple/${V}/people/patient`);
    for (const [, href = ""] of html.matchAll(/<a [^>]*?href="(\/[^"#]*)/g)) {
      // The other rooms are not served here.
      if (!href.includes("/policies")) continue;
      const { status } = await served.request(href);
      assert.ok(status === 200 || status === 302, `${href} answers ${status}`);
    }
    for (const path of ["/promises", "/ask", "/api", ""])
      assert.equal((await served.request(`/ja-simple${path}`)).status, 404, path);
  });
  it("stand folded below the clause where they are no edition", async () => {
    assert.match(await page(`/ja/${V}`), /ほかの言語：<span lang="ko">한국어<\/span>/);
    assert.match(await page(`/ja/${V}`), /<p lang="ko" dir="auto">진료를 위해<\/p>/);
    assert.match(await page(`/en/${V}`), /Also in: <span lang="ko">/);
  });
});

describe("what every one of these pages keeps to", () => {
  const PATHS = [
    "policies/clinic/history",
    "policies/clinic/compare/2020-01-01/2023-05-01",
    `${V}/people`,
    `${V}/people/patient`,
    `${V}/operators`,
    `${V}/operators/seoul`,
  ];
  it("names its other language, asks not to be indexed, and has an ETag", async () => {
    for (const path of PATHS) {
      const response = await served.request(`/ja/${path}`);
      const html = await response.text();
      for (const [hreflang, href] of [
        ["ja", `/ja/${path}`],
        ["en", `/en/${path}`],
        ["x-default", `/ja/${path}`],
      ])
        assert.ok(
          html.includes(`<link rel="alternate" hreflang="${hreflang}" href="${href}"/>`),
          `${path} ${hreflang}`,
        );
      assert.match(html, /<meta name="robots" content="noindex"/);
      assert.doesNotMatch(html, /\sstyle=|<style|<script|\son[a-z]+=/, path);
      const tag = response.headers.get("ETag") ?? "";
      assert.equal((await served.request(`/ja/${path}`, { headers: { "If-None-Match": tag } })).status, 304, path);
    }
  });
  it("says which version applies where it speaks of another", async () => {
    for (const path of [`${V}/people`, `${V}/people/patient`, `${V}/operators`, `${V}/operators/seoul`])
      assert.match(
        main(await page(`/en/${path}`)),
        /no longer in force[\s\S]*href="\/en\/policies\/clinic\/2023-05-01"/,
      );
  });
  it("ends where there is nothing", async () => {
    for (const path of [
      "policies/none/history",
      "policies/clinic/compare/2020-01-01/2021-01-01",
      "policies/clinic/compare/none/2023-05-01",
      "policies/none/compare/2020-01-01/2023-05-01",
      `${V}/people/nobody`,
      `${V}/people/toString`,
      `${V}/operators/nobody`,
      `${V}/operators/__proto__`,
      "policies/clinic/2021-01-01/people",
      "policies/clinic/2021-01-01/operators/clinic",
    ])
      assert.equal((await served.request(`/en/${path}`)).status, 404, path);
  });
});
