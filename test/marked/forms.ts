import type { Send, Sent } from "./sending.ts";
import { OTHERS } from "./values.ts";

/* The forms of the pages: found by following links, and sent with a marked value in every field. */

interface Form {
  readonly action: string;
  readonly method: string;
  readonly fields: readonly { readonly name: string; readonly value: string; readonly isText: boolean }[];
}

/** Pages that are looked at for links and forms. */
const MOST_PAGES = 150;

/** Sends every form that is found from these pages on. @returns what was answered, and to which paths forms were sent */
export async function sendForms(
  send: Send,
  from: readonly string[],
): Promise<{ readonly answers: readonly Sent[]; readonly sentTo: ReadonlySet<string> }> {
  const answers: Sent[] = [];
  const sentTo = new Set<string>();
  const seen = new Set<string>();
  const forms = new Map<string, Form>();
  const waiting = [...from];
  for (let page = waiting.shift(); page !== undefined && seen.size < MOST_PAGES; page = waiting.shift()) {
    const path = page.split("#")[0] ?? page;
    if (seen.has(path)) continue;
    seen.add(path);
    const { text, type } = await send("GET", path);
    if (!type.includes("html")) continue;
    const [address = path] = path.split("?");
    for (const form of formsOf(text, address)) forms.set(`${form.method} ${form.action}`, form);
    for (const [, link = ""] of text.matchAll(/href="([^"]+)"/g)) {
      const to = link.replaceAll("&amp;", "&");
      if (/^\/(?:ja|en)\/(?:records|ask)/.test(to) && !to.includes(".")) waiting.push(to);
    }
  }
  // What ends access, or verifies all of the log, comes last.
  for (const form of [...forms.values()].toSorted((a, b) => Number(isLast(a)) - Number(isLast(b)))) {
    for (const everything of [false, true]) {
      const fields = form.fields.map(({ name, value, isText }): [string, string] => [
        name,
        isText || everything ? OTHERS.all : value,
      ]);
      const text = new URLSearchParams(fields).toString();
      sentTo.add(`${form.method} ${form.action.split("?")[0] ?? ""}`);
      answers.push(
        form.method === "GET"
          ? await send("GET", `${form.action}?${text}`)
          : await send("POST", form.action, { type: "application/x-www-form-urlencoded", text }),
      );
    }
  }
  return { answers, sentTo };
}

function isLast({ action }: Form): boolean {
  return action.endsWith("/access/end");
}

function formsOf(html: string, page: string): readonly Form[] {
  return [...html.matchAll(/<form(?<attributes>[^>]*)>(?<inside>.*?)<\/form>/gs)].map(({ groups }) => {
    const { attributes = "", inside = "" } = groups ?? {};
    return {
      action: (attributeOf(attributes, "action") ?? page).replaceAll("&amp;", "&"),
      method: (attributeOf(attributes, "method") ?? "get").toUpperCase(),
      fields: fieldsOf(inside),
    };
  });
}

function fieldsOf(html: string): Form["fields"] {
  const inputs = [...html.matchAll(/<input(?<attributes>[^>]*)>/g)].flatMap(({ groups }) => {
    const attributes = groups?.["attributes"] ?? "";
    const type = attributeOf(attributes, "type") ?? "text";
    const name = attributeOf(attributes, "name");
    const value = attributeOf(attributes, "value") ?? "";
    const isText = ["text", "search", "tel", "email"].includes(type);
    return name === undefined ? [] : [{ name, value, isText }];
  });
  const areas = [...html.matchAll(/<textarea(?<attributes>[^>]*)>/g)].flatMap(({ groups }) => {
    const name = attributeOf(groups?.["attributes"] ?? "", "name");
    return name === undefined ? [] : [{ name, value: "", isText: true }];
  });
  const choices = [...html.matchAll(/<select(?<attributes>[^>]*)>(?<inside>.*?)<\/select>/gs)].flatMap(({ groups }) => {
    const name = attributeOf(groups?.["attributes"] ?? "", "name");
    const values = [...(groups?.["inside"] ?? "").matchAll(/value="([^"]*)"/g)].map(([, value = ""]) => value);
    return name === undefined ? [] : [{ name, value: values.find((value) => value !== "") ?? "", isText: false }];
  });
  // Of several of one name, as of a group of choices, the first is chosen.
  return [...new Map([...inputs, ...areas, ...choices].toReversed().map((field) => [field.name, field])).values()];
}

function attributeOf(attributes: string, name: string): string | undefined {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1];
}
