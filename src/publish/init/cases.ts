import type { Answers } from "./answers.ts";
import type { Files } from "./pack.ts";
import { kindTemplate } from "./people.ts";
import { USES, useTemplate } from "./uses.ts";

/** Two or three decision cases that the new policy fulfils, to begin with: what it is for, and what it does not allow. */
export function casesOf({ id, inForceFrom, people, uses, mail, recipients }: Answers, files: Files): object {
  const [kind = "customer"] = people;
  const use = uses.find((one) => useTemplate(one).people.includes(kind)) ?? "inquiries";
  const who = kindTemplate(kind).name;
  const purpose = `${kind}.${use}`;
  const clause = clauseOf(files, "purposes", purpose);
  const about = { operator: id, person: kind, items: ["name"] };
  const cases: object[] = [
    {
      clause,
      name: {
        ja: `${who.ja}の氏名を、公表した目的（${USES[use].name.ja}）に使う`,
        en: `The name of ${who.en} is used for a published purpose (${USES[use].name.en})`,
      },
      ask: { ...about, act: "use", purpose },
      expect: "permit",
    },
    {
      clause: clauseOf(files, "commitments", "exceptions"),
      name: {
        ja: `${who.ja}の氏名を、同意なくほかの会社に渡す`,
        en: `The name of ${who.en} is given to another company without consent`,
      },
      ask: { ...about, act: "provide", purpose: "law.outside-policy", recipient: { party: "見本商事株式会社" } },
      expect: "deny",
    },
  ];
  const mailed = people.find((one) => one === "customer" || one === "member");
  const since = `${inForceFrom}T09:00:00+09:00`;
  const [recipient] = recipients;
  if (mail && mailed !== undefined) {
    cases.push({
      clause: clauseOf(files, "commitments", "stop-direct-mail"),
      name: { ja: "案内を断った方に、案内を送る", en: "Mail is sent to somebody who declined it" },
      ask: {
        operator: id,
        person: mailed,
        act: "contact",
        items: ["name", "email"],
        purpose: `${mailed}.direct-mail`,
        facts: [{ kind: "objection", at: since, to: "direct-mail" }],
      },
      expect: "deny",
    });
  } else if (recipient !== undefined) {
    const entry = entryOf(files, "recipients", recipient);
    cases.push({
      clause: String(entry["clause"]),
      name: { ja: "委託契約のある相手に、業務のために預ける", en: "Data goes to somebody entrusted by contract" },
      ask: {
        operator: id,
        person: first(entry["people"]),
        act: "provide",
        items: ["name"],
        purpose: first(entry["purposes"]),
        recipient: { class: recipient, party: "見本商事株式会社" },
        facts: [{ kind: "contract", at: since, party: "見本商事株式会社", covers: "entrustment" }],
      },
      expect: "permit",
    });
  }
  const at = Temporal.PlainDate.from(inForceFrom).add({ days: 14 }).toString();
  return { at: `${at}T10:00:00+09:00`, cases };
}

function entryOf(files: Files, section: string, key: string): Readonly<Record<string, unknown>> {
  const entries = files[section]?.[section];
  const entry = isRecord(entries) ? entries[key] : undefined;
  if (!isRecord(entry)) throw new TypeError(`${section} has no ${key}`);
  return entry;
}

function clauseOf(files: Files, section: string, key: string): string {
  return String(entryOf(files, section, key)["clause"]);
}

function first(list: unknown): unknown {
  return Array.isArray(list) ? list[0] : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
