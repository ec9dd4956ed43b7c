/**
 * How much of a content a client usually has in a month, by lately approved visits. Price notices reckon with it. It
 * knows no price.
 */
import { isMonthBefore, monthOf, type Day, type Month } from '@seteli/kit/day';
import { divideHalfUp } from '@seteli/kit/money';
import { addShares, stepsPerUnit, type Quantity, type Share, type Unit } from '@seteli/schema/quantity';

/** So many full calendar months before the present month. */
export const USUAL_MONTHS = 3;

export type Used = { readonly month: Month; readonly unit: Unit; readonly steps: number; readonly stepsPerUnit: number };

/** The first of the months, and the month after the last. */
export const usualMonths = (today: Day): { readonly from: Month; readonly until: Month } => {
  const until = monthOf(today);
  return { from: until.subtract({ months: USUAL_MONTHS }), until };
};

/**
 * The average of the last full months. A younger booking counts from the first month with use. Before any use there is
 * no usual use.
 */
export function usualUse(used: readonly Used[], today: Day): Quantity | null {
  const { from, until } = usualMonths(today);
  const within = used.filter(({ month }) => !isMonthBefore(month, from) && isMonthBefore(month, until));
  const [first] = within.map(({ month }) => month).toSorted(Temporal.PlainYearMonth.compare);
  if (!first) return null;
  const months = BigInt(first.until(until).months);
  const sum = within
    .map(({ steps, stepsPerUnit: size }): Share => ({ steps: BigInt(steps), stepsPerUnit: BigInt(size) }))
    .reduce(addShares);
  const { unit } = within[0]!;
  const steps = Number(divideHalfUp(sum.steps, months));
  const size = Number(sum.stepsPerUnit);
  return steps === 0 ? null : { unit, steps, ...(size !== stepsPerUnit(unit) && { stepsPerUnit: size }) };
}
