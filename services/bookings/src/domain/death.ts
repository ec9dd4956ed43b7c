/**
 * Which visits come after a client's death: those with a piece on a later day. A visit that ended on the day itself
 * stands.
 */
import { dayOf, isBefore, type Day } from '@seteli/kit/day';
import { lastServiceDayOf, type Recorded } from './recorded.ts';
import { standsAs, wasSettled, type Visit, type VisitLine } from './visit.ts';

/**
 * Hours and days each belong to their own day. A content that is paid by the visit belongs wholly to the day of its
 * start (rules 42).
 */
function lastDayPaid({ startsAt, endsAt, timed }: Pick<Recorded, 'startsAt' | 'endsAt' | 'timed'>, lines: readonly VisitLine[]): Day {
  return timed && !lines.some(({ unit }) => unit === 'HOUR') ? dayOf(startsAt) : lastServiceDayOf({ endsAt });
}

export const isAfter = (
  diedOn: Day | null,
  served: Pick<Recorded, 'startsAt' | 'endsAt' | 'timed'>,
  lines: readonly VisitLine[],
): boolean => diedOn !== null && lines.length > 0 && isBefore(diedOn, lastDayPaid(served, lines));

/**
 * While a change waits, the rule asks about the visit before the change. It asks about the change when vouchers has
 * answered.
 */
export const isAfterDeath = (visit: Visit, diedOn: Day | null): boolean => isAfter(diedOn, visit.before ?? visit, visit.lines);

/** Whether the visit has the flag already. While a change waits, the visit before the change counts. */
export const flagged = (visit: Visit): boolean => (visit.before ?? visit).flags.includes('AFTER_DEATH');

/** The visit is settled, so that only a correction helps. */
export const isSettledAfterDeath = (visit: Visit): boolean => flagged(visit) && wasSettled(visit.before ?? visit);

/** The visit is held, and a checker approves it or returns it to its provider. */
export const isHeldAfterDeath = (visit: Visit): boolean => flagged(visit) && standsAs(visit) === 'UNDER_REVIEW';
