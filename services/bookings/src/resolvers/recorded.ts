/**
 * Reads from the input what somebody recorded. Input that can mean nothing is malformed. The rule decides what may be
 * recorded.
 */
import { GraphQLError } from 'graphql';
import type { Actor } from '@seteli/kit/actor';
import type { Day, Instant } from '@seteli/kit/day';
import { badInput, NOT_AN_ID } from '@seteli/kit/errors';
import { isId, type Id } from '@seteli/kit/ids';
import { fillIn, type Sentences } from '@seteli/kit/language';
import type * as api from '@seteli/schema/generated/bookings';
import { INPUT_FAULTS } from '@seteli/schema/input-faults';
import type { WantedVisit } from '../commands/changing.ts';
import { CALENDAR_DAYS_MAX } from '../domain/limits.ts';
import { patched, type Patch } from '../domain/patch.ts';
import { spanOfDays, type ExtraServiceAcceptance, type Recorded, type VisitToRecord } from '../domain/recorded.ts';
import type { VisitToQuote } from '../loads/quoting.ts';

/** Bad input that names its field, for callers who judge rows one by one. */
function badField(field: string, sentences: Sentences): GraphQLError {
  const { message, extensions } = badInput(sentences);
  return new GraphQLError(message, { extensions: { ...extensions, field: field.split('.') } });
}

export const fieldOf = ({ extensions }: GraphQLError): readonly string[] => (extensions['field'] as readonly string[] | undefined) ?? [];

function requireId(field: string, id: string): void {
  if (!isId(id)) throw badField(field, NOT_AN_ID);
}

export type Noting = { readonly actor: Actor; readonly now: Instant };

/** All rules compute with whole minutes, and would silently lose a second. */
const isWholeMinute = (time: Instant): boolean => time.epochNanoseconds % 60_000_000_000n === 0n;

type Times = Pick<api.EditVisitInput, 'start' | 'end'>;

function requireWholeMinutes({ start, end }: Times): void {
  for (const [field, time] of Object.entries({ start, end }))
    if (time && !isWholeMinute(time)) throw badField(field, INPUT_FAULTS.WHOLE_MINUTES);
}

function readTimes({ start, end, day, lastDay }: Pick<api.VisitInput, 'start' | 'end' | 'day' | 'lastDay'>) {
  if (start && end && !day && !lastDay) {
    requireWholeMinutes({ start, end });
    return { startsAt: start, endsAt: end, timed: true };
  }
  if (day && !start && !end) return spanOfDays(day, lastDay ?? day);
  if (day) throw badField('day', INPUT_FAULTS.TIMES_OR_DAY);
  throw badField(start ? 'end' : 'start', INPUT_FAULTS.TIMES_OR_DAY);
}

function readAccessories(accessories: readonly api.VisitAccessoryInput[]): Recorded['accessories'] {
  for (const [index, { contentId }] of accessories.entries()) requireId(`accessories.${index}.contentId`, contentId);
  return accessories.map(({ contentId, amount }) => ({ contentId, amount }));
}

const readAcceptance = (given: api.ExtraServiceInput, { actor, now }: Noting): ExtraServiceAcceptance => ({
  acceptedAt: given.acceptedAt,
  channel: given.channel,
  notedBy: actor.userId,
  notedAt: now,
});

/** A change and the visit together may say what no visit could be. */
export function readChange(input: api.EditVisitInput, noting: Noting): WantedVisit {
  const patch = readPatch(input, noting);
  return (before) => {
    const recorded = patched(before, patch);
    if (!recorded) throw badInput(INPUT_FAULTS.TIMES_OR_DAY);
    if ((recorded.kind === 'CANCELLATION') !== (recorded.noticeAt !== null)) throw badInput(INPUT_FAULTS.CANCELLATION_NOTICE);
    return recorded;
  };
}

/** The patch lacks each field that the change lacks. */
function readPatch(input: api.EditVisitInput, noting: Noting): Patch {
  const { start, end, day, lastDay, contentId, amount, workers, workerReference, groupReference, noticeAt } = input;
  const { accessories, extraService, overlapReason } = input;
  if (contentId != null) requireId('contentId', contentId);
  requireWholeMinutes({ start, end });
  return {
    start,
    end,
    day,
    lastDay,
    contentId,
    amount,
    workers,
    workerReference,
    groupReference,
    noticeAt,
    accessories: accessories && readAccessories(accessories),
    extraService: extraService && readAcceptance(extraService, noting),
    overlapReason: overlapReason === '' ? null : overlapReason,
  };
}

export function readRow(input: api.VisitInput, noting: Noting): VisitToRecord {
  requireId('bookingId', input.bookingId);
  return { bookingId: input.bookingId, ...readVisit(input, noting) };
}

/** The field that a row without a booking lacks, or that contradicts the others. */
function wrongField({ bookingId, voucherId, unitId, replacing }: Record<'bookingId' | 'voucherId' | 'unitId' | 'replacing', Id | null>) {
  if (bookingId !== null) return (voucherId ?? unitId) === null ? undefined : 'voucherId';
  if (voucherId === null && unitId === null) return 'bookingId';
  if (unitId === null) return 'unitId';
  if (voucherId === null) return 'voucherId';
  return replacing === null ? undefined : 'replacing';
}

/** A visit of a booking, or a planned visit without a booking. */
export function readAskedRow(input: api.VisitToQuoteInput, noting: Noting): VisitToQuote {
  const { bookingId = null, voucherId = null, unitId = null, replacing = null } = input;
  const isPlanned = voucherId !== null && unitId !== null;
  const wrong = wrongField({ bookingId, voucherId, unitId, replacing });
  if (wrong) throw badField(wrong, INPUT_FAULTS.BOOKING_OR_UNIT);
  for (const [field, id] of Object.entries({ bookingId, voucherId, unitId, replacing })) if (id !== null) requireId(field, id);
  return { of: isPlanned ? { voucherId, unitId } : { bookingId: bookingId! }, replacing, ...readVisit(input, noting) };
}

function readVisit(input: Omit<api.VisitInput, 'bookingId'>, noting: Noting): Omit<VisitToRecord, 'bookingId'> {
  const { externalId, retry, contentId, amount, workers, workerReference, groupReference, noticeAt } = input;
  const { accessories, extraService, overlapReason } = input;
  if (contentId != null) requireId('contentId', contentId);
  const kind = input.kind ?? 'NORMAL';
  if ((kind === 'CANCELLATION') !== (noticeAt != null)) throw badField('noticeAt', INPUT_FAULTS.CANCELLATION_NOTICE);
  const recorded = {
    ...readTimes(input),
    kind,
    contentId: contentId ?? null,
    amount: amount ?? null,
    workers: workers ?? 1,
    workerReference: workerReference ?? null,
    groupReference: groupReference ?? null,
    noticeAt: noticeAt ?? null,
    accessories: readAccessories(accessories ?? []),
    extraService: extraService ? readAcceptance(extraService, noting) : null,
    overlapReason: overlapReason || null,
  };
  return { externalId: externalId ?? null, retry: retry ?? false, recorded };
}

export function requireCalendarSpan({ firstDay, lastDay }: { readonly firstDay: Day; readonly lastDay: Day }): void {
  const days = lastDay.since(firstDay).days + 1;
  if (days < 1 || days > CALENDAR_DAYS_MAX) throw badInput(fillIn(INPUT_FAULTS.CALENDAR_DAYS, { days: CALENDAR_DAYS_MAX }));
}
