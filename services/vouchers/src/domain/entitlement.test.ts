/** Tests changing quantities and loading euros. */
import { describe, expect, test } from 'vitest';
import { bucketName, type Bucket, type Entitlement } from './bucket.ts';
import { BATCHES_MAX } from './limits.ts';
import { changeQuantity, loadBatch, readSteps } from './entitlement.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
type Of = NonNullable<Parameters<typeof changeQuantity>[0]>;
const voucher: Of = { state: 'ACTIVE', firstDay: day('2026-06-01'), lastDay: day('2026-08-31'), beforeDeath: null };
const cut: Of = { ...voucher, state: 'ENDED', lastDay: day('2026-06-30'), beforeDeath: { state: 'ACTIVE', lastDay: voucher.lastDay } };
const monthly: Entitlement = {
  id: 'e',
  kind: 'QUANTITY',
  unit: 'HOUR',
  steps: 600,
  recurrence: 'MONTH',
  periods: [],
  carryOver: false,
  batches: [],
};
const used = (of: Record<string, number>, granted = 600, size = 60) =>
  new Map(
    Object.entries(of).map(([period, steps]): [string, Bucket] => [
      bucketName('e', period),
      { granted, remaining: granted - steps, stepsPerUnit: size },
    ]),
  );

test.each<[Parameters<typeof readSteps>[0], Parameters<typeof readSteps>[1], number | undefined]>([
  ['HOUR', { minutes: 90 }, 90],
  ['HOUR', { amount: '1.5' }, undefined],
  ['HOUR', { minutes: 90, amount: '1.5' }, undefined],
  ['KILOMETRE', { amount: '120.5' }, 120_500],
  ['KILOMETRE', { minutes: 90 }, undefined],
  ['PIECE', { amount: '0' }, undefined],
  ['PIECE', {}, undefined],
])('a quantity in %s: %o is %s', (unit, written, steps) => expect(readSteps(unit, written)).toBe(steps));

describe('13: a quantity is never reduced below its use', () => {
  const nine = used({ '2026-06': 540, '2026-07': 60 });
  const months = { ...monthly, unit: 'MONTH' as const, steps: 2 };
  test.each<[string, Of | undefined, Entitlement | undefined, ReadonlyMap<string, Bucket>, number, string]>([
    ['10 h with 9 h used: 9 h', voucher, monthly, nine, 540, 'changed'],
    ['10 h with 9 h used: a minute below 9 h', voucher, monthly, nine, 539, 'BELOW_USED 540'],
    ['more', voucher, monthly, nine, 6_000, 'changed'],
    ['nothing', voucher, monthly, used({}), 0, 'AMOUNT_NOT_POSITIVE'],
    ['23: carried hours pay a part', voucher, { ...monthly, carryOver: true }, used({ '2026-06': 0, '2026-07': 600 }), 300, 'changed'],
    [
      '23: a minute below what carried hours need',
      voucher,
      { ...monthly, carryOver: true },
      used({ '2026-06': 0, '2026-07': 600 }),
      299,
      'BELOW_USED 300',
    ],
    [
      '23: July’s use of a voucher that the client’s death ended in June still counts',
      cut,
      { ...monthly, carryOver: true },
      used({ '2026-06': 0, '2026-07': 1200 }),
      599,
      'BELOW_USED 600',
    ],
    ['40: 31 of 60 days need two months', voucher, months, used({ '2026-06': 31 }, 60, 30), 1, 'BELOW_USED 2'],
    ['40: 30 of 60 days need one', voucher, months, used({ '2026-06': 30 }, 60, 30), 1, 'changed'],
    [
      '23, 40: carried months: one month used, one month is enough',
      voucher,
      { ...months, carryOver: true },
      used({ '2026-06': 30 }, 60, 30),
      1,
      'changed',
    ],
    ['an unlimited entitlement', voucher, { ...monthly, kind: 'UNLIMITED' }, used({}), 60, 'WRONG_STATE'],
    ['an entitlement of a declined voucher', { ...voucher, state: 'DECLINED' }, monthly, used({}), 60, 'WRONG_STATE'],
    ['an entitlement of another organiser', undefined, monthly, used({}), 60, 'NOT_FOUND'],
  ])('%s', (_, of, entitlement, buckets, steps, expected) => {
    const decision = changeQuantity(of, entitlement && { ...entitlement, version: 1 }, buckets, steps);
    const refused = decision.accepted ? undefined : `${decision.refusal.code} ${decision.refusal.remaining?.steps ?? ''}`.trim();
    expect(refused ?? 'changed').toBe(expected);
    expect(decision.accepted ? decision.value : { steps, version: 2 }).toMatchObject({ steps, version: 2 });
  });
});

const balance: Entitlement = { ...monthly, kind: 'BALANCE', unit: 'EURO', steps: 0 };
const batch = { firstDay: day('2026-07-01'), lastDay: day('2026-07-31'), amountCents: 1n };
const many = Array.from({ length: BATCHES_MAX }, (_, index) => ({ id: String(index), firstDay: batch.firstDay, lastDay: batch.lastDay }));
test.each<[string, Parameters<typeof loadBatch>[0], Entitlement | undefined, typeof batch, string]>([
  ['a cent', voucher, balance, batch, 'loaded'],
  ['the last batch that a balance may have', voucher, { ...balance, batches: many.slice(1) }, batch, 'loaded'],
  ['one more', voucher, { ...balance, batches: many }, batch, 'LIMIT_REACHED'],
  ['nothing', voucher, balance, { ...batch, amountCents: 0n }, 'AMOUNT_NOT_POSITIVE'],
  ['on no day', voucher, balance, { ...batch, lastDay: day('2026-06-30') }, 'INVALID_RANGE'],
  ['where no balance was granted', voucher, undefined, batch, 'WRONG_STATE'],
  ['on a voucher that was ended', { state: 'ENDED' }, balance, batch, 'WRONG_STATE'],
  ['on another organiser’s voucher', undefined, undefined, batch, 'NOT_FOUND'],
])('loading %s', (_, of, onto, wish, expected) => {
  const decision = loadBatch(of, onto, wish);
  expect(decision.accepted ? 'loaded' : decision.refusal.code).toBe(expected);
});
