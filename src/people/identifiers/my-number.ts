/*
 * The individual number (個人番号, “My Number”). Article 20 of the Act on the Use of Numbers to Identify a Specific Individual in
 * Administrative Procedures (No. 27 of 2013) forbids keeping another's, save for the cases of its article 19: none of them is ours.
 */

const LABELLED = /マイナンバー|個人番号|MY\s*NUMBER|INDIVIDUAL\s*NUMBER/iu;
const TWELVE_DIGITS = /(?<!\d)\d{4}[ -]?\d{4}[ -]?\d{4}(?!\d)/;

/**
 * The check digit of an individual number (article 5 of the Ministry of Internal Affairs' Order No. 85 of 2014): 11 less the
 * remainder by 11 of the weighted sum of the others, 0 where the remainder is 0 or 1.
 * @param digits the first eleven
 */
export function checkDigit(digits: string): number {
  const sum = Array.from(digits)
    .reverse()
    .map((digit, index) => Number(digit) * (index < 6 ? index + 2 : index - 4))
    .reduce((total, product) => total + product, 0);
  const remainder = sum % 11;
  return remainder <= 1 ? 0 : 11 - remainder;
}

/** Whether a field says that it holds one, right or mistyped. */
export function isLabelledMyNumber(text: string): boolean {
  return LABELLED.test(text) && TWELVE_DIGITS.test(text);
}

/** Whether a number reads as one. One in ten or so of other 12-digit numbers does, too: those need a letter of their issuer. */
export function readsAsMyNumber(number: string): boolean {
  return /^\d{12}$/.test(number) && checkDigit(number.slice(0, 11)) === Number(number.slice(11));
}
