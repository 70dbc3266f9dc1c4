import { type Context, Hono } from "hono";
import { ACCESS_PATH, allowedCaller, type Caller, type Door, requiresStaff } from "../access/index.ts";
import { countFailedJobs } from "../jobs/index.ts";
import type { House } from "../room/index.ts";
import {
  Button,
  ClauseLink,
  LANGUAGE_PATH,
  localPath,
  longDate,
  Notice,
  Page,
  pageLanguage,
  Sign,
} from "../web/index.ts";
import { fill, type Language, type Words } from "../wire/index.ts";
import { FoundPage, SearchForm } from "./search-page.tsx";
import { type Need, needsToday, type Today } from "./today.ts";
import { WORDS } from "./words.ts";

/** Longer than any name, and short enough to be looked up. */
const LONGEST_WORD = 200;

/** `GET /ja/records`: what needs somebody today, a search over everything, and where the records are; `POST /ja/records/search`. */
export function homePages(house: House, door: Door): Hono {
  const app = new Hono();
  const staff = requiresStaff(door);
  const noStore = (c: Context): void => c.header("Cache-Control", "no-store");
  app.get(`${LANGUAGE_PATH}/records`, staff, async (c) => {
    noStore(c);
    const caller = allowedCaller(c);
    const failing = caller.scopes.has("jobs:read") ? failedJobs(door) : 0;
    const [today, notices, failed] = await Promise.all([needsToday(house), house.notices(), failing]);
    return c.html(<HomePage {...{ house, caller, today, notices }} lang={pageLanguage(c)} failedJobs={failed} />);
  });
  app.get(`${LANGUAGE_PATH}/records/search`, staff, (c) => {
    return c.html(<FoundPage house={house} lang={pageLanguage(c)} word="" found={[]} />);
  });
  app.post(`${LANGUAGE_PATH}/records/search`, staff, async (c) => {
    noStore(c);
    const { word: given } = await c.req.parseBody();
    const word = typeof given === "string" ? given.trim().slice(0, LONGEST_WORD) : "";
    const found = word === "" ? undefined : await house.find(allowedCaller(c), word);
    const page = <FoundPage house={house} lang={pageLanguage(c)} word={word} found={found} />;
    return c.html(page, word === "" ? 422 : 200);
  });
  return app;
}

/** So long work that was given up is brought to mind. */
const FAILED_DAYS = 14;

async function failedJobs({ desk }: Door): Promise<number> {
  return await countFailedJobs(desk.database, desk.clock.now().subtract({ hours: FAILED_DAYS * 24 }));
}

const HomePage = ({
  house,
  caller,
  lang,
  today: { needs, kept },
  notices,
  failedJobs: failed,
}: {
  readonly house: House;
  readonly caller: Caller;
  readonly lang: Language;
  readonly today: Today;
  readonly notices: readonly Words[];
  readonly failedJobs: number;
}) => {
  const count = needs.length + (failed > 0 ? 1 : 0);
  const title = count === 0 ? WORDS.todayNothing[lang] : fill(WORDS.todaySome[lang], { count });
  return (
    <Page site={house} lang={lang} title={title} path="/records">
      <SearchForm lang={lang} />
      <h1>{title}</h1>
      {notices.map((says) => (
        <Notice>
          <p>{says[lang]}</p>
        </Notice>
      ))}
      {count > 0 && (
        <ol class="needs">
          {needs.map((need) => (
            <NeedRow need={need} now={house.clock.now()} lang={lang} />
          ))}
          {failed > 0 && (
            <li>
              <p class="need">
                <StateMark state="broken" lang={lang} />{" "}
                <a href={localPath(lang, "/records/jobs?state=failed")}>
                  {fill(WORDS.jobsFailed[lang], { count: failed })}
                </a>
              </p>
            </li>
          )}
        </ol>
      )}
      <p>
        {fill(WORDS.promisesKept[lang], { count: kept })}{" "}
        <a href={localPath(lang, "/promises")}>{WORDS.toPromises[lang]}</a>
      </p>
      <h2>{WORDS.records[lang]}</h2>
      <p>{WORDS.recordsLead[lang]}</p>
      <ul class="doors">
        {house.records
          .filter(({ scope }) => scope === undefined || caller.scopes.has(scope))
          .map(({ path, label, says }) => (
            <li>
              <a href={localPath(lang, path)}>{label[lang]}</a>
              <p>{says[lang]}</p>
            </li>
          ))}
      </ul>
      {caller.session === undefined && (
        <form class="so-far" method="post" action={localPath(lang, `${ACCESS_PATH}/end`)}>
          <p class="hint">{WORDS.signOutHint[lang]}</p>
          <Button kind="quiet">{WORDS.signOut[lang]}</Button>
        </form>
      )}
    </Page>
  );
};

const StateMark = ({ state, lang }: { readonly state: Need["state"]; readonly lang: Language }) => (
  <strong class={`mark ${state}`}>
    <Sign shape={state === "broken" ? "deny" : "review"} />
    {state === "broken" ? WORDS.needNow[lang] : WORDS.needSoon[lang]}
  </strong>
);

const NeedRow = ({
  need,
  now,
  lang,
}: {
  readonly need: Need;
  readonly now: Temporal.Instant;
  readonly lang: Language;
}) => {
  const { state, says, wrong, count, due, page, clauses } = need;
  const isOver = due !== undefined && Temporal.Instant.compare(due, now) <= 0;
  const what = fill(WORDS.needCount[lang], { what: says[lang], count });
  return (
    <li>
      <p class="need">
        <StateMark state={state} lang={lang} /> {page === undefined ? what : <a href={localPath(lang, page)}>{what}</a>}
      </p>
      <p>{wrong[lang]}</p>
      {due !== undefined && (
        <p>{fill((isOver ? WORDS.needOverdue : WORDS.needDue)[lang], { day: dayOf(due, lang) })}</p>
      )}
      <p class="hint">
        {WORDS.needClauses[lang]}{" "}
        {clauses.slice(0, MOST_CLAUSES).map((one, index) => (
          <>
            {index > 0 && (lang === "ja" ? "、" : ", ")}
            <ClauseLink {...one} lang={lang} />
          </>
        ))}
        {clauses.length > MOST_CLAUSES && ` ${fill(WORDS.needMore[lang], { count: clauses.length - MOST_CLAUSES })}`}
      </p>
    </li>
  );
};

/** More on a line say less. */
const MOST_CLAUSES = 6;

function dayOf(at: Temporal.Instant, lang: Language): string {
  return longDate(at.toZonedDateTimeISO("Asia/Tokyo").toPlainDate().toString(), lang);
}
