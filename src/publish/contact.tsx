import type { Policy } from "../policy/index.ts";
import { Phrase } from "../web/index.ts";
import type { Edition } from "../wire/index.ts";
import type { Row } from "./names.tsx";
import { WORDS } from "./words.ts";

/** Where somebody can be reached, row by row. */
export function contactRows(contact: Policy["contacts"][string] | undefined, lang: Edition): Row[] {
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
                {postalCode !== undefined && lang !== "en" && `〒${postalCode} `}
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
