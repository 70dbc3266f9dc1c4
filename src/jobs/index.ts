export type { Job, JobData, JobHandler, RunningJob } from "./job.ts";
export { type Jobs, type JobSender, type JobsOptions, openJobs } from "./jobs.ts";
export { isJobState, JOB_STATES, type JobPage, type JobState, type ListedJob, listJobs } from "./list.ts";
