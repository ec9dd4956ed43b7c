/** Tests publishing values: the order of refusals, and which changes need a notice. */
import { describe, expect, test } from 'vitest';
import { aboutTable, checkValues, lastDayOf, withValues, type TableWish, type ValueFacts, type ValueWish } from './value.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const of = (contentId: string, valueCents: bigint): ValueWish => ({ contentId, valueCents, coefficient: null, share: null });
const times = (contentId: string, coefficient: number): ValueWish => ({ contentId, valueCents: null, coefficient, share: null });
const percentOf = (contentId: string, percent: number, ofContentId: string): ValueWish => ({
  contentId,
  valueCents: null,
  coefficient: null,
  share: { ofContentId, percent },
});
const wish = (values: ValueWish[], change: Partial<TableWish> = {}): TableWish => ({
  firstDay: day('2026-08-01'),
  baseCents: null,
  values,
  reason: null,
  ...change,
});
const facts: ValueFacts = {
  contentIds: ['a', 'b'],
  before: new Map(),
  ownBases: [],
  noticeDays: 30,
  today: day('2026-06-16'),
  versions: 0,
};
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
  ['a service that vouchers has not heard of', { contentIds: null }, wish([of('x', -1n)]), 'NOT_YET_KNOWN serviceId'],
])('%s', (_, known, wished, expected) => expect(codeOf(known, wished)).toBe(expected));

test('52: base × coefficient is rounded half up to the cent; a content’s own value stays', () => {
  const decision = checkValues(facts, wish([times('a', 11_500), of('b', 50n)], { baseCents: 2425n }));
  expect(decision.accepted && decision.value.map(({ valueCents }) => valueCents)).toEqual([2789n, 50n]);
});

describe('a unit is worth a million euros at most, in whatever form the table gives it', () => {
  const most = 100_000_000n;
  const dear = new Map([['b', { firstDay: day('2026-01-01'), valueCents: most, coefficient: null }]]);
  test.each<[string, Partial<ValueFacts>, TableWish, string]>([
    ['a million', {}, wish([of('a', most)]), 'accepted'],
    ['a base × 1', {}, wish([times('a', 10_000)], { baseCents: most }), 'accepted'],
    ['a base × 1.0001', {}, wish([of('b', 1n), times('a', 10_001)], { baseCents: most }), 'AMOUNT_TOO_LARGE values.1.coefficient'],
    ['100 % of the value in force', { before: dear }, wish([percentOf('a', 100, 'b')]), 'accepted'],
    // Otherwise percentages would multiply, table by table.
    ['101 % of the value in force', { before: dear }, wish([percentOf('a', 101, 'b')]), 'AMOUNT_TOO_LARGE values.0.percentage'],
  ])('%s', (_, known, wished, expected) => expect(codeOf(known, wished)).toBe(expected));
});

const error = { reason: 'CORRECTION_OF_ERROR' } as const;

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
    ['14: a fall backwards as the correction of an error', [of('a', 3000n)], { firstDay: day('2026-06-15'), ...error }, 'accepted'],
    ['14: a correction that begins today', [of('a', 3000n)], { firstDay: day('2026-06-16'), ...error }, 'INVALID_RANGE firstDay'],
    ['56: a percentage that is a fall', [percentOf('a', 86, 'b')], { firstDay: day('2026-07-15') }, 'NOTICE_TOO_SHORT values.0.percentage'],
    ['56: a percentage that is no fall', [percentOf('a', 87, 'b')], { firstDay: day('2026-07-15') }, 'accepted'],
    [
      'a smaller coefficient of a greater base',
      [times('b', 11_000)],
      { firstDay: day('2026-07-15'), baseCents: 3500n },
      'NOTICE_TOO_SHORT values.0.coefficient',
    ],
  ])('%s', (_, values, change, expected) => expect(codeOf({ before }, wish(values, change))).toBe(expected));

  const coefficient = 'NOTICE_TOO_SHORT values.0.coefficient';
  test.each<[string, ValueWish, bigint, bigint | null, string]>([
    ['the same value by a coefficient, less by the own base', times('a', 10_000), 1000n, 3200n, coefficient],
    ['the same value by a coefficient, no less by the own base', times('a', 10_000), 3200n, 3200n, 'accepted'],
    ['the same value without a coefficient, less than by the own base', of('b', 3680n), 3400n, null, short],
    ['the same value without a coefficient, more than by the own base', of('b', 3680n), 3000n, null, 'accepted'],
  ])('for a client with an own base: %s', (_, value, ownBase, baseCents, expected) => {
    expect(codeOf({ before, ownBases: [ownBase] }, wish([value], { baseCents, firstDay: day('2026-07-15') }))).toBe(expected);
  });
});

test.each<[string, Record<string, string[]>, string | null]>([
  ['no later value', { a: ['2026-01-01'], b: [] }, null],
  ['the same day is not later', { a: ['2026-06-01', '2026-01-01'], b: ['2026-06-01'] }, null],
  ['one content without a later value', { a: ['2026-08-01', '2026-01-01'], b: ['2026-01-01'] }, null],
  ['the latest first day after it', { a: ['2026-12-01', '2026-08-01', '2026-01-01'], b: ['2026-09-01'] }, '2026-08-31'],
])('the last day on which values of 1 June decide: %s', (_, begun, expected) => {
  const versions = new Map(
    Object.entries(begun).map(([id, days]) => [
      id,
      days.map((firstDay) => ({ firstDay: day(firstDay), valueCents: 1n, coefficient: null })),
    ]),
  );
  expect(lastDayOf(versions, day('2026-06-01'), [{ contentId: 'a' }, { contentId: 'b' }])?.toString() ?? null).toBe(expected);
});

describe('56: publishing turns a percentage of another content’s value into a value', () => {
  const inForce = new Map([
    ['b', { firstDay: day('2026-01-01'), valueCents: 3131n, coefficient: null }],
    ['c', { firstDay: day('2026-01-01'), valueCents: 1000n, coefficient: null }],
  ]);
  test.each<[string, ValueWish[], Partial<TableWish>, string | bigint]>([
    ['of a value in force: 80 % of 31.31 is 25.048', [percentOf('a', 80, 'b')], {}, 2505n],
    ['of a value of the same table: 80 % of 160.00', [percentOf('a', 80, 'b'), of('b', 16_000n)], {}, 12_800n],
    [
      'of base × coefficient of the same table: 50 % of 27.89 is 13.945',
      [percentOf('a', 50, 'b'), times('b', 11_500)],
      { baseCents: 2425n },
      1395n,
    ],
    ['of a value just below the half: 50 % of 0.03 is 0.015, 33 % of it 0.0099', [percentOf('a', 33, 'b'), of('b', 3n)], {}, 1n],
    ['of a value of zero', [percentOf('a', 80, 'b'), of('b', 0n)], {}, 0n],
    ['of a percentage', [percentOf('a', 80, 'b'), percentOf('b', 50, 'c')], {}, 'NO_VALUE values.0.percentage'],
    ['of itself', [percentOf('b', 80, 'b')], {}, 'NO_VALUE values.0.percentage'],
    ['of a content without a value', [percentOf('b', 80, 'a')], {}, 'NO_VALUE values.0.percentage'],
    ['of a content of another service', [percentOf('a', 80, 'x')], {}, 'UNKNOWN_CONTENT values.0.contentId'],
  ])('%s', (_, values, change, expected) => {
    const known = { ...facts, contentIds: ['a', 'b', 'c'], before: inForce };
    const decision = checkValues(known, wish(values, change));
    const { coefficient, valueCents } = (decision.accepted && decision.value[0]) || {
      coefficient: null,
      valueCents: codeOf(known, wish(values, change)),
    };
    expect([coefficient, valueCents]).toEqual([null, expected]);
  });
});

test('a second table of a day is published only to correct an error', () => {
  const again = wish([of('a', 3400n)], { firstDay: day('2026-06-01') });
  expect(codeOf({ versions: 1 }, again)).toBe('VERSION_EXISTS firstDay');
  expect(codeOf({ versions: 1 }, { ...again, ...error })).toBe('accepted');
  const twice = withValues(new Map([['a', [{ firstDay: day('2026-06-01'), valueCents: 3400n, coefficient: null }]]]), day('2026-06-01'), [
    { contentId: 'a', valueCents: 3300n, coefficient: null },
  ]);
  expect(twice.get('a')!.map(({ valueCents }) => valueCents)).toEqual([3300n, 3400n]);
});

test('a preview is about a change from one value to another: the same wish after another change is another preview', () => {
  const table = wish([of('a', 3000n)], { firstDay: day('2026-06-01'), ...error });
  const published = [{ contentId: 'a', valueCents: 3000n, coefficient: null }];
  const before = (valueCents: bigint, versions = 1) => ({
    before: new Map([['a', { firstDay: day('2026-01-01'), valueCents, coefficient: null }]]),
    versions,
  });
  const about = (...seen: Parameters<typeof before>) => aboutTable('s', table, published, before(...seen));
  expect(about(3200n)).toBe(about(3200n));
  expect(new Set([about(3200n), about(3201n), about(3200n, 2)]).size).toBe(3);
});
