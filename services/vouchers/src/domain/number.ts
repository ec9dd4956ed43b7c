/**
 * The number printed on a voucher: 16 characters that begin with H, of which the last checks the others. Older numbers,
 * and those of other systems, have a letter and 13 digits and stay valid. This file draws nothing: the caller passes
 * the random characters.
 */

/**
 * Without characters that people take for one another: 0 O Q, 1 I L, 2 Z, 5 S, 6 G, 8 B, U V W, and M N when spoken.
 */
export const NUMBER_ALPHABET = '23456789ACDEFHJKMPRTVXY';

/**
 * 23¹⁴ ≈ 1.2 · 10¹⁹ numbers. With ten million vouchers in the country, one try in 1.2 · 10¹² meets one. Without limits,
 * a thousand tries a second would take 37 years.
 */
export const RANDOM_CHARACTERS = 14;

const SERIES = 'H';
const LENGTH = SERIES.length + RANDOM_CHARACTERS + 1;
const OF_OLD = /^[A-Z]\d{13}$/;

/** Whether the number may belong to a series in which numbers follow one another. */
export const isOlder = (number: string): boolean => OF_OLD.test(number);

const MODULUS = NUMBER_ALPHABET.length;
/** Its powers all differ modulo 23, so no two places weigh the same. */
const RADIX = 5;

/**
 * The remainder of a pure system of ISO/IEC 7064: a number is right when it is 1. The modulus is a prime no smaller
 * than the alphabet, and no two places weigh the same. So the check notices any one wrong character, and any two that
 * swapped places.
 */
const remainderOf = (characters: string): number =>
  [...characters].reduce((sum, character) => (sum * RADIX + NUMBER_ALPHABET.indexOf(character)) % MODULUS, 0);

/** `random`: `RANDOM_CHARACTERS` drawn characters of the alphabet. */
export function voucherNumberOf(random: string): string {
  const unchecked = SERIES + random;
  const rest = remainderOf(`${unchecked}${NUMBER_ALPHABET[0]}`);
  return unchecked + NUMBER_ALPHABET[(1 - rest + MODULUS) % MODULUS];
}

const SEPARATORS = /[\s\p{Pd}]/gu;

/**
 * Reads a number as users type it: with spaces or hyphens, in small letters. Undefined when no number looks like that.
 */
export function readVoucherNumber(typed: string): string | undefined {
  const number = typed.replaceAll(SEPARATORS, '').toUpperCase();
  if (OF_OLD.test(number)) return number;
  const isNew = number.length === LENGTH && number.startsWith(SERIES) && [...number].every((each) => NUMBER_ALPHABET.includes(each));
  return isNew && remainderOf(number) === 1 ? number : undefined;
}
