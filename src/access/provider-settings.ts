import { type Setting, type Settings, setting, text, yesNo } from "../settings/index.ts";
import { fillWords, type Words } from "../wire/index.ts";

/** The company's own provider of identities (OpenID Connect), as it is configured. */
export interface ProviderSettings {
  /** As its discovery document names it. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the button says: the name that staff know it by. */
  readonly name: string;
  /**
   * `entra`: Microsoft Entra ID, where `oid` names somebody and the tenant vouches for `preferred_username`. `google`: Google Workspace,
   * whose `hd` has to be `domain`. `standard`: any other, by `sub` and a verified `email`.
   */
  readonly kind: "entra" | "google" | "standard";
  readonly domain?: string | undefined;
}

const FAULTS = {
  missing: {
    ja: "{name} がありません。会社の認証基盤でサインインできるようにするには、YAKUSOKU_OIDC_ISSUER・YAKUSOKU_OIDC_CLIENT_ID・YAKUSOKU_OIDC_CLIENT_SECRET の三つを設定してください。使わないときは三つとも外してください。",
    en: "{name} is missing. To sign in by the company's provider set all of YAKUSOKU_OIDC_ISSUER, YAKUSOKU_OIDC_CLIENT_ID and YAKUSOKU_OIDC_CLIENT_SECRET; to do without, set none.",
  },
  issuer: {
    ja: "YAKUSOKU_OIDC_ISSUER は https:// で始まる発行者のアドレスです（いまは「{given}」）。",
    en: "YAKUSOKU_OIDC_ISSUER is the issuer's address and begins with https://, not “{given}”.",
  },
  tenant: {
    ja: "YAKUSOKU_OIDC_ISSUER には、どのテナントでもよい「{given}」ではなく、会社のテナントの ID を入れた https://login.microsoftonline.com/テナントID/v2.0 を設定してください。",
    en: "YAKUSOKU_OIDC_ISSUER must name your own tenant, as in https://login.microsoftonline.com/TENANT-ID/v2.0; “{given}” lets in every tenant.",
  },
  domain: {
    ja: "Google では、会社のドメインを YAKUSOKU_OIDC_DOMAIN に設定してください。ないと、どの Google アカウントでもよいことになります。",
    en: "With Google set YAKUSOKU_OIDC_DOMAIN to your company's domain; without it any Google account would do.",
  },
} as const satisfies Record<string, Words>;

const NEEDED = ["YAKUSOKU_OIDC_ISSUER", "YAKUSOKU_OIDC_CLIENT_ID", "YAKUSOKU_OIDC_CLIENT_SECRET"] as const;

/** The provider, as it is set; read together, since one of them alone is worth nothing. */
export const PROVIDER_SETTINGS: readonly Setting<string | undefined>[] = [
  setting({
    name: NEEDED[0],
    says: {
      ja: "会社の認証基盤（OpenID Connect）の発行者。なければ使わない",
      en: "The issuer of the company's own provider (OpenID Connect); without it there is none",
    },
    form: text,
    fault: (_value, settings) => {
      const read = readProvider(given(settings));
      return "faults" in read ? read.faults[0] : undefined;
    },
  }),
  setting({
    name: NEEDED[1],
    says: { ja: "認証基盤に登録したクライアントの ID", en: "The client's number at the provider" },
    form: text,
  }),
  setting({
    name: NEEDED[2],
    says: { ja: "そのクライアントの秘密", en: "The client's secret at the provider" },
    form: text,
    secret: true,
  }),
  setting({
    name: "YAKUSOKU_OIDC_NAME",
    says: { ja: "サインインのボタンに出す名前", en: "What the button of signing in calls the provider" },
    form: text,
  }),
  setting({
    name: "YAKUSOKU_OIDC_DOMAIN",
    says: { ja: "会社のドメイン（Google のとき）", en: "The company's domain, with Google" },
    form: text,
  }),
];

export const LOCAL_ACCESS = setting({
  name: "YAKUSOKU_LOCAL_ACCESS",
  says: {
    ja: "起動時に表示されるアドレスで、スタッフがサインインできるようになった後もこのマシンから開けるか",
    en: "Whether the address printed at start goes on opening the records on this machine once staff can sign in",
  },
  form: yesNo,
  unset: false,
});

function given(settings: Settings): Environment {
  return Object.fromEntries(PROVIDER_SETTINGS.map((one) => [one.name, settings.get(one)]));
}

/** The provider of settings that were found in order. */
export function providerOf(settings: Settings): ProviderSettings | undefined {
  const read = readProvider(given(settings));
  return "settings" in read ? read.settings : undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;
export type Read<Value> = { readonly settings: Value } | { readonly faults: readonly Words[] };

const TENANT = /^\/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\/v2\.0\/?$/i;
const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** Reads YAKUSOKU_OIDC_ISSUER, _CLIENT_ID, _CLIENT_SECRET, _NAME and _DOMAIN. Undefined settings where none of the first three is set. */
export function readProvider(environment: Environment): Read<ProviderSettings | undefined> {
  const [issuer = "", clientId = "", clientSecret = ""] = NEEDED.map((name) => (environment[name] ?? "").trim());
  if (issuer === "" && clientId === "" && clientSecret === "") return { settings: undefined };
  const missing = NEEDED.filter((name) => (environment[name] ?? "").trim() === "");
  const faults = missing.map((name) => fillWords(FAULTS.missing, { name }));
  const url = URL.parse(issuer);
  const domain = (environment["YAKUSOKU_OIDC_DOMAIN"] ?? "").trim().toLowerCase();
  if (issuer !== "" && !isIssuer(url)) faults.push(fillWords(FAULTS.issuer, { given: issuer }));
  const kind = kindOf(url);
  if (kind === "entra" && url !== null && !TENANT.test(url.pathname)) {
    faults.push(fillWords(FAULTS.tenant, { given: issuer }));
  }
  if (kind === "google" && domain === "") faults.push(FAULTS.domain);
  if (faults.length > 0) return { faults };
  const name = (environment["YAKUSOKU_OIDC_NAME"] ?? "").trim() || (url?.hostname ?? issuer);
  return { settings: { issuer, clientId, clientSecret, name, kind, ...(domain === "" ? {} : { domain }) } };
}

/** Without TLS only on this machine, as in a trial. */
function isIssuer(url: URL | null): boolean {
  if (url === null || url.search !== "" || url.hash !== "") return false;
  return url.protocol === "https:" || (url.protocol === "http:" && LOOPBACK.has(url.hostname));
}

function kindOf(url: URL | null): ProviderSettings["kind"] {
  if (url?.hostname === "login.microsoftonline.com") return "entra";
  return url?.hostname === "accounts.google.com" ? "google" : "standard";
}
