/** What became of a quantity, period by period, as the client's bar shows it. */
import { isBefore, rangesOverlap, type Day } from '@seteli/kit/day';
import { levelsOf, type Buckets, type Entitlement } from './bucket.ts';
import { carriedInto, roomOf } from './carry-over.ts';
import { periodsOf, type Days } from './period.ts';

/** In steps. `remaining` may be less than the unused rest, which the next period may have used. */
export type Usage = Days & {
  readonly granted: number;
  readonly carriedOver: number;
  readonly used: number;
  readonly remaining: number;
  readonly stepsPerUnit: number;
};

const later = (a: Day, b: Day): Day => (isBefore(a, b) ? b : a);
const earlier = (a: Day, b: Day): Day => (isBefore(a, b) ? a : b);

/**
 * The periods that the asked days of the validity touch. Where nothing is carried over, it answers at most one more
 * than `most`. An unlimited entitlement has none.
 */
export function usageOf(entitlement: Entitlement, validity: Days, buckets: Buckets, wanted: Days, most: number): Usage[] {
  const asked = { firstDay: later(validity.firstDay, wanted.firstDay), lastDay: earlier(validity.lastDay, wanted.lastDay) };
  if (entitlement.kind !== 'QUANTITY' || isBefore(asked.lastDay, asked.firstDay)) return [];
  // Carrying over depends on all earlier periods. The only period of ONCE is the whole validity.
  const isWhole = entitlement.carryOver || entitlement.recurrence === 'ONCE';
  const periods = isWhole ? periodsOf(entitlement, validity) : periodsOf(entitlement, asked, most + 1);
  const levels = levelsOf(entitlement, periods, buckets);
  const carried = entitlement.carryOver ? carriedInto(levels) : levels.map(() => 0);
  return periods.flatMap(({ firstDay, lastDay }, index) => {
    if (!rangesOverlap({ firstDay, lastDay }, asked)) return [];
    const level = levels[index]!;
    const remaining = entitlement.carryOver ? roomOf(levels, index) : level.granted - level.used;
    return [{ firstDay, lastDay, ...level, carriedOver: carried[index]!, remaining }];
  });
}
