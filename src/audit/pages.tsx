import { type Context, Hono } from "hono";
import type { Child } from "hono/jsx";
import { z } from "zod";
import { type Door, requires } from "../access/index.ts";
import {
  eventKinds,
  head,
  keyLabelsOf,
  type ListedEvent,
  listEvents,
  parseCheckpoint,
  parseNote,
  proveEvent,
  type ProvenEvent,
  eventWords,
} from "../evidence/index.ts";
import type { House } from "../room/index.ts";
import {
  Button,
  LANGUAGE_PATH,
  localPath,
  Notice,
  Page,
  pageLanguage,
  SelectField,
  SummaryList,
  TextField,
} from "../web/index.ts";
import { fill, type Language, midnightInJapan, ProblemError } from "../wire/index.ts";
import { LOG_PATH } from "./files.ts";
import { type Run, verifications } from "./verification.ts";
import { WORDS } from "./words.ts";

const PATH = "/records/evidence";
const VERIFICATION = `${PATH}/verification`;
const LIMIT = 50;
/** Seconds until a page of work under way is loaded again. */
const REFRESH = 2;

/** The log for people: where it stands, what is in it, and whether it is whole. */
export function evidencePages(house: House, door: Door): Hono {
  const { desk } = door;
  const app = new Hono();
  const runs = verifications(desk);
  const guard = requires(door, "evidence:read");

  app.get(`${LANGUAGE_PATH}${PATH}`, guard, async (c) => {
    const lang = pageLanguage(c);
    const db = desk.database.kysely;
    const filter = filterOf(c);
    const events = filter.wrong ? [] : await listEvents(db, { ...filter, limit: LIMIT + 1 });
    return c.html(
      <EvidencePage house={house} lang={lang} filter={filter} kinds={await eventKinds(db)} events={events}>
        <Head note={(await head(db))?.note} door={door} lang={lang} />
      </EvidencePage>,
    );
  });
  app.post(`${LANGUAGE_PATH}${VERIFICATION}`, guard, (c) => {
    runs.start();
    return c.redirect(localPath(pageLanguage(c), VERIFICATION), 303);
  });
  app.get(`${LANGUAGE_PATH}${VERIFICATION}`, guard, (c) =>
    c.html(<VerificationPage house={house} lang={pageLanguage(c)} run={runs.last()} />),
  );
  app.get(`${LANGUAGE_PATH}${PATH}/:event`, guard, async (c) => {
    const found = await proveEvent(desk.database.kysely, c.req.param("event"));
    if (found === undefined) throw new ProblemError("not-found", { path: c.req.path });
    return c.html(<EventPage house={house} lang={pageLanguage(c)} event={found} />);
  });
  return app;
}

interface Filter {
  readonly kind: string | undefined;
  readonly day: string;
  readonly from: Temporal.Instant | undefined;
  readonly until: Temporal.Instant | undefined;
  readonly after: string | undefined;
  /** The day cannot be read. */
  readonly wrong: boolean;
}

function filterOf(c: Context): Filter {
  const kind = c.req.query("kind") || undefined;
  const after = c.req.query("after") || undefined;
  const day = c.req.query("day") ?? "";
  const rest = { kind, after, day };
  if (day === "") return { ...rest, from: undefined, until: undefined, wrong: false };
  if (!z.iso.date().safeParse(day).success) return { ...rest, from: undefined, until: undefined, wrong: true };
  const next = Temporal.PlainDate.from(day).add({ days: 1 }).toString();
  return { ...rest, from: midnightInJapan(day), until: midnightInJapan(next), wrong: false };
}

const Head = ({
  note,
  door,
  lang,
}: {
  readonly note: string | undefined;
  readonly door: Door;
  readonly lang: Language;
}) => {
  if (note === undefined) return <p>{WORDS.none[lang]}</p>;
  const { origin, size, root } = parseCheckpoint(parseNote(Buffer.from(note)).text);
  return (
    <section aria-labelledby="head">
      <h2 id="head">{WORDS.head[lang]}</h2>
      <SummaryList
        rows={[
          { term: WORDS.origin[lang], detail: <code>{origin}</code> },
          { term: WORDS.size[lang], detail: String(size) },
          { term: WORDS.root[lang], detail: <code>{Buffer.from(root).toString("base64")}</code> },
          { term: WORDS.key[lang], detail: keyLabelsOf(note, door.desk.keys).map((label) => <code>{label}</code>) },
        ]}
      />
      <p>{WORDS.keep[lang]}</p>
      <ul>
        <li>
          <a href={`${LOG_PATH}/checkpoint`}>{WORDS.checkpoint[lang]}</a>
        </li>
        <li>
          <a href={`${LOG_PATH}/key.txt`}>{WORDS.verifierKey[lang]}</a>
        </li>
      </ul>
      <form method="post" action={localPath(lang, VERIFICATION)}>
        <Button>{WORDS.verify[lang]}</Button>
      </form>
    </section>
  );
};

const EvidencePage = ({
  house,
  lang,
  filter,
  kinds,
  events,
  children,
}: {
  readonly house: House;
  readonly lang: Language;
  readonly filter: Filter;
  readonly kinds: readonly string[];
  readonly events: readonly ListedEvent[];
  readonly children: Child;
}) => {
  const shown = events.slice(0, LIMIT);
  const last = events.length > LIMIT ? shown.at(-1) : undefined;
  return (
    <Page site={house} lang={lang} title={WORDS.title[lang]} path={PATH}>
      <h1>{WORDS.title[lang]}</h1>
      <p class="lead">{WORDS.lead[lang]}</p>
      {children}
      <section aria-labelledby="events">
        <h2 id="events">{WORDS.events[lang]}</h2>
        <form method="get" action={localPath(lang, PATH)}>
          <SelectField
            name="kind"
            label={WORDS.kind[lang]}
            empty={WORDS.allKinds[lang]}
            options={kinds.map((kind) => ({ value: kind, label: eventWords(kind)[lang] }))}
            value={filter.kind}
          />
          <TextField
            name="day"
            label={WORDS.day[lang]}
            type="date"
            value={filter.day}
            error={filter.wrong ? WORDS.badDay[lang] : undefined}
          />
          <Button kind="quiet">{WORDS.show[lang]}</Button>
        </form>
        {shown.length === 0 ? <p>{WORDS.noEvents[lang]}</p> : <EventTable events={shown} lang={lang} />}
        {last !== undefined && (
          <p>
            <a href={`${localPath(lang, PATH)}?${queryOf(filter, last.id)}`}>{WORDS.older[lang]}</a>
          </p>
        )}
      </section>
    </Page>
  );
};

function queryOf({ kind, day }: Filter, after: string): string {
  return new URLSearchParams({
    ...(kind === undefined ? {} : { kind }),
    ...(day === "" ? {} : { day }),
    after,
  }).toString();
}

const EventTable = ({ events, lang }: { readonly events: readonly ListedEvent[]; readonly lang: Language }) => (
  <table>
    <thead>
      <tr>
        <th scope="col">{WORDS.number[lang]}</th>
        <th scope="col">{WORDS.kind[lang]}</th>
        <th scope="col">{WORDS.when[lang]}</th>
      </tr>
    </thead>
    <tbody>
      {events.map(({ id, kind, at, index }) => (
        <tr>
          <td>{index ?? WORDS.pending[lang]}</td>
          <th scope="row">
            <a href={localPath(lang, `${PATH}/${id}`)}>{eventWords(kind)[lang]}</a>
          </th>
          <td>{timeOf(at)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

/** To the second, in Japan. */
function timeOf(at: Temporal.Instant): string {
  return at.toZonedDateTimeISO("Asia/Tokyo").toPlainDateTime().toString({ smallestUnit: "second" }).replace("T", " ");
}

const VerificationPage = ({
  house,
  lang,
  run,
}: {
  readonly house: House;
  readonly lang: Language;
  readonly run: Run | undefined;
}) => (
  <Page
    site={house}
    lang={lang}
    title={WORDS.verification[lang]}
    path={VERIFICATION}
    refresh={run !== undefined && run.outcome === undefined ? REFRESH : undefined}
  >
    <h1>{WORDS.verification[lang]}</h1>
    <Outcome run={run} lang={lang} />
    <form method="post" action={localPath(lang, VERIFICATION)}>
      <Button kind="quiet">{WORDS.verify[lang]}</Button>
    </form>
    <p>
      <a href={localPath(lang, PATH)}>{WORDS.back[lang]}</a>
    </p>
  </Page>
);

const Outcome = ({ run, lang }: { readonly run: Run | undefined; readonly lang: Language }) => {
  if (run === undefined) return <p>{WORDS.notYet[lang]}</p>;
  const { outcome, done, of } = run;
  if (outcome === undefined)
    return (
      <p>
        <output>
          {WORDS.underWay[lang]} {of > 0 && fill(WORDS.progress[lang], { done, of })}
        </output>
      </p>
    );
  if ("why" in outcome)
    return (
      <Notice kind="warning" label={WORDS.failed[lang]}>
        <p>{outcome.why[lang]}</p>
      </Notice>
    );
  const { ok, size, root, findings, stored, sealed } = outcome.result;
  return (
    <>
      <Notice kind={ok ? "information" : "warning"}>
        <p>
          <strong>{(ok ? WORDS.whole : WORDS.wrong)[lang]}</strong>
        </p>
        {!ok && (
          <ul>
            {[...findings, ...stored].map(({ words }) => (
              <li>{words[lang]}</li>
            ))}
          </ul>
        )}
      </Notice>
      <SummaryList
        rows={[
          { term: WORDS.verifiedAt[lang], detail: timeOf(outcome.at) },
          { term: WORDS.size[lang], detail: String(size) },
          { term: WORDS.root[lang], detail: <code>{root}</code> },
          { term: WORDS.sealed[lang], detail: String(sealed.fit) },
          { term: WORDS.shredded[lang], detail: String(sealed.shredded) },
        ]}
      />
      <p>{WORDS.ownWord[lang]}</p>
    </>
  );
};

const commitments = z.object({
  actor: z.string(),
  person: z.string().optional(),
  values: z.record(z.string(), z.string()).optional(),
});

const EventPage = ({
  house,
  lang,
  event,
}: {
  readonly house: House;
  readonly lang: Language;
  readonly event: ProvenEvent;
}) => {
  const { id, kind, at, entry, hash, inclusion } = event;
  const title = fill(WORDS.event[lang], { event: id });
  return (
    <Page site={house} lang={lang} title={title} path={`${PATH}/${id}`}>
      <h1>{title}</h1>
      <SummaryList
        rows={[
          { term: WORDS.kind[lang], detail: `${eventWords(kind)[lang]} (${kind})` },
          { term: WORDS.when[lang], detail: timeOf(at) },
          { term: WORDS.number[lang], detail: inclusion === undefined ? WORDS.pending[lang] : String(inclusion.index) },
          { term: WORDS.leafHash[lang], detail: <code>{Buffer.from(hash).toString("hex")}</code> },
        ]}
      />
      <h2>{WORDS.entry[lang]}</h2>
      <pre tabindex={0}>
        <code>{entry}</code>
      </pre>
      <Committed entry={entry} lang={lang} />
      {inclusion !== undefined && (
        <section aria-labelledby="proof">
          <h2 id="proof">{WORDS.proof[lang]}</h2>
          <p>{inclusion.proof.length === 0 ? WORDS.noPath[lang] : WORDS.proofLead[lang]}</p>
          <ol>
            {inclusion.proof.map((part) => (
              <li>
                <code>{Buffer.from(part).toString("hex")}</code>
              </li>
            ))}
          </ol>
          <h3>{WORDS.checkpoint[lang]}</h3>
          <pre tabindex={0}>
            <code>{inclusion.checkpoint}</code>
          </pre>
        </section>
      )}
      <h2>{WORDS.others[lang]}</h2>
      <p>{WORDS.othersLead[lang]}</p>
      <pre tabindex={0}>
        <code>{`GET /v1/evidence/events/${id}\nGET ${LOG_PATH}/checkpoint\nGET ${LOG_PATH}/key.txt`}</code>
      </pre>
      <p>
        <a href={localPath(lang, PATH)}>{WORDS.back[lang]}</a>
      </p>
    </Page>
  );
};

const Committed = ({ entry, lang }: { readonly entry: string; readonly lang: Language }) => {
  const { data } = commitments.safeParse(JSON.parse(entry));
  if (data === undefined) return null;
  const { actor, person, values = {} } = data;
  return (
    <>
      <h2>{WORDS.committed[lang]}</h2>
      <p>{WORDS.committedLead[lang]}</p>
      <SummaryList
        rows={[
          { term: WORDS.actor[lang], detail: <code>{actor}</code> },
          ...(person === undefined ? [] : [{ term: WORDS.person[lang], detail: <code>{person}</code> }]),
          ...Object.entries(values).map(([name, commitment]) => ({ term: name, detail: <code>{commitment}</code> })),
        ]}
      />
    </>
  );
};
