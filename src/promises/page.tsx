import { type Pack, type Program, versionAt } from "../policy/index.ts";
import type { House } from "../room/index.ts";
import { ClauseLink, localPath, Page, Phrase, Sign } from "../web/index.ts";
import { fill, type Language } from "../wire/index.ts";
import { countStates, type PromiseGroup, type PromiseRow, promiseBoard } from "./board.ts";
import { MECHANISM_NAMES, WORDS } from "./words.ts";

/** The version whose promises hold: the one in force, or the first where none is yet. */
export function currentVersion(pack: Pack, now: Temporal.Instant): Program | undefined {
  return versionAt(pack, now.epochMilliseconds) ?? pack.versions[0];
}

/** The board: for each clause its words and what keeps it. */
export const PromisesPage = ({
  house,
  pack,
  program,
  path,
  lang,
}: {
  readonly house: House;
  readonly pack: Pack;
  readonly program: Program;
  readonly path: string;
  readonly lang: Language;
}) => {
  const groups = promiseBoard(program, house.mechanisms(pack));
  const rows = groups.flatMap((group) => group.rows);
  const counts = countStates(rows);
  const title = fill(WORDS.title[lang], { count: rows.length, kept: counts.mechanism });
  const others = [...house.packs.values()].filter((other) => other !== pack);
  return (
    <Page site={house} lang={lang} title={title} path={path}>
      <h1>{title}</h1>
      <p class="lead">{fill(WORDS.lead[lang], { aspirations: counts.aspiration, open: counts["not-yet"] })}</p>
      <p>
        {WORDS.policy[lang]}
        {lang === "ja" ? "：" : ": "}
        <a href={localPath(lang, `/policies/${pack.id}/${program.version}`)}>
          <Phrase text={program.policy.policy.title} lang={lang} />
        </a>
      </p>
      {groups.map((group) => (
        <Group group={group} program={program} lang={lang} />
      ))}
      {others.length > 0 && (
        <section>
          <h2>{WORDS.otherPolicies[lang]}</h2>
          <ul>
            {others.map((other) => (
              <li>
                <a href={localPath(lang, `/promises/${other.id}`)}>
                  <Phrase text={other.versions.at(-1)?.policy.policy.title ?? { en: other.id }} lang={lang} />
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  );
};

const Group = ({
  group,
  program,
  lang,
}: {
  readonly group: PromiseGroup;
  readonly program: Program;
  readonly lang: Language;
}) => (
  <section class="board" aria-labelledby={`group-${group.id}`}>
    <h2 id={`group-${group.id}`}>
      {group.heading === undefined ? WORDS.rest[lang] : <Phrase text={group.heading} lang={lang} />}
    </h2>
    <p class="quiet">
      {fill(WORDS.partCount[lang], { count: group.rows.length, kept: countStates(group.rows).mechanism })}
    </p>
    <table>
      <thead>
        <tr>
          <th scope="col">{WORDS.clause[lang]}</th>
          <th scope="col">{WORDS.promise[lang]}</th>
          <th scope="col">{WORDS.state[lang]}</th>
        </tr>
      </thead>
      <tbody>
        {group.rows.map((row) => (
          <Row row={row} program={program} lang={lang} />
        ))}
      </tbody>
    </table>
  </section>
);

const Row = ({
  row,
  program,
  lang,
}: {
  readonly row: PromiseRow;
  readonly program: Program;
  readonly lang: Language;
}) => {
  const text = program.policy.promises[row.clause]?.text;
  return (
    <tr>
      <td>
        <ClauseLink pack={program.pack} version={program.version} clause={row.clause} lang={lang} />
      </td>
      <th scope="row">
        <Phrase text={row.title} lang={lang} />
        {text !== undefined && text !== row.title && (
          <p class="quiet">
            <Phrase text={text} lang={lang} />
          </p>
        )}
      </th>
      <td>
        <StateMark row={row} lang={lang} />
        {row.mechanisms.map(({ name, how }) => (
          <p class="quiet">
            {MECHANISM_NAMES[name]?.[lang] ?? name}
            {lang === "ja" ? "：" : ": "}
            {how[lang]}
          </p>
        ))}
        {row.state === "aspiration" && row.aspiration !== undefined && (
          <p class="quiet">
            <Phrase text={row.aspiration} lang={lang} />
          </p>
        )}
      </td>
    </tr>
  );
};

const SIGNS = { mechanism: "kept", aspiration: "aspiration", "not-yet": "open" } as const;

const StateMark = ({ row, lang }: { readonly row: PromiseRow; readonly lang: Language }) => (
  <strong class={`mark ${SIGNS[row.state]}`}>
    <Sign shape={SIGNS[row.state]} />
    {WORDS[row.state][lang]}
  </strong>
);
