import { type Program, purposeText } from "../policy/index.ts";
import type { House } from "../room/index.ts";
import { ClauseLink, localPath, longDate, Phrase } from "../web/index.ts";
import { type Edition, fill, pick } from "../wire/index.ts";
import { operatorRows } from "./clause.tsx";
import { Facts, Names } from "./names.tsx";
import { PERSON_WORDS as WORDS } from "./person-words.ts";
import { NotInForce, PolicyLine, titleOf } from "./policy-line.tsx";
import { ReaderPage } from "./reader-page.tsx";

interface Told {
  readonly program: Program;
  readonly lang: Edition;
}
type Shown = Told & { readonly house: House; readonly inForce: Program | undefined };

export const OperatorsPage = ({ house, program, inForce, lang }: Shown) => {
  const path = `/policies/${program.pack}/${program.version}/operators`;
  return (
    <ReaderPage
      program={program}
      house={house}
      lang={lang}
      title={titleOf(WORDS.operatorsTitle[lang], program, inForce, lang)}
      path={path}
    >
      <h1>{WORDS.operatorsTitle[lang]}</h1>
      <PolicyLine program={program} lang={lang} />
      <NotInForce program={program} inForce={inForce} lang={lang} />
      <p class="lead">{WORDS.operatorsLead[lang]}</p>
      <ul>
        {Object.entries(program.policy.operators).map(([id, { name }]) => (
          <li>
            <a href={localPath(lang, `${path}/${id}`)}>
              <Phrase text={name} lang={lang} />
            </a>
          </li>
        ))}
      </ul>
    </ReaderPage>
  );
};

/** One company or branch: who it is, whose data it uses and what for, what it shares, and what stands elsewhere. */
export const OperatorPage = ({ house, program, id, inForce, lang }: Shown & { readonly id: string }) => {
  const { policy, pack, version } = program;
  const operator = policy.operators[id];
  if (operator === undefined) return null;
  const path = `/policies/${pack}/${version}`;
  const branches = Object.entries(policy.operators).filter(([, { of }]) => of === id);
  const told = { id, program, lang };
  return (
    <ReaderPage
      program={program}
      house={house}
      lang={lang}
      title={titleOf(pick(operator.name, lang).words, program, inForce, lang)}
      path={`${path}/operators/${id}`}
    >
      <h1>
        <Phrase text={operator.name} lang={lang} />
      </h1>
      <PolicyLine program={program} lang={lang} />
      <NotInForce program={program} inForce={inForce} lang={lang} />
      <section aria-labelledby="who">
        <h2 id="who">{WORDS.who[lang]}</h2>
        {id === policy.policy.publisher && <p>{WORDS.publisher[lang]}</p>}
        <Facts
          rows={[
            { term: WORDS.kind[lang], detail: WORDS[operator.kind][lang] },
            ...operatorRows(id, operator, operator.name, { policy, lang }),
            ...(branches.length === 0
              ? []
              : [
                  {
                    term: WORDS.branches[lang],
                    detail: <Names texts={branches.map(([, { name }]) => name)} lang={lang} />,
                  },
                ]),
            ...(operator.clause === undefined
              ? []
              : [
                  {
                    term: WORDS.clause[lang],
                    detail: <ClauseLink pack={pack} version={version} clause={operator.clause} lang={lang} />,
                  },
                ]),
          ]}
        />
      </section>
      <section aria-labelledby="purposes">
        <h2 id="purposes">{WORDS.operatorPurposes[lang]}</h2>
        <PurposesByKind {...told} />
      </section>
      <section aria-labelledby="shared">
        <h2 id="shared">{WORDS.operatorShared[lang]}</h2>
        <Shared {...told} />
      </section>
      <Elsewhere {...told} />
      <ul class="plain onward">
        <li>
          <a href={localPath(lang, `${path}/operators`)}>{WORDS.otherOperators[lang]}</a>
        </li>
        <li>
          <a href={localPath(lang, path)}>{WORDS.document[lang]}</a>
        </li>
      </ul>
    </ReaderPage>
  );
};

const PurposesByKind = ({ id, program, lang }: Told & { readonly id: string }) => {
  const { policy, pack, version } = program;
  const own = Object.entries(policy.purposes).filter(([, { operators }]) => operators.includes(id));
  const kinds = Object.entries(policy.people).filter(([kind]) => own.some(([, { people }]) => people.includes(kind)));
  if (kinds.length === 0) return <p>{WORDS.operatorNoPurpose[lang]}</p>;
  return (
    <>
      {kinds.map(([kind, { name }]) => (
        <>
          <h3>
            <a href={localPath(lang, `/policies/${pack}/${version}/people/${kind}`)}>
              {fill(WORDS.dataOf[lang], { name: pick(name, lang).words })}
            </a>
          </h3>
          <ul>
            {own
              .filter(([, { people }]) => people.includes(kind))
              .map(([purpose, { clause }]) => (
                <li>
                  <Phrase text={purposeText(policy, purpose)} lang={lang} />{" "}
                  <ClauseLink pack={pack} version={version} clause={clause} lang={lang} />
                </li>
              ))}
          </ul>
        </>
      ))}
    </>
  );
};

const Shared = ({ id, program, lang }: Told & { readonly id: string }) => {
  const { policy, pack, version } = program;
  const parts = Object.values(policy.sharedUses).flatMap((use) => {
    const member = use.users?.members?.find(({ operator }) => operator === id);
    return member === undefined && use.responsible !== id ? [] : [{ use, member }];
  });
  if (parts.length === 0) return <p>{WORDS.operatorNotShared[lang]}</p>;
  return (
    <ul>
      {parts.map(({ use, member }) => (
        <li>
          <Phrase text={use.name} lang={lang} />{" "}
          <ClauseLink pack={pack} version={version} clause={use.clause} lang={lang} />
          <br />
          <span class="quiet">
            {member !== undefined &&
              fill(member.to === undefined ? WORDS.member[lang] : WORDS.memberUntil[lang], {
                date: longDate(member.from, lang),
                end: member.to === undefined ? "" : longDate(member.to, lang),
              })}{" "}
            {use.responsible === id && WORDS.isResponsible[lang]}
          </span>
        </li>
      ))}
    </ul>
  );
};

/** Policies that stand elsewhere, with the day of the copy that was read, or that none was. */
const Elsewhere = ({ id, program, lang }: Told & { readonly id: string }) => {
  const { policy, pack, version } = program;
  const elsewhere = policy.operators[id]?.purposesElsewhere;
  const linked = Object.values(policy.linkedPolicies).filter(({ operator }) => operator === id);
  if (elsewhere === undefined && linked.length === 0) return null;
  return (
    <section aria-labelledby="elsewhere">
      <h2 id="elsewhere">{WORDS.elsewhere[lang]}</h2>
      {elsewhere !== undefined && (
        <p>
          <Phrase text={elsewhere} lang={lang} />
        </p>
      )}
      <ul>
        {linked.map(({ name, clause, url, snapshot }) => (
          <li>
            {url === undefined ? (
              <Phrase text={name} lang={lang} />
            ) : (
              <a href={url} rel="noreferrer">
                <Phrase text={name} lang={lang} />
              </a>
            )}{" "}
            <ClauseLink pack={pack} version={version} clause={clause} lang={lang} />
            <br />
            <span class="quiet">
              {snapshot === undefined
                ? WORDS.noSnapshot[lang]
                : fill(WORDS.snapshot[lang], { date: longDate(snapshot.taken, lang) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};
