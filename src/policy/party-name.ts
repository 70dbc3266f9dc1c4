/** A party's name without what two hands write differently: width, case and white space. */
export function partyName(name: string): string {
  return name.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
}
