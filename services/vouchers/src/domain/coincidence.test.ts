/** Tests which visits of a client may not coincide, by days, weeks, months and times. */
import { describe, expect, test } from 'vitest';
import { stepsPerUnit, type Unit } from '@seteli/schema/quantity';
import { daysOfPiece, type Presence } from './coincidence.ts';
import type { ContentVersion, RecordedVisit } from './decide.ts';
import { answer, at, content, day, entitlement, facts, piece, visit, voucher } from './testing/visits.ts';

const made = ['9625 8000 1625 0'];

describe('the days that a piece covers', () => {
  const monthly = (onDay: string, steps: number, size: number, contentId = 'a') =>
    piece(onDay, steps, { unit: 'MONTH', stepsPerUnit: size, contentId });
  const summer = { pieces: [monthly('2026-06-11', 20, 30), monthly('2026-07-01', 10, 31)], end: at('2026-07-11T00:00') };
  test.each<[string, Pick<RecordedVisit, 'pieces' | 'end'>, number, string]>([
    ['an hour', visit(), 0, '2026-06-15..2026-06-15'],
    ['a month lasts until the next month begins', summer, 0, '2026-06-11..2026-06-30'],
    ['a month lasts until the visit ends', summer, 1, '2026-07-01..2026-07-10'],
    [
      'a month charged by operating days covers all its days',
      { ...summer, pieces: [monthly('2026-06-11', 14, 21)] },
      0,
      '2026-06-11..2026-07-10',
    ],
    [
      'a month beside another content covers all its days',
      { ...summer, pieces: [summer.pieces[0]!, monthly('2026-07-01', 10, 31, 'b')] },
      0,
      '2026-06-11..2026-07-10',
    ],
    ['three days', { pieces: [piece('2026-06-15', 3_000, { unit: 'DAY' })], end: at('2026-06-16T00:00') }, 0, '2026-06-15..2026-06-17'],
    [
      '42: a day that ends after midnight covers the day of its start',
      { pieces: [piece('2026-06-15', 1_000, { unit: 'DAY' })], end: at('2026-06-16T08:00') },
      0,
      '2026-06-15..2026-06-15',
    ],
  ])('%s', (_, asked, index, expected) => {
    const { firstDay, lastDay } = daysOfPiece(asked, index);
    expect(`${firstDay}..${lastDay}`).toBe(expected);
  });
});

describe('one day is recorded once', () => {
  const held = (contentId: string, firstDay: string, lastDay = firstDay, change: Partial<Presence['days'][number]> = {}): Presence => ({
    startsAt: at('2026-06-15T00:00'),
    endsAt: at('2026-06-16T00:00'),
    occupiesTime: false,
    days: [{ contentId, serviceId: 's', isAbsence: false, firstDay: day(firstDay), lastDay: day(lastDay), ...change }],
  });
  const byDays = (unit: Unit, steps: number, contentId = 'a', size = stepsPerUnit(unit)) =>
    visit({
      timed: false,
      start: at('2026-06-15T00:00'),
      end: at('2026-06-16T00:00'),
      pieces: [piece('2026-06-15', steps, { unit, contentId, stepsPerUnit: size })],
    });
  const month = { ...byDays('MONTH', 15, 'a', 30), end: at('2026-07-01T00:00') };
  const granted = voucher({ entitlements: new Map(['a', 'b', 'absence'].map((id) => [id, entitlement('e', { kind: 'UNLIMITED' })])) });
  const taken = 'DAY_ALREADY_RECORDED';
  test.each<[string, RecordedVisit, Presence[], boolean]>([
    ['18: the day is taken by this provider or another', byDays('DAY', 1_000), [held('a', '2026-06-15')], false],
    ['the day before', byDays('DAY', 1_000), [held('a', '2026-06-14')], true],
    ['56: a day of absence is no day of presence', byDays('DAY', 1_000, 'absence'), [held('a', '2026-06-15')], false],
    [
      '56: a day of presence is no day of absence',
      byDays('DAY', 1_000),
      [held('absence', '2026-06-15', undefined, { isAbsence: true })],
      false,
    ],
    [
      'absence from another service',
      byDays('DAY', 1_000),
      [held('absence', '2026-06-15', undefined, { isAbsence: true, serviceId: 't' })],
      true,
    ],
    ['another content of the service', byDays('DAY', 1_000, 'b'), [held('a', '2026-06-15')], true],
    ['two days from the day before overlap it', byDays('DAY', 2_000), [held('a', '2026-06-16')], false],
    ['18: a month that another visit has begun', month, [held('a', '2026-06-01', '2026-06-15')], false],
    ['18: the rest of a month that another visit has left', month, [held('a', '2026-06-01', '2026-06-14')], true],
    ['18: a month reaches to its last day', month, [held('a', '2026-06-30')], false],
    ['a month does not reach beyond its last day', month, [held('a', '2026-07-01')], true],
    ['hours of that day', visit(), [held('a', '2026-06-15')], true],
    ['a cancelled day', { ...byDays('DAY', 1_000), kind: 'CANCELLATION' }, [held('a', '2026-06-15')], true],
  ])('%s', (_, asked, others, fits) => {
    const decision = answer(facts({ vouchers: [granted] }), asked, others);
    expect(Array.isArray(decision) ? 'made' : decision).toBe(fits ? 'made' : taken);
  });
});

describe('one time is recorded once', () => {
  const other: Presence = { startsAt: at('2026-06-15T12:00'), endsAt: at('2026-06-15T13:00'), occupiesTime: true, days: [] };
  const reason = { overlapReasonGiven: true };
  test.each<[string, Partial<ContentVersion>, Partial<RecordedVisit>, Partial<Presence>, string | string[]]>([
    ['17: without a reason', {}, {}, {}, 'OVERLAP'],
    ['17: with a reason', {}, reason, {}, made],
    ['17: where the service refuses it in spite of a reason', { overlapPolicy: 'REFUSED' }, reason, {}, 'OVERLAP'],
    ['17: a content that may run beside others', { parallelAllowed: true }, {}, {}, made],
    ['17: the other visit may run beside others, or was cancelled', {}, {}, { occupiesTime: false }, made],
    ['42: a visit recorded without times', {}, { timed: false }, {}, made],
    ['17: a cancelled visit', {}, { kind: 'CANCELLATION', cancellation: { payer: 'SPLIT', consumesQuota: true } }, {}, made],
    ['17: the visits touch', {}, {}, { startsAt: at('2026-06-15T12:30') }, made],
  ])('%s', (_, changed, change, presence, expected) =>
    expect(answer(facts({ content: changed }), visit(change), [{ ...other, ...presence }])).toEqual(expected),
  );
});

test('17: an accessory does not decide whether its visit may run beside others', () => {
  const other: Presence = { startsAt: at('2026-06-15T12:00'), endsAt: at('2026-06-15T13:00'), occupiesTime: true, days: [] };
  const both = voucher({ entitlements: new Map(['a', 'b'].map((id) => [id, entitlement('e')])) });
  const contents = new Map([
    ['a', [content({ parallelAllowed: true })]],
    ['b', [content({ kind: 'ACCESSORY' })]],
  ]);
  const withAccessory = visit({ pieces: [piece('2026-06-15', 60), piece('2026-06-15', 60, { contentId: 'b' })] });
  expect(answer(facts({ vouchers: [both], contents }), withAccessory, [other])).toHaveLength(2);
});
