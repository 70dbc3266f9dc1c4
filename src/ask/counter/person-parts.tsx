import { Notice } from "../../web/index.ts";
import { fill, type Language } from "../../wire/index.ts";
import type { Shown } from "./find.ts";
import { joined, nameOf, type View } from "./view.ts";
import { WORDS } from "./words.ts";

/** Before anything is said: what must not be said of somebody who is protected, and to whom. */
const Protected = ({ shown: { protections }, ...view }: View & { readonly shown: Shown }) => {
  const { lang } = view;
  if (protections.length === 0) return null;
  const closes = new Set(protections.flatMap((one) => one.closes));
  const items = protections.flatMap((one) => (one.closes.includes("items") ? [one.items] : []));
  const named = items.includes(undefined)
    ? WORDS.allItems[lang]
    : joined(
        [...new Set(items.flatMap((list) => list ?? []))].map((item) => nameOf(view, "items", item)),
        lang,
      );
  return (
    <Notice kind="warning" label={WORDS.protectedLabel[lang]}>
      <ul>
        {closes.has("existence") && <li>{WORDS.closedExistence[lang]}</li>}
        {closes.has("agents") && !closes.has("existence") && <li>{WORDS.closedAgents[lang]}</li>}
        {closes.has("items") && <li>{fill(WORDS.closedItems[lang], { items: named })}</li>}
      </ul>
    </Notice>
  );
};

/** Whether what is said about them is for the person alone to hear. */
export function isClosedToOthers({ protections }: Shown): boolean {
  return protections.some(({ closes }) => closes.some((one) => one !== "items"));
}

/** Who it is about, above all that is said of them. */
export const About = ({ shown, ...view }: View & { readonly shown: Shown }) => {
  const { lang } = view;
  return (
    <>
      <p class="label about">
        {shown.name ?? WORDS.unnamed[lang]}
        <Flags shown={{ ...shown, protections: [] }} lang={lang} />
      </p>
      <Protected {...view} shown={shown} />
    </>
  );
};

/** What to know of them at a glance. */
export const Flags = ({ shown: { protections, record }, lang }: { readonly shown: Shown; readonly lang: Language }) => {
  const flags = [
    ...(protections.length === 0 ? [] : [WORDS.protectedMark[lang]]),
    ...(record.living ? [] : [WORDS.notLivingMark[lang]]),
    ...(record.able ? [] : [WORDS.notAbleMark[lang]]),
  ];
  return (
    <>
      {flags.map((flag) => (
        <>
          {" "}
          <span class="tag">{flag}</span>
        </>
      ))}
    </>
  );
};
