/**
 * Tests which voucher of a chain holds a day (rules 21), in both directions, and that the vouchers of a service are
 * searched once.
 */
import { expect, test } from 'vitest';
import { inChainOn, voucherOn, type KnownVoucher } from './succession.ts';
import { day, voucher } from './testing/visits.ts';

const of = (id: string, firstDay: string, lastDay: string, change: Partial<KnownVoucher> = {}) =>
  voucher({ id, firstDay: day(firstDay), lastDay: day(lastDay), ...change });
const chain = [
  of('spring', '2026-01-01', '2026-03-31'),
  of('april', '2026-04-01', '2026-04-30', { predecessorId: 'spring' }),
  of('summer', '2026-05-01', '2026-08-31', { predecessorId: 'april' }),
  of('autumn', '2026-09-02', '2026-12-31', { predecessorId: 'summer' }),
  of('stranger', '2025-01-01', '2025-12-31'),
];
const vouchers = new Map(chain.map((each) => [each.id, each]));

test.each<[string, string, string | undefined]>([
  ['spring', '2026-03-31', 'spring'],
  ['spring', '2026-04-01', 'april'],
  ['spring', '2026-08-31', 'summer'],
  ['summer', '2026-04-30', 'april'],
  ['summer', '2026-01-01', 'spring'],
  ['spring', '2025-12-31', undefined],
  // A day between two vouchers ends the chain.
  ['summer', '2026-09-02', undefined],
  ['autumn', '2026-08-31', undefined],
])('named %s, on %s: %s', (named, onDay, expected) => {
  expect(inChainOn(vouchers, vouchers.get(named)!, day(onDay))?.id).toBe(expected);
});

test('a declined or suspended voucher pays for no day', () => {
  const [spring, april] = chain;
  const days = { firstDay: day('2026-04-01'), lastDay: day('2026-04-02') };
  const on = (change: Partial<KnownVoucher>) =>
    voucherOn(new Map([spring!, { ...april!, ...change }].map((each) => [each.id, each])), spring!, days);
  expect(on({})?.id).toBe('april');
  expect(on({ state: 'DECLINED' })).toBeUndefined();
  expect(on({ suspensions: [{ firstDay: day('2026-04-02'), lastDay: null }] })).toBeUndefined();
  expect(on({ suspensions: [{ firstDay: day('2026-04-03'), lastDay: null }] })?.id).toBe('april');
});

test('the vouchers of a service are searched once, not for each day', () => {
  let looks = 0;
  class Counted extends Map<string, KnownVoucher> {
    override values() {
      looks++;
      return super.values();
    }
  }
  const many = new Counted(vouchers);
  for (let count = 0; count < 10; count++) expect(inChainOn(many, chain[0]!, day('2026-08-31'))?.id).toBe('summer');
  expect(looks).toBe(1);
});
