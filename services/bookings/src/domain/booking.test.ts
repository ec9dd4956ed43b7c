import { describe, expect, test } from 'vitest';
import { book, type BookingFacts, type BookingWish } from './booking.ts';
import { day } from './example-service.ts';

const year2026 = { firstDay: day('2026-01-01'), lastDay: day('2026-12-31') };
const facts: BookingFacts = {
  voucher: { id: 'v', organiserId: 'o', serviceId: 's', personId: 'p', contentIds: ['a', 'b', 'c'], ...year2026 },
  approvals: [
    { ...year2026, contentIds: ['c', 'a', 'x'] },
    { firstDay: day('2026-07-01'), lastDay: null, contentIds: ['b'] },
  ],
  teamServices: new Set(['s']),
  isOwnUnit: true,
  pricedFrom: [day('2026-03-01'), day('2026-06-01')],
};
const wish: BookingWish = { firstDay: day('2026-06-16'), termsAccepted: true, contractFormed: true };

const answer = (known: Partial<BookingFacts>, wished: Partial<BookingWish> = {}) => {
  const decision = book({ ...facts, ...known }, { ...wish, ...wished });
  return decision.accepted ? decision.value.contentIds.join('') : `${decision.refusal.code} ${decision.refusal.path?.join('.')}`;
};

describe('a booking covers what the voucher grants and the provider may serve on its first day', () => {
  test.each<[string, string]>([
    ['2026-06-16', 'ac'],
    ['2026-06-30', 'ac'],
    ['2026-07-01', 'abc'],
    ['2026-12-31', 'abc'],
    ['2027-01-01', 'OUTSIDE_VALIDITY firstDay'],
    ['2026-03-01', 'ac'],
    ['2026-02-28', 'NO_PRICE unitId'],
    ['2025-12-31', 'OUTSIDE_VALIDITY firstDay'],
  ])('%s: %s', (firstDay, expected) => expect(answer({}, { firstDay: day(firstDay) })).toBe(expected));
});

describe('refusals', () => {
  const approvedIn = (firstDay: string, lastDay: string, ...contentIds: string[]) => ({
    firstDay: day(firstDay),
    lastDay: day(lastDay),
    contentIds,
  });
  test.each<[string, Partial<BookingFacts>, Partial<BookingWish>, string]>([
    ['no voucher', { voucher: undefined }, {}, 'NOT_FOUND voucherId'],
    ['no team for the service', { teamServices: new Set(['t']) }, {}, 'NOT_FOUND voucherId'],
    ['no approval', { approvals: [] }, {}, 'NOT_FOUND voucherId'],
    ['approved for other contents', { approvals: [{ ...year2026, contentIds: ['x'] }] }, {}, 'NOT_FOUND voucherId'],
    ['approved before the voucher began', { approvals: [approvedIn('2025-01-01', '2025-12-31', 'a')] }, {}, 'NOT_FOUND voucherId'],
    [
      'approved in the voucher’s time, not on the day',
      { approvals: [approvedIn('2026-01-01', '2026-06-15', 'a')] },
      {},
      'NOT_APPROVED firstDay',
    ],
    ['a unit of somebody else', { isOwnUnit: false }, {}, 'NOT_FOUND unitId'],
    ['terms not accepted', {}, { termsAccepted: false }, 'CONSENT_MISSING termsAccepted'],
    ['no contract', {}, { contractFormed: false }, 'CONSENT_MISSING contractFormed'],
    ['no price list', { pricedFrom: [] }, {}, 'NO_PRICE unitId'],
  ])('%s', (_, known, wished, expected) => expect(answer(known, wished)).toBe(expected));

  test('of several the first is named, and to a stranger the voucher does not exist whatever he wishes', () => {
    const worse: readonly [string, Partial<BookingFacts>, Partial<BookingWish>][] = [
      ['NO_PRICE unitId', { pricedFrom: [] }, {}],
      ['NOT_APPROVED firstDay', { approvals: [approvedIn('2026-01-01', '2026-01-31', 'a')] }, {}],
      ['OUTSIDE_VALIDITY firstDay', {}, { firstDay: day('2027-01-01') }],
      ['CONSENT_MISSING contractFormed', {}, { contractFormed: false }],
      ['CONSENT_MISSING termsAccepted', {}, { termsAccepted: false }],
      ['NOT_FOUND unitId', { isOwnUnit: false }, {}],
      ['NOT_FOUND voucherId', { teamServices: new Set() }, {}],
    ];
    let [known, wished]: [Partial<BookingFacts>, Partial<BookingWish>] = [{}, {}];
    for (const [expected, moreKnown, moreWished] of worse) {
      known = { ...known, ...moreKnown };
      wished = { ...wished, ...moreWished };
      expect(answer(known, wished)).toBe(expected);
    }
  });
});
