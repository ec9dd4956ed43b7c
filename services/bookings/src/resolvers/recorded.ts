/** Reads from the input what somebody recorded. What cannot be meant at all is malformed; what may not be is the rule's to say. */
import type { Day, Instant } from '@seteli/kit/day';
import { isId } from '@seteli/kit/ids';
import { badInput } from '@seteli/kit/subgraph';
import { GraphQLError } from 'graphql';
import type { Actor } from '@seteli/kit/actor';
import type * as api from '@seteli/schema/generated/bookings';
import type { Row } from '../commands/recording.ts';
import type { Changed } from '../commands/visit.ts';
import { CALENDAR_DAYS_MAX } from '../domain/limits.ts';
import { spanOfDays, type ExtraServiceAcceptance, type Recorded } from '../domain/recorded.ts';

/** Bad input that knows its field, for whoever judges rows one by one. */
const badField = (field: string, message: string) =>
  new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', field: field.split('.') } });

export const placeOf = ({ extensions }: GraphQLError): readonly string[] => (extensions['field'] as readonly string[] | undefined) ?? [];

function requireId(field: string, id: string): void {
  if (!isId(id)) throw badField(field, 'An id is not well-formed.');
}

export type Noting = { readonly actor: Actor; readonly now: Instant };

/** Whole minutes are what everything is computed with; a second more would be lost silently. */
const isWholeMinute = (time: Instant): boolean => time.epochNanoseconds % 60_000_000_000n === 0n;

function readTimes({ start, end, day, lastDay }: Pick<api.VisitInput, 'start' | 'end' | 'day' | 'lastDay'>) {
  if (start && end && !day && !lastDay) {
    const broken = isWholeMinute(start) ? (isWholeMinute(end) ? undefined : 'end') : 'start';
    if (broken) throw badField(broken, 'Start and end are given in whole minutes.');
    return { startsAt: start, endsAt: end, timed: true };
  }
  if (day && !start && !end) return spanOfDays(day, lastDay ?? day);
  throw badField(day ? 'day' : start ? 'end' : 'start', 'Either start and end are given, or the day.');
}

function readAccessories(accessories: readonly api.VisitAccessoryInput[]): Recorded['accessories'] {
  for (const [place, { contentId }] of accessories.entries()) requireId(`accessories.${place}.contentId`, contentId);
  return accessories.map(({ contentId, amount }) => ({ contentId, amount }));
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
  if (contentId != null) requireId('contentId', contentId);
  return {
    ...readTimes(input),
    contentId: contentId ?? null,
    amount: amount ?? null,
    workers: workers ?? 1,
    workerReference: workerReference ?? null,
    noticeAt: noticeAt ?? null,
    accessories: readAccessories(accessories ?? []),
    extraService: extraService ? readAcceptance(extraService, noting) : null,
    overlapReason: overlapReason || null,
  };
}

export function readRow(input: api.VisitInput, noting: Noting): Row {
  const { bookingId, externalId, retry } = input;
  requireId('bookingId', bookingId);
  const kind = input.kind ?? 'NORMAL';
  if ((kind === 'CANCELLATION') !== (input.noticeAt != null))
    throw badField('noticeAt', 'A cancellation, and nothing else, says when the client gave notice.');
  const recorded = { ...readChanged(input, noting), kind };
  return { bookingId, externalId: externalId ?? null, retry: retry ?? false, recorded };
}

export function requireCalendarSpan({ firstDay, lastDay }: { readonly firstDay: Day; readonly lastDay: Day }): void {
  const days = lastDay.since(firstDay).days + 1;
  if (days < 1 || days > CALENDAR_DAYS_MAX) throw badInput(`A calendar has 1 to ${CALENDAR_DAYS_MAX} days.`);
}
