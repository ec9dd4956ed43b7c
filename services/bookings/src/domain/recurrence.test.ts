/** What recurring visits make due: never before a day has ended, never twice, never in a pause. */
import { describe, expect, it, test } from 'vitest';
import { UNTIL_FURTHER_NOTICE } from '@seteli/kit/day';
import { advance, awaitedDay, dueVisits, type Course, type Recurrence } from './recurrence.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const CLEANING = 'content of cleaning';
const ABSENCE = 'content of absence';

const weekly: Recurrence = {
  rule: 'FREQ=WEEKLY;BYDAY=MO,WE',
  firstDay: day('2026-06-01'),
  lastDay: null,
  times: { start: '08:00', end: '10:00' },
  contentId: null,
  period: 'DAY',
  pauses: [],
  recordedThrough: null,
};
const housing: Recurrence = { ...weekly, rule: 'FREQ=MONTHLY', times: null, contentId: CLEANING, period: 'MONTH' };

const shown = (recurrence: Recurrence, ended: string) => {
  const { visits, recordedThrough } = dueVisits(recurrence, day(ended));
  const texts = visits.map(({ day, contentId, recorded }) =>
    typeof recorded === 'string'
      ? `${day} ${recorded}`
      : 'start' in recorded
        ? `${recorded.start} – ${recorded.end}`
        : `${day}..${recorded.lastDay}${contentId === ABSENCE ? ' absent' : ''}`,
  );
  return [...texts, `through ${recordedThrough}`];
};

test.each<[string, Partial<Recurrence>, string, string[]]>([
  ['before its first day nothing', {}, '2026-05-31', ['through null']],
  ['a Monday, when it has ended', {}, '2026-06-01', ['2026-06-01T05:00:00Z – 2026-06-01T07:00:00Z', 'through 2026-06-01']],
  ['a Tuesday is not in the rule', { recordedThrough: day('2026-06-01') }, '2026-06-02', ['through 2026-06-02']],
  ['what was recorded is not due again', { recordedThrough: day('2026-06-03') }, '2026-06-03', ['through 2026-06-03']],
  [
    'after a standstill all that was missed',
    { recordedThrough: day('2026-06-01') },
    '2026-06-10',
    [
      '2026-06-03T05:00:00Z – 2026-06-03T07:00:00Z',
      '2026-06-08T05:00:00Z – 2026-06-08T07:00:00Z',
      '2026-06-10T05:00:00Z – 2026-06-10T07:00:00Z',
      'through 2026-06-10',
    ],
  ],
  [
    'after a long one, in parts',
    { rule: 'FREQ=MONTHLY;BYMONTHDAY=1' },
    '2027-06-01',
    [
      '2026-06-01T05:00:00Z – 2026-06-01T07:00:00Z',
      '2026-07-01T05:00:00Z – 2026-07-01T07:00:00Z',
      '2026-08-01T05:00:00Z – 2026-08-01T07:00:00Z',
      'through 2026-08-02',
    ],
  ],
  [
    'not in a pause, whose days are included',
    { pauses: [{ firstDay: day('2026-06-03'), lastDay: day('2026-06-03'), contentId: null }] },
    '2026-06-03',
    ['2026-06-01T05:00:00Z – 2026-06-01T07:00:00Z', 'through 2026-06-03'],
  ],
  [
    'an absence instead',
    { pauses: [{ firstDay: day('2026-06-02'), lastDay: day('2026-06-03'), contentId: ABSENCE }] },
    '2026-06-03',
    ['2026-06-01T05:00:00Z – 2026-06-01T07:00:00Z', '2026-06-03..2026-06-03 absent', 'through 2026-06-03'],
  ],
  [
    'its last day is recorded, the next one is not',
    { lastDay: day('2026-06-01') },
    '2026-06-30',
    ['2026-06-01T05:00:00Z – 2026-06-01T07:00:00Z', 'through 2026-06-01'],
  ],
  [
    'UNTIL is included',
    { rule: 'FREQ=DAILY;UNTIL=20260602' },
    '2026-06-05',
    ['2026-06-01T05:00:00Z – 2026-06-01T07:00:00Z', '2026-06-02T05:00:00Z – 2026-06-02T07:00:00Z', 'through 2026-06-05'],
  ],
  [
    'UNTIL before the start on its day excludes that day',
    { rule: 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20261222T055959Z', firstDay: day('2026-12-15') },
    '2026-12-31',
    ['2026-12-15T06:00:00Z – 2026-12-15T08:00:00Z', 'through 2026-12-31'],
  ],
  [
    'UNTIL at the start includes it, after a standstill too',
    { rule: 'UNTIL=20261222T060000Z;BYDAY=TU;FREQ=WEEKLY', firstDay: day('2026-12-15'), recordedThrough: day('2026-12-16') },
    '2026-12-31',
    ['2026-12-22T06:00:00Z – 2026-12-22T08:00:00Z', 'through 2026-12-31'],
  ],
  [
    'COUNT counts from the first day, however late it is asked',
    { rule: 'FREQ=DAILY;COUNT=3', recordedThrough: day('2026-06-02') },
    '2026-06-09',
    ['2026-06-03T05:00:00Z – 2026-06-03T07:00:00Z', 'through 2026-06-09'],
  ],
  ['a night is over when the next day is', { times: { start: '22:00', end: '06:00' } }, '2026-06-01', ['through null']],
  [
    'a night, then',
    { times: { start: '22:00', end: '06:00' } },
    '2026-06-02',
    ['2026-06-01T19:00:00Z – 2026-06-02T03:00:00Z', 'through 2026-06-01'],
  ],
])('recurring visits: %s', (_, change, ended, due) => {
  expect(shown({ ...weekly, ...change }, ended)).toEqual(due);
});

test.each<[string, Partial<Recurrence>, string, string[]]>([
  ['nothing before the month has ended', {}, '2026-06-29', ['through null']],
  ['the whole month, when it has', {}, '2026-06-30', ['2026-06-01..2026-06-30', 'through 2026-06-30']],
  [
    'from the day on which the service began',
    { firstDay: day('2026-06-11') },
    '2026-06-30',
    ['2026-06-11..2026-06-30', 'through 2026-06-30'],
  ],
  [
    'when the service has ended, its part of the month at once',
    { lastDay: day('2026-06-15') },
    '2026-06-15',
    ['2026-06-01..2026-06-15', 'through 2026-06-15'],
  ],
  ['and not before', { lastDay: day('2026-06-15') }, '2026-06-14', ['through null']],
  [
    'around a pause, with the absence in it',
    {
      pauses: [
        { firstDay: day('2026-06-10'), lastDay: day('2026-06-12'), contentId: ABSENCE },
        { firstDay: day('2026-06-20'), lastDay: day('2026-06-20'), contentId: null },
      ],
    },
    '2026-06-30',
    ['2026-06-01..2026-06-09', '2026-06-10..2026-06-12 absent', '2026-06-13..2026-06-19', '2026-06-21..2026-06-30', 'through 2026-06-30'],
  ],
  [
    'ISO weeks, cut by the first day',
    { period: 'WEEK', rule: 'FREQ=WEEKLY', firstDay: day('2026-06-03') },
    '2026-06-14',
    ['2026-06-03..2026-06-07', '2026-06-08..2026-06-14', 'through 2026-06-14'],
  ],
  [
    'only the months that the rule names',
    { rule: 'FREQ=MONTHLY;INTERVAL=2;COUNT=2', recordedThrough: day('2026-06-30') },
    '2026-08-31',
    ['2026-08-01..2026-08-31', 'through 2026-08-31'],
  ],
  [
    'and none after the last of them',
    { rule: 'FREQ=MONTHLY;INTERVAL=2;COUNT=2', recordedThrough: day('2026-08-31') },
    '2026-10-31',
    ['through 2026-10-31'],
  ],
  [
    'every second week',
    { period: 'WEEK', rule: 'FREQ=WEEKLY;INTERVAL=2' },
    '2026-06-21',
    ['2026-06-01..2026-06-07', '2026-06-15..2026-06-21', 'through 2026-06-21'],
  ],
  [
    'February too, when the service began on a 31st',
    { firstDay: day('2026-01-31') },
    '2026-02-28',
    ['2026-01-31..2026-01-31', '2026-02-01..2026-02-28', 'through 2026-02-28'],
  ],
])('what is paid by the month or week: %s', (_, change, ended, due) => {
  expect(shown({ ...housing, ...change }, ended)).toEqual(due);
});

test.each<[string, string, string, string, string]>([
  ['a start that spring leaves out', '2026-03-29', '03:30', '05:00', '2026-03-29 INVALID_RANGE'],
  ['the first minute of what it leaves out', '2026-03-29', '03:00', '05:00', '2026-03-29 INVALID_RANGE'],
  ['the first minute after it', '2026-03-29', '04:00', '05:00', '2026-03-29T01:00:00Z – 2026-03-29T02:00:00Z'],
  ['an end that it leaves out, of a night', '2026-03-28', '22:00', '03:59', '2026-03-28 INVALID_RANGE'],
  ['an end before it', '2026-03-29', '01:00', '02:59', '2026-03-28T23:00:00Z – 2026-03-29T00:59:00Z'],
  ['a start that autumn shows twice: the first', '2026-10-25', '03:30', '05:00', '2026-10-25T00:30:00Z – 2026-10-25T03:00:00Z'],
  ['an end that it shows twice: the first', '2026-10-25', '01:00', '03:30', '2026-10-24T22:00:00Z – 2026-10-25T00:30:00Z'],
])('58: %s', (_, firstDay, start, end, expected) => {
  const due = shown(
    { ...weekly, rule: 'FREQ=DAILY', firstDay: day(firstDay), lastDay: day(firstDay), times: { start, end } },
    '2026-12-01',
  );
  expect(due[0]).toBe(expected);
});

test.each<[string, Partial<Recurrence>, string | null]>([
  ['the first day', {}, '2026-06-01'],
  ['then the next one', { recordedThrough: day('2026-06-01') }, '2026-06-02'],
  ['the day after a night', { times: { start: '22:00', end: '06:00' } }, '2026-06-02'],
  ['the end of the month', { period: 'MONTH', times: null }, '2026-06-30'],
  ['the end of the service within the month', { period: 'MONTH', times: null, lastDay: day('2026-06-15') }, '2026-06-15'],
  ['the end of the week', { period: 'WEEK', times: null, firstDay: day('2026-06-03') }, '2026-06-07'],
  ['nothing, when all is recorded', { lastDay: day('2026-06-15'), recordedThrough: day('2026-06-15') }, null],
])('what is awaited: %s', (_, change, awaited) => {
  expect(awaitedDay({ ...weekly, ...change })?.toString() ?? null).toBe(awaited);
});

describe('21: what recurs', () => {
  const course: Course = { bookingEnded: null, voucherLastDay: day('2026-06-30'), next: 'next booking', diedOn: null };
  const care: Recurrence = { ...weekly, rule: 'FREQ=DAILY', times: null, contentId: CLEANING, recordedThrough: day('2026-06-28') };
  const night: Recurrence = { ...care, times: { start: '22:00', end: '06:00' }, contentId: null };

  it.each<[string, Recurrence, Partial<Course>, string, number, object]>([
    ['goes on here while the voucher does', care, {}, '2026-06-29', 1, { next: null, awaitedDay: '2026-06-30' }],
    [
      'goes over to the next booking when all of the voucher is recorded',
      care,
      {},
      '2026-07-03',
      2,
      { next: 'next booking', awaitedDay: '2026-07-01' },
    ],
    [
      'ends with the client’s death, also where the voucher goes on',
      care,
      { diedOn: day('2026-06-28') },
      '2026-07-03',
      0,
      { next: null, lastDay: null, awaitedDay: null },
    ],
    ['takes its last night along', night, {}, '2026-07-01', 2, { next: 'next booking', awaitedDay: '2026-07-02' }],
    ['asks again each day when nothing continues', care, { next: null }, '2026-07-03', 2, { next: null, awaitedDay: '2026-07-04' }],
    [
      'ends with its booking',
      care,
      { bookingEnded: day('2026-06-29') },
      '2026-07-03',
      1,
      { next: null, lastDay: '2026-06-29', awaitedDay: null },
    ],
    [
      'ends with the last day that its rule counts',
      { ...care, rule: 'FREQ=DAILY;COUNT=29' },
      {},
      '2026-06-29',
      1,
      { lastDay: '2026-06-29', awaitedDay: null },
    ],
    [
      'ends on the day before one that starts after UNTIL',
      { ...night, rule: 'FREQ=DAILY;UNTIL=20260629T185959Z', recordedThrough: day('2026-06-27') },
      {},
      '2026-06-30',
      1,
      { lastDay: '2026-06-29', next: null, awaitedDay: null },
    ],
    [
      'goes on counting in the next booking',
      { ...care, rule: 'FREQ=DAILY;COUNT=31', recordedThrough: day('2026-06-30') },
      { voucherLastDay: day('2026-12-31'), next: null },
      '2026-07-05',
      1,
      { lastDay: '2026-07-05', awaitedDay: null },
    ],
    ['and not a day before', { ...care, rule: 'FREQ=DAILY;COUNT=30' }, {}, '2026-06-29', 1, { lastDay: null, awaitedDay: '2026-06-30' }],
    [
      'ends with the last day that its rule allows',
      { ...care, rule: 'FREQ=DAILY;UNTIL=20260629' },
      {},
      '2026-06-29',
      1,
      { lastDay: '2026-06-29', awaitedDay: null },
    ],
    [
      'when its rule has ended with the voucher, too',
      { ...care, rule: 'FREQ=DAILY;UNTIL=20260630' },
      { next: null },
      '2026-07-03',
      2,
      { lastDay: '2026-06-30', awaitedDay: null },
    ],
    [
      'with the last month that its rule names',
      { ...housing, rule: 'FREQ=MONTHLY;COUNT=1' },
      {},
      '2026-07-01',
      1,
      { lastDay: '2026-06-30', awaitedDay: null },
    ],
    ['ends on its own last day', { ...care, lastDay: day('2026-06-30') }, {}, '2026-07-03', 2, { next: null, awaitedDay: null }],
    [
      'goes on for as long as a voucher until further notice does',
      care,
      { voucherLastDay: UNTIL_FURTHER_NOTICE, next: null },
      '2026-07-03',
      5,
      { next: null, lastDay: null, awaitedDay: '2026-07-04' },
    ],
    [
      'is cut by the voucher within a month',
      { ...housing, recordedThrough: null },
      { voucherLastDay: day('2026-06-15') },
      '2026-06-15',
      1,
      { next: 'next booking', awaitedDay: '2026-06-30' },
    ],
  ])('%s', (_, recurrence, change, ended, visits, expected) => {
    const { visits: due, next, lastDay, awaitedDay: awaited } = advance(recurrence, { ...course, ...change }, day(ended));
    expect(due).toHaveLength(visits);
    expect({ next, lastDay: lastDay?.toString() ?? null, awaitedDay: awaited?.toString() ?? null }).toMatchObject(expected);
  });
});
