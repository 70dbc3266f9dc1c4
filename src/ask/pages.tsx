import { type Context, Hono } from "hono";
import { versionAt } from "../policy/index.ts";
import type { House } from "../room/index.ts";
import { LANGUAGE_PATH, pageLanguage } from "../web/index.ts";
import { ProblemError } from "../wire/index.ts";
import { questionFrom } from "./answer.ts";
import { AnswerPage } from "./answer-page.tsx";
import { nextStep, readDraft } from "./draft.ts";
import { readQuestionQuery } from "./link.ts";
import { QuestionPage } from "./question-page.tsx";
import { StepPage } from "./step-page.tsx";
import type { View } from "./view.ts";

/**
 * `GET /ja/ask`: one question a page, everything in the address, and the decision at the end. `GET /ja/ask/question`: a whole
 * question from a link, with its answer.
 */
export function askPages(house: House): Hono {
  const app = new Hono();
  app.get(`${LANGUAGE_PATH}/ask`, (c) => {
    const view = viewOf(house, c);
    const step = nextStep(view.draft);
    const { origin } = new URL(c.req.url);
    return c.html(step === undefined ? <AnswerPage {...view} origin={origin} /> : <StepPage {...view} step={step} />);
  });
  app.get(`${LANGUAGE_PATH}/ask/question`, (c) => {
    const { origin, searchParams } = new URL(c.req.url);
    const value = readQuestionQuery([...searchParams].filter(([name]) => name !== "policy"));
    return c.html(<QuestionPage {...viewOf(house, c)} origin={origin} question={questionFrom(value)} />);
  });
  return app;
}

function viewOf(house: House, c: Context): View {
  const query = new URL(c.req.url).searchParams;
  const id = query.get("policy");
  const pack = id === null ? [...house.packs.values()][0] : house.packs.get(id);
  const program = pack === undefined ? undefined : versionAt(pack, house.clock.now().epochMilliseconds);
  if (pack === undefined || program === undefined) throw new ProblemError("not-found", { path: `policy=${id ?? ""}` });
  return { house, pack, program, draft: readDraft(query, program), lang: pageLanguage(c) };
}
