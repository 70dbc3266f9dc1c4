import type { Pack, Program } from "../policy/index.ts";
import type { House } from "../room/index.ts";
import { Button, ClauseLink, localPath, longDate, Notice, Page, Phrase, TextField } from "../web/index.ts";
import { fill, type Language } from "../wire/index.ts";
import { countStates, type PromiseGroup, type PromiseRow } from "./board.ts";
import type { Board } from "./look.ts";
import { MechanismSeen, moment } from "./observations.tsx";
import { Overview, rowId, StateMark } from "./overview.tsx";
import { WORDS } from "./words.ts";

/** The day that was asked for, as it was written; and whether it cannot be read, or has not come. */
interface Day {
  readonly given: string;
  readonly wrong: boolean;
}

/** How a board is shown. */
interface Shown {
  readonly program: Program;
  /** Whether the reader has access to the records. */
  readonly access: boolean;
  readonly past: boolean;
  readonly lang: Language;
}

/** The board: for each clause its words, its state and what keeps it. */
export const PromisesPage = ({
  house,
  pack,
  board,
  path,
  lang,
  access,
  day,
}: {
  readonly house: House;
  readonly pack: Pack;
  readonly board: Board;
  readonly path: string;
  readonly lang: Language;
  readonly access: boolean;
  readonly day: Day | undefined;
}) => {
  const { groups, program, hasRecords, at, since } = board;
  const rows = groups.flatMap((group) => group.rows);
  const counts = countStates(rows);
  const title = hasRecords
    ? fill(WORDS.title[lang], { count: rows.length, kept: counts.kept, broken: counts.broken })
    : fill(WORDS.titleUnseen[lang], { count: rows.length, kept: withMechanism(rows) });
  const others = [...house.packs.values()].filter((other) => other !== pack);
  const shown: Shown = { program, access, past: day !== undefined && !day.wrong, lang };
  const query = day === undefined ? "" : `?at=${encodeURIComponent(day.given)}`;
  return (
    <Page site={house} lang={lang} title={title} path={`${path}${query}`}>
      <h1>{title}</h1>
      <p class="lead">
        {hasRecords
          ? fill(WORDS.lead[lang], { at: asOf(at, day, lang), since: moment(since, lang) })
          : WORDS.leadUnseen[lang]}
      </p>
      <p>
        {WORDS.policy[lang]}
        {lang === "ja" ? "：" : ": "}
        <a href={localPath(lang, `/policies/${pack.id}/${program.version}`)}>
          <Phrase text={program.policy.policy.title} lang={lang} />
        </a>
      </p>
      {hasRecords && (
        <p class="quiet">
          {WORDS.ownWord[lang]}
          {lang === "ja" ? "" : " "}
          {access ? WORDS.wholeAt[lang] : WORDS.roundedAt[lang]}
        </p>
      )}
      <Overview groups={groups} counts={counts} lang={lang} />
      {groups.map((group) => (
        <Group group={group} shown={shown} />
      ))}
      {hasRecords && (
        <section aria-labelledby="day">
          <h2 id="day">{WORDS.day[lang]}</h2>
          {day?.wrong === true && (
            <Notice kind="warning">
              <p>{fill(WORDS.wrongDay[lang], { given: day.given })}</p>
            </Notice>
          )}
          <form method="get" action={localPath(lang, path)}>
            <TextField type="date" name="at" label={WORDS.day[lang]} hint={WORDS.dayHint[lang]} value={day?.given} />
            <p class="actions">
              <Button kind="quiet">{WORDS.show[lang]}</Button>
            </p>
          </form>
        </section>
      )}
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

/** The midnight at which a day ends is said by that day. */
function asOf(at: Temporal.Instant, day: Day | undefined, lang: Language): string {
  const today = at.toZonedDateTimeISO("Asia/Tokyo").toPlainDate().toString();
  return day !== undefined && !day.wrong && day.given !== today
    ? fill(WORDS.endOf[lang], { day: longDate(day.given, lang) })
    : moment(at, lang);
}

function withMechanism(rows: readonly PromiseRow[]): number {
  return rows.filter(({ mechanisms }) => mechanisms.length > 0).length;
}

const Group = ({ group, shown }: { readonly group: PromiseGroup; readonly shown: Shown }) => {
  const { lang } = shown;
  return (
    <section class="board" aria-labelledby={`group-${group.id}`}>
      <h2 id={`group-${group.id}`}>
        {group.heading === undefined ? WORDS.rest[lang] : <Phrase text={group.heading} lang={lang} />}
      </h2>
      <p class="quiet">{fill(WORDS.partCount[lang], { count: group.rows.length, kept: withMechanism(group.rows) })}</p>
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
            <Row row={row} shown={shown} />
          ))}
        </tbody>
      </table>
    </section>
  );
};

const Row = ({ row, shown }: { readonly row: PromiseRow; readonly shown: Shown }) => {
  const { program, access, past, lang } = shown;
  const text = program.policy.promises[row.clause]?.text;
  return (
    <tr id={rowId(row.clause)}>
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
        <StateMark state={row.state} lang={lang} />
        {row.mechanisms.map((one) => (
          <MechanismSeen mechanism={one} access={access} past={past} lang={lang} />
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
