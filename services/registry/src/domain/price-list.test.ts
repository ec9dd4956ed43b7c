import { describe, expect, test } from 'vitest';
import type { RefusalDetails } from '@seteli/schema/refusal-facts';
import {
  aboveValueFrom,
  checkDraft,
  checkPrices,
  decide,
  decisionOf,
  lastDayOf,
  reachesBack,
  listReachesBegunDays,
  stateOn,
  type Price,
  type PriceFacts,
  type PricedService,
  type PriceList,
} from './price-list.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const price = (contentId: string, cents: number): Price => ({ contentId, priceCents: BigInt(cents) });
const today = day('2026-06-15');
const TOMORROW = '2026-06-16';
const YESTERDAY = '2026-06-14';

/**
 * Content `free` is free for the client, at a value of 21.00. For `shared` the client pays what the price exceeds the
 * value by.
 */
const service: PricedService = {
  arrangementKind: 'VOUCHER',
  priceNoticeDays: 30,
  contents: new Map([
    ['free', { deductibleAllowed: false }],
    ['shared', { deductibleAllowed: true }],
    ['other', { deductibleAllowed: true }],
  ]),
};
const facts: PriceFacts = {
  service,
  approved: new Set(['free', 'shared']),
  values: new Map([
    ['free', 2100n],
    ['shared', 3200n],
  ]),
  asked: new Map(),
  inForce: [],
  isDayTaken: false,
};
const noticeOf = (priceNoticeDays: number): PriceFacts => ({ ...asked, service: { ...service, priceNoticeDays } });
const purchased: PriceFacts = { ...facts, service: { ...service, arrangementKind: 'PURCHASED' } };
const asked = { ...facts, asked: new Map([['shared', 3850n]]), inForce: ['shared'] };
const leftOut = { ...asked, inForce: [] };

describe('prices', () => {
  test.each<[string, PriceFacts, string, readonly Price[]]>([
    ['at the value of what is free for the client', facts, TOMORROW, [price('free', 2100)]],
    ['above the value where the client pays a share', facts, TOMORROW, [price('shared', 3850)]],
    ['without a value, where the client pays a share', { ...facts, values: new Map() }, TOMORROW, [price('shared', 1)]],
    ['for the first time, in the past', facts, YESTERDAY, [price('shared', 9900)]],
    ['lowered in the past', asked, YESTERDAY, [price('shared', 3849)]],
    ['raised from today on, where no notice is promised', noticeOf(0), '2026-06-15', [price('shared', 3851)]],
    ['left out in the past, where it was left out before', leftOut, YESTERDAY, [price('free', 2100)]],
    ['R18 raised after 30 days', asked, '2026-07-15', [price('shared', 3851)]],
    ['R18 lowered from tomorrow on', asked, TOMORROW, [price('shared', 3849)]],
    ['R18 the same from tomorrow on', asked, TOMORROW, [price('shared', 3850)]],
    ['R18 first prices from today on', facts, '2026-06-15', [price('shared', 9900)]],
    ['R29 of a purchased service above any value', purchased, TOMORROW, [price('free', 17500)]],
    ['R29 of a purchased service without a value', { ...purchased, values: new Map() }, TOMORROW, [price('free', 17500)]],
  ])('are accepted: %s', (_name, known, firstDay, prices) =>
    expect(checkPrices(known, { firstDay: day(firstDay), prices, reason: null }, today)).toEqual({ accepted: true, value: prices }),
  );

  const cap = ['prices', '0', 'price'];
  const content = ['prices', '0', 'contentId'];
  test.each<[string, PriceFacts, string, readonly Price[], string, readonly string[]]>([
    ['before the service begins', { ...facts, service: null }, TOMORROW, [price('free', 2100)], 'OUTSIDE_VALIDITY', ['firstDay']],
    ['free for the client, and no value known', { ...facts, values: new Map() }, TOMORROW, [price('free', 1)], 'NOT_YET_KNOWN', cap],
    ['not approved for the content', facts, TOMORROW, [price('other', 100)], 'NOT_APPROVED', content],
    ['a cent above the value of what is free', facts, TOMORROW, [price('free', 2101)], 'PRICE_EXCEEDS_CAP', cap],
    ['raised in the past', asked, YESTERDAY, [price('shared', 3851)], 'INVALID_RANGE', ['firstDay']],
    ['R18 raised a day too early', asked, '2026-07-14', [price('shared', 3851)], 'NOTICE_TOO_SHORT', ['firstDay']],
    ['R18 raised from today on', asked, '2026-06-15', [price('shared', 3851)], 'NOTICE_TOO_SHORT', ['firstDay']],
    ['R18 raised too early after a list that left it out', leftOut, TOMORROW, [price('shared', 3851)], 'NOTICE_TOO_SHORT', ['firstDay']],
    ['R18 one of two prices raised', asked, TOMORROW, [price('free', 100), price('shared', 3851)], 'NOTICE_TOO_SHORT', ['firstDay']],
    ['left out in the past', asked, YESTERDAY, [price('free', 2100)], 'INVALID_RANGE', ['firstDay']],
    ['a content of another service', facts, TOMORROW, [price('x', 100)], 'UNKNOWN_CONTENT', content],
    ['a second list from that day', { ...facts, isDayTaken: true }, TOMORROW, [price('free', 2100)], 'VERSION_EXISTS', ['firstDay']],
    [
      'two prices for one content',
      facts,
      TOMORROW,
      [price('shared', 1), price('shared', 2)],
      'VERSION_EXISTS',
      ['prices', '1', 'contentId'],
    ],
    ['nothing', facts, TOMORROW, [price('free', 0)], 'AMOUNT_NOT_POSITIVE', cap],
    ['less than nothing', facts, TOMORROW, [price('shared', -1)], 'AMOUNT_NOT_POSITIVE', cap],
    ['none at all', facts, TOMORROW, [], 'AMOUNT_NOT_POSITIVE', ['prices']],
  ])('are refused: %s', (_name, known, firstDay, prices, code, path) =>
    expect(checkPrices(known, { firstDay: day(firstDay), prices, reason: null }, today)).toMatchObject({
      accepted: false,
      refusal: { code, path },
    }),
  );

  test.each<[string, PriceFacts, string, readonly Price[], RefusalDetails]>([
    ['the cap', facts, TOMORROW, [price('free', 2101)], { contentId: 'free', most: { unit: 'EURO', steps: 2100 } }],
    ['the first day after the notice', asked, '2026-07-14', [price('shared', 3851)], { firstDay: '2026-07-15' }],
    ['the day that is taken', { ...facts, isDayTaken: true }, TOMORROW, [price('free', 2100)], { day: TOMORROW }],
    ['the content not approved', facts, TOMORROW, [price('other', 100)], { contentId: 'other' }],
    ['the day without a service', { ...facts, service: null }, TOMORROW, [price('free', 1)], { day: TOMORROW, validity: 'SERVICE' }],
  ])('a refusal tells %s', (_, known, firstDay, prices, details) =>
    expect(checkPrices(known, { firstDay: day(firstDay), prices, reason: null }, today)).toMatchObject({ refusal: { details } }),
  );
});

describe('rules 14 a provider corrects an error backwards, also to the client’s loss', () => {
  const correct = (known: PriceFacts, firstDay: string, prices: readonly Price[]) => {
    const decision = checkPrices(known, { firstDay: day(firstDay), prices, reason: 'CORRECTION_OF_ERROR' }, today);
    return decision.accepted ? 'accepted' : decision.refusal.code;
  };
  test.each<[string, PriceFacts, string, readonly Price[], string]>([
    ['raised in the past', asked, YESTERDAY, [price('shared', 3851)], 'accepted'],
    ['left out in the past', asked, YESTERDAY, [price('free', 2100)], 'accepted'],
    ['but never above the value of what is free by law', asked, YESTERDAY, [price('free', 2101)], 'PRICE_EXCEEDS_CAP'],
    ['and a rise to come still needs its notice', asked, TOMORROW, [price('shared', 3851)], 'NOTICE_TOO_SHORT'],
  ])('%s', (_, known, firstDay, prices, expected) => expect(correct(known, firstDay, prices)).toBe(expected));

  test.each<[string, PriceFacts, string, boolean]>([
    ['a list before it, from yesterday on', asked, YESTERDAY, true],
    ['a list before it, from today on', asked, '2026-06-15', false],
    ['no list before it', facts, YESTERDAY, false],
  ])('whether an organiser must see the effect first: %s', (_, known, firstDay, expected) =>
    expect(reachesBack(known, day(firstDay), today)).toBe(expected),
  );

  test.each<[string, PriceFacts, string, boolean]>([
    ['a list before it, from yesterday on', asked, YESTERDAY, true],
    ['a list before it, from today on', asked, '2026-06-15', true],
    ['a list before it, from tomorrow on', asked, TOMORROW, false],
    ['no list before it', facts, YESTERDAY, false],
  ])('whether a list may change what delivered visits cost: %s', (_, known, firstDay, expected) =>
    expect(listReachesBegunDays(known, day(firstDay), today)).toBe(expected),
  );
});

const list = (state: PriceList['state'], firstDay: string, id = firstDay): PriceList => ({
  id,
  organiserId: 'organiser',
  serviceId: 'service',
  providerId: 'provider',
  unitId: 'unit',
  state,
  firstDay: day(firstDay),
  reason: null,
  version: 1,
});

describe('an organiser decides a list once', () => {
  test.each([
    ['SUBMITTED', 'ACCEPTED', 'ACCEPTED v2'],
    ['SUBMITTED', 'REJECTED', 'REJECTED v2'],
    ['ACCEPTED', 'ACCEPTED', 'ACCEPTED v1'],
    ['REJECTED', 'REJECTED', 'REJECTED v1'],
    ['ACCEPTED', 'REJECTED', 'WRONG_STATE'],
    ['REJECTED', 'ACCEPTED', 'WRONG_STATE'],
  ] as const)('a %s list, to be %s: %s', (state, wanted, expected) => {
    const decision = decide(list(state, '2026-06-01'), { state: wanted, reason: 'Hinta ylittää sopimuksen' });
    expect(decision.accepted ? `${decision.value.state} v${decision.value.version}` : decision.refusal.code).toBe(expected);
  });

  test.each([
    ['SUBMITTED', 'REASON_MISSING'],
    ['REJECTED', 'accepted'],
    ['ACCEPTED', 'WRONG_STATE'],
  ] as const)('a %s list, to be rejected without a reason: %s', (state, expected) => {
    const decision = decide(list(state, '2026-06-01'), { state: 'REJECTED', reason: ' \n' });
    expect(decision.accepted ? 'accepted' : decision.refusal.code).toBe(expected);
  });

  const decided = { decidedBy: 'anna', decidedAt: Temporal.Instant.from('2026-06-15T09:00:00Z'), decisionReason: null };
  test.each([
    ['REJECTED', 'REJECTED'],
    ['ACCEPTED', 'ACCEPTED'],
    ['SUPERSEDED', 'ACCEPTED'],
  ] as const)('the organiser and the provider of a %s list read that it was %s, and others read nothing', (state, kind) => {
    const of = { ...list(state, '2026-06-01'), organiserId: 'o', providerId: 'p', ...decided };
    expect(['o', 'p', 'q'].map((reader) => decisionOf(of, reader)?.kind ?? null)).toEqual([kind, kind, null]);
  });

  test('an organiser does not find another organiser’s list', () =>
    expect(decide(undefined, { state: 'ACCEPTED' })).toMatchObject({ refusal: { code: 'NOT_FOUND' } }));
});

describe('R18 a rise that the organiser accepts on 2.5., with 30 days of notice (rules 33)', () => {
  test.each([
    ['2026-06-01', 'accepted'],
    ['2026-05-31', 'NOTICE_TOO_SHORT'],
  ])('from %s on: %s', (firstDay, expected) => {
    const decision = checkPrices(asked, { firstDay: day(firstDay), prices: [price('shared', 4400)], reason: null }, day('2026-05-02'));
    expect(decision.accepted ? 'accepted' : decision.refusal.code).toBe(expected);
  });
});

test.each([
  ['DRAFT', 'accepted'],
  ['SUBMITTED', 'WRONG_STATE'],
  ['ACCEPTED', 'WRONG_STATE'],
  ['REJECTED', 'WRONG_STATE'],
] as const)('a provider writes on a %s list: %s', (state, expected) => {
  const decision = checkDraft(list(state, '2026-06-01'));
  expect(decision.accepted ? 'accepted' : decision.refusal.code).toBe(expected);
});

test('a provider does not find another provider’s draft', () =>
  expect(checkDraft(undefined)).toMatchObject({ refusal: { code: 'NOT_FOUND' } }));

describe('R18 an accepted list is in force from its first day until the first day of the next accepted list', () => {
  const [january, june, july] = [list('ACCEPTED', '2026-01-01'), list('ACCEPTED', '2026-06-15'), list('ACCEPTED', '2026-07-01')] as const;
  const elsewhere = { ...list('ACCEPTED', '2026-02-01'), serviceId: 'another service' };
  const lists = [
    january,
    june,
    july,
    list('SUBMITTED', '2026-03-01'),
    list('REJECTED', '2026-03-02'),
    list('DRAFT', '2026-03-03'),
    elsewhere,
  ];
  test.each([
    [january, '2025-12-31', 'ACCEPTED'],
    [january, '2026-01-01', 'IN_FORCE'],
    [january, '2026-06-14', 'IN_FORCE'],
    [january, '2026-06-15', 'SUPERSEDED'],
    [june, '2026-06-14', 'ACCEPTED'],
    [june, '2026-06-30', 'IN_FORCE'],
    [june, '2026-07-01', 'SUPERSEDED'],
    [july, '2030-01-01', 'IN_FORCE'],
    [list('SUBMITTED', '2026-03-01'), '2026-12-31', 'SUBMITTED'],
    [list('REJECTED', '2026-03-02'), '2026-12-31', 'REJECTED'],
    [list('SUPERSEDED', '2026-01-01'), '2026-01-01', 'SUPERSEDED'],
    [list('DRAFT', '2026-03-03'), '2026-12-31', 'DRAFT'],
  ] as const)('%j on %s: %s', (one, onDay, expected) => expect(stateOn(one, lists, day(onDay))).toBe(expected));

  test.each([
    [january, '2026-06-14'],
    [june, '2026-06-30'],
    [july, undefined],
    [list('SUBMITTED', '2026-03-01'), '2026-06-14'],
    [elsewhere, undefined],
  ])('the last day of %j is %s', (one, expected) => expect(lastDayOf(one, lists)?.toString()).toBe(expected));
});

describe('3: a value falls below an accepted price: 21.00, then 20.50 from July on', () => {
  const values = [
    { firstDay: day('2026-01-01'), valueCents: 2100n },
    { firstDay: day('2026-07-01'), valueCents: 2050n },
    { firstDay: day('2026-09-01'), valueCents: 2100n },
  ];
  test.each([
    ['at the lower value', 2050n, '2026-06-01', null, undefined],
    ['a cent above it', 2051n, '2026-06-01', null, '2026-07-01'],
    ['on the list’s own first day, when the value had fallen before', 2100n, '2026-08-01', null, '2026-08-01'],
    ['never, when the list ends the day before', 2100n, '2026-06-01', '2026-06-30', undefined],
    ['on its last day', 2100n, '2026-06-01', '2026-07-01', '2026-07-01'],
    ['never, when the list begins after the value has risen again', 2100n, '2026-09-01', null, undefined],
    ['from the beginning', 2101n, '2026-06-01', null, '2026-06-01'],
  ] as const)('%s', (_, priceCents, firstDay, lastDay, expected) =>
    expect(aboveValueFrom(priceCents, { firstDay: day(firstDay), lastDay: lastDay && day(lastDay) }, values)?.toString()).toBe(expected),
  );
  test('a price without a value is never above it', () =>
    expect(aboveValueFrom(1n, { firstDay: day('2026-06-01'), lastDay: null }, [])).toBeNull());
});
