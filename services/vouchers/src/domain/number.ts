/**
 * The number that is printed on a voucher: 16 characters that begin with H, of which the last checks the others. Older numbers, and
 * those of other systems, have a letter and 13 digits and stay valid. What is random in a new one is drawn elsewhere.
 */

/** Without those that are taken for one another: 0 O Q, 1 I L, 2 Z, 5 S, 6 G, 8 B, U V W, and M N when they are spoken. */
export const NUMBER_ALPHABET = '23456789ACDEFHJKMPRTVXY';

/**
 * 23¹⁴ ≈ 1.2 · 10¹⁹ numbers. With ten million vouchers in the country one try in 1.2 · 10¹² meets one: a thousand tries a second,
 * were there no limits, would take 37 years.
 */
export const RANDOM_CHARACTERS = 14;

const SERIES = 'H';
const LENGTH = SERIES.length + RANDOM_CHARACTERS + 1;
const OF_OLD = /^[A-Z]\d{13}$/;

/** Whether it may be one of those that follow one another. */
export const isOlder = (number: string): boolean => OF_OLD.test(number);

const MODULUS = NUMBER_ALPHABET.length;
/** Its powers are all different modulo 23, so that no two places weigh the same. */
const RADIX = 5;

/**
 * The remainder of a pure system of ISO/IEC 7064: a number is right when it is 1. The modulus is a prime and no smaller than the
 * alphabet, and no two of the places weigh the same: any one wrong character is noticed, and any two that have changed places.
 */
const remainderOf = (characters: string): number =>
  [...characters].reduce((sum, character) => (sum * RADIX + NUMBER_ALPHABET.indexOf(character)) % MODULUS, 0);

/** `random`: as many characters of the alphabet as are drawn. */
export function voucherNumberOf(random: string): string {
  const unchecked = SERIES + random;
  const rest = remainderOf(`${unchecked}${NUMBER_ALPHABET[0]}`);
  return unchecked + NUMBER_ALPHABET[(1 - rest + MODULUS) % MODULUS];
}

const SEPARATORS = /[\s\p{Pd}]/gu;

/** A number as it is kept, however it was typed: with spaces or hyphens, in small letters. Nothing when no number looks like that. */
export function readVoucherNumber(typed: string): string | undefined {
  const number = typed.replaceAll(SEPARATORS, '').toUpperCase();
  if (OF_OLD.test(number)) return number;
  const isNew = number.length === LENGTH && number.startsWith(SERIES) && [...number].every((each) => NUMBER_ALPHABET.includes(each));
  return isNew && remainderOf(number) === 1 ? number : undefined;
}
