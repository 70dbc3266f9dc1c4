const IDENTIFIER = /^(?:[a-z]{3}_)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** A word of a policy, a date, or a key as `recordedAt` or `recorded_at`. */
const WORD =
  /^(?:_{0,2}[a-z]+(?:_[a-z]+)*_{0,2}|[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*|[a-z]+(?:[A-Z][a-z]+)+|\d{4}-\d{2}-\d{2})$/;
const DATE = /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/g;
/** Longer than that no policy counts, and telephone numbers do. */
const DIGITS = /\d{4}/;
const LONGEST = 80;

/**
 * What somebody sent, as far as it may be said back to them: words of a policy, keys, identifiers of ours, dates. Whatever else was put
 * in their place may be a name, an address or a number of somebody, and what is said back ends in the log of whoever asked.
 */
export function quotable(text: string): string {
  return text
    .split(/([/=?&])/)
    .map((part) => (part === "" || isQuotable(part) ? part : "…"))
    .join("");
}

function isQuotable(part: string): boolean {
  if (/^[/=?&–]$/.test(part) || IDENTIFIER.test(part)) return true;
  return part.length <= LONGEST && WORD.test(part) && !DIGITS.test(part.replaceAll(DATE, ""));
}
