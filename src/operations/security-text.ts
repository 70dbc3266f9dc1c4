/** Told anew with each answer, so that it lapses half a year after nobody runs the server any more. */
const GOOD_DAYS = 180;

/** `security.txt` (RFC 9116). @param contacts `mailto:` and `https:`, the preferred first */
export function securityText(contacts: readonly string[], now: Temporal.Instant): string {
  const expires = now.add({ hours: GOOD_DAYS * 24 }).round({ smallestUnit: "hour", roundingMode: "floor" });
  return [
    ...contacts.map((contact) => `Contact: ${contact}`),
    `Expires: ${expires.toString({ smallestUnit: "second" })}`,
    "Preferred-Languages: ja, en",
    "",
  ].join("\n");
}
