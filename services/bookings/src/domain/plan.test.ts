/** What is recorded in other ways than by times alone: quantities, days, workers, accessories. */
import { describe, expect, test } from 'vitest';
import { at, band, byDays, byTimes, contents, day, facts, named, priced, year2026 } from './example-service.ts';
import { calendarOf } from './calendar.ts';
import type { ProrationPolicy } from './days.ts';
import { recordVisit } from './record.ts';
import type { Recorded } from './recorded.ts';
import { ordinaryPolicy, type ContentFacts, type RecordingFacts } from './recording-facts.ts';

const later = at('2026-12-31T12:00');
const unitContents: readonly [string, ContentFacts][] = [
  ['day', named('DAY', 17500n)],
  ['week', named('WEEK', 440n)],
  ['month', named('MONTH', 6390n)],
  ['piece', named('PIECE', 1250n)],
  ['km', named('KILOMETRE', 50n, { kind: 'ACCESSORY' })],
  ['trip', named('KILOMETRE', 50n, { kind: 'TRAVEL' })],
  ['euro', named('EURO', 100n)],
  ['visit', named('VISIT', 8000n)],
  ['hour', named('HOUR', 3850n)],
  ['absent', named('DAY', 14000n, { kind: 'ABSENCE' })],
];
const known = (change: Partial<RecordingFacts> = {}) =>
  facts({ contents: new Map([...contents(), ...unitContents]), voucher: { firstDay: day('2026-01-01') }, ...change });
const answer = (recorded: Recorded, change: Partial<RecordingFacts> = {}) => recordVisit(known(change), recorded, later);
const write = (recorded: Recorded, change: Partial<RecordingFacts> = {}) => {
  const decision = answer(recorded, change);
  if (!decision.accepted) return `${decision.refusal.code} ${decision.refusal.path?.join('.') ?? ''}`.trim();
  return decision.value.pieces.map(
    (piece) => `${piece.contentId} ${piece.day.toString().slice(5)} ${piece.steps}/${piece.stepsPerUnit} ${piece.totalCents}`,
  );
};
const totalOf = (recorded: Recorded, change: Partial<RecordingFacts> = {}) => {
  const decision = answer(recorded, change);
  if (!decision.accepted) throw new Error(decision.refusal.code);
  return { pieces: decision.value.pieces.length, totalCents: decision.value.totalCents };
};
const over = (contentId: string, change: Partial<ContentFacts>): Partial<RecordingFacts> => {
  const all = known().contents;
  return { contents: new Map([...all, [contentId, { ...all.get(contentId)!, ...change }]]) };
};

describe('R19, R20: days, weeks and months are as many pieces as days', () => {
  test.each<[string, Recorded, number, bigint]>([
    ['R19: March, 31 days at 175.00', byDays('day', '2026-03-01', '2026-03-31'), 31, 542500n],
    ['R19: April, 30 days', byDays('day', '2026-04-01', '2026-04-30'), 30, 525000n],
    ['R19: one day', byDays('day', '2026-04-01'), 1, 17500n],
    ['R20: 63.90 a month from 11.6. is 20 of 30 days', byDays('month', '2026-06-11', '2026-06-30'), 20, 4260n],
    ['R20: a whole June costs exactly the unit price', byDays('month', '2026-06-01', '2026-06-30'), 30, 6390n],
    ['R20: a whole July too', byDays('month', '2026-07-01', '2026-07-31'), 31, 6390n],
    ['40: two whole months cost two', byDays('month', '2026-06-01', '2026-07-31'), 61, 12780n],
    ['40: 20 of 30 days and a whole month', byDays('month', '2026-06-11', '2026-07-31'), 51, 10650n],
    ['40: a whole week over the end of the month', byDays('week', '2026-06-29', '2026-07-05'), 7, 440n],
  ])('%s', (_, recorded, pieces, totalCents) => expect(totalOf(recorded)).toEqual({ pieces, totalCents }));

  test('40: the cents of a week over the end of the month are shared cumulatively: 1.26 + 3.14', () => {
    const decision = answer(byDays('week', '2026-06-29', '2026-07-05'));
    if (!decision.accepted) throw new Error(decision.refusal.code);
    const ofMonth = (number: number) =>
      decision.value.pieces.filter(({ month }) => month.month === number).reduce((sum, { totalCents }) => sum + totalCents, 0n);
    expect([ofMonth(6), ofMonth(7)]).toEqual([126n, 314n]);
  });

  test('40: days whose price changes on 21.6. have each their own', () => {
    const prices = [
      { firstDay: day('2026-01-01'), lastDay: day('2026-06-20'), unitPriceCents: 6390n },
      { firstDay: day('2026-06-21'), unitPriceCents: 6600n },
    ];
    expect(totalOf(byDays('month', '2026-06-11', '2026-06-30'), over('month', { prices })).totalCents).toBe(2130n + 2200n);
  });

  test('each day is one piece of its own date, month and period', () => {
    expect(write(byDays('day', '2026-06-30', '2026-07-01'))).toEqual(['day 06-30 1000/1000 17500', 'day 07-01 1000/1000 17500']);
    expect(write(byDays('month', '2026-06-30', '2026-07-01'))).toEqual(['month 06-30 1/30 213', 'month 07-01 1/31 206']);
    expect(write(byDays('week', '2026-06-30'))).toEqual(['week 06-30 1/7 63']);
  });

  const under = (prorationPolicy: ProrationPolicy): Partial<RecordingFacts> => ({ policy: { ...ordinaryPolicy, prorationPolicy } });
  test.each<[string, ProrationPolicy, Recorded, readonly string[] | string]>([
    ['all on the first day', 'FULL_WHEN_STARTED', byDays('month', '2026-06-11', '2026-06-30'), ['month 06-11 30/30 6390']],
    [
      'once in each month',
      'FULL_WHEN_STARTED',
      byDays('month', '2026-06-30', '2026-07-02'),
      ['month 06-30 30/30 6390', 'month 07-01 31/31 6390'],
    ],
    ['and in each week', 'FULL_WHEN_STARTED', byDays('week', '2026-06-28', '2026-06-29'), ['week 06-28 7/7 440', 'week 06-29 7/7 440']],
    // June 2026 has 22 weekdays, none of them a holiday.
    [
      'only operating days',
      'OPERATING_DAYS',
      byDays('month', '2026-06-05', '2026-06-08'),
      ['month 06-05 1/22 290', 'month 06-08 1/22 291'],
    ],
    ['a weekend alone is nothing', 'OPERATING_DAYS', byDays('month', '2026-06-06', '2026-06-07'), 'WRONG_QUANTITY day'],
    // Ascension Day is no operating day.
    [
      'the week of a holiday has four',
      'OPERATING_DAYS',
      byDays('week', '2026-05-13', '2026-05-15'),
      ['week 05-13 1/4 110', 'week 05-15 1/4 110'],
    ],
    ['days of housing are days', 'OPERATING_DAYS', byDays('day', '2026-06-06'), ['day 06-06 1000/1000 17500']],
  ])('%s', (_, policy, recorded, expected) => expect(write(recorded, under(policy))).toEqual(expected));

  test.each<[string, Recorded, [string, string], readonly string[] | string]>([
    ['in the same month', byDays('month', '2026-06-11', '2026-06-30'), ['2026-06-01', '2026-06-10'], 'DAY_ALREADY_RECORDED day'],
    ['in the month before', byDays('month', '2026-06-11', '2026-06-30'), ['2026-05-01', '2026-05-31'], ['month 06-11 30/30 6390']],
    ['in one of two months', byDays('month', '2026-06-30', '2026-07-02'), ['2026-06-29', '2026-06-29'], ['month 07-01 31/31 6390']],
    ['in the same week', byDays('week', '2026-07-05'), ['2026-06-29', '2026-06-29'], 'DAY_ALREADY_RECORDED day'],
    ['in the next week', byDays('week', '2026-07-05'), ['2026-07-06', '2026-07-06'], ['week 07-05 7/7 440']],
  ])('a period is paid once: with other days %s', (_, recorded, [firstDay, lastDay], expected) => {
    const served = [{ firstDay: day(firstDay), lastDay: day(lastDay) }];
    expect(write(recorded, { ...under('FULL_WHEN_STARTED'), served })).toEqual(expected);
    // Elsewhere a day is a day, and who has recorded it before, vouchers sees.
    expect(write(recorded, { served })).toEqual(write(recorded));
  });

  test('an organiser’s own day counts among the operating days', () => {
    const calendar = calendarOf([{ day: day('2026-06-05'), dayClass: 'HOLIDAY', holidayEve: null }]);
    expect(write(byDays('month', '2026-06-04', '2026-06-05'), { ...under('OPERATING_DAYS'), calendar })).toEqual(['month 06-04 1/21 304']);
  });
});

describe('42: what is not paid by the hour', () => {
  const family = { ...known().contents.get('a')!, unit: 'VISIT' as const };
  const inBands: Partial<RecordingFacts> = { contents: new Map([...known().contents, ['a', family]]) };
  test.each<[string, Recorded, Partial<RecordingFacts>, readonly string[] | string]>([
    ['belongs wholly to the band of its start', byTimes('2026-06-30T17:00', '2026-06-30T19:00'), inBands, ['a 06-30 1000/1000 3850']],
    [
      'and to the date of its start',
      byTimes('2026-06-30T23:00', '2026-07-01T01:00', { contentId: 'visit' }),
      {},
      ['visit 06-30 1000/1000 8000'],
    ],
    ['an hour that runs into such a band', byTimes('2026-06-30T05:00', '2026-06-30T07:00'), inBands, 'WRONG_QUANTITY end'],
    [
      'two visits',
      byTimes('2026-06-30T17:00', '2026-06-30T19:00', { contentId: 'visit', amount: '2' }),
      {},
      ['visit 06-30 2000/1000 16000'],
    ],
    ['one piece, unless an amount is given', byDays('piece', '2026-06-30'), {}, ['piece 06-30 1000/1000 1250']],
    ['three pieces', byDays('piece', '2026-06-30', '2026-06-30', { amount: '3' }), {}, ['piece 06-30 3000/1000 3750']],
    ['half a piece', byDays('piece', '2026-06-30', '2026-06-30', { amount: '0.5' }), {}, 'WRONG_QUANTITY amount'],
    ['pieces of several days', byDays('piece', '2026-06-29', '2026-06-30'), {}, 'WRONG_QUANTITY lastDay'],
    ['kilometres with a decimal', byDays('trip', '2026-06-30', '2026-06-30', { amount: '24.5' }), {}, ['trip 06-30 24500/1000 1225']],
    ['kilometres with two', byDays('trip', '2026-06-30', '2026-06-30', { amount: '24.55' }), {}, 'WRONG_QUANTITY amount'],
    ['euros are cents', byDays('euro', '2026-06-30', '2026-06-30', { amount: '12.50' }), {}, ['euro 06-30 1250/100 1250']],
    ['euros without their cents', byDays('euro', '2026-06-30', '2026-06-30', { amount: '12' }), {}, 'WRONG_QUANTITY amount'],
    ['days have no amount', byDays('day', '2026-06-30', '2026-06-30', { amount: '1' }), {}, 'WRONG_QUANTITY amount'],
    ['days have no times', byTimes('2026-06-30T10:00', '2026-06-30T11:00', { contentId: 'day' }), {}, 'WRONG_QUANTITY start'],
    ['hours have times', byDays('hour', '2026-06-30'), {}, 'WRONG_QUANTITY day'],
    ['hours have no amount', byTimes('2026-06-30T10:00', '2026-06-30T11:00', { amount: '1' }), {}, 'WRONG_QUANTITY amount'],
    ['contents with bands have times', byDays('a', '2026-06-30'), {}, 'WRONG_QUANTITY day'],
    ['and are not named', byTimes('2026-06-30T10:00', '2026-06-30T11:00', { contentId: 'a' }), {}, 'WRONG_QUANTITY contentId'],
    ['a day needs its content', { ...byDays('day', '2026-06-30'), contentId: null }, {}, 'WRONG_QUANTITY contentId'],
    ['of a content that nobody knows', byDays('nothing', '2026-06-30'), {}, 'CONTENT_NOT_GRANTED contentId'],
    [
      'hours without bands are cut at midnight only',
      byTimes('2026-06-30T16:00', '2026-07-01T01:00', { contentId: 'hour' }),
      {},
      ['hour 06-30 480/60 30800', 'hour 07-01 60/60 3850'],
    ],
    ['the last day before the first', byDays('day', '2026-06-30', '2026-06-29'), {}, 'EMPTY_VISIT lastDay'],
    ['a whole year of days', byDays('day', '2025-01-01', '2026-01-01'), {}, 'OUTSIDE_VALIDITY day'],
    ['a day more', byDays('day', '2025-01-01', '2026-01-02'), {}, 'VISIT_TOO_LONG lastDay'],
    ['a day that is not over', byDays('day', '2026-12-31'), {}, 'IN_FUTURE lastDay'],
    ['the day before it', byDays('day', '2026-12-30'), {}, ['day 12-30 1000/1000 17500']],
  ])('%s', (_, recorded, change, expected) => expect(write(recorded, change)).toEqual(expected));
});

describe('R25: several workers', () => {
  const together = over('a', { isMultiWorker: true });
  test.each<[string, Recorded, Partial<RecordingFacts>, readonly string[] | string]>([
    ['two for an hour are two hours', byTimes('2026-06-30T10:00', '2026-06-30T11:00', { workers: 2 }), together, ['a 06-30 120/60 7700']],
    ['of a content for one', byTimes('2026-06-30T10:00', '2026-06-30T11:00', { workers: 2 }), {}, 'NOT_MULTI_WORKER workers'],
    ['one needs no right', byTimes('2026-06-30T10:00', '2026-06-30T11:00', { workers: 1 }), {}, ['a 06-30 60/60 3850']],
    ['in every band', byTimes('2026-06-30T17:00', '2026-06-30T19:00', { workers: 2 }), together, 'NOT_MULTI_WORKER workers'],
    [
      '39: 17 started minutes are 30, then times two',
      byTimes('2026-06-30T10:00', '2026-06-30T10:17', { workers: 2 }),
      { ...together, policy: { ...ordinaryPolicy, incrementMinutes: 15 } },
      ['a 06-30 60/60 3850'],
    ],
  ])('%s', (_, recorded, change, expected) => expect(write(recorded, change)).toEqual(expected));
});

describe('R22: accessories come with a visit', () => {
  const withKm = (amount: string, contentId = 'km', start = '2026-06-30T10:00', end = '2026-06-30T11:00') =>
    byTimes(start, end, { accessories: [{ contentId, amount }] });
  test.each<[string, Recorded, Partial<RecordingFacts>, readonly string[] | string]>([
    ['24 km at 0.50', withKm('24'), {}, ['a 06-30 60/60 3850', 'km 06-30 24000/1000 1200']],
    [
      'on the date of its start',
      withKm('24', 'km', '2026-06-30T22:00', '2026-07-01T02:00'),
      {},
      ['g 06-30 120/60 9200', 'km 06-30 24000/1000 1200', 'g 07-01 120/60 9200'],
    ],
    ['travel too', withKm('24', 'trip'), {}, ['a 06-30 60/60 3850', 'trip 06-30 24000/1000 1200']],
    ['22: neither granted nor included', withKm('24'), over('km', { granted: [] }), 'EXTRA_NOT_ALLOWED accessories.0.contentId'],
    [
      '22: neither, nor approved, nor priced',
      withKm('24'),
      over('km', { granted: [], approved: [], prices: [] }),
      'EXTRA_NOT_ALLOWED accessories.0.contentId',
    ],
    ['22: one that nobody knows', withKm('24', 'nothing'), {}, 'EXTRA_NOT_ALLOWED accessories.0.contentId'],
    ['not priced', withKm('24'), over('km', { prices: [] }), 'NO_PRICE accessories.0.contentId'],
    [
      'included in the price, and so neither granted nor priced',
      withKm('24'),
      over('km', { isIncludedInPrice: true, granted: [], approved: [], prices: [] }),
      'EXTRA_NOT_ALLOWED accessories.0.contentId',
    ],
    [
      'as much as one visit may have',
      withKm('24'),
      over('km', { maxStepsPerVisit: 24_000 }),
      ['a 06-30 60/60 3850', 'km 06-30 24000/1000 1200'],
    ],
    ['a hundred metres more', withKm('24.1'), over('km', { maxStepsPerVisit: 24_000 }), 'EXTRA_NOT_ALLOWED accessories.0.contentId'],
    ['a content that is no accessory', withKm('1', 'piece'), {}, 'EXTRA_NOT_ALLOWED accessories.0.contentId'],
    ['an amount that is none', withKm('a lot'), {}, 'WRONG_QUANTITY accessories.0.amount'],
    ['an accessory without its visit', byDays('km', '2026-06-30', '2026-06-30', { amount: '24' }), {}, 'EXTRA_NOT_ALLOWED contentId'],
    [
      'workers do not multiply it',
      byTimes('2026-06-30T10:00', '2026-06-30T11:00', { workers: 2, accessories: [{ contentId: 'km', amount: '24' }] }),
      over('a', { isMultiWorker: true }),
      ['a 06-30 120/60 7700', 'km 06-30 24000/1000 1200'],
    ],
  ])('%s', (_, recorded, change, expected) => expect(write(recorded, change)).toEqual(expected));
});

describe('56: absence and travel are kinds of their contents', () => {
  test.each<[string, Recorded, string]>([
    ['absence', byDays('absent', '2026-06-30'), 'ABSENCE'],
    ['travel', byDays('trip', '2026-06-30', '2026-06-30', { amount: '24' }), 'TRAVEL'],
    ['service', byDays('day', '2026-06-30'), 'NORMAL'],
    ['said so as well', byDays('absent', '2026-06-30', '2026-06-30', { kind: 'ABSENCE' }), 'ABSENCE'],
    ['said of another content', byDays('day', '2026-06-30', '2026-06-30', { kind: 'ABSENCE' }), 'WRONG_QUANTITY'],
  ])('%s', (_, recorded, expected) => {
    const decision = answer(recorded);
    expect(decision.accepted ? decision.value.kind : decision.refusal.code).toBe(expected);
  });
});

test('R6: the organiser’s own eve gives the evening to the eve band', () => {
  const bands = [band('a', ['WEEKDAY'], 6, 18), band('b', ['WEEKDAY'], 18, 21), band('eve', ['HOLIDAY_EVE'], 18, 22)];
  const all = new Map([...known().contents, ['eve', priced(8000n)]]);
  const evening = byTimes('2026-06-30T17:00', '2026-06-30T19:00');
  const inEvening = (holidayEve: boolean | null) =>
    write(evening, {
      contents: all,
      bandVersions: [{ ...year2026, bands }],
      calendar: calendarOf([{ day: day('2026-06-30'), dayClass: null, holidayEve }]),
    });
  expect(inEvening(true)).toEqual(['a 06-30 60/60 3850', 'eve 06-30 60/60 8000']);
  expect(inEvening(null)).toEqual(['a 06-30 60/60 3850', 'b 06-30 60/60 4400']);
});
