/**
 * Buckets of a quantity entitlement (ostovoima): which one a day draws from, and whether a visit fits. Each bucket holds the
 * full granted quantity, never a share of it. Carried-over units and ranges written in the grant are not known here.
 */
import type { Day } from '@seteli/kit/day';
import type { Quantity } from '@seteli/kit/quantity';
import { accept, refuse, type Decision } from '@seteli/kit/result';

export const RECURRENCES = ['ONCE', 'DAY', 'WEEK', 'MONTH', 'YEAR'] as const;
export type Recurrence = (typeof RECURRENCES)[number];

/** Written so that a person can read it: 2026-06-30, 2026-W27, 2026-06, 2026, ONCE. Weeks are ISO weeks, also over a year's end. */
export function bucketKeyOf(recurrence: Recurrence, day: Day): string {
  if (recurrence === 'ONCE') return 'ONCE';
  if (recurrence === 'DAY') return day.toString();
  if (recurrence === 'WEEK') return `${fourDigits(day.yearOfWeek ?? day.year)}-W${String(day.weekOfYear).padStart(2, '0')}`;
  return recurrence === 'MONTH' ? day.toPlainYearMonth().toString() : fourDigits(day.year);
}

const fourDigits = (year: number): string => String(year).padStart(4, '0');

/** What one piece takes from one bucket; the caller names buckets, so that several entitlements can be drawn from at once. */
export type Draw = { readonly bucket: string; readonly quantity: Quantity };

/**
 * Takes all draws or none. `remaining` holds steps by bucket, and a bucket that is not there has nothing left. The refusal
 * names what the first bucket that does not suffice had left before the visit.
 */
export function drawFromBuckets(
  remaining: ReadonlyMap<string, number>,
  draws: readonly Draw[],
): Decision<ReadonlyMap<string, number>, 'QUOTA_EXCEEDED'> {
  const left = new Map(remaining);
  for (const { bucket, quantity } of draws) {
    const rest = (left.get(bucket) ?? 0) - quantity.steps;
    if (rest < 0) return refuse('QUOTA_EXCEEDED', { remaining: { unit: quantity.unit, steps: remaining.get(bucket) ?? 0 } });
    left.set(bucket, rest);
  }
  return accept(left);
}
