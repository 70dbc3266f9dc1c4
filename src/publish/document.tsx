import type { Part, Policy, Program } from "../policy/index.ts";
import type { House } from "../room/index.ts";
import { localPath, longDate, Notice, Page, Phrase, Prose, SummaryList } from "../web/index.ts";
import { fill, type Language } from "../wire/index.ts";
import { Clause, gather, Heading, type Reader } from "./clause.tsx";
import { Facts, Names, namesOf, type Row } from "./names.tsx";
import { WORDS } from "./words.ts";

/** One version of a policy as a page to read. */
export const PolicyPage = ({
  house,
  program,
  inForce,
  lang,
}: {
  readonly house: House;
  readonly program: Program;
  /** The version in force now; absent before the first. */
  readonly inForce: Program | undefined;
  readonly lang: Language;
}) => {
  const { policy, pack, version } = program;
  const { title, about, inForceFrom, languages } = policy.policy;
  const reader: Reader = { policy, carried: gather(policy), lang };
  const unnamed = Object.values(policy.people).filter((person) => person.ours !== undefined);
  const others = (house.packs.get(pack)?.versions ?? []).filter((other) => other !== program);
  const path = `/policies/${pack}/${version}`;
  return (
    <Page site={house} lang={lang} title={titleOf(policy, lang)} path={path}>
      <article class="document">
        <header>
          {about !== undefined && (
            <Notice>
              <Prose text={about} lang={lang} />
            </Notice>
          )}
          <h1>
            <Phrase text={title} lang={lang} />
          </h1>
          <p class="quiet">
            <time datetime={inForceFrom}>{fill(WORDS.inForceFrom[lang], { date: longDate(inForceFrom, lang) })}</time>
            {languages.prevailing !== undefined && (
              <>
                <br />
                {fill(WORDS.prevailing[lang], { language: languageName(languages.prevailing, lang) })}
              </>
            )}
          </p>
          {inForce !== program && <NotInForce program={program} inForce={inForce} lang={lang} />}
        </header>
        <Summary policy={policy} lang={lang} />
        <Contents policy={policy} hasUnnamed={unnamed.length > 0} lang={lang} />
        <p class="quiet">{WORDS.readingSays[lang]}</p>
        {policy.document.parts.map((part) => (
          <PartSection part={part} level={2} reader={reader} />
        ))}
        {unnamed.length > 0 && (
          <section class="part" id="part-ours">
            <h2>{WORDS.ours[lang]}</h2>
            <p>{WORDS.oursSay[lang]}</p>
            <SummaryList
              rows={unnamed.map(({ name, ours }) => ({
                term: <Phrase text={name} lang={lang} />,
                detail: ours === undefined ? null : <Prose text={ours} lang={lang} />,
              }))}
            />
          </section>
        )}
        <section class="part" id="part-proof">
          <h2>{WORDS.proof[lang]}</h2>
          <p>{WORDS.proofSay[lang]}</p>
          <p>
            <code class="fingerprint">{program.fingerprint}</code>
          </p>
          <p>
            <a href={`/v1${path}`}>{WORDS.data[lang]}</a>
          </p>
          {others.length > 0 && (
            <>
              <h3>{WORDS.versions[lang]}</h3>
              <ul>
                {others.map((other) => (
                  <li>
                    <a href={localPath(lang, `/policies/${pack}/${other.version}`)}>{longDate(other.version, lang)}</a>
                  </li>
                ))}
              </ul>
            </>
          )}
        </section>
      </article>
    </Page>
  );
};

/** The title in the page's language, for where no mark-up is possible. */
function titleOf(policy: Policy, lang: Language): string {
  const { title } = policy.policy;
  return title[lang] ?? Object.values(title)[0] ?? policy.policy.id;
}

function languageName(tag: string, lang: Language): string {
  return new Intl.DisplayNames([lang], { type: "language" }).of(tag) ?? tag;
}

const NotInForce = ({
  program,
  inForce,
  lang,
}: {
  readonly program: Program;
  readonly inForce: Program | undefined;
  readonly lang: Language;
}) => {
  const date = longDate(program.policy.policy.inForceFrom, lang);
  const isPast = inForce !== undefined && program.inForceFrom < inForce.inForceFrom;
  return (
    <Notice kind="warning">
      <p>{isPast ? WORDS.superseded[lang] : fill(WORDS.notYet[lang], { date })}</p>
      {inForce !== undefined && (
        <p>
          <a href={localPath(lang, `/policies/${inForce.pack}/${inForce.version}`)}>{WORDS.toCurrent[lang]}</a>
        </p>
      )}
    </Notice>
  );
};

const Summary = ({ policy, lang }: { readonly policy: Policy; readonly lang: Language }) => {
  const { operators, people, purposes, recipients, sharedUses, contacts, items } = policy;
  const stopMail = policy.commitments["stop-direct-mail"]?.clause;
  const publisher = operators[policy.policy.publisher]?.name ?? {};
  const others = Object.keys(operators).length - 1;
  const published = Object.values(people).filter((person) => person.ours === undefined);
  const windows = windowParts(policy);
  return (
    <section aria-labelledby="summary">
      <h2 id="summary">{WORDS.summary[lang]}</h2>
      <SummaryList
        rows={[
          {
            term: WORDS.who[lang],
            detail:
              others === 0 ? (
                <Phrase text={publisher} lang={lang} />
              ) : (
                fill(WORDS.whoGroup[lang], { publisher: publisher[lang] ?? "", count: others })
              ),
          },
          {
            term: WORDS.whose[lang],
            detail: (
              <ul>
                {published.map(({ name, clause, specialCare, items: kept }) => (
                  <li>
                    {clause === undefined ? (
                      <Phrase text={name} lang={lang} />
                    ) : (
                      <a href={`#${clause}`}>
                        <Phrase text={name} lang={lang} />
                      </a>
                    )}
                    {specialCare !== undefined && <span class="quiet"> {WORDS.specialCare[lang]}</span>}
                    {kept.length > 0 && (
                      <details>
                        <summary>{WORDS.whatKept[lang]}</summary>
                        <Names texts={namesOf(items, kept)} lang={lang} />
                      </details>
                    )}
                  </li>
                ))}
              </ul>
            ),
          },
          { term: WORDS.what[lang], detail: fill(WORDS.whatCount[lang], { count: Object.keys(purposes).length }) },
          {
            term: WORDS.whom[lang],
            detail:
              Object.keys(recipients).length + Object.keys(sharedUses).length === 0 ? (
                WORDS.whomNobody[lang]
              ) : (
                <>
                  <p>
                    {fill(WORDS.whomCount[lang], {
                      recipients: Object.keys(recipients).length,
                      shared: Object.keys(sharedUses).length,
                    })}
                  </p>
                  <details>
                    <summary>{WORDS.whomNames[lang]}</summary>
                    <ul>
                      {[...Object.values(recipients), ...Object.values(sharedUses)].map(({ name, clause }) => (
                        <li>
                          <a href={`#${clause}`}>
                            <Phrase text={name} lang={lang} />
                          </a>
                        </li>
                      ))}
                    </ul>
                  </details>
                </>
              ),
          },
          ...(stopMail === undefined
            ? []
            : [
                {
                  term: WORDS.stopMail[lang],
                  detail: <a href={`#${stopMail}`}>{fill(WORDS.stopMailSay[lang], { clause: stopMail })}</a>,
                },
              ]),
          ...(windows.length === 0
            ? []
            : [
                {
                  term: WORDS.rights[lang],
                  detail: (
                    <>
                      <p>{WORDS.rightsSay[lang]}</p>
                      <ul>
                        {windows.map((part) => (
                          <li>
                            <a href={`#part-${part.id}`}>
                              <Names texts={namesOf(contacts, part.contacts ?? [])} lang={lang} />
                            </a>
                          </li>
                        ))}
                      </ul>
                    </>
                  ),
                },
              ]),
        ]}
      />
    </section>
  );
};

/** The parts of the document in which somebody can be reached. */
function windowParts(policy: Policy): Part[] {
  const visit = (parts: readonly Part[]): Part[] =>
    parts.flatMap((part) => [...((part.contacts ?? []).length > 0 ? [part] : []), ...visit(part.parts ?? [])]);
  return visit(policy.document.parts);
}

const Contents = ({
  policy,
  hasUnnamed,
  lang,
}: {
  readonly policy: Policy;
  readonly hasUnnamed: boolean;
  readonly lang: Language;
}) => (
  <nav class="contents" aria-labelledby="contents">
    <h2 id="contents">{WORDS.contents[lang]}</h2>
    <ContentsList parts={policy.document.parts} lang={lang} />
    <ol>
      {hasUnnamed && (
        <li>
          <a href="#part-ours">{WORDS.ours[lang]}</a>
        </li>
      )}
      <li>
        <a href="#part-proof">{WORDS.proof[lang]}</a>
      </li>
    </ol>
  </nav>
);

/** Two levels deep: a third would be longer than what it leads to. */
const ContentsList = ({
  parts,
  lang,
  deep = true,
}: {
  readonly parts: readonly Part[];
  readonly lang: Language;
  readonly deep?: boolean;
}) => (
  <ol>
    {parts.map((part) => (
      <li>
        {part.heading !== undefined && (
          <a href={`#part-${part.id}`}>
            <Phrase text={part.heading} lang={lang} />
          </a>
        )}
        {deep && part.parts !== undefined && <ContentsList parts={part.parts} lang={lang} deep={false} />}
      </li>
    ))}
  </ol>
);

const PartSection = ({
  part,
  level,
  reader,
}: {
  readonly part: Part;
  readonly level: number;
  readonly reader: Reader;
}) => {
  const { policy, lang } = reader;
  const clauses = [...(part.clauses ?? []), ...(part.mirror === undefined ? [] : (policy.mirrored[part.mirror] ?? []))];
  const inner = part.heading === undefined ? level : level + 1;
  return (
    <section class={level === 2 ? "part" : "subpart"} id={`part-${part.id}`}>
      {part.heading !== undefined && (
        <Heading level={level}>
          <Phrase text={part.heading} lang={lang} />
        </Heading>
      )}
      {part.text !== undefined && <Prose text={part.text} lang={lang} />}
      {clauses.map((clause) => {
        const depth = clauses.filter((other) => clause.startsWith(`${other}.`)).length;
        return <Clause clause={clause} level={inner + depth} depth={depth} {...reader} />;
      })}
      {(part.contacts ?? []).map((id) => (
        <Facts rows={contactRows(policy.contacts[id], lang)} />
      ))}
      {(part.parts ?? []).map((child) => (
        <PartSection part={child} level={inner} reader={reader} />
      ))}
    </section>
  );
};

function contactRows(contact: Policy["contacts"][string] | undefined, lang: Language): Row[] {
  if (contact === undefined) return [];
  const { name, address, postalCode, phone, email } = contact;
  return [
    { term: WORDS.name[lang], detail: <Phrase text={name} lang={lang} /> },
    { term: WORDS.contactFor[lang], detail: <Phrase text={contact.for} lang={lang} /> },
    ...(address === undefined
      ? []
      : [
          {
            term: WORDS.address[lang],
            detail: (
              <>
                {postalCode !== undefined && lang === "ja" && `〒${postalCode} `}
                <Phrase text={address} lang={lang} />
                {postalCode !== undefined && lang === "en" && ` ${postalCode}`}
              </>
            ),
          },
        ]),
    ...(phone === undefined
      ? []
      : [{ term: WORDS.phone[lang], detail: <a href={`tel:${phone.replaceAll("-", "")}`}>{phone}</a> }]),
    ...(email === undefined ? [] : [{ term: WORDS.email[lang], detail: <a href={`mailto:${email}`}>{email}</a> }]),
  ];
}
