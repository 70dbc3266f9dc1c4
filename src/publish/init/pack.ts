import { fillWords, type Words } from "../../wire/index.ts";
import type { Answers } from "./answers.ts";
import { type Clauses, numberClauses, type PartText } from "./clauses.ts";
import { basicPromises, OWN_RECORD_TEXTS, provisionPromises, safeguardsOf } from "./handling.ts";
import { type ItemName, itemTemplate, type KindName, kindTemplate } from "./people.ts";
import { requestsOf } from "./requests.ts";
import { CALLS, MAIL, recipientTemplate, useTemplate } from "./uses.ts";

/** The sections of a new policy, by file: one subject each. */
export type Files = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

interface PurposeText {
  readonly operators: readonly string[];
  readonly people: readonly string[];
  readonly items: readonly ItemName[];
  readonly clause: string;
  readonly stoppable?: "direct-mail";
}

/** @param today YYYY-MM-DD in Japan: what papers are good is judged by it too */
export function packOf(answers: Answers, today: string): Files {
  const { id, inForceFrom, people, recipients, mail, calls, cookies } = answers;
  const name: Words = { ja: answers.nameJa, en: answers.nameEn };
  const clauses = numberClauses();
  const { accuracy: _accuracy, ...commitments } = basicPromises(clauses);
  const purposes = purposesOf(answers, clauses);
  const provision = provisionPromises(clauses);
  const received = recipientsOf(answers, purposes, clauses);
  const retention = retentionOf(people, clauses);
  const safeguards = safeguardsOf(clauses);
  const cookieSection = cookies === "none" ? undefined : cookiesOf(cookies, clauses);
  const recorded = Object.keys(purposes).filter((purpose) => purpose.endsWith(".calls"));
  const callSection = calls ? callsOf(clauses, recorded) : undefined;
  const directMail = mail ? mailStop(clauses) : undefined;
  const requests = requestsOf(answers, today, clauses);
  const { publisher, changes } = closing(answers, clauses);

  const used = new Set(Object.values(purposes).flatMap(({ items }) => items));
  const contact = {
    address: { ja: answers.addressJa, en: answers.addressEn },
    phone: answers.phone,
    email: answers.email,
  };
  const files: Record<string, Readonly<Record<string, unknown>>> = {
    policy: {
      policy: {
        id,
        version: inForceFrom,
        inForceFrom,
        title: fillWords({ ja: "{name} プライバシーポリシー", en: "Privacy policy of {name}" }, { name }),
        languages: { required: ["ja", "en"], prevailing: "ja" },
        publisher: id,
        changes: { clause: changes, notice: "published" },
      },
    },
    operators: {
      operators: {
        [id]: {
          name,
          kind: "company",
          country: "JP",
          address: contact.address,
          representative: {
            name: { ja: answers.representativeJa, en: answers.representativeEn },
            title: { ja: answers.titleJa, en: answers.titleEn },
          },
          clause: publisher,
        },
      },
    },
    contacts: {
      contacts: {
        desk: {
          name: fillWords({ ja: "{name} 個人情報の窓口", en: "{name}, privacy window" }, { name }),
          for: {
            ja: "開示・訂正・利用停止などの請求を受け付けます。",
            en: "Requests for disclosure, correction, stopping and the like.",
          },
          ...contact,
          clause: requests.clause,
        },
        complaints: {
          name: fillWords({ ja: "{name} 苦情・相談の窓口", en: "{name}, complaints" }, { name }),
          for: {
            ja: "個人情報の扱いについてのご質問と苦情を受け付けます。",
            en: "Questions and complaints about how personal data is handled.",
          },
          ...contact,
          clause: safeguards.complaints.clause,
        },
      },
    },
    items: { items: Object.fromEntries([...used].map((item) => [item, itemTemplate(item)])) },
    people: { people: peopleOf(people, purposes) },
    purposes: { purposes },
    ...(recipients.length === 0 ? {} : { recipients: { recipients: received } }),
    promises: { promises: clauses.promises },
    commitments: {
      commitments: {
        ...commitments,
        exceptions: { clause: provision.exceptions },
        "stop-provision": { clause: provision.stop },
        ...(directMail === undefined ? {} : { "stop-direct-mail": { clause: directMail } }),
      },
    },
    requests: {
      requests: {
        ...requests,
        ...(directMail === undefined ? {} : { directMail: { clause: directMail, reaches: "operator" } }),
      },
    },
    safeguards: { safeguards },
    ...(cookieSection === undefined ? {} : { cookies: { cookies: cookieSection } }),
    ...(callSection === undefined ? {} : { calls: { calls: callSection } }),
    settings: {
      settings: {
        because: {
          ja: "ポリシーを運用するために社内で決めたものです。",
          en: "Decided within the business in order to carry the policy out.",
        },
        retention,
        records: OWN_RECORD_TEXTS,
        emergencyEvidenceHours: 24,
        foreignCheckMonths: 12,
      },
    },
    document: { document: { parts: clauses.parts.map(written) } },
  };
  return files;
}

/** A part without the lists that hold nothing. */
function written({ clauses = [], parts = [], ...part }: PartText): object {
  return {
    ...part,
    ...(clauses.length === 0 ? {} : { clauses }),
    ...(parts.length === 0 ? {} : { parts: parts.map(written) }),
  };
}

function purposesOf({ id, people, uses, mail, calls }: Answers, clauses: Clauses): Record<string, PurposeText> {
  const part = clauses.part({
    id: "purposes",
    heading: { ja: "個人情報を使う目的", en: "What we use personal data for" },
  });
  const purposes: Record<string, PurposeText> = {};
  for (const kind of people) {
    const { letter, heading } = kindTemplate(kind);
    const ofKind = clauses.part({ id: kind, heading }, part);
    const templates = [
      ...uses.map((use) => ({ key: use, ...useTemplate(use) })),
      ...(mail ? [{ key: "direct-mail", ...MAIL }] : []),
      ...(calls ? [{ key: "calls", ...CALLS }] : []),
    ].filter((template) => template.people.includes(kind));
    for (const { key, name, items, says } of templates) {
      purposes[`${kind}.${key}`] = {
        operators: [id],
        people: [kind],
        items,
        clause: clauses.promise(letter, ofKind, name, says),
        ...(key === "direct-mail" ? { stoppable: "direct-mail" } : {}),
      };
    }
  }
  return purposes;
}

function peopleOf(people: readonly KindName[], purposes: Readonly<Record<string, PurposeText>>): object {
  return Object.fromEntries(
    people.map((kind) => {
      const { name, specialCare } = kindTemplate(kind);
      const items = Object.values(purposes).flatMap((purpose) => (purpose.people.includes(kind) ? purpose.items : []));
      return [kind, { name, items: [...new Set(items)], ...(specialCare === undefined ? {} : { specialCare }) }];
    }),
  );
}

function recipientsOf(
  { id, recipients }: Answers,
  purposes: Readonly<Record<string, PurposeText>>,
  clauses: Clauses,
): object {
  const part = clauses.parts.find((one) => one.id === "provision");
  if (part === undefined || recipients.length === 0) return {};
  return Object.fromEntries(
    recipients.map((recipient) => {
      const { name, uses, items, says } = recipientTemplate(recipient);
      const served = Object.entries(purposes).filter(
        ([purpose]) => uses === undefined || uses.some((use) => purpose.endsWith(`.${use}`)),
      );
      const needed = [...new Set(served.flatMap(([, purpose]) => purpose.items))];
      return [
        recipient,
        {
          name,
          clause: clauses.promise("P", part, name, says),
          operators: [id],
          people: [...new Set(served.flatMap(([, purpose]) => purpose.people))],
          items: needed.filter((item) => items === undefined || items.includes(item)),
          purposes: served.map(([purpose]) => purpose),
          country: "JP",
          published: { routes: ["entrustment"] },
          reading: {
            routes: [{ route: "entrustment" }],
            because: {
              ja: "委託契約を結び、委託した業務のためだけに扱わせる相手だからです。",
              en: "A contract entrusts them with work, and they handle the data for that work alone.",
            },
          },
        },
      ];
    }),
  );
}

function retentionOf(people: readonly KindName[], clauses: Clauses): object {
  const part = clauses.part({ id: "retention", heading: { ja: "保存する期間", en: "How long data is kept" } });
  return Object.fromEntries(
    people.map((kind) => {
      const { name, retention } = kindTemplate(kind);
      const { period, after, says } = retention;
      return [kind, { period, after, clause: clauses.promise("S", part, name, says) }];
    }),
  );
}

function cookiesOf(cookies: "own" | "google-analytics", clauses: Clauses): object {
  const part = clauses.part({ id: "cookies", heading: { ja: "クッキー", en: "Cookies" } });
  const clause = clauses.promise(
    "K",
    part,
    { ja: "クッキーの利用", en: "Use of cookies" },
    {
      ja: "サイトでは、画面の表示や入力の継続に必要なクッキーを使います。ブラウザーの設定で受け取らないようにできます。クッキーの情報をご本人の情報と結びつけることはしません。",
      en: "Our site uses cookies that it needs to show pages and keep what you entered. You can refuse them in your browser. What cookies hold is not matched to people.",
    },
  );
  const common = {
    clause,
    matchedToPeople: { clause, claim: false },
    refusal: { clause, by: cookies === "own" ? ["browser"] : ["browser", "opt-out"] },
  };
  if (cookies === "own") return { ...common, transmissions: {} };
  const analysis = clauses.promise(
    "K",
    part,
    { ja: "アクセスの分析", en: "Analysis of visits" },
    {
      ja: "サイトの改善のため Google アナリティクスを使い、閲覧したページ、閲覧の日時、端末やブラウザーの種類、クッキーの識別子を Google LLC（米国）に送信します。Google LLC は、アクセスの集計と自社サービスの改善に使います。送信は https://tools.google.com/dlpage/gaoptout から止められます。",
      en: "To improve our site we use Google Analytics, which sends the pages visited, when, the kind of device and browser, and a cookie's identifier to Google LLC in the United States. Google LLC uses them to count visits and to improve its own services. You can stop this at https://tools.google.com/dlpage/gaoptout.",
    },
  );
  return {
    ...common,
    transmissions: {
      "google-analytics": {
        clause: analysis,
        name: { ja: "Google アナリティクス", en: "Google Analytics" },
        recipient: { ja: "Google LLC", en: "Google LLC" },
        country: "US",
        sends: {
          ja: "閲覧したページ、閲覧の日時、端末とブラウザーの種類、クッキーの識別子",
          en: "pages visited and when, kind of device and browser, a cookie's identifier",
        },
        purpose: {
          ja: "当社によるサイトの改善と、Google LLC によるアクセスの集計・サービスの改善",
          en: "improving our site; for Google LLC, counting visits and improving its services",
        },
        kind: "analysis",
        policy: "https://policies.google.com/privacy",
        optOut: "https://tools.google.com/dlpage/gaoptout",
      },
    },
  };
}

function callsOf(clauses: Clauses, purposes: readonly string[]): object {
  const part = clauses.part({ id: "calls", heading: { ja: "お電話の録音", en: "Recording of calls" } });
  const clause = clauses.promise(
    "L",
    part,
    { ja: "お電話の録音", en: "Recording of calls" },
    {
      ja: "お電話は、内容を正しく確かめ、応対を改善するために録音します。録音することは、通話のはじめにお伝えします。",
      en: "Calls are recorded, to make sure of what was said and to answer better. You are told so at the beginning of the call.",
    },
  );
  return {
    clause,
    purposes,
    announced: { clause },
    settings: {
      because: {
        ja: "内容を確かめるのに足りる期間として決めました。",
        en: "Decided as long enough to make sure of what was said.",
      },
      retention: "P6M",
    },
  };
}

function mailStop(clauses: Clauses): string {
  const part = clauses.part({ id: "direct-mail", heading: { ja: "ご案内を止めたいとき", en: "To stop direct mail" } });
  return clauses.promise(
    "D",
    part,
    { ja: "ご案内の停止", en: "Stopping direct mail" },
    {
      ja: "ご案内が要らないときは、ご案内に書かれた方法か窓口でお知らせください。当社からのご案内をすべて止めます。",
      en: "If you do not want our mail, tell us in the way that the mail says or at the window. We then send you none at all.",
    },
  );
}

function closing(answers: Answers, clauses: Clauses): { publisher: string; changes: string } {
  const part = clauses.part({ id: "closing", heading: { ja: "発行者と変更", en: "Publisher and changes" } });
  const { nameJa, nameEn, addressJa, addressEn, representativeJa, representativeEn, titleJa, titleEn } = answers;
  const publisher = clauses.promise(
    "V",
    part,
    { ja: "発行者", en: "Publisher" },
    {
      ja: `${nameJa}（${addressJa}）${titleJa} ${representativeJa}`,
      en: `${nameEn}, ${addressEn}; ${representativeEn}, ${titleEn}`,
    },
  );
  const changes = clauses.promise(
    "V",
    part,
    { ja: "ポリシーの変更", en: "Changes of this policy" },
    {
      ja: "このポリシーを変えるときは、変えた内容と効力が生じる日をこのページで公表します。",
      en: "Where this policy changes, this page publishes what changed and from when.",
    },
  );
  return { publisher, changes };
}
