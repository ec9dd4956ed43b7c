import { describe, expect, test } from 'vitest';
import { at, byTimes, day } from './example-service.ts';
import { patched, type Patch } from './patch.ts';
import { lastServiceDayOf, PLAIN, spanOfDays, type Recorded } from './recorded.ts';

const acceptance = { acceptedAt: at('2026-06-14T10:00'), channel: 'PHONE', notedBy: 'u1', notedAt: at('2026-06-15T12:00') } as const;
const filled: Recorded = {
  startsAt: at('2026-06-15T10:00'),
  endsAt: at('2026-06-15T11:00'),
  timed: true,
  kind: 'CANCELLATION',
  contentId: 'a',
  amount: '2',
  workers: 2,
  workerReference: 'w1',
  groupReference: 'g1',
  noticeAt: at('2026-06-15T09:00'),
  accessories: [{ contentId: 'km', amount: '24.5' }],
  extraService: acceptance,
  overlapReason: 'two carers',
};
const other: Required<Patch> = {
  start: at('2026-06-16T10:00'),
  end: at('2026-06-15T12:00'),
  day: day('2026-06-20'),
  lastDay: day('2026-06-21'),
  contentId: 'b',
  amount: '3',
  workers: 3,
  workerReference: 'w2',
  groupReference: 'g2',
  noticeAt: at('2026-06-15T08:00'),
  accessories: [],
  extraService: { ...acceptance, channel: 'IN_PERSON' },
  overlapReason: 'another',
};
const names = Object.keys(other) as (keyof Patch)[];
const ofTimes = new Set<keyof Patch>(['start', 'end', 'day', 'lastDay']);
const byItsName = names.filter((name) => !ofTimes.has(name)) as (keyof Patch & keyof Recorded)[];

test('a change of nothing changes nothing', () => expect(patched(filled, {})).toEqual(filled));

describe('a field that is absent keeps its value, and null empties it', () => {
  test.each(byItsName)('%s', (name) => {
    expect(patched(filled, { [name]: other[name] })).toEqual({ ...filled, [name]: other[name] });
    expect(patched(filled, { [name]: null })).toEqual({ ...filled, [name]: PLAIN[name as keyof typeof PLAIN] });
    expect(patched(filled, { [name]: undefined })).toEqual(filled);
  });

  test('start or end alone leaves the other', () => {
    expect(patched(filled, { start: other.start })).toEqual({ ...filled, startsAt: other.start });
    expect(patched(filled, { end: other.end })).toEqual({ ...filled, endsAt: other.end });
  });
});

describe('when it was', () => {
  const june = (first: number, last = first) => spanOfDays(day(`2026-06-${first}`), day(`2026-06-${last}`));
  const oneDay: Recorded = { ...PLAIN, ...june(10) };
  const someDays: Recorded = { ...PLAIN, ...june(10, 12) };
  const times = byTimes('2026-06-15T10:00', '2026-06-15T11:00');
  const span = (recorded: Recorded | undefined) =>
    recorded &&
    (recorded.timed ? 'times' : `${recorded.startsAt.toZonedDateTimeISO('Europe/Helsinki').day}–${lastServiceDayOf(recorded).day}`);
  test.each<[string, Recorded, Patch, string | undefined]>([
    ['a single day moves whole', oneDay, { day: day('2026-06-20') }, '20–20'],
    ['of several days the first alone leaves the last', someDays, { day: day('2026-06-11') }, '11–12'],
    ['the last alone leaves the first', someDays, { lastDay: day('2026-06-14') }, '10–14'],
    ['without a last day it is the first', someDays, { lastDay: null }, '10–10'],
    ['days without a first are none', someDays, { day: null }, undefined],
    ['from days to times', someDays, { start: times.startsAt, end: times.endsAt }, 'times'],
    ['from days to times, half said', someDays, { start: times.startsAt }, undefined],
    ['from times to a day', times, { day: day('2026-06-20') }, '20–20'],
    ['from times to a last day alone', times, { lastDay: day('2026-06-20') }, undefined],
    ['a day and a start', times, { day: day('2026-06-20'), start: times.startsAt }, undefined],
    ['nulls for what it is not', someDays, { start: null, end: null }, '10–12'],
    ['times emptied and a day said', times, { start: null, end: null, day: day('2026-06-20') }, '20–20'],
    ['times emptied', times, { start: null }, undefined],
  ])('%s', (_, before, patch, expected) => expect(span(patched(before, patch))).toBe(expected));
});

test('an acceptance that a provider reads and sends again keeps who noted it; another names who notes it now', () => {
  const again = { ...acceptance, notedBy: 'u2', notedAt: at('2026-06-16T12:00') };
  expect(patched(filled, { extraService: again })?.extraService).toEqual(acceptance);
  expect(patched(filled, { extraService: { ...again, channel: 'ONLINE' } })?.extraService).toMatchObject({ notedBy: 'u2' });
});

test('absence and travel follow from the content again', () =>
  expect(patched({ ...filled, kind: 'ABSENCE' }, { contentId: 'b' })?.kind).toBe('NORMAL'));
