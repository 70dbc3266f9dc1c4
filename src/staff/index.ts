import { Hono } from "hono";
import type { Room } from "../room/index.ts";
import { accessPages } from "./access-pages.tsx";
import { apiKeysCommand } from "./api-keys-command.ts";
import { homePages } from "./home-page.tsx";
import { jobPages } from "./job-pages.tsx";
import { describeJobs, jobRoutes } from "./jobs-api.ts";
import { keyPages } from "./key-pages.tsx";
import { WORDS } from "./words.ts";

/** How whoever sits at the machine comes to what is kept, and which programs may. Until staff can sign in by name. */
export const staffRoom: Room = {
  name: "staff",
  navigation: [{ path: "/records", label: WORDS.records, says: WORDS.recordsLead, whereKept: true }],
  records: [
    { path: "/records/keys", label: WORDS.keys, says: WORDS.keysLead },
    { path: "/records/jobs", label: WORDS.jobs, says: WORDS.jobsLead },
  ],
  routes: (house) => {
    const { door } = house;
    if (door === undefined) return new Hono();
    const app = new Hono();
    for (const routes of [accessPages, homePages, keyPages, jobPages, jobRoutes]) app.route("/", routes(house, door));
    return app;
  },
  describe: describeJobs,
  commands: [apiKeysCommand],
};
