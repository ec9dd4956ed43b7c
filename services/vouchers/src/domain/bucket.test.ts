import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bucketKeyOf, drawFromBuckets, RECURRENCES, type Draw } from './bucket.ts';

const minutes = (bucket: string, steps: number): Draw => ({ bucket, quantity: { unit: 'HOUR', steps } });

describe('the bucket of a day', () => {
  test.each([
    ['2026-06-30', ['ONCE', '2026-06-30', '2026-W27', '2026-06', '2026']],
    ['2026-06-28', ['ONCE', '2026-06-28', '2026-W26', '2026-06', '2026']], // a Sunday
    ['2026-06-29', ['ONCE', '2026-06-29', '2026-W27', '2026-06', '2026']], // the Monday after it
    ['2026-07-05', ['ONCE', '2026-07-05', '2026-W27', '2026-07', '2026']],
    ['2026-12-31', ['ONCE', '2026-12-31', '2026-W53', '2026-12', '2026']],
    ['2027-01-01', ['ONCE', '2027-01-01', '2026-W53', '2027-01', '2027']],
    ['2027-01-04', ['ONCE', '2027-01-04', '2027-W01', '2027-01', '2027']],
    ['2024-12-30', ['ONCE', '2024-12-30', '2025-W01', '2024-12', '2024']],
  ])('%s', (date, expected) =>
    expect(RECURRENCES.map((recurrence) => bucketKeyOf(recurrence, Temporal.PlainDate.from(date)))).toEqual(expected),
  );
});

describe('a visit fits as a whole or takes nothing', () => {
  test.each<[string, Record<string, number>, readonly Draw[], Record<string, number> | number]>([
    ['exactly what is left', { '2026-06': 120 }, [minutes('2026-06', 120)], { '2026-06': 0 }],
    ['a minute more than is left', { '2026-06': 120 }, [minutes('2026-06', 121)], 120],
    ['R8: 2 h with 0.75 h left', { '2026-06': 45 }, [minutes('2026-06', 120)], 45],
    [
      'R8: refused by its second piece, the remainder is that before the visit',
      { '2026-06': 45 },
      [minutes('2026-06', 30), minutes('2026-06', 90)],
      45,
    ],
    [
      'R7: two months, two buckets',
      { '2026-06': 600, '2026-07': 600 },
      [minutes('2026-06', 120), minutes('2026-07', 120)],
      { '2026-06': 480, '2026-07': 480 },
    ],
    ['R7: July does not suffice', { '2026-06': 600, '2026-07': 60 }, [minutes('2026-06', 120), minutes('2026-07', 120)], 60],
    ['neither suffices: the first is named', { '2026-06': 100, '2026-07': 60 }, [minutes('2026-06', 120), minutes('2026-07', 120)], 100],
    ['R9: nothing left', { '2026-06': 0 }, [minutes('2026-06', 60)], 0],
    ['a bucket that is not there', {}, [minutes('2026-06', 60)], 0],
    [
      'two entitlements',
      { 'x/2026-06': 60, 'y/ONCE': 60 },
      [minutes('x/2026-06', 60), minutes('y/ONCE', 30)],
      { 'x/2026-06': 0, 'y/ONCE': 30 },
    ],
    ['another bucket stays as it is', { '2026-06': 60, '2026-05': 7 }, [minutes('2026-06', 60)], { '2026-06': 0, '2026-05': 7 }],
    ['nothing to draw', { '2026-06': 60 }, [], { '2026-06': 60 }],
  ])('%s', (_name, buckets, draws, expected) => {
    const before = new Map(Object.entries(buckets));
    const decision = drawFromBuckets(before, draws);
    const refusal = { code: 'QUOTA_EXCEEDED', remaining: { unit: 'HOUR', steps: expected } };
    const answer = decision.accepted ? Object.fromEntries(decision.value) : decision.refusal;
    expect(answer).toEqual(typeof expected === 'number' ? refusal : expected);
    expect(Object.fromEntries(before)).toEqual(buckets);
  });

  test('no bucket falls below zero, and exactly what was drawn is gone', () =>
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('p', 'q', 'r'), fc.nat(500)),
        fc.array(fc.record({ bucket: fc.constantFrom('p', 'q', 'r'), steps: fc.integer({ min: 1, max: 300 }) }), { maxLength: 6 }),
        (buckets, drawn) => {
          const before = new Map(Object.entries(buckets));
          const wanted = (bucket: string) => drawn.filter((draw) => draw.bucket === bucket).reduce((sum, { steps }) => sum + steps, 0);
          const fits = ['p', 'q', 'r'].every((bucket) => wanted(bucket) <= (before.get(bucket) ?? 0));
          const decision = drawFromBuckets(
            before,
            drawn.map(({ bucket, steps }) => minutes(bucket, steps)),
          );
          expect(decision.accepted).toBe(fits);
          const left = decision.accepted ? decision.value : new Map<string, number>();
          for (const [bucket, steps] of left) expect(steps).toBe(before.get(bucket)! - wanted(bucket));
        },
      ),
    ));
});
