import { clausesOf, type Part, type Policy, type Program } from "../policy/index.ts";
import type { House } from "../room/index.ts";
import { localPath, longDate, Notice, Phrase, Prose, shortDate, SummaryList } from "../web/index.ts";
import { EASY_JAPANESE, type Edition, fill, languageOf, pick } from "../wire/index.ts";
import { Clause, gather, Heading, type Reader } from "./clause.tsx";
import { contactRows } from "./contact.tsx";
import { Contents } from "./contents.tsx";
import { Facts, Names, namesOf } from "./names.tsx";
import { NotInForce, titleOf } from "./policy-line.tsx";
import { VERSION_WORDS } from "./version-words.ts";
import { prevailing } from "./versions.ts";
import { ReaderPage } from "./reader-page.tsx";
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
  readonly lang: Edition;
}) => {
  const { policy, pack, version } = program;
  const { title, about, inForceFrom } = policy.policy;
  const prevails = prevailing(policy, languageOf(lang));
  const path = `/policies/${pack}/${version}`;
  const reader: Reader = { policy, carried: gather(policy), path, lang };
  const unnamed = Object.values(policy.people).filter((person) => person.ours !== undefined);
  const versions = house.packs.get(pack)?.versions ?? [];
  const others = versions.filter((other) => other !== program);
  const previous = versions[versions.indexOf(program) - 1];
  return (
    <ReaderPage
      program={program}
      house={house}
      lang={lang}
      title={titleOf(pick(title, lang).words, program, inForce, lang)}
      path={path}
    >
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
            {prevails !== undefined && lang !== EASY_JAPANESE && (
              <>
                <br />
                {prevails}
              </>
            )}
          </p>
          <NotInForce program={program} inForce={inForce} lang={lang} />
          {previous !== undefined && (
            <p>
              <a href={localPath(lang, `/policies/${pack}/compare/${previous.version}/${version}`)}>
                {fill(WORDS.changedSince[lang], { date: shortDate(previous.version, lang) })}
              </a>
            </p>
          )}
        </header>
        <Summary program={program} lang={lang} />
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
          <p class="screen">{WORDS.keep[lang]}</p>
          <ul class="plain screen">
            <li>
              <a href={`/v1${path}`}>{WORDS.data[lang]}</a>
            </li>
            <li>
              <a href={localPath(languageOf(lang), `${path}/policy.pdf`)}>{WORDS.paper[lang]}</a>
            </li>
            <li>
              <a href={localPath(lang, `/policies/${pack}/history`)}>{VERSION_WORDS.toHistory[lang]}</a>
            </li>
          </ul>
          {others.length > 0 && (
            <>
              <h3>{WORDS.versions[lang]}</h3>
              <ul>
                {others.map((other) => (
                  <li>
                    <a href={localPath(lang, `/policies/${pack}/${other.version}`)}>
                      {fill(VERSION_WORDS.read[lang], { date: shortDate(other.version, lang) })}
                    </a>
                  </li>
                ))}
              </ul>
            </>
          )}
        </section>
        <div class="print-foot" aria-hidden="true">
          <Phrase text={title} lang={lang} /> · {longDate(version, lang)}
          <br />
          <code>{program.fingerprint}</code>
        </div>
      </article>
    </ReaderPage>
  );
};

const Summary = ({ program, lang }: { readonly program: Program; readonly lang: Edition }) => {
  const { policy, pack, version } = program;
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
                <>
                  <p>{fill(WORDS.whoGroup[lang], { publisher: pick(publisher, lang).words, count: others })}</p>
                  <a href={localPath(lang, `/policies/${pack}/${version}/operators`)}>{WORDS.whoIsWho[lang]}</a>
                </>
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
                      <a href={`#${clause}`} data-clause={clause}>
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
          {
            term: WORDS.aboutYou[lang],
            detail: <a href={localPath(lang, `/policies/${pack}/${version}/people`)}>{WORDS.aboutYouDoor[lang]}</a>,
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
                          <a href={`#${clause}`} data-clause={clause}>
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
  const clauses = clausesOf(policy, part);
  const inner = part.heading === undefined ? level : level + 1;
  return (
    <section class={level === 2 ? partClass(part) : "subpart"} id={`part-${part.id}`}>
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

/** From this many clauses on, a part begins on a page of its own when it is printed. */
const LONG_PART = 8;

function partClass(part: Part): string {
  const count = ({ clauses = [], parts = [] }: Part): number =>
    parts.reduce((sum, inner) => sum + count(inner), clauses.length);
  return count(part) >= LONG_PART ? "part long" : "part";
}
