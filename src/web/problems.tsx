import { type Context, type ErrorHandler, Hono, type NotFoundHandler } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { errorFields, errorsOnly, type Log } from "../telemetry/index.ts";
import {
  fill,
  type IdFactory,
  isLanguage,
  LANGUAGES,
  type Language,
  negotiate,
  PROBLEM_CODES,
  type ProblemCode,
  ProblemError,
  problemEntry,
} from "../wire/index.ts";
import { SummaryList } from "./components.tsx";
import { LANGUAGE_PATH, localPath, pageLanguage } from "./language.ts";
import { Page } from "./page.tsx";
import { requestNumber, routePattern } from "./requests.ts";
import type { Site } from "./site.ts";
import { WORDS } from "./words.ts";

type ProblemHouse = Site & { readonly ids: IdFactory };

/**
 * Answers what routes throw. A `ProblemError` says itself what is wrong; anything else becomes `internal-error`
 * with the number of the request, under which the log has its name and where it was thrown.
 */
export function onError(house: ProblemHouse, log: Log = errorsOnly): ErrorHandler {
  return (error, c) => {
    if (error instanceof ProblemError) return answer(c, error, house);
    const request = requestNumber(c, house.ids);
    log.error("request.failed", { request, method: c.req.method, route: routePattern(c), ...errorFields(error) });
    return answer(c, new ProblemError("internal-error", { request }), house);
  };
}

/** Answers where no route is. A path with a slash too many is sent on to the one without. */
export function notFound(house: ProblemHouse): NotFoundHandler {
  return (c) => {
    const { path } = c.req;
    if (c.req.method === "GET" && path.length > 1 && path.endsWith("/")) {
      // One slash in front and none behind: `//elsewhere.example/` must not lead to another host.
      return c.redirect(`/${path.replaceAll(/^[/\\]+|[/\\]+$/g, "")}`, 301);
    }
    return answer(c, new ProblemError("not-found", { path: readablePath(path) }), house);
  };
}

function readablePath(path: string): string {
  const short = path.slice(0, 200);
  try {
    return decodeURI(short);
  } catch {
    return short;
  }
}

/** Problems that pass, and say when. */
const SAYS_WHEN: ReadonlySet<ProblemCode> = new Set(["too-many-attempts", "overloaded"]);

function answer(c: Context, error: ProblemError, house: ProblemHouse): Response | Promise<Response> {
  const status = contentfulStatus(problemEntry(error.code).status);
  const { allowed, seconds } = error.values;
  if (error.code === "method-not-allowed" && allowed !== undefined) c.header("Allow", String(allowed));
  if (SAYS_WHEN.has(error.code) && seconds !== undefined) c.header("Retry-After", String(seconds));
  c.header("Cache-Control", "no-store");
  c.header("Vary", "Accept, Accept-Language", { append: true });
  const accept = c.req.header("Accept") ?? "";
  const wantsJson = accept.includes("json") && !accept.includes("text/html");
  if (c.req.path.startsWith("/v1/") || wantsJson) {
    const language = negotiate(c.req.header("Accept-Language"));
    c.header("Content-Language", language);
    return c.body(JSON.stringify(error.in(language)), status, { "Content-Type": "application/problem+json" });
  }
  const lang = pageLanguage(c);
  c.header("Content-Language", lang);
  return c.html(<ProblemPage house={house} error={error} lang={lang} path={c.req.path} />, status);
}

/** Every status of the table carries a body; the check is for the type. */
function contentfulStatus(status: number): ContentfulStatusCode {
  return isContentful(status) ? status : 500;
}

function isContentful(status: number): status is ContentfulStatusCode {
  return status >= 200 && ![204, 205, 304].includes(status);
}

const ProblemPage = ({
  house,
  error,
  lang,
  path,
}: {
  readonly house: ProblemHouse;
  readonly error: ProblemError;
  readonly lang: Language;
  readonly path: string;
}) => {
  const problem = error.in(lang);
  const [, first = "", ...rest] = path.split("/");
  const { request } = error.values;
  return (
    <Page site={house} lang={lang} title={problem.title} path={isLanguage(first) ? `/${rest.join("/")}` : "/"}>
      <h1>{problem.title}</h1>
      <p class="lead">{problem.detail}</p>
      {problem.errors !== undefined && (
        <ul>
          {problem.errors.map(({ pointer, detail }) => (
            <li>
              {pointer !== "" && <code>{pointer}</code>} {detail}
            </li>
          ))}
        </ul>
      )}
      {request !== undefined && (
        <SummaryList rows={[{ term: WORDS.requestNumber[lang], detail: <code>{request}</code> }]} />
      )}
      <ul class="plain">
        <li>
          <a href={localPath(lang, "/")}>{WORDS.toStart[lang]}</a>
        </li>
        <li>
          <a href={localPath(lang, problem.type)}>{WORDS.problemMeaning[lang]}</a>
        </li>
      </ul>
      <p class="quiet">{fill(WORDS.status[lang], { status: problem.status })}</p>
    </Page>
  );
};

/**
 * `/problems/CODE`, to which the `type` of every problem leads, and the list of all. Both under a language too; without
 * one the reader's is taken.
 */
export function problemRoutes(house: Site): Hono {
  const app = new Hono();
  const list = (c: Context): Response | Promise<Response> => {
    const lang = pageLanguage(c);
    c.header("Vary", "Accept-Language");
    return c.html(<ProblemList house={house} lang={lang} />);
  };
  const one = (c: Context): Response | Promise<Response> => {
    const lang = pageLanguage(c);
    const code = PROBLEM_CODES.find((known) => known === c.req.param("code"));
    if (code === undefined) throw new ProblemError("not-found", { path: c.req.path });
    c.header("Vary", "Accept-Language");
    return c.html(<ProblemExplained house={house} lang={lang} code={code} />);
  };
  for (const prefix of ["", LANGUAGE_PATH]) {
    app.get(`${prefix}/problems`, list);
    app.get(`${prefix}/problems/:code`, one);
  }
  return app;
}

const ProblemList = ({ house, lang }: { readonly house: Site; readonly lang: Language }) => (
  <Page site={house} lang={lang} title={WORDS.problems[lang]} path="/problems">
    <h1>{WORDS.problems[lang]}</h1>
    <p class="lead">{WORDS.problemsLead[lang]}</p>
    <SummaryList
      rows={PROBLEM_CODES.map((code) => ({
        term: <a href={localPath(lang, `/problems/${code}`)}>{code}</a>,
        detail: `${problemEntry(code).title[lang]} (${problemEntry(code).status})`,
      }))}
    />
  </Page>
);

const ProblemExplained = ({
  house,
  lang,
  code,
}: {
  readonly house: Site;
  readonly lang: Language;
  readonly code: ProblemCode;
}) => {
  const { status, title, detail } = problemEntry(code);
  return (
    <Page site={house} lang={lang} title={title[lang]} path={`/problems/${code}`}>
      {[lang, ...LANGUAGES.filter((language) => language !== lang)].map((language) => (
        <section lang={language}>
          {language === lang ? <h1>{title[language]}</h1> : <h2>{title[language]}</h2>}
          <p>{detail[language].replaceAll(/\{[a-zA-Z]+\}/g, "…")}</p>
          {detail[language].includes("{") && <p class="quiet">{WORDS.problemBlanks[language]}</p>}
        </section>
      ))}
      <SummaryList
        rows={[
          { term: WORDS.problemCode[lang], detail: <code>{code}</code> },
          { term: "HTTP", detail: String(status) },
        ]}
      />
      <p>
        <a href={localPath(lang, "/problems")}>{WORDS.allProblems[lang]}</a>
      </p>
    </Page>
  );
};
