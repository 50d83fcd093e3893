/** How names and numbers are written so that they can be compared: what is indexed of a file, and what is looked for. */

/** The digits of a telephone number alone, full width made half: what it is compared by. */
export function phoneDigits(phone: string | null): string {
  return phone?.normalize('NFKC').replace(/\D/g, '') ?? '';
}

/** A name without what people write one way or the other: width, case, spaces, and the marks between words. */
export function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, '');
}

const digitsMin = 5;
const telephone = /^\+?[\d\s\-.()/]+$/;
const abroad = /^(?:\+|00)86/;
/** An ID number has 15 or 18 characters, a unified social credit code 18. */
const identity = /^(?:\d{15}|[0-9A-Z]{18})$/i;
const chineseThenOther = /(\p{Script=Han})(?=[\p{Script=Latin}\d])|([\p{Script=Latin}\d])(?=\p{Script=Han})/gu;

/**
 * What is looked for when somebody searches for `q`. A telephone number or an identity is known by its digits, however it is parted; what mixes
 * Chinese and letters, as input methods leave it, is words of either: each is found in the name or in how it is spelled.
 */
export function searchedAs(q: string): string {
  const text = q.normalize('NFKC').trim();
  if (telephone.test(text)) {
    const digits = phoneDigits(text.replace(/\s/g, '').replace(abroad, ''));
    if (digits.length >= digitsMin) return digits;
  }
  const whole = text.replace(/[\s\-.]/g, '');
  if (identity.test(whole) && /\d{6}/.test(whole)) return whole;
  return text.replace(chineseThenOther, '$1$2 ');
}
