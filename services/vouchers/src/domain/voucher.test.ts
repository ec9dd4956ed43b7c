import { describe, expect, test } from 'vitest';
import {
  grant,
  providerMayOpen,
  providerMayStillSee,
  revoke,
  servableContents,
  type GrantFacts,
  type GrantWish,
  type Voucher,
} from './voucher.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const year2026 = { firstDay: day('2026-01-01'), lastDay: day('2026-12-31') };

describe('granting', () => {
  const facts: GrantFacts = {
    contents: [
      { id: 'a', unit: 'HOUR' },
      { id: 'b', unit: 'HOUR' },
      { id: 'km', unit: 'KILOMETRE' },
    ],
    isNumberTaken: false,
  };
  const of = (...contentIds: string[]) => ({ contentIds, minutes: 600, recurrence: 'MONTH' as const });
  const wish: GrantWish = { ...year2026, entitlements: [of('a', 'b')] };
  const codeOf = (known: Partial<GrantFacts>, wished: Partial<GrantWish>) => {
    const decision = grant({ ...facts, ...known }, { ...wish, ...wished });
    return decision.accepted ? 'granted' : `${decision.refusal.code} ${decision.refusal.path?.join('.')}`;
  };

  test('gives whole minutes for each entitlement', () =>
    expect(grant(facts, wish)).toEqual({
      accepted: true,
      value: [{ contentIds: ['a', 'b'], unit: 'HOUR', steps: 600, recurrence: 'MONTH' }],
    }));

  test.each<[string, Partial<GrantFacts>, Partial<GrantWish>, string]>([
    ['one day', {}, { lastDay: year2026.firstDay }, 'granted'],
    ['a last day before the first', {}, { lastDay: day('2025-12-31') }, 'INVALID_RANGE lastDay'],
    ['a service that nobody has heard of', { contents: null }, {}, 'NOT_YET_KNOWN serviceId'],
    ['no contents', {}, { entitlements: [of()] }, 'UNKNOWN_CONTENT entitlements.0'],
    ['a content of another service', {}, { entitlements: [of('a'), of('x')] }, 'UNKNOWN_CONTENT entitlements.1'],
    ['a content that is not measured in hours', {}, { entitlements: [of('a', 'km')] }, 'UNKNOWN_CONTENT entitlements.0'],
    ['one minute', {}, { entitlements: [{ ...of('a'), minutes: 1 }] }, 'granted'],
    ['no minute', {}, { entitlements: [{ ...of('a'), minutes: 0 }] }, 'AMOUNT_NOT_POSITIVE entitlements.0.minutes'],
    ['a content twice in one entitlement', {}, { entitlements: [of('a', 'a')] }, 'CONTENT_GRANTED_TWICE entitlements.0.contentIds'],
    ['a content in two entitlements', {}, { entitlements: [of('a'), of('b', 'a')] }, 'CONTENT_GRANTED_TWICE entitlements.1.contentIds'],
    ['nothing', {}, { entitlements: [] }, 'AMOUNT_NOT_POSITIVE entitlements'],
    ['a number that is in use', { isNumberTaken: true }, {}, 'NUMBER_TAKEN voucherNumber'],
  ])('%s', (_, known, wished, expected) => expect(codeOf(known, wished)).toBe(expected));

  test('of several obstacles the first is named', () => {
    const worse: readonly [string, Partial<GrantFacts>, Partial<GrantWish>][] = [
      ['NUMBER_TAKEN voucherNumber', { isNumberTaken: true }, {}],
      ['CONTENT_GRANTED_TWICE entitlements.0.contentIds', {}, { entitlements: [of('a', 'a')] }],
      ['AMOUNT_NOT_POSITIVE entitlements.0.minutes', {}, { entitlements: [{ ...of('a', 'a'), minutes: 0 }] }],
      ['UNKNOWN_CONTENT entitlements.0', {}, { entitlements: [{ ...of('x', 'x'), minutes: 0 }] }],
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
});

describe('revoking', () => {
  const voucher: Voucher = {
    id: 'v',
    voucherNumber: 'H0800000015002',
    organiserId: 'o',
    serviceId: 's',
    personId: 'p',
    state: 'ACTIVE',
    ...year2026,
    version: 1,
  };
  const noon = Temporal.Instant.from('2026-06-16T09:00:00Z');
  const lastMinute = Temporal.Instant.from('2026-06-16T20:59:00Z');
  const endOf = (of: Voucher | undefined, lastDay: string, now = noon) => {
    const decision = revoke(of, day(lastDay), now);
    return decision.accepted ? `${decision.value.state} ${decision.value.lastDay} ${decision.value.version}` : decision.refusal.code;
  };
  test.each<[string, Voucher | undefined, string, string]>([
    ['nothing to revoke', undefined, '2026-06-16', 'NOT_FOUND'],
    ['yesterday', voucher, '2026-06-15', 'INVALID_RANGE'],
    ['today', voucher, '2026-06-16', 'REVOKED 2026-06-16 2'],
    ['its own last day', voucher, '2026-12-31', 'REVOKED 2026-12-31 2'],
    ['later than its last day', voucher, '2027-01-01', 'INVALID_RANGE'],
    ['before it has begun: never usable', { ...voucher, firstDay: day('2026-09-01') }, '2026-06-16', 'REVOKED 2026-08-31 2'],
    ['on the day before it begins', { ...voucher, firstDay: day('2026-09-01') }, '2026-08-31', 'REVOKED 2026-08-31 2'],
    ['after it has ended', { ...voucher, lastDay: day('2026-06-15') }, '2026-06-16', 'INVALID_RANGE'],
  ])('%s', (_, of, lastDay, expected) => expect(endOf(of, lastDay)).toBe(expected));

  test('today is the day in Helsinki', () => {
    expect(endOf(voucher, '2026-06-16', lastMinute)).toBe('REVOKED 2026-06-16 2');
    expect(endOf(voucher, '2026-06-16', lastMinute.add({ minutes: 1 }))).toBe('INVALID_RANGE');
  });
});

describe('what a provider may do with a voucher', () => {
  const spring = { firstDay: day('2026-01-01'), lastDay: day('2026-05-31') };
  const view = { serviceId: 's', granted: ['a', 'b'], approvals: [{ ...spring, contentIds: ['b', 'c'] }], teamServices: new Set(['s']) };

  test('serve the granted contents that it is approved for on that day', () => {
    expect(servableContents(view.granted, view.approvals, day('2026-05-31'))).toEqual(['b']);
    expect(servableContents(view.granted, view.approvals, day('2026-06-01'))).toEqual([]);
  });

  test.each<[string, Partial<typeof view>, string, boolean, boolean]>([
    ['approved today, with the team', {}, '2026-05-31', true, true],
    ['no longer approved', {}, '2026-06-01', false, true],
    ['approved for other contents only', { granted: ['a'] }, '2026-05-31', false, false],
    ['without the team', { teamServices: new Set<string>() }, '2026-05-31', false, false],
    ['with a team for another service', { teamServices: new Set(['t']) }, '2026-05-31', false, false],
    ['without approval', { approvals: [] }, '2026-05-31', false, false],
  ])('%s', (_, change, today, opens, stillSees) => {
    expect(providerMayOpen({ ...view, ...change }, day(today))).toBe(opens);
    expect(providerMayStillSee({ ...view, ...change }, year2026)).toBe(stillSees);
  });

  test('an approval that ended before the voucher began shows nothing', () =>
    expect(providerMayStillSee(view, { firstDay: day('2026-06-01'), lastDay: day('2026-12-31') })).toBe(false));
});
