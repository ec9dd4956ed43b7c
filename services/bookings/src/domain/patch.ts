/**
 * A change of a visit as somebody sends it: an absent field keeps its value, null empties it. Other rules say what a
 * change may change, and whether the outcome may be recorded.
 */
import { dayOf, type Day, type Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { lastServiceDayOf, PLAIN, saidKind, spanOfDays, type Accessory, type ExtraServiceAcceptance, type Recorded } from './recorded.ts';

type Given<T> = T | null | undefined;

export type Patch = {
  readonly start?: Given<Instant>;
  readonly end?: Given<Instant>;
  readonly day?: Given<Day>;
  readonly lastDay?: Given<Day>;
  readonly contentId?: Given<Id>;
  readonly amount?: Given<string>;
  readonly workers?: Given<number>;
  readonly workerReference?: Given<string>;
  readonly groupReference?: Given<string>;
  readonly noticeAt?: Given<Instant>;
  readonly accessories?: Given<readonly Accessory[]>;
  readonly extraService?: Given<ExtraServiceAcceptance>;
  readonly overlapReason?: Given<string>;
};

type Times = Pick<Recorded, 'startsAt' | 'endsAt' | 'timed'>;

/** Nothing where the change does not say when the visit was, by start and end or by days. */
export function patched(before: Recorded, patch: Patch): Recorded | undefined {
  const times = timesOf(before, patch);
  if (!times) return undefined;
  const now = <Field extends keyof Recorded & keyof Patch>(field: Field): Recorded[Field] => {
    const given = patch[field] as Given<Recorded[Field]>;
    return given === undefined ? before[field] : (given ?? (PLAIN as Recorded)[field]);
  };
  return {
    ...times,
    kind: saidKind(before),
    contentId: now('contentId'),
    amount: now('amount'),
    workers: now('workers'),
    workerReference: now('workerReference'),
    groupReference: now('groupReference'),
    noticeAt: now('noticeAt'),
    accessories: now('accessories'),
    extraService: acceptanceOf(before, patch),
    overlapReason: now('overlapReason'),
  };
}

/**
 * A change that names times or days makes the visit one of these. A change that names neither keeps the visit's own.
 */
function timesOf(before: Recorded, { start, end, day, lastDay }: Patch): Times | undefined {
  const byTimes = start != null || end != null;
  const byDays = day != null || lastDay != null;
  if (byTimes && byDays) return undefined;
  if (byTimes || (before.timed && !byDays)) {
    const startsAt = start === undefined && before.timed ? before.startsAt : start;
    const endsAt = end === undefined && before.timed ? before.endsAt : end;
    return startsAt && endsAt ? { startsAt, endsAt, timed: true } : undefined;
  }
  const was = before.timed ? undefined : { day: dayOf(before.startsAt), lastDay: lastServiceDayOf(before) };
  const first = day === undefined ? was?.day : day;
  if (!first) return undefined;
  // Nobody has named a last day for a single day.
  const wasLast = was && !was.lastDay.equals(was.day) ? was.lastDay : undefined;
  return spanOfDays(first, (lastDay === undefined ? wasLast : lastDay) ?? first);
}

/** A repeated acceptance keeps who noted it first, and when. */
function acceptanceOf({ extraService: before }: Recorded, { extraService: given }: Patch): ExtraServiceAcceptance | null {
  if (given == null) return given === undefined ? before : null;
  return before && before.channel === given.channel && before.acceptedAt.equals(given.acceptedAt) ? before : given;
}
