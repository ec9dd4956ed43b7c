import { describe, expect, test } from 'vitest';
import { drawsLot, review, type Approving } from './approval.ts';
import type { VisitFlag } from './visit.ts';

const byItself: Approving = { policy: 'AUTOMATIC_UNLESS_FLAGGED', isDrawn: false };

describe('R28: approved by itself, unless something is flagged that needs a look', () => {
  test.each<[VisitFlag, boolean]>([
    ['OVERLAP', true],
    ['OVER_HARD_LIMIT', true],
    ['ADJACENT', true],
    ['WORKER_ELSEWHERE', true],
    ['SAMPLED', true],
    ['LATE', false],
    ['EXTRA_SERVICE', false],
    ['CORRECTED', false],
  ])('%s: %s', (flag, isHeld) => expect(review([flag], byItself)).toEqual({ flags: [flag], isHeld }));

  test('a service that checks all visits holds each of them, and draws none', () =>
    expect(review([], { policy: 'ALWAYS_CHECKED', isDrawn: true })).toEqual({ flags: [], isHeld: true }));

  test('69a: the lot falls only on visits that nothing else holds', () => {
    const drawn = { ...byItself, isDrawn: true };
    expect(review([], drawn)).toEqual({ flags: ['SAMPLED'], isHeld: true });
    expect(review(['LATE'], drawn)).toEqual({ flags: ['LATE', 'SAMPLED'], isHeld: true });
    expect(review(['OVERLAP'], drawn)).toEqual({ flags: ['OVERLAP'], isHeld: true });
  });
});

describe('69a: a sample of so many percent, drawn with a key', () => {
  const ids = Array.from({ length: 10_000 }, (_, place) => `019b0000-0000-7000-8000-${String(place).padStart(12, '0')}`);
  const key = new Uint8Array(32).fill(7);
  const drawn = (percent: number, by = key) => ids.filter((id) => drawsLot(by, id, percent));

  test.each([
    [0, 0, 0],
    [1, 60, 140],
    [10, 880, 1120],
    [50, 4800, 5200],
    [100, 10_000, 10_000],
  ])('%i %%', (percent, least, most) => {
    const { length } = drawn(percent);
    expect(length).toBeGreaterThanOrEqual(least);
    expect(length).toBeLessThanOrEqual(most);
  });

  test('the same visit draws the same lot again, and a greater share draws it too', () => {
    expect(drawn(10)).toEqual(drawn(10));
    const more = new Set(drawn(20));
    expect(drawn(10).every((id) => more.has(id))).toBe(true);
  });

  test('another key draws others', () => expect(drawn(10, new Uint8Array(32).fill(8))).not.toEqual(drawn(10)));
});
