import type { Pack, Program } from "../policy/index.ts";
import type { House } from "../room/index.ts";
import { Button, localPath, longDate, Phrase, SelectField, shortDate } from "../web/index.ts";
import { type Edition, fill } from "../wire/index.ts";
import { Facts } from "./names.tsx";
import { ReaderPage } from "./reader-page.tsx";
import { VERSION_WORDS as WORDS } from "./version-words.ts";

/** With two versions the one comparison there is has its link; from three on a reader may choose. */
const ENOUGH_TO_CHOOSE = 3;

/** Every version of a policy, newest first: when it applies, how to tell it apart, what changed in it. */
export const HistoryPage = ({
  house,
  pack,
  inForce,
  lang,
}: {
  readonly house: House;
  readonly pack: Pack;
  readonly inForce: Program | undefined;
  readonly lang: Edition;
}) => {
  const versions = pack.versions.toReversed();
  const [newest] = versions;
  if (newest === undefined) return null;
  return (
    <ReaderPage
      house={house}
      program={newest}
      lang={lang}
      title={WORDS.history[lang]}
      path={`/policies/${pack.id}/history`}
    >
      <h1>{WORDS.history[lang]}</h1>
      <p>
        <Phrase text={newest.policy.policy.title} lang={lang} />
      </p>
      <p class="lead">{WORDS.historyLead[lang]}</p>
      <ol class="versions">
        {versions.map((program, index) => (
          <li>
            <Version program={program} previous={versions[index + 1]} inForce={inForce} lang={lang} />
          </li>
        ))}
      </ol>
      {versions.length >= ENOUGH_TO_CHOOSE && <Choose pack={pack} lang={lang} />}
    </ReaderPage>
  );
};

const Version = ({
  program,
  previous,
  inForce,
  lang,
}: {
  readonly program: Program;
  readonly previous: Program | undefined;
  readonly inForce: Program | undefined;
  readonly lang: Edition;
}) => {
  const path = `/policies/${program.pack}`;
  const date = shortDate(program.version, lang);
  const { inForceFrom } = program.policy.policy;
  const isPast = inForce !== undefined && program.inForceFrom < inForce.inForceFrom;
  const state = isPast ? WORDS.superseded : WORDS.notYet;
  return (
    <>
      <h2>{fill(WORDS.version[lang], { date })}</h2>
      <Facts
        rows={[
          {
            term: WORDS.state[lang],
            detail: program === inForce ? <strong>{WORDS.inForce[lang]}</strong> : state[lang],
          },
          { term: WORDS.from[lang], detail: <time datetime={inForceFrom}>{longDate(inForceFrom, lang)}</time> },
          { term: WORDS.fingerprint[lang], detail: <code class="fingerprint">{program.fingerprint}</code> },
        ]}
      />
      <ul class="plain">
        <li>
          <a href={localPath(lang, `${path}/${program.version}`)}>{fill(WORDS.read[lang], { date })}</a>
        </li>
        <li>
          {previous === undefined ? (
            <span class="quiet">{WORDS.first[lang]}</span>
          ) : (
            <a href={localPath(lang, `${path}/compare/${previous.version}/${program.version}`)}>
              {fill(WORDS.compareWith[lang], { date: shortDate(previous.version, lang) })}
            </a>
          )}
        </li>
      </ul>
    </>
  );
};

const Choose = ({ pack, lang }: { readonly pack: Pack; readonly lang: Edition }) => {
  const options = pack.versions.map(({ version }) => ({ value: version, label: shortDate(version, lang) }));
  return (
    <section aria-labelledby="choose">
      <h2 id="choose">{WORDS.chooseTitle[lang]}</h2>
      <form method="get" action={localPath(lang, `/policies/${pack.id}/compare`)}>
        <SelectField
          name="from"
          label={WORDS.chooseFrom[lang]}
          options={options}
          value={pack.versions.at(-2)?.version}
          empty={WORDS.chooseNone[lang]}
        />
        <SelectField
          name="to"
          label={WORDS.chooseTo[lang]}
          options={options}
          value={pack.versions.at(-1)?.version}
          empty={WORDS.chooseNone[lang]}
        />
        <Button>{WORDS.choose[lang]}</Button>
      </form>
    </section>
  );
};
