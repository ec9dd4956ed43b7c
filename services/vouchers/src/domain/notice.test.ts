/** Tests what a client pays of a unit. */
import { expect, test } from 'vitest';
import { clientShareOfUnit, grantedMonthly, monthlyChange, type UnitShareFacts } from './notice.ts';

const facts = (change: Partial<UnitShareFacts> = {}): UnitShareFacts => ({
  arrangementKind: 'VOUCHER',
  deductibleAllowed: true,
  isBalance: false,
  worth: { valueCents: 3200n, since: null, basis: 'TABLE' },
  ...change,
});
test.each<[string, UnitShareFacts, bigint, bigint | null]>([
  ['R1: above the value', facts(), 3850n, 650n],
  ['a cent above', facts(), 3201n, 1n],
  ['exactly the value', facts(), 3200n, 0n],
  ['R3: below the value', facts(), 2900n, 0n],
  ['R4: free by law', facts({ deductibleAllowed: false }), 3850n, 0n],
  ['R29: purchased', facts({ arrangementKind: 'PURCHASED', worth: undefined }), 3850n, 0n],
  ['10: a balance without a value', facts({ isBalance: true, worth: undefined }), 3850n, 0n],
  ['10: a balance with a value', facts({ isBalance: true }), 3850n, 650n],
  ['without a value', facts({ worth: undefined }), 3850n, null],
])('%s', (_, known, price, expected) => expect(clientShareOfUnit(known, price)).toBe(expected));

const hours = (minutes: number) => ({ steps: BigInt(minutes), stepsPerUnit: 60n });
test.each<[string, bigint, bigint, bigint, bigint | null, bigint]>([
  ['ten hours at 1.50 more', 650n, 800n, 600n, null, 1500n],
  ['within what is granted', 650n, 800n, 600n, 600n, 1500n],
  ['beyond what is granted', 650n, 800n, 601n, 600n, 1500n],
  ['twenty minutes, half up', 650n, 800n, 20n, null, 50n],
  ['a cent more for half an hour', 650n, 651n, 30n, null, 1n],
  ['a price that stays below the value', 0n, 0n, 600n, null, 0n],
])('a month: %s', (_, before, after, usual, granted, expected) =>
  expect(monthlyChange(before, after, { usual: hours(Number(usual)), granted: granted === null ? null : hours(Number(granted)) })).toBe(
    expected,
  ),
);

test.each([
  ['a month', { kind: 'QUANTITY', unit: 'HOUR', steps: 600, recurrence: 'MONTH' }, hours(600)],
  [
    'a week: 52 of them in 12 months',
    { kind: 'QUANTITY', unit: 'HOUR', steps: 120, recurrence: 'WEEK' },
    { steps: 6240n, stepsPerUnit: 720n },
  ],
  ['a year', { kind: 'QUANTITY', unit: 'HOUR', steps: 600, recurrence: 'YEAR' }, null],
  ['without limit', { kind: 'UNLIMITED', unit: 'HOUR', steps: null, recurrence: null }, null],
  ['a balance', { kind: 'BALANCE', unit: 'EURO', steps: null, recurrence: null }, null],
] as const)('granted by %s', (_, given, expected) => expect(grantedMonthly(given as never)).toEqual(expected));
