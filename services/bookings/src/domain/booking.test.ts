import { describe, expect, test } from 'vitest';
import { book, continuedContents, endBooking, type BookingFacts, type BookingWish } from './booking.ts';
import { day } from './example-service.ts';

const year2026 = { firstDay: day('2026-01-01'), lastDay: day('2026-12-31') };
const facts: BookingFacts = {
  voucher: {
    id: 'v',
    organiserId: 'o',
    serviceId: 's',
    personId: 'p',
    contentIds: ['a', 'b', 'c'],
    state: 'ACTIVE',
    suspensions: [],
    predecessorId: null,
    contractPrices: new Map(),
    arrangementKind: 'VOUCHER',
    ...year2026,
  },
  diedOn: null,
  approvals: [
    { ...year2026, contentIds: ['c', 'a', 'x'] },
    { firstDay: day('2026-07-01'), lastDay: null, contentIds: ['b'] },
  ],
  teamServices: new Set(['s']),
  isOwnUnit: true,
  pricedFrom: [day('2026-03-01'), day('2026-06-01')],
  booked: [],
  termsVersion: 2,
};
const wish: BookingWish = { firstDay: day('2026-06-16'), termsAccepted: true, contractFormed: true, channel: 'PHONE', termsVersion: null };

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

const none = { termsAccepted: false, contractFormed: false, channel: null, termsVersion: 1 };

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
    ['a client who has died, also for a day before', { diedOn: day('2026-06-20') }, {}, 'CLIENT_DIED voucherId'],
    ['R31: a voucher that the client declined', { voucher: { ...facts.voucher!, state: 'DECLINED' } }, {}, 'OUTSIDE_VALIDITY firstDay'],
    [
      'on a day of a suspension',
      { voucher: { ...facts.voucher!, suspensions: [{ firstDay: day('2026-06-16'), lastDay: day('2026-06-16') }] } },
      {},
      'OUTSIDE_VALIDITY firstDay',
    ],
    ['a unit of somebody else', { isOwnUnit: false }, {}, 'NOT_FOUND unitId'],
    ['terms not accepted', {}, { termsAccepted: false }, 'CONSENT_MISSING termsAccepted'],
    ['words that are shown no more', {}, { termsVersion: 1 }, 'STALE termsVersion'],
    ['the words of now', {}, { termsVersion: 2 }, 'ac'],
    ['no contract', {}, { contractFormed: false }, 'CONSENT_MISSING contractFormed'],
    ['nobody knows how they were given', {}, { channel: null }, 'CONSENT_MISSING channel'],
    [
      'it is not known yet how the voucher is arranged',
      { voucher: { ...facts.voucher!, arrangementKind: null } },
      none,
      'CONSENT_MISSING termsAccepted',
    ],
    ['by permission', { voucher: { ...facts.voucher!, arrangementKind: 'PERMISSION' } }, none, 'CONSENT_MISSING termsAccepted'],
    ['no price list', { pricedFrom: [] }, {}, 'NO_PRICE unitId'],
  ])('%s', (_, known, wished, expected) => expect(answer(known, wished)).toBe(expected));

  test('a provider reads the first of several, and for a stranger the voucher does not exist whatever they wish', () => {
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

describe('30: a purchased service makes no consumer contract', () => {
  const voucher = { ...facts.voucher!, arrangementKind: 'PURCHASED' as const };
  test.each<[string, Partial<BookingWish>]>([
    ['no consent is asked', none],
    ['and none is kept that is given', {}],
  ])('%s', (_, wished) => {
    const decision = book({ ...facts, voucher }, { ...wish, ...wished });
    expect(decision).toMatchObject({ accepted: true, value: { contentIds: ['a', 'c'], consent: null } });
  });

  test('of a voucher they are', () =>
    expect(book(facts, wish)).toMatchObject({ value: { consent: { channel: 'PHONE', termsVersion: 2 } } }));
});

describe('a unit has one booking of a voucher and content on a day', () => {
  const other = (firstDay: string, lastDay: string | null, ...contentIds: string[]) => ({
    firstDay: day(firstDay),
    lastDay: lastDay === null ? null : day(lastDay),
    contentIds,
  });
  test.each<[string, BookingFacts['booked'], string]>([
    ['an open one', [other('2026-01-01', null, 'a', 'c')], 'ALREADY_BOOKED unitId'],
    ['one that ends on the day', [other('2026-01-01', '2026-06-16', 'a', 'c')], 'ALREADY_BOOKED unitId'],
    ['one that begins on the day', [other('2026-06-16', null, 'a', 'c')], 'ALREADY_BOOKED unitId'],
    ['two between them', [other('2026-01-01', null, 'a'), other('2026-06-16', '2026-06-16', 'c')], 'ALREADY_BOOKED unitId'],
    ['one that ended the day before', [other('2026-01-01', '2026-06-15', 'a', 'c')], 'ac until further notice'],
    ['one of another content', [other('2026-01-01', null, 'a')], 'c until further notice'],
    ['one that begins later', [other('2026-07-01', null, 'c')], 'ac 2026-06-30'],
    ['the first of those that begin later', [other('2026-08-01', null, 'a'), other('2026-07-01', '2026-07-01', 'c')], 'ac 2026-06-30'],
    ['one that begins later with what this one does not cover', [other('2026-07-01', null, 'b')], 'ac until further notice'],
  ])('%s', (_, booked, expected) => {
    const decision = book({ ...facts, booked }, wish);
    const { refusal, value } = { refusal: undefined, value: undefined, ...decision };
    const said = refusal ? [refusal.code, refusal.path] : [value?.contentIds.join(''), value?.lastDay ?? 'until further notice'];
    expect(said.join(' ')).toBe(expected);
  });
});

describe('21: a booking goes on with the voucher that follows', () => {
  const next = { ...facts.voucher!, id: 'v2', firstDay: day('2027-01-01'), lastDay: day('2027-12-31'), predecessorId: 'v' };
  const open = { serviceId: 's', lastDay: null };
  const lasting = [{ firstDay: day('2026-01-01'), lastDay: null, contentIds: ['c', 'a', 'x'] }];
  test.each<[string, Parameters<typeof continuedContents>, string]>([
    ['with the contents that the provider may serve on its first day', [open, next, lasting], 'ac'],
    ['not when it has ended', [{ ...open, lastDay: day('2026-06-15') }, next, lasting], ''],
    ['not when the approval ends the day before', [open, next, [{ ...year2026, contentIds: ['a'] }]], ''],
    ['but when it ends on that day', [open, next, [{ ...year2026, lastDay: day('2027-01-01'), contentIds: ['a'] }]], 'a'],
    ['not of another service', [{ ...open, serviceId: 't' }, next, lasting], ''],
    ['not when the client has declined it', [open, { ...next, state: 'DECLINED' }, lasting], ''],
  ])('%s', (_, given, expected) => expect(continuedContents(...given).join('')).toBe(expected));
});

describe('R30: a booking gets its last day', () => {
  const begun = { firstDay: day('2026-02-01'), lastDay: null, lastServed: day('2026-06-15') };
  test.each<[string, Parameters<typeof endBooking>[0], string, string]>([
    ['the day of its last visit', begun, '2026-06-15', '2026-06-15'],
    ['a day before it', begun, '2026-06-14', 'BELOW_USED lastDay'],
    ['later', begun, '2026-12-31', '2026-12-31'],
    ['its first day, if nothing was served', { ...begun, lastServed: null }, '2026-02-01', '2026-02-01'],
    ['a day before that', { ...begun, lastServed: null }, '2026-01-31', 'INVALID_RANGE lastDay'],
    ['ended, an earlier one', { ...begun, lastDay: day('2026-06-20') }, '2026-06-19', '2026-06-19'],
    ['ended, a later one', { ...begun, lastDay: day('2026-06-20') }, '2026-06-21', 'WRONG_STATE lastDay'],
  ])('%s', (_, known, wished, expected) => {
    const decision = endBooking(known, day(wished));
    expect(decision.accepted ? decision.value.toString() : `${decision.refusal.code} ${decision.refusal.path?.join('.')}`).toBe(expected);
  });
});
