import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

/** A message as the server took it. */
export interface Taken {
  readonly from: string;
  readonly to: readonly string[];
  /** The envelope's identifier (RFC 3461). */
  readonly envelope: string | undefined;
  readonly secure: boolean;
  readonly user: string | undefined;
  /** As it came over the wire. */
  readonly raw: string;
}

export interface MailServer {
  readonly port: number;
  readonly taken: readonly Taken[];
  /** What it answers to RCPT TO, and to the end of the data; undefined: it takes them. */
  answers: { recipient?: SmtpAnswer | undefined; data?: SmtpAnswer | undefined };
  /** Called once a message was taken, before the answer goes out. */
  onTaken: (() => void) | undefined;
  readonly close: () => Promise<void>;
}

export interface SmtpAnswer {
  readonly code: number;
  readonly text: string;
}

export const LOGIN = { user: "yakusoku", password: "p@ss/word" } as const;

/** A real SMTP server on loopback, which takes mail for nobody and keeps it. */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const taken: Taken[] = [];
  const refusal = ({ code, text }: SmtpAnswer): Error => Object.assign(new Error(text), { responseCode: code });
  const server = new SMTPServer({
    authOptional: true,
    hideDSN: false,
    disableReverseLookup: true,
    logger: false,
    onAuth: ({ username, password }, _session, callback) => {
      const isRight = username === LOGIN.user && password === LOGIN.password;
      callback(isRight ? null : new Error("wrong login"), isRight ? { user: username } : undefined);
    },
    onRcptTo: (_address, _session, callback) => {
      const answer = running.answers.recipient;
      callback(answer === undefined ? null : refusal(answer));
    },
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => void chunks.push(chunk));
      stream.on("end", () => {
        const { envelope, secure } = session;
        const user: unknown = session.user;
        const answer = running.answers.data;
        if (answer !== undefined) {
          callback(refusal(answer));
          return;
        }
        taken.push({
          from: envelope.mailFrom === false ? "" : envelope.mailFrom.address,
          to: envelope.rcptTo.map(({ address }) => address),
          envelope: envelope.dsn?.envid ?? undefined,
          secure,
          user: typeof user === "string" ? user : undefined,
          raw: Buffer.concat(chunks).toString("utf8"),
        });
        running.onTaken?.();
        callback(null, "2.0.0 taken");
      });
    },
    ...options,
  });
  server.on("error", () => undefined);
  const listening = server.listen(0, "127.0.0.1");
  await once(listening, "listening");
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on a port has an address with it
  const { port } = listening.address() as AddressInfo;
  const running: MailServer = {
    port,
    taken,
    answers: {},
    onTaken: undefined,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
      }),
  };
  return running;
}

/** A server that breaks off in the middle of every message. */
export async function startCuttingServer(): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  const server = createServer((socket) => {
    let inData = false;
    socket.on("error", () => undefined);
    socket.write("220 cut\r\n");
    socket.on("data", (chunk) => {
      if (inData) {
        socket.destroy();
        return;
      }
      inData = /^DATA/im.test(chunk.toString());
      socket.write(inData ? "354 go on\r\n" : "250 ok\r\n");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on a port has an address with it
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close: async () => {
      server.close();
      await once(server, "close");
    },
  };
}
