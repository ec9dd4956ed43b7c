/** Which visits are after a client's death: those with a piece on a later day. One that ended on the day itself stands. */
import { dayOf, isBefore, type Day } from '@seteli/kit/day';
import { lastServiceDayOf, type Recorded } from './recorded.ts';
import { standsAs, wasSettled, type Visit, type VisitLine } from './visit.ts';

/** Hours and days are each on their own day; what is paid by the visit is on the day that it began, whole (rules 42). */
function lastDayPaid({ startsAt, endsAt, timed }: Pick<Recorded, 'startsAt' | 'endsAt' | 'timed'>, lines: readonly VisitLine[]): Day {
  return timed && !lines.some(({ unit }) => unit === 'HOUR') ? dayOf(startsAt) : lastServiceDayOf({ endsAt });
}

export const isAfter = (
  diedOn: Day | null,
  served: Pick<Recorded, 'startsAt' | 'endsAt' | 'timed'>,
  lines: readonly VisitLine[],
): boolean => diedOn !== null && lines.length > 0 && isBefore(diedOn, lastDayPaid(served, lines));

/** Of a visit whose change still waits, what stands before the change is meant: the change is asked when vouchers has answered. */
export const isAfterDeath = (visit: Visit, diedOn: Day | null): boolean => isAfter(diedOn, visit.before ?? visit, visit.lines);

/** Whether that has been seen of it: of what stands, while a change waits. */
export const flagged = (visit: Visit): boolean => (visit.before ?? visit).flags.includes('AFTER_DEATH');

/** Settled, so that nothing but a correction helps. */
export const isSettledAfterDeath = (visit: Visit): boolean => flagged(visit) && wasSettled(visit.before ?? visit);

/** Held for it, so that a checker decides: approves it, or returns it to its provider. */
export const isHeldAfterDeath = (visit: Visit): boolean => flagged(visit) && standsAs(visit) === 'UNDER_REVIEW';
