import { describe, expect, test } from 'vitest';
import { PERSONAL_ASSISTANCE } from './example-service.ts';
import type { GapWish } from './band.ts';
import type { CancellationTerms } from './cancellation.ts';
import type { ContentInput } from './content.ts';
import {
  lastDayFrom,
  publish,
  versionReachesBegunDays,
  wishOf,
  type KnownService,
  type PublishFacts,
  type ServiceInput,
  type ServiceWish,
} from './service.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const wish = (changes: Partial<ServiceInput> = {}): ServiceWish =>
  wishOf({ firstDay: day('2026-01-01'), contents: PERSONAL_ASSISTANCE, ...changes });
const NEW: PublishFacts = { known: null, isAreaKnown: true, today: day('2026-06-15'), otherServices: 0, isCorrection: false };
const known: KnownService = {
  firstDays: [day('2026-01-01'), day('2026-07-01')],
  contents: [{ id: 'id-a', code: 'a', unit: 'HOUR' }],
  prorationPolicies: ['CALENDAR_DAYS'],
};
const KNOWN: PublishFacts = { known, isAreaKnown: true, today: day('2026-06-15'), otherServices: 0, isCorrection: false };

const NAMES = { fi: 'Apu', sv: 'Hjälp', en: 'Help' };

/** Personal assistance with one content changed. */
const changed = (index: number, changes: Partial<ContentInput>) =>
  wish({ contents: PERSONAL_ASSISTANCE.map((content, at) => (at === index ? { ...content, ...changes } : content)) });
/** Personal assistance of which the client pays a share. */
const shared = (changes: Partial<ServiceInput>) =>
  wish({ contents: PERSONAL_ASSISTANCE.map((content) => ({ ...content, deductibleAllowed: true })), ...changes });
const banded = (from: string, to: string) => changed(3, { bands: [{ dayClasses: ['SATURDAY'], from, to }] });

test('a service gets these defaults where the input leaves fields out', () =>
  expect(
    wishOf({
      firstDay: day('2026-01-01'),
      maxVisitHours: null,
      contents: [{ code: 'a', names: NAMES, deductibleAllowed: true, bands: [] }],
    }),
  ).toEqual({
    arrangementKind: 'VOUCHER',
    approvalPolicy: 'AUTOMATIC_UNLESS_FLAGGED',
    samplePercent: 0,
    approvedEditable: true,
    overlapPolicy: 'REASON_NEEDED',
    prorationPolicy: 'CALENDAR_DAYS',
    cancellationTerms: null,
    priceNoticeDays: 30,
    valueNoticeDays: 30,
    hardLimitMonths: 3,
    maxVisitHours: 24,
    incrementMinutes: 1,
    tailDays: 30,
    areaId: null,
    firstDay: day('2026-01-01'),
    contents: [
      {
        code: 'a',
        names: NAMES,
        kind: 'SERVICE',
        unit: 'HOUR',
        vatTreatment: 'EXEMPT',
        includedInPrice: false,
        maxPerVisit: null,
        extraServiceAllowed: true,
        parallelAllowed: false,
        multiWorker: false,
        deductibleAllowed: true,
        bands: [],
      },
    ],
    deliberateGaps: [],
  }));

test.each([
  [true, undefined, true],
  [false, undefined, false],
  [false, true, true],
  [true, false, false],
])(
  'extra service, where the client may pay a share (%s) and the content says %s: %s (rules 4)',
  (deductibleAllowed, extraServiceAllowed, expected) =>
    expect(changed(0, { deductibleAllowed, extraServiceAllowed }).contents[0]).toMatchObject({ extraServiceAllowed: expected }),
);

const terms = (changes: Partial<CancellationTerms> = {}): CancellationTerms => ({
  noticeHours: 24,
  billableSharePercent: 100,
  maxMinutes: 60,
  payer: 'CLIENT',
  consumesQuota: false,
  ...changes,
});
const gap = (dayClass: GapWish['dayClass'], from: string, to: string): GapWish => ({ dayClass, from, to });
const km = (changes: Partial<ContentInput> = {}) =>
  changed(0, { kind: 'ACCESSORY', unit: 'KILOMETRE', bands: [], maxPerVisit: '40', ...changes });

describe('publishing', () => {
  test.each<[string, PublishFacts, ServiceWish]>([
    ['the first version may start in the past', NEW, wish()],
    ['a later one today', KNOWN, wish({ firstDay: day('2026-06-15') })],
    ['a later one between two others', KNOWN, wish({ firstDay: day('2026-06-30') })],
    ['rules 14 a correction that begins before today', { ...KNOWN, isCorrection: true }, wish({ firstDay: day('2026-06-14') })],
    ['rules 14 a correction from the first day of another', { ...KNOWN, isCorrection: true }, wish({ firstDay: day('2026-01-01') })],
    ['bands that touch', NEW, banded('18:00', '24:00')],
    ['no tail', NEW, wish({ tailDays: 0 })],
    ['started quarters of an hour', NEW, wish({ incrementMinutes: 15 })],
    ['a content without bands', NEW, changed(0, { bands: [] })],
    ['R14 {24 h, 100 %, at most 1 h, CLIENT}, where the client pays a share', NEW, shared({ cancellationTerms: terms() })],
    [
      'R14 {SPLIT, 50 %, at most 2 h, from the quota}',
      NEW,
      shared({ cancellationTerms: terms({ payer: 'SPLIT', billableSharePercent: 50, maxMinutes: 120, consumesQuota: true }) }),
    ],
    ['R14 payer ORGANISER, where the client is free by law', NEW, wish({ cancellationTerms: terms({ payer: 'ORGANISER' }) })],
    [
      'R14 no notice, a hundredth, without limit',
      NEW,
      shared({ cancellationTerms: terms({ noticeHours: 0, billableSharePercent: 1, maxMinutes: null }) }),
    ],
    ['R28 no sample', NEW, wish({ samplePercent: 0 })],
    ['R28 every visit', NEW, wish({ samplePercent: 100 })],
    ['no notice of prices and values', NEW, wish({ priceNoticeDays: 0, valueNoticeDays: 0 })],
    ['R22 at most 40 kilometres', NEW, km()],
    ['R22 kilometres that the price includes', NEW, km({ includedInPrice: true })],
    ['travel that the price includes', NEW, changed(0, { kind: 'TRAVEL', includedInPrice: true })],
    ['R19 a day without bands', NEW, changed(0, { unit: 'DAY', bands: [] })],
    ['a visit belongs to the band of its start (rules 42)', NEW, changed(0, { unit: 'VISIT' })],
    ['a declared gap that is open (rules 7)', NEW, wish({ deliberateGaps: [gap('SATURDAY', '20:00', '24:00')] })],
    ['a part of an open gap', NEW, wish({ deliberateGaps: [gap('SATURDAY', '20:30', '24:00')] })],
  ])('is accepted: %s', (_name, facts, wished) => expect(publish(facts, wished).accepted).toBe(true));

  test.each<[string, PublishFacts, ServiceWish, string, readonly string[]]>([
    [
      'a content gets another unit',
      KNOWN,
      { ...changed(0, { unit: 'VISIT' }), firstDay: day('2026-08-01') },
      'WRONG_STATE',
      ['contents', '0', 'unit'],
    ],
    ['bands share a minute', NEW, banded('17:59', '20:00'), 'BANDS_OVERLAP', ['contents', '3', 'bands', '0']],
    ['a band over midnight', NEW, banded('22:00', '06:00'), 'INVALID_RANGE', ['contents', '3', 'bands', '0']],
    ['a time that does not exist', NEW, banded('18:00', '25:00'), 'INVALID_RANGE', ['contents', '3', 'bands', '0']],
    [
      'a band for no day',
      NEW,
      changed(6, {
        bands: [
          { dayClasses: ['WEEKDAY'], from: '21:00', to: '24:00' },
          { dayClasses: [], from: '00:00', to: '06:00' },
        ],
      }),
      'INVALID_RANGE',
      ['contents', '6', 'bands', '1'],
    ],
    ['a later version from yesterday', KNOWN, wish({ firstDay: day('2026-06-14') }), 'INVALID_RANGE', ['firstDay']],
    ['two versions on one first day', KNOWN, wish({ firstDay: day('2026-07-01') }), 'VERSION_EXISTS', ['firstDay']],
    ['the same again', KNOWN, wish(), 'VERSION_EXISTS', ['firstDay']],
    ['a code twice', NEW, changed(7, { code: 'a' }), 'NUMBER_TAKEN', ['contents', '7', 'code']],
    ['visits of no length', NEW, wish({ maxVisitHours: 0 }), 'AMOUNT_NOT_POSITIVE', ['maxVisitHours']],
    ['increments of no length', NEW, wish({ incrementMinutes: 0 }), 'AMOUNT_NOT_POSITIVE', ['incrementMinutes']],
    ['a tail before the end', NEW, wish({ tailDays: -1 }), 'AMOUNT_NOT_POSITIVE', ['tailDays']],
    [
      'a correction that pays months in full after visits paid by the day',
      { ...KNOWN, isCorrection: true },
      wish({ prorationPolicy: 'FULL_WHEN_STARTED' }),
      'WRONG_STATE',
      ['prorationPolicy'],
    ],
    ['a correction of what was never published', { ...NEW, isCorrection: true }, wish(), 'NOT_FOUND', ['code']],
    ['an area of another organiser', { ...NEW, isAreaKnown: false }, wish(), 'NOT_FOUND', ['areaId']],
    ['no month for recording', NEW, wish({ hardLimitMonths: 0 }), 'AMOUNT_NOT_POSITIVE', ['hardLimitMonths']],
    ['R18 notice before the fact', NEW, wish({ priceNoticeDays: -1 }), 'AMOUNT_NOT_POSITIVE', ['priceNoticeDays']],
    ['R17 notice before the fact', NEW, wish({ valueNoticeDays: -1 }), 'AMOUNT_NOT_POSITIVE', ['valueNoticeDays']],
    ['R28 fewer than no visit', NEW, wish({ samplePercent: -1 }), 'INVALID_RANGE', ['samplePercent']],
    ['R28 more than all visits', NEW, wish({ samplePercent: 101 }), 'INVALID_RANGE', ['samplePercent']],
    [
      'R14 the client would pay what is free by law (rules 4)',
      NEW,
      wish({ cancellationTerms: terms() }),
      'FREE_BY_LAW',
      ['cancellationTerms', 'payer'],
    ],
    [
      'R14 the client would pay a share of what is free by law',
      NEW,
      wish({ cancellationTerms: terms({ payer: 'SPLIT' }) }),
      'FREE_BY_LAW',
      ['cancellationTerms', 'payer'],
    ],
    [
      'R14 if only one content is free by law',
      NEW,
      wish({
        contents: shared({}).contents.map((content, at) => ({ ...content, deductibleAllowed: at !== 7 })),
        cancellationTerms: terms(),
      }),
      'FREE_BY_LAW',
      ['cancellationTerms', 'payer'],
    ],
    [
      'R14 a share of nothing',
      NEW,
      shared({ cancellationTerms: terms({ billableSharePercent: 0 }) }),
      'INVALID_RANGE',
      ['cancellationTerms', 'billableSharePercent'],
    ],
    [
      'R14 a share above the whole',
      NEW,
      shared({ cancellationTerms: terms({ billableSharePercent: 101 }) }),
      'INVALID_RANGE',
      ['cancellationTerms', 'billableSharePercent'],
    ],
    [
      'R14 notice after the start',
      NEW,
      shared({ cancellationTerms: terms({ noticeHours: -1 }) }),
      'AMOUNT_NOT_POSITIVE',
      ['cancellationTerms', 'noticeHours'],
    ],
    [
      'R14 at most nothing',
      NEW,
      shared({ cancellationTerms: terms({ maxMinutes: 0 }) }),
      'AMOUNT_NOT_POSITIVE',
      ['cancellationTerms', 'maxMinutes'],
    ],
    [
      'the service itself is included in the price',
      NEW,
      changed(0, { includedInPrice: true }),
      'WRONG_STATE',
      ['contents', '0', 'includedInPrice'],
    ],
    [
      'an absence is included in the price',
      NEW,
      changed(0, { kind: 'ABSENCE', includedInPrice: true }),
      'WRONG_STATE',
      ['contents', '0', 'includedInPrice'],
    ],
    ['a maximum of the service itself', NEW, km({ kind: 'SERVICE' }), 'WRONG_STATE', ['contents', '0', 'maxPerVisit']],
    ['R22 no kilometre', NEW, km({ maxPerVisit: '0' }), 'WRONG_QUANTITY', ['contents', '0', 'maxPerVisit']],
    ['R22 a hundredth of a kilometre', NEW, km({ maxPerVisit: '1.05' }), 'WRONG_QUANTITY', ['contents', '0', 'maxPerVisit']],
    [
      'decimal hours',
      NEW,
      changed(0, { kind: 'TRAVEL', unit: 'HOUR', maxPerVisit: '0.5' }),
      'WRONG_QUANTITY',
      ['contents', '0', 'maxPerVisit'],
    ],
    ...(['DAY', 'WEEK', 'MONTH', 'EURO', 'KILOMETRE'] as const).map(
      (unit): [string, PublishFacts, ServiceWish, string, readonly string[]] => [
        `${unit} with a time of day (rules 42)`,
        NEW,
        changed(0, { unit }),
        'WRONG_STATE',
        ['contents', '0', 'bands'],
      ],
    ),
    [
      'a declared gap of which a minute is covered (rules 7)',
      NEW,
      wish({ deliberateGaps: [gap('SUNDAY', '00:00', '06:00'), gap('SATURDAY', '19:59', '24:00')] }),
      'INVALID_RANGE',
      ['deliberateGaps', '1'],
    ],
    [
      'a gap that is declared twice',
      NEW,
      wish({ deliberateGaps: [gap('SATURDAY', '20:00', '24:00'), gap('SATURDAY', '23:00', '24:00')] }),
      'INVALID_RANGE',
      ['deliberateGaps', '1'],
    ],
    [
      'an eve, which lies over another day',
      NEW,
      wish({ deliberateGaps: [gap('HOLIDAY_EVE', '20:00', '24:00')] }),
      'INVALID_RANGE',
      ['deliberateGaps', '0'],
    ],
    ['a gap over midnight', NEW, wish({ deliberateGaps: [gap('SATURDAY', '22:00', '06:00')] }), 'INVALID_RANGE', ['deliberateGaps', '0']],
    ['no content', NEW, wish({ contents: [] }), 'AMOUNT_NOT_POSITIVE', ['contents']],
  ])('is refused: %s', (_name, facts, wished, code, path) =>
    expect(publish(facts, wished)).toMatchObject({ accepted: false, refusal: { code, path } }),
  );
});

test('R22 the registry keeps the most of a visit in whole small steps, and one band for each day class', () => {
  const decision = publish(NEW, km({ maxPerVisit: '24.5' }));
  expect(decision.accepted && decision.value.contents[0]).toMatchObject({ unit: 'KILOMETRE', maxStepsPerVisit: 24_500, bands: [] });
  expect(decision.accepted && decision.value.contents[4]!.bands).toEqual([
    { dayClass: 'SUNDAY', fromMinute: 360, toMinute: 1080 },
    { dayClass: 'HOLIDAY', fromMinute: 360, toMinute: 1080 },
  ]);
});

test.each([
  ['2026-01-01', '2026-06-30'],
  ['2026-06-30', '2026-06-30'],
  ['2026-07-01', undefined],
])('a version from %s on holds until %s', (firstDay, lastDay) => expect(lastDayFrom(known, day(firstDay))?.toString()).toBe(lastDay));

describe('whether a version may change what delivered visits cost', () => {
  test.each<[string, KnownService | null, string, boolean]>([
    ['from a day gone by on', known, '2026-03-01', true],
    ['on the first day of another version', known, '2026-01-01', true],
    ['from today on', known, '2026-06-15', true],
    ['from tomorrow on', known, '2026-06-16', false],
    ['before the first version', known, '2025-12-31', false],
    ['the first version', null, '2026-03-01', false],
  ])('%s', (_name, before, firstDay, expected) => expect(versionReachesBegunDays(before, day(firstDay), day('2026-06-15'))).toBe(expected));
});
