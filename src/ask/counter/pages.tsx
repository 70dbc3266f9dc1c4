import { randomUUID } from "node:crypto";
import { type Context, Hono } from "hono";
import { allowedCaller, type Door, requires } from "../../access/index.ts";
import { findByWord, type Sight, sightOf } from "../../people/index.ts";
import { CHANNELS, findParty, listParties } from "../../provision/index.ts";
import type { House } from "../../room/index.ts";
import { LANGUAGE_PATH, localPath, pageLanguage } from "../../web/index.ts";
import { type Id, idOf, midnightInJapan, ProblemError, uuidOf, type Words } from "../../wire/index.ts";
import { decideAbout, readPersonQuestion } from "../record/decide.ts";
import { decisionInSight, reopenDecision } from "../record/replay.ts";
import { AnswerPage, GonePage, type HandOverShown } from "./answer-page.tsx";
import { type Details, DetailsPage } from "./details-page.tsx";
import { COUNTER, type Draft, readDraft, recipientOf, type Spoken, spokenFor } from "./draft.ts";
import { showPeople, showPerson } from "./find.ts";
import { FindPage } from "./find-page.tsx";
import { groundsOf, handedOver, principalOf, recipientOnRecord, recordHandOver } from "./hand-over.ts";
import type { StepView } from "./step-frame.tsx";
import { AsPage, ToPage, WhatPage } from "./step-pages.tsx";
import { nameOf } from "./view.ts";
import { WORDS } from "./words.ts";

const HERE = `${LANGUAGE_PATH}${COUNTER}`;
/** As many names of parties as a list of suggestions bears. */
const SUGGESTED = 200;

/**
 * `GET /ja/records/counter`: a person, what is to be done and to whom, one question a page, in the address; `POST …/decisions` decides,
 * and leads to `GET …/dec_…`, the answer, which records the hand-over by `POST …/dec_…/hand-over`.
 */
export function counterPages(house: House, door: Door): Hono {
  const app = new Hono();
  const { desk } = door;
  const reads = requires(door, "people:read");
  for (const path of [HERE, `${HERE}/*`]) {
    app.use(path, async (c, next) => {
      await next();
      c.header("Cache-Control", "no-store");
    });
  }

  app.get(HERE, reads, async (c) => {
    const query = new URL(c.req.url).searchParams;
    const draft = readDraft((name) => query.get(name) ?? undefined, house);
    return draft.person === undefined ? await found(c, query) : await step(c, draft, query);
  });
  app.post(HERE, reads, async (c) => {
    const lang = pageLanguage(c);
    const value = (await formOf(c))("value").slice(0, 400);
    if (value === "") {
      return c.html(<FindPage house={house} lang={lang} path={COUNTER} error={WORDS.valueMissing[lang]} />, 422);
    }
    const { exact, similar, more } = await findByWord(desk, sightIn(c), value);
    const query = new URLSearchParams({ found: exact.join(" "), similar: similar.join(" ") });
    if (more) query.set("more", "1");
    return c.redirect(`${localPath(lang, COUNTER)}?${query.toString()}`, 303);
  });
  app.post(`${HERE}/decisions`, requires(door, "decide"), (c) => decided(c));
  app.get(`${HERE}/:decision`, reads, (c) => answer(c, {}, []));
  app.post(`${HERE}/:decision/hand-over`, requires(door, "provision:write"), (c) => record(c));
  return app;

  function sightIn(c: Context): Sight {
    return sightOf(allowedCaller(c), house);
  }

  async function found(c: Context, query: URLSearchParams): Promise<Response> {
    const lang = pageLanguage(c);
    const whole = query.toString();
    const path = whole === "" ? COUNTER : `${COUNTER}?${whole}`;
    if (!query.has("found")) return c.html(<FindPage house={house} lang={lang} path={path} />);
    const [exact, similar] = await Promise.all(
      ["found", "similar"].map((name) => showPeople(desk, sightIn(c), idsIn(query.get(name) ?? ""))),
    );
    const result = { exact: exact ?? [], similar: similar ?? [], more: query.has("more") };
    return c.html(<FindPage house={house} lang={lang} path={path} found={result} />);
  }

  async function step(c: Context, draft: Draft, query: URLSearchParams): Promise<Response> {
    const shown = await showPerson(desk, sightIn(c), draft.person ?? idOf("person", ""));
    const { roles } = shown;
    const [only] = roles;
    const known: Draft =
      (draft.operator === undefined || draft.kind === undefined) && roles.length === 1 && only !== undefined
        ? readDraft((name) => ({ ...draft, ...only })[name], house)
        : draft;
    const spoken = spokenFor(house, known.operator);
    const lang = pageLanguage(c);
    const view: StepView = { house, lang, draft: known, shown, spoken, errors: [] };
    if (spoken === undefined || known.kind === undefined) return c.html(<AsPage {...view} />);
    const from = query.get("from");
    if (known.act === undefined || known.purpose === undefined || from === "narrow") {
      const errors = from === "what" ? missing(lang, [known.act, "act"], [known.purpose, "purpose"]) : [];
      const narrow = (query.get("narrow") ?? "").trim().slice(0, 80);
      return c.html(<WhatPage {...view} errors={errors} narrow={narrow} spoken={spoken} />);
    }
    if (known.act === "provide" && known.to === undefined) {
      return c.html(<ToPage {...view} errors={from === "to" ? missing(lang, [known.to, "to"]) : []} spoken={spoken} />);
    }
    return await details(c, view, spoken, undefined);
  }

  async function details(
    c: Context,
    view: StepView,
    spoken: Spoken,
    sent: Details | undefined,
    formKey: string = randomUUID(),
  ): Promise<Response> {
    const parties = view.draft.act === "provide" ? await listParties(desk, { limit: SUGGESTED }) : [];
    const names = [...new Set(parties.map(({ name }) => name))];
    return c.html(
      <DetailsPage {...view} spoken={spoken} sent={sent} formKey={formKey} parties={names} />,
      view.errors.length === 0 ? 200 : 422,
    );
  }

  async function decided(c: Context): Promise<Response> {
    const lang = pageLanguage(c);
    const form = await formOf(c);
    const draft = readDraft((name) => form(name), house);
    const spoken = spokenFor(house, draft.operator);
    const { person, act, purpose, kind } = draft;
    if (
      person === undefined ||
      spoken === undefined ||
      act === undefined ||
      purpose === undefined ||
      kind === undefined ||
      (act === "provide" && draft.to === undefined)
    ) {
      throw new ProblemError("not-found", { path: c.req.path });
    }
    const sent = detailsOf(form, await itemsOf(c), spoken);
    const faults = faultsOf(sent, draft, spoken);
    const shown = await showPerson(desk, sightIn(c), person);
    const view: StepView = { house, lang, draft, shown, spoken, errors: [] };
    if (faults.length > 0) {
      const errors = faults.map(({ name, words }) => ({ name, message: words[lang] }));
      return await details(c, { ...view, errors }, spoken, sent);
    }
    const caller = allowedCaller(c);
    const asked = readPersonQuestion(
      { pack: spoken.pack, preview: undefined },
      { ...(await questionOf(sent, draft, spoken)), person: { id: person, kind } },
      caller,
    );
    const once = form("key").slice(0, 80);
    const [made] = await decideAbout(desk, [asked], sightIn(c), once === "" ? {} : { once });
    if (made === undefined || made instanceof ProblemError) throw made ?? new ProblemError("internal-error");
    return c.redirect(localPath(lang, `${COUNTER}/${made.id}`), 303);
  }

  async function questionOf(sent: Details, draft: Draft, spoken: Spoken): Promise<Readonly<Record<string, unknown>>> {
    const { operator = "", act = "use", purpose = "" } = draft;
    const today = desk.clock.now().toZonedDateTimeISO("Asia/Tokyo").toPlainDate().toString();
    // As the recipient is called on record: consents and contracts name it so.
    const party = sent.party === "" ? undefined : ((await findParty(desk, sent.party))?.name ?? sent.party);
    const recipient = { ...recipientOf(draft.to, spoken.program), ...(party === undefined ? {} : { party }) };
    const exceptions = exceptionsOf(sent);
    return {
      operator,
      act,
      purpose,
      items: [...sent.items],
      ...(act === "provide" ? { recipient } : {}),
      ...(act === "provide" && sent.deal !== "" ? { deal: sent.deal } : {}),
      ...(act === "acquire" ? { source: sent.source } : {}),
      exceptions,
      ...(act === "disclose" && sent.asker !== "unverified"
        ? {
            facts: [
              {
                kind: "request",
                at: midnightInJapan(today).toString(),
                by: sent.asker,
                verified: true,
              },
            ],
          }
        : {}),
    };
  }

  async function answer(
    c: Context,
    sent: Readonly<Record<string, string>>,
    errors: HandOverShown["errors"],
  ): Promise<Response> {
    const lang = pageLanguage(c);
    const decision = await decisionInSight(desk, sightIn(c), c.req.param("decision") ?? "");
    const reopened = await reopenDecision(desk, house.packs, decision);
    if (!("again" in reopened)) {
      return c.html(<GonePage house={house} lang={lang} decision={decision} state={reopened.state} />);
    }
    const { question, again, replay } = reopened;
    const permitted = question.act === "provide" && decision.outcome === "permit" && replay.state === "same";
    const handOver: HandOverShown | undefined = permitted
      ? {
          done: await handedOver(desk, decision),
          grounds: groundsOf(again),
          party: await recipientOnRecord(desk, question, decision),
          asksName: (await principalOf(desk, decision.person)) === undefined,
          sent,
          errors,
        }
      : undefined;
    return c.html(
      <AnswerPage
        house={house}
        lang={lang}
        shown={await showPerson(desk, sightIn(c), decision.person)}
        decision={decision}
        question={question}
        again={again}
        replay={replay}
        handOver={handOver}
        mayWrite={allowedCaller(c).scopes.has("provision:write")}
      />,
      errors.length === 0 ? 200 : 422,
    );
  }

  async function record(c: Context): Promise<Response> {
    const lang = pageLanguage(c);
    const decision = await decisionInSight(desk, sightIn(c), c.req.param("decision") ?? "");
    const back = `${localPath(lang, `${COUNTER}/${decision.id}`)}#recorded`;
    if ((await handedOver(desk, decision)) !== undefined) return c.redirect(back, 303);
    const reopened = await reopenDecision(desk, house.packs, decision);
    const grounds = "again" in reopened && reopened.replay.state === "same" ? groundsOf(reopened.again) : undefined;
    if (!("again" in reopened) || grounds === undefined || reopened.question.act !== "provide") {
      throw new ProblemError("not-found", { path: c.req.path });
    }
    const { question } = reopened;
    const operator = question.recipient?.operator;
    // The page says what to do about a recipient that is not on record.
    if (operator === undefined && (await recipientOnRecord(desk, question, decision)) === undefined) {
      return c.redirect(back, 303);
    }
    const form = await formOf(c);
    const channel = CHANNELS.find((one) => one === form("channel"));
    const name = form("principal").slice(0, 200);
    const principal = (await principalOf(desk, decision.person)) ?? (name === "" ? undefined : { name });
    const [evidence, approver] = [form("evidence").slice(0, 4_000), form("approver").slice(0, 200)];
    const needed = grounds.exception !== undefined;
    const errors = missing(
      lang,
      [channel, "channel"],
      [principal, "principal"],
      [needed && evidence === "" ? undefined : evidence, "evidence"],
      [needed && approver === "" ? undefined : approver, "approver"],
    );
    if (channel === undefined || errors.length > 0) {
      return await answer(c, { channel: form("channel"), principal: name, evidence, approver }, errors);
    }
    await recordHandOver(
      desk,
      {
        decision,
        question,
        grounds,
        channel,
        principal,
        evidence,
        approver,
        operatorName: operator === undefined ? undefined : nameOf({ house, lang: "ja" }, "operators", operator),
        operatorCountry: spokenFor(house, operator)?.program.operators.get(operator ?? "")?.country ?? "JP",
      },
      allowedCaller(c),
    );
    return c.redirect(back, 303);
  }
}

const MISSING = {
  act: WORDS.actMissing,
  purpose: WORDS.purposeMissing,
  to: WORDS.toMissing,
  channel: WORDS.channelMissing,
  principal: WORDS.principalMissing,
  evidence: WORDS.evidenceMissing,
  approver: WORDS.approverMissing,
} as const satisfies Record<string, Words>;

function missing(
  lang: "ja" | "en",
  ...given: readonly (readonly [unknown, keyof typeof MISSING])[]
): { readonly name: string; readonly message: string }[] {
  return given.flatMap(([value, name]) => (value === undefined ? [{ name, message: MISSING[name][lang] }] : []));
}

function idsIn(text: string): Id<"person">[] {
  return text
    .split(" ")
    .slice(0, 50)
    .flatMap((one) => {
      const uuid = uuidOf("person", one);
      return uuid === undefined ? [] : [idOf("person", uuid)];
    });
}

/** What a form sent under a name, without space around it; nothing where it sent none. */
async function formOf(c: Context): Promise<(name: string) => string> {
  const body = await c.req.parseBody();
  return (name) => {
    const value = Object.hasOwn(body, name) ? body[name] : undefined;
    return typeof value === "string" ? value.trim() : "";
  };
}

async function itemsOf(c: Context): Promise<readonly string[]> {
  const { items } = await c.req.parseBody({ all: true });
  return [items].flat().filter((item) => typeof item === "string");
}

function detailsOf(form: (name: string) => string, items: readonly string[], { program }: Spoken): Details {
  return {
    items: [...new Set(items)].filter((item) => program.items.has(item)),
    party: form("party").slice(0, 200),
    deal: form("deal").slice(0, 80),
    exception: form("exception"),
    evidence: form("evidence").slice(0, 2_000),
    asker: form("asker"),
    source: form("source"),
  };
}

function faultsOf(sent: Details, { act, to }: Draft, { program }: Spoken): { name: string; words: Words }[] {
  const named = recipientOf(to, program)?.operator !== undefined;
  return [
    ...(sent.items.length === 0 ? [{ name: "items", words: WORDS.itemsMissing }] : []),
    ...(act === "provide" && !named && sent.party === "" ? [{ name: "party", words: WORDS.partyMissing }] : []),
    ...(act === "disclose" && sent.asker === "" ? [{ name: "asker", words: WORDS.askerMissing }] : []),
    ...(act === "acquire" && sent.source === "" ? [{ name: "source", words: WORDS.sourceMissing }] : []),
  ];
}

/** The exception that was chosen; one of 27(1) with its like in 18(3), which covers the purpose. */
function exceptionsOf({ exception, evidence }: Details): Readonly<Record<string, unknown>>[] {
  const item = /^27(\(1\))(\((?:i|ii|iii|iv)\))$/.exec(exception)?.[2];
  const articles = exception === "" ? [] : [exception, ...(item === undefined ? [] : [`18(3)${item}`])];
  return articles.map((article) => ({ article, ...(evidence === "" ? {} : { evidence }) }));
}
