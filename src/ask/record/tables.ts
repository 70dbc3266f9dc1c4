import { z } from "zod";
import type { Migration } from "../../database/index.ts";
import { OUTCOMES, type Outcome } from "../../decision/index.ts";
import { eventKind, guarded } from "../../evidence/index.ts";

export interface DecisionTables {
  /** A decision about a person. Question, facts and answer are sealed beside its event; here stands nothing that names anyone. */
  decision: {
    person_id: string;
    id: string;
    event_id: string;
    at: Temporal.Instant;
    decided_at: Temporal.Instant;
    operator: string;
    act: string;
    purpose: string;
    outcome: Outcome;
    pack: string;
    /** Null where no version was in force. */
    fingerprint: string | null;
    engine: string;
    /** By when the evidence of an emergency is to follow; null where it was there, or none is asked for. */
    evidence_due: Temporal.Instant | null;
  };
}

export const DECISION_MIGRATIONS: readonly Migration[] = [
  {
    name: "20261123T1300_ask_create",
    statements: [
      `create table decision (
         person_id uuid not null,
         id uuid not null,
         event_id uuid not null,
         at timestamptz not null,
         decided_at timestamptz not null,
         operator text not null,
         act text not null,
         purpose text not null,
         outcome text not null,
         pack text not null,
         fingerprint text,
         engine text not null,
         primary key (person_id, id))`,
      // Asked for by its number alone: who has the number of a decision need not know of whom it was.
      "create unique index decision_by_id on decision (id)",
      ...guarded("decision"),
    ],
  },
  {
    name: "20261123T1500_ask_evidence_due",
    statements: [
      "alter table decision add column evidence_due timestamptz",
      "create index decision_by_evidence_due on decision (evidence_due) where evidence_due is not null",
      "create index decision_by_time on decision (decided_at)",
    ],
  },
  {
    // Eight characters are what is said on the telephone.
    name: "20261123T1520_ask_spoken_number",
    statements: ["create index decision_by_spoken_number on decision (right(id::text, 8))"],
  },
];

/** What is evident of a decision to everyone who reads the log. */
export const decisionMade = eventKind(
  "decision.made",
  z.strictObject({
    decision: z.string(),
    outcome: z.enum(OUTCOMES),
    operator: z.string(),
    act: z.string(),
    purpose: z.string(),
    pack: z.string(),
    fingerprint: z.string().nullable(),
    law: z.string().nullable(),
    engine: z.string(),
    at: z.string(),
  }),
  { ja: "人について判断した", en: "Decided about a person" },
);
