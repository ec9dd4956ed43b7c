import { describe, expect, test } from 'vitest';
import { PERSONAL_ASSISTANCE } from './example-service.ts';
import { publish, wishOf, type ContentWish, type KnownService, type PublishFacts, type ServiceWish } from './service.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const wish = (changes: Partial<ServiceWish> = {}): ServiceWish =>
  wishOf({ firstDay: day('2026-01-01'), contents: PERSONAL_ASSISTANCE, ...changes });
const NEW: PublishFacts = { known: null, today: day('2026-06-15') };
const known: KnownService = { firstDays: [day('2026-01-01'), day('2026-07-01')], contents: [{ id: 'id-a', code: 'a', unit: 'HOUR' }] };
const KNOWN: PublishFacts = { known, today: day('2026-06-15') };

const NAMES = { fi: 'Apu', sv: 'Hjälp', en: 'Help' };

/** Personal assistance with one content changed. */
const changed = (index: number, changes: Partial<ContentWish>) =>
  wish({ contents: PERSONAL_ASSISTANCE.map((content, at) => (at === index ? { ...content, ...changes } : content)) });
const banded = (from: string, to: string) => changed(3, { bands: [{ dayClasses: ['SATURDAY'], from, to }] });

test('what is left unsaid of a service', () =>
  expect(
    wishOf({
      firstDay: day('2026-01-01'),
      maxVisitHours: null,
      contents: [{ code: 'a', names: NAMES, deductibleAllowed: true, bands: [] }],
    }),
  ).toEqual({
    arrangementKind: 'VOUCHER',
    approvalPolicy: 'AUTOMATIC_UNLESS_FLAGGED',
    maxVisitHours: 24,
    incrementMinutes: 1,
    tailDays: 30,
    firstDay: day('2026-01-01'),
    contents: [{ code: 'a', names: NAMES, unit: 'HOUR', deductibleAllowed: true, bands: [] }],
  }));

describe('publishing', () => {
  test.each<[string, PublishFacts, ServiceWish]>([
    ['the first version may start in the past', NEW, wish()],
    ['a later one today', KNOWN, wish({ firstDay: day('2026-06-15') })],
    ['a later one between two others', KNOWN, wish({ firstDay: day('2026-06-30') })],
    ['bands that touch', NEW, banded('18:00', '24:00')],
    ['no tail', NEW, wish({ tailDays: 0 })],
    ['started quarters of an hour', NEW, wish({ incrementMinutes: 15 })],
    ['a content without bands', NEW, changed(0, { bands: [] })],
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
    ['no content', NEW, wish({ contents: [] }), 'AMOUNT_NOT_POSITIVE', ['contents']],
  ])('is refused: %s', (_name, facts, wished, code, path) =>
    expect(publish(facts, wished)).toEqual({ accepted: false, refusal: { code, path } }),
  );
});
