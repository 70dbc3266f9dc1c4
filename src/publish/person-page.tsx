import { countryName, periodName } from "../decision/index.ts";
import { SHARED_USE_MATTER_WORDS } from "../law/index.ts";
import { kindsOf, missingMatters, type Policy, type Program, purposeText, type RouteReading } from "../policy/index.ts";
import type { House } from "../room/index.ts";
import { ClauseLink, localPath, Phrase, Prose } from "../web/index.ts";
import { type Edition, fill, languageOf, pick } from "../wire/index.ts";
import { contactRows } from "./contact.tsx";
import { Facts, Names, namesOf, type Row } from "./names.tsx";
import { PLAIN_CONSENT, PLAIN_ROUTES, PERSON_WORDS as WORDS } from "./person-words.ts";
import { NotInForce, PolicyLine, titleOf } from "./policy-line.tsx";
import { ReaderPage } from "./reader-page.tsx";
import { WORDS as POLICY_WORDS } from "./words.ts";

interface Told {
  readonly program: Program;
  readonly lang: Edition;
}

/** The kinds of people of a policy, each with the way to its page. */
export const KindList = ({ program, lang, unnamed = false }: Told & { readonly unnamed?: boolean }) => (
  <ul>
    {Object.entries(program.policy.people)
      .filter(([, { ours }]) => (ours !== undefined) === unnamed)
      .map(([kind, { name }]) => (
        <li>
          <a href={localPath(lang, `/policies/${program.pack}/${program.version}/people/${kind}`)}>
            {fill(WORDS.dataOf[lang], { name: pick(name, lang).words })}
          </a>
        </li>
      ))}
  </ul>
);

export const PeoplePage = ({
  house,
  program,
  inForce,
  lang,
}: Told & { readonly house: House; readonly inForce: Program | undefined }) => (
  <ReaderPage
    program={program}
    house={house}
    lang={lang}
    title={titleOf(WORDS.peopleTitle[lang], program, inForce, lang)}
    path={`/policies/${program.pack}/${program.version}/people`}
  >
    <h1>{WORDS.peopleTitle[lang]}</h1>
    <PolicyLine program={program} lang={lang} />
    <NotInForce program={program} inForce={inForce} lang={lang} />
    <p class="lead">{WORDS.peopleLead[lang]}</p>
    <KindList program={program} lang={lang} />
    {Object.values(program.policy.people).some(({ ours }) => ours !== undefined) && (
      <section>
        <h2>{WORDS.unnamedTitle[lang]}</h2>
        <KindList program={program} lang={lang} unnamed />
      </section>
    )}
  </ReaderPage>
);

/** “What do you do with my data?”, for one kind of person. */
export const PersonPage = ({
  house,
  program,
  kind,
  inForce,
  lang,
}: Told & { readonly house: House; readonly kind: string; readonly inForce: Program | undefined }) => {
  const { policy } = program;
  const person = policy.people[kind];
  if (person === undefined) return null;
  const kinds = kindsOf(policy, kind);
  const others = kinds.slice(1);
  const concerns = ({ people }: { readonly people: readonly string[] }): boolean =>
    people.some((one) => kinds.includes(one));
  const all = Object.entries(policy.purposes).filter(([, purpose]) => concerns(purpose));
  const sharedUses = Object.entries(policy.sharedUses).filter(([, use]) => concerns(use));
  // What a shared use says it is for stands with it.
  const shared = new Set(sharedUses.flatMap(([, { purposes: ids = [] }]) => ids));
  const purposes = all.filter(([id]) => !shared.has(id));
  const recipients = Object.values(policy.recipients).filter(concerns);
  const title = fill(WORDS.personTitle[lang], { name: pick(person.name, lang).words });
  const stoppable = all.filter(([, { stoppable: stops }]) => stops === "direct-mail");
  const path = `/policies/${program.pack}/${program.version}`;
  const told = { program, lang };
  return (
    <ReaderPage
      program={program}
      house={house}
      lang={lang}
      title={titleOf(title, program, inForce, lang)}
      path={`${path}/people/${kind}`}
    >
      <h1>{title}</h1>
      <PolicyLine program={program} lang={lang} />
      <NotInForce program={program} inForce={inForce} lang={lang} />
      <p class="lead">{WORDS.personLead[lang]}</p>
      {others.length > 0 && (
        <p>
          {fill(WORDS.also[lang], {
            names: namesOf(policy.people, others)
              .map((name) => pick(name, lang).words)
              .join(POLICY_WORDS.separator[lang]),
          })}
        </p>
      )}
      {person.ours !== undefined && <Prose text={person.ours} lang={lang} />}
      <nav class="here" aria-labelledby="here">
        <h2 id="here">{WORDS.contents[lang]}</h2>
        <ul class="plain">
          {(
            [
              ["purposes", purposes.length],
              ["receives", recipients.length],
              ...(sharedUses.length === 0 ? [] : [["shared", sharedUses.length] as const]),
              ["kept", undefined],
              ["window", undefined],
              ...(stoppable.length === 0 ? [] : [["stopMail", undefined] as const]),
            ] as const
          ).map(([section, count]) => (
            <li>
              <a href={`#${section}`}>{WORDS[section][lang]}</a>
              {count !== undefined && <span class="quiet"> {fill(WORDS.count[lang], { count })}</span>}
            </li>
          ))}
        </ul>
      </nav>
      <section aria-labelledby="purposes">
        <h2 id="purposes">{WORDS.purposes[lang]}</h2>
        {purposes.length === 0 ? (
          <p>{WORDS.noPurpose[lang]}</p>
        ) : (
          <Purposes ids={purposes.map(([id]) => id)} {...told} />
        )}
      </section>
      <section aria-labelledby="receives">
        <h2 id="receives">{WORDS.receives[lang]}</h2>
        <Recipients recipients={recipients} {...told} />
      </section>
      <SharedUses
        ids={Object.keys(policy.sharedUses).filter((id) => concerns(policy.sharedUses[id] ?? { people: [] }))}
        {...told}
      />
      <section aria-labelledby="kept">
        <h2 id="kept">{WORDS.kept[lang]}</h2>
        <Kept kind={kind} {...told} />
      </section>
      <section aria-labelledby="window">
        <h2 id="window">{WORDS.window[lang]}</h2>
        <Windows kinds={kinds} {...told} />
      </section>
      {stoppable.length > 0 && (
        <section aria-labelledby="stopMail">
          <h2 id="stopMail">{WORDS.stopMail[lang]}</h2>
          <p>{WORDS.stopMailFor[lang]}</p>
          <ul>
            {stoppable.map(([id]) => (
              <li>
                <Phrase text={purposeText(policy, id)} lang={lang} />
              </li>
            ))}
          </ul>
          <StopMail {...told} />
        </section>
      )}
      <ul class="plain onward">
        <li>
          <a href={localPath(lang, `${path}/people`)}>{WORDS.otherPeople[lang]}</a>
        </li>
        <li>
          <a href={localPath(lang, path)}>{WORDS.document[lang]}</a>
        </li>
      </ul>
    </ReaderPage>
  );
};

/** Purposes under the operators that have them: those of one company first, then what several have in common. */
const Purposes = ({ ids, program, lang }: Told & { readonly ids: readonly string[] }) => {
  const { policy, pack, version } = program;
  const groups = Map.groupBy(ids, (id) => (policy.purposes[id]?.operators ?? []).join(" "));
  return (
    <>
      {[...groups].map(([key, members]) => {
        const [only = "", ...more] = key.split(" ");
        const names = namesOf(policy.operators, [only, ...more]);
        return (
          <>
            <h3>
              {more.length > 0 ? (
                fill(WORDS.bySeveral[lang], { count: names.length })
              ) : (
                <a href={localPath(lang, `/policies/${pack}/${version}/operators/${only}`)}>
                  {fill(WORDS.by[lang], { name: pick(names[0] ?? {}, lang).words })}
                </a>
              )}
            </h3>
            {more.length > 0 && (
              <p class="quiet">
                <Names texts={names} lang={lang} />
              </p>
            )}
            <ul class="ruled">
              {members.map((id) => (
                <li>
                  <Purpose id={id} program={program} lang={lang} />
                </li>
              ))}
            </ul>
          </>
        );
      })}
    </>
  );
};

const Purpose = ({ id, program, lang }: Told & { readonly id: string }) => {
  const { policy, pack, version } = program;
  const purpose = policy.purposes[id];
  if (purpose === undefined) return null;
  const text = purposeText(policy, id);
  return (
    <>
      <p>
        <Phrase text={text} lang={lang} />{" "}
        <ClauseLink pack={pack} version={version} clause={purpose.clause} lang={lang} />
      </p>
      <Items of={WORDS.itemsFor[lang]} ids={purpose.items} program={program} lang={lang} />
      {purpose.catchAll === true && <p class="quiet">{POLICY_WORDS.catchAll[lang]}</p>}
    </>
  );
};

/** Long lists of items would hide what they belong to, so they open below it. */
const Items = ({ of, ids, program, lang }: Told & { readonly of: string; readonly ids: readonly string[] }) =>
  ids.length === 0 ? null : (
    <details class="details">
      <summary>{fill(WORDS.itemCount[lang], { of, count: ids.length })}</summary>
      <p>
        <Names texts={namesOf(program.policy.items, ids)} lang={lang} />
      </p>
    </details>
  );

const Recipients = ({
  recipients,
  program,
  lang,
}: Told & { readonly recipients: readonly Policy["recipients"][string][] }) => {
  const { policy, pack, version } = program;
  if (recipients.length === 0) return <p>{WORDS.nobody[lang]}</p>;
  return (
    <ul class="ruled">
      {recipients.map(({ name, clause, operators, items, reading, country }) => (
        <li>
          <p>
            <strong>
              <Phrase text={name} lang={lang} />
            </strong>{" "}
            <ClauseLink pack={pack} version={version} clause={clause} lang={lang} />
          </p>
          <Facts
            rows={[
              { term: WORDS.way[lang], detail: <Ways routes={reading.routes} lang={lang} /> },
              {
                term: POLICY_WORDS.handedOver[lang],
                detail: <Names texts={namesOf(policy.items, items)} lang={lang} />,
              },
              { term: WORDS.from[lang], detail: <Names texts={namesOf(policy.operators, operators)} lang={lang} /> },
              ...(country === undefined || country === "JP"
                ? []
                : [{ term: POLICY_WORDS.country[lang], detail: <Phrase text={countryName(country)} lang={lang} /> }]),
            ]}
          />
          <Items of={POLICY_WORDS.handedOver[lang]} ids={items} program={program} lang={lang} />
        </li>
      ))}
    </ul>
  );
};

const Ways = ({ routes, lang }: { readonly routes: readonly RouteReading[]; readonly lang: Edition }) => {
  if (routes.length === 0) return <>{WORDS.notHanded[lang]}</>;
  const said = [...new Set(routes.map((route) => plainRoute(route, lang)))];
  if (said.length === 1) return <>{said[0]}</>;
  return (
    <ul>
      {said.map((words) => (
        <li>{words}</li>
      ))}
    </ul>
  );
};

function plainRoute(route: RouteReading, lang: Edition): string {
  if (route.route === "consent" && route.per !== undefined) return PLAIN_CONSENT[route.per][lang];
  return PLAIN_ROUTES[route.route][lang];
}

const SharedUses = ({ ids, program, lang }: Told & { readonly ids: readonly string[] }) => {
  if (ids.length === 0) return null;
  const { policy, pack, version } = program;
  return (
    <section aria-labelledby="shared">
      <h2 id="shared">{WORDS.shared[lang]}</h2>
      <p>{WORDS.sharedSays[lang]}</p>
      <ul class="ruled">
        {ids.map((id) => {
          const use = policy.sharedUses[id];
          if (use === undefined) return null;
          return (
            <li>
              <p>
                <strong>
                  <Phrase text={use.name} lang={lang} />
                </strong>{" "}
                <ClauseLink pack={pack} version={version} clause={use.clause} lang={lang} />
              </p>
              <Facts rows={sharedRows(id, program, lang)} />
              <Items of={WORDS.sharedItems[lang]} ids={use.items ?? []} program={program} lang={lang} />
            </li>
          );
        })}
      </ul>
    </section>
  );
};

/** What the person should know of a shared use; where a matter is not published, that nothing is shared under it. */
function sharedRows(id: string, { policy, pack, version }: Program, lang: Edition): Row[] {
  const use = policy.sharedUses[id];
  if (use === undefined) return [];
  const missing = missingMatters(policy, id);
  const { users, purposes = [], responsible } = use;
  const members = (users?.members ?? []).map(({ operator }) => operator);
  const abroad = members.filter((operator) => policy.operators[operator]?.country !== "JP");
  return [
    ...(missing.length === 0
      ? []
      : [
          {
            term: WORDS.way[lang],
            detail: fill(WORDS.notShared[lang], {
              missing: missing
                .map((matter) => SHARED_USE_MATTER_WORDS[matter][languageOf(lang)])
                .join(POLICY_WORDS.separator[lang]),
            }),
          },
        ]),
    ...(users === undefined
      ? []
      : [{ term: WORDS.sharedWith[lang], detail: <Phrase text={users.text} lang={lang} /> }]),
    ...(abroad.length === 0
      ? []
      : [{ term: WORDS.abroad[lang], detail: <Names texts={namesOf(policy.operators, abroad)} lang={lang} /> }]),
    ...(purposes.length === 0
      ? []
      : [
          {
            term: WORDS.sharedFor[lang],
            detail: (
              <ul>
                {purposes.map((purpose) => (
                  <li>
                    <Phrase text={purposeText(policy, purpose)} lang={lang} />{" "}
                    <ClauseLink
                      pack={pack}
                      version={version}
                      clause={policy.purposes[purpose]?.clause ?? use.clause}
                      lang={lang}
                    />
                  </li>
                ))}
              </ul>
            ),
          },
        ]),
    ...(responsible === undefined
      ? []
      : [
          {
            term: WORDS.responsible[lang],
            detail: <Names texts={namesOf(policy.operators, [responsible])} lang={lang} />,
          },
        ]),
  ];
}

/** A period counts only where a clause publishes it: what an office decided for itself is no promise. */
const Kept = ({ kind, program, lang }: Told & { readonly kind: string }) => {
  const { policy, pack, version } = program;
  const kept = policy.settings.retention[kind];
  if (kept?.clause === undefined) return <p>{WORDS.keptUnsaid[lang]}</p>;
  const words = fill(WORDS.keptFor[lang], {
    period: periodName(kept.period)[languageOf(lang)],
    after: pick(kept.after, lang).words,
  });
  return (
    <p>
      {words} <ClauseLink pack={pack} version={version} clause={kept.clause} lang={lang} />
    </p>
  );
};

/** The windows for these kinds of people; without one of their own, those that are for everybody. */
const Windows = ({ kinds, program, lang }: Told & { readonly kinds: readonly string[] }) => {
  const all = Object.values(program.policy.contacts);
  const own = all.filter(({ people = [] }) => people.some((one) => kinds.includes(one)));
  const windows = own.length > 0 ? own : all.filter(({ people }) => people === undefined);
  if (windows.length === 0) return <p>{WORDS.noWindow[lang]}</p>;
  return (
    <>
      <p>{WORDS.windowSays[lang]}</p>
      {windows.map((window) => (
        <Facts rows={contactRows(window, lang)} />
      ))}
    </>
  );
};

const StopMail = ({ program, lang }: Told) => {
  const { policy, pack, version } = program;
  const clause = policy.commitments["stop-direct-mail"]?.clause;
  if (clause === undefined) return <p>{WORDS.stopMailUnsaid[lang]}</p>;
  const text = policy.promises[clause]?.text;
  return (
    <>
      {text !== undefined && <Prose text={text} lang={lang} />}
      <p>
        <ClauseLink pack={pack} version={version} clause={clause} lang={lang} />
      </p>
    </>
  );
};
