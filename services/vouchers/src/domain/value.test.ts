/** Publishing values: what is refused first, and what needs a notice. */
import { describe, expect, test } from 'vitest';
import { checkValues, lastDayOf, type TableWish, type ValueFacts, type ValueWish } from './value.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const of = (contentId: string, valueCents: bigint): ValueWish => ({ contentId, valueCents, coefficient: null });
const times = (contentId: string, coefficient: number): ValueWish => ({ contentId, valueCents: null, coefficient });
const wish = (values: ValueWish[], change: Partial<TableWish> = {}): TableWish => ({
  firstDay: day('2026-08-01'),
  baseCents: null,
  values,
  ...change,
});
const facts: ValueFacts = { contentIds: ['a', 'b'], before: new Map(), ownBases: [], noticeDays: 30, today: day('2026-06-16') };
const codeOf = (known: Partial<ValueFacts>, wished: TableWish) => {
  const decision = checkValues({ ...facts, ...known }, wished);
  return decision.accepted ? 'accepted' : `${decision.refusal.code} ${decision.refusal.path?.join('.')}`;
};

test.each<[string, Partial<ValueFacts>, TableWish, string]>([
  ['values of two contents', {}, wish([of('a', 3200n), of('b', 3680n)]), 'accepted'],
  ['a value of zero', {}, wish([of('a', 0n)]), 'accepted'],
  ['a value below zero', {}, wish([of('a', 3200n), of('b', -1n)]), 'AMOUNT_NOT_POSITIVE values.1.value'],
  ['a base below zero', {}, wish([times('a', 10_000)], { baseCents: -1n }), 'AMOUNT_NOT_POSITIVE base'],
  ['a content twice, one of them below zero', {}, wish([of('a', 3200n), of('a', -1n)]), 'CONTENT_GRANTED_TWICE values.1.contentId'],
  ['an unknown content twice', {}, wish([of('x', 1n), of('x', 1n)]), 'UNKNOWN_CONTENT values.0.contentId'],
  ['a service that nobody has heard of', { contentIds: null }, wish([of('x', -1n)]), 'NOT_YET_KNOWN serviceId'],
])('%s', (_, known, wished, expected) => expect(codeOf(known, wished)).toBe(expected));

test('52: base × coefficient is rounded half up to the cent; a value of its own stays', () => {
  const decision = checkValues(facts, wish([times('a', 11_500), of('b', 50n)], { baseCents: 2425n }));
  expect(decision.accepted && decision.value.map(({ valueCents }) => valueCents)).toEqual([2789n, 50n]);
});

describe('15: a fall needs its notice, a rise may begin backwards', () => {
  const before = new Map([
    ['a', { firstDay: day('2026-01-01'), valueCents: 3200n, coefficient: null }],
    ['b', { firstDay: day('2026-01-01'), valueCents: 3680n, coefficient: 11_500 }],
  ]);
  const short = 'NOTICE_TOO_SHORT values.0.value';
  test.each<[string, ValueWish[], Partial<TableWish>, string]>([
    ['a fall after exactly the notice', [of('a', 3000n)], { firstDay: day('2026-07-16') }, 'accepted'],
    ['a fall a day before', [of('a', 3000n)], { firstDay: day('2026-07-15') }, short],
    ['14: a fall backwards', [of('a', 3000n)], { firstDay: day('2026-06-01') }, short],
    ['14: a rise backwards', [of('a', 3400n)], { firstDay: day('2026-06-01') }, 'accepted'],
    ['the same value', [of('a', 3200n)], { firstDay: day('2026-06-01') }, 'accepted'],
    [
      'a smaller coefficient of a greater base',
      [times('b', 11_000)],
      { firstDay: day('2026-07-15'), baseCents: 3500n },
      'NOTICE_TOO_SHORT values.0.coefficient',
    ],
  ])('%s', (_, values, change, expected) => expect(codeOf({ before }, wish(values, change))).toBe(expected));

  const coefficient = 'NOTICE_TOO_SHORT values.0.coefficient';
  test.each<[string, ValueWish, bigint, bigint | null, string]>([
    ['the same value by a coefficient, less of his base', times('a', 10_000), 1000n, 3200n, coefficient],
    ['and no less of his base', times('a', 10_000), 3200n, 3200n, 'accepted'],
    ['the same value with no coefficient any more, less than by his base', of('b', 3680n), 3400n, null, short],
    ['and more than by his base', of('b', 3680n), 3000n, null, 'accepted'],
  ])('for a client with a base of his own: %s', (_, value, ownBase, baseCents, expected) => {
    expect(codeOf({ before, ownBases: [ownBase] }, wish([value], { baseCents, firstDay: day('2026-07-15') }))).toBe(expected);
  });
});

test.each<[string, Record<string, string[]>, string | null]>([
  ['there is nothing later', { a: ['2026-01-01'], b: [] }, null],
  ['the same day is not later', { a: ['2026-06-01', '2026-01-01'], b: ['2026-06-01'] }, null],
  ['one content goes on', { a: ['2026-08-01', '2026-01-01'], b: ['2026-01-01'] }, null],
  ['the latest of the next ones', { a: ['2026-12-01', '2026-08-01', '2026-01-01'], b: ['2026-09-01'] }, '2026-08-31'],
])('the last day that values of 1 June decide about: %s', (_, begun, expected) => {
  const versions = new Map(
    Object.entries(begun).map(([id, days]) => [
      id,
      days.map((firstDay) => ({ firstDay: day(firstDay), valueCents: 1n, coefficient: null })),
    ]),
  );
  expect(lastDayOf(versions, day('2026-06-01'), [{ contentId: 'a' }, { contentId: 'b' }])?.toString() ?? null).toBe(expected);
});
