/** Tests what a preview shows of delivered visits (rules 14). */
import { expect, test } from 'vitest';
import { previewOf } from './preview.ts';
import { again, factsWith, granted, LOW, on, raised, settle } from './testing/past-visits.ts';

test('a preview names its subject, sums all effects and shows 500 in time order', () => {
  const many = Array.from({ length: 501 }, (_, index) => on(`2026-06-${String((index % 30) + 1).padStart(2, '0')}`));
  const { past, left } = settle(factsWith(LOW, granted(), 100_000), many);
  const retaken = again(past, left, raised('2026-06-01'));
  const { effects } = retaken;
  const preview = previewOf('x', retaken);
  expect(preview).toMatchObject({ visits: 501, organiserChangeCents: 501n * 200n, clientChangeCents: -501n * 200n });
  const times = preview.effects.map(({ before }) => before.startsAt.epochMilliseconds);
  expect([times.length, times]).toEqual([500, times.toSorted((a, b) => a - b)]);
  expect(previewOf('y', retaken).previewId).not.toBe(preview.previewId);
  expect(previewOf('x', { ...retaken, effects: effects.slice(1) }).previewId).not.toBe(preview.previewId);
  expect(previewOf('x', { ...retaken, left: [past[0]!] }).previewId).not.toBe(preview.previewId);
  expect(preview).toMatchObject({ risingVouchers: 0, rises: [], leftVisits: 0, left: [] });
});

test('14: a preview names the clients who pay more for a visit, the greatest rise first, and counts visits that stay', () => {
  const visits = [
    on('2026-06-01', { unitPriceCents: 3100n }),
    on('2026-06-02'),
    on('2026-06-03'),
    ...Array.from({ length: 3 }, () => on('2026-06-04', {}, { voucherId: 'other' })),
  ];
  const both = [granted(), granted({ id: 'other' })];
  const known = { ...factsWith(LOW), vouchers: new Map(both.map((each) => [each.id, each])) };
  const { past, left } = settle(known, visits);
  // At a value of 31.00, a visit at 31.00 costs the client nothing, before and after.
  const retaken = again(past, left, raised('2026-06-01', 3100n), { mayFall: true, vouchers: known.vouchers });
  expect(previewOf('x', retaken)).toMatchObject({
    visits: 5,
    risingVouchers: 2,
    rises: [
      { voucherId: 'other', visits: 3, riseCents: 300n },
      { voucherId: 'v', visits: 2, riseCents: 200n },
    ],
    leftVisits: 0,
  });
});
