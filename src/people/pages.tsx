import { randomUUID } from "node:crypto";
import { type Context, Hono, type MiddlewareHandler } from "hono";
import { allowedCaller, type Door, requires, requiresFresh } from "../access/index.ts";
import { act, type Around, type Desk } from "../act/index.ts";
import type { House } from "../room/index.ts";
import { LANGUAGE_PATH, localPath } from "../web/index.ts";
import { fill, type Id, idOf, ProblemError, uuidOf, type Words } from "../wire/index.ts";
import { endFact } from "./end-fact.ts";
import { findPeople } from "./find-people.ts";
import { IDENTIFIER_KINDS, type IdentifierKind } from "./identifiers/index.ts";
import type { FactInput } from "./person-fact.ts";
import { personUuid, shortId } from "./person-key.ts";
import { PersonPage } from "./person-page.tsx";
import { policyWords } from "./policy-words.ts";
import { recordFacts } from "./record-facts.ts";
import { isRecordable, type Recordable, type RecordForm, RecordPage } from "./record-page.tsx";
import { representativesOf } from "./representatives.ts";
import { searchByKana } from "./search-by-kana.ts";
import { type SearchForm, SearchPage, type SearchResult } from "./search-page.tsx";
import { namesOf, openProtected, showIdentifiers, textsOf } from "./show-identifiers.ts";
import { nameParts, partsSeen, recordSeen } from "./see.ts";
import { loadInSight, personInSight, type Sight, sightOf } from "./sight.ts";
import { timeline } from "./timeline.ts";
import { type View, viewOf } from "./view.ts";
import { WORDS } from "./words.ts";

const PEOPLE = `${LANGUAGE_PATH}/records/people`;
const PAGE_LENGTH = 50;

/** Finding a person, seeing what is on record, and recording what they say. */
export function peoplePages(house: House, door: Door): Hono {
  const app = new Hono();
  const { desk } = door;
  const reads = requires(door, "people:read");
  const writes = requires(door, "people:write");

  for (const path of [PEOPLE, `${PEOPLE}/*`]) app.use(path, noStore());
  app.get(PEOPLE, reads, (c) => {
    return c.html(<SearchPage {...viewOf(house, c)} form={{ kind: "", value: "", operator: "" }} />);
  });
  app.post(PEOPLE, reads, async (c) => {
    const form = await formOf(c);
    const asked = { kind: form["kind"] ?? "", value: form["value"] ?? "", operator: form["operator"] ?? "" };
    const view = viewOf(house, c);
    return await mending(
      async () =>
        c.html(<SearchPage {...view} form={asked} result={await search(door, sightIn(c), asked, form["after"])} />),
      (errors) => c.html(<SearchPage {...view} form={asked} errors={errors} />, 422),
      view,
    );
  });

  app.get(`${PEOPLE}/:person`, reads, async (c) => c.html(await personPage(c)));
  app.post(`${PEOPLE}/:person/open`, requires(door, "people:protected"), requiresFresh(door), async (c) => {
    const person = personOf(c);
    const seenHere = await personInSight(desk, sightIn(c), person);
    const form = await formOf(c);
    const { reason } = form;
    const view = viewOf(house, c);
    if (reason === undefined) {
      return c.html(
        await personPage(c, {
          errors: [{ name: "reason", message: fill(WORDS.empty[view.lang], { label: WORDS.openReason[view.lang] }) }],
        }),
        422,
      );
    }
    const seen = await act(desk, openProtected({ person, reason }, seenHere), aroundOf(c, form));
    const opened = await textsOf(desk, person, seen);
    return c.html(await personPage(c, { opened: new Map(opened.map(({ id, text }) => [id, text])) }));
  });

  app.get(`${PEOPLE}/:person/record/:kind`, writes, async (c) => {
    const person = await personHere(c);
    return c.html(
      <RecordPage {...viewOf(house, c)} person={person} kind={kindOf(c)} form={givenIn(c)} formKey={randomUUID()} />,
    );
  });
  app.post(`${PEOPLE}/:person/record/:kind`, writes, async (c) => {
    const person = await personHere(c);
    const kind = kindOf(c);
    const form = await formOf(c);
    const view = viewOf(house, c);
    return await mending(
      async () => {
        const entry = { person, facts: [factOf(kind, form, house)], details: detailsOf(form, view) };
        const words = policyWords(house.packs.values());
        await act(desk, recordFacts({ entries: [entry] }, { words, root: () => [] }), aroundOf(c, form));
        return c.redirect(`${localPath(view.lang, `/records/people/${person}`)}#facts`, 303);
      },
      (errors) => {
        const told = inFormWords(errors, form, view);
        const page = (
          <RecordPage {...view} person={person} kind={kind} form={form} formKey={randomUUID()} errors={told} />
        );
        return c.html(page, 422);
      },
      view,
    );
  });
  app.post(`${PEOPLE}/:person/facts/:fact/end`, writes, async (c) => {
    const person = await personHere(c);
    const uuid = uuidOf("fact", c.req.param("fact"));
    if (uuid === undefined) throw new ProblemError("not-on-record", { entry: shortId(c.req.param("fact")) });
    await act(desk, endFact({ person, fact: idOf("fact", uuid) }), aroundOf(c, await formOf(c)));
    return c.redirect(`${localPath(viewOf(house, c).lang, `/records/people/${person}`)}#facts`, 303);
  });
  return app;

  async function personPage(
    c: Context,
    more: {
      readonly opened?: ReadonlyMap<Id<"identifier">, string>;
      readonly errors?: readonly Told[];
    } = {},
  ) {
    const person = personOf(c);
    const sight = sightIn(c);
    const { scopes } = sight.caller;
    const seen = await personInSight(desk, sight, person);
    const identifiers = await showIdentifiers(desk, person, seen);
    const representatives = seen.shows("representatives") ? await representativesOf(desk, person) : [];
    const facts = await timeline(desk, sight, person);
    const parts = [...nameParts(seen), ...partsSeen({ identifiers, representatives, facts })];
    await recordSeen(desk, sight, "person", [{ person, parts }]);
    const linked = [...(await loadInSight(desk, sight, seen.person.linked)).keys()];
    return (
      <PersonPage
        {...viewOf(house, c)}
        person={person}
        name={(await namesOf(desk, new Map([[person, seen]]))).get(person)}
        loaded={{ ...seen.person, roles: seen.roles, linked }}
        identifiers={identifiers}
        opened={more.opened ?? new Map()}
        representatives={representatives}
        facts={facts}
        done={await house.timeline([person, ...linked])}
        maySeeProtected={scopes.has("people:protected")}
        mayWrite={scopes.has("people:write")}
        formKey={randomUUID()}
        errors={more.errors ?? []}
      />
    );
  }

  function sightIn(c: Context): Sight {
    return sightOf(allowedCaller(c), house);
  }

  /** @throws {ProblemError} `no-such-person` */
  async function personHere(c: Context): Promise<Id<"person">> {
    const person = personOf(c);
    await personInSight(desk, sightIn(c), person);
    return person;
  }
}

const FIELD_LABELS = new Map<string, Words>([
  ["to", WORDS.to],
  ["operators", WORDS.operator],
  ["purposes", WORDS.purpose],
  ["words", WORDS.version],
  ["giver", WORDS.giver],
  ["evidence", WORDS.evidence],
  ["reason", WORDS.openReason],
]);

/** What stands on record of people is kept by nobody on the way. */
function noStore(): MiddlewareHandler {
  return async (c, next) => {
    c.header("Cache-Control", "no-store");
    await next();
  };
}

function personOf(c: Context): Id<"person"> {
  return idOf("person", personUuid(c.req.param("person") ?? ""));
}

function kindOf(c: Context): Recordable {
  const kind = c.req.param("kind") ?? "";
  if (!isRecordable(kind)) throw new ProblemError("not-found", { path: c.req.path });
  return kind;
}

/** The fields that were filled in. */
async function formOf(c: Context): Promise<RecordForm> {
  const body = await c.req.parseBody();
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) =>
      typeof value === "string" && value.trim() !== "" ? [[name, value.trim()]] : [],
    ),
  );
}

/** What the page that led here knows already, in words of the policy: no address names anybody. */
function givenIn(c: Context): RecordForm {
  return Object.fromEntries(["operators", "purposes", "recipients"].map((name) => [name, c.req.query(name)]));
}

/** A form that is sent twice counts once. */
function aroundOf(c: Context, form: RecordForm): Around {
  const idempotencyKey = form["key"]?.slice(0, 200);
  return { actor: allowedCaller(c).actor, idempotencyKey };
}

async function search(
  { desk }: Door,
  sight: Sight,
  { kind, value, operator }: SearchForm,
  after: string | undefined,
): Promise<SearchResult> {
  const where = operator === "" ? undefined : operator;
  if (kind === "kana-part" || kind === "kana-start") {
    const part = {
      part: value,
      fromStart: kind === "kana-start",
      operator: where,
      after: after === undefined ? undefined : idOf("person", personUuid(after)),
      limit: PAGE_LENGTH,
    };
    const found = await searchByKana(desk, part, sight);
    const names = await namesSeen(desk, sight, found.items);
    return {
      items: found.items.map(({ person, kana }) => {
        const name = names.get(person);
        return { person, name: name === undefined || name === kana ? kana : `${name}（${kana}）` };
      }),
      next: found.next,
    };
  }
  if (!isKind(kind)) throw new ProblemError("not-found", { path: "kind" });
  const found = await findPeople(desk, { kind, value, operator: where }, sight);
  const names = await namesSeen(desk, sight, found);
  return { items: found.map(({ person, match }) => ({ person, match, name: names.get(person) })) };
}

/** What those who were found are called, once it is on record that it is seen. */
async function namesSeen(
  desk: Desk,
  sight: Sight,
  found: readonly { readonly person: Id<"person"> }[],
): Promise<ReadonlyMap<Id<"person">, string>> {
  const known = await loadInSight(
    desk,
    sight,
    found.map(({ person }) => person),
  );
  await recordSeen(
    desk,
    sight,
    "search",
    [...known].map(([person, seen]) => ({ person, parts: nameParts(seen) })),
  );
  return await namesOf(desk, known);
}

function isKind(kind: string): kind is IdentifierKind {
  return Object.hasOwn(IDENTIFIER_KINDS, kind);
}

/** The fact as the form says it; what reads facts says what is wrong with it. */
function factOf(kind: Recordable, form: RecordForm, house: House): FactInput {
  const list = (name: string): readonly string[] | undefined => {
    const value = form[name];
    return value === undefined ? undefined : [value];
  };
  const given = form["at"];
  const at = given === undefined ? house.clock.now().toString({ smallestUnit: "second" }) : `${given}:00+09:00`;
  const fact = {
    kind,
    at,
    to: kind === "objection" ? form["to"] : undefined,
    how: kind === "notice" ? form["how"] : undefined,
    party: kind === "consent" ? form["party"] : undefined,
    deal: kind === "consent" ? form["deal"] : undefined,
  };
  const scope = {
    operators: list("operators"),
    purposes: list("purposes"),
    recipients: kind === "notice" ? undefined : list("recipients"),
  };
  const filled = Object.fromEntries(Object.entries({ ...fact, ...scope }).filter(([, value]) => value !== undefined));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- recordFacts reads it, and refuses what is none
  return filled as unknown as FactInput;
}

function detailsOf(form: RecordForm, { programs }: View) {
  const shown = programs.find(({ pack, version }) => `${pack} ${version}` === form["words"]);
  const words =
    shown === undefined ? undefined : { version: `${shown.pack} ${shown.version}`, hash: shown.fingerprint };
  const { evidence, giver, channel } = form;
  const details = { words, evidence, giver, channel };
  const filled = Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));
  return Object.keys(filled).length === 0 ? undefined : filled;
}

/** Gives a form that cannot be carried out back, with what is wrong beside its fields. */
async function mending(
  work: () => Promise<Response>,
  again: (errors: readonly Told[]) => Response | Promise<Response>,
  { lang }: View,
): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== "invalid-record") throw error;
    const faults = error.in(lang).errors ?? [];
    return await again(faults.map(({ pointer, detail }) => ({ name: fieldOf(pointer), message: detail })));
  }
}

type Told = { readonly name: string; readonly message: string };

/** Of a field that was left empty a form speaks by its label, and not as to a program. */
function inFormWords(errors: readonly Told[], form: RecordForm, { lang }: View): readonly Told[] {
  return errors.map(({ name, message }) => {
    const label = FIELD_LABELS.get(name)?.[lang];
    return form[name] !== undefined || label === undefined
      ? { name, message }
      : { name, message: fill(WORDS.empty[lang], { label }) };
  });
}

/** `/facts/0/purposes/0` stands in the field `purposes`. */
function fieldOf(pointer: string): string {
  const name = pointer
    .split("/")
    .find((part) => part !== "" && part !== "facts" && part !== "details" && !/^\d+$/.test(part));
  return name === undefined || name === "part" ? "value" : name;
}
