import { randomUUID } from "node:crypto";
import assert from "node:assert/strict";
import { sql } from "kysely";
import { act, type Desk, type Step } from "../src/act/index.ts";
import type { Job, RunningJob } from "../src/jobs/index.ts";
import {
  deliverMail,
  findMail,
  type Mail,
  MAIL_MIGRATIONS,
  mailSettings,
  mailTemplate,
  openPost,
  sendMail,
  setPost,
  shredOnErasure,
} from "../src/mail/index.ts";
import type { Id } from "../src/wire/index.ts";
import type { Open } from "./databases.ts";
import { deskOn, SYSTEM, WORK_MIGRATIONS } from "./desk.ts";

export const RECEIPT = mailTemplate({
  id: "test.receipt",
  kind: "transactional",
  says: { ja: "受付の知らせ", en: "A receipt" },
  words: {
    ja: { subject: "受け付けました（{number}）", text: "{name} 様\n\nお申し出を受け付けました。\n" },
    en: { subject: "We have your request ({number})", text: "Dear {name},\n\nwe have your request.\n" },
  },
  placeholders: {
    number: { says: { ja: "受付番号", en: "the number" }, sample: { ja: "R-12" } },
    name: { says: { ja: "氏名", en: "the name" }, sample: { ja: "見本 花子", en: "Hanako Mihon" } },
  },
});

export const NEWS = mailTemplate({
  id: "test.news",
  kind: "direct-mail",
  says: { ja: "案内", en: "News" },
  words: {
    ja: { subject: "ご案内", text: "お部屋のご案内です。\n\n止めるには: {unsubscribe}" },
    en: { subject: "News", text: "Flats for you.\n\nTo stop these: {unsubscribe}" },
  },
  placeholders: {
    unsubscribe: { says: { ja: "停止のアドレス", en: "where to stop" }, sample: { ja: "https://example.jp/stop/x" } },
  },
});

export const MARK = "髙﨑𠮷男";
export const MAIL: Mail<"number" | "name"> = {
  template: RECEIPT,
  language: "ja",
  to: { address: "taro@例え.jp", name: MARK },
  values: { number: "R-7", name: MARK },
};

/** What every mail of these tests ends with. */
export const NOTICE = "これはモデルです。";

/** A desk that mail is sent from, job by job, as the tests ask for it. */
export interface MailDesk {
  readonly desk: Desk;
  readonly hands: { now: Temporal.Instant };
  readonly enqueued: readonly Job[];
  /** In the transaction of something that happens. */
  readonly sends: <Name extends string>(mail: Mail<Name>) => Promise<Id<"message">>;
  /** Carries out the job of a message. */
  readonly deliver: (message: Id<"message">, attempt?: number) => Promise<void>;
  /** From now on mail leaves by these settings. */
  readonly posted: (environment: Readonly<Record<string, string>>) => Promise<void>;
  /** Entries of events of a kind, of one message where it is named. */
  readonly events: (kind: string, message?: string) => Promise<readonly string[]>;
  /** State, reason and status of a message. */
  readonly stateOf: (id: Id<"message">) => Promise<readonly unknown[]>;
}

export const AROUND = { actor: SYSTEM } as const;

export async function mailDesk(open: Open): Promise<MailDesk> {
  const enqueued: Job[] = [];
  const { desk, hands } = await deskOn(open, [...WORK_MIGRATIONS, ...MAIL_MIGRATIONS], {
    reactions: [shredOnErasure],
    jobs: {
      enqueue: (_tx, job) => {
        enqueued.push(job);
        return Promise.resolve(undefined);
      },
      wake: () => undefined,
    },
  });
  return {
    desk,
    hands,
    enqueued,
    sends: async (mail) =>
      await act(
        desk,
        { name: "test", input: randomUUID(), run: async (step: Step) => await sendMail(step, mail) },
        AROUND,
      ),
    deliver: async (message, attempt = 1) => {
      const signal = AbortSignal.timeout(30_000);
      const job: RunningJob = { id: "job_test", name: "mail.send", data: { message }, attempt, signal };
      await deliverMail.run(job, { desk, around: AROUND });
    },
    posted: async (environment) => {
      const read = mailSettings({ YAKUSOKU_MAIL_FROM: "お客様相談室 <privacy@example.jp>", ...environment });
      assert.ok(read.ok, JSON.stringify(read));
      setPost(desk, { ...(await openPost(read.settings, [])), notice: () => NOTICE });
    },
    events: async (kind, message) => {
      const { rows } = await sql<{ entry: string }>`select entry from event where kind = ${kind}
        and entry like '%' || ${message ?? ""} || '%' order by position`.execute(desk.database.kysely);
      return rows.map(({ entry }) => entry);
    },
    stateOf: async (id) => {
      const { state, reason, status } = await findMail(desk, id);
      return [state, reason, status];
    },
  };
}
