/**
 * Quantities as whole small steps, so that they add up exactly: time is minutes, euros are cents, weeks and months are
 * days, everything else is thousandths. Decimal hours exist only where people read them.
 */

export const UNITS = ['HOUR', 'VISIT', 'DAY', 'WEEK', 'MONTH', 'PIECE', 'PROCEDURE', 'KILOMETRE', 'EURO'] as const;
export type Unit = (typeof UNITS)[number];

/**
 * A million units of what counts in thousandths, the smallest steps. No entitlement's period and no visit has more of a
 * content.
 */
export const MOST_STEPS = 1_000_000_000;

/** `stepsPerUnit` is given where the unit alone does not tell: 20 of 30 days of a month. */
export type Quantity = { readonly unit: Unit; readonly steps: number; readonly stepsPerUnit?: number };

const STEPS_PER_UNIT: Partial<Record<Unit, number>> = { HOUR: 60, EURO: 100, WEEK: 7, MONTH: 1 };

/**
 * How many steps make one unit: the divisor of every price calculation. A month is one step until it is known which
 * month; known months count in days.
 */
export const stepsPerUnit = (unit: Unit): number => STEPS_PER_UNIT[unit] ?? 1000;

/** A part of a unit, exactly. */
export type Share = { readonly steps: bigint; readonly stepsPerUnit: bigint };

/** Adds two shares, also of units of different sizes: 29 of 30 days and 1 of 31. */
export function addShares(one: Share, other: Share): Share {
  if (one.stepsPerUnit === other.stepsPerUnit) return { ...one, steps: one.steps + other.steps };
  const size = (one.stepsPerUnit / commonDivisor(one.stepsPerUnit, other.stepsPerUnit)) * other.stepsPerUnit;
  const stepsOf = ({ steps, stepsPerUnit: own }: Share) => steps * (size / own);
  return { steps: stepsOf(one) + stepsOf(other), stepsPerUnit: size };
}

const commonDivisor = (one: bigint, other: bigint): bigint => (other === 0n ? one : commonDivisor(other, one % other));

/** The quantity as people read it, at most four decimals and no trailing zeros: 45 minutes are "0.75". */
export function amountOf(quantity: Quantity): string {
  const { unit, steps } = quantity;
  const scaled = (BigInt(steps) * 10_000n) / BigInt(quantity.stepsPerUnit ?? stepsPerUnit(unit));
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(5, '0');
  const decimals = digits.slice(-4).replace(/0+$/, '');
  return `${scaled < 0n ? '-' : ''}${digits.slice(0, -4)}${decimals && '.'}${decimals}`;
}

/** A quantity from outside is less than a million units (decision 12). */
const WHOLE = /^[1-9]\d{0,5}$/;
const AMOUNTS: Record<Unit, RegExp | undefined> = {
  HOUR: undefined,
  VISIT: WHOLE,
  DAY: WHOLE,
  WEEK: WHOLE,
  MONTH: WHOLE,
  PIECE: WHOLE,
  PROCEDURE: WHOLE,
  KILOMETRE: /^(0|[1-9]\d{0,5})(\.\d)?$/,
  EURO: /^(0|[1-9]\d{0,5})\.\d{2}$/,
};

/**
 * Reads a quantity that a person wrote ("24.5" kilometres, "12.50" euros), in steps; `undefined` when it is malformed
 * or zero.
 */
export function readAmount(unit: Unit, text: string): number | undefined {
  if (!AMOUNTS[unit]?.test(text)) return undefined;
  const [whole, decimals = ''] = text.split('.');
  const size = stepsPerUnit(unit);
  const steps = Number(whole) * size + (decimals === '' ? 0 : (Number(decimals) * size) / 10 ** decimals.length);
  return steps > 0 ? steps : undefined;
}
