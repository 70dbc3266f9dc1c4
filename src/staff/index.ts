import { Hono } from "hono";
import { deliverMail, MAIL_MIGRATIONS, MAIL_SETTINGS, shredOldMail, shredOnErasure } from "../mail/index.ts";
import type { Room } from "../room/index.ts";
import { expireSessions, LOCAL_ACCESS, PROVIDER_SETTINGS, rehashAccounts } from "../access/index.ts";
import { accessPages } from "./access-pages.tsx";
import { findMailEntry } from "./find-mail.ts";
import { accountPages } from "./account-page.tsx";
import { accountsCommand } from "./accounts-command.ts";
import { accountsPages } from "./accounts-pages.tsx";
import { ACCOUNTS_WORDS } from "./accounts-words.ts";
import { apiKeysCommand } from "./api-keys-command.ts";
import { homePages } from "./home-page.tsx";
import { confirmPages } from "./confirm-pages.tsx";
import { enrolPages } from "./enrol-pages.tsx";
import { jobPages } from "./job-pages.tsx";
import { describeJobs, jobRoutes } from "./jobs-api.ts";
import { keyPages } from "./key-pages.tsx";
import { describeMail, mailRoutes } from "./mail-api.ts";
import { mailCommand } from "./mail-command.ts";
import { MAIL_PATH, mailPages } from "./mail-pages.tsx";
import { templatePages } from "./mail-template-pages.tsx";
import { MAIL } from "./mail-words.ts";
import { TEST_MAIL } from "./test-mail.ts";
import { providerPages } from "./provider-pages.tsx";
import { setUpPages } from "./set-up-pages.tsx";
import { signInPages } from "./sign-in-pages.tsx";
import { WORDS } from "./words.ts";

/** Who of the staff comes to what is kept, and which programs may. */
export const staffRoom: Room = {
  name: "staff",
  navigation: [{ path: "/records", label: WORDS.records, says: WORDS.recordsLead, whereKept: true }],
  records: [
    {
      path: "/records/accounts",
      label: ACCOUNTS_WORDS.accounts,
      says: ACCOUNTS_WORDS.accountsLead,
      scope: "accounts:write",
    },
    { path: "/records/keys", label: WORDS.keys, says: WORDS.keysLead, scope: "accounts:write" },
    { path: "/records/jobs", label: WORDS.jobs, says: WORDS.jobsLead, scope: "jobs:read" },
    { path: MAIL_PATH, label: MAIL.title, says: MAIL.lead, scope: "mail:read" },
  ],
  // Mail is a machine of the house: what it needs of it comes in with the pages that show it.
  migrations: MAIL_MIGRATIONS,
  settings: [LOCAL_ACCESS, ...PROVIDER_SETTINGS, ...MAIL_SETTINGS],
  jobs: [deliverMail, shredOldMail, expireSessions],
  reactions: [shredOnErasure],
  mails: [TEST_MAIL],
  find: findMailEntry,
  routes: (house) => {
    const { door } = house;
    if (door === undefined) return new Hono();
    const app = new Hono();
    const pages = [
      accessPages,
      homePages,
      signInPages,
      providerPages,
      setUpPages,
      enrolPages,
      confirmPages,
      accountPages,
      accountsPages,
      keyPages,
      jobPages,
      templatePages,
      mailPages,
    ];
    for (const routes of [...pages, jobRoutes, mailRoutes]) app.route("/", routes(house, door));
    return app;
  },
  settle: rehashAccounts,
  describe: (api) => {
    describeJobs(api);
    describeMail(api);
  },
  commands: [apiKeysCommand, accountsCommand, mailCommand],
};
