import { connect, type Socket } from "node:net";
import { fillWords, type Words } from "../wire/index.ts";

/*
 * The part of clamd's protocol that is needed (clamd(8)): `zINSTREAM`, then chunks of a length (4 bytes, big-endian) and so many bytes,
 * a length of 0 at the end; the answer ends with a zero byte.
 */

/** Where clamd listens. */
export type ClamdAddress =
  | { readonly host: string; readonly port: number }
  | { /** Of a Unix socket. */ readonly path: string };

/** What clamd says. A signature is the name that its database has for it, and nothing of the file. */
export type Scan = { readonly found: undefined } | { readonly found: string };

/** clamd did not answer, or not to the question: nothing is known of the file. */
export class ClamdError extends Error {
  override readonly name = "ClamdError";
}

const SILENCE_MS = 30_000;
const LONGEST_ANSWER = 1_024;

const WRONG: Words = {
  ja: "YAKUSOKU_CLAMD は tcp://127.0.0.1:3310 か unix:/run/clamav/clamd.ctl の形で指定してください（いまは「{given}」）。",
  en: "YAKUSOKU_CLAMD is written as tcp://127.0.0.1:3310 or unix:/run/clamav/clamd.ctl, not “{given}”.",
};

/** The address of clamd is not written as one. */
class ClamdAddressError extends Error {
  readonly words: Words;
  constructor(given: string) {
    const words = fillWords(WRONG, { given });
    super(words.en);
    this.name = "ClamdAddressError";
    this.words = words;
  }
}

/** `tcp://HOST:PORT` or `unix:/PATH`. @throws {ClamdAddressError} for anything else */
export function readClamdAddress(text: string): ClamdAddress {
  const { path } = /^unix:(?<path>\/[^\0]+)$/.exec(text)?.groups ?? {};
  if (path !== undefined) return { path };
  const { name, six, port } =
    /^tcp:\/\/(?:\[(?<six>[0-9a-f:.]+)\]|(?<name>[\w.-]+)):(?<port>\d{1,5})$/i.exec(text)?.groups ?? {};
  const host = name ?? six;
  if (host === undefined || !(Number(port) >= 1 && Number(port) <= 65_535))
    throw new ClamdAddressError(text.slice(0, 200));
  return { host, port: Number(port) };
}

export function isClamdAddress(text: string): boolean {
  try {
    readClamdAddress(text);
    return true;
  } catch (error) {
    if (error instanceof ClamdAddressError) return false;
    throw error;
  }
}

/**
 * Has clamd look at bytes as they come.
 * @param silenceMs how long it may say and take nothing
 * @throws {ClamdError} where it is not there, is silent, breaks off, or answers with an error, such as that the stream is too long for it
 */
export async function scanStream(
  address: ClamdAddress,
  plain: AsyncIterable<Uint8Array>,
  silenceMs = SILENCE_MS,
): Promise<Scan> {
  const socket = connect(address);
  socket.setTimeout(silenceMs, () => socket.destroy(new ClamdError("clamd is silent")));
  const answer = answerOf(socket);
  // What the socket fails with is thrown where it is waited for.
  answer.catch(() => undefined);
  try {
    await written(socket, Buffer.from("zINSTREAM\0", "ascii"), answer);
    for await (const piece of plain) {
      if (piece.length === 0) continue;
      const length = Buffer.alloc(4);
      length.writeUInt32BE(piece.length);
      await written(socket, Buffer.concat([length, piece]), answer);
    }
    await written(socket, Buffer.alloc(4), answer);
    return read(await answer);
  } finally {
    socket.destroy();
  }
}

/** Until the socket has taken it; clamd may answer before it has everything, and takes no more then. */
async function written(socket: Socket, bytes: Buffer, answer: Promise<string>): Promise<void> {
  const taken = new Promise<void>((resolve, reject) => {
    socket.write(bytes, (error) =>
      error ? reject(new ClamdError("clamd takes no more", { cause: error })) : resolve(),
    );
  });
  const early = answer.then((said) => (said.endsWith("ERROR") ? Promise.reject(new ClamdError(said)) : taken));
  await Promise.race([taken, early]);
}

function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    socket.setEncoding("latin1");
    socket.on("data", (piece: string) => {
      said += piece;
      if (said.includes("\0")) resolve(said.slice(0, said.indexOf("\0")));
      else if (said.length > LONGEST_ANSWER) reject(new ClamdError("clamd answers too much"));
    });
    socket.on("error", (cause) =>
      reject(cause instanceof ClamdError ? cause : new ClamdError("clamd cannot be reached", { cause })),
    );
    socket.on("close", () => reject(new ClamdError("clamd broke off")));
  });
}

function read(answer: string): Scan {
  if (answer === "stream: OK") return { found: undefined };
  const { signature } = /^stream: (?<signature>.+) FOUND$/.exec(answer)?.groups ?? {};
  if (signature === undefined) throw new ClamdError(answer.replace(/[^\u0020-\u007e]/g, "?").slice(0, 200));
  return { found: signature.replace(/[^\w.:+-]/g, "_").slice(0, 200) };
}
