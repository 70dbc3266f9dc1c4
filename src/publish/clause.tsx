import type { Child } from "hono/jsx";
import { countryName } from "../decision/index.ts";
import { SHARED_USE_MATTER_WORDS, SHARED_USE_MATTERS, type SharedUseMatter } from "../law/index.ts";
import { missingMatters, type Policy, purposeText, type RouteReading } from "../policy/index.ts";
import { longDate, Phrase, Prose, Sign } from "../web/index.ts";
import { fill, type Language } from "../wire/index.ts";
import { Facts, Names, namesOf, type Row } from "./names.tsx";
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
  readonly lang: Language;
}

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
  const { policy, carried, lang } = reader;
  const promise = policy.promises[clause];
  const entries = <Name extends Section>(name: Name): Entries<Name> => carried[name].get(clause) ?? [];
  const rows = [
    ...entries("purposes").flatMap(([, purpose]) => purposeRows(purpose, reader)),
    ...entries("recipients").flatMap(([, recipient]) => recipientRows(recipient, reader)),
    ...entries("sharedUses").flatMap(([id]) => matterRows(id, reader)),
    ...entries("operators").flatMap(([id, operator]) => operatorRows(id, operator, reader)),
  ];
  const readings = [
    ...entries("purposes").flatMap(([, purpose]) => purposeReading(purpose, lang)),
    ...entries("recipients").flatMap(([, recipient]) => recipientReading(recipient, lang)),
    ...entries("sharedUses").flatMap(([, use]) => (use.reading === undefined ? [] : <Prose text={use.reading.because} lang={lang} />)),
    ...entries("operators").flatMap(([, { purposesElsewhere }]) =>
      purposesElsewhere === undefined ? [] : <Prose text={purposesElsewhere} lang={lang} />,
    ),
    ...(promise?.ours === undefined ? [] : [<Prose text={promise.ours} lang={lang} />]),
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
      {rows.length > 0 && <Facts rows={rows} />}
      {readings.length > 0 && (
        <div class="reading" role="note">
          <p class="label">{WORDS.reading[lang]}</p>
          {readings}
        </div>
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

function purposeRows(purpose: Policy["purposes"][string], { policy, lang }: Reader): Row[] {
  return [
    ...(purpose.text === undefined ? [] : [{ term: WORDS.published[lang], detail: <Phrase text={purpose.text} lang={lang} /> }]),
    ...(purpose.people.length === 0
      ? []
      : [{ term: WORDS.people[lang], detail: <Names texts={namesOf(policy.people, purpose.people)} lang={lang} /> }]),
    ...(purpose.items.length === 0
      ? []
      : [{ term: WORDS.items[lang], detail: <Names texts={namesOf(policy.items, purpose.items)} lang={lang} /> }]),
  ];
}

function purposeReading({ catchAll, stoppable, because }: Policy["purposes"][string], lang: Language): Child[] {
  return [
    ...(catchAll === true ? [<p>{WORDS.catchAll[lang]}</p>] : []),
    ...(because === undefined ? [] : [<Prose text={because} lang={lang} />]),
    ...(stoppable === undefined ? [] : [<p>{WORDS.stoppable[lang]}</p>]),
  ];
}

function recipientRows({ name, items, published }: Policy["recipients"][string], { policy, lang }: Reader): Row[] {
  return [
    { term: WORDS.recipient[lang], detail: <Phrase text={name} lang={lang} /> },
    ...(published.text === undefined ? [] : [{ term: WORDS.published[lang], detail: <Phrase text={published.text} lang={lang} /> }]),
    { term: WORDS.handedOver[lang], detail: <Names texts={namesOf(policy.items, items)} lang={lang} /> },
  ];
}

function recipientReading({ published, reading }: Policy["recipients"][string], lang: Language): Child[] {
  const asPublished = published.routes.map((route) => ROUTE_WORDS[route][lang]).join(WORDS.separator[lang]);
  const asRead = reading.routes.map((route) => routeWords(route, lang)).join(WORDS.or[lang]);
  return [
    <p>
      {fill(WORDS.publishedAs[lang], { routes: asPublished })}
      <br />
      <strong>{asRead === "" ? WORDS.noRoute[lang] : fill(WORDS.readAs[lang], { routes: asRead })}</strong>
    </p>,
    <Prose text={reading.because} lang={lang} />,
  ];
}

function routeWords(route: RouteReading, lang: Language): string {
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
            <Names texts={namesOf(policy.operators, users.members.map(({ operator }) => operator))} lang={lang} />
          </>
        )}
        {users?.list !== undefined && (
          <>
            <br />
            <Phrase text={users.list} lang={lang} />
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
      term: SHARED_USE_MATTER_WORDS[matter][lang],
      detail: missing.has(matter) ? <Missing lang={lang} /> : told[matter](),
    })),
  ];
}

const Missing = ({ lang }: { readonly lang: Language }) => (
  <strong class="missing">
    <Sign shape="deny" />
    {WORDS.missing[lang]}
  </strong>
);

const OperatorAddress = ({ operator, lang }: { readonly operator: Policy["operators"][string]; readonly lang: Language }) => (
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
        <Phrase text={operator.representative.title} lang={lang} /> <Phrase text={operator.representative.name} lang={lang} />
      </>
    )}
  </>
);

function operatorRows(id: string, operator: Policy["operators"][string], { policy, lang }: Reader): Row[] {
  const company = operator.of === undefined ? undefined : policy.operators[operator.of];
  const { address, representative } = operator;
  return [
    ...(id === policy.policy.publisher
      ? [{ term: WORDS.revised[lang], detail: <time datetime={policy.policy.version}>{longDate(policy.policy.version, lang)}</time> }]
      : []),
    { term: WORDS.name[lang], detail: <Phrase text={operator.name} lang={lang} /> },
    ...(company === undefined ? [] : [{ term: WORDS.branchOf[lang], detail: <Phrase text={company.name} lang={lang} /> }]),
    { term: WORDS.country[lang], detail: countryName(operator.country)[lang] },
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
