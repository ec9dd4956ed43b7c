/**
 * Visits that somebody cancelled too late (peruutus), or where nobody was at home: how much of the planned time the
 * provider may bill (rules 29).
 */
import type { Instant } from '@seteli/kit/day';
import type { CANCELLATION_PAYERS } from '@seteli/schema/events/registry';
import type { Recorded } from './recorded.ts';

export type CancellationTerms = {
  readonly noticeMinutes: number;
  readonly billableSharePercent: number;
  readonly maxMinutes: number | null;
  readonly payer: (typeof CANCELLATION_PAYERS)[number];
  readonly consumesQuota: boolean;
};

const MINUTE_MS = 60_000;

/**
 * Whole minutes from the planned start. None after a notice in time, or where the service bills no cancellations. A
 * no-show has no notice, so it is billed whatever the hours.
 */
export function billableMinutes(planned: Recorded, terms: CancellationTerms | null): number {
  if (!terms || noticeMsOf(planned) >= terms.noticeMinutes * MINUTE_MS) return 0;
  const minutes = (planned.endsAt.epochMilliseconds - planned.startsAt.epochMilliseconds) / MINUTE_MS;
  const share = Math.floor((minutes * terms.billableSharePercent + 50) / 100);
  return Math.min(share, terms.maxMinutes ?? share);
}

function noticeMsOf({ kind, noticeAt, startsAt }: Recorded): number {
  if (kind === 'NO_SHOW' || !noticeAt) return -Infinity;
  return startsAt.epochMilliseconds - noticeAt.epochMilliseconds;
}

/**
 * The billed part of the planned time. It is the whole where nothing is billed, so that the rule can still ask its
 * other questions.
 */
export function billableEnd(planned: Recorded, minutes: number): Instant {
  return minutes === 0 ? planned.endsAt : planned.startsAt.add({ minutes });
}
