/** What may be sent. */
export interface Caps {
  /** Of one file. */
  readonly fileBytes: number;
  /** Of one request. */
  readonly files: number;
  /** That are kept for one owner. */
  readonly ownerBytes: number;
  readonly pixels: number;
  readonly pages: number;
  /** Without a byte, before the sender is cut off. */
  readonly idleSeconds: number;
  /** For one request. */
  readonly seconds: number;
  /** For looking at one file, and the memory it may take. */
  readonly checkSeconds: number;
  readonly checkBytes: number;
}

const MEGABYTE = 1024 * 1024;

/** For identity documents taken with a phone: a picture of 48 million pixels, a scan of some pages. */
export const CAPS: Caps = {
  fileBytes: 20 * MEGABYTE,
  files: 10,
  ownerBytes: 200 * MEGABYTE,
  pixels: 64_000_000,
  pages: 100,
  idleSeconds: 30,
  seconds: 600,
  checkSeconds: 30,
  checkBytes: 1024 * MEGABYTE,
};
