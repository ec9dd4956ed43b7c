/** Why pieces are what they are: band, day, price list, version and rules of each. */
import { describe, expect, test } from 'vitest';
import { dayOf } from '@seteli/kit/day';
import { ordinaryCalendar, type ServiceCalendar } from './calendar.ts';
import { at, band, byDays, byTimes, contents, day, facts, named, priced, seedBands } from './example-service.ts';
import { explain } from './explain.ts';
import { versionOn, type ServiceVersion } from './facts.ts';
import { pricedPiecesOf } from './record.ts';
import type { Recorded } from './recorded.ts';
import type { ContentFacts } from './recording-facts.ts';

const eveBands = [...seedBands, band('f', ['HOLIDAY_EVE'], 18, 21)];
const all = new Map<string, ContentFacts>([
  ...contents(),
  ['visit', priced(8000n, { unit: 'VISIT' })],
  ['day', named('DAY', 17500n)],
  ['week', named('WEEK', 440n)],
  ['month', named('MONTH', 6390n)],
  ['km', named('KILOMETRE', 50n, { kind: 'ACCESSORY' })],
  ['hour', named('HOUR', 3850n)],
]);
const terms = { noticeMinutes: 1440, billableSharePercent: 50, maxMinutes: null, payer: 'SPLIT', consumesQuota: false } as const;
const version = (change: Partial<ServiceVersion> = {}): ServiceVersion => ({
  version: 1,
  firstDay: day('2026-01-01'),
  lastDay: null,
  contents: all,
  bands: seedBands,
  approvalPolicy: 'AUTOMATIC_UNLESS_FLAGGED',
  maxVisitMinutes: 720,
  incrementMinutes: 1,
  tailDays: 30,
  hardLimitMonths: 3,
  samplePercent: 0,
  approvedEditable: true,
  prorationPolicy: 'CALENDAR_DAYS',
  cancellationTerms: terms,
  ...change,
});

type Setting = { versions?: readonly ServiceVersion[]; calendar?: ServiceCalendar; contents?: Map<string, ContentFacts> };
function explained(recorded: Recorded, { versions = [version()], calendar = ordinaryCalendar, contents: of = all }: Setting = {}) {
  const service = { versions, recordingCutOffDay: 3 };
  const { maxVisitMinutes, incrementMinutes, tailDays, hardLimitMonths, prorationPolicy, cancellationTerms } = versionOn(
    service,
    dayOf(recorded.startsAt),
  );
  const policy = { maxVisitMinutes, incrementMinutes, tailDays, hardLimitMonths, prorationPolicy, cancellationTerms, cutOffDay: 3 };
  const pieces = pricedPiecesOf(facts({ bandVersions: versions, calendar, policy, contents: of }), recorded);
  const prices = new Map([...of].map(([id, content]) => [id, content.prices]));
  return explain({ service, calendar, prices }, recorded, pieces!);
}

const clock = (minutes: number) => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
const write = (recorded: Recorded, setting: Setting = {}) =>
  explained(recorded, setting).pieces.map((piece) => {
    const { contentId, day: on, dayClass, band: of, steps, rules } = piece;
    return `${contentId} ${on.toString().slice(5)} ${dayClass} ${of ? `${clock(of.from)}-${clock(of.to)}` : '-'} ${steps}: ${rules.join(' ')}`;
  });

const own = (change: Partial<ServiceCalendar>): Setting => ({ calendar: { ...ordinaryCalendar, ...change } });
const eves = { versions: [version({ bands: eveBands })] };
const BAND = 'BAND LIST_PRICE';

describe('bands and days', () => {
  test.each<[string, Recorded, Setting, readonly string[]]>([
    [
      'R2: each band from and to',
      byTimes('2026-06-15T16:30', '2026-06-15T19:00'),
      {},
      [`a 06-15 WEEKDAY 6:00-18:00 90: ${BAND}`, `b 06-15 WEEKDAY 18:00-21:00 60: ${BAND}`],
    ],
    [
      'R2: the minute before a band begins is another band',
      byTimes('2026-06-15T17:59', '2026-06-15T18:00'),
      {},
      [`a 06-15 WEEKDAY 6:00-18:00 1: ${BAND}`],
    ],
    [
      'R2: the minute at which it begins is its own',
      byTimes('2026-06-15T18:00', '2026-06-15T18:01'),
      {},
      [`b 06-15 WEEKDAY 18:00-21:00 1: ${BAND}`],
    ],
    [
      'R7: over midnight, the last of June and the first of July',
      byTimes('2026-06-30T23:00', '2026-07-01T01:00'),
      {},
      [`g 06-30 WEEKDAY 21:00-24:00 60: ${BAND}`, `g 07-01 WEEKDAY 0:00-6:00 60: ${BAND}`],
    ],
    [
      'R5: a holiday on a Thursday',
      byTimes('2026-05-14T10:00', '2026-05-14T11:00'),
      {},
      ['e 05-14 HOLIDAY 6:00-18:00 60: BAND HOLIDAY LIST_PRICE'],
    ],
    ['R5: a Sunday is no holiday', byTimes('2026-05-17T10:00', '2026-05-17T11:00'), {}, [`e 05-17 SUNDAY 6:00-18:00 60: ${BAND}`]],
    [
      'R6: the eve where its band holds, and the weekday before it',
      byTimes('2026-05-13T17:00', '2026-05-13T19:00'),
      eves,
      [`a 05-13 WEEKDAY 6:00-18:00 60: ${BAND}`, 'f 05-13 HOLIDAY_EVE 18:00-21:00 60: BAND HOLIDAY_EVE LIST_PRICE'],
    ],
    [
      'R6: not where the service has no eve band',
      byTimes('2026-05-13T18:00', '2026-05-13T19:00'),
      {},
      [`b 05-13 WEEKDAY 18:00-21:00 60: ${BAND}`],
    ],
    [
      'an eve that the organiser struck',
      byTimes('2026-05-13T18:00', '2026-05-13T19:00'),
      { ...eves, ...own({ struckEves: new Set(['2026-05-13']) }) },
      ['b 05-13 WEEKDAY 18:00-21:00 60: BAND OWN_DAY LIST_PRICE'],
    ],
    [
      'an eve that he added',
      byTimes('2026-06-16T18:00', '2026-06-16T19:00'),
      { ...eves, ...own({ addedEves: new Set(['2026-06-16']) }) },
      ['f 06-16 HOLIDAY_EVE 18:00-21:00 60: BAND OWN_DAY HOLIDAY_EVE LIST_PRICE'],
    ],
    [
      'his own class of a day',
      byTimes('2026-06-16T10:00', '2026-06-16T11:00'),
      own({ ownDays: new Map([['2026-06-16', 'HOLIDAY']]) }),
      ['e 06-16 HOLIDAY 6:00-18:00 60: BAND OWN_DAY LIST_PRICE'],
    ],
    [
      'R23: a night with a repeated hour is one piece of its band',
      byTimes('2026-10-25T02:00', '2026-10-25T05:00'),
      { versions: [version({ bands: [band('a', ['SUNDAY'], 0, 24)] })] },
      [`a 10-25 SUNDAY 0:00-24:00 240: ${BAND}`],
    ],
    [
      'a content without bands',
      byTimes('2026-06-15T10:00', '2026-06-15T11:00', { contentId: 'hour' }),
      {},
      ['hour 06-15 WEEKDAY - 60: LIST_PRICE'],
    ],
  ])('%s', (_, recorded, setting, expected) => expect(write(recorded, setting)).toEqual(expected));
});

describe('quantities', () => {
  const quarters = { versions: [version({ incrementMinutes: 15 })] };
  const increments = 'BAND STARTED_INCREMENTS LIST_PRICE';
  const policy = (prorationPolicy: ServiceVersion['prorationPolicy']) => ({ versions: [version({ prorationPolicy })] });
  test.each<[string, Recorded, Setting, readonly string[]]>([
    [
      'R21: 17 minutes are two quarters',
      byTimes('2026-06-15T10:00', '2026-06-15T10:17'),
      quarters,
      [`a 06-15 WEEKDAY 6:00-18:00 30: ${increments}`],
    ],
    ['R21: half an hour is', byTimes('2026-06-15T10:00', '2026-06-15T10:30'), quarters, [`a 06-15 WEEKDAY 6:00-18:00 30: ${BAND}`]],
    [
      'R21: the last piece gets the minutes that are added, and says so alone',
      byTimes('2026-06-15T17:50', '2026-06-15T18:07', { accessories: [{ contentId: 'km', amount: '4' }] }),
      quarters,
      [
        `a 06-15 WEEKDAY 6:00-18:00 10: ${BAND}`,
        `b 06-15 WEEKDAY 18:00-21:00 20: ${increments}`,
        'km 06-15 WEEKDAY - 4000: ACCESSORY LIST_PRICE',
      ],
    ],
    [
      'R25: two workers, and no increments in their name',
      byTimes('2026-06-15T10:00', '2026-06-15T11:00', { workers: 2 }),
      {},
      ['a 06-15 WEEKDAY 6:00-18:00 120: BAND WORKERS LIST_PRICE'],
    ],
    [
      'R22, R25: two workers in quarters; kilometres are of none of them',
      byTimes('2026-06-15T10:00', '2026-06-15T10:50', { workers: 2, accessories: [{ contentId: 'km', amount: '24' }] }),
      quarters,
      ['a 06-15 WEEKDAY 6:00-18:00 120: BAND STARTED_INCREMENTS WORKERS LIST_PRICE', 'km 06-15 WEEKDAY - 24000: ACCESSORY LIST_PRICE'],
    ],
    [
      '42: what is paid by the visit is not cut',
      byTimes('2026-06-15T17:30', '2026-06-15T18:30'),
      {
        versions: [version({ bands: [band('visit', ['WEEKDAY'], 6, 18)] })],
      },
      ['visit 06-15 WEEKDAY 6:00-18:00 1000: BAND NOT_CUT LIST_PRICE'],
    ],
    [
      'R14: a cancellation is billed to the minute, in part',
      byTimes('2026-06-15T10:00', '2026-06-15T10:50', {
        kind: 'CANCELLATION',
        noticeAt: at('2026-06-15T09:00'),
      }),
      quarters,
      ['a 06-15 WEEKDAY 6:00-18:00 25: BAND CANCELLATION LIST_PRICE'],
    ],
    ['R20: a day of a month', byDays('month', '2026-06-11'), {}, ['month 06-11 WEEKDAY - 1: PRORATION LIST_PRICE']],
    [
      'R20: a month that has begun',
      byDays('month', '2026-06-11'),
      policy('FULL_WHEN_STARTED'),
      ['month 06-11 WEEKDAY - 30: FULL_WHEN_STARTED LIST_PRICE'],
    ],
    [
      'R20: an operating day of a week',
      byDays('week', '2026-06-11'),
      policy('OPERATING_DAYS'),
      ['week 06-11 WEEKDAY - 1: PRORATION LIST_PRICE'],
    ],
    ['R20: a day is no part of anything', byDays('day', '2026-06-11'), {}, ['day 06-11 WEEKDAY - 1000: LIST_PRICE']],
  ])('%s', (_, recorded, setting, expected) => expect(write(recorded, setting)).toEqual(expected));

  test('what elapsed, how it is charged and who pays, of the visit as a whole', () => {
    const visit = (change: Partial<Recorded> = {}) => explained(byTimes('2026-06-15T10:00', '2026-06-15T10:17', change), quarters);
    expect(visit()).toMatchObject({ elapsedMinutes: 17, incrementMinutes: 15, cancellation: null });
    expect(visit({ kind: 'NO_SHOW' })).toMatchObject({ elapsedMinutes: 17, incrementMinutes: 1, cancellation: { payer: 'SPLIT' } });
    expect(explained(byDays('day', '2026-06-11')).elapsedMinutes).toBeNull();
    expect(explained(byTimes('2026-10-25T02:00', '2026-10-25T05:00', { contentId: 'hour' })).elapsedMinutes).toBe(240);
  });
});

describe('the price list and version of each day', () => {
  const prices = [
    { firstDay: day('2026-01-01'), lastDay: day('2026-06-30'), unitPriceCents: 4600n },
    { firstDay: day('2026-07-01'), unitPriceCents: 4700n },
  ];
  const of = new Map([...all, ['g', { ...all.get('g')!, prices }], ['month', { ...all.get('month')!, prices }]]);
  const versions = [version({ lastDay: day('2026-06-30') }), version({ version: 2, firstDay: day('2026-07-01') })];
  const written = (recorded: Recorded) =>
    explained(recorded, { versions, contents: of }).pieces.map(
      ({ unitPriceCents, priceFirstDay, serviceVersion }) => `${unitPriceCents} ${priceFirstDay} ${serviceVersion}`,
    );
  test('R7: over the midnight when both change', () =>
    expect(written(byTimes('2026-06-30T23:00', '2026-07-01T01:00'))).toEqual(['4600 2026-01-01 1', '4700 2026-07-01 2']));
  test('days have their own price, and the rules of the day on which the visit starts', () =>
    expect(written(byDays('month', '2026-06-30', '2026-07-01'))).toEqual(['4600 2026-01-01 1', '4700 2026-07-01 1']));
});

test('a visit without band or price has no pieces to explain', () => {
  const none = (recorded: Recorded, of: Map<string, ContentFacts> = all) => pricedPiecesOf(facts({ contents: of }), recorded);
  expect(none(byTimes('2026-06-20T19:00', '2026-06-20T21:30'))).toBeUndefined();
  expect(none(byTimes('2026-06-15T10:00', '2026-06-15T11:00'), contents({ prices: [] }))).toBeUndefined();
  expect(none(byTimes('2026-06-15T10:00', '2026-06-15T11:00'))).toHaveLength(1);
});
