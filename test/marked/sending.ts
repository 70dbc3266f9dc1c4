import { of, type Marked } from "./requests.ts";
import { OTHERS } from "./values.ts";

/* How requests are sent, whole and spoiled. */

export interface Sent {
  readonly what: string;
  readonly status: number;
  readonly type: string;
  readonly headers: string;
  readonly text: string;
}

export type Send = (
  method: string,
  path: string,
  body?: { readonly type: string; readonly text: string },
) => Promise<Sent>;

export function sender(url: string, headers: Readonly<Record<string, string>>): Send {
  return async (method, path, body) => {
    const response = await fetch(`${url}${path}`, {
      method,
      redirect: "manual",
      headers: { ...headers, ...(body === undefined ? {} : { "Content-Type": body.type }) },
      ...(body === undefined ? {} : { body: body.text }),
    });
    return {
      what: `${method} ${path.split("?")[0] ?? ""}`,
      status: response.status,
      type: response.headers.get("Content-Type") ?? "",
      headers: JSON.stringify([...response.headers]),
      text: await response.text(),
    };
  };
}

/** A request with what its names stand for. */
export interface Filled {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly raw: Marked["raw"];
}

export function filled(
  { operation, at = {}, query = {}, body, raw }: Marked,
  made: ReadonlyMap<string, string>,
): Filled {
  const [method = "", path = ""] = operation.split(" ");
  const fill = (text: string): string =>
    [...made].reduce((whole, [name, value]) => whole.replaceAll(of(name), value), text);
  return {
    method: method.toUpperCase(),
    path: path.replaceAll(/\{([a-z]+)\}/g, (_all, name: string) => made.get(at[name] ?? "") ?? `{${name}}`),
    query: Object.fromEntries(Object.entries(query).map(([name, value]) => [name, fill(value)])),
    body: body === undefined ? undefined : JSON.parse(fill(JSON.stringify(body))),
    raw,
  };
}

export async function sendFilled(send: Send, { method, path, query, body, raw }: Filled): Promise<Sent> {
  const asked = new URLSearchParams(query).toString();
  const json = body === undefined ? undefined : { type: "application/json", text: JSON.stringify(body) };
  return await send(method, asked === "" ? path : `${path}?${asked}`, raw ?? json);
}

/** The request with a marked value put where it does not belong: in each place of the body, the query and the address. */
export function spoiled(operation: string, { method, path, query, body }: Filled): readonly Parameters<Send>[] {
  const { all } = OTHERS;
  const asked = new URLSearchParams(query).toString();
  const whole = asked === "" ? path : `${path}?${asked}`;
  const bodies =
    body === undefined ? [] : [...everywhere(body, all), ...everywhere(body, { [all]: all }), { [all]: all }];
  const texts = body === undefined ? [] : [`{"x": "${all}`, all, `"${all}"`, `[${all}]`];
  const named = operation.split(" ")[1]?.split("/") ?? [];
  const paths = named.flatMap((part, place) =>
    part.startsWith("{")
      ? [
          path
            .split("/")
            .map((one, index) => (index === place ? encodeURIComponent(all) : one))
            .join("/"),
        ]
      : [],
  );
  const json = (text: string) => ({ type: "application/json", text });
  const sent = body === undefined ? undefined : json(JSON.stringify(body));
  return [
    ...bodies.map((one): Parameters<Send> => [method, whole, json(JSON.stringify(one))]),
    ...texts.map((text): Parameters<Send> => [method, whole, json(text)]),
    ...paths.map((one): Parameters<Send> => [method, one, sent]),
    ...[...Object.keys(query), "cursor", all].map(
      (name): Parameters<Send> => [
        method,
        `${path}?${new URLSearchParams({ ...query, [name]: all }).toString()}`,
        sent,
      ],
    ),
    ...(body === undefined
      ? []
      : [[method, whole, { type: `text/${OTHERS.email}`, text: all }] satisfies Parameters<Send>]),
    ["PUT", whole, json(JSON.stringify({ [all]: all }))],
  ];
}

/** The value once for each place within it, that place taken by another. */
function everywhere(value: unknown, other: unknown): unknown[] {
  if (typeof value !== "object" || value === null) return [other];
  if (Array.isArray(value)) {
    return value.flatMap((one: unknown, place) =>
      everywhere(one, other).map((changed) => value.map((each: unknown, index) => (index === place ? changed : each))),
    );
  }
  return Object.entries(value).flatMap(([name, one]) =>
    everywhere(one, other).map((changed) => ({ ...value, [name]: changed })),
  );
}
