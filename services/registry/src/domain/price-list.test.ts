import { describe, expect, test } from 'vitest';
import { checkPrices, decide, withoutReplaced, type Price, type PriceFacts, type PriceList } from './price-list.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const price = (contentId: string, cents: number): Price => ({ contentId, priceCents: BigInt(cents) });
const today = day('2026-06-15');
const TOMORROW = '2026-06-16';
const YESTERDAY = '2026-06-14';

/** Content `free` is free for the client and worth 21.00; for `shared` he pays what the price exceeds the value by. */
const facts: PriceFacts = {
  contents: new Map([
    ['free', { deductibleAllowed: false }],
    ['shared', { deductibleAllowed: true }],
    ['other', { deductibleAllowed: true }],
  ]),
  approved: new Set(['free', 'shared']),
  values: new Map([
    ['free', 2100n],
    ['shared', 3200n],
  ]),
  asked: new Map(),
  isDayTaken: false,
};
const asked = { ...facts, asked: new Map([['shared', 3850n]]) };

describe('prices', () => {
  test.each<[string, PriceFacts, string, readonly Price[]]>([
    ['at the value of what is free for the client', facts, TOMORROW, [price('free', 2100)]],
    ['above the value where the client pays a share', facts, TOMORROW, [price('shared', 3850)]],
    ['of what has no value, where the client pays a share', { ...facts, values: new Map() }, TOMORROW, [price('shared', 1)]],
    ['for the first time, in the past', facts, YESTERDAY, [price('shared', 9900)]],
    ['lowered in the past', asked, YESTERDAY, [price('shared', 3849)]],
    ['raised from today on', asked, today.toString(), [price('shared', 3851)]],
  ])('are accepted: %s', (_name, known, firstDay, prices) =>
    expect(checkPrices(known, { firstDay: day(firstDay), prices }, today)).toEqual({ accepted: true, value: prices }),
  );

  const cap = ['prices', '0', 'price'];
  const content = ['prices', '0', 'contentId'];
  test.each<[string, PriceFacts, string, readonly Price[], string, readonly string[]]>([
    ['before the service begins', { ...facts, contents: null }, TOMORROW, [price('free', 2100)], 'OUTSIDE_VALIDITY', ['firstDay']],
    ['free for the client, and no value known', { ...facts, values: new Map() }, TOMORROW, [price('free', 1)], 'NOT_YET_KNOWN', cap],
    ['not approved for the content', facts, TOMORROW, [price('other', 100)], 'NOT_APPROVED', content],
    ['a cent above the value of what is free', facts, TOMORROW, [price('free', 2101)], 'PRICE_EXCEEDS_CAP', cap],
    ['raised in the past', asked, YESTERDAY, [price('shared', 3851)], 'INVALID_RANGE', ['firstDay']],
    ['left out in the past', asked, YESTERDAY, [price('free', 2100)], 'INVALID_RANGE', ['firstDay']],
    ['a content of another service', facts, TOMORROW, [price('x', 100)], 'UNKNOWN_CONTENT', content],
    ['a second list from that day', { ...facts, isDayTaken: true }, TOMORROW, [price('free', 2100)], 'VERSION_EXISTS', ['firstDay']],
    ['two for one content', facts, TOMORROW, [price('shared', 1), price('shared', 2)], 'VERSION_EXISTS', ['prices', '1', 'contentId']],
    ['nothing', facts, TOMORROW, [price('free', 0)], 'AMOUNT_NOT_POSITIVE', cap],
    ['less than nothing', facts, TOMORROW, [price('shared', -1)], 'AMOUNT_NOT_POSITIVE', cap],
    ['none at all', facts, TOMORROW, [], 'AMOUNT_NOT_POSITIVE', ['prices']],
  ])('are refused: %s', (_name, known, firstDay, prices, code, path) =>
    expect(checkPrices(known, { firstDay: day(firstDay), prices }, today)).toEqual({ accepted: false, refusal: { code, path } }),
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
  version: 1,
});

describe('a list is decided once', () => {
  test.each([
    ['SUBMITTED', 'ACCEPTED', 'ACCEPTED v2'],
    ['SUBMITTED', 'REJECTED', 'REJECTED v2'],
    ['ACCEPTED', 'ACCEPTED', 'ACCEPTED v1'],
    ['REJECTED', 'REJECTED', 'REJECTED v1'],
    ['ACCEPTED', 'REJECTED', 'WRONG_STATE'],
    ['REJECTED', 'ACCEPTED', 'WRONG_STATE'],
  ] as const)('%s, to be %s: %s', (state, wanted, expected) => {
    const decision = decide(list(state, '2026-06-01'), wanted);
    expect(decision.accepted ? `${decision.value.state} v${decision.value.version}` : decision.refusal.code).toBe(expected);
  });

  test("somebody else's is not found", () => expect(decide(undefined, 'ACCEPTED')).toMatchObject({ refusal: { code: 'NOT_FOUND' } }));
});

test('a list is replaced on the first day of the next accepted one, not before', () => {
  const lists = [
    list('ACCEPTED', '2026-01-01'),
    list('ACCEPTED', '2026-06-15'),
    list('ACCEPTED', '2026-07-01'),
    list('SUBMITTED', '2026-03-01'),
  ];
  const shown = (onDay: string) => withoutReplaced(lists, day(onDay)).map(({ id }) => id);
  expect(shown('2026-06-14')).toEqual(['2026-01-01', '2026-06-15', '2026-07-01', '2026-03-01']);
  expect(shown('2026-06-15')).toEqual(['2026-06-15', '2026-07-01', '2026-03-01']);
  expect(shown('2026-07-01')).toEqual(['2026-07-01', '2026-03-01']);
});
