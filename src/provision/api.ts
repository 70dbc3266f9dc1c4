import { type Context, type Env, Hono } from "hono";
import { z } from "zod";
import { aroundOf, type Door, requires } from "../access/index.ts";
import { act } from "../act/index.ts";
import type { House } from "../room/index.ts";
import { type Id, idOf, ProblemError } from "../wire/index.ts";
import { bodyOf, checkWords, listAsked, nextOf, readInput, uuidInPath } from "./asked.ts";
import { type Charge, chargeIn, type PeoplePorts } from "./charge.ts";
import { recordCheck } from "./checks.ts";
import { csvStream } from "./csv.ts";
import {
  acknowledgedInput,
  checkInput,
  confirmInput,
  MAX_RECORDS,
  operatorFactsInput,
  partyFactsInput,
  partyInput,
  type ProvisionInput,
  provisionInput,
  provisionsInput,
  type ReceiptInput,
  receiptInput,
  receiptsInput,
  seriesInput,
  tellInput,
  toldInput,
} from "./input.ts";
import { listParties, loadParties, recordParty } from "./party.ts";
import { endPartyFact, factsOfParty, recordOperatorFacts, recordPartyFacts, reviewMembership } from "./party-facts.ts";
import { readerOf } from "./ports.ts";
import { type Filters, type Listed, listProvisions, provisionsOf } from "./read.ts";
import { readJson } from "../web/index.ts";
import { confirmAcquisition, recordReceipts } from "./receipt.ts";
import { recordProvisions } from "./record.ts";
import { RANGES } from "./rules.ts";
import { openSeries } from "./series.ts";
import { acknowledge, markTold, openTellings, tellRecipients } from "./telling.ts";
import { entryView, listedView, partyView, tellingView } from "./views.ts";

/** Rows of one query of the file: enough that the database is asked seldom, few enough that nobody else waits. */
const CSV_PAGE = 500;

/** The API of parties, provisions and receipts; none where nothing is kept. */
export function provisionApi(house: House, ports: PeoplePorts): Hono {
  const app = new Hono();
  const { door } = house;
  if (door === undefined) return app;
  const { desk } = door;
  const { subjects } = ports;
  const chargeOf = (c: Context): Charge => chargeIn(c, house, desk, ports);
  const read = requires(door, "provision:read");
  const write = requires(door, "provision:write");
  partyRoutes(app, house, door);

  app.post("/v1/provisions", write, async (c) => {
    const { provisions } = await oneOrMany(c, "provisions", provisionInput, provisionsInput);
    checkWords(house.packs.values(), provisions.flatMap(spokenOf("provisions")));
    await mayRecord(chargeOf(c), "provisions", provisions);
    return c.json(await act(desk, recordProvisions(subjects, { provisions }), aroundOf(c)), 201);
  });
  app.get("/v1/provisions", read, async (c) => {
    const { filters, page } = listAsked(c);
    c.header("Vary", "Accept", { append: true });
    const charge = chargeOf(c);
    if (wantsCsv(c)) return csvAnswer(c, house, pagesOf(door, filters, charge));
    const { items, next } = await listProvisions(desk, charge.within(filters), page);
    return c.json({ items: (await charge.known(items)).map(listedView), next: nextOf(next) });
  });
  app.get("/v1/people/:person/provisions", read, async (c) => {
    const person = idOf("person", uuidInPath(c, "person", "person"));
    const { filters, page } = listAsked(c);
    const { from, to } = filters;
    const records = await chargeOf(c).recordsOf(person);
    const { items, next } = await provisionsOf(desk, records.people, { from, to, ...page });
    return c.json({ items: (await records.show(items)).map(entryView), next: nextOf(next) });
  });

  app.post("/v1/receipts", write, async (c) => {
    const { receipts } = await oneOrMany(c, "receipts", receiptInput, receiptsInput);
    checkWords(house.packs.values(), receipts.flatMap(spokenOf("receipts")));
    await mayRecord(chargeOf(c), "receipts", receipts);
    return c.json(await act(desk, recordReceipts(subjects, { receipts }), aroundOf(c)), 201);
  });
  app.post("/v1/receipts/:receipt/confirmation", write, async (c) => {
    const body = await bodyOf(c, confirmInput.omit({ receipt: true }));
    const receipt = idOf("receipt", uuidInPath(c, "receipt", "receipt"));
    await chargeOf(c).mustKnow([body.person]);
    await act(desk, confirmAcquisition(subjects, { ...body, receipt }), aroundOf(c));
    return c.body(null, 204);
  });

  app.post("/v1/series", requires(door, "parties:write"), async (c) => {
    const body = await bodyOf(c, seriesInput);
    checkWords(house.packs.values(), [
      { pointer: "/operator", kind: "operators", words: [body.operator] },
      { pointer: "/class", kind: "classes", words: body.class === undefined ? [] : [body.class] },
    ]);
    return c.json(await act(desk, openSeries(body), aroundOf(c)), 201);
  });

  app.get("/v1/tellings", read, async (c) => {
    const { items, next } = await openTellings(desk, listAsked(c).page);
    return c.json({ items: (await chargeOf(c).known(items)).map(tellingView), next: nextOf(next) });
  });
  app.post("/v1/tellings", write, async (c) => {
    const body = await bodyOf(c, tellInput);
    await chargeOf(c).mustKnow([body.person]);
    return c.json(await act(desk, tellRecipients(subjects, body), aroundOf(c)), 201);
  });
  app.post("/v1/tellings/told", write, async (c) => {
    const body = await bodyOf(c, toldInput);
    await chargeOf(c).mustKnow(body.tellings.map(({ person }) => person));
    await act(desk, markTold(body), aroundOf(c));
    return c.body(null, 204);
  });
  app.post("/v1/tellings/acknowledged", write, async (c) => {
    const body = await bodyOf(c, acknowledgedInput);
    await chargeOf(c).mustKnow(body.tellings.map(({ person }) => person));
    await act(desk, acknowledge(body), aroundOf(c));
    return c.body(null, 204);
  });
  return app;
}

const endInput = z.strictObject({ at: z.iso.datetime({ offset: true }) });
const reviewInput = z.strictObject({ as: z.enum(RANGES) });

function partyRoutes(app: Hono, house: House, door: Door): void {
  const { desk } = door;
  const read = requires(door, "provision:read");
  const write = requires(door, "parties:write");
  app.post("/v1/parties", write, async (c) => {
    const body = await bodyOf(c, partyInput);
    const words = body.operator === undefined ? [] : [body.operator];
    checkWords(house.packs.values(), [{ pointer: "/operator", kind: "operators", words }]);
    return c.json(await act(desk, recordParty(body), aroundOf(c)), 201);
  });
  app.get("/v1/parties", read, async (c) => {
    const { page } = listAsked(c);
    const limit = page.limit + 1;
    const found = await listParties(desk, { after: page.after?.id, limit });
    const items = found.slice(0, page.limit);
    const last = items.at(-1);
    const next =
      found.length === limit && last !== undefined ? { at: last.at.toString(), id: last.id.slice(4) } : undefined;
    return c.json({ items: items.map(partyView), next: nextOf(next) });
  });
  app.get("/v1/parties/:party", read, async (c) => {
    const uuid = uuidInPath(c, "party", "party");
    const party = (await loadParties(readerOf(desk), [uuid])).get(uuid);
    if (party === undefined) throw new ProblemError("not-found", { path: c.req.path });
    const facts = await factsOfParty(readerOf(desk), uuid);
    return c.json({ ...partyView(party), facts });
  });
  app.post("/v1/parties/:party/facts", write, async (c) => {
    const party = idOf("party", uuidInPath(c, "party", "party"));
    const body = await bodyOf(c, partyFactsInput.omit({ party: true }));
    checkFacts(house, body.facts);
    return c.json(await act(desk, recordPartyFacts({ ...body, party }), aroundOf(c)), 201);
  });
  app.post("/v1/operators/:operator/facts", write, async (c) => {
    const operator = c.req.param("operator");
    checkWords(house.packs.values(), [{ pointer: "/operator", kind: "operators", words: [operator] }]);
    const body = await bodyOf(c, operatorFactsInput.omit({ operator: true }));
    checkFacts(house, body.facts);
    return c.json(await act(desk, recordOperatorFacts({ ...body, operator }), aroundOf(c)), 201);
  });
  app.post("/v1/party-facts/:fact/end", write, async (c) => {
    const fact = idOf("fact", uuidInPath(c, "fact", "fact"));
    await act(desk, endPartyFact({ ...(await bodyOf(c, endInput)), fact }), aroundOf(c));
    return c.body(null, 204);
  });
  app.post("/v1/party-facts/:fact/review", write, async (c) => {
    const fact = idOf("fact", uuidInPath(c, "fact", "fact"));
    await act(desk, reviewMembership({ ...(await bodyOf(c, reviewInput)), fact }), aroundOf(c));
    return c.body(null, 204);
  });
  app.post("/v1/parties/:party/checks", write, async (c) => {
    const party = idOf("party", uuidInPath(c, "party", "party"));
    const body = await bodyOf(c, checkInput.omit({ party: true }));
    return c.json(await act(desk, recordCheck({ ...body, party }), aroundOf(c)), 201);
  });
}

/** Where a fact names words of the policy. It stands in clear in the evidence log, so that nothing else may stand there. */
const WORDS_OF_FACTS = [
  ["operators", "operators"],
  ["recipients", "classes"],
  ["items", "items"],
  ["purposes", "purposes"],
  ["sharedUse", "sharedUses"],
] as const;

function checkFacts(house: House, facts: readonly { readonly fact: Readonly<Record<string, unknown>> }[]): void {
  checkWords(
    house.packs.values(),
    facts.flatMap(({ fact }, index) =>
      WORDS_OF_FACTS.map(([field, kind]) => {
        const given = [fact[field]].flat();
        const words = given.filter((word) => typeof word === "string");
        return { pointer: `/facts/${index}/fact/${field}`, kind, words };
      }),
    ),
  );
}

/** One record as itself, or many in a list. @throws {ProblemError} `invalid-record`, `too-many-entries` */
async function oneOrMany<Name extends string, One, Many extends Readonly<Record<Name, readonly One[]>>>(
  c: Context<Env, string>,
  name: Name,
  one: z.ZodType<One>,
  many: z.ZodType<Many>,
): Promise<Readonly<Record<Name, readonly One[]>>> {
  const value = await readJson(c);
  const list: unknown = typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
  if (Array.isArray(list) && list.length > MAX_RECORDS)
    throw new ProblemError("too-many-entries", { limit: MAX_RECORDS, count: list.length });
  if (list !== undefined) return readInput(many, value);
  const read: readonly One[] = [readInput(one, value)];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one name that the record has
  return { [name]: read } as Readonly<Record<Name, readonly One[]>>;
}

/** Nobody records what was handed over for an operator, or about people, that they have no charge of. */
export async function mayRecord(
  charge: Charge,
  list: "provisions" | "receipts" | undefined,
  records: readonly { readonly operator: string; readonly person?: string | undefined }[],
): Promise<void> {
  const place = (index: number): string => (list === undefined ? "" : `/${list}/${index}`);
  charge.mustHave(records.map(({ operator }, index) => ({ operator, pointer: `${place(index)}/operator` })));
  await charge.mustKnow(records.map(({ person }) => person));
}

type Word = Parameters<typeof checkWords>[1][number];

function spokenOf(list: "provisions" | "receipts") {
  return (input: ProvisionInput | ReceiptInput, index: number): Word[] => {
    const at = (field: string): string => `/${list}/${index}/${field}`;
    const classes = "class" in input && input.class !== undefined ? [input.class] : [];
    return [
      { pointer: at("operator"), kind: "operators", words: [input.operator] },
      { pointer: at("class"), kind: "classes", words: classes },
      { pointer: at("items"), kind: "items", words: input.items },
    ];
  };
}

function wantsCsv(c: Context): boolean {
  const accept = c.req.header("Accept") ?? "";
  return accept.includes("text/csv") && !accept.includes("application/json");
}

/** Every provision that the filters let through, a page at a time. */
export async function* pagesOf(
  { desk }: Door,
  filters: Filters,
  charge: Charge,
): AsyncGenerator<readonly Listed[], void> {
  let after: Parameters<typeof listProvisions>[2]["after"];
  do {
    const { items, next } = await listProvisions(desk, charge.within(filters), { after, limit: CSV_PAGE });
    yield await charge.known(items);
    after = next;
  } while (after !== undefined);
}

/** The list as a file. It gets a tag of its own: to make one from its content the whole of it would have to be held. */
export function csvAnswer(c: Context, house: House, pages: AsyncIterator<readonly Listed[], void>): Response {
  const name: Id<"request"> = house.ids("request");
  return c.body(csvStream(pages), 200, {
    "Content-Type": "text/csv; charset=utf-8",
    "Content-Disposition": 'attachment; filename="provisions.csv"',
    "Cache-Control": "no-store",
    ETag: `"${name}"`,
  });
}
