/**
 * Which times and days a recorded visit takes, the one answer for all who ask. While a change waits, the visit stands
 * both as it would be and as it may be again. A deleted or refused visit takes nothing.
 */
import type { Recorded } from './recorded.ts';
import type { Visit } from './visit.ts';

type Said = Pick<Recorded, 'startsAt' | 'endsAt' | 'timed' | 'contentId'>;

/** What says whether and when a visit stands. */
type MayStand = Said & Pick<Visit, 'state' | 'allocation' | 'placingId' | 'before'>;

/** Each version has everything that the visit says in it. */
export function standingVersionsOf<V extends MayStand>(visit: V): readonly V[] {
  if (visit.state === 'DELETED' || visit.allocation === 'REFUSED') return [];
  return visit.before ? [visit, { ...visit, ...visit.before }] : [visit];
}

/**
 * The rank orders visits by when they came to stand. A change within the days of its content keeps the rank; any other
 * change comes last, as a new visit does. The first visit pays for a period that is paid once (rules 40).
 */
export const keepsItsRank = (was: Said, is: Said): boolean =>
  was.contentId === is.contentId &&
  was.timed === is.timed &&
  was.startsAt.epochMilliseconds <= is.startsAt.epochMilliseconds &&
  is.endsAt.epochMilliseconds <= was.endsAt.epochMilliseconds;
