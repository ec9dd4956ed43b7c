/**
 * Quantities as whole small steps, so that they add up exactly: time is minutes, euros are cents, everything else is
 * thousandths. Decimal hours exist only where people read them.
 */

export const UNITS = ['HOUR', 'VISIT', 'DAY', 'WEEK', 'MONTH', 'PIECE', 'PROCEDURE', 'KILOMETRE', 'EURO'] as const;
export type Unit = (typeof UNITS)[number];
export type Quantity = { readonly unit: Unit; readonly steps: number };

const STEPS_PER_UNIT: Partial<Record<Unit, number>> = { HOUR: 60, EURO: 100 };

/** How many steps make one unit: the divisor of every price calculation. */
export const stepsPerUnit = (unit: Unit): number => STEPS_PER_UNIT[unit] ?? 1000;

/** The quantity as people read it, at most four decimals and no trailing zeros: 45 minutes are "0.75". */
export function amountOf({ unit, steps }: Quantity): string {
  const scaled = (BigInt(steps) * 10_000n) / BigInt(stepsPerUnit(unit));
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(5, '0');
  const decimals = digits.slice(-4).replace(/0+$/, '');
  return `${scaled < 0n ? '-' : ''}${digits.slice(0, -4)}${decimals && '.'}${decimals}`;
}
