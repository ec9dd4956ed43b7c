/** Reads from the input what somebody recorded. What cannot be meant at all is malformed; what may not be is the rule's to say. */
import type { Day, Instant } from '@seteli/kit/day';
import { badInput } from '@seteli/kit/errors';
import { requireIds } from '@seteli/kit/subgraph';
import type { Actor } from '@seteli/kit/actor';
import type * as api from '@seteli/schema/generated/bookings';
import type { Row } from '../commands/recording.ts';
import { CALENDAR_DAYS_MAX } from '../domain/limits.ts';
import type { Patch } from '../domain/patch.ts';
import { spanOfDays, type ExtraServiceAcceptance, type Recorded } from '../domain/recorded.ts';
import { fillIn } from '@seteli/kit/language';
import { INPUT_FAULTS } from '@seteli/schema/input-faults';

export type Noting = { readonly actor: Actor; readonly now: Instant };

/** Whole minutes are what everything is computed with; a second more would be lost silently. */
const isWholeMinute = (time: Instant): boolean => time.epochNanoseconds % 60_000_000_000n === 0n;

function requireWholeMinutes(...times: readonly (Instant | null | undefined)[]): void {
  if (times.some((time) => time && !isWholeMinute(time))) throw badInput(INPUT_FAULTS.WHOLE_MINUTES);
}

function readTimes({ start, end, day, lastDay }: Pick<api.VisitInput, 'start' | 'end' | 'day' | 'lastDay'>) {
  if (start && end && !day && !lastDay) {
    requireWholeMinutes(start, end);
    return { startsAt: start, endsAt: end, timed: true };
  }
  if (day && !start && !end) return spanOfDays(day, lastDay ?? day);
  throw badInput(INPUT_FAULTS.TIMES_OR_DAY);
}

function readAccessories(accessories: readonly api.VisitAccessoryInput[]): Recorded['accessories'] {
  requireIds(...accessories.map(({ contentId }) => contentId));
  return accessories.map(({ contentId, amount }) => ({ contentId, amount }));
}

const readAcceptance = (given: api.ExtraServiceInput, { actor, now }: Noting): ExtraServiceAcceptance => ({
  acceptedAt: given.acceptedAt,
  channel: given.channel,
  notedBy: actor.userId,
  notedAt: now,
});

/** What is left out of a change is left out of the patch, too. */
export function readPatch(input: api.EditVisitInput, noting: Noting): Patch {
  const { start, end, day, lastDay, contentId, amount, workers, workerReference, groupReference, noticeAt } = input;
  const { accessories, extraService, overlapReason } = input;
  if (contentId != null) requireIds(contentId);
  requireWholeMinutes(start, end);
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

export function readRow(input: api.VisitInput, noting: Noting): Row {
  const { bookingId, externalId, retry, contentId, amount, workers, workerReference, groupReference, noticeAt } = input;
  const { accessories, extraService, overlapReason } = input;
  requireIds(bookingId, ...(contentId == null ? [] : [contentId]));
  const kind = input.kind ?? 'NORMAL';
  if ((kind === 'CANCELLATION') !== (input.noticeAt != null)) throw badInput(INPUT_FAULTS.CANCELLATION_NOTICE);
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
  return { bookingId, externalId: externalId ?? null, retry: retry ?? false, recorded };
}

export function requireCalendarSpan({ firstDay, lastDay }: { readonly firstDay: Day; readonly lastDay: Day }): void {
  const days = lastDay.since(firstDay).days + 1;
  if (days < 1 || days > CALENDAR_DAYS_MAX) throw badInput(fillIn(INPUT_FAULTS.CALENDAR_DAYS, { days: CALENDAR_DAYS_MAX }));
}
