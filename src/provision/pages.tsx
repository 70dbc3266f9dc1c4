import { type Context, Hono } from "hono";
import { aroundOf, type Door, requires, type Scope } from "../access/index.ts";
import { act } from "../act/index.ts";
import { citation, EXCEPTIONS, isArticle } from "../law/index.ts";
import type { House } from "../room/index.ts";
import { LANGUAGE_PATH, localPath, pageLanguage } from "../web/index.ts";
import { idOf, type Language, ProblemError } from "../wire/index.ts";
import { csvAnswer, mayRecord, pagesOf } from "./api.ts";
import { checkWords, listAsked, nextOf, readInput, todayAt, uuidInPath } from "./asked.ts";
import { type Charge, chargeIn, type PeoplePorts } from "./charge.ts";
import { checksDue, checksOfParty, recordCheck } from "./checks.ts";
import {
  choices,
  errorsOf,
  type Field,
  type FieldError,
  filled,
  FormPage,
  instantOf,
  one,
  policyChoices,
  type Sent,
} from "./form.tsx";
import { acknowledgedInput, checkInput, partyInput, provisionInput, receiptInput, toldInput } from "./input.ts";
import { ProvisionsPage, TellingsPage } from "./list-pages.tsx";
import { PartiesPage, PartyPage, checkFields } from "./party-pages.tsx";
import { listParties, loadParties, type Party, recordParty } from "./party.ts";
import { factsOfParty, reviewMembership } from "./party-facts.ts";
import { readerOf } from "./ports.ts";
import { listProvisions } from "./read.ts";
import { recordReceipts } from "./receipt.ts";
import { recordProvisions } from "./record.ts";
import { RANGES } from "./rules.ts";
import { seriesOfParty } from "./series.ts";
import { acknowledge, markTold, openTellings } from "./telling.ts";
import {
  BASIS_WORDS,
  CHANNEL_WORDS,
  KIND_WORDS,
  NONE_DUE_WORDS,
  PAGE,
  RECEIPT_BASIS_WORDS,
  WAY_WORDS,
  WITHIN_WORDS,
} from "./words.ts";

/** Pages of the records, for staff: every form works without scripts and says what is wrong where it is. */
export function provisionPages(house: House, ports: PeoplePorts): Hono {
  const app = new Hono();
  const { door } = house;
  if (door === undefined) return app;
  const { desk } = door;
  const { subjects } = ports;
  const chargeOf = (c: Context): Charge => chargeIn(c, house, desk, ports);
  const read = requires(door, "provision:read");
  const write = requires(door, "provision:write");
  const writeParties = requires(door, "parties:write");
  const records = `${LANGUAGE_PATH}/records`;

  app.get(`${records}/provisions`, read, async (c) => {
    const { filters, page } = listAsked(c);
    const charge = chargeOf(c);
    const { items: listed, next } = await listProvisions(desk, charge.within(filters), page);
    const items = await charge.known(listed);
    const given = [...new URL(c.req.url).searchParams];
    const query = new URLSearchParams(given.filter(([name, value]) => value !== "" && name !== "cursor"));
    const view = { house, lang: pageLanguage(c), items, query };
    return c.html(<ProvisionsPage {...view} next={nextOf(next) ?? undefined} />);
  });
  app.get(`${records}/provisions.csv`, read, (c) =>
    csvAnswer(c, house, pagesOf(door, listAsked(c).filters, chargeOf(c))),
  );

  formRoutes(app, house, door, {
    path: "/records/provisions/new",
    scope: "provision:write",
    title: PAGE.newProvision,
    fields: provisionFields,
    save: async (sent, c) => {
      const input = readInput(provisionInput, provisionOf(sent));
      checkWords(house.packs.values(), [
        { pointer: "/operator", kind: "operators", words: [input.operator] },
        { pointer: "/items", kind: "items", words: input.items },
      ]);
      await mayRecord(chargeOf(c), undefined, [input]);
      await act(desk, recordProvisions(subjects, { provisions: [input] }), aroundOf(c));
      return "/records/provisions";
    },
  });
  formRoutes(app, house, door, {
    path: "/records/receipts/new",
    scope: "provision:write",
    title: PAGE.newReceipt,
    fields: receiptFields,
    save: async (sent, c) => {
      const input = readInput(receiptInput, receiptOf(sent));
      await mayRecord(chargeOf(c), undefined, [input]);
      await act(desk, recordReceipts(subjects, { receipts: [input] }), aroundOf(c));
      return `/records/parties/${input.party}?recorded=1`;
    },
  });
  formRoutes(app, house, door, {
    path: "/records/parties/new",
    scope: "parties:write",
    title: PAGE.newParty,
    fields: partyFields,
    save: async (sent, c) => {
      const { id } = await act(desk, recordParty(readInput(partyInput, partyOf(sent))), aroundOf(c));
      return `/records/parties/${id}?recorded=1`;
    },
  });

  app.get(`${records}/parties`, read, async (c) => {
    const { page } = listAsked(c);
    const found = await listParties(desk, { after: page.after?.id, limit: page.limit + 1 });
    const parties = found.slice(0, page.limit);
    const last = parties.at(-1);
    const goesOn = found.length > page.limit && last !== undefined;
    const due = await checksDue(desk, todayAt(house.clock.now()).add({ days: SOON }));
    const byId = await loadParties(
      readerOf(desk),
      due.map(({ party }) => party.slice(4)),
    );
    return c.html(
      <PartiesPage
        house={house}
        lang={pageLanguage(c)}
        parties={parties}
        due={due.map((check) => ({ check, party: byId.get(check.party.slice(4)) }))}
        next={goesOn ? (nextOf({ at: last.at.toString(), id: last.id.slice(4) }) ?? undefined) : undefined}
      />,
    );
  });
  const partyPage = async (c: Context, sent: Sent, errors: readonly FieldError[]) => {
    const uuid = uuidInPath(c, "party", "party");
    const reader = readerOf(desk);
    const party: Party | undefined = (await loadParties(reader, [uuid])).get(uuid);
    if (party === undefined) throw new ProblemError("not-found", { path: c.req.path });
    const [facts, checks, series] = await Promise.all([
      factsOfParty(reader, uuid),
      checksOfParty(reader, uuid),
      seriesOfParty(reader, uuid),
    ]);
    const saved = c.req.query("recorded") !== undefined;
    const view = { house, lang: pageLanguage(c), party, facts, checks, series, sent, errors, saved };
    return c.html(<PartyPage {...view} />, errors.length === 0 ? 200 : 422);
  };
  app.get(`${records}/parties/:party`, read, (c) => partyPage(c, {}, []));
  app.post(`${records}/parties/:party/checks`, writeParties, async (c) => {
    const lang = pageLanguage(c);
    const sent = await sentOf(c);
    const party = idOf("party", uuidInPath(c, "party", "party"));
    try {
      const value = filled({
        party,
        of: one(sent, "of"),
        on: one(sent, "on"),
        result: one(sent, "result"),
        basis: one(sent, "basis"),
        found: one(sent, "found"),
      });
      await act(desk, recordCheck(readInput(checkInput, value)), aroundOf(c));
    } catch (error) {
      return await partyPage(c, sent, errorsOf(error, checkFields(lang), lang));
    }
    return c.redirect(localPath(lang, `/records/parties/${party}?recorded=1`), 303);
  });
  app.post(`${records}/parties/:party/review`, writeParties, async (c) => {
    const sent = await sentOf(c);
    const as = RANGES.find((range) => range === one(sent, "as"));
    if (as !== undefined) await act(desk, reviewMembership({ fact: one(sent, "fact") ?? "", as }), aroundOf(c));
    const party = idOf("party", uuidInPath(c, "party", "party"));
    return c.redirect(
      localPath(pageLanguage(c), `/records/parties/${party}${as === undefined ? "" : "?recorded=1"}`),
      303,
    );
  });

  app.get(`${records}/tellings`, read, async (c) => {
    const { items, next } = await openTellings(desk, listAsked(c).page);
    const view = { house, lang: pageLanguage(c), items: await chargeOf(c).known(items) };
    return c.html(<TellingsPage {...view} next={nextOf(next) ?? undefined} />);
  });
  app.post(`${records}/tellings/told`, write, async (c) => {
    const sent = await sentOf(c);
    const telling = { person: one(sent, "person"), id: one(sent, "id") };
    await chargeOf(c).mustKnow([telling.person]);
    await act(desk, markTold(readInput(toldInput, { tellings: [telling], by: one(sent, "by") })), aroundOf(c));
    return c.redirect(localPath(pageLanguage(c), "/records/tellings"), 303);
  });
  app.post(`${records}/tellings/acknowledged`, write, async (c) => {
    const sent = await sentOf(c);
    const telling = { person: one(sent, "person"), id: one(sent, "id") };
    await chargeOf(c).mustKnow([telling.person]);
    await act(desk, acknowledge(readInput(acknowledgedInput, { tellings: [telling] })), aroundOf(c));
    return c.redirect(localPath(pageLanguage(c), "/records/tellings"), 303);
  });
  return app;
}

/** Checks that come due within so many days are shown already. */
const SOON = 30;

async function sentOf(c: Context): Promise<Sent> {
  const body = await c.req.parseBody({ all: true });
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      (Array.isArray(value) ? value : [value]).filter((entry) => typeof entry === "string"),
    ]),
  );
}

interface Form {
  readonly path: string;
  readonly scope: Scope;
  readonly title: { readonly ja: string; readonly en: string };
  readonly fields: (house: House, lang: Language) => readonly Field[];
  /** @returns where to go on, without the language */
  readonly save: (sent: Sent, c: Context) => Promise<string>;
}

function formRoutes(app: Hono, house: House, door: Door, { path, scope, title, fields, save }: Form): void {
  const page = (c: Context, sent: Sent, errors: readonly FieldError[]) => {
    const lang = pageLanguage(c);
    const view = { house, lang, title: title[lang], path, fields: fields(house, lang), sent, errors };
    return c.html(<FormPage {...view} />, errors.length === 0 ? 200 : 422);
  };
  const write = requires(door, scope);
  app.get(`${LANGUAGE_PATH}${path}`, write, (c) =>
    page(c, Object.fromEntries(Object.entries(c.req.query()).map(([name, value]) => [name, [value]])), []),
  );
  app.post(`${LANGUAGE_PATH}${path}`, write, async (c) => {
    const lang = pageLanguage(c);
    const sent = await sentOf(c);
    try {
      return c.redirect(localPath(lang, await save(sent, c)), 303);
    } catch (error) {
      return page(c, sent, errorsOf(error, fields(house, lang), lang));
    }
  });
}

function personFields(lang: Language): readonly Field[] {
  return [
    { name: "person", type: "text", label: PAGE.person[lang], hint: PAGE.personHint[lang] },
    { name: "principal", type: "text", label: PAGE.principalName[lang], hint: PAGE.principalHint[lang] },
    { name: "principal-number", type: "text", label: PAGE.principalNumber[lang] },
  ];
}

function provisionFields(house: House, lang: Language): readonly Field[] {
  const exceptions = EXCEPTIONS.filter(({ lifts }) => lifts === "provision").flatMap(({ article }) =>
    isArticle(article) ? [{ value: article, label: citation(article)[lang] }] : [],
  );
  return [
    ...commonFields(house, lang, PAGE.party[lang]),
    { name: "basis", type: "radio", label: PAGE.basis[lang], options: choices(BASIS_WORDS, lang) },
    { name: "channel", type: "radio", label: PAGE.channel[lang], options: choices(CHANNEL_WORDS, lang) },
    { name: "class", type: "select", label: PAGE.class[lang], options: policyChoices(house, "recipients", lang) },
    ...personFields(lang),
    { name: "within", type: "select", label: PAGE.within[lang], options: choices(WITHIN_WORDS, lang) },
    { name: "exempt", type: "select", label: PAGE.exempt[lang], options: choices(NONE_DUE_WORDS, lang) },
    {
      name: "exception",
      type: "select",
      label: PAGE.exception[lang],
      options: exceptions,
      pointer: "/exception/article",
    },
    { name: "evidence", type: "text", label: PAGE.evidence[lang] },
    { name: "approver", type: "text", label: PAGE.approver[lang] },
  ];
}

function commonFields(house: House, lang: Language, party: string): readonly Field[] {
  return [
    { name: "at", type: "datetime-local", label: PAGE.at[lang], hint: PAGE.atHint[lang] },
    { name: "operator", type: "select", label: PAGE.operator[lang], options: policyChoices(house, "operators", lang) },
    { name: "party", type: "text", label: `${party} (${PAGE.partyId[lang]})`, hint: PAGE.partyIdHint[lang] },
    { name: "items", type: "checkbox", label: PAGE.items[lang], options: policyChoices(house, "items", lang) },
  ];
}

function principalOf(sent: Sent): Record<string, unknown> | undefined {
  const principal = filled({ name: one(sent, "principal"), number: one(sent, "principal-number") });
  return Object.keys(principal).length === 0 ? undefined : principal;
}

function provisionOf(sent: Sent): unknown {
  const exception = filled({
    article: one(sent, "exception"),
    evidence: one(sent, "evidence"),
    approver: one(sent, "approver"),
  });
  return filled({
    person: one(sent, "person"),
    at: instantOf(one(sent, "at")),
    operator: one(sent, "operator"),
    party: one(sent, "party"),
    class: one(sent, "class"),
    basis: one(sent, "basis"),
    within: one(sent, "within"),
    exempt: one(sent, "exempt"),
    exception: Object.keys(exception).length === 0 ? undefined : exception,
    items: sent["items"],
    channel: one(sent, "channel"),
    principal: principalOf(sent),
  });
}

function receiptFields(house: House, lang: Language): readonly Field[] {
  return [
    ...commonFields(house, lang, PAGE.provider[lang]),
    { name: "basis", type: "radio", label: PAGE.basis[lang], options: choices(RECEIPT_BASIS_WORDS, lang) },
    ...personFields(lang),
    { name: "how", type: "select", label: PAGE.how[lang], options: choices(WAY_WORDS, lang), empty: PAGE.later[lang] },
    {
      name: "confirmed",
      type: "datetime-local",
      label: PAGE.confirmedAt[lang],
      hint: PAGE.atHint[lang],
      pointer: "/background/at",
    },
    { name: "acquired", type: "text", label: PAGE.acquired[lang] },
    { name: "publication", type: "text", label: PAGE.publication[lang] },
  ];
}

function receiptOf(sent: Sent): unknown {
  const how = one(sent, "how");
  return filled({
    person: one(sent, "person"),
    at: instantOf(one(sent, "at")),
    operator: one(sent, "operator"),
    party: one(sent, "party"),
    basis: one(sent, "basis"),
    items: sent["items"],
    publication: one(sent, "publication"),
    background:
      how === undefined
        ? undefined
        : filled({ how, at: instantOf(one(sent, "confirmed")), acquired: one(sent, "acquired") }),
    principal: principalOf(sent),
  });
}

function partyFields(house: House, lang: Language): readonly Field[] {
  return [
    { name: "kind", type: "radio", label: PAGE.kind[lang], options: choices(KIND_WORDS, lang) },
    { name: "name", type: "text", label: PAGE.name[lang] },
    { name: "address", type: "text", label: PAGE.address[lang] },
    { name: "representative", type: "text", label: PAGE.representative[lang] },
    { name: "number", type: "text", label: PAGE.number[lang] },
    { name: "country", type: "text", label: PAGE.country[lang], hint: PAGE.countryHint[lang] },
    {
      name: "operator",
      type: "select",
      label: PAGE.isOperator[lang],
      options: policyChoices(house, "operators", lang),
      empty: PAGE.notOperator[lang],
    },
  ];
}

function partyOf(sent: Sent): unknown {
  return filled({
    kind: one(sent, "kind"),
    name: one(sent, "name"),
    address: one(sent, "address"),
    representative: one(sent, "representative"),
    number: one(sent, "number"),
    country: one(sent, "country"),
    operator: one(sent, "operator"),
  });
}
