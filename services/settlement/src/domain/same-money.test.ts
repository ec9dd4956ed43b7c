/**
 * Tests that a later version of a visit with the same money posts nothing, and one with other money posts
 * (rules 13, 35).
 */
import { describe, expect, test } from 'vitest';
import { settledBefore, type ApprovedVisit, type VisitLine } from './posting.ts';
import { facts, line, month, play, visit } from './testing/posting.ts';

describe('13, 35: a later version with the same money', () => {
  const [one, other] = [line(3850n, 3200n), line(5775n, 4800n)];
  const posted = (before: readonly VisitLine[], after: readonly VisitLine[], change: Partial<ApprovedVisit> = {}) =>
    play([null, visit({ lines: before })], ['2026-06', visit({ version: 2, lines: after, ...change })]).length - 1;

  test.each<[string, readonly VisitLine[], readonly VisitLine[]]>([
    ['with the very same lines', [one], [one]],
    [
      'in one line instead of two',
      [
        { ...one, steps: 60 },
        { ...other, steps: 90 },
      ],
      [{ ...line(9625n, 8000n), steps: 150 }],
    ],
    ['with its tax rounded in another way', [{ ...one, totalVatCents: 782n }], [{ ...one, totalVatCents: 783n }]],
    ['with another amount that nobody pays', [one], [{ ...one, totalCents: one.totalCents + 100n }]],
    ['with other extra service', [one], [one, { ...other, isExtraService: true }]],
    ['with zero money, twice', [line(0n, 0n)], [line(0n, 0n)]],
  ])('%s posts nothing', (_, before, after) => expect(posted(before, after)).toBe(0));

  test.each<[string, VisitLine, Partial<ApprovedVisit>]>([
    ['a cent', { ...one, clientCents: one.clientCents + 1n }, {}],
    ['the rate of tax', { ...one, vatPermille: 255 }, {}],
    ['who pays a cent of the sum', { ...one, organiserCents: 3201n, clientCents: 649n }, {}],
    ['the content', { ...one, contentId: 'b' }, {}],
    ['the month', { ...one, serviceMonth: month('2026-07') }, {}],
    ['the quantity', { ...one, steps: 61 }, {}],
    ['the unit that served', one, { unitId: 'other' }],
    ['the voucher', one, { voucherId: 'other' }],
  ])('but %s is a change', (_, after, change) => expect(posted([one], [after], change)).toBe(2));

  test('is posted again after a deletion', () =>
    expect(play([null, visit()], [null, { deleted: 2 }], [null, visit({ version: 3 })])).toHaveLength(3));

  test('is announced as paid when a locked run holds it, and not in an open month or with other money', () => {
    const before = play([null, visit()]);
    const settled = (lockedThrough: string | null, change: Partial<ApprovedVisit> = {}) =>
      settledBefore(facts(lockedThrough, before), [visit({ version: 2, ...change })]).map(({ visitId, month: of }) => `${visitId} ${of}`);
    expect(settled('2026-07')).toEqual(['v 2026-06']);
    expect(settled('2026-05')).toEqual([]);
    expect(settled(null)).toEqual([]);
    expect(settled('2026-07', { lines: [other] })).toEqual([]);
  });
});
