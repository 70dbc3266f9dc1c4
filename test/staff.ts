import assert from "node:assert/strict";
import type { Hono } from "hono";
import { TOTP } from "otpauth";

/** A browser without scripts: it holds cookies, follows where it is led, and sends forms. */
export class Browser {
  readonly #app: Hono;
  readonly cookies = new Map<string, string>();
  /** Path and query of the page that it shows. */
  at = "/";

  constructor(app: Hono) {
    this.#app = app;
  }

  async open(path: string): Promise<Response> {
    return await this.#go("GET", path);
  }

  async send(path: string, fields: Readonly<Record<string, string | readonly string[]>>): Promise<Response> {
    const pairs = Object.entries(fields).flatMap(([name, values]) => [values].flat().map((value) => [name, value]));
    return await this.#go("POST", path, new URLSearchParams(pairs).toString());
  }

  async #go(method: string, path: string, body?: string): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await this.#app.request(`http://localhost${path}`, {
      method,
      headers: {
        ...(cookie === "" ? {} : { Cookie: cookie }),
        ...(body === undefined
          ? {}
          : {
              "Content-Type": "application/x-www-form-urlencoded",
              Origin: "http://localhost",
              Host: "localhost",
              Referer: `http://localhost${this.at}`,
            }),
      },
      ...(body === undefined ? {} : { body }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const [name = "", value = ""] = pair.split("=");
      if (/Max-Age=0/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const to = response.headers.get("Location");
    if (to !== null && response.status === 307) return await this.#go(method, to, body);
    if (to !== null) return await this.#go("GET", to);
    this.at = path;
    return response;
  }
}

export const PASSWORD = "correct horse battery staple";

/** Sets password and app on the page that a browser is led to. @returns the app's secret and the recovery codes */
export async function setPassword(
  browser: Browser,
  now: Temporal.Instant,
  password = PASSWORD,
): Promise<{ readonly secret: string; readonly codes: readonly string[] }> {
  const page = await (await browser.open("/en/account/password")).text();
  const secret = (/<code>([A-Z2-7 ]+)<\/code>/.exec(page)?.[1] ?? assert.fail(page)).replaceAll(" ", "");
  const shown = await browser.send("/en/account/password", { password, code: codeOf(secret, now) });
  const text = await shown.text();
  const codes = [...text.matchAll(/<code>([A-Z0-9-]{19})<\/code>/g)].map(([, code = ""]) => code);
  return { secret, codes };
}

export function codeOf(secret: string, now: Temporal.Instant): string {
  return new TOTP({ secret }).generate({ timestamp: now.epochMilliseconds });
}
