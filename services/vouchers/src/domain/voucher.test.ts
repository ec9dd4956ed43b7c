/** Tests the state of a voucher on a day, and how it ends, is declined and prolonged. */
import { describe, expect, test } from 'vitest';
import { UNTIL_FURTHER_NOTICE } from '@seteli/kit/day';
import { arrangeOtherwise, decline, end, extend, followDeath, revoke, stateOn, type Bounds, type Voucher } from './voucher.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const noon = Temporal.Instant.from('2026-06-16T09:00:00Z');
const voucher: Voucher = {
  id: 'v',
  voucherNumber: 'H0800000015002',
  organiserId: 'o',
  serviceId: 's',
  personId: 'p',
  state: 'ACTIVE',
  arrangementKind: 'VOUCHER',
  firstDay: day('2026-01-01'),
  lastDay: day('2026-12-31'),
  suspensions: [],
  ownValue: null,
  predecessorId: null,
  beforeDeath: null,
  contractPrices: new Map(),
  version: 1,
};

describe('the state of a voucher on a day', () => {
  const suspensions = [{ id: 'x', firstDay: day('2026-06-10'), lastDay: day('2026-06-12') }];
  test.each<[string, Partial<Voucher>, string, string]>([
    ['on its last day', {}, '2026-12-31', 'ACTIVE'],
    ['on the day after it', {}, '2027-01-01', 'EXPIRED'],
    ['before a suspension', { suspensions }, '2026-06-09', 'ACTIVE'],
    ['on the first day of a suspension', { suspensions }, '2026-06-10', 'SUSPENDED'],
    ['on the last day of a suspension', { suspensions }, '2026-06-12', 'SUSPENDED'],
    ['after a suspension', { suspensions }, '2026-06-13', 'ACTIVE'],
    ['suspended until further notice', { suspensions: [{ ...suspensions[0]!, lastDay: null }] }, '2026-12-31', 'SUSPENDED'],
    ['suspended and over', { suspensions: [{ ...suspensions[0]!, lastDay: null }] }, '2027-01-01', 'EXPIRED'],
    ['revoked and over', { state: 'REVOKED' }, '2027-01-01', 'REVOKED'],
    ['declined', { state: 'DECLINED' }, '2026-06-01', 'DECLINED'],
  ])('%s', (_, change, onDay, expected) => expect(stateOn({ ...voucher, ...change }, day(onDay))).toBe(expected));
});

describe('revoking', () => {
  const lastMinute = Temporal.Instant.from('2026-06-16T20:59:00Z');
  const endOf = (of: Voucher | undefined, lastDay: string, now = noon) => {
    const decision = revoke(of, day(lastDay), now);
    return decision.accepted ? `${decision.value.state} ${decision.value.lastDay} ${decision.value.version}` : decision.refusal.code;
  };
  test.each<[string, Voucher | undefined, string, string]>([
    ['no voucher to revoke', undefined, '2026-06-16', 'NOT_FOUND'],
    ['yesterday', voucher, '2026-06-15', 'INVALID_RANGE'],
    ['today', voucher, '2026-06-16', 'REVOKED 2026-06-16 2'],
    ['its own last day', voucher, '2026-12-31', 'REVOKED 2026-12-31 2'],
    ['later than its last day', voucher, '2027-01-01', 'INVALID_RANGE'],
    ['before it has begun: never usable', { ...voucher, firstDay: day('2026-09-01') }, '2026-06-16', 'REVOKED 2026-08-31 2'],
    ['on the day before it begins', { ...voucher, firstDay: day('2026-09-01') }, '2026-08-31', 'REVOKED 2026-08-31 2'],
    ['after it has ended', { ...voucher, lastDay: day('2026-06-15') }, '2026-06-16', 'INVALID_RANGE'],
    ['after the client has declined it', { ...voucher, state: 'DECLINED' }, '2026-06-16', 'WRONG_STATE'],
  ])('%s', (_, of, lastDay, expected) => expect(endOf(of, lastDay)).toBe(expected));

  test('today is the day in Helsinki', () => {
    expect(endOf(voucher, '2026-06-16', lastMinute)).toBe('REVOKED 2026-06-16 2');
    expect(endOf(voucher, '2026-06-16', lastMinute.add({ minutes: 1 }))).toBe('INVALID_RANGE');
  });
});

describe('ending', () => {
  test.each<[string, string, string | null, string]>([
    ['today', '2026-06-16', null, 'ENDED 2026-06-16'],
    ['yesterday', '2026-06-15', null, 'INVALID_RANGE'],
    ['on the day of the client’s death', '2026-06-10', '2026-06-10', 'ENDED 2026-06-10'],
    ['on another past day, though the client has died', '2026-06-11', '2026-06-10', 'INVALID_RANGE'],
  ])('13: %s', (_, lastDay, diedOn, expected) => {
    const decision = end(voucher, day(lastDay), noon, diedOn === null ? null : day(diedOn));
    expect(decision.accepted ? `${decision.value.state} ${decision.value.lastDay}` : decision.refusal.code).toBe(expected);
  });
});

describe('the client’s death', () => {
  const said = (of: Voucher | undefined) => of && `${of.state} ${of.lastDay} ${of.version}`;
  const diedOn = day('2026-06-10');
  const ended = followDeath(voucher, diedOn)!;
  test.each<[string, Partial<Voucher>, string | undefined]>([
    ['ends the voucher on its day', {}, 'ENDED 2026-06-10 2'],
    ['ends it on its first day', { firstDay: diedOn }, 'ENDED 2026-06-10 2'],
    ['makes a voucher that has not begun never usable', { firstDay: day('2026-09-01') }, 'ENDED 2026-08-31 2'],
    ['ends a suspended voucher', { suspensions: [{ id: 'x', firstDay: day('2026-06-01'), lastDay: null }] }, 'ENDED 2026-06-10 2'],
    ['ends a voucher that follows another', { predecessorId: 'w' }, 'ENDED 2026-06-10 2'],
    ['ends a voucher earlier than the organiser did', { state: 'ENDED', lastDay: day('2026-06-30') }, 'ENDED 2026-06-10 2'],
    ['leaves a revoked voucher revoked', { state: 'REVOKED', lastDay: day('2026-06-30') }, 'REVOKED 2026-06-10 2'],
    ['leaves a voucher that ended on the same day', { lastDay: diedOn }, undefined],
    ['leaves a voucher that ended before', { lastDay: day('2026-05-31') }, undefined],
    [
      'leaves a voucher that was revoked before it began',
      { state: 'REVOKED', firstDay: day('2026-09-01'), lastDay: day('2026-08-31') },
      undefined,
    ],
    ['leaves a declined voucher', { state: 'DECLINED' }, undefined],
  ])('%s', (_, change, expected) => expect(said(followDeath({ ...voucher, ...change }, diedOn))).toBe(expected));

  test('changes nothing when heard of again', () => expect(followDeath(ended, diedOn)).toBeUndefined());
  test.each<[string, string | null, string]>([
    ['on an earlier day', '2026-06-08', 'ENDED 2026-06-08 3'],
    ['on a later day', '2026-06-12', 'ENDED 2026-06-12 3'],
    ['not at all', null, 'ACTIVE 2026-12-31 3'],
    ['after the decided last day', '2027-01-01', 'ACTIVE 2026-12-31 3'],
  ])('then told: %s', (_, other, expected) => {
    const after = followDeath(ended, other === null ? null : day(other))!;
    expect(said(after)).toBe(expected);
    expect(after.beforeDeath).toEqual(after.state === 'ENDED' ? { state: 'ACTIVE', lastDay: voucher.lastDay } : null);
  });
  test('taken back leaves a voucher that the organiser has ended itself', () => {
    const decision = end(ended, diedOn, noon, diedOn);
    expect(decision.accepted && followDeath(decision.value, null)).toBeUndefined();
  });
  test('taken back leaves a voucher that ended earlier', () =>
    expect(followDeath({ ...voucher, state: 'ENDED', lastDay: day('2026-06-01') }, null)).toBeUndefined());
});

describe('declining', () => {
  test.each<[string, Voucher | undefined, boolean, string]>([
    ['no visit holds anything of it', voucher, false, 'DECLINED'],
    ['a visit holds something of it', voucher, true, 'BELOW_USED'],
    ['the client declined it before', { ...voucher, state: 'DECLINED' }, false, 'WRONG_STATE'],
    ['it is revoked', { ...voucher, state: 'REVOKED' }, false, 'WRONG_STATE'],
    ['no voucher to decline', undefined, false, 'NOT_FOUND'],
  ])('R31: %s', (_, of, isUsed, expected) => {
    const decision = decline(of, isUsed);
    expect(decision.accepted ? decision.value.state : decision.refusal.code).toBe(expected);
  });
});

describe('moving the last day', () => {
  const free: Bounds = { lastUsedDay: null, successorStarts: null, carriesOver: false };
  const openEnded = { lastDay: UNTIL_FURTHER_NOTICE };
  test.each<[string, Partial<Voucher>, string, Bounds, string]>([
    ['later', {}, '2027-06-30', free, '2027-06-30 2'],
    ['earlier', {}, '2026-06-16', free, '2026-06-16 2'],
    ['before today', {}, '2026-06-15', free, 'INVALID_RANGE'],
    ['to the day of the last visit', {}, '2026-08-31', { ...free, lastUsedDay: day('2026-08-31') }, '2026-08-31 2'],
    ['before the last visit', {}, '2026-08-30', { ...free, lastUsedDay: day('2026-08-31') }, 'BELOW_USED'],
    ['up to the successor', {}, '2027-01-31', { ...free, successorStarts: day('2027-02-01') }, '2027-01-31 2'],
    ['into the successor', {}, '2027-02-01', { ...free, successorStarts: day('2027-02-01') }, 'INVALID_RANGE'],
    ['of a voucher that has ended already', { lastDay: day('2026-06-01') }, '2026-07-31', free, '2026-07-31 2'],
    ['for ever', {}, '2199-12-31', free, '2199-12-31 2'],
    ['to a day, of a voucher until further notice', openEnded, '2027-06-30', free, '2027-06-30 2'],
    [
      'before the last visit, of a voucher until further notice',
      openEnded,
      '2026-08-30',
      { ...free, lastUsedDay: day('2026-08-31') },
      'BELOW_USED',
    ],
    ['for ten years, where units are carried over', {}, '2036-01-01', { ...free, carriesOver: true }, '2036-01-01 2'],
    ['for longer than ten years, where units are carried over', {}, '2036-01-02', { ...free, carriesOver: true }, 'INVALID_RANGE'],
    ['for ever, where units are carried over', {}, '2199-12-31', { ...free, carriesOver: true }, 'INVALID_RANGE'],
    ['of a revoked voucher', { state: 'REVOKED' }, '2027-06-30', free, 'WRONG_STATE'],
  ])('13: %s', (_, change, lastDay, bounds, expected) => {
    const decision = extend({ ...voucher, ...change }, day(lastDay), bounds, noon);
    expect(decision.accepted ? `${decision.value.lastDay} ${decision.value.version}` : decision.refusal.code).toBe(expected);
  });
});

test('R31: an officer arranges a service otherwise once, and only for a declined voucher', () => {
  const codeOf = (...asked: Parameters<typeof arrangeOtherwise>) => {
    const decision = arrangeOtherwise(...asked);
    return decision.accepted ? 'arranged' : decision.refusal.code;
  };
  const declined = { ...voucher, state: 'DECLINED' as const };
  expect([codeOf(undefined, false), codeOf(voucher, false), codeOf(declined, true), codeOf(declined, false)]).toEqual([
    'NOT_FOUND',
    'WRONG_STATE',
    'WRONG_STATE',
    'arranged',
  ]);
});
