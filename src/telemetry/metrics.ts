import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

/** What is counted and measured, for Prometheus. No label has a value that anybody sends, or a number of values without bound. */
export interface Metrics {
  /** A request that was answered. @param route the pattern, never the path */
  readonly answered: (request: {
    readonly method: string;
    readonly route: string;
    readonly status: number;
    readonly seconds: number;
  }) => void;
  /** Requests under way now. */
  readonly inFlight: (count: number) => void;
  /** A request that was turned away because there was too much to do. */
  readonly turnedAway: (why: "busy" | "late" | "bulk") => void;
  /** A decision, however it was asked for. */
  readonly decided: (outcome: string) => void;
  /** A statement of the database, its wait for a connection not counted. */
  readonly queried: (seconds: number) => void;
  /** Asked at every scrape for what has to be looked up; gives a value for each name, or for each label of it. */
  readonly looks: (look: Look) => void;
  readonly page: () => Promise<{ readonly type: string; readonly text: string }>;
}

/** Values looked up at a scrape: a number, or a number for each value of the one label. */
export type Looked = Readonly<Record<LookedName, number | Readonly<Record<string, number>> | undefined>>;
type Look = () => Promise<Looked>;

const LOOKED = {
  yakusoku_jobs_waiting: { help: "Jobs that wait, those put off not counted.", label: "job" },
  yakusoku_jobs_oldest_waiting_seconds: {
    help: "For how long the oldest job that is due has waited.",
    label: undefined,
  },
  yakusoku_jobs_running: { help: "Jobs that are carried out now, by any process.", label: undefined },
  yakusoku_jobs_failed: { help: "Jobs that failed for good and are kept.", label: undefined },
  yakusoku_evidence_leaves: { help: "Events in the tree of the evidence log.", label: undefined },
  yakusoku_evidence_waiting_seconds: {
    help: "For how long the oldest event has waited to be put into the tree.",
    label: undefined,
  },
  yakusoku_evidence_checkpoint_age_seconds: { help: "Age of the newest signed checkpoint.", label: undefined },
} as const;
export type LookedName = keyof typeof LOOKED;

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** @param whole measures the process too: memory, garbage collection, event loop; once for a process */
export function createMetrics({ whole = false }: { readonly whole?: boolean } = {}): Metrics {
  const registry = new Registry();
  const registers = [registry];
  if (whole) collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: "yakusoku_http_requests_total",
    help: "Requests answered, by pattern of the route.",
    labelNames: ["method", "route", "status"],
    registers,
  });
  const durations = new Histogram({
    name: "yakusoku_http_request_duration_seconds",
    help: "From the first byte of a request to its answer.",
    labelNames: ["method", "route"],
    buckets: SECONDS,
    registers,
  });
  const flying = new Gauge({ name: "yakusoku_http_requests_in_flight", help: "Requests under way.", registers });
  const away = new Counter({
    name: "yakusoku_http_turned_away_total",
    help: "Requests answered with 503 because there was too much to do.",
    labelNames: ["why"],
    registers,
  });
  const decisions = new Counter({
    name: "yakusoku_decisions_total",
    help: "Decisions, by outcome.",
    labelNames: ["outcome"],
    registers,
  });
  const statements = new Histogram({
    name: "yakusoku_database_statement_duration_seconds",
    help: "Statements of the database.",
    buckets: SECONDS,
    registers,
  });
  const reached = new Gauge({
    name: "yakusoku_looked_up",
    help: "Whether what has to be looked up at a scrape could be: 1 or 0.",
    registers,
  });
  const gauges = new Map<string, Gauge>();
  for (const [name, { help, label }] of Object.entries(LOOKED)) {
    gauges.set(name, new Gauge({ name, help, labelNames: label === undefined ? [] : [label], registers }));
  }
  let looking: Look | undefined;
  const lookUp = async (look: Look): Promise<void> => {
    for (const gauge of gauges.values()) gauge.reset();
    for (const [name, value] of Object.entries(await look())) {
      const gauge = gauges.get(name);
      if (typeof value === "number") gauge?.set(value);
      else for (const [label, one] of Object.entries(value ?? {})) gauge?.set({ job: label }, one);
    }
  };
  return {
    answered: ({ method, route, status, seconds }) => {
      requests.inc({ method, route, status });
      durations.observe({ method, route }, seconds);
    },
    inFlight: (count) => flying.set(count),
    turnedAway: (why) => away.inc({ why }),
    decided: (outcome) => decisions.inc({ outcome }),
    queried: (seconds) => statements.observe(seconds),
    looks: (look) => {
      looking = look;
    },
    page: async () => {
      if (looking !== undefined) {
        const done = await lookUp(looking).then(
          () => 1,
          () => 0,
        );
        reached.set(done);
      }
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}
