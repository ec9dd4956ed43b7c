/** Which visits cost otherwise by a new price list, about which bookings decides again, and what they are then. */
import { describe, expect, test } from 'vitest';
import { allocated, recalculated, type AllocationAnswer } from './allocation.ts';
import { byDays, byTimes, facts, line, named, pending } from './example-service.ts';
import { pricedPiecesOf } from './record.ts';
import type { Recorded } from './recorded.ts';
import { costsOtherwise, isPaidOtherwise, paidOtherwise, reachOfDays, reprice, turnOf, type Turn } from './repricing.ts';
import { ordinaryPolicy } from './recording-facts.ts';
import { change, type Visit, type VisitLine } from './visit.ts';

describe('costs otherwise', () => {
  const july = { serviceMonth: Temporal.PlainYearMonth.from('2026-07') };
  const pieces = (recorded: Recorded, prices: Record<string, bigint>, more = {}) => {
    const contents = new Map(
      Object.entries(prices).map(([id, price]) => [id, named(id === 'month' ? 'MONTH' : 'HOUR', price, { isBanded: id === 'a', ...more })]),
    );
    return pricedPiecesOf(facts({ contents }), recorded)!;
  };
  const isFree = (id: string) => id === 'a';
  const isShared = () => false;
  const morning = byTimes('2026-06-15T10:00', '2026-06-15T12:30');
  const free: VisitLine = {
    ...line,
    unitPriceCents: 2050n,
    unitValueCents: 2050n,
    organiserCents: 5125n,
    totalCents: 5125n,
    clientCents: 0n,
  };
  test.each<[string, readonly VisitLine[], bigint, boolean]>([
    ['the same price', [line], 3850n, false],
    ['R1: 36.00', [line], 3600n, true],
    ['a cent less', [line], 3849n, true],
    [
      'the same in two lines of two values',
      [
        { ...line, steps: 60 },
        { ...line, steps: 90, unitValueCents: 3300n },
      ],
      3850n,
      false,
    ],
    [
      'the same, a part of it extra service',
      [
        { ...line, steps: 60 },
        { ...line, steps: 90, isExtraService: true, unitValueCents: 0n },
      ],
      3850n,
      false,
    ],
    ['3: free by law, the list above the value', [free], 2200n, false],
    ['3: free by law, the list at the value', [free], 2050n, false],
    ['3: free by law, the list below it', [free], 2049n, true],
    ['a price above the value is no cap', [{ ...line, unitValueCents: 3849n }], 3600n, true],
    ['a line of another content', [{ ...line, contentId: 'b' }], 3850n, true],
    ['a line of another month', [{ ...line, ...july }], 3850n, true],
    ['40: the same steps of a unit of fewer', [{ ...line, stepsPerUnit: 59 }], 3850n, true],
  ])('%s', (_, lines, price, expected) =>
    expect(costsOtherwise(lines, pieces(morning, { a: price }), lines[0] === free ? isFree : isShared)).toBe(expected),
  );

  test.each<[string, VisitLine, boolean]>([
    ['29: a contract price that rises, which the organiser pays in full', { ...line, unitValueCents: 3850n }, true],
    [
      'a price that stood at its value, and rises above it',
      { ...line, unitValueCents: 3850n, organiserCents: 9625n, clientCents: 0n },
      true,
    ],
  ])('14: %s', (_, one, expected) => expect(costsOtherwise([one], pieces(morning, { a: 4000n }), isShared)).toBe(expected));

  test('40: weeks of unequal operating days stand as one line of both', () => {
    // Ascension Day is the Thursday of the first.
    const weeks = (price: bigint) => {
      const known = facts({
        contents: new Map([['week', named('WEEK', price)]]),
        policy: { ...ordinaryPolicy, prorationPolicy: 'OPERATING_DAYS' },
      });
      return pricedPiecesOf(known, byDays('week', '2026-05-11', '2026-05-22'))!;
    };
    expect(new Set(weeks(440n).map(({ stepsPerUnit }) => stepsPerUnit))).toEqual(new Set([4, 5]));
    const may = { serviceMonth: Temporal.PlainYearMonth.from('2026-05') };
    const both: VisitLine = { ...line, ...may, contentId: 'week', unit: 'WEEK', steps: 40, stepsPerUnit: 20, unitPriceCents: 440n };
    expect([440n, 441n].map((price) => costsOtherwise([both], weeks(price), isShared))).toEqual([false, true]);
    expect(costsOtherwise([{ ...both, steps: 39 }], weeks(440n), isShared)).toBe(true);
  });

  test('both prices stand already, but of other days', () => {
    const of = (firstOfSecond: number) =>
      pieces(
        byDays('month', '2026-06-01', '2026-06-30'),
        { month: 6390n },
        {
          prices: [
            {
              firstDay: Temporal.PlainDate.from('2026-01-01'),
              lastDay: Temporal.PlainDate.from({ year: 2026, month: 6, day: firstOfSecond - 1 }),
              unitPriceCents: 6390n,
            },
            { firstDay: Temporal.PlainDate.from({ year: 2026, month: 6, day: firstOfSecond }), unitPriceCents: 6000n },
          ],
        },
      );
    const lineOf = (steps: number, unitPriceCents: bigint): VisitLine => ({
      ...line,
      contentId: 'month',
      unit: 'MONTH',
      steps,
      stepsPerUnit: 30,
      unitPriceCents,
    });
    const standing = [lineOf(19, 6390n), lineOf(11, 6000n)];
    expect(costsOtherwise(standing, of(20), isShared)).toBe(false);
    expect(costsOtherwise(standing, of(10), isShared)).toBe(true);
  });
});

const byItself = { policy: 'AUTOMATIC_UNLESS_FLAGGED', isDrawn: false } as const;
const always = { policy: 'ALWAYS_CHECKED', isDrawn: true } as const;
const made: AllocationAnswer = { visitVersion: 1, made: true, overlap: false, lines: [line] };
const approved = allocated(pending, made, byItself).visit;
const cheaper: AllocationAnswer = {
  ...made,
  visitVersion: 2,
  overlap: true,
  lines: [{ ...line, unitPriceCents: 3600n, totalCents: 9000n, clientCents: 1000n }],
};
const no: AllocationAnswer = { visitVersion: 2, made: false, code: 'QUOTA_EXCEEDED', remaining: null };

test.each<[string, Visit, Turn]>([
  ['approved', approved, 'NOW'],
  ['settled', { ...approved, state: 'SETTLED' }, 'NOW'],
  ['under review', { ...approved, state: 'UNDER_REVIEW' }, 'NOW'],
  ['returned', { ...approved, state: 'RETURNED' }, 'NOW'],
  ['not yet answered about', pending, 'LATER'],
  ['changed, not yet answered about', change(approved, { ...pending, correctionReason: 'x' }), 'LATER'],
  ['refused', { ...pending, allocation: 'REFUSED' }, 'NEVER'],
  ['deleted', { ...approved, state: 'DELETED' }, 'NEVER'],
  ['deleted before it was answered about', { ...pending, state: 'DELETED' }, 'NEVER'],
])('the turn of a visit that is %s', (_, visit, turn) => expect(turnOf(visit)).toBe(turn));

describe('at other prices', () => {
  test.each<[string, Partial<Visit>, Partial<Visit>, boolean]>([
    ['approved by itself', {}, { state: 'APPROVED', approvedBy: 'POLICY', flags: [] }, true],
    [
      'approved by a checker',
      { approvedBy: 'CHECKER', flags: ['OVERLAP'] },
      { state: 'APPROVED', approvedBy: 'CHECKER', flags: ['OVERLAP'] },
      true,
    ],
    ['settled', { state: 'SETTLED', flags: ['LATE'] }, { state: 'APPROVED', approvedBy: 'POLICY', flags: ['LATE', 'CORRECTED'] }, true],
    [
      'corrected',
      { flags: ['CORRECTED'], correctionReason: 'x' },
      { state: 'APPROVED', flags: ['CORRECTED'], correctionReason: 'x' },
      true,
    ],
    [
      'under review',
      { state: 'UNDER_REVIEW', approvedBy: null, flags: ['SAMPLED'] },
      { state: 'UNDER_REVIEW', approvedBy: null, flags: ['SAMPLED'] },
      false,
    ],
    ['returned', { state: 'RETURNED', approvedBy: null, returnReason: 'y' }, { state: 'RETURNED', returnReason: 'y' }, false],
  ])('%s', (_, was, expected, isToBeTold) => {
    const before: Visit = { ...approved, ...was };
    const waiting = reprice(before);
    expect(waiting).toMatchObject({ state: 'RECORDED', allocation: 'PENDING', version: 2, recordedAt: pending.recordedAt });
    const after = allocated(waiting, cheaper, always);
    expect(after).toMatchObject({ isToBeTold, visit: { ...expected, allocation: 'MADE', version: 2, clientCents: 1000n, before: null } });
    expect(allocated(waiting, no, always)).toEqual({
      visit: { ...before, version: 2, allocatedVersion: 2, refusal: { code: 'QUOTA_EXCEEDED', remaining: null } },
      isToBeTold: false,
    });
  });

  test('9: recalculated meanwhile, it is announced either way', () => {
    const { visit } = recalculated(reprice(approved), { visitVersion: 1, lines: [{ ...line, organiserCents: 9000n, clientCents: 625n }] });
    expect(allocated(visit, cheaper, byItself)).toMatchObject({
      isToBeTold: true,
      visit: { state: 'APPROVED', approvedBy: 'POLICY', clientCents: 1000n },
    });
    expect(allocated(visit, no, byItself)).toMatchObject({ isToBeTold: true, visit: { clientCents: 625n } });
  });
});

describe('what is said of days reaches', () => {
  const day = (text: string) => Temporal.PlainDate.from(text);
  const reached = (days: string[], byOperatingDays: string[] = []) =>
    reachOfDays('o', days.map(day), byOperatingDays, day('2026-06-15')).map(
      ({ firstDay, lastDay, serviceId }) => `${firstDay}..${lastDay} ${serviceId ?? 'all'}`,
    );
  test.each<[string, string[], string[], string[]]>([
    ['the visits of the day', ['2026-06-10'], [], ['2026-06-10..2026-06-10 all']],
    ['today’s', ['2026-06-15'], [], ['2026-06-15..2026-06-15 all']],
    ['none of tomorrow', ['2026-06-16'], [], []],
    ['days that follow each other at once', ['2026-06-03', '2026-06-01', '2026-06-02'], [], ['2026-06-01..2026-06-03 all']],
    ['days apart one by one', ['2026-06-01', '2026-06-03'], [], ['2026-06-01..2026-06-01 all', '2026-06-03..2026-06-03 all']],
    ['40: where operating days count, the begun month and week of a day to come', ['2026-06-24'], ['m'], ['2026-06-01..2026-06-30 m']],
    ['40: a week over the end of the month', ['2026-05-29'], ['m'], ['2026-05-29..2026-05-29 all', '2026-05-01..2026-05-31 m']],
    ['40: its Monday lies in the month before', ['2026-04-02'], ['m'], ['2026-04-02..2026-04-02 all', '2026-03-30..2026-04-30 m']],
    ['40: no month that has not begun', ['2026-07-08'], ['m'], []],
  ])('%s', (_, days, byOperatingDays, expected) => expect(reached(days, byOperatingDays)).toEqual(expected));
});

describe('14: of two versions are paid otherwise', () => {
  const a = { contentId: 'a', vatTreatment: 'EXEMPT', deductibleAllowed: true, extraServiceAllowed: true };
  test.each<[string, object[], string[]]>([
    ['none, where all is the same', [a], []],
    ['visits of another tax', [{ ...a, vatTreatment: 'STANDARD' }], ['a']],
    ['of what becomes free by law', [{ ...a, deductibleAllowed: false }], ['a']],
    ['of what has no extra service any more', [{ ...a, extraServiceAllowed: false }], ['a']],
    ['none of a content that comes or goes', [{ ...a, contentId: 'b', vatTreatment: 'STANDARD' }], []],
    ['none of what was published before that was kept', [{ contentId: 'a' }], []],
  ])('%s', (_, after, expected) => expect(paidOtherwise([a], after as (typeof a)[])).toEqual(expected));

  const visit = { kind: 'NORMAL', lines: [line] } as const;
  test.each<[string, Parameters<typeof isPaidOtherwise>[0], Parameters<typeof isPaidOtherwise>[1], boolean]>([
    ['a visit with a line of the content', visit, { contentIds: ['b', 'a'], cancelled: false }, true],
    ['a visit of others', visit, { contentIds: ['b'], cancelled: true }, false],
    ['R14 a cancelled visit, by other terms', { ...visit, kind: 'CANCELLATION' }, { contentIds: [], cancelled: true }, true],
    ['a no-show', { ...visit, kind: 'NO_SHOW' }, { contentIds: [], cancelled: true }, true],
    ['a cancelled visit, by the same terms', { ...visit, kind: 'CANCELLATION' }, { contentIds: [], cancelled: false }, false],
  ])('decided again though it costs the same: %s', (_, of, otherwise, expected) => expect(isPaidOtherwise(of, otherwise)).toBe(expected));
});
