import { describe, expect, test } from 'vitest';
import { approve, withdraw, type Approval, type ApprovalWish, type ApproveFacts } from './approval.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const approval: Approval = {
  id: 'approval',
  organiserId: 'organiser',
  serviceId: 'service',
  providerId: 'provider',
  contentIds: ['a', 'b'],
  firstDay: day('2026-06-01'),
  lastDay: day('2026-06-30'),
  withdrawnAt: null,
  version: 1,
};
const facts: ApproveFacts = { contentIds: ['b', 'a', 'c'], isProviderKnown: true, approvals: [approval] };
const wish = (firstDay: string, lastDay: string | null, contentIds?: readonly string[]): ApprovalWish => ({
  firstDay: day(firstDay),
  lastDay: lastDay === null ? null : day(lastDay),
  contentIds,
});

describe('approving a provider', () => {
  test.each<[string, ApprovalWish, readonly string[]]>([
    ['from the day after another ends, for all contents', wish('2026-07-01', null), ['a', 'b', 'c']],
    ['up to the day before another begins', wish('2026-05-01', '2026-05-31'), ['a', 'b', 'c']],
    ['for one day', wish('2026-07-01', '2026-07-01', ['a']), ['a']],
    ['for another content at the same time', wish('2026-06-01', null, ['c']), ['c']],
    ['for a content named twice', wish('2026-07-01', null, ['a', 'a']), ['a']],
  ])('is accepted %s', (_name, wished, contentIds) => expect(approve(facts, wished)).toEqual({ accepted: true, value: { contentIds } }));

  test('approving the same again answers the existing approval', () =>
    expect(approve(facts, wish('2026-06-01', '2026-06-30', ['b', 'a']))).toEqual({ accepted: true, value: { same: approval } }));

  test.each<[string, ApproveFacts, ApprovalWish, string, readonly string[]]>([
    ['a service of another organiser', { ...facts, contentIds: null }, wish('2026-07-01', null), 'NOT_FOUND', ['serviceId']],
    ['an unknown provider', { ...facts, isProviderKnown: false }, wish('2026-07-01', null), 'NOT_FOUND', ['providerId']],
    ['an end before the start', facts, wish('2026-07-02', '2026-07-01'), 'INVALID_RANGE', ['lastDay']],
    ['no content', facts, wish('2026-07-01', null, []), 'UNKNOWN_CONTENT', ['contentIds']],
    ['a content of another service', facts, wish('2026-07-01', null, ['a', 'x']), 'UNKNOWN_CONTENT', ['contentIds', '1']],
    ['a content on a day for which the provider is approved', facts, wish('2026-06-30', null, ['b']), 'VERSION_EXISTS', ['firstDay']],
  ])('is refused: %s', (_name, known, wished, code, path) =>
    expect(approve(known, wished)).toEqual({ accepted: false, refusal: { code, path } }),
  );
});

describe('withdrawing an approval', () => {
  // Half past midnight of the 10th in Helsinki, still the 9th in UTC.
  const now = Temporal.Instant.from('2026-06-09T21:30:00Z');
  const ended = (given: Approval, lastDay: string) => {
    const decision = withdraw(given, day(lastDay), now);
    return decision.accepted ? `${decision.value.lastDay} v${decision.value.version}` : decision.refusal.code;
  };
  const open = { ...approval, lastDay: null };
  const future = { ...approval, firstDay: day('2026-07-01'), lastDay: null };
  const withdrawn = { ...approval, lastDay: day('2026-06-10'), withdrawnAt: now, version: 2 };

  test.each<[string, Approval, string, string]>([
    ['today', open, '2026-06-10', '2026-06-10 v2'],
    ['yesterday', open, '2026-06-09', 'INVALID_RANGE'],
    ['on the day that is its last anyway', approval, '2026-06-30', '2026-06-30 v2'],
    ['later than it ends', approval, '2026-07-01', 'INVALID_RANGE'],
    ['before it begins, so that it never does', future, '2026-06-10', '2026-06-30 v2'],
    ['once more in the same way', withdrawn, '2026-06-10', '2026-06-10 v2'],
    ['once more, but later', withdrawn, '2026-06-11', 'INVALID_RANGE'],
  ])('%s', (_name, given, lastDay, expected) => expect(ended(given, lastDay)).toBe(expected));

  test('an organiser does not find another organiser’s approval', () =>
    expect(withdraw(undefined, day('2026-06-10'), now)).toMatchObject({ refusal: { code: 'NOT_FOUND' } }));
});
