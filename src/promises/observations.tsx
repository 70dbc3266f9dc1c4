import type { Observation } from "../room/index.ts";
import { localPath, longDate } from "../web/index.ts";
import { fill, type Language } from "../wire/index.ts";
import type { ObservedMechanism } from "./board.ts";
import { crowd, exact } from "./crowd.ts";
import { MECHANISM_NAMES, WORDS } from "./words.ts";

/** A day and a time in Japan. */
export function moment(at: Temporal.Instant, lang: Language): string {
  const local = at.toZonedDateTimeISO("Asia/Tokyo");
  return `${longDate(local.toPlainDate().toString(), lang)} ${local.toPlainTime().toString({ smallestUnit: "minute" })}`;
}

/** A mechanism, and what was seen of it; exact and with links for whoever has access to the records. */
export const MechanismSeen = ({
  mechanism: { name, how, observations },
  access,
  past,
  lang,
}: {
  readonly mechanism: ObservedMechanism;
  readonly access: boolean;
  /** Whether the board is one of an earlier day. */
  readonly past: boolean;
  readonly lang: Language;
}) => (
  <>
    <p class="quiet">
      {MECHANISM_NAMES[name]?.[lang] ?? name}
      {lang === "ja" ? "：" : ": "}
      {how[lang]}
    </p>
    {observations.length > 0 && (
      <ul class="seen">
        {observations.map((one) => (
          <Seen observation={one} access={access} past={past} lang={lang} />
        ))}
      </ul>
    )}
  </>
);

const Seen = ({
  observation: { says, atRisk, broken, counts, state, due, wrong, events, page, lacking },
  access,
  past,
  lang,
}: {
  readonly observation: Observation;
  readonly access: boolean;
  readonly past: boolean;
  readonly lang: Language;
}) => {
  const count = access ? exact : crowd;
  const open = state === "at-risk" || state === "broken";
  return (
    <li class={state}>
      {counts.looked === 0
        ? fill(WORDS.nothing[lang], { says: says[lang] })
        : fill(WORDS.looked[lang], { says: says[lang], count: count(counts.looked, lang) })}
      {counts.atRisk > 0 && (
        <p class="mark at-risk">{fill(WORDS.found[lang], { says: atRisk[lang], count: count(counts.atRisk, lang) })}</p>
      )}
      {counts.broken > 0 && (
        <p class="mark broken">{fill(WORDS.found[lang], { says: broken[lang], count: count(counts.broken, lang) })}</p>
      )}
      {past && lacking !== undefined && <p>{lacking[lang]}</p>}
      {access && due !== undefined && <p>{fill(WORDS.due[lang], { at: moment(due, lang) })}</p>}
      {access && open && wrong.length > 0 && (
        <p>
          {WORDS.wrong[lang]}
          {lang === "ja" ? "：" : ": "}
          {wrong.map((id) => (
            <>
              <code>{id}</code>{" "}
            </>
          ))}
        </p>
      )}
      {access && (
        <p>
          {page !== undefined && <a href={localPath(lang, page)}>{WORDS.seeRecords[lang]}</a>}{" "}
          {events.map((kind) => (
            <>
              <a href={localPath(lang, `/records/evidence?kind=${encodeURIComponent(kind)}`)}>
                {fill(WORDS.seeEvents[lang], { kind })}
              </a>{" "}
            </>
          ))}
        </p>
      )}
    </li>
  );
};
