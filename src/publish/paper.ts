import { Hono } from "hono";
import { clausesOf, type Part, type Policy, type Program } from "../policy/index.ts";
import { type Paper, type PaperBlock, writePdf } from "../print/index.ts";
import type { House } from "../room/index.ts";
import { LANGUAGE_PATH, localText, longDate, pageLanguage } from "../web/index.ts";
import { fill, type Language, type Text } from "../wire/index.ts";
import { packOf, prevailing, versionOf } from "./versions.ts";
import { WORDS } from "./words.ts";

/** So many papers are kept once they were written: two languages of a few versions. */
const MAX_KEPT = 8;

/** A version as a PDF: what is published, without our reading of it. */
export function policyPapers(house: House): Hono {
  const app = new Hono();
  const kept = new Map<string, Promise<Buffer>>();
  app.get(`${LANGUAGE_PATH}/policies/:pack/:version/policy.pdf`, async (c) => {
    const program = versionOf(c, packOf(c, house), c.req.param("version"));
    const lang = pageLanguage(c);
    const key = `${program.fingerprint} ${lang}`;
    const written = kept.get(key) ?? writePdf(paperOf(program, lang));
    // What failed once may well succeed the next time.
    written.catch(() => kept.delete(key));
    const [oldest] = kept.keys();
    if (!kept.has(key) && kept.size >= MAX_KEPT && oldest !== undefined) kept.delete(oldest);
    kept.set(key, written);
    const name = `${program.pack}-${program.version}-${lang}.pdf`;
    return c.body(Uint8Array.from(await written), 200, {
      "Content-Type": "application/pdf",
      "Content-Disposition": `inline; filename="${name}"`,
      "Content-Language": lang,
    });
  });
  return app;
}

function paperOf({ policy, fingerprint, pack, version }: Program, lang: Language): Paper {
  const say = (text: Text): string => localText(text, lang).words;
  const { title, about, inForceFrom, publisher } = policy.policy;
  const prevails = prevailing(policy, lang);
  const blocks: PaperBlock[] = [
    { kind: "heading", level: 1, text: say(title) },
    { kind: "text", text: fill(WORDS.inForceFrom[lang], { date: longDate(inForceFrom, lang) }) },
    ...(prevails === undefined ? [] : [{ kind: "text" as const, text: prevails }]),
    ...(about === undefined ? [] : [{ kind: "text" as const, text: say(about), quiet: true }]),
    ...policy.document.parts.flatMap((part) => partBlocks(part, 2, policy, lang)),
    { kind: "heading", level: 2, text: WORDS.proof[lang] },
    { kind: "text", text: `${WORDS.proofSay[lang]}\n\n${fingerprint}`, quiet: true },
  ];
  return {
    title: say(title),
    author: say(policy.operators[publisher]?.name ?? {}),
    language: lang,
    date: inForceFrom,
    blocks,
    foot: `${pack} ${version}　${fingerprint.slice(0, 16)}…　{page} / {pages}`,
  };
}

type Level = 2 | 3 | 4;

function partBlocks(part: Part, level: Level, policy: Policy, lang: Language): PaperBlock[] {
  const say = (text: Text): string => localText(text, lang).words;
  const deeper: Level = level === 2 ? 3 : 4;
  const inner = part.heading === undefined ? level : deeper;
  const clauses = clausesOf(policy, part);
  return [
    ...(part.heading === undefined ? [] : [{ kind: "heading" as const, level, text: say(part.heading) }]),
    ...(part.text === undefined ? [] : [{ kind: "text" as const, text: say(part.text) }]),
    ...clauses.flatMap((clause): PaperBlock[] => {
      const promise = policy.promises[clause];
      const title = promise?.title === undefined ? "" : say(promise.title);
      return [
        { kind: "heading", level: inner, text: title, number: clause },
        ...(promise?.text === undefined ? [] : [{ kind: "text" as const, text: say(promise.text) }]),
      ];
    }),
    ...(part.contacts ?? []).map((id): PaperBlock => ({ kind: "rows", rows: contactRows(policy.contacts[id], lang) })),
    ...(part.parts ?? []).flatMap((child) => partBlocks(child, inner, policy, lang)),
  ];
}

function contactRows(
  contact: Policy["contacts"][string] | undefined,
  lang: Language,
): { readonly term: string; readonly detail: string }[] {
  if (contact === undefined) return [];
  const say = (text: Text): string => localText(text, lang).words;
  const { name, address, postalCode, phone, email } = contact;
  const postal = [
    lang === "ja" && postalCode !== undefined ? `〒${postalCode}` : "",
    address === undefined ? "" : say(address),
  ];
  return [
    { term: WORDS.name[lang], detail: say(name) },
    { term: WORDS.contactFor[lang], detail: say(contact.for) },
    {
      term: WORDS.address[lang],
      detail: [...postal, lang === "en" ? (postalCode ?? "") : ""].filter(Boolean).join(" "),
    },
    { term: WORDS.phone[lang], detail: phone ?? "" },
    { term: WORDS.email[lang], detail: email ?? "" },
  ].filter(({ detail }) => detail !== "");
}
