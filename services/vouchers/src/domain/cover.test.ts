/** Tests how far a voucher's quantity covers a visit, and which part of it is extra service. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stepsPerUnit, type Unit } from '@seteli/schema/quantity';
import { bucketName, grantedFor, type Bucket, type Entitlement } from './bucket.ts';
import { cover, type Demand } from './cover.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const validity = { firstDay: day('2026-06-01'), lastDay: day('2026-08-31') };
const entitlement = (unit: Unit, change: Partial<Entitlement> = {}): Entitlement => ({
  id: 'e',
  kind: 'QUANTITY',
  unit,
  steps: 600,
  recurrence: 'MONTH',
  periods: [],
  carryOver: false,
  batches: [],
  ...change,
});
const demand = (period: string | null, steps: number, change: Partial<Demand> & { unit?: Unit; size?: number } = {}): Demand => {
  const { unit = 'HOUR', size = stepsPerUnit(unit), ...rest } = change;
  return {
    contentId: 'c',
    quantity: { unit, steps, stepsPerUnit: size },
    validity,
    entitlement: entitlement(unit),
    period,
    extraAllowed: false,
    isAccessory: false,
    ...rest,
  };
};
const extra = { extraAllowed: true };
const left = (remaining: Record<string, number>, size = 60): Map<string, Bucket> =>
  new Map(
    Object.entries(remaining).map(([period, steps]) => [bucketName('e', period), { granted: 600, remaining: steps, stepsPerUnit: size }]),
  );

const answer = (demands: Demand[], buckets: ReadonlyMap<string, Bucket>, workers = 1) => {
  const decision = cover(demands, buckets, workers);
  return decision.accepted ? decision.value.covered : `${decision.refusal.code} ${decision.refusal.remaining!.steps}`;
};

describe('a visit fits whole or takes nothing', () => {
  test.each<[string, Record<string, number>, Demand[], number[] | string]>([
    ['exactly what is left', { '2026-06': 120 }, [demand('2026-06', 120)], [120]],
    ['a minute more than is left', { '2026-06': 120 }, [demand('2026-06', 121)], 'QUOTA_EXCEEDED 120'],
    ['R8: 2 h with 0.75 h left', { '2026-06': 45 }, [demand('2026-06', 120)], 'QUOTA_EXCEEDED 45'],
    [
      'R8: the refusal of a second piece names the rest before the visit',
      { '2026-06': 45 },
      [demand('2026-06', 30), demand('2026-06', 90)],
      'QUOTA_EXCEEDED 45',
    ],
    ['R7: two months, two buckets', { '2026-06': 600, '2026-07': 600 }, [demand('2026-06', 120), demand('2026-07', 120)], [120, 120]],
    ['R7: July does not suffice', { '2026-06': 600, '2026-07': 60 }, [demand('2026-06', 120), demand('2026-07', 120)], 'QUOTA_EXCEEDED 60'],
    ['R9: no hour is left', { '2026-06': 0 }, [demand('2026-06', 60)], 'QUOTA_EXCEEDED 0'],
    ['the bucket does not exist', {}, [demand('2026-06', 60)], 'QUOTA_EXCEEDED 0'],
    ['22: an unlimited content needs no bucket', {}, [demand(null, 24_000, { unit: 'KILOMETRE' })], [24_000]],
  ])('%s', (_, buckets, demands, expected) => expect(answer(demands, left(buckets))).toEqual(expected));

  test('no bucket falls below zero, and visits draw exactly what is covered', () =>
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('2026-06', '2026-07', '2026-08'), fc.nat(500)),
        fc.array(
          fc.record({
            period: fc.constantFrom('2026-06', '2026-07', '2026-08'),
            steps: fc.integer({ min: 1, max: 300 }),
            extraAllowed: fc.boolean(),
          }),
          { maxLength: 6 },
        ),
        fc.integer({ min: 1, max: 3 }),
        (remaining, wanted, workers) => {
          const demands = wanted.map(({ period, steps, extraAllowed }) => demand(period, steps * workers, { extraAllowed }));
          const decision = cover(demands, left(remaining), workers);
          if (!decision.accepted) return;
          const { covered, draws } = decision.value;
          for (const { period, steps } of draws) expect(steps).toBeLessThanOrEqual(remaining[period]!);
          const sum = (values: readonly number[]) => values.reduce((total, steps) => total + steps, 0);
          expect(sum(draws.map(({ steps }) => steps))).toBe(sum(covered));
          for (const [index, steps] of covered.entries()) {
            expect(steps % workers).toBe(0);
            expect(steps).toBeLessThanOrEqual(demands[index]!.quantity.steps);
            expect(demands[index]!.extraAllowed || steps === demands[index]!.quantity.steps).toBe(true);
          }
        },
      ),
    ));
});

describe('extra service', () => {
  /** Kilometres with a quota of their own; `remaining` names the period that has some left. */
  const km = ({ extraAllowed = true, remaining = 'none' }: { extraAllowed?: boolean; remaining?: string }) =>
    demand(remaining, 24_000, { unit: 'KILOMETRE', isAccessory: true, extraAllowed, entitlement: entitlement('KILOMETRE', { id: 'k' }) });
  const withKm = (buckets: Map<string, Bucket>) =>
    buckets.set(bucketName('k', 'km'), { granted: 100_000, remaining: 50_000, stepsPerUnit: 1_000 });
  test.each<[string, Record<string, number>, Demand[], number, number[] | string]>([
    ['R8: the first 45 of 120 minutes are covered', { '2026-06': 45 }, [demand('2026-06', 120, extra)], 1, [45]],
    [
      '46: the earliest minutes are covered first, over two bands',
      { '2026-06': 120 },
      [demand('2026-06', 90, extra), demand('2026-06', 60, extra)],
      1,
      [90, 30],
    ],
    [
      '46: an empty June does not stop July',
      { '2026-06': 30, '2026-07': 600 },
      [demand('2026-06', 120, extra), demand('2026-07', 120, extra)],
      1,
      [30, 120],
    ],
    ['1: no minute is covered', { '2026-06': 0 }, [demand('2026-06', 120, extra)], 1, 'QUOTA_EXCEEDED 0'],
    [
      '1: no minute is covered, though kilometres came with it',
      { '2026-06': 0 },
      [demand('2026-06', 120, extra), demand(null, 1_000, { unit: 'KILOMETRE', isAccessory: true })],
      1,
      'QUOTA_EXCEEDED 0',
    ],
    [
      '1, 22: no minute is covered, though kilometres with a quota of their own came with it',
      { '2026-06': 0 },
      [demand('2026-06', 120, extra), km({ remaining: 'km' })],
      1,
      'QUOTA_EXCEEDED 0',
    ],
    ['22: no kilometre left, but all minutes', { '2026-06': 120 }, [demand('2026-06', 120, extra), km(extra)], 1, [120, 0]],
    ['22: no kilometre left, and unlimited minutes', {}, [demand(null, 120), km(extra)], 1, [120, 0]],
    [
      '46: unlimited minutes carry another content that has no minute left',
      {},
      [demand(null, 60), demand('2026-06', 60, extra)],
      1,
      [60, 0],
    ],
    ['1, 39: 91 minutes for two workers cover 45 minutes of both', { '2026-06': 91 }, [demand('2026-06', 120, extra)], 2, [90]],
    ['39: one minute does not cover two workers', { '2026-06': 1 }, [demand('2026-06', 120, extra)], 2, 'QUOTA_EXCEEDED 1'],
    [
      'a content that allows no extra service',
      { '2026-06': 60 },
      [demand('2026-06', 60, extra), demand('2026-06', 60)],
      1,
      'QUOTA_EXCEEDED 60',
    ],
  ])('%s', (_, buckets, demands, workers, expected) => expect(answer(demands, withKm(left(buckets)), workers)).toEqual(expected));

  test('meals are covered whole, kilometres in tenths', () => {
    expect(answer([demand('2026-06', 3_000, { unit: 'PIECE', ...extra })], left({ '2026-06': 2_500 }, 1_000))).toEqual([2_000]);
    expect(answer([demand('2026-06', 3_000, { unit: 'KILOMETRE', ...extra })], left({ '2026-06': 2_550 }, 1_000))).toEqual([2_500]);
  });
});

describe('14: extra service stays extra service when a visit is decided again', () => {
  const covered = (limit: number, asked = 120) => {
    const decision = cover([demand('2026-06', asked, extra)], left({ '2026-06': 600 }), 1, new Map([[bucketName('e', '2026-06'), limit]]));
    return decision.accepted ? decision.value.covered : decision.refusal.code;
  };
  test('units that are free by now change nothing', () =>
    expect([covered(45), covered(45, 150), covered(0)]).toEqual([[45], [45], 'QUOTA_EXCEEDED']));
});

describe('40: a month counts in days of that month', () => {
  test.each([
    ['2 months of a June', { unit: 'MONTH' as const, steps: 2 }, 30, 60],
    ['2 months of a July', { unit: 'MONTH' as const, steps: 2 }, 31, 62],
    ['2 weeks', { unit: 'WEEK' as const, steps: 14 }, 7, 14],
    ['10 hours', { unit: 'HOUR' as const, steps: 600 }, 60, 600],
  ])('%s', (_, given, size, expected) => expect(grantedFor(given, size)).toBe(expected));

  test('a week of four operating days fits a bucket of a week, whatever days it counts', () => {
    const week = Array.from({ length: 4 }, () => demand('2026-W23', 1, { unit: 'WEEK', size: 4 }));
    expect(answer(week, left({ '2026-W23': 5 }, 5))).toEqual([1, 1, 1, 1]);
    expect(answer(week, left({ '2026-W23': 4 }, 5))).toBe('QUOTA_EXCEEDED 4');
  });

  test('a bucket of operating days takes calendar days as a share, rounded up', () =>
    expect(answer([demand('2026-06', 15, { unit: 'MONTH', size: 30 })], left({ '2026-06': 10 }, 21))).toBe('QUOTA_EXCEEDED 0'));
});
