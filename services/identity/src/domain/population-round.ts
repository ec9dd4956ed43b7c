/**
 * The nightly reading of what has changed in the population register: when it begins, and where it goes on. A night
 * asks of all persons, part by part, what has changed since the night before.
 */
import { dayOf, inHelsinki, type Day, type Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';

export type Round = {
  /** The place in the register's list from which this night reads. */
  readonly cursor: string;
  /** The place from which the next night reads; null between two nights. */
  readonly nextCursor: string | null;
  /** The last person of whom the register has said everything. */
  readonly afterPersonId: Id | null;
  readonly finishedOn: Day | null;
};

/** By then the register has its list of the day before, and few people wait for this service. */
const BEGINS_AT_HOUR = 2;

/** Whatever changed since then, the first night hears of it. */
export const firstRound = (cursor: string, now: Instant): Round => ({
  cursor,
  nextCursor: null,
  afterPersonId: null,
  finishedOn: dayOf(now),
});

/** A night that has begun goes on at whatever hour, so that a register that was down delays it only. */
export function isDue({ finishedOn, nextCursor }: Round, now: Instant): boolean {
  if (nextCursor !== null) return true;
  const isDone = finishedOn !== null && Temporal.PlainDate.compare(finishedOn, dayOf(now)) >= 0;
  return !isDone && inHelsinki(now).hour >= BEGINS_AT_HOUR;
}

/**
 * The place after a part. The next night begins where the list ended for the first part of this one: for later parts
 * the list may have grown, and whoever is in that end hears it twice.
 */
export const afterPart = (round: Round, part: { readonly lastPersonId: Id; readonly listEnd: string }): Round => ({
  ...round,
  nextCursor: round.nextCursor ?? part.listEnd,
  afterPersonId: part.lastPersonId,
});

export const finished = ({ cursor, nextCursor }: Round, now: Instant): Round => firstRound(nextCursor ?? cursor, now);
