/** Reads from the input what somebody recorded. What cannot be meant at all is malformed; what may not be is the rule's to say. */
import type { Day, Instant } from '@seteli/kit/day';
import { badInput, requireIds } from '@seteli/kit/subgraph';
import type { Actor } from '@seteli/kit/actor';
import type * as api from '@seteli/schema/generated/bookings';
import type { Row } from '../commands/recording.ts';
import type { Changed } from '../commands/visit.ts';
import { spanOfDays, type ExtraServiceAcceptance, type Recorded } from '../domain/recorded.ts';

const TEXT_MAX = 255;
const WORKERS_MAX = 99;
const ACCESSORIES_MAX = 20;

export type Noting = { readonly actor: Actor; readonly now: Instant };

/** Whole minutes are what everything is computed with; a second more would be lost silently. */
const isWholeMinute = (time: Instant): boolean => time.epochNanoseconds % 60_000_000_000n === 0n;

/** Other years than people live in fit neither the calendar nor the database everywhere. */
const EARLIEST = Temporal.Instant.from('1900-01-01T00:00Z');
const LATEST = Temporal.Instant.from('9000-01-01T00:00Z');

function requireOurTime(...times: readonly (Instant | null)[]): void {
  const isOurs = (time: Instant) => Temporal.Instant.compare(EARLIEST, time) <= 0 && Temporal.Instant.compare(time, LATEST) <= 0;
  if (!times.every((time) => time === null || isOurs(time))) throw badInput('A time lies between the years 1900 and 9000.');
}

function readTimes({ start, end, day, lastDay }: Pick<api.VisitInput, 'start' | 'end' | 'day' | 'lastDay'>) {
  if (start && end && !day && !lastDay) {
    if (!isWholeMinute(start) || !isWholeMinute(end)) throw badInput('Start and end are given in whole minutes.');
    return { startsAt: start, endsAt: end, timed: true };
  }
  if (day && !start && !end) return spanOfDays(day, lastDay ?? day);
  throw badInput('Either start and end are given, or the day.');
}

function readText(name: string, text: string | null | undefined): string | null {
  if (text == null) return null;
  if (text.trim() === '' || text.length > TEXT_MAX) throw badInput(`${name} has 1 to ${TEXT_MAX} characters.`);
  return text;
}

function readWorkers(workers: number | null | undefined): number {
  const count = workers ?? 1;
  if (count < 1 || count > WORKERS_MAX) throw badInput(`A visit has 1 to ${WORKERS_MAX} workers.`);
  return count;
}

function readAccessories(accessories: readonly api.VisitAccessoryInput[]): Recorded['accessories'] {
  if (accessories.length > ACCESSORIES_MAX) throw badInput(`At most ${ACCESSORIES_MAX} accessories come with a visit.`);
  return accessories.map(({ contentId, amount }) => {
    requireIds(contentId);
    return { contentId, amount: readText('An amount', amount)! };
  });
}

const readAcceptance = (given: api.ExtraServiceInput, { actor, now }: Noting): ExtraServiceAcceptance => ({
  acceptedAt: given.acceptedAt,
  channel: given.channel,
  notedBy: actor.userId,
  notedAt: now,
});

type ChangedInput = Omit<api.EditVisitInput, 'idempotencyKey' | 'visitId'>;

export function readChanged(input: ChangedInput, noting: Noting): Changed {
  const { contentId, amount, workers, workerReference, noticeAt, accessories, extraService, overlapReason } = input;
  if (contentId != null) requireIds(contentId);
  const times = readTimes(input);
  requireOurTime(times.startsAt, times.endsAt, noticeAt ?? null, extraService?.acceptedAt ?? null);
  return {
    ...times,
    contentId: contentId ?? null,
    amount: readText('An amount', amount),
    workers: readWorkers(workers),
    workerReference: readText('A reference to a worker', workerReference),
    noticeAt: noticeAt ?? null,
    accessories: readAccessories(accessories ?? []),
    extraService: extraService ? readAcceptance(extraService, noting) : null,
    overlapReason: overlapReason?.trim() || null,
  };
}

export function readRow(input: api.VisitInput, noting: Noting): Row {
  const { bookingId, externalId, retry } = input;
  requireIds(bookingId);
  const kind = input.kind ?? 'NORMAL';
  if ((kind === 'CANCELLATION') !== (input.noticeAt != null))
    throw badInput('A cancellation, and nothing else, says when the client gave notice.');
  const recorded = { ...readChanged(input, noting), kind };
  return { bookingId, externalId: readText('An external id', externalId), retry: retry ?? false, recorded };
}

const CALENDAR_DAYS_MAX = 400;

export function requireCalendarSpan({ firstDay, lastDay }: { readonly firstDay: Day; readonly lastDay: Day }): void {
  const days = lastDay.since(firstDay).days + 1;
  if (days < 1 || days > CALENDAR_DAYS_MAX) throw badInput(`A calendar has 1 to ${CALENDAR_DAYS_MAX} days.`);
}
