import type { Child } from "hono/jsx";
import { countryName } from "../decision/index.ts";
import { SHARED_USE_MATTER_WORDS, SHARED_USE_MATTERS, type SharedUseMatter } from "../law/index.ts";
import { missingMatters, type Policy, purposeText, type RouteReading } from "../policy/index.ts";
import { localPath, longDate, Phrase, Prose, Sign } from "../web/index.ts";
import { type Edition, fill, pick, type Text } from "../wire/index.ts";
import { OtherLanguages } from "./languages.tsx";
import { Facts, Names, namesOf, type Row } from "./names.tsx";
import { isEasyOn } from "./reader-page.tsx";
import { CONSENT_PER, ROUTE_WORDS, WORDS } from "./words.ts";

type Section = "purposes" | "recipients" | "sharedUses" | "operators";
type Entries<Name extends Section> = readonly (readonly [id: string, entry: Policy[Name][string]])[];

/** What carries out each clause, gathered once for a page. */
export type Carried = { readonly [Name in Section]: ReadonlyMap<string, Entries<Name>> };

export function gather(policy: Policy): Carried {
  return {
    purposes: byClause(policy.purposes),
    recipients: byClause(policy.recipients),
    sharedUses: byClause(policy.sharedUses),
    operators: byClause(policy.operators),
  };
}

function byClause<Entry extends { readonly clause?: string | undefined }>(
  section: Readonly<Record<string, Entry>>,
): Map<string, (readonly [string, Entry])[]> {
  const found = new Map<string, (readonly [string, Entry])[]>();
  for (const [id, entry] of Object.entries(section)) {
    if (entry.clause !== undefined) found.set(entry.clause, [...(found.get(entry.clause) ?? []), [id, entry]]);
  }
  return found;
}

export interface Reader {
  readonly policy: Policy;
  readonly carried: Carried;
  /** Of the version, without its language. */
  readonly path: string;
  readonly lang: Edition;
}

/** Leads from easy words to those that count. */
const ORDINARY = "{clause}を ふつうの 日本語で 読む";

/** One clause: its number as a quiet anchor, its words, what it covers, and apart from them how we read it. */
export const Clause = ({
  clause,
  level,
  depth,
  ...reader
}: Reader & {
  readonly clause: string;
  /** Of its heading, 2 to 6. */
  readonly level: number;
  /** How many clauses of the same part it belongs to: C7.6.a stands under C7.6, which stands under C7. */
  readonly depth: number;
}) => {
  const { policy, carried, path, lang } = reader;
  const promise = policy.promises[clause];
  const entries = <Name extends Section>(name: Name): Entries<Name> => carried[name].get(clause) ?? [];
  const operators = entries("operators");
  const sharedUses = entries("sharedUses");
  const purposes = entries("purposes");
  const recipients = entries("recipients");
  const facts = [
    ...sharedUses.flatMap(([id]) => matterRows(id, reader)),
    ...operators.flatMap(([id, operator]) => operatorRows(id, operator, promise?.title, reader)),
  ];
  const gist = [
    ...purposes.flatMap(([, purpose]) => purposeGist(purpose, lang)),
    ...recipients.map(([, recipient]) => <RecipientGist recipient={recipient} lang={lang} />),
    ...sharedUses.flatMap(([, { reading }]) =>
      reading === undefined ? [] : [<Phrase text={reading.because} lang={lang} />],
    ),
    ...operators.flatMap(([, { purposesElsewhere }]) =>
      purposesElsewhere === undefined ? [] : [<Phrase text={purposesElsewhere} lang={lang} />],
    ),
    ...(promise?.ours === undefined ? [] : [<Phrase text={promise.ours} lang={lang} />]),
  ];
  return (
    <section class={depth === 0 ? "clause" : "clause under"} id={clause}>
      <a class="number" href={`#${clause}`} aria-label={fill(WORDS.linkTo[lang], { clause })}>
        {clause}
      </a>
      {promise?.title !== undefined && (
        <Heading level={level}>
          <Phrase text={promise.title} lang={lang} />
        </Heading>
      )}
      {promise?.text !== undefined && <Prose text={promise.text} lang={lang} />}
      {isEasyOn(lang, promise?.title, promise?.text) && (
        <p class="quiet">
          <a href={localPath("ja", `${path}#${clause}`)} hreflang="ja">
            {fill(ORDINARY, { clause })}
          </a>
        </p>
      )}
      <OtherLanguages texts={[promise?.title ?? {}, promise?.text ?? {}]} lang={lang} />
      {facts.length > 0 && <Facts rows={facts} />}
      {gist.length > 0 && (
        <div class="reading" role="note">
          <p class="label">{WORDS.reading[lang]}</p>
          {gist.map((line) => (
            <p>{line}</p>
          ))}
        </div>
      )}
      {purposes.length + recipients.length > 0 && (
        <details class="details">
          <summary>{WORDS.more[lang]}</summary>
          <Facts
            rows={[
              ...purposes.flatMap(([, purpose]) => purposeRows(purpose, reader)),
              ...recipients.flatMap(([, recipient]) => recipientRows(recipient, reader)),
            ]}
          />
        </details>
      )}
    </section>
  );
};

/** A heading of a level that is known only where it stands; HTML has six. */
export const Heading = ({ level, children }: { readonly level: number; readonly children: Child }) => {
  switch (level) {
    case 2:
      return <h2>{children}</h2>;
    case 3:
      return <h3>{children}</h3>;
    case 4:
      return <h4>{children}</h4>;
    case 5:
      return <h5>{children}</h5>;
    default:
      return <h6>{children}</h6>;
  }
};

function purposeRows({ text, people, items, because }: Policy["purposes"][string], { policy, lang }: Reader): Row[] {
  return [
    ...(text === undefined ? [] : [{ term: WORDS.published[lang], detail: <Phrase text={text} lang={lang} /> }]),
    ...(people.length === 0
      ? []
      : [{ term: WORDS.people[lang], detail: <Names texts={namesOf(policy.people, people)} lang={lang} /> }]),
    ...(items.length === 0
      ? []
      : [{ term: WORDS.items[lang], detail: <Names texts={namesOf(policy.items, items)} lang={lang} /> }]),
    ...(because === undefined ? [] : [{ term: WORDS.because[lang], detail: <Phrase text={because} lang={lang} /> }]),
  ];
}

/** What follows from how a purpose is read, in a line each. */
function purposeGist({ catchAll, stoppable }: Policy["purposes"][string], lang: Edition): string[] {
  return [
    ...(catchAll === true ? [WORDS.catchAll[lang]] : []),
    ...(stoppable === undefined ? [] : [WORDS.stoppable[lang]]),
  ];
}

function recipientRows(
  { name, items, published, reading }: Policy["recipients"][string],
  { policy, lang }: Reader,
): Row[] {
  const routes = published.routes.map((route) => ROUTE_WORDS[route][lang]).join(WORDS.separator[lang]);
  return [
    { term: WORDS.recipient[lang], detail: <Phrase text={name} lang={lang} /> },
    ...(published.text === undefined
      ? []
      : [{ term: WORDS.published[lang], detail: <Phrase text={published.text} lang={lang} /> }]),
    { term: WORDS.handedOver[lang], detail: <Names texts={namesOf(policy.items, items)} lang={lang} /> },
    { term: WORDS.publishedAs[lang], detail: routes },
    { term: WORDS.because[lang], detail: <Phrase text={reading.because} lang={lang} /> },
  ];
}

const RecipientGist = ({
  recipient: { name, reading },
  lang,
}: {
  readonly recipient: Policy["recipients"][string];
  readonly lang: Edition;
}) => {
  const routes = reading.routes.map((route) => routeWords(route, lang)).join(WORDS.or[lang]);
  return (
    <>
      <Phrase text={name} lang={lang} />
      {WORDS.colon[lang]}
      <strong>{routes === "" ? WORDS.noRoute[lang] : routes}</strong>
    </>
  );
};

/** A route as the reading of a clause puts it, with the filing of an opt-out. */
export function routeWords(route: RouteReading, lang: Edition): string {
  if (route.route === "consent" && route.per !== undefined) return CONSENT_PER[route.per][lang];
  const words = ROUTE_WORDS[route.route][lang];
  if (route.route !== "opt-out" || route.filing === undefined) return words;
  const { number, on } = route.filing;
  return `${words} ${fill(WORDS.filed[lang], { number, date: longDate(on, lang) })}`;
}

/** The five matters of 27(5)(iii); one that is not published says so. */
function matterRows(id: string, { policy, lang }: Reader): Row[] {
  const use = policy.sharedUses[id];
  if (use === undefined) return [];
  const missing = new Set<SharedUseMatter>(missingMatters(policy, id));
  const { users } = use;
  const told: Record<SharedUseMatter, () => Child> = {
    fact: () => WORDS.factPublished[lang],
    items: () => <Names texts={namesOf(policy.items, use.items ?? [])} lang={lang} />,
    users: () => (
      <>
        {users !== undefined && <Phrase text={users.text} lang={lang} />}
        {users?.members !== undefined && (
          <>
            <br />
            {WORDS.members[lang]}
            <Names
              texts={namesOf(
                policy.operators,
                users.members.map(({ operator }) => operator),
              )}
              lang={lang}
            />
          </>
        )}
        {users?.list !== undefined && (
          <>
            <br />
            <Phrase text={users.list} lang={lang} />
            {users.snapshot !== undefined && (
              <>
                <br />
                <span class="quiet">{fill(WORDS.listTaken[lang], { date: longDate(users.snapshot.taken, lang) })}</span>
              </>
            )}
          </>
        )}
      </>
    ),
    purposes: () => (
      <ul>
        {(use.purposes ?? []).map((purpose) => (
          <li>
            <Phrase text={purposeText(policy, purpose)} lang={lang} />
          </li>
        ))}
      </ul>
    ),
    responsible: () => {
      const operator = policy.operators[use.responsible ?? ""];
      return operator === undefined ? null : <OperatorAddress operator={operator} lang={lang} />;
    },
  };
  return [
    { term: WORDS.people[lang], detail: <Names texts={namesOf(policy.people, use.people)} lang={lang} /> },
    ...SHARED_USE_MATTERS.map((matter) => ({
      term: <Phrase text={SHARED_USE_MATTER_WORDS[matter]} lang={lang} />,
      detail: missing.has(matter) ? <Missing lang={lang} /> : told[matter](),
    })),
  ];
}

const Missing = ({ lang }: { readonly lang: Edition }) => (
  <strong class="missing">
    <Sign shape="deny" />
    {WORDS.missing[lang]}
  </strong>
);

const OperatorAddress = ({
  operator,
  lang,
}: {
  readonly operator: Policy["operators"][string];
  readonly lang: Edition;
}) => (
  <>
    <Phrase text={operator.name} lang={lang} />
    {operator.address !== undefined && (
      <>
        <br />
        <Phrase text={operator.address} lang={lang} />
      </>
    )}
    {operator.representative !== undefined && (
      <>
        <br />
        <Phrase text={operator.representative.title} lang={lang} />{" "}
        <Phrase text={operator.representative.name} lang={lang} />
      </>
    )}
  </>
);

/** What is published about an operator. Its name only where the clause's title is another; its country only if abroad. */
export function operatorRows(
  id: string,
  operator: Policy["operators"][string],
  title: Text | undefined,
  { policy, lang }: Pick<Reader, "policy" | "lang">,
): Row[] {
  const company = operator.of === undefined ? undefined : policy.operators[operator.of];
  const { name, address, representative, country } = operator;
  const named = title !== undefined && pick(title, lang).words === pick(name, lang).words;
  return [
    ...(id === policy.policy.publisher
      ? [
          {
            term: WORDS.revised[lang],
            detail: <time datetime={policy.policy.version}>{longDate(policy.policy.version, lang)}</time>,
          },
        ]
      : []),
    ...(named ? [] : [{ term: WORDS.name[lang], detail: <Phrase text={name} lang={lang} /> }]),
    ...(company === undefined
      ? []
      : [{ term: WORDS.branchOf[lang], detail: <Phrase text={company.name} lang={lang} /> }]),
    ...(country === "JP"
      ? []
      : [{ term: WORDS.country[lang], detail: <Phrase text={countryName(country)} lang={lang} /> }]),
    ...(address === undefined ? [] : [{ term: WORDS.address[lang], detail: <Phrase text={address} lang={lang} /> }]),
    ...(representative === undefined
      ? []
      : [
          {
            term: WORDS.representative[lang],
            detail: (
              <>
                <Phrase text={representative.title} lang={lang} /> <Phrase text={representative.name} lang={lang} />
              </>
            ),
          },
        ]),
  ];
}
