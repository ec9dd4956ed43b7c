/**
 * Where a recorded visit stands: the one answer for all who ask which times and days are taken. While a change waits for its allocation, the visit stands where it
 * would be and where it may go back to; what is deleted or refused stands nowhere.
 */
import type { Recorded } from './recorded.ts';
import type { Visit } from './visit.ts';

type Said = Pick<Recorded, 'startsAt' | 'endsAt' | 'timed' | 'contentId'>;

/** As far as it says where a visit stands. */
type MayStand = Said & Pick<Visit, 'state' | 'allocation' | 'placingId' | 'before'>;

/** Each place with everything that the visit says there. */
export function standingVersionsOf<V extends MayStand>(visit: V): readonly V[] {
  if (visit.state === 'DELETED' || visit.allocation === 'REFUSED') return [];
  return visit.before ? [visit, { ...visit, ...visit.before }] : [visit];
}

/**
 * A change that stays within the days of its content keeps its place in the order in which visits came to stand; any other comes after all that stand already, as
 * what is recorded anew does. Who came first pays for a period that is paid once (rules 40).
 */
export const keepsItsRank = (was: Said, is: Said): boolean =>
  was.contentId === is.contentId &&
  was.timed === is.timed &&
  was.startsAt.epochMilliseconds <= is.startsAt.epochMilliseconds &&
  is.endsAt.epochMilliseconds <= was.endsAt.epochMilliseconds;
