import type { AddressInfo } from "node:net";
import { createServer, type Server } from "node:http";
import { once } from "node:events";
import { Provider } from "oidc-provider";

/** Somebody whom the company's provider knows. */
export interface ProviderPerson {
  readonly email: string;
  readonly verified: boolean;
}

export interface RunningProvider {
  readonly issuer: string;
  readonly close: () => Promise<void>;
}

export const CLIENT = { id: "yakusoku", secret: "the-client-secret-of-a-test" } as const;

/** A real provider on loopback; whoever signs in there enters the subject that they are, and is let in. */
export async function startProvider(
  people: Readonly<Record<string, ProviderPerson>>,
  callback: string,
): Promise<RunningProvider> {
  const server: Server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server on a port has such an address
  const { port } = server.address() as AddressInfo;
  const issuer = `http://localhost:${port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [callback] }],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["preferred_username"] },
    conformIdTokenClaims: false,
    cookies: { keys: ["a key of a test"] },
    pkce: { required: () => true },
    findAccount: (_context, sub) => {
      const person = people[sub];
      return {
        accountId: sub,
        claims: () => ({ sub, ...(person && { email: person.email, email_verified: person.verified }) }),
      };
    },
  });
  const answer = provider.callback();
  server.on("request", (request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  return {
    issuer,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
