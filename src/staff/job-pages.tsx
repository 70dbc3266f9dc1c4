import { Hono } from "hono";
import { type Door, requiresStaff } from "../access/index.ts";
import { isJobState, JOB_STATES, type JobPage, type JobState, listJobs } from "../jobs/index.ts";
import type { House } from "../room/index.ts";
import { LANGUAGE_PATH, localPath, Notice, Page, pageLanguage, shortDate, SummaryList } from "../web/index.ts";
import type { Language } from "../wire/index.ts";
import { JOBS_LIMIT, stateAsked } from "./jobs-api.ts";
import { WORDS } from "./words.ts";

const PATH = "/records/jobs";

/** `GET /ja/records/jobs?state=failed`: background work, the newest first. */
export function jobPages(house: House, door: Door): Hono {
  const app = new Hono();
  app.get(`${LANGUAGE_PATH}${PATH}`, requiresStaff(door, "jobs:read"), async (c) => {
    const state = stateAsked(c);
    const page = await listJobs(door.desk.database, { state, limit: JOBS_LIMIT, before: c.req.query("cursor") });
    c.header("Cache-Control", "no-store");
    return c.html(<JobsPage {...{ house, page, state }} lang={pageLanguage(c)} />);
  });
  return app;
}

const JobsPage = ({
  house,
  lang,
  state,
  page: { items, next },
}: {
  readonly house: House;
  readonly lang: Language;
  readonly state: JobState | undefined;
  readonly page: JobPage;
}) => {
  const queryOf = (chosen: JobState | undefined): string => (chosen === undefined ? "" : `?state=${chosen}`);
  const wordsOf = (name: string): string => house.jobs.find((job) => job.name === name)?.says[lang] ?? name;
  return (
    <Page site={house} lang={lang} title={WORDS.jobs[lang]} path={`${PATH}${queryOf(state)}`}>
      <h1>{WORDS.jobs[lang]}</h1>
      <p class="lead">{WORDS.jobsLead[lang]}</p>
      <nav aria-label={WORDS.jobsStates[lang]}>
        <ul>
          {[undefined, ...Object.keys(JOB_STATES).filter(isJobState)].map((one) => (
            <li>
              <a href={`${localPath(lang, PATH)}${queryOf(one)}`} aria-current={one === state ? "true" : undefined}>
                {one === undefined ? WORDS.jobsAll[lang] : JOB_STATES[one][lang]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {state === "failed" && items.length > 0 && <Notice kind="warning">{WORDS.jobsFailedHint[lang]}</Notice>}
      {items.length === 0 && <p>{WORDS.jobsNone[lang]}</p>}
      {items.map(({ id, name, state: stands, enqueuedAt, startAfter, finishedAt, attempts, error }) => (
        <section>
          <h2>{wordsOf(name)}</h2>
          <SummaryList
            rows={[
              { term: WORDS.jobState[lang], detail: JOB_STATES[stands][lang] },
              { term: WORDS.jobEnqueued[lang], detail: momentOf(enqueuedAt, lang) },
              ...(stands === "waiting" || stands === "retrying"
                ? [{ term: WORDS.jobNext[lang], detail: momentOf(startAfter, lang) }]
                : []),
              ...(finishedAt === undefined
                ? []
                : [{ term: WORDS.jobFinished[lang], detail: momentOf(finishedAt, lang) }]),
              { term: WORDS.jobAttempts[lang], detail: String(attempts) },
              ...(error === undefined ? [] : [{ term: WORDS.jobError[lang], detail: <code>{error}</code> }]),
              { term: WORDS.jobId[lang], detail: <code>{id}</code> },
            ]}
          />
        </section>
      ))}
      {next !== undefined && (
        <p>
          <a
            href={`${localPath(lang, PATH)}?${new URLSearchParams({ ...(state && { state }), cursor: next }).toString()}`}
          >
            {WORDS.older[lang]}
          </a>
        </p>
      )}
    </Page>
  );
};

/** Day and minute in Japan. */
function momentOf(instant: Temporal.Instant, lang: Language): string {
  const there = instant.toZonedDateTimeISO("Asia/Tokyo");
  const time = there.toPlainTime().toString({ smallestUnit: "minute" });
  return `${shortDate(there.toPlainDate().toString(), lang)} ${time}`;
}
