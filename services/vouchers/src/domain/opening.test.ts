/** Tests the provider's side of the three-way rule. */
import { describe, expect, test } from 'vitest';
import { providerMayOpen, providerMayStillSee, servableContents } from './opening.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const year2026 = { firstDay: day('2026-01-01'), lastDay: day('2026-12-31') };

describe('what a provider may do with a voucher', () => {
  const spring = { firstDay: day('2026-01-01'), lastDay: day('2026-05-31') };
  const view = { serviceId: 's', granted: ['a', 'b'], approvals: [{ ...spring, contentIds: ['b', 'c'] }], teamServices: new Set(['s']) };

  test('a provider serves the granted contents that it is approved for on that day', () => {
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

  test('an approval that ended before the voucher began shows no voucher', () =>
    expect(providerMayStillSee(view, { firstDay: day('2026-06-01'), lastDay: day('2026-12-31') })).toBe(false));
});
