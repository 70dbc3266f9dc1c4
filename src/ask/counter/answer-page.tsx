import { ACT_WORDS, type Decision, OUTCOME_WORDS, purposeName, type Question } from "../../decision/index.ts";
import { citation, isArticle } from "../../law/index.ts";
import { CHANNEL_WORDS, CHANNELS, type Party, type PersonEntry } from "../../provision/index.ts";
import {
  Button,
  ErrorSummary,
  localPath,
  Notice,
  OutcomeMark,
  Page,
  RadioField,
  shortDate,
  SummaryList,
  TextField,
} from "../../web/index.ts";
import { fill } from "../../wire/index.ts";
import { Entries } from "../decision-card.tsx";
import type { DecisionOnRecord, Replay } from "../record/replay.ts";
import { WORDS as ASK } from "../words.ts";
import { counterPath, COUNTER, type Draft, spokenFor } from "./draft.ts";
import type { Shown } from "./find.ts";
import type { Grounds } from "./hand-over.ts";
import { About, isClosedToOthers } from "./person-parts.tsx";
import { inJapan, joined, nameOf, roleName, type View } from "./view.ts";
import { WORDS } from "./words.ts";

/** What the page of an answer shows. */
export interface AnswerShown extends View {
  readonly shown: Shown;
  readonly decision: DecisionOnRecord;
  readonly question: Question;
  /** The decision with its words. */
  readonly again: Decision;
  readonly replay: Extract<Replay, { state: "same" | "differs" }>;
  readonly handOver: HandOverShown | undefined;
  readonly mayWrite: boolean;
}

/** Of a permit to provide. */
export interface HandOverShown {
  readonly done: PersonEntry | undefined;
  readonly grounds: Grounds | undefined;
  readonly party: Party | undefined;
  /** Whether the record still needs a name. */
  readonly asksName: boolean;
  readonly sent: Readonly<Record<string, string>>;
  readonly errors: readonly { readonly name: string; readonly message: string }[];
}

/** An answer older than this is not one about now. Minutes. */
const FRESH = 60;

/** The answer: what to say first, then what to do, then why; and the record of the hand-over. */
export const AnswerPage = (view: AnswerShown) => {
  const { house, lang, shown, decision, question, again, replay, handOver } = view;
  const { outcome } = decision;
  const errors = handOver?.errors ?? [];
  const old = house.clock.now().since(decision.decidedAt).total("minutes") > FRESH;
  const title = `${WORDS.answer[lang]}: ${OUTCOME_WORDS[outcome][lang]}`;
  return (
    <Page
      site={house}
      lang={lang}
      title={errors.length === 0 ? title : `${WORDS.error[lang]}${title}`}
      path={`${COUNTER}/${decision.id}`}
    >
      <ErrorSummary errors={errors} lang={lang} />
      <About {...view} />
      {replay.state === "differs" ? (
        <Notice kind="warning">
          <p>{fill(WORDS.differs[lang], { outcome: OUTCOME_WORDS[outcome][lang] })}</p>
        </Notice>
      ) : (
        old && (
          <Notice>
            <p>{fill(WORDS.old[lang], { when: inJapan(decision.decidedAt, lang) })}</p>
          </Notice>
        )
      )}
      <section class={`decision ${outcome}`} aria-label={WORDS.answer[lang]}>
        <h1 class="outcome large">
          <OutcomeMark outcome={outcome} lang={lang} />
        </h1>
        <p class="quiet">{(isClosedToOthers(shown) ? WORDS.readAloudPerson : WORDS.readAloud)[lang]}</p>
        <blockquote class="sentence aloud">{again.sentence[lang]}</blockquote>
        {again.duties.length > 0 && (
          <Entries heading={ASK.duties[lang]} entries={again.duties} kind="duties" decision={again} lang={lang} />
        )}
        {again.needs.length > 0 && (
          <Entries
            heading={ASK.needs[lang]}
            hint={ASK.needsHint[lang]}
            entries={again.needs}
            below={(need) => <Help {...view} code={need.code} />}
            kind="needs"
            decision={again}
            lang={lang}
          />
        )}
        <details>
          <summary>{fill(WORDS.reasons[lang], { count: again.reasons.length })}</summary>
          <Entries entries={again.reasons} kind="reasons" decision={again} lang={lang} />
        </details>
        {again.claimed && <p class="hint">{ASK.claimed[lang]}</p>}
      </section>
      {handOver !== undefined && <HandOver {...view} handOver={handOver} />}
      <section aria-labelledby="number">
        <h2 id="number">{WORDS.number[lang]}</h2>
        <p class="hint">{WORDS.numberHint[lang]}</p>
        <p class="spoken-number">
          <code>{spokenNumber(decision.id)}</code>
        </p>
        <details>
          <summary>{WORDS.wholeNumber[lang]}</summary>
          <p>
            <code>{decision.id}</code>
          </p>
        </details>
      </section>
      <section aria-labelledby="asked">
        <h2 id="asked">{WORDS.asked[lang]}</h2>
        <SummaryList rows={askedRows(view)} />
        <ul>
          <li>
            <a href={localPath(lang, counterPath(draftOf(decision, question)))}>{WORDS.helpAgain[lang]}</a>
          </li>
          <li>
            <a href={localPath(lang, counterPath(draftOf(decision, question), ["act", "purpose", "to"]))}>
              {WORDS.again[lang]}
            </a>
          </li>
          <li>
            <a href={localPath(lang, `/records/people/${decision.person}`)}>{WORDS.toPerson[lang]}</a>
          </li>
          <li>
            <a href={localPath(lang, COUNTER)}>{WORDS.another[lang]}</a>
          </li>
        </ul>
      </section>
    </Page>
  );
};

/** The end of a number, in two groups that can be said: the rest of it is time, and much the same all day. */
function spokenNumber(id: string): string {
  const end = id.slice(-8);
  return `${end.slice(0, 4)} ${end.slice(4)}`;
}

function draftOf(
  { person, operator }: DecisionOnRecord,
  { person: { kind }, act, purpose, recipient }: Question,
): Draft {
  const to =
    recipient?.class !== undefined
      ? `class:${recipient.class}`
      : recipient?.operator === undefined
        ? "other"
        : `operator:${recipient.operator}`;
  return { person, operator, kind, act, purpose, to: act === "provide" ? to : undefined };
}

function askedRows({ decision, question, ...view }: AnswerShown) {
  const { lang, house } = view;
  const { operator, person, act, purpose, items, recipient } = question;
  const policy = spokenFor(house, operator)?.program.policy;
  const rows: readonly (readonly [string, string | undefined])[] = [
    [WORDS.person[lang], roleName(view, { operator, kind: person.kind })],
    [WORDS.act[lang], ACT_WORDS[act][lang]],
    [WORDS.purpose[lang], policy === undefined ? purpose : purposeName(policy, purpose)[lang]],
    [WORDS.items[lang], itemNames(view, items)],
    [WORDS.to[lang], recipientText(view, recipient)],
    [WORDS.decidedAt[lang], inJapan(decision.decidedAt, lang)],
  ];
  return rows.flatMap(([term, detail]) => (detail === undefined || detail === "" ? [] : [{ term, detail }]));
}

function itemNames(view: View, items: readonly string[]): string {
  return joined(
    items.map((item) => nameOf(view, "items", item)),
    view.lang,
  );
}

function recipientText(view: View, recipient: Question["recipient"]): string | undefined {
  if (recipient === undefined) return undefined;
  const { class: recipientClass, operator, party = "" } = recipient;
  return joined(
    [
      recipientClass === undefined ? "" : nameOf(view, "recipients", recipientClass),
      operator === undefined ? "" : nameOf(view, "operators", operator),
      party,
    ],
    view.lang,
  );
}

/** Where something that the answer lacks can be recorded or mended. */
const Help = ({ code, ...view }: AnswerShown & { readonly code: Decision["needs"][number]["code"] }) => {
  const { lang, decision, question, handOver: _handOver } = view;
  const person = `/records/people/${decision.person}`;
  const query = new URLSearchParams({ operators: question.operator, purposes: question.purpose });
  const recipientClass = question.recipient?.class;
  switch (code) {
    case "consent":
    case "consent-recipient":
    case "consent-foreign": {
      if (recipientClass !== undefined) query.set("recipients", recipientClass);
      const party = code === "consent" ? undefined : question.recipient?.party;
      return (
        <p>
          <a href={localPath(lang, `${person}/record/consent?${query.toString()}`)}>{WORDS.helpConsent[lang]}</a>
          {party !== undefined && <span class="quiet"> {fill(WORDS.nameParty[lang], { party })}</span>}
        </p>
      );
    }
    case "notice-stated":
      return (
        <p>
          <a href={localPath(lang, `${person}/record/notice?${query.toString()}`)}>{WORDS.helpNotice[lang]}</a>
        </p>
      );
    case "stop-lifted":
      return (
        <p>
          <a href={localPath(lang, `${person}#facts`)}>{WORDS.helpStop[lang]}</a>
        </p>
      );
    case "contract":
    case "membership":
    case "safeguard":
    case "confirmation":
      return (
        <p>
          <a href={localPath(lang, "/records/parties")}>{WORDS.helpParty[lang]}</a>
        </p>
      );
    case "evidence":
    case "request-verified":
    case "request-own":
    case "specific-purpose":
    case "recipient-stated":
    case "claim-corrected":
    case "source-stated":
      return (
        <p>
          <a href={localPath(lang, counterPath(draftOf(decision, question)))}>{WORDS.helpAgain[lang]}</a>
        </p>
      );
    default:
      return null;
  }
};

const HandOver = ({ handOver, ...view }: AnswerShown & { readonly handOver: HandOverShown }) => {
  const { lang, question, decision, mayWrite } = view;
  const { done, grounds, party, asksName, sent, errors } = handOver;
  const error = (name: string): string | undefined => errors.find((one) => one.name === name)?.message;
  if (done !== undefined) return <HandedOver {...view} done={done} />;
  if (!mayWrite) return null;
  if (grounds === undefined) {
    return (
      <p>
        {WORDS.byHand[lang]} <a href={localPath(lang, "/records/provisions/new")}>{WORDS.byHandLink[lang]}</a>
      </p>
    );
  }
  const to = recipientText(view, question.recipient) ?? "";
  if (party === undefined && question.recipient?.operator === undefined) {
    return (
      <section aria-labelledby="hand-over">
        <h2 id="hand-over">{WORDS.handOver[lang]}</h2>
        <p>
          {fill(WORDS.partyUnknown[lang], { party: question.recipient?.party ?? to })}{" "}
          <a href={localPath(lang, "/records/parties/new")}>{WORDS.helpParties[lang]}</a>
        </p>
      </section>
    );
  }
  return (
    <section aria-labelledby="hand-over">
      <h2 id="hand-over">{WORDS.handOver[lang]}</h2>
      <p>{fill(WORDS.handOverHint[lang], { party: to, items: itemNames(view, question.items) })}</p>
      <form method="post" action={localPath(lang, `${COUNTER}/${decision.id}/hand-over`)}>
        <RadioField
          name="channel"
          label={WORDS.channel[lang]}
          error={error("channel")}
          value={sent["channel"]}
          options={CHANNELS.map((value) => ({ value, label: CHANNEL_WORDS[value][lang] }))}
        />
        {asksName && (
          <TextField
            name="principal"
            label={WORDS.principal[lang]}
            hint={WORDS.principalHint[lang]}
            error={error("principal")}
            value={sent["principal"]}
          />
        )}
        {grounds.exception !== undefined && (
          <>
            <TextField
              name="evidence"
              label={WORDS.evidence[lang]}
              hint={WORDS.evidenceHint[lang]}
              error={error("evidence")}
              value={sent["evidence"] ?? claimedEvidence(question)}
            />
            <TextField
              name="approver"
              label={WORDS.approver[lang]}
              error={error("approver")}
              value={sent["approver"]}
            />
          </>
        )}
        <p class="actions">
          <Button>{WORDS.recordIt[lang]}</Button>
        </p>
      </form>
    </section>
  );
};

function claimedEvidence({ exceptions }: Question): string {
  return exceptions.find(({ evidence }) => evidence !== undefined)?.evidence ?? "";
}

/** What was recorded, and until when it is kept. */
const HandedOver = ({ done, ...view }: View & { readonly done: PersonEntry }) => {
  const { lang } = view;
  const { at, matters, items, channel, due, article, keptThrough } = done;
  const how = CHANNELS.find((one) => one === channel);
  const rows: readonly (readonly [string, string | undefined])[] = [
    [WORDS.recordedAt[lang], inJapan(at, lang)],
    [WORDS.recordedTo[lang], matters?.recipient?.name],
    [WORDS.items[lang], itemNames(view, items)],
    [WORDS.channel[lang], how === undefined ? undefined : CHANNEL_WORDS[how][lang]],
    [(due ? WORDS.due : WORDS.exempt)[lang], isArticle(article) ? citation(article)[lang] : article],
    [
      WORDS.keptThrough[lang],
      keptThrough === undefined
        ? undefined
        : fill(WORDS.through[lang], { day: shortDate(keptThrough.toString(), lang) }),
    ],
  ];
  return (
    <section class="recorded" aria-labelledby="recorded">
      <h2 id="recorded">{WORDS.recorded[lang]}</h2>
      <SummaryList rows={rows.flatMap(([term, detail]) => (detail === undefined ? [] : [{ term, detail }]))} />
    </section>
  );
};

/** A decision whose question can no longer be opened. */
export const GonePage = ({
  decision,
  state,
  house,
  lang,
}: View & { readonly decision: DecisionOnRecord; readonly state: "erased" | "policy-missing" | "tampered" }) => {
  const why = { erased: WORDS.erased, "policy-missing": WORDS.policyMissing, tampered: WORDS.tampered }[state];
  return (
    <Page site={house} lang={lang} title={WORDS.answer[lang]} path={`${COUNTER}/${decision.id}`}>
      <h1>{WORDS.gone[lang]}</h1>
      <p>{why[lang]}</p>
      <SummaryList
        rows={[
          { term: WORDS.answer[lang], detail: <OutcomeMark outcome={decision.outcome} lang={lang} /> },
          { term: WORDS.decidedAt[lang], detail: inJapan(decision.decidedAt, lang) },
          { term: WORDS.number[lang], detail: <code>{decision.id}</code> },
        ]}
      />
      <p>
        <a href={localPath(lang, COUNTER)}>{WORDS.another[lang]}</a>
      </p>
    </Page>
  );
};
