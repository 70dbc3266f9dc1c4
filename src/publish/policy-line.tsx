import type { Program } from "../policy/index.ts";
import { localPath, longDate, Notice, Phrase, shortDate } from "../web/index.ts";
import { type Edition, fill } from "../wire/index.ts";
import { WORDS } from "./words.ts";

/** Of which policy, in which version, a page speaks; with the way there. */
export const PolicyLine = ({ program, lang }: { readonly program: Program; readonly lang: Edition }) => (
  <p class="quiet">
    {WORDS.navigation[lang]}
    {WORDS.colon[lang]}
    <a href={localPath(lang, `/policies/${program.pack}/${program.version}`)}>
      <Phrase text={program.policy.policy.title} lang={lang} />
    </a>
  </p>
);

/** The title of a page in its window: with the date of the version where another one is in force. */
export function titleOf(title: string, program: Program, inForce: Program | undefined, lang: Edition): string {
  if (program === inForce) return title;
  return fill(WORDS.titleOfVersion[lang], { title, date: shortDate(program.version, lang) });
}

/** Said on top of a version that does not apply now; nothing on the one that does. */
export const NotInForce = ({
  program,
  inForce,
  lang,
}: {
  readonly program: Program;
  /** The version in force now; absent before the first. */
  readonly inForce: Program | undefined;
  readonly lang: Edition;
}) => {
  if (program === inForce) return null;
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
