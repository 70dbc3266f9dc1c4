import { isArticle, citation } from "../law/index.ts";
import type { TimelineEntry } from "../room/index.ts";
import { Button, ErrorSummary, localPath, Notice, OutcomeMark, Page, SummaryList, TextField } from "../web/index.ts";
import { fill, type Id } from "../wire/index.ts";
import { IDENTIFIER_KINDS } from "./identifiers/index.ts";
import { type PersonOnRecord, protectionsAt } from "./load-people.ts";
import { PERSON_FACTS, type PersonFact, isPersonFact, wordsOf } from "./person-fact.ts";
import { CAPACITIES } from "./record-representative.ts";
import type { Representative } from "./representatives.ts";
import type { ShownIdentifier } from "./show-identifiers.ts";
import type { TimelineEntry as FactEntry } from "./timeline.ts";
import { inJapan, joined, nameOf, purposeOf, type View } from "./view.ts";
import { OBJECTION_WORDS, WORDS } from "./words.ts";

/** What the page of a person shows. */
export interface PersonShown {
  readonly person: Id<"person">;
  readonly name: string | undefined;
  readonly loaded: PersonOnRecord;
  readonly identifiers: readonly ShownIdentifier[];
  /** What was closed, and has just been looked at. */
  readonly opened: ReadonlyMap<Id<"identifier">, string>;
  readonly representatives: readonly Representative[];
  readonly facts: readonly FactEntry[];
  /** What other rooms have on record of them. */
  readonly done: readonly TimelineEntry[];
  readonly maySeeProtected: boolean;
  readonly mayWrite: boolean;
  /** Sent with a form, so that one sent twice counts once. */
  readonly formKey: string;
  readonly errors?: readonly { readonly name: string; readonly message: string }[];
}

/** Who somebody is, and what has been recorded of them, the newest first. */
export const PersonPage = ({ errors = [], ...shown }: View & PersonShown) => {
  const { house, lang, person, name, loaded, facts, mayWrite } = shown;
  const title = name ?? WORDS.unnamed[lang];
  return (
    <Page site={house} lang={lang} title={title} path={`/records/people/${person}`}>
      <ErrorSummary errors={errors} lang={lang} />
      <h1>{title}</h1>
      <Protections {...shown} />
      {!loaded.living && (
        <Notice>
          <p>{WORDS.notLiving[lang]}</p>
        </Notice>
      )}
      {!loaded.able && (
        <Notice>
          <p>{WORDS.notAble[lang]}</p>
        </Notice>
      )}
      <section aria-labelledby="who">
        <h2 id="who">{WORDS.who[lang]}</h2>
        <SummaryList rows={whoRows(shown)} />
        <Open {...shown} errors={errors} />
      </section>
      {mayWrite && (
        <ul>
          {(["objection", "withdrawal", "consent", "notice"] as const).map((kind) => (
            <li>
              <a href={localPath(lang, `/records/people/${person}/record/${kind}`)}>{RECORD_WORDS[kind][lang]}</a>
            </li>
          ))}
        </ul>
      )}
      <section aria-labelledby="facts">
        <h2 id="facts">{WORDS.facts[lang]}</h2>
        {facts.length === 0 && <p>{WORDS.noFacts[lang]}</p>}
        {facts.map((entry) => (
          <Entry {...shown} entry={entry} />
        ))}
      </section>
      {shown.done.length > 0 && (
        <section aria-labelledby="done">
          <h2 id="done">{WORDS.done[lang]}</h2>
          {shown.done.map((entry) => (
            <Done {...shown} entry={entry} />
          ))}
        </section>
      )}
      <p>
        <a href={localPath(lang, "/records/people")}>{WORDS.again[lang]}</a>
      </p>
    </Page>
  );
};

export const RECORD_WORDS = {
  objection: WORDS.recordObjection,
  withdrawal: WORDS.recordWithdrawal,
  consent: WORDS.recordConsent,
  notice: WORDS.recordNotice,
} as const;

/** In front of all else: whoever answers the phone has to see it before they say anything. */
const Protections = ({ loaded, ...view }: View & PersonShown) => {
  const { lang, house } = view;
  const protections = protectionsAt(loaded, house.clock.now().epochMilliseconds);
  if (protections.length === 0) return null;
  const closes = new Set(protections.flatMap((one) => one.closes));
  const items = protections.flatMap((one) => (one.closes.includes("items") ? [one.items] : []));
  const named = items.includes(undefined)
    ? WORDS.allItems[lang]
    : joined(
        [...new Set(items.flatMap((list) => list ?? []))].map((item) => nameOf(view, "items", item)),
        lang,
      );
  return (
    <Notice kind="warning" label={WORDS.protectedLabel[lang]}>
      <ul>
        {closes.has("existence") && <li>{WORDS.protectedExistence[lang]}</li>}
        {closes.has("agents") && <li>{WORDS.protectedAgents[lang]}</li>}
        {closes.has("items") && <li>{fill(WORDS.protectedItems[lang], { items: named })}</li>}
      </ul>
    </Notice>
  );
};

function whoRows({ person, identifiers, opened, loaded, representatives, ...view }: View & PersonShown) {
  const { lang } = view;
  const rows = identifiers.map(({ id, kind, operator, text, closed, until }) => {
    const shown = text ?? opened.get(id) ?? (closed ? WORDS.closed[lang] : WORDS.hashedOnly[lang]);
    const former = until === undefined ? "" : fill(WORDS.former[lang], { date: inJapan(until, lang) });
    const whose = operator === undefined ? "" : ` (${nameOf(view, "operators", operator)})`;
    return { term: `${IDENTIFIER_KINDS[kind][lang]}${whose}`, detail: `${shown}${former}` };
  });
  const roles = loaded.roles.map(({ operator, kind, until }) => {
    const role = fill(WORDS.role[lang], {
      operator: nameOf(view, "operators", operator),
      kind: nameOf(view, "people", kind),
    });
    return until === undefined ? role : `${role}${fill(WORDS.former[lang], { date: inJapan(until, lang) })}`;
  });
  const acting = representatives.map(({ capacity, name, contact, until }) => {
    const former = until === undefined ? "" : fill(WORDS.former[lang], { date: inJapan(until, lang) });
    return `${name}: ${CAPACITIES[capacity][lang]}${contact === undefined ? "" : `, ${contact}`}${former}`;
  });
  const list = (parts: readonly string[]) => (
    <ul>
      {parts.map((part) => (
        <li>{part}</li>
      ))}
    </ul>
  );
  return [
    ...rows,
    ...(roles.length === 0 ? [] : [{ term: WORDS.roles[lang], detail: list(roles) }]),
    ...(acting.length === 0 ? [] : [{ term: WORDS.representatives[lang], detail: list(acting) }]),
    ...(loaded.linked.length === 0
      ? []
      : [
          {
            term: WORDS.linked[lang],
            detail: (
              <ul>
                {loaded.linked.map((other) => (
                  <li>
                    <a href={localPath(lang, `/records/people/${other}`)}>{other}</a>
                  </li>
                ))}
              </ul>
            ),
          },
        ]),
    { term: WORDS.number[lang], detail: <code>{person}</code> },
  ];
}

/** Looking at what is closed leaves a trace, and asks why. */
const Open = ({ person, identifiers, opened, maySeeProtected, lang, formKey, errors = [] }: View & PersonShown) => {
  if (!maySeeProtected || opened.size > 0 || !identifiers.some(({ closed }) => closed)) return null;
  return (
    <form method="post" action={localPath(lang, `/records/people/${person}/open`)}>
      <input type="hidden" name="key" value={formKey} />
      <TextField
        name="reason"
        label={WORDS.openReason[lang]}
        hint={WORDS.openHint[lang]}
        error={errors.find(({ name }) => name === "reason")?.message}
      />
      <p class="actions">
        <Button kind="quiet">{WORDS.open[lang]}</Button>
      </p>
    </form>
  );
};

const Entry = ({ entry, ...shown }: View & PersonShown & { readonly entry: FactEntry }) => {
  const { lang, person, mayWrite, formKey, house } = shown;
  const { fact, ended, id, details } = entry;
  if (!isPersonFact(fact)) return null;
  const over = ended !== undefined && ended.at <= house.clock.now().epochMilliseconds;
  const mark = fact.kind === "objection" ? WORDS.lifted[lang] : WORDS.endedMark[lang];
  const rows: readonly (readonly [string, string | undefined])[] = [
    [WORDS.at[lang], inJapan(fact.at, lang)],
    [WORDS.recordedAt[lang], inJapan(fact.recordedAt ?? fact.at, lang)],
    [WORDS.until[lang], "until" in fact && fact.until !== undefined ? inJapan(fact.until, lang) : undefined],
    [WORDS.ended[lang], ended === undefined ? undefined : inJapan(ended.at, lang)],
    [WORDS.scope[lang], scopeOf(fact, shown)],
    [WORDS.shown[lang], details?.words?.version],
    [WORDS.evidence[lang], details?.evidence],
    [WORDS.giver[lang], details?.giver],
    [WORDS.channel[lang], details?.channel],
    [WORDS.reason[lang], details?.reason],
    [WORDS.note[lang], details?.note],
    [WORDS.number[lang], entry.person === person ? undefined : entry.person],
  ];
  return (
    <section class="part" id={id}>
      <h3>
        {PERSON_FACTS[fact.kind][lang]}
        {over && (
          <>
            {" "}
            <span class="tag">{mark}</span>
          </>
        )}
      </h3>
      <SummaryList
        rows={rows.flatMap(([term, detail]) => (detail === undefined || detail === "" ? [] : [{ term, detail }]))}
      />
      {mayWrite && fact.kind === "objection" && ended === undefined && (
        <form method="post" action={localPath(lang, `/records/people/${person}/facts/${id}/end`)}>
          <input type="hidden" name="key" value={`${formKey} ${id}`} />
          <p class="actions">
            <Button kind="quiet">{WORDS.lift[lang]}</Button>
          </p>
        </form>
      )}
    </section>
  );
};

/** What was asked and done with their data, as the room says that has it on record: a line each, the rest folded. */
const Done = ({ entry, ...view }: View & { readonly entry: TimelineEntry }) => {
  const { lang } = view;
  const { at, title, outcome, rows, more } = entry;
  const said = rows.map(({ term, detail }) => ({
    term: term[lang],
    detail:
      "of" in detail
        ? joined(
            detail.ids.map((id) => wordOf(view, detail.of, id)),
            lang,
          )
        : detail[lang],
  }));
  const [first] = said;
  return (
    <details class="done">
      <summary>
        {inJapan(at, lang)} {title[lang]}
        {first !== undefined && (lang === "ja" ? `：${first.detail}` : `: ${first.detail}`)}
        {outcome !== undefined && (
          <>
            {" "}
            <OutcomeMark outcome={outcome} lang={lang} />
          </>
        )}
      </summary>
      <SummaryList rows={said} />
      {more !== undefined && (
        <p>
          <a
            href={localPath(lang, more.path)}
            aria-label={`${more.label[lang]} (${title[lang]}, ${inJapan(at, lang)})`}
          >
            {more.label[lang]}
          </a>
        </p>
      )}
    </details>
  );
};

function wordOf(view: View, section: "operators" | "purposes" | "items" | "recipients", id: string): string {
  return section === "purposes" ? purposeOf(view, id) : nameOf(view, section, id);
}

/** What a fact speaks of, in the words of the policy. */
function scopeOf(fact: PersonFact, view: View): string {
  const { lang } = view;
  const { operators = [], purposes = [], items = [], recipients = [] } = wordsOf(fact);
  const more =
    fact.kind === "objection"
      ? [OBJECTION_WORDS[fact.to][lang]]
      : fact.kind === "refusal" || fact.kind === "violation"
        ? [isArticle(fact.of) ? citation(fact.of)[lang] : fact.of]
        : [];
  return joined(
    [
      ...more,
      ...operators.map((id) => nameOf(view, "operators", id)),
      ...purposes.map((id) => purposeOf(view, id)),
      ...recipients.map((id) => nameOf(view, "recipients", id)),
      ...items.map((id) => nameOf(view, "items", id)),
    ],
    lang,
  );
}
