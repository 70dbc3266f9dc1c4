import { randomBytes, randomInt } from "node:crypto";
import { Secret, TOTP } from "otpauth";

/*
 * Codes of an authenticator app (TOTP, RFC 6238: SHA-1, six digits, 30 seconds, which is what every app takes), and recovery codes.
 */

const PERIOD_SECONDS = 30;
/** Steps before and after the present one that count: clocks differ. */
const WINDOW = 1;
/** 160 bits (RFC 4226, 4). */
const SECRET_BYTES = 20;

/** A new secret, in Base32 as apps take it. */
export function newTotpSecret(): string {
  return new Secret({ buffer: new Uint8Array(randomBytes(SECRET_BYTES)).buffer }).base32;
}

function totpOf(secret: string, label = ""): TOTP {
  return new TOTP({ issuer: "Yakusoku", label, algorithm: "SHA1", digits: 6, period: PERIOD_SECONDS, secret });
}

/** The address that an app reads from the picture. */
export function totpAddress(secret: string, label: string): string {
  return totpOf(secret, label).toString();
}

/**
 * The step of 30 seconds that a code belongs to; undefined for a wrong one. Whoever takes it remembers the step, and takes none that is
 * not later.
 */
export function totpStep(secret: string, code: string, now: Temporal.Instant): number | undefined {
  const token = code.normalize("NFKC").replaceAll(/\s/g, "");
  if (!/^\d{6}$/.test(token)) return undefined;
  const timestamp = now.epochMilliseconds;
  const delta = totpOf(secret).validate({ token, timestamp, window: WINDOW });
  return delta === null ? undefined : Math.floor(timestamp / 1_000 / PERIOD_SECONDS) + delta;
}

const RECOVERY_CODES = 10;
/** Without letters that are read as digits. */
const LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789";
const CODE_LENGTH = 16;

/** Ten codes such as `ABCD-EFGH-JKMN-PQRS`: some 78 bits each, so that a plain hash is enough. */
export function newRecoveryCodes(): readonly string[] {
  return Array.from({ length: RECOVERY_CODES }, () => {
    const letters = Array.from({ length: CODE_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join("");
    return letters.match(/.{4}/g)?.join("-") ?? "";
  });
}

/** A recovery code in the one form that is hashed; undefined for what is none. */
export function recoveryCode(text: string): string | undefined {
  const letters = text
    .normalize("NFKC")
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, "");
  return letters.length === CODE_LENGTH ? letters : undefined;
}
