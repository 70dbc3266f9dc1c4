import { argon2, type Argon2Parameters, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import type { Words } from "../wire/index.ts";
import { COMMON_PASSWORDS } from "./common-passwords.ts";

/** Argon2id with the parameters that OWASP names first for it (Password Storage Cheat Sheet): 19 MiB, 2 passes, 1 lane. */
const MEMORY_KIB = 19_456;
const PASSES = 2;
const LANES = 1;
const TAG_BYTES = 32;
const SALT_BYTES = 16;

export const PASSWORD_LEAST = 12;
/** So that nobody makes the server hash a book. */
export const PASSWORD_MOST = 200;

const derive = promisify<"argon2id", Argon2Parameters, Buffer>(argon2);

/** One form for all keyboards (NIST SP 800-63B, 5.1.1.2). */
function bytesOf(password: string): Buffer {
  return Buffer.from(password.normalize("NFKC"), "utf8");
}

/** The hash as a PHC string: `$argon2id$v=19$m=19456,t=2,p=1$SALT$TAG`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const tag = await derive("argon2id", {
    message: bytesOf(password),
    nonce: salt,
    memory: MEMORY_KIB,
    passes: PASSES,
    parallelism: LANES,
    tagLength: TAG_BYTES,
  });
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${unpadded(salt)}$${unpadded(tag)}`;
}

function unpadded(bytes: Uint8Array): string {
  return bytes.toBase64({ omitPadding: true });
}

const PHC = /^\$argon2id\$v=19\$m=(?<memory>\d+),t=(?<passes>\d+),p=(?<lanes>\d+)\$(?<salt>[^$]+)\$(?<tag>[^$]+)$/;
/** Of nobody: hashed where there is no such account, so that the answer takes as long. */
const NOBODYS = `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${unpadded(new Uint8Array(SALT_BYTES))}$${unpadded(new Uint8Array(TAG_BYTES))}`;

/** Whether it is the password of a hash; without one it says no, after the same work. */
export async function isPassword(password: string, hash: string | undefined): Promise<boolean> {
  const { memory, passes, lanes, salt = "", tag = "" } = PHC.exec(hash ?? NOBODYS)?.groups ?? {};
  const expected = Uint8Array.fromBase64(tag);
  const found = await derive("argon2id", {
    message: bytesOf(password.slice(0, PASSWORD_MOST)),
    nonce: Uint8Array.fromBase64(salt),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(lanes),
    tagLength: expected.length,
  });
  return timingSafeEqual(found, expected) && hash !== undefined;
}

const FAULTS = {
  short: {
    ja: `パスワードは ${PASSWORD_LEAST} 文字以上にしてください。いくつかの言葉をつなげた文でもかまいません。`,
    en: `Use ${PASSWORD_LEAST} characters or more. A few words in a row will do.`,
  },
  long: { ja: `パスワードは ${PASSWORD_MOST} 文字までです。`, en: `Use ${PASSWORD_MOST} characters or fewer.` },
  common: {
    ja: "よく使われていて推測されやすいパスワードです。別のものにしてください。",
    en: "This password is among those that are guessed first. Choose another.",
  },
  own: {
    ja: "ご自分の名前やメールアドレスが入っています。推測されにくいものにしてください。",
    en: "It has your own name or e-mail address in it. Choose one that is harder to guess.",
  },
} as const satisfies Record<string, Words>;

/** Parts of a name that are too short to be its owner's. */
const OWN_LEAST = 4;

/** What is wrong with a new password: its length, that everybody uses it, that its owner's name is in it. No rules of composition. */
export function passwordFault(
  password: string,
  { name, email }: { readonly name: string; readonly email: string },
): Words | undefined {
  const plain = password.normalize("NFKC").toLowerCase();
  const characters = Array.from(plain);
  if (characters.length < PASSWORD_LEAST) return FAULTS.short;
  if (characters.length > PASSWORD_MOST) return FAULTS.long;
  const bare = plain.replaceAll(/[^\p{L}\p{N}]/gu, "");
  if (new Set(characters).size <= 3 || COMMON_PASSWORDS.has(plain) || COMMON_PASSWORDS.has(bare)) return FAULTS.common;
  if (COMMON_PASSWORDS.has(bare.replaceAll(/\d+$/g, ""))) return FAULTS.common;
  const own = [...name.toLowerCase().split(/\s+/), ...email.split(/[@.+_-]/)].filter(
    (part) => part.length >= OWN_LEAST,
  );
  return own.some((part) => plain.includes(part.normalize("NFKC"))) ? FAULTS.own : undefined;
}
