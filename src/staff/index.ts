import { Hono } from "hono";
import { deliverMail, MAIL_MIGRATIONS, MAIL_SETTINGS, shredOldMail, shredOnErasure } from "../mail/index.ts";
import type { Room } from "../room/index.ts";
import { accessPages } from "./access-pages.tsx";
import { findMailEntry } from "./find-mail.ts";
import { apiKeysCommand } from "./api-keys-command.ts";
import { homePages } from "./home-page.tsx";
import { jobPages } from "./job-pages.tsx";
import { describeJobs, jobRoutes } from "./jobs-api.ts";
import { keyPages } from "./key-pages.tsx";
import { describeMail, mailRoutes } from "./mail-api.ts";
import { mailCommand } from "./mail-command.ts";
import { MAIL_PATH, mailPages } from "./mail-pages.tsx";
import { templatePages } from "./mail-template-pages.tsx";
import { MAIL } from "./mail-words.ts";
import { TEST_MAIL } from "./test-mail.ts";
import { WORDS } from "./words.ts";

/**
 * How whoever sits at the machine comes to what is kept, and which programs may; what the machines of the house did. Until staff can
 * sign in by name.
 */
export const staffRoom: Room = {
  name: "staff",
  navigation: [{ path: "/records", label: WORDS.records, says: WORDS.recordsLead, whereKept: true }],
  records: [
    { path: "/records/keys", label: WORDS.keys, says: WORDS.keysLead },
    { path: "/records/jobs", label: WORDS.jobs, says: WORDS.jobsLead },
    { path: MAIL_PATH, label: MAIL.title, says: MAIL.lead },
  ],
  // Mail is a machine of the house: what it needs of it comes in with the pages that show it.
  migrations: MAIL_MIGRATIONS,
  settings: MAIL_SETTINGS,
  jobs: [deliverMail, shredOldMail],
  reactions: [shredOnErasure],
  mails: [TEST_MAIL],
  find: findMailEntry,
  routes: (house) => {
    const { door } = house;
    if (door === undefined) return new Hono();
    const app = new Hono();
    for (const routes of [accessPages, homePages, keyPages, jobPages, jobRoutes, templatePages, mailPages, mailRoutes])
      app.route("/", routes(house, door));
    return app;
  },
  describe: (api) => {
    describeJobs(api);
    describeMail(api);
  },
  commands: [apiKeysCommand, mailCommand],
};
