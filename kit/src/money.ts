/**
 * Euros as whole cents in a bigint. Nothing here loses or invents a cent, and nothing is ever a floating-point number.
 */

export type Cents = bigint;

/**
 * A million euros: the most that an amount from outside, a unit's price or value, or one piece of work may be. So no
 * sum over them overflows (decision 12).
 */
export const MOST_CENTS: Cents = 100_000_000n;

const EURO = /^(-?)(0|[1-9]\d{0,12})\.(\d{2})$/;

/** Reads an exact decimal with two decimals ("38.50"); anything else is `undefined`. */
export function parseEuro(text: string): Cents | undefined {
  const parts = EURO.exec(text);
  if (!parts) return undefined;
  const cents = BigInt(parts[2]! + parts[3]!);
  return parts[1] ? -cents : cents;
}

/** Reads an amount from outside, which has a bound. Sums, which only go out, have none. */
export function readEuro(text: string): Cents | undefined {
  const cents = parseEuro(text);
  return cents !== undefined && cents <= MOST_CENTS && cents >= -MOST_CENTS ? cents : undefined;
}

export function formatEuro(cents: Cents): string {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/**
 * numerator / denominator, half a unit upwards. It takes no negative amounts: a reversal mirrors its line instead of
 * computing it.
 */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  if (numerator < 0n || denominator <= 0n) throw new RangeError('half up is defined for non-negative amounts only');
  return (2n * numerator + denominator) / (2n * denominator);
}

export const sumCents = (amounts: Iterable<Cents>): Cents => {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return sum;
};

export const minCents = (a: Cents, b: Cents): Cents => (a < b ? a : b);
