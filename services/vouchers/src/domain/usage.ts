/** What became of a quantity, period by period: as a client's bar shows it. */
import { rangesOverlap } from '@seteli/kit/day';
import { levelsOf, type Buckets, type Entitlement } from './bucket.ts';
import { carriedInto, roomOf } from './carry-over.ts';
import { periodsOf, type Days } from './period.ts';

/** In steps. What may still be taken can be less than what is left: the next period may have used it. */
export type Usage = Days & {
  readonly granted: number;
  readonly carriedOver: number;
  readonly used: number;
  readonly remaining: number;
  readonly stepsPerUnit: number;
};

/** The periods of the validity that the days touch. None where everything is paid: nothing is counted there. */
export function usageOf(entitlement: Entitlement, validity: Days, buckets: Buckets, asked: Days): Usage[] {
  if (entitlement.kind !== 'QUANTITY') return [];
  const periods = periodsOf(entitlement, validity);
  const levels = levelsOf(entitlement, periods, buckets);
  const carried = entitlement.carryOver ? carriedInto(levels) : levels.map(() => 0);
  return periods.flatMap(({ firstDay, lastDay }, index) => {
    if (!rangesOverlap({ firstDay, lastDay }, asked)) return [];
    const level = levels[index]!;
    const remaining = entitlement.carryOver ? roomOf(levels, index) : level.granted - level.used;
    return [{ firstDay, lastDay, ...level, carriedOver: carried[index]!, remaining }];
  });
}
