/** Tests granting: the result of a wish, every refusal in its order, and both sides of each boundary. */
import { describe, expect, test } from 'vitest';
import { grant, type Content, type GrantFacts, type GrantWish, type OwnValueWish } from './grant.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const days = (firstDay: string, lastDay: string) => ({ firstDay: day(firstDay), lastDay: day(lastDay) });
const year2026 = days('2026-01-01', '2026-12-31');
const content = (id: string, unit: Content['unit'], deductibleAllowed = true): Content => ({
  id,
  unit,
  versions: [{ firstDay: day('2025-01-01'), deductibleAllowed }],
});
const value = (valueCents: bigint, coefficient: number | null = null, firstDay = '2026-01-01') => [
  { firstDay: day(firstDay), valueCents, coefficient },
];

const facts: GrantFacts = {
  serviceId: 's',
  contents: [
    content('a', 'HOUR'),
    content('b', 'HOUR'),
    content('free', 'HOUR', false),
    content('km', 'KILOMETRE'),
    content('month', 'MONTH'),
    content('week', 'WEEK'),
    content('new', 'HOUR'),
    content('euro', 'EURO'),
  ],
  arrangementKind: 'VOUCHER',
  values: new Map([
    ['a', value(3200n)],
    ['b', value(3680n, 11_500)],
    ['free', value(2100n, 10_000)],
    ['km', value(50n)],
    ['month', value(6390n)],
    ['week', value(440n)],
    ['new', value(100n, null, '2026-01-02')],
  ]),
  formula: undefined,
  predecessor: undefined,
  isNumberTaken: false,
  diedOn: null,
  isClientKnown: true,
  isOwnClient: true,
};
const of = (...contentIds: string[]) => ({ contentIds, steps: 600, recurrence: 'MONTH' as const, periods: [], carryOver: false });
const wish: GrantWish = {
  ...year2026,
  personId: 'p',
  entitlements: [of('a', 'b')],
  balance: null,
  ownValue: null,
  contractPrices: [],
  predecessorId: null,
};
const codeOf = (known: Partial<GrantFacts>, wished: Partial<GrantWish>) => {
  const decision = grant({ ...facts, ...known }, { ...wish, ...wished });
  return decision.accepted ? 'granted' : `${decision.refusal.code} ${decision.refusal.path?.join('.')}`;
};
const granting = (...entitlements: GrantWish['entitlements']) => ({ entitlements });

describe('what is granted', () => {
  test('a grant holds whole minutes for each entitlement', () =>
    expect(grant(facts, wish)).toMatchObject({
      accepted: true,
      value: { entitlements: [{ kind: 'QUANTITY', contentIds: ['a', 'b'], unit: 'HOUR', steps: 600, recurrence: 'MONTH' }] },
    }));

  test.each<[string, Partial<GrantFacts>, Partial<GrantWish>, string]>([
    ['one day', {}, { lastDay: year2026.firstDay }, 'granted'],
    ['a last day before the first', {}, { lastDay: day('2025-12-31') }, 'INVALID_RANGE lastDay'],
    ['a service that nobody has heard of', { contents: null }, {}, 'NOT_YET_KNOWN serviceId'],
    ['no contents', {}, granting(of()), 'UNKNOWN_CONTENT entitlements.0'],
    ['a content of another service', {}, granting(of('a'), of('x')), 'UNKNOWN_CONTENT entitlements.1'],
    ['25: contents of different units', {}, granting(of('a', 'km')), 'WRONG_QUANTITY entitlements.0.contentIds'],
    ['40: months by the month', {}, granting(of('month')), 'granted'],
    ['40: months by the year', {}, granting({ ...of('month'), recurrence: 'YEAR' }), 'WRONG_QUANTITY entitlements.0.recurrence'],
    ['40: months without limit', {}, granting({ ...of('month'), steps: null, recurrence: 'ONCE' }), 'granted'],
    ['40: weeks by the week', {}, granting({ ...of('week'), recurrence: 'WEEK' }), 'granted'],
    ['40: weeks by the month', {}, granting(of('week')), 'WRONG_QUANTITY entitlements.0.recurrence'],
    ['one minute', {}, granting({ ...of('a'), steps: 1 }), 'granted'],
    ['no minute', {}, granting({ ...of('a'), steps: 0 }), 'AMOUNT_NOT_POSITIVE entitlements.0.minutes'],
    ['a content twice in one entitlement', {}, granting(of('a', 'a')), 'CONTENT_GRANTED_TWICE entitlements.0.contentIds'],
    ['25: a content in two entitlements', {}, granting(of('a'), of('b', 'a')), 'CONTENT_GRANTED_TWICE entitlements.1.contentIds'],
    ['nothing', {}, granting(), 'AMOUNT_NOT_POSITIVE entitlements'],
    ['31: a content that gets its value a day later', {}, granting(of('new')), 'NO_VALUE entitlements.0.contentIds'],
    ['31: on the day of the value', {}, { ...granting(of('new')), firstDay: day('2026-01-02') }, 'granted'],
    ['31: a permission needs a value, too', { arrangementKind: 'PERMISSION' }, granting(of('new')), 'NO_VALUE entitlements.0.contentIds'],
    ['30: a purchased service needs no value', { arrangementKind: 'PURCHASED' }, granting(of('new')), 'granted'],
    ['42: euros need no value', {}, granting({ ...of('euro'), steps: null }), 'granted'],
    ['23: carrying over for ten years', {}, { ...granting({ ...of('a'), carryOver: true }), lastDay: day('2036-01-01') }, 'granted'],
    [
      '23: carrying over for ten years and a day',
      {},
      { ...granting({ ...of('a'), carryOver: true }), lastDay: day('2036-01-02') },
      'INVALID_RANGE entitlements.0.carryOver',
    ],
    ['a number that is in use', { isNumberTaken: true }, {}, 'NUMBER_TAKEN voucherNumber'],
  ])('%s', (_, known, wished, expected) => expect(codeOf(known, wished)).toBe(expected));

  const periods = (...ranges: [string, string][]) =>
    granting({ ...of('a'), recurrence: 'PERIOD', periods: ranges.map(([firstDay, lastDay]) => days(firstDay, lastDay)) });
  test.each<[string, Partial<GrantWish>, string]>([
    ['the whole validity', periods(['2026-01-01', '2026-12-31']), 'granted'],
    ['from the day before', periods(['2025-12-31', '2026-06-30']), 'INVALID_RANGE entitlements.0.periods.0'],
    ['until the day after', periods(['2026-01-01', '2027-01-01']), 'INVALID_RANGE entitlements.0.periods.0'],
    ['one after another', periods(['2026-01-01', '2026-01-31'], ['2026-02-01', '2026-02-28']), 'granted'],
    ['on the same day', periods(['2026-01-01', '2026-01-31'], ['2026-01-31', '2026-02-28']), 'INVALID_RANGE entitlements.0.periods.1'],
    ['not in order', periods(['2026-02-01', '2026-02-28'], ['2026-01-01', '2026-01-31']), 'INVALID_RANGE entitlements.0.periods.1'],
    ['ending before it starts', periods(['2026-02-01', '2026-01-31']), 'INVALID_RANGE entitlements.0.periods.0'],
  ])('26: ranges of the grant: %s', (_, wished, expected) => expect(codeOf({}, wished)).toBe(expected));

  const balance = (contentIds: string[], amountCents = 50_000n, range = days('2026-01-01', '2026-06-30')) => ({
    balance: { contentIds, batches: [{ ...range, amountCents }] },
  });
  test.each<[string, Partial<GrantWish>, string]>([
    ['beside a quantity', balance(['km']), 'granted'],
    ['alone, of a content without a value', { ...balance(['new']), entitlements: [] }, 'granted'],
    ['of a content that has a quantity', balance(['a']), 'CONTENT_GRANTED_TWICE balance.contentIds'],
    ['of an unknown content', balance(['x']), 'UNKNOWN_CONTENT balance.contentIds'],
    ['of nothing', balance([]), 'UNKNOWN_CONTENT balance.contentIds'],
    ['of one cent', balance(['km'], 1n), 'granted'],
    ['of no cent', balance(['km'], 0n), 'AMOUNT_NOT_POSITIVE balance.batches.0.amount'],
    ['on no day', balance(['km'], 1n, days('2026-02-01', '2026-01-31')), 'INVALID_RANGE balance.batches.0.lastDay'],
  ])('10: a balance %s', (_, wished, expected) => expect(codeOf({}, wished)).toBe(expected));
});

describe('21: a voucher that follows another', () => {
  const predecessor = { personId: 'p', serviceId: 's', lastDay: day('2025-12-31'), hasSuccessor: false };
  test.each<[string, Partial<NonNullable<GrantFacts['predecessor']>> | undefined, string]>([
    ['from the day after', {}, 'granted'],
    ['after a gap', { lastDay: day('2025-11-30') }, 'granted'],
    ['from its last day', { lastDay: day('2026-01-01') }, 'INVALID_RANGE firstDay'],
    ['of another client', { personId: 'q' }, 'NOT_FOUND predecessorId'],
    ['of another service', { serviceId: 't' }, 'NOT_FOUND predecessorId'],
    ['that has a successor already', { hasSuccessor: true }, 'WRONG_STATE predecessorId'],
    ['that does not exist or is another organiser’s', undefined, 'NOT_FOUND predecessorId'],
  ])('%s', (_, change, expected) =>
    expect(codeOf({ predecessor: change && { ...predecessor, ...change } }, { predecessorId: 'before' })).toBe(expected),
  );
});

describe('15, 51: a client’s own value', () => {
  const formula = {
    firstDay: day('2026-01-01'),
    maxCents: 2500n,
    floorCents: 700n,
    households: [{ limitCents: 52_800n, percent: 35 }],
    furtherLimitCents: 0n,
    furtherPercent: 0,
    roundUpToCents: 5,
  };
  const own = (change: Partial<OwnValueWish>): Partial<GrantWish> => ({
    ownValue: { baseCents: null, contents: [], income: null, ...change },
  });
  const income = (persons: number) => own({ income: { monthlyIncomeCents: 90_000n, persons } });

  test('R12: the formula converts an income into the base once', () =>
    expect(grant({ ...facts, formula }, { ...wish, ...income(1) })).toMatchObject({
      value: { ownValue: { basis: 'INCOME_LINKED', baseCents: 2285n }, income: { persons: 1 } },
    }));

  const free = granting(of('free'));
  test.each<[string, Partial<GrantFacts>, Partial<GrantWish>, string]>([
    ['by income, without a formula', {}, income(1), 'NO_VALUE ownValue.income'],
    ['by income, of nobody', { formula }, income(0), 'AMOUNT_NOT_POSITIVE ownValue.income.persons'],
    ['a base', {}, own({ baseCents: 3400n }), 'granted'],
    ['a base to which no coefficient applies', {}, { ...own({ baseCents: 3400n }), ...granting(of('a')) }, 'NO_VALUE ownValue.base'],
    ['a base below zero', {}, own({ baseCents: -1n }), 'AMOUNT_NOT_POSITIVE ownValue.base'],
    ['of an unknown content', {}, own({ contents: [{ contentId: 'x', valueCents: 1n }] }), 'UNKNOWN_CONTENT ownValue.contents.0'],
    [
      'of a content that has no other value',
      {},
      { ...own({ contents: [{ contentId: 'new', valueCents: 1n }] }), ...granting(of('new')) },
      'granted',
    ],
    [
      '4: a content free by law, at its value',
      {},
      { ...own({ contents: [{ contentId: 'free', valueCents: 2100n }] }), ...free },
      'granted',
    ],
    [
      '4: a content free by law, a cent below',
      {},
      { ...own({ contents: [{ contentId: 'free', valueCents: 2099n }] }), ...free },
      'VALUE_BELOW_CAP ownValue',
    ],
    ['4: a content free by law, by a base below', {}, { ...own({ baseCents: 2099n }), ...free }, 'VALUE_BELOW_CAP ownValue'],
    ['a content with a client’s share, below its value', {}, own({ contents: [{ contentId: 'a', valueCents: 1n }] }), 'granted'],
  ])('%s', (_, known, wished, expected) => expect(codeOf(known, wished)).toBe(expected));
});

test('the first of several obstacles is named', () => {
  const worse: readonly [string, Partial<GrantFacts>, Partial<GrantWish>][] = [
    ['NUMBER_TAKEN voucherNumber', { isNumberTaken: true }, {}],
    [
      'VALUE_BELOW_CAP ownValue',
      {},
      { ...granting(of('free')), ownValue: { baseCents: null, income: null, contents: [{ contentId: 'free', valueCents: 1n }] } },
    ],
    ['NO_VALUE entitlements.0.contentIds', {}, granting(of('free', 'new'))],
    ['CONTENT_GRANTED_TWICE entitlements.0.contentIds', {}, granting(of('new', 'new'))],
    ['AMOUNT_NOT_POSITIVE entitlements.0.minutes', {}, granting({ ...of('new', 'new'), steps: 0 })],
    ['WRONG_QUANTITY entitlements.0.contentIds', {}, granting({ ...of('new', 'km', 'km'), steps: 0 })],
    ['UNKNOWN_CONTENT entitlements.0', {}, granting({ ...of('x', 'km'), steps: 0 })],
    ['NOT_FOUND predecessorId', {}, { predecessorId: 'none' }],
    ['INVALID_RANGE lastDay', {}, { lastDay: day('2025-12-31') }],
    ['NOT_YET_KNOWN serviceId', { contents: null }, {}],
  ];
  let [known, wished]: [Partial<GrantFacts>, Partial<GrantWish>] = [{}, {}];
  for (const [expected, moreKnown, moreWished] of worse) {
    known = { ...known, ...moreKnown };
    wished = { ...wished, ...moreWished };
    expect(codeOf(known, wished)).toBe(expected);
  }
});

describe('30: the own prices of an order', () => {
  const purchased: Partial<GrantFacts> = { arrangementKind: 'PURCHASED' };
  const priced = (...prices: [string, bigint][]) => ({
    contractPrices: prices.map(([contentId, priceCents]) => ({ contentId, priceCents })),
  });
  test.each<[string, Partial<GrantFacts>, Partial<GrantWish>, string]>([
    ['of two contents', purchased, priced(['a', 17_500n], ['b', 1n]), 'granted'],
    ['of a voucher', {}, priced(['a', 17_500n]), 'WRONG_STATE contractPrices.0'],
    ['of a content that is not granted', purchased, priced(['a', 17_500n], ['km', 50n]), 'UNKNOWN_CONTENT contractPrices.1'],
    ['of a content twice', purchased, priced(['a', 17_500n], ['a', 17_500n]), 'CONTENT_GRANTED_TWICE contractPrices.1'],
    ['of nothing', purchased, priced(['a', 0n]), 'AMOUNT_NOT_POSITIVE contractPrices.0'],
  ])('%s', (_, known, wished, expected) => expect(codeOf(known, wished)).toBe(expected));
});
