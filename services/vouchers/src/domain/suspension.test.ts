/** Tests how suspensions are set and ended. */
import { describe, expect, test } from 'vitest';
import { resume, suspend } from './suspension.ts';
import { SUSPENSIONS_MAX } from './limits.ts';
import type { Suspension, Voucher } from './voucher.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const now = Temporal.Instant.from('2026-06-16T09:00:00Z');
const july: Suspension = { id: 'july', firstDay: day('2026-07-01'), lastDay: day('2026-07-31') };
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
  suspensions: [july],
  ownValue: null,
  predecessorId: null,
  beforeDeath: null,
  contractPrices: new Map(),
  version: 1,
};
const written = ({ suspensions }: Voucher) => suspensions.map(({ firstDay, lastDay }) => `${firstDay}..${lastDay ?? ''}`);

describe('suspending', () => {
  const many = Array.from({ length: SUSPENSIONS_MAX }, (_, index) => ({ ...july, id: String(index) }));
  const days = (firstDay: string, lastDay?: string) => ({ id: 'new', firstDay: day(firstDay), lastDay: lastDay ? day(lastDay) : null });
  test.each<[string, Partial<Voucher>, ReturnType<typeof days>, string | string[]]>([
    ['from today', {}, days('2026-06-16', '2026-06-20'), ['2026-07-01..2026-07-31', '2026-06-16..2026-06-20']],
    ['from yesterday', {}, days('2026-06-15', '2026-06-20'), 'INVALID_RANGE'],
    ['ending the day before another', {}, days('2026-06-20', '2026-06-30'), ['2026-07-01..2026-07-31', '2026-06-20..2026-06-30']],
    ['reaching into another', {}, days('2026-06-20', '2026-07-01'), 'INVALID_RANGE'],
    ['until further notice, over another', {}, days('2026-06-20'), 'INVALID_RANGE'],
    ['until further notice, after another', {}, days('2026-08-01'), ['2026-07-01..2026-07-31', '2026-08-01..']],
    ['a last day before the first', {}, days('2026-06-20', '2026-06-19'), 'INVALID_RANGE'],
    ['from its last day', {}, days('2026-12-31'), ['2026-07-01..2026-07-31', '2026-12-31..']],
    ['after it has ended', {}, days('2027-01-01'), 'INVALID_RANGE'],
    ['one more than a voucher may have', { suspensions: many }, days('2026-08-01', '2026-08-02'), 'LIMIT_REACHED'],
    ['a declined voucher', { state: 'DECLINED' }, days('2026-06-16'), 'WRONG_STATE'],
    ['an expired voucher', { lastDay: day('2026-06-15'), suspensions: [] }, days('2026-06-16'), 'WRONG_STATE'],
  ])('13, 20: %s', (_, change, wish, expected) => {
    const decision = suspend({ ...voucher, ...change }, wish, now);
    expect(decision.accepted ? written(decision.value) : decision.refusal.code).toEqual(expected);
  });
});

describe('resuming', () => {
  const open: Suspension = { id: 'open', firstDay: day('2026-06-01'), lastDay: null };
  const both = { ...voucher, suspensions: [open, july] };
  test.each<[string, string, string, string | string[]]>([
    ['today is the last day', 'open', '2026-06-16', ['2026-06-01..2026-06-16', '2026-07-01..2026-07-31']],
    ['yesterday was the last day', 'open', '2026-06-15', ['2026-06-01..2026-06-15', '2026-07-01..2026-07-31']],
    ['the day before yesterday', 'open', '2026-06-14', 'INVALID_RANGE'],
    ['a suspension that has not begun disappears', 'july', '2026-06-15', ['2026-06-01..']],
    ['a later last day than before', 'july', '2026-08-01', 'INVALID_RANGE'],
    ['the same last day', 'july', '2026-07-31', ['2026-06-01..', '2026-07-01..2026-07-31']],
    ['an unknown suspension', 'other', '2026-06-16', 'NOT_FOUND'],
  ])('13: %s', (_, suspensionId, lastDay, expected) => {
    const decision = resume(both, { suspensionId, lastDay: day(lastDay) }, now);
    expect(decision.accepted ? written(decision.value) : decision.refusal.code).toEqual(expected);
  });
});
