import type { Words } from "../../wire/index.ts";
import { inOurLanguages } from "../rules/rule.ts";
import type { Recipient, Route, RouteReading } from "../schema.ts";
import { abroadAsks, abroadRule, isForeign } from "./abroad.ts";
import { type Ask, ask, EDITORIAL, judged, type Question, type Verdict, verdict } from "./change.ts";
import { type Comparison, namesOf, quoted, saysTheSame } from "./comparison.ts";
import {
  field,
  type FieldChange,
  type FieldRule,
  list,
  type SectionRules,
  signed,
  type Told,
  values,
} from "./entries.ts";
import { delta, isSame } from "./leaves.ts";
import { filingVerdict, isOptOut, matterTold, NEW_OPT_OUT, optOutAsks } from "./opt-out.ts";

/*
 * Recipients: 27 and 28. What a change asks for hangs on the way by which data goes.
 */

const CONSENT = ask(
  "consent",
  "27(1)",
  "これまでの同意は及びません。提供の前に本人の同意を得てください。",
  "Consent given before does not reach this: obtain consent before data is provided.",
);

const NARROWER = verdict(
  ask(
    "publish",
    undefined,
    "範囲が狭まるだけなので、同意は要りません。公表してください。",
    "It only becomes narrower: no consent is needed. Publish it.",
  ),
);

const REACH: Question = {
  article: "27(1)",
  says: {
    ja: "新しい文言によって、これまで届かなかった相手や情報にまで提供が及びますか。",
    en: "Do the new words let data reach anybody, or let any data leave, that the old ones did not?",
  },
};

const PUBLISH = ask("publish", undefined, "変更後の内容を公表してください。", "Publish it as it is now.");

/** What words or a name that now say another thing ask for. */
const OTHER_WORDS = judged(REACH, { yes: [CONSENT], no: [PUBLISH] });

/** What follows where words of a recipient change. */
export function recipientWords(comparison: Comparison, ids: readonly string[]): Verdict {
  const optOut = ids.some((id) => isOptOut(comparison.after.policy.recipients[id]));
  return optOut ? judged(REACH, { yes: [...NEW_OPT_OUT], no: [PUBLISH] }) : OTHER_WORDS;
}

const BY_ROUTE: Readonly<Record<Route, readonly Ask[]>> = {
  entrustment: [
    ask(
      "publish",
      "27(5)(i)",
      "委託なので同意は要りません。契約を結び、委託先を監督してください（法第25条）。",
      "Entrusted, so without consent: have a contract in force, and supervise (article 25).",
    ),
  ],
  succession: [
    ask("publish", "27(5)(ii)", "事業の承継なので同意は要りません。", "A succession of business, so without consent."),
  ],
  negotiation: [
    ask(
      "publish",
      "General 3-6-3",
      "承継の交渉では、先に安全管理の契約を結んでください。",
      "For a negotiation before succession, first conclude a contract on the safety of the data.",
    ),
  ],
  supervised: [
    ask("publish", "24", "従業者にあたる人です。監督してください。", "They work under direction: supervise them."),
  ],
  consent: [CONSENT],
  "opt-out": NEW_OPT_OUT,
  statute: [ask("publish", "27(1)(i)", "法令に基づく場合に限ります。", "Only where a law or ordinance asks for it.")],
  review: [],
};

const GROUND: Question = {
  article: "27(1)",
  says: {
    ja: "本人の同意がなくても提供できる根拠がありますか。",
    en: "Is there a ground on which this may be provided without consent?",
  },
};

/** What provision by these ways asks for, to somebody or of something that was not among it before. */
function provision(comparison: Comparison, recipient: Recipient, routes: readonly Route[]): Verdict {
  const asks = [
    ...routes.flatMap((route) => BY_ROUTE[route]),
    ...(recipient.abroad === undefined && !isForeign(comparison, recipient.country)
      ? []
      : abroadAsks(comparison, recipient.country, recipient.abroad)),
  ];
  if (routes.includes("review")) return judged(GROUND, { yes: [PUBLISH], no: [CONSENT], always: asks });
  return asks.length > 0 ? verdict(...asks) : verdict(UNREAD);
}

const UNREAD = ask(
  "publish",
  undefined,
  "提供の根拠が決まるまで、何も提供できません。公表してください。",
  "Nothing is provided until it is known on what ground. Publish it.",
);

function routesOf(recipient: Recipient): Route[] {
  const read = recipient.reading.routes.map(({ route }) => route);
  return [...new Set([...read, ...(isOptOut(recipient) ? (["opt-out"] as const) : [])])];
}

function widened(change: FieldChange<Recipient>): Verdict {
  return provision(change.comparison, change.after, routesOf(change.after));
}

const ROUTE_WORDS: Readonly<Record<Route | "unstated", Words>> = {
  entrustment: { ja: "委託", en: "entrustment" },
  succession: { ja: "事業の承継", en: "succession" },
  negotiation: { ja: "承継の交渉", en: "negotiation before succession" },
  supervised: { ja: "指揮監督", en: "supervised work" },
  consent: { ja: "同意", en: "consent" },
  "opt-out": { ja: "オプトアウト", en: "opt-out" },
  statute: { ja: "法令", en: "statute" },
  review: { ja: "人による判断", en: "human review" },
  unstated: { ja: "記載なし", en: "unstated" },
};

function routeAdded({ comparison, before, after }: FieldChange<Recipient>, route: Route): Verdict {
  // What was published as an opt-out and is now read as one has been one.
  if (route === "opt-out" && isOptOut(before)) return verdict(PUBLISH);
  return provision(comparison, after, [route]);
}

function routeRemoved({ after }: FieldChange<Recipient>, route: Route | "unstated"): Verdict {
  return route === "opt-out" && !isOptOut(after) ? verdict(...optOutAsks("end")) : NARROWER;
}

const PUBLISHED: FieldRule<Recipient, Recipient["published"]> = {
  name: { ja: "公表された内容", en: "what is published" },
  tell: (change) => {
    const { comparison, id, was, is } = change;
    const told: Told[] = [];
    if (!isSame(was.text, is.text)) {
      const same =
        was.text === undefined || is.text === undefined
          ? saysTheSame(comparison, wordsOf(comparison.before, change.before), wordsOf(comparison.after, change.after))
          : saysTheSame(comparison, was.text, is.text);
      told.push({
        path: ["text"],
        says: is.text === undefined ? { ja: "条項の文言による", en: "the words of the clause" } : quoted(is.text),
        verdict: same ? EDITORIAL : recipientWords(comparison, [id]),
      });
    }
    const { added, removed } = delta(was.routes, is.routes);
    const known = (route: string): route is Route | "unstated" => Object.hasOwn(ROUTE_WORDS, route);
    for (const route of added.filter(known)) {
      const verdictNow = route === "unstated" ? verdict(PUBLISH) : routeAdded(change, route);
      told.push({ path: ["routes"], says: signed("+", ROUTE_WORDS[route]), verdict: verdictNow });
    }
    for (const route of removed.filter(known)) {
      told.push({ path: ["routes"], says: signed("−", ROUTE_WORDS[route]), verdict: routeRemoved(change, route) });
    }
    if (added.length + removed.length === 0 && !isSame(was.routes, is.routes))
      told.push({ path: ["routes"], says: { ja: "順序", en: "order" }, verdict: EDITORIAL });
    if (!isSame(was.filing, is.filing)) {
      const optOut = isOptOut(change.after);
      told.push({
        path: ["filing"],
        says: { ja: "届出", en: "the filing" },
        verdict: optOut ? filingVerdict(was.filing, is.filing) : verdict(PUBLISH),
      });
    }
    return [...told, ...matterTold(change, was.matters, is.matters)];
  },
};

function wordsOf(side: Comparison["after"], recipient: Recipient) {
  return recipient.published.text ?? side.policy.promises[recipient.clause]?.text;
}

const READING: FieldRule<Recipient, Recipient["reading"]> = {
  name: { ja: "読み方", en: "how it is read" },
  tell: (change) => {
    // A filing that is read as published is told of as published.
    const once = isReadAsPublished(change.before) && isReadAsPublished(change.after);
    const routes = (all: readonly RouteReading[]): readonly RouteReading[] => (once ? all.map(unfiled) : all);
    const [was, is] = [routes(change.was.routes), routes(change.is.routes)];
    const told: Told[] = [];
    const { added, removed } = delta(routeNames(was), routeNames(is));
    const known = (route: string): route is Route => Object.hasOwn(BY_ROUTE, route);
    for (const route of added.filter(known))
      told.push({ path: ["routes"], says: signed("+", ROUTE_WORDS[route]), verdict: routeAdded(change, route) });
    for (const route of removed.filter(known))
      told.push({ path: ["routes"], says: signed("−", ROUTE_WORDS[route]), verdict: routeRemoved(change, route) });
    for (const route of is) {
      const one = was.find((other) => other.route === route.route);
      if (one === undefined || was.some((other) => isSame(other, route))) continue;
      told.push({ path: ["routes"], ...routeChanged(one, route) });
    }
    if (told.length === 0 && !isSame(was, is))
      told.push({ path: ["routes"], says: { ja: "順序または重複", en: "order or repetition" }, verdict: EDITORIAL });
    if (!isSame(change.was.because, change.is.because))
      told.push({ path: ["because"], says: { ja: "理由", en: "the reason" }, verdict: EDITORIAL });
    return told;
  },
};

function isReadAsPublished({ published, reading }: Recipient): boolean {
  return reading.routes.every((one) => one.route !== "opt-out" || isSame(one.filing, published.filing));
}

function unfiled(one: RouteReading): RouteReading {
  return one.route === "opt-out" ? { route: one.route } : one;
}

function routeNames(routes: readonly RouteReading[]): Route[] {
  return routes.map(({ route }) => route);
}

/** How much a consent must name; by default the class of recipient. */
const NAMING = ["recipient", "party", "deal"] as const;

function routeChanged(was: RouteReading, is: RouteReading): Told {
  if (is.route === "opt-out" && was.route === "opt-out")
    return { says: { ja: "届出", en: "the filing" }, verdict: filingVerdict(was.filing, is.filing) };
  if (is.route !== "consent" || was.route !== "consent") return { verdict: verdict(PUBLISH) };
  const [from, to] = [was.per ?? "recipient", is.per ?? "recipient"];
  const says = values(from, to);
  if (from === to) return { says, verdict: EDITORIAL };
  return { says, verdict: NAMING.indexOf(to) > NAMING.indexOf(from) ? verdict(CONSENT) : verdict(PUBLISH) };
}

export const RECIPIENTS: SectionRules<Recipient> = {
  section: "recipients",
  noun: { ja: "提供先", en: "Recipient" },
  name: ({ name }) => quoted(name),
  clause: ({ clause }) => clause,
  added: (recipient, comparison) => provision(comparison, recipient, routesOf(recipient)),
  removed: (recipient) => (isOptOut(recipient) ? verdict(...optOutAsks("end")) : NARROWER),
  fields: {
    name: {
      name: { ja: "名前", en: "name" },
      tell: ({ comparison, was, is }) => [
        {
          says: { ja: `→ ${inOurLanguages(is).ja}`, en: `→ ${inOurLanguages(is).en}` },
          verdict: saysTheSame(comparison, was, is) ? EDITORIAL : OTHER_WORDS,
        },
      ],
    },
    clause: field("条項", "clause", ({ comparison, id, before, after }) =>
      saysTheSame(comparison, wordsOf(comparison.before, before), wordsOf(comparison.after, after))
        ? EDITORIAL
        : recipientWords(comparison, [id]),
    ),
    operators: list("事業者", "operators", (ids, { comparison }) => namesOf(comparison, "operators", ids), {
      added: (_ids, change) => widened(change),
      removed: (_ids, { after }) => (isOptOut(after) ? verdict(...optOutAsks("end")) : NARROWER),
    }),
    people: list("本人の区分", "people", (ids, { comparison }) => namesOf(comparison, "people", ids), {
      added: (_ids, change) => widened(change),
      removed: () => NARROWER,
    }),
    items: list("項目", "items", (ids, { comparison }) => namesOf(comparison, "items", ids), {
      added: (_ids, change) => ofItems(change),
      removed: (_ids, { after }) => (isOptOut(after) ? verdict(...optOutAsks("items")) : NARROWER),
    }),
    purposes: list("利用目的", "purposes", (ids) => ({ ja: ids.join("・"), en: ids.join(", ") }), {
      added: (_ids, change) => widened(change),
      removed: () => NARROWER,
    }),
    country: field("国", "country", ({ comparison, after, is }) => {
      const asks = abroadAsks(comparison, is, after.abroad);
      return asks.length > 0 && is !== "JP" ? verdict(...asks) : verdict(PUBLISH);
    }),
    published: PUBLISHED,
    abroad: abroadRule(),
    reading: READING,
  },
};

/** Another item: by opt-out it is a matter that changes, by any other way a provision that was not there before. */
function ofItems(change: FieldChange<Recipient>): Verdict {
  const routes = routesOf(change.after).filter((route) => route !== "opt-out");
  if (!isOptOut(change.after)) return widened(change);
  const others = routes.length > 0 ? provision(change.comparison, change.after, routes) : { asks: [] };
  return { ...others, asks: [...optOutAsks("items"), ...others.asks] };
}
