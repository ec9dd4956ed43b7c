/** What a client pays himself of a unit. */
import { expect, test } from 'vitest';
import { clientShareOfUnit, type UnitShareFacts } from './notice.ts';

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
  ['of the value', facts(), 3200n, 0n],
  ['R3: below the value', facts(), 2900n, 0n],
  ['R4: free by law', facts({ deductibleAllowed: false }), 3850n, 0n],
  ['R29: purchased', facts({ arrangementKind: 'PURCHASED', worth: undefined }), 3850n, 0n],
  ['10: a balance without a value', facts({ isBalance: true, worth: undefined }), 3850n, 0n],
  ['10: a balance with a value', facts({ isBalance: true }), 3850n, 650n],
  ['without a value', facts({ worth: undefined }), 3850n, null],
])('%s', (_, known, price, expected) => expect(clientShareOfUnit(known, price)).toBe(expected));
