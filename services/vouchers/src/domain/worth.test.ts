/** Tests the value of a unit on a day, by the table and by a client's own decision. */
import { expect, test } from 'vitest';
import { worthOn, type OwnValue, type ValueVersion } from './worth.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const version = (firstDay: string, valueCents: bigint, coefficient: number | null = null): ValueVersion => ({
  firstDay: day(firstDay),
  valueCents,
  coefficient,
});
const own = (baseCents: bigint | null, contents: [string, bigint][] = []): OwnValue => ({
  basis: 'INDIVIDUAL',
  baseCents,
  contents: new Map(contents),
});
const evening = [version('2026-07-01', 4000n, 12_500), version('2026-01-01', 3680n, 11_500)];
const table = [version('2024-03-01', 3200n), version('2023-01-01', 3050n)];

test.each<[string, OwnValue | null, ValueVersion[] | undefined, string, bigint | undefined]>([
  ['R17: the last day of the old value', null, table, '2024-02-29', 3050n],
  ['R17: the first day of the new value', null, table, '2024-03-01', 3200n],
  ['before the first table', null, table, '2022-12-31', undefined],
  ['without a table', null, undefined, '2026-06-01', undefined],
  ['R13: 24.25 × 1.15 from the stored base', own(2425n), evening, '2026-06-30', 2789n],
  ['R13: the coefficient of the service day', own(2425n), evening, '2026-07-01', 3031n],
  ['52: the coefficient multiplies the floor 7.00, too', own(700n), evening, '2026-06-30', 805n],
  ['52: a content’s own value wins over base and coefficient', own(2425n), table, '2026-06-30', 3200n],
  ['15: a value in the client’s own decision wins over everything', own(2425n, [['a', 3400n]]), evening, '2026-06-30', 3400n],
  ['15: a value in the client’s own decision needs no table', own(null, [['a', 3400n]]), undefined, '2026-06-30', 3400n],
])('%s', (_, decision, versions, onDay, expected) =>
  expect(worthOn(decision, versions, { contentId: 'a', unit: 'HOUR', day: day(onDay) })?.valueCents).toBe(expected),
);

test('42: a euro is worth a euro unless a table says otherwise', () => {
  const euro = { contentId: 'a', unit: 'EURO' as const, day: day('2026-06-30') };
  expect(worthOn(null, undefined, euro)?.valueCents).toBe(100n);
  expect(worthOn(null, [version('2026-01-01', 80n)], euro)?.valueCents).toBe(80n);
});
