/** Tests which clients a table of lower values concerns (rules 15): by how much, and on which day. */
import { expect, test } from 'vitest';
import { fallsOf, type TableValue } from './replacement.ts';
import { day, voucher } from './testing/visits.ts';
import type { KnownVoucher } from './succession.ts';
import type { OwnValue } from './worth.ts';

const valueOf = (firstDay: string, valueCents: bigint, coefficient: number | null = null, version = 1): TableValue => ({
  firstDay: day(firstDay),
  valueCents,
  coefficient,
  version,
});
const values = new Map([
  ['a', [valueOf('2026-08-01', 3000n), valueOf('2026-01-01', 3200n)]],
  ['b', [valueOf('2026-08-01', 3450n, 11_500), valueOf('2026-01-01', 3680n, 11_500)]],
  ['same', [valueOf('2026-08-01', 2100n), valueOf('2026-01-01', 2100n)]],
  ['elsewhere', [valueOf('2026-09-01', 1n), valueOf('2026-01-01', 2100n)]],
  ['first', [valueOf('2026-08-01', 1n)]],
]);
const contents = ['a', 'b', 'same', 'elsewhere', 'first'];
const own = (baseCents: bigint | null, a?: bigint): OwnValue => ({
  basis: 'INDIVIDUAL',
  baseCents,
  contents: new Map(a === undefined ? [] : [['a', a]]),
});
const falls = (change: Partial<KnownVoucher>, of: ReadonlyMap<string, readonly TableValue[]> = values, version = 1) =>
  fallsOf(voucher({ lastDay: day('2026-12-31'), ...change }), [{ contentIds: contents, unit: 'HOUR' }], of, {
    firstDay: day('2026-08-01'),
    version,
  }).map(({ contentId, beforeCents, afterCents }) => `${contentId} ${beforeCents} > ${afterCents}`);
const both = ['a 3200 > 3000', 'b 3680 > 3450'];

test.each<[string, Partial<KnownVoucher>, string[]]>([
  ['a client who follows the table', {}, both],
  ['a voucher up to the day before', { lastDay: day('2026-07-31') }, []],
  ['a voucher up to the first day', { lastDay: day('2026-08-01') }, both],
  ['a voucher that begins later', { firstDay: day('2026-10-01') }, both],
  ['a purchased service', { arrangementKind: 'PURCHASED' }, []],
  ['a value written for the client', { ownValue: own(null, 3100n) }, ['b 3680 > 3450']],
  ['a client’s own base: the coefficient stays', { ownValue: own(2000n) }, ['a 3200 > 3000']],
  [
    'a later own decision that holds before the table',
    { ownValueChanges: [{ firstDay: day('2026-07-01'), ownValue: own(null, 3100n) }] },
    ['b 3680 > 3450'],
  ],
])('%s', (_, change, expected) => expect(falls(change)).toEqual(expected));

test('a table that corrects another of the same day counts against it, for the contents that it names', () => {
  const corrected = new Map([
    ['a', [valueOf('2026-08-01', 2900n, null, 2), valueOf('2026-08-01', 3000n), valueOf('2026-01-01', 3200n)]],
    ['b', [valueOf('2026-08-01', 3450n), valueOf('2026-01-01', 3680n)]],
  ]);
  expect(falls({}, corrected, 2)).toEqual(['a 3000 > 2900']);
});

test('a table changes nothing for a voucher that begins under a later table', () => {
  const overtaken = new Map([['a', [valueOf('2026-09-01', 3300n), valueOf('2026-08-01', 3000n), valueOf('2026-01-01', 3200n)]]]);
  expect(falls({ firstDay: day('2026-09-01') }, overtaken)).toEqual([]);
  expect(falls({ firstDay: day('2026-08-31') }, overtaken)).toEqual(['a 3200 > 3000']);
});
