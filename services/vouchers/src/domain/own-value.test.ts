/** Tests when a client's own decision about the value may change, and from which day the change is a fall. */
import { expect, test } from 'vitest';
import { changeOwnValue, withOwnValue, type OwnValueFacts } from './own-value.ts';
import { day, voucher } from './testing/visits.ts';
import type { ChangeReason } from './value.ts';
import type { OwnValue } from './worth.ts';

const own = (baseCents: bigint | null, a?: bigint): OwnValue => ({
  basis: 'INDIVIDUAL',
  baseCents,
  contents: new Map(a === undefined ? [] : [['a', a]]),
});
const table = [
  { firstDay: day('2026-05-01'), valueCents: 4000n, coefficient: 12_500 },
  { firstDay: day('2026-01-01'), valueCents: 3200n, coefficient: 10_000 },
];
const facts = (change: Partial<OwnValueFacts> = {}): OwnValueFacts => ({
  voucher: voucher(),
  contents: [{ id: 'a', unit: 'HOUR', versions: [{ firstDay: day('2020-01-01'), deductibleAllowed: true }] }],
  entitlements: [{ kind: 'QUANTITY', contentIds: ['a'] }],
  values: new Map([['a', table]]),
  formula: undefined,
  noticeDays: 30,
  today: day('2026-03-01'),
  ...change,
});
const wish = (
  firstDay: string,
  { base, a, income }: { base?: bigint; a?: bigint; income?: { monthlyIncomeCents: bigint; persons: number } },
  reason: ChangeReason | null = null,
) => ({
  firstDay: day(firstDay),
  reason,
  ownValue: { baseCents: base ?? null, contents: a === undefined ? [] : [{ contentId: 'a', valueCents: a }], income: income ?? null },
});
const free = { contents: [{ id: 'a', unit: 'HOUR' as const, versions: [{ firstDay: day('2020-01-01'), deductibleAllowed: false }] }] };
const formula = {
  firstDay: day('2026-01-01'),
  maxCents: 2_500n,
  floorCents: 700n,
  households: [{ limitCents: 52_800n, percent: 35 }],
  furtherLimitCents: 0n,
  furtherPercent: 0,
  roundUpToCents: 5,
};

test.each<[string, Partial<OwnValueFacts>, ReturnType<typeof wish>, string]>([
  ['nobody’s voucher', { voucher: undefined }, wish('2026-02-01', { a: 3300n }), 'NOT_FOUND voucherId'],
  ['a declined voucher', { voucher: voucher({ state: 'DECLINED' }) }, wish('2026-02-01', { a: 3300n }), 'WRONG_STATE voucherId'],
  [
    'a purchased service',
    { voucher: voucher({ arrangementKind: 'PURCHASED' }) },
    wish('2026-02-01', { a: 3300n }),
    'WRONG_STATE voucherId',
  ],
  ['the day before the voucher', {}, wish('2025-12-31', { a: 4000n }), 'INVALID_RANGE firstDay'],
  ['the first day of the voucher', {}, wish('2026-01-01', { a: 4000n }), 'accepted'],
  ['the last day of the voucher', {}, wish('2026-06-30', { a: 4000n }), 'accepted'],
  ['the day after the voucher', {}, wish('2026-07-01', { a: 4000n }), 'INVALID_RANGE firstDay'],
  ['a rise backwards', {}, wish('2026-02-01', { a: 4000n }), 'accepted'],
  ['a fall a day too early', {}, wish('2026-03-30', { a: 3199n }), 'NOTICE_TOO_SHORT ownValue'],
  ['a fall with its notice', {}, wish('2026-03-31', { a: 3199n }), 'accepted'],
  ['14: a fall backwards as the correction of an error', {}, wish('2026-02-28', { a: 3199n }, 'CORRECTION_OF_ERROR'), 'accepted'],
  ['14: a correction that begins today', {}, wish('2026-03-01', { a: 3199n }, 'CORRECTION_OF_ERROR'), 'INVALID_RANGE firstDay'],
  [
    '4: a correction below the value of a content free by law',
    free,
    wish('2026-02-01', { a: 3199n }, 'CORRECTION_OF_ERROR'),
    'VALUE_BELOW_CAP ownValue',
  ],
  ['a rise that a later table overtakes', {}, wish('2026-02-01', { a: 3999n }), 'NOTICE_TOO_SHORT ownValue'],
  ['a base below the table’s', {}, wish('2026-02-01', { base: 3199n }), 'NOTICE_TOO_SHORT ownValue'],
  ['a base of the table’s', {}, wish('2026-02-01', { base: 3200n }), 'accepted'],
  ['free by law, a cent below everybody’s', free, wish('2026-02-01', { a: 3199n }), 'VALUE_BELOW_CAP ownValue'],
  ['an income without a formula', {}, wish('2026-02-01', { income: { monthlyIncomeCents: 0n, persons: 1 } }), 'NO_VALUE ownValue,income'],
  [
    'a fall from an earlier decision',
    { voucher: voucher({ ownValue: own(null, 4500n) }) },
    wish('2026-02-01', { a: 4499n }),
    'NOTICE_TOO_SHORT ownValue',
  ],
  [
    'a rise that reaches only to the next decision',
    { voucher: voucher({ ownValue: own(null, 4000n), ownValueChanges: [{ firstDay: day('2026-02-10'), ownValue: own(null, 5000n) }] }) },
    wish('2026-02-01', { a: 4100n }),
    'accepted',
  ],
])('%s', (_, change, wished, expected) => {
  const decision = changeOwnValue(facts(change), wished);
  expect(decision.accepted ? 'accepted' : `${decision.refusal.code} ${decision.refusal.path?.join()}`).toBe(expected);
});

test('R12: the formula converts an income once: 22.85', () => {
  const byIncome = wish('2026-05-01', { income: { monthlyIncomeCents: 90_000n, persons: 1 } });
  expect(changeOwnValue(facts({ formula }), byIncome)).toMatchObject({
    accepted: true,
    value: { ownValue: { basis: 'INCOME_LINKED', baseCents: 2285n } },
  });
});

test('of two decisions with the same first day the later holds, and the earlier is kept', () => {
  const [first, second] = [1n, 2n].map((a) => ({ firstDay: day('2026-02-01'), ownValue: own(null, a) }));
  const twice = { ownValue: null, ownValueChanges: withOwnValue({ ownValue: null, ownValueChanges: [first!] }, second!) };
  expect(twice.ownValueChanges).toEqual([second, first]);
});
