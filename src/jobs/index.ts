export type { Job, JobHandler, RunningJob } from "./job.ts";
export { type Jobs, type JobSender, openJobs } from "./jobs.ts";
export {
  countFailedJobs,
  isJobState,
  JOB_STATES,
  type JobPage,
  type JobState,
  type ListedJob,
  listJobs,
} from "./list.ts";
export { queueStanding } from "./standing.ts";
