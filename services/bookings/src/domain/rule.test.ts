/** Which rules of recurrence are served, which days they name, and that what is wrong with a rule is told at once. */
import { describe, expect, it, test } from 'vitest';
import { faultOfRule, firstDays, namedDays, namesDayAfter, tidyRule, type LaidRule } from './rule.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const laid = (rule: string, firstDay: string, start: string | null = '09:00'): LaidRule => ({ rule, firstDay: day(firstDay), start });
const faultOf = (rule: string, firstDay = '2026-01-01') => faultOfRule(laid(rule, firstDay))?.EN;
const named = (given: LaidRule, through: string) => namedDays(given, given.firstDay, day(through)).map(String);

/** "1997-09: 2 4 9, 1997-10: 1" as days. */
const days = (text: string): string[] =>
  text.split(', ').flatMap((month) => {
    const [name, numbers] = month.split(': ');
    return numbers!.split(' ').flatMap((number) => {
      const [first, last = first] = number.split('-').map(Number);
      return Array.from({ length: last! - first! + 1 }, (_, index) => `${name}-${String(first! + index).padStart(2, '0')}`);
    });
  });

/**
 * The examples of RFC 5545 (3.8.5.3 and 3.3.10) by days, weeks and months, with days from its text. All begin at
 * 09:00. Its erratum 1913,
 * about numbered weekdays, corrects FREQ=YEARLY only, which is not served here.
 */
describe('the RFC names', () => {
  it.each<[string, string, string, string]>([
    ['FREQ=DAILY;COUNT=10', '1997-09-02', '1998-12-31', '1997-09: 2-11'],
    ['FREQ=DAILY;UNTIL=19971224T000000Z', '1997-09-02', '1998-12-31', '1997-09: 2-30, 1997-10: 1-31, 1997-11: 1-30, 1997-12: 1-23'],
    ['FREQ=DAILY;INTERVAL=2', '1997-09-02', '1997-10-05', '1997-09: 2 4 6 8 10 12 14 16 18 20 22 24 26 28 30, 1997-10: 2 4'],
    ['FREQ=DAILY;INTERVAL=10;COUNT=5', '1997-09-02', '1998-12-31', '1997-09: 2 12 22, 1997-10: 2 12'],
    ['FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1', '1998-01-01', '2001-12-31', '1998-01: 1-31, 1999-01: 1-31, 2000-01: 1-31'],
    ['FREQ=WEEKLY;COUNT=10', '1997-09-02', '1998-12-31', '1997-09: 2 9 16 23 30, 1997-10: 7 14 21 28, 1997-11: 4'],
    [
      'FREQ=WEEKLY;UNTIL=19971224T000000Z',
      '1997-09-02',
      '1998-12-31',
      '1997-09: 2 9 16 23 30, 1997-10: 7 14 21 28, 1997-11: 4 11 18 25, 1997-12: 2 9 16 23',
    ],
    [
      'FREQ=WEEKLY;INTERVAL=2;WKST=SU',
      '1997-09-02',
      '1998-02-20',
      '1997-09: 2 16 30, 1997-10: 14 28, 1997-11: 11 25, 1997-12: 9 23, 1998-01: 6 20, 1998-02: 3 17',
    ],
    ['FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH', '1997-09-02', '1998-12-31', '1997-09: 2 4 9 11 16 18 23 25 30, 1997-10: 2'],
    ['FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH', '1997-09-02', '1998-12-31', '1997-09: 2 4 9 11 16 18 23 25 30, 1997-10: 2'],
    [
      'FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR',
      '1997-09-01',
      '1998-12-31',
      '1997-09: 1 3 5 15 17 19 29, 1997-10: 1 3 13 15 17 27 29 31, 1997-11: 10 12 14 24 26 28, 1997-12: 8 10 12 22',
    ],
    ['FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH', '1997-09-02', '1998-12-31', '1997-09: 2 4 16 18 30, 1997-10: 2 14 16'],
    [
      'FREQ=MONTHLY;COUNT=10;BYDAY=1FR',
      '1997-09-05',
      '1999-12-31',
      '1997-09: 5, 1997-10: 3, 1997-11: 7, 1997-12: 5, 1998-01: 2, 1998-02: 6, 1998-03: 6, 1998-04: 3, 1998-05: 1, 1998-06: 5',
    ],
    ['FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR', '1997-09-05', '1999-12-31', '1997-09: 5, 1997-10: 3, 1997-11: 7, 1997-12: 5'],
    [
      'FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU',
      '1997-09-07',
      '1999-12-31',
      '1997-09: 7 28, 1997-11: 2 30, 1998-01: 4 25, 1998-03: 1 29, 1998-05: 3 31',
    ],
    [
      'FREQ=MONTHLY;COUNT=6;BYDAY=-2MO',
      '1997-09-22',
      '1999-12-31',
      '1997-09: 22, 1997-10: 20, 1997-11: 17, 1997-12: 22, 1998-01: 19, 1998-02: 16',
    ],
    [
      'FREQ=MONTHLY;BYMONTHDAY=-3',
      '1997-09-28',
      '1998-02-28',
      '1997-09: 28, 1997-10: 29, 1997-11: 28, 1997-12: 29, 1998-01: 29, 1998-02: 26',
    ],
    [
      'FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15',
      '1997-09-02',
      '1999-12-31',
      '1997-09: 2 15, 1997-10: 2 15, 1997-11: 2 15, 1997-12: 2 15, 1998-01: 2 15',
    ],
    [
      'FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1',
      '1997-09-30',
      '1999-12-31',
      '1997-09: 30, 1997-10: 1 31, 1997-11: 1 30, 1997-12: 1 31, 1998-01: 1 31, 1998-02: 1',
    ],
    ['FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15', '1997-09-10', '2005-12-31', '1997-09: 10-15, 1999-03: 10-13'],
    [
      'FREQ=MONTHLY;INTERVAL=2;BYDAY=TU',
      '1997-09-02',
      '1998-04-01',
      '1997-09: 2 9 16 23 30, 1997-11: 4 11 18 25, 1998-01: 6 13 20 27, 1998-03: 3 10 17 24 31',
    ],
    ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', '1997-09-02', '2000-12-31', '1998-02: 13, 1998-03: 13, 1998-11: 13, 1999-08: 13, 2000-10: 13'],
    [
      'FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13',
      '1997-09-13',
      '1998-06-30',
      '1997-09: 13, 1997-10: 11, 1997-11: 8, 1997-12: 13, 1998-01: 10, 1998-02: 7, 1998-03: 7, 1998-04: 11, 1998-05: 9, 1998-06: 13',
    ],
    ['FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3', '1997-09-04', '1999-12-31', '1997-09: 4, 1997-10: 7, 1997-11: 6'],
    [
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2',
      '1997-09-29',
      '1998-03-31',
      '1997-09: 29, 1997-10: 30, 1997-11: 27, 1997-12: 30, 1998-01: 29, 1998-02: 26, 1998-03: 30',
    ],
    ['FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO', '1997-08-05', '1998-12-31', '1997-08: 5 10 19 24'],
    ['FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU', '1997-08-05', '1998-12-31', '1997-08: 5 17 19 31'],
    ['FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5', '2007-01-15', '2008-12-31', '2007-01: 15 30, 2007-02: 15, 2007-03: 15 30'],
  ])('%s from %s', (rule, firstDay, through, expected) => {
    expect(faultOf(rule, firstDay)).toBeUndefined();
    expect(named(laid(rule, firstDay), through)).toEqual(days(expected));
    // Parts come in any order and in any case, and one asks from any day on.
    const turned = rule.split(';').toReversed().join(';').toLowerCase();
    expect(faultOf(turned, firstDay)).toBeUndefined();
    expect(named(laid(turned, firstDay), through)).toEqual(days(expected));
    expect(tidyRule(turned).split(';').toSorted()).toEqual(rule.split(';').toSorted());
    expect(tidyRule(turned)).toMatch(/^FREQ=/);
    const middle = days(expected)[Math.floor(days(expected).length / 2)]!;
    expect(namedDays(laid(rule, firstDay), day(middle), day(through)).map(String)).toEqual(days(expected).filter((text) => text >= middle));
    const isEndless = !/COUNT|UNTIL/.test(rule);
    expect(namesDayAfter(laid(rule, firstDay), day(days(expected).at(-1)!))).toBe(isEndless);
  });
});

/** Tuesdays from 2026-12-15 on, at 08:00 in Helsinki, which is 06:00 in UTC. */
test.each<[string, string | null, string]>([
  ['20261222T055959Z', '08:00', '2026-12: 15'],
  ['20261222T060000Z', '08:00', '2026-12: 15 22'],
  ['20261221T220000Z', '08:00', '2026-12: 15'],
  ['20261222', '08:00', '2026-12: 15 22'],
  ['20261221', '08:00', '2026-12: 15'],
  ['20261222T075900', '08:00', '2026-12: 15'],
  ['20261222T080000', '08:00', '2026-12: 15 22'],
  ['20261222T055960Z', '08:00', '2026-12: 15'],
  ['20261222T000000', '00:00', '2026-12: 15 22'],
  ['20261221T220000Z', null, '2026-12: 15 22'],
  ['20261221T215959Z', null, '2026-12: 15'],
])('UNTIL=%s, for visits that start at %s, includes %s', (until, start, expected) => {
  const given = laid(`FREQ=WEEKLY;BYDAY=TU;UNTIL=${until}`, '2026-12-15', start);
  expect(faultOfRule(given)).toBeUndefined();
  expect(named(given, '2027-12-31')).toEqual(days(expected));
  expect(namesDayAfter(given, day('2026-12-15'))).toBe(days(expected).length > 1);
});

/** The instant of a start on the nights when the clocks are moved. */
test.each<[string, string, string, string]>([
  ['autumn shows 03:30 twice, the first counts: at 00:30 in UTC', '2026-10-24', 'UNTIL=20261025T003000Z', '2026-10: 24 25'],
  ['a second before it', '2026-10-24', 'UNTIL=20261025T002959Z', '2026-10: 24'],
  [
    'spring leaves 03:30 out; it counts where 03:30 would have been, 01:30 in UTC',
    '2026-03-28',
    'UNTIL=20260329T013000Z',
    '2026-03: 28 29',
  ],
  ['a second before that', '2026-03-28', 'UNTIL=20260329T012959Z', '2026-03: 28'],
  [
    'and an occurrence that spring leaves out is counted, since it is listed as one that failed',
    '2026-03-28',
    'COUNT=3',
    '2026-03: 28 29 30',
  ],
])('58: %s', (_, firstDay, end, expected) => {
  expect(named(laid(`FREQ=DAILY;${end}`, firstDay, '03:30'), '2026-12-31')).toEqual(days(expected));
});

test.each<[string, string, string | null, number, string[]]>([
  ['as many as are asked for', 'FREQ=WEEKLY;BYDAY=MO,WE', null, 3, ['2026-06-03', '2026-06-08', '2026-06-10']],
  ['no more than it counts', 'FREQ=MONTHLY;COUNT=2', null, 9, ['2026-06-02', '2026-07-02']],
  ['none after the last day', 'FREQ=DAILY', '2026-06-03', 9, ['2026-06-02', '2026-06-03']],
  ['none before the first day', 'FREQ=DAILY', '2026-06-01', 9, []],
  ['none that is far', 'FREQ=MONTHLY;INTERVAL=20', null, 9, ['2026-06-02', '2028-02-02']],
])('the first days of a rule: %s', (_, rule, lastDay, most, expected) => {
  expect(firstDays(laid(rule, '2026-06-02', null), lastDay === null ? null : day(lastDay), most).map(String)).toEqual(expected);
});

test('a rule names no day that a Date cannot say', () =>
  expect(firstDays(laid('FREQ=MONTHLY', '2199-12-01', null), null, 9).map(String)).toEqual(['2199-12-01']));

describe('a rule', () => {
  it.each([
    ['2026-01-01', true],
    ['2026-01-31', true],
    ['2026-02-01', false],
  ])('that names the 30th of every twelfth month, from %s on: %s', (firstDay, names) => {
    expect(faultOf('FREQ=MONTHLY;BYMONTHDAY=30;INTERVAL=12', firstDay) === undefined).toBe(names);
  });

  it.each([
    ['FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=30', '2026-02-01'],
    ['FREQ=MONTHLY;BYMONTHDAY=-31;INTERVAL=12', '2026-02-01'],
    ['FREQ=MONTHLY;BYMONTH=2', '2026-01-31'],
    ['FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=30', '2026-06-01'],
    ['FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=30;COUNT=999', '2026-06-01'],
    ['FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=30;INTERVAL=12;UNTIL=99991231', '2026-06-01'],
    ['FREQ=DAILY;INTERVAL=98;BYDAY=MO;UNTIL=99991231', '2026-06-02'],
    ['FREQ=DAILY;INTERVAL=98;BYDAY=MO;BYMONTHDAY=1,2,3', '2026-06-02'],
    ['FREQ=WEEKLY;BYDAY=MO;UNTIL=20260607', '2026-06-02'],
    ['FREQ=DAILY;UNTIL=20260601', '2026-06-02'],
    ['FREQ=DAILY;UNTIL=20260602T055959Z', '2026-06-02'],
  ])('that names no day is told at once: %s from %s', (rule, firstDay) => {
    const timesMs = Array.from({ length: 21 }, () => {
      const before = performance.now();
      expect(faultOf(rule, firstDay)).toBe('The rule names no day from the first day on.');
      return performance.now() - before;
    });
    expect(timesMs.toSorted((a, b) => a - b)[10]).toBeLessThan(10);
  });

  it.each([
    ['FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=29', '2027-02-01'],
    ['FREQ=MONTHLY;INTERVAL=99;BYMONTHDAY=1', '2026-06-02'],
    ['FREQ=DAILY;BYDAY=SU;BYMONTHDAY=31', '2026-06-02'],
  ])('that names its first day late is one all the same: %s from %s', (rule, firstDay) => expect(faultOf(rule, firstDay)).toBeUndefined());

  it.each([
    'FREQ=DAILY',
    'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO',
    'rrule:freq=weekly;byday=mo',
    'BYDAY=MO;INTERVAL=02;FREQ=WEEKLY',
    'FREQ=MONTHLY;BYDAY=-1FR',
    'FREQ=MONTHLY;BYDAY=+01FR',
    'FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3',
    'FREQ=DAILY;UNTIL=20261231',
    'FREQ=WEEKLY;INTERVAL=99;BYDAY=MO;WKST=SU;COUNT=999',
    'FREQ=MONTHLY;BYMONTHDAY=01,-1;UNTIL=20261231T220000Z',
  ])('%s is one', (rule) => expect(faultOf(rule)).toBeUndefined());

  const NO_PART = 'is no part of a rule here; these are: FREQ, INTERVAL, COUNT, UNTIL, WKST, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS.';
  it.each([
    ['', `"" ${NO_PART}`],
    ['daily', `"DAILY" ${NO_PART}`],
    ['FREQ=DAILY;', `"" ${NO_PART}`],
    ['FREQ=DAILY; COUNT=2', `" COUNT" ${NO_PART}`],
    ['FREQ=DAILY;BYHOUR=3', `"BYHOUR" ${NO_PART}`],
    ['FREQ=DAILY;CONSTRUCTOR=3', `"CONSTRUCTOR" ${NO_PART}`],
    ['INTERVAL=2;BYDAY=MO', 'The rule has no FREQ: "FREQ=WEEKLY;BYDAY=MO,WE".'],
    ['FREQ=DAILY;FREQ=DAILY', 'The rule has FREQ twice.'],
    ['FREQ=DAILY;COUNT=2;COUNT=20', 'The rule has COUNT twice.'],
    ['FREQ=WEEKLY;BYDAY=MO;COUNT=2;byday=TU', 'The rule has BYDAY twice.'],
    ['FREQ=DAILY;UNTIL=20260201;UNTIL=20270201', 'The rule has UNTIL twice.'],
    ['FREQ=DAILY;COUNT=2;UNTIL=20260201', 'The rule has COUNT beside UNTIL: only one of them says where it ends.'],
    ['UNTIL=20260201;COUNT=2;FREQ=DAILY', 'The rule has COUNT beside UNTIL: only one of them says where it ends.'],
    ['FREQ=HOURLY', 'FREQ is not "HOURLY" but DAILY, WEEKLY or MONTHLY.'],
    ['FREQ=YEARLY', 'FREQ is not "YEARLY" but DAILY, WEEKLY or MONTHLY.'],
    ['FREQ=WEEKLY;BYDAY=XX', 'BYDAY is not "XX" but weekdays such as MO,WE, or of months the first to fifth, such as 1MO or -1FR.'],
    ['FREQ=DAILY;COUNT=0', 'COUNT is not "0" but 1 to 999.'],
    ['FREQ=DAILY;COUNT=1000', 'COUNT is not "1000" but 1 to 999.'],
    ['FREQ=DAILY;INTERVAL=100', 'INTERVAL is not "100" but 1 to 99.'],
    ['FREQ=MONTHLY;BYMONTHDAY=32', 'BYMONTHDAY is not "32" but days of the month, 1 to 31 or from its end -1 to -31.'],
    ['FREQ=MONTHLY;BYMONTHDAY=0', 'BYMONTHDAY is not "0" but days of the month, 1 to 31 or from its end -1 to -31.'],
    ['FREQ=MONTHLY;BYDAY=6MO', 'BYDAY is not "6MO" but weekdays such as MO,WE, or of months the first to fifth, such as 1MO or -1FR.'],
    ['FREQ=DAILY;UNTIL=2026', 'UNTIL is not "2026" but a day or a time such as 20261222, 20261222T080000 or 20261222T060000Z.'],
    ['FREQ=DAILY;UNTIL=20260231', 'UNTIL is "20260231", which no calendar or clock shows.'],
    ['FREQ=DAILY;UNTIL=20260201T240000', 'UNTIL is "20260201T240000", which no calendar or clock shows.'],
    ['FREQ=DAILY;UNTIL=20260201T126000Z', 'UNTIL is "20260201T126000Z", which no calendar or clock shows.'],
    ['FREQ=WEEKLY;BYDAY=-1SU', 'Numbered weekdays, such as 1MO, go with FREQ=MONTHLY only.'],
    ['FREQ=DAILY;BYDAY=1SU', 'Numbered weekdays, such as 1MO, go with FREQ=MONTHLY only.'],
    ['FREQ=WEEKLY;BYMONTHDAY=1', 'BYMONTHDAY does not go with FREQ=WEEKLY.'],
    ['FREQ=MONTHLY;BYSETPOS=1', 'BYSETPOS chooses from another part, such as BYDAY.'],
    ['FREQ=DAILY\nEXDATE:20260101', 'FREQ is not "DAILY\nEXDATE:20260101" but DAILY, WEEKLY or MONTHLY.'],
  ])('%j is none that is served here: %s', (rule, fault) => expect(faultOf(rule)).toBe(fault));

  it.each([
    [
      'FREQ=DAILY;BYHOUR={parts}',
      '"BYHOUR" ei kuulu toistosääntöön. Siinä voi olla: FREQ, INTERVAL, COUNT, UNTIL, WKST, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS.',
      '"BYHOUR" hör inte till en upprepningsregel. Den kan ha: FREQ, INTERVAL, COUNT, UNTIL, WKST, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS.',
    ],
    [
      'FREQ={wanted}',
      'FREQ ei voi olla "{WANTED}". Anna DAILY, WEEKLY tai MONTHLY.',
      'FREQ kan inte vara "{WANTED}". Ge DAILY, WEEKLY eller MONTHLY.',
    ],
    ['FREQ=DAILY;COUNT=0', 'COUNT ei voi olla "0". Anna 1–999.', 'COUNT kan inte vara "0". Ge 1–999.'],
    [
      'FREQ=DAILY;UNTIL=20260231',
      'UNTIL on "20260231", eikä sellaista päivää tai aikaa ole.',
      'UNTIL är "20260231", men en sådan dag eller tid finns inte.',
    ],
  ])('%s is none, which is said in Finnish and in Swedish', (rule, FI, SV) => {
    expect(faultOfRule(laid(rule, '2026-01-01'))).toMatchObject({ FI, SV });
  });

  it('that was kept before such were refused is still read', () => {
    expect(named(laid('RRULE:FREQ=WEEKLY;BYDAY=MO;BYMONTHDAY=31;INTERVAL=4', '2026-06-02'), '2027-12-31').length).toBeGreaterThan(0);
    expect(named(laid('FREQ=DAILY;COUNT=5;UNTIL=20260603', '2026-06-02'), '2026-12-31')).toEqual(['2026-06-02', '2026-06-03']);
  });
});
